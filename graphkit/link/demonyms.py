"""The forms of Arabic relational adjectives: from ``روسي`` to ``الروسية``, ``روسيين``, ``الكوريون الشماليون``."""

from __future__ import annotations

__all__ = ["agreeing", "inflections"]

_ENDINGS = ("", "ة", "ان", "ين", "تان", "تين", "ون", "ات")


def inflections(adjective: str) -> frozenset[str]:
    """Return the written forms of a masculine singular indefinite adjective in ي, both words of a compound agreeing.

    Gender, number, case and definiteness vary; the indefinite accusative in ا is left out, for it is the name of
    the country as often (``روسيا``).

    Examples:
        >>> sorted(inflections("روسي"))[:3]
        ['الروسي', 'الروسيات', 'الروسيان']
        >>> "الكوريين الشماليين" in inflections("كوري شمالي")
        True
    """
    words = adjective.split()
    if not words[-1].endswith("ي"):
        return frozenset((adjective, "ال" + adjective))
    inflected = [word.endswith("ي") for word in words]
    forms = set()
    for ending in _ENDINGS:
        varied = [word + ending if vary else word for word, vary in zip(words, inflected, strict=True)]
        forms.add(" ".join(varied))
        forms.add(" ".join("ال" + word for word in varied))
        if not all(inflected):
            forms.add("ال" + " ".join(varied))
            forms.add(" ".join([*varied[:-1], "ال" + varied[-1]]))
    return frozenset(forms)


def agreeing(adjective: str, agreement: str) -> str:
    """Return the definite form that agrees: ``m`` masculine, ``f`` feminine, ``p`` masculine plural.

    Examples:
        >>> agreeing("كوري شمالي", "f")
        'الكورية الشمالية'
    """
    ending = {"m": "", "f": "ة", "p": "ون"}[agreement]
    return " ".join("ال" + word + (ending if word.endswith("ي") else "") for word in adjective.split())
