"""The trained relation reader: passages in; what their words state out. Runs on onnxruntime."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from graphkit.analyse.encoder import Encoder, shared_encoder
from graphkit.analyse.pieces import BEGIN, END, PieceVocabulary
from graphkit.errors import AnalysisError
from graphkit.relate.passages import Passage
from graphkit.resources import models_path

__all__ = ["Candidate", "Reading", "RelationReader", "load_reader"]

_LEAST_TRIGGER, _LEAST_ROLE, _SOURCE = 0.05, 0.02, 0.5
_BUCKETS = 24
_STATUSES = ("Actual", "Planned", "Possible", "Denied")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may fill a role: how likely, and which of the passage's mentions serves best."""

    entity: str
    chance: float
    mention: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A relation that a word may state.

    Attributes:
        word: index of the word in its passage.
        relation: id of the relation.
        chance: how likely the word states it, 0 to 1.
        subjects: who may be the subject, likeliest first.
        objects: who may be the object, likeliest first.
        status: ``Actual``, ``Planned``, ``Possible`` or ``Denied``.
        source: who claims it, None where the article speaks in its own voice.
    """

    word: int
    relation: str
    chance: float
    subjects: tuple[Candidate, ...]
    objects: tuple[Candidate, ...]
    status: str
    source: str | None


class RelationReader:
    """One session of the reader, for both languages.

    Args:
        directory: where ``relations.onnx``, ``arguments.onnx`` and ``relations.json`` are.
        encoder: the analysis' encoder, whose vectors of word pieces it shares.
        threads: threads onnxruntime may use.

    Raises:
        AnalysisError: if a file is missing or broken.
    """

    def __init__(self, directory: Path, encoder: Encoder, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._words, self._arguments = (
                onnxruntime.InferenceSession(str(directory / name), options, providers=["CPUExecutionProvider"])
                for name in ("relations.onnx", "arguments.onnx")
            )
            facts = json.loads((directory / "relations.json").read_text("utf-8"))
            self.relations: list[str] = facts["relations"]
            self._number = {name: i for i, name in enumerate(self.relations)}
        except Exception as error:  # onnxruntime's own errors share no base but Exception
            raise AnalysisError(f"{directory}: no usable relation reader ({error}); install graphkit again") from error
        self._encoder = encoder

    @property
    def vocabulary(self) -> PieceVocabulary:
        """The word pieces."""
        return self._encoder.vocabulary

    def read(self, passage: Passage) -> list[Reading]:
        """Return what a passage states, the likeliest first."""
        if not passage.mentions or not passage.words:
            return []
        vectors, pool, marks, hints = self._inputs(passage)
        bias = np.zeros((1, 1, 1, vectors.shape[1]), np.float32)
        inputs = {"vectors": vectors, "bias": bias, "pool": pool, "marks": marks, "hints": hints}
        words, scores = self._words.run(None, inputs)
        chances = _sigmoid(scores[0, passage.focus :])
        at, relations = np.nonzero(chances > _LEAST_TRIGGER)
        if not len(at):
            return []
        at = at + passage.focus
        mentions = np.stack([words[0, m.start : m.stop].mean(0) for m in passage.mentions])
        starts = np.array([m.start for m in passage.mentions])
        roles, status = self._arguments.run(
            None,
            {
                "at": words[0, at],
                "relation": relations.astype(np.int64),
                "mentions": mentions,
                "distance": distance_buckets(starts[None, :] - at[:, None]),
            },
        )
        names = list(dict.fromkeys(e for m in passage.mentions for e in m.entities))
        held = [[i for i, m in enumerate(passage.mentions) if name in m.entities] for name in names]
        out: list[Reading] = []
        for row, (word, number) in enumerate(zip(at, relations, strict=True)):
            chance = np.stack([_sigmoid(np.logaddexp.reduce(roles[row, places], 0)) for places in held])

            def candidates(role: int, at: int = row, chance: np.ndarray = chance) -> tuple[Candidate, ...]:
                found = [
                    Candidate(name, float(c), places[int(roles[at, places, role].argmax())])
                    for name, c, places in zip(names, chance[:, role], held, strict=True)
                    if c > _LEAST_ROLE
                ]
                return tuple(sorted(found, key=lambda c: (-c.chance, c.entity)))

            sources = candidates(2)
            out.append(
                Reading(
                    int(word),
                    self.relations[number],
                    float(chances[word - passage.focus, number]),
                    candidates(0),
                    candidates(1),
                    _STATUSES[status[row].argmax()],
                    sources[0].entity if sources and sources[0].chance > _SOURCE else None,
                )
            )
        return sorted(out, key=lambda r: (-r.chance, r.word, r.relation))

    def _inputs(self, passage: Passage) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        encoded = [self.vocabulary.encode(*word) for word in passage.words]
        ids = np.array([BEGIN, *(p for word in encoded for p in word), END])
        starts = np.cumsum([1, *map(len, encoded)])
        pool = np.zeros((1, len(encoded), len(ids)), np.float32)
        for i, word in enumerate(encoded):
            pool[0, i, starts[i] : starts[i + 1]] = 1 / len(word)
        marks = np.zeros((1, len(ids), 3), np.int64)
        for mention in passage.mentions:
            begin, end = starts[mention.start], starts[mention.stop]
            marks[0, begin:end] = (mention.type, mention.kind, 2)
            marks[0, begin : starts[mention.start + 1], 2] = 1
        hints = np.zeros((1, len(encoded), len(self.relations)), np.float32)
        for i, hint in enumerate(passage.hints):
            hints[0, i, [self._number[name] for name in hint if name in self._number]] = 1
        return self._encoder.piece_vectors(ids)[None], pool, marks, hints


def distance_buckets(difference: np.ndarray) -> np.ndarray:
    """Return the bucket of a signed distance in words: exact up to 3, then by powers of 1.6."""
    size = np.abs(difference).astype(np.float32)
    far = 3 + np.log(np.maximum(size, 3) / np.float32(3)) / np.float32(0.47)
    bucket = np.minimum(np.round(np.where(size <= 3, size, far)), 11).astype(np.int64)
    return np.where(difference < 0, bucket, _BUCKETS - 1 - bucket)


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


@lru_cache(maxsize=2)
def load_reader(threads: int = 1) -> RelationReader:
    """Return the reader that ships; the second call gives the same object."""
    return RelationReader(models_path(), shared_encoder(models_path(), threads), threads)
