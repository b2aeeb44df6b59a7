"""Which of the times that articles give for the same relation are the same occasion."""

from __future__ import annotations

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
    dated = [time for time in every if time is not None]
    precise = [time for time in dated if not any(other != time and other in time for other in dated)]
    result: dict[Interval | None, Interval | None] = {}
    for time in every:
        within = [other for other in precise if time is None or other in time]
        result[time] = within[0] if len(within) == 1 else time
    return result


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
