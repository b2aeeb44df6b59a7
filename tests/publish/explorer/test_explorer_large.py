"""Graphs of 1,000, 5,000 and 20,000 entities."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import made_up

from graphkit.publish.html import to_html


@pytest.fixture(scope="module", params=[1000, 5000, 20_000])
def large(request: pytest.FixtureRequest, pages: Path) -> Path:
    path = pages / f"large-{request.param}.html"
    path.write_text(to_html(made_up(request.param)), "utf-8")
    return path


def test_large_graph_begins_with_what_matters_and_has_the_rest(explorer, large: Path) -> None:
    explorer.open(large)
    start = explorer.shown()
    assert 20 < len(start) <= 60
    strongest = explorer.js(
        "return [...graphkit.G.value.keys()].sort((a, b) => graphkit.G.value[b] - graphkit.G.value[a])[0]"
    )
    assert explorer.js("return graphkit.G.id[arguments[0]]", strongest) in start
    assert explorer.js("return graphkit.V.nodes.length === new Set(graphkit.V.nodes).size")

    explorer.press("[data-scope='all']")
    assert len(explorer.shown()) == explorer.js("return graphkit.G.count")
    explorer.wait("return document.getElementById('canvas').dataset.drawn > 1")

    weakest = explorer.js("return graphkit.G.id[graphkit.V.nodes.at(-1)]")
    name = explorer.js("return graphkit.G.names.ar[graphkit.V.nodes.at(-1)]")
    explorer.press("[data-scope='main']")
    explorer.look_for(name)
    explorer.keys("\ue007")
    assert weakest in explorer.shown()
    assert name.split()[-1] in explorer.panel

    explorer.press("[data-act='around2']")
    assert len(explorer.shown()) <= 250
    explorer.filter("statuses", "Actual")
    assert "Actual" not in explorer.js("return graphkit.V.rows.map((row) => graphkit.R.status[row])")
    explorer.press("#reset")
    explorer.press("#as-table")
    assert explorer.all("#table tbody tr")


def test_large_graph_is_moved_with_mouse_and_wheel(explorer, large: Path) -> None:
    explorer.open(large, "lang=en&scope=all")
    before = explorer.js("return [graphkit.camera.x, graphkit.camera.k]")
    drawn = explorer.js("return Number(document.getElementById('canvas').dataset.drawn)")
    explorer.drag((700, 120), (780, 160))
    explorer.js(
        """const turn = { deltaY: -300, clientX: 700, clientY: 400, cancelable: true };
        document.getElementById("canvas").dispatchEvent(new WheelEvent("wheel", turn));"""
    )
    after = explorer.js("return [graphkit.camera.x, graphkit.camera.k]")
    assert after[0] != before[0] and after[1] > before[1]
    explorer.wait("return Number(document.getElementById('canvas').dataset.drawn) > arguments[0]", drawn)
