"""Batches of examples as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from graphkit.analyse.pieces import UNKNOWN, PieceVocabulary

from .examples import ENTITY_LABELS, Classes, Example

__all__ = ["Batch", "collate", "mixed_batches", "sorted_batches"]

_BATCH_PIECES = 1400
_MOST_PIECES = 250


@dataclass
class Batch:
    """Inputs of the network and the gold class of every word; -1 where there is none."""

    vectors: torch.Tensor
    bias: torch.Tensor
    pool: torch.Tensor
    real: torch.Tensor
    tags: torch.Tensor
    scripts: torch.Tensor
    heads: torch.Tensor
    deps: torch.Tensor
    entities: torch.Tensor


def collate(
    examples: Sequence[Example],
    vocabulary: PieceVocabulary,
    table: torch.Tensor,
    positions: torch.Tensor,
    classes: Classes,
    noise: float = 0.0,
) -> Batch:
    """Make a batch of examples; ``noise`` is the share of pieces that are made unknown, against overfitting."""
    tag_ids, script_ids, dep_ids = (
        {name: i for i, name in enumerate(names)} for names in (classes.tags, classes.scripts, classes.deps)
    )
    entity_ids = {name: i for i, name in enumerate(ENTITY_LABELS)}
    encoded = [[vocabulary.encode(*w) for w in e.words] for e in examples]
    rows, count = len(examples), max(len(e.words) for e in examples)
    length = max(sum(map(len, words)) for words in encoded) + 2
    ids = np.full((rows, length), 1)
    mask = np.zeros((rows, length), bool)
    pool = np.zeros((rows, count, length), np.float32)
    gold = {name: np.full((rows, count), -1) for name in ("tags", "scripts", "heads", "deps", "entities")}
    for b, (example, words) in enumerate(zip(examples, encoded, strict=True)):
        flat = [0, *(p for w in words for p in w), 2]
        ids[b, : len(flat)] = flat
        mask[b, : len(flat)] = True
        at = 1
        for i, pieces in enumerate(words):
            pool[b, i, at : at + len(pieces)] = 1 / len(pieces)
            at += len(pieces)
        n = len(words)
        if example.tags:
            gold["tags"][b, :n] = [tag_ids.get(t, -1) for t in example.tags]
            gold["scripts"][b, :n] = [script_ids.get(t, -1) for t in example.scripts]
            gold["heads"][b, :n] = [h + 1 for h in example.heads]
            gold["deps"][b, :n] = [dep_ids.get(d, -1) for d in example.deps]
        if example.entities:
            gold["entities"][b, :n] = [entity_ids[e] for e in example.entities]
    pieces = torch.from_numpy(ids)
    if noise:
        hidden = torch.rand(rows, length) < noise
        pieces = pieces.masked_fill(hidden & (pieces > UNKNOWN), UNKNOWN)
    bias = torch.zeros(rows, 1, 1, length).masked_fill(~torch.from_numpy(mask)[:, None, None, :], -1e4)
    real = torch.from_numpy(np.array([[i < len(e.words) for i in range(count)] for e in examples]))
    return Batch(
        vectors=table[pieces] + positions[:length],
        bias=bias,
        pool=torch.from_numpy(pool),
        real=real,
        **{name: torch.from_numpy(values) for name, values in gold.items()},
    )


def sorted_batches(
    examples: list[Example], vocabulary: PieceVocabulary, most: int = _BATCH_PIECES
) -> Iterator[list[Example]]:
    """Yield the examples in batches of like length."""
    sizes = [sum(len(vocabulary.encode(*w)) for w in e.words) + 2 for e in examples]
    batch: list[Example] = []
    for i in sorted(range(len(examples)), key=sizes.__getitem__):
        if batch and sizes[i] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(examples[i])
    if batch:
        yield batch


def mixed_batches(
    sources: Sequence[tuple[list[Example], float]], vocabulary: PieceVocabulary, rng: random.Random
) -> Iterator[list[Example]]:
    """Yield batches for ever, each of one source, drawn so that each source gives its share of the pieces."""
    queues: list[list[list[Example]]] = [[] for _ in sources]
    while True:
        at = rng.choices(range(len(sources)), weights=[share for _, share in sources])[0]
        if not queues[at]:
            usable = [e for e in sources[at][0] if sum(len(vocabulary.encode(*w)) for w in e.words) <= _MOST_PIECES]
            rng.shuffle(usable)
            for start in range(0, len(usable), 600):
                queues[at] += sorted_batches(usable[start : start + 600], vocabulary)
            rng.shuffle(queues[at])
        yield queues[at].pop()
