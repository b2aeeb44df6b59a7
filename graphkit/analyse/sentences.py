"""Where sentences begin, by rules on tokens: before parsing, so that the encoder reads one at a time."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["sentence_bounds", "shortened"]

_ENDS = frozenset("!?؟。")
_CLOSERS = frozenset("\"'”’»)]}›")
_OPENERS = frozenset("\"'“‘«([{‹")
_CLAUSES = frozenset("،,;؛:–—-")
_TITLES = frozenset(
    {"د", "أ", "م", "ص", "ه", "ق", "ج", "no", "vs", "mr", "mrs", "dr", "gen", "st", "lt", "col", "sen", "rep"}
)
MOST_WORDS, MOST_PIECES = 120, 300


def sentence_bounds(tokens: Sequence[str], spaced: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the sentences of a text as half-open ranges of tokens; together they cover every token.

    A sentence ends at ``. ! ? ؟`` (with the quotes and brackets closed there) and at a line break, but not at
    the full stop of an initial, an abbreviation or a number, nor where a small letter follows.

    Args:
        tokens: the texts of the tokens, white space beyond single spaces among them.
        spaced: whether white space follows each.
    """
    bounds = []
    begin = i = 0
    count = len(tokens)
    while i < count:
        token = tokens[i]
        end = 0
        if token.isspace():
            end = i + 1 if "\n" in token or "\r" in token or "\u2029" in token else 0
        elif _ends(tokens, spaced, i):
            end = i + 1
            while end < count and not spaced[end - 1] and tokens[end] in _CLOSERS:
                end += 1
            if not _may_begin(tokens, end):
                end = 0
            while end and end < count and tokens[end].isspace():
                end += 1
        if end:
            bounds.append((begin, end))
            begin = i = end
        else:
            i += 1
    if begin < count:
        bounds.append((begin, count))
    return bounds


def _ends(tokens: Sequence[str], spaced: Sequence[bool], i: int) -> bool:
    word = tokens[i]
    if word[0] in _ENDS or (set(word) <= {".", "…"} and (len(word) > 1 or word == "…")):
        return True
    if word != ".":
        return False
    before = tokens[i - 1] if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    if not after:
        return True
    if (len(before) == 1 and before.isalpha()) or before.lower() in _TITLES:
        return False
    glued = not spaced[i] and not after[0].isspace()
    return not (glued and after[0].isalnum() and after[0].isascii())


def _may_begin(tokens: Sequence[str], at: int) -> bool:
    while at < len(tokens) and (tokens[at].isspace() or tokens[at] in _OPENERS):
        if "\n" in tokens[at]:
            return True
        at += 1
    return at >= len(tokens) or not tokens[at][0].islower() or not tokens[at][0].isascii()


def shortened(bounds: tuple[int, int], tokens: Sequence[str], pieces: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a sentence that is too long for the encoder, at clause punctuation near its middle if there is any.

    Args:
        bounds: the sentence as a range of tokens.
        tokens: the texts of all tokens.
        pieces: word pieces of each token, 0 for white space.
    """
    begin, end = bounds
    words = sum(1 for n in pieces[begin:end] if n)
    if (words <= MOST_WORDS and sum(pieces[begin:end]) <= MOST_PIECES) or end - begin < 2:
        return [bounds]
    middle = (begin + end) // 2
    marks = [i + 1 for i in range(begin, end - 1) if tokens[i] in _CLAUSES]
    near = [i for i in marks if abs(i - middle) <= (end - begin) // 3]
    cut = min(near, key=lambda i: abs(i - middle)) if near else middle
    return shortened((begin, cut), tokens, pieces) + shortened((cut, end), tokens, pieces)
