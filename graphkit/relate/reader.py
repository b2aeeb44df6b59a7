"""The trained relation reader: passages in; what their words state out. Runs on onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from graphkit.analyse.encoder import Encoder, shared_encoder
from graphkit.analyse.pieces import PieceVocabulary
from graphkit.errors import AnalysisError
from graphkit.model import Status
from graphkit.relate.passages import Passage, distance_buckets, lay_out
from graphkit.resources import models_path

__all__ = ["Candidate", "Reading", "RelationReader", "load_reader"]

_LEAST_TRIGGER, _LEAST_ROLE, _SOURCE = 0.05, 0.01, 0.5
_STATUSES = tuple(Status)
_ROLES = 3  # subject, object, source


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
        status: whether it is said to hold.
        source: who claims it, None where the article speaks in its own voice.
    """

    word: int
    relation: str
    chance: float
    subjects: tuple[Candidate, ...]
    objects: tuple[Candidate, ...]
    status: Status
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
        if not any(mention.entities for mention in passage.mentions):
            return []
        laid = lay_out(passage, self.vocabulary, self._number)
        inputs = {
            "vectors": self._encoder.piece_vectors(laid.ids)[None],
            "bias": np.zeros((1, 1, 1, len(laid.ids)), np.float32),
            "pool": laid.pool[None],
            "marks": laid.marks[None],
            "hints": laid.hints[None],
        }
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
            chances_of_roles = np.stack([_sigmoid(np.logaddexp.reduce(roles[row, places], 0)) for places in held])
            subjects, objects, sources = (
                _candidates(names, held, roles[row, :, role], chances_of_roles[:, role]) for role in range(_ROLES)
            )
            out.append(
                Reading(
                    int(word),
                    self.relations[number],
                    float(chances[word - passage.focus, number]),
                    subjects,
                    objects,
                    _STATUSES[status[row].argmax()],
                    sources[0].entity if sources and sources[0].chance > _SOURCE else None,
                )
            )
        return sorted(out, key=lambda r: (-r.chance, r.word, r.relation))


def _candidates(
    names: Sequence[str], held: Sequence[Sequence[int]], scores: np.ndarray, chances: np.ndarray
) -> tuple[Candidate, ...]:
    """Return who may fill a role, likeliest first.

    Args:
        names: the entities.
        held: of each, its mentions.
        scores: of each mention.
        chances: of each entity.
    """
    found = (
        Candidate(name, float(chance), places[int(scores[places].argmax())])
        for name, places, chance in zip(names, held, chances, strict=True)
        if chance > _LEAST_ROLE
    )
    return tuple(sorted(found, key=lambda c: (-c.chance, c.entity)))


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


@lru_cache(maxsize=2)
def load_reader(threads: int = 1) -> RelationReader:
    """Return the reader that ships; the second call gives the same object."""
    return RelationReader(models_path(), shared_encoder(models_path(), threads), threads)
