"""The service description: what the endpoint is and can do, in RDF."""

from __future__ import annotations

import pyoxigraph as ox

from graphkit.serve.formats import GRAPHS, RESULTS
from graphkit.vocabulary import PREFIXES

__all__ = ["describe_service"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = {
    ox.QueryResultsFormat.JSON: "SPARQL_Results_JSON",
    ox.QueryResultsFormat.XML: "SPARQL_Results_XML",
    ox.QueryResultsFormat.CSV: "SPARQL_Results_CSV",
    ox.QueryResultsFormat.TSV: "SPARQL_Results_TSV",
}
_GRAPH_FORMATS = {
    ox.RdfFormat.TURTLE: "Turtle",
    ox.RdfFormat.N_TRIPLES: "N-Triples",
    ox.RdfFormat.RDF_XML: "RDF_XML",
    ox.RdfFormat.JSON_LD: "JSON-LD",
}


def describe_service(endpoint: str, media_type: str) -> bytes:
    """Return the description of the endpoint at this address.

    Args:
        endpoint: address of the endpoint.
        media_type: one of `GRAPHS`.

    Raises:
        ValueError: if the address is no IRI.
    """
    prefixes = {"rdf": PREFIXES["rdf"], "sd": _SD, "formats": _FORMATS}
    return ox.serialize(_triples(endpoint), format=GRAPHS[media_type], prefixes=prefixes) or b""


def _triples(endpoint: str) -> list[ox.Triple]:
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    service, dataset, graph = (ox.NamedNode(f"{endpoint}{part}") for part in ("#service", "#dataset", "#default-graph"))
    triples = [
        ox.Triple(service, kind, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint)),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, kind, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), graph),
        ox.Triple(graph, kind, _sd("Graph")),
    ]
    names = {_RESULT_FORMATS[each] for each in RESULTS.values()}
    names |= {_GRAPH_FORMATS[each] for each in GRAPHS.values() if each in _GRAPH_FORMATS}
    formats = [ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in sorted(names)]
    return sorted([*triples, *formats], key=str)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
