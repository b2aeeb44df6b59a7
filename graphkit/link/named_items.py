"""Whom the items of an article name, each by the rest of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphkit.analyse import AnalysedArticle
from graphkit.link.gazetteer import Gazetteer
from graphkit.link.institutions import compose_heads
from graphkit.link.items import block_items
from graphkit.link.people import LocalNames
from graphkit.link.values import Item
from graphkit.model import EntityType

__all__ = ["NATIONAL", "NamedItems"]

# Bodies of which a state has one: "the army" of an article about one state is its army.
NATIONAL = frozenset({"army", "police", "parliament", "ministry", "intelligence", "junta", "office"})


_DATELINE = 40  # code points of the first paragraph


class NamedItems:
    """The items of an article's blocks, and whom they name."""

    def __init__(self, analysed: AnalysedArticle, gazetteer: Gazetteer) -> None:
        self.analysed, self.gazetteer = analysed, gazetteer
        self.date = analysed.article.date
        self.items: list[list[Item]] = []
        for _, doc in analysed.docs:
            items = compose_heads(block_items(doc, doc.lang_, gazetteer), doc.text, doc.lang_, gazetteer)
            self.items.append(items)
        self.people = Counter(
            entity
            for items in self.items
            for item in items
            if item.how == "name"
            for entity in item.entities
            if gazetteer.entities[entity].type is EntityType.PERSON
        )
        self.named = Counter(e for items in self.items for i in items if i.how == "name" for e in i.entities)
        self.local = LocalNames(gazetteer, frozenset(self.people))
        self.unknown = self.local.add(
            (doc.text[item.begin : item.end], item.label, doc.lang_)
            for (_, doc), items in zip(analysed.docs, self.items, strict=True)
            for item in items
            if item.label
        )
        self.people.update(e for e in self.unknown.values() if e in gazetteer.entities)
        self.context = Counter(
            state
            for items in self.items
            for item in items
            if item.how == "demonym" or (len(item.entities) == 1 and item.how in ("name", "group"))
            for state in {self.state(e) for e in (item.states if item.how == "demonym" else item.entities)}
            if state
        )
        self.opening = self.opening_states()
        self.home = self.home_state() or self.seat()
        self.institutions = self.named_institutions()

    def state(self, entity: str) -> str | None:
        """Return the state that an entity is, stands for or belongs to."""
        known = self.gazetteer.entities.get(entity)
        if known is None:
            return None
        return entity if known.type is EntityType.STATE else known.state

    def entity_of(self, item: Item, text: str) -> str | None:
        """Return the entity that an item names, or None where it stays open."""
        if item.how == "unknown":
            return self.unknown[text[item.begin : item.end], item.label]
        if item.how == "demonym":
            return self.best(item.states)
        if item.how == "head":
            return self.bare(item)
        if item.how == "short":
            found = self.short(item)
            if item.label:
                bearer = self.unknown[text[item.begin : item.end], item.label]
                return bearer if found is None or self.rather(bearer, found) else found
            return found
        if item.entities:
            return self.best(item.entities)
        return None

    def rather(self, bearer: str, found: str) -> bool:
        """Tell whether a surname is that of someone named in full, not of the one whom the tables have under it."""
        if bearer == found or self.people[found] or self.named[found]:
            return False
        if any(self.state(office.of) == office.of for office in self.gazetteer.offices_of(found, self.date)):
            # "Eric Trump ... Trump": whoever rules a state needs no first name.
            return False
        if bearer in self.local:
            return any(" " in form for form in self.local.forms(bearer))
        return self.people[bearer] > 0

    def best(self, candidates: Sequence[str]) -> str | None:
        """Return the candidate that the rest of the article speaks of, a state before a place."""
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            return None

        def rank(entity: str) -> tuple[int, int, int]:
            return (
                self.people[entity],
                self.context[self.state(entity) or ""],
                self.gazetteer.entities[entity].type is EntityType.STATE,
            )

        ordered = sorted(candidates, key=rank, reverse=True)
        return ordered[0]

    def bare(self, item: Item) -> str | None:
        """Return the body that "the army" means where the article names just one army."""
        named = {entity for head in item.heads for entity in self.institutions.get(head, ())}
        if len(named) == 1:
            return named.pop()
        if named or self.home is None:
            return None
        head = self.gazetteer.heads[item.heads[0]]
        if head.stands_for == "state":
            return self.home
        return f"{self.home}-{head.id}" if head.kind in NATIONAL else None

    def named_institutions(self) -> dict[str, set[str]]:
        """Return the armies, ministries ... that the article names with their state, by the noun of the table."""
        found: dict[str, set[str]] = {}
        for item in (item for items in self.items for item in items if item.how in ("group", "name")):
            for entity in item.entities:
                parts = self.gazetteer.parts(entity) if item.how == "name" else None
                heads = item.heads if item.how == "group" else (parts[0].id,) if parts is not None else ()
                if not any(self.gazetteer.heads[head].stands_for in ("state", "capital") for head in heads):
                    for head in heads:
                        found.setdefault(head, set()).add(entity)
        return found

    def home_state(self) -> str | None:
        """Return the state that the article is about, if it is about one: two thirds of what names a state."""
        total = sum(self.context.values())
        if not total:
            return None
        state, count = min(self.context.items(), key=lambda pair: (-pair[1], pair[0]))
        return state if 3 * count > 2 * total else None

    def opening_states(self) -> Counter[str]:
        """Count the states of headline and dateline: of what stands before the first sentence goes on."""
        here = [
            item
            for number, items in enumerate(self.items[:2])
            for item in items
            if number == 0 or item.begin < _DATELINE
        ]
        named = (item.states if item.how == "demonym" else item.entities for item in here if len(item.entities) < 2)
        return Counter(state for names in named for name in names[:1] if (state := self.state(name)))

    def seat(self) -> str | None:
        """Return the state whose capital the dateline names, if the headline speaks of that state too."""
        if len(self.items) < 2 or not self.items[1]:
            return None
        first = self.items[1][0]
        held = first.how == "name" and first.begin < 4 and len(first.entities) == 1
        state = self.gazetteer.capitals.get(first.entities[0]) if held else None
        after = self.analysed.docs[1][1].text[first.end : first.end + 3].lstrip()
        headline = (s for i in self.items[0] for s in (i.states if i.how == "demonym" else i.entities[:1]))
        return state if after[:1] in tuple(":(,-–—/") and state in map(self.state, headline) else None

    def leading_state(self) -> str | None:
        """Return the state that the article speaks of half as often again as of any other, doubly where it begins."""
        spoken = self.context + self.opening
        (state, count), (_, other) = (*spoken.most_common(2), ("", 0), ("", 0))[:2]
        return state if self.context[state] > 1 and 2 * count >= 3 * other else None

    def short(self, item: Item) -> str | None:
        """Return whom a surname or an acronym means: someone named in full, else the only or the ruling bearer."""
        named = [e for e in item.entities if self.people[e] or self.named[e]]
        if len(named) == 1:
            return named[0]
        if named:
            return self.best(named)
        if item.label == "LOC":
            # "منطقة ماكين": a place that has the name of somebody of whom the article does not speak.
            return None
        # A bare surname of somebody whose state the article never speaks of is a common word more often than not.
        bearers = [e for e in item.entities if self.gazetteer.entities[e].type in (EntityType.PERSON, EntityType.STATE)]
        holding = [e for e in bearers if self.gazetteer.offices_of(e, self.date)]
        if self.date is None and len(bearers) > 1:
            holding = []
        if item.label == "PER" and len(holding) == 1:
            return holding[0]
        in_context = [e for e in holding or bearers if self.context[self.state(e) or ""]]
        return in_context[0] if len(in_context) == 1 else None
