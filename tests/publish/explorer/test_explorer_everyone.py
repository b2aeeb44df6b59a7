"""By keyboard, by screen reader, on a phone; safe with any text, silent on the network."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import pytest
from sample_extractions import CHIEF, ENTITIES, article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.publish.html import to_html, to_view_json
from graphkit.publish.notebook import explore

PAYLOAD = "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 2'> href {{ 7 * 7 }} ${7*7}"
AXE = Path(__file__).parents[2] / "vendor" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["", "entity=russia", "pair=north-korea,russia", "view=table"])
def test_axe_finds_nothing_serious(explorer, samples: Path, lang: str, theme: str, fragment: str) -> None:
    explorer.open(samples, f"lang={lang}&theme={theme}&{fragment}")
    assert serious(explorer) == []


@pytest.mark.parametrize("opener", ["#paths-open", "#help-open"])
def test_axe_finds_nothing_serious_in_dialogs(explorer, samples: Path, opener: str) -> None:
    explorer.open(samples)
    explorer.press(opener)
    assert serious(explorer) == []
    explorer.keys("\ue00c")


def serious(explorer) -> list[tuple[str, str]]:
    explorer.js(AXE.read_text("utf-8"))
    found = explorer.driver.execute_async_script(
        "const done = arguments[0]; axe.run().then((each) => done(each.violations));"
    )
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]


def test_arrows_go_from_entity_to_entity(explorer, small: Path) -> None:
    explorer.open(small)
    explorer.js("document.getElementById('canvas').focus()")
    visited = set()
    for key in ("\ue014", "\ue014", "\ue012", "\ue015", "\ue013", "\ue014"):
        explorer.keys(key)
        visited.add(explorer.js("return graphkit.G.id[graphkit.state.selected.node]"))
    assert len(visited) > 1
    assert explorer.find("#live").text or explorer.js("return document.getElementById('live').textContent")
    explorer.keys("p")
    assert "pinned=" in explorer.fragment
    explorer.keys("\ue007")
    assert "focus=" in explorer.fragment
    assert explorer.js("return document.activeElement.id") == "panel"
    explorer.keys("\ue00c", "\ue00c")
    assert "focus=" not in explorer.fragment


def test_letters_open_search_table_filters_and_help(explorer, small: Path) -> None:
    explorer.open(small)
    explorer.keys("t")
    assert explorer.find("#table").is_displayed()
    explorer.keys("t", "f")
    assert not explorer.find("#filters").is_displayed()
    explorer.keys("f", "?")
    assert explorer.find("#dialog kbd").is_displayed()
    explorer.keys("\ue00c", "/")
    assert explorer.js("return document.activeElement.id") == "search"


def test_everything_that_acts_can_be_reached_and_named(explorer, samples: Path) -> None:
    explorer.open(samples, "lang=en&entity=russia")
    nameless = explorer.js(
        """return [...document.querySelectorAll("button, input, a, canvas")].filter((each) => each.checkVisibility())
        .filter((each) => each.tabIndex < 0 ||
          !(each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.length))
        .map((each) => each.outerHTML.slice(0, 100))"""
    )
    assert nameless == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_phone_has_no_sideways_scrolling(explorer, samples: Path, lang: str) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    explorer.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        explorer.open(samples, f"lang={lang}&pair=north-korea,russia")
        assert explorer.js("return document.documentElement.scrollWidth") <= 390
        assert not explorer.find("#filters").is_displayed()
        explorer.press("#filters-toggle")
        assert explorer.find("#filters").size["width"] == 390
        explorer.press("#filters .closer")
        assert not explorer.find("#filters").is_displayed()
    finally:
        explorer.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture(scope="module")
def hostile(pages: Path) -> Path:
    """The small news and an article whose every text is an attack."""
    chief = replace(CHIEF, en=PAYLOAD, ar=PAYLOAD, aliases=((PAYLOAD + "!", "en"),))
    text = article("attack", PAYLOAD, title=PAYLOAD, publisher=PAYLOAD, url="javascript:window.broken=3", lang="en")
    relation = stated(text, "omar-saleh", "holdsOffice", "boria", role=PAYLOAD)
    entities = tuple(chief if entity.id == CHIEF.id else entity for entity in ENTITIES)
    path = pages / "hostile.html"
    news = assemble(replace(each, entities=entities) for each in (*small_news(), extraction(text, relation)))
    path.write_text(to_html(news), "utf-8")
    return path


def test_texts_of_articles_stay_texts(explorer, hostile: Path) -> None:
    explorer.open(hostile, "lang=en&pair=omar-saleh,boria")
    assert PAYLOAD in explorer.panel
    explorer.press("#language")
    explorer.js("graphkit.goTo(graphkit.G.index.get('omar-saleh'))")
    assert PAYLOAD in explorer.panel
    explorer.look_for("script")
    assert "window.broken" in explorer.find("#results").text
    explorer.keys("\ue00c")
    explorer.press("#as-table")
    assert PAYLOAD in explorer.find("#table").text
    x, y = explorer.find("#bars").location.values()
    explorer.click(x + 3, y + 3)
    for name in ("csv", "ttl"):
        assert "window.broken" in explorer.taken(name)
    explorer.press("#as-graph")
    assert "<script>" not in explorer.taken("svg")
    assert explorer.js("return window.broken") is None
    assert not explorer.all("img, #panel a[href^=javascript]")
    assert "49" not in explorer.panel


def test_address_of_the_page_stays_text(explorer, small: Path) -> None:
    attack = "lang=%3Cimg%20src=x%20onerror=window.broken=1%3E&focus=%3Cscript%3E&no-types=%3Cb%3E&from=%3Ci%3E"
    explorer.open(small, attack)
    assert explorer.js("return window.broken") is None
    assert "<img" not in unquote(explorer.fragment)
    assert not explorer.all("img, #filters b, #timeline i")


def test_nothing_is_asked_of_the_network(explorer, samples: Path) -> None:
    explorer.open(samples, "lang=en&pair=kim-jong-un,vladimir-putin")
    explorer.press("#help-open")
    explorer.keys("\ue00c")
    explorer.press("[data-scope='all']")
    asked = explorer.asked()
    assert asked, "the log of requests is empty"
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)


def test_policy_forbids_what_the_page_does_not_need(explorer, small: Path) -> None:
    explorer.open(small)
    blocked = explorer.js(
        """const seen = [];
        document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "window.broken = 4";
        document.body.append(script);
        const image = document.createElement("div");
        image.innerHTML = '<b style="color:red" onclick="window.broken = 5">x</b>';
        document.body.append(image);
        image.firstChild.click();
        const later = () => new Promise((done) => setTimeout(() => done(seen), 50));
        return fetch("https://news.example/").catch(() => null).then(later);"""
    )
    assert explorer.js("return window.broken") is None
    assert {"script-src-elem", "connect-src"} <= set(blocked)
    explorer.driver.get_log("browser")  # the violations are wanted


def test_page_can_fetch_its_data(explorer, pages: Path) -> None:
    news = assemble(small_news())
    (pages / "fetching.html").write_text(to_html(None, data_url="data.json"), "utf-8")
    (pages / "data.json").write_text(to_view_json(news), "utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=pages)
    handler.func.log_message = lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        explorer.driver.get(f"http://127.0.0.1:{server.server_port}/fetching.html#lang=en&pair=omar-saleh,ivan-petrov")
        explorer.wait("return document.documentElement.dataset.ready === 'yes'")
        server.shutdown()
    assert "sent Ivan Petrov a telegram" in explorer.panel
    assert len(explorer.shown()) == 5
    explorer.driver.get_log("browser")  # there is no icon


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_empty_graph_opens(explorer, pages: Path, lang: str) -> None:
    path = pages / "empty.html"
    path.write_text(to_html(assemble([])), "utf-8")
    explorer.open(path, f"lang={lang}")
    assert "0" in explorer.panel


def test_notebook_shows_the_page_in_place(explorer, pages: Path) -> None:
    path = pages / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>notebook</title>{explore(assemble(small_news()))._repr_html_()}", "utf-8")
    explorer.driver.get(path.as_uri())
    explorer.driver.switch_to.frame(explorer.find("iframe"))
    try:
        explorer.wait("return document.documentElement.dataset.ready === 'yes'")
        explorer.press("#language")
        explorer.click(*explorer.spot("alia"))
        assert "Alia" in explorer.panel or "عاليا" in explorer.panel
    finally:
        explorer.driver.switch_to.default_content()
