"""Whose side the entities of an article are on: the states that they belong to, the bodies that they speak for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from graphkit.link.bearers import GOVERNS
from graphkit.link.envoys import SENT_TO
from graphkit.link.values import LinkedArticle
from graphkit.model import Entity, EntityType, Interval
from graphkit.relate.frames import Found
from graphkit.relate.kinds import relation_kinds
from graphkit.relate.odds import is_anothers
from graphkit.relate.office_words import OfficeWords

__all__ = ["Sides"]

_VOICES = frozenset({"ministry", "presidency", "government"})  # kinds of bodies that speak for a state
_MONTH = dt.timedelta(days=31)


class Sides:
    """Who belongs to whom by the tables and by the offices that an article tells."""

    def __init__(self, linked: LinkedArticle, entities: Mapping[str, Entity]) -> None:
        """Take the linked article and every entity mentioned, by id."""
        self.linked, self.entities, self.gazetteer = linked, entities, linked.gazetteer
        self.hosts = {o.person: o.of for o in linked.offices if o.role == SENT_TO}

    def is_at_odds(self, found: Found, office: OfficeWords | None) -> bool:
        """Tell whether what was read contradicts what is known of somebody.

        A person serves his state, and visits others. Nobody holds another's office.
        """
        if found.object is None:
            return False
        if self.gazetteer.kinds.get(found.subject) in _VOICES and found.object == self.entities[found.subject].state:
            # A ministry speaks for its state.
            return True
        there = self.gazetteer.capitals.get(found.object, found.object)
        if found.relation == "ambassadorTo":
            return self.hosts.get(found.subject, there) != there
        homes = self.homes(found.subject)
        if office is not None:
            if is_anothers(found, office, self.linked):
                return True
            of = there if self.is_state(found.object) else None
            if of is None and office.role in GOVERNS:
                # "President Lourenco" is none of the Ghanaian parliament.
                of = self.state(found.object)
            return bool(homes) and of is not None and of not in homes
        both = relation_kinds()[found.relation].symmetric == "yes"
        return (both or found.relation == "visited") and (there in homes or found.subject in self.homes(found.object))

    def is_state(self, entity: str) -> bool:
        """Tell whether an entity is a state."""
        return self.entities[entity].type is EntityType.STATE

    def returns(self, found: Found) -> bool:
        """Tell whether somebody is said to visit "the country" that is his own, or a group its own capital."""
        if self.entities[found.subject].type is not EntityType.PERSON:
            state = self.state(found.subject)
            return state is not None and self.gazetteer.capitals.get(found.object or "") == state
        called = found.object_argument.mentions if found.object_argument is not None else ()
        referred = any(mention.kind not in ("name", "short") for mention in called)
        return referred and found.object in self.homes(found.subject)

    def homes(self, entity: str) -> set[str]:
        """Return the states that an entity belongs to, by the tables and by the offices that the article tells."""
        if self.is_state(entity):
            return set()
        stated = (self.state(office.of) for office in self.linked.offices if office.person == entity)
        return {state for state in (self.state(entity), *stated) if state is not None}

    def speaks_for(self, entity: str) -> set[str]:
        """Return an entity, its state, and the bodies and states that the article gives it an office of."""
        offices = (office.of for office in self.linked.offices if office.person == entity)
        return {e for e in (entity, self.state(entity), *offices) if e is not None}

    def state(self, entity: str | None) -> str | None:
        """Return the state that an entity is or belongs to."""
        if entity is None:
            return None
        known = self.entities[entity]
        return entity if known.type is EntityType.STATE else known.state

    def serves(self, person: str, body: str | None) -> bool:
        """Tell whether a person holds an office of a body or state, by the article or the tables."""
        day = self.linked.analysed.article.date
        told = any((office.person, office.of) == (person, body) for office in self.linked.offices)
        return told or any(office.of == body for office in self.gazetteer.offices_of(person, day))

    def governs_after(self, person: str | None, day: dt.date | None) -> bool:
        """Tell whether somebody is still in office a month later, as the tables have it: he was not killed."""
        if person is None or day is None:
            return False
        held = self.gazetteer.offices.get(person, ())
        return any(o.role in GOVERNS and (o.end or self.written).earliest > day + _MONTH for o in held)

    @cached_property
    def written(self) -> Interval:
        """When the last office of the tables began: those without an end were held then."""
        return max(o.start for held in self.gazetteer.offices.values() for o in held if o.start is not None)

    def roles(self) -> dict[str, frozenset[str]]:
        """Return the offices that the persons of the article hold, by the article and the tables."""
        day = self.linked.analysed.article.date
        found: dict[str, set[str]] = {}
        for office in self.linked.offices:
            found.setdefault(office.person, set()).add(office.role)
        for person in self.linked.entities:
            found.setdefault(person, set()).update(o.role for o in self.gazetteer.offices_of(person, day))
        return {person: frozenset(held) for person, held in found.items()}

    def belongs(self, person: str, body: str | None) -> bool:
        """Tell whether the article gives one of two an office of the other."""
        return self.serves(person, body) or (body is not None and self.serves(body, person))
