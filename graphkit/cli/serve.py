"""``graphkit serve``: a graph behind a URL."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli.app import command, say
from graphkit.cli.options import GraphPath

__all__ = ["serve"]

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen at; the default is this machine only.")]
Port = Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port to listen at; 0 for any that is free.")]
Token = Annotated[
    str | None,
    typer.Option(
        metavar="TOKEN",
        envvar="GRAPHKIT_TOKEN",
        help="What requests must carry, as a bearer token or as a password; also read from GRAPHKIT_TOKEN.",
    ),
]
Origin = Annotated[
    list[str] | None,
    typer.Option("--origin", metavar="ORIGIN", help="Whose pages may read answers; all if absent, may be repeated."),
]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Time that a query may take.")]
Memory = Annotated[int, typer.Option(min=128, metavar="MB", help="Memory that a query may take.")]
Answer = Annotated[int, typer.Option("--max-answer", min=1, metavar="MB", help="Size that an answer may have.")]
Processes = Annotated[int, typer.Option(min=1, metavar="N", help="Number of queries answered at once.")]


@command("graphkit serve news.store\ngraphkit serve graph.ttl --port 8080 --timeout 10")
def serve(
    graph: GraphPath,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    token: Token = None,
    origin: Origin = None,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    max_answer: Answer = 64,
    processes: Processes = 2,
) -> None:
    """Serve a store or a graph file: SPARQL endpoint, query page, explorer, a page for each node."""
    from graphkit.serve import Limits, opened, run

    if token is None and host not in ("127.0.0.1", "::1", "localhost"):
        say(f"whoever reaches {host} can read the graph; give --token to ask for one")
    limits = Limits(seconds=timeout, memory=memory, answer=max_answer, processes=processes)
    with opened(graph) as folder:
        run(
            folder,
            limits,
            host=host,
            port=port,
            token=token,
            origins=tuple(origin or ("*",)),
            on_ready=lambda address: say(f"{graph} at {address} (stop with Ctrl-C)"),
        )
