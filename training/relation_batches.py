"""Passages as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from graphkit.analyse.encoder import shared_encoder
from graphkit.analyse.pieces import PAD, UNKNOWN
from graphkit.relate.passages import Passage, distance_buckets, lay_out
from graphkit.resources import models_path

__all__ = ["Inputs", "Tables", "buckets", "pool_entities"]


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
        laid = [lay_out(passage, self.vocabulary, self.relations) for passage in batch]
        length, count = max(len(one.ids) for one in laid), max(len(one.pool) for one in laid)
        most = max(1, max(len(p.mentions) for p in batch))
        ids = torch.full((len(batch), length), PAD)
        mask = torch.zeros(len(batch), length, dtype=torch.bool)
        pool = torch.zeros(len(batch), count, length)
        marks = torch.zeros(len(batch), length, 3, dtype=torch.long)
        spans = torch.zeros(len(batch), most, count)
        middles = torch.zeros(len(batch), most, dtype=torch.long)
        hints = torch.zeros(len(batch), count, len(self.relations))
        for b, (passage, one) in enumerate(zip(batch, laid, strict=True)):
            pieces, words = len(one.ids), len(one.pool)
            ids[b, :pieces] = torch.from_numpy(one.ids)
            mask[b, :pieces] = True
            pool[b, :words, :pieces] = torch.from_numpy(one.pool)
            marks[b, :pieces] = torch.from_numpy(one.marks)
            hints[b, :words] = torch.from_numpy(one.hints)
            for m, mention in enumerate(passage.mentions):
                spans[b, m, mention.start : mention.stop] = 1 / (mention.stop - mention.start)
                middles[b, m] = mention.start
        if noise:
            ids = ids.masked_fill((torch.rand(ids.shape) < noise) & (ids > UNKNOWN), UNKNOWN)
        bias = torch.zeros(len(batch), 1, 1, length).masked_fill(~mask[:, None, None, :], -1e4)
        return Inputs(self.words[ids] + self.positions[:length], bias, pool, marks, spans, middles, hints)


def buckets(difference: torch.Tensor) -> torch.Tensor:
    """Return the buckets of signed distances in words."""
    return torch.from_numpy(distance_buckets(difference.numpy()))


def pool_entities(scores: torch.Tensor, held: Sequence[tuple[str, ...]], names: Sequence[str]) -> torch.Tensor:
    """Return the scores of entities, (entities, roles), from those of their mentions, (mentions, roles)."""
    return torch.stack(
        [torch.logsumexp(scores[[i for i, entities in enumerate(held) if name in entities]], 0) for name in names]
    )
