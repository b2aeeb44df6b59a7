"""``graphkit remove``: articles out of a store."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli.app import command
from graphkit.cli.options import Quiet
from graphkit.cli.stores import StorePath, refreshing

__all__ = ["remove"]

Names = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE", help="An id, the beginning of the SHA-256 of a text, or the IRI of a node."),
]


@command("graphkit remove news.store ar-sudan-war-2023")
def remove(store: StorePath, articles: Names, quiet: Quiet = False) -> None:
    """Take articles out of a store, with all that only they support."""
    from graphkit.store import feeding, open_store

    with open_store(store, on_refresh=refreshing) as opened:
        gone = feeding.remove(opened, articles)
        if not quiet:
            typer.echo(f"{len(gone)} removed; {len(opened.kept)} articles in the store")
