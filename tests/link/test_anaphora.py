"""Words that refer back: to the two states, to somebody's country, to a person."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hand_parsed import analysed, arabic, english
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graphkit.analyse import analyse
from graphkit.link import Gazetteer, link, load_gazetteer
from graphkit.read import article_from_text


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def referred(gazetteer: Gazetteer, *docs: Doc) -> list[tuple[str, tuple[str, ...]]]:
    """What refers back, as its words and whom it means; the order of two does not matter."""
    linked = link(analysed(*docs, date=dt.date(2023, 8, 1)), gazetteer)
    text = linked.analysed.article.text
    return [
        (text[m.begin : m.end], tuple(sorted(m.entities)) if m.kind == "dual" else m.entities)
        for m in linked.mentions
        if m.kind in ("pronoun", "dual")
    ]


class TestArabicWords:
    @pytest.mark.parametrize(
        ("text", "words", "entities"),
        [
            ("تفاوضت قطر ومصر، وأقر البلدان الخطة.", "البلدان", ("egypt", "qatar")),
            ("تفاوضت قطر ومصر. وفي كلا البلدين أمل.", "كلا البلدين", ("egypt", "qatar")),
            ("زار وزير الخارجية القطري مصر، وشكر البلدان الوسيط.", "البلدان", ("egypt", "qatar")),
            ("تفاوضت روسيا والصين، وأقر الجانبان الخطة.", "الجانبان", ("china", "russia")),
            ("صافح فلاديمير بوتين شي جين بينغ، ثم غادر الزعيمان.", "الزعيمان", ("vladimir-putin", "xi-jinping")),
            ("قال سيرغي لافروف إن بلاده ترفض.", "بلاده", ("russia",)),
            ("قال سيرغي لافروف في قطر إن بلاده ترفض.", "بلاده", ("russia",)),
            ("قال أمير قطر إن حكومته ترفض.", "حكومته", ("qatar",)),
        ],
    )
    def test_meaning(self, gazetteer: Gazetteer, text: str, words: str, entities: tuple[str, ...]) -> None:
        assert dict(referred(gazetteer, arabic(text)))[words] == entities

    @pytest.mark.parametrize("written", ["بالبلدين", "للبلدين", "والبلدان", "فالبلدان"])
    def test_clitics(self, gazetteer: Gazetteer, written: str) -> None:
        found = referred(gazetteer, arabic(f"تفاوضت قطر ومصر. {written} أمل."))
        assert [entities for _, entities in found] == [("egypt", "qatar")]

    def test_across_paragraphs(self, gazetteer: Gazetteer) -> None:
        docs = (arabic("تفاوضت قطر ومصر."), arabic("وأقر البلدان الخطة."))
        assert referred(gazetteer, *docs) == [("البلدان", ("egypt", "qatar"))]

    @pytest.mark.parametrize(
        "text", ["أقر البلدان الخطة.", "تفاوضت قطر. وأقر البلدان الخطة.", "إن بلاده ترفض.", "غادر الزعيمان."]
    )
    def test_nobody_to_refer_to(self, gazetteer: Gazetteer, text: str) -> None:
        assert referred(gazetteer, arabic(text)) == []

    def test_what_comes_after_is_not_meant(self, gazetteer: Gazetteer) -> None:
        assert referred(gazetteer, arabic("أقر البلدان الخطة. ثم تفاوضت قطر ومصر.")) == []


class TestArabicPronouns:
    def test_on_a_verb(self, gazetteer: Gazetteer) -> None:
        found = referred(gazetteer, arabic("وصل سيرغي لافروف. وشكره هاكان فيدان.", verbs="وصل شكر"))
        assert [(words, entities[0]) for words, entities in found] == [("ه", "sergey-lavrov")]

    def test_gender(self, gazetteer: Gazetteer) -> None:
        text = "انتظر سيرغي لافروف قرار روسيا. ثم شكرها هاكان فيدان."
        found = referred(gazetteer, arabic(text, verbs="انتظر شكر"))
        assert [(words, entities[0]) for words, entities in found] == [("ها", "russia")]


class TestEnglish:
    @pytest.mark.parametrize("words", ["the two countries", "both nations", "the two sides", "both governments"])
    def test_two_states(self, gazetteer: Gazetteer, words: str) -> None:
        doc = english(
            f"Qatar and Egypt negotiated. Later {words} agreed.", "", {"negotiated": "negotiate", "agreed": "agree"}
        )
        assert referred(gazetteer, doc) == [(words, ("egypt", "qatar"))]

    def test_two_people(self, gazetteer: Gazetteer) -> None:
        doc = english(
            "Vladimir Putin and Xi Jinping smiled. The two leaders agreed.", "", {"smiled": "smile", "agreed": "agree"}
        )
        assert referred(gazetteer, doc) == [("The two leaders", ("vladimir-putin", "xi-jinping"))]

    def test_the_country_of_whom_a_clause_is_about(self, gazetteer: Gazetteer) -> None:
        doc = english(
            "Sergey Lavrov met Wang Yi, who said that his country refused.",
            "obj(met, Wang)",
            {"met": "meet", "said": "say", "refused": "refuse"},
        )
        assert referred(gazetteer, doc) == [("his country", ("china",))]

    def test_his_country(self, gazetteer: Gazetteer) -> None:
        doc = english(
            "Sergey Lavrov smiled and said his country refused.", "", {"smiled": "smile", "refused": "refuse"}
        )
        assert referred(gazetteer, doc) == [("his country", ("russia",))]

    def test_he_is_whom_the_sentence_before_began_with(self, gazetteer: Gazetteer) -> None:
        doc = english(
            "Sergey Lavrov thanked Hakan Fidan. He left.",
            "nsubj(thanked, Lavrov) obj(thanked, Fidan) nsubj(left, He)",
            {"thanked": "thank", "left": "leave"},
        )
        assert referred(gazetteer, doc) == [("He", ("sergey-lavrov",))]

    def test_its_is_the_state_at_the_head_of_the_sentence(self, gazetteer: Gazetteer) -> None:
        doc = english(
            "Russia praised its navy.",
            "nsubj(praised, Russia) obj(praised, navy) nmod:poss(navy, its)",
            {"praised": "praise"},
        )
        assert referred(gazetteer, doc) == [("its", ("russia",))]

    @pytest.mark.parametrize("pronoun", ["He", "They", "It"])
    def test_nobody_to_refer_to(self, gazetteer: Gazetteer, pronoun: str) -> None:
        doc = english(f"{pronoun} left.", f"nsubj(left, {pronoun})", {"left": "leave"})
        assert referred(gazetteer, doc) == []


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["قطر", "سيرغي لافروف", "مصر", "هاكان فيدان", "البلدان", "بلاده", "الزعيمان", "الجانبين", "مضيفه", "وصل"]
        ),
        min_size=1,
        max_size=10,
    )
)
def test_only_what_was_named_before_is_referred_to(words: list[str]) -> None:
    gazetteer = load_gazetteer()
    linked = link(analysed(arabic(" ".join(words) + "."), date=dt.date(2023, 8, 1)), gazetteer)
    named: set[str] = set()
    for mention in sorted(linked.mentions, key=lambda m: m.begin):
        if mention.kind in ("pronoun", "dual"):
            assert set(mention.entities) <= named
            assert len(set(mention.entities)) == len(mention.entities)
        else:
            named |= {*mention.entities, *(s for e in mention.entities if (s := linked.entities[e].state))}


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ar", "وصل سيرغي لافروف إلى الدوحة. وشكر الضيف المدينة.", {"الضيف", "المدينة"}),
        ("en", "Sergey Lavrov landed in Doha. The city greeted the visitor, and both smiled.",
         {"The city", "the visitor", "both"}),
        ("en", "Both Oman and Qatar sent envoys before the general election.", set()),
    ],
)  # fmt: skip
def test_of_some_words_it_is_left_to_the_reader_whom_they_mean(
    gazetteer: Gazetteer, lang: str, text: str, words: set[str]
) -> None:
    linked = link(analyse(article_from_text(text, "paper-7", date=dt.date(2023, 8, 1), lang=lang)), gazetteer)
    text = linked.analysed.article.text
    assert {text[m.begin : m.end] for m in linked.open} == words
    assert all(not m.entities for m in linked.open)
    assert {text[m.begin : m.end] for m in linked.open if m.kind == "dual"} == words & {"both"}
    held = sorted((m.block, m.start, m.stop) for m in (*linked.mentions, *linked.unnamed, *linked.open))
    assert all(one[2] <= other[1] or one[0] != other[0] for one, other in pairwise(held))
