"""Graph files in, whatever their syntax."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from graphkit.errors import GraphError
from graphkit.publish.terms import from_oxigraph
from graphkit.vocabulary import PREFIXES

__all__ = ["load_graph", "read_store"]


def read_store(path: str | Path) -> ox.Store:
    """Read a graph file into a store that answers SPARQL; quads of any graph become triples of one.

    Args:
        path: Turtle, N-Triples, RDF/XML or JSON-LD, by the ending of its name; Turtle if the ending says nothing.

    Raises:
        GraphError: if there is no such file or it is not well-formed.
    """
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in _quads(Path(path)))
    return store


def load_graph(path: str | Path) -> Graph:
    """Read a graph file into rdflib, with graphkit's prefixes; numbers and dates keep their spelling.

    Args:
        path: Turtle, N-Triples, RDF/XML or JSON-LD, by the ending of its name; Turtle if the ending says nothing.

    Raises:
        GraphError: if there is no such file or it is not well-formed.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for quad in _quads(Path(path)):
        graph.add((from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object)))
    return graph


def _quads(file: Path) -> Iterator[ox.Quad]:
    syntax = ox.RdfFormat.from_extension(file.suffix.removeprefix(".").lower()) or ox.RdfFormat.TURTLE
    try:
        with file.open("rb") as stream:
            for quad in ox.parse(stream, syntax):
                if isinstance(quad.object, ox.Triple):
                    raise GraphError(f"{file}: triples about triples are not supported; leave out {quad.object}")
                yield quad
    except SyntaxError as error:
        raise GraphError(f"{file}: not well-formed {syntax.name}: {error.msg}") from None
    except FileNotFoundError:
        raise GraphError(f"{file}: no such graph; make one with graphkit build") from None
    except (OSError, ValueError) as error:
        raise GraphError(f"{file}: cannot be read as a graph ({error})") from None
