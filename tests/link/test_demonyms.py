"""The forms of Arabic relational adjectives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.link.demonyms import agreeing, inflections
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

ADJECTIVES = sorted(
    {a for _, row in read_table(seeds_path() / "entities" / "states.tsv") for a in cell(row, "demonym_ar")}
)


@pytest.mark.parametrize(
    ("adjective", "form"),
    [
        ("روسي", "روسي"),
        ("روسي", "روسية"),
        ("روسي", "الروسيتان"),
        ("روسي", "روسيين"),
        ("قطري", "القطريون"),
        ("قطري", "قطريات"),
        ("كوري شمالي", "كورية شمالية"),
        ("كوري شمالي", "الكوريون الشماليون"),
        ("كوري شمالي", "الكوريتين الشماليتين"),
        ("جنوب أفريقي", "الجنوب أفريقيين"),
        ("جنوب أفريقي", "جنوب الأفريقي"),
        ("عرب", "العرب"),
    ],
)
def test_forms_that_newspapers_print(adjective: str, form: str) -> None:
    assert form in inflections(adjective)


def test_the_name_of_the_country_is_no_form_of_its_adjective() -> None:
    assert "روسيا" not in inflections("روسي")
    assert "كوريا" not in inflections("كوري شمالي")


def test_both_words_of_a_compound_agree() -> None:
    assert "الكورية الشمالي" not in inflections("كوري شمالي")
    assert "كورية الشمالية" not in inflections("كوري شمالي")


@given(st.sampled_from(ADJECTIVES))
def test_every_form_keeps_the_words_and_their_stems(adjective: str) -> None:
    stems = [fold(word).removesuffix("ي") for word in adjective.split()]
    for form in inflections(adjective):
        words = fold(form).split()
        assert len(words) == len(stems)
        assert all(stem in word for stem, word in zip(stems, words, strict=True))


@given(st.sampled_from(ADJECTIVES))
def test_the_adjective_itself_and_its_definite_form_are_there(adjective: str) -> None:
    forms = inflections(adjective)
    assert adjective in forms
    assert any(form.startswith("ال") for form in forms)


@given(
    st.sampled_from([a for a in ADJECTIVES if all(word.endswith("ي") for word in a.split())]), st.sampled_from("mfp")
)
def test_what_labels_are_made_of_is_read_again(adjective: str, agreement: str) -> None:
    assert agreeing(adjective, agreement) in inflections(adjective)


@pytest.mark.parametrize(
    ("adjective", "agreement", "expected"),
    [
        ("قطري", "m", "القطري"),
        ("قطري", "f", "القطرية"),
        ("قطري", "p", "القطريون"),
        ("كوري جنوبي", "p", "الكوريون الجنوبيون"),
        ("عرب", "f", "العرب"),
    ],
)
def test_agreement(adjective: str, agreement: str, expected: str) -> None:
    assert agreeing(adjective, agreement) == expected
