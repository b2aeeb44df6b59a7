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

_FORMATS = "csv|events|gexf|graphml|html|jsonld|neo4j|nq|nt|rdf|trig|ttl|void"

Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="Where to; csv and neo4j make two, FILE-nodes and FILE-edges."),
]
Format = Annotated[
    str | None, typer.Option("--format", "-f", metavar=_FORMATS, help="The format; by the ending of FILE if absent.")
]
Describe = Annotated[
    bool, typer.Option("--describe", help="Also say what it holds, in VoID and DCAT, in FILE.void.ttl.")
]


@command("graphkit export graph.ttl --format graphml -o graph.graphml")
def export(graph: GraphPath, output: Output, format: Format = None, describe: Describe = False) -> None:
    """Write a graph in another format, for other programs."""
    check_writable(output)
    from graphkit.publish.export import export as run
    from graphkit.publish.export import write_description

    with TemporaryDirectory() as folder:
        files = run(graph, format or output.suffix.removeprefix("."), Path(folder, output.name))
        if describe:
            files = (*files, write_description(graph, files[0]))
        for made in files:
            with replacing(output.with_name(made.name)) as fresh:
                shutil.copyfile(made, fresh)
