"""The words around a quote, so that a reader sees it in its sentence."""

from __future__ import annotations

import re

__all__ = ["around"]

_FAR = 240
_CUT = "…"
# A full stop within a number or an abbreviation has no white space and capital or Arabic letter after it.
_END = re.compile(r"[\n\r\u2029]|[!?؟。…]+[\"”’»)\]]*(?=\s)|\.[\"”’»)\]]*(?=\s+[^\sa-z])")
_ENDED = re.compile(r"[.!?؟。…][\"”’»)\]]*\s*$")


def around(text: str, begin: int, end: int) -> tuple[str, str]:
    """Return what stands before and after ``text[begin:end]`` in the same sentence.

    Each is cut between words, with an ellipsis, where the sentence goes on for long.

    Examples:
        >>> around("It rained. The king, they say, met him on Monday. He left.", 15, 41)
        ('The ', ' Monday.')
    """
    start = max(0, begin - _FAR)
    ends = [found.end() for found in _END.finditer(text, start, begin)]
    if ends:
        before = text[ends[-1] : begin].lstrip()
    else:
        before = text[start:begin]
        before = _CUT + before[before.find(" ") + 1 :] if start else before
    if _ENDED.search(text, begin, end):
        return before, ""
    found = _END.search(text, end)
    stop = found.end() if found else len(text)
    after = text[end : min(stop, end + _FAR)]
    return before, after.rstrip() if stop <= end + _FAR else after[: after.rfind(" ") + 1] + _CUT
