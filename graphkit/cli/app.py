"""The typer application, its exit codes, and the guard around every command."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import Any

import typer

from graphkit.errors import GraphkitError

__all__ = ["ExitCode", "app", "command", "say"]


class ExitCode(IntEnum):
    """What a command tells the shell."""

    FINE = 0
    NO = 1
    BAD_INPUT = 2
    SKIPPED = 3
    INTERRUPTED = 130


_EXIT_CODES = """\b
Exit codes:
  0    done
  1    the answer is no: the graph does not conform, ASK is false,
       the tables have errors, or no input could be used
  2    wrong usage or bad input
  3    done, but some inputs were skipped (each is named on stderr)
  130  interrupted
"""

app = typer.Typer(
    name="graphkit",
    help="Build knowledge graphs of geopolitical relations from Arabic and English news.",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def say(message: object) -> None:
    """Write one message to standard error."""
    print(f"graphkit: {message}", file=sys.stderr)


def command(example: str, *, group: typer.Typer = app, name: str | None = None) -> Callable[[Callable], Callable]:
    """Register a function as a command.

    Args:
        example: command lines to paste, shown under ``--help``.
        group: application or group of commands it belongs to.
        name: its name, by default that of the function.

    The function returns an exit code or None. What graphkit raises on purpose becomes a message and exit code 2.
    """

    def register(function: Callable[..., ExitCode | None]) -> Callable[..., None]:
        @functools.wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> None:
            try:
                code = function(*args, **kwargs)
            except GraphkitError as error:
                say(error)
                code = ExitCode.BAD_INPUT
            except KeyboardInterrupt:
                say("interrupted")
                code = ExitCode.INTERRUPTED
            raise typer.Exit(int(code or ExitCode.FINE))

        lines = "\n".join(f"  {line}" for line in example.splitlines())
        return group.command(name, epilog=f"\b\nExample:\n{lines}")(guarded)

    return register
