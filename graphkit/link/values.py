"""The frozen values of the linking stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphkit.analyse import AnalysedArticle
from graphkit.link.gazetteer import Gazetteer
from graphkit.model import Entity

__all__ = ["Item", "LinkedArticle", "LinkedMention", "OfficeFact"]


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of one block's text that may mean something, before it is decided what.

    Attributes:
        begin: offset in the block's text, after any Arabic clitic.
        end: half-open end.
        entities: candidates it names.
        states: states it is a demonym of.
        roles: offices it names.
        heads: institution nouns it may be (:class:`~graphkit.link.gazetteer.Head` ids).
        how: ``name``, ``short``, ``metonym``, ``demonym``, ``role``, ``head``, ``group`` or ``unknown``.
        clitics: Arabic clitics written before it.
        pronoun: Arabic pronoun written on its last word, of offices and heads.
        label: type that the trained pipeline gave an unknown name: ``PER``, ``LOC`` or ``ORG``.
    """

    begin: int
    end: int
    how: str
    entities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    label: str = ""
    pronoun: str = ""


@dataclass(frozen=True, slots=True, order=True)
class LinkedMention:
    """A mention in an analysed block.

    Attributes:
        block: index into :attr:`AnalysedArticle.docs`.
        start: index of its first token in the block's ``Doc``.
        stop: one past its last token.
        begin: offset of its first code point in the article's text.
        end: half-open end.
        entities: whom it refers to; two for ``the two countries``, nobody where that is left open.
        kind: ``name``, ``short``, ``metonym``, ``demonym``, ``group``, ``description``, ``pronoun``, ``dual``
            or ``unnamed``.
    """

    block: int
    start: int
    stop: int
    begin: int
    end: int
    entities: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class OfficeFact:
    """The article's words give a person an office; offsets are into the article's text.

    ``effect`` is empty, or ``former``, ``acting``, ``late``, ``designate``.
    """

    block: int
    begin: int
    end: int
    person: str
    role: str
    of: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An analysed article with the entities its words refer to, and the tables they were found with.

    ``inner`` are mentions inside others: the state in ``the Russian foreign minister Sergey Lavrov``. ``unnamed`` are
    mentions of those that may take part in an event and have no name; they count only where a relation needs them.
    ``open`` are pronouns and nouns that refer back and of which the grammar does not tell whom they mean; they have
    no entities.
    ``vague`` are the ids of those of the unnamed who are no party, for too little is said of them: ``members``.
    """

    analysed: AnalysedArticle
    mentions: tuple[LinkedMention, ...]
    entities: Mapping[str, Entity]
    offices: tuple[OfficeFact, ...]
    gazetteer: Gazetteer
    publisher: str | None = None
    inner: tuple[LinkedMention, ...] = ()
    unnamed: tuple[LinkedMention, ...] = ()
    open: tuple[LinkedMention, ...] = ()
    vague: frozenset[str] = frozenset()
