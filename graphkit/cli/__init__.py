"""The command line: one file a command; importing it registers the command."""

from __future__ import annotations

from graphkit.cli import build, evaluate, export, extract, query, seeds, show, validate  # noqa: F401
from graphkit.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    app(prog_name="graphkit")
