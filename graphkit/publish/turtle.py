"""Turtle that is the same bytes for the same graph: prefixed, sorted, readable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rdflib import BNode, Graph
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from graphkit.errors import GraphError
from graphkit.model import Assembly
from graphkit.publish.lines import nodes_of, read_lines
from graphkit.publish.rdf import THRESHOLD, to_rdflib
from graphkit.publish.terms import to_oxigraph
from graphkit.vocabulary import GKA, GKD, GKE, GKR, GKV, PREFIXES

__all__ = ["TermWriter", "serialize", "to_turtle", "write_term", "write_turtle"]

_SECTIONS = (("Articles", GKA), ("Entities", GKE), ("Relations", GKR), ("Evidence", GKV), ("Decisions", GKD))

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

_TYPE = f"<{RDF.type}>"
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BARE = {
    f"<{XSD.integer}>": re.compile(r'"([+-]?[0-9]+)"'),
    f"<{XSD.decimal}>": re.compile(r'"([+-]?[0-9]*\.[0-9]+)"'),
}
# Control and format characters that editors hide or that parsers take for line ends; letters of any script stay.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def to_turtle(assembly: Assembly, *, threshold: float = THRESHOLD) -> str:
    """Return the graph as Turtle; equal assemblies give equal bytes.

    Args:
        assembly: the merged graph.
        threshold: belief, from 0 to 1, from which an actual relation also becomes a plain triple.
    """
    return serialize(to_rdflib(assembly, threshold=threshold))


def serialize(graph: Graph) -> str:
    """Return any graph without blank nodes as sorted Turtle, see `write_turtle`.

    Raises:
        GraphError: if the graph has a blank node, which has no name to sort by.
    """
    return write_turtle(read_lines(graph))


def write_turtle(lines: Sequence[str]) -> str:
    """Return triples as sorted Turtle: articles, entities, relations, evidence, then the rest.

    Args:
        lines: the triples as N-Triples.

    Raises:
        GraphError: if there is a blank node, which has no name to sort by.
    """
    writer = _Writer()
    nodes = {subject[1:-1]: properties for subject, properties in nodes_of(lines).items() if writer.term(subject)}
    found = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())]
    rest = set(nodes)
    for title, namespace in _SECTIONS:
        names = sorted(name for name in rest if name.startswith(namespace))
        found += writer.section(title, names, nodes)
        rest.difference_update(names)
    found += writer.section("Vocabulary", sorted(rest), nodes)
    return _ESCAPED.sub(lambda character: f"\\u{ord(character[0]):04X}", "".join(found))


def write_term(term: Node) -> str:
    """Return one term as Turtle writes it, with graphkit's prefixes.

    Examples:
        >>> from rdflib import URIRef
        >>> write_term(URIRef("https://w3id.org/graphkit/entity/russia"))
        'gke:russia'
    """
    return f"_:{term}" if isinstance(term, BNode) else TermWriter().term(str(to_oxigraph(term)))


class TermWriter:
    """Writes terms of N-Triples with graphkit's prefixes; every name is looked at once."""

    def __init__(self) -> None:
        # The longest namespace that fits wins, so one that begins with another is no trouble.
        self._prefixes = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item))
        self._known: dict[str, str] = {}

    def term(self, text: str) -> str:
        """Return a term as Turtle writes it.

        Raises:
            GraphError: if it is a blank node, which has no name to sort by.
        """
        if text[0] == "<":
            return self._known.get(text) or self.name(text)
        if text[0] == "_":
            raise GraphError(f"blank node in the graph: {text}; give it an IRI before writing Turtle")
        return self.literal(text)

    def name(self, text: str) -> str:
        """Return an IRI, prefixed where that can be."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._shortened(text)
        return known

    def literal(self, text: str) -> str:
        """Return a literal, numbers bare."""
        if not text.endswith(">"):
            return text
        value, _, datatype = text.rpartition("^^")
        if (number := _BARE.get(datatype)) and (found := number.fullmatch(value)):
            return found[1]
        return f"{value}^^{self.name(datatype)}"

    def _shortened(self, text: str) -> str:
        for prefix, namespace in self._prefixes:
            local = text[1 + len(namespace) : -1]
            if text.startswith(namespace, 1) and _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        return text


class _Writer(TermWriter):
    """Writes nodes."""

    def __init__(self) -> None:
        super().__init__()
        self._ranks = {"a" if name == "rdf:type" else name: rank for rank, name in enumerate(_FIRST)}
        self._places: dict[str, tuple[int, str, str]] = {}

    def section(self, title: str, names: Iterable[str], nodes: Mapping[str, Mapping[str, Sequence[str]]]) -> list[str]:
        blocks = [self._node(name, nodes[name]) for name in names]
        return [f"\n# {title}\n", *blocks] if blocks else []

    def _node(self, name: str, values: Mapping[str, Sequence[str]]) -> str:
        places = self._places
        for predicate in values:
            if predicate not in places:
                written = "a" if predicate == _TYPE else self.name(predicate)
                places[predicate] = self._ranks.get(written, len(self._ranks)), predicate, written
        order = sorted(places[predicate] for predicate in values)
        lines = [f"{written} {self._objects(values[predicate])}" for _, predicate, written in order]
        return f"\n{self.name(f'<{name}>')} " + " ;\n    ".join(lines) + " .\n"

    def _objects(self, objects: Sequence[str]) -> str:
        # A literal without a type, most of all there is, stays as it is.
        terms = [text if text[0] == '"' and text[-1] != ">" else self.term(text) for text in objects]
        if len(terms) == 1:
            return terms[0]
        terms.sort()
        short = " , ".join(terms)
        return short if len(short) <= 100 else " ,\n        ".join(terms)
