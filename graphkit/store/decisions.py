"""What people decided about entities: a log that nothing is taken out of, of which the last word on two counts."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, XSD

from graphkit.assemble.matching import Verdicts
from graphkit.publish.rdf import Triple, entity_iri
from graphkit.publish.words import clean
from graphkit.vocabulary import GK, GKD

__all__ = ["DECIDED", "Decision", "Kind", "decide", "decision_triples", "decisions", "verdicts"]

DECIDED = (PROV.wasDerivedFrom, DCTERMS.isReplacedBy, OWL.differentFrom)
"""The properties of entities that only decisions give."""


class Kind(StrEnum):
    """Whether two entities are one or two; each is the local name of a class of the ontology."""

    MERGE = "Merge"
    SPLIT = "Split"


@dataclass(frozen=True, slots=True)
class Decision:
    """That two entities are one, ``kept`` standing for both, or that they are two."""

    kind: Kind
    kept: str
    other: str
    at: dt.datetime
    reason: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in the order of the alphabet."""
        return min(self.kept, self.other), max(self.kept, self.other)

    @property
    def iri(self) -> URIRef:
        """The IRI of its node in the graph."""
        parts = (self.kind.value, self.kept, self.other, self.at.isoformat())
        return GKD[hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]]


def decide(database: sqlite3.Connection, decision: Decision) -> None:
    """Write down a decision."""
    database.execute(
        "INSERT INTO decision (kind, kept, other, at, reason) VALUES (?, ?, ?, ?, ?)",
        (decision.kind.value, decision.kept, decision.other, decision.at.isoformat(), decision.reason),
    )


def decisions(database: sqlite3.Connection) -> list[Decision]:
    """Return all decisions in the order in which they were made."""
    rows = database.execute("SELECT kind, kept, other, at, reason FROM decision ORDER BY number")
    return [
        Decision(Kind(kind), kept, other, dt.datetime.fromisoformat(at), why) for kind, kept, other, at, why in rows
    ]


def verdicts(made: Sequence[Decision]) -> Verdicts:
    """Return what holds after decisions that were made in this order."""
    last = _last(made).values()
    return Verdicts(
        same=tuple((each.kept, each.other) for each in last if each.kind is Kind.MERGE),
        apart=frozenset(each.pair for each in last if each.kind is Kind.SPLIT),
    )


def decision_triples(made: Sequence[Decision]) -> Iterator[Triple]:
    """Yield the log, and for the decisions that hold which entity is derived from which."""
    last = _last(made)
    for each in made:
        yield each.iri, RDF.type, GK[each.kind.value]
        yield each.iri, RDF.type, PROV.Activity
        yield each.iri, PROV.used, entity_iri(each.kept)
        yield each.iri, PROV.used, entity_iri(each.other)
        yield (
            each.iri,
            PROV.endedAtTime,
            Literal(f"{each.at:%Y-%m-%dT%H:%M:%SZ}", datatype=XSD.dateTime, normalize=False),
        )
        if each.reason:
            yield each.iri, RDFS.comment, Literal(clean(each.reason))
        if last[each.pair] is not each:
            yield each.iri, DCTERMS.isReplacedBy, last[each.pair].iri
        elif each.kind is Kind.MERGE:
            yield entity_iri(each.kept), PROV.wasDerivedFrom, entity_iri(each.other)
            yield entity_iri(each.other), DCTERMS.isReplacedBy, entity_iri(each.kept)
        else:
            yield entity_iri(each.other), PROV.wasDerivedFrom, entity_iri(each.kept)
            yield entity_iri(each.other), OWL.differentFrom, entity_iri(each.kept)


def _last(made: Sequence[Decision]) -> dict[tuple[str, str], Decision]:
    return {each.pair: each for each in made}
