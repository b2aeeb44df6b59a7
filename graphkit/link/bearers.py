"""Whom the offices and adjectives of an article mean that name nobody: ``الوزير``, ``its leader``, ``the Chilean``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graphkit.analyse import AnalysedArticle
from graphkit.link.gazetteer import Gazetteer
from graphkit.link.named_items import NamedItems
from graphkit.link.values import Item, OfficeFact
from graphkit.model import EntityType
from graphkit.resources import seeds_path
from graphkit.tables import read_table

__all__ = ["GOVERNS", "OF_BOTH", "SENT", "SERVES", "Bearers", "role_bodies"]

# A reader takes "the leader" for whoever governs; the tables name the office.
GOVERNS = ("president", "supreme-leader", "king", "emir", "sultan", "prime-minister", "chancellor",
            "head-of-state-council", "junta-leader", "interim-president", "leader")  # fmt: skip
# Offices that a state has many of, one for each state it sends somebody to.
SENT = frozenset({"ambassador", "charge-d-affaires", "consul"})
_ENVOYS = SENT | {"envoy", "permanent-representative", "special-representative", "un-envoy", "diplomat"}
# Offices under another's: whoever governs has none of them.
SERVES = frozenset(
    {"spokesperson", "military-spokesperson", "presidential-spokesperson", "aide", "adviser", "envoy", "deputy",
     "chief-of-staff"}
)  # fmt: skip
# Offices of a state, a group or a party alike.
OF_BOTH = frozenset(
    {"leader", "president", "spokesperson", "military-spokesperson", "envoy", "official", "deputy", "adviser"}
)
_PERSON_NOUN = re.compile(r"(?<!\w)(?:[وف]?(?:ال|لل|بال))(?:ضيف|زائر|مضيف|جنرال|محاور|مسؤول|دبلوماسي|مرشح)ة?\s+$")
_ONE = re.compile(r"(?:[ai]n|[^s]i)$")
"""What one of a people ends in: ``Chilean``, ``Israeli``; "the Chinese" are many."""


@cache
def role_bodies() -> Mapping[str, str]:
    """Return the noun of the body that an office names: of the army commander, the armed forces."""
    table = read_table(seeds_path() / "lexicon" / "role_bodies.tsv", ("role", "body"))
    return {row["role"]: row["body"] for _, row in table}


class Bearers(NamedItems):
    """The offices of an article, and who bears them."""

    def __init__(self, analysed: AnalysedArticle, gazetteer: Gazetteer) -> None:
        super().__init__(analysed, gazetteer)
        self.offices: list[OfficeFact] = []
        self.titles: dict[str, set[str]] = {}

    def bearer(self, block: int, begin: int, role: str, of: str | None = None) -> str | None:
        """Return the holder of an office who was last named before a place: for ``الوزير`` a foreign minister.

        Args:
            block: the block of the office.
            begin: its offset in the block.
            role: the office, or the last word of it.
            of: the state that he serves, where it is said: ``الوزير التركي``.
        """
        for number in range(block, -1, -1):
            text = self.analysed.docs[number][1].text
            for item in reversed(self.items[number]):
                if number == block and item.end > begin:
                    continue
                person = self.entity_of(item, text) if item.how in ("name", "short", "unknown") else None
                if person is None or not self.is_person(person):
                    continue
                if of is not None and (self.state_of_person(person) != of or self.is_past(person, of)):
                    continue
                held = self.roles_of(person) | self.titles.get(person, set())
                if (
                    not role
                    or role in held
                    or (role in _ENVOYS and held & _ENVOYS)
                    or (role == "leader" and held & set(GOVERNS))
                    or any(
                        other.endswith(f"-{role}") and not other.startswith(("vice", "deputy", "prime"))
                        for other in held
                    )
                ):
                    return person
        return None

    def is_past(self, person: str, of: str) -> bool:
        """Tell whether the article says only of what time ago somebody held an office of a state."""
        held = [fact.effect for fact in self.offices if fact.person == person and fact.of == of]
        return bool(held) and all(effect in ("former", "late") for effect in held)

    def compatriot(self, block: int, item: Item, state: str) -> str | None:
        """Return who was last named of a state, where its adjective means a person: ``the Chilean``."""
        doc = self.analysed.docs[block][1]
        before, after = doc.text[: item.begin], doc.char_span(item.begin, item.end, alignment_mode="expand")
        if after is None:
            return None
        if doc.lang_ == "ar":
            if not _PERSON_NOUN.search(before):
                return None
        else:
            following = doc[after.end] if after.end < len(doc) else None
            alone = following is None or following.pos_ in ("VERB", "AUX", "PUNCT", "PART", "ADP", "PRON", "ADV")
            if not (before.lower().endswith("the ") and alone and _ONE.search(after.text)):
                return None
        return self.bearer(block, item.begin, "", state)

    def possessor(self, block: int, begin: int, role: str) -> str | None:
        """Return the state or the body last named in a block: whose ``وزير خارجيتها`` or "its leader" is."""
        of_body = bool(role) and self.gazetteer.roles[role].of == "org"
        for number in range(block, max(-1, block - 2), -1):
            if number < block and not of_body and role not in OF_BOTH:
                break
            text = self.analysed.docs[number][1].text
            for item in reversed(self.items[number]):
                if (number == block and item.end > begin) or item.how in ("role", "head"):
                    continue
                entity = self.entity_of(item, text)
                named = item.how in ("name", "group") or item.label == "ORG"
                body = entity is not None and named and not self.is_person(entity) and not self.is_place(entity)
                if entity and body and (of_body or (role in OF_BOTH and self.is_band(entity))):
                    return self.gazetteer.capitals.get(entity, entity)
                state = self.state_of_person(entity) if entity and number == block else None
                if state:
                    return self.gazetteer.capitals.get(state, state)
        return None

    def is_band(self, entity: str) -> bool:
        """Tell whether an entity is an armed group or a party, that has spokesmen and envoys of its own."""
        return self.kind_of(entity) in ("armed-group", "party")

    def leads(self, person: str) -> str | None:
        """Return the armed group that a person has an office of, by the article or the tables."""
        held = [fact.of for fact in self.offices if fact.person == person]
        held += [office.of for office in self.gazetteer.offices_of(person, self.date)]
        return next((of for of in held if self.gazetteer.kinds.get(of) == "armed-group"), None)

    def kind_of(self, entity: str) -> str:
        """Return the kind of an entity, as the tables have it, of an unknown organisation ``party``."""
        if entity in self.local:
            return "party" if self.local.entity(entity, None).type is EntityType.ORGANIZATION else ""
        return self.gazetteer.kinds.get(entity, "")

    def regions_of(self, entity: str) -> frozenset[str]:
        """Return what a place or a state is part of."""
        parent = self.gazetteer.parents.get(entity)
        return frozenset({parent} if parent else ())

    def roles_of(self, person: str) -> frozenset[str]:
        """Return the offices that a person holds, by the article or the tables."""
        stated = {fact.role for fact in self.offices if fact.person == person}
        return frozenset(stated | {office.role for office in self.gazetteer.offices_of(person, self.date)})

    def type_of(self, entity: str) -> EntityType | None:
        """Return the type of an entity of the tables or of the article."""
        known = self.gazetteer.entities.get(entity)
        if known is None and entity in self.local:
            known = self.local.entity(entity, None)
        return known.type if known is not None else None

    def is_person(self, entity: str) -> bool:
        """Tell whether an entity is a person."""
        return self.type_of(entity) is EntityType.PERSON

    def is_place(self, entity: str) -> bool:
        """Tell whether an entity is a place that is no capital: it has no spokesman of its own."""
        return self.type_of(entity) is EntityType.PLACE and entity not in self.gazetteer.capitals

    def state_of_person(self, entity: str) -> str | None:
        """Return the state that an entity acts for."""
        state = self.state(entity)
        if state:
            return state
        for fact in self.offices:
            if fact.person == entity and self.state(fact.of):
                return self.state(fact.of)
        for office in self.gazetteer.offices_of(entity, self.date):
            if self.state(office.of):
                return self.state(office.of)
        parts = self.gazetteer.parts(entity)
        return parts[1] if parts is not None else None
