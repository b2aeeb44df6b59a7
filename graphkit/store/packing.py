"""Values of the model as cells of the database, and back."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Any, TypeVar

import msgspec

from graphkit.model import Extraction, Interval, Relation, Status
from graphkit.publish.jsonl import from_json, to_json

__all__ = ["RELATION", "day", "packed", "packed_extraction", "relation", "time", "unpacked", "unpacked_extraction"]

_T = TypeVar("_T")

RELATION = "subject, predicate, object, status, role, earliest, latest, place, quantity"
"""The columns of a relation, in the order of `relation`."""


def packed(value: Any) -> str:
    """Return an entity or an evidence as text; equal values give equal text."""
    return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


def unpacked(text: str, kind: type[_T]) -> _T:
    """Return the value of this kind that `packed` wrote."""
    return msgspec.convert(json.loads(text), kind)


def packed_extraction(extraction: Extraction) -> bytes:
    """Return all that an article gave, compressed."""
    return zlib.compress(to_json(extraction).encode("utf-8", "surrogatepass"))


def unpacked_extraction(cell: bytes) -> Extraction:
    """Return the extraction that `packed_extraction` wrote."""
    return from_json(zlib.decompress(cell).decode("utf-8", "surrogatepass"))


def day(text: str | None) -> dt.date | None:
    """Return the day of a cell."""
    return None if text is None else dt.date.fromisoformat(text)


def time(earliest: str | None, latest: str | None) -> Interval | None:
    """Return the interval of two cells."""
    if earliest is None or latest is None:
        return None
    return Interval(dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest))


def relation(row: tuple[Any, ...]) -> Relation:
    """Return the relation, without evidence, of a row with the columns `RELATION`."""
    subject, predicate, obj, status, role, earliest, latest, place, quantity = row
    return Relation(subject, predicate, obj, Status(status), (), time(earliest, latest), place, role, quantity)
