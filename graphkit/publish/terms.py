"""Terms of rdflib and of pyoxigraph, one as the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from graphkit.errors import GraphError
from graphkit.publish.words import clean
from graphkit.vocabulary import PREFIXES

__all__ = ["from_oxigraph", "to_oxigraph", "triples"]

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_STRING = PREFIXES["xsd"] + "string"


def from_oxigraph(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | BNode | Literal:
    """Return a term of pyoxigraph as one of rdflib; numbers and dates keep their spelling.

    Raises:
        GraphError: if it is a triple, which RDF 1.2 allows and rdflib does not.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise GraphError(f"triples about triples are not supported; leave out {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype == _STRING else URIRef(datatype), normalize=False)


def to_oxigraph(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term of rdflib as one of pyoxigraph."""
    if not isinstance(term, Literal):
        return _resource(term)
    if term.language:
        return ox.Literal(clean(term), language=term.language)
    return ox.Literal(clean(term), datatype=_name(str(term.datatype)) if term.datatype else None)


def triples(graph: Iterable[tuple[Node, Node, Node]]) -> Iterator[ox.Triple]:
    """Yield triples of rdflib as triples of pyoxigraph."""
    return (ox.Triple(_resource(s), _name(str(p)), to_oxigraph(o)) for s, p, o in graph)


def _resource(term: Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else _name(str(term))


@lru_cache(maxsize=2**16)
def _name(iri: str) -> ox.NamedNode:
    """Return an IRI; what no IRI may hold is percent-encoded."""
    text = clean(iri)
    return ox.NamedNode(_NOT_IN_IRI.sub(lambda found: f"%{ord(found[0]):02X}", text))
