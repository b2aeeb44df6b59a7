"""The vocabulary: namespaces that refuse unknown terms, and what the ontology says of each relation.

Everything here is read from the Turtle files under ``ontologies/``; no term is listed in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import pyoxigraph as ox
from rdflib.namespace import ClosedNamespace, Namespace

from graphkit.errors import GraphError
from graphkit.resources import ontology_path

__all__ = [
    "GK",
    "GKA",
    "GKD",
    "GKE",
    "GKR",
    "GKV",
    "NIF",
    "PLOVER",
    "PREFIXES",
    "SCHEMA",
    "SEM",
    "WD",
    "Property",
    "ancestors",
    "classes",
    "descendants",
    "labels",
    "mode",
    "properties",
    "property_of",
    "quadrant",
    "schema_type",
]

_GK = "https://w3id.org/graphkit/ontology#"
_PLOVER = "https://w3id.org/graphkit/plover#"

GKE = Namespace("https://w3id.org/graphkit/entity/")
GKR = Namespace("https://w3id.org/graphkit/relation/")
GKV = Namespace("https://w3id.org/graphkit/evidence/")
GKA = Namespace("https://w3id.org/graphkit/article/")
GKD = Namespace("https://w3id.org/graphkit/decision/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
WD = Namespace("http://www.wikidata.org/entity/")

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "gk": _GK,
        "gka": str(GKA),
        "gkd": str(GKD),
        "gke": str(GKE),
        "gkr": str(GKR),
        "gkv": str(GKV),
        "nif": str(NIF),
        "owl": "http://www.w3.org/2002/07/owl#",
        "plover": _PLOVER,
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": str(SCHEMA),
        "sem": str(SEM),
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": str(WD),
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefixes of the Turtle files and of queries, sorted."""


@dataclass(frozen=True, slots=True)
class Property:
    """A relation as the ontology defines it.

    Attributes:
        name: local name, ``sentTelegramTo``.
        parents: local names of its direct super-properties, sorted.
        domain: local name of the class of its subjects.
        range: local name of the class of its objects; None where the object is a date.
        symmetric: whether it holds both ways.
        fact: whether its relations are facts, which merge over dates, and not events.
        category: PLOVER category such as ``CONSULT``, where one fits.
        cameo: nearest CAMEO code, where one fits.
        labels: label by language code.
        patterns: sentence by language code, with ``{s}``, ``{o}`` and ``{role}`` for the parts.
    """

    name: str
    parents: tuple[str, ...]
    domain: str | None
    range: str | None
    symmetric: bool
    fact: bool
    category: str | None
    cameo: str | None
    labels: Mapping[str, str]
    patterns: Mapping[str, str]


def _store() -> ox.Store:
    store = ox.Store()
    for name in ("graphkit.ttl", "plover.ttl"):
        path = ontology_path() / name
        if not path.is_file():
            raise GraphError(f"{path}: the ontology is missing; reinstall graphkit")
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


_STORE = _store()
_RDF = PREFIXES["rdf"]
_RDFS = PREFIXES["rdfs"]
_OWL = PREFIXES["owl"]
_SKOS = PREFIXES["skos"]


def _values(subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
    quads = _STORE.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    found = [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)]
    return sorted(found, key=lambda term: (term.value, str(term)))


def _names(subject: str, predicate: str, base: str = _GK) -> tuple[str, ...]:
    values = (term.value for term in _values(subject, predicate) if isinstance(term, ox.NamedNode))
    return tuple(value.removeprefix(base) for value in values if value.startswith(base))


def _texts(subject: str, predicate: str) -> Mapping[str, str]:
    literals = (term for term in _values(subject, predicate) if isinstance(term, ox.Literal))
    return MappingProxyType({term.language: term.value for term in literals if term.language})


def _instances(kind: str) -> list[str]:
    quads = _STORE.quads_for_pattern(None, ox.NamedNode(_RDF + "type"), ox.NamedNode(kind))
    return sorted(quad.subject.value.removeprefix(_GK) for quad in quads if isinstance(quad.subject, ox.NamedNode))


def _subjects(namespace: str) -> list[str]:
    every = {quad.subject.value for quad in _STORE if isinstance(quad.subject, ox.NamedNode)}
    return sorted(iri.removeprefix(namespace) for iri in every if iri.startswith(namespace))


GK = ClosedNamespace(_GK, _subjects(_GK))
PLOVER = ClosedNamespace(_PLOVER, _subjects(_PLOVER))


def _property(name: str) -> Property:
    iri = _GK + name
    types = {term.value for term in _values(iri, _RDF + "type")}
    category = _names(iri, _GK + "category", _PLOVER)
    cameo = [term.value for term in _values(iri, _GK + "cameo")]
    return Property(
        name=name,
        parents=_names(iri, _RDFS + "subPropertyOf"),
        domain=next(iter(_names(iri, _RDFS + "domain")), None),
        range=next(iter(_names(iri, _RDFS + "range")), None),
        symmetric=_OWL + "SymmetricProperty" in types,
        fact=_GK + "FactProperty" in types,
        category=category[0] if category else None,
        cameo=cameo[0] if cameo else None,
        labels=_texts(iri, _RDFS + "label"),
        patterns=_texts(iri, _GK + "pattern"),
    )


@lru_cache(maxsize=1)
def properties() -> Mapping[str, Property]:
    """Return every relation of the ontology by its local name, sorted; inverses are not among them.

    Examples:
        >>> properties()["sentTelegramTo"].parents
        ('sentMessageTo',)
        >>> properties()["metWith"].symmetric
        True
    """
    names = sorted([*_instances(_GK + "EventProperty"), *_instances(_GK + "FactProperty")])
    return MappingProxyType({name: _property(name) for name in names})


def property_of(name: str) -> Property:
    """Return the relation of this local name.

    Raises:
        GraphError: if the ontology has no such relation.
    """
    try:
        return properties()[name]
    except KeyError:
        raise GraphError(f"no relation gk:{name} in the ontology; define it in ontologies/graphkit.ttl") from None


@lru_cache(maxsize=512)
def ancestors(name: str) -> tuple[str, ...]:
    """Return all super-properties of a relation, the nearest first.

    Examples:
        >>> ancestors("suppliedMissilesTo")
        ('suppliedArmsTo',)
    """
    found: list[str] = []
    todo = list(property_of(name).parents)
    while todo:
        parent = todo.pop(0)
        if parent not in found:
            found.append(parent)
            todo += property_of(parent).parents
    return tuple(found)


@lru_cache(maxsize=512)
def descendants(name: str) -> tuple[str, ...]:
    """Return all sub-properties of a relation, sorted.

    Examples:
        >>> descendants("suppliedArmsTo")
        ('suppliedAmmunitionTo', 'suppliedDronesTo', 'suppliedMissilesTo')
    """
    return tuple(other for other in properties() if name in ancestors(other))


@lru_cache(maxsize=1)
def classes() -> Mapping[str, frozenset[str]]:
    """Return every class of the ontology with itself and all its super-classes, by local name.

    Examples:
        >>> sorted(classes()["State"])
        ['Actor', 'Entity', 'Location', 'State']
    """

    def up(name: str) -> frozenset[str]:
        parents = _names(_GK + name, _RDFS + "subClassOf")
        return frozenset({name}).union(*(up(parent) for parent in parents))

    return MappingProxyType({name: up(name) for name in _instances(_OWL + "Class")})


@lru_cache(maxsize=64)
def schema_type(name: str) -> str | None:
    """Return the local name of the schema.org class nearest to a class of the ontology.

    Examples:
        >>> schema_type("ArmedForce")
        'Organization'
    """
    own = _names(_GK + name, _RDFS + "subClassOf", str(SCHEMA))
    if own:
        return own[0]
    return next((found for parent in _names(_GK + name, _RDFS + "subClassOf") if (found := schema_type(parent))), None)


@lru_cache(maxsize=32)
def quadrant(category: str) -> str | None:
    """Return the quadrant of a PLOVER category: verbal or material, cooperation or conflict.

    Examples:
        >>> quadrant("CONSULT")
        'verbal-cooperation'
    """
    found = _names(_PLOVER + category, _SKOS + "broader", _PLOVER)
    return found[0] if found else None


@lru_cache(maxsize=1)
def _modes() -> Mapping[str, str]:
    broader = ox.NamedNode(_SKOS + "broadMatch")
    pairs = (
        (quad.subject.value.removeprefix(_GK), quad.object.value.removeprefix(_PLOVER))
        for quad in ox.parse(path=str(ontology_path() / "alignments.ttl"))
        if quad.predicate == broader
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
    )
    return MappingProxyType({name: mode.partition("-")[2] for name, mode in pairs})


def mode(name: str) -> str | None:
    """Return the PLOVER mode that a relation is an example of, where one fits.

    Examples:
        >>> mode("launchedAirstrikeOn")
        'aerial'
    """
    return _modes().get(name)


@lru_cache(maxsize=512)
def labels(name: str) -> Mapping[str, str]:
    """Return the labels of a term of the ontology or of PLOVER (``CONSULT``), by language code.

    Examples:
        >>> labels("Denied")["en"]
        'denied'
    """
    return _texts(_GK + name, _RDFS + "label") or _texts(_PLOVER + name, _SKOS + "prefLabel")
