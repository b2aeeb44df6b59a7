"""The tables of names and titles: every row is found by every spelling of it."""

from pathlib import Path

import pytest

from graphkit.errors import SeedError
from graphkit.link import given_names
from graphkit.link.given_names import EAST_ASIAN, NameRow, initials, misreadings, name_rows, short_forms, titles
from graphkit.link.name_parts import name_index, parse_name
from graphkit.link.names import same_person
from graphkit.link.transliterate import to_latin
from graphkit.text import fold

SINGLE = [row for row in name_rows() if all(len(form.split()) == 1 and "-" not in form for form in row.forms)]


def test_every_spelling_finds_its_row() -> None:
    lost = [form for row in SINGLE for form in row.forms if row.number not in _rows_of(row, form)]
    assert not lost


def _rows_of(row: NameRow, form: str) -> frozenset[int]:
    if row.origin == EAST_ASIAN:
        return name_index()[fold(form)]
    return frozenset().union(*(part.rows for part in parse_name(f"{form} Kovačić").parts))


def test_spellings_of_a_given_name_are_one_name() -> None:
    rows = [row for row in SINGLE if row.origin != EAST_ASIAN]
    pairs = [(f"{form} Gherghescu", f"{row.latin} Gherghescu") for row in rows for form in row.forms]
    assert not [pair for pair in pairs if not same_person(*pair)]


def test_the_usual_arabic_form_gives_a_latin_form_of_a_row_that_has_it() -> None:
    rows = name_rows()
    for row in SINGLE:
        candidates = {
            form for n in name_index().get(parse_name(row.arabic[0]).parts[0].text, ()) for form in rows[n].forms
        }
        assert to_latin(row.arabic[0]) in candidates | {f.removeprefix("al-") for f in candidates}


def test_short_forms_and_misreadings_name_rows() -> None:
    for read, means in misreadings().items():
        assert len(read) == len(means)
        assert all(syllable in name_index() for syllable in means)
    assert "joseph" in short_forms()["joe"]


def test_titles_are_of_both_languages() -> None:
    assert {("الرييس",), ("general",), ("صاحب", "السمو", "الملكي")} <= titles().leading
    assert titles().suffixes["الثاني",] == titles().suffixes["ii",]
    assert initials()["دبليو"] == "w"


@pytest.mark.parametrize(
    ("table", "content", "message"),
    [
        ("titles.tsv", "form\tkind\tmeans\nMr\thonor\t\n", "line 2.*honor"),
        ("titles.tsv", "form\tmeans\nMr\t\n", "kind"),
        ("given_names.tsv", "ar\tlatin\tvariants\torigin\tuse\n\tJohn\t\twestern\tgiven\n", "line 2.*Arabic"),
    ],
)
def test_a_malformed_table_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, content: str, message: str
) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / table).write_text(content, "utf-8")
    monkeypatch.setattr(given_names, "seeds_path", lambda: tmp_path)
    load = titles.__wrapped__ if table == "titles.tsv" else name_rows.__wrapped__
    with pytest.raises(SeedError, match=f"{table}.*{message}"):
        load()
