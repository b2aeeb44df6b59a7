"""The page, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from sample_extractions import CHIEF, ENTITIES, article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.model import Assembly, Entity, EntityType
from graphkit.publish.html import to_html
from graphkit.publish.layout import positions
from graphkit.publish.load import load_graph
from graphkit.publish.turtle import to_turtle

webdriver = pytest.importorskip("selenium.webdriver")
waiting = pytest.importorskip("selenium.webdriver.support.wait")

PAYLOAD = "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 2'> href {{ 7 * 7 }}"


def hostile_news() -> Assembly:
    """The small news and an article whose every text is an attack."""
    chief = replace(CHIEF, en=PAYLOAD, ar=PAYLOAD, aliases=((PAYLOAD + "!", "en"),))
    text = article("attack", PAYLOAD, title=PAYLOAD, publisher=PAYLOAD, url="javascript:window.broken=3")
    relation = stated(text, "omar-saleh", "holdsOffice", "boria", role=PAYLOAD)
    entities = tuple(chief if entity.id == CHIEF.id else entity for entity in ENTITIES)
    return assemble(replace(each, entities=entities) for each in (*small_news(), extraction(text, relation)))


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    binary, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("needs Chromium and its driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking"):
        options.add_argument(f"--{argument}")
    options.add_argument("--window-size=1400,900")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path, request: pytest.FixtureRequest) -> webdriver.Chrome:
    """The page of an assembly, opened from a file; the small news unless the test asks for another."""
    path = tmp_path / "graph.html"
    path.write_text(to_html(getattr(request, "param", small_page)()), "utf-8")
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(path.as_uri())
    return browser


def small_page() -> Assembly:
    return assemble(small_news())


def click_edge(page: webdriver.Chrome, predicate: str) -> None:
    """Click the middle of the edge of this predicate with the mouse."""
    x, y = page.execute_script(
        """const bundle = Object.values(graphkit.data.bundles).find((each) => each.predicate === arguments[0]);
        const places = graphkit.network.getPositions([bundle.from, bundle.to]);
        const [a, b] = [places[bundle.from], places[bundle.to]];
        const at = graphkit.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
        const box = document.getElementById("graph").getBoundingClientRect();
        return [Math.round(box.left + at.x), Math.round(box.top + at.y)];""",
        predicate,
    )
    actions = webdriver.ActionChains(page, duration=0)
    actions.w3c_actions.pointer_action.move_to_location(x, y)
    actions.click().perform()
    # The network waits a moment to tell a click from a double click.
    waiting.WebDriverWait(page, 5).until(lambda _: page.find_elements("css selector", "#panel section"))


def panel(page: webdriver.Chrome) -> str:
    return page.find_element("id", "panel").text


def test_click_on_an_edge_shows_the_words_behind_it(page: webdriver.Chrome) -> None:
    click_edge(page, "sentTelegramTo")
    text = panel(page)
    assert "برقية من عمر صالح إلى إيفان بيتروف" in text
    for expected in ("بعث عمر صالح برقية", "sent Ivan Petrov a telegram", "2025-03-02", "The Example", "أنباء عاليا"):
        assert expected in text
    quotes = page.find_elements("css selector", "#panel blockquote")
    assert {quote.get_attribute("dir") for quote in quotes} == {"auto"}
    link = page.find_element("css selector", "#panel cite a")
    assert link.get_attribute("href") == "https://news.example/a%20story?id=1"


def test_contested_edge_shows_claim_claimant_and_denial(page: webdriver.Chrome) -> None:
    click_edge(page, "deployedTroopsTo")
    assert len(page.find_elements("css selector", "#panel section")) == 2
    assert len(page.find_elements("css selector", "#panel section.Denied")) == 1
    assert "بحسب شهود" in panel(page)
    assert "ونفت عاليا ذلك" in panel(page)


def test_nothing_is_fetched(page: webdriver.Chrome) -> None:
    click_edge(page, "sentTelegramTo")
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert asked, "the log of requests is empty"
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert not [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.mark.parametrize("page", [hostile_news], indirect=True)
def test_texts_of_articles_stay_texts(page: webdriver.Chrome) -> None:
    click_edge(page, "holdsOffice")
    page.execute_script("graphkit.showNode('omar-saleh', false)")
    assert PAYLOAD in panel(page)
    page.find_element("id", "language").click()
    page.execute_script("graphkit.showNode('omar-saleh', false)")
    page.find_element("id", "search").send_keys("script")
    assert "window.broken" in page.find_element("id", "results").text
    assert page.execute_script("return window.broken") is None
    assert not page.find_elements("css selector", "img, #panel a[href^=javascript]")
    assert "49" not in panel(page)


def test_language_switch_changes_words_direction_and_names(page: webdriver.Chrome) -> None:
    root = page.find_element("css selector", "html")
    click_edge(page, "sentTelegramTo")
    before = root.get_attribute("dir"), page.find_element("css selector", "h1").text
    page.find_element("id", "language").click()
    assert (root.get_attribute("dir"), page.find_element("css selector", "h1").text) != before
    seen = {root.get_attribute("lang"): panel(page)}
    page.find_element("id", "language").click()
    seen[root.get_attribute("lang")] = panel(page)
    assert "Omar Saleh sent a telegram to Ivan Petrov" in seen["en"]
    assert "برقية من عمر صالح إلى إيفان بيتروف" in seen["ar"]


def test_search_finds_any_spelling_and_shows_the_entity(page: webdriver.Chrome) -> None:
    search = page.find_element("id", "search")
    search.send_keys("الاخضر")  # the table writes it with a hamza
    page.find_element("css selector", "#results button").click()
    assert "النهر الأخضر" in panel(page)
    search.clear()
    search.send_keys("الكبير\ue007")
    assert "عمر صالح" in panel(page)
    assert len(page.find_elements("css selector", "#panel section")) == 2


def test_relation_without_object_is_shown_with_its_subject(page: webdriver.Chrome) -> None:
    page.execute_script("graphkit.showNode('ivan-petrov', true)")
    assert "Petrov died on Sunday" in panel(page)


def test_contradiction_leads_to_the_other_relation(page: webdriver.Chrome) -> None:
    click_edge(page, "deployedTroopsTo")
    page.find_element("css selector", "#panel section.Denied dd button.link").click()
    assert not page.find_elements("css selector", "#panel section.Denied.current")
    assert page.find_elements("css selector", "#panel section.current")


def crowded_news() -> Assembly:
    """A state that praises a hundred people, the last of them in one article only."""
    people = tuple(Entity(f"person-{n:03}", EntityType.PERSON, f"Person {n:03}") for n in range(100))
    news = []
    for number in range(2):
        text = article(f"list-{number}", f"Alia praised everyone, list {number}.")
        praised = [stated(text, "alia", "praised", each.id) for each in people[: 100 - number]]
        news.append(replace(extraction(text, *praised), entities=(*ENTITIES, *people)))
    return assemble(news)


def drawn(page: webdriver.Chrome) -> set[str]:
    return set(page.execute_script("return graphkit.network.body.nodeIndices"))


@pytest.mark.parametrize("page", [crowded_news], indirect=True)
def test_crowded_graph_begins_with_its_main_entities(page: webdriver.Chrome) -> None:
    assert len(drawn(page)) == 60
    assert "alia" in drawn(page)
    assert "person-099" not in drawn(page)
    page.find_element("id", "scope").click()
    assert len(drawn(page)) == 101
    page.find_element("id", "scope").click()
    assert len(drawn(page)) == 60
    page.find_element("id", "search").send_keys("Person 099\ue007")
    assert "person-099" in drawn(page)
    assert "Person 099" in panel(page)


def named_edges(page: webdriver.Chrome) -> list[str]:
    return page.execute_script(
        "return Object.values(graphkit.network.body.edges).map((edge) => edge.options.label?.trim()).filter(Boolean)"
    )


def test_lines_are_named_while_they_are_chosen(page: webdriver.Chrome) -> None:
    assert not page.find_element("id", "scope").is_displayed()
    assert named_edges(page) == []
    page.execute_script("graphkit.showNode('omar-saleh', false)")
    assert len(named_edges(page)) == 2
    page.find_element("css selector", "#panel .top button").click()
    assert named_edges(page) == []


def test_most_reported_relations_come_first(page: webdriver.Chrome) -> None:
    listed = page.find_elements("css selector", "#panel .most button")
    assert "عمر صالح" in listed[0].text  # the telegram, which both articles report
    listed[0].click()
    assert "بعث عمر صالح برقية" in panel(page)


@pytest.mark.parametrize("page", [lambda: assemble([])], indirect=True)
def test_empty_graph_opens(page: webdriver.Chrome) -> None:
    assert "0" in panel(page)
    assert not [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"]


def test_page_of_the_file_is_that_of_the_assembly(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(to_turtle(small_page()), "utf-8")
    assert to_html(load_graph(path)) == to_html(small_page())


def test_page_names_no_outside_resource() -> None:
    markup = re.sub(r"<script[^>]*>.*?</script>", "", to_html(hostile_news()), flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import""", markup)


def test_nodes_do_not_lie_on_each_other() -> None:
    network = nx.disjoint_union(nx.star_graph(12), nx.path_graph(4))
    places = positions(nx.relabel_nodes(network, str))
    assert len(set(places.values())) == len(network)
    points = sorted(places.values())
    assert all(abs(a[0] - b[0]) > 40 or abs(a[1] - b[1]) > 20 for a in points for b in points if a < b)
