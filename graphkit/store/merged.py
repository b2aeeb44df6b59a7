"""The merged relations, kept up to date: what `graphkit.assemble.relations` makes, a change at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphkit.assemble.belief import Priors, Source, Statement, belief, graded
from graphkit.assemble.occasions import Told, deny_each_other, occasions, refines, turned
from graphkit.assemble.relations import most, relation_key
from graphkit.model import MergedRelation, Relation, Status
from graphkit.store.packing import RELATION, day, relation, time
from graphkit.store.statements import Unit
from graphkit.vocabulary import ancestors, descendants

__all__ = ["Merged", "Remerged"]

_CONTRADICTS, _REFINES = "contradicts", "refines"


@dataclass(frozen=True, slots=True)
class Remerged:
    """What a change did to the relations.

    Attributes:
        relations: those that changed by their keys, before and after; None where there is none.
        texts: those whose evidence went to another relation.
    """

    relations: Mapping[str, tuple[MergedRelation | None, MergedRelation | None]]
    texts: frozenset[str]


class Merged:
    """The tables of merged relations."""

    def __init__(self, database: sqlite3.Connection, priors: Priors) -> None:
        self._run = database.execute
        self._priors = priors

    def remerge(self, units: Iterable[Unit], robbed: Iterable[str]) -> Remerged:
        """Merge again after statements went out and came in.

        Args:
            units: those whose statements changed.
            robbed: keys of relations that lost statements.
        """
        dirty = set(robbed)
        occasions_: dict[str, Relation] = {}
        texts: set[str] = set()
        for unit in units:
            self._assign(unit, occasions_, dirty, texts)
        old_links = {link for key in dirty for link in self._links(key)}
        before = {key: self.relation(key) for key in dirty.union(*(link[1:] for link in old_links))}
        for key in dirty:
            self._write(key, occasions_.get(key))
        new_links = {link for key in dirty for link in self._found(key)}
        for link in new_links:
            for key in link[1:]:
                if key not in before:
                    before[key] = self.relation(key)
        for link in old_links - new_links:
            self._run("DELETE FROM link WHERE kind = ? AND one = ? AND other = ?", link)
        for link in new_links - old_links:
            self._run("INSERT INTO link VALUES (?, ?, ?)", link)
        statements: dict[str, frozenset[Statement]] = {}
        for key in before:
            self._weigh(key, statements)
        after = {key: self.relation(key) for key in before}
        changes = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
        return Remerged(changes, frozenset(texts))

    def relation(self, key: str) -> MergedRelation | None:
        """Return a merged relation without its evidence."""
        row = self._run(f"SELECT {RELATION}, belief, articles FROM relation WHERE key = ?", (key,)).fetchone()  # noqa: S608
        if row is None:
            return None
        links = self._links(key)
        return MergedRelation(
            key=key,
            relation=relation(row[:-2]),
            belief=row[-2],
            articles=row[-1],
            contradicts=tuple(sorted(other for kind, one, other in links if kind == _CONTRADICTS and one == key)),
            refines=tuple(sorted(other for kind, one, other in links if kind == _REFINES and one == key)),
        )

    def of_unit(self, unit: Unit) -> list[MergedRelation]:
        """Return the merged relations of a subject, predicate and object."""
        rows = self._run("SELECT key FROM relation WHERE subject = ? AND predicate = ? AND object IS ?", unit)
        return [merged for [key] in rows.fetchall() if (merged := self.relation(key))]

    def _assign(self, unit: Unit, found: dict[str, Relation], dirty: set[str], texts: set[str]) -> None:
        """Give each statement of a unit to its relation; note whose statements changed, and whose texts moved."""
        subject, predicate, obj = unit
        rows = self._run(
            "SELECT DISTINCT status, role, earliest, latest, day, relation FROM statement "
            "WHERE subject = ? AND predicate = ? AND object IS ?",
            unit,
        ).fetchall()
        for status in {row[0] for row in rows}:
            told = {row: Told(row[1], time(row[2], row[3]), day(row[4])) for row in rows if row[0] == status}
            occasion_of = occasions(told.values(), predicate, Status(status))
            united = {
                each: Relation(subject, predicate, obj, Status(status), (), each.time, role=each.role)
                for each in set(occasion_of.values())
            }
            keys = {each: relation_key(one) for each, one in united.items()}
            found |= {keys[each]: one for each, one in united.items()}
            for row, each in told.items():
                old, new = row[-1], keys[occasion_of[each]]
                if old != new:
                    dirty |= {new} if old is None else {old, new}
                    self._move((*unit, *row), new, texts)

    def _move(self, row: tuple[Any, ...], key: str, texts: set[str]) -> None:
        where = (
            "WHERE subject = ? AND predicate = ? AND object IS ? AND status = ? AND role IS ? AND earliest IS ? "
            "AND latest IS ? AND day IS ? AND relation IS ?"
        )
        if row[-1] is not None:
            texts.update(sha for [sha] in self._run(f"SELECT sha FROM statement {where}", row))  # noqa: S608
        self._run(f"UPDATE statement SET relation = ? {where}", (key, *row))  # noqa: S608

    def _write(self, key: str, found: Relation | None) -> None:
        """Write the row of a relation, as far as it needs no others."""
        if found is None:
            self._run("DELETE FROM relation WHERE key = ?", (key,))
            return
        places = "SELECT place, SUM(weight) FROM statement WHERE relation = ? AND place IS NOT NULL GROUP BY place"
        quantities = places.replace("place", "quantity")
        [articles] = self._run("SELECT COUNT(DISTINCT sha) FROM statement WHERE relation = ?", (key,)).fetchone()
        self._run(
            "INSERT INTO relation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0) "
            "ON CONFLICT DO UPDATE SET earliest = ?7, latest = ?8, place = ?9, quantity = ?10, articles = ?11",
            (
                key,
                found.subject,
                found.predicate,
                found.object,
                found.status.value,
                found.role,
                found.time.earliest.isoformat() if found.time else None,
                found.time.latest.isoformat() if found.time else None,
                most(dict(self._run(places, (key,)))),
                most(dict(self._run(quantities, (key,)))),
                articles,
            ),
        )

    def _links(self, key: str) -> list[tuple[str, str, str]]:
        rows = self._run(
            "SELECT kind, one, other FROM link WHERE kind IN (?1, ?2) AND one = ?3 "
            "UNION SELECT kind, one, other FROM link WHERE kind IN (?1, ?2) AND other = ?3",
            (_CONTRADICTS, _REFINES, key),
        )
        return rows.fetchall()

    def _found(self, key: str) -> Iterator[tuple[str, str, str]]:
        """Yield the links of a relation as they have to be."""
        merged = self.relation(key)
        if merged is None:
            return
        one = merged.relation
        for other, opposite in self._rows(one.subject, one.predicate, one.object, _opposite(one.status)):
            if deny_each_other(one, opposite):
                yield _CONTRADICTS, key, other
                yield _CONTRADICTS, other, key
        for name in ancestors(one.predicate):
            for other, general in self._rows(*_ends(one, name), [one.status]):
                if refines(one, general):
                    yield _REFINES, key, other
        for name in descendants(one.predicate):
            ends = {(one.subject, name, one.object)}
            if one.object is not None:
                ends.add((one.object, name, one.subject))
            for end in ends:
                for other, special in self._rows(*end, [one.status]):
                    if refines(special, one):
                        yield _REFINES, other, key

    def _rows(
        self, subject: str, predicate: str, obj: str | None, statuses: Iterable[Status]
    ) -> Iterator[tuple[str, Relation]]:
        for status in statuses:
            rows = self._run(
                f"SELECT key, {RELATION} FROM relation "  # noqa: S608
                "WHERE subject = ? AND predicate = ? AND object IS ? AND status = ?",
                (subject, predicate, obj, status.value),
            )
            for key, *row in rows.fetchall():
                yield key, relation(tuple(row))

    def _weigh(self, key: str, statements: dict[str, frozenset[Statement]]) -> None:
        """Write the belief in a relation; ``statements`` holds what was read already, by key."""
        links = self._links(key)
        supporting = [key, *(one for kind, one, other in links if kind == _REFINES and other == key)]
        opposing = [other for kind, one, other in links if kind == _CONTRADICTS and one == key]
        for each in (*supporting, *opposing):
            if each not in statements:
                statements[each] = self._statements(each)
        value = belief(
            (said for each in supporting for said in statements[each]),
            (said for each in opposing for said in statements[each]),
            self._priors,
        )
        self._run("UPDATE relation SET belief = ?1 WHERE key = ?2 AND belief <> ?1", (graded(value), key))

    def _statements(self, key: str) -> frozenset[Statement]:
        rows = self._run(
            "SELECT DISTINCT kind, who, wording, extractor FROM statement JOIN evidence ON statement = number "
            "WHERE relation = ?",
            (key,),
        )
        return frozenset(
            Statement(Source(kind, who), *(cell.decode("utf-8", "surrogatepass") for cell in cells))
            for kind, who, *cells in rows
        )


def _ends(one: Relation, general: str) -> tuple[str, str, str | None]:
    subject, obj = turned(one.subject, general, one.object)
    return subject, general, obj


def _opposite(status: Status) -> list[Status]:
    return [each for each in Status if (each is Status.DENIED) != (status is Status.DENIED)]
