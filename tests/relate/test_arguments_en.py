"""Who does what to whom, read off English dependencies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hand_parsed import english
from spacy.tokens import Doc

from graphkit.relate.arguments_en import noun_arguments, verb_arguments, verb_subject
from graphkit.relate.view import BlockView

View = Callable[[Doc], BlockView]
Slots = dict[str, list[tuple[str, ...]]]


def slots(view: View, doc: Doc, word: str, noun: bool = False) -> Slots:
    token = next(token for token in doc if token.text == word)
    arguments = (noun_arguments if noun else verb_arguments)(view(doc), token)
    return {slot: [argument.entities for argument in filled] for slot, filled in arguments.slots.items()}


@pytest.mark.parametrize(
    ("text", "relations", "verbs", "word"),
    [
        ("Qatar thanked Egypt.", "nsubj(thanked, Qatar) obj(thanked, Egypt)", {"thanked": "thank"}, "thanked"),
        (
            "Egypt was thanked by Qatar.",
            "nsubj:pass(thanked, Egypt) aux:pass(thanked, was) obl:agent(thanked, Qatar) case(Qatar, by)",
            {"thanked": "thank"},
            "thanked",
        ),
        (
            "Egypt, thanked by Qatar, left.",
            "nsubj(left, Egypt) acl(Egypt, thanked) obl:agent(thanked, Qatar) case(Qatar, by)",
            {"left": "leave", "thanked": "thank"},
            "thanked",
        ),
        (
            "Qatar, which thanked Egypt, left.",
            "nsubj(left, Qatar) acl:relcl(Qatar, thanked) nsubj(thanked, which) obj(thanked, Egypt)",
            {"left": "leave", "thanked": "thank"},
            "thanked",
        ),
        (
            "Egypt, which Qatar thanked, left.",
            "nsubj(left, Egypt) acl:relcl(Egypt, thanked) obj(thanked, which) nsubj(thanked, Qatar)",
            {"left": "leave", "thanked": "thank"},
            "thanked",
        ),
        (
            "Egypt, Qatar thanked, left.",
            "nsubj(left, Egypt) acl:relcl(Egypt, thanked) nsubj(thanked, Qatar)",
            {"left": "leave", "thanked": "thank"},
            "thanked",
        ),
        (
            "Qatar left and thanked Egypt.",
            "nsubj(left, Qatar) conj(left, thanked) cc(thanked, and) obj(thanked, Egypt)",
            {"left": "leave", "thanked": "thank"},
            "thanked",
        ),
        (
            "Qatar vowed to thank Egypt.",
            "nsubj(vowed, Qatar) xcomp(vowed, thank) mark(thank, to) obj(thank, Egypt)",
            {"vowed": "vow", "thank": "thank"},
            "thank",
        ),
        (
            "Oman urged Qatar to thank Egypt.",
            "nsubj(urged, Oman) obj(urged, Qatar) xcomp(urged, thank) mark(thank, to) obj(thank, Egypt)",
            {"urged": "urge", "thank": "thank"},
            "thank",
        ),
        (
            "Qatar was urged to thank Egypt.",
            "nsubj:pass(urged, Qatar) aux:pass(urged, was) xcomp(urged, thank) mark(thank, to) obj(thank, Egypt)",
            {"urged": "urge", "thank": "thank"},
            "thank",
        ),
        (
            "Qatar left, thanking Egypt.",
            "nsubj(left, Qatar) advcl(left, thanking) obj(thanking, Egypt)",
            {"left": "leave", "thanking": "thank"},
            "thanking",
        ),
    ],
)
def test_subject_and_object(view: View, text: str, relations: str, verbs: Mapping[str, str], word: str) -> None:
    found = slots(view, english(text, relations, verbs), word)
    assert (found["subj"], found["obj"]) == ([("qatar",)], [("egypt",)])


def test_who_stands_together_acts_together(view: View) -> None:
    text = "Qatar and Oman thanked Egypt, Jordan and Iraq."
    relations = "nsubj(thanked, Qatar) conj(Qatar, Oman) cc(Oman, and) obj(thanked, Egypt)"
    relations += " conj(Egypt, Jordan) conj(Egypt, Iraq)"
    found = slots(view, english(text, relations, {"thanked": "thank"}), "thanked")
    assert found["subj"] == [("qatar", "oman")]
    assert found["obj"] == [("egypt", "jordan", "iraq")]


@pytest.mark.parametrize("preposition", ["to", "from", "with", "against", "in"])
def test_a_preposition_is_a_slot(view: View, preposition: str) -> None:
    doc = english(
        f"Qatar sailed {preposition} Egypt.",
        f"nsubj(sailed, Qatar) obl(sailed, Egypt) case(Egypt, {preposition})",
        {"sailed": "sail"},
    )
    assert slots(view, doc, "sailed") == {"subj": [("qatar",)], preposition: [("egypt",)]}


def test_two_prepositions_in_a_row(view: View) -> None:
    doc = english(
        "Qatar sailed out of Egypt.",
        "nsubj(sailed, Qatar) obl(sailed, Egypt) case(Egypt, out) case(Egypt, of)",
        {"sailed": "sail"},
    )
    assert slots(view, doc, "sailed")["out of"] == [("egypt",)]


def test_nouns_that_pass_on_what_is_done_to_them(view: View) -> None:
    doc = english(
        "Qatar thanked the city of Kyiv.",
        "nsubj(thanked, Qatar) obj(thanked, city) nmod(city, Kyiv) case(Kyiv, of)",
        {"thanked": "thank"},
    )
    assert slots(view, doc, "thanked")["obj"] == [("kyiv",)]


def test_nobody(view: View) -> None:
    doc = english("Thank them.", "obj(Thank, them)", {"Thank": "thank"})
    assert verb_subject(view(doc), doc[0]) is None


class TestNouns:
    @pytest.mark.parametrize(
        ("text", "relations", "expected"),
        [
            (
                "Qatar's visit to Egypt ended.",
                "nsubj(ended, visit) nmod:poss(visit, Qatar) case(Qatar, 's) nmod(visit, Egypt) case(Egypt, to)",
                {"gen": "qatar", "to": "egypt"},
            ),
            (
                "The Qatari visit to Egypt ended.",
                "nsubj(ended, visit) amod(visit, Qatari) nmod(visit, Egypt) case(Egypt, to)",
                {"dem": "qatar", "to": "egypt"},
            ),
            (
                "The visit of Qatar to Egypt ended.",
                "nsubj(ended, visit) nmod(visit, Qatar) case(Qatar, of) nmod(visit, Egypt) case(Egypt, to)",
                {"gen": "qatar", "of": "qatar", "to": "egypt"},
            ),
        ],
    )
    def test_genitive_adjective_and_prepositions(
        self, view: View, text: str, relations: str, expected: dict[str, str]
    ) -> None:
        found = slots(view, english(text, relations, {"ended": "end"}), "visit", noun=True)
        for slot, entity in expected.items():
            assert found[slot] == [(entity,)]

    def test_between_two(self, view: View) -> None:
        doc = english(
            "Talks between Qatar and Egypt ended.",
            "nsubj(ended, Talks) nmod(Talks, Qatar) case(Qatar, between) conj(Qatar, Egypt) cc(Egypt, and)",
            {"ended": "end"},
        )
        assert slots(view, doc, "Talks", noun=True)["between"] == [("qatar", "egypt")]

    @pytest.mark.parametrize("attached", ["nmod(letter, Egypt)", "obl(sent, Egypt)"])
    def test_the_verb_that_carries_it_gives_its_subject(self, view: View, attached: str) -> None:
        doc = english(
            "Qatar sent a letter to Egypt.",
            f"nsubj(sent, Qatar) obj(sent, letter) det(letter, a) {attached} case(Egypt, to)",
            {"sent": "send"},
        )
        found = slots(view, doc, "letter", noun=True)
        assert (found["subj"], found["to"]) == ([("qatar",)], [("egypt",)])

    def test_the_verb_of_a_relative_clause_carries_it_too(self, view: View) -> None:
        doc = english(
            "The letter Qatar sent to Egypt burned.",
            "nsubj(burned, letter) acl:relcl(letter, sent) nsubj(sent, Qatar) obl(sent, Egypt) case(Egypt, to)",
            {"burned": "burn", "sent": "send"},
        )
        found = slots(view, doc, "letter", noun=True)
        assert (found["subj"], found["to"]) == ([("qatar",)], [("egypt",)])

    def test_who_receives_it(self, view: View) -> None:
        doc = english(
            "Qatar received a letter from Egypt.",
            "nsubj(received, Qatar) obj(received, letter) nmod(letter, Egypt) case(Egypt, from)",
            {"received": "receive"},
        )
        found = slots(view, doc, "letter", noun=True)
        assert (found["receiver"], found["from"]) == ([("qatar",)], [("egypt",)])
        assert "subj" not in found

    def test_a_verb_that_carries_nothing_gives_nothing(self, view: View) -> None:
        doc = english(
            "Qatar burned a letter to Egypt.",
            "nsubj(burned, Qatar) obj(burned, letter) nmod(letter, Egypt) case(Egypt, to)",
            {"burned": "burn"},
        )
        assert "subj" not in slots(view, doc, "letter", noun=True)

    def test_whom_an_apposition_is_about(self, view: View) -> None:
        doc = english(
            "Qatar, an ally of Egypt, left.",
            "nsubj(left, Qatar) appos(Qatar, ally) det(ally, an) nmod(ally, Egypt) case(Egypt, of)",
            {"left": "leave"},
        )
        found = slots(view, doc, "ally", noun=True)
        assert (found["head"], found["of"]) == ([("qatar",)], [("egypt",)])
