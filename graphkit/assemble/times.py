"""Which of the times that articles give for the same relation are the same occasion."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from graphkit.model import Interval

__all__ = ["hull", "narrowed"]


def narrowed(times: Iterable[Interval | None]) -> Mapping[Interval | None, Interval | None]:
    """Map each time to the more precise one it stands for, or to itself.

    A time that contains no other is precise. Any other one, and None for "undated", which contains all, stands for
    the only precise time within it; where there are several, nothing says which is meant and it stays as it is.

    Args:
        times: the times given for one subject, predicate, object and status.

    Examples:
        >>> day, month = Interval.of(2024, 10, 3), Interval.of(2024, 10)
        >>> narrowed([None, month, day]) == {None: day, month: day, day: day}
        True
        >>> narrowed([None, day, Interval.of(2025)])[None] is None
        True
    """
    every = set(times)
    precise = _precise({time for time in every if time is not None})
    begins, ends = [time.earliest for time in precise], [time.latest for time in precise]
    result: dict[Interval | None, Interval | None] = {}
    for time in every:
        # None of the precise ones contains another, so those within a time stand side by side.
        first = 0 if time is None else bisect_left(begins, time.earliest)
        last = len(ends) if time is None else bisect_right(ends, time.latest)
        result[time] = precise[first] if last - first == 1 else time
    return result


def _precise(times: set[Interval]) -> list[Interval]:
    """Return those that contain no other, in order."""
    found: list[Interval] = []
    first_end = dt.date.max
    for time in sorted(times, key=lambda each: (-each.earliest.toordinal(), each.latest)):
        if not found or first_end > time.latest:
            found.append(time)
        first_end = min(first_end, time.latest)
    return found[::-1]


def hull(times: Iterable[Interval | None]) -> Interval | None:
    """Return the shortest interval that covers all that are dated; None if none is.

    Examples:
        >>> hull([Interval.of(2024), None, Interval.of(2025, 3)]).iso()
        '2024-01-01/2025-03-31'
    """
    dated = [time for time in times if time is not None]
    if not dated:
        return None
    return Interval(min(time.earliest for time in dated), max(time.latest for time in dated))
