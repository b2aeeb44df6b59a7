"""A graph as sorted lines of N-Triples: the one form that every syntax of RDF is written from.

Lines are cheap to sort, to compare and to cut up, and the same graph gives the same lines wherever it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from graphkit.model import Assembly
from graphkit.publish.load import read_quads, read_store, syntax_of
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.terms import triples
from graphkit.vocabulary import GK, PREFIXES, SCHEMA

__all__ = ["Source", "article_lines", "nodes_of", "read_lines"]

Source = Assembly | Graph | str | Path

_ARTICLE = f"<{PREFIXES['rdf']}type> <{SCHEMA.NewsArticle}> ."
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
    if isinstance(source, str | Path) and Path(source).is_dir():
        text = read_store(source).dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    elif isinstance(source, str | Path):
        text = _triples_of(Path(source))
    else:
        graph = to_rdflib(source) if isinstance(source, Assembly) else source
        text = ox.serialize(triples(graph), format=ox.RdfFormat.N_TRIPLES) or b""
    # Bytes are sorted faster than text, and UTF-8 in the same order.
    lines = sorted(dict.fromkeys(text.split(b"\n")))
    return b"\n".join(lines).decode().removeprefix("\n").split("\n") if len(lines) > 1 else []


def _triples_of(file: Path) -> bytes:
    """Return the triples of a graph file as N-Triples; numbers and dates keep their spelling."""
    syntax = syntax_of(file)
    if syntax in _DATASETS:
        found = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in read_quads(file))
        return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""
    # Without named graphs the quads are triples.
    return ox.serialize(read_quads(file), format=ox.RdfFormat.N_QUADS) or b""


def article_lines(lines: Sequence[str]) -> list[str]:
    """Return the named graphs of the articles as N-Quads: the node of each, its evidence, and the links to that.

    Args:
        lines: what `read_lines` gives.
    """
    graphs: dict[str, str] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate == _PRIMARY_SOURCE and rest.startswith("<"):
            graphs[subject] = rest[:-2]
        elif line.endswith(_ARTICLE):
            graphs[subject] = subject
    found = []
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        graph = graphs.get(subject) or (graphs.get(rest[:-2]) if predicate == _EVIDENCE else None)
        if graph is not None:
            found.append(f"{line[:-1]}{graph} .")
    return sorted(found)


def nodes_of(lines: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return the objects of each property of each node, all as N-Triples writes them."""
    nodes: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(rest[:-2])
    return nodes
