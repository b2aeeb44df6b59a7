"""``graphkit push``: a graph into another store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from graphkit.cli.app import command, say
from graphkit.cli.options import GraphPath, Quiet

__all__ = ["push"]

Endpoint = Annotated[str, typer.Option("--endpoint", metavar="URL", help="Address that takes triples.")]
Update = Annotated[
    bool, typer.Option("--update", help="The address takes SPARQL Update instead of the Graph Store Protocol.")
]
Into = Annotated[
    str | None, typer.Option("--into", metavar="IRI", help="Graph to load into; the default graph if absent.")
]
NoArticles = Annotated[bool, typer.Option("--no-articles", help="Leave out the named graph of each article.")]
Replace = Annotated[bool, typer.Option("--replace", help="Empty each graph before it is loaded.")]
User = Annotated[str | None, typer.Option(metavar="NAME", help="User, for Basic or Digest authentication.")]
Password = Annotated[
    str,
    typer.Option(
        metavar="PASSWORD",
        envvar="GRAPHKIT_PASSWORD",
        show_default=False,
        help="Password; also from GRAPHKIT_PASSWORD.",
    ),
]
Token = Annotated[
    str | None, typer.Option(metavar="TOKEN", envvar="GRAPHKIT_TOKEN", help="Bearer token; also from GRAPHKIT_TOKEN.")
]


@command("graphkit push news.store --endpoint http://localhost:7878/store")
def push(
    graph: GraphPath,
    endpoint: Endpoint,
    update: Update = False,
    into: Into = None,
    no_articles: NoArticles = False,
    replace: Replace = False,
    user: User = None,
    password: Password = "",
    token: Token = None,
    quiet: Quiet = False,
) -> None:
    """Load a graph into another store, over SPARQL."""
    from graphkit.publish.push import Login
    from graphkit.publish.push import push as run

    def show(sent: int, total: int) -> None:
        print(f"\r{sent:,} of {total:,} triples", end="\n" if sent == total else "", file=sys.stderr)

    sent = run(
        graph,
        endpoint,
        update=update,
        graph=into,
        articles=not no_articles,
        replace=replace,
        login=Login(user, password, token),
        on_progress=show if sys.stderr.isatty() and not quiet else None,
    )
    if not quiet:
        say(f"{sent:,} triples loaded into {endpoint}")
