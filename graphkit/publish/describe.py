"""What a graph is and holds, in VoID and DCAT, to stand beside its export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID, XSD

from graphkit.publish.lines import nodes_of
from graphkit.vocabulary import GKA, GKE, GKR, PREFIXES, SCHEMA

__all__ = ["describe"]

_DATASET = URIRef("https://w3id.org/graphkit/dataset")
_PARTS = Namespace(f"{_DATASET}#")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_TITLES = (
    Literal("Relations in world politics, read from news", lang="en"),
    Literal("علاقات في السياسة العالمية مقروءة من الأخبار", lang="ar"),
)
_VOCABULARIES = ("gk", "nif", "prov", "schema", "sem", "skos")
_TYPE, _DAY, _LANGUAGE = (f"<{name}>" for name in (RDF.type, SCHEMA.datePublished, SCHEMA.inLanguage))


def describe(lines: Sequence[str], file: Path | None = None) -> str:
    """Return a description of a graph as Turtle; the same graph gives the same bytes.

    Args:
        lines: the triples of the graph, see `graphkit.publish.lines.read_lines`.
        file: a file beside the description that holds the graph.
    """
    nodes = nodes_of(lines)
    predicates = Counter(line.split(" ", 2)[1] for line in lines)
    classes = Counter(kind for values in nodes.values() for kind in values.get(_TYPE, ()))
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, "dcat": DCAT, "void": VOID}.items():
        graph.bind(prefix, namespace)
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((_DATASET, RDF.type, kind))
    for title in _TITLES:
        graph.add((_DATASET, DCTERMS.title, title))
    graph.add((_DATASET, DCTERMS.creator, Literal(f"graphkit {metadata.version('graphkit')}")))
    graph.add((_DATASET, DCTERMS.conformsTo, URIRef(PREFIXES["gk"].rstrip("#"))))
    graph.add((_DATASET, VOID.uriSpace, Literal(GKE.removesuffix("entity/"))))
    for name in _VOCABULARIES:
        graph.add((_DATASET, VOID.vocabulary, URIRef(PREFIXES[name])))
    counts = {
        VOID.triples: len(lines),
        VOID.entities: _named(nodes, GKE),
        VOID.documents: _named(nodes, GKA),
        VOID.classes: len(classes),
        VOID.properties: len(predicates),
        VOID.distinctSubjects: len(nodes),
        VOID.distinctObjects: len({term for values in nodes.values() for terms in values.values() for term in terms}),
    }
    for term, count in counts.items():
        graph.add((_DATASET, term, Literal(count)))
    if example := min((name for name in nodes if name.startswith(f"<{GKR}")), default=None):
        graph.add((_DATASET, VOID.exampleResource, URIRef(example.strip("<>"))))
    _add_parts(graph, VOID.classPartition, VOID["class"], VOID.entities, classes)
    _add_parts(graph, VOID.propertyPartition, VOID.property, VOID.triples, predicates)
    _add_origin(graph, nodes)
    if file is not None:
        _add_file(graph, file)
    return graph.serialize(format="turtle")


def _named(nodes: Mapping[str, object], namespace: str) -> int:
    return sum(name.startswith(f"<{namespace}") for name in nodes)


def _add_parts(graph: Graph, link: URIRef, what: URIRef, how_many: URIRef, counts: Mapping[str, int]) -> None:
    kind = str(link).rsplit("#", 1)[-1].removesuffix("Partition")
    for number, (name, count) in enumerate(sorted(counts.items()), 1):
        part = _PARTS[f"{kind}-{number}"]
        graph.add((_DATASET, link, part))
        graph.add((part, what, URIRef(name.strip("<>"))))
        graph.add((part, how_many, Literal(count)))


def _add_origin(graph: Graph, nodes: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    for language in sorted({value.strip('"') for values in nodes.values() for value in values.get(_LANGUAGE, ())}):
        graph.add((_DATASET, DCTERMS.language, Literal(language)))
    days = sorted(value[1:11] for values in nodes.values() for value in values.get(_DAY, ()))
    if days:
        period = _PARTS.period
        graph.add((_DATASET, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        graph.add((period, DCAT.startDate, Literal(days[0], datatype=XSD.date)))
        graph.add((period, DCAT.endDate, Literal(days[-1], datatype=XSD.date)))


def _add_file(graph: Graph, file: Path) -> None:
    part, address = _PARTS.distribution, URIRef(file.name)
    graph.add((_DATASET, VOID.dataDump, address))
    graph.add((_DATASET, DCAT.distribution, part))
    graph.add((part, RDF.type, DCAT.Distribution))
    graph.add((part, DCAT.downloadURL, address))
    graph.add((part, DCAT.byteSize, Literal(file.stat().st_size)))
    if syntax := ox.RdfFormat.from_extension(file.suffix.removeprefix(".")):
        graph.add((part, DCAT.mediaType, URIRef(_MEDIA_TYPES + syntax.media_type)))
