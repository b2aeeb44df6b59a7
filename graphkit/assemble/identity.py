"""Entities of equal id are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit.model import Entity, Extraction

__all__ = ["SameIds", "merge_by_id"]


@dataclass(frozen=True, slots=True)
class SameIds:
    """Entities merged by id alone: no id changes."""

    canonical: Mapping[str, str]
    entities: Mapping[str, Entity]


def merge_by_id(extractions: Sequence[Extraction]) -> SameIds:
    """Merge entities of equal id; forms are joined, and a known entity prevails over one found in text only."""
    by_id: dict[str, set[Entity]] = defaultdict(set)
    for extraction in extractions:
        for entity in extraction.entities:
            by_id[entity.id].add(entity)
    entities = {}
    for name, found in sorted(by_id.items()):
        best = min(found, key=lambda entity: (not entity.known, repr(entity)))
        aliases = sorted({alias for entity in found for alias in entity.aliases})
        entities[name] = replace(best, aliases=tuple(aliases))
    return SameIds({name: name for name in entities}, entities)
