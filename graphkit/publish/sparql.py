"""SPARQL over a graph file or a graph in memory."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from graphkit.errors import GraphError
from graphkit.publish.load import read_store
from graphkit.publish.terms import from_oxigraph, triples
from graphkit.publish.turtle import write_term
from graphkit.vocabulary import PREFIXES

__all__ = ["Answer", "mistake", "query"]

_PLACE = re.compile(r"error at (\d+):(\d+)")

Term = URIRef | BNode | Literal


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found.

    Attributes:
        variables: names of the columns: those of SELECT; subject, predicate and object of CONSTRUCT and DESCRIBE;
            none for ASK.
        rows: rdflib terms in the order of ``variables``, None where a variable is unbound.
        truth: the answer of ASK, None for any other query.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truth: bool | None = None

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows for reading: IRIs with their prefixes, literals bare, unbound variables empty."""
        for row in self.rows:
            yield tuple(str(term) if isinstance(term, Literal) else write_term(term) if term else "" for term in row)

    def to_csv(self) -> str:
        """Return the rows as SPARQL 1.1 CSV; an ASK gives ``true`` or ``false``."""
        if self.truth is not None:
            return f"{str(self.truth).lower()}\r\n"
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(self.variables)
        writer.writerows([_plain(term) for term in row] for row in self.rows)
        return stream.getvalue()

    def to_json(self) -> str:
        """Return the answer as SPARQL 1.1 JSON."""
        if self.truth is not None:
            return json.dumps({"head": {}, "boolean": self.truth})
        bindings = [
            {name: _json(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]
        result = {"head": {"vars": self.variables}, "results": {"bindings": bindings}}
        return json.dumps(result, ensure_ascii=False, indent=1)


def query(source: str | Path | Graph, sparql: str) -> Answer:
    """Put a SPARQL 1.1 query to a graph.

    Args:
        source: a graph file or a store, see `read_store`, or an rdflib graph.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; graphkit's prefixes (``gk:``, ``gke:``, ``sem:`` ...) are declared.

    Raises:
        GraphError: if the file cannot be read, or the query has a mistake.

    Examples:
        >>> from rdflib import Graph
        >>> graph = Graph().parse(data='<urn:a> <urn:b> "c" .')
        >>> [row[0].toPython() for row in query(graph, "SELECT ?o { ?s ?p ?o }")]
        ['c']
        >>> query(graph, "ASK { ?s a gk:Person }").truth
        False
    """
    store = _store(source) if isinstance(source, Graph) else read_store(source)
    try:
        found = store.query(sparql, prefixes=dict(PREFIXES))
        if isinstance(found, ox.QueryBoolean):
            return Answer((), (), bool(found))
        if isinstance(found, ox.QueryTriples):
            made = sorted(set(found), key=str)
            rows = tuple((_term(each.subject), _term(each.predicate), _term(each.object)) for each in made)
            return Answer(("subject", "predicate", "object"), rows)
        names = tuple(variable.value for variable in found.variables)
        return Answer(names, tuple(tuple(_term(solution[name]) for name in names) for solution in found))
    except SyntaxError as error:
        raise GraphError(f"the query is not well-formed SPARQL: {mistake(sparql, error.msg)}") from None
    except (ValueError, OSError, RuntimeError) as error:
        raise GraphError(f"the query cannot be answered: {error}") from None


def _store(graph: Graph) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in sorted(triples(graph), key=str))
    return store


def mistake(sparql: str, message: str) -> str:
    """Return where the parser of Oxigraph stopped in a query, or what else it says.

    Args:
        sparql: the query.
        message: what the parser says.
    """
    place = _PLACE.search(message)
    if place is None:
        return message
    line, column = int(place[1]), int(place[2])
    rest = "\n".join(sparql.split("\n")[line - 1 :])[column - 1 :].strip()
    if "Prefix not found" in message:
        return f"line {line}, column {column}: the prefix of the name before “{rest[:30]}” is not declared"
    found = f"unexpected “{rest[:30]}”" if rest else "it ends too early"
    return f"line {line}, column {column}: {found}"


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> Term | None:
    return None if term is None else from_oxigraph(term)


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, URIRef):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, BNode):
        return {"type": "bnode", "value": str(term)}
    value = {"type": "literal", "value": str(term)}
    if term.language:
        return value | {"xml:lang": term.language}
    return value | ({"datatype": str(term.datatype)} if term.datatype else {})
