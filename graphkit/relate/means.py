"""Calls and letters in which something is said to somebody: ``thanked her by telephone``, ``هنأه في برقية``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from graphkit.model import Entity, EntityType
from graphkit.relate import arguments_ar, arguments_en
from graphkit.relate.frames import Found
from graphkit.relate.phrases_en import case
from graphkit.relate.view import BlockView
from graphkit.relate.words_ar import STOPS, is_verb

__all__ = ["by_means"]

_ADDRESSED = frozenset(
    {
        "calledFor",
        "condoledWith",
        "congratulated",
        "demandedOf",
        "invited",
        "pledgedCooperationWith",
        "pledgedSupportTo",
        "thanked",
        "warned",
    }
)
_MEANS = {"bycall": "spokeByPhoneWith", "byletter": "sentMessageTo", "bycable": "sentTelegramTo"}
_REACH = (3, 16)  # words before and after a verb
_ENDS = frozenset({*STOPS, "،", ","})
_UNDER = ("في", "ب", "خلال", "عبر", "in", "by", "in a", "during", "via", "over", "through")
_PARTNERS = ("مع", "إلى", "ب", "من", "ل", "subj", "receiver", "to", "with", "from", "between", "of")


def by_means(view: BlockView, trigger: Token, found: Found, entities: Mapping[str, Entity]) -> Found | None:
    """Return the call or the message in which somebody says to another what a trigger states, if the clause tells.

    Args:
        view: the block.
        trigger: the word that states it.
        found: what it states.
        entities: every entity mentioned, by id.
    """
    if found.relation not in _ADDRESSED or found.object is None:
        return None
    persons = all(entities[e].type is EntityType.PERSON for e in (found.subject, found.object))
    for token in _arabic(view, trigger) if view.arabic else _english(view, trigger):
        name = next((name for name in _MEANS if view.lexicon.is_a(token, name)), None)
        if name is not None and persons:
            return replace(found, relation=_MEANS[name], trigger=token.i)
    return None


def _arabic(view: BlockView, trigger: Token) -> Iterator[Token]:
    doc = view.doc
    first = trigger.i
    while first > max(trigger.sent.start, trigger.i - _REACH[0]) and doc[first - 1].text not in _ENDS:
        first -= 1
    for index in range(first, min(trigger.sent.end, trigger.i + _REACH[1])):
        token = doc[index]
        if index > trigger.i and (token.text in STOPS or is_verb(view, token)):
            return
        noun = token.pos_ == "NOUN" and view.lexicon.is_a(token, "carrier")
        if view.at[index] is None and (not noun or (doc[index - 1].text in _UNDER and not _has_partner(view, token))):
            yield token


def _english(view: BlockView, trigger: Token) -> Iterator[Token]:
    for child in trigger.children:
        if child.dep_.startswith("obl") and case(child) in _UNDER and not _has_partner(view, child):
            yield child


def _has_partner(view: BlockView, noun: Token) -> bool:
    """Tell whether a call or letter says itself with whom it is."""
    grammar = arguments_ar if view.arabic else arguments_en
    slots = grammar.noun_arguments(view, noun)
    return any(slots.first(slot) is not None for slot in _PARTNERS)
