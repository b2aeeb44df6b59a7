"""What the trained reader finds that the names, the offices or the frames of the article rule out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphkit.link.bearers import GOVERNS, SERVES
from graphkit.link.values import LinkedArticle, OfficeFact
from graphkit.model import Entity, EntityType
from graphkit.relate import arguments_ar
from graphkit.relate.frames import Found, is_other_sense, meets_needs
from graphkit.relate.kinds import has_trait
from graphkit.relate.office_words import OfficeWords
from graphkit.relate.readings import ReadRelation
from graphkit.relate.view import BlockView

__all__ = ["is_anothers", "is_odd", "is_ruled_out"]

_FORCES = (EntityType.ARMED_FORCE, EntityType.GROUP)
_WIDE = ("any", "prev")  # where a condition looks around the word, not at who is meant
_MANY = 3  # ambassadors
_HEADS = ("president", "king", "emir", "sultan", "supreme-leader")


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
        mediated: who mediated between whom, or was the host of two.
    """
    if has_trait(found.relation, "pact") and found.object is not None:
        # "برعاية روسيا": who watches over an agreement does not conclude it.
        return bool({(found.subject, found.object), (found.object, found.subject)} & set(mediated))
    if found.relation == "expelled" and found.object is not None:
        # "protested against Moscow's expulsion of a British diplomat": nobody expels his own.
        one, other = entities[found.subject], entities[found.object]
        return other.state is not None and other.state in (one.id, one.state)
    if found.relation == "ambassadorTo":
        # "سفراء البرتغال والأرجنتين والهند": of many who come, none is sent to another's state.
        senders = {office.of for office in linked.offices if office.role == "ambassador"}
        return len(senders) >= _MANY and found.object in senders
    if found.relation == "holdsOffice" and found.object is not None:
        here = [o for o in linked.offices if o.begin <= at < o.end and o.person == found.subject]
        said = {_state(o.of, entities) for o in here if _is_said(o, linked)}
        if said and _state(found.object, entities) not in said:
            # "المبعوثة الأممية هانا تيته": whose envoy she is, is said.
            return True
        forces = {o.of for o in here if entities[o.of].type in _FORCES}
        if forces and entities[found.object].type in _FORCES:
            # Who commands one army commands no other by the same words.
            return found.object not in forces
    return False


def _state(body: str, entities: Mapping[str, Entity]) -> str:
    return entities[body].state or body


def _is_said(office: OfficeFact, linked: LinkedArticle) -> bool:
    """Tell whether an office phrase names its body, rather than leave the state to the reader."""
    if linked.entities[office.of].type is not EntityType.STATE:
        return True
    inside = (m for m in (*linked.mentions, *linked.inner) if office.begin <= m.begin < office.end)
    return any(office.of in mention.entities for mention in inside)


def is_anothers(found: Found, office: OfficeWords, linked: LinkedArticle) -> bool:
    """Tell whether somebody else holds an office, as the tables or the article say.

    Args:
        found: who is said to hold it, and of what.
        office: the office.
        linked: the article.
    """
    gazetteer, day = linked.gazetteer, linked.analysed.article.date
    of = gazetteer.capitals.get(found.object or "", found.object or "")
    if office.effect:
        return False
    if any((f.person, f.of, f.role, f.effect) == (found.subject, of, office.role, "former") for f in linked.offices):
        # Who was president is none.
        return True
    if any(
        (fact.person, fact.of, fact.effect) == (found.subject, of, "")
        and fact.role in GOVERNS
        and fact.role != office.role
        for fact in linked.offices
    ):
        # "dismissed by President X the interior minister": who governs is not the minister beside him.
        return True
    crowned = any(o.of == of and o.role in _HEADS for o in gazetteer.offices_of(found.subject, day))
    if crowned and office.role in SERVES:
        # "مبعوث الرئيس دونالد ترامب": a president is nobody's envoy.
        return True
    if office.role in GOVERNS and any(
        (fact.role, fact.of, fact.effect) == (office.role, of, "") and fact.person != found.subject
        for fact in linked.offices
    ):
        return True
    holder = gazetteer.holder(office.role, of, day)
    if holder is None or holder == found.subject:
        return False
    held = (o for o in gazetteer.offices_of(holder, day) if (o.role, o.of) == (office.role, of))
    # The tables end on some day: who has an office without an end may have left it.
    return (day is not None and any(o.end is not None for o in held)) or holder in linked.entities


def is_ruled_out(view: BlockView, read: ReadRelation) -> bool:
    """Tell whether the lexicon says that a word means something else here, or that the object is but a means.

    ``refused to comment`` rejects nobody; ``attacked the town using drones`` does not attack the drones.
    """
    token = read.trigger
    known = [known for known in (view.lexicon.verb(token), view.lexicon.noun(token)) if known is not None]
    frames = [frame for word in known for frame in word.frames if frame.relation == read.found.relation]
    other = read.found.object_argument
    means = view.doc[other.token] if other is not None else token
    if means.dep_ == "obj" and means.head != token and view.lexicon.is_a(means.head, "using"):
        return True
    return is_other_sense(frames, view, token) or _forbidden(view, read)


def _forbidden(view: BlockView, read: ReadRelation) -> bool:
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
