"""``graphkit seeds check``: the tables."""

from __future__ import annotations

import typer

from graphkit.cli.app import ExitCode, app, command, say
from graphkit.cli.options import Seeds

__all__ = ["check"]

group = typer.Typer(help="Look after the tables that graphkit reads with.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(group, name="seeds")


@command("graphkit seeds check --seeds my-entities.tsv", group=group)
def check(seeds: Seeds = None) -> ExitCode:
    """Check the columns, ids, types and references of the tables."""
    from graphkit.seedcheck import check_seeds

    problems = check_seeds(tuple(seeds or ()))
    for problem in problems:
        say(problem)
    typer.echo(f"{len(problems)} problems found" if problems else "The tables are in order.")
    return ExitCode.NO if problems else ExitCode.FINE
