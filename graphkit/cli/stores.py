"""What the commands that write to stores have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.app import say

__all__ = ["NewStorePath", "StorePath", "refreshing"]

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Directory of a store that graphkit add made.")]
NewStorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Directory of the store; made if there is none.")]


def refreshing() -> None:
    """Say that opening a store takes a while."""
    say("graphkit merges otherwise than when this store was written; merging all of it again")
