"""The graph for other programs: networks, tables and the other syntaxes of RDF."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import networkx as nx
import pyoxigraph as ox
from rdflib import Graph, Literal

from graphkit.errors import GraphError
from graphkit.model import Assembly
from graphkit.publish.load import load_graph
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.records import EntityRecord, Records, RelationRecord, read_records
from graphkit.publish.terms import triples
from graphkit.publish.turtle import serialize
from graphkit.vocabulary import PREFIXES, quadrant

__all__ = ["FORMATS", "export", "networkx_from_rdf", "to_networkx"]

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_XMLNS = re.compile(r"(?: xmlns:[^\s>]+)+")


def to_networkx(assembly: Assembly) -> nx.MultiDiGraph:
    """Return the merged graph as a network: a node an entity, an edge a relation, keyed by the relation's id.

    Attributes are strings and numbers only, so that every format of NetworkX can hold them. A relation without object,
    such as a death, is an attribute of its node, named after the predicate, with the date as its value.
    """
    return networkx_from_rdf(to_rdflib(assembly))


def networkx_from_rdf(graph: Graph) -> nx.MultiDiGraph:
    """Return a graph as graphkit writes it as a network, see `to_networkx`."""
    records = read_records(graph)
    network = nx.MultiDiGraph()
    for entity in records.entities.values():
        network.add_node(entity.id, **_node(entity))
    for relation in records.relations.values():
        if relation.object is not None:
            network.add_edge(relation.subject, relation.object, key=relation.id, **_edge(relation, records))
        elif relation.status == "Actual":
            network.nodes[relation.subject][relation.predicate] = relation.begin or ""
    return network


def export(source: Assembly | Graph | str | Path, format: str, path: str | Path) -> tuple[Path, ...]:
    """Write a graph in another format.

    Args:
        source: a merged graph, an rdflib graph, or a graph file, see `load_graph`.
        format: one of `FORMATS`.
        path: where to; ``csv`` writes two files beside it, ``NAME-nodes.csv`` and ``NAME-edges.csv``.

    Returns:
        The files written.

    Raises:
        GraphError: if there is no such format, the source cannot be read, or the files cannot be written.
    """
    if format not in FORMATS:
        raise GraphError(f"no format {format!r}; choose one of {', '.join(FORMATS)}")
    target = Path(path)
    try:
        return FORMATS[format](_graph(source), target)
    except OSError as error:
        raise GraphError(f"{target}: cannot be written ({error.strerror or error})") from None


def _graph(source: Assembly | Graph | str | Path) -> Graph:
    if isinstance(source, Graph):
        return source
    return to_rdflib(source) if isinstance(source, Assembly) else load_graph(source)


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


def _turtle(graph: Graph, path: Path) -> tuple[Path, ...]:
    return _written(path, serialize(graph))


def _ntriples(graph: Graph, path: Path) -> tuple[Path, ...]:
    return _written(path, _serialized(graph, ox.RdfFormat.N_TRIPLES))


def _rdf_xml(graph: Graph, path: Path) -> tuple[Path, ...]:
    fit = Graph()
    for subject, predicate, term in graph:
        if isinstance(term, Literal):
            term = Literal(_xml(term), term.language, term.datatype, normalize=False)
        fit.add((subject, predicate, term))
    text = _serialized(fit, ox.RdfFormat.RDF_XML)
    # The declarations come in any order; sorted, the same graph gives the same bytes.
    return _written(path, _XMLNS.sub(lambda found: " " + " ".join(sorted(found[0].split())), text, count=1))


def _serialized(graph: Graph, syntax: ox.RdfFormat) -> str:
    prefixes = {name: namespace for name, namespace in PREFIXES.items() if name != "rdf"}
    stream = io.BytesIO()
    ox.serialize(triples(graph), stream, syntax, prefixes=prefixes)
    return stream.getvalue().decode()


def _json_ld(graph: Graph, path: Path) -> tuple[Path, ...]:
    document = json.loads(graph.serialize(format="json-ld", context=dict(PREFIXES), auto_compact=False))
    return _written(path, json.dumps(_sorted(document), ensure_ascii=False, indent=1) + "\n")


def _sorted(value: object) -> object:
    """Return JSON-LD with its keys and, as their order means nothing, its arrays sorted."""
    if isinstance(value, dict):
        return {name: _sorted(each) for name, each in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _graphml(graph: Graph, path: Path) -> tuple[Path, ...]:
    nx.write_graphml(networkx_from_rdf(graph), path, encoding="utf-8", named_key_ids=True)
    return (path,)


def _gexf(graph: Graph, path: Path) -> tuple[Path, ...]:
    # NetworkX would take the keys of edges for ids only where an attribute says so.
    network = networkx_from_rdf(graph)
    for _, _, key, values in network.edges(keys=True, data=True):
        values["id"] = key
    nx.write_gexf(network, path, encoding="utf-8")
    return (path,)


def _csv(graph: Graph, path: Path) -> tuple[Path, ...]:
    network = networkx_from_rdf(graph)
    nodes = [{"id": name} | values for name, values in network.nodes(data=True)]
    edges = [
        {"id": key, "source": source, "target": target} | values
        for source, target, key, values in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    stem = path.with_suffix("") if path.suffix.lower() == ".csv" else path
    return tuple(
        _table(stem.with_name(f"{stem.name}-{what}.csv"), rows) for what, rows in (("nodes", nodes), ("edges", edges))
    )


def _table(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    columns = dict.fromkeys(name for row in rows for name in row)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(columns) or ["id"])
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return path


def _cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _html(graph: Graph, path: Path) -> tuple[Path, ...]:
    # pyvis takes a second to import; only this format needs it.
    from graphkit.publish.html import to_html

    return _written(path, to_html(graph))


def _written(path: Path, text: str) -> tuple[Path, ...]:
    path.write_text(text, "utf-8", newline="\n")
    return (path,)


FORMATS: Mapping[str, Callable[[Graph, Path], tuple[Path, ...]]] = MappingProxyType(
    {
        "csv": _csv,
        "gexf": _gexf,
        "graphml": _graphml,
        "html": _html,
        "jsonld": _json_ld,
        "nt": _ntriples,
        "rdf": _rdf_xml,
        "ttl": _turtle,
    }
)
"""What `export` writes, by name; each takes the graph and where to write it."""
