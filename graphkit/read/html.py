"""An article from an HTML page: text and metadata by trafilatura, without any network."""

from __future__ import annotations

import logging
import re

import trafilatura

from graphkit.errors import ReadError
from graphkit.read.decode import decode
from graphkit.read.draft import Draft
from graphkit.read.metadata import parse_date

__all__ = ["read_html"]

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes, id: str, name: str) -> Draft:
    """Extract the article of a page.

    Args:
        data: the file.
        id: the article's id.
        name: the file's name, for messages.

    Returns:
        A draft whose text is the headline, a blank line and the paragraphs, one a line.

    Raises:
        ReadError: if the page cannot be decoded, or holds no article text.
    """
    charset = _CHARSET.search(data[:4096])
    page = _DECLARATION.sub("", decode(data, name, charset[1].decode("ascii") if charset else None))
    if not page.strip():
        raise ReadError(f"{name}: the file is empty; save the page again")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    options = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=options
        )
    except Exception as error:
        # The parsers under trafilatura raise errors of many kinds on broken pages.
        raise ReadError(f"{name}: the page cannot be parsed ({type(error).__name__}); save its text as .txt") from error
    facts = found if found is None or isinstance(found, dict) else found.as_dict()
    text = (facts.get("text") or "").strip() if facts is not None else ""
    if facts is None or not text:
        raise ReadError(f"{name}: no article text in the page; save its text as .txt")
    title = (facts.get("title") or "").strip() or None
    if title is not None and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    try:
        date = parse_date(facts.get("date") or "")
    except ValueError:
        date = None
    # What a page says of its own language is often that of its template.
    return Draft(
        id=id,
        text=text,
        origin=name,
        title=title,
        date=date,
        publisher=facts.get("sitename") or None,
        url=facts.get("url") or None,
    )
