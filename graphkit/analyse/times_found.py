"""What the grammars of time expressions find, and how it becomes days: shared by all languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from graphkit.calendars import WrittenDate, to_interval
from graphkit.model import Interval

__all__ = [
    "Context",
    "Found",
    "Resolver",
    "Side",
    "ago",
    "day_of_month",
    "from_referent",
    "in_year",
    "month_day",
    "named_day",
    "unit_away",
    "weekday",
    "weekday_pair",
    "year_span",
]

# A date without a year that lies so near ahead of the article is more likely to come than to be a year old.
_NEAR_AHEAD = 60


class Side(Enum):
    """On which side of the article's date an expression lies, by its own words."""

    PAST = -1
    HERE = 0
    FUTURE = 1
    UNSAID = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression without a full date is read against.

    Attributes:
        anchor: date of the article.
        referent: the day the text spoke of last, for ``the next day``.
        future: whether the words before the expression speak of what is to come.
    """

    anchor: dt.date | None
    referent: dt.date | None = None
    future: bool = False


Resolver = Callable[[Context], Interval | None]
"""How a candidate becomes days; None where the context does not suffice."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, offsets into the folded text; ``bound`` only where it is part of the expression itself."""

    begin: int
    end: int
    kind: str
    resolve: Resolver
    bound: str | None = None


def _shift(day: dt.date, days: int) -> Interval | None:
    try:
        return Interval.on(day + dt.timedelta(days=days))
    except OverflowError:
        return None


def _same_unit(anchor: dt.date, unit: str, count: int) -> Interval | None:
    """Return the day, week (Monday to Sunday), month or year that lies ``count`` units from the anchor's."""
    try:
        if unit == "day":
            return _shift(anchor, count)
        if unit == "week":
            monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=count)
            return Interval(monday, monday + dt.timedelta(days=6))
        if unit == "month":
            index = anchor.year * 12 + anchor.month - 1 + count
            return Interval.of(index // 12, index % 12 + 1)
        return Interval.of(anchor.year + count)
    except (OverflowError, ValueError):
        return None


def unit_away(unit: str, count: int) -> Resolver:
    """Resolve to the day, week, month or year ``count`` units after the anchor's (before it, if negative)."""
    return lambda context: None if context.anchor is None else _same_unit(context.anchor, unit, count)


def ago(count: int, unit: str) -> Resolver:
    """Resolve to the unit that lies ``count`` units before the anchor."""
    return unit_away(unit, -count)


def weekday(number: int, side: Side, more: int = 0) -> Resolver:
    """Resolve to the day of the week nearest to the anchor.

    Args:
        number: Monday is 0.
        side: ``PAST`` and ``FUTURE`` leave out the anchor itself; unsaid is the past and the anchor, or the anchor
            and the future where the clause speaks of that.
        more: further weeks away on that side.
    """

    def resolve(context: Context) -> Interval | None:
        if context.anchor is None:
            return None
        back = (context.anchor.weekday() - number) % 7
        ahead = (number - context.anchor.weekday()) % 7
        if side is Side.FUTURE:
            return _shift(context.anchor, (ahead or 7) + 7 * more)
        if side is Side.PAST:
            return _shift(context.anchor, -(back or 7) - 7 * more)
        return _shift(context.anchor, ahead if side is Side.HERE or context.future else -back)

    return resolve


def weekday_pair(first: int, last: int, side: Side) -> Resolver:
    """Resolve to the span of two weekdays, the first before the last."""

    def resolve(context: Context) -> Interval | None:
        end = weekday(last, side)(context)
        start = None if end is None else _shift(end.earliest, -((last - first) % 7))
        return None if start is None or end is None else Interval(start.earliest, end.latest)

    return resolve


def named_day(offset: int, name: int | None) -> Resolver:
    """Resolve to ``yesterday``, or ``yesterday, Tuesday``: the weekday decides where the two disagree."""

    def resolve(context: Context) -> Interval | None:
        day = None if context.anchor is None else _same_unit(context.anchor, "day", offset)
        if day is None or name is None:
            return day
        ahead = (name - day.earliest.weekday()) % 7
        # A page dated the morning after still says "today" of the day before; the other way round it is rare.
        return _shift(day.earliest, ahead if ahead <= 1 else ahead - 7)

    return resolve


def from_referent(offset: int) -> Resolver:
    """Resolve to a day counted from the one last spoken of; ``the previous day`` also from the anchor."""

    def resolve(context: Context) -> Interval | None:
        day = context.referent or (context.anchor if offset < 0 else None)
        return None if day is None else _same_unit(day, "day", offset)

    return resolve


def day_of_month(day: int, months: int) -> Resolver:
    """Resolve to a day of the month that lies ``months`` months from the anchor's."""

    def resolve(context: Context) -> Interval | None:
        month = None if context.anchor is None else _same_unit(context.anchor, "month", months)
        if month is None or not 1 <= day <= month.latest.day:
            return None
        return Interval.on(month.earliest.replace(day=day))

    return resolve


def year_span(calendar: str, first: int, last: int) -> Resolver:
    """Resolve to the years ``first`` to ``last`` of a calendar."""

    def resolve(_: Context) -> Interval | None:
        try:
            return Interval(to_interval(calendar, first).earliest, to_interval(calendar, last).latest)
        except ValueError:
            return None

    return resolve


def in_year(date: WrittenDate, years: int) -> Resolver:
    """Resolve a date to the year that lies ``years`` years from the anchor's."""

    def resolve(context: Context) -> Interval | None:
        try:
            return None if context.anchor is None else date.interval(context.anchor.year + years)
        except ValueError:
            return None

    return resolve


def month_day(date: WrittenDate, side: Side) -> Resolver:
    """Resolve a date whose year the text leaves out.

    Unsaid is the last one up to the anchor's day or month; or the next one, where the clause speaks of the future,
    or where it is less than two months ahead.
    """

    def resolve(context: Context) -> Interval | None:
        anchor = context.anchor
        if anchor is None:
            return None
        choices = _in_years_around(date, anchor.year)
        here = Interval.of(anchor.year, anchor.month) if date.day is None else Interval.on(anchor)
        past = max((choice for choice in choices if choice.latest < here.earliest), default=None)
        future = min((choice for choice in choices if choice.earliest > here.latest), default=None)
        if side is Side.PAST:
            return past
        if side is Side.FUTURE:
            return future
        if side is Side.HERE:
            return next((choice for choice in choices if choice.earliest.year == anchor.year), None)
        now = next(
            (choice for choice in choices if choice.earliest <= here.latest and here.earliest <= choice.latest), None
        )
        near = future is not None and (future.earliest - anchor).days <= _NEAR_AHEAD
        return now or (future if context.future or near else past)

    return resolve


def _in_years_around(date: WrittenDate, year: int) -> list[Interval]:
    choices = []
    # 29 February may be eight years away.
    for candidate in range(max(1, year - 8), min(9999, year + 8) + 1):
        try:
            choices.append(date.interval(candidate))
        except ValueError:
            continue
    return choices
