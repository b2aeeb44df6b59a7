"""Training examples for the relation reader: passages of annotated texts with what their triggers state."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphkit.analyse import analyse
from graphkit.analyse.pieces import PieceVocabulary
from graphkit.link import Gazetteer, LinkedArticle, LinkedMention, link
from graphkit.read import article_from_text
from graphkit.relate.frames import relation_kinds
from graphkit.relate.lexicon import load_lexicon
from graphkit.relate.passages import KINDS, TYPES, Marked, Passage, passages

from .relation_texts import AnnotatedText

__all__ = ["Stated", "TrainingPassage", "training_passages", "varied"]

_NAMES = ("name", "short", "demonym", "group")
_NAMED = frozenset(map(KINDS.index, _NAMES))
_TYPE_DROPPED, _MENTION_DROPPED, _HINT_DROPPED, _LINKED = 0.25, 0.35, 0.15, 0.6


@dataclass(frozen=True)
class Stated:
    """What one trigger states by one relation."""

    word: int
    relation: str
    subjects: frozenset[str]
    objects: frozenset[str]
    status: str
    source: str | None


@dataclass(frozen=True)
class TrainingPassage:
    """A passage with its marked mentions, those that the linker sets instead, and what it states."""

    document: str
    passage: Passage
    linked: tuple[Marked, ...]
    stated: tuple[Stated, ...]


def training_passages(
    texts: Iterable[AnnotatedText], gazetteer: Gazetteer, vocabulary: PieceVocabulary
) -> list[TrainingPassage]:
    """Analyse and link annotated texts, and cut them into passages as the reader does."""
    out: list[TrainingPassage] = []
    for text in texts:
        article = article_from_text(text.text, text.id, date=dt.date.fromisoformat(text.date), lang=text.lang)
        linked = link(analyse(article), gazetteer)
        out += _passages(text, linked, vocabulary)
    return out


def _passages(text: AnnotatedText, linked: LinkedArticle, vocabulary: PieceVocabulary) -> list[TrainingPassage]:
    docs = [doc for _, doc in linked.analysed.docs]
    place = {
        base.begin + token.idx + k: (block, token.i)
        for block, (base, doc) in enumerate(linked.analysed.docs)
        for token in doc
        for k in range(len(token))
    }

    def tokens(begin: int, end: int) -> tuple[int, int, int] | None:
        covered = [place[i] for i in range(begin, end) if i in place]
        blocks = {block for block, _ in covered}
        if len(blocks) != 1:
            return None
        return blocks.pop(), min(i for _, i in covered), max(i for _, i in covered) + 1

    own: list[tuple[int, Marked]] = []
    for begin, end, ids in text.mentions:
        where = tokens(begin, end)
        if where is not None:
            best = _linked_mention(linked, *where)
            type_, kind = (0, 0) if best is None else (_type(linked, best.entities[0]), _kind(best))
            own.append((where[0], Marked(where[1], where[2], ids, type_, kind)))
    theirs = _linked_marks(linked, own)
    found: dict[tuple[int, int, str, str, str | None], tuple[set[str], set[str]]] = {}
    for statement in text.statements:
        where = tokens(*statement.trigger)
        if where is None:
            continue
        key = (where[0], where[1], statement.relation, statement.status, statement.source)
        subjects, objects = found.setdefault(key, (set(), set()))
        subjects.add(statement.subject)
        if statement.object is not None:
            objects.add(statement.object)
            if relation_kinds()[statement.relation].symmetric == "yes":
                # Which of two that meet is the subject says nothing.
                subjects.add(statement.object)
                objects.add(statement.subject)
    out = []
    by_linker = passages(docs, theirs, vocabulary, load_lexicon())
    for passage, other in zip(passages(docs, own, vocabulary, load_lexicon()), by_linker, strict=True):
        index = {o: i for i, o in enumerate(passage.origin)}
        stated = tuple(
            Stated(index[block, token], relation, frozenset(s), frozenset(o), status, source)
            for (block, token, relation, status, source), (s, o) in found.items()
            if index.get((block, token), -1) >= passage.focus
        )
        out.append(TrainingPassage(text.id, passage, other.mentions, stated))
    return out


def _linked_marks(linked: LinkedArticle, own: Sequence[tuple[int, Marked]]) -> list[tuple[int, Marked]]:
    """Return the linker's mentions with the ids of the marked: its names by place, what refers by whom it means."""
    meant: dict[str, Counter[str]] = {}
    placed: dict[LinkedMention, tuple[str, ...]] = {}
    for mention in _all_mentions(linked):
        near = [
            m for block, m in own if block == mention.block and (m.start == mention.start or m.stop == mention.stop)
        ]
        if near and mention.kind in (*_NAMES, "unnamed"):
            ids = min(near, key=lambda m: abs(m.start - mention.start) + abs(m.stop - mention.stop)).entities
            placed[mention] = ids
            meant.setdefault(mention.entities[0], Counter()).update(ids[:1])
    out = []
    for mention in _all_mentions(linked):
        held = mention.entities[:1] if mention.kind == "pronoun" else mention.entities
        names = tuple(meant[e].most_common(1)[0][0] if e in meant else f"?{e}" for e in held)
        mark = Marked(mention.start, mention.stop, placed.get(mention, names), _type(linked, held[0]), _kind(mention))
        out.append((mention.block, mark))
    return out


def _all_mentions(linked: LinkedArticle) -> list[LinkedMention]:
    return sorted({*linked.mentions, *linked.inner, *linked.unnamed})


def _linked_mention(linked: LinkedArticle, block: int, start: int, stop: int) -> LinkedMention | None:
    overlapping = [m for m in _all_mentions(linked) if m.block == block and m.start < stop and start < m.stop]
    # A mention that begins with this one is this one; "the Russian president" also holds the adjective.
    first = [m for m in overlapping if m.start == start or m.stop == stop]
    return min(first or overlapping, key=lambda m: abs(m.start - start) + abs(m.stop - stop), default=None)


def _kind(mention: LinkedMention) -> int:
    return KINDS.index(mention.kind) if mention.kind in KINDS else 0


def _type(linked: LinkedArticle, entity: str) -> int:
    known = linked.entities.get(entity) or linked.gazetteer.entities.get(entity)
    return TYPES.index(str(known.type)) if known is not None else 0


def varied(example: TrainingPassage, rng: random.Random) -> tuple[Passage, tuple[Stated, ...]]:
    """Return a passage with the linker's mentions, or with the marked ones, types and references missing at random."""
    passage = example.passage
    hints = tuple(hint if rng.random() > _HINT_DROPPED else frozenset() for hint in passage.hints)
    mentions = example.linked
    if rng.random() > _LINKED:
        mentions = tuple(
            Marked(
                mention.start,
                mention.stop,
                mention.entities,
                0 if rng.random() < _TYPE_DROPPED else mention.type,
                0 if rng.random() < _TYPE_DROPPED else mention.kind,
            )
            for mention in passage.mentions
            if mention.kind in _NAMED or rng.random() > _MENTION_DROPPED
        )
    return Passage(passage.words, passage.origin, passage.focus, mentions, hints), example.stated


def entities_of(mentions: Sequence[Marked]) -> list[str]:
    """Return the entities of mentions in the order in which they come."""
    return list(dict.fromkeys(entity for mention in mentions for entity in mention.entities))
