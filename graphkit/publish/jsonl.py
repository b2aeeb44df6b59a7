"""One extraction as one line of JSON.

The object has the keys `article`, `publisher`, `entities`, `mentions` and `relations`; each holds the fields
of its class in `graphkit.model` under their own names, in their own order. Dates are ISO strings; an interval is an
object with `earliest` and `latest`; offsets are code points into `article.text`. `article.sha256` is what
`evidence.article` refers to.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import msgspec

from graphkit.errors import ReadError
from graphkit.model import Extraction

__all__ = ["from_json", "to_json", "to_record"]


def to_record(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as dictionaries, lists, strings and numbers, its keys always in the same order."""
    article = extraction.article
    return {
        "article": {"id": article.id, "sha256": article.sha256, **_plain(article)},
        "publisher": extraction.publisher,
        "entities": _plain(extraction.entities),
        "mentions": _plain(extraction.mentions),
        "relations": _plain(extraction.relations),
    }


def to_json(extraction: Extraction) -> str:
    """Return an extraction as one line of JSON, non-ASCII letters as they are."""
    return json.dumps(to_record(extraction), ensure_ascii=False)


def from_json(line: str) -> Extraction:
    """Return the extraction that :func:`to_json` wrote.

    Raises:
        ReadError: if the line is no such object; the message says which field is wrong.
    """
    try:
        return msgspec.convert(json.loads(line), Extraction)
    except (ValueError, msgspec.ValidationError) as error:
        raise ReadError(f"not a line that graphkit extract wrote: {error}") from None


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
