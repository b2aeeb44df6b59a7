"""Stage one: files to articles."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graphkit.errors import ReadError
from graphkit.model import Article
from graphkit.read.article import MAX_CHARS, article_from_text
from graphkit.read.records import MAX_LINE_BYTES
from graphkit.read.sources import MAX_FILE_BYTES, SUFFIXES, drafts

__all__ = ["MAX_CHARS", "MAX_FILE_BYTES", "MAX_LINE_BYTES", "SUFFIXES", "article_from_text", "read_articles"]


def read_articles(
    paths: Iterable[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Article]:
    """Read articles from files, directories, glob patterns and standard input (``-``).

    Known are ``.txt``, ``.html``, ``.htm``, ``.xhtml``, ``.jsonl``, ``.ndjson`` and ``.json``, in UTF-8, UTF-16,
    Windows-1256 or ISO-8859-6. The text of a ``.txt`` file is the decoded file itself without its byte-order mark;
    the text of a record is its ``text``; that of a page its headline and paragraphs.

    Args:
        paths: what to read, in order.
        date: publication date of all of them, whatever they say themselves.
        publisher: publisher of all of them, likewise.
        lang: ISO 639-1 code of the language of all of them, likewise.
        on_error: called with each input that cannot be read; reading goes on with the next.

    Yields:
        Articles; one whose id was there before gets a number at its end (``report-2``).

    Raises:
        ReadError: at the first input that cannot be read, if ``on_error`` is None.
    """
    taken: set[str] = set()
    for draft in drafts([paths] if isinstance(paths, str | Path) else paths):
        try:
            if isinstance(draft, ReadError):
                raise draft
            facts = {field.name: getattr(draft, field.name) for field in dataclasses.fields(draft)}
            given = {"date": date, "publisher": publisher, "lang": lang}
            facts |= {name: value for name, value in given.items() if value is not None}
            facts["id"] = _free(draft.id, taken)
            article = article_from_text(**facts)
        except ReadError as error:
            if on_error is None:
                raise
            on_error(error)
            continue
        taken.add(article.id)
        yield article


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
