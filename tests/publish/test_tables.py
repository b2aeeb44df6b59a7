from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest
from rdflib import XSD, Graph
from sample_extractions import article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.errors import GraphError
from graphkit.publish.export import FORMATS, export
from graphkit.publish.load import load_graph
from graphkit.publish.network import networkx_from_rdf, to_networkx
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.turtle import to_turtle


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(assemble(small_news())), "utf-8")
    return path


def test_network_has_a_node_an_entity_and_an_edge_a_relation() -> None:
    network = to_networkx(assemble(small_news()))
    assert network.nodes["omar-saleh"]["label_ar"] == "عمر صالح"
    assert network.nodes["omar-saleh"]["type"] == "Person"
    [telegram] = network["omar-saleh"]["ivan-petrov"].values()
    assert telegram["predicate"] == "sentTelegramTo"
    assert telegram["quadrant"] == "verbal-cooperation"
    assert telegram["articles"] == "telegram-ar | telegram-en"
    assert telegram["begin"] == "2025-03-02"
    assert network.nodes["ivan-petrov"]["diedOn"] == "2025-03-02"
    assert network.number_of_edges() == 5


def test_network_of_the_file_is_that_of_the_assembly(turtle: Path) -> None:
    given, loaded = to_networkx(assemble(small_news())), networkx_from_rdf(load_graph(turtle))
    assert dict(given.nodes(data=True)) == dict(loaded.nodes(data=True))
    assert sorted(given.edges(keys=True)) == sorted(loaded.edges(keys=True))


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf", "jsonld"])
def test_other_syntaxes_hold_the_same_triples(turtle: Path, tmp_path: Path, format: str) -> None:
    [path] = export(turtle, format, tmp_path / f"out.{format}")
    assert set(load_graph(path)) == set(to_rdflib(assemble(small_news())))
    before = path.read_bytes()
    export(assemble(reversed(small_news())), format, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf"])
def test_numbers_and_dates_keep_their_spelling(tmp_path: Path, format: str) -> None:
    spelt = {"decimal": "1.50", "integer": "007", "dateTime": "2025-03-02T10:00:00Z", "double": "1.0E0"}
    path = tmp_path / "numbers.nt"
    path.write_text("".join(f'<urn:a> <urn:b> "{text}"^^<{XSD[kind]}> .\n' for kind, text in spelt.items()))
    assert sorted(map(str, load_graph(path).objects())) == sorted(spelt.values())
    [copy] = export(path, format, tmp_path / f"copy.{format}")
    assert set(load_graph(copy)) == set(load_graph(path))


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_can_be_read_back(tmp_path: Path, format: str, read) -> None:
    text = article("odd", "Alia \x00\x0b met\ufffe Boria & <others>.")
    news = [*small_news(), extraction(text, stated(text, "alia", "metWith", "boria"))]
    [path] = export(assemble(news), format, tmp_path / "out")
    network = read(path)
    assert network.number_of_edges() == 6
    [meeting] = [edge for *_, edge in network.edges(data=True) if edge["predicate"] == "metWith"]
    assert meeting["quote"] == "Alia \ufffd\ufffd met\ufffd Boria & <others>."


def test_rdf_xml_of_odd_characters_is_well_formed(tmp_path: Path) -> None:
    text = article("odd", "Alia \x00 met\x1f Boria.")
    [path] = export(assemble([extraction(text, stated(text, "alia", "metWith", "boria"))]), "rdf", tmp_path / "odd.rdf")
    assert Graph().parse(path, format="xml")


def test_csv_is_two_tables_that_spreadsheets_do_not_run(tmp_path: Path) -> None:
    text = article("odd", "=HYPERLINK(1)")
    news = [*small_news(), extraction(text, stated(text, "alia", "metWith", "boria"))]
    nodes, edges = export(assemble(news), "csv", tmp_path / "out.csv")
    assert (nodes.name, edges.name) == ("out-nodes.csv", "out-edges.csv")
    with edges.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["quote"] for row in rows if row["predicate"] == "metWith"} == {"'=HYPERLINK(1)"}
    with nodes.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["label_ar"] for row in csv.DictReader(stream)} >= {"عاليا", "عمر صالح"}


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_an_empty_graph_can_be_exported(tmp_path: Path, format: str) -> None:
    assert all(path.is_file() for path in export(assemble([]), format, tmp_path / "empty"))


def test_unknown_format_is_named(turtle: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"'docx'.*graphml"):
        export(turtle, "docx", tmp_path / "out")


def test_target_that_cannot_be_written_is_named(turtle: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no-such-folder"):
        export(turtle, "nt", tmp_path / "no-such-folder" / "out.nt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.ttl", b"<a> <b> ."),
        ("binary.ttl", b"\xff\xfe\x00\x01"),
        ("half.rdf", b"<rdf:RDF"),
        ("x.jsonld", b"{"),
        ("nested.ttl", b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> ."),
    ],
)
def test_broken_files_are_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=name):
        load_graph(tmp_path / name)


def test_missing_files_and_directories_are_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"none\.ttl"):
        load_graph(tmp_path / "none.ttl")
    with pytest.raises(GraphError, match=tmp_path.name):
        load_graph(tmp_path)
