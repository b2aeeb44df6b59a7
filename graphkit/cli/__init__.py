"""The command line: one file a command; importing it registers the command."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.cli import (  # noqa: F401
    add,
    build,
    entities,
    evaluate,
    export,
    extract,
    push,
    query,
    remove,
    seeds,
    serve,
    show,
    validate,
    view,
)
from graphkit.cli.app import app

__all__ = ["app", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    Args:
        arguments: what follows the name of the program; those of this process if absent.
    """
    app(args=arguments, prog_name="graphkit")
