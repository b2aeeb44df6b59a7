"""Whose claim is denied: what the clause says of it, else what the article told before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from graphkit.model import Relation, Status
from graphkit.relate import arguments_ar, arguments_en
from graphkit.relate.view import Argument, Arguments, BlockView

__all__ = ["claimant_beside", "claimant_of_noun", "claimants_before"]

CLAIMS = ("accused", "criticized", "warned", "threatened", "demandedOf", "calledFor")
_ENDS = frozenset({"؛", ".", ":", "بينما", "فيما", "لكن", "حين", "إلا", "بيد"})
_WHAT = frozenset({"ما", "كما", "مما", "عما"})
_NEAR = 600  # code points between a claim and the denial of it


def claimant_of_noun(view: BlockView, arguments: Arguments, denier: Argument) -> Argument | None:
    """Return whose a denied claim is: ``Oslo's charge``, ``اتهامات أوسلو``; not whose involvement is denied."""
    grammar = arguments_ar if view.arabic else arguments_en
    for claim in arguments.get("obj"):
        noun = view.doc[claim.token]
        if claim.mentions or not view.lexicon.is_a(noun, "claim") or view.lexicon.is_a(noun, "involvement"):
            continue
        owners = grammar.noun_arguments(view, noun)
        owner = owners.first("gen") or owners.first("dem") or owners.first("by") or owners.first("من")
        if owner is not None and owner.entities[0] not in denier.entities:
            return owner
    return None


def claimant_beside(view: BlockView, verb: Token, denier: Argument) -> Argument | None:
    """Return who makes the claim by a clause beside its denial: ``ما زعمته أوسلو``, ``as Oslo alleged``."""
    found = _arabic(view, verb) if view.arabic else _english(view, verb)
    return found if found is not None and not set(found.entities) & set(denier.entities) else None


def _arabic(view: BlockView, verb: Token) -> Argument | None:
    for index in range(verb.i + 1, verb.sent.end - 1):
        token, following = view.doc[index], view.doc[index + 1]
        if token.text in _ENDS:
            return None
        about = view.is_cue(token, "relative") and view.lexicon.is_a(view.doc[index - 1], "claim")
        if token.text not in _WHAT and not about:
            continue
        if view.at[index + 1] is None and view.is_cue(following, "claim"):
            subject = arguments_ar.verb_arguments(view, following, within=True).first("subj")
            if subject is not None:
                return subject
    return None


def _english(view: BlockView, verb: Token) -> Argument | None:
    for token in verb.subtree:
        if token.i <= verb.i or token.pos_ != "VERB" or not view.is_cue(token, "claim"):
            continue
        first = min((c.i for c in token.children if c.i < token.i), default=token.i)
        opens = view.doc[first].lower_ in ("as", "what") or view.doc[first - 1].lower_ in ("as", "what")
        if opens or token.dep_ == "acl:relcl":
            subject = arguments_en.verb_subject(view, token)
            if subject is not None and subject.mentions:
                return subject
    return None


def claimants_before(
    at: int, own: set[str], relations: Sequence[Relation], state: Callable[[str | None], str | None]
) -> list[str]:
    """Return who last said of the denier what he now denies.

    Args:
        at: where the word stands that denies it, an offset into the article.
        own: the denier, and the bodies and the state that he speaks for.
        relations: what the article states, evidence and sources included.
        state: returns the state that an entity is or belongs to.
    """
    best: tuple[int, list[str]] = (-1, [])
    for relation in relations:
        words = relation.evidence[0]
        if not at - _NEAR <= words.begin < at:
            continue
        if relation.predicate in CLAIMS[:2] and {relation.object, state(relation.object)} & own:
            claimant: str | None = relation.subject
        elif {relation.subject, state(relation.subject)} & own and relation.status is not Status.DENIED:
            claimant = words.source
        else:
            continue
        if claimant is None or claimant in own or state(claimant) in own:
            continue
        if words.begin > best[0]:
            best = (words.begin, [claimant])
        elif words.begin == best[0] and claimant not in best[1]:
            best[1].append(claimant)
    return best[1]
