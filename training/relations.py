"""Make the relation reader: ``python -m training.relations``, after ``training.train``."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from zlib import crc32

import torch
from torch import distributed
from torch.nn import functional

from graphkit.analyse.encoder import shared_encoder
from graphkit.link import load_gazetteer
from graphkit.relate.passages import KINDS, TYPES, Marked, Passage
from graphkit.resources import models_path

from .e5 import E5
from .relation_batches import Inputs, Tables, buckets, pool_entities
from .relation_examples import Stated, TrainingPassage, entities_of, referring, training_passages, varied, with_authors
from .relation_export import export_reader
from .relation_network import RelationNetwork
from .relation_scores import held_out_scores, referent_scores
from .relation_texts import STATUSES, TEXTS, AnnotatedText, read_all
from .shipped import shipped_encoder

__all__ = ["main"]

_ENCODER_RATE, _HEAD_RATE = 1.2e-4, 1.0e-3
_NOISE = 0.08
_BATCH_PIECES = 900


def _loss(
    network: RelationNetwork,
    inputs: Inputs,
    batch: Sequence[tuple[Passage, tuple[Stated, ...]]],
    relations: Sequence[str],
) -> torch.Tensor:
    number = {name: i for i, name in enumerate(relations)}
    words = network.encode(inputs.vectors, inputs.bias, inputs.pool, inputs.marks)
    gold = torch.zeros(words.shape[0], words.shape[1], len(relations))
    counted = torch.zeros(words.shape[:2])
    rows: list[tuple[int, Stated]] = []
    for b, (passage, stated) in enumerate(batch):
        counted[b, passage.focus : len(passage.words)] = 1
        for one in stated:
            gold[b, one.word, number[one.relation]] = 1
            rows.append((b, one))
    scores = network.triggers(words, inputs.hints)
    lost = functional.binary_cross_entropy_with_logits(scores, gold, reduction="none").sum(-1) * counted
    loss = lost.sum() / (4 + gold.sum())
    mentions = inputs.spans @ words
    loss = loss + 0.8 * _referents(network, inputs, mentions, [passage.mentions for passage, _ in batch])
    if not rows:
        return loss
    index = torch.tensor([b for b, _ in rows])
    at = torch.tensor([one.word for _, one in rows])
    arguments, status = network.arguments(
        words[index, at],
        torch.tensor([number[one.relation] for _, one in rows]),
        mentions[index],
        buckets(inputs.middles[index] - at[:, None]),
    )
    argument_loss = torch.zeros(())
    entities = 0
    for row, (b, one) in enumerate(rows):
        held = batch[b][0].mentions
        names = entities_of(held)
        if not names:
            continue
        pooled = pool_entities(arguments[row], [m.entities for m in held], names)
        wanted = torch.tensor(
            [[float(n in one.subjects), float(n in one.objects), float(n == one.source)] for n in names]
        )
        argument_loss = argument_loss + functional.binary_cross_entropy_with_logits(pooled, wanted, reduction="sum")
        entities += 1
    loss = loss + 0.8 * argument_loss / max(1, entities)
    targets = torch.tensor([STATUSES.index(one.status) for _, one in rows])
    return loss + 0.4 * functional.cross_entropy(status, targets)


def _referents(
    network: RelationNetwork, inputs: Inputs, vectors: torch.Tensor, held: Sequence[Sequence[Marked]]
) -> torch.Tensor:
    """Return the loss of telling whom mentions refer to, of those that are marked."""
    rows = [
        (b, i, candidates)
        for b, mentions in enumerate(held)
        for i, candidates in referring(mentions)
        if mentions[i].entities and not mentions[i].entities[0].startswith("?")
    ]
    if not rows:
        return torch.zeros(())
    index, own = (torch.tensor([row[k] for row in rows]) for k in (0, 1))
    distance = buckets(inputs.middles[index] - inputs.middles[index, own][:, None])
    scores = network.referents(vectors[index, own], vectors[index], distance)
    loss = torch.zeros(())
    for row, (b, i, candidates) in enumerate(rows):
        chosen = [held[b][j] for j in candidates]
        names = entities_of(chosen)
        pooled = pool_entities(scores[row, candidates, None], [m.entities for m in chosen], names)[:, 0]
        wanted = torch.tensor([float(name in held[b][i].entities) for name in names])
        loss = loss + functional.binary_cross_entropy_with_logits(pooled, wanted, reduction="sum")
    return loss / len(rows)


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
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        (encoder if name.startswith(("layers.", "norm.")) else heads).append(parameter)
    share = resumed or 1.0
    groups = [{"params": encoder, "lr": share * _ENCODER_RATE}, {"params": heads, "lr": share * _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    torch.manual_seed(seed + rank)
    steps = int(epochs * (len(_batches(examples, tables, order, world)) // world))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / 60) * max(0.01, 1 - s / steps))
    started = time.time()
    for epoch in range(1, (until or ceil(epochs)) + 1):
        total, n = 0.0, 0
        batches = _batches(examples, tables, order, world)
        for chosen in batches[rank : len(batches) // world * world : world]:
            batch = [varied(e, rng) for e in chosen]
            loss = _loss(network, tables.inputs([p for p, _ in batch], _NOISE), batch, relations)
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


def _prepared(texts: Sequence[AnnotatedText], cache: Path) -> list[TrainingPassage]:
    """Return the passages of texts; those made before are taken from the cache."""
    made: dict[str, list[TrainingPassage]] = {}
    if cache.exists():
        with cache.open("rb") as file:
            made = pickle.load(file)  # noqa: S301 - written below
    gazetteer, vocabulary = load_gazetteer(), shared_encoder(models_path(), 1).vocabulary
    out: list[TrainingPassage] = []
    for text in texts:
        key = repr(replace(text, authors={}))
        if key not in made:
            made[key] = training_passages([text], gazetteer, vocabulary)
        out += [with_authors(passage, text.authors) for passage in made[key]]
    with cache.open("wb") as file:
        pickle.dump(made, file)
    return out


def main() -> None:
    """Train the relation reader on the annotated texts, and write it into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--texts", type=Path, default=TEXTS, help="directory of annotated texts")
    parser.add_argument("--start", type=Path, default=models_path() / "encoder.onnx", help="the parser's encoder")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="directory for checkpoints")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write the models to")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--until", type=int, help="epoch after which to stop before the rates have fallen to nought")
    parser.add_argument(
        "--resume", type=float, default=0.0, help="go on from the checkpoint at this share of the rates"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", type=int, default=20, help="one document of n is for development, 0: none")
    parser.add_argument("--no-training", action="store_true", help="score and export the last checkpoint")
    options = parser.parse_args()
    torch.set_num_threads(1)
    if "WORLD_SIZE" in os.environ:
        distributed.init_process_group("gloo")
    options.work.mkdir(parents=True, exist_ok=True)
    texts = read_all([options.texts])
    examples = _prepared(texts, options.work / "relation_passages.pickle")
    relations = sorted({one.relation for e in examples for one in e.stated})
    held = {t.id for t in texts if options.held_out and crc32(t.id.encode()) % options.held_out == 0}
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
