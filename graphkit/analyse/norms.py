"""Underlying forms of the parts an Arabic word is cut into: لرئيس after ل is الرئيس, قيمت before ها is قيمة."""

from __future__ import annotations

from collections.abc import Sequence

from .folding import fold, undiacritised
from .segmenter import CONJUNCTIONS, PARTICLES, SUFFIXES, Segmenter

__all__ = ["underlying_parts"]

_PREFIXES = frozenset(CONJUNCTIONS + PARTICLES) - {""}
_SUFFIXES = frozenset(SUFFIXES) - {""}
_ARTICLE_BONUS = 2
"""Levels (powers of two) by which a form without article must be more frequent to be preferred after ل."""


def underlying_parts(parts: Sequence[str], segmenter: Segmenter) -> list[str]:
    """Return the underlying form of each part of one word, undiacritised, hamza as written.

    Args:
        parts: exact substrings of the word, in order, as the segmenter cut them.
        segmenter: gives the frequencies by which the underlying form is chosen.
    """
    forms = [undiacritised(p) for p in parts]
    if len(forms) == 1:
        return forms
    stem = next((i for i, f in enumerate(forms) if fold(f) not in _PREFIXES), len(forms) - 1)
    out = list(forms)
    if stem + 1 < len(forms) and forms[stem + 1] in _SUFFIXES:
        out[stem] = _before_suffix(out[stem], segmenter)
    if stem and forms[stem - 1] == "ل" and out[stem].startswith("ل") and len(out[stem]) > 1:
        out[stem] = _after_li(out[stem], segmenter)
    return out


def _before_suffix(form: str, segmenter: Segmenter) -> str:
    if len(form) < 2:
        return form
    end = {"ت": "ة", "ا": "ى", "ي": "ى", "ئ": "ء", "ؤ": "ء"}.get(form[-1])
    if end and segmenter.level(fold(form[:-1] + end)) > segmenter.level(fold(form)):
        return form[:-1] + end
    if form[-1] == "و" and segmenter.level(fold(form + "ا")) > segmenter.level(fold(form)):
        return form + "ا"
    return form


def _after_li(form: str, segmenter: Segmenter) -> str:
    """Undo the fusion of ل with the article: its alef is lost, and before a stem in ل its lam too."""
    bare = segmenter.level(fold(form))
    options = [("ا" + form, 0), ("ال" + form, _ARTICLE_BONUS)]
    best = max(options, key=lambda o: segmenter.level(fold(o[0])) + o[1])
    return best[0] if segmenter.level(fold(best[0])) + best[1] >= bare else form
