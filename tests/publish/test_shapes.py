from __future__ import annotations

from collections.abc import Callable
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
from graphkit.vocabulary import GK, GKE, NIF, SCHEMA, SEM

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


def relation(graph: Graph, predicate: URIRef) -> URIRef:
    return min(graph.subjects(RDF.predicate, predicate))


def spoil_kind(graph: Graph) -> None:
    node = relation(graph, GK.sentTelegramTo)
    graph.remove((node, RDF.type, SEM.Event))
    graph.add((node, RDF.type, GK.Fact))


def spoil_count(graph: Graph) -> None:
    graph.set((relation(graph, GK.sentTelegramTo), GK.articleCount, Literal(7)))


def spoil_contradiction(graph: Graph) -> None:
    graph.remove((min(graph.subjects(GK.contradicts, None)), GK.contradicts, None))


def contradict_itself(graph: Graph) -> None:
    node = relation(graph, GK.holdsOffice)
    graph.add((node, GK.contradicts, node))


def add_plain(graph: Graph) -> None:
    graph.add((GKE.boria, GK.attacked, GKE.alia))


def add_duplicate(graph: Graph) -> None:
    node = relation(graph, GK.attacked)
    for predicate, value in list(graph.predicate_objects(node)):
        graph.add((URIRef(f"{node}x"), predicate, value))


def spoil_quote(graph: Graph) -> None:
    graph.set((min(graph.subjects(GK.quote, None)), GK.quote, Literal("short", lang="en")))


def share_evidence(graph: Graph) -> None:
    graph.add((relation(graph, GK.attacked), GK.evidence, graph.value(relation(graph, GK.holdsOffice), GK.evidence)))


def act_on_oneself(graph: Graph) -> None:
    graph.set((relation(graph, GK.attacked), RDF.object, GKE.boria))


def rename_entity(graph: Graph) -> None:
    graph.add((URIRef("http://example.org/x"), RDF.type, GK.State))
    graph.add((URIRef("http://example.org/x"), RDFS.label, Literal("x", lang="en")))


def spoil_category(graph: Graph) -> None:
    graph.set((relation(graph, GK.attacked), GK.category, GK.Fact))


def spoil_language(graph: Graph) -> None:
    graph.set((min(graph.subjects(GK.sha256, None)), SCHEMA.inLanguage, Literal("Arabic")))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (spoil_kind, "as its property is"),
        (spoil_count, "just the articles"),
        (spoil_contradiction, "contradict each other"),
        (contradict_itself, "none itself"),
        (add_plain, "stands for an actual relation"),
        (add_duplicate, "are one"),
        (spoil_quote, "as long as its offsets"),
        (share_evidence, "belongs to one relation"),
        (act_on_oneself, "gkr:"),
        (rename_entity, "example.org"),
        (spoil_category, "one of PLOVER's"),
        (spoil_language, "by its code"),
    ],
)
def test_what_does_not_fit_together_is_found(graph: Graph, spoil: Callable[[Graph], None], message: str) -> None:
    assert validate(graph).conforms
    spoil(graph)
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
    graph.remove((None, GK.holdsOffice, None))
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
