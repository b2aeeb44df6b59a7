"""The page beside plain pyvis, in Chromium without a graphics card: ``python benchmarks/view.py [NODES...]``.

For made-up graphs with twice as many relations as entities: size of the file; seconds from opening it until the
picture is drawn and rests; frames a second, and the time that nineteen of twenty frames stay below, while all of it is
dragged across the screen; milliseconds from the end of the drag until the picture is sharp; memory of the script.
`start` is the page as it opens, `all` with every entity shown. Plain pyvis has the same nodes and edges, its lists
filled directly, its options as they come and its script in the file; it is given up after the patience.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from made_up import made_up
from pyvis.network import Network
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException

from graphkit.publish.html import to_html
from graphkit.publish.records import Records

NODES = (200, 1000, 5000, 20_000)
ROW = "{:>6}  {:<9} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8} {:>8}"
HEAD = ("nodes", "page", "build s", "MB", "drawn s", "fps", "p95 ms", "sharp ms", "heap MB")

# Each moves the picture by one frame; `state` is kept between the frames.
MOVES = {
    "ours": """
        const canvas = document.getElementById("canvas"), box = canvas.getBoundingClientRect();
        const at = (x, y) => ({ pointerId: 1, button: 0, clientX: box.left + x, clientY: box.top + y, bubbles: true });
        canvas.setPointerCapture = () => {};
        let x = 40;
        canvas.dispatchEvent(new PointerEvent("pointerdown", at(x, 90)));
        const move = () => canvas.dispatchEvent(new PointerEvent("pointermove", at((x += 3), 90 + x / 8)));
        const end = () => canvas.dispatchEvent(new PointerEvent("pointerup", at(x, 90 + x / 8)));
        const sharp = () => canvas.dataset.sharp === "yes";""",
    "pyvis": """
        let shift = 0;
        const move = () => network.moveTo({ position: { x: (shift += 3), y: shift / 8 }, animation: false });
        const end = () => {};
        const sharp = () => true;""",
}
PAN = """
    const done = arguments[arguments.length - 1];
    %s
    const frames = [];
    let last = performance.now();
    const begin = last;
    const step = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (now - begin < 2500) { move(); return requestAnimationFrame(step); }
      end();
      const rested = performance.now();
      const wait = () => (sharp() ? done([frames.slice(2), performance.now() - rested]) : setTimeout(wait, 4));
      wait();
    };
    requestAnimationFrame(step);
"""
STABLE = """
    const done = arguments[arguments.length - 1];
    if (document.documentElement.dataset.settled) done(true);
    else network.once("stabilizationIterationsDone", () => network.once("afterDrawing", () => done(true)));
"""


def plain_pyvis(records: Records) -> str:
    """Return the page that pyvis makes of the same graph."""
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [{"id": name, "label": each.label("en"), "shape": "dot"} for name, each in records.entities.items()]
    network.edges = [
        {"from": each.subject, "to": each.object, "title": each.labels["en"]} for each in records.relations.values()
    ]
    return network.generate_html()


def browser(patience: float) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "enable-precise-memory-info",
        "window-size=1440,1000",
    ):
        options.add_argument(f"--{argument}")
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    chrome.set_page_load_timeout(patience)
    chrome.set_script_timeout(patience)
    return chrome


def measured(chrome: webdriver.Chrome, address: str, kind: str) -> tuple[Any, ...]:
    """Return seconds until drawn, frames a second, the 95th percentile of a frame, time to sharp, heap."""
    begin = time.perf_counter()
    chrome.get(address)
    if kind == "pyvis":
        chrome.execute_async_script(STABLE)
        drawn = time.perf_counter() - begin
    else:
        drawn = chrome.execute_script("return performance.getEntriesByName('drawn')[0].startTime / 1000")
        time.sleep(1)
    frames, sharp = chrome.execute_async_script(PAN % MOVES[kind])
    chrome.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    heap = chrome.execute_script("return performance.memory.usedJSHeapSize / 1e6")
    slowest = sorted(frames)[int(len(frames) * 0.95)]
    resting = round(sharp) if kind == "ours" else "-"
    return round(drawn, 2), round(1000 * len(frames) / sum(frames)), round(slowest), resting, round(heap)


def line(
    nodes: int, name: str, page: str, built: float, kind: str, folder: Path, patience: float, part: str = ""
) -> None:
    path = folder / f"{nodes}-{kind}.html"
    path.write_text(page, "utf-8")
    size = f"{path.stat().st_size / 1e6:.1f}"
    try:
        chrome = browser(patience)
        try:
            found = measured(chrome, path.as_uri() + part, kind)
        finally:
            chrome.quit()
    except (TimeoutException, WebDriverException):
        found = (f">{patience:.0f}", "-", "-", "-", "-")
    print(ROW.format(nodes, name, f"{built:.1f}", size, *found), flush=True)


def run(sizes: list[int], patience: float) -> None:
    print(ROW.format(*HEAD))
    with TemporaryDirectory() as name:
        for nodes in sizes:
            records = made_up(nodes)
            begin = time.perf_counter()
            page = to_html(records)
            built = time.perf_counter() - begin
            line(nodes, "start", page, built, "ours", Path(name), patience, "#lang=en")
            line(nodes, "all", page, built, "ours", Path(name), patience, "#lang=en&scope=all")
            begin = time.perf_counter()
            page = plain_pyvis(records)
            line(nodes, "pyvis", page, time.perf_counter() - begin, "pyvis", Path(name), patience)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nodes", nargs="*", type=int, default=list(NODES))
    parser.add_argument("--patience", type=float, default=150, metavar="SECONDS")
    arguments = parser.parse_args()
    run(arguments.nodes, arguments.patience)
