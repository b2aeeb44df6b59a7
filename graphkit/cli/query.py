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
