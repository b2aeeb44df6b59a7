"""What a reader of one format hands on: a text and what its file says about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with the facts its own file gives, before anything is looked for in the text."""

    id: str
    text: str
    origin: str
    title: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
