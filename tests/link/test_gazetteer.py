"""The tables as one value: what is in it, who held which office when, and what a broken table says of itself."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import SeedError
from graphkit.link import Gazetteer, load_gazetteer
from graphkit.link.gazetteer import ENTITY_COLUMNS, Office, words
from graphkit.link.matcher import find_hits
from graphkit.model import EntityType, Interval
from graphkit.resources import seeds_path
from graphkit.text import fold

HEADER = "\t".join(ENTITY_COLUMNS)
STATES = f"{HEADER}\tiso2\tcapital\tmetonyms_en\tmetonyms_ar\tdemonym_en\tdemonym_ar\tdemonym_ar_plural"


def row(identifier: str = "zubrowka", kind: str = "Place", en: str = "Zubrowka", ar: str = "زوبروفكا") -> str:
    return f"{identifier}\t{kind}\tcity\t{en}\t{ar}" + "\t" * 7


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def extra(tmp_path: Path) -> Callable[..., Path]:
    """Writes an entity table of the reader's own."""

    def write(*lines: str, header: str = HEADER) -> Path:
        path = tmp_path / "own.tsv"
        path.write_text("\n".join((header, *lines)) + "\n", "utf-8")
        return path

    return write


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree of tables that stands in for the shipped one: one state, its capital and two people."""
    root = tmp_path / "seeds"
    (root / "entities").mkdir(parents=True)
    (root / "lexicon").mkdir()
    lines = (seeds_path() / "roles.tsv").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split("\t")[0] in ("id", "president", "vice-president")]
    (root / "roles.tsv").write_text("\n".join(kept) + "\n", "utf-8")
    shutil.copy(seeds_path() / "lexicon" / "heads.tsv", root / "lexicon" / "heads.tsv")
    state = "\t".join(("zubrowka", "State", "state", "Zubrowka", "زوبروفكا", "", "", "", "", "", "", "", "", "lutz",
                       "Grand Palace", "القصر الكبير", "Zubrowkan", "زوبروفكي", "زبارقة"))  # fmt: skip
    (root / "entities" / "states.tsv").write_text(f"{STATES}\n{state}\n", "utf-8")
    (root / "entities" / "places.tsv").write_text(f"{HEADER}\n{row('lutz', en='Lutz', ar='لوتس')}\n", "utf-8")
    people = [
        row("mira-vanek", "Person", "Mira Vanek", "ميرا فانيك"),
        row("otto-brand", "Person", "Otto Brand", "أوتو براند"),
    ]
    (root / "entities" / "persons.tsv").write_text("\n".join((HEADER, *people)) + "\n", "utf-8")
    monkeypatch.setattr("graphkit.link.gazetteer.seeds_path", lambda: root)
    return root


def offices(seeds: Path, *lines: str) -> Path:
    path = seeds / "offices.tsv"
    path.write_text("\n".join(("person\trole\tof\tstart\tend", *lines)) + "\n", "utf-8")
    return path


class TestContent:
    def test_an_entity_has_its_labels_spellings_and_state(self, gazetteer: Gazetteer) -> None:
        entity = gazetteer.entities["sergey-lavrov"]
        assert (entity.type, entity.en, entity.ar) == (EntityType.PERSON, "Sergey Lavrov", "سيرغي لافروف")
        assert ("Sergei Lavrov", "en") in entity.aliases
        assert ("سيرجي لافروف", "ar") in entity.aliases
        assert (entity.state, entity.known) == ("russia", True)

    def test_short_forms_are_read_but_are_no_labels(self, gazetteer: Gazetteer) -> None:
        assert not {form for form, _ in gazetteer.entities["sergey-lavrov"].aliases} & {"Lavrov", "لافروف"}
        (hit,) = find_hits("لافروف", gazetteer)
        assert ("short", "sergey-lavrov") in {(entry.kind, entry.target) for entry in hit.entries}

    @pytest.mark.parametrize(
        ("capital", "state"), [("moscow", "russia"), ("doha", "qatar"), ("pyongyang", "north-korea")]
    )
    def test_capitals_stand_for_their_states(self, gazetteer: Gazetteer, capital: str, state: str) -> None:
        assert gazetteer.capitals[capital] == state

    def test_own_tables_are_read_beside_those_of_the_package(self, extra: Callable[..., Path]) -> None:
        own = load_gazetteer([extra(row())])
        assert own.entities["zubrowka"].ar == "زوبروفكا"
        assert "russia" in own.entities
        assert [hit.entries[0].target for hit in find_hits("سافر من زوبروفكا", own)] == ["zubrowka"]
        assert "zubrowka" not in load_gazetteer().entities

    def test_own_states_bring_capital_metonyms_and_demonyms(self, seeds: Path) -> None:
        own = load_gazetteer()
        assert own.capitals == {"lutz": "zubrowka"}
        for form, kind in (
            ("القصر الكبير", "metonym"),
            ("الزوبروفكية", "demonym"),
            ("زبارقة", "demonym"),
            ("Zubrowkan", "demonym"),
        ):
            (hit,) = find_hits(form, own)
            assert [(entry.kind, entry.target) for entry in hit.entries] == [(kind, "zubrowka")], form

    def test_every_id_is_a_slug(self, gazetteer: Gazetteer) -> None:
        bad = [i for i in gazetteer.entities if fold(i).replace(" ", "-") != i or not i.isascii()]
        assert bad == []

    def test_states_and_parents_of_entities_are_entities(self, gazetteer: Gazetteer) -> None:
        states = {entity.state for entity in gazetteer.entities.values() if entity.state}
        assert (states | set(gazetteer.parents.values())) - set(gazetteer.entities) == set()


@pytest.mark.usefixtures("seeds")
class TestErrors:
    def check(self, path: Path, line: int, *expected: str, extra: bool = True) -> None:
        with pytest.raises(SeedError) as caught:
            load_gazetteer([path] if extra else [])
        message = str(caught.value)
        assert message.startswith(f"{path}, line {line}:"), message
        assert all(word in message for word in expected), message

    def test_duplicate_id_within_a_table(self, extra: Callable[..., Path]) -> None:
        self.check(extra(row("sudetenwaltz"), "# again", row("sudetenwaltz")), 4, "sudetenwaltz")

    def test_duplicate_id_of_the_package(self, extra: Callable[..., Path]) -> None:
        self.check(extra(row("sudetenwaltz"), row("lutz")), 3, "lutz")

    def test_unknown_type_lists_the_known_ones(self, extra: Callable[..., Path]) -> None:
        self.check(extra(row("sudetenwaltz", kind="Country")), 2, "Country", "State", "Person")

    @pytest.mark.parametrize("broken", [row(identifier=""), row("sudetenwaltz", en="")])
    def test_rows_need_id_and_label(self, extra: Callable[..., Path], broken: str) -> None:
        self.check(extra(broken), 2, "id", "English label")

    def test_too_many_cells(self, extra: Callable[..., Path]) -> None:
        self.check(extra(row("sudetenwaltz") + "\tmore"), 2, str(len(ENTITY_COLUMNS)))

    @pytest.mark.parametrize("column", ENTITY_COLUMNS)
    def test_missing_column(self, extra: Callable[..., Path], column: str) -> None:
        path = extra(header="\t".join(name for name in ENTITY_COLUMNS if name != column))
        with pytest.raises(SeedError, match=rf"own\.tsv: column {column} is missing"):
            load_gazetteer([path])

    def test_no_such_table(self, tmp_path: Path) -> None:
        with pytest.raises(SeedError, match=r"nowhere\.tsv: no such table"):
            load_gazetteer([tmp_path / "nowhere.tsv"])

    @pytest.mark.parametrize("date", ["yesterday", "2020-13", "2020-02-30", "2020-01-01-01", "2020-", "0"])
    @pytest.mark.parametrize(
        "cells", ["mira-vanek\tpresident\tzubrowka\t{}\t", "mira-vanek\tpresident\tzubrowka\t\t{}"]
    )
    def test_bad_date_of_an_office(self, seeds: Path, date: str, cells: str) -> None:
        path = offices(seeds, "otto-brand\tpresident\tzubrowka\t2019\t2020", cells.format(date))
        self.check(path, 3, f"'{date}'", "YYYY-MM", extra=False)

    @pytest.mark.parametrize(
        ("cells", "word"),
        [
            ("mira-vanek\tgrand-vizier\tzubrowka\t\t", "grand-vizier"),
            ("mira-vane\tpresident\tzubrowka\t\t", "mira-vane"),
            ("mira-vanek\tpresident\tzubrovka\t\t", "zubrovka"),
        ],
    )
    def test_office_of_somebody_unknown(self, seeds: Path, cells: str, word: str) -> None:
        self.check(offices(seeds, cells), 2, f"'{word}'", extra=False)

    @pytest.mark.parametrize(
        ("name", "column"),
        [
            ("roles.tsv", "forms_ar"),
            ("lexicon/heads.tsv", "as"),
            ("lexicon/ambiguous.tsv", "need"),
            ("offices.tsv", "of"),
        ],
    )
    def test_other_tables_need_their_columns(self, seeds: Path, name: str, column: str) -> None:
        source = (seeds_path() / name).read_text("utf-8").splitlines()
        header = next(line for line in source if not line.startswith("#")).split("\t")
        path = seeds / name
        path.write_text("\t".join(c for c in header if c != column) + "\n", "utf-8")
        with pytest.raises(SeedError, match=rf"{path.name}: column {column} is missing"):
            load_gazetteer()


class TestOffices:
    @pytest.mark.parametrize(
        ("role", "of", "date", "person"),
        [
            ("president", "russia", dt.date(2015, 6, 1), "vladimir-putin"),
            ("president", "russia", dt.date(2010, 6, 1), "dmitry-medvedev"),
            ("prime-minister", "russia", dt.date(2010, 6, 1), "vladimir-putin"),
            ("president", "russia", dt.date(2012, 5, 6), "dmitry-medvedev"),
            ("president", "russia", dt.date(2012, 5, 8), "vladimir-putin"),
            ("president", "france", dt.date(2016, 1, 1), "francois-hollande"),
            ("president", "iran", dt.date(2015, 7, 14), "hassan-rouhani"),
            ("president", "iran", None, "masoud-pezeshkian"),
            ("emir", "qatar", None, "tamim-bin-hamad"),
        ],
    )
    def test_holder(self, gazetteer: Gazetteer, role: str, of: str, date: dt.date | None, person: str) -> None:
        assert gazetteer.holder(role, of, date) == person

    def test_nobody_held_it_yet_or_at_all(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.holder("president", "russia", dt.date(1850, 1, 1)) is None
        assert gazetteer.holder("king", "russia", dt.date(2015, 1, 1)) is None

    def test_who_took_over_within_a_year_has_it(self, seeds: Path) -> None:
        offices(seeds, "mira-vanek\tpresident\tzubrowka\t2001\t2010", "otto-brand\tpresident\tzubrowka\t2010\t2020")
        own = load_gazetteer()
        assert own.holder("president", "zubrowka", dt.date(2010, 7, 1)) == "otto-brand"
        assert own.holder("president", "zubrowka", dt.date(2009, 12, 31)) == "mira-vanek"
        assert own.holder("president", "zubrowka", dt.date(2020, 12, 31)) == "otto-brand"
        assert own.holder("president", "zubrowka", dt.date(2021, 1, 1)) is None

    def test_two_who_hold_it_at_once_are_nobody_in_particular(self, seeds: Path) -> None:
        offices(seeds, "mira-vanek\tvice-president\tzubrowka\t2001\t", "otto-brand\tvice-president\tzubrowka\t2001\t")
        assert load_gazetteer().holder("vice-president", "zubrowka", dt.date(2005, 1, 1)) is None
        assert load_gazetteer().holder("vice-president", "zubrowka", None) is None

    def test_offices_of_a_person_latest_first(self, gazetteer: Gazetteer) -> None:
        everything = [office.role for office in gazetteer.offices_of("dmitry-medvedev", None)]
        assert everything.index("prime-minister") < everything.index("president")
        assert [o.role for o in gazetteer.offices_of("dmitry-medvedev", dt.date(2010, 1, 1))] == ["president"]
        assert gazetteer.offices_of("nobody-at-all", None) == ()

    @given(
        st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
        st.none() | st.builds(Interval.of, st.integers(1990, 2030), st.integers(1, 12)),
        st.none() | st.builds(Interval.of, st.integers(1990, 2030)),
    )
    def test_a_day_within_start_and_end_as_wide_as_they_are_given(
        self, day: dt.date, start: Interval | None, end: Interval | None
    ) -> None:
        office = Office("mira-vanek", "president", "zubrowka", start, end)
        begun = start is None or (day.year, day.month) >= (start.earliest.year, start.earliest.month)
        assert office.holds_on(day) == (begun and (end is None or day.year <= end.latest.year))


class TestComposed:
    def test_made_from_the_patterns(self, seeds: Path) -> None:
        own = load_gazetteer()
        made = own.composed(own.heads["foreign-ministry"], "zubrowka")
        assert (made.id, made.type) == ("zubrowka-foreign-ministry", EntityType.ORGANIZATION)
        assert (made.en, made.ar) == ("Zubrowkan Foreign Ministry", "وزارة الخارجية الزوبروفكية")
        assert (made.state, made.known) == ("zubrowka", False)

    @pytest.mark.parametrize(
        ("head", "ar"),
        [
            ("parliament", "البرلمان الزوبروفكي"),
            ("engineers", "المهندسون الزوبروفكيون"),
            ("troops", "القوات الزوبروفكية"),
        ],
    )
    def test_the_adjective_agrees(self, seeds: Path, head: str, ar: str) -> None:
        own = load_gazetteer()
        assert own.composed(own.heads[head], "zubrowka").ar == ar

    def test_the_row_of_the_tables_wins(self, seeds: Path) -> None:
        path = seeds / "entities" / "bodies.tsv"
        path.write_text(f"{HEADER}\n{row('zubrowka-troops', 'ArmedForce', 'Royal Guards', 'الحرس الملكي')}\n", "utf-8")
        own = load_gazetteer()
        assert own.composed(own.heads["troops"], "zubrowka") is own.entities["zubrowka-troops"]

    def test_without_a_demonym_the_name_stands(self, seeds: Path) -> None:
        own = load_gazetteer()
        own.demonyms["zubrowka"] = ("", "")
        made = own.composed(own.heads["navy"], "zubrowka")
        assert (made.en, made.ar) == ("Zubrowka navy", None)

    def test_every_head_can_be_composed_with_every_state(self, gazetteer: Gazetteer) -> None:
        states = [i for i, e in gazetteer.entities.items() if e.type is EntityType.STATE and i in gazetteer.demonyms]
        assert len(states) > 190
        for head in gazetteer.heads.values():
            for state in states:
                made = gazetteer.composed(head, state)
                assert "{" not in f"{made.en}{made.ar}"
                assert made.en


class TestPeopleLike:
    @pytest.mark.parametrize("name", ["سرجي لفروف", "سيرغي لافرووف"])
    def test_other_spellings_find_the_person(self, gazetteer: Gazetteer, name: str) -> None:
        assert "sergey-lavrov" in {person for _, person in gazetteer.people_like(name)}

    def test_only_people_are_found(self, gazetteer: Gazetteer) -> None:
        found = {entity for _, entity in gazetteer.people_like("Jordan Henderson")}
        assert {gazetteer.entities[entity].type for entity in found} <= {EntityType.PERSON}


class TestWords:
    def test_hyphens_part_and_apostrophes_join(self) -> None:
        assert [word for _, _, word in words("Kim Jong-un in Sana'a, Pyongyang's")] == [
            "kim", "jong", "un", "in", "sanaa", "pyongyang", "s",
        ]  # fmt: skip

    @given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
    def test_words_are_in_order_and_fold_to_their_stretch(self, text: str) -> None:
        last = 0
        for begin, end, word in words(text):
            assert last <= begin < end
            assert fold(text[begin:end]) == word
            last = end
