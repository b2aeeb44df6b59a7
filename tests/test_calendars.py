from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import convertdate.persian
import hijridate
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphkit.calendars import alternation, find_dates, fold, longest, to_interval, words
from graphkit.model import Interval

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def months(names: str) -> list[str]:
    return names.split("|")


ARABIC = months("يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر")
LEVANTINE = months("كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول")
MAGHREBI = months("جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر")
MOROCCAN = months("يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر")
ENGLISH = months("January|February|March|April|May|June|July|August|September|October|November|December")
HIJRI = months("محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة")
SOLAR = months("فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند")

DAYS = st.dates(dt.date(1945, 1, 1), dt.date(2070, 12, 31))
FORMATS = {
    "arabic": lambda d: f"{d.day} {ARABIC[d.month - 1]} {d.year}",
    "levantine": lambda d: f"{d.day} {LEVANTINE[d.month - 1]} {d.year}",
    "both": lambda d: f"{d.day} {ARABIC[d.month - 1]}/{LEVANTINE[d.month - 1]} {d.year}",
    "spaced": lambda d: f"{d.day} {LEVANTINE[d.month - 1]} / {ARABIC[d.month - 1]}، {d.year}",
    "bracket": lambda d: f"{d.day} {ARABIC[d.month - 1]} ({MOROCCAN[d.month - 1]}) {d.year}",
    "maghrebi": lambda d: f"{d.day} {MAGHREBI[d.month - 1]} {d.year}",
    "moroccan": lambda d: f"{d.day:02} {MOROCCAN[d.month - 1]} {d.year}",
    "eastern": lambda d: f"{d.day} {ARABIC[d.month - 1]} {d.year}".translate(EASTERN),
    "of": lambda d: f"{d.day} من {ARABIC[d.month - 1]} عام {d.year}",
    "month first": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "short": lambda d: f"{ENGLISH[d.month - 1][:3]}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    "day first": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "capitals": lambda d: f"{d.day} {ENGLISH[d.month - 1].upper()} {d.year}",
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "hyphens": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "persian digits": lambda d: f"{d.year}/{d.month}/{d.day}".translate(PERSIAN),
}


def read(text: str, **options: bool) -> list[tuple[str, str]]:
    folded = fold(text)
    found = []
    for date in find_dates(folded.text, **options):
        begin, end = folded.span(date.begin, date.end)
        found.append((text[begin:end], date.interval().iso()))
    return found


@pytest.mark.parametrize("name", FORMATS)
@given(day=DAYS, clitic=st.sampled_from(["", "و", "ل", "ب", "في ", "("]))
def test_a_day_written_in_any_form_is_found_where_it_is(name: str, day: dt.date, clitic: str) -> None:
    written = FORMATS[name](day)
    if written[0].isascii() and not clitic.endswith((" ", "(")):
        clitic = "في "
    assert read(f"قيل {clitic}{written}، ثم قيل") == [(written, day.isoformat())]


@given(day=st.dates(dt.date(1930, 1, 1), dt.date(2070, 1, 1)))
def test_hijri_days(day: dt.date) -> None:
    hijri = hijridate.Gregorian(day.year, day.month, day.day).to_hijri()
    written = f"{hijri.day} {HIJRI[hijri.month - 1]} {hijri.year}"
    assert read(f"في {written} هـ")[0][1] == day.isoformat()
    assert read(f"في {written}.") == [(written, day.isoformat())]
    assert read(f"في {hijri.day}/{hijri.month}/{hijri.year} هـ")[0][1] == day.isoformat()


@settings(max_examples=40)
@example(day=dt.date(2025, 3, 20))  # the last of a leap year
@given(day=st.dates(dt.date(1925, 1, 1), dt.date(2040, 1, 1)))
def test_solar_days(day: dt.date) -> None:
    year, month, in_month = convertdate.persian.from_gregorian(day.year, day.month, day.day)
    for written in (f"{year}/{month:02}/{in_month:02}", f"{in_month} {SOLAR[month - 1]} {year}".translate(PERSIAN)):
        assert read(f"در {written} گفت") == [(written, day.isoformat())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("السادس من ديسمبر 2025", [("السادس من ديسمبر 2025", "2025-12-06")]),
        ("للحادي عشر من أيلول 2001", [("لحادي عشر من أيلول 2001", "2001-09-11")]),
        ("يونيو/حزيران 2024", [("يونيو/حزيران 2024", "2024-06")]),
        ("كانون الأول/ديسمبر 2016", [("كانون الأول/ديسمبر 2016", "2016-12")]),
        ("بين 3 و5 مايو 2024", [("3 و5 مايو 2024", "2024-05-03/2024-05-05")]),
        ("3-5 May 2024", [("3-5 May 2024", "2024-05-03/2024-05-05")]),
        ("رمضان 1446", [("رمضان 1446", "2025-03-01/2025-03-29")]),
        ("15 رمضان 1446 هـ", [("15 رمضان 1446 هـ", "2025-03-15")]),
        ("1404/10/07", [("1404/10/07", "2025-12-28")]),
        ("1404/10/07 هـ", [("1404/10/07 هـ", "1984-07-06")]),
        ("31 فبراير 2024 و31/2/2024", [("فبراير 2024", "2024-02")]),
        ("192.168.1.2024 ونسبة 12.5", []),
        ("رجب 5 وصفر 3", []),
        ("he may 5 2024", []),
        ("12/2024/3", []),
    ],
)
def test_single_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_order_of_day_and_month() -> None:
    assert read("4/10/2022") == [("4/10/2022", "2022-10-04")]
    assert read("4/10/2022", month_first=True) == [("4/10/2022", "2022-04-10")]
    assert read("24/10/2022", month_first=True) == [("24/10/2022", "2022-10-24")]
    assert read("10/24/2022") == [("10/24/2022", "2022-10-24")]


def test_intervals_of_other_calendars() -> None:
    assert to_interval("solar", 1404).iso() == "2025-03-21/2026-03-20"
    assert to_interval("hijri", 1446, 12).latest + dt.timedelta(days=1) == to_interval("hijri", 1447, 1).earliest
    assert to_interval("gregorian", 2024, 2) == Interval.of(2024, 2)


@pytest.mark.parametrize(
    "date",
    [("hijri", 1446, 13, 1), ("hijri", 900, 1, 1), ("solar", 1404, 12, 30), ("solar", 1404, 0, 1), ("julian", 1, 1, 1)],
)
def test_dates_that_do_not_exist(date: tuple[str, int, int, int]) -> None:
    with pytest.raises(ValueError):
        to_interval(*date)


@given(st.text())
def test_fold_keeps_track_of_every_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) + 1 == len(folded.source)
    for index in range(len(folded.text)):
        begin, end = folded.span(index, index + 1)
        assert fold(text[begin:end]).text == folded.text[index]


@given(st.text(alphabet="0123456789/-. يونوحزرمادسفMayJune،هـ\n"))
def test_anything_can_be_searched(text: str) -> None:
    folded = fold(text).text
    found = find_dates(folded)
    assert all(first.end <= second.begin for first, second in pairwise(found))
    assert all(0 <= date.begin < date.end <= len(folded) for date in found)


def test_longest_prefers_length_then_place() -> None:
    spans = [Span(0, 3), Span(2, 8), Span(8, 9), Span(5, 9)]
    assert longest(spans, 9) == [Span(2, 8), Span(8, 9)]


class Span(tuple[int, int]):
    def __new__(cls, begin: int, end: int) -> Span:
        return super().__new__(cls, (begin, end))

    begin = property(lambda self: self[0])
    end = property(lambda self: self[1])


def test_alternation_matches_the_article_after_a_preposition() -> None:
    pattern = re.compile(r"(?<!\w)ل?" + alternation(["العام"]))
    assert pattern.match("العام") and pattern.match("للعام")
    assert not pattern.match("العامل")


def test_every_weekday_and_ordinal_is_in_the_table() -> None:
    for lang in ("ar", "en"):
        assert set(words(lang)["weekday"].values()) == set("0123456")
    assert {int(value) for value in words("ar")["ordinal"].values()} == set(range(1, 32))
