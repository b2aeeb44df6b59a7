"""Tables of persons, offices, roles and organisations: what their readers rely on."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict

import pytest

from graphkit.link.gazetteer import ENTITY_COLUMNS, Gazetteer, load_gazetteer
from graphkit.model import EntityType, Interval
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

ENTITIES = seeds_path() / "entities"
TABLES = ("persons", "organisations", "forces", "government", "media", "documents")


def rows(name: str) -> list[dict[str, str]]:
    return [dict(row) for _, row in read_table(ENTITIES / f"{name}.tsv", ENTITY_COLUMNS)]


def offices() -> list[dict[str, str]]:
    return [dict(row) for _, row in read_table(seeds_path() / "offices.tsv", ("person", "role", "of", "start", "end"))]


def roles() -> list[dict[str, str]]:
    return [dict(row) for _, row in read_table(seeds_path() / "roles.tsv", ("id", "en", "ar", "forms_en", "forms_ar"))]


def all_ids() -> Counter[str]:
    return Counter(row["id"] for path in sorted(ENTITIES.glob("*.tsv")) for _, row in read_table(path, ENTITY_COLUMNS))


def full_forms(row: dict[str, str]) -> set[str]:
    return {fold(form) for form in (row["en"], row["ar"], *cell(row, "aliases_en"), *cell(row, "aliases_ar")) if form}


def when(date: str) -> Interval:
    return Interval.of(*(int(part) for part in date.split("-")))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_complete(name: str) -> None:
    types = {t.value for t in EntityType}
    incomplete = [r["id"] for r in rows(name) if not (r["id"] and r["en"] and r["ar"] and r["type"] in types)]
    assert incomplete == []
    assert [r["id"] for r in rows(name) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", r["id"])] == []
    assert [r["id"] for r in rows(name) if r["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", r["wikidata"])] == []


def test_ids_are_unique_over_all_tables() -> None:
    assert [identifier for identifier, count in all_ids().items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_states_and_parents_exist(name: str) -> None:
    known = all_ids()
    missing = [(r["id"], r[c]) for r in rows(name) for c in ("state", "parent") if r[c] and r[c] not in known]
    assert missing == []


@pytest.mark.parametrize("name", TABLES)
def test_arabic_stands_in_arabic_columns(name: str) -> None:
    latin_only = [
        (r["id"], form)
        for r in rows(name)
        for form in (r["ar"], *cell(r, "aliases_ar"), *cell(r, "short_ar"))
        if not re.search("[\u0621-\u064a]", form)
    ]
    arabic_in_english = [
        (r["id"], form)
        for r in rows(name)
        for form in (r["en"], *cell(r, "aliases_en"), *cell(r, "short_en"))
        if re.search("[\u0621-\u064a]", form)
    ]
    assert latin_only == []
    assert arabic_in_english == []


def test_no_two_persons_share_a_full_form() -> None:
    owners = defaultdict(set)
    for row in rows("persons"):
        for form in full_forms(row):
            owners[form].add(row["id"])
    assert {form: people for form, people in owners.items() if len(people) > 1} == {}


def test_no_full_form_of_a_person_is_one_of_an_organisation() -> None:
    people = {form: row["id"] for row in rows("persons") for form in full_forms(row)}
    shared = {
        (form, people[form], row["id"])
        for name in TABLES[1:]
        for row in rows(name)
        for form in full_forms(row)
        if form in people
    }
    assert shared == set()


def test_roles_belong_to_states_or_organisations_and_have_forms_in_both_languages() -> None:
    found = roles()
    assert [r["id"] for r in found if r["of"] not in ("state", "org", "none")] == []
    assert [r["id"] for r in found if not (cell(r, "forms_en") and cell(r, "forms_ar"))] == []
    assert [identifier for identifier, n in Counter(r["id"] for r in found).items() if n > 1] == []


def test_a_phrase_names_one_role_of_states_and_one_of_organisations() -> None:
    owners = defaultdict(set)
    for row in roles():
        for form in {fold(f) for f in (*cell(row, "forms_en"), *cell(row, "forms_ar"))}:
            owners[form, row["of"]].add(row["id"])
    chancellor = {("المستشار", "state"), ("المستشاره", "state")}  # told from an adviser by the state
    assert {form: ids for form, ids in owners.items() if len(ids) > 1 and form not in chancellor} == {}


def test_every_office_names_a_person_a_role_and_an_entity() -> None:
    people = {r["id"] for r in rows("persons")}
    known, names = all_ids(), {r["id"] for r in roles()}
    wrong = [o for o in offices() if o["person"] not in people or o["role"] not in names or o["of"] not in known]
    assert wrong == []


def test_offices_end_after_they_start() -> None:
    backwards = [
        office
        for office in offices()
        if office["start"] and office["end"] and when(office["end"]).latest < when(office["start"]).earliest
    ]
    assert backwards == []


def test_no_office_is_listed_twice() -> None:
    counted = Counter(tuple(office.values()) for office in offices())
    assert [office for office, n in counted.items() if n > 1] == []


@pytest.mark.parametrize(
    ("role", "of", "date", "person"),
    [
        ("president", "russia", dt.date(2010, 5, 1), "dmitry-medvedev"),
        ("prime-minister", "russia", dt.date(2010, 5, 1), "vladimir-putin"),
        ("president", "russia", dt.date(2025, 12, 27), "vladimir-putin"),
        ("leader", "north-korea", dt.date(2025, 12, 27), "kim-jong-un"),
        ("leader", "north-korea", dt.date(2005, 1, 1), "kim-jong-il"),
        ("defence-minister", "russia", dt.date(2023, 7, 27), "sergei-shoigu"),
        ("defence-minister", "russia", dt.date(2024, 11, 30), "andrei-belousov"),
        ("security-council-secretary", "russia", dt.date(2025, 6, 17), "sergei-shoigu"),
        ("foreign-minister", "russia", dt.date(2025, 7, 12), "sergey-lavrov"),
        ("president", "united-states", dt.date(2022, 3, 1), "joe-biden"),
        ("foreign-minister", "united-states", dt.date(2025, 6, 1), "marco-rubio"),
        ("president", "south-korea", dt.date(2025, 8, 1), "lee-jae-myung"),
        ("foreign-minister", "egypt", dt.date(2023, 1, 1), "sameh-shoukry"),
        ("supreme-leader", "iran", dt.date(2020, 1, 1), "ali-khamenei"),
        ("secretary-general", "united-nations", dt.date(2010, 1, 1), "ban-ki-moon"),
        ("secretary-general", "hezbollah", dt.date(2025, 1, 1), "naim-qassem"),
        ("director-general", "iaea", dt.date(2025, 6, 13), "rafael-grossi"),
    ],
)
def test_an_office_has_its_holder_on_a_day(
    gazetteer: Gazetteer, role: str, of: str, date: dt.date, person: str
) -> None:
    assert gazetteer.holder(role, of, date) == person
