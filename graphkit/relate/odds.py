"""What the trained reader finds that the names, the offices or the frames of the article rule out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphkit.link.values import LinkedArticle
from graphkit.model import Entity, EntityType
from graphkit.relate.frames import Found, meets_needs
from graphkit.relate.lexicon import Frame
from graphkit.relate.view import Arguments, BlockView

__all__ = ["forbidden", "is_odd"]

_PACTS = frozenset({"signedAgreementWith", "signedTreatyWith", "agreedWith"})
_DEEDS = frozenset({"praised", "expressedSupportFor", "visited"})


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
    own = {office.of for office in linked.offices if office.person == found.subject}
    if found.relation in _DEEDS:
        return found.object in own
    if found.relation == "holdsOffice" and found.object is not None:
        mine = {o.of for o in linked.offices if o.begin <= at < o.end and o.person == found.subject}
        forces = {of for of in mine if entities[of].type is EntityType.ARMED_FORCE}
        if forces and entities[found.object].type is EntityType.ARMED_FORCE:
            # Who commands one army commands no other by the same words.
            return found.object not in forces
    return False


def forbidden(view: BlockView, index: int, frames: Collection[Frame], relation: str, slots: Arguments) -> bool:
    """Tell whether every frame that a word has for a relation rules it out by what stands in one of its slots."""
    token = view.doc[index]
    mine = [frame for frame in frames if frame.relation == relation]
    ruled = [
        any(need.forbidden and need.slot not in ("any", "prev") for need in frame.needs)
        and not meets_needs(frame, view, token, slots)
        for frame in mine
    ]
    return bool(ruled) and all(ruled)
