"""An article's text cut into the stretches that blocks are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "closed", "split_lines"]

_LINE = re.compile("[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = "\"'”’»)]}›"
_ENDS = ".!?؟…。:؛;"
# Text that is wrapped by hand or by mail has lines of nearly one length, none of them long.
_WRAP_MAX = 100
_WRAP_FILL = 0.65


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
    if len(lines) < 4 or not 40 <= longest <= _WRAP_MAX:
        return lines
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _continues(text, before, line, longest):
            joined[-1] = Line(before.begin, line.end, text[before.begin : line.end])
        else:
            joined.append(line)
    return joined


def _continues(text: str, before: Line, line: Line, longest: int) -> bool:
    last_row = before.text.splitlines()[-1]
    gap = text[before.end : line.begin]
    one_break = len(re.findall("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", gap)) == 1
    return one_break and len(last_row) + len(line.text.split()[0]) >= max(_WRAP_FILL * longest, 30)
