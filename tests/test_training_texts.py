"""The annotated texts of the relation reader can be read, and speak the ontology's language."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from graphkit.vocabulary import properties


@pytest.fixture
def texts(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(root)
    from training import relation_texts

    return relation_texts


def test_marks_stand_for_the_words_they_enclose(texts: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    marked = "[Cairo@Egypt] {1:accused} [both@A+B] of it.\n> 1 accused Egypt A denied src=B\n"
    path.write_text(f"## d-1 | 2024-05-13 | en\n{marked}", "utf-8")
    (text,) = texts.read_annotated(path)
    assert text.text == "Cairo accused both of it.\n"
    assert [text.text[b:e] for b, e, _ in text.mentions] == ["Cairo", "both"]
    assert text.mentions[1][2] == ("A", "B")
    (statement,) = text.statements
    assert text.text[slice(*statement.trigger)] == "accused"
    assert (statement.subject, statement.object, statement.status, statement.source) == ("Egypt", "A", "denied", "B")


@pytest.mark.parametrize("line", ["> 7 accused Egypt Iran", "> 1 accused"])
def test_a_statement_that_cannot_be_read_is_named(texts: ModuleType, tmp_path: Path, line: str) -> None:
    path = tmp_path / "one.txt"
    path.write_text(f"## d-1 | 2024-05-13 | en\n[Egypt@Egypt] {{1:accused}} [Iran@Iran].\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"one\.txt:3"):
        list(texts.read_annotated(path))


def test_the_texts_have_no_faults(texts: ModuleType) -> None:
    from training.check_texts import faults

    seen = set()
    for text in texts.read_all([texts.TEXTS, texts.TEXTS / "sparse"]):
        assert not list(faults(text)), text.id
        assert text.id not in seen
        seen.add(text.id)
    assert len(seen) > 1500


def test_second_annotations_are_of_known_relations_between_marked_entities(texts: ModuleType) -> None:
    known = set(properties())
    for text in texts.read_all([texts.TEXTS / "second"]):
        marked = {entity for _, _, entities in text.mentions for entity in entities}
        for s in text.statements:
            assert s.relation in known, (text.id, s)
            assert {s.subject, s.object or s.subject} <= marked, (text.id, s)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("> 1 accuses Egypt Iran", "no relation accuses"),
        ("> 1 accused Egypt Oman", "Oman is not marked"),
        ("> 1 accused Egypt Egypt", "both subject and object"),
        ("> 1 accused Egypt -", "has no object"),
        ("> 1 accused Egypt Iran\n> 1 accused Egypt Iran", "twice"),
        ("= Oman state", "Oman has no mark"),
        ("[Oman@] {2:denied} it", "cannot be read"),
    ],
)
def test_faults_are_named(texts: ModuleType, tmp_path: Path, lines: str, fault: str) -> None:
    from training.check_texts import faults

    path = tmp_path / "one.txt"
    head = "## d-1 | 2024-05-13 | en\n[Egypt@Egypt] {1:accused} [Iran@Iran].\n= Egypt state\n= Iran state\n"
    path.write_text(f"{head}{lines}\n", "utf-8")
    (text,) = texts.read_annotated(path)
    assert any(fault in found for found in faults(text))
    path.write_text(f"{head}> 1 accused Egypt Iran\n", "utf-8")
    (text,) = texts.read_annotated(path)
    assert not list(faults(text))


def test_authors_of_acts_are_read(texts: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(
        "## d-1 | 2024-05-13 | en\n[Egypt@Egypt] {1:condemned} [the raid@Raid].\n= Raid event Oman\n", "utf-8"
    )
    (text,) = texts.read_annotated(path)
    assert (text.types, text.authors) == ({"Raid": "event"}, {"Raid": "Oman"})
