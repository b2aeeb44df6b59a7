"""What a graph says, as plain values: the way back from RDF, for tables and pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from graphkit.publish.words import spelled_out
from graphkit.vocabulary import GK, GKE, NIF, PLOVER, SCHEMA, SEM, WD

__all__ = ["ArticleRecord", "EntityRecord", "EvidenceRecord", "Records", "RelationRecord", "read_records"]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article; ``publisher`` is its name by language code, under ``""`` where it has no language."""

    id: str
    identifier: str
    title: str | None
    date: str | None
    publisher: Mapping[str, str]
    url: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity; ``labels`` by language code, ``aliases`` as (text, language code), sorted."""

    id: str
    iri: str
    type: str
    labels: Mapping[str, str]
    aliases: tuple[tuple[str, str], ...]
    wikidata: str | None

    def label(self, lang: str) -> str:
        """Return the name in a language, in another one where it has none, or the id spelled out."""
        return self.labels.get(lang) or next(iter(self.labels.values()), spelled_out(self.id))


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A quote: offsets are code points into the text of ``article``, ``sources`` ids of entities."""

    article: str
    begin: int
    end: int
    quote: str
    lang: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A merged relation; ``begin`` and ``end`` are ISO dates, ``labels`` and ``roles`` by language code."""

    id: str
    subject: str
    predicate: str
    object: str | None
    labels: Mapping[str, str]
    status: str
    category: str | None
    cameo: str | None
    belief: float
    articles: int
    begin: str | None
    end: str | None
    place: str | None
    roles: Mapping[str, str]
    quantity: int | None
    contradicts: tuple[str, ...]
    evidence: tuple[EvidenceRecord, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """All of a graph, by id, sorted."""

    articles: Mapping[str, ArticleRecord]
    entities: Mapping[str, EntityRecord]
    relations: Mapping[str, RelationRecord]


def read_records(graph: Graph) -> Records:
    """Return the articles, entities and relations of a graph as graphkit writes it.

    An entity that a relation names but that has no type counts as one of type ``Entity``.
    """
    entities: dict[str, EntityRecord] = {}
    relations: dict[str, RelationRecord] = {}
    for node in graph.subjects(RDF.predicate, None):
        if isinstance(graph.value(node, RDF.subject), URIRef):
            record = _relation(graph, node)
            relations[record.id] = record
    named = {node for name in (RDF.subject, RDF.object, SEM.hasPlace) for node in graph.objects(None, name)}
    named |= set(graph.objects(None, PROV.wasAttributedTo))
    for node in {*named, *(each for each in graph.subjects(RDF.type, None) if str(each).startswith(GKE))}:
        entity = _entity(graph, node)
        entities[entity.id] = entity
    articles = {_id(node): _article(graph, node) for node in graph.subjects(RDF.type, SCHEMA.NewsArticle)}
    return Records(dict(sorted(articles.items())), dict(sorted(entities.items())), dict(sorted(relations.items())))


def _id(node: Node | None) -> str:
    text = str(node)
    return text.removeprefix(GKE) if text.startswith(GKE) else text.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _maybe(graph: Graph, node: Node, predicate: URIRef) -> str | None:
    value = graph.value(node, predicate)
    return None if value is None else str(value)


def _ids(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(map(_id, graph.objects(node, predicate))))


def _by_language(graph: Graph, node: Node, predicate: URIRef) -> Mapping[str, str]:
    found = [value for value in graph.objects(node, predicate) if isinstance(value, Literal)]
    return {value.language or "": str(value) for value in sorted(found, key=lambda each: (each.language or "", each))}


def _article(graph: Graph, node: Node) -> ArticleRecord:
    publisher = graph.value(node, SCHEMA.publisher)
    named: Mapping[str, str] = {}
    if isinstance(publisher, Literal):
        named = {"": str(publisher)}
    elif publisher is not None:
        named = _by_language(graph, publisher, RDFS.label)
    return ArticleRecord(
        id=_id(node),
        identifier=_maybe(graph, node, DCTERMS.identifier) or _id(node),
        title=_maybe(graph, node, SCHEMA.headline),
        date=_maybe(graph, node, SCHEMA.datePublished),
        publisher=named,
        url=_maybe(graph, node, SCHEMA.url),
        lang=_maybe(graph, node, SCHEMA.inLanguage),
    )


def _entity(graph: Graph, node: Node) -> EntityRecord:
    kinds = (kind for kind in graph.objects(node, RDF.type) if isinstance(kind, URIRef) and kind in GK)
    types = sorted(kind.removeprefix(str(GK)) for kind in kinds)
    same = [str(other).removeprefix(WD) for other in graph.objects(node, OWL.sameAs) if str(other).startswith(WD)]
    aliases = [other for other in graph.objects(node, SKOS.altLabel) if isinstance(other, Literal)]
    return EntityRecord(
        id=_id(node),
        iri=str(node),
        type=types[0] if types else "Entity",
        labels=_by_language(graph, node, RDFS.label),
        aliases=tuple(sorted((str(alias), alias.language or "") for alias in aliases)),
        wikidata=min(same) if same else None,
    )


def _relation(graph: Graph, node: Node) -> RelationRecord:
    obj, place = graph.value(node, RDF.object), graph.value(node, SEM.hasPlace)
    category = _maybe(graph, node, GK.category)
    evidence = [_evidence(graph, each) for each in graph.objects(node, GK.evidence)]
    quantity = _maybe(graph, node, GK.quantity)
    return RelationRecord(
        id=_id(node),
        subject=_id(graph.value(node, RDF.subject)),
        predicate=_id(graph.value(node, RDF.predicate)),
        object=None if obj is None else _id(obj),
        labels=_by_language(graph, node, RDFS.label),
        status=_id(graph.value(node, GK.status) or GK.Actual),
        category=category.removeprefix(str(PLOVER)) if category else None,
        cameo=_maybe(graph, node, GK.cameo),
        belief=float(_maybe(graph, node, GK.belief) or 0),
        articles=int(_maybe(graph, node, GK.articleCount) or len({each.article for each in evidence})),
        begin=_maybe(graph, node, SEM.hasEarliestBeginTimeStamp),
        end=_maybe(graph, node, SEM.hasLatestEndTimeStamp),
        place=None if place is None else _id(place),
        roles=_by_language(graph, node, GK.role),
        quantity=None if quantity is None else int(quantity),
        contradicts=_ids(graph, node, GK.contradicts),
        evidence=tuple(sorted(evidence, key=lambda each: (each.article, each.begin, each.end, each.quote))),
    )


def _evidence(graph: Graph, node: Node) -> EvidenceRecord:
    quote = graph.value(node, GK.quote)
    return EvidenceRecord(
        article=_id(graph.value(node, PROV.hadPrimarySource)),
        begin=int(_maybe(graph, node, NIF.beginIndex) or 0),
        end=int(_maybe(graph, node, NIF.endIndex) or 0),
        quote="" if quote is None else str(quote),
        lang=(quote.language or "") if isinstance(quote, Literal) else "",
        sources=_ids(graph, node, PROV.wasAttributedTo),
    )
