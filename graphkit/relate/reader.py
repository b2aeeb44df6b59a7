"""The trained relation reader: passages in; what their words state out. Runs on onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from graphkit.analyse.encoder import Encoder, open_session, shared_encoder
from graphkit.analyse.pieces import PieceVocabulary
from graphkit.errors import AnalysisError
from graphkit.model import Status
from graphkit.relate.passages import KINDS, REFERRING, SURE, Marked, Passage, distance_buckets, lay_out, naming
from graphkit.resources import models_path

__all__ = ["Candidate", "Read", "Reading", "RelationReader", "load_reader"]

_LEAST_TRIGGER, _LEAST_ROLE, _SOURCE = 0.05, 0.01, 0.5
_MOST_GONE = 0.8  # of whom a mention may mean: more that is barred says that it means nobody here
_STATUSES = tuple(Status)
_DUAL = KINDS.index("dual")
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


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader makes of a passage.

    Attributes:
        readings: what its words state, the likeliest first.
        meant: of its mentions that may refer to others, by index: whom they may mean, the likeliest first.
    """

    readings: list[Reading]
    meant: dict[int, tuple[Candidate, ...]]


class RelationReader:
    """One session of the reader, for both languages.

    Args:
        directory: where ``relations.onnx``, ``arguments.onnx``, ``referents.onnx`` and ``relations.json`` are.
        encoder: the analysis' encoder, whose vectors of word pieces it shares.
        threads: threads onnxruntime may use.

    Raises:
        AnalysisError: if a file is missing or broken.
    """

    def __init__(self, directory: Path, encoder: Encoder, threads: int = 1) -> None:
        try:
            self._words, self._arguments, self._referents = (
                open_session(directory / name, threads)
                for name in ("relations.onnx", "arguments.onnx", "referents.onnx")
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

    def read(self, passage: Passage) -> Read:
        """Return what a passage states, and whom its mentions mean."""
        if not any(mention.entities for mention in passage.mentions):
            return Read([], {})
        laid = lay_out(passage, self.vocabulary, self._number)
        inputs = {
            "vectors": self._encoder.piece_vectors(laid.ids)[None],
            "bias": np.zeros((1, 1, 1, len(laid.ids)), np.float32),
            "pool": laid.pool[None],
            "marks": laid.marks[None],
            "hints": laid.hints[None],
        }
        words, scores = self._words.run(None, inputs)
        mentions = np.stack([words[0, m.start : m.stop].mean(0) for m in passage.mentions])
        starts = np.array([m.start for m in passage.mentions])
        names, meant = self._meanings(passage.mentions, mentions, starts)
        resolved = {
            i: _candidates(names, np.exp(meant[i]), [i] * len(names))
            for i, mention in enumerate(passage.mentions)
            if mention.kind in REFERRING
        }
        chances = _sigmoid(scores[0, passage.focus :])
        at, relations = np.nonzero(chances > _LEAST_TRIGGER)
        if not len(at):
            return Read([], resolved)
        at = at + passage.focus
        roles, status = self._arguments.run(
            None,
            {
                "at": words[0, at],
                "relation": relations.astype(np.int64),
                "mentions": mentions,
                "distance": distance_buckets(starts[None, :] - at[:, None]),
            },
        )
        out: list[Reading] = []
        for row, (word, number) in enumerate(zip(at, relations, strict=True)):
            shares = roles[row, :, None] + meant[:, :, None]
            filled, best = _sigmoid(np.logaddexp.reduce(shares, 0)), shares.argmax(0)
            subjects, objects, sources = (_candidates(names, filled[:, r], best[:, r]) for r in range(_ROLES))
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
        return Read(sorted(out, key=lambda r: (-r.chance, r.word, r.relation)), resolved)

    def _meanings(
        self, marks: Sequence[Marked], vectors: np.ndarray, starts: np.ndarray
    ) -> tuple[list[str], np.ndarray]:
        """Return the entities of a passage and how likely each mention means each, in logarithms, (mentions, names).

        Names mean whom they name. Of pronouns, duals, descriptions and nouns the network says whom they mean: one
        of those named around them, or whom the linker takes them for.
        """
        who = naming(marks)
        scores = np.where(who.held, SURE, -SURE).astype(np.float32)
        if len(who.rows):
            distance = distance_buckets(starts[None] - starts[who.rows][:, None])
            inputs = {"at": vectors[who.rows], "mentions": vectors, "distance": distance}
            named, trusted = self._referents.run(None, inputs)
            by_names = named[:, :, None] + np.where(who.offered[:, :, None] & who.held[None], 0, -SURE)
            by_linker = trusted[:, None] + np.where(who.held[who.rows], 0, -SURE)
            scores[who.rows] = np.logaddexp(np.logaddexp.reduce(by_names, 1), by_linker)
        meant = -np.logaddexp(0, -scores)
        for row in who.rows:
            if marks[row].barred:
                barred = [name in marks[row].barred for name in who.names]
                meant[row] = _without(meant[row], barred, 2 if marks[row].kind == _DUAL else 1)
        return who.names, meant


def _without(meant: np.ndarray, barred: Sequence[bool], means: int) -> np.ndarray:
    """Return how likely a mention that means one or two entities means each, in logarithms, if not some of them."""
    chances = np.exp(meant)
    gone = min(float(chances[barred].sum()) / means, _MOST_GONE)
    chances[barred] = 0.0
    scale = min(1 / (1 - gone), 1 / max(float(chances.max()), 1e-6))
    return np.log(np.maximum(chances * scale, np.exp(-SURE))).astype(np.float32)


def _candidates(names: Sequence[str], chances: np.ndarray, mentions: Iterable[int]) -> tuple[Candidate, ...]:
    """Return the entities that are likely enough, likeliest first, each with the mention that speaks for it most."""
    found = (
        Candidate(name, float(chance), int(mention))
        for name, chance, mention in zip(names, chances, mentions, strict=True)
        if chance > _LEAST_ROLE
    )
    return tuple(sorted(found, key=lambda c: (-c.chance, c.entity)))


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


@lru_cache(maxsize=2)
def load_reader(threads: int = 1) -> RelationReader:
    """Return the reader that ships; the second call gives the same object."""
    return RelationReader(models_path(), shared_encoder(models_path(), threads), threads)
