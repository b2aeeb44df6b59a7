import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analyse.lemmas import Lemmatiser, apply_script, make_script
from graphkit.errors import AnalysisError

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


def test_a_script_that_does_not_fit_gives_nothing():
    assert apply_script("في", make_script("يستقبلون", "استقبل")) is None


def test_the_lexicon_comes_before_the_scripts_and_common_words_before_rare_ones():
    common = {"walk": 9}
    lemmatiser = Lemmatiser({"VERB": {"went": "go"}}, lambda word: common.get(word, 0), 0.5)
    scripts = [(make_script("walked", "walke"), -0.1), (make_script("walked", "walk"), -2.0)]
    assert lemmatiser.lemma("Went", "VERB", scripts) == "go"
    assert lemmatiser.lemma("walked", "VERB", scripts) == "walk"
    assert lemmatiser.lemma("a", "NOUN", [(make_script("walked", "walk"), 0.0)]) == "a"


def test_a_missing_lexicon_is_named(tmp_path):
    with pytest.raises(AnalysisError, match=r"none\.xz"):
        Lemmatiser.read(tmp_path / "none.xz")
