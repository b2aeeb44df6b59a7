"""Keeping test text out of the training text: two corpora mark names in the same newswire."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.analyse.folding import fold

from .corpora import NamedSentence

__all__ = ["without_overlap"]

_SPAN = 24
_SPELLING = str.maketrans({"ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": ""})


def _letters(words: Iterable[str]) -> str:
    """Return the words as one string in which neither segmentation nor spelling nor punctuation shows."""
    text = fold("".join(words)).translate(_SPELLING)
    return "".join(c for c in text if c.isalnum()).replace("الال", "ال")


def without_overlap(sentences: Iterable[NamedSentence], tests: Iterable[list[NamedSentence]]) -> list[NamedSentence]:
    """Return the sentences of which no more than a tenth also stands in a test text."""
    seen: set[str] = set()
    for test in tests:
        text = _letters(w for s in test for w in s.words)
        seen.update(text[i : i + _SPAN] for i in range(len(text) - _SPAN + 1))
    kept = []
    for sentence in sentences:
        text = _letters(sentence.words)
        spans = [text[i : i + _SPAN] for i in range(max(0, len(text) - _SPAN + 1))]
        if sum(s in seen for s in spans) <= 0.1 * len(spans):
            kept.append(sentence)
    return kept
