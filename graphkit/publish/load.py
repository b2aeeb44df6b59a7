"""Graphs in: files of any syntax, and stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from graphkit.errors import GraphError, StoreError
from graphkit.publish.terms import from_oxigraph
from graphkit.vocabulary import GK, PREFIXES, SCHEMA

__all__ = ["add_article_graphs", "fill", "load_graph", "read_quads", "read_store", "syntax_of", "to_graph"]

_TRIPLE_TERM = "SELECT ?o { ?s ?p ?o FILTER (isTRIPLE(?o)) } LIMIT 1"


def read_store(path: str | Path) -> ox.Store:
    """Return a store that answers SPARQL; its default graph holds all triples.

    Args:
        path: the directory of a store, which is opened for reading, or a graph file: Turtle, TriG, N-Triples, N-Quads,
            RDF/XML or JSON-LD, by the ending of its name; Turtle if the ending says nothing.

    Raises:
        GraphError: if there is neither, or the file is not well-formed.
    """
    source = Path(path)
    if source.is_dir():
        from graphkit.store import rdf_directory, read_only

        try:
            return read_only(rdf_directory(source))
        except StoreError as error:
            raise GraphError(str(error)) from None
        except OSError as error:
            raise GraphError(f"{source}: cannot be read as a store ({error}); restore it from a copy") from None
    store = ox.Store()
    fill(store, source)
    return store


def load_graph(path: str | Path) -> Graph:
    """Read a graph file or a store into rdflib, with graphkit's prefixes; numbers and dates keep their spelling.

    Args:
        path: see `read_store`.

    Raises:
        GraphError: if there is neither, or the file is not well-formed.
    """
    return to_graph(read_quads(path))


def to_graph(quads: Iterable[ox.Quad]) -> Graph:
    """Return quads of any graph as one graph of rdflib, with graphkit's prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for quad in quads:
        graph.add((from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object)))
    return graph


def read_quads(path: str | Path) -> Iterator[ox.Quad]:
    """Yield the quads of a graph file or a store; those of a file keep the spelling of numbers and dates.

    Args:
        path: see `read_store`.

    Raises:
        GraphError: if there is neither, or the file is not well-formed.
    """
    file = Path(path)
    if file.is_dir():
        yield from read_store(file)
        return
    with _readable(file), file.open("rb") as stream:
        for quad in ox.parse(stream, syntax_of(file)):
            if isinstance(quad.object, ox.Triple):
                raise _triple_term(file, quad.object)
            yield quad


def fill(store: ox.Store, file: Path) -> None:
    """Load a graph file into an empty store; the triples of its named graphs are in the default graph as well.

    Raises:
        GraphError: if there is no such file, it is not well-formed, or it has triples about triples.
    """
    with _readable(file), file.open("rb") as stream:
        store.bulk_load(stream, syntax_of(file))
    if any(True for _ in store.named_graphs()):
        store.bulk_extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store])
    for [found] in store.query(_TRIPLE_TERM):  # type: ignore[union-attr,misc]
        raise _triple_term(file, found)


def syntax_of(file: Path) -> ox.RdfFormat:
    """Return the syntax that the ending of a file's name says; Turtle if it says nothing."""
    return ox.RdfFormat.from_extension(file.suffix.removeprefix(".").lower()) or ox.RdfFormat.TURTLE


def add_article_graphs(store: ox.Store) -> None:
    """Add the named graph of each article: its node, its evidence, and the links from relations to the evidence.

    A store that has named graphs already is left as it is.
    """
    if any(True for _ in store.named_graphs()):
        return
    kind, article = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(str(SCHEMA.NewsArticle))
    source, evidence = ox.NamedNode(PREFIXES["prov"] + "hadPrimarySource"), ox.NamedNode(str(GK.evidence))
    quads = []
    for found in store.quads_for_pattern(None, kind, article):
        if isinstance(found.subject, ox.NamedNode):
            quads += [_moved(quad, found.subject) for quad in store.quads_for_pattern(found.subject, None, None)]
    for found in store.quads_for_pattern(None, source, None):
        if isinstance(found.object, ox.NamedNode):
            quads += [_moved(quad, found.object) for quad in store.quads_for_pattern(found.subject, None, None)]
            quads += [_moved(quad, found.object) for quad in store.quads_for_pattern(None, evidence, found.subject)]
    store.bulk_extend(quads)


def _moved(quad: ox.Quad, graph: ox.NamedNode | ox.BlankNode) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, graph)


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Say what is wrong with a file where it cannot be read."""
    try:
        yield
    except SyntaxError as error:
        raise GraphError(f"{file}: not well-formed {syntax_of(file).name}: {error.msg}") from None
    except FileNotFoundError:
        raise GraphError(f"{file}: no such graph; make one with graphkit build") from None
    except (OSError, ValueError) as error:
        raise GraphError(f"{file}: cannot be read as a graph ({error})") from None


def _triple_term(file: Path, found: object) -> GraphError:
    return GraphError(f"{file}: triples about triples are not supported; leave out {found}")
