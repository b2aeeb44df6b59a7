"""``graphkit query``: SPARQL over a graph file."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graphkit.cli.app import ExitCode, command
from graphkit.cli.options import GraphPath

__all__ = ["query"]


class Format(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Sparql = Annotated[str, typer.Argument(metavar="SPARQL", help="A query; gk:, gke:, sem: and the others are declared.")]
FormatOption = Annotated[Format, typer.Option("--format", "-f", metavar="table|csv|json", help="Form of the answer.")]


@command(
    "graphkit query graph.ttl 'SELECT ?who ?date WHERE { ?r rdf:subject ?who ; rdf:predicate gk:sentTelegramTo ; "
    "sem:hasEarliestBeginTimeStamp ?date }'"
)
def query(graph: GraphPath, sparql: Sparql, format: Format = Format.TABLE) -> ExitCode:
    """Put a SPARQL query to a graph."""
    from graphkit.publish.sparql import query as run

    answer = run(graph, sparql)
    if format is Format.JSON:
        typer.echo(answer.to_json())
    elif format is Format.CSV:
        typer.echo(answer.to_csv(), nl=False)
    elif answer.truth is not None:
        typer.echo("yes" if answer.truth else "no")
    else:
        from graphkit.cli.tables import answer_table, show_table

        show_table(answer_table(answer))
    return ExitCode.NO if answer.truth is False else ExitCode.FINE
