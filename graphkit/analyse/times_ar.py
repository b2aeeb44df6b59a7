"""The grammar of Arabic time expressions; its words are the ``ar`` rows of ``seeds/lexicon/time.tsv``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from graphkit.analyse.times_found import (
    Found,
    Side,
    ago,
    day_of_month,
    from_referent,
    in_year,
    month_day,
    named_day,
    unit_away,
    weekday,
    weekday_pair,
    year_span,
)
from graphkit.analyse.times_grammar import Grammar
from graphkit.calendars import alternation, find_dates, words

__all__ = ["candidates"]

_START = r"(?<![\w/])[وف]?[بلك]?"
_YEAR = r"(?:19|20)\d\d"
_SIDES = {"past": Side.PAST, "before_past": Side.PAST, "present": Side.HERE, "future": Side.FUTURE}


def candidates(text: str) -> list[Found]:
    """Return every reading of every time expression of a folded Arabic text; they may overlap."""
    return [*_dates(text), *_years(text), *_units(text), *_days(text), *_weekdays(text), *_ago(text)]


@functools.cache
def _any(*classes: str) -> str:
    return alternation(form for name in classes for form in words("ar")[name])


def _value(written: str, name: str) -> str:
    """Return the value of a matched form, with whatever white space and elided article it was written."""
    form = re.sub(r"\s+", " ", written)
    forms = words("ar")[name]
    return forms[form] if form in forms else forms["ا" + form]


def _side(modifier: str | None) -> tuple[Side, int]:
    """Return the side that an adjective such as ``الماضي`` names, and how many more steps away."""
    form = re.sub(r"\s+", " ", modifier or "")
    for name, side in _SIDES.items():
        if form in words("ar")[name]:
            return side, int(name == "before_past")
    return Side.UNSAID, 0


@functools.cache
def _grammar() -> Grammar:
    """Return the patterns by the function that reads them; ``whole`` is the expression without its prefixes."""
    modifier = rf"(?:\s+(?P<mod>{_any(*_SIDES)}))"
    this, units, phase = _any("this"), _any("the_unit"), _any("phase")
    lead, weekdays = _any("year_lead"), _any("weekday")
    day_name = rf"(?:{_any('day_lead', 'day_part')}\s+){{0,2}}(?P<name>{weekdays})"
    of_month = rf"(?:(?P<day>\d{{1,2}})|(?P<ordinal>{_any('ordinal')}))\s+من\s+"
    # A share or a decimal number may look like a year.
    limit = r"(?![\d/]|-\d|[.,]\d|\s*[%٪])"
    number = rf"(?:\d{{1,3}}|{_any('number')}(?:\s+و{_any('number')})?)"
    about = rf"(?:{_any('approximately')}\s+)?"
    # "Two months before the vote" is counted from the vote, and "a month and a half" is no whole number.
    stop = r"(?!\s+(?:من|علي|ونصف|وربع|و\d)(?!\w))"
    patterns = {
        "modifier": (modifier,),
        "in_year": (rf"\s+من\s+(?:{this}\s+{units}|{units}{modifier})",),
        "month_cue": (rf"(?<!\w)(?:[وف]?[بل]|[وف]?[بل]?{_any('month_cue')}\s+)$",),
        "month_lead": (rf"(?<!\w)[وف]?[بل]?(?P<whole>{_any('month_lead')}\s+)$",),
        "day_name": (rf"{_START}(?P<whole>{day_name}\s*[,،(]?\s*)$",),
        "years": (
            rf"{_START}(?P<whole>(?:{_any('season')}\s+)?{lead}\s+(?P<year>{_YEAR})(?:\s*م(?!\w))?){limit}",
            rf"{_START}(?P<whole>{_any('season')}\s+(?P<year>{_YEAR})){limit}",
            rf"(?<!\w)[وف]?{_any('year_cue')}\s+(?P<whole>(?P<year>{_YEAR})){limit}",
            rf"{_START}(?P<whole>{_any('years_lead')}\s+(?P<year>{_YEAR})\s*(?:و|-)\s*(?P<last>{_YEAR})){limit}",
            rf"(?<!\w)[وف]?{_any('from')}\s+(?:{_any('years_lead', 'year_lead')}\s+)?"
            rf"(?P<whole>(?P<year>{_YEAR})\s*(?:{_any('to')}|و|-)\s*(?:{lead}\s+)?(?P<last>{_YEAR})){limit}",
            rf"{_START}(?P<whole>{lead}\s+(?P<year>1[34]\d\d)\s*ه(?!\w))",
        ),
        "units": (
            rf"{_START}(?P<whole>(?:{phase}\s+)?(?P<unit>{units}){modifier})",
            rf"{_START}(?P<whole>(?:{phase}\s+)?{this}\s+(?P<unit>{units}))",
            rf"{_START}(?P<whole>{phase}\s+(?P<unit>{units}))(?!\s+\d)",
            rf"{_START}(?P<whole>{of_month}(?P<unit>{units}){modifier})",
            rf"{_START}(?P<whole>{of_month}{this}\s+(?P<unit>{units}))",
        ),
        "days": (
            rf"{_START}(?P<whole>(?:{_any('day_part')}\s+)?(?P<day>{_any('day')})"
            rf"(?:\s*\(?\s*(?P<name>{weekdays}))?)",
        ),
        "same_day": (rf"{_START}(?P<whole>(?P<day>{_any('same_day')}))",),
        "not_day_after": (rf"\s+{_any('not_day_after')}",),
        "not_day_before": (rf"(?<!\w){_any('not_day_before')}\s+$",),
        "weekdays": (rf"{_START}(?P<whole>{day_name}{modifier}?)",),
        "weekday_pairs": (
            rf"{_START}(?P<whole>{_any('days_lead')}\s+(?P<name>{weekdays})\s+و(?P<last>{weekdays}){modifier}?)",
        ),
        "not_weekday_before": (rf"(?<!\w){_any('not_weekday_before')}\s+$",),
        "ago": (
            rf"{_START}(?P<whole>(?P<ago>{_any('ago')})\s+{about}(?P<number>{number})\s+(?P<unit>{_any('unit')})){stop}",
            rf"{_START}(?P<whole>(?P<ago>{_any('ago')})\s+{about}(?P<unit>{_any('unit_count')})){stop}(?!\s+\d)",
        ),
    }
    return Grammar(patterns)


def _dates(text: str) -> Iterator[Found]:
    for date in find_dates(text):
        modifier = _grammar().after("modifier", text, date.end)
        of_year = _grammar().after("in_year", text, date.end) if date.year is None else None
        if date.needs_cue and not modifier and not of_year and not _grammar().before("month_cue", text, date.begin):
            continue
        lead = _grammar().before("month_lead" if date.day is None else "day_name", text, date.begin)
        begin = lead.start("whole") if lead else date.begin
        if date.year is not None:
            yield Found(begin, date.end, "date", lambda _, date=date: date.interval())  # type: ignore[misc]
        elif of_year is not None:
            side, more = _side(of_year["mod"])
            yield Found(begin, of_year.end(), "relative", in_year(date, (side.value or 0) * (1 + more)))
        else:
            side, _ = _side(modifier["mod"] if modifier else None)
            end = modifier.end() if modifier else date.end
            yield Found(begin, end, "relative", month_day(date, side))


def _years(text: str) -> Iterator[Found]:
    for match in _grammar().matches("years", text):
        year = int(match["year"])
        last = int(match.groupdict().get("last") or year)
        if year <= last:
            calendar = "hijri" if year < 1500 else "gregorian"
            yield Found(*match.span("whole"), "date", year_span(calendar, year, last))


def _units(text: str) -> Iterator[Found]:
    for match in _grammar().matches("units", text):
        groups = match.groupdict()
        unit = _value(groups["unit"], "the_unit")
        side, more = _side(groups.get("mod"))
        count = (side.value or 0) * (1 + more)
        day = groups.get("day") or (groups.get("ordinal") and _value(groups["ordinal"], "ordinal"))
        if not day:
            yield Found(*match.span("whole"), "relative", unit_away(unit, count))
        elif unit == "month":
            yield Found(*match.span("whole"), "relative", day_of_month(int(day), count))


def _days(text: str) -> Iterator[Found]:
    for match in _grammar().matches("days", text):
        offset = int(_value(match["day"], "day"))
        name = int(_value(match["name"], "weekday")) if match["name"] else None
        # "The day" is today only where it is not a day that the next word names, or half of a name.
        doubtful = offset == 0 and name is None
        if doubtful and (
            _grammar().after("not_day_after", text, match.end())
            or _grammar().before("not_day_before", text, match.start("whole"))
        ):
            continue
        yield Found(*match.span("whole"), "relative", named_day(offset, name))
    for match in _grammar().matches("same_day", text):
        yield Found(*match.span("whole"), "relative", from_referent(int(_value(match["day"], "same_day"))))


def _weekdays(text: str) -> Iterator[Found]:
    for match in _grammar().matches("weekdays", text):
        if not _grammar().before("not_weekday_before", text, match.start("whole")):
            side, more = _side(match["mod"])
            yield Found(*match.span("whole"), "relative", weekday(int(_value(match["name"], "weekday")), side, more))
    for match in _grammar().matches("weekday_pairs", text):
        first, last = (int(_value(match[group], "weekday")) for group in ("name", "last"))
        yield Found(*match.span("whole"), "relative", weekday_pair(first, last, _side(match["mod"])[0]))


def _ago(text: str) -> Iterator[Found]:
    for match in _grammar().matches("ago", text):
        number = match.groupdict().get("number")
        count = _count(number) if number else int(_value(match["unit"], "unit_count"))
        bound = "since" if match["ago"] in words("ar")["since"] else None
        yield Found(*match.span("whole"), "relative", ago(count, _value(match["unit"], "unit")), bound)


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    form = re.sub(r"\s+", " ", written)
    forms = words("ar")["number"]
    if form in forms:
        return int(forms[form])
    units, _, tens = form.partition(" و")
    return int(forms[units]) + int(forms[tens])
