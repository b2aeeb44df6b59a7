"""Make the relation reader: ``python -m training.relations``, after ``training.train``."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from math import ceil
from multiprocessing import get_context
from pathlib import Path

import torch
from torch import distributed
from torch.nn import functional

from graphkit.analyse.encoder import shared_encoder
from graphkit.link import load_gazetteer
from graphkit.relate.passages import KINDS, TYPES
from graphkit.resources import models_path

from .e5 import E5
from .relation_batches import Inputs, Meanings, Tables, buckets, meanings, pool_entities
from .relation_examples import TrainingPassage, name_pools, training_passages, varied, with_authors
from .relation_export import export_reader
from .relation_network import RelationNetwork
from .relation_scores import held_out_scores, referent_scores
from .relation_texts import STATUSES, TEXTS, AnnotatedText, is_held_out, read_all
from .shipped import shipped_encoder

__all__ = ["main"]

_ENCODER_RATE, _HEAD_RATE = 1.2e-4, 1.0e-3
_NOISE = 0.08
_BATCH_PIECES = 900
_NEW = 0.6
_PART = 20  # texts that a process prepares at a time


def _loss(
    network: RelationNetwork, inputs: Inputs, batch: Sequence[TrainingPassage], relations: Sequence[str]
) -> torch.Tensor:
    number = {name: i for i, name in enumerate(relations)}
    words = network.encode(inputs.vectors, inputs.bias, inputs.pool, inputs.marks)
    gold = torch.zeros(words.shape[0], words.shape[1], len(relations))
    counted = torch.zeros(words.shape[:2])
    for b, example in enumerate(batch):
        counted[b, example.passage.focus : len(example.passage.words)] = 1
        for one in example.stated:
            gold[b, one.word, number[one.relation]] = 1
    scores = network.triggers(words, inputs.hints)
    lost = functional.binary_cross_entropy_with_logits(scores, gold, reduction="none").sum(-1) * counted
    loss = lost.sum() / (4 + gold.sum())
    vectors = inputs.spans @ words
    told, by_role, stated = [], [], []
    for b, example in enumerate(batch):
        mentions = example.passage.mentions
        n = len(mentions)
        meant = meanings(network, vectors[b, :n], inputs.middles[b, :n], mentions)
        if not meant.names:
            continue
        told += _referents(meant, example.meant)
        if example.stated:
            at = torch.tensor([one.word for one in example.stated])
            arguments, status = network.arguments(
                words[b, at],
                torch.tensor([number[one.relation] for one in example.stated]),
                vectors[b, :n].expand(len(at), -1, -1),
                buckets(inputs.middles[b, :n] - at[:, None]),
            )
            pooled = pool_entities(arguments, meant.scores)
            wanted = torch.tensor(
                [
                    [[float(n in s.subjects), float(n in s.objects), float(n == s.source)] for n in meant.names]
                    for s in example.stated
                ]
            )
            by_role.append(functional.binary_cross_entropy_with_logits(pooled, wanted, reduction="none").sum((1, 2)))
            stated.append(
                functional.cross_entropy(
                    status, torch.tensor([STATUSES.index(s.status) for s in example.stated]), reduction="none"
                )
            )
    if told:
        loss = loss + 0.8 * torch.stack(told).mean()
    if stated:
        loss = loss + 0.8 * torch.cat(by_role).mean() + 0.4 * torch.cat(stated).mean()
    return loss


def _referents(meant: Meanings, marked: Sequence[tuple[str, ...]]) -> list[torch.Tensor]:
    """Return the losses of telling whom mentions refer to, of those that are marked."""
    out = []
    for i, ids in enumerate(marked):
        if ids and meant.open[i].any():
            wanted = torch.tensor([float(name in ids) for name in meant.names])
            lost = functional.binary_cross_entropy_with_logits(meant.scores[i], wanted, reduction="none")
            out.append(lost[meant.open[i]].sum())
    return out


def _average(network: RelationNetwork, world: int) -> None:
    """Give every process the mean of all processes' gradients."""
    parameters = [p for p in network.parameters() if p.requires_grad]
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters])
    distributed.all_reduce(flat)
    for parameter, part in zip(parameters, (flat / world).split([p.numel() for p in parameters]), strict=True):
        parameter.grad = part.view_as(parameter)


def _batches(
    examples: Sequence[TrainingPassage], tables: Tables, rng: random.Random, world: int = 1
) -> list[list[TrainingPassage]]:
    """Return the examples in batches of like sizes, those of a step side by side for as many processes."""
    sizes = [sum(len(tables.vocabulary.encode(*w)) for w in e.passage.words) for e in examples]
    order = sorted(range(len(examples)), key=lambda i: sizes[i] + rng.random() * 40)
    batches: list[list[TrainingPassage]] = [[]]
    for i in order:
        if batches[-1] and sizes[i] * (len(batches[-1]) + 1) > _BATCH_PIECES / world:
            batches.append([])
        batches[-1].append(examples[i])
    rng.shuffle(batches)
    return batches


def train(
    examples: Sequence[TrainingPassage],
    dev: Sequence[TrainingPassage],
    relations: Sequence[str],
    start: Path,
    checkpoint: Path,
    epochs: float,
    layers: int,
    seed: int,
    until: int | None = None,
    resumed: float = 0.0,
) -> RelationNetwork:
    """Train for a number of epochs, at rates that fall to nought, from the parser's encoder.

    Args:
        examples: the passages to train on.
        dev: those to score on.
        relations: the relations that the network knows.
        start: the parser's encoder.
        checkpoint: where the network is kept after each epoch.
        epochs: how many, the last a part of one.
        layers: layers of the encoder.
        seed: of all random numbers.
        until: epoch after which to stop before the rates have fallen.
        resumed: share of the rates with which to go on from the checkpoint; 0 to begin anew.
    """
    torch.manual_seed(seed)
    rank, world = (distributed.get_rank(), distributed.get_world_size()) if distributed.is_initialized() else (0, 1)
    order, rng = random.Random(seed), random.Random(seed + rank)  # noqa: S311 - no secret
    tables = Tables(relations)
    e5 = E5()
    network = RelationNetwork(e5, layers, len(relations), len(TYPES), len(KINDS))
    network.start_from(shipped_encoder(start))
    if resumed:
        network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    encoder: list[torch.nn.Parameter] = []
    heads: list[torch.nn.Parameter] = []
    for name, parameter in network.named_parameters():
        (encoder if name.startswith(("layers.", "norm.")) else heads).append(parameter)
    share = resumed or 1.0
    groups = [{"params": encoder, "lr": share * _ENCODER_RATE}, {"params": heads, "lr": share * _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    torch.manual_seed(seed + rank)
    pools = name_pools(examples)
    steps = int(epochs * (len(_batches(examples, tables, order, world)) // world))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / 60) * max(0.01, 1 - s / steps))
    started = time.time()
    for epoch in range(1, (until or ceil(epochs)) + 1):
        total, n = 0.0, 0
        batches = _batches(examples, tables, order, world)
        for chosen in batches[rank : len(batches) // world * world : world]:
            batch = [varied(e, rng, pools) for e in chosen]
            loss = _loss(network, tables.inputs([e.passage for e in batch], _NOISE), batch, relations)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if world > 1:
                _average(network, world)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, n = total + loss.item(), n + 1
            if schedule.last_epoch == steps:
                break
        if rank:
            continue
        print(f"epoch {epoch} loss {total / n:.3f} {(time.time() - started) / 60:.1f} min", flush=True)
        if dev and (epoch % 3 == 0 or schedule.last_epoch == steps):
            print("  dev", held_out_scores(network, tables, dev, relations), flush=True)
            print("  referents", referent_scores(network, tables, dev), flush=True)
        torch.save({"network": network.state_dict(), "relations": list(relations), "layers": layers}, checkpoint)
    return network


def _mean(checkpoint: Path, other: Path) -> None:
    """Put the mean of its weights and another's into a checkpoint: the last training shall not undo the one before."""
    state, before = (torch.load(path, weights_only=True) for path in (checkpoint, other))
    for name, weights in state["network"].items():
        weights.lerp_(before["network"][name], 1 - _NEW)
    torch.save(state, checkpoint)


def _made(texts: Sequence[AnnotatedText]) -> list[list[TrainingPassage]]:
    gazetteer, vocabulary = load_gazetteer(), shared_encoder(models_path(), 1).vocabulary
    return [training_passages([text], gazetteer, vocabulary) for text in texts]


def _prepared(texts: Sequence[AnnotatedText], cache: Path) -> list[TrainingPassage]:
    """Return the passages of texts; those made before are taken from the cache."""
    made: dict[str, list[TrainingPassage]] = {}
    if cache.exists():
        with cache.open("rb") as file:
            made = pickle.load(file)  # noqa: S301 - written below
    keys = [repr(replace(text, authors={})) for text in texts]
    missing = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in made]
    if missing:
        parts = [missing[at : at + _PART] for at in range(0, len(missing), _PART)]
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            for part, found in zip(parts, pool.map(_made, ([text for _, text in p] for p in parts)), strict=True):
                made |= dict(zip((key for key, _ in part), found, strict=True))
        with cache.open("wb") as file:
            pickle.dump(made, file)
    return [with_authors(passage, text.authors) for key, text in zip(keys, texts, strict=True) for passage in made[key]]


def main() -> None:
    """Train the relation reader on the annotated texts, and write it into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--texts", type=Path, default=TEXTS, help="directory of annotated texts")
    parser.add_argument("--start", type=Path, default=models_path() / "encoder.onnx", help="the parser's encoder")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="directory for checkpoints")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write the models to")
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--until", type=int, help="epoch after which to stop before the rates have fallen to nought")
    parser.add_argument(
        "--resume", type=float, default=0.0, help="go on from the checkpoint at this share of the rates"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--average", type=Path, help="checkpoint to take the mean with, six tenths of it of the new one"
    )
    parser.add_argument("--no-training", action="store_true", help="score and export the last checkpoint")
    options = parser.parse_args()
    torch.set_num_threads(1)
    if "WORLD_SIZE" in os.environ:
        distributed.init_process_group("gloo")
    options.work.mkdir(parents=True, exist_ok=True)
    texts = read_all([options.texts])
    if distributed.is_initialized() and distributed.get_rank():
        distributed.barrier()
    examples = _prepared(texts, options.work / "relation_passages.pickle")
    if distributed.is_initialized() and not distributed.get_rank():
        distributed.barrier()
    relations = sorted({one.relation for e in examples for one in e.stated})
    held = {t.id for t in texts if is_held_out(t)}
    dev = [e for e in examples if e.document in held]
    chosen = [e for e in examples if e.document not in held]
    statements = sum(len(e.stated) for e in examples)
    print(len(texts), "documents", len(examples), "passages", statements, "statements", flush=True)
    checkpoint = options.work / "relations.pt"
    if not options.no_training:
        epochs, until, resumed = options.epochs, options.until, options.resume
        start, layers, seed = options.start, options.layers, options.seed
        train(chosen, dev, relations, start, checkpoint, epochs, layers, seed, until, resumed)
    if distributed.is_initialized() and distributed.get_rank():
        return
    if options.average is not None:
        _mean(checkpoint, options.average)
    network = RelationNetwork(E5(), options.layers, len(relations), len(TYPES), len(KINDS))
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    report = {
        "documents": len(texts),
        "held_out": len(held),
        "statements": statements,
        "scores": held_out_scores(network, Tables(relations), dev, relations),
        "referents": referent_scores(network, Tables(relations), dev),
    }
    (options.work / "relations_report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    export_reader(checkpoint, options.out)


if __name__ == "__main__":
    main()
