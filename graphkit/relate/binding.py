"""Whom a pronoun cannot mean, by the grammar of its sentence.

The principles B and C of Chomsky's binding theory (Lectures on Government and Binding, 1981), on dependency trees: who
does something does not do it to "him", who is told that Kim came is not Kim, and nobody is "his ally".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphkit.link.values import LinkedMention
from graphkit.relate.subjects_ar import agrees
from graphkit.relate.view import Argument, BlockView

__all__ = ["barred_by_grammar"]

_NAMED = frozenset({"name", "short", "description", "group"})
_ARGUMENTS = ("nsubj", "csubj", "obj", "iobj", "obl")
_OBJECTS = ("obj", "iobj")
_COMPLEMENTS = ("obj", "iobj", "obl")
_CLAUSES = frozenset({"advcl", "xcomp", "conj"})
_WITH_ONESELF = frozenset({"with", "around", "behind", "before", "near", "beside", "مع", "حول", "امام", "خلف", "وراء"})
"""Prepositions after which a pronoun may be the subject: "took his son with him"."""
_ALL = 6


def barred_by_grammar(view: BlockView, mention: LinkedMention) -> frozenset[str]:
    """Return the entities named in its sentence that a pronoun cannot mean.

    Args:
        view: the block.
        mention: the pronoun.
    """
    token = view.doc[mention.stop - 1]
    around = view.at[token.i]
    found = {around} if around is not None and around.start < token.i and around.kind in _NAMED else set()
    possessor = token.dep_ == "nmod:poss" or (view.arabic and token.head.i == token.i - 1 and token.dep_ == "nmod")
    if possessor:
        found.update(_apposed(view, token.head))
    else:
        found.update(_beside(view, token))
    return frozenset(entity for one in found for entity in one.entities[:1])


def _apposed(view: BlockView, noun: Token) -> Iterator[LinkedMention]:
    """Yield who is called by a noun with a possessor: ``his ally, Viktor Orban``."""
    if noun.dep_ == "appos":
        yield from (one for one in _named(view, noun.head) if noun.left_edge.i - one.stop <= 1)
    for child in noun.children:
        if child.dep_ == "appos":
            yield from _named(view, child)


def _beside(view: BlockView, token: Token) -> Iterator[LinkedMention]:
    """Yield whom the verb of a pronoun has as its other arguments, and who is named below a subject or an object."""
    relation, verb = token.dep_.split(":")[0], token.head
    if relation not in _ARGUMENTS or verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    if any(child.dep_ == "case" and view.key(child) in _WITH_ONESELF for child in token.children):
        return
    if relation == "nsubj" or relation in _OBJECTS:
        yield from _below(view, verb, token)
    if verb.pos_ in ("VERB", "AUX"):
        subject = _subject(view, verb)
        for child in verb.children:
            if child != token and child.dep_.split(":")[0] in _COMPLEMENTS:
                yield from _named(view, child)
        if subject is not None:
            yield from _named(view, subject)
        elif relation != "nsubj":
            yield from _controllers(view, verb)


def _subject(view: BlockView, verb: Token) -> Token | None:
    """Return the subject of a verb by the tree; of two in English, of which one is misread, the nearest before it."""
    subjects = [child for child in verb.children if child.dep_.startswith(("nsubj", "csubj"))]
    if view.arabic:
        return subjects[0] if subjects else None
    return next((child for child in reversed(subjects) if child.i < verb.i), None)


def _below(view: BlockView, verb: Token, token: Token) -> Iterator[LinkedMention]:
    """Yield who is named after a pronoun in the clauses that complete its verb."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp"):
            for inner in child.subtree:
                mention = view.at[inner.i]
                if inner.i > token.i and mention is not None and mention.kind in _NAMED:
                    yield mention


def _controllers(view: BlockView, verb: Token) -> Iterator[LinkedMention]:
    """Yield who does what a verb without a subject of its own says: ``telephoned her to reassure him``."""
    acts = verb
    for _ in range(_ALL):
        outer, relation = verb.head, verb.dep_
        if outer == verb or relation not in _CLAUSES or outer.pos_ not in ("VERB", "AUX"):
            return
        if relation == "advcl" and acts.lower_.endswith("ing") and view.doc[acts.i - 1].pos_ != "PUNCT":
            # "a call from Obama congratulating him": whose deed it is, is open.
            return
        if relation == "xcomp" and any(child.dep_ in _OBJECTS for child in outer.children):
            return
        if relation == "conj" and any(view.at[i] is not None for i in range(_opening(verb), acts.i)):
            # "... and the vice president, JD Vance, scolded him": a subject that the tree has elsewhere.
            return
        subject = _subject(view, outer)
        if subject is not None:
            found = tuple(_named(view, subject))
            if not view.arabic or _agrees(view, acts, found):
                yield from found
            return
        verb = outer


def _opening(verb: Token) -> int:
    """Return where the conjunction stands that a coordinated verb begins with, else the verb's own place."""
    return next((child.i for child in verb.children if child.dep_ == "cc"), verb.i)


def _agrees(view: BlockView, verb: Token, subject: tuple[LinkedMention, ...]) -> bool:
    known = view.lexicon.verb(verb)
    if known is None or not subject or known.person[:1] != "3":
        return True
    return agrees(view, Argument(subject[0].start, subject[:1]), known.person)


def _named(view: BlockView, noun: Token) -> Iterator[LinkedMention]:
    """Yield who is named by a noun, by a name in apposition to it and by those coordinated with it."""
    if not view.arabic and noun.pos_ == "PRON" and noun.head.dep_.startswith("acl"):
        noun = noun.head.head  # "Kim, who invited him"
    mention = view.at[noun.i]
    if mention is not None and mention.kind in _NAMED:
        yield mention
    for child in noun.children:
        if child.dep_ == "appos" or child.dep_.startswith(("flat", "conj")):
            below = view.at[child.i]
            if below is not None and below.kind in _NAMED and below != mention:
                yield below
