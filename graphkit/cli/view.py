"""``graphkit view``: a page to explore a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.app import command
from graphkit.cli.files import check_writable, write_text

__all__ = ["view"]

Source = Annotated[Path, typer.Argument(metavar="GRAPH|STORE", help="A graph file or a store that graphkit wrote.")]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page.")]


@command("graphkit view graph.ttl -o graph.html")
def view(source: Source, output: Output = Path("graph.html")) -> None:
    """Write a page to explore a graph: one file that opens in any browser without a network."""
    check_writable(output)
    from graphkit.publish.html import to_html
    from graphkit.publish.load import read_store

    write_text(output, to_html(read_store(source)))
