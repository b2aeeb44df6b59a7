"""What a graph says, as plain values: the way back from RDF, for tables and pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS

from graphkit.publish.words import spelled_out
from graphkit.vocabulary import GK, GKE, NIF, PLOVER, SCHEMA, SEM, WD

__all__ = ["ArticleRecord", "EntityRecord", "EvidenceRecord", "Records", "RelationRecord", "read_records"]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article.

    ``publisher`` is its name by language code, under ``""`` where it has no language; ``publisher_iri`` what the graph
    calls it, where it is an entity.
    """

    id: str
    identifier: str
    title: str | None
    date: str | None
    publisher: Mapping[str, str]
    publisher_iri: str | None
    url: str | None
    lang: str | None
    sha256: str | None


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
    """A quote: offsets are code points into the text of ``article``, ``sources`` ids of entities.

    ``before`` and ``after`` are what stands around it in the same sentence.
    """

    id: str
    article: str
    begin: int
    end: int
    quote: str
    lang: str
    sources: tuple[str, ...]
    before: str
    after: str


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


def read_records(source: Graph | ox.Store) -> Records:
    """Return the articles, entities and relations of a graph as graphkit writes it.

    An entity that a relation names but that has no type counts as one of type ``Entity``.

    Args:
        source: a graph in memory, or the store of a directory of graphkit.
    """
    nodes = _nodes(source)
    relations = {
        record.id: record
        for iri, node in nodes.items()
        if _RDF_PREDICATE in node and _named(node, _RDF_SUBJECT)
        for record in (_relation(nodes, iri),)
    }
    named = {end.value for node in nodes.values() for name in _NAMING for end in node.get(name, ()) if end.named}
    named |= {iri for iri, node in nodes.items() if iri.startswith(GKE) and _TYPE in node}
    entities = {record.id: record for iri in named for record in (_entity(nodes, iri),)}
    kind = _Term(str(SCHEMA.NewsArticle))
    articles = {_id(iri): _article(nodes, iri) for iri, node in nodes.items() if kind in node.get(_TYPE, ())}
    return Records(dict(sorted(articles.items())), dict(sorted(entities.items())), dict(sorted(relations.items())))


@dataclass(frozen=True, slots=True)
class _Term:
    """A name, or the text of a literal with its language."""

    value: str
    lang: str = ""
    named: bool = True


_Node = Mapping[str, list[_Term]]
_NOTHING: _Node = {}

_TYPE, _RDF_SUBJECT, _RDF_PREDICATE, _RDF_OBJECT = map(str, (RDF.type, RDF.subject, RDF.predicate, RDF.object))
_NAMING = (_RDF_SUBJECT, _RDF_OBJECT, str(SEM.hasPlace), str(PROV.wasAttributedTo))


def _nodes(source: Graph | ox.Store) -> dict[str, dict[str, list[_Term]]]:
    """Return what is said of each node, by property, in one pass over the triples."""
    nodes: dict[str, dict[str, list[_Term]]] = {}
    for subject, predicate, term in _triples(source):
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(term)
    return nodes


def _triples(source: Graph | ox.Store) -> Iterator[tuple[str, str, _Term]]:
    if isinstance(source, Graph):
        for subject, predicate, term in source:
            lang = term.language or "" if isinstance(term, Literal) else ""
            yield str(subject), str(predicate), _Term(str(term), lang, not isinstance(term, Literal))
        return
    for quad in source.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.Triple) or isinstance(quad.subject, ox.Triple):
            continue
        end = quad.object
        lang = end.language or "" if isinstance(end, ox.Literal) else ""
        yield quad.subject.value, quad.predicate.value, _Term(end.value, lang, not isinstance(end, ox.Literal))


def _id(iri: str) -> str:
    return iri.removeprefix(GKE) if iri.startswith(GKE) else iri.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _named(node: _Node, name: str) -> str | None:
    """Return the least IRI that a property has."""
    return min((term.value for term in node.get(str(name), ()) if term.named), default=None)


def _text(node: _Node, name: str) -> str | None:
    """Return the least value that a property has."""
    return min((term.value for term in node.get(str(name), ())), default=None)


def _ids(node: _Node, name: str) -> tuple[str, ...]:
    return tuple(sorted(_id(term.value) for term in node.get(str(name), ())))


def _by_language(node: _Node, name: str) -> Mapping[str, str]:
    return dict(sorted((term.lang, term.value) for term in node.get(str(name), ()) if not term.named))


def _article(nodes: Mapping[str, _Node], iri: str) -> ArticleRecord:
    node = nodes[iri]
    publisher = _named(node, SCHEMA.publisher)
    named = {"": text} if publisher is None and (text := _text(node, SCHEMA.publisher)) else {}
    return ArticleRecord(
        id=_id(iri),
        identifier=_text(node, DCTERMS.identifier) or _id(iri),
        title=_text(node, SCHEMA.headline),
        date=_text(node, SCHEMA.datePublished),
        publisher=_by_language(nodes.get(publisher, _NOTHING), RDFS.label) if publisher else named,
        publisher_iri=publisher,
        url=_text(node, SCHEMA.url),
        lang=_text(node, SCHEMA.inLanguage),
        sha256=_text(node, GK.sha256),
    )


def _entity(nodes: Mapping[str, _Node], iri: str) -> EntityRecord:
    node = nodes.get(iri, _NOTHING)
    types = sorted(term.value.removeprefix(str(GK)) for term in node.get(_TYPE, ()) if term.value.startswith(str(GK)))
    same = [term.value.removeprefix(WD) for term in node.get(str(OWL.sameAs), ()) if term.value.startswith(WD)]
    aliases = [(term.value, term.lang) for term in node.get(str(SKOS.altLabel), ()) if not term.named]
    return EntityRecord(
        id=_id(iri),
        iri=iri,
        type=types[0] if types else "Entity",
        labels=_by_language(node, RDFS.label),
        aliases=tuple(sorted(aliases)),
        wikidata=min(same) if same else None,
    )


def _relation(nodes: Mapping[str, _Node], iri: str) -> RelationRecord:
    node = nodes[iri]
    obj, place = _named(node, _RDF_OBJECT), _named(node, SEM.hasPlace)
    category, quantity = _named(node, GK.category), _text(node, GK.quantity)
    evidence = [_evidence(nodes, term.value) for term in node.get(str(GK.evidence), ()) if term.value in nodes]
    return RelationRecord(
        id=_id(iri),
        subject=_id(_named(node, _RDF_SUBJECT) or ""),
        predicate=_id(_text(node, _RDF_PREDICATE) or ""),
        object=None if obj is None else _id(obj),
        labels=_by_language(node, RDFS.label),
        status=_id(_text(node, GK.status) or str(GK.Actual)),
        category=category.removeprefix(str(PLOVER)) if category else None,
        cameo=_text(node, GK.cameo),
        belief=float(_text(node, GK.belief) or 0),
        articles=int(_text(node, GK.articleCount) or len({each.article for each in evidence})),
        begin=_text(node, SEM.hasEarliestBeginTimeStamp),
        end=_text(node, SEM.hasLatestEndTimeStamp),
        place=None if place is None else _id(place),
        roles=_by_language(node, GK.role),
        quantity=None if quantity is None else int(quantity),
        contradicts=_ids(node, GK.contradicts),
        evidence=tuple(sorted(evidence, key=lambda each: (each.article, each.begin, each.end, each.quote))),
    )


def _evidence(nodes: Mapping[str, _Node], iri: str) -> EvidenceRecord:
    node = nodes[iri]
    [quote] = sorted(node.get(str(GK.quote), ()), key=lambda term: term.value)[:1] or [_Term("")]
    return EvidenceRecord(
        id=_id(iri),
        article=_id(_named(node, PROV.hadPrimarySource) or ""),
        begin=int(_text(node, NIF.beginIndex) or 0),
        end=int(_text(node, NIF.endIndex) or 0),
        quote=quote.value,
        lang=quote.lang,
        sources=_ids(node, PROV.wasAttributedTo),
        before=_text(node, NIF.before) or "",
        after=_text(node, NIF.after) or "",
    )
