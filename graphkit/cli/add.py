"""``graphkit add``: articles into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.app import ExitCode, command
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

__all__ = ["add"]

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Directory of the store; made if it does not exist.")]


@command("graphkit add news.store seeds/articles")
def add(
    store: StorePath,
    paths: Paths,
    date: Date = None,
    publisher: Publisher = None,
    lang: Lang = None,
    seeds: Seeds = None,
    profile: Profile = ProfileName.ACCURATE,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> ExitCode:
    """Add articles to a store and bring its graph up to date."""
    from graphkit import pipeline
    from graphkit.store import open_store

    with open_store(store, create=True) as opened, running(quiet=quiet, verbose=verbose) as run:
        opened.add(
            pipeline.extract_all(
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
    return run.exit_code()
