"""The network: the lower layers of multilingual-e5-small with heads for tags, lemmas, trees and names."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .e5 import E5

__all__ = ["POSITIONS", "Network", "Sizes"]

_ARC, _LABEL = 256, 96
POSITIONS = 320


@dataclass(frozen=True)
class Sizes:
    """Layers of the encoder and classes of the heads."""

    layers: int
    tags: int
    scripts: int
    deps: int
    entities: int


class _Layer(nn.Module):
    def __init__(self, e5: E5, number: int, dropout: float) -> None:
        super().__init__()
        width, inner = e5.width, e5.inner
        self.heads = e5.heads
        self.dropout = dropout
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=e5.epsilon)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=e5.epsilon)

        def vector(name: str) -> torch.Tensor:
            return torch.from_numpy(e5.vector(f"l{number}.{name}"))

        def matrix(name: str, rows: int, columns: int) -> torch.Tensor:
            return torch.from_numpy(np.ascontiguousarray(e5.matrix(f"l{number}.{name}", rows, columns)))

        with torch.no_grad():
            self.query_key_value.weight.copy_(torch.cat([matrix(f"{n}.w", width, width) for n in "qkv"]))
            self.query_key_value.bias.copy_(torch.cat([vector(f"{n}.b") for n in "qkv"]))
            self.attended.weight.copy_(matrix("ao.w", width, width))
            self.attended.bias.copy_(vector("ao.b"))
            self.norm1.weight.copy_(vector("aln.w"))
            self.norm1.bias.copy_(vector("aln.b"))
            self.up.weight.copy_(matrix("fi.w", inner, width))
            self.up.bias.copy_(vector("fi.b"))
            self.down.weight.copy_(matrix("fo.w", width, inner))
            self.down.bias.copy_(vector("fo.b"))
            self.norm2.weight.copy_(vector("oln.w"))
            self.norm2.bias.copy_(vector("oln.b"))

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        qkv = self.query_key_value(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads) + bias
            mixed = torch.softmax(scores, -1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + functional.dropout(self.attended(mixed), self.dropout, self.training))
        inner = functional.gelu(self.up(x))
        return self.norm2(x + functional.dropout(self.down(inner), self.dropout, self.training))


class Network(nn.Module):
    """From piece vectors to scores for every word of a batch of sentences."""

    def __init__(self, e5: E5, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        width = e5.width
        self.norm = nn.LayerNorm(width, eps=e5.epsilon)
        with torch.no_grad():
            self.norm.weight.copy_(torch.from_numpy(e5.vector("emb.ln.w")))
            self.norm.bias.copy_(torch.from_numpy(e5.vector("emb.ln.b")))
        self.layers = nn.ModuleList(_Layer(e5, i, dropout) for i in range(sizes.layers))
        self.mix = nn.Parameter(torch.zeros(sizes.layers + 1))
        self.tags = nn.Linear(width, sizes.tags)
        self.scripts = nn.Linear(width, sizes.scripts)
        self.entities = nn.Sequential(nn.Linear(width, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, sizes.entities))

        def part(size: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(0.25))

        self.arc_head, self.arc_child = part(_ARC), part(_ARC)
        self.dep_head, self.dep_child = part(_LABEL), part(_LABEL)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc = nn.Parameter(torch.empty(_ARC + 1, _ARC))
        nn.init.orthogonal_(self.arc)
        self.dep = nn.Parameter(torch.randn(sizes.deps, _LABEL + 1, _LABEL + 1) * 0.01)
        self.word_dropout = nn.Dropout(0.2)

    def forward(self, x: torch.Tensor, bias: torch.Tensor, pool: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Score every word.

        Args:
            x: piece and position vectors, (batch, pieces, width).
            bias: 0 for a piece, a very negative number for padding, (batch, 1, 1, pieces).
            pool: share of each piece in each word, (batch, words, pieces).

        Returns:
            scores of tags, scripts and entities (batch, words, classes), of heads (batch, words, 1 + words; the
            first is the root), and the vectors of words as heads (root first) and as children for their labels.
        """
        x = self.norm(x)
        shares = torch.softmax(self.mix, 0)
        mixed = shares[0] * x
        for i, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            mixed = mixed + shares[i] * x
        words = self.word_dropout(pool @ (mixed + x))
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        child = self.arc_child(words)
        arcs = (child @ self.arc[:-1] + self.arc[-1]) @ self.arc_head(heads).transpose(1, 2)
        return (
            self.tags(words),
            self.scripts(words),
            self.entities(words),
            arcs,
            self.dep_head(heads),
            self.dep_child(words),
        )

    def label_scores(self, head_vectors: torch.Tensor, child_vectors: torch.Tensor) -> torch.Tensor:
        """Return the scores of labels of arcs, (..., deps), from the vectors of their two ends."""
        head = functional.pad(head_vectors, (0, 1), value=1.0)
        child = functional.pad(child_vectors, (0, 1), value=1.0)
        return torch.einsum("...d,rde,...e->...r", child, self.dep, head)
