"""Commands on a finished graph: query, validate, export, evaluate; and the check of the tables."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import networkx as nx
import pytest
from rdflib.compare import isomorphic

from graphkit.link.gazetteer import ENTITY_COLUMNS
from graphkit.publish.export import FORMATS
from graphkit.publish.load import load_graph

TELEGRAM = "SELECT ?who ?to WHERE { ?r rdf:subject ?who ; rdf:predicate gk:sentTelegramTo ; rdf:object ?to }"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix : <")
    return path


def test_query_knows_the_prefixes(cli, graph: Path) -> None:
    outcome = cli("query", graph, TELEGRAM)
    assert outcome.code == 0
    assert "gke:kim-jong-un" in outcome.out


def test_query_as_csv_and_json(cli, graph: Path) -> None:
    [header, *rows] = csv.reader(io.StringIO(cli("query", graph, TELEGRAM, "--format", "csv").out))
    assert header == ["who", "to"]
    found = json.loads(cli("query", graph, TELEGRAM, "--format", "json").out)
    assert [[row["who"]["value"], row["to"]["value"]] for row in found["results"]["bindings"]] == rows


@pytest.mark.parametrize(("ask", "code"), [("ASK { ?s a gk:Person }", 0), ("ASK { ?s a gk:Nothing }", 1)])
def test_ask_answers_with_the_exit_code(cli, graph: Path, ask: str, code: int) -> None:
    outcome = cli("query", graph, ask)
    assert (outcome.code, outcome.out) == (code, "no\n" if code else "yes\n")


def test_wrong_sparql_is_bad_input(cli, graph: Path) -> None:
    outcome = cli("query", graph, "SELECT WHERE")
    assert outcome.code == 2
    assert "SPARQL" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [("query", "{}", "ASK {}"), ("validate", "{}"), ("export", "{}", "-o", "{}.nt"), ("evaluate", "{}", ".")],
)
def test_missing_and_broken_graphs_are_bad_input(cli, tmp_path: Path, broken: Path, arguments: tuple[str, ...]) -> None:
    for path in (broken, tmp_path / "missing.ttl"):
        outcome = cli(*(word.format(path) for word in arguments))
        assert outcome.code == 2
        assert path.name in outcome.err
        assert "Traceback" not in outcome.err


def test_samples_conform(cli, graph: Path) -> None:
    outcome = cli("validate", graph)
    assert outcome.code == 0, outcome.out
    assert "conforms" in outcome.out


def test_graph_that_does_not_conform_is_code_1(cli, graph: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.ttl"
    lines = graph.read_text("utf-8").splitlines(keepends=True)
    spoilt.write_text("".join(line for line in lines if "gk:status" not in line), "utf-8")
    outcome = cli("validate", spoilt)
    assert outcome.code == 1
    assert "Violation" in outcome.out


@pytest.mark.parametrize("name", ["nt", "jsonld", "rdf", "ttl"])
def test_rdf_exports_hold_the_same_graph(cli, graph: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / f"out.{name}"
    assert cli("export", graph, "-o", output).code == 0
    assert isomorphic(load_graph(output), load_graph(graph))


def test_graphml_has_the_entities_and_edges(cli, graph: Path, tmp_path: Path) -> None:
    output = tmp_path / "graph.graphml"
    assert cli("export", graph, "--format", "graphml", "-o", output).code == 0
    network = nx.read_graphml(output)
    assert any("kim-jong-un" in str(node) for node in network.nodes)
    assert network.number_of_edges() > 10


def test_csv_makes_two_tables(cli, graph: Path, tmp_path: Path) -> None:
    assert cli("export", graph, "-o", tmp_path / "out.csv").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out-edges.csv", "out-nodes.csv"]
    edges = list(csv.DictReader((tmp_path / "out-edges.csv").open(encoding="utf-8-sig")))
    assert any(edge["predicate"] == "sentTelegramTo" and edge["quote"] for edge in edges)


def test_every_format_is_offered(cli) -> None:
    assert "|".join(sorted(FORMATS)) in "".join(cli("export", "--help").out.split())


def test_unknown_format_is_bad_input(cli, graph: Path, tmp_path: Path) -> None:
    outcome = cli("export", graph, "-o", tmp_path / "out.docx")
    assert outcome.code == 2
    assert "docx" in outcome.err
    assert not list(tmp_path.iterdir())


def test_evaluate_prints_the_figures(cli, graph: Path, tmp_path: Path) -> None:
    row = {"s": {"id": "KimJongUn"}, "p": "sentTelegramTo", "o": {"id": "VladimirPutin"}}
    row |= {"status": "actual", "weight": "core"}
    names = [
        {"id": "KimJongUn", "en": ["Kim Jong Un"]},
        {"id": "VladimirPutin", "en": ["Vladimir Putin"]},
    ]
    (tmp_path / "ar-condolences-matsegora-2025.jsonl").write_text(json.dumps(row))
    (tmp_path / "entities.jsonl").write_text("\n".join(map(json.dumps, names)))
    figures = json.loads(cli("evaluate", graph, tmp_path, "--json").out)
    assert figures["total"]["recall"] == 1.0
    outcome = cli("evaluate", graph, tmp_path, "--errors")
    assert outcome.code == 0
    assert "1.000" in outcome.out
    assert "extra" in outcome.out


def test_shipped_tables_are_in_order(cli) -> None:
    outcome = cli("seeds", "check")
    assert outcome.code == 0, outcome.err


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"id": ""}, "id is empty"),
        ({"en": ""}, "en is empty"),
        ({"id": "No Slug"}, "no slug"),
        ({"id": "russia"}, "exists already"),
        ({"type": "Robot"}, "unknown type Robot"),
        ({"wikidata": "56226"}, "no Wikidata id"),
        ({"state": "atlantis"}, "state atlantis is in no table"),
        ({"parent": "atlantis"}, "parent atlantis is in no table"),
    ],
)
def test_mistakes_in_a_table_are_named_by_line(cli, tmp_path: Path, cells: dict[str, str], message: str) -> None:
    row = dict.fromkeys(ENTITY_COLUMNS, "") | {"id": "quux", "type": "Person", "en": "Quux"} | cells
    table = tmp_path / "mine.tsv"
    table.write_text("\t".join(ENTITY_COLUMNS) + "\n# a comment\n" + "\t".join(row.values()) + "\n", "utf-8")
    outcome = cli("seeds", "check", "--seeds", table)
    assert outcome.code == 1
    assert message in outcome.err
    assert "mine.tsv, line 3" in outcome.err


def test_missing_table_is_named(cli, tmp_path: Path) -> None:
    outcome = cli("seeds", "check", "--seeds", tmp_path / "none.tsv")
    assert outcome.code == 1
    assert "none.tsv" in outcome.err


def test_query_reads_a_graph_of_any_name(cli, graph: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copy(graph, copy)
    assert cli("query", copy, "ASK { ?s a gk:Person }").code == 0
