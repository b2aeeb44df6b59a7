"""The grammar of English time expressions; its words are the ``en`` rows of ``seeds/lexicon/time.tsv``."""

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
    year_span,
)
from graphkit.analyse.times_grammar import Grammar
from graphkit.calendars import alternation, find_dates, words

__all__ = ["candidates"]

_YEAR = r"(?:19|20)\d\d"
_SIDES = {"past": Side.PAST, "present": Side.HERE, "future": Side.FUTURE}


def candidates(text: str) -> list[Found]:
    """Return every reading of every time expression of a folded English text; they may overlap."""
    return [*_dates(text), *_years(text), *_units(text), *_days(text), *_weekdays(text), *_ago(text)]


@functools.cache
def _any(*classes: str) -> str:
    return alternation(form for name in classes for form in words("en")[name])


def _value(written: str, name: str) -> str:
    form = re.sub(r"\s+", " ", written)
    forms = words("en")[name]
    return forms[form] if form in forms else forms[form.lower()]


def _side(modifier: str | None) -> Side:
    form = re.sub(r"\s+", " ", modifier or "").lower()
    return next((side for name, side in _SIDES.items() if form in words("en")[name]), Side.UNSAID)


@functools.cache
def _grammar() -> Grammar:
    """Return the patterns by the function that reads them; ``whole`` is the expression."""
    # Only names of days and months need their capitals; everything else may begin a sentence.
    modifier = rf"(?i:(?P<mod>{_any(*_SIDES)}))"
    cue, phase = f"(?i:{_any('month_cue')})", f"(?i:(?:the\\s+)?{_any('phase')})"
    year_cue, lead = f"(?i:{_any('year_cue')})", f"(?i:{_any('year_lead')})"
    season, number = f"(?i:{_any('season')})", f"(?i:{_any('number')})"
    unit = r"(?P<unit>week|month|year)(?!\w)"
    weekdays = rf"(?P<name>{_any('weekday')})"
    part = rf"(?:\s+{_any('day_after')})?"
    lead_part = f"(?:(?i:{_any('day_part')})\\s+)?"
    limit = r"(?!\w|[/%]|-\d|[.,]\d)"
    patterns = {
        "modifier": (rf"(?<!\w)(?P<whole>{modifier}\s+)$",),
        "in_year": (rf"\s+(?:of\s+)?{modifier}\s+year(?!\w)",),
        "month_cue": (rf"(?<!\w){cue}\s*$",),
        "day_name": (rf"(?<!\w)(?P<whole>{weekdays}\s*[,(]?\s*)$",),
        "years": (
            rf"(?<!\w)(?P<whole>(?:{season}\s+(?:of\s+)?)?(?:{lead}\s+)?(?P<year>{_YEAR})){limit}",
            rf"(?<!\w)(?i:{_any('from')})\s+(?P<whole>(?P<year>{_YEAR})\s*(?:{_any('to')}|-)\s*(?P<last>{_YEAR})){limit}",
        ),
        "year_cue": (rf"(?<!\w){year_cue}\s*(?i:the\s+)?$",),
        "year_lead": (rf"(?:{season}|{lead})",),
        "units": (
            rf"(?<!\w)(?P<whole>(?:{phase}\s+)?{modifier}\s+{unit})",
            rf"(?<!\w)(?P<whole>(?i:the\s+\w+\s+of\s+the)\s+{unit})",
            rf"(?<!\w)(?P<whole>(?i:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)\s+of\s+{modifier}\s+{unit})",
        ),
        "of_unit": (rf"^{phase}\s+(?i:the)\s",),
        "days": (rf"(?<!\w)(?P<whole>(?i:(?P<day>{_any('day')}))(?:\s*[,(]\s*(?P<name>{_any('weekday')}))?)",),
        "same_day": (rf"(?<!\w)(?P<whole>(?i:(?P<day>{_any('same_day')})))(?!\s+of(?!\w))",),
        "weekdays": (rf"(?<!\w)(?P<whole>(?:{modifier}\s+)?{lead_part}{weekdays}{part})",),
        "not_weekday_before": (rf"(?<!\w){_any('not_weekday_before')}\s+$",),
        "ago": (rf"(?<!\w)(?P<whole>(?P<number>\d{{1,3}}|{number})\s+(?P<unit>{_any('unit')})\s+{_any('ago')})",),
        "not_ago_before": (rf"(?i)(?<!\w){_any('more')}\s+$",),
    }
    return Grammar(patterns)


def _dates(text: str) -> Iterator[Found]:
    for date in find_dates(text, month_first=True):
        modifier = _grammar().before("modifier", text, date.begin)
        of_year = _grammar().after("in_year", text, date.end) if date.year is None else None
        possessive = text.startswith("'s", date.end)
        if date.needs_cue and not (
            modifier or of_year or possessive or _grammar().before("month_cue", text, date.begin)
        ):
            continue
        if date.year is not None:
            named = _grammar().before("day_name", text, date.begin) if date.day is not None else None
            begin = named.start("whole") if named else date.begin
            yield Found(begin, date.end, "date", lambda _, date=date: date.interval())  # type: ignore[misc]
        elif of_year is not None:
            yield Found(date.begin, of_year.end(), "relative", in_year(date, _side(of_year["mod"]).value or 0))
        elif modifier is not None and date.day is None:
            side = _side(modifier["mod"])
            yield Found(modifier.start("whole"), date.end, "relative", month_day(date, side))
        else:
            named = _grammar().before("day_name", text, date.begin) if date.day is not None else None
            begin = named.start("whole") if named else date.begin
            yield Found(begin, date.end, "relative", month_day(date, Side.UNSAID))


def _years(text: str) -> Iterator[Found]:
    for match in _grammar().matches("years", text):
        begin, end = match.span("whole")
        year = int(match["year"])
        last = int(match.groupdict().get("last") or year)
        sure = last != year or _grammar().after("year_lead", text, begin) or _grammar().before("year_cue", text, begin)
        if sure and year <= last:
            yield Found(begin, end, "date", year_span("gregorian", year, last))


def _units(text: str) -> Iterator[Found]:
    for match in _grammar().matches("units", text):
        groups = match.groupdict()
        count = _side(groups["mod"]).value or 0 if groups.get("mod") else 0
        if groups.get("day"):
            if match["unit"] == "month":
                yield Found(*match.span("whole"), "relative", day_of_month(int(groups["day"]), count))
        elif groups.get("mod") or _grammar().after("of_unit", match["whole"], 0):
            yield Found(*match.span("whole"), "relative", unit_away(match["unit"], count))


def _days(text: str) -> Iterator[Found]:
    for match in _grammar().matches("days", text):
        name = int(_value(match["name"], "weekday")) if match["name"] else None
        yield Found(*match.span("whole"), "relative", named_day(int(_value(match["day"], "day")), name))
    for match in _grammar().matches("same_day", text):
        yield Found(*match.span("whole"), "relative", from_referent(int(_value(match["day"], "same_day"))))


def _weekdays(text: str) -> Iterator[Found]:
    for match in _grammar().matches("weekdays", text):
        if not _grammar().before("not_weekday_before", text, match.start("whole")):
            side = _side(match["mod"])
            yield Found(*match.span("whole"), "relative", weekday(int(_value(match["name"], "weekday")), side))


def _ago(text: str) -> Iterator[Found]:
    for match in _grammar().matches("ago", text):
        if _grammar().before("not_ago_before", text, match.start("whole")):
            continue
        number = match["number"]
        count = int(number) if number.isdigit() else int(_value(number, "number"))
        yield Found(*match.span("whole"), "relative", ago(count, _value(match["unit"], "unit")))
