"""Facts without a verb: offices, ambassadors, whose a place is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parsed import arabic, english, named

from graphkit.model import Extraction, Status

Related = Callable[..., Extraction]
PERSON = {"جابر القلعاوي": "PER", "Karim Zeitouni": "PER"}


def facts(extraction: Extraction, predicate: str) -> set[tuple[str, str | None, str | None, str]]:
    """Each fact as subject, object, role and the words it stands in."""
    return {
        (relation.subject, relation.object, relation.role, relation.evidence[0].quote)
        for relation in extraction.relations
        if relation.predicate == predicate
    }


class TestOffices:
    def test_holder(self, related: Related) -> None:
        found = related(arabic("ابتسم وزير النقل القطري جابر القلعاوي.", names=PERSON))
        words = "وزير النقل القطري جابر القلعاوي"
        assert facts(found, "holdsOffice") == {("jaber-al-qalawi", "qatar", "transport minister", words)}
        assert {relation.status for relation in found.relations} == {Status.ACTUAL}

    @pytest.mark.parametrize(("modifier", "effect"), [("السابق", "former"), ("المؤقت", "acting"), ("الراحل", "late")])
    def test_once_or_for_now(self, related: Related, modifier: str, effect: str) -> None:
        found = related(arabic(f"ابتسم وزير النقل القطري {modifier} جابر القلعاوي.", names=PERSON))
        assert {role for _, _, role, _ in facts(found, "holdsOffice")} == {f"{effect} transport minister"}

    def test_of_a_body(self, related: Related) -> None:
        found = related(arabic("ابتسم جابر القلعاوي، المتحدث باسم وزارة الخارجية المالطية.", names=PERSON))
        words = "جابر القلعاوي، المتحدث باسم وزارة الخارجية المالطية"
        expected = ("jaber-al-qalawi", "malta-foreign-ministry", "spokesperson", words)
        assert expected in facts(found, "holdsOffice")
        assert "malta-foreign-ministry" in {entity.id for entity in found.entities}

    def test_every_party_of_a_fact_is_an_entity(self, related: Related) -> None:
        found = related(arabic("ابتسم وزير الخارجية المالطي جابر القلعاوي.", names=PERSON))
        parties = {party for relation in found.relations for party in (relation.subject, relation.object)}
        assert {"jaber-al-qalawi", "malta"} <= parties <= {entity.id for entity in found.entities}

    def test_an_office_without_a_name_is_no_fact(self, related: Related) -> None:
        assert facts(related(arabic("ابتسم وزير النقل القطري.")), "holdsOffice") == set()

    def test_ambassadors(self, related: Related) -> None:
        found = related(arabic("ابتسم سفير تركيا لدى قطر جابر القلعاوي.", names=PERSON))
        words = "سفير تركيا لدى قطر جابر القلعاوي"
        assert facts(found, "ambassadorTo") == {("jaber-al-qalawi", "qatar", "ambassador", words)}
        assert facts(found, "holdsOffice") == {("jaber-al-qalawi", "turkey", "ambassador", words)}

    def test_repetition_adds_evidence(self, related: Related) -> None:
        doc = arabic("ابتسم وزير النقل القطري جابر القلعاوي. غادر وزير النقل القطري جابر القلعاوي.", names=PERSON)
        (relation,) = (r for r in related(doc).relations if r.predicate == "holdsOffice")
        assert len(relation.evidence) == 2

    @pytest.mark.parametrize("text", ["Karim Zeitouni of Hamas left.", "Karim Zeitouni, of Hamas, left."])
    def test_whose_somebody_is(self, related: Related, text: str) -> None:
        assert {
            (who, what, role) for who, what, role, _ in facts(related(named(text, "en", PERSON)), "holdsOffice")
        } == {("karim-zeitouni", "hamas", None)}

    def test_who_heads_a_ministry_is_of_the_state(self, related: Related) -> None:
        found = facts(related(named("Karim Zeitouni, the Pentagon chief, left.", "en", PERSON)), "holdsOffice")
        assert {what for _, what, *_ in found} == {"united-states-defence-ministry", "united-states"}

    def test_who_is_told_of_something_is_not_of_it(self, related: Related) -> None:
        found = related(named("Qatar informed Karim Zeitouni of Hamas plans.", "en", PERSON))
        assert facts(found, "holdsOffice") == set()

    def test_english(self, related: Related) -> None:
        doc = english(
            "Karim Zeitouni, Qatar's energy minister, smiled.", "nsubj(smiled, Karim)", {"smiled": "smile"}, PERSON
        )
        words = "Karim Zeitouni, Qatar's energy minister"
        assert facts(related(doc), "holdsOffice") == {("karim-zeitouni", "qatar", "energy minister", words)}


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ("مدينة خاركيف الأوكرانية كبيرة.", "kharkiv", "خاركيف الأوكرانية"),
            ("سار في خاركيف، أوكرانيا.", "kharkiv", "خاركيف، أوكرانيا"),
            ("سار إلى خاركيف في أوكرانيا.", "kharkiv", "خاركيف في أوكرانيا"),
        ],
    )
    def test_named_beside_its_state(self, related: Related, text: str, place: str, words: str) -> None:
        found = {(s, o, quote) for s, o, _, quote in facts(related(arabic(text)), "locatedIn")}
        assert {(s, o) for s, o, _ in found} == {(place, "ukraine")}
        assert all(words in quote for _, _, quote in found)

    def test_a_place_that_no_table_knows(self, related: Related) -> None:
        doc = arabic("سار في بلدة قرمدين السورية.", names={"قرمدين": "LOC"})
        assert {(s, o) for s, o, *_ in facts(related(doc), "locatedIn")} == {("qarmadin", "syria")}

    @pytest.mark.parametrize(
        ("text", "lang"),
        [
            ("Qarmadin, the capital of Tigray, was calm.", "en"),
            ("Qarmadin, capital of the Tigray region, was calm.", "en"),
            ("سار في قرمدين، عاصمة تيغراي.", "ar"),
        ],
    )
    def test_capital_of_a_region(self, related: Related, text: str, lang: str) -> None:
        doc = named(text, lang, {"Qarmadin": "LOC", "قرمدين": "LOC"})
        assert [o for _, o, *_ in facts(related(doc), "capitalOf")] == ["tigray"]

    @pytest.mark.parametrize(
        "text",
        ["سار من خاركيف إلى أوكرانيا.", "خاركيف وأوكرانيا.", "خاركيف. أوكرانيا.", "خاركيف الروسية.", "خاركيف، روسيا."],
    )
    def test_named_near_it_or_beside_another(self, related: Related, text: str) -> None:
        assert facts(related(arabic(text)), "locatedIn") == set()
