"""The relation reader's network: which words state a relation, and between which of the mentions around them."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn

from graphkit.relate.passages import BUCKETS, LABELS
from graphkit.relate.paths import PATH, SHAPES

from .e5 import E5
from .network import _Layer

__all__ = ["ROLES", "RelationNetwork"]

_SIZE = 256
_ROUNDS, _HEADS = 2, 4
_RARE = -6.5  # logit of the share of words that state a given relation
ROLES = 3
_FROZEN = 2  # lower layers that stay as the parser has them; mentions are marked above them


class _Attention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.asked, self.held = nn.Linear(_SIZE, _SIZE), nn.Linear(_SIZE, 2 * _SIZE)
        self.out = nn.Linear(_SIZE, _SIZE)

    def forward(self, x: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        query = self.asked(x).view(x.shape[0], x.shape[1], _HEADS, -1).transpose(1, 2)
        held = self.held(memory).view(memory.shape[0], memory.shape[1], 2, _HEADS, -1)
        key, value = held[:, :, 0].transpose(1, 2), held[:, :, 1].transpose(1, 2)
        shares = torch.softmax(query @ key.transpose(-1, -2) / (_SIZE // _HEADS) ** 0.5, -1)
        return self.out((shares @ value).transpose(1, 2).reshape(x.shape))


class _Round(nn.Module):
    """A trigger and the mentions look at one another, then at the passage's words."""

    def __init__(self) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(_SIZE) for _ in range(3))
        self.among, self.around = _Attention(), _Attention()
        self.forth = nn.Sequential(nn.Linear(_SIZE, 2 * _SIZE), nn.GELU(), nn.Linear(2 * _SIZE, _SIZE))
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        among = self.norms[0](x)
        x = x + self.dropout(self.among(among, among))
        x = x + self.dropout(self.around(self.norms[1](x), memory))
        return x + self.dropout(self.forth(self.norms[2](x)))


class SecondLook(nn.Module):
    """Looks at all the mentions around a trigger at once: who fills which role, and is the relation stated at all."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.party, self.memory = nn.Linear(width, _SIZE), nn.Linear(width, _SIZE)
        self.near = nn.Embedding(BUCKETS, _SIZE)
        self.paths = nn.ModuleList(nn.Embedding(SHAPES if i == 0 else len(LABELS), _SIZE) for i in range(PATH))
        for embedding in (self.near, *self.paths):
            nn.init.normal_(embedding.weight, std=0.1)
        self.rounds = nn.ModuleList(_Round() for _ in range(_ROUNDS))
        self.norm = nn.LayerNorm(_SIZE)
        self.roles, self.stated = nn.Linear(_SIZE, ROLES), nn.Linear(_SIZE, 1)
        self.dropout = nn.Dropout(0.2)
        for layer in (self.roles, self.stated):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(
        self,
        query: torch.Tensor,
        mentions: torch.Tensor,
        distance: torch.Tensor,
        paths: torch.Tensor,
        words: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what to add to the scores of the roles, (triggers, mentions, 3), and of the triggers, (triggers,).

        Args:
            query: vectors of triggers with their relations, (triggers, 256).
            mentions: vectors of the mentions, (mentions, width).
            distance: buckets of the distance from trigger to mention, (triggers, mentions).
            paths: of :func:`graphkit.relate.paths.tree_paths`, (triggers, mentions, 4).
            words: vectors of the passage's words, (words, width).
        """
        placed = self.near(distance)
        for i, embedding in enumerate(self.paths):
            placed = placed + embedding(paths[..., i])
        parties = self.party(self.dropout(mentions))[None] + placed + query[:, None]
        x = torch.cat([query[:, None], parties], 1)
        memory = self.memory(self.dropout(words))[None]
        for layer in self.rounds:
            x = layer(x, memory)
        x = self.norm(x)
        return self.roles(x[:, 1:]), self.stated(x[:, 0])[:, 0]


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
        self.second = SecondLook(width)
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
        self,
        at: torch.Tensor,
        relation: torch.Tensor,
        mentions: torch.Tensor,
        distance: torch.Tensor,
        paths: torch.Tensor,
        words: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Score the mentions of a passage as subjects, objects and sources of its triggers.

        Args:
            at: vectors of the triggers' words, (triggers, width).
            relation: their relations, (triggers,).
            mentions: vectors of the mentions, (mentions, width).
            distance: buckets of the distance from trigger to mention, (triggers, mentions).
            paths: of :func:`graphkit.relate.paths.tree_paths`, (triggers, mentions, 4).
            words: vectors of the passage's words, (words, width).

        Returns:
            scores (triggers, mentions, 3: subject, object, source), those of the status (triggers, 4), and what to add
            to the score of the trigger (triggers,).
        """
        query = nn.functional.gelu(self.query(self.dropout(at)) + self.relation(relation))
        roles = self.roles(query).view(-1, 1, ROLES, _SIZE)
        argument = self.argument(mentions)[None, :, None, :]
        placed = self.rank(self.near(distance)).view(distance.shape[0], -1, ROLES, _SIZE)
        scores = (roles * (argument + placed)).sum(-1) / _SIZE**0.5 + self.far(distance) + self.base
        again, stated = self.second(query, mentions, distance, paths, words)
        return scores + again, self.status(self.dropout(query)), stated

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
