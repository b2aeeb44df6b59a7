"""``graphkit validate``: a graph against the shapes of the ontology."""

from __future__ import annotations

import typer

from graphkit.cli.app import ExitCode, command
from graphkit.cli.options import GraphPath

__all__ = ["validate"]


@command("graphkit validate graph.ttl")
def validate(graph: GraphPath) -> ExitCode:
    """Check a graph against the SHACL shapes of the ontology."""
    from graphkit.publish.shapes import validate as run

    report = run(graph)
    typer.echo(report.text)
    return ExitCode.FINE if report.conforms else ExitCode.NO
