"""Finds every mistake in the tables at once, where loading them stops at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import SeedError
from graphkit.link import load_gazetteer
from graphkit.link.participants import participant_nouns
from graphkit.model import EntityType
from graphkit.relate import load_lexicon
from graphkit.resources import seeds_path
from graphkit.tables import read_table

__all__ = ["check_seeds"]

_REQUIRED = ("id", "type", "en")
_REFERENCES = ("state", "parent", "capital")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    cells: Mapping[str, str]


def check_seeds(extra: Sequence[Path] = ()) -> list[SeedError]:
    """Return what is wrong with the package's tables and with further entity tables, in the order of the tables.

    Entity tables are checked row by row: required cells, types, the form of ids and Wikidata ids, ids that exist twice,
    and states, parents and capitals that no table has. The other tables are loaded as the pipeline loads them.

    Args:
        extra: entity tables of the caller's own.
    """
    paths = [*sorted((seeds_path() / "entities").glob("*.tsv")), *extra]
    problems: list[SeedError] = []
    rows: list[_Row] = []
    for path in paths:
        try:
            rows += (_Row(f"{path}, line {line}", cells) for line, cells in read_table(path, _REQUIRED))
        except SeedError as error:
            problems.append(error)
    types: dict[str, str] = {}
    for row in rows:
        id_ = row.cells["id"]
        if id_ in types:
            problems.append(SeedError(f"{row.place}: the id {id_} exists already; give one of the two another"))
        types.setdefault(id_, row.cells["type"])
    for row in rows:
        problems += (SeedError(f"{row.place}: {problem}") for problem in _row_problems(row.cells, types))
    if not problems:
        problems += _loading_problems(lambda: load_gazetteer(extra), load_lexicon, participant_nouns)
    return problems


def _row_problems(cells: Mapping[str, str], types: Mapping[str, str]) -> Iterator[str]:
    for column in _REQUIRED:
        if not cells[column]:
            yield f"{column} is empty"
    if cells["id"] and not _SLUG.fullmatch(cells["id"]):
        yield f"the id {cells['id']} is no slug; use lower-case Latin letters, digits and hyphens"
    if cells["type"] and cells["type"] not in set(EntityType):
        yield f"unknown type {cells['type']}; one of {', '.join(EntityType)}"
    if (wikidata := cells.get("wikidata")) and not _WIKIDATA.fullmatch(wikidata):
        yield f"{wikidata} is no Wikidata id; write Q and a number"
    for column in _REFERENCES:
        target = cells.get(column)
        if target and target not in types:
            yield f"{column} {target} is in no table; add its row or correct the slug"
        elif target and column == "state" and types[target] != EntityType.STATE:
            yield f"state {target} is a {types[target]}; name the state"


def _loading_problems(*loads: Callable[[], object]) -> Iterator[SeedError]:
    for load in loads:
        try:
            load()
        except SeedError as error:
            yield error
