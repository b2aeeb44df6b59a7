"""Written forms of Arabic verbs from two principal parts, as unvowelled news text has them."""

from __future__ import annotations

from graphkit.text import fold

__all__ = ["verb_forms"]

_WEAK = "اى"
# Prefix of the present with the person of its singular, dual and plural.
_PREFIXES = (("ي", "3ms", "3md", "3mp"), ("ت", "3fs", "3fd", "2mp"), ("ن", "1p", "", ""), ("أ", "1s", "", ""))


def _past(past: str) -> dict[str, str]:
    if past[-1] in _WEAK:
        stem = past[:-1]
        link = "و" if past.endswith("ا") and len(past) == 3 else "ي"
        return {
            past: "3ms", stem + "ت": "3fs", stem + link + "ا": "3md", stem + "تا": "3fd", stem + "وا": "3mp",
            stem + link + "نا": "1p", stem + link + "ت": "1s", stem + "ا": "3ms",
        }  # fmt: skip
    forms = {
        past: "3ms", past + "ت": "3fs", past + "ا": "3md", past + "تا": "3fd", past + "وا": "3mp", past + "نا": "1p",
    }  # fmt: skip
    if len(past) == 3 and past[1] == "ا":
        forms[past[0] + past[2] + "نا"] = "1p"
    return forms


def _present(present: str) -> dict[str, str]:
    base = present[1:]
    short = base[:-1] if base[-1] in "يىو" else base
    dual = base[:-1] + "ي" if base[-1] == "ى" else base
    forms: dict[str, str] = {}
    for prefix, singular, two, many in _PREFIXES:
        forms.setdefault(prefix + base, singular)
        forms.setdefault(prefix + short, singular)
        if len(base) == 3 and base[1] in "اوي" and base[2] not in "يىو":
            forms.setdefault(prefix + base[0] + base[2], singular)
        elif len(base) > 3 and base[-2] in "اي" and base[-1] not in "يىو":
            forms.setdefault(prefix + base[:-2] + base[-1], singular)
        if two:
            for ending in ("ان", "ا"):
                forms.setdefault(prefix + dual + ending, two)
            for ending in ("ون", "وا"):
                forms.setdefault(prefix + short + ending, many)
    return forms


def verb_forms(principal: str) -> dict[str, tuple[str, str]]:
    """Return every folded written form of a verb with (tense, person-gender-number).

    Sound, hollow, defective and doubled verbs of all stems are covered as far as the letters tell; the passive is
    written like the active but for a few weak verbs.

    Args:
        principal: third person masculine singular, past and present: ``التقى/يلتقي``.

    Returns:
        For instance ``{"التقت": ("past", "3fs"), "سيلتقيان": ("future", "3md"), ...}``.

    Examples:
        >>> forms = verb_forms("التقى/يلتقي")
        >>> forms["التقت"], forms["سيلتقيان"], forms["التقوا"]
        (('past', '3fs'), ('future', '3md'), ('past', '3mp'))
        >>> verb_forms("زار/يزور")["يزر"]
        ('present', '3ms')
    """
    past, _, present = principal.partition("/")
    forms: dict[str, tuple[str, str]] = {}
    for form, person in _past(past).items():
        forms.setdefault(fold(form), ("past", person))
    if present:
        for form, person in _present(present).items():
            forms.setdefault(fold(form), ("present", person))
            forms.setdefault(fold("س" + form), ("future", person))
    return forms
