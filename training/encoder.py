"""Training the encoder with all its heads at once."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from graphkit.analyse.decode import maximum_tree
from graphkit.analyse.pieces import PieceVocabulary

from .batches import Batch, collate, mixed_batches, sorted_batches
from .e5 import E5
from .examples import ENTITY_LABELS, Classes, Example, varied
from .network import POSITIONS, Network, Sizes

__all__ = ["dev_scores", "train_encoder"]

_ENCODER_RATE, _HEAD_RATE = 1.6e-4, 1.5e-3
_WARM_UP = 60
_NO_HEAD = -1e4
_NOISE = 0.05


def embedding_tables(e5: E5, index: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the vectors of the kept pieces and of the positions; both stay as they are in training."""
    words = e5.matrix("emb.word", e5.vocabulary, e5.width)[index]
    positions = e5.vector("emb.pos").reshape(-1, e5.width)[:POSITIONS] + e5.vector("emb.type")[: e5.width]
    return torch.from_numpy(words), torch.from_numpy(positions)


def batch_loss(network: Network, batch: Batch) -> torch.Tensor:
    """Return the sum of the losses of the heads that have gold labels in this batch."""
    tags, scripts, entities, arcs, head_vectors, child_vectors = network(batch.vectors, batch.bias, batch.pool)
    loss = torch.zeros(())
    if (batch.entities >= 0).any():
        loss = loss + 1.5 * functional.cross_entropy(entities.flatten(0, 1), batch.entities.flatten(), ignore_index=-1)
    if (batch.heads >= 0).any():
        loss = loss + functional.cross_entropy(tags.flatten(0, 1), batch.tags.flatten(), ignore_index=-1)
        loss = loss + 0.5 * functional.cross_entropy(scripts.flatten(0, 1), batch.scripts.flatten(), ignore_index=-1)
        padding = ~functional.pad(batch.real, (1, 0), value=True)
        arcs = arcs.masked_fill(padding[:, None, :], _NO_HEAD)
        loss = loss + functional.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=-1)
        known = (batch.deps >= 0) & (batch.heads >= 0)
        rows = torch.arange(len(batch.heads))[:, None].expand_as(batch.heads)[known]
        labels = network.label_scores(head_vectors[rows, batch.heads[known]], child_vectors[known])
        loss = loss + functional.cross_entropy(labels, batch.deps[known])
    return loss


def train_encoder(
    sources: Sequence[tuple[list[Example], float]],
    dev: dict[str, list[Example]],
    vocabulary: PieceVocabulary,
    index: np.ndarray,
    classes: Classes,
    steps: int,
    checkpoint: Path,
    layers: int = 6,
    seed: int = 0,
    start: Network | None = None,
    rate: float = 1.0,
) -> Network:
    """Train for a fixed number of steps; write a checkpoint and the dev scores on the way.

    Args:
        sources: (examples, share of the training) of each corpus.
        dev: examples to score on, by name.
        vocabulary: the word pieces.
        index: place of each piece in e5.
        classes: classes of the heads.
        steps: batches of about 1,400 pieces; the learning rates fall to zero over them.
        checkpoint: file to write.
        layers: layers of e5 to keep, from below.
        seed: of all that is random.
        start: network to go on from, instead of e5 with new heads.
        rate: factor on the learning rates.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)  # noqa: S311 - no secret
    e5 = E5()
    if start is not None:
        layers = len(start.layers)
    sizes = Sizes(layers, len(classes.tags), len(classes.scripts), len(classes.deps), len(ENTITY_LABELS))
    network = start or Network(e5, sizes)
    table, positions = embedding_tables(e5, index)
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        (encoder if name.startswith(("layers.", "norm.")) else heads).append(parameter)
    groups = [{"params": encoder, "lr": rate * _ENCODER_RATE}, {"params": heads, "lr": rate * _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / _WARM_UP) * max(0.01, 1 - s / steps)
    )
    batches = mixed_batches(sources, vocabulary, rng)
    started, total, pieces = time.time(), 0.0, 0
    for step in range(1, steps + 1):
        chosen = [varied(e, rng) for e in next(batches)]
        batch = collate(chosen, vocabulary, table, positions, classes, _NOISE)
        loss = batch_loss(network, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        pieces += int((batch.bias == 0).sum())
        minutes = (time.time() - started) / 60
        if step % 50 == 0:
            print(f"step {step}/{steps} loss {total / 50:.3f} {minutes:.1f} min {pieces} pieces", flush=True)
            total = 0.0
        if step % 400 == 0 or step == steps:
            for name, examples in dev.items():
                print(
                    f"step {step} {name}",
                    dev_scores(network, examples, vocabulary, table, positions, classes),
                    flush=True,
                )
            state = {"network": network.state_dict(), "sizes": asdict(sizes), "step": step, "minutes": minutes}
            torch.save(state, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)
    return network


def dev_scores(
    network: Network,
    examples: list[Example],
    vocabulary: PieceVocabulary,
    table: torch.Tensor,
    positions: torch.Tensor,
    classes: Classes,
) -> dict[str, float]:
    """Return tags, UPOS, script, UAS, LAS accuracy and exact entity F1 on gold words."""
    network.eval()
    right = dict.fromkeys(("upos", "tags", "scripts", "uas", "las"), 0)
    words = found = marked = both = 0
    with torch.no_grad():
        for chosen in sorted_batches(examples, vocabulary, 3000):
            batch = collate(chosen, vocabulary, table, positions, classes)
            tags, scripts, entities, arcs, head_vectors, child_vectors = network(batch.vectors, batch.bias, batch.pool)
            for b, example in enumerate(chosen):
                n = len(example.words)
                if example.tags:
                    heads = torch.from_numpy(maximum_tree(arcs[b, :n, : n + 1].log_softmax(-1).numpy()))
                    deps = network.label_scores(head_vectors[b, heads], child_vectors[b, :n]).argmax(-1)
                    tag = tags[b, :n].argmax(-1)
                    upos = [
                        classes.tags[t].split("|")[0] == g.split("|")[0] for t, g in zip(tag, example.tags, strict=True)
                    ]
                    arc = heads == batch.heads[b, :n]
                    words += n
                    right["upos"] += sum(upos)
                    right["tags"] += int((tag == batch.tags[b, :n]).sum())
                    right["scripts"] += int((scripts[b, :n].argmax(-1) == batch.scripts[b, :n]).sum())
                    right["uas"] += int(arc.sum())
                    right["las"] += int((arc & (deps == batch.deps[b, :n])).sum())
                if example.entities:
                    guess = _spans([ENTITY_LABELS[i] for i in entities[b, :n].argmax(-1)])
                    gold = _spans(example.entities)
                    found += len(guess)
                    marked += len(gold)
                    both += len(guess & gold)
    network.train()
    out = {name: round(n / words, 4) for name, n in right.items()} if words else {}
    if marked:
        out["entities"] = round(2 * both / (found + marked), 4)
    return out


def _spans(labels: list[str]) -> set[tuple[int, int, str]]:
    out, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and (label[0] != "I" or label[2:] != labels[start][2:]):
            out.add((start, i, labels[start][2:]))
            start = None
        if start is None and label != "O":
            start = i
    return out
