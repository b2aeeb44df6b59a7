"""The merged graph of many articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from graphkit.assemble.belief import load_priors
from graphkit.assemble.entities import merge_entities
from graphkit.assemble.relations import merge_relations
from graphkit.errors import GraphError
from graphkit.model import Assembly, Entity, Evidence, Extraction, MergedRelation, Relation

__all__ = ["EntityMerger", "MergedEntities", "assemble"]


class MergedEntities(Protocol):
    """Which entities are the same: old id to canonical id, and every canonical entity."""

    @property
    def canonical(self) -> Mapping[str, str]:
        """The canonical id of each id."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The entity of each canonical id."""


EntityMerger = Callable[[Sequence[Extraction]], MergedEntities]


def assemble(
    extractions: Iterable[Extraction], *, merge: EntityMerger = merge_entities, priors: Path | None = None
) -> Assembly:
    """Merge what articles gave into one graph: entities, relations with belief, contradictions.

    The result does not depend on the order of the articles; an article that comes twice counts once.

    Args:
        extractions: one an article.
        merge: decides which entities of different articles are the same.
        priors: a table of the errors of sources and extractors like ``seeds/belief.tsv``, which is the default.

    Raises:
        GraphError: if a relation names an entity or a predicate that does not exist.
        SeedError: if the table of errors is malformed.
    """
    ordered = _one_an_article(extractions)
    entities = merge(ordered)
    renamed = tuple(_renamed(extraction, entities) for extraction in ordered)
    relations = merge_relations(renamed, entities.entities, load_priors(priors))
    used = sorted(set(_used(renamed, relations)))
    if missing := [name for name in used if name not in entities.entities]:
        raise GraphError(f"no entity {', '.join(missing)}: each extraction must list the entities that it names")
    return Assembly(renamed, MappingProxyType({name: entities.entities[name] for name in used}), relations)


def _one_an_article(extractions: Iterable[Extraction]) -> tuple[Extraction, ...]:
    same_text: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        same_text[extraction.article.sha256].append(extraction)
    # Articles equal in id and text may still differ in date or address; repr decides alike in any order.
    kept = [
        each[0] if len(each) == 1 else min(each, key=lambda one: (one.article.id, repr(one)))
        for each in same_text.values()
    ]
    return tuple(sorted(kept, key=lambda one: (one.article.id, one.article.sha256)))


def _renamed(extraction: Extraction, entities: MergedEntities) -> Extraction:
    def name(old: str) -> str:
        return entities.canonical.get(old, old)

    def maybe(old: str | None) -> str | None:
        return None if old is None else name(old)

    def evidence(each: Evidence) -> Evidence:
        return replace(each, source=maybe(each.source))

    def relation(each: Relation) -> Relation:
        return replace(
            each,
            subject=name(each.subject),
            object=maybe(each.object),
            place=maybe(each.place),
            evidence=tuple(map(evidence, each.evidence)),
        )

    canonical = sorted({name(entity.id) for entity in extraction.entities} & entities.entities.keys())
    return replace(
        extraction,
        entities=tuple(entities.entities[each] for each in canonical),
        mentions=tuple(replace(mention, entity=name(mention.entity)) for mention in extraction.mentions),
        relations=tuple(map(relation, extraction.relations)),
        publisher=maybe(extraction.publisher),
    )


def _used(extractions: Iterable[Extraction], relations: Iterable[MergedRelation]) -> Iterator[str]:
    for extraction in extractions:
        if extraction.publisher:
            yield extraction.publisher
    for merged in relations:
        relation = merged.relation
        yield from filter(None, (relation.subject, relation.object, relation.place))
        yield from (evidence.source for evidence in relation.evidence if evidence.source)
