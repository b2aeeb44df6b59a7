"""Written dates of the Gregorian, the hijri and the solar calendar, in Arabic, English and Persian.

Both the reading of an article (its publication date) and the analysis (its time expressions) build on this
module. Month names are rows of ``seeds/lexicon/months.tsv``, all other words rows of ``seeds/lexicon/time.tsv``.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import convertdate.persian  # type: ignore[import-untyped]
import hijridate

from graphkit.errors import SeedError
from graphkit.model import Interval
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table

__all__ = ["Folded", "WrittenDate", "alternation", "find_dates", "fold", "longest", "to_interval", "words"]

_CALENDARS = ("gregorian", "hijri", "solar")
_SAME_LENGTH = str.maketrans(
    {
        **{chr(0x660 + n): str(n) for n in range(10)},
        **{chr(0x6F0 + n): str(n) for n in range(10)},
        **dict.fromkeys("أإٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ک": "ك",
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019", "'"),
    }
)
# Vowel signs, tatweel, joiners and the marks of writing direction carry no meaning for dates.
_DROPPED = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the spelling that the patterns know, and where each of its characters came from.

    ``source`` has one offset a character and, at its end, the length of the original.
    """

    text: str
    source: Sequence[int]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of ``self.text[begin:end]`` with the marks on its last letter."""
        return self.source[begin], self.source[end]


def fold(text: str) -> Folded:
    """Fold digits, alefs, dashes, quotes and spaces of a text, and drop vowel signs and invisible marks.

    Examples:
        >>> fold("١٥ يونيُو").text
        '15 يونيو'
    """
    source: list[int] = []
    at = 0
    for match in _DROPPED.finditer(text):
        source.extend(range(at, match.start()))
        at = match.end()
    source.extend(range(at, len(text) + 1))
    return Folded(_DROPPED.sub("", text).translate(_SAME_LENGTH), source)


def alternation(forms: Iterable[str], end: str = r"(?!\w)") -> str:
    """Return a pattern for folded text that matches any of the forms, longest first.

    A form that begins with the Arabic article also matches where the article has lost its alef to a preposition,
    and a space in a form matches any white space.

    Args:
        forms: words and phrases, in any spelling that folds to that of the text.
        end: pattern of what follows a form that ends in a letter.
    """
    patterns = []
    for form in sorted({fold(form).text for form in forms if form}, key=lambda form: (-len(form), form)):
        pattern = r"\s+".join(re.escape(word) for word in form.split())
        if form.startswith("ال"):
            pattern = r"(?:ال|(?<=ل)ل)" + pattern[2:]
        patterns.append(pattern if form[-1] in ".-" else pattern + end)
    return "(?:" + "|".join(patterns or [r"(?!)"]) + ")"


@functools.cache
def words(lang: str) -> dict[str, dict[str, str]]:
    """Return the words of time expressions of a language: class -> folded form -> value."""
    path = seeds_path() / "lexicon" / "time.tsv"
    found: dict[str, dict[str, str]] = {}
    for _, row in read_table(path, ("lang", "class", "value", "forms")):
        if row["lang"] == lang:
            forms = found.setdefault(row["class"], {})
            forms.update((fold(form).text, row["value"]) for form in cell(row, "forms"))
    return found


@dataclass(frozen=True, slots=True)
class _Month:
    calendar: str
    number: int
    needs_cue: bool


@functools.cache
def _months() -> dict[str, _Month]:
    path = seeds_path() / "lexicon" / "months.tsv"
    months: dict[str, _Month] = {}
    for line, row in read_table(path, ("calendar", "month", "lang", "forms", "cue_forms")):
        if row["calendar"] not in _CALENDARS or not row["month"].isdigit() or not 1 <= int(row["month"]) <= 12:
            raise SeedError(f"{path}, line {line}: {row['calendar']} {row['month']} is no month of a known calendar")
        for column in ("forms", "cue_forms"):
            for form in cell(row, column):
                months[fold(form).text.casefold()] = _Month(row["calendar"], int(row["month"]), column == "cue_forms")
    return months


def to_interval(calendar: str, year: int, month: int | None = None, day: int | None = None) -> Interval:
    """Return the Gregorian interval of a year, month or day of a calendar.

    Args:
        calendar: ``gregorian``, ``hijri`` (Umm al-Qura, by hijridate) or ``solar`` (Solar Hijri, by convertdate).
        year: year of that calendar.
        month: month of that year.
        day: day of that month.

    Raises:
        ValueError: if there is no such date, or it lies outside the calendar's tables.
    """
    if calendar == "gregorian":
        return Interval.of(year, month, day)
    if calendar not in _CALENDARS:
        raise ValueError(f"no such calendar: {calendar}")
    first = _to_gregorian(calendar, year, 1 if month is None else month, 1 if day is None else day)
    if day is not None:
        return Interval.on(first)
    after = (year + 1, 1) if month is None or month == 12 else (year, month + 1)
    return Interval(first, _to_gregorian(calendar, *after, 1) - dt.timedelta(days=1))


def _to_gregorian(calendar: str, year: int, month: int, day: int) -> dt.date:
    if calendar == "hijri":
        try:
            greg = hijridate.Hijri(year, month, day).to_gregorian()
        except OverflowError as error:
            raise ValueError(f"hijri year {year} is outside the known tables") from error
        return dt.date(greg.year, greg.month, greg.day)
    # Six months of 31 days, then months of 30; the year ends at the next new year.
    first = _solar_new_year(year) + dt.timedelta(days=30 * (month - 1) + min(month - 1, 6))
    after = _solar_new_year(year + 1) if month == 12 else first + dt.timedelta(days=31 if month <= 6 else 30)
    if not 1 <= month <= 12 or not 1 <= day <= (after - first).days:
        raise ValueError(f"no such solar date: {year}/{month}/{day}")
    return first + dt.timedelta(days=day - 1)


@functools.lru_cache(maxsize=256)
def _solar_new_year(year: int) -> dt.date:
    """Return the first day of a year; kept, since it is worked out from the equinox."""
    return dt.date(*convertdate.persian.to_gregorian(year, 1, 1))


class _Span(Protocol):
    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Span)


def longest(candidates: Iterable[_S], length: int) -> list[_S]:
    """Return the longest of the candidates that overlap, the first of equals, in the order of the text.

    Args:
        candidates: spans of a text.
        length: of the text.
    """
    taken = bytearray(length)
    chosen = []
    for span in sorted(candidates, key=lambda span: (span.begin - span.end, span.begin)):
        if not any(taken[span.begin : span.end]):
            taken[span.begin : span.end] = b"\1" * (span.end - span.begin)
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.begin)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as a text writes it, offsets into the folded text.

    ``year`` is None where the text leaves it out, ``day`` where it names a month only; ``last_day`` is set for a
    span of days within one month (``3-5 May``); ``bare`` marks a month name that stands alone, and ``needs_cue``
    one of those that mean something else too.
    """

    begin: int
    end: int
    calendar: str
    year: int | None
    month: int
    day: int | None = None
    last_day: int | None = None
    needs_cue: bool = False

    @property
    def bare(self) -> bool:
        """Whether only a month is named."""
        return self.year is None and self.day is None

    def interval(self, year: int | None = None) -> Interval:
        """Return the days meant, in ``year`` where the text names none.

        Raises:
            ValueError: if there is no such date, or no year.
        """
        in_year = self.year if self.year is not None else year
        if in_year is None:
            raise ValueError("a date without a year")
        first = to_interval(self.calendar, in_year, self.month, self.day)
        if self.last_day is None:
            return first
        return Interval(first.earliest, to_interval(self.calendar, in_year, self.month, self.last_day).latest)


# Copied pages glue what follows to the year: 27 Dec 202527 Dec 2025, Dec 27, 20259:00.
_YEAR = r"(?P<year>(?:1[2-9]|20)\d\d)(?!\d(?!\d?[\s:])|s\b|-\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_LAST = r"(?P<last>0?[1-9]|[12]\d|3[01])"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    arabic = alternation(form for form in _months() if re.search("[\u0600-\u06ff]", form))
    # Upper-case initials tell May from may, and March from march.
    named = [form for form in _months() if not re.search("[\u0600-\u06ff]", form)]
    latin = alternation([*(form.title() for form in named), *(form.upper() for form in named)])
    ar = words("ar")
    lead = alternation(ar["year_lead"])
    year_ar = rf"(?:\s*[,،/-]?\s*(?:(?:من|ل)?\s*{lead}\s+)?{_YEAR}(?:\s*(?P<era>م|ه)(?!\w))?)"
    second = rf"(?:\s*[/-]\s*{arabic}|\s*\(\s*{arabic}\s*\))?"
    month_ar = rf"(?P<month>{arabic}){second}"
    ordinal = alternation(ar["ordinal"])
    day_ar = rf"(?:(?:{_DAY}|(?P<ordinal>{ordinal}))(?:\s*(?:-|الي|حتي|و)\s*{_LAST})?)"
    year_en = rf"(?:\s*(?:,\s*|of\s+)?{_YEAR})"
    day_en = rf"{_DAY}(?:st|nd|rd|th)?(?:\s*(?:-|to|and|until)\s*{_LAST}(?:st|nd|rd|th)?)?"
    start = r"(?<![\w/.:-])"
    clitic = r"(?<![\w/.:])[وف]?[بلك]?"
    of_ar = r"\s*(?:من\s+)?(?:شهر\s+)?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{clitic}(?P<span>{day_ar}{of_ar}{month_ar}{year_ar}?)",
            rf"{clitic}(?P<span>{month_ar}\s+{_DAY}(?!\d)(?:\s*[,،]\s*{_YEAR})?)",
            rf"{clitic}(?P<span>{month_ar}{year_ar})",
            rf"{clitic}(?P<span>{month_ar})",
            rf"{start}(?P<span>{day_en}\s+(?:of\s+)?(?P<month>{latin})(?!\w){year_en}?)",
            rf"{start}(?P<span>(?P<month>{latin})\s*{day_en}(?!\d|\w){year_en}?)",
            rf"{start}(?P<span>(?P<month>{latin}){year_en})",
            rf"{start}(?P<span>(?P<month>{latin}))(?!\w)",
        )
    )


_NUMERIC = re.compile(
    r"(?<![\w/.-])[وفبلك]{0,2}(?P<span>"
    r"(?:(?P<year>(?:1[2-9]|20)\d\d)(?P<sep>[/.-])(?P<a>\d{1,2})(?P=sep)(?P<b>\d{1,2})"
    r"|(?P<c>\d{1,2})(?P<sep2>[/.-])(?P<d>\d{1,2})(?P=sep2)(?P<year2>(?:1[2-9]|20)\d\d))"
    r"(?:\s*(?P<era>[هم])(?!\w))?)(?:T\d\d:\d\d\S*|(?![\d/]|[.-]\d))"
)


def _numeric(text: str, month_first: bool) -> Iterator[WrittenDate]:
    for match in _NUMERIC.finditer(text):
        year = int(match["year"] or match["year2"])
        if match["year"]:
            month, day = int(match["a"]), int(match["b"])
        else:
            day, month = int(match["c"]), int(match["d"])
            if (month_first and day <= 12) or month > 12:
                day, month = month, day
        # No Gregorian news is that old; the solar year is now 14xx, the hijri one some forty ahead of it.
        calendar = "gregorian" if year > 1500 else "hijri" if match["era"] == "ه" or year > 1420 else "solar"
        found = WrittenDate(*match.span("span"), calendar, year, month, day)
        if _exists(found):
            yield found


def _exists(date: WrittenDate) -> bool:
    try:
        date.interval(2024)
    except ValueError:
        return False
    return True


def _named(text: str) -> Iterator[WrittenDate]:
    months = _months()
    ordinals = words("ar")["ordinal"]
    for pattern in _patterns():
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = months[" ".join(groups["month"].split()).casefold()]
            year = int(groups["year"]) if groups.get("year") else None
            day = int(groups["day"]) if groups.get("day") else None
            if groups.get("ordinal"):
                form = re.sub(r"\s+", " ", groups["ordinal"])
                # After the preposition the article has lost its alef.
                day = int(ordinals[form] if form in ordinals else ordinals["ا" + form])
            last = int(groups["last"]) if groups.get("last") else None
            if month.calendar != "gregorian" and (year is None or year > 1500):
                continue
            if month.calendar == "gregorian" and year is not None and year < 1500:
                continue
            if last is not None and (day is None or last <= day):
                continue
            # After the month a number without a year may count anything.
            cue = month.needs_cue and year is None and (day is None or pattern is _patterns()[1])
            found = WrittenDate(*match.span("span"), month.calendar, year, month.number, day, last, cue)
            if _exists(found):
                yield found


def find_dates(folded: str, *, month_first: bool = False) -> list[WrittenDate]:
    """Find the explicit dates of a folded text, in order and without overlaps.

    Month names of all languages and calendars are known at once. Digits with slashes, dots or hyphens: four digits
    first are year, month, day; otherwise the day comes first, unless ``month_first`` says otherwise or only one
    order exists. Years 1200 to 1420 are of the solar calendar, unless marked as hijri; 1421 to 1500 are hijri.

    Args:
        folded: the text of a :class:`Folded`.
        month_first: read ``4/10/2022`` as 10 April.

    Returns:
        Dates that exist in their calendars; where two readings overlap the longer one.
    """
    return longest([*_numeric(folded, month_first), *_named(folded)], len(folded))
