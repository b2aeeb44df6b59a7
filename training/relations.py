"""Make the relation reader: ``python -m training.relations``, after ``training.train``."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch.nn import functional

from graphkit.analyse.encoder import shared_encoder
from graphkit.link import load_gazetteer
from graphkit.relate.passages import KINDS, TYPES, Passage
from graphkit.resources import models_path

from .e5 import E5
from .network import Network, Sizes
from .relation_batches import Inputs, Tables, buckets, pool_entities
from .relation_examples import Stated, TrainingPassage, entities_of, training_passages, varied
from .relation_export import export_reader
from .relation_network import RelationNetwork
from .relation_scores import held_out_scores
from .relation_texts import STATUSES, AnnotatedText, read_annotated

__all__ = ["main"]

_ENCODER_RATE, _HEAD_RATE = 1.2e-4, 1.0e-3
_NOISE = 0.08
_BATCH_PIECES = 700


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
    if not rows:
        return loss
    mentions = inputs.spans @ words
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


def _batches(
    examples: Sequence[TrainingPassage], tables: Tables, rng: random.Random
) -> Iterable[list[TrainingPassage]]:
    sizes = [sum(len(tables.vocabulary.encode(*w)) for w in e.passage.words) for e in examples]
    order = sorted(range(len(examples)), key=lambda i: sizes[i] + rng.random() * 40)
    batches: list[list[TrainingPassage]] = [[]]
    for i in order:
        if batches[-1] and sizes[i] * (len(batches[-1]) + 1) > _BATCH_PIECES:
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
    epochs: int,
    layers: int,
    seed: int,
) -> RelationNetwork:
    """Train for a number of epochs, from the encoder of the parser's checkpoint."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)  # noqa: S311 - no secret
    tables = Tables(relations)
    e5 = E5()
    network = RelationNetwork(e5, layers, len(relations), len(TYPES), len(KINDS))
    state = torch.load(start, weights_only=True)
    parser = Network(e5, Sizes(**state["sizes"]))
    parser.load_state_dict(state["network"])
    network.start_from(parser)
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        (encoder if name.startswith(("layers.", "norm.")) else heads).append(parameter)
    groups = [{"params": encoder, "lr": _ENCODER_RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * len(list(_batches(examples, tables, rng)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / 60) * max(0.01, 1 - s / steps))
    started = time.time()
    for epoch in range(1, epochs + 1):
        total, n = 0.0, 0
        for chosen in _batches(examples, tables, rng):
            batch = [varied(e, rng) for e in chosen]
            loss = _loss(network, tables.inputs([p for p, _ in batch], _NOISE), batch, relations)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, n = total + loss.item(), n + 1
        print(f"epoch {epoch} loss {total / n:.3f} {(time.time() - started) / 60:.1f} min", flush=True)
        if dev and (epoch % 3 == 0 or epoch == epochs):
            print("  dev", held_out_scores(network, tables, dev, relations), flush=True)
        torch.save({"network": network.state_dict(), "relations": list(relations), "layers": layers}, checkpoint)
    return network


def _prepared(texts: Sequence[AnnotatedText], cache: Path) -> list[TrainingPassage]:
    """Return the passages of texts; those made before are taken from the cache."""
    made: dict[str, list[TrainingPassage]] = {}
    if cache.exists():
        with cache.open("rb") as file:
            made = pickle.load(file)  # noqa: S301 - written below
    gazetteer, vocabulary = load_gazetteer(), shared_encoder(models_path(), 1).vocabulary
    for text in texts:
        if repr(text) not in made:
            made[repr(text)] = training_passages([text], gazetteer, vocabulary)
    with cache.open("wb") as file:
        pickle.dump(made, file)
    return [passage for text in texts for passage in made[repr(text)]]


def main() -> None:
    """Train the relation reader on the annotated texts, and write it into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--texts", type=Path, default=Path(__file__).parent / "texts", help="annotated texts")
    parser.add_argument("--start", type=Path, default=Path("build/training/encoder.pt"), help="the parser's checkpoint")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="directory for checkpoints")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write the models to")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", type=int, default=20, help="every n-th document is for development, 0: none")
    parser.add_argument("--no-training", action="store_true", help="score and export the last checkpoint")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    texts = [t for path in sorted(options.texts.glob("*.txt")) for t in read_annotated(path)]
    examples = _prepared(texts, options.work / "relation_passages.pickle")
    relations = sorted({one.relation for e in examples for one in e.stated})
    held = {t.id for i, t in enumerate(texts) if options.held_out and i % options.held_out == options.held_out - 1}
    dev = [e for e in examples if e.document in held]
    chosen = [e for e in examples if e.document not in held]
    statements = sum(len(e.stated) for e in examples)
    print(len(texts), "documents", len(examples), "passages", statements, "statements", flush=True)
    checkpoint = options.work / "relations.pt"
    if not options.no_training:
        train(chosen, dev, relations, options.start, checkpoint, options.epochs, options.layers, options.seed)
    network = RelationNetwork(E5(), options.layers, len(relations), len(TYPES), len(KINDS))
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    report = {
        "documents": len(texts),
        "held_out": len(held),
        "epochs": options.epochs,
        "statements": statements,
        "scores": held_out_scores(network, Tables(relations), dev, relations),
    }
    (options.work / "relations_report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    export_reader(checkpoint, options.out)


if __name__ == "__main__":
    main()
