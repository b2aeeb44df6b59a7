"""From files to files by the command line: good inputs, bad inputs, both."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.link.gazetteer import ENTITY_COLUMNS

KIM = "ar-kim-new-year-telegram-2025.txt"

FRENCH = (
    "Le président français a reçu mardi à Paris le chancelier allemand. Les deux dirigeants ont parlé de la défense de "
    "l'Europe, de la guerre en Ukraine et du budget de l'Union, puis ils ont dîné ensemble au palais.\n"
)

BAD: dict[str, Callable[[Path], object]] = {
    "empty.txt": lambda path: path.write_text(""),
    "blank.txt": lambda path: path.write_text(" \n\n"),
    "binary.txt": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "broken.json": lambda path: path.write_text('{"id": "a", "text": '),
    "broken.jsonl": lambda path: path.write_text('{"id": 1}\nno json\n'),
    "missing.txt": lambda path: None,
    "image.png": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"),
    "french.txt": lambda path: path.write_text(FRENCH, "utf-8"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["build", "extract", "show"])
def test_bad_input_is_named_and_leaves_no_output(cli, tmp_path: Path, command: str, name: str) -> None:
    BAD[name](tmp_path / name)
    output = tmp_path / "output"
    outcome = cli(command, tmp_path / name, *(("-o", output) if command != "show" else ()))
    assert outcome.code == 1
    assert name in outcome.err
    assert "Traceback" not in outcome.err
    assert not output.exists()


def test_good_inputs_survive_bad_ones(cli, articles: Path, tmp_path: Path) -> None:
    for name, make in BAD.items():
        make(tmp_path / name)
    output = tmp_path / "graph.ttl"
    outcome = cli("build", *(tmp_path / name for name in BAD), articles / KIM, "-o", output)
    assert outcome.code == 3
    assert all(name in outcome.err for name in BAD)
    assert KIM.removesuffix(".txt") in output.read_text("utf-8")


def test_failed_build_leaves_the_earlier_graph(cli, tmp_path: Path) -> None:
    output = tmp_path / "graph.ttl"
    output.write_text("earlier")
    assert cli("build", tmp_path / "missing.txt", "-o", output).code == 1
    assert output.read_text() == "earlier"


def test_impossible_output_is_said_before_the_work(cli, articles: Path, tmp_path: Path) -> None:
    outcome = cli("build", articles, "-o", tmp_path / "no" / "graph.ttl")
    assert outcome.code == 2
    assert "create it first" in outcome.err


def test_build_writes_graph_and_page_and_counts(cli, articles: Path, tmp_path: Path) -> None:
    ttl, html = tmp_path / "graph.ttl", tmp_path / "graph.html"
    outcome = cli("build", articles / KIM, "-o", ttl, "--html", html)
    assert (outcome.code, outcome.err) == (0, "")
    assert "gke:kim-jong-un" in ttl.read_text("utf-8")
    assert "<html" in html.read_text("utf-8")
    for word in ("Articles", "Person", "Relations", "verbal cooperation", "Evidence", "words/s"):
        assert word in outcome.out


def test_quiet_says_nothing(cli, articles: Path, tmp_path: Path) -> None:
    outcome = cli("build", articles / KIM, "-o", tmp_path / "graph.ttl", "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_verbose_names_each_article(cli, articles: Path, tmp_path: Path) -> None:
    outcome = cli("build", articles / KIM, "-o", tmp_path / "graph.ttl", "--verbose")
    assert KIM.removesuffix(".txt") in outcome.err


def test_graph_on_stdout_is_the_graph_alone(cli, articles: Path, tmp_path: Path) -> None:
    cli("build", articles / KIM, "-o", tmp_path / "graph.ttl")
    assert cli("build", articles / KIM, "-o", "-").out == (tmp_path / "graph.ttl").read_text("utf-8")


def test_given_date_and_publisher_are_used(cli, articles: Path, tmp_path: Path) -> None:
    text = (articles / KIM).read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    outcome = cli("extract", tmp_path / "a.txt", "--date", "2025-12-30", "--publisher", "The Monitor")
    article = json.loads(outcome.out)["article"]
    assert (article["date"], article["publisher"]) == ("2025-12-30", "The Monitor")


def test_further_seeds_are_read(cli, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "The envoy Zorblat Quux met Vladimir Putin in Moscow on Sunday, and the two men spoke about the war.\n", "utf-8"
    )
    table = tmp_path / "mine.tsv"
    table.write_text("\t".join(ENTITY_COLUMNS) + "\nzorblat-quux\tPerson\t\tZorblat Quux\n", "utf-8")
    with_table = json.loads(cli("extract", article, "--seeds", table).out)
    [found] = [entity for entity in with_table["entities"] if entity["id"] == "zorblat-quux"]
    assert found["known"] is True


def test_malformed_seeds_are_bad_input(cli, articles: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("id\ten\nx\tX\n")
    outcome = cli("build", articles / KIM, "--seeds", table, "-o", tmp_path / "graph.ttl")
    assert outcome.code == 2
    assert "mine.tsv" in outcome.err
    assert not (tmp_path / "graph.ttl").exists()


def test_extract_has_a_stable_documented_form(cli, articles: Path) -> None:
    outcome = cli("extract", articles / KIM)
    [line] = outcome.out.splitlines()
    record = json.loads(line)
    assert list(record) == ["article", "publisher", "entities", "mentions", "relations"]
    text = record["article"]["text"]
    assert text == (articles / KIM).read_text("utf-8")
    evidence = [evidence for relation in record["relations"] for evidence in relation["evidence"]]
    assert evidence
    assert all(text[found["begin"] : found["end"]] == found["quote"] for found in evidence)
    assert {found["article"] for found in evidence} == {record["article"]["sha256"]}
    assert "\\u" not in line


def test_extract_writes_a_line_an_article(cli, articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    assert cli("extract", articles / "records.jsonl", articles / KIM, "-o", output).code == 0
    ids = [json.loads(line)["article"]["id"] for line in output.read_text("utf-8").splitlines()]
    assert len(ids) == 4
    assert ids[-1] == KIM.removesuffix(".txt")


def test_show_marks_mentions_and_lists_relations(cli, articles: Path) -> None:
    out = cli("show", articles / KIM).out
    assert "[kim-jong-un]" in out
    assert "[headline]" in out
    assert re.search(r"^ *1\. \S+ \w+ \S+ +actual", out, re.MULTILINE)
    assert "“" in out
