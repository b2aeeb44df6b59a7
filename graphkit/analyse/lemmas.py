"""Lemmas as edit scripts: a class that says how to turn a form into its dictionary form."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from ..errors import AnalysisError

__all__ = ["Lemmatiser", "apply_script", "make_script"]

_KEEP, _DROP, _ADD = ">", "-", "+"
_WHOLE = "="


def make_script(form: str, lemma: str) -> str:
    """Return the script that turns ``form`` into ``lemma``.

    It starts with ``l`` where the form is lower-cased first and with ``k`` where it is not. Then comes either
    ``=`` and the whole lemma, or the edits of what stands before and after the longest stretch that both share,
    split by ``|``: ``>`` keeps a character, ``-`` drops one, ``+x`` adds x.
    """
    case = "k" if form == form.lower() or lemma != lemma.lower() else "l"
    source = form if case == "k" else form.lower()
    start, other, length = _longest_shared(source, lemma)
    if not length:
        return case + _WHOLE + lemma
    before = _edits(source[:start], lemma[:other])
    after = _edits(source[start + length :], lemma[other + length :])
    return f"{case}{before}|{after}"


@lru_cache(maxsize=100_000)
def apply_script(form: str, script: str) -> str | None:
    """Return the lemma of ``form`` by ``script``, or None where the script does not fit it."""
    source = form.lower() if script[0] == "l" else form
    if script[1:2] == _WHOLE:
        return script[2:]
    before, _, after = script[1:].partition("|")
    head, tail = _consumed(before), _consumed(after)
    if head + tail > len(source):
        return None
    stop = len(source) - tail
    return (_apply(source[:head], before) + source[head:stop] + _apply(source[stop:], after)) or None


def _longest_shared(a: str, b: str) -> tuple[int, int, int]:
    best = (0, 0, 0)
    row = [0] * (len(b) + 1)
    for i, x in enumerate(a):
        last = 0
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], last + 1 if x == y else 0
            if row[j + 1] > best[2]:
                best = (i + 1 - row[j + 1], j + 1 - row[j + 1], row[j + 1])
    return best


def _edits(a: str, b: str) -> str:
    costs = [[i + j for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            costs[i][j] = min(costs[i - 1][j] + 1, costs[i][j - 1] + 1)
            if a[i - 1] == b[j - 1]:
                costs[i][j] = min(costs[i][j], costs[i - 1][j - 1])
    out: list[str] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and a[i - 1] == b[j - 1] and costs[i][j] == costs[i - 1][j - 1]:
            out.append(_KEEP)
            i, j = i - 1, j - 1
        elif j and costs[i][j] == costs[i][j - 1] + 1:
            out.append(_ADD + b[j - 1])
            j -= 1
        else:
            out.append(_DROP)
            i -= 1
    return "".join(reversed(out))


def _consumed(edits: str) -> int:
    n = at = 0
    while at < len(edits):
        if edits[at] == _ADD:
            at += 2
        else:
            n += 1
            at += 1
    return n


def _apply(text: str, edits: str) -> str:
    out = []
    at = used = 0
    while at < len(edits):
        if edits[at] == _ADD:
            out.append(edits[at + 1])
            at += 2
            continue
        if edits[at] == _KEEP:
            out.append(text[used])
        used += 1
        at += 1
    return "".join(out)


class Lemmatiser:
    """Chooses lemmas: what the treebank has for a form, else the likeliest script that gives a known word.

    Args:
        lexicon: lemma of each folded form under its part of speech.
        frequency: how common a word is, from 0 for an unknown one; it weighs against the scripts' scores.
        weight: log probability that one step of ``frequency`` is worth.
    """

    def __init__(
        self, lexicon: Mapping[str, Mapping[str, str]], frequency: Callable[[str], int], weight: float
    ) -> None:
        self._lexicon = lexicon
        self._frequency = lru_cache(maxsize=100_000)(frequency)
        self._weight = weight

    @staticmethod
    def read(path: Path) -> dict[str, dict[str, dict[str, str]]]:
        """Return the lexicons by language, part of speech and form.

        Raises:
            AnalysisError: if the file is missing or broken.
        """
        try:
            with lzma.open(path, "rt", encoding="utf-8") as file:
                return json.load(file)
        except (OSError, lzma.LZMAError, ValueError) as error:
            raise AnalysisError(f"{path}: no usable lemmas ({error}); install graphkit again") from error

    def lemma(self, form: str, upos: str, scripts: Sequence[tuple[str, float]]) -> str:
        """Return the lemma of a form.

        Args:
            form: the token's norm in Arabic, its text in English.
            upos: its part of speech.
            scripts: candidates with their log probabilities.
        """
        known = self._lexicon.get(upos, {}).get(lexicon_key(form, upos))
        if known is not None:
            return known
        best, lemma = float("-inf"), form
        for script, score in scripts:
            candidate = apply_script(form, script)
            if candidate is None:
                continue
            value = score + self._weight * min(self._frequency(candidate), 12)
            if value > best:
                best, lemma = value, candidate
        return lemma


def lexicon_key(form: str, upos: str) -> str:
    """Return a form as the lexicon lists it: only names keep their capitals."""
    return form if upos == "PROPN" else form.lower()
