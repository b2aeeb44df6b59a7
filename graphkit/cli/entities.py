"""``graphkit entities``: which entities of a store are one, decided by a person."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli.app import app, command
from graphkit.cli.stores import StorePath, refreshing

__all__ = ["merge", "review", "split"]

group = typer.Typer(help="Decide which entities of a store are one.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(group, name="entities")

Kept = Annotated[str, typer.Argument(metavar="A", help="Id of an entity; after a merge it stands for both.")]
Other = Annotated[str, typer.Argument(metavar="B", help="Id of another entity.")]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for those who read the log in the graph.")]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="Number of pairs.")]


@command("graphkit entities merge news.store ivan-petrov i-petrov --reason 'same office'", group=group)
def merge(store: StorePath, kept: Kept, other: Other, reason: Reason = None) -> None:
    """Say that two entities are one; split undoes it."""
    _decide("Merge", store, kept, other, reason)


@command("graphkit entities split news.store ivan-petrov i-petrov", group=group)
def split(store: StorePath, kept: Kept, other: Other, reason: Reason = None) -> None:
    """Say that two entities are not one, whatever their names are; merge undoes it."""
    _decide("Split", store, kept, other, reason)


@command("graphkit entities review news.store", group=group)
def review(store: StorePath, limit: Limit = 20) -> None:
    """List pairs of entities that may be one, for a person to decide."""
    from graphkit.cli.tables import doubts_table, show_table
    from graphkit.store import open_store

    with open_store(store, on_refresh=refreshing) as opened:
        found = opened.doubts(limit)
    if not found:
        typer.echo("No doubtful pairs.")
        return
    show_table(doubts_table(found))
    typer.echo(f"Decide: graphkit entities merge {store} A B, or graphkit entities split {store} A B")


def _decide(kind: str, store: StorePath, kept: str, other: str, reason: str | None) -> None:
    from graphkit.store import open_store
    from graphkit.store.decisions import Kind

    with open_store(store, on_refresh=refreshing) as opened:
        decision = opened.decide(Kind(kind), kept, other, reason=reason)
    undo = "split" if decision.kind is Kind.MERGE else "merge"
    said = "stands for both" if decision.kind is Kind.MERGE else f"and {decision.other} are two"
    typer.echo(f"{decision.kept} {said}; undo: graphkit entities {undo} {store} {decision.kept} {decision.other}")
