"""An article's text cut into the stretches that blocks are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from graphkit.read.cues import cue_of

__all__ = ["Line", "closed", "split_lines"]

_LINE = re.compile("[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLOSERS = "\"'”’»)]}›"
_ENDS = ".!?؟…。:؛;"
# Text that is wrapped by hand or by mail has lines of nearly one length, none of them long.
_WRAP_MAX = 100
_WRAP_FILL = 0.65
_WRAP_LINES = 3
_WRAP_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text without the white space at its edges: ``article[begin:end] == text``."""

    begin: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


def closed(line: str) -> bool:
    """Say whether a line ends as a sentence does: with a full stop, question mark, colon or ellipsis."""
    return line.rstrip().rstrip(_CLOSERS).endswith(tuple(_ENDS))


def split_lines(text: str) -> list[Line]:
    """Cut a text into its non-blank lines, joining those that are only wrapped.

    Args:
        text: an article's text.

    Returns:
        Lines in order; every character that is not white space lies in exactly one.
    """
    lines = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            begin = match.start() + match[0].index(stripped)
            lines.append(Line(begin, begin + len(stripped), stripped))
    return _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    longest = max((line.end - line.begin for line in lines), default=0)
    if not 40 <= longest <= _WRAP_MAX:
        return lines
    continued = [_continues(text, first, second, longest) for first, second in pairwise(lines)]
    if sum(continued) < max(_WRAP_LINES, _WRAP_SHARE * len(lines)):
        return lines
    joined = lines[:1]
    for line, goes_on in zip(lines[1:], continued, strict=True):
        if goes_on:
            joined[-1] = Line(joined[-1].begin, line.end, text[joined[-1].begin : line.end])
        else:
            joined.append(line)
    return joined


def _continues(text: str, before: Line, line: Line, longest: int) -> bool:
    """Say whether a row is full, ends within a sentence, and has the next one right below it."""
    gap = text[before.end : line.begin]
    full = len(before.text) + len(line.text.split()[0]) >= max(_WRAP_FILL * longest, 30)
    if not full or closed(before.text) or len(_BREAK.findall(gap)) != 1:
        return False
    return cue_of(before.text) is None and cue_of(line.text) is None
