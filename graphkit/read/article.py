"""One text, already decoded, as an article."""

from __future__ import annotations

import datetime as dt

from graphkit.errors import ReadError
from graphkit.model import Article
from graphkit.read.blocks import cut_blocks
from graphkit.read.datelines import cut_dateline
from graphkit.read.language import language_of
from graphkit.read.metadata import find_date, find_publisher, find_title

__all__ = ["MAX_CHARS", "article_from_text"]

MAX_CHARS = 5_000_000
"""Code points that one article may have; the longest news stories have some 50,000."""


def article_from_text(
    text: str,
    id: str,
    *,
    title: str | None = None,
    date: dt.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    origin: str = "",
) -> Article:
    r"""Make an article of a text: cut it into blocks and find what is known about it.

    Args:
        text: the article's text; it becomes :attr:`Article.text` as it is.
        id: name of the article, for instance the stem of its file.
        title: headline; found in the text if None.
        date: publication date; found in the text if None.
        publisher: publisher's name; found in the text if None.
        url: address of the article.
        lang: ISO 639-1 code of its language; told from the text if None.
        origin: file (and record) it came from, for messages.

    Returns:
        The article. Where neither the caller nor the text says it, title, date and publisher are None.

    Raises:
        ReadError: if the text is empty or blank, longer than ``MAX_CHARS`` code points, or has NUL characters.

    Examples:
        >>> article = article_from_text("Envoys meet\n\nGENEVA, March 3, 2024 - The envoys met on Sunday.", "envoys")
        >>> article.title, article.date.isoformat(), article.lang
        ('Envoys meet', '2024-03-03', 'en')
    """
    name = origin or id
    if not text.strip():
        raise ReadError(f"{name}: the article has no text; give one with at least a sentence")
    if len(text) > MAX_CHARS:
        raise ReadError(
            f"{name}: {len(text):,} characters, and {MAX_CHARS:,} is the most for one article; split it, "
            "or give one article a line as JSON lines"
        )
    if "\0" in text:
        raise ReadError(f"{name}: a NUL character at {text.index(chr(0))}; remove it, or save the text again as UTF-8")
    language = lang or language_of(text)
    blocks = cut_blocks(text, language, title)
    return Article(
        id=id,
        text=text,
        blocks=cut_dateline(text, blocks),
        title=title or find_title(text, blocks),
        date=date or find_date(text, blocks, language),
        publisher=publisher or find_publisher(text, blocks),
        url=url,
        lang=language,
        origin=origin,
    )
