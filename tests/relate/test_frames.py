"""From a word and its slots to subject and object: types, capitals, conditions, who stands on both sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parsed import arabic, english, triples

from graphkit.model import Extraction
from graphkit.relate.kinds import relation_kinds

Related = Callable[..., Extraction]


def stated(related: Related, text: str, verbs: str, predicate: str) -> set[tuple[str, str | None]]:
    found = related(arabic(text, verbs=verbs))
    return {(subject, object_) for subject, name, object_ in triples(found) if name == predicate}


class TestTypes:
    def test_a_capital_acts_for_its_state(self, related: Related) -> None:
        assert stated(related, "شكرت الدوحة القاهرة.", "شكرت", "thanked") == {("qatar", "egypt")}

    def test_a_capital_that_is_visited_is_the_city(self, related: Related) -> None:
        assert stated(related, "زار سيرغي لافروف الدوحة.", "زار", "visited") == {("sergey-lavrov", "doha")}

    def test_a_place_that_is_no_capital_does_not_act(self, related: Related) -> None:
        assert stated(related, "شكرت خاركيف مصر.", "شكرت", "thanked") == set()

    def test_a_place_is_no_actor_to_thank(self, related: Related) -> None:
        assert stated(related, "شكرت مصر خاركيف.", "شكرت", "thanked") == set()

    def test_a_person_is_no_place_to_seize(self, related: Related) -> None:
        assert stated(related, "احتلت روسيا سيرغي لافروف.", "احتلت", "seized") == set()

    def test_a_state_is_not_killed(self, related: Related) -> None:
        assert stated(related, "اغتالت روسيا مصر.", "اغتالت", "killed") == set()

    def test_nobody_does_it_to_himself(self, related: Related) -> None:
        assert stated(related, "شكرت مصر القاهرة.", "شكرت", "thanked") == set()

    def test_without_an_object_nothing_is_stated(self, related: Related) -> None:
        assert related(arabic("شكرت مصر الجميع.", verbs="شكرت")).relations == ()

    def test_death_needs_none(self, related: Related) -> None:
        assert stated(related, "توفي جاك شيراك.", "توفي", "diedOn") == {("jacques-chirac", None)}

    def test_only_people_die(self, related: Related) -> None:
        assert stated(related, "توفيت مصر.", "توفيت", "diedOn") == set()

    def test_members_are_of_organisations(self, related: Related) -> None:
        assert stated(related, "انضمت السويد إلى حلف شمال الأطلسي.", "انضمت", "memberOf") == {("sweden", "nato")}
        assert stated(related, "انضمت السويد إلى مصر.", "انضمت", "memberOf") == set()


class TestPairs:
    def test_everyone_with_everyone(self, related: Related) -> None:
        found = stated(related, "شكرت قطر ومصر الأردن والعراق.", "شكرت", "thanked")
        assert found == {("qatar", "jordan"), ("qatar", "iraq"), ("egypt", "jordan"), ("egypt", "iraq")}

    @pytest.mark.parametrize(
        "text",
        ["التقى سيرغي لافروف هاكان فيدان.", "التقى هاكان فيدان سيرغي لافروف.", "التقى سيرغي لافروف بهاكان فيدان."],
    )
    def test_a_symmetric_relation_is_written_one_way(self, related: Related, text: str) -> None:
        assert stated(related, text, "التقى", "metWith") == {("hakan-fidan", "sergey-lavrov")}

    def test_two_subjects_are_each_other_s_partners(self, related: Related) -> None:
        assert stated(related, "تفاوضت قطر ومصر مع الأردن.", "تفاوضت", "negotiatedWith") >= {
            ("jordan", "qatar"),
            ("egypt", "jordan"),
        }
        assert stated(related, "اتفق سيرغي لافروف وهاكان فيدان.", "اتفق", "agreedWith") == {
            ("hakan-fidan", "sergey-lavrov")
        }

    def test_of_a_relation_one_way_they_are_not(self, related: Related) -> None:
        assert stated(related, "شكرت قطر ومصر.", "شكرت", "thanked") == set()

    def test_between(self, related: Related) -> None:
        assert stated(related, "المحادثات بين قطر ومصر طويلة.", "", "negotiatedWith") == {("egypt", "qatar")}

    def test_words_for_two(self, related: Related) -> None:
        text = "تصافح فلاديمير بوتين وشي جين بينغ. واتفق الزعيمان."
        assert stated(related, text, "تصافح اتفق", "agreedWith") == {("vladimir-putin", "xi-jinping")}


class TestConditions:
    def test_what_is_sent_decides_the_relation(self, related: Related) -> None:
        for thing, predicate in (
            ("جنودا", "deployedTroopsTo"),
            ("مهندسين", "sentEngineersTo"),
            ("دبابات", "suppliedArmsTo"),
            ("خبزا", None),
        ):
            found = {name for _, name, _ in triples(related(arabic(f"أرسلت قطر {thing} إلى مصر.", verbs="أرسلت")))}
            assert found == ({predicate} if predicate else set()), thing

    @pytest.mark.parametrize(
        ("text", "phone", "meeting"),
        [
            ("تحدث سيرغي لافروف مع هاكان فيدان هاتفيا.", 1, 0),
            ("التقى سيرغي لافروف هاكان فيدان.", 0, 1),
        ],
    )
    def test_by_telephone_or_face_to_face(self, related: Related, text: str, phone: int, meeting: int) -> None:
        assert len(stated(related, text, "تحدث التقى", "spokeByPhoneWith")) == phone
        assert len(stated(related, text, "تحدث التقى", "metWith")) == meeting

    def test_the_specific_frame_stands_before_the_general_one(self, related: Related) -> None:
        found = triples(related(arabic("دعت قطر إيران إلى زيارة الدوحة.", verbs="دعت")))
        assert ("qatar", "invited", "iran") in found
        assert ("qatar", "calledFor", "iran") not in found

    def test_otherwise_the_general_one_holds(self, related: Related) -> None:
        assert stated(related, "دعت قطر إيران إلى الحوار.", "دعت", "calledFor") == {("qatar", "iran")}


class TestDenial:
    def denied(self, related: Related, denial: str) -> set[tuple[str, str | None]]:
        return stated(related, f"اتهمت فرنسا قطر بالكذب. {denial}", "اتهمت نفت", "deniedClaimOf")

    @pytest.mark.parametrize("denial", ["ونفت قطر ذلك.", "ونفت الدوحة ذلك.", "لكن الدوحة نفت ذلك."])
    def test_whose_claim_is_denied(self, related: Related, denial: str) -> None:
        assert self.denied(related, denial) == {("qatar", "france")}

    def test_somebody_else_denies_nothing_of_it(self, related: Related) -> None:
        assert self.denied(related, "ونفت مصر ذلك.") == set()

    def test_without_an_accusation_nobody_s_claim_is_denied(self, related: Related) -> None:
        assert stated(related, "نفت قطر ذلك.", "نفت", "deniedClaimOf") == set()

    def test_english(self, related: Related) -> None:
        doc = english(
            "France accused Qatar. Qatar denied it.",
            "nsubj(accused, France) obj(accused, Qatar) nsubj(denied, Qatar#2) obj(denied, it)",
            {"accused": "accuse", "denied": "deny"},
        )
        assert ("qatar", "deniedClaimOf", "france") in triples(related(doc))


def test_kinds_are_those_of_the_table() -> None:
    kinds = relation_kinds()
    assert (kinds["visited"].object, kinds["visited"].symmetric) == ("place", "")
    assert (kinds["metWith"].object, kinds["metWith"].symmetric) == ("actor", "yes")
    assert kinds["spokeByPhoneWith"].symmetric == "pairs"
    assert kinds["hosted"].implies == "metWith"
    assert kinds["diedOn"].object == "none"
