"""What has to change in the RDF when articles, entities and relations do."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import RDFS

from graphkit.assemble.relations import distinct
from graphkit.model import Entity, Evidence, MergedRelation
from graphkit.publish.rdf import (
    article_iri,
    article_triples,
    entity_iri,
    entity_triples,
    evidence_triples,
    plain_triples,
    relation_iri,
    relation_triples,
    vocabulary_triples,
)
from graphkit.publish.words import LANGUAGES, name_of
from graphkit.store.decisions import DECIDED, decision_triples, decisions
from graphkit.store.graph import Graph, quad
from graphkit.store.keeping import Kept
from graphkit.store.packing import unpacked
from graphkit.store.statements import Statements, Unit
from graphkit.vocabulary import GK, properties

__all__ = ["Rendering"]

_EVIDENCE = ox.NamedNode(str(GK.evidence))
_DEFAULT = ox.DefaultGraph()
_MANY = 100_000  # quads that wait in memory
_SUB_PROPERTY = ox.NamedNode(str(RDFS.subPropertyOf))


@dataclass(slots=True)
class Rendering:
    """Collects the quads that go out and come in; nodes are compared with what the graph has of them."""

    database: sqlite3.Connection
    graph: Graph
    kept: Kept
    statements: Statements
    removed: set[ox.Quad] = field(default_factory=set)
    added: set[ox.Quad] = field(default_factory=set)

    def text(self, sha: str) -> None:
        """Render an article: its node and its evidence, in the default graph and in a graph of its own."""
        graph = _node(article_iri(sha))
        extraction = self.kept.extraction(sha)
        wanted: set[ox.Quad] = set()
        if extraction is not None:
            [publisher] = self.database.execute("SELECT publisher FROM source WHERE sha = ?", (sha,)).fetchone()
            wanted.update(map(quad, article_triples(replace(extraction, publisher=publisher))))
            by_relation: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
            for key, rank, evidence in self.statements.evidence(sha):
                by_relation[key].append((rank, evidence))
            for key, ranked in by_relation.items():
                for evidence in distinct(ranked):
                    wanted.update(map(quad, evidence_triples(evidence, key, extraction.article.text)))
        present = self.graph.named(graph)
        self._change(present, wanted)
        self.removed.update(_into(each, graph) for each in present - wanted)
        self.added.update(_into(each, graph) for each in wanted - present)

    def relation(self, key: str, merged: MergedRelation | None) -> None:
        """Render the node of a relation but for its links to evidence, which belong to the articles."""
        node = _node(relation_iri(key))
        present = {each for each in self.graph.about(node) if each.predicate != _EVIDENCE}
        wanted: set[ox.Quad] = set()
        if merged is not None:
            ends = [name for name in (merged.relation.subject, merged.relation.object) if name]
            entities = {name: entity for name in ends if (entity := self.statements.entity(name))}
            names = {lang: {name: name_of(each, lang) for name, each in entities.items()} for lang in LANGUAGES}
            wanted.update(map(quad, relation_triples(merged, names)))
        self._change(present, wanted)

    def entity(self, name: str, entity: Entity | None) -> None:
        """Render an entity but for the plain triples that it is the subject of; none where it is not to be there."""
        present = {each for each in self.graph.about(_node(entity_iri(name))) if each.predicate not in _NOT_OWN}
        self._change(present, set(map(quad, entity_triples(entity))) if entity else set())

    def plain(self, unit: Unit, relations: Iterable[MergedRelation]) -> None:
        """Render the plain triples of a subject, predicate and object."""
        subject, predicate, obj = unit
        ends = _node(entity_iri(subject)), _node(GK[predicate]), _node(entity_iri(obj)) if obj else None
        wanted = {quad(triple) for merged in relations for triple in plain_triples(merged)}
        present = set(self.graph.about(*ends))
        if obj is None:
            present = {each for each in present if isinstance(each.object, ox.Literal)}
        self._change(present, wanted)

    def vocabulary(self) -> None:
        """Render which of the properties in use are sub-properties of which."""
        # One look-up for each property is less than reading all relations.
        probe = "SELECT 1 FROM relation WHERE predicate = ? LIMIT 1"
        used = [name for name in properties() if self.database.execute(probe, (name,)).fetchone()]
        rows = self.graph.rdf.quads_for_pattern(None, _SUB_PROPERTY, None, _DEFAULT)
        self._change(set(rows), {quad(triple) for name in used for triple in vocabulary_triples(name)})

    def decisions(self) -> None:
        """Render what people decided about entities."""
        made = decisions(self.database)
        present = {
            each for iri in DECIDED for each in self.graph.rdf.quads_for_pattern(None, _node(iri), None, _DEFAULT)
        }
        present.update(each for decision in made for each in self.graph.about(_node(decision.iri)))
        self._change(present, set(map(quad, decision_triples(made))))

    def is_used(self, name: str) -> bool:
        """Tell whether anything in the graph names an entity."""
        places = (
            ("relation", "subject"),
            ("relation", "object"),
            ("relation", "place"),
            ("evidence", "source"),
            ("source", "publisher"),
        )
        # The names are those above, so nothing foreign gets into the query.
        queries = (f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1" for table, column in places)  # noqa: S608
        return any(self.database.execute(query, (name,)).fetchone() for query in queries)

    def use(self, name: str, changed: bool) -> None:
        """Render an entity if it changed, came into use or went out of it."""
        row = self.database.execute("SELECT value, used FROM united WHERE id = ?", (name,)).fetchone()
        used = row is not None and self.is_used(name)
        if row is not None and used == bool(row[1]) and not changed:
            return
        if row is not None:
            self.database.execute("UPDATE united SET used = ? WHERE id = ?", (used, name))
        self.entity(name, unpacked(row[0], Entity) if used else None)

    def finish(self) -> None:
        """Write what was collected to the journal of the graph."""
        self.graph.note(self.removed, self.added)
        self.removed, self.added = set(), set()

    def _change(self, present: set[ox.Quad], wanted: set[ox.Quad]) -> None:
        self.removed |= present - wanted
        self.added |= wanted - present
        if len(self.removed) + len(self.added) > _MANY:
            self.finish()


def _node(iri: URIRef) -> ox.NamedNode:
    return ox.NamedNode(str(iri))


_NOT_OWN = frozenset(map(_node, (*(GK[name] for name in properties()), *DECIDED)))


def _into(each: ox.Quad, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(each.subject, each.predicate, each.object, graph)
