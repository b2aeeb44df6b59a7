"""One relation an article: repetition adds evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphkit.model import Interval, Relation, Status
from graphkit.relate.kinds import relation_kinds

__all__ = ["unite"]

_MAX_EVIDENCE = 8


def _key(relation: Relation) -> tuple[str, str, str | None, Status, str | None]:
    one, other = relation.subject, relation.object
    kind = relation_kinds().get(relation.predicate)
    if kind is not None and kind.symmetric == "yes" and other is not None and other < one:
        one, other = other, one
    return one, relation.predicate, other, relation.status, relation.role


def _compatible(one: Interval | None, other: Interval | None) -> bool:
    return one is None or other is None or one in other or other in one


def _narrower(one: Interval | None, other: Interval | None) -> Interval | None:
    if one is None or other is None:
        return one or other
    return one if one in other else other


def unite(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return each distinct relation once, with the evidence of all its statements, the clearest first.

    Statements of the same subject, predicate, object, status and role are one relation if their times agree; the more
    precise time stays. A statement with a time of its own is clearer than one without; then the
    earlier one.
    """
    groups: list[Relation] = []
    index: dict[object, list[int]] = {}
    for relation in relations:
        key = _key(relation)
        place = next((i for i in index.get(key, ()) if _compatible(groups[i].time, relation.time)), None)
        if place is None:
            index.setdefault(key, []).append(len(groups))
            one, _, other, _, _ = key
            groups.append(replace(relation, subject=one, object=other))
            continue
        known = groups[place]
        clearer = known.time is None and relation.time is not None
        evidence = (*relation.evidence, *known.evidence) if clearer else (*known.evidence, *relation.evidence)
        groups[place] = replace(
            known,
            time=_narrower(known.time, relation.time),
            place=known.place or relation.place,
            quantity=known.quantity if known.quantity is not None else relation.quantity,
            evidence=tuple(dict.fromkeys(evidence))[:_MAX_EVIDENCE],
        )
    return tuple(groups)
