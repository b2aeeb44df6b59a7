"""What the clause of a relation says besides: in which call or letter, who did the same, who came along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from graphkit.model import Entity, EntityType
from graphkit.relate import arguments_ar, arguments_en
from graphkit.relate.frames import Found
from graphkit.relate.kinds import has_trait
from graphkit.relate.phrases_en import argument, case
from graphkit.relate.view import Argument, BlockView
from graphkit.relate.words_ar import STOPS, is_verb

__all__ = ["besides"]

_MEANS = {"bycall": "spokeByPhoneWith", "byletter": "sentMessageTo", "bycable": "sentTelegramTo"}
_FAR = 30  # words
_ACTING = (EntityType.PERSON, EntityType.STATE, EntityType.ORGANIZATION, EntityType.GROUP)
_REACH = (3, 16)  # words before and after a verb
_ENDS = frozenset({*STOPS, "،", ","})
_UNDER = ("في", "ب", "خلال", "عبر", "in", "by", "in a", "during", "via", "over", "through")
_PARTNERS = ("مع", "إلى", "ب", "من", "ل", "subj", "receiver", "to", "with", "from", "between", "of")


def besides(view: BlockView, trigger: Token, found: Found, entities: Mapping[str, Entity]) -> Iterator[Found]:
    """Yield what the words around a relation add to it.

    The call or the message in which it is said (``thanked her by telephone``, ``هنأه في برقية``), the same of who did
    so too (``as did Oslo``, ``كما فعلت أوسلو``), the same visit of who came along (``accompanied by``, ``يرافقه``).

    Args:
        view: the block.
        trigger: the word that states it.
        found: what it states.
        entities: every entity mentioned, by id.
    """
    persons = all(e is not None and entities[e].type is EntityType.PERSON for e in (found.subject, found.object))
    if has_trait(found.relation, "addressed") and persons:
        for token in _arabic(view, trigger) if view.arabic else _english(view, trigger):
            name = next((name for name in _MEANS if view.lexicon.is_a(token, name)), None)
            if name is not None:
                yield replace(found, relation=_MEANS[name], trigger=token.i)
                break
    if has_trait(found.relation, "alone") or trigger.pos_ != "VERB":
        return
    for token, other in _others_arabic(view, trigger, found) if view.arabic else _others_english(view, trigger, found):
        for entity in other.entities:
            if entity not in (found.subject, found.object) and entities[entity].type in _ACTING:
                yield replace(found, subject=entity, trigger=token.i, subject_argument=other)


def _others_english(view: BlockView, trigger: Token, found: Found) -> Iterator[tuple[Token, Argument]]:
    for child in trigger.children:
        if child.lemma_ == "do" and child.dep_ in ("advcl", "parataxis", "conj"):
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            same = any(c.lower_ in ("as", "so", "likewise") for c in child.children)
            if subject is not None and same and all(c.dep_ != "obj" for c in child.children):
                yield child, argument(view, subject)
        if found.relation == "visited" and child.dep_ == "nsubj":
            for participle in child.children:
                if participle.lower_ in ("accompanied", "joined", "flanked") and participle.dep_ == "acl":
                    yield from ((participle, argument(view, c)) for c in participle.children if case(c) == "by")


def _others_arabic(view: BlockView, trigger: Token, found: Found) -> Iterator[tuple[Token, Argument]]:
    doc = view.doc
    visit = found.relation == "visited"
    crossed = False
    for index in range(trigger.i + 2, min(trigger.sent.end, trigger.i + _FAR)):
        token = doc[index]
        if token.text in STOPS:
            return
        same = doc[index - 1].text in ("كما", "كذلك", "مثلما") and view.is_cue(token, "do") and not crossed
        if same or (visit and view.is_cue(token, "accompany") and view.pronoun_after(token) is not None):
            other = arguments_ar.verb_arguments(view, token, within=True).first("subj")
            if other is not None:
                yield token, other
            return
        crossed = crossed or is_verb(view, token)


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
