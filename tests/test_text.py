"""Folding: what compares equal, and the way back to the original offsets."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.text import fold, fold_with_offsets, original_span

MIXED = st.text(st.sampled_from("أإآاىيیةهؤئءكکگچپبًّـ\u200f\u200b\u2067 \n\t-–'’\"«»AaSsßİıéÉŁﷲﻻ٣۳ﹰ.،")) | st.text()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كيم جونغ أون", "كيم جونغ-أُون"),
        ("الأحمد", "الاحمد"),
        ("مصطفى", "مصطفي"),
        ("غزة", "غزه"),
        ("مـــحــمّد", "محمد"),
        ("\u202bسوريا\u202c", "سوريا"),
        ("ايران", "ایران"),
        ("ڤلاديمير", "فلاديمير"),
        ("پوتين", "بوتين"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Sana'a", "Sanaa"),
        ("Sanaʿa", "SANA’A"),
        ("al-Assad", "Al Assad"),
        ("«حزب  الله»", "حزب\nالله"),
        ("٢٠٢٥", "2025"),
        ("ﷲ", "الله"),
        ("Cafe\u0301", "CAFÉ"),
    ],
)
def test_fold_equates_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("سوريا", "سورية الحرة"), ("وزراء", "وزير"), ("علي", "علاء"), ("عمر", "عمرو")]
)
def test_fold_keeps_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_fold_splits_the_possessive_only() -> None:
    assert fold("Kim's men’s Qur'an") == "kim s men s quran"


def test_fold_by_language() -> None:
    assert fold("گلستان", "fa") == "كلستان"
    assert fold("گلستان") == "غلستان"


@given(MIXED)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(MIXED)
def test_offsets_agree_with_fold(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(MIXED)
def test_word_spans_fold_to_the_words(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    words = folded.split(" ") if folded else []
    position = 0
    starts = []
    for word in words:
        starts.append(position)
        position += len(word) + 1
    for i, start in enumerate(starts):
        for j in range(i, min(i + 3, len(words))):
            end = starts[j] + len(words[j])
            if (
                offsets[start : start + 1] == offsets[max(start - 1, 0) : start]
                or offsets[end - 1 : end] == offsets[end : end + 1]
            ):
                continue  # one character, such as U+FDFA, that folds to several words
            a, b = original_span(text, offsets, start, end)
            assert fold(text[a:b]) == folded[start:end]


def test_span_includes_trailing_vowel_signs() -> None:
    text = "قال مُحَمَّدٌ ذلك"
    folded, offsets = fold_with_offsets(text)
    begin = folded.index("محمد")
    a, b = original_span(text, offsets, begin, begin + 4)
    assert text[a:b] == "مُحَمَّدٌ"


def test_a_megabyte_folds_well_within_a_second() -> None:
    text = "أعلن الزعيم كيم جونغ-أون أنّ قوّاته ستُرسَل إلى كورسك. " * 20_000
    start = time.perf_counter()
    fold(text)
    assert time.perf_counter() - start < 1
