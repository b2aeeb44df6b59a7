"""``graphkit query``: SPARQL, or a ready question, to a graph; ``graphkit questions``: which there are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graphkit.cli.app import ExitCode, command
from graphkit.cli.options import GraphPath
from graphkit.errors import GraphkitError

__all__ = ["query", "questions"]


class Format(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Sparql = Annotated[
    str,
    typer.Argument(
        metavar="SPARQL",
        help="A query (gk:, gke: and the others are declared) or the name of one of graphkit questions.",
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option("--with", "-w", metavar="NAME=VALUE", help="A value for a question; may be given more than once."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", metavar="table|csv|json", help="Form of the answer.")]


@command(
    "graphkit query graph.ttl 'SELECT ?who ?date WHERE { ?r rdf:subject ?who ; rdf:predicate gk:sentTelegramTo ; "
    "sem:hasEarliestBeginTimeStamp ?date }'\n"
    "graphkit query graph.ttl between --with x=iran --with y=saudi-arabia"
)
def query(graph: GraphPath, sparql: Sparql, values: With = None, format: Format = Format.TABLE) -> ExitCode:
    """Put a SPARQL query or a ready question to a graph."""
    from graphkit.publish.sparql import query as run

    answer = run(graph, _ready(sparql, values or []))
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


@command("graphkit questions")
def questions() -> None:
    """List the ready questions, with the values that may be chosen."""
    from graphkit.cli.tables import questions_table, show_table
    from graphkit.questions import questions as all_questions

    show_table(questions_table(all_questions().values()))


def _ready(sparql: str, values: list[str]) -> str:
    """Return the query itself, or the one that it names."""
    if values or sparql.isidentifier():
        from graphkit.questions import question

        pairs = [value.partition("=") for value in values]
        if bad := [name for name, equals, _ in pairs if not equals]:
            raise GraphkitError(f"{bad[0]!r} gives no value; write it as NAME=VALUE")
        return question(sparql).filled({name: value for name, _, value in pairs})
    return sparql
