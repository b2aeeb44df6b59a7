"""Which entities of the texts are one, kept up to date: what `graphkit.assemble.entities` finds, a change at a time."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphkit.assemble.matching import Verdicts, fit, groups, known_target, match_keys, representatives, united
from graphkit.model import Entity, EntityType, Extraction
from graphkit.store.packing import packed, unpacked

__all__ = ["Names", "Settled"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a change did to the entities.

    Attributes:
        recast: ids, there before and after, that stand for another entity now.
        united: the entities that changed, before and after; None where there is none.
    """

    recast: frozenset[str]
    united: Mapping[str, tuple[Entity | None, Entity | None]]


@dataclass(frozen=True, slots=True)
class _Row:
    entity: Entity
    free: bool
    auto: str
    canonical: str


class Names:
    """The tables of entities; texts go out and come in, then `settle` decides who is who."""

    def __init__(self, database: sqlite3.Connection, verdicts: Verdicts) -> None:
        self._run = database.execute
        self._verdicts = verdicts
        self._touched: set[str] = set()
        self._before: dict[str, _Row | None] = {}

    def withdraw(self, sha: str) -> None:
        """Take out what a text lists."""
        rows = self._run("SELECT number, entity FROM listing JOIN form ON number = form WHERE sha = ?", (sha,))
        for number, entity in rows.fetchall():
            self._run("UPDATE form SET count = count - 1 WHERE number = ?", (number,))
            self._run("DELETE FROM form WHERE number = ? AND count = 0", (number,))
            self._touched.add(entity)
        self._run("DELETE FROM listing WHERE sha = ?", (sha,))

    def incorporate(self, sha: str, extraction: Extraction) -> None:
        """Put in what a text lists."""
        for entity in set(extraction.entities):
            [number] = self._run(
                "INSERT INTO form (entity, value, count) VALUES (?, ?, 1) "
                "ON CONFLICT DO UPDATE SET count = count + 1 RETURNING number",
                (entity.id, packed(entity)),
            ).fetchone()
            self._run("INSERT INTO listing VALUES (?, ?)", (sha, number))
            self._touched.add(entity.id)

    def settle(self, doubted: Collection[str] = ()) -> Settled:
        """Decide who is who.

        Args:
            doubted: further ids to look at again, because what people decided about them changed.
        """
        touched, self._touched = self._touched | set(doubted), set()
        self._before = {}
        changed, keys = self._revalue(touched)
        changed |= {each for each in doubted if self._row(each)}
        rechecked = changed | {each for each in self._sharing(keys) if not self._is_known(each)}
        self._retarget(rechecked)
        affected = self._refit(changed, rechecked) | rechecked | touched
        self._regroup(affected | {mate for each in affected for mate in self._mates(each)})
        self._choose()
        return self._result(touched)

    def _revalue(self, touched: Iterable[str]) -> tuple[set[str], set[str]]:
        """Bring the value of each id up to date; return those that changed, and keys of the known ones among them."""
        changed: set[str] = set()
        keys: set[str] = set()
        for each in touched:
            before = self._remember(each)
            was, seen = before.entity if before else None, self._seen(each)
            now = united(each, seen) if seen else None
            if was == now:
                continue
            changed.add(each)
            keys.update(*(match_keys(entity) for entity in (was, now) if entity and entity.known))
            self._run("DELETE FROM entity_key WHERE entity = ?", (each,))
            if now is None:
                self._run("DELETE FROM entity WHERE id = ?", (each,))
                continue
            self._run(
                "INSERT INTO entity VALUES (?1, ?2, ?3, 0, ?1, ?1) ON CONFLICT DO UPDATE SET value = ?2, known = ?3",
                (each, packed(now), now.known),
            )
            for key in match_keys(now):
                self._run("INSERT INTO entity_key VALUES (?, ?)", (key, each))
        return changed, keys

    def _retarget(self, rechecked: Iterable[str]) -> None:
        """Find the known entity that each unknown one stands for; who stands for none is free, if a person."""
        for each in rechecked:
            self._remember(each)
            row = self._row(each)
            if row is None:
                continue
            entity, target = row.entity, None
            if not entity.known:
                others = (self._row(other) for other in self._sharing(match_keys(entity)))
                known = [other.entity for other in others if other and other.entity.known]
                target = known_target(entity, known, self._verdicts)
            free = not entity.known and target is None and entity.type is EntityType.PERSON
            self._run("UPDATE entity SET free = ?, auto = ? WHERE id = ?", (free, target or each, each))

    def _refit(self, changed: Collection[str], rechecked: Iterable[str]) -> set[str]:
        """Compare unknown persons with each other again; return those that may be one with others than before."""
        affected: set[str] = set()
        moved: list[_Row] = []
        for each in rechecked:
            was, now = self._before[each], self._row(each)
            was_free, is_free = bool(was and was.free), bool(now and now.free)
            if not (was_free or is_free) or (was_free == is_free and each not in changed):
                continue
            mates = self._mates(each)
            affected |= mates
            self._run("DELETE FROM fits WHERE one = ?", (each,))
            for mate in mates:
                self._run("DELETE FROM fits WHERE one = ? AND other = ?", (mate, each))
            if now and is_free:
                moved.append(now)
        for row in moved:
            person = row.entity
            for name in self._sharing(match_keys(person)) - {person.id}:
                other = self._row(name)
                if other and other.free and fit(person, other.entity, self._verdicts):
                    self._run("INSERT OR IGNORE INTO fits VALUES (?, ?)", (person.id, name))
                    self._run("INSERT OR IGNORE INTO fits VALUES (?, ?)", (name, person.id))
                    affected.add(name)
        return affected

    def _regroup(self, people: Iterable[str]) -> None:
        """Unite the free persons that fit exactly the same others."""
        for each in people:
            self._remember(each)
            row = self._row(each)
            if row is None or not row.free:
                continue
            mates = self._mates(each)
            same = [group for group in groups({mate: self._mates(mate) for mate in mates}) if each in group]
            best = min(same[0], key=lambda one: (-self._total(one), -len(one), one)) if same else each
            self._run("UPDATE entity SET auto = ? WHERE id = ?", (best, each))

    def _choose(self) -> None:
        """Apply what people decided to what the rules found."""
        named = {each for pair in self._verdicts.same for each in pair}
        autos = {each: row.auto for each in named if (row := self._row(each))}
        chosen = {a: b for a, b in representatives(autos, self._verdicts).items() if a != b}
        stored = dict(self._run("SELECT auto, chosen FROM representative"))
        for auto in chosen.keys() | stored.keys():
            if chosen.get(auto) != stored.get(auto):
                for [each] in self._run("SELECT id FROM entity WHERE auto = ?", (auto,)).fetchall():
                    self._remember(each)
        if chosen != stored:
            self._run("DELETE FROM representative")
            for pair in chosen.items():
                self._run("INSERT INTO representative VALUES (?, ?)", pair)
        for each in self._before:
            if row := self._row(each):
                self._run(
                    "UPDATE entity SET canonical = ?1 WHERE id = ?2 AND canonical <> ?1",
                    (chosen.get(row.auto, row.auto), each),
                )

    def _result(self, touched: Collection[str]) -> Settled:
        recast: set[str] = set()
        names: set[str] = set()
        for each, was in self._before.items():
            now = self._row(each)
            moved = bool(was and now and was.canonical != now.canonical)
            if moved:
                recast.add(each)
            if moved or each in touched:
                names |= {row.canonical for row in (was, now) if row}
        changes = {each: (was, now) for each in names for was, now in [self._reunite(each)] if was != now}
        return Settled(frozenset(recast), changes)

    def _reunite(self, name: str) -> tuple[Entity | None, Entity | None]:
        """Bring an entity up to date with its members; return it as it was and as it is."""
        found = self._run("SELECT value FROM united WHERE id = ?", (name,)).fetchone()
        was = unpacked(found[0], Entity) if found else None
        members = [each for [each] in self._run("SELECT id FROM entity WHERE canonical = ?", (name,))]
        seen = sum((self._seen(each) for each in members), Counter[Entity]())
        now = united(name, seen) if seen else None
        if now is None:
            self._run("DELETE FROM united WHERE id = ?", (name,))
        elif now != was:
            self._run(
                "INSERT INTO united (id, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
                (name, packed(now)),
            )
        return was, now

    def _remember(self, each: str) -> _Row | None:
        if each not in self._before:
            self._before[each] = self._row(each)
        return self._before[each]

    def _row(self, each: str) -> _Row | None:
        row = self._run("SELECT value, free, auto, canonical FROM entity WHERE id = ?", (each,)).fetchone()
        return None if row is None else _Row(unpacked(row[0], Entity), bool(row[1]), row[2], row[3])

    def _is_known(self, each: str) -> bool:
        return bool(self._run("SELECT known FROM entity WHERE id = ?", (each,)).fetchone()[0])

    def _seen(self, each: str) -> Counter[Entity]:
        rows = self._run("SELECT value, count FROM form WHERE entity = ?", (each,))
        return Counter({unpacked(value, Entity): count for value, count in rows})

    def _total(self, each: str) -> int:
        return int(self._run("SELECT SUM(count) FROM form WHERE entity = ?", (each,)).fetchone()[0])

    def _sharing(self, keys: Iterable[str]) -> set[str]:
        found: Iterator[sqlite3.Cursor] = (self._run("SELECT entity FROM entity_key WHERE key = ?", (k,)) for k in keys)
        return {each for rows in found for [each] in rows}

    def _mates(self, each: str) -> frozenset[str]:
        """Return the free persons that one fits, itself among them."""
        return frozenset([each, *(other for [other] in self._run("SELECT other FROM fits WHERE one = ?", (each,)))])
