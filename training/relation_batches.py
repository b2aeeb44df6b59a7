"""Passages as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from graphkit.analyse.encoder import shared_encoder
from graphkit.analyse.pieces import PAD, UNKNOWN
from graphkit.relate.passages import SURE, Marked, Passage, distance_buckets, lay_out, naming
from graphkit.resources import models_path

from .relation_network import RelationNetwork

__all__ = ["Inputs", "Meanings", "Tables", "buckets", "meanings", "pool_entities"]


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


@dataclass
class Meanings:
    """Whom the mentions of a passage may mean.

    Attributes:
        names: the entities of the mentions.
        scores: logits that a mention means an entity, (mentions, names).
        open: where the network decides, (mentions, names).
    """

    names: list[str]
    scores: torch.Tensor
    open: torch.Tensor


def meanings(
    network: RelationNetwork, vectors: torch.Tensor, starts: torch.Tensor, mentions: Sequence[Marked]
) -> Meanings:
    """Tell whom the mentions of a passage may mean.

    Args:
        network: the network.
        vectors: those of the mentions, (mentions, width).
        starts: their first words, (mentions,).
        mentions: the mentions.
    """
    who = naming(mentions)
    held, candidate, rows = map(torch.from_numpy, (who.held, who.offered, who.rows))
    scores = torch.where(held, SURE, -SURE)
    decided = torch.zeros_like(held)
    if not len(rows) or not who.names:
        return Meanings(who.names, scores, decided)
    named, trusted = network.referents(vectors[rows], vectors, buckets(starts[None] - starts[rows][:, None]))
    offered = candidate[:, :, None] & held[None]
    by_names = torch.logsumexp(named[:, :, None] + torch.where(offered, 0.0, -SURE), 1)
    own = held[rows]
    known = torch.logaddexp(by_names, trusted[:, None] + torch.where(own, 0.0, -SURE))
    decided[rows] = offered.any(1) | own
    return Meanings(who.names, scores.index_put((rows,), known), decided)


def pool_entities(scores: torch.Tensor, meant: torch.Tensor) -> torch.Tensor:
    """Return the scores of entities in the roles of triggers, (triggers, names, roles).

    Args:
        scores: those of the mentions, (triggers, mentions, roles).
        meant: logits that a mention means an entity, (mentions, names).
    """
    return torch.logsumexp(scores[:, :, None] + functional.logsigmoid(meant)[None, :, :, None], 1)
