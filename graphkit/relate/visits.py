"""Visits that a meeting entails: who meets his host in the host's country has come there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from graphkit.link.gazetteer import Gazetteer
from graphkit.model import Entity, EntityType, Relation, Status
from graphkit.relate.kinds import has_trait

__all__ = ["entailed_visits"]


def entailed_visits(
    relations: Iterable[Relation],
    entities: Mapping[str, Entity],
    homes: Callable[[str], set[str]],
    gazetteer: Gazetteer,
) -> Iterator[Relation]:
    """Yield the visits of people whom somebody met in a place of his own state and not of theirs.

    Args:
        relations: those of an article.
        entities: its entities, by id.
        homes: returns the states that somebody belongs to.
        gazetteer: the tables.
    """
    for relation in relations:
        place = entities.get(relation.place or "")
        met = relation.predicate != "visited" and has_trait(relation.predicate, "meeting")
        if not met or place is None or relation.status is Status.DENIED:
            continue
        there = place.id if place.type is EntityType.STATE else gazetteer.capitals.get(place.id, place.state)
        for guest, host in ((relation.subject, relation.object), (relation.object, relation.subject)):
            if there is None or guest is None or host is None or entities[guest].type is not EntityType.PERSON:
                continue
            of_guest = homes(guest)
            if of_guest and there not in of_guest and there in homes(host) | {host}:
                yield replace(relation, subject=guest, predicate="visited", object=place.id, place=None, quantity=None)
