"""``graphkit add`` and ``graphkit update``: articles into a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.app import ExitCode, command, say
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
from graphkit.cli.progress import Run, running
from graphkit.cli.stores import NewStorePath, StorePath, refreshing

if TYPE_CHECKING:
    from graphkit.store.feeding import Fate

__all__ = ["add", "update"]

MaybePaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]", help="As for add; if absent, the texts that the store keeps are read again."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Only list the articles that other rules read.")]


@command("graphkit add news.store seeds/articles")
def add(
    store: NewStorePath,
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
    from graphkit.store import feeding, open_store

    with open_store(store, create=True, on_refresh=refreshing) as opened, running(quiet=quiet, verbose=verbose) as run:
        fates = feeding.add(
            opened,
            paths,
            date=as_date(date),
            publisher=publisher,
            lang=lang,
            seeds=tuple(seeds or ()),
            profile=profile.value,
            jobs=jobs,
            on_error=run.on_error,
            on_added=run.on_progress,
        )
        old = len(feeding.outdated(opened, seeds=tuple(seeds or ()), profile=profile.value))
        if old and not quiet:
            say(f"{old} articles were read by other rules; graphkit update {store} reads them again")
        return _report(fates, len(opened.kept), run, quiet)


@command("graphkit update news.store")
def update(
    store: StorePath,
    paths: MaybePaths = None,
    date: Date = None,
    publisher: Publisher = None,
    lang: Lang = None,
    seeds: Seeds = None,
    profile: Profile = ProfileName.ACCURATE,
    jobs: Jobs = 1,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> ExitCode:
    """Read articles again that changed or that were read by other rules than those of today."""
    from graphkit.store import feeding, open_store

    with open_store(store, on_refresh=refreshing) as opened, running(quiet=quiet, verbose=verbose) as run:
        if dry_run:
            for entry in feeding.outdated(opened, seeds=tuple(seeds or ()), profile=profile.value):
                typer.echo(f"{entry.id}\t{entry.rules}")
            return ExitCode.FINE
        fates = feeding.update(
            opened,
            paths or None,
            date=as_date(date),
            publisher=publisher,
            lang=lang,
            seeds=tuple(seeds or ()),
            profile=profile.value,
            jobs=jobs,
            on_error=run.on_error,
            on_added=run.on_progress,
        )
        return _report(fates, len(opened.kept), run, quiet)


def _report(fates: Mapping[Fate, int], total: int, run: Run, quiet: bool) -> ExitCode:
    if not quiet:
        parts = [f"{count} {fate}" for fate, count in fates.items() if count]
        typer.echo(f"{', '.join(parts) or 'nothing to do'}; {total} articles in the store")
    # Articles that are there already were used, in a way.
    run.articles = run.articles or sum(fates.values())
    return run.exit_code() if run.articles or run.skipped else ExitCode.FINE
