"""Adjectives of states that mean people: ``nine Palestinians``, ``عشرات السوريين`` are citizens, not the state."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from graphkit.resources import seeds_path
from graphkit.tables import read_table
from graphkit.text import fold

__all__ = ["are_people"]

_PLURAL = ("ين", "ون")
_DEFINITE = ("ال", "لل", "بال", "وال")
_REACH = 24  # characters


@cache
def _amounts(lang: str) -> tuple[str, ...]:
    table = read_table(seeds_path() / "lexicon" / "amounts.tsv", ("form", "lang"))
    return tuple(fold(row["form"]) for _, row in table if row["lang"] == lang)


def are_people(doc: Doc, begin: int, end: int) -> bool:
    """Tell whether the adjective of a state means some of its people, by the number or the article before it.

    Args:
        doc: the block.
        begin: offset of the adjective.
        end: its end.
    """
    span = doc.char_span(begin, end, alignment_mode="expand")
    if span is None:
        return False
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if doc.lang_ == "ar":
        if not span.text.endswith(_PLURAL):
            # "قتل فلسطيني"; after a noun it would be its adjective.
            return before is not None and before.pos_ == "VERB" and not fold(span.text).startswith(_DEFINITE)
        # "فلسطينيين اثنين"
        counted = after is not None and fold(after.text) in _amounts("ar")
    elif span.root.dep_ in ("amod", "compound") or (after is not None and _goes_on(after)):
        # "two Chinese engineers", "a British-owned ship"
        return False
    else:
        counted = False
    counted = counted or (before is not None and before.pos_ == "NUM")
    text = " ".join(fold(doc.text[max(0, begin - _REACH) : begin]).split())
    return counted or any(text == amount or text.endswith(f" {amount}") for amount in _amounts(doc.lang_))


def _goes_on(after: Token) -> bool:
    return after.pos_ in ("NOUN", "PROPN") or after.text == "-"
