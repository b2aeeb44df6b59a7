"""The graph as a network of NetworkX, and in the formats of Gephi and its kin."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
from rdflib import Graph

from graphkit.model import Assembly
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.records import EntityRecord, Records, RelationRecord, read_records
from graphkit.vocabulary import quadrant

__all__ = ["network_of", "networkx_from_rdf", "to_networkx", "write_gexf", "write_graphml"]

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(assembly: Assembly) -> nx.MultiDiGraph:
    """Return the merged graph as a network: a node an entity, an edge a relation, keyed by the relation's id.

    Attributes are strings and numbers only, so that every format of NetworkX can hold them. A relation without object,
    such as a death, is an attribute of its node, named after the predicate, with the date as its value.
    """
    return networkx_from_rdf(to_rdflib(assembly))


def networkx_from_rdf(graph: Graph | ox.Store) -> nx.MultiDiGraph:
    """Return a graph as graphkit writes it as a network, see `to_networkx`."""
    return network_of(read_records(graph))


def network_of(records: Records) -> nx.MultiDiGraph:
    """Return what a graph says as a network, see `to_networkx`."""
    network = nx.MultiDiGraph()
    for entity in records.entities.values():
        network.add_node(entity.id, **_node(entity))
    for relation in records.relations.values():
        if relation.object is not None:
            network.add_edge(relation.subject, relation.object, key=relation.id, **_edge(relation, records))
        elif relation.status == "Actual":
            network.nodes[relation.subject][relation.predicate] = relation.begin or ""
    return network


def write_graphml(network: nx.MultiDiGraph, path: Path) -> None:
    """Write a network as GraphML."""
    nx.write_graphml(network, path, encoding="utf-8", named_key_ids=True)


def write_gexf(network: nx.MultiDiGraph, path: Path) -> None:
    """Write a network as GEXF."""
    # NetworkX would take the keys of edges for ids only where an attribute says so.
    for _, _, key, values in network.edges(keys=True, data=True):
        values["id"] = key
    nx.write_gexf(network, path, encoding="utf-8")


def _node(entity: EntityRecord) -> dict[str, str]:
    values = {
        "label": entity.label("en"),
        "label_en": entity.labels.get("en", ""),
        "label_ar": entity.labels.get("ar", ""),
        "type": entity.type,
        "aliases": " | ".join(dict.fromkeys(form for form, _ in entity.aliases)),
        "wikidata": entity.wikidata or "",
        "iri": entity.iri,
    }
    return {name: _xml(value) for name, value in values.items()}


def _edge(relation: RelationRecord, records: Records) -> dict[str, str | int | float]:
    articles = {evidence.article for evidence in relation.evidence}
    sources = sorted({source for evidence in relation.evidence for source in evidence.sources})
    values: dict[str, str | int | float] = {
        "label": relation.predicate,
        "predicate": relation.predicate,
        "label_en": relation.labels.get("en", ""),
        "label_ar": relation.labels.get("ar", ""),
        "status": relation.status,
        "category": relation.category or "",
        "quadrant": (quadrant(relation.category) or "") if relation.category else "",
        "cameo": relation.cameo or "",
        "belief": relation.belief,
        "article_count": relation.articles,
        "begin": relation.begin or "",
        "end": relation.end or "",
        "place": relation.place or "",
        "role": relation.roles.get("en", ""),
        "quantity": "" if relation.quantity is None else str(relation.quantity),
        "sources": " | ".join(sources),
        "articles": " | ".join(
            sorted(records.articles[each].identifier for each in articles & records.articles.keys())
        ),
        "quote": relation.evidence[0].quote if relation.evidence else "",
    }
    return {name: _xml(value) if isinstance(value, str) else value for name, value in values.items()}


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
