"""``graphkit export``: a graph in another format."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from graphkit.cli.app import command
from graphkit.cli.files import check_writable, replacing
from graphkit.cli.options import GraphPath

__all__ = ["export"]

_FORMATS = "csv|gexf|graphml|html|jsonld|nt|rdf|ttl"

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to; csv makes FILE-nodes.csv and FILE-edges.csv.")
]
Format = Annotated[
    str | None, typer.Option("--format", "-f", metavar=_FORMATS, help="The format; by the ending of FILE if absent.")
]


@command("graphkit export graph.ttl --format graphml -o graph.graphml")
def export(graph: GraphPath, output: Output, format: Format = None) -> None:
    """Write a graph in another format, for other programs."""
    check_writable(output)
    from graphkit.publish.tables import export as run

    with TemporaryDirectory() as folder:
        for made in run(graph, format or output.suffix.removeprefix("."), Path(folder, output.name)):
            with replacing(output.with_name(made.name)) as fresh:
                shutil.copyfile(made, fresh)
