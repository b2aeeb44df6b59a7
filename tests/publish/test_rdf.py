from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from sample_extractions import article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.model import Interval, Status
from graphkit.publish.rdf import entity_iri, to_rdflib, web_address
from graphkit.publish.words import sentence
from graphkit.vocabulary import GK, GKE, NIF, PLOVER, SCHEMA, SEM, WD, properties


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_rdflib(assemble(small_news()))


def the(graph: Graph, predicate: str, status: Status = Status.ACTUAL) -> URIRef:
    [node] = [
        node for node in graph.subjects(RDF.predicate, GK[predicate]) if (node, GK.status, GK[status.value]) in graph
    ]
    return node


def test_plain_triples_for_what_is_actual_and_believed(graph: Graph) -> None:
    assert (GKE["omar-saleh"], GK.sentTelegramTo, GKE["ivan-petrov"]) in graph
    assert (GKE["omar-saleh"], GK.holdsOffice, GKE.alia) in graph
    assert (GKE["ivan-petrov"], GK.diedOn, Literal("2025-03-02", datatype=XSD.date)) in graph
    assert (GKE.boria, GK.attacked, GKE.alia) not in graph  # possible only


def test_contested_relation_has_no_plain_triple_but_all_its_evidence(graph: Graph) -> None:
    claimed, denied = (the(graph, "deployedTroopsTo", status) for status in (Status.ACTUAL, Status.DENIED))
    assert graph.value(claimed, GK.belief).toPython() < 0.5
    assert (GKE.alia, GK.deployedTroopsTo, GKE["green-river"]) not in graph
    assert (claimed, GK.contradicts, denied) in graph
    assert (denied, GK.contradicts, claimed) in graph


def test_threshold_is_a_choice() -> None:
    loose = to_rdflib(assemble(small_news()), threshold=0)
    assert (GKE.alia, GK.deployedTroopsTo, GKE["green-river"]) in loose
    assert not list(to_rdflib(assemble(small_news()), threshold=1).triples((None, GK.sentTelegramTo, None)))


def test_claim_of_somebody_else_alone_is_a_plain_triple() -> None:
    text = article("a", "Alia attacked Boria, witnesses said.")
    news = extraction(text, stated(text, "alia", "attacked", "boria", source="witnesses"))
    assert (GKE.alia, GK.attacked, GKE.boria) in to_rdflib(assemble([news]))


def test_relation_node(graph: Graph) -> None:
    node = the(graph, "sentTelegramTo")
    assert set(graph.objects(node, RDF.type)) == {GK.Relation, SEM.Event}
    assert graph.value(node, RDF.subject) == GKE["omar-saleh"]
    assert graph.value(node, RDF.object) == GKE["ivan-petrov"]
    assert set(graph.objects(node, RDFS.label)) == {
        Literal("Omar Saleh sent a telegram to Ivan Petrov", lang="en"),
        Literal("برقية من عمر صالح إلى إيفان بيتروف", lang="ar"),
    }
    assert graph.value(node, SEM.hasEarliestBeginTimeStamp) == Literal("2025-03-02", datatype=XSD.date)
    assert graph.value(node, GK.category) == PLOVER.CONSULT
    assert graph.value(node, GK.articleCount).toPython() == 2
    assert len(set(graph.objects(node, GK.evidence))) == 2


def test_year_is_its_first_and_last_day(graph: Graph) -> None:
    node = the(graph, "attacked", Status.POSSIBLE)
    ends = [graph.value(node, p) for p in (SEM.hasEarliestBeginTimeStamp, SEM.hasLatestEndTimeStamp)]
    assert list(map(str, ends)) == ["2025-01-01", "2025-12-31"]


def test_fact_has_its_office_in_both_languages(graph: Graph) -> None:
    node = the(graph, "holdsOffice")
    assert GK.Fact in set(graph.objects(node, RDF.type))
    assert {role.language for role in graph.objects(node, GK.role)} == {"ar", "en"}


def test_relation_without_object_and_with_place(graph: Graph) -> None:
    node = the(graph, "diedOn")
    assert graph.value(node, RDF.object) is None
    assert graph.value(node, SEM.hasPlace) == GKE.boria


def test_evidence_points_into_the_article(graph: Graph) -> None:
    texts = {each.article.id: each.article.text for each in small_news()}
    nodes = list(graph.subjects(RDF.type, GK.Evidence))
    assert len(nodes) == 7
    for node in nodes:
        text = texts[str(graph.value(graph.value(node, PROV.hadPrimarySource), DCTERMS.identifier))]
        begin, end = (graph.value(node, p).toPython() for p in (NIF.beginIndex, NIF.endIndex))
        assert text[begin:end] == str(graph.value(node, GK.quote))
        sentence = "".join(str(graph.value(node, p) or "") for p in (NIF.before, GK.quote, NIF.after))
        assert sentence in text
    assert set(graph.objects(None, PROV.wasAttributedTo)) == {GKE.alia, GKE.witnesses}


def test_entity(graph: Graph) -> None:
    node = GKE["omar-saleh"]
    assert set(graph.objects(node, RDF.type)) == {GK.Person, SCHEMA.Person}
    assert set(graph.objects(node, RDFS.label)) == {Literal("Omar Saleh", lang="en"), Literal("عمر صالح", lang="ar")}
    assert set(graph.objects(node, SKOS.altLabel)) == {Literal("عمر صالح الكبير", lang="ar")}
    assert graph.value(node, OWL.sameAs) == WD.Q2002


def test_article(graph: Graph) -> None:
    [arabic] = graph.subjects(DCTERMS.identifier, Literal("telegram-ar"))
    [english] = graph.subjects(DCTERMS.identifier, Literal("telegram-en"))
    assert graph.value(arabic, SCHEMA.publisher) == GKE["alia-news"]
    assert graph.value(english, SCHEMA.publisher) == Literal("The Example")
    assert graph.value(english, SCHEMA.url) == URIRef("https://news.example/a%20story?id=1")
    assert graph.value(arabic, SCHEMA.datePublished) == Literal("2025-03-02", datatype=XSD.date)


def test_finer_relation_is_tied_to_the_coarser_in_the_graph(graph: Graph) -> None:
    assert (GK.sentTelegramTo, RDFS.subPropertyOf, GK.sentMessageTo) in graph


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", sorted(properties()))
def test_every_relation_can_be_said(name: str, lang: str) -> None:
    text = article("a", "x")
    names = {"alia": "AAA", "boria": "BBB"}
    for obj in ("boria", None):
        said = sentence(stated(text, "alia", name, obj, status=Status.DENIED), names, lang)
        assert "AAA" in said
        assert ("BBB" in said) == (obj is not None and properties()[name].range is not None)
        assert not set("{}[]") & set(said)
        assert said.endswith("(denied)" if lang == "en" else "(منفي)")


@given(st.text(st.characters(), min_size=1))
def test_entity_iris_are_iris(name: str) -> None:
    assert not set(entity_iri(name)) & set(' <>"{}|\\^`\n')


def test_different_spellings_of_the_same_characters_have_one_iri() -> None:
    assert entity_iri("caf\u00e9") == entity_iri("cafe\u0301")


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("https://a.example/ب?x=1 2", "https://a.example/ب?x=1%202"),
        (" http://a.example ", "http://a.example"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[broken", None),
        ("https://a.example:port/", None),
        ("https://a.example/[1]#x#y", "https://a.example/%5B1%5D#x%23y"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/\ud800\u200f", "https://a.example/%EF%BF%BD%E2%80%8F"),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_kept(given_: str | None, expected: str | None) -> None:
    assert web_address(given_) == expected


def test_interval_of_any_precision_is_written() -> None:
    text = article("a", "Alia met Boria.")
    news = extraction(text, stated(text, "alia", "metWith", "boria", time=Interval.of(2024, 2)))
    assert Literal("2024-02-29", datatype=XSD.date) in set(
        to_rdflib(assemble([news])).objects(None, SEM.hasLatestEndTimeStamp)
    )
