"""From hits and names seen by the pipeline to one row of items a block."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hand_parsed import arabic, named
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graphkit.analyse import analyse
from graphkit.link import Gazetteer, load_gazetteer
from graphkit.link.institutions import compose_heads
from graphkit.link.items import block_items
from graphkit.link.values import Item
from graphkit.read import article_from_text


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def items(doc: Doc, gazetteer: Gazetteer) -> dict[str, Item]:
    """The items of a document by their words."""
    return {doc.text[item.begin : item.end]: item for item in block_items(doc, doc.lang_, gazetteer)}


def composed(doc: Doc, gazetteer: Gazetteer) -> dict[str, Item]:
    found = compose_heads(block_items(doc, doc.lang_, gazetteer), doc.text, doc.lang_, gazetteer)
    return {doc.text[item.begin : item.end]: item for item in found}


class TestBlockItems:
    def test_each_kind_of_word(self, gazetteer: Gazetteer) -> None:
        found = items(arabic("زار الوزير القطري سيرغي لافروف في الكرملين."), gazetteer)
        assert [(words, item.how) for words, item in found.items()] == [
            ("الوزير", "role"),
            ("القطري", "demonym"),
            ("سيرغي لافروف", "name"),
            ("الكرملين", "name"),
        ]
        assert found["القطري"].states == ("qatar",)
        assert found["الكرملين"].entities == ("russia",)

    def test_a_surname_alone_is_short(self, gazetteer: Gazetteer) -> None:
        found = items(arabic("اعتذر لافروف."), gazetteer)
        assert (found["لافروف"].how, found["لافروف"].entities) == ("short", ("sergey-lavrov",))

    def test_names_the_tables_do_not_have(self, gazetteer: Gazetteer) -> None:
        doc = arabic("اعتذر جابر القلعاوي في بلدة تل الزعفران.", names={"جابر القلعاوي": "PER", "تل الزعفران": "LOC"})
        found = items(doc, gazetteer)
        assert [(words, item.how, item.label) for words, item in found.items()] == [
            ("جابر القلعاوي", "unknown", "PER"),
            ("تل الزعفران", "unknown", "LOC"),
        ]

    def test_offices_and_adjectives_are_cut_off_a_name(self, gazetteer: Gazetteer) -> None:
        doc = arabic("اعتذر الوزير القطري جابر القلعاوي.", names={"الوزير القطري جابر القلعاوي": "PER"})
        found = items(doc, gazetteer)
        assert found["جابر القلعاوي"].how == "unknown"
        assert {"الوزير", "القطري"} <= set(found)

    def test_a_longer_name_wins_over_a_surname_in_it(self, gazetteer: Gazetteer) -> None:
        doc = named("Boris Lavrov of Tashkent spoke.", "en", {"Boris Lavrov": "PER"})
        found = items(doc, gazetteer)
        assert (found["Boris Lavrov"].how, found["Boris Lavrov"].label) == ("unknown", "PER")
        assert "Lavrov" not in found

    def test_a_name_of_the_tables_wins_over_what_was_seen(self, gazetteer: Gazetteer) -> None:
        doc = named("Sergey Lavrov spoke.", "en", {"Sergey Lavrov": "ORG"})
        assert items(doc, gazetteer)["Sergey Lavrov"].entities == ("sergey-lavrov",)

    def test_quotation_marks_are_no_part_of_a_name(self, gazetteer: Gazetteer) -> None:
        doc = arabic("أعلنت حركة «فجر الوادي» ذلك.", names={"«فجر الوادي»": "ORG"})
        assert "فجر الوادي" in items(doc, gazetteer)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("وصل إلى مالي أمس.", True),
            ("قدم دعما من مالي.", True),
            ("لديهم فائض مالي كبير.", False),
            ("أرسل إليها من فاس كتابا.", True),
            ("حمل العامل فاس صديقه.", False),
        ],
    )
    def test_common_words_are_names_only_in_their_place(self, gazetteer: Gazetteer, text: str, expected: bool) -> None:
        found = items(arabic(text), gazetteer)
        assert bool({"مالي", "فاس"} & set(found)) is expected

    def test_a_common_word_is_a_name_where_the_pipeline_saw_one(self, gazetteer: Gazetteer) -> None:
        doc = arabic("رفضت مالي ذلك.", names={"مالي": "LOC"})
        assert "mali" in items(doc, gazetteer)["مالي"].entities

    @settings(max_examples=60)
    @given(st.data())
    def test_items_never_overlap(self, data: st.DataObject) -> None:
        gazetteer = load_gazetteer()
        words = data.draw(
            st.lists(
                st.sampled_from(
                    ["الرئيس", "الروسي", "لافروف", "سيرغي", "كوريا", "الشمالية", "وزارة", "الخارجية", "جابر",
                     "القلعاوي", "قطر", "في", "،", "«", "جيش", "مالي", "الصين"]
                ),
                min_size=1, max_size=12,
            )
        )  # fmt: skip
        text = " ".join(words)
        begin = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(begin + 1, len(words)))
        label = data.draw(st.sampled_from(["PER", "LOC", "ORG"]))
        doc = named(text, "ar", {" ".join(words[begin:end]): label})
        row = block_items(doc, "ar", gazetteer)
        for one, other in pairwise(row):
            assert one.begin < one.end <= other.begin
        row = compose_heads(row, text, "ar", gazetteer)
        for one, other in pairwise(row):
            assert one.begin < one.end <= other.begin


class TestComposeHeads:
    @pytest.mark.parametrize(
        ("text", "words", "entity"),
        [
            ("أعلن الجيش المالطي ذلك.", "الجيش المالطي", "malta-armed-forces"),
            ("أعلنت وزارة الدفاع المالطية ذلك.", "وزارة الدفاع المالطية", "malta-defence-ministry"),
            ("أعلنت وزارة خارجية مالطا ذلك.", "وزارة خارجية مالطا", "malta-foreign-ministry"),
            ("وصل جنود مالطيون.", "جنود مالطيون", "malta-troops"),
            ("رفض البرلمان المالطي ذلك.", "البرلمان المالطي", "malta-parliament"),
            ("رفضت الحكومة القطرية ذلك.", "الحكومة القطرية", "qatar"),
            ("رفضت سلطات تركيا ذلك.", "سلطات تركيا", "turkey"),
        ],
    )
    def test_arabic(self, gazetteer: Gazetteer, text: str, words: str, entity: str) -> None:
        item = composed(arabic(text), gazetteer)[words]
        assert (item.how, item.entities) == ("group", (entity,))

    @pytest.mark.parametrize(
        ("text", "words", "entity"),
        [
            ("The Maltese army agreed.", "Maltese army", "malta-armed-forces"),
            ("Malta's army agreed.", "Malta's army", "malta-armed-forces"),
            ("The army of Malta agreed.", "army of Malta", "malta-armed-forces"),
            ("Malta’s foreign ministry agreed.", "Malta’s foreign ministry", "malta-foreign-ministry"),
            ("The Turkish government agreed.", "Turkish government", "turkey"),
            ("Maltese troops marched.", "Maltese troops", "malta-troops"),
        ],
    )
    def test_english(self, gazetteer: Gazetteer, text: str, words: str, entity: str) -> None:
        item = composed(named(text, "en"), gazetteer)[words]
        assert (item.how, item.entities) == ("group", (entity,))

    @pytest.mark.parametrize(
        "text", ["وصل الجيش ومالطا صامتة.", "وصل الجيش، مالطا صامتة.", "وصل الجيش إلى مالطا.", "وصل الجيش لمالطا."]
    )
    def test_only_what_stands_right_beside_is_joined(self, gazetteer: Gazetteer, text: str) -> None:
        assert all(item.how != "group" for item in composed(arabic(text), gazetteer).values())

    @pytest.mark.parametrize(
        ("lang", "text", "words", "entity"),
        [
            ("ar", "عبرت قوات أميركية وبريطانية النهر.", "بريطانية", "united-kingdom-armed-forces"),
            ("en", "Kenyan and Malian soldiers left.", "Kenyan", "kenya-armed-forces"),
            ("en", "American and British forces left.", "American", "united-states-armed-forces"),
            ("en", "Russian, Chinese and Iranian officials left.", "Russian", "russia-officials"),
        ],
    )
    def test_adjectives_in_a_row_share_the_noun(
        self, gazetteer: Gazetteer, lang: str, text: str, words: str, entity: str
    ) -> None:
        _, doc = analyse(article_from_text(text, "x", lang=lang)).docs[0]
        assert composed(doc, gazetteer)[words].entities == (entity,)

    @pytest.mark.parametrize("text", ["قالت الوزارة القطرية والسوريون يسمعون.", "وصلت القوات القطرية والرئيس السوري."])
    def test_an_adjective_of_another_ending_does_not(self, gazetteer: Gazetteer, text: str) -> None:
        found = composed(arabic(text), gazetteer)
        assert all(item.states != ("syria",) for item in found.values() if item.how == "group")

    def test_the_clitics_of_the_noun_stay(self, gazetteer: Gazetteer) -> None:
        item = composed(arabic("سلموه وللجيش المالطي رأيه."), gazetteer)["لجيش المالطي"]
        assert item.clitics == ("و", "ل")

    def test_what_is_not_joined_is_left_as_it_was(self, gazetteer: Gazetteer) -> None:
        doc = arabic("التقى سيرغي لافروف الرئيس القطري.")
        row = block_items(doc, "ar", gazetteer)
        assert compose_heads(row, doc.text, "ar", gazetteer) == row
