"""Written forms of Arabic verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.relate.arabic_verbs import verb_forms
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

LEXICON = seeds_path() / "lexicon"
VERBS = sorted(
    {
        form
        for name in ("frames_ar.tsv", "light_verbs.tsv", "cues.tsv")
        for _, row in read_table(LEXICON / name)
        for form in cell(row, "forms")
        if "/" in form
    }
)


@pytest.mark.parametrize(
    ("principal", "form", "expected"),
    [
        # sound
        ("أرسل/يرسل", "أرسلت", ("past", "3fs")),
        ("أرسل/يرسل", "أرسلوا", ("past", "3mp")),
        ("أرسل/يرسل", "ترسل", ("present", "3fs")),
        ("أرسل/يرسل", "سترسل", ("future", "3fs")),
        ("أرسل/يرسل", "نرسل", ("present", "1p")),
        ("تبادل/يتبادل", "تبادلا", ("past", "3md")),
        ("تبادل/يتبادل", "تتبادلان", ("present", "3fd")),
        # hollow
        ("زار/يزور", "زارت", ("past", "3fs")),
        ("زار/يزور", "زرنا", ("past", "1p")),
        ("زار/يزور", "تزر", ("present", "3fs")),
        ("استعاد/يستعيد", "يستعد", ("present", "3ms")),
        ("استعاد/يستعيد", "استعادتا", ("past", "3fd")),
        # defective
        ("التقى/يلتقي", "التقت", ("past", "3fs")),
        ("التقى/يلتقي", "التقيا", ("past", "3md")),
        ("التقى/يلتقي", "يلتقون", ("present", "3mp")),
        ("التقى/يلتقي", "يلتق", ("present", "3ms")),
        ("دعا/يدعو", "دعت", ("past", "3fs")),
        ("دعا/يدعو", "دعونا", ("past", "1p")),
        ("دعا/يدعو", "تدع", ("present", "3fs")),
        ("دعا/يدعو", "سيدعوان", ("future", "3md")),
        ("تلقى/يتلقى", "يتلقيان", ("present", "3md")),
        ("تلقى/يتلقى", "تلقوا", ("past", "3mp")),
        # doubled, assimilated, with hamza
        ("رد/يرد", "ردتا", ("past", "3fd")),
        ("وعد/يعد", "ستعد", ("future", "3fs")),
        ("هنأ/يهنئ", "هنأت", ("past", "3fs")),
        ("هنأ/يهنئ", "يهنئون", ("present", "3mp")),
    ],
)
def test_form(principal: str, form: str, expected: tuple[str, str]) -> None:
    assert verb_forms(principal)[fold(form)] == expected


@given(st.sampled_from(VERBS))
def test_the_principal_parts_are_among_the_forms(principal: str) -> None:
    past, present = principal.split("/")
    forms = verb_forms(principal)
    assert forms[fold(past)] == ("past", "3ms")
    assert forms[fold(present)][1] == "3ms"
    assert forms[fold("س" + present)] == ("future", "3ms")


@given(st.sampled_from(VERBS))
def test_feminine_and_dual_are_among_the_forms(principal: str) -> None:
    past, present = principal.split("/")
    forms = verb_forms(principal)
    stem = past[:-1] if past[-1] in "اى" else past
    assert forms[fold(stem + "ت")] == ("past", "3fs")
    assert forms[fold("ت" + present[1:])][1] == "3fs"
    assert forms[fold(stem + "تا")] == ("past", "3fd")


@given(st.sampled_from(VERBS))
def test_forms_are_folded_words_with_known_features(principal: str) -> None:
    for form, (tense, person) in verb_forms(principal).items():
        assert fold(form) == form
        assert " " not in form
        assert tense in ("past", "present", "future")
        assert person in ("1s", "1p", "2mp", "3ms", "3fs", "3md", "3fd", "3mp")


@given(st.sampled_from(VERBS))
def test_all_that_begins_with_the_future_prefix_is_a_present_form_behind_it(principal: str) -> None:
    forms = verb_forms(principal)
    for form, (tense, person) in forms.items():
        if tense == "future":
            assert form.startswith("س")
            assert form[1:] in forms
            assert forms[form[1:]][1] == person or forms[form[1:]][0] == "past"


def test_a_verb_may_have_its_past_alone() -> None:
    forms = verb_forms("ذكرت")
    assert {tense for tense, _ in forms.values()} == {"past"}
