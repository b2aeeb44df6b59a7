"""A store read property by property is the store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from test_turtle import NASTY

from graphkit.publish.dump import dump
from graphkit.vocabulary import PREFIXES

NUMBERS = {
    "integer": ("5", "+5", "-5", "99999999999999999999", "x"),
    "decimal": ("5.0", "5.10", ".5", "5.", "5"),
    "double": ("1e5", "1.0E5", "INF"),
    "boolean": ("true", "1", "x"),
    "date": ("2025-01-01", "-0044-03-15", "x"),
}


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"urn:{name}")


def literals(kind: str) -> list[ox.Literal]:
    if kind == "text":
        made = [("", {}), (NASTY, {}), (NASTY, {"language": "ar-EG"}), (NASTY, {"datatype": node("type")})]
        return [ox.Literal(value, **more) for value, more in made]
    return [ox.Literal(value, datatype=ox.NamedNode(PREFIXES["xsd"] + kind)) for value in NUMBERS[kind]]


@pytest.mark.parametrize("kind", ["text", *NUMBERS])
def test_terms_are_those_that_oxigraph_writes(tmp_path: Path, kind: str) -> None:
    store = ox.Store(str(tmp_path))
    for number, value in enumerate(literals(kind)):
        store.add(ox.Quad(node(f"s{number}"), node("p"), value))
        store.add(ox.Quad(node("é\u200f"), node(f"p{number}"), value))
        store.add(ox.Quad(node("s"), node("in-another-graph"), value, node("g")))
    store.add(ox.Quad(ox.BlankNode("b"), node("p"), node("\u00a0o")))
    written = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert sorted(dump(store).split(b"\n")) == sorted(written.split(b"\n"))


def test_empty_store_has_no_lines(tmp_path: Path) -> None:
    assert dump(ox.Store(str(tmp_path))) == b""
