"""The graph at rest: articles come and go, and the merged graph of those that are there follows."""

from __future__ import annotations

from graphkit.store.layout import rdf_directory
from graphkit.store.store import Store, open_store

__all__ = ["Store", "open_store", "rdf_directory"]
