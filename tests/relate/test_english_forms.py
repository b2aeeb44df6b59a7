"""Inflected forms of English verbs and nouns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.relate.english_forms import noun_forms, verb_forms
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table

FRAMES = [row for _, row in read_table(seeds_path() / "lexicon" / "frames_en.tsv")]
VERBS = sorted({form for row in FRAMES if row["pos"] == "verb" for form in cell(row, "forms")})
NOUNS = sorted({form for row in FRAMES if row["pos"] == "noun" for form in cell(row, "forms")})


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("condemn", {"condemns", "condemned", "condemning"}),
        ("praise", {"praises", "praised", "praising"}),
        ("deny", {"denies", "denied", "denying"}),
        ("deploy", {"deploys", "deployed", "deploying"}),
        ("meet", {"meets", "met", "meeting"}),
        ("write", {"writes", "wrote", "written", "writing"}),
        ("ship", {"ships", "shipped", "shipping"}),
        ("visit", {"visits", "visited", "visiting"}),
        ("expel", {"expels", "expelled", "expelling"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("attack", {"attacks", "attacked", "attacking"}),
    ],
)
def test_verb(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) >= forms | {verb}


@pytest.mark.parametrize(
    "wrong", [("visit", "visitted"), ("deploy", "deploied"), ("send", "sended"), ("threaten", "threatenned")]
)
def test_forms_that_nobody_writes(wrong: tuple[str, str]) -> None:
    assert wrong[1] not in verb_forms(wrong[0])


@pytest.mark.parametrize(
    ("noun", "plural"), [("ally", "allies"), ("attack", "attacks"), ("pass", "passes"), ("delay", "delays")]
)
def test_noun(noun: str, plural: str) -> None:
    assert noun_forms(noun) == {noun, plural}


@given(st.sampled_from(VERBS))
def test_a_verb_has_its_base_a_third_person_and_an_ing_form(verb: str) -> None:
    forms = verb_forms(verb)
    assert verb in forms
    if " " not in verb:
        assert any(form.endswith("s") and form != verb for form in forms)
        assert any(form.endswith("ing") and form[0] == verb[0] for form in forms)


@given(st.sampled_from(NOUNS))
def test_a_noun_is_among_its_forms(noun: str) -> None:
    assert noun in noun_forms(noun)
