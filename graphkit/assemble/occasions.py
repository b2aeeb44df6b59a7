"""Which statements of the same subject, predicate, object and status tell of the same occasion."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphkit.assemble.times import hull, narrowed
from graphkit.model import Interval, Relation, Status
from graphkit.vocabulary import ancestors, property_of

__all__ = ["Occasion", "Told", "deny_each_other", "occasions", "refines", "turned"]


@dataclass(frozen=True, slots=True)
class Told:
    """What decides which occasion a statement is about: its role, its time, and the day of its article."""

    role: str | None
    time: Interval | None
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One relation among those of the same subject, predicate, object and status."""

    role: str | None
    time: Interval | None


def occasions(told: Iterable[Told], predicate: str, status: Status) -> Mapping[Told, Occasion]:
    """Return the occasion of each statement of one subject, predicate, object and status.

    A missing role or a coarser time gives way to the only more precise one there is, unless the article is older than
    that: then it is another occasion. Facts hold over all their times.
    """
    every = set(told)
    roles = {each.role for each in every} - {None}
    only_role = next(iter(roles)) if len(roles) == 1 else None
    by_role: dict[str | None, list[Told]] = defaultdict(list)
    for each in every:
        by_role[each.role or only_role].append(each)
    result: dict[Told, Occasion] = {}
    for role, found in by_role.items():
        times = [each.time for each in found]
        if property_of(predicate).fact:
            result |= dict.fromkeys(found, Occasion(role, hull(times)))
            continue
        target = narrowed(times)
        for each in found:
            time = target[each.time]
            early = status is Status.ACTUAL and time is not None and each.day is not None and each.day < time.earliest
            result[each] = Occasion(role, each.time if early else time)
    return result


def turned(subject: str, predicate: str, obj: str | None) -> tuple[str, str | None]:
    """Return the two ends of a relation; those of a symmetric one sorted."""
    if obj is not None and obj < subject and property_of(predicate).symmetric:
        return obj, subject
    return subject, obj


def deny_each_other(one: Relation, other: Relation) -> bool:
    """Tell whether one denies what the other says, at a time that may be the same."""
    if (one.status is Status.DENIED) == (other.status is Status.DENIED):
        return False
    if (one.subject, one.predicate, one.object) != (other.subject, other.predicate, other.object):
        return False
    if one.role is not None and other.role is not None and one.role != other.role:
        return False
    if one.time is None or other.time is None:
        return True
    return one.time.earliest <= other.time.latest and other.time.earliest <= one.time.latest


def refines(one: Relation, general: Relation) -> bool:
    """Tell whether a relation says the same as a general one by a more specific property.

    ``sentTelegramTo`` on a day refines ``sentMessageTo`` on that day, in that month, or without a date.
    """
    if one.status is not general.status or general.predicate not in ancestors(one.predicate):
        return False
    if turned(one.subject, general.predicate, one.object) != (general.subject, general.object):
        return False
    if general.role is not None and general.role != one.role:
        return False
    return general.time is None or (one.time is not None and one.time in general.time)
