"""Put into the README what it shows of the program: ``python docs/make_readme.py``.

These are the answers that the sample articles give to its queries, and the figures of extraction on the blind set.
"""

from __future__ import annotations

import io
import re
import runpy
from pathlib import Path

from rdflib import Graph
from rich.console import Console
from rich.table import Table

from graphkit import build, query, to_rdflib
from graphkit.cli.tables import answer_table

ROOT = Path(__file__).parent.parent
QUERY = re.compile(r"(```sparql\n(.*?)```\s+```text\n)(.*?)(```)", re.DOTALL)

FIGURES = re.compile(r"(<!-- python benchmarks/extraction\.py (\w+) -->\s+```text\n)(.*?)(```)", re.DOTALL)


def answer(graph: Path | Graph, sparql: str) -> str:
    """Return an answer as ``graphkit query`` prints it where there is no terminal, without spaces at line ends."""
    return _printed(answer_table(query(graph, sparql)))


def filled(text: str, graph: Path | Graph) -> str:
    """Return the README with the answers that a graph gives."""
    return QUERY.sub(lambda found: found[1] + answer(graph, found[2]) + found[4], text)


def measured(text: str) -> str:
    """Return the README with the figures of the set it names."""
    measure = runpy.run_path(str(ROOT / "benchmarks" / "extraction.py"))["measure"]
    return FIGURES.sub(lambda found: found[1] + _printed(measure([found[2]])) + found[4], text)


def _printed(table: Table) -> str:
    stream = io.StringIO()
    Console(file=stream, width=10_000).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines() if line.strip()) + "\n"


if __name__ == "__main__":
    readme = ROOT / "README.md"
    graph = to_rdflib(build([ROOT / "seeds" / "articles"]))
    readme.write_text(measured(filled(readme.read_text("utf-8"), graph)), encoding="utf-8")
