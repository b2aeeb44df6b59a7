"""The graph at rest: articles come and go, and the merged graph of those that are there follows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphkit.store.layout import rdf_directory
from graphkit.store.reading import read_only

if TYPE_CHECKING:
    from graphkit.store.store import Store, open_store

__all__ = ["Store", "open_store", "rdf_directory", "read_only"]


def __getattr__(name: str) -> Any:
    # Those who only read need not load what merges.
    if name not in ("Store", "open_store"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("graphkit.store.store"), name)
