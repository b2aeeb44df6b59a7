"""When, where and how many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hand_parsed import arabic, english

from graphkit.model import Extraction, Interval, Relation

Related = Callable[..., Extraction]
VERBS = "قصفت شكرت التقى زار أرسلت سحبت"


def one(extraction: Extraction, predicate: str) -> Relation:
    (relation,) = (relation for relation in extraction.relations if relation.predicate == predicate)
    return relation


class TestTime:
    @pytest.mark.parametrize(
        ("text", "time"),
        [
            ("قصفت روسيا كييف.", Interval(dt.date(2023, 7, 25), dt.date(2023, 8, 1))),
            ("وكانت روسيا قد قصفت كييف.", None),
            ("قصفت روسيا كييف أمس.", Interval.of(2023, 7, 31)),
            ("قصفت روسيا كييف في 3 تموز/يوليو 2023.", Interval.of(2023, 7, 3)),
            ("في مايو 2022 قصفت روسيا كييف.", Interval.of(2022, 5)),
            ("قصفت روسيا كييف عام 2022.", Interval.of(2022)),
        ],
    )
    def test_of_its_sentence(self, related: Related, text: str, time: Interval | None) -> None:
        assert one(related(arabic(text, verbs=VERBS)), "bombed").time == time

    def test_each_verb_has_the_time_beside_it(self, related: Related) -> None:
        found = related(arabic("شكرت قطر مصر عام 2019، ثم بعد ذلك بزمن قصفت روسيا كييف عام 2022.", verbs=VERBS))
        assert one(found, "bombed").time == Interval.of(2022)
        assert one(found, "thanked").time == Interval.of(2019)

    def test_a_time_of_another_sentence_is_not_its_own(self, related: Related) -> None:
        found = related(arabic("غادر الوفد. قصفت روسيا كييف. حدث ذلك عام 2022.", verbs=f"{VERBS} غادر"))
        assert one(found, "bombed").time is None

    def test_what_opens_an_article_is_of_its_month(self, related: Related) -> None:
        doc = arabic("قصفت روسيا كييف.", verbs=VERBS)
        assert one(related(doc, date=dt.date(2020, 5, 20)), "bombed").time == Interval(
            dt.date(2020, 5, 1), dt.date(2020, 5, 20)
        )
        assert one(related(doc, date=None), "bombed").time is None

    def test_what_had_happened_before_is_no_day_of_the_news(self, related: Related) -> None:
        text = "وكان الوفد قد غادر الجمعة. قصفت روسيا كييف. شكرت قطر مصر."
        doc = arabic(text, verbs=f"{VERBS} غادر")
        month = Interval(dt.date(2020, 5, 1), dt.date(2020, 5, 20))
        assert one(related(doc, date=dt.date(2020, 5, 20)), "thanked").time == month

    def test_without_a_day_yesterday_is_no_time(self, related: Related) -> None:
        assert one(related(arabic("قصفت روسيا كييف أمس.", verbs=VERBS), date=None), "bombed").time is None

    def test_english(self, related: Related) -> None:
        doc = english(
            "Russia bombed Kyiv on Monday.",
            "nsubj(bombed, Russia) obj(bombed, Kyiv) obl(bombed, Monday) case(Monday, on)",
            {"bombed": "bomb"},
        )
        assert one(related(doc), "bombed").time == Interval.of(2023, 7, 31)


class TestPlace:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("التقى سيرغي لافروف هاكان فيدان في موسكو.", "moscow"),
            ("التقى سيرغي لافروف في موسكو هاكان فيدان.", "moscow"),
            ("التقى سيرغي لافروف هاكان فيدان قرب موسكو.", "moscow"),
            ("التقى سيرغي لافروف هاكان فيدان.", None),
            ("التقى سيرغي لافروف هاكان فيدان وغادر في موسكو.", None),
        ],
    )
    def test_behind_a_preposition_of_place(self, related: Related, text: str, place: str | None) -> None:
        assert one(related(arabic(text, verbs=f"{VERBS} غادر")), "metWith").place == place

    def test_a_party_is_not_its_place(self, related: Related) -> None:
        assert one(related(arabic("زار سيرغي لافروف الدوحة في الدوحة.", verbs=VERBS)), "visited").place is None

    def test_english(self, related: Related) -> None:
        doc = english(
            "Qatar thanked Egypt in Moscow.",
            "nsubj(thanked, Qatar) obj(thanked, Egypt) obl(thanked, Moscow) case(Moscow, in)",
            {"thanked": "thank"},
        )
        assert one(related(doc), "thanked").place == "moscow"


class TestQuantity:
    @pytest.mark.parametrize(
        ("number", "quantity"), [("300", 300), ("3,000", 3000), ("٣٠٠", 300), ("٣٬٠٠٠", 3000), ("ثلاثة", None)]
    )
    def test_troops(self, related: Related, number: str, quantity: int | None) -> None:
        found = related(arabic(f"أرسلت قطر {number} جندي إلى مصر.", verbs=VERBS))
        assert one(found, "deployedTroopsTo").quantity == quantity

    def test_a_year_is_no_number_of_troops(self, related: Related) -> None:
        found = related(arabic("أرسلت قطر جنودا إلى مصر عام 2019.", verbs=VERBS))
        assert one(found, "deployedTroopsTo").quantity is None

    def test_only_what_counts_has_a_number(self, related: Related) -> None:
        assert one(related(arabic("شكرت قطر مصر 300 مرة.", verbs=VERBS)), "thanked").quantity is None

    def test_english(self, related: Related) -> None:
        doc = english(
            "Qatar sent 1,200 soldiers to Egypt.",
            "nsubj(sent, Qatar) obj(sent, soldiers) obl(sent, Egypt) case(Egypt, to)",
            {"sent": "send"},
        )
        assert one(related(doc), "deployedTroopsTo").quantity == 1200
