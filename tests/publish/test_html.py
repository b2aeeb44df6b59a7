"""The page as text; `explorer` has the tests in a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from made_up import made_up
from sample_extractions import small_news

from graphkit.assemble import assemble
from graphkit.publish.assets import hashed, script, styles
from graphkit.publish.html import to_html, to_view_json
from graphkit.publish.load import load_graph, read_store
from graphkit.publish.turtle import to_turtle
from graphkit.publish.view_data import SOURCES
from graphkit.store import open_store


def data(page: str, name: str) -> dict:
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page)[1])


def test_page_of_a_file_or_a_store_is_that_of_the_assembly(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(assemble(small_news())), "utf-8")
    page = to_html(assemble(small_news()))
    assert to_html(load_graph(path)) == page
    assert to_html(read_store(path)) == page


def test_page_names_no_outside_resource() -> None:
    markup = re.sub(r"<script[^>]*>.*?</script>", "", to_html(assemble(small_news())), flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import""", markup)


def test_policy_allows_this_script_and_style_only() -> None:
    page = to_html(made_up(10))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["script-src"] == hashed(script())
    assert rules["style-src"] == hashed(styles())
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    assert script() in page and styles() in page
    assert not re.search(r"<[^>]* (?:on\w+|style)=", re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL))


def test_page_holds_nodes_edges_and_options_of_the_network() -> None:
    page = to_html(assemble(small_news()))
    nodes, edges = data(page, "nodes"), data(page, "edges")
    assert nodes["count"] == 5
    assert {"id", "label", "group", "value", "x", "y"} <= nodes["columns"].keys()
    assert {"from", "to", "label", "color", "dashes", "width", "arrows"} <= edges["columns"].keys()
    assert data(page, "options")["groups"]["State"]["shape"] == "square"


def test_data_to_fetch_is_what_the_page_would_hold() -> None:
    news = assemble(small_news())
    fetched, page = json.loads(to_view_json(news)), to_html(news)
    for name in ("nodes", "edges", "facts", "options", "terms", "details"):
        assert fetched[name] == data(page, name)
    shell = to_html(None, data_url="/data.json?a=1&b=2")
    assert 'data-source="/data.json?a=1&amp;b=2"' in shell
    assert "application/json" not in shell
    assert "connect-src &#x27;self&#x27;" in shell


@pytest.mark.parametrize("kind", ["js", "css"])
def test_sources_of_the_page_are_short(kind: str) -> None:
    for path in (SOURCES / kind).iterdir():
        assert len(path.read_text("utf-8").splitlines()) <= 300, path.name


def test_no_two_parts_of_the_script_use_one_name() -> None:
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script(), flags=re.MULTILINE)
    assert len(names) == len(set(names))


def test_command_writes_the_page(cli, graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.html"
    assert cli("view", graph, "-o", target).code == 0
    assert target.read_text("utf-8") == to_html(read_store(graph))
    assert cli("view", tmp_path / "missing.ttl", "-o", target).code == 2


def test_command_takes_a_store(cli, tmp_path: Path) -> None:
    with open_store(tmp_path / "store", create=True) as store:
        store.add(small_news())
    assert cli("view", tmp_path / "store", "-o", tmp_path / "graph.html").code == 0
    page = (tmp_path / "graph.html").read_text("utf-8")
    assert data(page, "nodes")["count"] == 5
    assert page == to_html(assemble(small_news()))
