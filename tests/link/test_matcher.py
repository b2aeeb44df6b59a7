"""Forms of the gazetteer in text: exact offsets, clitics, the longest form, capitals of Latin names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.link import Gazetteer, load_gazetteer
from graphkit.link.gazetteer import words
from graphkit.link.matcher import Hit, find_hits
from graphkit.text import fold

GAZETTEER = load_gazetteer()
NAMES = sorted(
    form
    for entity in GAZETTEER.entities.values()
    if GAZETTEER.kinds[entity.id] != "war"  # what its sides do, no name to find
    for form in (entity.en, entity.ar)
    if form and not form.startswith("ال") and len(form) > 3 and not re.search(r"[(),/.]", form)
)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
# What stands between words of an article: nothing that could begin or end one.
BREAK = st.sampled_from([" ", "، ", ". ", "\n", " «", "» ", " (", ") ", "\u200f ", "… "])


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return GAZETTEER


def targets(hit: Hit) -> set[str]:
    return {entry.target for entry in hit.entries}


def found(text: str, gazetteer: Gazetteer, target: str) -> list[Hit]:
    return [hit for hit in find_hits(text, gazetteer) if target in targets(hit)]


@pytest.mark.parametrize(
    ("text", "words_", "target", "clitics"),
    [
        ("ولروسيا رأي آخر", "روسيا", "russia", ("و", "ل")),
        ("أبلغ للرئيس ما سمع", "لرئيس", "president", ("ل",)),
        ("وللرئيس أيضا", "لرئيس", "president", ("و", "ل")),
        ("يستعين بالصين في ذلك", "الصين", "china", ("ب",)),
        ("فالصين لن تقبل", "الصين", "china", ("ف",)),
        ("كقطر تماما", "قطر", "qatar", ("ك",)),
        ("وقطر أيضا", "قطر", "qatar", ("و",)),
        ("وبكوريا الشمالية مصنع", "كوريا الشمالية", "north-korea", ("و", "ب")),
        ("لندن تنتظر", "لندن", "london", ()),
        ("بكين تنتظر", "بكين", "beijing", ()),
        ("وبكين تنتظر", "بكين", "beijing", ("و",)),
        ("واشنطن تنتظر", "واشنطن", "washington-dc", ()),
    ],
)
def test_clitics_are_cut_off(
    gazetteer: Gazetteer, text: str, words_: str, target: str, clitics: tuple[str, ...]
) -> None:
    (hit,) = found(text, gazetteer, target)
    assert text[hit.begin : hit.end] == words_
    assert hit.clitics == clitics


@pytest.mark.parametrize(
    ("text", "words_", "target"),
    [
        ("عاد إلى رُوسِيَا أمس", "رُوسِيَا", "russia"),
        ("سافر إلى روســـيا", "روســـيا", "russia"),
        ("وَلِرُوسِيَا دور", "رُوسِيَا", "russia"),
        ("إلى كوريا\u200f الشمالية", "كوريا\u200f الشمالية", "north-korea"),
        ("إلى كوريا\u00a0الشمالية", "كوريا\u00a0الشمالية", "north-korea"),
        ("إلي كوريا الشماليه", "كوريا الشماليه", "north-korea"),
        ("مع سيرغى لافروف", "سيرغى لافروف", "sergey-lavrov"),
        ("مع كيم جونغ-أون", "كيم جونغ-أون", "kim-jong-un"),
        ("مع كيم جونج اون", "كيم جونج اون", "kim-jong-un"),
        ("met Kim Jong-un", "Kim Jong-un", "kim-jong-un"),
        ("MET KIM JONG UN", "KIM JONG UN", "kim-jong-un"),
        ("in Türkiye now", "Türkiye", "turkey"),
        ("in Turkiye now", "Turkiye", "turkey"),
    ],
)
def test_spellings_that_fold_to_the_form(gazetteer: Gazetteer, text: str, words_: str, target: str) -> None:
    (hit,) = found(text, gazetteer, target)
    assert text[hit.begin : hit.end] == words_


@pytest.mark.parametrize("text", ["Russia’s harbour", "Russia's harbour", "RUSSIA'S HARBOUR"])
def test_the_possessive_is_no_part_of_the_name(gazetteer: Gazetteer, text: str) -> None:
    (hit,) = found(text, gazetteer, "russia")
    assert text[hit.begin : hit.end].lower() == "russia"


@pytest.mark.parametrize(
    ("text", "target", "other"),
    [
        ("من كوريا الشمالية", "north-korea", "south-korea"),
        ("from North Korea", "north-korea", "south-korea"),
        ("وزير الخارجية", "foreign-minister", "minister"),
        ("نائب الرئيس", "vice-president", "president"),
        ("the vice president", "vice-president", "president"),
        ("الكوري الشمالي", "north-korea", "south-korea"),
    ],
)
def test_the_longest_form_wins(gazetteer: Gazetteer, text: str, target: str, other: str) -> None:
    hits = find_hits(text, gazetteer)
    assert target in targets(hits[-1])
    assert not any(other in targets(hit) for hit in hits)


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("they told us so", "united-states", 0),
        ("they told the US so", "united-states", 1),
        ("the U.S. said", "united-states", 1),
        ("a porcelain from china", "china", 0),
        ("a ship from China", "china", 1),
        ("lavrov", "sergey-lavrov", 0),
        ("Lavrov", "sergey-lavrov", 1),
        ("LAVROV", "sergey-lavrov", 1),
        ("Ties with the West soured", "the-west", 1),
        ("it lies to the west of the river", "the-west", 0),
    ],
)
def test_latin_names_need_their_capitals(gazetteer: Gazetteer, text: str, target: str, expected: int) -> None:
    assert len(found(text, gazetteer, target)) == expected


def test_names_of_offices_need_none(gazetteer: Gazetteer) -> None:
    for text in ("the foreign minister", "The Foreign Minister"):
        assert found(text, gazetteer, "foreign-minister")


@pytest.mark.parametrize("text", ["قطرات المطر", "الروسيانات", "Russianate", "Qatarization", "مقطر"])
def test_only_whole_words_match(gazetteer: Gazetteer, text: str) -> None:
    assert not found(text, gazetteer, "russia")
    assert not found(text, gazetteer, "qatar")


@pytest.mark.parametrize("between", ["، ", " و", "\n", "؛ ", " (", " 😀 "])
def test_a_form_does_not_reach_over_punctuation(gazetteer: Gazetteer, between: str) -> None:
    assert not found(f"كوريا{between}الشمالية", gazetteer, "north-korea")


@pytest.mark.parametrize(
    ("text", "noun", "target", "pronoun"),
    [
        ("التقى وزير خارجيتها", "وزير خارجيتها", "foreign-minister", "ها"),
        ("بقيادة رئيسها", "رئيسها", "president", "ها"),
        ("مع جيشها", "جيشها", "armed-forces", "ها"),
    ],
)
def test_offices_and_institutions_may_carry_a_pronoun(
    gazetteer: Gazetteer, text: str, noun: str, target: str, pronoun: str
) -> None:
    (hit,) = found(text, gazetteer, target)
    assert (text[hit.begin : hit.end], hit.pronoun) == (noun, pronoun)


def test_names_carry_no_pronoun(gazetteer: Gazetteer) -> None:
    assert not found("قطرها", gazetteer, "qatar")


def test_a_war_hides_neither_its_sides_nor_its_word(gazetteer: Gazetteer) -> None:
    assert found("Russia's invasion of Ukraine", gazetteer, "ukraine")
    assert found("الحرب في أوكرانيا", gazetteer, "ukraine")


def test_nothing_in_nothing(gazetteer: Gazetteer) -> None:
    assert find_hits("", gazetteer) == []
    assert find_hits(" \n،«»", gazetteer) == []


@settings(max_examples=150)
@given(st.lists(st.one_of(TEXT, st.sampled_from(NAMES)), max_size=8), st.sampled_from(["", " ", " و", "-", "\u064b"]))
def test_hits_are_in_order_and_do_not_overlap(parts: list[str], between: str) -> None:
    text = between.join(parts)
    last = 0
    for hit in find_hits(text, GAZETTEER):
        assert last <= hit.begin < hit.end <= len(text)
        assert hit.entries
        last = hit.end


@settings(max_examples=150)
@given(TEXT, BREAK, st.sampled_from(NAMES), BREAK, TEXT)
def test_a_name_put_into_any_text_is_found_where_it_stands(
    before: str, left: str, name: str, right: str, after: str
) -> None:
    text = f"{before}.{left}{name}{right}.{after}"
    begin = len(before) + 1 + len(left)
    covering = [hit for hit in find_hits(text, GAZETTEER) if hit.begin <= begin and begin + len(name) <= hit.end]
    assert covering, text
    assert fold(name) in fold(text[covering[0].begin : covering[0].end])


@settings(max_examples=150)
@given(st.sampled_from(NAMES), st.sampled_from(["", "و", "ب", "ل", "ول", "فب"]), TEXT)
def test_what_a_hit_covers_folds_to_its_form(name: str, clitic: str, after: str) -> None:
    arabic = "\u0621" <= name[0] <= "\u064a"
    text = f"{clitic if arabic else ''}{name} {after}"
    for hit in find_hits(text, GAZETTEER):
        if hit.pronoun:
            continue
        covered = " ".join(word for _, _, word in words(text[hit.begin : hit.end]))
        # The article's alef is not written after the preposition: للرئيس.
        readings = {covered, "ا" + covered}
        assert readings & {" ".join(word for _, _, word in words(entry.form)) for entry in hit.entries}


@pytest.mark.parametrize(
    ("text", "words", "pronoun", "role"),
    [
        ("قال أمينه العام", "أمينه العام", "ه", "secretary-general"),
        ("استدعت سفيرها", "سفيرها", "ها", "ambassador"),
        ("قتل زعيمه", "زعيمه", "ه", "leader"),
        ("هي زعيمة", "زعيمة", "", "leader"),
        ("قالت وزيرة الخارجية", "وزيرة الخارجية", "", "foreign-minister"),
    ],
)
def test_a_pronoun_on_an_office(gazetteer: Gazetteer, text: str, words: str, pronoun: str, role: str) -> None:
    hit = next(h for h in find_hits(text, gazetteer) if any(e.kind == "role" for e in h.entries))
    assert (text[hit.begin : hit.end], hit.pronoun) == (words, pronoun)
    assert role in {entry.target for entry in hit.entries}


@pytest.mark.parametrize("text", ["the People's Republic of China", "the People’s Republic of China"])
def test_a_name_with_a_possessive_inside_is_found_whole(gazetteer: Gazetteer, text: str) -> None:
    assert [hit.entries[0].target for hit in find_hits(text, gazetteer)] == ["china"]
