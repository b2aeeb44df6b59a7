"""Writing the trained relation reader as the package reads it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch

from graphkit.relate.passages import KINDS, TYPES

from .e5 import E5
from .export import quantise
from .relation_network import RelationNetwork

__all__ = ["export_reader"]

_BATCH, _PIECES, _WORDS, _MENTIONS, _TRIGGERS = "batch", "pieces", "words", "mentions", "triggers"
_REFERRING = "referring"


class _Words(torch.nn.Module):
    def __init__(self, network: RelationNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors, bias, pool, marks, hints):
        words = self.network.encode(vectors, bias, pool, marks)
        return words, self.network.triggers(words, hints)


class _Arguments(torch.nn.Module):
    def __init__(self, network: RelationNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, at, relation, mentions, distance):
        return self.network.arguments(at, relation, mentions[None], distance)


class _Referents(torch.nn.Module):
    def __init__(self, network: RelationNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, at, mentions, distance):
        return self.network.referents(at, mentions, distance)


def export_reader(checkpoint: Path, out: Path, quantised: bool = True) -> None:
    """Write ``relations.onnx``, ``arguments.onnx``, ``referents.onnx`` and ``relations.json`` to ``out``."""
    state = torch.load(checkpoint, weights_only=True)
    relations = state["relations"]
    network = RelationNetwork(E5(), state["layers"], len(relations), len(TYPES), len(KINDS))
    network.load_state_dict(state["network"])
    network.eval()
    width = network.norm.normalized_shape[0]
    example = (
        torch.randn(2, 9, width),
        torch.zeros(2, 1, 1, 9),
        torch.rand(2, 5, 9),
        torch.zeros(2, 9, 3, dtype=torch.long),
        torch.zeros(2, 5, len(relations)),
    )
    with tempfile.TemporaryDirectory() as name:
        full = Path(name) / "full.onnx"
        torch.onnx.export(
            _Words(network),
            example,
            str(full),
            input_names=["vectors", "bias", "pool", "marks", "hints"],
            output_names=["words", "triggers"],
            dynamic_axes={
                "vectors": {0: _BATCH, 1: _PIECES},
                "bias": {0: _BATCH, 3: _PIECES},
                "pool": {0: _BATCH, 1: _WORDS, 2: _PIECES},
                "marks": {0: _BATCH, 1: _PIECES},
                "hints": {0: _BATCH, 1: _WORDS},
                "words": {0: _BATCH, 1: _WORDS},
                "triggers": {0: _BATCH, 1: _WORDS},
            },
            opset_version=17,
            dynamo=False,
        )
        if quantised:
            quantise(full, out / "relations.onnx")
        else:
            (out / "relations.onnx").write_bytes(full.read_bytes())
    torch.onnx.export(
        _Arguments(network),
        (
            torch.randn(3, width),
            torch.zeros(3, dtype=torch.long),
            torch.randn(4, width),
            torch.zeros(3, 4, dtype=torch.long),
        ),
        str(out / "arguments.onnx"),
        input_names=["at", "relation", "mentions", "distance"],
        output_names=["roles", "status"],
        dynamic_axes={
            "at": {0: _TRIGGERS},
            "relation": {0: _TRIGGERS},
            "mentions": {0: _MENTIONS},
            "distance": {0: _TRIGGERS, 1: _MENTIONS},
            "roles": {0: _TRIGGERS, 1: _MENTIONS},
            "status": {0: _TRIGGERS},
        },
        opset_version=17,
        dynamo=False,
    )
    torch.onnx.export(
        _Referents(network),
        (torch.randn(3, width), torch.randn(4, width), torch.zeros(3, 4, dtype=torch.long)),
        str(out / "referents.onnx"),
        input_names=["at", "mentions", "distance"],
        output_names=["named", "trusted"],
        dynamic_axes={
            "at": {0: _REFERRING},
            "mentions": {0: _MENTIONS},
            "distance": {0: _REFERRING, 1: _MENTIONS},
            "named": {0: _REFERRING, 1: _MENTIONS},
            "trusted": {0: _REFERRING},
        },
        opset_version=17,
        dynamo=False,
    )
    (out / "relations.json").write_text(json.dumps({"relations": relations}, indent=1) + "\n", "utf-8")
