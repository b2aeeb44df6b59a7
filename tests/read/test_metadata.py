from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graphkit.read import article_from_text, read_articles
from graphkit.read.metadata import parse_date

BODY_AR = "قالت الحكومة إنها ستوقع الاتفاق خلال زيارة الرئيس المقررة إلى العاصمة الفرنسية في وقت لاحق من العام."
BODY_EN = "The government said that it would sign the deal during the visit of the president to the French capital."


def date_of(*lines: str) -> dt.date | None:
    return article_from_text("\n\n".join(lines), "x").date


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("السبت 27 ديسمبر 2025 - 10:54 م", "2025-12-27"),
        ("٢٧ كانون الأول ٢٠٢٥", "2025-12-27"),
        ("27 ديسمبر/كانون الأول 2025", "2025-12-27"),
        ("الأربعاء 25 أغسطس (غشت) 2021", "2021-08-25"),
        ("12 ماي 2023", "2023-05-12"),
        ("3 جانفي 2024 | 09:15", "2024-01-03"),
        ("باريس (رويترز) الثلاثاء 28 مايو 2024", "2024-05-28"),
        ("تاريخ النشر: 4/10/2022", "2022-10-04"),
        ("18-3-2024", "2024-03-18"),
        ("2024-03-05T10:00:00Z", "2024-03-05"),
        ("15 رمضان 1446 هـ", "2025-03-15"),
        ("15/9/1446 هـ", "2025-03-15"),
        ("1446/09/15", "2025-03-15"),
        ("1404/10/07", "2025-12-28"),
        ("۷ دی ۱۴۰۴", "2025-12-28"),
        ("باريس، 3 حزيران/يونيو 2024 (ا ف ب)", "2024-06-03"),
    ],
)
def test_date_of_an_arabic_row(row: str, day: str) -> None:
    assert date_of("توقيع الاتفاق في باريس قريبا", row, BODY_AR) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("PARIS, Feb 8, 2022 (Agencies)", "2022-02-08"),
        ("Published: 21 September 2023", "2023-09-21"),
        ("Published On 27 Dec 202527 Dec 2025", "2025-12-27"),
        ("Sept. 1st, 2023 at 10:00 AM", "2023-09-01"),
    ],
)
def test_date_of_an_english_row(row: str, day: str) -> None:
    assert date_of("Deal to be signed in Paris soon", row, BODY_EN) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "dateline", ["PARIS, Dec. 27, 2025 - ", "PARIS, Dec 27, 2025 (Reuters) - ", "PARIS (December 27, 2025): "]
)
def test_date_of_a_dateline(dateline: str) -> None:
    assert date_of("Deal to be signed in Paris soon", dateline + BODY_EN) == dt.date(2025, 12, 27)


def test_date_of_an_event_is_not_that_of_the_article() -> None:
    event = "وقع الطرفان في 3 مارس 2021 اتفاقا أوليا على التعاون بينهما في مجالات الطاقة والمياه والنقل."
    assert date_of("توقيع الاتفاق في باريس قريبا", event, BODY_AR) is None


def test_publication_comes_before_update() -> None:
    rows = ("آخر تحديث: 5 مايو 2024", "نشر في: 3 مايو 2024")
    assert date_of("توقيع الاتفاق في باريس قريبا", *rows, BODY_AR) == dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (["باريس (رويترز) الثلاثاء 28 مايو 2024", BODY_AR], "رويترز"),
        (["باريس - د ب أ", BODY_AR], "د ب أ"),
        (["28 مايو 2024 - وكالات", BODY_AR], None),
        (["الرياض، 18 سبتمبر 2019 (رويترز)", BODY_AR], "رويترز"),
        (["صحيفة المدار", "3 مايو 2024", BODY_AR], "صحيفة المدار"),
        (["باريس", "3 مايو 2024", BODY_AR], None),
        (["باريس (رويترز) - " + BODY_AR], "رويترز"),
        (["PARIS, Feb 8, 2022 (Harbour News Service)", BODY_EN], "Harbour News Service"),
        (["PARIS, February 8. /TASS/. " + BODY_EN], "TASS"),
    ],
)
def test_publisher(lines: list[str], publisher: str | None) -> None:
    headline = "توقيع الاتفاق في باريس قريبا" if lines[-1].endswith(BODY_AR) else "Deal to be signed in Paris soon"
    assert article_from_text("\n\n".join([headline, *lines]), "x").publisher == publisher


@pytest.mark.parametrize(
    "value", ["2025-12-27", "2025-12-27T20:00:00+03:00", "27 ديسمبر 2025", "1404/10/06", "Dec 27, 2025"]
)
def test_parse_date(value: str) -> None:
    assert parse_date(value) == dt.date(2025, 12, 27)


@pytest.mark.parametrize("value", ["", "soon", "2025", "ديسمبر 2025", "31/2/2024", "2024-13-01"])
def test_parse_date_refuses_what_is_no_day(value: str) -> None:
    with pytest.raises(ValueError, match="names no day"):
        parse_date(value)


def test_every_sample_has_its_date(articles: Path) -> None:
    assert [article.id for article in read_articles([articles]) if article.date is None] == []


def test_real_articles_have_their_dates(shared: Path) -> None:
    dates = {article.id: article.date for article in read_articles([shared / "seeds"])}
    assert dates["seed-0"] == dt.date(2025, 12, 27)
    assert dates["seed-4"] == dt.date(2025, 12, 28)
    assert all(article.date for article in read_articles([shared / "gold" / "dev" / "articles"]))
