"""Writing the trained encoder as the package reads it: an int8 ONNX graph and compact tables."""

from __future__ import annotations

import json
import lzma
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

from graphkit.analyse.pieces import PieceVocabulary

from .e5 import E5
from .encoder import embedding_tables
from .examples import ENTITY_LABELS, Classes
from .network import Network
from .quantise import quantise, sample_pieces

__all__ = ["export_encoder", "write_encoder"]

_INPUTS = ("vectors", "bias", "pool")
_OUTPUTS = ("tags", "scripts", "entities", "arcs", "dep_heads", "dep_children")
_BATCH, _PIECES, _WORDS = "batch", "pieces", "words"


def export_encoder(
    network: Network,
    vocabulary: PieceVocabulary,
    index: np.ndarray,
    classes: Classes,
    out: Path,
    quantised: bool = True,
) -> None:
    """Write ``encoder.onnx``, ``dependencies.onnx``, ``tables.npz`` and ``labels.json.xz`` to ``out``."""
    words, positions = embedding_tables(E5(), index)
    write_encoder(network, out / "encoder.onnx", vocabulary, words, positions, quantised)
    _write_labels(network, out / "dependencies.onnx")
    scale = words.abs().amax(1, keepdim=True) / 127
    np.savez(
        out / "tables.npz",
        words=torch.round(words / scale).to(torch.int8).numpy(),
        scale=scale.numpy().astype(np.float32),
        positions=positions.numpy().astype(np.float16),
    )
    labels = {
        "pieces": vocabulary.pieces,
        "scores": [round(s, 3) for s in vocabulary.scores],
        "tags": classes.tags,
        "scripts": classes.scripts,
        "deps": classes.deps,
        "entities": list(ENTITY_LABELS),
        "allowed": classes.allowed,
    }
    text = json.dumps(labels, ensure_ascii=False, separators=(",", ":"))
    (out / "labels.json.xz").write_bytes(lzma.compress(text.encode(), preset=9))


def write_encoder(
    network: Network,
    path: Path,
    vocabulary: PieceVocabulary,
    words: torch.Tensor,
    positions: torch.Tensor,
    quantised: bool = True,
) -> None:
    """Write the graph of an encoder with its heads, without the scores of labels of arcs.

    Args:
        network: the trained network.
        path: file to write.
        vocabulary: the pieces.
        words: their vectors, (pieces, width).
        positions: those of positions, (positions, width).
        quantised: whether its products are in int8.
    """
    with tempfile.TemporaryDirectory() as name:
        full = Path(name) / "full.onnx"
        _write_graph(network, full)
        if quantised:
            samples = [(words[ids] + positions[: len(ids)])[None].numpy() for ids in sample_pieces(vocabulary)]
            quantise(full, path, samples)
        else:
            onnx.save(onnx.load(full), path)


def _write_graph(network: Network, path: Path) -> None:
    network.eval()
    batch, pieces, words, width = 2, 9, 5, network.norm.normalized_shape[0]
    example = (torch.randn(batch, pieces, width), torch.zeros(batch, 1, 1, pieces), torch.rand(batch, words, pieces))
    torch.onnx.export(
        network,
        example,
        str(path),
        input_names=list(_INPUTS),
        output_names=list(_OUTPUTS),
        dynamic_axes={
            "vectors": {0: _BATCH, 1: _PIECES},
            "bias": {0: _BATCH, 3: _PIECES},
            "pool": {0: _BATCH, 1: _WORDS, 2: _PIECES},
            **{name: {0: _BATCH, 1: _WORDS} for name in _OUTPUTS},
        },
        opset_version=17,
        dynamo=False,
    )


class _Labels(torch.nn.Module):
    """Scores of the labels of arcs: the matrix of all labels laid out for one product."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        labels, side, _ = network.dep.shape
        self.labels = labels
        self.register_buffer("matrix", network.dep.detach().permute(1, 0, 2).reshape(side, -1).contiguous())

    def forward(self, children: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        mixed = children @ self.matrix[:-1] + self.matrix[-1]
        mixed = mixed.view(children.shape[0], self.labels, -1)
        return (mixed[:, :, :-1] @ heads[:, :, None])[:, :, 0] + mixed[:, :, -1]


def _write_labels(network: Network, path: Path) -> None:
    width = network.dep.shape[1] - 1
    torch.onnx.export(
        _Labels(network),
        (torch.randn(3, width), torch.randn(3, width)),
        str(path),
        input_names=["children", "heads"],
        output_names=["labels"],
        dynamic_axes={"children": {0: _WORDS}, "heads": {0: _WORDS}, "labels": {0: _WORDS}},
        opset_version=17,
        dynamo=False,
    )
