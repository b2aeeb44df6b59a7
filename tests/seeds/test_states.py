"""The tables of states, places and regions agree with each other, and with ISO 3166."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pycountry
import pytest

from graphkit.link.demonyms import inflections
from graphkit.link.gazetteer import ENTITY_COLUMNS
from graphkit.model import EntityType
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

TABLES = ("states", "places", "regions")
FULL = {"en": ("en", "aliases_en"), "ar": ("ar", "aliases_ar")}
# Both claim Jerusalem: no capital is written down for either.
DISPUTED_CAPITAL = {"israel", "palestine"}

Row = Mapping[str, str]


def table(name: str) -> list[Row]:
    return [row for _, row in read_table(seeds_path() / "entities" / f"{name}.tsv", ENTITY_COLUMNS)]


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row["id"]: row for name in TABLES for row in table(name)}


@pytest.fixture(scope="module")
def states() -> list[Row]:
    return table("states")


@pytest.fixture(scope="module")
def offices() -> dict[str, Row]:
    return {row["id"]: row for _, row in read_table(seeds_path() / "roles.tsv", ("id", "forms_en", "forms_ar"))}


@pytest.fixture(scope="module")
def ambiguous() -> list[Row]:
    path = seeds_path() / "lexicon" / "ambiguous.tsv"
    return [row for _, row in read_table(path, ("form", "lang", "entity", "note", "need"))]


def forms(row: Row, lang: str) -> Iterator[str]:
    for column in FULL[lang]:
        yield from cell(row, column)


def every_form(row: Row) -> set[str]:
    """All that a row can be read from, folded."""
    columns = ("en", "ar", "aliases_en", "aliases_ar", "short_en", "short_ar", "metonyms_en", "metonyms_ar",
               "demonym_en", "demonym_ar_plural")  # fmt: skip
    found = {fold(form) for column in columns for form in cell(row, column)}
    return found | {fold(form) for adjective in cell(row, "demonym_ar") for form in inflections(adjective)}


@pytest.mark.parametrize("name", TABLES)
def test_header_has_the_common_columns_first(name: str) -> None:
    path: Path = seeds_path() / "entities" / f"{name}.tsv"
    header = path.read_text("utf-8").split("\n", 1)[0].split("\t")
    assert tuple(header[: len(ENTITY_COLUMNS)]) == ENTITY_COLUMNS


def test_ids_are_slugs_and_unique() -> None:
    ids = [row["id"] for name in TABLES for row in table(name)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_every_row_is_labelled_in_both_languages(rows: dict[str, Row]) -> None:
    assert [i for i, row in rows.items() if not (row["en"] and row["kind"] and row["type"] in set(EntityType))] == []
    assert [i for i, row in rows.items() if not re.search(r"[\u0621-\u064a]", row["ar"])] == []


def test_scripts_are_not_mixed_up(rows: dict[str, Row]) -> None:
    for row in rows.values():
        for column in ("en", "aliases_en", "short_en", "metonyms_en", "demonym_en"):
            assert not re.search(r"[\u0600-\u06ff]", row.get(column, "")), (row["id"], column)
        for column in ("ar", "aliases_ar", "short_ar", "metonyms_ar", "demonym_ar", "demonym_ar_plural"):
            assert not re.search(r"[A-Za-z]", row.get(column, "")), (row["id"], column)


def test_references_exist(rows: dict[str, Row], states: list[Row]) -> None:
    state_ids = {row["id"] for row in states}
    assert [(i, row["state"]) for i, row in rows.items() if row["state"] and row["state"] not in state_ids] == []
    assert [(i, row["parent"]) for i, row in rows.items() if row["parent"] and row["parent"] not in rows] == []


def test_parents_have_no_cycle(rows: dict[str, Row]) -> None:
    for start in rows:
        seen, current = set(), start
        while current:
            assert current not in seen, start
            seen.add(current)
            current = rows[current]["parent"]


def test_every_state_has_a_capital_of_its_own(rows: dict[str, Row], states: list[Row]) -> None:
    for row in states:
        if row["kind"] == "state" and row["id"] not in DISPUTED_CAPITAL:
            assert row["capital"], row["id"]
        if row["capital"]:
            capital = rows[row["capital"]]
            # What is part of a state, as French Guiana is, is no state that a place could lie in.
            of = capital["state"] if row["type"] == "State" else capital["parent"]
            assert (capital["kind"], of) == ("capital", row["id"])
    capitals = [row["capital"] for row in states if row["capital"]]
    assert sorted(capitals) == sorted(i for i, row in rows.items() if row["kind"] == "capital")


def test_every_iso_country_is_there_once(states: list[Row]) -> None:
    codes = [row["iso2"] for row in states]
    assert len(codes) == len(set(codes))
    # Antarctica is a continent, a row of regions.tsv.
    assert set(codes) == {country.alpha_2 for country in pycountry.countries} - {"AQ"} | {"XK"}


def test_every_state_has_demonyms_and_a_wikidata_id(states: list[Row]) -> None:
    for row in states:
        if row["kind"] != "state":
            continue
        assert row["demonym_en"], row["id"]
        assert re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), row["id"]
    without = {row["id"] for row in states if row["kind"] == "state" and not row["demonym_ar"]}
    assert without <= {"papua-new-guinea", "saint-lucia"}  # their adjectives are other words: papal, Lucy


def test_wikidata_ids_are_not_given_twice(rows: dict[str, Row]) -> None:
    ids = [row["wikidata"] for row in rows.values() if row["wikidata"]]
    assert len(ids) == len(set(ids))


def test_a_name_means_one_entity_unless_listed_as_ambiguous(rows: dict[str, Row], ambiguous: list[Row]) -> None:
    listed = {(row["lang"], fold(row["form"]), row["entity"]) for row in ambiguous}
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identifier, row in rows.items():
        for lang in FULL:
            for form in forms(row, lang):
                claims[lang, fold(form)].add(identifier)
    clashes = {
        (form, entity)
        for (lang, form), entities in claims.items()
        if len(entities) > 1
        for entity in entities
        if (lang, form, entity) not in listed
    }
    assert clashes == set()


def test_ambiguous_forms_belong_to_the_entity_or_the_office_they_name(
    rows: dict[str, Row], offices: dict[str, Row], ambiguous: list[Row]
) -> None:
    for row in ambiguous:
        assert row["need"] in {"context", "capital", "preposition", "written"}, row
        assert row["note"], row
        if row["entity"] in offices:
            assert row["form"] in cell(offices[row["entity"]], f"forms_{row['lang']}"), row
        else:
            assert fold(row["form"]) in every_form(rows[row["entity"]]), row


def test_ambiguous_forms_have_one_need(ambiguous: list[Row]) -> None:
    needs: dict[str, set[str]] = defaultdict(set)
    for row in ambiguous:
        needs[fold(row["form"])].add(row["need"])
    assert {form: need for form, need in needs.items() if len(need) > 1} == {}


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("جمهورية كوريا الديمقراطية الشعبية", "north-korea"),
        ("جمهورية كوريا الشعبية الديمقراطية", "north-korea"),
        ("الاتحاد الروسي", "russia"),
        ("أميركا", "united-states"),
        ("بيونج يانج", "pyongyang"),
        ("إقليم كورسك", "kursk-oblast"),
        ("غزة", "gaza-strip"),
        ("خاركوف", "kharkiv"),
        ("Kiev", "kyiv"),
        ("Idleb", "idlib"),
        ("الدول الغربية", "the-west"),
    ],
)
def test_spellings_of_the_news_are_known(form: str, entity: str, rows: dict[str, Row]) -> None:
    assert [i for i, row in rows.items() if fold(form) in {fold(f) for lang in FULL for f in forms(row, lang)}] == [
        entity
    ]
