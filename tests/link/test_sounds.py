"""Sounds of names and how far apart they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.link.sounds import distance, sound_class, sounds

SOUNDS = st.text(st.sampled_from("BbpFfvJjGgKkQqXxHhtθsʃzZdðUAIaeiouywlmnr"), max_size=8)


@pytest.mark.parametrize(
    ("arabic", "latin", "other"),
    [
        ("غيراسيموف", "gerasimov", "gorbachev"),
        ("جيراسيموف", "gerasimov", "gorbachev"),
        ("تشافيز", "chavez", "shevardnadze"),
        ("لوكاشينكو", "lukashenko", "lukyanov"),
        ("ريابكوف", "ryabkov", "rybakov"),
        ("كاراسين", "karasin", "karzai"),
    ],
)
def test_a_name_is_nearer_to_its_own_spelling(arabic: str, latin: str, other: str) -> None:
    near = distance(sounds(arabic), sounds(latin), True)
    assert near < 0.09 * len(latin)
    assert near < distance(sounds(arabic), sounds(other), True)


def test_unwritten_vowels_cost_more_within_one_script() -> None:
    assert distance("brn", "baran", True) < distance("brn", "baran", False)


@given(SOUNDS, SOUNDS, st.booleans())
def test_distance(one: str, other: str, across: bool) -> None:
    assert distance(one, one, across) == 0
    assert distance(one, other, across) == pytest.approx(distance(other, one, across))
    assert 0 <= distance(one, other, across) <= max(1, len(one) + len(other))


@given(st.text())
def test_sounds_of_any_text(text: str) -> None:
    assert not set(sounds(text)) - set("BbpFfvJjGgKkQqXxHhtθsʃzZdðUAIaeiouywlmnr")
    assert not set(sound_class(sounds(text))) - set("ABDGHLMNRST")
