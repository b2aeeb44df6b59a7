"""Institution nouns with the states beside them: ``وزارة الخارجية القطرية``, ``US and British forces``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphkit.link.gazetteer import Gazetteer
from graphkit.link.values import Item
from graphkit.model import EntityType

__all__ = ["compose_heads"]

_RULES = frozenset({"government", "junta", "office", "parliament"})
_BETWEEN = frozenset({"", "national", "armed", "military", "senior", "top", "special", "government"})


def _belongs(gap: str, head: Item, gazetteer: Gazetteer) -> bool:
    """Tell whether what follows an Arabic institution noun after a gap is its state."""
    word = gap.strip(' «"')
    return word == "" or (word in ("في", "الحاكم في") and gazetteer.heads[head.heads[0]].kind in _RULES)


def _state_of(item: Item, gazetteer: Gazetteer) -> str | None:
    """Return the state that an item names or is an adjective of: ``روسيا``, ``موسكو``, ``الروسية``."""
    if item.states and item.how in ("demonym", "name", "short"):
        return item.states[0] if item.how == "demonym" or not item.entities else _owner(item.entities[0], gazetteer)
    if len(item.entities) >= 1 and item.how in ("name", "metonym"):
        return _owner(item.entities[0], gazetteer)
    return None


def _owner(entity: str, gazetteer: Gazetteer) -> str | None:
    if gazetteer.entities[entity].type is EntityType.STATE:
        return entity
    return gazetteer.capitals.get(entity)


def compose_heads(items: Sequence[Item], text: str, lang: str, gazetteer: Gazetteer) -> list[Item]:
    """Join institution nouns with the state beside them: ``وزارة الخارجية`` + ``القطرية``, ``Qatar`` + ``'s army``.

    Args:
        items: the items of a block, in order.
        text: the block's text.
        lang: its language; Arabic puts the state after the noun, English before it or after ``of``.
        gazetteer: the tables.

    Returns:
        The items, those joined replaced by one of ``how="group"`` whose entity may not be in the tables yet
        (:meth:`Gazetteer.composed` makes it).
    """
    result: list[Item] = []
    position = 0
    while position < len(items):
        item = items[position]
        nxt = items[position + 1] if position + 1 < len(items) else None
        joined: tuple[str, str] | None = None
        end = item.end
        if item.heads and nxt is not None:
            gap = text[item.end : nxt.begin]
            after = (
                not nxt.clitics and _belongs(gap, item, gazetteer)
                if lang == "ar"
                else gap.strip().lower() in ("of", "of the")
            )
            state = _state_of(nxt, gazetteer) if after else None
            if state:
                joined, end = (item.heads[0], state), nxt.end
        if joined is None and item.how != "head" and nxt is not None and nxt.heads and lang != "ar":
            gap = text[item.end : nxt.begin]
            state = _state_of(item, gazetteer)
            if state and gap.strip().lower().removeprefix("'s").removeprefix("’s").strip() in _BETWEEN:
                joined, end = (nxt.heads[0], state), nxt.end
        if joined is None:
            result.append(item)
            position += 1
            continue
        head, state = joined
        result.append(_composed(item, end, head, state, gazetteer))
        position += 2
    return _shared(result, text, lang, gazetteer)


def _composed(item: Item, end: int, head: str, state: str, gazetteer: Gazetteer) -> Item:
    stands_for = gazetteer.heads[head].stands_for
    if stands_for == "capital":
        entity = gazetteer.capital_of(state) or state
    else:
        entity = state if stands_for == "state" else f"{state}-{head}"
        if head == "troops":
            entity = gazetteer.forces_of(state) or entity
    return replace(item, end=end, how="group", entities=(entity,), states=(state,), heads=(head,), roles=())


def _shared(items: Sequence[Item], text: str, lang: str, gazetteer: Gazetteer) -> list[Item]:
    """Give a noun to each of the adjectives that share it: ``قوات أميركية وبريطانية``, ``US and British forces``."""
    arabic = lang == "ar"
    result = list(items)
    places = range(1, len(result)) if arabic else range(len(result) - 2, -1, -1)
    for place in places:
        item, beside = result[place], result[place - 1 if arabic else place + 1]
        head = _noun_of(beside, gazetteer) if item.how == "demonym" else None
        if head is None:
            continue
        first, second = (beside, item) if arabic else (item, beside)
        gap = text[first.end : second.begin].strip().lower()
        alike = (
            text[item.end - 2 : item.end] == text[beside.end - 2 : beside.end]
            if arabic
            else text[beside.begin].isupper()
        )
        if alike and gap in (("و",) if arabic else ("and", ",", "and the")):
            result[place] = _composed(item, item.end, head, item.states[0], gazetteer)
    return result


def _noun_of(item: Item, gazetteer: Gazetteer) -> str | None:
    """Return the institution noun of an item that holds one: ``British forces``, of the tables or not."""
    if item.how == "name" and len(item.entities) == 1:
        parts = gazetteer.parts(item.entities[0])
        return parts[0].id if parts is not None else None
    return item.heads[0] if item.how == "group" else None
