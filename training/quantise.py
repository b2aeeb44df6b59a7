"""Graphs in int8: the products of an encoder's layers, but for the few channels with outliers.

The second product of a feed-forward block takes in what one or two of its 1,536 channels raise to thirty times the
rest; quantised together, the rest has a few steps left. So the highest channels are multiplied apart, in full
(Dettmers and others 2022, LLM.int8()), and all others in int8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from graphkit.analyse.pieces import BEGIN, END, PieceVocabulary
from graphkit.read import read_articles
from graphkit.resources import seeds_path

__all__ = ["FEW", "quantise", "sample_pieces"]

FEW = "_few"
"""Suffix of the rows of a product that are multiplied in full; in the product itself they are nought."""
_CHANNELS = 8
_WITH_OUTLIERS = re.compile(r"/layers\.\d+/down/MatMul")
_SAMPLE_WORDS = 40


def sample_pieces(vocabulary: PieceVocabulary) -> Iterator[np.ndarray]:
    """Yield the pieces of stretches of the sample articles, (pieces,): text to see the channels' values on."""
    for article in read_articles([seeds_path() / "articles"]):
        words = article.text.split()
        for at in range(0, len(words), _SAMPLE_WORDS):
            pieces = [p for word in words[at : at + _SAMPLE_WORDS] for p in vocabulary.encode(word, True)]
            yield np.array([BEGIN, *pieces, END])


def quantise(full: Path, out: Path, samples: Sequence[np.ndarray]) -> None:
    """Write a graph with its products in int8, channels with outliers in full.

    Args:
        full: the graph as PyTorch exports it.
        out: file to write.
        samples: vectors of pieces of some texts, each (1, pieces, width).
    """
    prepared, split = full.with_name("prepared.onnx"), full.with_name("split.onnx")
    quant_pre_process(full, prepared, skip_symbolic_shape=True)
    model = onnx.load(prepared)
    few = _split(model.graph, _peaks(prepared, samples))
    onnx.save(model, split)
    quantize_dynamic(
        split,
        out,
        per_channel=True,
        # Seven bits: on processors without VNNI, sums of products of eight-bit values overflow.
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=few,
    )


def _peaks(path: Path, samples: Sequence[np.ndarray]) -> dict[str, np.ndarray]:
    """Return the highest value of each channel of what the products take in, by the names of the products."""
    model = onnx.load(path)
    taken = {node.name: node.input[0] for node in model.graph.node if _WITH_OUTLIERS.fullmatch(node.name)}
    for tensor in taken.values():
        model.graph.output.append(helper.make_tensor_value_info(tensor, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    peaks: dict[str, np.ndarray] = {}
    for vectors in samples:
        sizes = {"batch": 1, "words": 1, "pieces": vectors.shape[1]}
        # Marks, hints and paddings are left out: they hardly change a layer's values.
        feed = {
            node.name: np.zeros([sizes.get(d, d) for d in node.shape], np.int64 if "int" in node.type else np.float32)
            for node in session.get_inputs()
        }
        for name, found in zip(taken, session.run(list(taken.values()), feed | {"vectors": vectors}), strict=True):
            highest = np.abs(found).max((0, 1))
            peaks[name] = np.maximum(peaks.get(name, highest), highest)
    return peaks


def _split(graph: onnx.GraphProto, peaks: dict[str, np.ndarray]) -> list[str]:
    """Take the highest channels out of products into products of their own; return the names of these."""
    weights = {i.name: i for i in graph.initializer}
    nodes, few = list(graph.node), []
    del graph.node[:]
    for node in nodes:
        if node.name not in peaks:
            graph.node.append(node)
            continue
        taken, weight, name = *node.input, node.name
        rows = np.array(numpy_helper.to_array(weights[weight]))
        channels = np.sort(np.argsort(-peaks[name])[:_CHANNELS])
        mask = np.ones(len(rows), np.float32)
        mask[channels] = 0
        graph.initializer.extend(
            [
                numpy_helper.from_array(mask, f"{weight}_mask"),
                numpy_helper.from_array(channels, f"{weight}_channels"),
                numpy_helper.from_array(rows[channels], weight + FEW),
            ]
        )
        weights[weight].CopyFrom(numpy_helper.from_array(rows * mask[:, None], weight))
        few.append(f"{name}{FEW}")
        graph.node.extend(
            [
                helper.make_node("Mul", [taken, f"{weight}_mask"], [f"{name}_rest"], f"{name}_mask"),
                helper.make_node("Gather", [taken, f"{weight}_channels"], [f"{name}_high"], f"{name}_gather", axis=2),
                helper.make_node("MatMul", [f"{name}_rest", weight], [f"{name}_low"], name),
                helper.make_node("MatMul", [f"{name}_high", weight + FEW], [f"{name}_apart"], few[-1]),
                helper.make_node("Add", [f"{name}_low", f"{name}_apart"], list(node.output), f"{name}_sum"),
            ]
        )
    return few
