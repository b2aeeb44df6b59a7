"""Training examples for the relation reader: passages of annotated texts with what their triggers state."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graphkit.analyse import analyse
from graphkit.analyse.pieces import PieceVocabulary
from graphkit.link import Gazetteer, LinkedArticle, LinkedMention, link
from graphkit.link.given_names import titles
from graphkit.model import EntityType
from graphkit.read import article_from_text
from graphkit.relate.kinds import relation_kinds
from graphkit.relate.lexicon import load_lexicon
from graphkit.relate.passages import KINDS, PRONOUNS, REFERRING, TYPES, Marked, Passage, passages
from graphkit.text import fold

from .relation_texts import AnnotatedText

__all__ = ["NamePools", "Stated", "TrainingPassage", "name_pools", "training_passages", "varied", "with_authors"]

NamePools = Mapping[tuple[int, bool], Sequence[str]]
"""Words of names by type and whether they are Arabic."""

_NAMES = ("name", "short", "demonym", "group")
_JUDGED = frozenset({"criticized", "rejected", "praised", "protestedAgainst", "deniedClaimOf"})
"""Relations to an act or a claim that are relations to its author too."""
_NAMED = frozenset(map(KINDS.index, _NAMES))
_BY_NAME = frozenset(map(KINDS.index, ("name", "short")))
_TYPE_DROPPED, _MENTION_DROPPED, _HINT_DROPPED, _LINKED, _RENAMED = 0.25, 0.35, 0.15, 0.7, 0.4
_PERSON = TYPES.index(str(EntityType.PERSON))
_PLACES = tuple(TYPES.index(str(t)) for t in (EntityType.STATE, EntityType.PLACE))


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
    """A passage with its marked mentions, and what it states.

    Attributes:
        document: the text's id.
        passage: the passage, its mentions those that are marked.
        linked: the mentions that the linker sets instead, of whom it takes them for: marked ids, or ``?`` and its own.
        meant: of each of these, whom it is marked as; empty where nothing is marked.
        stated: what the words state.
    """

    document: str
    passage: Passage
    linked: tuple[Marked, ...]
    meant: tuple[tuple[str, ...], ...]
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
            type_, kind = (0, 0) if best is None else (_type(linked, best), _kind(best))
            own.append((where[0], Marked(where[1], where[2], ids, type_, kind)))
    theirs, meant = _linked_marks(linked, own, text.types)
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
    cut = (passages(docs, marks, vocabulary, load_lexicon()) for marks in (own, theirs, meant))
    for passage, linked_one, meant_one in zip(*cut, strict=True):
        index = {o: i for i, o in enumerate(passage.origin)}
        stated = tuple(
            Stated(index[block, token], relation, frozenset(s), frozenset(o), status, source)
            for (block, token, relation, status, source), (s, o) in found.items()
            if index.get((block, token), -1) >= passage.focus
        )
        ids = tuple(mention.entities for mention in meant_one.mentions)
        out.append(TrainingPassage(text.id, passage, linked_one.mentions, ids, stated))
    return out


def _linked_marks(
    linked: LinkedArticle, own: Sequence[tuple[int, Marked]], types: Mapping[str, str]
) -> tuple[list[tuple[int, Marked]], list[tuple[int, Marked]]]:
    """Return the linker's mentions, and the same with the ids of the marked at their places.

    The linker's entities go by the id that their names are mostly marked with; one that has no name, by its own
    if no name has it.
    """
    marked: dict[LinkedMention, tuple[str, ...]] = {}
    names: dict[str, Counter[str]] = {}
    for mention in _all_mentions(linked):
        whole = _kind(mention) in PRONOUNS
        near = [
            m
            for block, m in own
            if block == mention.block and ((m.start == mention.start) + (m.stop == mention.stop) > whole)
        ]
        if near and mention.kind != "proxy":
            person = _type(linked, mention) == _PERSON
            marked[mention] = min(
                near,
                key=lambda m: (
                    # "Karim Zeitouni, head of the Council" is the person, not the council.
                    m.entities[0] in types and (types[m.entities[0]] == "person") is not person,
                    abs(m.start - mention.start) + abs(m.stop - mention.stop),
                ),
            ).entities
            if mention.kind in _NAMES:
                names.setdefault(mention.entities[0], Counter()).update(marked[mention][:1])
    known = {entity: counted.most_common(1)[0][0] for entity, counted in names.items()}
    for mention, ids in marked.items():
        unnamed = mention.kind in ("unnamed", "description")
        if unnamed and mention.entities[0] not in known and ids[0] not in known.values():
            known[mention.entities[0]] = ids[0]
    theirs, meant = [], []
    for mention in _all_mentions(linked):
        held = mention.entities[:1] if mention.kind == "pronoun" else mention.entities
        ids = tuple(known.get(entity, f"?{entity}") for entity in held)
        place = (mention.start, mention.stop)
        type_, kind = _type(linked, mention), _kind(mention)
        if kind not in REFERRING:
            # A name that is merged wrongly stays what it is marked as: its words are not to be doubted.
            ids = marked.get(mention, ids)
        theirs.append((mention.block, Marked(*place, ids, type_, kind)))
        meant.append((mention.block, Marked(*place, marked.get(mention, ()), type_, kind)))
    return theirs, meant


def _all_mentions(linked: LinkedArticle) -> list[LinkedMention]:
    return sorted({*linked.mentions, *linked.inner, *linked.unnamed, *linked.open})


def _linked_mention(linked: LinkedArticle, block: int, start: int, stop: int) -> LinkedMention | None:
    overlapping = [m for m in _all_mentions(linked) if m.block == block and m.start < stop and start < m.stop]
    # A mention that begins with this one is this one; "the Russian president" also holds the adjective.
    first = [m for m in overlapping if m.start == start or m.stop == stop]
    return min(first or overlapping, key=lambda m: abs(m.start - start) + abs(m.stop - stop), default=None)


def _kind(mention: LinkedMention) -> int:
    return KINDS.index(mention.kind) if mention.kind in KINDS else 0


def _type(linked: LinkedArticle, mention: LinkedMention) -> int:
    if _kind(mention) in PRONOUNS:
        return 0
    known = linked.entities.get(mention.entities[0]) or linked.gazetteer.entities.get(mention.entities[0])
    return TYPES.index(str(known.type)) if known is not None else 0


def with_authors(example: TrainingPassage, authors: Mapping[str, str]) -> TrainingPassage:
    """Return a passage in which who judges an act or a claim also judges whose it is."""

    def judged(one: Stated) -> Stated:
        whose = {authors[name] for name in one.objects if name in authors} - one.subjects
        return replace(one, objects=one.objects | whose) if one.relation in _JUDGED and whose else one

    return replace(example, stated=tuple(map(judged, example.stated)))


def name_pools(examples: Iterable[TrainingPassage]) -> NamePools:
    """Return the words that persons and places are named by in passages."""
    found: dict[tuple[int, bool], set[str]] = {}
    for example in examples:
        for at, type_ in _name_words(example.passage):
            word = example.passage.words[at][0]
            found.setdefault((type_, _is_arabic(word)), set()).add(word)
    return {key: sorted(words) for key, words in found.items()}


def _name_words(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield (word, type) of the words of persons' names and of places named by one word."""
    for mention in passage.mentions:
        single = mention.stop - mention.start == 1
        if mention.kind not in _BY_NAME or not (mention.type == _PERSON or (single and mention.type in _PLACES)):
            continue
        for at in range(mention.start, mention.stop):
            form = passage.words[at][0]
            if form.isalpha() and len(form) > 2 and not form.islower() and fold(form) not in _title_words():
                yield at, _PERSON if mention.type == _PERSON else _PLACES[0]


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in titles().leading for word in title)


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[0] <= "\u064a"


def _renamed(passage: Passage, pools: NamePools, rng: random.Random) -> Passage:
    """Return a passage with the words of names changed for others, each wherever it stands in a name."""
    words = list(passage.words)
    chosen: dict[str, str] = {}
    for at, type_ in _name_words(passage):
        form, spaced = passage.words[at]
        if form not in chosen:
            chosen[form] = rng.choice(pools[type_, _is_arabic(form)])
        words[at] = chosen[form], spaced
    return replace(passage, words=tuple(words))


def varied(example: TrainingPassage, rng: random.Random, pools: NamePools | None = None) -> TrainingPassage:
    """Return a passage with the linker's mentions, or with the marked ones, types and references missing at random.

    With ``pools`` (:func:`name_pools`), those of some passages have other names, lest the network learn who does what.

    ``meant`` is of the mentions that the passage then has; those marked that may refer to others are left for the
    network to resolve.
    """
    passage = example.passage
    if pools and rng.random() < _RENAMED:
        passage = _renamed(passage, pools, rng)
    hints = tuple(hint if rng.random() > _HINT_DROPPED else frozenset() for hint in passage.hints)
    mentions, meant = example.linked, example.meant
    if rng.random() > _LINKED:
        named = {entity for mention in passage.mentions if mention.kind not in REFERRING for entity in mention.entities}
        kept = [m for m in passage.mentions if m.kind in _NAMED or rng.random() > _MENTION_DROPPED]
        meant = tuple(mention.entities for mention in kept)
        mentions = tuple(
            Marked(
                mention.start,
                mention.stop,
                tuple(e for e in mention.entities if e not in named and mention.kind not in PRONOUNS)
                if mention.kind in REFERRING
                else mention.entities,
                0 if rng.random() < _TYPE_DROPPED else mention.type,
                mention.kind if mention.kind in REFERRING or rng.random() > _TYPE_DROPPED else 0,
            )
            for mention in kept
        )
    return replace(example, passage=replace(passage, mentions=mentions, hints=hints), meant=meant)
