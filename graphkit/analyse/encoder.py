"""The trained encoder: words of sentences in; tags, lemmas, trees and names out. Runs on onnxruntime."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
import onnxruntime

from ..errors import AnalysisError
from .decode import best_labels, keep_names_whole, maximum_tree
from .pieces import BEGIN, END, PAD, PieceVocabulary

__all__ = ["Encoder", "Prediction", "open_session", "shared_encoder"]

_BATCH_PIECES = 600
_SLOWER = ["SkipLayerNormFusion"]  # a sum and a norm in one step take longer than in two
_SPREAD = 1.5  # times as long as its shortest sentence may be the longest of a batch: the rest is padding
_LONGEST = 320
_SCRIPTS = 5
_PADDING = -1e4

Word = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the encoder says of one sentence, one entry a word.

    ``scripts`` are the likeliest edit scripts with their log probabilities; ``heads`` are indices of words, -1
    for the root; ``names`` are (first word, after the last word, type).
    """

    upos: list[str]
    feats: list[str]
    scripts: list[list[tuple[str, float]]]
    heads: list[int]
    deps: list[str]
    names: list[tuple[int, int, str]]


class _Tags:
    """The tags that occur in one language, grouped by part of speech."""

    def __init__(self, names: Sequence[str], allowed: Sequence[int]) -> None:
        # Sorted names put the tags of one part of speech side by side.
        ordered = sorted(allowed, key=names.__getitem__)
        split = [names[i].split("|", 1) for i in ordered]
        self.columns = np.array(ordered)
        self.feats = [f for _, f in split]
        self.starts = [i for i, (u, _) in enumerate(split) if not i or u != split[i - 1][0]]
        self.upos = [split[i][0] for i in self.starts]
        self.group = np.array([self.upos.index(u) for u, _ in split])

    def choose(self, scores: np.ndarray) -> tuple[list[str], list[str]]:
        """Return the likeliest part of speech of each word, and its likeliest features."""
        chances = _softmax(scores[:, self.columns])
        best = np.add.reduceat(chances, self.starts, axis=1).argmax(1)
        tags = np.where(self.group == best[:, None], chances, -1.0).argmax(1)
        return [self.upos[i] for i in best], [self.feats[i] for i in tags]


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """Return a session of onnxruntime for a graph; ``threads`` it may use within one run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


class Encoder:
    """One session of an encoder, for both languages.

    Args:
        directory: where the encoder, ``dependencies.onnx``, ``tables.npz`` and ``labels.json.xz`` are.
        threads: threads onnxruntime may use within one batch.
        name: file of the encoder.

    Raises:
        AnalysisError: if a file is missing or broken.
    """

    def __init__(self, directory: Path, threads: int = 1, name: str = "encoder.onnx") -> None:
        try:
            self._session = open_session(directory / name, threads)
            self._label_session = open_session(directory / "dependencies.onnx", threads)
            with np.load(directory / "tables.npz") as tables:
                self._words = tables["words"]
                self._scale = tables["scale"]
                self._positions = tables["positions"].astype(np.float32)
            with lzma.open(directory / "labels.json.xz", "rt", encoding="utf-8") as file:
                labels = json.load(file)
            self.vocabulary = PieceVocabulary(labels["pieces"], labels["scores"])
            self._scripts: list[str] = labels["scripts"]
            self._dep_names: list[str] = labels["deps"]
            self._is_root = np.array([dep == "ROOT" for dep in self._dep_names])
            self._entities: list[str] = labels["entities"]
            self._allowed = {k: {lang: np.array(v) for lang, v in d.items()} for k, d in labels["allowed"].items()}
            self._tags = {lang: _Tags(labels["tags"], allowed) for lang, allowed in labels["allowed"]["tags"].items()}
        except (OSError, ValueError, KeyError, lzma.LZMAError, RuntimeError) as error:
            raise AnalysisError(f"{directory}: no usable encoder ({error}); install graphkit again") from error
        except Exception as error:  # onnxruntime's own errors share no base but Exception
            raise AnalysisError(f"{directory}/{name}: cannot be loaded ({error}); install graphkit again") from error

    def pieces(self, word: Word) -> tuple[int, ...]:
        """Return the word pieces of (form, spaced)."""
        return self.vocabulary.encode(*word)

    def piece_vectors(self, ids: np.ndarray) -> np.ndarray:
        """Return the vectors of pieces and their positions, (..., pieces, width), of ids (..., pieces)."""
        return self._words[ids].astype(np.float32) * self._scale[ids] + self._positions[: ids.shape[-1]]

    def predict(self, sentences: Sequence[Sequence[Word]], lang: str) -> list[Prediction]:
        """Analyse sentences of one language.

        Args:
            sentences: words as (form, whether white space stands before), at least one in each; no sentence of
                more than 300 pieces.
            lang: ``ar`` or ``en``.
        """
        encoded = [[self.vocabulary.encode(*word) for word in sentence] for sentence in sentences]
        out: list[Prediction | None] = [None] * len(sentences)
        for batch in _batches([2 + sum(map(len, words)) for words in encoded]):
            for i, prediction in zip(batch, self._run([encoded[i] for i in batch], lang), strict=True):
                out[i] = prediction
        return [p for p in out if p is not None]

    def _run(self, batch: list[list[tuple[int, ...]]], lang: str) -> Iterator[Prediction]:
        length = min(_LONGEST, 2 + max(sum(map(len, words)) for words in batch))
        count = max(map(len, batch))
        ids = np.full((len(batch), length), PAD)
        bias = np.full((len(batch), 1, 1, length), _PADDING, np.float32)
        pool = np.zeros((len(batch), count, length), np.float32)
        for b, words in enumerate(batch):
            flat = [BEGIN, *(p for word in words for p in word), END][:length]
            ids[b, : len(flat)] = flat
            bias[b, :, :, : len(flat)] = 0
            at = 1
            for i, word in enumerate(words):
                pool[b, i, at : at + len(word)] = 1 / len(word)
                at += len(word)
        vectors = self.piece_vectors(ids)
        outputs = self._session.run(None, {"vectors": vectors, "bias": bias, "pool": pool})
        tags, scripts, entities, arcs, dep_heads, dep_children = outputs
        counts = [len(words) for words in batch]
        names = [best_labels(_log_softmax(entities[b, :n]), self._entities) for b, n in enumerate(counts)]
        trees = [
            maximum_tree(keep_names_whole(_log_softmax(arcs[b, :n, : n + 1]), names[b])) for b, n in enumerate(counts)
        ]
        children = np.concatenate([dep_children[b, :n] for b, n in enumerate(counts)])
        above = np.concatenate([dep_heads[b, heads] for b, heads in enumerate(trees)])
        deps = iter(self._labels(np.concatenate(trees), children, above, lang))
        columns = self._allowed["scripts"][lang]
        for b, (n, heads) in enumerate(zip(counts, trees, strict=True)):
            upos, feats = self._tags[lang].choose(tags[b, :n])
            yield Prediction(
                upos=upos,
                feats=feats,
                scripts=self._best_scripts(_log_softmax(scripts[b, :n][:, columns]), columns),
                heads=[int(h) - 1 for h in heads],
                deps=list(islice(deps, n)),
                names=names[b],
            )

    def _best_scripts(self, scores: np.ndarray, columns: np.ndarray) -> list[list[tuple[str, float]]]:
        best = np.argpartition(scores, -_SCRIPTS, axis=1)[:, -_SCRIPTS:]
        values = np.take_along_axis(scores, best, 1)
        return [
            [(self._scripts[columns[i]], float(v)) for i, v in zip(row, chances, strict=True)]
            for row, chances in zip(best, values, strict=True)
        ]

    def _labels(self, heads: np.ndarray, children: np.ndarray, above: np.ndarray, lang: str) -> list[str]:
        (scores,) = self._label_session.run(None, {"children": children, "heads": above})
        allowed = np.zeros(len(self._dep_names), bool)
        allowed[self._allowed["deps"][lang]] = True
        possible = allowed & (self._is_root == (heads == 0)[:, None])
        return [self._dep_names[i] for i in np.where(possible, scores, -np.inf).argmax(1)]


def shared_encoder(directory: Path, threads: int, name: str = "encoder.onnx") -> Encoder:
    """Return one encoder for all pipelines of a process; see :class:`Encoder` for the arguments."""
    return _shared(directory, threads, name)


_shared = lru_cache(maxsize=4)(Encoder)


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in sorted(range(len(sizes)), key=sizes.__getitem__):
        if batch and (sizes[i] * (len(batch) + 1) > _BATCH_PIECES or sizes[i] > _SPREAD * sizes[batch[0]]):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _softmax(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(1, keepdims=True))
    return shifted / shifted.sum(1, keepdims=True)


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
