"""Where those of a force are said to have died: the place that the words around a death name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from graphkit.link.values import LinkedMention
from graphkit.model import EntityType
from graphkit.relate.lexicon import Frame
from graphkit.relate.view import Argument, BlockView
from graphkit.relate.words_ar import STOPS, is_noun, is_verb, preposition_of
from graphkit.text import fold

__all__ = ["casualty_frames", "where_of"]

_IN_ENGLISH = frozenset({"in", "near", "at", "inside", "outside", "around", "along", "off", "across"})
_IN_ARABIC = frozenset({"في", "ب", "قرب", "داخل", "عند", "قبالة"})
_CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "csubj"})
_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})
_WHEN = frozenset({"when", "after", "as"})
_FAR = 30  # words


def casualty_frames(frames: Sequence[Frame]) -> tuple[list[Frame], list[Frame]]:
    """Return the frames that say where a force had casualties, which hold beside the others, and the others."""
    found = [frame for frame in frames if frame.relation == "sufferedCasualtiesIn"]
    return found, [frame for frame in frames if frame not in found]


def where_of(view: BlockView, trigger: Token, force: Sequence[str]) -> Argument | None:
    """Return the place of a death: the nearest known city or region, else any, else a state not the force's own.

    Args:
        view: the block.
        trigger: the word that tells of the death.
        force: whose they were that died.
    """
    named = list(_arabic(view, trigger) if view.arabic else _english(view, trigger))
    places = [m for m in named if view.entities[m.entities[0]].type is EntityType.PLACE]
    own = {view.entities[entity].state for entity in force}
    states = [m for m in named if view.entities[m.entities[0]].type is EntityType.STATE and m.entities[0] not in own]
    known = [m for m in places if view.entities[m.entities[0]].known]
    found = next(iter([*known, *places, *states]), None)
    return Argument(found.start, (found,)) if found is not None else None


def _is_place(view: BlockView, mention: LinkedMention | None, index: int) -> bool:
    return (
        mention is not None
        and mention.start == index
        and mention.kind in ("name", "short", "group", "metonym")
        and view.entities[mention.entities[0]].type in (EntityType.PLACE, EntityType.STATE)
    )


def _english(view: BlockView, trigger: Token) -> Iterator[LinkedMention]:
    inside = [token.i for token in trigger.subtree if _within(view, token, trigger)]
    after, before = [i for i in inside if i > trigger.i], [i for i in inside if i < trigger.i]
    for index in (*after, *before):
        mention = view.at[index]
        if not _is_place(view, mention, index) or mention is None:
            continue
        left = index - 1
        while left > trigger.sent.start and _leads_on(view, view.doc[left]):
            left -= 1
        if view.doc[left].lower_ in _IN_ENGLISH:
            yield mention


def _leads_on(view: BlockView, token: Token) -> bool:
    """Tell whether a word may stand between a preposition and the name of a place: ``in the city of``."""
    return token.pos_ in ("DET", "ADJ", "NOUN") or token.lower_ in ("of", "'s", "’s") or view.at[token.i] is not None


def _within(view: BlockView, token: Token, trigger: Token) -> bool:
    """Tell whether a word belongs to the clause of a trigger, not to one that depends on it."""
    while token.i != trigger.i:
        if token.dep_ in _CLAUSES and not (token.dep_ == "advcl" and any(c.lower_ in _WHEN for c in token.children)):
            return False
        another = token.pos_ == "VERB" and not view.lexicon.is_a(token, "dying")
        joined = token.dep_ == "conj" and another and token.head.i == trigger.i
        if joined or token.head.i == token.i:
            return False
        token = token.head
    return True


def _arabic(view: BlockView, trigger: Token) -> Iterator[LinkedMention]:
    doc = view.doc
    for index in range(trigger.i + 1, min(trigger.sent.end, trigger.i + _FAR)):
        token = doc[index]
        if token.text in STOPS or (view.at[index] is None and view.is_cue(token, "subordinator")):
            break
        joined = doc[index - 1].text in ("و", "ف", "،", ",", "ثم")
        if is_verb(view, token) and (joined or view.is_cue(token, "say")):
            break
        if _is_place(view, view.at[index], index) and _lies_in(view, index, trigger.i):
            yield view.at[index]  # type: ignore[misc]
    for index in range(trigger.i - 1, trigger.sent.start, -1):
        # "هجوم في ماكين يقتل جنودا"
        if doc[index].text in STOPS or view.is_cue(doc[index], "that"):
            return
        begins = _lies_in(view, index, trigger.sent.start) if _is_place(view, view.at[index], index) else 0
        if begins and view.lexicon.is_a(doc[begins - 1], "strike"):
            yield view.at[index]  # type: ignore[misc]


def _lies_in(view: BlockView, index: int, least: int) -> int:
    """Return where the preposition stands that leads to a place, 0 for none."""
    left = index - 1
    while left > least and preposition_of(view, view.doc[left]) is None and is_noun(view.doc[left]):
        if left < index - 1 and fold(view.doc[left + 1].text) in _DIRECTIONS:
            # "انفجار لغم شمال مالي"
            return left + 1
        if not view.is_through(view.doc[left]) and view.doc[left].pos_ not in ("ADJ", "PROPN"):
            return 0
        left -= 1
    preposition = preposition_of(view, view.doc[left]) if left > least else None
    hit = preposition == "على" and any(view.lexicon.is_a(view.doc[i], "strike") for i in range(left - 2, left))
    return left if preposition in _IN_ARABIC or hit else 0
