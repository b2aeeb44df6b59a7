"""A graph as sorted lines of N-Triples: the one form that every syntax of RDF is written from.

Lines are cheap to sort, to compare and to cut up, and the same graph gives the same lines wherever it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from graphkit.model import Assembly
from graphkit.publish.dump import dump
from graphkit.publish.load import read_quads, read_store, syntax_of
from graphkit.publish.rdf import graph_triples
from graphkit.publish.terms import triples
from graphkit.vocabulary import GK, PREFIXES, SCHEMA

__all__ = ["Source", "article_graphs", "lines_of", "nodes_of", "read_lines"]

Source = Assembly | Graph | str | Path

_TYPE = f"<{PREFIXES['rdf']}type>"
_ARTICLE = f"<{SCHEMA.NewsArticle}> ."
_PRIMARY_SOURCE = f"<{PREFIXES['prov']}hadPrimarySource>"
_DATASETS = (ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, ox.RdfFormat.JSON_LD)
_EVIDENCE = f"<{GK.evidence}>"


def read_lines(source: Source) -> list[str]:
    """Return the triples of a graph, sorted, each once; those of named graphs are among them.

    Args:
        source: a merged graph, an rdflib graph, a graph file or a store.

    Raises:
        GraphError: if the source cannot be read.
    """
    if isinstance(source, str | Path):
        file = Path(source)
        return _lines(dump(read_store(file)) if file.is_dir() else _triples_of(file))
    return lines_of(graph_triples(source) if isinstance(source, Assembly) else source)


def lines_of(given: Iterable[tuple[Node, Node, Node]]) -> list[str]:
    """Return triples of rdflib as `read_lines` does those of a graph."""
    return _lines(ox.serialize(triples(given), format=ox.RdfFormat.N_TRIPLES) or b"")


def _lines(text: bytes) -> list[str]:
    # The end of the last line makes an empty one, which comes first.
    return sorted(dict.fromkeys(map(bytes.decode, text.split(b"\n"))))[1:]


def _triples_of(file: Path) -> bytes:
    """Return the triples of a graph file as N-Triples; numbers and dates keep their spelling."""
    syntax = syntax_of(file)
    if syntax in _DATASETS:
        found = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in read_quads(file))
        return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""
    # Without named graphs the quads are triples.
    return ox.serialize(read_quads(file), format=ox.RdfFormat.N_QUADS) or b""


def article_graphs(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return the triples of the named graph of each article: its node, its evidence, and the links to that.

    Args:
        lines: what `read_lines` gives.
    """
    graphs: dict[str, str] = {}
    parts = [line.split(" ", 2) for line in lines]
    for subject, predicate, rest in parts:
        if predicate == _PRIMARY_SOURCE and rest[0] == "<":
            graphs[subject] = rest[:-2]
        elif predicate == _TYPE and rest == _ARTICLE:
            graphs[subject] = subject
    found: dict[str, list[str]] = {graph: [] for graph in sorted(set(graphs.values()))}
    for subject, predicate, rest in parts:
        graph = graphs.get(subject) or (graphs.get(rest[:-2]) if predicate == _EVIDENCE else None)
        if graph is not None:
            found[graph].append(f"{subject} {predicate} {rest}")
    return found


def nodes_of(lines: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return the objects of each property of each node, all as N-Triples writes them."""
    nodes: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(rest[:-2])
    return nodes
