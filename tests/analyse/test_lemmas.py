import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analyse.lemmas import apply_script, make_script

WORDS = st.text("abcXYZاوسلئية'", min_size=1, max_size=10)


@given(WORDS, WORDS)
def test_a_script_gives_back_the_lemma_it_was_made_from(form, lemma):
    assert apply_script(form, make_script(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "other", "expected"),
    [
        ("الوزير", "وزير", "السفير", "سفير"),
        ("وسائل", "وسيلة", "رسائل", "رسيلة"),
        ("Walked", "walk", "Talked", "talk"),
        ("Putin", "Putin", "Kim", "Kim"),
    ],
)
def test_a_script_carries_over_to_words_of_the_same_pattern(form, lemma, other, expected):
    assert apply_script(other, make_script(form, lemma)) == expected


def test_a_script_that_does_not_fit_leaves_the_form():
    assert apply_script("في", make_script("يستقبلون", "استقبل")) == "في"
