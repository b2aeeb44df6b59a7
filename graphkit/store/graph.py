"""The RDF of a store, brought up to date by changes that survive whatever happens to the process."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit.publish.rdf import Triple
from graphkit.publish.terms import to_oxigraph

__all__ = ["Graph", "quad"]

_CHUNK = 20_000  # quads of one update, so that memory stays flat
_UNSAFE = 4_000_000  # bytes of changes that may wait in the journal before the graph is forced to disk

_DEFAULT = ox.DefaultGraph()


class Graph:
    """The on-disk graph, and the journal of changes on their way to it.

    A change is written to the journal in the transaction that it belongs to and reaches the graph after that. Changes
    are lists of quads to take out and put in, so it does no harm if the same ones reach it twice, in order.
    """

    def __init__(self, rdf: ox.Store, database: sqlite3.Connection) -> None:
        self.rdf = rdf
        self._run = database.execute
        self._waiting = 0
        self._applied = 0
        self.apply()

    def close(self) -> None:
        """Force everything to disk and let others open the graph."""
        self._force()
        del self.rdf

    def note(self, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        """Write a change to the journal; call it within the transaction that the change belongs to."""
        out, in_ = list(removed), list(added)
        while out or in_:
            parts = [_update(verb, quads[:_CHUNK]) for verb, quads in (("DELETE", out), ("INSERT", in_)) if quads]
            change = zlib.compress(" ;\n".join(parts).encode("utf-8"), 1)
            self._run("INSERT INTO journal (change) VALUES (?)", (change,))
            out, in_ = out[_CHUNK:], in_[_CHUNK:]

    def apply(self) -> None:
        """Bring the graph up to date with the journal; call it after the transaction."""
        rows = self._run("SELECT number, change FROM journal WHERE number > ? ORDER BY number", (self._applied,))
        for number, change in rows.fetchall():
            self.rdf.update(zlib.decompress(change).decode("utf-8"))
            self._applied = number
            self._waiting += len(change)
        if self._waiting > _UNSAFE:
            self._force()

    def is_empty(self) -> bool:
        """Tell whether there is nothing in the graph; to count would take long."""
        return next(iter(self.rdf), None) is None

    def named(self, graph: ox.NamedNode) -> set[ox.Quad]:
        """Return the triples of a named graph, as quads of the default graph."""
        quads = self.rdf.quads_for_pattern(None, None, None, graph)
        return {ox.Quad(each.subject, each.predicate, each.object, _DEFAULT) for each in quads}

    def about(
        self, subject: ox.NamedNode, predicate: ox.NamedNode | None = None, obj: ox.NamedNode | None = None
    ) -> Iterator[ox.Quad]:
        """Yield the quads of the default graph that have this subject."""
        return iter(self.rdf.quads_for_pattern(subject, predicate, obj, _DEFAULT))

    def _force(self) -> None:
        self.rdf.flush()
        self._run("DELETE FROM journal WHERE number <= ?", (self._applied,))
        self._waiting = 0


def quad(triple: Triple) -> ox.Quad:
    """Return a triple as a quad of the default graph."""
    subject, predicate, obj = triple
    return ox.Quad(ox.NamedNode(str(subject)), ox.NamedNode(str(predicate)), to_oxigraph(obj), _DEFAULT)


def _update(verb: str, quads: Iterable[ox.Quad]) -> str:
    lines = (
        f"{each.triple} ." if each.graph_name == _DEFAULT else f"GRAPH {each.graph_name} {{ {each.triple} . }}"
        for each in quads
    )
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}"
