"""Relations of many articles become one relation each, with all their evidence."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graphkit.assemble.belief import Priors, Statement, belief, source_of
from graphkit.assemble.times import hull, narrowed
from graphkit.model import Entity, Evidence, Extraction, Interval, MergedRelation, Relation, Status
from graphkit.vocabulary import property_of

__all__ = ["merge_relations", "relation_key"]

_Who = tuple[str, str, str | None, Status]
_T = TypeVar("_T", str, int)


@dataclass(slots=True)
class _Group:
    """The statements of one relation, gathered; ``evidence`` with its rank within its article, 0 the clearest."""

    who: _Who
    role: str | None
    time: Interval | None
    places: Counter[str] = field(default_factory=Counter)
    quantities: Counter[int] = field(default_factory=Counter)
    evidence: list[tuple[int, Evidence]] = field(default_factory=list)

    def add(self, relation: Relation) -> None:
        if relation.place is not None:
            self.places[relation.place] += len(relation.evidence)
        if relation.quantity is not None:
            self.quantities[relation.quantity] += len(relation.evidence)
        self.evidence += enumerate(relation.evidence)


def relation_key(relation: Relation) -> str:
    """Return the hash that names a relation: of its subject, predicate, object, status, role and, for events, date.

    It depends on nothing else, so that the same relation has the same name in every graph.
    """
    date = None if property_of(relation.predicate).fact else relation.time
    parts = (
        relation.subject,
        relation.predicate,
        relation.object or "",
        date.iso() if date else "",
        relation.status.value,
        relation.role or "",
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def merge_relations(
    extractions: Sequence[Extraction], entities: Mapping[str, Entity], priors: Priors
) -> tuple[MergedRelation, ...]:
    """Merge the relations of articles and weigh them.

    Two relations are one if subject, predicate, object and status agree and role and time do not differ: a missing
    role or a coarser time gives way to the only more precise one there is, unless the article is older than that.
    Facts, such as offices, merge whatever their times are and hold over all of them. The two ends of a symmetric
    relation are sorted by id.

    Args:
        extractions: one an article, with canonical entity ids.
        entities: every entity by its id.
        priors: the errors of the kinds of sources.

    Returns:
        Relations sorted by subject, predicate, object, time, status and key.
    """
    by_who: dict[_Who, list[Relation]] = defaultdict(list)
    for extraction in extractions:
        for relation in extraction.relations:
            turned = _turned(relation)
            if turned.subject != turned.object:
                by_who[turned.subject, turned.predicate, turned.object, turned.status].append(turned)
    by_article = {extraction.article.sha256: extraction for extraction in extractions}
    days = {sha: extraction.article.date for sha, extraction in by_article.items()}
    groups = [group for who, found in by_who.items() for group in _groups(who, found, days)]
    relations = {relation_key(relation): relation for relation in map(_merged, groups)}
    statements = {key: _statements(relation, by_article, entities) for key, relation in relations.items()}
    opposites = _opposites(relations)
    merged = [
        MergedRelation(
            key=key,
            relation=relation,
            belief=round(belief(statements[key], [s for o in opposites[key] for s in statements[o]], priors), 4),
            articles=len({evidence.article for evidence in relation.evidence}),
            contradicts=tuple(sorted(opposites[key])),
        )
        for key, relation in relations.items()
    ]
    return tuple(sorted(merged, key=_order))


def _turned(relation: Relation) -> Relation:
    if property_of(relation.predicate).symmetric and relation.object is not None and relation.object < relation.subject:
        return replace(relation, subject=relation.object, object=relation.subject)
    return relation


def _groups(who: _Who, relations: Iterable[Relation], days: Mapping[str, dt.date | None]) -> list[_Group]:
    """Split relations that agree in ``who`` by role and by time; ``days`` are those of the articles."""
    relations = list(relations)
    roles = {relation.role for relation in relations} - {None}
    only_role = next(iter(roles)) if len(roles) == 1 else None
    by_role: dict[str | None, list[Relation]] = defaultdict(list)
    for relation in relations:
        by_role[relation.role or only_role].append(relation)
    groups: list[_Group] = []
    for role, found in by_role.items():
        times = [relation.time for relation in found]
        fact = property_of(who[1]).fact
        target = dict.fromkeys(times, hull(times)) if fact else narrowed(times)
        by_time: dict[Interval | None, _Group] = {}
        for relation in found:
            time = target[relation.time]
            if not fact and time is not None and _told_before(relation, time, days):
                time = relation.time
            by_time.setdefault(time, _Group(who, role, time)).add(relation)
        groups += by_time.values()
    return groups


def _told_before(relation: Relation, time: Interval, days: Mapping[str, dt.date | None]) -> bool:
    """Tell whether articles report as done what would only happen after them: then it is another occasion."""
    told = [day for evidence in relation.evidence if (day := days[evidence.article]) is not None]
    return relation.status is Status.ACTUAL and bool(told) and max(told) < time.earliest


def _merged(group: _Group) -> Relation:
    subject, predicate, obj, status = group.who
    return Relation(
        subject=subject,
        predicate=predicate,
        object=obj,
        status=status,
        evidence=_distinct(group.evidence),
        time=group.time,
        place=_most(group.places),
        role=group.role,
        quantity=_most(group.quantities),
    )


def _most(counted: Counter[_T]) -> _T | None:
    """Return the value stated most often; of several the greatest, so that the order of articles does not matter."""
    return max(counted, key=lambda value: (counted[value], value)) if counted else None


def _distinct(ranked: Iterable[tuple[int, Evidence]]) -> tuple[Evidence, ...]:
    """Return each place and claimant once, the clearest of every article first."""
    best: dict[tuple[str, int, int, str], tuple[int, Evidence]] = {}
    for rank, evidence in sorted(ranked, key=lambda pair: (pair[0], _place(pair[1]), pair[1].extractor)):
        best.setdefault(_place(evidence), (rank, evidence))
    return tuple(evidence for _, evidence in sorted(best.values(), key=lambda pair: (pair[0], _place(pair[1]))))


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article, evidence.begin, evidence.end, evidence.source or ""


def _statements(
    relation: Relation, by_article: Mapping[str, Extraction], entities: Mapping[str, Entity]
) -> list[Statement]:
    parties = (relation.subject, relation.object)
    return [
        Statement(source_of(evidence, by_article[evidence.article], parties, entities), evidence.quote)
        for evidence in relation.evidence
    ]


def _opposites(relations: Mapping[str, Relation]) -> Mapping[str, set[str]]:
    """Return, for each key, the keys of what says the opposite: the same denied, at a time that may be the same."""
    by_what: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    for key, relation in relations.items():
        by_what[relation.subject, relation.predicate, relation.object].append(key)
    found: dict[str, set[str]] = {key: set() for key in relations}
    for keys in by_what.values():
        denied = [key for key in keys if relations[key].status is Status.DENIED]
        for no in denied:
            for yes in keys:
                if relations[yes].status is not Status.DENIED and _may_be_one(relations[yes], relations[no]):
                    found[yes].add(no)
                    found[no].add(yes)
    return found


def _may_be_one(a: Relation, b: Relation) -> bool:
    if a.role is not None and b.role is not None and a.role != b.role:
        return False
    if a.time is None or b.time is None:
        return True
    return a.time.earliest <= b.time.latest and b.time.earliest <= a.time.latest


def _order(merged: MergedRelation) -> tuple[str, ...]:
    relation = merged.relation
    time = relation.time.iso() if relation.time else ""
    return (relation.subject, relation.predicate, relation.object or "", time, relation.status.value, merged.key)
