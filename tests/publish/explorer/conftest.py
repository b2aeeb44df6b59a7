"""One browser for all tests of the explorer, and a page that is driven as a reader drives it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up import made_up
from sample_extractions import small_news

from graphkit.assemble import assemble
from graphkit.publish.html import to_html

webdriver = pytest.importorskip("selenium.webdriver")
waiting = pytest.importorskip("selenium.webdriver.support.wait")


class Explorer:
    """A page of the explorer in the browser."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, path: Path, fragment: str = "lang=en") -> Explorer:
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(f"{path.as_uri()}#{fragment}")
        self.wait("return document.documentElement.dataset.ready === 'yes'")
        return self

    def js(self, code: str, *arguments: object) -> Any:
        return self.driver.execute_script(code, *arguments)

    def wait(self, code: str, *arguments: object, seconds: float = 20) -> Any:
        return waiting.WebDriverWait(self.driver, seconds, 0.05).until(lambda _: self.js(code, *arguments))

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        return self.driver.find_elements("css selector", selector)

    def press(self, selector: str) -> None:
        element = self.find(selector)
        self.js("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    @property
    def panel(self) -> str:
        return self.find("#panel").text

    @property
    def fragment(self) -> str:
        return self.js("return location.hash.slice(1)")

    def shown(self) -> set[str]:
        """The ids of the entities that are drawn."""
        return set(self.js("return graphkit.V.nodes.map((node) => graphkit.G.id[node])"))

    def relations(self) -> set[str]:
        """The ids of the relations that are drawn."""
        return set(self.js("return graphkit.V.rows.map((row) => graphkit.R.id[row])"))

    def spot(self, entity: str) -> tuple[float, float]:
        """Where an entity stands in the window."""
        x, y = self.js(
            """const node = graphkit.G.index.get(arguments[0]), cam = graphkit.projection(graphkit.camera);
            const box = document.getElementById("canvas").getBoundingClientRect();
            return [box.left + cam.sx(graphkit.G.x[node]), box.top + cam.sy(graphkit.G.y[node])];""",
            entity,
        )
        return x, y

    def middle(self, one: str, other: str, place: int = 0) -> tuple[float, float]:
        """The middle of one of the lines between two entities."""
        x, y = self.js(
            """const ends = [arguments[0], arguments[1]].map((id) => graphkit.G.index.get(id)).sort((a, b) => a - b);
            const strand = graphkit.V.strands.filter((each) => each.a === ends[0] && each.b === ends[1])[arguments[2]];
            const at = graphkit.course(strand, graphkit.projection(graphkit.camera));
            const box = document.getElementById("canvas").getBoundingClientRect();
            return [box.left + at.mx, box.top + at.my];""",
            one,
            other,
            place,
        )
        return x, y

    def click(self, x: float, y: float) -> None:
        self.pointer(lambda actions: actions.pointer_action.move_to_location(int(x), int(y)).click())

    def drag(self, begin: tuple[float, float], end: tuple[float, float]) -> None:
        def moves(actions: Any) -> None:
            pointer = actions.pointer_action
            pointer.move_to_location(int(begin[0]), int(begin[1])).pointer_down()
            pointer.move_to_location(int((begin[0] + end[0]) / 2), int((begin[1] + end[1]) / 2))
            pointer.move_to_location(int(end[0]), int(end[1])).pointer_up()

        self.pointer(moves)

    def pointer(self, moves: Any) -> None:
        actions = webdriver.ActionChains(self.driver, duration=0)
        moves(actions.w3c_actions)
        actions.perform()

    def keys(self, *keys: str) -> None:
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def type(self, selector: str, text: str) -> None:
        box = self.find(selector)
        box.clear()
        box.send_keys(text)

    def look_for(self, text: str) -> list[str]:
        self.type("#search", text)
        return [each.text for each in self.all("#results li")]

    def filter(self, facet: str, value: str) -> None:
        """Click the box of a value in a filter."""
        self.js("document.querySelector(`[data-facet='${arguments[0]}']`).open = true", facet)
        self.press(f"[data-facet='{facet}'] input[data-value='{value}']")

    def taken(self, name: str) -> str:
        """What a click on an entry of the export menu gives to the browser to save."""
        self.js(
            """window.saved = null;
            URL.createObjectURL = (blob) => {
              blob.text().then((text) => { window.saved = text; });
              return "blob:saved";
            };
            HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };"""
        )
        self.press("#export-open")
        self.press(f"[data-export='{name}']")
        return self.wait("return window.saved")

    def asked(self) -> list[str]:
        """The addresses that the page has asked for."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if not url.startswith("about:")]

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.fixture(scope="session")
def chrome() -> Iterator[webdriver.Chrome]:
    binary, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("needs Chromium and its driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking"):
        options.add_argument(f"--{argument}")
    options.add_argument("--window-size=1440,1000")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def explorer(chrome: webdriver.Chrome) -> Iterator[Explorer]:
    """The browser; the test opens a page in it, and none may leave an error behind."""
    page = Explorer(chrome)
    yield page
    assert page.errors() == []


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def small(pages: Path) -> Path:
    """The page of the small news."""
    path = pages / "small.html"
    path.write_text(to_html(assemble(small_news())), "utf-8")
    return path


@pytest.fixture(scope="session")
def medium(pages: Path) -> Path:
    """The page of a made-up graph of 1,000 entities."""
    path = pages / "medium.html"
    path.write_text(to_html(made_up(1000)), "utf-8")
    return path


@pytest.fixture(scope="session")
def samples(pages: Path, graph: Path) -> Path:
    """The page of the sample articles."""
    from graphkit.publish.load import read_store

    path = pages / "samples.html"
    path.write_text(to_html(read_store(graph)), "utf-8")
    return path
