"""Passages as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from graphkit.analyse.encoder import shared_encoder
from graphkit.analyse.pieces import UNKNOWN
from graphkit.relate.passages import Passage
from graphkit.resources import models_path

__all__ = ["Inputs", "Tables", "pool_entities"]


@dataclass
class Inputs:
    """A batch of passages as tensors; see :meth:`RelationNetwork.encode`."""

    vectors: torch.Tensor
    bias: torch.Tensor
    pool: torch.Tensor
    marks: torch.Tensor
    spans: torch.Tensor
    middles: torch.Tensor
    hints: torch.Tensor


class Tables:
    """Vectors of word pieces as the package ships them, and the relations."""

    def __init__(self, relations: Sequence[str]) -> None:
        self.relations = {name: i for i, name in enumerate(relations)}
        encoder = shared_encoder(models_path(), 1)
        self.vocabulary = encoder.vocabulary
        self.words = torch.from_numpy(encoder._words.astype(np.float32) * encoder._scale)
        self.positions = torch.from_numpy(encoder._positions)

    def inputs(self, batch: Sequence[Passage], noise: float = 0.0) -> Inputs:
        """Make the tensors of passages."""
        encoded = [[self.vocabulary.encode(*w) for w in p.words] for p in batch]
        length = max(sum(map(len, words)) for words in encoded) + 2
        count = max(map(len, encoded))
        most = max(1, max(len(p.mentions) for p in batch))
        ids = torch.full((len(batch), length), 1)
        mask = torch.zeros(len(batch), length, dtype=torch.bool)
        pool = torch.zeros(len(batch), count, length)
        marks = torch.zeros(len(batch), length, 3, dtype=torch.long)
        spans = torch.zeros(len(batch), most, count)
        middles = torch.zeros(len(batch), most, dtype=torch.long)
        hints = torch.zeros(len(batch), count, len(self.relations))
        for b, (passage, words) in enumerate(zip(batch, encoded, strict=True)):
            flat = [0, *(p for w in words for p in w), 2]
            ids[b, : len(flat)] = torch.tensor(flat)
            mask[b, : len(flat)] = True
            starts = np.cumsum([1, *map(len, words)])
            for i, pieces in enumerate(words):
                pool[b, i, starts[i] : starts[i + 1]] = 1 / len(pieces)
            for i, hint in enumerate(passage.hints):
                hints[b, i, [self.relations[name] for name in hint if name in self.relations]] = 1
            for m, mention in enumerate(passage.mentions):
                spans[b, m, mention.start : mention.stop] = 1 / (mention.stop - mention.start)
                middles[b, m] = mention.start
                marks[b, starts[mention.start] : starts[mention.stop], 0] = mention.type
                marks[b, starts[mention.start] : starts[mention.stop], 1] = mention.kind
                marks[b, starts[mention.start] : starts[mention.stop], 2] = 2
                marks[b, starts[mention.start] : starts[mention.start + 1], 2] = 1
        if noise:
            ids = ids.masked_fill((torch.rand(ids.shape) < noise) & (ids > UNKNOWN), UNKNOWN)
        bias = torch.zeros(len(batch), 1, 1, length).masked_fill(~mask[:, None, None, :], -1e4)
        return Inputs(self.words[ids] + self.positions[:length], bias, pool, marks, spans, middles, hints)


def pool_entities(scores: torch.Tensor, held: Sequence[tuple[str, ...]], names: Sequence[str]) -> torch.Tensor:
    """Return the scores of entities, (entities, roles), from those of their mentions, (mentions, roles)."""
    return torch.stack(
        [torch.logsumexp(scores[[i for i, entities in enumerate(held) if name in entities]], 0) for name in names]
    )
