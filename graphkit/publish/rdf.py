"""The merged graph as RDF 1.1: every node has an IRI, none is blank."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from graphkit.model import Article, Assembly, Entity, Evidence, Extraction, MergedRelation, Status
from graphkit.publish.context import around
from graphkit.publish.words import LANGUAGES, clean, name_of, role_names, sentence
from graphkit.vocabulary import (
    GK,
    GKA,
    GKE,
    GKR,
    GKV,
    NIF,
    PLOVER,
    PREFIXES,
    SCHEMA,
    SEM,
    WD,
    ancestors,
    property_of,
    schema_type,
)

__all__ = [
    "THRESHOLD",
    "Triple",
    "article_iri",
    "article_triples",
    "entity_iri",
    "entity_triples",
    "evidence_iri",
    "evidence_triples",
    "graph_triples",
    "plain_triples",
    "relation_iri",
    "relation_triples",
    "to_rdflib",
    "vocabulary_triples",
    "web_address",
]

THRESHOLD = 0.5
"""Belief from which an actual relation is also written as a plain triple."""

_LANGUAGE_TAG = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
# All but what RFC 3987 allows in every part of an IRI; marks that hide, such as those of direction, are encoded too.
_NOT_IN_IRI = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[^!$%&'()*+,./0-9:;=?@A-Z_a-z~\-\u00a1-\u1fff\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]"
)

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def to_rdflib(assembly: Assembly, *, threshold: float = THRESHOLD) -> Graph:
    """Return the graph of articles, entities, relations and evidence.

    Args:
        assembly: the merged graph.
        threshold: belief, from 0 to 1, from which an actual relation also becomes a plain triple.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in graph_triples(assembly, threshold):
        graph.add(triple)
    return graph


def entity_iri(name: str) -> URIRef:
    """Return the IRI of an entity id; letters and digits of any script stay, the rest is percent-encoded."""
    kept = (c if c.isalnum() or c in "-_.~" else quote(c, safe="") for c in unicodedata.normalize("NFC", clean(name)))
    return GKE["".join(kept)]


def article_iri(sha256: str) -> URIRef:
    """Return the IRI of the article whose text has this hash."""
    return GKA[sha256[:16]]


def relation_iri(key: str) -> URIRef:
    """Return the IRI of a merged relation."""
    return GKR[key]


def evidence_iri(evidence: Evidence, key: str) -> URIRef:
    """Return the IRI of the evidence of the relation named by ``key``."""
    parts = (evidence.article, str(evidence.begin), str(evidence.end), key)
    return GKV[hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]]


def web_address(url: str | None) -> str | None:
    """Return an address fit for a graph or a link, odd characters percent-encoded; None if it is not http(s)."""
    try:
        parts = urlsplit((url or "").strip())
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            return None
        rest = (_NOT_IN_IRI.sub(_encoded, part) for part in parts[2:])
        # The constructor refuses what is no IRI.
        return ox.NamedNode(urlunsplit((parts.scheme, parts.netloc, *rest))).value
    except ValueError:
        return None


def _encoded(found: re.Match[str]) -> str:
    return quote(clean(found[0]), safe="")


def _text(text: str, lang: str | None = None) -> Literal:
    tag = lang.lower() if lang and _LANGUAGE_TAG.fullmatch(lang) else None
    return Literal(clean(text), lang=tag)


def graph_triples(assembly: Assembly, threshold: float = THRESHOLD) -> Iterator[Triple]:
    """Yield the triples of `to_rdflib`, some more than once."""
    for extraction in assembly.extractions:
        yield from article_triples(extraction)
    for entity in assembly.entities.values():
        yield from entity_triples(entity)
    texts = {extraction.article.sha256: extraction.article.text for extraction in assembly.extractions}
    names = {lang: {name: name_of(entity, lang) for name, entity in assembly.entities.items()} for lang in LANGUAGES}
    for merged in assembly.relations:
        yield from relation_triples(merged, names)
        for evidence in merged.relation.evidence:
            yield from evidence_triples(evidence, merged.key, texts[evidence.article])
        yield from plain_triples(merged, threshold)
    for name in sorted({merged.relation.predicate for merged in assembly.relations}):
        yield from vocabulary_triples(name)


def article_triples(extraction: Extraction) -> Iterator[Triple]:
    """Yield what is known about an article itself."""
    article: Article = extraction.article
    node = article_iri(article.sha256)
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, DCTERMS.identifier, _text(article.id)
    yield node, GK.sha256, _text(article.sha256)
    yield node, SCHEMA.inLanguage, _text(article.lang)
    if article.title:
        yield node, SCHEMA.headline, _text(article.title, article.lang)
    if article.date:
        yield node, SCHEMA.datePublished, Literal(article.date.isoformat(), datatype=XSD.date)
    if extraction.publisher:
        yield node, SCHEMA.publisher, entity_iri(extraction.publisher)
    elif article.publisher:
        yield node, SCHEMA.publisher, _text(article.publisher)
    if address := web_address(article.url):
        yield node, SCHEMA.url, URIRef(address)


def entity_triples(entity: Entity) -> Iterator[Triple]:
    """Yield the types, names and identities of an entity."""
    node = entity_iri(entity.id)
    yield node, RDF.type, GK[entity.type.value]
    if nearest := schema_type(entity.type.value):
        yield node, RDF.type, SCHEMA[nearest]
    labels = {(name, lang) for name, lang in ((entity.ar, "ar"), (entity.en, "en")) if name}
    labels = labels or {(name_of(entity, "en"), "en")}
    for name, lang in labels:
        yield node, RDFS.label, _text(name, lang)
    for form, lang in entity.aliases:
        if (form, lang) not in labels:
            yield node, SKOS.altLabel, _text(form, lang)
    if entity.wikidata and _WIKIDATA.fullmatch(entity.wikidata):
        yield node, OWL.sameAs, WD[entity.wikidata]


def relation_triples(merged: MergedRelation, names: Mapping[str, Mapping[str, str]]) -> Iterator[Triple]:
    """Yield the node of a relation but for its links to evidence.

    Args:
        merged: the relation.
        names: by language code, the name of each entity id that it has as subject or object.
    """
    node, relation = relation_iri(merged.key), merged.relation
    prop = property_of(relation.predicate)
    yield node, RDF.type, GK.Relation
    yield node, RDF.type, GK.Fact if prop.fact else SEM.Event
    yield node, RDF.subject, entity_iri(relation.subject)
    yield node, RDF.predicate, GK[relation.predicate]
    if relation.object is not None:
        yield node, RDF.object, entity_iri(relation.object)
    for lang in LANGUAGES:
        yield node, RDFS.label, _text(sentence(relation, names[lang], lang), lang)
    if relation.time:
        yield node, SEM.hasEarliestBeginTimeStamp, Literal(relation.time.earliest.isoformat(), datatype=XSD.date)
        yield node, SEM.hasLatestEndTimeStamp, Literal(relation.time.latest.isoformat(), datatype=XSD.date)
    if relation.place:
        yield node, SEM.hasPlace, entity_iri(relation.place)
    yield node, GK.status, GK[relation.status.value]
    if prop.category:
        yield node, GK.category, PLOVER[prop.category]
    if prop.cameo:
        yield node, GK.cameo, Literal(prop.cameo)
    yield node, GK.belief, Literal(_decimal(merged.belief), datatype=XSD.decimal)
    yield node, GK.articleCount, Literal(merged.articles)
    if relation.role:
        for lang, role in role_names(relation.role).items():
            yield node, GK.role, _text(role, lang)
    if relation.quantity is not None:
        yield node, GK.quantity, Literal(relation.quantity)
    for key in merged.contradicts:
        yield node, GK.contradicts, relation_iri(key)
    for key in merged.refines:
        yield node, GK.refines, relation_iri(key)


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.4f}".rstrip("0").ljust(3, "0"))


def evidence_triples(evidence: Evidence, key: str, text: str) -> Iterator[Triple]:
    """Yield the node of an evidence and the link to it.

    Args:
        evidence: a place in an article.
        key: names the relation that it is evidence of.
        text: the article's own text.
    """
    node = evidence_iri(evidence, key)
    yield relation_iri(key), GK.evidence, node
    yield node, RDF.type, GK.Evidence
    yield node, GK.quote, _text(evidence.quote, evidence.lang)
    yield node, NIF.beginIndex, Literal(evidence.begin)
    yield node, NIF.endIndex, Literal(evidence.end)
    for name, words in zip((NIF.before, NIF.after), around(text, evidence.begin, evidence.end), strict=True):
        if words:
            yield node, name, _text(words, evidence.lang)
    yield node, PROV.hadPrimarySource, article_iri(evidence.article)
    if evidence.source:
        yield node, PROV.wasAttributedTo, entity_iri(evidence.source)
    if evidence.extractor:
        yield node, GK.extractor, _text(evidence.extractor)


def plain_triples(merged: MergedRelation, threshold: float = THRESHOLD) -> Iterator[Triple]:
    """Yield the plain triple of a relation that is actual and believed."""
    relation, time = merged.relation, merged.relation.time
    if relation.status is not Status.ACTUAL or merged.belief < threshold:
        return
    subject, predicate = entity_iri(relation.subject), GK[relation.predicate]
    if relation.object is not None:
        yield subject, predicate, entity_iri(relation.object)
    elif time and time.earliest == time.latest and property_of(relation.predicate).range is None:
        yield subject, predicate, Literal(time.earliest.isoformat(), datatype=XSD.date)


def vocabulary_triples(name: str) -> Iterator[Triple]:
    """Yield which properties the property ``name`` is a sub-property of, all the way up."""
    for child in (name, *ancestors(name)):
        for parent in property_of(child).parents:
            yield GK[child], RDFS.subPropertyOf, GK[parent]
