"""The graph in every format that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from graphkit.errors import GraphError
from graphkit.model import Assembly
from graphkit.publish.describe import describe
from graphkit.publish.lines import Source, read_lines
from graphkit.publish.load import read_store
from graphkit.publish.network import network_of, write_gexf, write_graphml
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.records import Records, read_records
from graphkit.publish.syntaxes import SYNTAXES
from graphkit.publish.tables import write_csv, write_events, write_neo4j

__all__ = ["FORMATS", "export", "write_description"]


def export(source: Source, format: str, path: str | Path) -> tuple[Path, ...]:
    """Write a graph in another format.

    Args:
        source: a merged graph, an rdflib graph, a graph file or a store.
        format: one of `FORMATS`.
        path: where to; ``csv`` and ``neo4j`` write two files beside it, ``NAME-nodes.csv`` and ``NAME-edges.csv``.

    Returns:
        The files written.

    Raises:
        GraphError: if there is no such format, the source cannot be read, or the files cannot be written.
    """
    if format not in FORMATS:
        raise GraphError(f"no format {format!r}; choose one of {', '.join(FORMATS)}")
    target = Path(path)
    try:
        return FORMATS[format](source, target)
    except OSError as error:
        raise GraphError(f"{target}: cannot be written ({error.strerror or error})") from None


def write_description(source: Source, file: Path) -> Path:
    """Write a VoID and DCAT description beside an RDF export of the same graph, as ``NAME.void.ttl``.

    Args:
        source: see `export`.
        file: the export.
    """
    path = file.with_name(f"{file.name}.void.ttl")
    path.write_text(describe(read_lines(source), file), "utf-8", newline="\n")
    return path


def _records(source: Source) -> Records:
    if isinstance(source, Assembly):
        return read_records(to_rdflib(source))
    return read_records(read_store(source) if isinstance(source, str | Path) else source)


def _rdf(name: str) -> Callable[[Source, Path], tuple[Path, ...]]:
    return lambda source, path: _written(path, SYNTAXES[name](read_lines(source)))


def _html(source: Source, path: Path) -> tuple[Path, ...]:
    # pyvis takes a second to import; only this format needs it.
    from graphkit.publish.html import to_html

    return _written(path, to_html(read_store(source) if isinstance(source, str | Path) else source))


def _graphml(source: Source, path: Path) -> tuple[Path, ...]:
    write_graphml(network_of(_records(source)), path)
    return (path,)


def _gexf(source: Source, path: Path) -> tuple[Path, ...]:
    write_gexf(network_of(_records(source)), path)
    return (path,)


def _written(path: Path, text: str) -> tuple[Path, ...]:
    path.write_text(text, "utf-8", newline="\n")
    return (path,)


FORMATS: Mapping[str, Callable[[Source, Path], tuple[Path, ...]]] = MappingProxyType(
    {
        "csv": lambda source, path: write_csv(_records(source), path),
        "events": lambda source, path: write_events(_records(source), path),
        "gexf": _gexf,
        "graphml": _graphml,
        "html": _html,
        "jsonld": _rdf("jsonld"),
        "neo4j": lambda source, path: write_neo4j(_records(source), path),
        "nq": _rdf("nq"),
        "nt": _rdf("nt"),
        "rdf": _rdf("rdf"),
        "trig": _rdf("trig"),
        "ttl": _rdf("ttl"),
        "void": lambda source, path: _written(path, describe(read_lines(source))),
    }
)
"""What `export` writes, by name; each takes the graph and where to write it."""
