"""Where things are in the directory of a store, and what its files say when they cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import StoreError

__all__ = ["RDF", "database_file", "is_ours", "rdf_directory", "store_errors"]

_DATABASE = "articles.sqlite"
RDF = "rdf"
_FULL = ("no space left", "disk is full", "quota")
_LOCKED = ("lock hold", "lock file", "database is locked")


def database_file(store: Path) -> Path:
    """Return the file that keeps the articles of a store, whether or not it exists."""
    return store / _DATABASE


def is_ours(directory: Path) -> bool:
    """Tell whether a directory is empty, a store, or one whose making was cut short."""
    return all(path.name == RDF or path.name.startswith(_DATABASE) for path in directory.iterdir())


def rdf_directory(store: str | Path) -> Path:
    """Return the directory that Oxigraph keeps the graph of a store in.

    Raises:
        StoreError: if the directory is no store.
    """
    path = Path(store)
    if not database_file(path).is_file():
        what = "is no store" if path.exists() else "no such store"
        raise StoreError(f"{path}: {what}; make one with graphkit add {path} ARTICLES")
    return path / RDF


@contextmanager
def store_errors(store: Path) -> Iterator[None]:
    """Turn what SQLite and Oxigraph raise into messages that say what to do.

    Raises:
        StoreError: instead of their errors.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{store}: {_advice(str(error))}") from error


def _advice(message: str) -> str:
    lower = message.lower()
    if any(words in lower for words in _FULL):
        return "the disk is full; make room and run the command again, nothing that was reported is lost"
    if any(words in lower for words in _LOCKED):
        return "another graphkit is writing to this store; wait until it is done"
    if any(words in lower for words in ("readonly", "permission denied", "unable to open", "read-only")):
        return "cannot be written to; change its permissions or choose another directory"
    if any(words in lower for words in ("malformed", "not a database", "corrupt")):
        return f"damaged ({message}); restore it from a copy, or add its articles to a new store"
    return f"cannot be used ({message})"
