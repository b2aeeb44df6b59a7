"""Write docs/cli.md from the commands themselves: ``python docs/make_cli.py``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from typer.main import get_command

from graphkit.cli import app
from graphkit.model import Article, Block, Entity, Evidence, Mention, Relation
from graphkit.publish import jsonl

TARGET = Path(__file__).with_name("cli.md")

_CLASSES = (Article, Block, Entity, Mention, Relation, Evidence)


def reference() -> str:
    """Return the text of docs/cli.md."""
    root = get_command(app)
    lines = [
        "# The command line",
        "",
        "Made by `docs/make_cli.py` from what `graphkit COMMAND --help` says; edit the commands, not this page.",
        "",
        root.help,
        "",
        *_epilog(root),
    ]
    for path, command in _commands(root, "graphkit"):
        lines += [f"## {path}", "", command.help, "", *_epilog(command), *_parameters(command)]
    lines += ["## A line of `graphkit extract`", "", *(jsonl.__doc__ or "").strip().splitlines()[2:], ""]
    lines += (f"- {cls.__name__}: {', '.join(f'`{field.name}`' for field in fields(cls))}" for cls in _CLASSES)
    return "\n".join(lines) + "\n"


def _commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _epilog(command: Any) -> list[str]:
    title, _, body = command.epilog.replace("\b", "").strip().partition("\n")
    return [title, "", indent(dedent(body), "    "), ""]


def _parameters(command: Any) -> list[str]:
    rows = ["| | |", "|---|---|"]
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            names = f"`{parameter.metavar}`"
        else:
            value = "" if parameter.is_flag else f" {parameter.metavar}"
            names = ", ".join(f"`{name}{value if name.startswith('--') else ''}`" for name in parameter.opts)
        names = names.replace("|", "\\|")
        rows.append(f"| {names} | {parameter.help}{_default(parameter)} |")
    return [*rows, ""]


def _default(parameter: Any) -> str:
    if parameter.default in (None, False, ()) or parameter.required:
        return ""
    return f" Default: `{parameter.default}`."


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
