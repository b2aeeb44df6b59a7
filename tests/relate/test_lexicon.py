"""The tables of frames: what they name exists, what is broken in them says where."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hand_parsed import arabic, english
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import SeedError
from graphkit.model import Status
from graphkit.relate import Lexicon, load_lexicon
from graphkit.relate.kinds import relation_kinds
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.vocabulary import properties

TABLES = ("classes.tsv", "cues.tsv", "frames_ar.tsv", "frames_en.tsv", "light_verbs.tsv", "relations.tsv")
FRAMES = [
    (name, line, row)
    for name in ("frames_ar.tsv", "frames_en.tsv")
    for line, row in read_table(seeds_path() / "lexicon" / name)
]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables to break."""
    directory = tmp_path / "lexicon"
    directory.mkdir()
    for name in TABLES:
        shutil.copy(seeds_path() / "lexicon" / name, directory / name)
    monkeypatch.setattr("graphkit.relate.lexicon.seeds_path", lambda: tmp_path)
    return directory


@pytest.fixture
def broken(tables: Path) -> Callable[..., str]:
    """Appends a line to a table and gives the message that follows, which must name the table and that line."""

    def run(name: str, line: str) -> str:
        path = tables / name
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([*lines, line]) + "\n", "utf-8")
        with pytest.raises(SeedError) as caught:
            load_lexicon()
        message = str(caught.value)
        assert message.startswith(f"{path}, line {len(lines) + 1}:"), message
        return message

    return run


class TestShippedTables:
    @pytest.mark.parametrize("name", ["frames_ar.tsv", "frames_en.tsv"])
    def test_relations_are_in_the_ontology_and_have_a_kind(self, name: str) -> None:
        relations = {row["relation"] for table, _, row in FRAMES if table == name}
        assert relations - set(properties()) == set()
        assert relations - set(relation_kinds()) == set()

    def test_kinds_are_of_relations_in_the_ontology(self) -> None:
        assert set(relation_kinds()) - set(properties()) == set()
        assert {kind.object for kind in relation_kinds().values()} <= {
            "actor",
            "place",
            "target",
            "recipient",
            "person",
            "org",
            "body",
            "employer",
            "none",
        }

    def test_frames_are_verbs_or_nouns(self) -> None:
        assert {row["pos"] for _, _, row in FRAMES} == {"verb", "noun"}

    def test_every_frame_has_forms_subject_and_object(self) -> None:
        empty = [(name, line) for name, line, row in FRAMES if not all(row[c] for c in ("forms", "subject", "object"))]
        assert empty == []

    def test_classes_named_in_frames_have_words_in_their_language(self) -> None:
        have = {(row["class"], row["lang"]) for _, row in read_table(seeds_path() / "lexicon" / "classes.tsv")}
        for name, line, row in FRAMES:
            for need in filter(None, (part.strip() for part in row["needs"].split("&"))):
                if "@" in need:
                    assert (need.partition("@")[2], name[7:9]) in have, f"{name}, line {line}"

    def test_arabic_verbs_have_past_and_present(self) -> None:
        for name, line, row in FRAMES:
            for form in cell(row, "forms") if name == "frames_ar.tsv" and row["pos"] == "verb" else ():
                past, _, present = form.partition("/")
                assert past, f"{name}, line {line}"
                assert present.startswith("ي"), f"{name}, line {line}: {form}"

    def test_light_verbs_end_in_a_status_that_exists(self) -> None:
        statuses = {row["status"] for _, row in read_table(seeds_path() / "lexicon" / "light_verbs.tsv")}
        assert statuses - {"", "Refused"} <= {status.value for status in Status}

    def test_what_the_ontology_calls_symmetric_is_read_so(self) -> None:
        differing = {
            name for name, kind in relation_kinds().items() if properties()[name].symmetric and not kind.symmetric
        }
        assert differing == set()


class TestLookup:
    @pytest.mark.parametrize(
        ("text", "word", "relation"),
        [
            ("زارت قطر.", "زارت", "visited"),
            ("يزور قطر.", "يزور", "visited"),
            ("ستزور قطر.", "تزور", "visited"),
            ("التقوا أمس.", "التقوا", "metWith"),
            ("لم يلتق أحدا.", "يلتق", "metWith"),
        ],
    )
    def test_arabic_verbs(self, lexicon: Lexicon, text: str, word: str, relation: str) -> None:
        doc = arabic(text, verbs=word)
        token = next(t for t in doc if t.text == word or t.text.endswith(word))
        found = lexicon.verb(token)
        assert found is not None
        assert relation in {frame.relation for frame in found.frames}

    @pytest.mark.parametrize(
        ("text", "word", "relation"),
        [
            ("بعث برقية.", "برقية", "sentTelegramTo"),
            ("تسلم البرقية.", "البرقية", "sentTelegramTo"),
            ("رافقت زيارته.", "زيارت", "visited"),
            ("شن هجوما.", "هجوما", "attacked"),
        ],
    )
    def test_arabic_nouns(self, lexicon: Lexicon, text: str, word: str, relation: str) -> None:
        token = next(t for t in arabic(text) if t.text.startswith(word))
        found = lexicon.noun(token)
        assert found is not None
        assert relation in {frame.relation for frame in found.frames}

    @pytest.mark.parametrize(
        ("word", "lemma", "relation"),
        [("visits", "visit", "visited"), ("condemned", "condemn", "criticized"), ("met", "meet", "metWith")],
    )
    def test_english_verbs(self, lexicon: Lexicon, word: str, lemma: str, relation: str) -> None:
        doc = english(f"Qatar {word} Egypt.", f"nsubj({word}, Qatar) obj({word}, Egypt)", {word: lemma})
        found = lexicon.verb(doc[1])
        assert found is not None
        assert relation in {frame.relation for frame in found.frames}

    def test_words_of_a_class(self, lexicon: Lexicon) -> None:
        doc = arabic("سلمها الصواريخ والخبز.")
        weapons = [token.text for token in doc if lexicon.is_a(token, "weapon")]
        assert weapons == ["الصواريخ"]

    def test_what_no_table_has(self, lexicon: Lexicon) -> None:
        (token, _) = arabic("زقزق.", verbs="زقزق")
        assert lexicon.verb(token) is None
        assert lexicon.noun(token) is None
        assert not lexicon.is_a(token, "weapon")


class TestErrors:
    @pytest.mark.parametrize("name", ["frames_ar.tsv", "frames_en.tsv"])
    def test_unknown_class(self, broken: Callable[..., str], name: str) -> None:
        assert "@teapot" in broken(name, "visited\tverb\tvisit\tsubj\tobj\tobj:@teapot")

    def test_unknown_flag(self, broken: Callable[..., str]) -> None:
        assert "teapot" in broken("frames_en.tsv", "visited\tverb\tvisit\tsubj\tobj\tteapot")

    @pytest.mark.parametrize("need", ["obj:", "obj:@", "any:!@"])
    def test_need_without_a_class(self, broken: Callable[..., str], need: str) -> None:
        assert f"'{need}'" in broken("frames_en.tsv", f"visited\tverb\tvisit\tsubj\tobj\t{need}")

    @pytest.mark.parametrize(
        ("line", "wrong"), [("visited\tplace\t\t\t\t\t\t\tteapot", "teapot"), ("visited\tplace\t\t\t\t\t2", "2")]
    )
    def test_relation_with_an_unknown_trait_or_no_share(
        self, tables: Path, monkeypatch: pytest.MonkeyPatch, line: str, wrong: str
    ) -> None:
        monkeypatch.setattr("graphkit.relate.kinds.seeds_path", lambda: tables.parent)
        path = tables / "relations.tsv"
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([*lines, line]) + "\n", "utf-8")
        with pytest.raises(SeedError, match=f"line {len(lines) + 1}: '{wrong}'"):
            relation_kinds.__wrapped__()

    @pytest.mark.parametrize("name", TABLES)
    def test_too_many_cells(self, broken: Callable[..., str], name: str) -> None:
        assert "10 cells" in broken(name, "\t".join("abcdefghij"))

    @pytest.mark.parametrize(
        ("name", "column"),
        [("classes.tsv", "forms"), ("cues.tsv", "cue"), ("frames_ar.tsv", "needs"), ("frames_en.tsv", "pos"),
         ("light_verbs.tsv", "status")],
    )  # fmt: skip
    def test_missing_column(self, tables: Path, name: str, column: str) -> None:
        path = tables / name
        path.write_text(
            path.read_text("utf-8").replace(f"\t{column}", "\tother", 1).replace(f"{column}\t", "other\t", 1), "utf-8"
        )
        with pytest.raises(SeedError, match=f"{name}: column {column} is missing"):
            load_lexicon()

    @pytest.mark.parametrize("name", TABLES)
    def test_missing_table(self, tables: Path, name: str) -> None:
        (tables / name).unlink()
        with pytest.raises(SeedError, match=f"{name}: no such table"):
            load_lexicon()

    def test_a_new_frame_needs_no_python(self, tables: Path) -> None:
        path = tables / "frames_ar.tsv"
        path.write_text(path.read_text("utf-8") + "visited\tverb\tزقزق/يزقزق\tsubj\tobj\t\n", "utf-8")
        (token, _) = arabic("سيزقزق.", verbs="سيزقزق يزقزق")[-2:]
        found = load_lexicon().verb(token)
        assert found is not None
        assert [frame.relation for frame in found.frames] == ["visited"]


def forms() -> Iterator[tuple[str, str]]:
    for name, _, row in FRAMES:
        if name == "frames_ar.tsv" and row["pos"] == "verb":
            for form in cell(row, "forms"):
                yield form, row["relation"]


@given(st.sampled_from(sorted(set(forms()))), st.integers(0, 1))
def test_every_verb_of_the_table_opens_its_relation(verb: tuple[str, str], part: int) -> None:
    form, relation = verb[0].split("/")[part], verb[1]
    doc = arabic(f"{form}.", verbs=form)
    doc[0].norm_ = form
    found = load_lexicon().verb(doc[0])
    assert found is not None
    assert relation in {frame.relation for frame in found.frames}
