"""Facts that phrases state without a verb: offices, ambassadors, whose a place is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from graphkit.link.values import LinkedArticle
from graphkit.model import EntityType, Evidence, Relation, Status

__all__ = ["article_facts"]

_MakeEvidence = Callable[[int, int, str], Evidence]


def _offices(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    gazetteer = linked.gazetteer
    for office in linked.offices:
        lang = linked.analysed.docs[office.block][1].lang_
        words = evidence(office.begin, office.end, lang)
        if office.role == "ambassador-to":
            yield Relation(office.person, "ambassadorTo", office.of, Status.ACTUAL, (words,), role="ambassador")
            continue
        role = gazetteer.roles[office.role].en
        if office.effect in ("former", "acting", "late"):
            role = f"{office.effect} {role}"
        yield Relation(office.person, "holdsOffice", office.of, Status.ACTUAL, (words,), role=role)
        body = linked.entities[office.of]
        if body.type is not EntityType.STATE and body.state and body.state in gazetteer.entities:
            yield Relation(office.person, "holdsOffice", body.state, Status.ACTUAL, (words,), role=role)


def _locations(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``مقاطعة كورسك الروسية``, ``Kursk, Russia``: a place with the state it lies in, named beside it."""
    text = linked.analysed.article.text
    mentions = linked.mentions
    for one, other in pairwise(mentions):
        if one.block != other.block or len(one.entities) != 1 or len(other.entities) != 1:
            continue
        place, state = linked.entities[one.entities[0]], other.entities[0]
        if place.type is not EntityType.PLACE or place.state != state or one.kind not in ("name", "short"):
            continue
        gap = text[one.end : other.begin]
        adjective = other.kind == "demonym" and gap.strip() == ""
        listed = other.kind == "name" and re.fullmatch(r"\s*,\s*|\s+(?:in|في)\s+", gap) is not None
        if adjective or listed:
            lang = linked.analysed.docs[one.block][1].lang_
            yield Relation(place.id, "locatedIn", state, Status.ACTUAL, (evidence(one.begin, other.end, lang),))


def article_facts(linked: LinkedArticle, evidence: _MakeEvidence) -> list[Relation]:
    """Return the facts that the phrases of an article state.

    Args:
        linked: the linked article.
        evidence: makes the evidence of a stretch of the article's text (begin, end, language).
    """
    return [*_offices(linked, evidence), *_locations(linked, evidence)]
