"""Answers of any engine as values that can be compared."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from graphkit.questions import question, questions

__all__ = ["NAMES", "Bag", "bag", "expected", "sparql"]

NAMES = list(questions())
Bag = Counter[tuple[tuple[str, str] | None, ...]]


def sparql(name: str) -> str:
    return question(name).sparql


def bag(text: str | bytes, syntax: ox.QueryResultsFormat = ox.QueryResultsFormat.JSON) -> Bag:
    """Return the rows of an answer: what a term says and its language; numbers by their value, order aside."""
    if syntax == ox.QueryResultsFormat.JSON:
        # Comunica adds what Oxigraph's reader does not take.
        known = json.loads(text)
        text = json.dumps({"head": known["head"], "results": {"bindings": known["results"]["bindings"]}})
    found = ox.parse_query_results(text, syntax)
    names = sorted(variable.value for variable in found.variables)
    return Counter(tuple(_term(row[name]) for name in names) for row in found)


def _term(term: ox.NamedNode | ox.Literal | None) -> tuple[str, str] | None:
    if term is None:
        return None
    value = term.value
    if isinstance(term, ox.Literal) and value.replace(".", "", 1).isdigit():
        value = str(float(value))
    return value, (getattr(term, "language", None) or "").lower()


def expected(path: Path, name: str) -> Bag:
    """Return the answer of Oxigraph to a question."""
    store = ox.Store()
    store.bulk_load(path=str(path))
    return bag(store.query(sparql(name)).serialize(format=ox.QueryResultsFormat.JSON) or b"")
