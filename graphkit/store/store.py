"""A store: articles come, are replaced and go; the graph follows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pyoxigraph as ox

from graphkit.errors import GraphError, StoreError
from graphkit.model import Article, Extraction
from graphkit.store.database import connect
from graphkit.store.decisions import Decision, Kind, decide, decisions
from graphkit.store.entities import Doubt, check_decided, doubts, named_pair
from graphkit.store.graph import Graph
from graphkit.store.keeping import Entry, Kept
from graphkit.store.layout import RDF, database_file, is_ours, rdf_directory, store_errors
from graphkit.store.merging import merge, merge_anew
from graphkit.store.rules import merging_rules

__all__ = ["Store", "open_store"]

_BATCH = 64  # articles merged at once
_PATIENCE = 2.0  # seconds after which those that wait are merged and reported


class Store:
    """A store that is open for writing; `open_store` opens one.

    What a method reports as done is on disk.
    """

    def __init__(self, path: Path, rdf: ox.Store, database: sqlite3.Connection) -> None:
        self.path = path
        self.kept = Kept(database)
        self._database = database
        self._graph = Graph(rdf, database)

    def close(self) -> None:
        """Force everything to disk and let others write to the store."""
        try:
            self._graph.close()
        finally:
            self._database.close()

    def add(
        self,
        extractions: Iterable[Extraction],
        *,
        rules: str = "",
        on_added: Callable[[Extraction], None] | None = None,
    ) -> int:
        """Keep what articles gave, each in place of what was there of its id, and bring the graph up to date.

        Args:
            extractions: one an article; what is there already, unchanged, changes nothing.
            rules: fingerprint of what read them.
            on_added: called with each extraction once it is safe on disk.

        Returns:
            The number of articles that changed the store.

        Raises:
            GraphError: if a relation names an entity that its extraction does not list.
            StoreError: if the store cannot be written.
        """
        count = 0
        for batch in _batches(extractions):
            for extraction in batch:
                _check(extraction)
            with self._transaction():
                fresh = [extraction for extraction in batch if not self._same(extraction, rules)]
                self._merge(set().union(*(self.kept.put(extraction, rules) for extraction in fresh)))
            count += len(fresh)
            for extraction in batch:
                if on_added is not None:
                    on_added(extraction)
        return count

    def remove(self, identifiers: Collection[str]) -> int:
        """Take articles out by their ids, with all that only they support; return how many were there."""
        with self._transaction():
            gone = [self.kept.drop(each) for each in identifiers]
            self._merge(set().union(*gone))
        return sum(map(bool, gone))

    def holds(self, article: Article, rules: str | None = None) -> bool:
        """Tell whether an article is there as it is, if given as these rules read it."""
        entry = self.kept.entry(article.id)
        if entry is None or entry.sha256 != article.sha256 or (rules is not None and entry.rules != rules):
            return False
        kept = self.kept.by_id(article.id)
        return kept is not None and _told(kept.article) == _told(article)

    def articles(self) -> list[Entry]:
        """Return the articles of the store, by id."""
        return list(self.kept.entries())

    def extractions(self) -> Iterator[Extraction]:
        """Yield what each article gave, by id."""
        return self.kept.extractions()

    def decide(self, kind: Kind, kept: str, other: str, *, reason: str | None = None) -> Decision:
        """Write down that two entities are one or two, and bring the graph up to date.

        A later decision about the same two replaces an earlier one, so a split undoes a merge and a merge a split;
        both stay in the log.

        Args:
            kind: merge or split.
            kept: id of an entity; after a merge it stands for both.
            other: id of another one.
            reason: why, for those who read the log.

        Raises:
            StoreError: if there is no such entity, the two are one or two already, or another decision is against it.
        """
        with self._transaction():
            pair = named_pair(self._database, kind, kept, other)
            decision = Decision(kind, *pair, at=dt.datetime.now(dt.UTC).replace(microsecond=0), reason=reason)
            decide(self._database, decision)
            merge(self._database, self._graph, (), doubted=pair)
            check_decided(self._database)
        return decision

    def decisions(self) -> list[Decision]:
        """Return the log of what people decided about entities, oldest first."""
        return decisions(self._database)

    def doubts(self, limit: int = 20) -> list[Doubt]:
        """Return pairs of entities that may be one, the likeliest first."""
        return doubts(self._database, limit)

    def refresh(self, on_start: Callable[[], None] | None = None) -> bool:
        """Merge everything again if the rules of merging changed or the graph was lost.

        Args:
            on_start: called before that, as it takes a while.

        Returns:
            Whether there was anything to do.
        """
        stored = self._database.execute("SELECT value FROM meta WHERE name = 'merging'").fetchone()
        lost = len(self.kept) > 0 and self._graph.is_empty()
        if stored == (merging_rules(),) and not lost:
            return False
        if on_start is not None and len(self.kept):
            on_start()
        with self._transaction():
            merge_anew(self._database, self._graph)
            self._database.execute("INSERT OR REPLACE INTO meta VALUES ('merging', ?)", (merging_rules(),))
        return len(self.kept) > 0

    def _same(self, extraction: Extraction, rules: str) -> bool:
        entry = self.kept.entry(extraction.article.id)
        if entry is None or (entry.sha256, entry.rules) != (extraction.article.sha256, rules):
            return False
        kept = self.kept.by_id(extraction.article.id)
        return kept == extraction

    def _merge(self, changed: Collection[str]) -> None:
        if changed:
            merge(self._database, self._graph, changed)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Do all or nothing, then let the graph follow."""
        with store_errors(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                # A full disk has undone it already.
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
            self._graph.apply()


@contextmanager
def open_store(
    path: str | Path, *, create: bool = False, on_refresh: Callable[[], None] | None = None
) -> Iterator[Store]:
    """Open a store for reading and writing, for this process alone.

    Args:
        path: its directory.
        create: make it if there is none.
        on_refresh: called before everything is merged again, which new rules of merging ask for.

    Raises:
        StoreError: if it is no store, is in use, or was made by a newer version.
    """
    directory = Path(path)
    if create:
        _prepare(directory)
    else:
        rdf_directory(directory)
    with store_errors(directory):
        # The lock of the graph keeps other writers out, so it is opened before anything is written.
        rdf = ox.Store(str(directory / RDF))
        store = Store(directory, rdf, connect(database_file(directory)))
        del rdf
    try:
        store.refresh(on_refresh)
        yield store
    finally:
        with store_errors(directory):
            store.close()


def _prepare(directory: Path) -> None:
    """Make the directory of a new store, and refuse to put one among other things."""
    if directory.is_file():
        raise StoreError(f"{directory}: is a file, and a store is a directory; give another name")
    if directory.exists() and not is_ours(directory):
        raise StoreError(f"{directory}: holds other things; give a new or an empty directory for the store")
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{directory}: cannot be made ({error.strerror}); choose another place") from None


def _batches(extractions: Iterable[Extraction]) -> Iterator[list[Extraction]]:
    """Yield what comes in parts; of one id only the last, so that a part has each id once."""
    batch: dict[str, Extraction] = {}
    begin = monotonic()
    for extraction in extractions:
        batch[extraction.article.id] = extraction
        if len(batch) >= _BATCH or monotonic() - begin > _PATIENCE:
            yield list(batch.values())
            batch, begin = {}, monotonic()
    if batch:
        yield list(batch.values())


def _check(extraction: Extraction) -> None:
    listed = {entity.id for entity in extraction.entities}
    named = {extraction.publisher}
    for relation in extraction.relations:
        named |= {relation.subject, relation.object, relation.place}
        named |= {evidence.source for evidence in relation.evidence}
    if missing := sorted(named - listed - {None}, key=str):
        raise GraphError(
            f"{extraction.article.id}: no entity {', '.join(map(str, missing))}: "
            "each extraction must list the entities that it names"
        )


def _told(article: Article) -> tuple[object, ...]:
    """Return all of an article but where it was found."""
    return (article.id, article.text, article.title, article.date, article.publisher, article.url, article.lang)
