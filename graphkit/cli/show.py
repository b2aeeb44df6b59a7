"""``graphkit show``: articles in the terminal, with what was found in them."""

from __future__ import annotations

from graphkit.cli.app import ExitCode, command
from graphkit.cli.options import Date, Lang, Paths, Profile, ProfileName, Publisher, Seeds, as_date
from graphkit.cli.progress import running

__all__ = ["show"]


@command("graphkit show seeds/articles/ar-kim-new-year-telegram-2025.txt")
def show(
    paths: Paths,
    date: Date = None,
    publisher: Publisher = None,
    lang: Lang = None,
    seeds: Seeds = None,
    profile: Profile = ProfileName.ACCURATE,
) -> ExitCode:
    """Show articles with the mentions and relations found in them."""
    from rich.console import Console

    from graphkit import pipeline
    from graphkit.cli.page import page

    console = Console()
    with running(quiet=True) as run:
        for extraction in pipeline.extract_all(
            paths,
            date=as_date(date),
            publisher=publisher,
            lang=lang,
            seeds=tuple(seeds or ()),
            profile=profile.value,
            on_error=run.on_error,
            on_progress=run.on_progress,
        ):
            console.print(page(extraction))
    return run.exit_code()
