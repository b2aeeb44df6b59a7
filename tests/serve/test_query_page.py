"""The page to ask from, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import which

import pytest

webdriver = pytest.importorskip("selenium.webdriver")
waiting = pytest.importorskip("selenium.webdriver.support.wait")


@pytest.fixture(scope="module")
def chrome() -> Iterator[webdriver.Chrome]:
    browser, driver = which("chromium"), which("chromedriver")
    if not browser or not driver:
        pytest.skip("needs chromium and chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


def table(chrome: webdriver.Chrome, words: str) -> str:
    """Return the table of answers once it has these words."""

    def text(_: object) -> str | bool:
        found = chrome.find_elements("css selector", ".yasr_results")
        return found[0].text if found and words in found[0].text else False

    return waiting.WebDriverWait(chrome, 20).until(text)


def test_yasgui_answers_a_ready_question(chrome: webdriver.Chrome, server: str) -> None:
    chrome.get(f"{server}/query?lang=en")
    chrome.find_element("css selector", ".yasqe_queryButton").click()
    assert "ivan-petrov" in table(chrome, "omar-saleh")
    select = chrome.find_element("id", "questions")
    select.find_element("css selector", "option[value=denials]").click()
    assert "gk:Denied" in chrome.execute_script("return document.querySelector('.CodeMirror').CodeMirror.getValue()")
    chrome.find_element("css selector", ".yasqe_queryButton").click()
    table(chrome, "ونفت عاليا ذلك")


def test_yasgui_shows_what_is_wrong(chrome: webdriver.Chrome, server: str) -> None:
    chrome.get(f"{server}/query?lang=ar&question=actors")
    assert chrome.find_element("tag name", "html").get_attribute("dir") == "rtl"
    chrome.execute_script("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * { ?s ?p }')")
    chrome.find_element("css selector", ".yasqe_queryButton").click()
    table(chrome, "not well-formed")


def test_page_asks_no_other_server(chrome: webdriver.Chrome, server: str) -> None:
    chrome.get_log("browser")
    chrome.get(f"{server}/query?question=between")
    chrome.find_element("css selector", ".yasqe_queryButton").click()
    table(chrome, "No data available")
    asked = chrome.execute_script("return performance.getEntriesByType('resource').map((each) => each.name)")
    assert len(asked) >= 4
    assert all(name.startswith((server, "data:")) for name in asked)
    assert not [line for line in chrome.get_log("browser") if line["level"] == "SEVERE"]
