from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD
from sample_extractions import small_news

from graphkit.assemble import assemble
from graphkit.errors import GraphError
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.shapes import validate
from graphkit.publish.turtle import to_turtle, write_term
from graphkit.vocabulary import GK, GKE, NIF, SEM

NOWHERE = URIRef("https://w3id.org/graphkit/entity/nowhere")


@pytest.fixture
def graph() -> Graph:
    return to_rdflib(assemble(small_news()))


def test_what_is_written_conforms(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(assemble(small_news())), "utf-8")
    report = validate(path)
    assert report.conforms
    assert not report.findings
    assert report.text == "The graph conforms."


def put(graph: Graph, predicate: URIRef, value: URIRef | Literal | None) -> None:
    """Replace the value of the first node that has this property, or take it away."""
    node = min(graph.subjects(predicate, None))
    graph.remove((node, predicate, None))
    if value is not None:
        graph.add((node, predicate, value))


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        (RDF.subject, None, "exactly one subject"),
        (RDF.subject, NOWHERE, "exactly one subject"),
        (RDF.predicate, RDFS.label, "exactly one predicate"),
        (RDF.object, NOWHERE, "at most one object"),
        (GK.status, None, "actual, planned"),
        (GK.status, GK.Fact, "actual, planned"),
        (GK.belief, Literal("1.5", datatype=XSD.decimal), "from 0 to 1"),
        (GK.evidence, None, "has evidence"),
        (GK.articleCount, Literal(0), "one at least"),
        (SEM.hasEarliestBeginTimeStamp, Literal("2099-01-01", datatype=XSD.date), "not after its end"),
        (SEM.hasEarliestBeginTimeStamp, None, "does not"),
        (SEM.hasPlace, NOWHERE, "at most one place"),
        (GK.quote, None, "one quote"),
        (NIF.beginIndex, Literal(100_000), "before its end"),
        (PROV.hadPrimarySource, None, "exactly one article"),
        (DCTERMS.identifier, None, "one identifier"),
        (GK.sha256, Literal("abc"), "one SHA-256"),
    ],
)
def test_what_is_broken_is_found(graph: Graph, predicate: URIRef, value: URIRef | Literal | None, message: str) -> None:
    put(graph, predicate, value)
    report = validate(graph)
    assert not report.conforms
    assert message in report.text


def test_second_value_is_found(graph: Graph) -> None:
    node = min(graph.subjects(RDF.subject, None))
    graph.add((node, RDF.subject, GKE["green-river"]))
    assert "exactly one subject" in validate(graph).text


def test_entity_without_label_is_found(graph: Graph) -> None:
    graph.remove((GKE.alia, RDFS.label, None))
    assert [finding.node for finding in validate(graph).findings] == ["gke:alia"]


def test_blank_nodes_are_found(graph: Graph) -> None:
    graph.add((BNode("x"), DCTERMS.source, GKE.alia))
    assert "none is blank" in validate(graph).text


def test_unexpected_type_is_a_warning_only(graph: Graph) -> None:
    [node] = graph.subjects(RDF.predicate, GK.holdsOffice)
    graph.set((node, RDF.subject, GKE["green-river"]))
    report = validate(graph)
    assert report.conforms
    assert [finding.severity for finding in report.findings] == ["Warning"]
    assert write_term(node) in report.text


def test_empty_and_missing_graphs_are_errors(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")
    with pytest.raises(GraphError, match=r"empty\.ttl"):
        validate(tmp_path / "empty.ttl")
    with pytest.raises(GraphError, match=r"none\.ttl"):
        validate(tmp_path / "none.ttl")
