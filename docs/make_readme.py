"""Put the answers that the sample articles give to the README's queries into it: ``python docs/make_readme.py``."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rdflib import Graph
from rich.console import Console

from graphkit import build, query, to_rdflib
from graphkit.cli.tables import answer_table

ROOT = Path(__file__).parent.parent
QUERY = re.compile(r"(```sparql\n(.*?)```\s+```text\n)(.*?)(```)", re.DOTALL)


def answer(graph: Path | Graph, sparql: str) -> str:
    """Return an answer as ``graphkit query`` prints it where there is no terminal, without spaces at line ends."""
    stream = io.StringIO()
    Console(file=stream, width=10_000).print(answer_table(query(graph, sparql)))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines() if line.strip()) + "\n"


def filled(text: str, graph: Path | Graph) -> str:
    """Return the README with the answers that a graph gives."""
    return QUERY.sub(lambda found: found[1] + answer(graph, found[2]) + found[4], text)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    graph = to_rdflib(build([ROOT / "seeds" / "articles"]))
    readme.write_text(filled(readme.read_text("utf-8"), graph), encoding="utf-8")
