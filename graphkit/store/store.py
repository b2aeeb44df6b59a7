"""A store: add, replace and remove articles; the graph follows."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from graphkit.assemble import assemble
from graphkit.errors import StoreError
from graphkit.model import Extraction
from graphkit.publish.jsonl import from_json, to_json
from graphkit.publish.rdf import Triple, article_iri, article_triples, evidence_triples, to_rdflib
from graphkit.publish.terms import to_oxigraph
from graphkit.store.database import connect
from graphkit.store.layout import rdf_directory, store_errors

__all__ = ["Store", "open_store"]


class Store:
    """A store that is open for writing; use `open_store`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = connect(path)
        self._rdf = ox.Store(str(rdf_directory(path)))

    def close(self) -> None:
        """Close the store."""
        self._database.close()
        self._rdf.flush()
        del self._rdf

    def add(self, extractions: Iterable[Extraction], *, rules: str = "") -> int:
        """Add what articles gave and return the number of articles in the store afterwards."""
        with store_errors(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            for extraction in extractions:
                packed = zlib.compress(to_json(extraction).encode("utf-8", "surrogatepass"))
                row = (extraction.article.id, extraction.article.sha256, rules, packed)
                self._database.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)", row)
            self._database.execute("COMMIT")
            return self._rebuild()

    def extractions(self) -> Iterator[Extraction]:
        """Yield what each article gave, by id."""
        for [packed] in self._database.execute("SELECT extraction FROM article ORDER BY id"):
            yield from_json(zlib.decompress(packed).decode("utf-8", "surrogatepass"))

    def _rebuild(self) -> int:
        assembly = assemble(self.extractions())
        wanted = {_quad(triple) for triple in to_rdflib(assembly)}  # type: ignore[arg-type]
        for extraction in assembly.extractions:
            graph = ox.NamedNode(article_iri(extraction.article.sha256))
            wanted |= {_quad(triple, graph) for triple in article_triples(extraction)}
        texts = {extraction.article.sha256: extraction.article.text for extraction in assembly.extractions}
        for merged in assembly.relations:
            for evidence in merged.relation.evidence:
                graph = ox.NamedNode(article_iri(evidence.article))
                wanted |= {
                    _quad(triple, graph) for triple in evidence_triples(evidence, merged.key, texts[evidence.article])
                }
        for quad in set(self._rdf) - wanted:
            self._rdf.remove(quad)
        self._rdf.extend(wanted)
        return len(assembly.extractions)


@contextmanager
def open_store(path: str | Path, *, create: bool = False) -> Iterator[Store]:
    """Open a store for reading and writing, for this process alone.

    Args:
        path: its directory.
        create: make it if there is none.

    Raises:
        StoreError: if it is no store, is in use, or was made by a newer version.
    """
    store = Path(path)
    if create and not store.exists():
        store.mkdir(parents=True)
    if not (create and not any(store.iterdir())):
        rdf_directory(store)
    if store.is_file():
        raise StoreError(f"{store}: is a file; a store is a directory")
    with store_errors(store):
        opened = Store(store)
    try:
        yield opened
    finally:
        with store_errors(store):
            opened.close()


def _quad(triple: Triple, graph: ox.NamedNode | None = None) -> ox.Quad:
    s, p, o = triple
    return ox.Quad(ox.NamedNode(str(s)), ox.NamedNode(str(p)), to_oxigraph(o), graph or ox.DefaultGraph())
