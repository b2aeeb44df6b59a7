"""Which entities of different articles are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from graphkit.assemble.matching import Verdicts, fit, groups, known_target, match_keys, representatives, united
from graphkit.model import Entity, EntityType, Extraction

__all__ = ["EntityMerge", "merge_entities"]


@dataclass(frozen=True, slots=True)
class EntityMerge:
    """What :func:`merge_entities` found: the canonical id of every id, and the entity of every canonical id."""

    canonical: Mapping[str, str]
    entities: Mapping[str, Entity]


def merge_entities(extractions: Sequence[Extraction], verdicts: Verdicts | None = None) -> EntityMerge:
    """Unite the entities of many articles; the result does not depend on the order of the articles.

    Entities of one id are one. An unknown entity becomes the known one of its type whose name it bears, if there is
    exactly one. Unknown persons are united if their full names are (:func:`~graphkit.link.names.same_person`) and
    their states do not conflict; where names fit several persons who do not fit each other, all stay apart. A
    surname alone unites nothing, and known entities are never united with each other, unless a person says so.

    Args:
        extractions: one an article.
        verdicts: what people decided; nothing if absent.
    """
    verdicts = verdicts or Verdicts()
    seen: dict[str, Counter[Entity]] = defaultdict(Counter)
    for extraction in extractions:
        for entity in set(extraction.entities):
            seen[entity.id][entity] += 1
    single = {identifier: united(identifier, seen[identifier]) for identifier in sorted(seen)}
    canonical = {identifier: identifier for identifier in single}
    canonical.update(_to_known(single.values(), verdicts))
    free = [e for e in single.values() if not e.known and canonical[e.id] == e.id and e.type is EntityType.PERSON]
    for group in groups(_fits(free, verdicts)):
        best = min(group, key=lambda each: (-seen[each].total(), -len(each), each))
        canonical.update((each, best) for each in group)
    chosen = representatives(canonical, verdicts)
    canonical = {identifier: chosen.get(target, target) for identifier, target in canonical.items()}
    members: dict[str, list[str]] = defaultdict(list)
    for identifier, target in canonical.items():
        members[target].append(identifier)
    entities = {
        target: single[target] if ids == [target] else united(target, sum((seen[each] for each in ids), Counter()))
        for target, ids in sorted(members.items())
    }
    return EntityMerge(MappingProxyType(canonical), MappingProxyType(entities))


def _blocks(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    blocks: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in match_keys(entity):
            blocks[key].append(entity)
    return blocks


def _to_known(entities: Iterable[Entity], verdicts: Verdicts) -> dict[str, str]:
    """Return unknown ids to the one known entity of the same type and name."""
    everyone = list(entities)
    known = _blocks(entity for entity in everyone if entity.known)
    found: dict[str, str] = {}
    for entity in everyone:
        if not entity.known:
            candidates = (other for key in match_keys(entity) for other in known.get(key, ()))
            if target := known_target(entity, candidates, verdicts):
                found[entity.id] = target
    return found


def _fits(people: Sequence[Entity], verdicts: Verdicts) -> Mapping[str, set[str]]:
    """Return which unknown persons each of them fits, itself among them."""
    fits: dict[str, set[str]] = {person.id: {person.id} for person in people}
    tried: set[tuple[str, str]] = set()
    for block in _blocks(people).values():
        for one, other in combinations(block, 2):
            pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if pair in tried:
                continue
            tried.add(pair)
            if fit(one, other, verdicts):
                fits[one.id].add(other.id)
                fits[other.id].add(one.id)
    return fits
