"""Inflected forms of English verbs and nouns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table

__all__ = ["noun_forms", "verb_forms"]

_VOWELS = "aeiou"
# Two-syllable verbs stressed on the last syllable double it as one-syllable ones do.
_DOUBLES = frozenset(
    {"expel", "deter", "refer", "rebut", "commit", "permit", "admit", "transfer", "repel", "ship", "cut"}
)


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    table = read_table(seeds_path() / "lexicon" / "irregular_en.tsv", ("verb", "forms"))
    return {row["verb"]: cell(row, "forms") for _, row in table}


def _third(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _stem(verb: str) -> str:
    single = len(verb) > 2 and verb[-1] not in "wxy" + _VOWELS and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    short = sum(letter in _VOWELS for letter in verb) == 1
    return verb + verb[-1] if single and (short or verb in _DOUBLES) else verb


def verb_forms(verb: str) -> frozenset[str]:
    """Return the written forms of a verb: base, third person, past, participles.

    Examples:
        >>> sorted(verb_forms("send"))
        ['send', 'sending', 'sends', 'sent']
        >>> sorted(verb_forms("deny"))
        ['denied', 'denies', 'deny', 'denying']
    """
    if " " in verb or not verb.replace("-", "").isalpha():
        return frozenset({verb})
    forms = {verb, _third(verb)}
    irregular = _irregular().get(verb)
    stem = _stem(verb)
    if irregular is not None:
        forms.update(irregular)
    elif verb.endswith("e"):
        forms.add(verb + "d")
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms.add(verb[:-1] + "ied")
    else:
        forms.add(stem + "ed")
    forms.add(verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else stem + "ing")
    return frozenset(forms)


def noun_forms(noun: str) -> frozenset[str]:
    """Return singular and plural of a noun.

    Examples:
        >>> sorted(noun_forms("ally"))
        ['allies', 'ally']
    """
    return frozenset({noun, _third(noun)}) if noun.isalpha() else frozenset({noun})
