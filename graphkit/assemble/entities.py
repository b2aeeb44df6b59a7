"""Which entities of different articles are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from graphkit.link.name_parts import parse_name
from graphkit.link.names import block_keys, content_words, same_person
from graphkit.model import Entity, EntityType, Extraction

__all__ = ["EntityMerge", "merge_entities"]


@dataclass(frozen=True, slots=True)
class EntityMerge:
    """What :func:`merge_entities` found: the canonical id of every id, and the entity of every canonical id."""

    canonical: Mapping[str, str]
    entities: Mapping[str, Entity]


def merge_entities(extractions: Sequence[Extraction]) -> EntityMerge:
    """Unite the entities of many articles; the result does not depend on the order of the articles.

    Entities of one id are one. An unknown entity becomes the known one of its type whose name it bears, if there is
    exactly one. Unknown persons are united if their full names are (:func:`~graphkit.link.names.same_person`) and
    their states do not conflict; where names fit several persons who do not fit each other, all stay apart. A
    surname alone unites nothing, and known entities are never united with each other.

    Args:
        extractions: one an article.
    """
    seen: dict[str, Counter[Entity]] = defaultdict(Counter)
    for extraction in extractions:
        for entity in set(extraction.entities):
            seen[entity.id][entity] += 1
    single = {identifier: _united(identifier, seen[identifier]) for identifier in sorted(seen)}
    canonical = {identifier: identifier for identifier in single}
    canonical.update(_to_known(single.values()))
    free = [e for e in single.values() if not e.known and canonical[e.id] == e.id and e.type is EntityType.PERSON]
    for group in _same_people(free):
        best = min(group, key=lambda e: (-seen[e.id].total(), -len(e.id), e.id))
        canonical.update((entity.id, best.id) for entity in group)
    members: dict[str, list[str]] = defaultdict(list)
    for identifier, target in canonical.items():
        members[target].append(identifier)
    entities = {
        target: single[target] if len(ids) == 1 else _united(target, sum((seen[each] for each in ids), Counter()))
        for target, ids in sorted(members.items())
    }
    return EntityMerge(MappingProxyType(canonical), MappingProxyType(entities))


def _united(identifier: str, seen: Counter[Entity]) -> Entity:
    """Return one entity for all that were seen; what the tables say prevails."""
    known = {entity: count for entity, count in seen.items() if entity.known}
    pool = known or seen
    named = {entity: count for entity, count in pool.items() if _english_is_written(entity)} or pool
    en = _best((entity.en, count) for entity, count in named.items())
    ar = _best((entity.ar, count) for entity, count in pool.items())
    aliases = {alias for entity in seen for alias in entity.aliases}
    aliases |= {(entity.en, "en") for entity in seen if entity.en and _english_is_written(entity)}
    aliases |= {(entity.ar, "ar") for entity in seen if entity.ar}
    return Entity(
        id=identifier,
        type=_type(pool),
        en=en,
        ar=ar,
        aliases=tuple(sorted(aliases - {(en, "en"), (ar, "ar")})),
        wikidata=_best((entity.wikidata, count) for entity, count in pool.items()),
        state=_best((entity.state, count) for entity, count in pool.items()),
        known=bool(known),
    )


def _type(pool: Mapping[Entity, int]) -> EntityType:
    counts: Counter[EntityType] = Counter()
    for entity, count in pool.items():
        counts[entity.type] += count
    return min(counts, key=lambda each: (-counts[each], each.value))


def _english_is_written(entity: Entity) -> bool:
    """Return whether the English label stands in a table or a text; otherwise it is made from the Arabic one."""
    return entity.known or entity.ar is None or (entity.en, "en") in entity.aliases


def _best(values: Iterable[tuple[str | None, int]]) -> str | None:
    """Return the most frequent value, of equals the longest, of these the first in the alphabet."""
    counts: dict[str, int] = {}
    for value, count in values:
        if value:
            counts[value] = counts.get(value, 0) + count
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)


def _forms(entity: Entity) -> set[str]:
    return {form for form in (entity.en, entity.ar, *(text for text, _ in entity.aliases)) if form}


def _full_names(entity: Entity) -> list[str]:
    """Return the names of a person that have more than one part without titles, or a numeral."""
    parsed = ((name, parse_name(name)) for name in _forms(entity))
    return sorted(name for name, parts in parsed if len(parts.parts) + len(parts.marks) > 1)


def _name_keys(entity: Entity) -> set[str]:
    """Return keys of the labels and of the aliases of several words; a single word may mean others elsewhere."""
    words = [(form, content_words(form)) for form in _forms(entity)]
    return {"".join(found) for form, found in words if len(found) > 1 or (found and form in {entity.en, entity.ar})}


def _states_agree(one: Entity, other: Entity) -> bool:
    return one.state == other.state or one.state is None or other.state is None


def _same_names(one: Entity, other: Entity) -> bool:
    return any(same_person(a, b) for a in _full_names(one) for b in _full_names(other))


def _blocks(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    blocks: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in {key for name in _full_names(entity) for key in block_keys(name)}:
            blocks[key].append(entity)
    return blocks


def _to_known(entities: Iterable[Entity]) -> dict[str, str]:
    """Return unknown ids to the one known entity of the same type and name."""
    everyone = list(entities)
    known = [entity for entity in everyone if entity.known]
    people = _blocks(entity for entity in known if entity.type is EntityType.PERSON)
    others: dict[tuple[EntityType, str], list[Entity]] = defaultdict(list)
    for entity in known:
        if entity.type is not EntityType.PERSON:
            for key in _name_keys(entity):
                others[entity.type, key].append(entity)
    found: dict[str, str] = {}
    for entity in everyone:
        if entity.known:
            continue
        if entity.type is EntityType.PERSON:
            keys = {key for name in _full_names(entity) for key in block_keys(name)}
            candidates = {each.id: each for key in keys for each in people.get(key, ())}
            fits = [each for each in candidates.values() if _same_names(entity, each)]
        else:
            fits = [each for key in _name_keys(entity) for each in others.get((entity.type, key), ())]
        targets = {each.id for each in fits if _states_agree(entity, each)}
        if len(targets) == 1:
            found[entity.id] = targets.pop()
    return found


def _same_people(people: Sequence[Entity]) -> list[list[Entity]]:
    """Return groups of unknown persons that are one.

    Being the same is not transitive over names (George Bush fits George W. and George H. W. Bush) nor over states.
    So two are united only if they fit exactly the same others, which makes every group complete and no order matter.
    """
    fits: dict[str, set[str]] = {person.id: {person.id} for person in people}
    tried: set[tuple[str, str]] = set()
    for block in _blocks(people).values():
        for one, other in combinations(block, 2):
            pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if pair in tried:
                continue
            tried.add(pair)
            if _states_agree(one, other) and _same_names(one, other):
                fits[one.id].add(other.id)
                fits[other.id].add(one.id)
    groups: dict[frozenset[str], list[Entity]] = defaultdict(list)
    for person in people:
        groups[frozenset(fits[person.id])].append(person)
    return [group for group in groups.values() if len(group) > 1]
