"""The errors graphkit raises; every message says what to do."""

from __future__ import annotations

__all__ = ["AnalysisError", "GraphError", "GraphkitError", "ReadError", "SeedError", "StoreError"]


class GraphkitError(Exception):
    """Anything graphkit raises on purpose; the command line prints it without a traceback."""


class ReadError(GraphkitError):
    """An input cannot be read as articles: missing, empty, binary, broken, or of no known kind.

    The message names the file.
    """


class AnalysisError(GraphkitError):
    """No analysis exists for what was asked, for instance an unknown language or a missing model."""


class SeedError(GraphkitError):
    """A table under ``seeds/`` is malformed; the message names the file and the row."""


class GraphError(GraphkitError):
    """A graph cannot be loaded, queried or validated."""


class StoreError(GraphkitError):
    """A store cannot be opened or written: it is none, in use, made by a newer version, or its disk is full."""
