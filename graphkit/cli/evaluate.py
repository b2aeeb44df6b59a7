"""``graphkit evaluate``: a graph against relations that people marked."""

from __future__ import annotations

import json as json_
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.app import command
from graphkit.cli.options import GraphPath

__all__ = ["evaluate"]

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="Directory of gold relations, a .jsonl file an article.")]
Errors = Annotated[bool, typer.Option("--errors", help="List every extra and every missed relation.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


@command("graphkit evaluate graph.ttl gold --errors")
def evaluate(graph: GraphPath, gold: Gold, errors: Errors = False, json: Json = False) -> None:
    """Score a graph against relations that people marked."""
    from graphkit.evaluation import evaluate as run

    result = run(graph, gold)
    if json:
        figures = {
            "articles": {name: tally.figures() for name, tally in result.articles.items()},
            "total": result.total.figures(),
        }
        if errors:
            figures["mistakes"] = [
                [mistake.article, mistake.kind, mistake.subject, mistake.predicate, mistake.object]
                for mistake in result.mistakes
            ]
        typer.echo(json_.dumps(figures, ensure_ascii=False, indent=1))
        return
    from graphkit.cli.tables import evaluation_table, show_table

    show_table(evaluation_table(result))
    if errors:
        for mistake in result.mistakes:
            typer.echo(f"{mistake.article}\t{mistake.kind}\t{mistake.subject}\t{mistake.predicate}\t{mistake.object}")
