"""Forms of Arabic words to compare by: what spelling varies in is folded away, on copies only."""

from __future__ import annotations

import re

__all__ = ["ARABIC_WORD", "HIDDEN", "fold", "is_hidden", "stripped_offsets", "undiacritised"]

HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters that show nothing (bidi controls, joiners, soft hyphen), for use in a character class."""

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_REMOVED = re.compile(f"[{_MARKS}{HIDDEN}]+")
_HIDDEN_ONLY = re.compile(f"[{HIDDEN}\\s]+")
_LETTERS = str.maketrans({"ٱ": "ا", "ک": "ك", "ی": "ي", "ھ": "ه", "ۀ": "ه"})
_HAMZA = str.maketrans("أإآ", "ااا")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_LETTER = "ء-غف-يٱ-ۓ"
ARABIC_WORD = re.compile(f"[{_MARKS}]*[{_LETTER}](?:[{_LETTER}{_MARKS}]|[{HIDDEN}]+(?=[{_LETTER}]))*")
"""A run of Arabic letters with their marks and whatever is hidden between two of them."""


def undiacritised(word: str) -> str:
    """Return the word without diacritics, tatweel and hidden characters, its digits as ASCII.

    A word of nothing else is returned as it is.
    """
    return _REMOVED.sub("", word).translate(_LETTERS).translate(_DIGITS) or word


def fold(word: str) -> str:
    """Return the undiacritised word with every alef bare, the form that the segmenter knows words by."""
    return undiacritised(word).translate(_HAMZA)


def is_hidden(token: str) -> bool:
    """Return whether a token shows nothing: white space or hidden characters only."""
    return _HIDDEN_ONLY.fullmatch(token) is not None


def stripped_offsets(word: str) -> list[int]:
    """Return the index in ``word`` of each character that :func:`undiacritised` keeps."""
    return [i for i, c in enumerate(word) if not _REMOVED.match(c)]
