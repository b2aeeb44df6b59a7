"""Entities for people to decide about: by name, and the pairs that may be one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations

from graphkit.assemble.matching import match_keys
from graphkit.errors import StoreError
from graphkit.link.names import content_words, is_short_form, name_key, similarity
from graphkit.model import Entity, EntityType
from graphkit.store.decisions import Kind, decisions, verdicts
from graphkit.store.packing import unpacked
from graphkit.vocabulary import GKE

__all__ = ["Doubt", "check_decided", "doubts", "named_pair"]

_CROWD = 40  # entities that share a key, from which it says nothing
_ALIKE = 0.6  # names less alike than this are no doubt
_SHORT = 0.7  # a surname and a full name that ends in it
_SHARED = 0.1  # what each shared relation adds, three at most


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one.

    Attributes:
        one: the one that more relations name, which a merge would keep.
        other: the other one.
        likeness: of their names, and what they have in common, at most 1.
        shared: relations that both have, as (predicate, entity at the other end).
    """

    one: Entity
    other: Entity
    likeness: float
    shared: tuple[tuple[str, str], ...]


def named_pair(database: sqlite3.Connection, kind: Kind, kept: str, other: str) -> tuple[str, str]:
    """Return the ids that a decision is about.

    Raises:
        StoreError: if there is no such entity, or the two are one or two already.
    """
    names = _identifier(database, kept), _identifier(database, other)
    one, two = (_canonical(database, each) for each in names)
    decided = {each.pair: each.kind for each in decisions(database)}
    pair = min(names), max(names)
    if names[0] == names[1]:
        raise StoreError(f"{kept} and {other} are the same id; give two")
    if kind is Kind.MERGE and one == two:
        raise StoreError(f"{kept} and {other} are one already, {one}")
    if kind is Kind.SPLIT and decided.get(pair) is Kind.SPLIT:
        raise StoreError(f"{kept} and {other} are kept apart already")
    # A merge undoes the split of the same ids; otherwise it is about what the graph shows.
    return names if kind is Kind.SPLIT or pair in decided else (one, two)


def check_decided(database: sqlite3.Connection) -> None:
    """Check that what people decided is what came out.

    Raises:
        StoreError: if two entities are one through others, although they are to be kept apart.
    """
    found = verdicts(decisions(database))
    for one, other in sorted(found.apart):
        names = [_canonical(database, each) for each in (one, other) if _exists(database, each)]
        if len(names) == 2 and names[0] == names[1]:
            merges = ", ".join(" and ".join(pair) for pair in found.same) or "none"
            raise StoreError(
                f"{one} and {other} are to be kept apart, but others make them one (merged by hand: {merges}); "
                "split those first"
            )


def doubts(database: sqlite3.Connection, limit: int = 20) -> list[Doubt]:
    """Return pairs of entities of one type that may be one, the likeliest first.

    Two known entities are two, and so are those of different states and those that people decided about.

    Args:
        database: that of a store.
        limit: number of pairs, at most.
    """
    entities = {
        name: unpacked(value, Entity) for name, value in database.execute("SELECT id, value FROM united WHERE used = 1")
    }
    parted = verdicts(decisions(database)).parted
    found: list[tuple[float, int, str, str]] = []
    for one, other in _candidates(entities.values()):
        if (one.known and other.known) or (one.state and other.state and one.state != other.state):
            continue
        alike = _likeness(one, other)
        if alike >= _ALIKE and not parted(one.id, other.id):
            shared = len(_relations(database, one.id) & _relations(database, other.id))
            found.append((min(1.0, alike + _SHARED * min(shared, 3)), shared, one.id, other.id))
    found.sort(key=lambda each: (-each[0], -each[1], each[2:]))
    return [_doubt(database, entities[a], entities[b], round(alike, 2)) for alike, _, a, b in found[:limit]]


def _doubt(database: sqlite3.Connection, a: Entity, b: Entity, likeness: float) -> Doubt:
    ends = {each.id: _relations(database, each.id) for each in (a, b)}
    one, other = sorted((a, b), key=lambda each: (not each.known, -len(ends[each.id]), each.id))
    return Doubt(one, other, likeness, tuple(sorted(ends[a.id] & ends[b.id])))


def _candidates(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    blocks: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in {*match_keys(entity), *_loose_keys(entity)}:
            blocks[f"{entity.type.value} {key}"].append(entity)
    pairs = {
        (one.id, other.id): (one, other)
        for block in blocks.values()
        if len(block) <= _CROWD
        for one, other in combinations(sorted(block, key=lambda each: each.id), 2)
    }
    yield from pairs.values()


def _loose_keys(entity: Entity) -> set[str]:
    names = _names(entity)
    if entity.type is EntityType.PERSON:
        return {part for name in names for part in name_key(name).split()}
    return {word for name in names for word in content_words(name)}


def _likeness(one: Entity, other: Entity) -> float:
    pairs = [(a, b) for a in _names(one) for b in _names(other)]
    if one.type is EntityType.PERSON:
        best = max((similarity(a, b) for a, b in pairs), default=0.0)
        short = any(is_short_form(a, b) or is_short_form(b, a) for a, b in pairs)
        return max(best, _SHORT) if short else best
    words = [(set(content_words(a)), set(content_words(b))) for a, b in pairs]
    return max((len(a & b) / len(a | b) for a, b in words if a and b), default=0.0)


def _names(entity: Entity) -> list[str]:
    """Return the labels; of an unknown entity, whose label may be the rarer form, the aliases too."""
    aliases = () if entity.known else entity.aliases
    return [name for name in (entity.en, entity.ar, *(text for text, _ in aliases)) if name]


def _relations(database: sqlite3.Connection, name: str) -> set[tuple[str, str]]:
    rows = database.execute(
        "SELECT predicate, object FROM relation WHERE subject = ?1 AND object IS NOT NULL "
        "UNION SELECT predicate || ' of', subject FROM relation WHERE object = ?1",
        (name,),
    )
    return set(rows)


def _identifier(database: sqlite3.Connection, given: str) -> str:
    name = given.removeprefix(GKE).removeprefix("gke:")
    if _exists(database, name):
        return name
    known = [each for [each] in database.execute("SELECT id FROM entity")]
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    raise StoreError(f"no entity {given} in the store" + (f"; is it {' or '.join(near)}?" if near else ""))


def _exists(database: sqlite3.Connection, name: str) -> bool:
    return database.execute("SELECT 1 FROM entity WHERE id = ?", (name,)).fetchone() is not None


def _canonical(database: sqlite3.Connection, name: str) -> str:
    return str(database.execute("SELECT canonical FROM entity WHERE id = ?", (name,)).fetchone()[0])
