"""What each text states, as rows with canonical entities."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from graphkit.assemble.belief import extractor_of, source_of, wording
from graphkit.assemble.occasions import turned
from graphkit.model import Entity, Evidence, Extraction
from graphkit.store.packing import packed, unpacked

__all__ = ["Statements", "Unit"]

Unit = tuple[str, str, str | None]
"""Subject, predicate and object: what decides which statements can be one relation."""


class Statements:
    """The tables of statements and their evidence.

    Attributes:
        units: those whose statements changed.
        relations: keys of the relations that lost statements.
        entities: canonical ids that texts name, before or after.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._run = database.execute
        self.units: set[Unit] = set()
        self.relations: set[str] = set()
        self.entities: set[str] = set()

    def withdraw(self, sha: str) -> None:
        """Take out what a text states."""
        self._note(sha)
        rows = self._run("SELECT DISTINCT relation FROM statement WHERE sha = ? AND relation IS NOT NULL", (sha,))
        self.relations.update(key for [key] in rows)
        self._run("DELETE FROM evidence WHERE statement IN (SELECT number FROM statement WHERE sha = ?)", (sha,))
        self._run("DELETE FROM statement WHERE sha = ?", (sha,))
        self._run("DELETE FROM source WHERE sha = ?", (sha,))

    def incorporate(self, sha: str, extraction: Extraction) -> None:
        """Put in what a text states."""
        names = {entity.id: self._canonical(entity.id) for entity in extraction.entities}
        publisher = names.get(extraction.publisher or "", extraction.publisher)
        self._run("INSERT INTO source VALUES (?, ?)", (sha, publisher))
        named = replace(extraction, publisher=publisher)
        day = extraction.article.date.isoformat() if extraction.article.date else None
        sources = {names[e.source] for each in extraction.relations for e in each.evidence if e.source is not None}
        claimants = {each: entity for each in sources if (entity := self.entity(each))}
        for relation in extraction.relations:
            obj = None if relation.object is None else names[relation.object]
            subject, obj = turned(names[relation.subject], relation.predicate, obj)
            if subject == obj:
                continue
            time = relation.time
            [number] = self._run(
                "INSERT INTO statement VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) RETURNING number",
                (
                    sha,
                    subject,
                    relation.predicate,
                    obj,
                    relation.status.value,
                    relation.role or None,
                    time.earliest.isoformat() if time else None,
                    time.latest.isoformat() if time else None,
                    day,
                    None if relation.place is None else names[relation.place],
                    relation.quantity,
                    len(relation.evidence),
                ),
            ).fetchone()
            for rank, given in enumerate(relation.evidence):
                evidence = replace(given, source=None if given.source is None else names[given.source])
                answers = source_of(evidence, named, (subject, obj), claimants)
                said = wording(evidence.quote).encode("utf-8", "surrogatepass")
                read = extractor_of(evidence).encode("utf-8", "surrogatepass")
                self._run(
                    "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (number, rank, packed(evidence), evidence.source, answers.kind, answers.id, said, read),
                )
        self._note(sha)

    def evidence(self, sha: str) -> Iterator[tuple[str, int, Evidence]]:
        """Yield the key of its relation, the rank and each evidence of a text."""
        rows = self._run(
            "SELECT relation, rank, value FROM statement JOIN evidence ON statement = number WHERE sha = ?", (sha,)
        )
        for key, rank, value in rows:
            yield key, rank, unpacked(value, Evidence)

    def entity(self, name: str) -> Entity | None:
        """Return the entity of a canonical id."""
        row = self._run("SELECT value FROM united WHERE id = ?", (name,)).fetchone()
        return None if row is None else unpacked(row[0], Entity)

    def _note(self, sha: str) -> None:
        rows = self._run("SELECT subject, predicate, object FROM statement WHERE sha = ?", (sha,)).fetchall()
        self.units.update(rows)
        self.entities.update(each for subject, _, obj in rows for each in (subject, obj) if each)
        sources = self._run(
            "SELECT source FROM statement JOIN evidence ON statement = number WHERE sha = ?1 AND source IS NOT NULL "
            "UNION SELECT publisher FROM source WHERE sha = ?1 AND publisher IS NOT NULL",
            (sha,),
        )
        self.entities.update(each for [each] in sources)

    def _canonical(self, identifier: str) -> str:
        [name] = self._run("SELECT canonical FROM entity WHERE id = ?", (identifier,)).fetchone()
        return str(name)
