from __future__ import annotations

import pytest

from graphkit.publish.context import around


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("One. Two met three today. Four.", "met three", "Two ", " today."),
        ("وصل الوفد.\nالتقى الملك الوزير أمس. غادر.", "التقى الملك", "", " الوزير أمس."),
        ("It cost 3.5 billion, they said.", "5 billion", "It cost 3.", ", they said."),
        ("He met Kim. She left.", "met Kim.", "He ", ""),
        ("whole", "whole", "", ""),
    ],
)
def test_words_around_stay_in_the_sentence(text: str, quote: str, before: str, after: str) -> None:
    begin = text.index(quote)
    assert around(text, begin, begin + len(quote)) == (before, after)


def test_long_sentences_are_cut_between_words() -> None:
    text = "word " * 200 + "quote" + " word" * 200
    before, after = around(text, 1000, 1005)
    assert before.startswith("…word") and before.endswith("word ")
    assert after.startswith(" word") and after.endswith("word …")
    assert max(len(before), len(after)) < 260
