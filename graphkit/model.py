"""The frozen values that pass between the stages.

All offsets are code points into :attr:`Article.text`, half-open: ``text[begin:end]``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Article",
    "Assembly",
    "Block",
    "BlockKind",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Interval",
    "Mention",
    "MergedRelation",
    "Relation",
    "Status",
]


class BlockKind(StrEnum):
    """What a stretch of an article is. Relations are read from HEADLINE, HEADING and BODY only."""

    HEADLINE = "headline"
    HEADING = "heading"
    BODY = "body"
    META = "meta"  # dateline rows, byline, publisher, publication date
    CAPTION = "caption"
    NOISE = "noise"  # greetings, recommended stories, comment and share lines, author bios


class EntityType(StrEnum):
    """Entity types; each is the local name of a class in the graphkit ontology."""

    PERSON = "Person"
    STATE = "State"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    ARMED_FORCE = "ArmedForce"
    GROUP = "Group"
    DOCUMENT = "Document"


class Status(StrEnum):
    """Whether a relation holds, by the words of the article."""

    ACTUAL = "Actual"
    PLANNED = "Planned"
    POSSIBLE = "Possible"
    DENIED = "Denied"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A time as precise as the text gives it: a month is its first and its last day.

    Examples:
        >>> Interval.of(2024, 2)
        Interval(earliest=datetime.date(2024, 2, 1), latest=datetime.date(2024, 2, 29))
        >>> Interval.of(2024, 2).iso()
        '2024-02'
    """

    earliest: dt.date
    latest: dt.date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"interval ends before it begins: {self.earliest} > {self.latest}")

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Interval:
        """Return the interval of a year, a month or a day.

        Raises:
            ValueError: if there is no such date.
        """
        if month is None:
            return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))
        if day is None:
            return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
        date = dt.date(year, month, day)
        return cls(date, date)

    @classmethod
    def on(cls, date: dt.date) -> Interval:
        """Return the interval of one day."""
        return cls(date, date)

    def __contains__(self, other: Interval) -> bool:
        return self.earliest <= other.earliest and other.latest <= self.latest

    def iso(self) -> str:
        """Return ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or, for any other span, ``earliest/latest``."""
        a, b = self.earliest, self.latest
        if a == b:
            return a.isoformat()
        if self == Interval.of(a.year, a.month):
            return f"{a:%Y-%m}"
        if self == Interval.of(a.year):
            return f"{a:%Y}"
        return f"{a.isoformat()}/{b.isoformat()}"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text of one kind, usually a paragraph or a line."""

    begin: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its own text, untouched, and what is known about it.

    Attributes:
        id: stem of the file's name, or the record's id.
        text: the decoded text; every offset in graphkit points into it.
        blocks: non-overlapping, in order; together they cover every non-blank line.
        title: the headline, where one was found.
        date: publication date, where one was found or given.
        publisher: name of the publisher as written, where one was found or given.
        url: address of the article, where known.
        lang: ISO 639-1 code of the language of most of the text.
        origin: name of the file (and record) the article came from, for messages.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str = "ar"
    origin: str = ""

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that relations hold between.

    Attributes:
        id: readable slug, the local part of its IRI: ``kim-jong-un``.
        type: its class.
        en: English name or a Latin transliteration.
        ar: Arabic name, where known.
        aliases: every other form, as (text, language code), sorted.
        wikidata: Wikidata id such as ``Q56226``, where the tables give a sure one.
        state: slug of the state it belongs to, where known.
        known: whether it comes from the tables (otherwise it was found in text only).
    """

    id: str
    type: EntityType
    en: str | None = None
    ar: str | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    wikidata: str | None = None
    state: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of text that refers to an entity.

    ``kind`` is ``name``, ``alias``, ``demonym``, ``description``, ``pronoun`` or ``role``.
    """

    begin: int
    end: int
    entity: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words of one article that state a relation: ``article.text[begin:end] == quote``.

    ``article`` is the SHA-256 of the article's text; ``source`` the entity that claims it, or None
    where the article speaks in its own voice; ``extractor`` the name and version of the program that
    read it, and as the last word which part of it did, a row of ``belief.tsv``.
    """

    article: str
    begin: int
    end: int
    quote: str
    lang: str
    source: str | None = None
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation as one article states it.

    Attributes:
        subject: entity id.
        predicate: local name of an ontology property, for instance ``sentTelegramTo``.
        object: entity id, or None (``diedOn``).
        status: actual, planned, possible or denied.
        time: when it happened or holds, where the text says so.
        place: entity id of where it happened.
        role: English name of the office, for ``holdsOffice`` and its kin.
        quantity: number of troops, engineers, dead ...
        evidence: at least one; the clearest first.
    """

    subject: str
    predicate: str
    object: str | None
    status: Status
    evidence: tuple[Evidence, ...]
    time: Interval | None = None
    place: str | None = None
    role: str | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gave: entities (with the forms seen in it), mentions and relations.

    ``publisher`` is the entity id of the article's publisher, where it is known.
    """

    article: Article
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class MergedRelation:
    """One relation over all articles, with its belief.

    ``key`` is the hash of subject, predicate, object, date and status that names it in the graph.
    ``contradicts`` holds the keys of relations that say the opposite, ``refines`` those of more general ones that it
    makes more precise.
    """

    key: str
    relation: Relation
    belief: float
    articles: int
    contradicts: tuple[str, ...] = ()
    refines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """The merged graph of many articles, before it is written in any syntax.

    ``extractions`` holds one value an article, ordered by article id and hash, its entity ids already the
    canonical ones; ``entities`` every entity that a relation, a place, a source or a publisher names, by id.
    """

    extractions: tuple[Extraction, ...]
    entities: Mapping[str, Entity]
    relations: tuple[MergedRelation, ...]
