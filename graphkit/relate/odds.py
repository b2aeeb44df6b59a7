"""What the trained reader finds that the names, the offices or the frames of the article rule out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphkit.link.values import LinkedArticle
from graphkit.model import Entity, EntityType
from graphkit.relate import arguments_ar
from graphkit.relate.frames import Found, meets_needs
from graphkit.relate.readings import ReadRelation
from graphkit.relate.view import BlockView

__all__ = ["forbidden", "is_odd"]

_PACTS = frozenset({"signedAgreementWith", "signedTreatyWith", "agreedWith"})
_DEEDS = frozenset({"praised", "expressedSupportFor", "visited"})
_FORCES = (EntityType.ARMED_FORCE, EntityType.GROUP)
_WIDE = ("any", "prev")  # where a condition looks around the word, not at who is meant
_MANY = 3  # ambassadors


def is_odd(
    found: Found,
    at: int,
    linked: LinkedArticle,
    entities: Mapping[str, Entity],
    mediated: Collection[tuple[str, str | None]],
) -> bool:
    """Tell whether what was read goes against what the article says elsewhere.

    Args:
        found: the relation read.
        at: offset of its word in the article.
        linked: the article.
        entities: every entity mentioned, by id.
        mediated: who mediated between whom.
    """
    if found.relation in _PACTS and found.object is not None:
        # "برعاية روسيا": who watches over an agreement does not conclude it.
        return bool({(found.subject, found.object), (found.object, found.subject)} & set(mediated))
    if found.relation == "expelled" and found.object is not None:
        # "protested against Moscow's expulsion of a British diplomat": nobody expels his own.
        one, other = entities[found.subject], entities[found.object]
        return other.state is not None and other.state in (one.id, one.state)
    own = {office.of for office in linked.offices if office.person == found.subject}
    if found.relation in _DEEDS:
        return found.object in own
    if found.relation == "ambassadorTo":
        # "سفراء البرتغال والأرجنتين والهند": of many who come, none is sent to another's state.
        senders = {office.of for office in linked.offices if office.role == "ambassador"}
        return len(senders) >= _MANY and found.object in senders
    if found.relation == "holdsOffice" and found.object is not None:
        mine = {o.of for o in linked.offices if o.begin <= at < o.end and o.person == found.subject}
        forces = {of for of in mine if entities[of].type in _FORCES}
        if forces and entities[found.object].type in _FORCES:
            # Who commands one army commands no other by the same words.
            return found.object not in forces
    return False


def forbidden(view: BlockView, read: ReadRelation) -> bool:
    """Tell whether every frame that an Arabic verb has for a relation rules it out by what stands in its slots.

    ``رحب باستقالة الوزير``: who welcomes that somebody leaves does not support him.
    """
    trigger = read.trigger
    known = view.lexicon.verb(trigger) if view.arabic and trigger.pos_ == "VERB" else None
    mine = [frame for frame in known.frames if frame.relation == read.found.relation] if known is not None else []
    if not mine or not all(any(need.forbidden and need.slot not in _WIDE for need in f.needs) for f in mine):
        return False
    slots = arguments_ar.verb_arguments(view, trigger)
    return not any(meets_needs(frame, view, trigger, slots) for frame in mine)
