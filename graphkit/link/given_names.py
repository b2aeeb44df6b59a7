"""The tables of names and titles, ``seeds/lexicon/given_names*.tsv`` and ``titles.tsv``, ready for look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphkit.errors import SeedError
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

__all__ = [
    "EAST_ASIAN",
    "NameRow",
    "Titles",
    "index_forms",
    "initials",
    "is_given_name",
    "misreadings",
    "name_rows",
    "short_forms",
    "titles",
]

EAST_ASIAN = "east-asian"
_KINDS = frozenset({"title", "numeral", "generation", "honorific", "particle", "father", "prefix", "suffix"})


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name part and all its spellings.

    Attributes:
        number: its place among all rows; rows are compared by it.
        latin: the usual Latin spelling.
        arabic: Arabic spellings, the usual one first.
        variants: other Latin spellings.
        origin: ``arabic``, ``slavic``, ``western``, ``east-asian`` ...
        surname: whether it can be a family name only, or the family name of an East Asian name.
    """

    number: int
    latin: str
    arabic: tuple[str, ...]
    variants: tuple[str, ...]
    origin: str
    surname: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """Every spelling."""
        return (self.latin, *self.arabic, *self.variants)


@dataclass(frozen=True, slots=True)
class Titles:
    """What surrounds names, as tuples of folded words, by kind.

    ``suffixes`` gives what a numeral or generation word means; an honorific means the empty string.
    """

    leading: frozenset[tuple[str, ...]]
    suffixes: dict[tuple[str, ...], str]
    particles: frozenset[str]
    fathers: frozenset[str]
    joins_next: frozenset[str]
    joins_previous: frozenset[str]


def _lexicon(name: str) -> Path:
    return seeds_path() / "lexicon" / name


@cache
def name_rows() -> tuple[NameRow, ...]:
    """Return all rows of ``given_names.tsv`` and ``given_names_east_asian.tsv``.

    Raises:
        SeedError: a row has no Arabic or no Latin spelling.
    """
    rows: list[NameRow] = []
    for name in ("given_names.tsv", "given_names_east_asian.tsv"):
        path = _lexicon(name)
        for number, row in read_table(path, ("ar", "latin", "variants", "use")):
            if not row["ar"] or not row["latin"]:
                raise SeedError(f"{path}, line {number}: give an Arabic and a Latin spelling")
            rows.append(
                NameRow(
                    len(rows),
                    row["latin"],
                    cell(row, "ar"),
                    cell(row, "variants"),
                    row.get("origin", EAST_ASIAN),
                    row["use"] in {"surname", "both"},
                )
            )
    return tuple(rows)


def index_forms(key: Callable[[str], str | None]) -> dict[str, frozenset[int]]:
    """Return the numbers of the rows that have a form with a key; forms for which ``key`` gives None are left out."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    for row in name_rows():
        for form in row.forms:
            if folded := key(form):
                index[folded].add(row.number)
    return {form: frozenset(numbers) for form, numbers in index.items()}


@cache
def _given() -> frozenset[str]:
    return frozenset(index_forms(fold))


def is_given_name(form: str) -> bool:
    """Tell whether a form is a given name of the tables: ``أميرة`` without the article, "Sultan"."""
    return fold(form) in _given()


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Return the folded names that a folded short form may stand for: joe is joseph."""
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for _, row in read_table(_lexicon("given_names_short.tsv"), ("latin", "short")):
        for short in cell(row, "short"):
            wholes[fold(short)].add(fold(row["latin"]))
    return {short: frozenset(names) for short, names in wholes.items()}


@cache
def titles() -> Titles:
    """Return ``titles.tsv``.

    Raises:
        SeedError: a row's kind is not one of those the table's head names.
    """
    path = _lexicon("titles.tsv")
    by_kind: dict[str, dict[tuple[str, ...], str]] = {kind: {} for kind in _KINDS}
    for number, row in read_table(path, ("form", "kind", "means")):
        if row["kind"] not in _KINDS:
            raise SeedError(f"{path}, line {number}: kind {row['kind']!r} is none of {', '.join(sorted(_KINDS))}")
        by_kind[row["kind"]][tuple(fold(row["form"]).split())] = row["means"]
    return Titles(
        frozenset(by_kind["title"]),
        by_kind["numeral"] | by_kind["generation"] | dict.fromkeys(by_kind["honorific"], ""),
        *(
            frozenset(word for words in by_kind[kind] for word in words)
            for kind in ("particle", "father", "prefix", "suffix")
        ),
    )


@cache
def initials() -> dict[str, str]:
    """Return the Latin letter that a folded Arabic letter name stands for."""
    table = read_table(_lexicon("transliteration_initials.tsv"), ("ar", "letter"))
    return {fold(row["ar"]): row["letter"] for _, row in table}


def _misread() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for _, row in read_table(_lexicon("transliteration_misreadings.tsv"), ("read", "means")):
        yield tuple(fold(row["read"]).split()), tuple(fold(row["means"]).split())


@cache
def misreadings() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return East Asian names that the press misreads, as folded syllables, and the names that are meant."""
    return dict(_misread())
