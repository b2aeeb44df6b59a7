"""A store: articles come, are replaced and go; the graph follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pyoxigraph as ox

from graphkit.assemble.matching import Verdicts
from graphkit.errors import GraphError, StoreError
from graphkit.model import Article, Extraction
from graphkit.store.database import connect
from graphkit.store.graph import Graph
from graphkit.store.keeping import Entry, Kept
from graphkit.store.layout import database_file, rdf_directory, store_errors
from graphkit.store.merging import merge

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
            with self._writing() as changed:
                for extraction in batch:
                    if not self._same(extraction, rules):
                        changed |= self.kept.put(extraction, rules)
                        count += 1
            for extraction in batch:
                if on_added is not None:
                    on_added(extraction)
        return count

    def remove(self, identifiers: Collection[str]) -> int:
        """Take articles out by their ids, with all that only they support; return how many were there."""
        with self._writing() as changed:
            gone = [self.kept.drop(each) for each in identifiers]
            changed |= set().union(*gone)
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

    def verdicts(self) -> Verdicts:
        """Return what people decided about entities."""
        return Verdicts()

    def _same(self, extraction: Extraction, rules: str) -> bool:
        entry = self.kept.entry(extraction.article.id)
        if entry is None or (entry.sha256, entry.rules) != (extraction.article.sha256, rules):
            return False
        kept = self.kept.by_id(extraction.article.id)
        return kept == extraction

    @contextmanager
    def _writing(self) -> Iterator[set[str]]:
        """Yield a set for the hashes of changed texts; what depends on them is merged at the end, all or nothing."""
        changed: set[str] = set()
        with store_errors(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield changed
                merge(self._database, self._graph, changed, self.verdicts())
                self._database.execute("COMMIT")
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._graph.apply()


@contextmanager
def open_store(path: str | Path, *, create: bool = False) -> Iterator[Store]:
    """Open a store for reading and writing, for this process alone.

    Args:
        path: its directory.
        create: make it if there is none.

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
        rdf = ox.Store(str(directory / "rdf"))
        store = Store(directory, rdf, connect(database_file(directory)))
        del rdf
    try:
        yield store
    finally:
        with store_errors(directory):
            store.close()


def _prepare(directory: Path) -> None:
    """Make the directory of a new store, and refuse to put one among other things."""
    if directory.is_file():
        raise StoreError(f"{directory}: is a file, and a store is a directory; give another name")
    if directory.exists() and not database_file(directory).exists() and any(directory.iterdir()):
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
