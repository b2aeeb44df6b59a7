"""What kind of word an Arabic token is, for reading the order of phrases."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.relate.view import BlockView
from graphkit.text import fold

__all__ = ["COMPOUND", "QUOTES", "STOPS", "is_definite", "is_noun", "is_relative", "is_verb", "preposition_of"]

STOPS = frozenset(".؛;:!?؟…\n")
QUOTES = frozenset("«»\"'“”‘’()[]")
_SPELL = {"الي": "إلى", "علي": "على", "لدي": "لدى"}


# Prepositions of two words; "على يد" names the doer of a passive as "من قبل" does.
COMPOUND = {
    ("إلى", "جانب"): "إلى جانب",
    ("في", "صفوف"): "إلى جانب",
    ("من", "قبل"): "من قبل",
    ("من", "جانب"): "من قبل",
    ("على", "يد"): "من قبل",
    ("على", "يدي"): "من قبل",
    ("على", "أيدي"): "من قبل",
    ("ب", "اتجاه"): "باتجاه",
}


def is_verb(view: BlockView, token: Token) -> bool:
    """Tell whether a token acts as a verb: tagged so, or written as only a verb is."""
    if view.at[token.i] is not None:
        return False
    trigger = view.lexicon.verb(token)
    if token.pos_ == "VERB":
        # "لقوا مصرعهم": a noun of the tables that was tagged a verb.
        return trigger is not None or view.lexicon.noun(token) is None
    if trigger is None or view.is_cue(token, "particle"):
        return False
    if token.pos_ == "NOUN" and trigger.person in ("3md", "3fd"):
        # "موسكو وبيونغ يانغ وقعتا": a dual after two.
        before = view.at[token.i - 1] if token.i else None
        return before is not None and before.start > 0 and view.doc[before.start - 1].text == "و"
    # The endings of the dual and plural are written on no noun.
    return token.pos_ in ("AUX", "X") or (token.pos_ != "NOUN" and trigger.person in ("3md", "3fd", "3mp"))


def is_relative(view: BlockView, token: Token) -> bool:
    """Tell whether a token is a relative pronoun."""
    return view.is_cue(token, "relative") and token.pos_ in ("PRON", "DET", "SCONJ")


def is_noun(token: Token) -> bool:
    """Tell whether a token can head a noun phrase."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "X", "NUM") and token.text not in QUOTES


def preposition_of(view: BlockView, token: Token) -> str | None:
    """Return the usual spelling of an Arabic preposition, None for any other word."""
    if token.pos_ == "ADP" or fold(token.text) in ("الي", "علي", "في", "من", "مع", "عن", "ضد", "بين", "تجاه", "لدي"):
        form = fold(token.norm_)
        if form == "ال" and token.text == "ل":
            form = "ل"
        return _SPELL.get(form, token.norm_)
    return None


def is_definite(noun: Token) -> bool:
    """Tell whether a noun has the article: a name right after it is no genitive of it."""
    return noun.pos_ != "NUM" and fold(noun.norm_).startswith("ال") and len(noun.text) > 4
