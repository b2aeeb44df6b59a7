"""Turtle that is the same bytes for the same graph: prefixed, sorted, readable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rdflib import BNode, Graph
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from graphkit.errors import GraphError
from graphkit.model import Assembly
from graphkit.publish.lines import article_graphs, lines_of, read_lines
from graphkit.publish.nodes import Memo, NodeWriter, Template
from graphkit.publish.rdf import THRESHOLD, graph_triples
from graphkit.publish.terms import to_oxigraph
from graphkit.vocabulary import GKA, GKD, GKE, GKR, GKV, PREFIXES

__all__ = ["serialize", "shortened", "to_turtle", "write_term", "write_trig", "write_turtle"]

_SECTIONS = (
    ("Articles", str(GKA)),
    ("Entities", str(GKE)),
    ("Relations", str(GKR)),
    ("Evidence", str(GKV)),
    ("Decisions", str(GKD)),
)

# What comes first within a node; everything else follows in the order of its IRI.
_FIRST = (
    "a",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "dcterms:identifier",
    "rdfs:label",
    "skos:altLabel",
    "gk:quote",
    "gk:status",
)
_RANKS = {name: rank for rank, name in enumerate(_FIRST)}

_TYPE = f"<{RDF.type}>"
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
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
    return write_turtle(lines_of(graph_triples(assembly, threshold)))


def serialize(graph: Graph) -> str:
    """Return any graph without blank nodes as sorted Turtle, see `write_turtle`.

    Raises:
        GraphError: if the graph has a blank node, which has no name to sort by.
    """
    return write_turtle(read_lines(graph))


def write_turtle(lines: Sequence[str]) -> str:
    """Return triples as sorted Turtle: articles, entities, relations, evidence, then the rest.

    Args:
        lines: the triples as N-Triples, sorted.

    Raises:
        GraphError: if there is a blank node, which has no name to sort by.
    """
    return _escaped(_document(_TurtleWriter(), lines))


def write_trig(lines: Sequence[str]) -> str:
    """Return triples as sorted TriG: all of them as `write_turtle` has them, then the named graph of each article.

    Args:
        lines: the triples as N-Triples, sorted.

    Raises:
        GraphError: if there is a blank node, which has no name to sort by.
    """
    writer = _TurtleWriter()
    parts = _document(writer, lines)
    for graph, part in article_graphs(lines).items():
        parts += [f"\n{writer.name(graph)} {{\n", *(node for _, node in writer.nodes(part)), "}\n"]
    return _escaped(parts)


def write_term(term: Node) -> str:
    """Return one term as Turtle writes it, with graphkit's prefixes.

    Examples:
        >>> from rdflib import URIRef
        >>> write_term(URIRef("https://w3id.org/graphkit/entity/russia"))
        'gke:russia'
    """
    if isinstance(term, BNode):
        return f"_:{term}"
    text = str(to_oxigraph(term))
    return _TurtleWriter().term(text) if text.endswith(">") else text


def shortened(iri: str) -> str:
    """Return an IRI of N-Triples with one of graphkit's prefixes, where it has one.

    Examples:
        >>> shortened("<https://w3id.org/graphkit/entity/russia>")
        'gke:russia'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _NAMESPACES.get(iri[1:cut])
    return f"{prefix}:{iri[cut:-1]}" if prefix is not None and _LOCAL.fullmatch(iri, cut, len(iri) - 1) else iri


class _TurtleWriter(NodeWriter):
    """Writes nodes as Turtle does."""

    def __init__(self) -> None:
        super().__init__()
        self._names = Memo(shortened)

    def name(self, subject: str) -> str:
        """Return the name of a node.

        Raises:
            GraphError: if it is a blank node, which has no name to sort by.
        """
        return self._names[subject] if subject[0] == "<" else self.plain(subject)

    def term(self, text: str) -> str:
        """Return an IRI, prefixed where that can be, or a literal with a type, numbers bare."""
        if text[0] == "<":
            return self._names[text]
        value, _, datatype = text.rpartition("^^")
        if (number := _BARE.get(datatype)) and (found := number.fullmatch(value)):
            return found[1]
        return f"{value}^^{self._names[datatype]}"

    def plain(self, text: str) -> str:
        """Return a literal without a type.

        Raises:
            GraphError: if it is a blank node, which has no name to sort by.
        """
        if text[0] == "_":
            raise GraphError(f"blank node in the graph: {text}; give it an IRI before writing Turtle")
        return text

    def joined(self, objects: list[str]) -> str:
        """Return several objects in one line, or each in its own where they are long."""
        objects.sort()
        short = " , ".join(objects)
        return short if len(short) <= 100 else " ,\n        ".join(objects)

    def template(self, predicates: Sequence[str]) -> Template:
        """Return the template of a node and the order of its properties."""
        names = {each: "a" if each == _TYPE else self._names[each] for each in predicates}
        order = sorted(predicates, key=lambda each: (_RANKS.get(names[each], len(_RANKS)), each))
        rows = [names[each].replace("%", "%%") + " %s" for each in order]
        return "\n%s " + " ;\n    ".join(rows) + " .\n", tuple(order)


def _document(writer: _TurtleWriter, lines: Sequence[str]) -> list[str]:
    sections: dict[str, list[tuple[str, str]]] = {namespace: [] for _, namespace in _SECTIONS}
    rest: list[tuple[str, str]] = []
    for subject, node in writer.nodes(lines):
        iri = subject[1:-1]
        sections.get(iri[: iri.rfind("/") + 1], rest).append((iri, node))
    parts = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())]
    for title, nodes in (*((title, sections[namespace]) for title, namespace in _SECTIONS), ("Vocabulary", rest)):
        if nodes:
            parts += [f"\n# {title}\n", *(node for _, node in sorted(nodes))]
    return parts


def _escaped(parts: Iterable[str]) -> str:
    return _ESCAPED.sub(lambda character: f"\\u{ord(character[0]):04X}", "".join(parts))
