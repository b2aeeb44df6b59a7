"""Who does what to whom, read off the order of Arabic phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parsed import arabic, triples
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graphkit.model import Extraction
from graphkit.relate.arguments_ar import carry_subjects, noun_arguments, verb_arguments, verb_subject
from graphkit.relate.view import BlockView

View = Callable[[Doc], BlockView]
Slots = dict[str, list[tuple[str, ...]]]


def slots(view: View, doc: Doc, word: str, noun: bool = False) -> Slots:
    """The entities in each slot of a word; an empty tuple is somebody or something without a name."""
    token = next(token for token in doc if token.text == word)
    arguments = (noun_arguments if noun else verb_arguments)(view(doc), token)
    return {slot: [argument.entities for argument in filled] for slot, filled in arguments.slots.items()}


class TestVerbs:
    @pytest.mark.parametrize(
        ("text", "verb", "subject", "object_"),
        [
            ("زار أمير قطر روسيا.", "زار", "tamim-bin-hamad", "russia"),
            ("أمير قطر زار روسيا.", "زار", "tamim-bin-hamad", "russia"),
            ("إن روسيا شكرت مصر.", "شكرت", "russia", "egypt"),
            ("وكانت روسيا قد شكرت مصر.", "شكرت", "russia", "egypt"),
            ("شكرت روسيا أمس مصر.", "شكرت", "russia", "egypt"),
            ("شكرت روسيا، في موسكو، مصر.", "شكرت", "russia", "egypt"),
            ("شكرت «روسيا» مصر.", "شكرت", "russia", "egypt"),
            ("شكر وزير الخارجية القطري نظيره الروسي.", "شكر", "mohammed-bin-abdulrahman", "sergey-lavrov"),
            ("قطر التي شكرها سيرغي لافروف صامتة.", "شكر", "sergey-lavrov", "qatar"),
            ("روسيا التي شكرت مصر صامتة.", "شكرت", "russia", "egypt"),
        ],
    )
    def test_subject_and_object(self, view: View, text: str, verb: str, subject: str, object_: str) -> None:
        found = slots(view, arabic(text, verbs=f"{verb} كانت"), verb)
        assert found["subj"] == [(subject,)]
        assert [entities for entities in found["obj"] if entities] == [(object_,)]

    def test_who_stands_together_acts_together(self, view: View) -> None:
        found = slots(view, arabic("شكرت قطر ومصر روسيا والصين.", verbs="شكرت"), "شكرت")
        assert found["subj"] == [("qatar", "egypt")]
        assert found["obj"] == [("russia", "china")]

    @pytest.mark.parametrize("preposition", ["إلى", "من", "مع", "على", "ضد", "في"])
    def test_a_preposition_is_a_slot(self, view: View, preposition: str) -> None:
        found = slots(view, arabic(f"سارت قطر {preposition} مصر.", verbs="سارت"), "سارت")
        assert found[preposition] == [("egypt",)]
        assert found["subj"] == [("qatar",)]

    @pytest.mark.parametrize(("written", "preposition"), [("بمصر", "ب"), ("لمصر", "ل")])
    def test_a_preposition_written_on_a_name_is_a_slot(self, view: View, written: str, preposition: str) -> None:
        found = slots(view, arabic(f"رحبت قطر {written}.", verbs="رحبت"), "رحبت")
        assert found[preposition] == [("egypt",)]

    def test_two_objects(self, view: View) -> None:
        found = slots(view, arabic("سلمت قطر مصر رسالة.", verbs="سلمت"), "سلمت")
        assert (found["subj"], found["obj"], found["obj2"]) == ([("qatar",)], [("egypt",)], [()])

    def test_nouns_that_pass_on_what_is_done_to_them(self, view: View) -> None:
        found = slots(view, arabic("دخلت روسيا مدينة كييف.", verbs="دخلت"), "دخلت")
        assert found["obj"] == [("kyiv",)]

    def test_a_pronoun_on_the_verb_is_its_object(self, view: View) -> None:
        found = slots(view, arabic("وصل سيرغي لافروف. وشكره هاكان فيدان.", verbs="وصل شكر"), "شكر")
        assert (found["subj"], found["obj"]) == ([("hakan-fidan",)], [("sergey-lavrov",)])

    def test_a_pronoun_that_resumes_whom_the_clause_is_about(self, view: View) -> None:
        found = slots(view, arabic("كييف التي سيطر عليها الجيش الروسي صامتة.", verbs="سيطر"), "سيطر")
        assert found["subj"] == [("russia-armed-forces",)]
        assert set(found["على"]) == {("kyiv",)}

    @pytest.mark.parametrize("rest", ["وقالت مصر ذلك", ". مصر بعيدة", "؛ مصر بعيدة", "لأن مصر بعيدة", "فيما رفضت مصر"])
    def test_the_clause_ends(self, view: View, rest: str) -> None:
        doc = arabic(f"شكرت قطر سفينة {rest}.".replace(" .", ".").replace(" ؛", "؛"), verbs="شكرت قالت رفضت")
        found = slots(view, doc, "شكرت")
        assert ("egypt",) not in [entities for filled in found.values() for entities in filled]

    def test_times_fill_no_slot(self, view: View) -> None:
        found = slots(view, arabic("شكرت قطر يوم الثلاثاء مصر.", verbs="شكرت"), "شكرت")
        assert found["obj"] == [("egypt",)]

    def test_nobody(self, view: View) -> None:
        doc = arabic("هطل.", verbs="هطل")
        assert verb_subject(view(doc), doc[0]) is None

    def test_subject_alone(self, view: View) -> None:
        doc = arabic("ابتسم سيرغي لافروف.", verbs="ابتسم")
        subject = verb_subject(view(doc), doc[0])
        assert subject is not None
        assert subject.entities == ("sergey-lavrov",)


class TestNouns:
    @pytest.mark.parametrize(
        ("text", "noun", "expected"),
        [
            ("زيارة أمير قطر إلى مصر قصيرة.", "زيارة", {"gen": "tamim-bin-hamad", "إلى": "egypt"}),
            ("الزيارة القطرية إلى مصر قصيرة.", "الزيارة", {"dem": "qatar", "إلى": "egypt"}),
            ("رسالة من قطر إلى مصر طويلة.", "رسالة", {"من": "qatar", "إلى": "egypt"}),
            ("قصف روسيا لمصر شديد.", "قصف", {"gen": "russia", "ل": "egypt"}),
        ],
    )
    def test_genitive_adjective_and_prepositions(
        self, view: View, text: str, noun: str, expected: dict[str, str]
    ) -> None:
        found = slots(view, arabic(text), noun, noun=True)
        for slot, entity in expected.items():
            assert found[slot] == [(entity,)]

    def test_between_two(self, view: View) -> None:
        assert slots(view, arabic("المحادثات بين قطر ومصر طويلة."), "المحادثات", noun=True)["بين"] == [
            ("qatar", "egypt")
        ]

    @pytest.mark.parametrize(
        ("text", "verb", "slot"),
        [
            ("وجهت قطر رسالة إلى مصر.", "وجهت", "subj"),
            ("بعثت قطر برسالة إلى مصر.", "بعثت", "subj"),
            ("قطر وجهت رسالة إلى مصر.", "وجهت", "subj"),
            ("رسالة بعثت بها قطر إلى مصر طويلة.", "بعثت", "subj"),
        ],
    )
    def test_the_verb_that_carries_it_gives_its_subject(self, view: View, text: str, verb: str, slot: str) -> None:
        found = slots(view, arabic(text, verbs=verb), "رسالة", noun=True)
        assert found[slot] == [("qatar",)]
        assert ("egypt",) in found["إلى"]

    def test_who_receives_it(self, view: View) -> None:
        found = slots(view, arabic("تلقت قطر رسالة من مصر.", verbs="تلقت"), "رسالة", noun=True)
        assert (found["receiver"], found["من"]) == ([("qatar",)], [("egypt",)])

    def test_a_verb_that_carries_nothing_gives_nothing(self, view: View) -> None:
        found = slots(view, arabic("قرأت قطر رسالة إلى مصر.", verbs="قرأت"), "رسالة", noun=True)
        assert "subj" not in found

    @pytest.mark.parametrize(
        ("text", "verb", "status"),
        [
            ("قررت قطر إرسال جنود إلى مصر.", "قررت", "Planned"),
            ("اقترحت قطر إرسال جنود إلى مصر.", "اقترحت", "Possible"),
            ("رفضت قطر إرسال جنود إلى مصر.", "رفضت", "Refused"),
            ("بدأت قطر إرسال جنود إلى مصر.", "بدأت", ""),
        ],
    )
    def test_what_the_carrying_verb_makes_of_it(self, view: View, text: str, verb: str, status: str) -> None:
        doc = arabic(text, verbs=verb)
        arguments = noun_arguments(view(doc), next(token for token in doc if token.text == "إرسال"))
        assert arguments.status == status
        assert [argument.entities for argument in arguments.get("subj")] == [("qatar",)]

    def test_the_noun_before_a_participle(self, view: View) -> None:
        found = slots(view, arabic("قطر المتحالفة مع مصر صامتة.", adjectives="المتحالفة"), "المتحالفة", noun=True)
        assert (found["head"], found["مع"]) == ([("qatar",)], [("egypt",)])


class TestDroppedSubjects:
    def carried(self, view: View, text: str, verbs: str, word: str) -> tuple[str, ...]:
        doc = arabic(text, verbs=verbs)
        block = view(doc)
        carry_subjects(block, None)
        subject = verb_subject(block, next(token for token in doc if token.text == word))
        return subject.entities if subject is not None else ()

    def test_a_verb_goes_on_with_the_subject_before(self, view: View) -> None:
        text = "وصل سيرغي لافروف إلى قطر. وأشاد بمصر."
        assert self.carried(view, text, "وصل أشاد", "أشاد") == ("sergey-lavrov",)

    def test_a_feminine_verb_does_not_go_on_with_a_man(self, view: View) -> None:
        text = "وصل سيرغي لافروف إلى قطر. وأشادت بمصر."
        assert "sergey-lavrov" not in self.carried(view, text, "وصل أشادت", "أشادت")

    def test_a_feminine_verb_goes_on_with_a_state(self, view: View) -> None:
        assert self.carried(view, "شكرت قطر الوسيط. وأشادت بمصر.", "شكرت أشادت", "أشادت") == ("qatar",)

    def test_who_acts_last_is_handed_to_the_next_paragraph(self, related: Callable[..., Extraction]) -> None:
        found = related(arabic("وصل سيرغي لافروف.", verbs="وصل"), arabic("وأشاد بمصر.", verbs="أشاد"))
        assert ("sergey-lavrov", "praised", "egypt") in triples(found)


WORDS = st.sampled_from(
    ["شكرت", "قطر", "مصر", "إلى", "و", "رسالة", "،", "التي", "الروسية", "الرئيس", "في", "«", "»", "أن", "لم", "بعثت",
     "زيارة", "سيرغي لافروف", "البلدين", "أمس", "بها"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=14))
def test_any_row_of_words_has_arguments(view: View, words: list[str]) -> None:
    doc = arabic(" ".join(words) + ".", verbs="شكرت بعثت")
    block = view(doc)
    carry_subjects(block, None)
    for token in doc:
        for arguments in (verb_arguments(block, token), noun_arguments(block, token)):
            for slot, filled in arguments.slots.items():
                assert slot
                assert filled
                tokens = [argument.token for argument in filled]
                assert len(set(tokens)) == len(tokens)
                assert all(0 <= place < len(doc) for place in tokens)
