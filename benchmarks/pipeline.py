"""Words per second and peak memory of a whole build: ``python benchmarks/pipeline.py [PATH...] [--jobs N]``.

The first build of a process also loads the models and tables, so it is timed on its own. Memory is the largest resident
set of the process, and of its largest worker where there are several.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from graphkit import build, to_turtle
from graphkit.publish.html import to_html

SAMPLES = Path(__file__).parent.parent / "seeds" / "articles"
# Linux counts in KiB, macOS in bytes.
MIB = 1024**2 if sys.platform == "darwin" else 1024


def run(paths: list[str | Path], profile: str, jobs: int) -> None:
    for title in ("first", "again"):
        begin = time.perf_counter()
        assembly = build(paths, profile=profile, jobs=jobs)
        built = time.perf_counter()
        turtle = to_turtle(assembly)
        written = time.perf_counter()
        page = to_html(assembly)
        end = time.perf_counter()
        words = sum(len(extraction.article.text.split()) for extraction in assembly.extractions)
        print(
            f"{title}: {len(assembly.extractions)} articles, {words:,} words, {len(assembly.relations)} relations; "
            f"build {built - begin:.2f} s ({words / (built - begin):,.0f} words/s), "
            f"Turtle {written - built:.2f} s ({len(turtle):,} characters), "
            f"HTML {end - written:.2f} s ({len(page):,} characters)"
        )
    own, workers = (resource.getrusage(who).ru_maxrss / MIB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory: {own:,.0f} MiB" + (f", largest worker {workers:,.0f} MiB" if jobs > 1 else ""))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[SAMPLES], metavar="PATH")
    parser.add_argument("--profile", default="accurate")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    run(options.paths, options.profile, options.jobs)
