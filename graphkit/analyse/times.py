"""Time expressions of Arabic and English text, and the days they mean."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

from graphkit.analyse import times_ar, times_en
from graphkit.analyse.times_found import Context, Found
from graphkit.calendars import alternation, fold, longest, words
from graphkit.model import Interval

__all__ = ["TimeExpression", "find_times"]

_GRAMMARS = {"ar": times_ar.candidates, "en": times_en.candidates}
_SENTENCE_END = re.compile(r"[.!?؟؛\n](?=\s|$)|\n")
_CLAUSE = 160  # characters before an expression in which a word can put it into the future
_DATELINE = 60  # characters of place names before the date of a dateline
_DATELINE_END = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:-\s|:\s)")
_VERB_END = r"(?:ان|ون|ا|وا)?(?:ها?|هم|هما)?(?!\w)"  # dual and plural, and objects, of an Arabic imperfect
_BOUNDS = ("since", "until", "before", "after")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that names a time: ``text[begin:end]``.

    Attributes:
        begin: offset of its first code point.
        end: offset after its last.
        interval: the days it means.
        kind: ``date`` if it holds for any reader, ``relative`` if it depends on the date of the article, and
            ``dateline`` for the date of the article itself at the head of its first sentence.
        bound: ``at``, or ``since``, ``until``, ``before``, ``after`` by the word in front of it.
    """

    begin: int
    end: int
    interval: Interval
    kind: str
    bound: str = "at"


def find_times(
    text: str, lang: str, anchor: dt.date | None, referent: dt.date | None = None
) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text.

    Explicit dates of three calendars, months, years and seasons; weekdays, days, weeks, months and years counted
    from the date of the article; ranges of them. What names no certain time (``recently``, ``years ago``) is left
    out. A weekday, or a date without a year, is the last one up to the anchor, unless its words speak of the
    future; weeks run from Monday to Sunday. Prepositions and Arabic prefixes are not part of an expression.

    Args:
        text: any text, usually a block or a sentence; offsets in the result point into it.
        lang: ``ar`` or ``en``; other languages give nothing.
        anchor: publication date of the article; without it only what is explicit is found.
        referent: the day spoken of last before this text, for expressions such as ``a day earlier``.

    Returns:
        Expressions in order, without overlaps.

    Examples:
        >>> [one] = find_times("The two met last Tuesday.", "en", dt.date(2024, 5, 16))
        >>> one.begin, one.end, one.interval.iso(), one.kind
        (12, 24, '2024-05-14', 'relative')
    """
    if lang not in _GRAMMARS:
        return ()
    folded = fold(text)
    chosen = longest(_GRAMMARS[lang](folded.text), len(folded.text))
    expressions: list[TimeExpression] = []
    index = 0
    while index < len(chosen):
        found = chosen[index]
        context = Context(anchor, referent, _speaks_of_future(folded.text, found.begin, lang))
        following = chosen[index + 1] if index + 1 < len(chosen) else None
        span = None if following is None else _range(folded.text, found, following, context, lang)
        if span is not None and following is not None:
            interval: Interval | None = span
            end, index = following.end, index + 2
            kind = following.kind
        else:
            interval, end, kind, index = found.resolve(context), found.end, found.kind, index + 1
        if interval is None:
            continue
        if interval.earliest == interval.latest:
            referent = interval.earliest
        begin, stop = folded.span(found.begin, end)
        if kind == "date" and begin < _DATELINE and _DATELINE_END.match(folded.text, end):
            kind = "dateline"
        bound = found.bound or _bound(folded.text, found.begin, lang)
        expressions.append(TimeExpression(begin, stop, interval, kind, bound))
    return tuple(expressions)


@functools.cache
def _before(lang: str, *classes: str) -> re.Pattern[str]:
    forms = [form for name in classes for form in words(lang).get(name, {})]
    clitic = "[وف]?" if lang == "ar" else ""
    return re.compile(rf"(?<!\w){clitic}{alternation(forms)}\s*$", re.IGNORECASE)


def _bound(text: str, begin: int, lang: str) -> str:
    head = text[max(0, begin - 30) : begin]
    return next((bound for bound in _BOUNDS if _before(lang, bound).search(head)), "at")


@functools.cache
def _tense(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = words(lang)
    future, past = alternation(table["future_cue"]), alternation(table["past_cue"])
    if lang == "ar":
        verb = alternation(table["future_verb"], end=_VERB_END)
        future = rf"(?:{future}|(?:س|قد\s+)[يتن]{verb})"
        return re.compile(rf"(?<!\w)[وف]?[بل]?{future}"), re.compile(rf"(?<!\w)[وف]?{past}")
    return re.compile(rf"(?<!\w){future}", re.IGNORECASE), re.compile(rf"(?<!\w){past}", re.IGNORECASE)


def _speaks_of_future(text: str, begin: int, lang: str) -> bool:
    """Say whether the last word before an expression that tells past from future tells of the future."""
    head = text[max(0, begin - _CLAUSE) : begin]
    ends = list(_SENTENCE_END.finditer(head))
    clause = head[ends[-1].end() :] if ends else head
    future, past = _tense(lang)
    last_future = max((match.start() for match in future.finditer(clause)), default=-1)
    last_past = max((match.start() for match in past.finditer(clause)), default=-1)
    return last_future > last_past


@functools.cache
def _connector(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:-|{alternation(words(lang)['to'])}|و(?=\w))\s*(?:[بل]|عام\s+|يوم\s+)?", re.IGNORECASE)


def _range(text: str, first: Found, second: Found, context: Context, lang: str) -> Interval | None:
    """Return the span of two expressions that ``from ... to`` or ``between ... and`` ties together."""
    between = text[first.end : second.begin]
    if len(between) > 20 or not _connector(lang).fullmatch(between):
        return None
    if not _before(lang, "from").search(text[max(0, first.begin - 20) : first.begin]):
        return None
    last = second.resolve(context)
    if last is None:
        return None
    start = first.resolve(Context(last.latest, context.referent, False))
    if start is None or "/" in start.iso() or start.earliest > last.latest:
        return None
    return Interval(start.earliest, last.latest)
