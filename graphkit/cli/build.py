"""``graphkit build``: articles in, a graph out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.app import ExitCode, command
from graphkit.cli.files import check_writable, write_text
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

__all__ = ["build"]

Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The graph, in Turtle; - for stdout.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write a page to explore the graph.")]


@command("graphkit build seeds/articles -o graph.ttl --html graph.html")
def build(
    paths: Paths,
    output: Output = Path("graph.ttl"),
    html: Html = None,
    date: Date = None,
    publisher: Publisher = None,
    lang: Lang = None,
    seeds: Seeds = None,
    profile: Profile = ProfileName.ACCURATE,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> ExitCode:
    """Read articles and write the graph of their relations."""
    to_stdout = output == Path("-")
    check_writable(None if to_stdout else output)
    check_writable(html)

    from graphkit import pipeline
    from graphkit.publish.turtle import to_turtle

    with running(quiet=quiet, verbose=verbose) as run:
        assembly = pipeline.build(
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
        if not run.articles:
            return run.exit_code()
        turtle = to_turtle(assembly)
        if html is not None:
            from graphkit.publish.html import to_html

            write_text(html, to_html(assembly))
        if to_stdout:
            typer.echo(turtle, nl=False)
        else:
            write_text(output, turtle)
    if not quiet:
        from graphkit.cli.tables import show_table, summary_table

        show_table(summary_table(assembly, run), to_stderr=to_stdout)
    return run.exit_code()
