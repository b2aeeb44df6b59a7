"""Take the picture of the README with Chromium: ``python docs/make_picture.py`` (needs chromedriver)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from selenium import webdriver

from graphkit import build, to_html

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "graph.png"
WIDTH, HEIGHT = 1440, 900

# In English, with two men chosen, so that a pair, its lines and the Arabic words behind them are seen.
VIEW = "lang=en&theme=light&pair=kim-jong-un,vladimir-putin"


def picture(page: Path, target: Path) -> None:
    """Write a picture of the page."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "hide-scrollbars"):
        options.add_argument(f"--{argument}")
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as browser:
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get(f"{page.as_uri()}#{VIEW}")
        browser.execute_async_script("setTimeout(arguments[0], 800)")
        browser.save_screenshot(str(target))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "graph.html"
        html.write_text(to_html(build([ROOT / "seeds" / "articles"])), encoding="utf-8")
        picture(html, TARGET)
