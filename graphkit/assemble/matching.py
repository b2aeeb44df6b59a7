"""What two entities of different articles have to share to be one; each rule by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graphkit.link.name_parts import parse_name
from graphkit.link.names import block_keys, content_words, same_person
from graphkit.model import Entity, EntityType

__all__ = ["Verdicts", "fit", "groups", "known_target", "match_keys", "representatives", "united"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a person decided about entities, over what the rules find.

    Attributes:
        same: pairs (kept, merged) that are one, whatever their names are.
        apart: pairs that are not, each in the order of the alphabet.
    """

    same: tuple[tuple[str, str], ...] = ()
    apart: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def parted(self, one: str, other: str) -> bool:
        """Tell whether a person said that the two are not one."""
        return (min(one, other), max(one, other)) in self.apart


def united(identifier: str, seen: Mapping[Entity, int]) -> Entity:
    """Return one entity for all that were seen, with how often; what the tables say prevails."""
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


def match_keys(entity: Entity) -> frozenset[str]:
    """Return keys of which two entities that are one by their names share at least one.

    Persons go by their full names, others by their labels and by the aliases of several words; a single word may mean
    others elsewhere.
    """
    if entity.type is EntityType.PERSON:
        return frozenset(key for name in _full_names(entity) for key in block_keys(name))
    words = [(form, content_words(form)) for form in _forms(entity)]
    whole = (found for form, found in words if len(found) > 1 or (found and form in {entity.en, entity.ar}))
    return frozenset(f"{entity.type.value}:{''.join(found)}" for found in whole)


def known_target(entity: Entity, candidates: Iterable[Entity], verdicts: Verdicts) -> str | None:
    """Return the id of the only known entity that an unknown one can be, if there is just one.

    Args:
        entity: an unknown entity.
        candidates: the known entities that share one of its `match_keys`.
        verdicts: what people decided.
    """
    targets = {
        other.id
        for other in candidates
        if other.type is entity.type
        and _states_agree(entity, other)
        and not verdicts.parted(entity.id, other.id)
        and (entity.type is not EntityType.PERSON or _same_names(entity, other))
    }
    return targets.pop() if len(targets) == 1 else None


def fit(one: Entity, other: Entity, verdicts: Verdicts) -> bool:
    """Tell whether two unknown persons can be one, by their names and their states."""
    return _states_agree(one, other) and not verdicts.parted(one.id, other.id) and _same_names(one, other)


def groups(fits: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Return groups of persons that are one.

    Being the same is not transitive over names (George Bush fits George W. and George H. W. Bush) nor over states.
    So two are united only if they fit exactly the same others, which makes every group complete and no order matter.

    Args:
        fits: for each person those that it fits, itself among them.
    """
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for person, others in fits.items():
        found[frozenset(others)].append(person)
    return [group for group in found.values() if len(group) > 1]


def representatives(canonical: Mapping[str, str], verdicts: Verdicts) -> Mapping[str, str]:
    """Return, for each id that people merged into another one, that other one.

    Args:
        canonical: what the rules find, at least for all ids that the verdicts name; others are not there and ignored.
        verdicts: what people decided.
    """
    pairs = [(canonical[a], canonical[b]) for a, b in verdicts.same if a in canonical and b in canonical]
    parts: dict[str, set[str]] = {}
    for pair in pairs:
        joined = parts.get(pair[0], {pair[0]}) | parts.get(pair[1], {pair[1]})
        parts.update(dict.fromkeys(joined, joined))
    merged = {b for a, b in pairs if a != b}
    return {each: min(parts[each] - merged or parts[each]) for each in parts}


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


def _states_agree(one: Entity, other: Entity) -> bool:
    return one.state == other.state or one.state is None or other.state is None


def _same_names(one: Entity, other: Entity) -> bool:
    return any(same_person(a, b) for a in _full_names(one) for b in _full_names(other))
