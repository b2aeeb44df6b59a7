"""Datelines: ``MOSCOW, Feb 3 (Agency) -``, ``عمّان (رويترز) -`` at the head of the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphkit.model import Block, BlockKind

__all__ = ["cut_dateline", "dateline_end"]

_LONGEST = 90  # code points
_END = re.compile(r"\s*(?:[-–—]{1,2}|:)\s+(?=\S)")
_SIGN = re.compile(r"\d|\([^()]{2,40}\)|/[^/]{2,30}/")
_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]{2,}(?![a-z])")
_SENTENCE = re.compile(r"[؛;!?؟«»\"“”]|\.\s+(?=\w{4,}\s+\w)")
_SHORT = 3  # words of a place name that may stand alone before the dash in Arabic


def dateline_end(text: str) -> int:
    """Return where the first sentence begins after a dateline, 0 where there is none.

    A dateline is a short head before a dash (or colon) that has a date, an agency in parentheses or slashes, a place
    in capitals, or, in Arabic, nothing but up to three words.

    Args:
        text: a paragraph.

    Examples:
        >>> text = "GENEVA, March 3, 2024 - The envoys met."
        >>> text[dateline_end(text):]
        'The envoys met.'
        >>> dateline_end("The envoys met - for the first time.")
        0
    """
    match = _END.search(text, 1, _LONGEST)
    if match is None:
        return 0
    head = text[: match.start()].strip()
    if not head or _SENTENCE.search(head):
        return 0
    dash = not match.group().strip().startswith(":")
    arabic = "\u0600" <= head[0] <= "\u06ff"
    alone = arabic and dash and len(head.split()) <= _SHORT
    signed = _SIGN.search(head) is not None and len(head.split()) <= 12 and (dash or ")" in head)
    capitals = _CAPITALS.match(head) is not None
    return match.end() if (alone or capitals or (signed and (arabic or head[0].isupper()))) else 0


def cut_dateline(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the dateline of the first BODY block as a META block of its own."""
    result: list[Block] = []
    first = True
    for block in blocks:
        if block.kind is BlockKind.BODY and first:
            first = False
            end = block.begin + dateline_end(text[block.begin : block.end])
            if block.begin < end < block.end:
                head = text[block.begin : end].rstrip()
                result.append(Block(block.begin, block.begin + len(head), BlockKind.META))
                block = replace(block, begin=end)
        result.append(block)
    return tuple(result)
