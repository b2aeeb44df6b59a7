"""Pictures, tables, graphs, queries and links to take away."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sample_extractions import small_news

from graphkit.assemble import assemble
from graphkit.publish.load import load_graph
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.shapes import validate
from graphkit.publish.sparql import query


def test_picture_is_a_png(explorer, small: Path) -> None:
    explorer.open(small)
    assert explorer.taken("png").startswith("\ufffdPNG")
    assert explorer.js("return window.savedAs") == "graph.png"


def test_drawing_has_the_names(explorer, small: Path) -> None:
    explorer.open(small)
    root = ET.fromstring(explorer.taken("svg"))
    texts = {
        "".join(each.itertext()).strip("\u2066\u2067\u2069") for each in root.iter("{http://www.w3.org/2000/svg}text")
    }
    assert {"Omar Saleh", "Ivan Petrov", "Green River"} <= texts
    assert len(root.findall("{http://www.w3.org/2000/svg}path")) > 5


def test_table_has_a_line_a_relation(explorer, small: Path) -> None:
    explorer.open(small)
    rows = list(csv.DictReader(io.StringIO(explorer.taken("csv").lstrip("\ufeff"))))
    assert {row["id"] for row in rows} == explorer.relations()
    [telegram] = [row for row in rows if row["predicate"] == "sentTelegramTo"]
    assert (telegram["subject"], telegram["object"], telegram["begin"]) == ("omar-saleh", "ivan-petrov", "2025-03-02")


def test_turtle_is_a_part_of_the_graph(explorer, small: Path, tmp_path: Path) -> None:
    explorer.open(small)
    explorer.filter("statuses", "Possible")
    path = tmp_path / "taken.ttl"
    path.write_text(explorer.taken("ttl"), "utf-8")
    taken, whole = set(load_graph(path)), set(to_rdflib(assemble(small_news())))
    assert taken <= whole
    assert len(taken) > 100
    assert len({s for s, p, _ in taken if p.endswith("#predicate")}) == len(explorer.relations())
    assert validate(path).conforms


@pytest.mark.parametrize(
    "fragment",
    [
        "scope=all",
        "scope=main",
        "focus=russia,1",
        "scope=all&no-statuses=Denied,Planned&belief=0.65",
        "scope=all&no-quadrants=verbal-cooperation,none",
        "scope=all&no-categories=CONSULT&from=2024-10-01&undated=no",
        "scope=all&no-types=Person&no-langs=ar",
        "scope=all&no-publishers=0,2,99&hidden=russia",
        "scope=all&no-predicates=visited,metWith&to=2025-06-30",
    ],
)
def test_query_finds_what_the_filter_shows(explorer, samples: Path, graph: Path, fragment: str) -> None:
    explorer.open(samples, f"lang=en&{fragment}")
    rows = query(graph, explorer.js("return graphkit.sparql()")).rows
    assert {str(row[0]).rsplit("/", 1)[-1] for row in rows} == explorer.relations()
    assert rows


def test_query_can_be_copied(explorer, small: Path) -> None:
    explorer.open(small)
    explorer.press("#export-open")
    explorer.press("[data-export='sparql']")
    assert explorer.find("#text").get_attribute("value").startswith("PREFIX gk:")
    explorer.press("#copy")
    explorer.wait("return document.getElementById('copy').textContent === 'Copied'")
    explorer.keys("\ue00c")


def test_link_restores_what_is_shown(explorer, samples: Path) -> None:
    explorer.open(samples, "lang=en&theme=dark&focus=russia,2&no-statuses=Denied&belief=0.6&from=2024-01-01")
    explorer.js("graphkit.goTo(graphkit.G.index.get('ukraine'))")
    explorer.press("[data-act='pin']")
    explorer.press("#language")
    before = (explorer.fragment, explorer.shown(), explorer.relations(), explorer.panel)
    explorer.open(samples, before[0])
    assert (explorer.fragment, explorer.shown(), explorer.relations(), explorer.panel) == before
    for part in (
        "lang=ar",
        "theme=dark",
        "focus=russia,2",
        "no-statuses=Denied",
        "belief=0.6",
        "entity=ukraine",
        "pinned=",
    ):
        assert part in before[0]


def test_link_that_makes_no_sense_shows_the_page(explorer, small: Path) -> None:
    explorer.open(small, "lang=xx&focus=nobody,9&path=a,b&belief=much&pair=alia&community=zz&pinned=;,;x&no-types=")
    assert "Alia" in explorer.panel or explorer.shown()


def test_print_leaves_out_what_cannot_be_used_on_paper(explorer, small: Path) -> None:
    explorer.open(small, "lang=en&pair=omar-saleh,ivan-petrov")
    explorer.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not explorer.find("#filters").is_displayed()
        assert not explorer.find("#timeline").is_displayed()
        assert explorer.find("#canvas").is_displayed()
        assert "sent Ivan Petrov a telegram" in explorer.panel
    finally:
        explorer.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
