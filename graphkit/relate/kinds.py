"""What each relation holds between, and how it is read: the table of relations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graphkit.errors import SeedError
from graphkit.resources import seeds_path
from graphkit.tables import read_table

__all__ = ["RelationKind", "has_trait", "relation_kinds"]

_TRAITS = frozenset({"home", "apart", "meeting", "speech", "addressed", "lasting", "standing", "alone", "counted",
                     "sited", "pact", "outward", "promise"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelationKind:
    """What a relation holds between, and how it is read.

    Attributes:
        object: ``actor``, ``place``, ``target``, ``recipient``, ``person``, ``org``, ``body``, ``employer``, ``none``.
        symmetric: ``yes``, ``pairs`` (two named together stand in it, but it has a direction) or empty.
        implies: a relation that it also states where both are persons, or empty.
        read: what the trained reader may take as object: ``employer``, ``topic`` or as for frames.
        known_as: the relation that the reader means at words which the lexicon has for that one and not for this.
        least: how sure the reader must be of this one, 0 to 1; 0 as of most.
        unnamed: ``yes`` where frames take people and sites without a name as its ends ("police", "a checkpoint"),
            ``groups`` where they take people without a name as its object, or empty.
        traits: what else is true of it; the head of the table says what each means.
    """

    object: str
    symmetric: str
    implies: str
    read: str
    known_as: str
    least: float
    unnamed: str
    traits: frozenset[str]


@cache
def relation_kinds() -> Mapping[str, RelationKind]:
    """Return what each relation holds between, from ``relations.tsv``.

    Raises:
        SeedError: if how sure the reader must be is no number from 0 to 1, or a trait is unknown.
    """
    path = seeds_path() / "lexicon" / "relations.tsv"
    kinds = {}
    columns = ("relation", "object", "symmetric", "implies", "read", "known_as", "least", "unnamed", "traits")
    for line, row in read_table(path, columns):
        if not re.fullmatch(r"|0|0?\.\d+|1", row["least"]):
            raise SeedError(f"{path}, line {line}: '{row['least']}' is no number from 0 to 1")
        traits = frozenset(row["traits"].split())
        if unknown := sorted(traits - _TRAITS):
            known = ", ".join(sorted(_TRAITS))
            raise SeedError(f"{path}, line {line}: '{unknown[0]}' is no trait of relations; there are {known}")
        kinds[row["relation"]] = RelationKind(
            row["object"],
            row["symmetric"],
            row["implies"],
            row["read"] or row["object"],
            row["known_as"],
            float(row["least"] or 0),
            row["unnamed"],
            traits,
        )
    return kinds


def has_trait(relation: str, trait: str) -> bool:
    """Tell whether a relation has a trait: ``has_trait("metWith", "meeting")``."""
    return trait in relation_kinds()[relation].traits
