"""The relation reader's network: which words state a relation, and between which of the mentions around them."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn

from graphkit.relate.passages import BUCKETS

from .e5 import E5
from .network import _Layer

__all__ = ["ROLES", "RelationNetwork"]

_SIZE = 256
_RARE = -6.5  # logit of the share of words that state a given relation
ROLES = 3
_FROZEN = 2  # lower layers that stay as the parser has them; mentions are marked above them


class RelationNetwork(nn.Module):
    """Encoder with embeddings of mentions, heads for triggers, their arguments, their status and referents."""

    def __init__(self, e5: E5, layers: int, relations: int, types: int, kinds: int, dropout: float = 0.1) -> None:
        super().__init__()
        width = e5.width
        self.norm = nn.LayerNorm(width, eps=e5.epsilon)
        self.layers = nn.ModuleList(_Layer(e5, i, dropout) for i in range(layers))
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        self.mention_type = nn.Embedding(types, width)
        self.mention_kind = nn.Embedding(kinds, width)
        self.mark = nn.Parameter(torch.zeros(2, width))
        for embedding in (self.mention_type, self.mention_kind):
            nn.init.normal_(embedding.weight, std=0.01)
        self.trigger = nn.Linear(width, _SIZE)
        self.hinted = nn.Linear(relations, _SIZE, bias=False)
        self.hint = nn.Parameter(torch.full((relations,), 3.0))
        self.stated = nn.Linear(_SIZE, relations)
        self.query = nn.Linear(width, _SIZE)
        self.relation = nn.Embedding(relations, _SIZE)
        self.roles = nn.Linear(_SIZE, ROLES * _SIZE)
        self.argument = nn.Sequential(nn.Linear(width, _SIZE), nn.GELU(), nn.Dropout(0.2))
        self.far = nn.Embedding(BUCKETS, ROLES)
        self.base = nn.Parameter(torch.full((ROLES,), -1.0))
        self.near = nn.Embedding(BUCKETS, 32)
        self.rank = nn.Linear(32, ROLES * _SIZE)
        self.status = nn.Linear(_SIZE, 4)
        self.referring = nn.Linear(width, _SIZE)
        self.referent = nn.Linear(width, _SIZE)
        self.apart = nn.Embedding(BUCKETS, 1)
        self.sole = nn.Parameter(torch.full((1,), -1.0))
        self.trust = nn.Linear(_SIZE, 1)
        self.dropout = nn.Dropout(0.2)
        nn.init.zeros_(self.far.weight)
        nn.init.zeros_(self.apart.weight)
        nn.init.constant_(self.stated.bias, _RARE)

    def start_from(self, encoder: Mapping[str, torch.Tensor]) -> None:
        """Take the weights of the parser's encoder, of as many layers as there are here."""
        own = self.state_dict()
        shared = {name: value for name, value in encoder.items() if name in own}
        self.load_state_dict(own | shared | {"mix": shared["mix"][: len(own["mix"])]})

    def encode(
        self, vectors: torch.Tensor, bias: torch.Tensor, pool: torch.Tensor, marks: torch.Tensor
    ) -> torch.Tensor:
        """Return the vectors of words.

        Args:
            vectors: piece and position vectors, (batch, pieces, width).
            bias: 0 for a piece, a very negative number for padding, (batch, 1, 1, pieces).
            pool: share of each piece in each word, (batch, words, pieces).
            marks: of each piece, the type, kind and mark (1 begins a mention, 2 inside, 0 outside), (batch, pieces, 3).
        """
        mark = torch.cat([torch.zeros_like(self.mark[:1]), self.mark])[marks[..., 2]]
        inside = (marks[..., 2:] > 0).to(vectors.dtype)
        shares = torch.softmax(self.mix, 0)
        with torch.no_grad():
            states = [self.norm(vectors)]
            for layer in self.layers[:_FROZEN]:
                states.append(layer(states[-1], bias))
        mixed = sum(shares[i] * state for i, state in enumerate(states))
        x = states[-1] + mark + inside * (self.mention_type(marks[..., 0]) + self.mention_kind(marks[..., 1]))
        for i, layer in enumerate(self.layers[_FROZEN:], _FROZEN + 1):
            x = layer(x, bias)
            mixed = mixed + shares[i] * x
        return pool @ (mixed + x)

    def triggers(self, words: torch.Tensor, hints: torch.Tensor) -> torch.Tensor:
        """Return the scores of every relation at every word, (batch, words, relations).

        Args:
            words: vectors of words, (batch, words, width).
            hints: 1 where the lexicon gives a word a relation, (batch, words, relations).
        """
        hidden = nn.functional.gelu(self.trigger(self.dropout(words)) + self.hinted(hints))
        return self.stated(self.dropout(hidden)) + self.hint * hints

    def arguments(
        self, at: torch.Tensor, relation: torch.Tensor, mentions: torch.Tensor, distance: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Score the mentions as subjects, objects and sources of triggers.

        Args:
            at: vectors of the triggers' words, (triggers, width).
            relation: their relations, (triggers,).
            mentions: vectors of the mentions of each one's passage, (triggers, mentions, width).
            distance: buckets of the distance from trigger to mention, (triggers, mentions).

        Returns:
            scores (triggers, mentions, 3: subject, object, source) and those of the status (triggers, 4).
        """
        query = nn.functional.gelu(self.query(self.dropout(at)) + self.relation(relation))
        roles = self.roles(query).view(-1, 1, ROLES, _SIZE)
        argument = self.argument(mentions)[:, :, None, :]
        placed = self.rank(self.near(distance)).view(distance.shape[0], -1, ROLES, _SIZE)
        scores = (roles * (argument + placed)).sum(-1) / _SIZE**0.5
        return scores + self.far(distance) + self.base, self.status(self.dropout(query))

    def referents(
        self, at: torch.Tensor, mentions: torch.Tensor, distance: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Score the mentions as naming whom others refer to, and the linker as knowing it.

        Args:
            at: vectors of the mentions that may refer to others, (referring, width).
            mentions: vectors of the mentions of the passage, (mentions, width).
            distance: buckets of the distance from each to each of them, (referring, mentions).

        Returns:
            scores of the mentions (referring, mentions) and those of the linker (referring,).
        """
        query = nn.functional.gelu(self.referring(self.dropout(at)))
        scores = query @ self.referent(self.dropout(mentions)).transpose(0, 1) / _SIZE**0.5
        return scores + self.apart(distance)[..., 0] + self.sole, self.trust(query)[:, 0]
