"""What made-up news sentences state, and that other sentences state nothing: a share right, with a floor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from graphkit.model import Extraction
from graphkit.relate.kinds import relation_kinds
from graphkit.tables import read_table
from graphkit.vocabulary import properties

# What phrases state without a verb has tests of its own.
FACTS = frozenset({"holdsOffice", "ambassadorTo", "locatedIn", "capitalOf", "controls"})

Triple = tuple[str, str, str]


class Language(NamedTuple):
    """A table of sentences, the day they are told on, and floors five points below what is reached."""

    table: str
    date: dt.date
    recall: float
    precision: float


LANGUAGES = {
    "ar": Language("arabic_sentences.tsv", dt.date(2025, 11, 15), 0.90, 0.93),
    "en": Language("english_sentences.tsv", dt.date(2025, 6, 15), 0.88, 0.93),
}


class Row(NamedTuple):
    """A sentence with the relations it states."""

    sentence: str
    expected: frozenset[Triple]


def ordered(subject: str, predicate: str, object_: str) -> Triple:
    """Return a triple, the parties of a symmetric relation in the order of their names."""
    kind = relation_kinds().get(predicate)
    if kind is not None and kind.symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, predicate, object_


def load(lang: str) -> list[Row]:
    rows = []
    for _, row in read_table(Path(__file__).with_name(LANGUAGES[lang].table), ("sentence", "expected")):
        triples = (tuple(cell.split()) for cell in row["expected"].split("|") if cell)
        rows.append(Row(row["sentence"], frozenset(ordered(*triple) for triple in triples)))
    return rows


ROWS = {lang: load(lang) for lang in LANGUAGES}


@pytest.fixture(scope="module", params=sorted(LANGUAGES))
def lang(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def results(read: Callable[..., Extraction], lang: str) -> list[tuple[Row, frozenset[Triple]]]:
    """Each row with what is read from its sentence alone."""
    found = []
    for row in ROWS[lang]:
        relations = read(row.sentence, lang=lang, date=LANGUAGES[lang].date).relations
        triples = {ordered(r.subject, r.predicate, r.object or "-") for r in relations if r.predicate not in FACTS}
        found.append((row, frozenset(triples)))
    return found


def wrong(results: list[tuple[Row, frozenset[Triple]]]) -> str:
    """Return the sentences that are not read as expected, for the message of a failure."""
    lines = []
    for row, found in results:
        if found != row.expected:
            missing, extra = sorted(row.expected - found), sorted(found - row.expected)
            lines.append(f"{row.sentence} missing: {missing} extra: {extra}")
    return "\n".join(lines)


def test_table_is_large_and_names_relations_of_the_ontology(lang: str) -> None:
    assert len(ROWS[lang]) >= 150
    assert sum(not row.expected for row in ROWS[lang]) >= 40
    assert {predicate for row in ROWS[lang] for _, predicate, _ in row.expected} <= set(properties())


def test_recall(lang: str, results: list[tuple[Row, frozenset[Triple]]]) -> None:
    expected = sum(len(row.expected) for row, _ in results)
    right = sum(len(row.expected & found) for row, found in results)
    print(f"recall {right}/{expected} = {right / expected:.3f}")
    assert right / expected >= LANGUAGES[lang].recall, wrong(results)


def test_precision(lang: str, results: list[tuple[Row, frozenset[Triple]]]) -> None:
    given = sum(len(found) for _, found in results)
    right = sum(len(row.expected & found) for row, found in results)
    print(f"precision {right}/{given} = {right / given:.3f}")
    assert right / given >= LANGUAGES[lang].precision, wrong(results)
