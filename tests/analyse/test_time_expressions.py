from __future__ import annotations

import datetime as dt
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analyse.times import find_times
from graphkit.model import Interval
from graphkit.read import read_articles

TODAY = dt.date(2024, 5, 16)  # a Thursday


def times(text: str, lang: str, anchor: dt.date | None = TODAY) -> list[tuple[str, str]]:
    return [(text[time.begin : time.end], time.interval.iso()) for time in find_times(text, lang, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التقيا يوم الأربعاء", [("يوم الأربعاء", "2024-05-15")]),
        ("التقيا الخميس", [("الخميس", "2024-05-16")]),
        ("التقيا مساء يوم الجمعة", [("مساء يوم الجمعة", "2024-05-10")]),
        ("التقيا السبت الماضي", [("السبت الماضي", "2024-05-11")]),
        ("التقيا الخميس الماضي", [("الخميس الماضي", "2024-05-09")]),
        ("يلتقيان الاثنين المقبل", [("الاثنين المقبل", "2024-05-20")]),
        ("يلتقيان الجمعة القادمة", [("الجمعة القادمة", "2024-05-17")]),
        ("سيلتقيان الإثنين", [("الإثنين", "2024-05-20")]),
        ("من المقرر أن يصل الأحد", [("الأحد", "2024-05-19")]),
        ("قال الأحد إنه سيزور البلاد", [("الأحد", "2024-05-12")]),
        ("سيزور البلاد. وكان وصل الأحد", [("الأحد", "2024-05-12")]),
        ("يومي السبت والأحد", [("يومي السبت والأحد", "2024-05-11/2024-05-12")]),
        ("التقيا أمس", [("أمس", "2024-05-15")]),
        ("وأمس الأول وصل", [("أمس الأول", "2024-05-14")]),
        ("بالأمس", [("الأمس", "2024-05-15")]),
        ("مساء أمس الأربعاء", [("مساء أمس الأربعاء", "2024-05-15")]),
        ("التقيا اليوم", [("اليوم", "2024-05-16")]),
        ("واليوم الخميس", [("اليوم الخميس", "2024-05-16")]),
        ("اليوم (الأربعاء)", [("اليوم (الأربعاء", "2024-05-15")]),
        ("يلتقيان غدًا", [("غدًا", "2024-05-17")]),
        ("غدا الجمعة", [("غدا الجمعة", "2024-05-17")]),
        ("بعد غد", [("بعد غد", "2024-05-18")]),
        ("الأسبوع الماضي", [("الأسبوع الماضي", "2024-05-06/2024-05-12")]),
        ("للأسبوع المقبل", [("لأسبوع المقبل", "2024-05-20/2024-05-26")]),
        ("هذا الأسبوع", [("هذا الأسبوع", "2024-05-13/2024-05-19")]),
        ("الشهر الماضي", [("الشهر الماضي", "2024-04")]),
        ("مطلع الشهر الجاري", [("مطلع الشهر الجاري", "2024-05")]),
        ("في نهاية الشهر", [("نهاية الشهر", "2024-05")]),
        ("وقت سابق من هذا الشهر", [("وقت سابق من هذا الشهر", "2024-05")]),
        ("الشهر المقبل", [("الشهر المقبل", "2024-06")]),
        ("العام الماضي", [("العام الماضي", "2023")]),
        ("العام قبل الماضي", [("العام قبل الماضي", "2022")]),
        ("السنة المقبلة", [("السنة المقبلة", "2025")]),
        ("هذا العام", [("هذا العام", "2024")]),
        ("في يونيو الماضي", [("يونيو الماضي", "2023-06")]),
        ("في مايو الماضي", [("مايو الماضي", "2023-05")]),
        ("في نيسان المقبل", [("نيسان المقبل", "2025-04")]),
        ("في 8 أكتوبر الماضي", [("8 أكتوبر الماضي", "2023-10-08")]),
        ("في يونيو من العام الماضي", [("يونيو من العام الماضي", "2023-06")]),
        ("بيناير", [("يناير", "2024-01")]),
        ("في شهر شباط/فبراير", [("شهر شباط/فبراير", "2024-02")]),
        ("في 18 ديسمبر", [("18 ديسمبر", "2023-12-18")]),
        ("ستعقد في 18 ديسمبر", [("18 ديسمبر", "2024-12-18")]),
        ("في 3 يونيو", [("3 يونيو", "2024-06-03")]),
        ("الأول من مايو الجاري", [("الأول من مايو الجاري", "2024-05-01")]),
        ("في الحادي عشر من الشهر الماضي", [("الحادي عشر من الشهر الماضي", "2024-04-11")]),
        ("قبل شهرين", [("قبل شهرين", "2024-03")]),
        ("منذ ثلاثة أيام", [("منذ ثلاثة أيام", "2024-05-13")]),
        ("قبل نحو عشر سنوات", [("قبل نحو عشر سنوات", "2014")]),
        ("قبل خمسة وعشرين عاما", [("قبل خمسة وعشرين عاما", "1999")]),
        ("وقبل أسبوعين", [("قبل أسبوعين", "2024-04-29/2024-05-05")]),
        ("لعام 2024", [("عام 2024", "2024")]),
        ("صيف 2024 وربيع عام 2023", [("صيف 2024", "2024"), ("ربيع عام 2023", "2023")]),
        ("في 2013", [("2013", "2013")]),
        ("عام 1446 هـ", [("عام 1446 هـ", "2024-07-07/2025-06-25")]),
        ("بين عامي 2011 و2015", [("عامي 2011 و2015", "2011-01-01/2015-12-31")]),
        ("من 2011 إلى 2015", [("2011 إلى 2015", "2011-01-01/2015-12-31")]),
        ("بين 3 و5 مايو", [("3 و5 مايو", "2024-05-03/2024-05-05")]),
        ("من 28 مايو إلى 3 يونيو 2023", [("28 مايو إلى 3 يونيو 2023", "2023-05-28/2023-06-03")]),
        ("من الاثنين إلى الأربعاء", [("الاثنين إلى الأربعاء", "2024-05-13/2024-05-15")]),
        ("الأربعاء 19 يونيو/حزيران 2023", [("الأربعاء 19 يونيو/حزيران 2023", "2023-06-19")]),
        ("وصل السبت وغادر في اليوم التالي", [("السبت", "2024-05-11"), ("اليوم التالي", "2024-05-12")]),
        ("وصل السبت والتقاه في اليوم نفسه", [("السبت", "2024-05-11"), ("اليوم نفسه", "2024-05-11")]),
    ],
)
def test_arabic(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text, "ar") == expected
    assert times(f"قيل: {text}، كما قيل.", "ar") == expected


@pytest.mark.parametrize(
    "text",
    [
        "في الثمانينات",
        "منذ سنوات وقبل أيام",
        "مؤخرا",
        "قبل شهرين من الانتخابات",
        "قبل شهر ونصف الشهر",
        "كل أحد",
        "أحد المسؤولين",
        "بين الاثنين خلاف",
        "أيام الجمعة",
        "اليوم العالمي للصحافة",
        "روسيا اليوم",
        "في اليوم التالي",
        "مارس الوزير ضغوطا",
        "تيريزا ماي",
        "رجب طيب",
        "2024 جنديا",
        "بعد شهرين",
        "لا أحد",
    ],
)
def test_arabic_that_names_no_certain_time(text: str) -> None:
    assert times(text, "ar") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Monday", [("Monday", "2024-05-13")]),
        ("They met on Thursday", [("Thursday", "2024-05-16")]),
        ("They met last Thursday", [("last Thursday", "2024-05-09")]),
        ("They meet next Tuesday", [("next Tuesday", "2024-05-21")]),
        ("They will meet on Wednesday", [("Wednesday", "2024-05-22")]),
        ("They will meet, she said on Wednesday", [("Wednesday", "2024-05-15")]),
        ("Saturday's attack", [("Saturday", "2024-05-11")]),
        ("late Friday night", [("late Friday night", "2024-05-10")]),
        ("Yesterday they met", [("Yesterday", "2024-05-15")]),
        ("tomorrow", [("tomorrow", "2024-05-17")]),
        ("the day before yesterday", [("the day before yesterday", "2024-05-14")]),
        ("two weeks ago", [("two weeks ago", "2024-04-29/2024-05-05")]),
        ("10 years ago", [("10 years ago", "2014")]),
        ("a month ago", [("a month ago", "2024-04")]),
        ("last week", [("last week", "2024-05-06/2024-05-12")]),
        ("earlier this month", [("earlier this month", "2024-05")]),
        ("next month", [("next month", "2024-06")]),
        ("last year", [("last year", "2023")]),
        ("at the end of the year", [("the end of the year", "2024")]),
        ("the 11th of last month", [("the 11th of last month", "2024-04-11")]),
        ("in June", [("June", "2024-06")]),
        ("in September", [("September", "2023-09")]),
        ("in June last year", [("June last year", "2023-06")]),
        ("last June", [("last June", "2023-06")]),
        ("in May", [("May", "2024-05")]),
        ("October's assault", [("October", "2023-10")]),
        ("on Oct 17", [("Oct 17", "2023-10-17")]),
        ("on 17 October", [("17 October", "2023-10-17")]),
        ("by June 1", [("June 1", "2024-06-01")]),
        ("Tuesday, May 14", [("Tuesday, May 14", "2024-05-14")]),
        ("in 2019 and since 2012", [("2019", "2019"), ("2012", "2012")]),
        ("in the summer of 2023", [("summer of 2023", "2023")]),
        ("between 2011 and 2015", [("2011 and 2015", "2011-01-01/2015-12-31")]),
        ("from 3 to 5 May", [("3 to 5 May", "2024-05-03/2024-05-05")]),
        ("between May and July 2023", [("May and July 2023", "2023-05-01/2023-07-31")]),
        ("from Monday to Wednesday", [("Monday to Wednesday", "2024-05-13/2024-05-15")]),
        ("arrived on Monday and left the next day", [("Monday", "2024-05-13"), ("the next day", "2024-05-14")]),
        ("the previous day", [("the previous day", "2024-05-15")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert times(text, "en") == expected
    assert times(f"({text}; and so on).", "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "recently",
        "years ago",
        "a few days ago",
        "more than two years ago",
        "in the 1980s",
        "He may march",
        "Theresa May resigned",
        "every Monday",
        "on Mondays",
        "Good Friday agreement",
        "2019 soldiers",
        "the next day",
        "in two weeks",
        "the day before the vote",
    ],
)
def test_english_that_names_no_certain_time(text: str) -> None:
    assert [time for time in times(text, "en") if time[0] != "the day before"] == []


@pytest.mark.parametrize(
    ("text", "lang", "bound"),
    [
        ("منذ عام 2012", "ar", "since"),
        ("منذ ست سنوات", "ar", "since"),
        ("حتى نهاية الشهر", "ar", "until"),
        ("قبل يونيو 2023", "ar", "before"),
        ("بعد عام 2014", "ar", "after"),
        ("في عام 2014", "ar", "at"),
        ("since 2012", "en", "since"),
        ("until Friday", "en", "until"),
        ("before June 2023", "en", "before"),
        ("after 2014", "en", "after"),
        ("on Friday", "en", "at"),
    ],
)
def test_bound(text: str, lang: str, bound: str) -> None:
    assert [time.bound for time in find_times(text, lang, TODAY)] == [bound]


def test_kinds() -> None:
    text = "ROME, May 16, 2024 (Agency) - They met on Monday, as they did on 3 March 2020."
    assert [time.kind for time in find_times(text, "en", TODAY)] == ["dateline", "relative", "date"]


def test_referent_of_an_earlier_text() -> None:
    [time] = find_times("They had met a day earlier.", "en", TODAY, referent=dt.date(2024, 5, 13))
    assert time.interval == Interval.on(dt.date(2024, 5, 12))


def test_without_a_date_of_the_article_only_what_is_explicit_is_found() -> None:
    assert times("التقيا أمس في يونيو وفي 18 ديسمبر وعام 2020 و3 مايو 2021", "ar", None) == [
        ("عام 2020", "2020"),
        ("3 مايو 2021", "2021-05-03"),
    ]
    assert times("They met on Monday, in June, on May 3 and in 2020", "en", None) == [("2020", "2020")]


def test_other_languages_give_nothing() -> None:
    assert find_times("Le 3 mai 2021", "fr", TODAY) == ()


ANCHORS = st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31))
WEEKDAYS_AR = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
MONTHS_AR = re.split(r"\|", "|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر")


@given(anchor=ANCHORS, ago=st.integers(0, 6))
def test_a_weekday_is_the_last_one(anchor: dt.date, ago: int) -> None:
    day = anchor - dt.timedelta(days=ago)
    assert times(f"وصل يوم {WEEKDAYS_AR[day.weekday()]} إلى هناك", "ar", anchor)[0][1] == day.isoformat()
    assert times(f"He arrived on {day:%A}.", "en", anchor) == [(f"{day:%A}", day.isoformat())]


@given(anchor=ANCHORS, ahead=st.integers(1, 7))
def test_the_next_weekday_is_ahead(anchor: dt.date, ahead: int) -> None:
    day = anchor + dt.timedelta(days=ahead)
    feminine = "ة" if WEEKDAYS_AR[day.weekday()] == "الجمعة" else ""
    assert times(f"يصل {WEEKDAYS_AR[day.weekday()]} المقبل{feminine}", "ar", anchor)[0][1] == day.isoformat()
    assert times(f"next {day:%A}", "en", anchor)[0][1] == day.isoformat()


@given(anchor=ANCHORS, ago=st.integers(0, 300))
def test_a_day_without_a_year_is_the_last_one(anchor: dt.date, ago: int) -> None:
    day = anchor - dt.timedelta(days=ago)
    written = f"{day.day} {MONTHS_AR[day.month]}"
    if (day.month, day.day) != (2, 29):
        assert times(f"في {written}.", "ar", anchor) == [(written, day.isoformat())]
        assert times(f"on {day:%B} {day.day}.", "en", anchor) == [(f"{day:%B} {day.day}", day.isoformat())]


WORDS_AR = "في من بين إلى و مايو يونيو/حزيران الماضي المقبل الأحد يوم أمس اليوم قبل شهرين الشهر عام هـ ، . 3 5 2024 - ("
WORDS_EN = "from to between May last Monday 1st next the day year ago two - / ( ) 15 2019 and until , ."
PIECES = st.sampled_from([*re.split(" ", WORDS_AR), *re.split(" ", WORDS_EN)])


@given(pieces=st.lists(PIECES, max_size=14), anchor=ANCHORS | st.none(), lang=st.sampled_from(["ar", "en"]))
def test_expressions_are_ordered_and_inside_the_text(pieces: list[str], anchor: dt.date | None, lang: str) -> None:
    text = " ".join(pieces)
    found = find_times(text, lang, anchor)
    assert all(first.end <= second.begin for first, second in pairwise(found))
    for time in found:
        assert 0 <= time.begin < time.end <= len(text)
        assert text[time.begin : time.end] == text[time.begin : time.end].strip()


@given(text=st.text(), lang=st.sampled_from(["ar", "en"]), anchor=st.dates())
def test_any_text_can_be_searched(text: str, lang: str, anchor: dt.date) -> None:
    for time in find_times(f"{text} أمس last year {text}", lang, anchor):
        assert time.begin < time.end


def test_most_gold_dates_are_found(shared: Path) -> None:
    found = wanted = 0
    for article in read_articles([shared / "gold" / "dev" / "articles"]):
        known = {time.interval.iso() for time in find_times(article.text, article.lang, article.date)}
        gold = (shared / "gold" / "dev" / f"{article.id}.jsonl").read_text("utf-8").splitlines()
        dates = [record["time"] for record in map(json.loads, gold) if record["time"] and len(record["time"]) == 10]
        found += sum(date in known or date == str(article.date) for date in dates)
        wanted += len(dates)
    assert found >= 0.95 * wanted
