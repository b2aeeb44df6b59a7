"""Passages: whole sentences of an article, with those before them, as the relation reader sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from spacy.tokens import Doc, Token

from graphkit.analyse.annotator import encoder_words
from graphkit.analyse.pieces import BEGIN, END, PieceVocabulary
from graphkit.model import EntityType
from graphkit.relate.lexicon import Lexicon
from graphkit.vocabulary import ancestors

__all__ = [
    "BUCKETS",
    "KINDS",
    "PRONOUNS",
    "REFERRING",
    "SURE",
    "TYPES",
    "Laid",
    "Marked",
    "Naming",
    "Passage",
    "distance_buckets",
    "lay_out",
    "naming",
    "passages",
    "referring",
]

TYPES = ("", *(str(t) for t in EntityType))
"""Types of entities as the network numbers them; 0 is unknown."""
KINDS = ("", "name", "short", "demonym", "group", "description", "pronoun", "dual", "proxy", "unnamed")
"""Kinds of mentions as the network numbers them; 0 is unknown."""
PRONOUNS = frozenset(map(KINDS.index, ("pronoun", "dual")))
"""Kinds that name nobody by themselves; the network does not see the type of whom the linker takes them for."""
REFERRING = PRONOUNS | frozenset(map(KINDS.index, ("description", "unnamed")))
"""Kinds of which the network says whom they mean, with the linker's word as a hint."""

SURE = 30.0
"""Logit that a mention means whom it names."""

BUCKETS = 24
_MOST = 250
_BEFORE = 110


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention in words of an article: ``words[start:stop]``.

    ``entities`` are ids, two for a dual, none if open; ``barred`` are those whom it cannot mean.
    """

    start: int
    stop: int
    entities: tuple[str, ...]
    type: int = 0
    kind: int = 0
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that is read at once.

    Attributes:
        words: (form, whether white space stands before it), as the encoder reads them.
        origin: of each word, its block and its token in that block's ``Doc``.
        focus: first word that may state a relation; those before are context.
        mentions: mentions in it, indices into ``words``.
        hints: of each word, the relations that the lexicon's frames give it.
    """

    words: tuple[tuple[str, bool], ...]
    origin: tuple[tuple[int, int], ...]
    focus: int
    mentions: tuple[Marked, ...]
    hints: tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Sentence:
    words: list[tuple[str, bool]] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0


def passages(
    docs: Sequence[Doc], mentions: Sequence[tuple[int, Marked]], vocabulary: PieceVocabulary, lexicon: Lexicon
) -> list[Passage]:
    """Cut an article into passages of at most about 250 word pieces.

    Args:
        docs: the analysed blocks in order.
        mentions: (block, mention in tokens of its Doc).
        vocabulary: the word pieces, which bound the length.
        lexicon: the frames.

    Returns:
        Passages whose focus parts cover every sentence once.
    """
    sentences: list[_Sentence] = []
    for block, doc in enumerate(docs):
        forms = encoder_words(doc)
        for sentence in doc.sents:
            shown = [(w, (block, i)) for i in range(sentence.start, sentence.end) if (w := forms[i]) is not None]
            part = _Sentence()
            for word, place in shown:
                cost = len(vocabulary.encode(*word))
                if part.size + cost > _MOST:
                    sentences.append(part)
                    part = _Sentence()
                part.words.append(word)
                part.origin.append(place)
                part.size += cost
            if part.words:
                sentences.append(part)
    out: list[Passage] = []
    at = 0
    while at < len(sentences):
        first, before = at, 0
        while first > 0 and before + sentences[first - 1].size <= _BEFORE:
            first -= 1
            before += sentences[first].size
        if before + sentences[at].size > _MOST:
            first, before = at, 0
        end, size = at + 1, before + sentences[at].size
        while end < len(sentences) and size + sentences[end].size <= _MOST:
            size += sentences[end].size
            end += 1
        words = [w for s in sentences[first:end] for w in s.words]
        origin = [o for s in sentences[first:end] for o in s.origin]
        focus = sum(len(s.words) for s in sentences[first:at])
        hints = tuple(_hints(docs[block][i], lexicon) for block, i in origin)
        out.append(Passage(tuple(words), tuple(origin), focus, _inside(origin, mentions), hints))
        at = end
    return out


def _hints(token: Token, lexicon: Lexicon) -> frozenset[str]:
    entries = (
        lexicon.verb(token) if token.pos_ not in ("NOUN", "ADP", "PUNCT") else None,
        lexicon.noun(token) if token.pos_ != "VERB" else None,
    )
    found = {frame.relation for entry in entries if entry is not None for frame in entry.frames if not frame.quiet}
    return frozenset(name for relation in found for name in (relation, *ancestors(relation)))


def _inside(origin: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, Marked]]) -> tuple[Marked, ...]:
    place = {o: i for i, o in enumerate(origin)}
    found = []
    for block, mention in mentions:
        covered = [place[block, i] for i in range(mention.start, mention.stop) if (block, i) in place]
        if covered:
            found.append(replace(mention, start=covered[0], stop=covered[-1] + 1))
    return tuple(sorted(found, key=lambda m: (m.start, m.stop)))


def referring(mentions: Sequence[Marked]) -> list[tuple[int, list[int]]]:
    """Return the mentions that may refer to others, each with those by which whom it means may be named.

    Names may stand anywhere in the passage, other nouns before it.

    Args:
        mentions: the mentions of a passage.

    Returns:
        Pairs of an index into ``mentions`` and the indices of its candidates.
    """
    return [
        (
            i,
            [
                j
                for j, other in enumerate(mentions)
                if other.entities
                and other.kind not in PRONOUNS
                and (other.stop <= mention.start or (other.start >= mention.stop and other.kind not in REFERRING))
            ],
        )
        for i, mention in enumerate(mentions)
        if mention.kind in REFERRING
    ]


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is named in a passage, and where.

    Attributes:
        names: the entities of the mentions, in the order in which they come.
        held: which mention is of which of them, (mentions, names).
        rows: the mentions that may refer to others, (referring,).
        offered: by which mentions whom they mean may be named, (referring, mentions).
    """

    names: list[str]
    held: np.ndarray
    rows: np.ndarray
    offered: np.ndarray


def naming(mentions: Sequence[Marked]) -> Naming:
    """Return who is named by the mentions of a passage."""
    names = list(dict.fromkeys(entity for mention in mentions for entity in mention.entities))
    found = referring(mentions)
    held = np.array([[name in mention.entities for name in names] for mention in mentions], bool)
    offered = np.zeros((len(found), len(mentions)), bool)
    for row, (_, candidates) in enumerate(found):
        offered[row, candidates] = True
    rows = np.array([i for i, _ in found], np.int64)
    return Naming(names, held.reshape(len(mentions), len(names)), rows, offered)


@dataclass(frozen=True, slots=True)
class Laid:
    """A passage as the network's inputs, without padding.

    Attributes:
        ids: word pieces with those of begin and end, (pieces,).
        pool: share of each piece in each word, (words, pieces).
        marks: of each piece the type, the kind and the mark (1 begins a mention, 2 inside, 0 outside), (pieces, 3).
        hints: 1 where the lexicon gives a word a relation, (words, relations).
    """

    ids: np.ndarray
    pool: np.ndarray
    marks: np.ndarray
    hints: np.ndarray


def lay_out(passage: Passage, vocabulary: PieceVocabulary, relations: Mapping[str, int]) -> Laid:
    """Return the inputs of a passage; ``relations`` numbers the relations of the network."""
    encoded = [vocabulary.encode(*word) for word in passage.words]
    ids = np.array([BEGIN, *(p for word in encoded for p in word), END])
    starts = np.cumsum([1, *map(len, encoded)])
    pool = np.zeros((len(encoded), len(ids)), np.float32)
    for i, word in enumerate(encoded):
        pool[i, starts[i] : starts[i + 1]] = 1 / len(word)
    marks = np.zeros((len(ids), 3), np.int64)
    for mention in passage.mentions:
        begin, end = starts[mention.start], starts[mention.stop]
        marks[begin:end] = (mention.type, mention.kind, 2)
        marks[begin : starts[mention.start + 1], 2] = 1
    hints = np.zeros((len(encoded), len(relations)), np.float32)
    for i, hint in enumerate(passage.hints):
        hints[i, [relations[name] for name in hint if name in relations]] = 1
    return Laid(ids, pool, marks, hints)


def distance_buckets(difference: np.ndarray) -> np.ndarray:
    """Return the bucket of a signed distance in words: exact up to 3, then by powers of 1.6."""
    size = np.abs(difference).astype(np.float32)
    far = 3 + np.log(np.maximum(size, 3) / np.float32(3)) / np.float32(0.47)
    bucket = np.minimum(np.round(np.where(size <= 3, size, far)), 11).astype(np.int64)
    return np.where(difference < 0, bucket, BUCKETS - 1 - bucket)
