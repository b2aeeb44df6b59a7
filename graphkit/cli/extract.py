"""``graphkit extract``: what each article gives, a JSON object a line."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.app import ExitCode, command
from graphkit.cli.files import check_writable, replacing
from graphkit.cli.options import (
    Date,
    Jobs,
    Lang,
    Paths,
    Profile,
    ProfileName,
    Publisher,
    Quiet,
    Seeds,
    Verbose,
    as_date,
)
from graphkit.cli.progress import running

__all__ = ["extract"]

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; stdout if absent.")]


@command("graphkit extract seeds/articles | head -n 1 | python3 -m json.tool --no-ensure-ascii")
def extract(
    paths: Paths,
    output: Output = None,
    date: Date = None,
    publisher: Publisher = None,
    lang: Lang = None,
    seeds: Seeds = None,
    profile: Profile = ProfileName.ACCURATE,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> ExitCode:
    """Write what each article gives, a JSON object a line."""
    check_writable(output)

    from graphkit import pipeline
    from graphkit.publish.jsonl import to_json

    with running(quiet=quiet or output is None, verbose=verbose) as run:
        lines = (
            to_json(extraction)
            for extraction in pipeline.extract_all(
                paths,
                date=as_date(date),
                publisher=publisher,
                lang=lang,
                seeds=tuple(seeds or ()),
                profile=profile.value,
                jobs=jobs,
                on_error=run.on_error,
                on_progress=run.on_progress,
            )
        )
        if output is None:
            for line in lines:
                typer.echo(line)
        elif (first := next(lines, None)) is not None:
            with replacing(output) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(line + "\n" for line in chain((first,), lines))
    return run.exit_code()
