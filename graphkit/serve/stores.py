"""Where the triples lie: the store of a directory, or a temporary one made of a graph file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graphkit.publish.load import add_article_graphs, fill

__all__ = ["opened", "stamp"]


@contextmanager
def opened(path: str | Path) -> Iterator[Path]:
    """Yield the directory of a store that `pyoxigraph.Store.read_only` opens.

    Args:
        path: the directory of a store, or a graph file, which is loaded into a store that is removed at the end.

    Raises:
        GraphError: if there is neither, or the file is not well-formed.
    """
    source = Path(path)
    if source.is_dir():
        from graphkit.store import rdf_directory

        yield rdf_directory(source)
        return
    with TemporaryDirectory(prefix="graphkit-") as folder:
        store = ox.Store(folder)
        fill(store, source)
        add_article_graphs(store)
        store.flush()
        del store
        yield Path(folder)


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes whenever the store in ``folder`` does."""
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if entry.name.endswith((".log", ".sst")) or entry.name[:8] in _HEADS]
    return tuple(sorted((entry.name, (status := entry.stat()).st_size, status.st_mtime_ns) for entry in found))


_HEADS = frozenset({"CURRENT", "MANIFEST"})
