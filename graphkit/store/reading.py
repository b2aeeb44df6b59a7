"""The graph of a store, opened for reading while others may write."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox

__all__ = ["read_only"]

# A writer that opens the store moves files about for some milliseconds; a reader that meets it then tries again.
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)


def read_only(directory: Path) -> ox.Store:
    """Open the directory that `rdf_directory` returns; what is written later is not seen.

    Raises:
        OSError: if it cannot be read.
    """
    for wait in _WAITS:
        try:
            return ox.Store.read_only(str(directory))
        except (OSError, RuntimeError):
            time.sleep(wait)
    try:
        return ox.Store.read_only(str(directory))
    except RuntimeError as error:
        raise OSError(str(error)) from None
