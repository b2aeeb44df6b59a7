"""The encoder that ships, back as PyTorch weights: what further training and the relation reader start from."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from graphkit.analyse.pieces import PieceVocabulary

from .e5 import E5
from .examples import ENTITY_LABELS, Classes
from .network import Network, Sizes
from .quantise import FEW

__all__ = ["Shipped", "shipped_encoder", "shipped_network"]

_PARTS = ("query_key_value", "attended", "up", "down")
_HEADS = ("tags", "scripts", "entities.0", "entities.3", "dep_head.0", "dep_child.0")


@dataclass(frozen=True)
class Shipped:
    """The network of the package with its tables: word pieces, the place of each in e5, names of the classes."""

    network: Network
    vocabulary: PieceVocabulary
    index: np.ndarray
    classes: Classes


def shipped_network(models: Path) -> Shipped:
    """Return the encoder with all its heads and tables as the package ships them.

    Args:
        models: directory with ``encoder.onnx``, ``dependencies.onnx`` and ``labels.json.xz``.

    Raises:
        ValueError: if a file has other parts than the exporter writes.
    """
    labels = json.loads(lzma.decompress((models / "labels.json.xz").read_bytes()))
    classes = Classes(labels["tags"], labels["scripts"], labels["deps"], labels["allowed"])
    weights = shipped_encoder(models / "encoder.onnx")
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    found = _constants(models / "encoder.onnx")
    products, added = _numbers(found, "MatMul")[layers * len(_PARTS) :], _numbers(found, "Add")
    # In the order of use: children of arcs, the arcs, heads of arcs, then the heads of the network as it returns them.
    if len(products) != 3 + len(_HEADS) or len(added) != 1:
        raise ValueError(f"{models / 'encoder.onnx'} is not as the exporter writes it; export it again")
    parts = [_product(found, f"onnx::MatMul_{number}") for number in products]
    bias = found[f"onnx::Add_{added[0]}"]
    heads = {"arc_child.0.weight": parts[0].T, "arc": np.vstack([parts[1], bias]), "arc_head.0.weight": parts[2].T}
    heads |= {f"{name}.weight": part.T for name, part in zip(_HEADS, parts[3:], strict=True)}
    kept = re.compile(r"(tags|scripts|entities\.\d|arc_head\.0|arc_child\.0|dep_head\.0|dep_child\.0)\.bias|root")
    heads |= {name: value for name, value in found.items() if kept.fullmatch(name)}
    heads["dep"] = _label_scores(_constants(models / "dependencies.onnx"), len(classes.deps))
    weights |= {name: torch.from_numpy(np.array(value, np.float32)) for name, value in heads.items()}
    e5 = E5()
    sizes = Sizes(layers, len(classes.tags), len(classes.scripts), len(classes.deps), len(ENTITY_LABELS))
    network = Network(e5, sizes)
    network.load_state_dict(weights)
    places = {piece: i for i, piece in enumerate(e5.pieces)}
    special = [e5.begin, e5.pad, e5.end, e5.unknown]
    index = np.array([*special, *(places[piece] for piece in labels["pieces"][len(special) :])])
    scores = [float(e5.scores[i]) for i in index]
    return Shipped(network, PieceVocabulary(labels["pieces"], scores), index, classes)


def _label_scores(found: dict[str, np.ndarray], labels: int) -> np.ndarray:
    """Return the biaffine scores of labels, (labels, child, head), from the matrix the exporter lays out."""
    (number,), (added,) = _numbers(found, "MatMul"), _numbers(found, "Add")
    matrix = np.vstack([_product(found, f"onnx::MatMul_{number}"), found[f"onnx::Add_{added}"]])
    return matrix.reshape(len(matrix), labels, -1).transpose(1, 0, 2)


def shipped_encoder(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights of the layers in ``encoder.onnx`` by their names in the network.

    Products in int8 are multiplied out with their scales, so the layers compute what the shipped ones do.

    Args:
        path: the encoder as :mod:`training.export` wrote it.

    Raises:
        ValueError: if the file has other layers than the exporter writes.
    """
    found = _constants(path)
    layers = 1 + max(int(m[1]) for name in found if (m := re.match(r"layers\.(\d+)\.", name)))
    # The exporter numbers constants in the order of use: four products a layer, a share of the mix before each.
    products, shares = _numbers(found, "MatMul"), _numbers(found, "Mul")
    if len(products) < layers * len(_PARTS) or len(shares) != layers + 1:
        raise ValueError(f"{path} is not as the exporter writes it; export it again")
    weights = {name: value for name, value in found.items() if re.match(r"(layers\.\d|norm)\.", name)}
    for place, number in enumerate(products[: layers * len(_PARTS)]):
        name = f"onnx::MatMul_{number}"
        weights[f"layers.{place // 4}.{_PARTS[place % 4]}.weight"] = _product(found, name).T
    weights["mix"] = np.log(np.array([found[f"onnx::Mul_{number}"] for number in shares], np.float32))
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}


def _constants(path: Path) -> dict[str, np.ndarray]:
    return {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}


def _numbers(found: dict[str, np.ndarray], kind: str) -> list[int]:
    return sorted({int(m[1]) for name in found if (m := re.match(rf"onnx::{kind}_(\d+)", name))})


def _product(found: dict[str, np.ndarray], name: str) -> np.ndarray:
    if name in found:
        return found[name]
    zero = found[f"{name}_zero_point"].astype(np.float32)
    product = (found[f"{name}_quantized"].astype(np.float32) - zero) * found[f"{name}_scale"]
    if name + FEW in found:
        product[found[f"{name}_channels"]] = found[name + FEW]
    return product
