"""Arguments and options that several commands share."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "Date",
    "GraphPath",
    "Jobs",
    "Lang",
    "Paths",
    "Profile",
    "ProfileName",
    "Publisher",
    "Quiet",
    "Seeds",
    "Verbose",
    "as_date",
]


class ProfileName(StrEnum):
    """How much to read with, see `graphkit.Extractor`."""

    ACCURATE = "accurate"
    FAST = "fast"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Articles: .txt, .html, .json or .jsonl files, directories, globs, or - for stdin."
    ),
]
GraphPath = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph file that graphkit wrote, or a store.")]
Date = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Publication date of all, whatever they say."),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of all, whatever they say.")]
Lang = Annotated[str | None, typer.Option(metavar="CODE", help="Language of all, ar or en; else found in the text.")]
Seeds = Annotated[
    list[Path] | None,
    typer.Option("--seeds", metavar="FILE", help="A further table of entities; may be given more than once."),
]
Profile = Annotated[
    ProfileName,
    typer.Option(
        "--profile",
        metavar="accurate|fast",
        help="accurate: frames and the trained reader; fast: frames alone, on a smaller encoder.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Number of processes.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what each article gave.")]


def as_date(value: dt.datetime | None) -> dt.date | None:
    """Return the day that a date option holds."""
    return value.date() if value else None
