"""Turtle that is the same bytes for the same graph: prefixed, sorted, readable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from graphkit.errors import GraphError
from graphkit.model import Assembly
from graphkit.publish.rdf import THRESHOLD, to_rdflib
from graphkit.publish.words import clean
from graphkit.vocabulary import GKA, GKE, GKR, GKV, PREFIXES

__all__ = ["serialize", "to_turtle", "write_term"]

_SECTIONS = (("Articles", GKA), ("Entities", GKE), ("Relations", GKR), ("Evidence", GKV))

# What comes first within a node; everything else follows in the order of its IRI.
_FIRST = (
    "rdf:type",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "dcterms:identifier",
    "rdfs:label",
    "skos:altLabel",
    "gk:quote",
    "gk:status",
)

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_NUMBER = {XSD.integer: re.compile(r"[+-]?[0-9]+"), XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+")}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
# Control and format characters that editors hide or that parsers take for line ends; letters of any script stay.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def to_turtle(assembly: Assembly, *, threshold: float = THRESHOLD) -> str:
    """Return the graph as Turtle; equal assemblies give equal bytes.

    Args:
        assembly: the merged graph.
        threshold: belief, from 0 to 1, from which an actual relation also becomes a plain triple.
    """
    return serialize(to_rdflib(assembly, threshold=threshold))


def serialize(graph: Graph) -> str:
    """Return any graph without blank nodes as sorted Turtle: articles, entities, relations, evidence, then the rest.

    Raises:
        GraphError: if the graph has a blank node, which has no name to sort by.
    """
    writer = _Writer(PREFIXES)
    nodes: dict[str, dict[str, list[Node]]] = {}
    for subject, predicate, obj in graph:
        if isinstance(subject, BNode) or isinstance(obj, BNode):
            raise GraphError(f"blank node in the graph, at {predicate}; give it an IRI before writing Turtle")
        nodes.setdefault(str(subject), {}).setdefault(str(predicate), []).append(obj)
    lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())]
    rest = set(nodes)
    for title, namespace in _SECTIONS:
        found = sorted(name for name in rest if name.startswith(namespace))
        lines += writer.section(title, found, nodes)
        rest.difference_update(found)
    lines += writer.section("Vocabulary", sorted(rest), nodes)
    return "".join(lines)


def write_term(term: Node) -> str:
    """Return one term as Turtle writes it, with graphkit's prefixes.

    Examples:
        >>> write_term(URIRef("https://w3id.org/graphkit/entity/russia"))
        'gke:russia'
    """
    return f"_:{term}" if isinstance(term, BNode) else _Writer(PREFIXES).term(term)


class _Writer:
    """Writes terms with the given prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # The longest namespace that fits wins, so one that begins with another is no trouble.
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item))
        self._known: dict[str, str] = {}
        self._first = {prefixes[name.split(":")[0]] + name.split(":")[1]: rank for rank, name in enumerate(_FIRST)}

    def section(self, title: str, names: Iterable[str], nodes: Mapping[str, Mapping[str, list[Node]]]) -> list[str]:
        blocks = [self._node(name, nodes[name]) for name in names]
        return [f"\n# {title}\n", *blocks] if blocks else []

    def _node(self, name: str, values: Mapping[str, list[Node]]) -> str:
        order = sorted(values, key=lambda iri: (self._first.get(iri, len(self._first)), iri))
        lines = [f"{self._predicate(iri)} {self._objects(values[iri])}" for iri in order]
        return f"\n{self.iri(name)} " + " ;\n    ".join(lines) + " .\n"

    def _predicate(self, iri: str) -> str:
        return "a" if iri == str(RDF.type) else self.iri(iri)

    def _objects(self, objects: list[Node]) -> str:
        terms = sorted(self.term(term) for term in objects)
        short = " , ".join(terms)
        return short if len(short) <= 100 else " ,\n        ".join(terms)

    def term(self, term: Node) -> str:
        if isinstance(term, Literal):
            return self._literal(term)
        return self.iri(str(term))

    def _literal(self, term: Literal) -> str:
        text = str(term)
        number = _NUMBER.get(term.datatype) if term.datatype else None
        if number and number.fullmatch(text):
            return text
        quoted = f'"{_ESCAPED.sub(_escape, clean(text))}"'
        if term.language:
            return f"{quoted}@{term.language}"
        if term.datatype and term.datatype != XSD.string:
            return f"{quoted}^^{self.iri(str(term.datatype))}"
        return quoted

    def iri(self, iri: str) -> str:
        if iri not in self._known:
            self._known[iri] = self._shortened(iri)
        return self._known[iri]

    def _shortened(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{_NOT_IN_IRI.sub(lambda found: f'%{ord(found[0]):02X}', URIRef(clean(iri)))}>"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
