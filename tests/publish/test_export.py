"""The formats for other programs, beyond those of networks and plain RDF."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import DCAT, VOID, XSD
from sample_extractions import article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.publish.export import export, write_description
from graphkit.publish.lines import article_graphs, read_lines
from graphkit.publish.load import load_graph
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.tables import EVENT_COLUMNS
from graphkit.vocabulary import GKA, PREFIXES, mode


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    [path] = export(assemble(small_news()), "ttl", tmp_path / "graph.ttl")
    return path


@pytest.mark.parametrize("format", ["trig", "nq"])
def test_data_set_has_a_graph_an_article(turtle: Path, tmp_path: Path, format: str) -> None:
    [path] = export(turtle, format, tmp_path / f"out.{format}")
    store = ox.Store()
    store.bulk_load(path=str(path))
    default = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert len(default) == len(to_rdflib(assemble(small_news())))
    assert len(list(store.named_graphs())) == 2
    for graph in store.named_graphs():
        assert graph.value.startswith(GKA)
        inside = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
        assert inside < default
        subjects = [triple.subject.value for triple in inside]
        assert graph.value in subjects
        links = [triple.object.value for triple in inside if triple.predicate.value == PREFIXES["gk"] + "evidence"]
        assert links
        assert set(links) < set(subjects)


@pytest.mark.parametrize("format", ["trig", "nq", "jsonld", "void", "events"])
def test_same_graph_same_bytes(turtle: Path, tmp_path: Path, format: str) -> None:
    [one] = export(turtle, format, tmp_path / "one")
    [two] = export(assemble(reversed(small_news())), format, tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()


def test_data_set_comes_back_as_the_graph(turtle: Path, tmp_path: Path) -> None:
    for format in ("trig", "nq", "jsonld"):
        [path] = export(turtle, format, tmp_path / f"out.{format}")
        assert set(load_graph(path)) == set(load_graph(turtle))
        [again] = export(path, "ttl", tmp_path / "again.ttl")
        assert again.read_bytes() == turtle.read_bytes()


def test_graphs_of_articles_in_a_store_are_those_that_are_exported(tmp_path: Path) -> None:
    from graphkit.store import open_store

    with open_store(tmp_path / "news.store", create=True) as store:
        store.add(small_news())
    [path] = export(tmp_path / "news.store", "nq", tmp_path / "out.nq")
    exported, kept = (set(ox.parse(path=str(path))), set(ox.Store.read_only(str(tmp_path / "news.store" / "rdf"))))
    named = {quad for quad in kept if quad.graph_name != ox.DefaultGraph()}
    assert named == {quad for quad in exported if quad.graph_name != ox.DefaultGraph()}
    assert kept == exported


def test_odd_texts_survive_as_json_ld(tmp_path: Path) -> None:
    text = article("odd", 'Alia \\u0041 "met"\t\x00\x7f\u2028\\ 😀\ufffe Boria\\')
    assembly = assemble([extraction(text, stated(text, "alia", "metWith", "boria"))])
    [path] = export(assembly, "jsonld", tmp_path / "odd.jsonld")
    json.loads(path.read_text("utf-8"))
    assert set(load_graph(path)) == set(to_rdflib(assembly))
    assert set(Graph().parse(path, format="json-ld")) == set(to_rdflib(assembly))


def test_json_ld_has_a_context(turtle: Path, tmp_path: Path) -> None:
    [path] = export(turtle, "jsonld", tmp_path / "out.jsonld")
    document = json.loads(path.read_text("utf-8"))
    assert document["@context"]["gke"] == PREFIXES["gke"]
    chief = next(node for node in document["@graph"] if node["@id"] == "gke:omar-saleh")
    assert chief["@type"] == ["gk:Person", "schema:Person"]
    assert {"@language": "ar", "@value": "عمر صالح"} in chief["rdfs:label"]


def rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_events_are_those_with_a_category(turtle: Path, tmp_path: Path) -> None:
    [path] = export(turtle, "events", tmp_path / "events.csv")
    found = rows(path, "utf-8-sig")
    assert tuple(found[0]) == EVENT_COLUMNS
    assert {row["relation"] for row in found} == {"sentTelegramTo", "deployedTroopsTo", "attacked"}
    [telegram] = [row for row in found if row["relation"] == "sentTelegramTo"]
    assert (
        telegram
        | {
            "date": "2025-03-02",
            "precision": "day",
            "actor": "omar-saleh",
            "actor_type": "Person",
            "actor_wikidata": "Q2002",
            "recipient_name": "Ivan Petrov",
            "category": "CONSULT",
            "quad_class": "1",
            "status": "Actual",
            "articles": "telegram-ar | telegram-en",
            "evidence": telegram["evidence"],
        }
        == telegram
    )
    assert telegram["evidence"]
    troops = [row for row in found if row["relation"] == "deployedTroopsTo"]
    assert {row["mode"] for row in troops} == {"troops"}
    assert {row["status"] for row in troops} == {"Actual", "Denied"}
    assert [row["precision"] for row in found if row["relation"] == "attacked"] == ["year"]


def test_modes_are_those_of_the_category_of_their_relation() -> None:
    from graphkit.vocabulary import PLOVER, properties

    named = {name: mode(name) for name in properties() if mode(name)}
    assert len(named) > 25
    for name, found in named.items():
        assert PLOVER[f"{properties()[name].category}-{found}"]


def test_tables_for_neo4j(turtle: Path, tmp_path: Path) -> None:
    paths = export(turtle, "neo4j", tmp_path / "neo.csv")
    assert [path.name for path in paths] == ["neo-nodes.csv", "neo-edges.csv"]
    nodes, edges = (rows(path) for path in paths)
    ids = {row[":ID"] for row in nodes}
    assert {row[":LABEL"] for row in nodes} >= {"Entity;Person", "Entity;State;Country"}
    assert all(row[":START_ID"] in ids and row[":END_ID"] in ids and row[":TYPE"] for row in edges)
    assert {float(row["belief:double"]) for row in edges}
    assert "telegram-ar;telegram-en" in {row["articles:string[]"] for row in edges}


def test_description_counts_what_is_there(turtle: Path, tmp_path: Path) -> None:
    [export_] = export(turtle, "trig", tmp_path / "graph.trig")
    path = write_description(turtle, export_)
    assert path.name == "graph.trig.void.ttl"
    graph = Graph().parse(path)
    data = URIRef("https://w3id.org/graphkit/dataset")
    counted = load_graph(turtle)
    assert graph.value(data, VOID.triples).toPython() == len(counted)
    assert graph.value(data, VOID.documents).toPython() == 2
    parts = {graph.value(part, VOID.property) for part in graph.objects(data, VOID.propertyPartition)}
    assert parts == set(counted.predicates())
    sums = sum(graph.value(part, VOID.triples).toPython() for part in graph.objects(data, VOID.propertyPartition))
    assert sums == len(counted)
    assert next(graph.objects(None, DCAT.byteSize)).toPython() == export_.stat().st_size
    assert str(next(graph.objects(None, DCAT.downloadURL))).endswith("/graph.trig")
    assert next(graph.objects(None, DCAT.startDate)).datatype == XSD.date


def test_command_describes_what_it_writes(cli, turtle: Path, tmp_path: Path) -> None:
    assert cli("export", turtle, "-o", tmp_path / "out.nq", "--describe").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "out.nq", "out.nq.void.ttl"]


def test_rdflib_reads_the_data_set(turtle: Path, tmp_path: Path) -> None:
    [path] = export(turtle, "trig", tmp_path / "out.trig")
    assert len({graph.identifier for graph in Dataset().parse(path, format="trig").graphs()}) >= 2


def test_lines_are_sorted_and_each_there_once(turtle: Path) -> None:
    lines = read_lines(turtle)
    assert lines == sorted(set(lines))
    for part in article_graphs(lines).values():
        assert part == sorted(set(part))
