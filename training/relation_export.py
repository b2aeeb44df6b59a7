"""Writing the trained relation reader as the package reads it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch

from graphkit.analyse.encoder import shared_encoder
from graphkit.relate.passages import KINDS, TYPES
from graphkit.resources import models_path

from .e5 import E5
from .quantise import quantise, sample_pieces
from .relation_network import RelationNetwork

__all__ = ["export_reader"]

_BATCH, _PIECES, _WORDS, _MENTIONS, _TRIGGERS = "batch", "pieces", "words", "mentions", "triggers"
_REFERRING = "referring"
_Axes = dict[str, dict[int, str]]


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


def _write(
    module: torch.nn.Module, example: tuple[torch.Tensor, ...], path: Path, inputs: _Axes, outputs: _Axes
) -> None:
    """Write a module as ONNX; inputs and outputs come by name with their dimensions that vary."""
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={**inputs, **outputs},
        opset_version=17,
        dynamo=False,
    )


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
        _write(
            _Words(network),
            example,
            full,
            {
                "vectors": {0: _BATCH, 1: _PIECES},
                "bias": {0: _BATCH, 3: _PIECES},
                "pool": {0: _BATCH, 1: _WORDS, 2: _PIECES},
                "marks": {0: _BATCH, 1: _PIECES},
                "hints": {0: _BATCH, 1: _WORDS},
            },
            {"words": {0: _BATCH, 1: _WORDS}, "triggers": {0: _BATCH, 1: _WORDS}},
        )
        if quantised:
            encoder = shared_encoder(models_path(), 1)
            samples = [encoder.piece_vectors(ids)[None] for ids in sample_pieces(encoder.vocabulary)]
            quantise(full, out / "relations.onnx", samples)
        else:
            (out / "relations.onnx").write_bytes(full.read_bytes())
    at, mentions = torch.randn(3, width), torch.randn(4, width)
    distance = torch.zeros(3, 4, dtype=torch.long)
    _write(
        _Arguments(network),
        (at, torch.zeros(3, dtype=torch.long), mentions, distance),
        out / "arguments.onnx",
        {
            "at": {0: _TRIGGERS},
            "relation": {0: _TRIGGERS},
            "mentions": {0: _MENTIONS},
            "distance": {0: _TRIGGERS, 1: _MENTIONS},
        },
        {"roles": {0: _TRIGGERS, 1: _MENTIONS}, "status": {0: _TRIGGERS}},
    )
    _write(
        _Referents(network),
        (at, mentions, distance),
        out / "referents.onnx",
        {"at": {0: _REFERRING}, "mentions": {0: _MENTIONS}, "distance": {0: _REFERRING, 1: _MENTIONS}},
        {"named": {0: _REFERRING, 1: _MENTIONS}, "trusted": {0: _REFERRING}},
    )
    (out / "relations.json").write_text(json.dumps({"relations": relations}, indent=1) + "\n", "utf-8")
