"""Reading the tab-separated tables under ``seeds/``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphkit.errors import SeedError

__all__ = ["MEDIA_KINDS", "cell", "read_table"]

# The kinds of rows of the entity tables that publish news.
MEDIA_KINDS = frozenset({"news-agency", "broadcaster", "newspaper"})


def read_table(path: Path, required: tuple[str, ...] = ()) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line number, row) of a table with one header row; lines that start with ``#`` are comments.

    Args:
        path: a UTF-8, tab-separated file.
        required: columns that must exist.

    Raises:
        SeedError: the file is missing or not UTF-8, a required column is missing, or a row has too many cells.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise SeedError(f"{path}: no such table") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SeedError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise SeedError(f"{path}: the table is empty; it needs a header row")
    rows = csv.reader((line for _, line in kept), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = [name.strip() for name in next(rows)]
    missing = [name for name in required if name not in header]
    if missing:
        raise SeedError(f"{path}: column {', '.join(missing)} is missing; found {', '.join(header)}")
    for (number, _), row in zip(kept[1:], rows, strict=True):
        if len(row) > len(header):
            raise SeedError(f"{path}, line {number}: {len(row)} cells, but the header names {len(header)}")
        values = [value.strip() for value in row] + [""] * (len(header) - len(row))
        yield number, dict(zip(header, values, strict=True))


def cell(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by ``|``."""
    return tuple(value for part in row.get(column, "").split("|") if (value := part.strip()))
