"""What the trained reader finds that the names, the offices or the frames of the article rule out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from graphkit.link.values import LinkedArticle
from graphkit.relate.frames import Found, meets_needs
from graphkit.relate.lexicon import Frame
from graphkit.relate.view import Arguments, BlockView

__all__ = ["forbidden", "is_odd"]

_PACTS = frozenset({"signedAgreementWith", "signedTreatyWith", "agreedWith"})
_DEEDS = frozenset({"praised", "thanked", "expressedSupportFor", "criticized", "accused", "calledFor", "visited"})


def is_odd(
    found: Found,
    at: int,
    linked: LinkedArticle,
    state: Callable[[str | None], str | None],
    mediated: Collection[tuple[str, str | None]],
) -> bool:
    """Tell whether what was read goes against what the article says elsewhere.

    Args:
        found: the relation read.
        at: offset of its word in the article.
        linked: the article.
        state: returns the state that an entity is or belongs to.
        mediated: who mediated between whom.
    """
    if found.relation in _PACTS and found.object is not None:
        # "برعاية روسيا": who watches over an agreement does not conclude it.
        return bool({(found.subject, found.object), (found.object, found.subject)} & set(mediated))
    own = {office.of for office in linked.offices if office.person == found.subject}
    if found.relation in _DEEDS:
        return found.object in own
    if found.relation == "holdsOffice":
        here = [o for o in linked.offices if o.begin <= at < o.end]
        mine = {of for o in here if o.person == found.subject for of in (o.of, state(o.of))}
        # An office that the words give to somebody else, or to him elsewhere.
        return found.object not in mine if mine else bool(here)
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
