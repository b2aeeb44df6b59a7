"""Relations of many articles become one relation each, with all their evidence."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graphkit.assemble.belief import Priors, Statement, belief, extractor_of, graded, source_of
from graphkit.assemble.occasions import Occasion, Told, deny_each_other, occasions, refines, turned
from graphkit.model import Entity, Evidence, Extraction, MergedRelation, Relation, Status
from graphkit.vocabulary import ancestors, property_of

__all__ = ["distinct", "merge_relations", "most", "relation_key"]

_Who = tuple[str, str, str | None, Status]
_T = TypeVar("_T", str, int)


@dataclass(slots=True)
class _Group:
    """The statements of one relation, gathered; ``evidence`` with its rank within its article, 0 the clearest."""

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

    Two relations are one if subject, predicate, object and status agree and role and time do not differ
    (:func:`~graphkit.assemble.occasions.occasions`). The two ends of a symmetric relation are sorted by id. What a more
    specific relation rests on supports the general one that it refines, too; what is denied opposes.

    Args:
        extractions: one an article, with canonical entity ids.
        entities: every entity by its id.
        priors: the errors of the kinds of sources and of extractors.

    Returns:
        Relations sorted by subject, predicate, object, time, status and key.
    """
    by_article = {extraction.article.sha256: extraction for extraction in extractions}
    relations: dict[str, Relation] = {}
    statements: dict[str, set[Statement]] = {}
    for relation, evidence in _united(extractions):
        key = relation_key(relation)
        relations[key] = relation
        statements[key] = _statements(relation, evidence, by_article, entities)
    opposites = _opposites(relations)
    refined = _refined(relations)
    refining: dict[str, list[str]] = defaultdict(list)
    for key, generals in refined.items():
        for general in generals:
            refining[general].append(key)

    def weighed(key: str) -> float:
        supporting = (each for name in (key, *refining[key]) for each in statements[name])
        opposing = (each for name in opposites[key] for each in statements[name])
        return graded(belief(supporting, opposing, priors))

    merged = [
        MergedRelation(
            key=key,
            relation=relation,
            belief=weighed(key),
            articles=len({evidence.article for evidence in relation.evidence}),
            contradicts=tuple(sorted(opposites[key])),
            refines=tuple(sorted(refined[key])),
        )
        for key, relation in relations.items()
    ]
    return tuple(sorted(merged, key=_order))


def _united(extractions: Iterable[Extraction]) -> Iterable[tuple[Relation, list[Evidence]]]:
    """Yield one relation for all that say the same, and all their evidence, a place as often as it was read."""
    by_who: dict[_Who, list[tuple[Told, Relation]]] = defaultdict(list)
    for extraction in extractions:
        for relation in extraction.relations:
            subject, obj = turned(relation.subject, relation.predicate, relation.object)
            if subject != obj:
                told = Told(relation.role or None, relation.time, extraction.article.date)
                by_who[subject, relation.predicate, obj, relation.status].append((told, relation))
    for (subject, predicate, obj, status), found in by_who.items():
        occasion_of = occasions((told for told, _ in found), predicate, status)
        groups: dict[Occasion, _Group] = defaultdict(_Group)
        for told, relation in found:
            groups[occasion_of[told]].add(relation)
        for occasion, group in groups.items():
            united = Relation(
                subject=subject,
                predicate=predicate,
                object=obj,
                status=status,
                evidence=distinct(group.evidence),
                time=occasion.time,
                place=most(group.places),
                role=occasion.role,
                quantity=most(group.quantities),
            )
            yield united, [evidence for _, evidence in group.evidence]


def most(counted: Mapping[_T, int]) -> _T | None:
    """Return the value stated most often; of several the greatest, so that the order of articles does not matter."""
    return max(counted, key=lambda value: (counted[value], value)) if counted else None


def distinct(ranked: Iterable[tuple[int, Evidence]]) -> tuple[Evidence, ...]:
    """Return each place and claimant once, the clearest of every article first.

    Args:
        ranked: evidence with its rank within its article, 0 the clearest.
    """
    best: dict[tuple[str, int, int, str], tuple[int, Evidence]] = {}
    for rank, evidence in sorted(ranked, key=lambda pair: (pair[0], _place(pair[1]), pair[1].extractor)):
        best.setdefault(_place(evidence), (rank, evidence))
    return tuple(evidence for _, evidence in sorted(best.values(), key=lambda pair: (pair[0], _place(pair[1]))))


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article, evidence.begin, evidence.end, evidence.source or ""


def _statements(
    relation: Relation,
    evidence: Iterable[Evidence],
    by_article: Mapping[str, Extraction],
    entities: Mapping[str, Entity],
) -> set[Statement]:
    parties = (relation.subject, relation.object)
    return {
        Statement(source_of(each, by_article[each.article], parties, entities), each.quote, extractor_of(each))
        for each in evidence
    }


def _opposites(relations: Mapping[str, Relation]) -> Mapping[str, set[str]]:
    """Return, for each key, the keys of what says the opposite."""
    by_what: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    for key, relation in relations.items():
        by_what[relation.subject, relation.predicate, relation.object].append(key)
    found: dict[str, set[str]] = {key: set() for key in relations}
    for keys in by_what.values():
        for no in (key for key in keys if relations[key].status is Status.DENIED):
            for yes in keys:
                if deny_each_other(relations[yes], relations[no]):
                    found[yes].add(no)
                    found[no].add(yes)
    return found


def _refined(relations: Mapping[str, Relation]) -> Mapping[str, set[str]]:
    """Return, for each key, the keys of the more general relations that it refines."""
    by_who: dict[_Who, list[str]] = defaultdict(list)
    for key, relation in relations.items():
        by_who[relation.subject, relation.predicate, relation.object, relation.status].append(key)
    found: dict[str, set[str]] = {}
    for key, relation in relations.items():
        generals = (
            general
            for name in ancestors(relation.predicate)
            for subject, obj in [turned(relation.subject, name, relation.object)]
            for general in by_who.get((subject, name, obj, relation.status), ())
        )
        found[key] = {general for general in generals if refines(relation, relations[general])}
    return found


def _order(merged: MergedRelation) -> tuple[str, ...]:
    relation = merged.relation
    time = relation.time.iso() if relation.time else ""
    return (relation.subject, relation.predicate, relation.object or "", time, relation.status.value, merged.key)
