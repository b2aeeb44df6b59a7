"""The articles that a store keeps, each with all that was read from it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.model import Extraction
from graphkit.publish.words import clean
from graphkit.store.packing import packed_extraction, unpacked_extraction
from graphkit.vocabulary import GKA

__all__ = ["Entry", "Kept"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a store: its id, the hash of its text, and the fingerprint of the rules that read it."""

    id: str
    sha256: str
    rules: str


class Kept:
    """The table of articles, by id; of several with one text, the first id speaks for all."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._run = database.execute

    def __len__(self) -> int:
        return int(self._run("SELECT COUNT(*) FROM article").fetchone()[0])

    def entries(self) -> Iterator[Entry]:
        """Yield every article, by id."""
        for row in self._run("SELECT id, sha, rules FROM article ORDER BY id"):
            yield Entry(*row)

    def entry(self, identifier: str) -> Entry | None:
        """Return the article of an id."""
        row = self._run("SELECT id, sha, rules FROM article WHERE id = ?", (clean(identifier),)).fetchone()
        return Entry(*row) if row else None

    def by_id(self, identifier: str) -> Extraction | None:
        """Return what the article of an id gave."""
        row = self._run("SELECT extraction FROM article WHERE id = ?", (clean(identifier),)).fetchone()
        return unpacked_extraction(row[0]) if row else None

    def outdated(self, rules: str) -> list[Entry]:
        """Return the articles that other rules than these read."""
        return [entry for entry in self.entries() if entry.rules != rules]

    def matching(self, name: str) -> list[str]:
        """Return the ids of the articles that a name means: an id, the beginning of a hash, or the IRI of a node."""
        if self.entry(name):
            return [clean(name)]
        digits = name.removeprefix(GKA).removeprefix("gka:")
        if not re.fullmatch("[0-9a-f]{8,64}", digits):
            return []
        return [found for [found] in self._run("SELECT id FROM article WHERE sha GLOB ? ORDER BY id", (digits + "*",))]

    def extraction(self, sha: str) -> Extraction | None:
        """Return what the text of this hash gave."""
        row = self._run("SELECT extraction FROM article WHERE sha = ? ORDER BY id LIMIT 1", (sha,)).fetchone()
        return unpacked_extraction(row[0]) if row else None

    def extractions(self) -> Iterator[Extraction]:
        """Yield what every article gave, by id."""
        for [cell] in self._run("SELECT extraction FROM article ORDER BY id"):
            yield unpacked_extraction(cell)

    def texts(self) -> list[str]:
        """Return the hashes of all texts."""
        return [sha for [sha] in self._run("SELECT DISTINCT sha FROM article")]

    def put(self, extraction: Extraction, rules: str) -> set[str]:
        """Keep what an article gave, in place of what was there of its id; return the hashes of texts that changed."""
        article = extraction.article
        changed = {article.sha256, *self.drop(article.id)}
        self._run(
            "INSERT INTO article VALUES (?, ?, ?, ?)",
            (clean(article.id), article.sha256, rules, packed_extraction(extraction)),
        )
        return changed

    def drop(self, identifier: str) -> set[str]:
        """Take an article out; return the hash of its text, if it was there."""
        rows = self._run("DELETE FROM article WHERE id = ? RETURNING sha", (clean(identifier),))
        return {sha for [sha] in rows.fetchall()}
