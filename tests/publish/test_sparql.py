from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from sample_extractions import small_news

from graphkit.assemble import assemble
from graphkit.errors import GraphError
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.sparql import query
from graphkit.publish.turtle import to_turtle
from graphkit.vocabulary import GK, GKE

ROLES = "SELECT ?who ?role ?none { ?r gk:role ?role ; rdf:subject ?who } ORDER BY ?role"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_rdflib(assemble(small_news()))


def test_select_gives_terms_in_the_order_of_the_variables(graph: Graph) -> None:
    answer = query(graph, ROLES)
    assert answer.variables == ("who", "role", "none")
    assert (GKE["omar-saleh"], Literal("president", lang="en"), None) in answer
    assert len(answer) == 2
    assert ("gke:omar-saleh", "president", "") in set(answer.texts())


def test_file_and_graph_answer_alike(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(assemble(small_news())), "utf-8")
    assert query(path, ROLES) == query(graph, ROLES)


@pytest.mark.parametrize(("kind", "truth"), [("gk:Person", True), ("gk:Document", False)])
def test_ask(graph: Graph, kind: str, truth: bool) -> None:
    answer = query(graph, f"ASK {{ ?s a {kind} }}")
    assert answer.truth is truth
    assert answer.to_csv().strip() == str(truth).lower()
    assert json.loads(answer.to_json())["boolean"] is truth


def test_construct_gives_triples(graph: Graph) -> None:
    answer = query(graph, "CONSTRUCT WHERE { ?s gk:sentTelegramTo ?o }")
    assert answer.rows == ((GKE["omar-saleh"], GK.sentTelegramTo, GKE["ivan-petrov"]),)


def test_csv_and_json_follow_the_standard(graph: Graph) -> None:
    answer = query(graph, ROLES)
    rows = list(csv.reader(io.StringIO(answer.to_csv())))
    assert rows[0] == ["who", "role", "none"]
    assert [str(GKE["omar-saleh"]), "president", ""] in rows
    found = json.loads(answer.to_json())["results"]["bindings"]
    assert {"type": "literal", "value": "president", "xml:lang": "en"} in [row["role"] for row in found]
    assert all("none" not in row for row in found)


def test_typed_values_keep_their_type(graph: Graph) -> None:
    [[count]] = query(graph, "SELECT (MAX(?n) AS ?most) { ?r gk:articleCount ?n }")
    assert count.toPython() == 2


@pytest.mark.parametrize(
    ("sparql", "place"),
    [
        ("SELECT ?s {", "line 1, column 12: it ends too early"),
        ("SELECT ?s\n{ foo ?p ?o }", "line 2, column "),
        ("SELECT", "SPARQL"),
        ("DELETE WHERE { ?s ?p ?o }", "SPARQL"),
    ],
)
def test_mistakes_are_placed(graph: Graph, sparql: str, place: str) -> None:
    with pytest.raises(GraphError, match="SPARQL") as caught:
        query(graph, sparql)
    assert place in str(caught.value)
    assert len(str(caught.value)) < 200


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"none\.ttl"):
        query(tmp_path / "none.ttl", "ASK {}")
