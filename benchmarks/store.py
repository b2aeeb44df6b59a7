"""What one article more costs a store: ``python benchmarks/store.py [ARTICLES]``, 10,000 if not said.

The articles are made up, of the size of news. Nothing is read: the time is that of keeping and merging what was read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from news import News

from graphkit.model import Extraction
from graphkit.store import open_store

TRIES = 9


def seconds_to_add(store: Path, extraction: Extraction) -> float:
    """Open a store, add an article, close it; the article is taken out again."""
    begin = time.perf_counter()
    with open_store(store, create=True) as opened:
        opened.add([extraction])
    seconds = time.perf_counter() - begin
    with open_store(store) as opened:
        opened.remove([extraction.article.id])
    return seconds


def progress(extractions: Iterator[Extraction], begin: float) -> Iterator[Extraction]:
    for number, extraction in enumerate(extractions, 1):
        yield extraction
        if number % 1000 == 0:
            print(f"{number:>7} articles after {time.perf_counter() - begin:6.1f} s", flush=True)


def main(articles: int) -> None:
    news = News()
    with TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty.store"), Path(folder, "full.store")
        begin = time.perf_counter()
        with open_store(full, create=True) as opened:
            opened.add(progress((news.article(n) for n in range(articles)), begin))
        filled = time.perf_counter() - begin
        size = sum(path.stat().st_size for path in full.rglob("*") if path.is_file())
        print(f"filled: {articles} articles in {filled:.0f} s, {size / 1e6:.0f} MB")
        times: dict[str, list[float]] = {"empty": [], "full": []}
        for attempt in range(TRIES):
            extraction = news.article(articles + attempt)
            times["empty"].append(seconds_to_add(empty, extraction))
            times["full"].append(seconds_to_add(full, extraction))
        for name, found in times.items():
            print(f"one article more, {name:5}: {median(found):.3f} s (from {min(found):.3f} to {max(found):.3f})")
        print(f"ratio of the medians: {median(times['full']) / median(times['empty']):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
