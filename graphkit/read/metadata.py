"""Title, publication date and publisher, as the text of an article carries them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from graphkit.calendars import Folded, WrittenDate, find_dates, fold
from graphkit.model import Block, BlockKind
from graphkit.read.cues import agency_in, is_outlet

__all__ = ["find_date", "find_publisher", "find_title", "parse_date"]

_DATELINE = 90  # characters at the head of the first paragraph in which a dateline stands
_DATELINE_END = re.compile(r"\s*(?:[-:|)]|\([^()]{1,60}\)\s*[-:])")
_UPDATED = re.compile(r"تحديث|Updated", re.IGNORECASE)
_PARENTHESES = re.compile(r"[(«]([^()«»]{2,40})[)»]")
_SOURCE = re.compile(r"[^()/]{2,60}(?:\(([^()]{1,40})\)\s*[-–—:]|/([^/]{2,30})/[.\s])")
_AROUND = " \t-–—|:"
_EARLIEST = dt.date(1900, 1, 1)


def find_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the text of the first HEADLINE block, or None."""
    return next((text[block.begin : block.end] for block in blocks if block.kind is BlockKind.HEADLINE), None)


def find_date(text: str, blocks: Sequence[Block], lang: str) -> dt.date | None:
    """Return the publication date that the text carries, or None.

    Looked for in META lines, those that speak of an update last, and then in the dateline at the head of the first
    paragraph. A date elsewhere is one of what the article tells, and does not count.
    """
    month_first = lang == "en"
    meta = [text[block.begin : block.end] for block in blocks if block.kind is BlockKind.META]
    for line in sorted(meta, key=lambda line: _UPDATED.search(line) is not None):
        for date in _full_dates(fold(line), month_first):
            return date.interval().earliest
    body = next((block for block in blocks if block.kind is BlockKind.BODY), None)
    if body is not None:
        head = fold(text[body.begin : body.end][: 2 * _DATELINE])
        for date in _full_dates(head, month_first):
            if date.end <= _DATELINE and _DATELINE_END.match(head.text, date.end):
                return date.interval().earliest
    return None


def _full_dates(folded: Folded, month_first: bool) -> Iterator[WrittenDate]:
    for date in find_dates(folded.text, month_first=month_first):
        if date.year is not None and date.day is not None and date.interval().earliest >= _EARLIEST:
            yield date


def parse_date(value: str, lang: str | None = None) -> dt.date:
    """Read a date that a record or a page gives in any form known here.

    Args:
        value: ``2025-12-27``, ``2025-12-27T20:00:00Z``, ``27 ديسمبر 2025``, ``1404/10/07`` ...
        lang: English reads ``4/10/2022`` month first.

    Raises:
        ValueError: if it names no day.
    """
    for date in _full_dates(fold(value), lang == "en"):
        return date.interval().earliest
    raise ValueError(f"{value!r} names no day")


def find_publisher(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the publisher as the text writes it, or None.

    It is a META line that names an outlet; what the parentheses of a dateline hold, unless that is a word such as
    ``Agencies``; or an agency anywhere in a META line.
    """
    meta = [text[block.begin : block.end] for block in blocks if block.kind is BlockKind.META]
    for line in meta:
        if is_outlet(line):
            return line.strip(_AROUND)
    body = next((text[block.begin : block.end] for block in blocks if block.kind is BlockKind.BODY), "")
    for name in [*(match[1] for line in meta for match in _PARENTHESES.finditer(line)), *_dateline(body)]:
        if is_outlet(name):
            return name.strip()
    for line in meta:
        folded = fold(line)
        if (found := agency_in(folded.text)) is not None:
            begin, end = folded.span(*found)
            return line[begin:end]
    return None


def _dateline(paragraph: str) -> list[str]:
    """Return what the parentheses or slashes of a dateline at the head of a paragraph hold."""
    match = _SOURCE.match(paragraph[: 2 * _DATELINE])
    return [match[1] or match[2]] if match else []
