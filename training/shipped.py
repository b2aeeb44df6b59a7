"""The encoder that ships, back as PyTorch weights: what the relation reader starts from."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

__all__ = ["shipped_encoder"]

_PARTS = ("query_key_value", "attended", "up", "down")


def shipped_encoder(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights of the layers in ``encoder.onnx`` by their names in the network.

    Products in int8 are multiplied out with their scales, so the layers compute what the shipped ones do.

    Args:
        path: the encoder as :mod:`training.export` wrote it.

    Raises:
        ValueError: if the file has other layers than the exporter writes.
    """
    found = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    layers = 1 + max(int(m[1]) for name in found if (m := re.match(r"layers\.(\d+)\.", name)))
    # The exporter numbers constants in the order of use: four products a layer, a share of the mix before each.
    products, shares = (
        sorted({int(m[1]) for name in found if (m := re.match(rf"onnx::{kind}_(\d+)", name))})
        for kind in ("MatMul", "Mul")
    )
    if len(products) < layers * len(_PARTS) or len(shares) != layers + 1:
        raise ValueError(f"{path} is not as the exporter writes it; export it again")
    weights = {name: value for name, value in found.items() if re.match(r"(layers\.\d|norm)\.", name)}
    for place, number in enumerate(products[: layers * len(_PARTS)]):
        name = f"onnx::MatMul_{number}"
        weights[f"layers.{place // 4}.{_PARTS[place % 4]}.weight"] = _product(found, name).T
    weights["mix"] = np.log(np.array([found[f"onnx::Mul_{number}"] for number in shares], np.float32))
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}


def _product(found: dict[str, np.ndarray], name: str) -> np.ndarray:
    if name in found:
        return found[name]
    zero = found[f"{name}_zero_point"].astype(np.float32)
    return (found[f"{name}_quantized"].astype(np.float32) - zero) * found[f"{name}_scale"]
