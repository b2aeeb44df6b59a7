"""Clients that others wrote, against the live server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answers import NAMES, Bag, bag, expected, sparql
from live import QUICK, listening
from rdflib import Graph, Literal
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized
from test_consumers import node  # noqa: F401

from graphkit.serve import Limits, create_app, opened
from graphkit.vocabulary import GKE


@pytest.fixture(scope="module")
def endpoint(graph: Path) -> Iterator[str]:
    with opened(graph) as folder, listening(create_app(folder, Limits(processes=2))) as address:
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def answers(graph: Path) -> dict[str, object]:
    return {name: expected(graph, name) for name in NAMES}


def without_languages(answer: Bag) -> Counter[tuple[str | None, ...]]:
    return Counter(tuple(term and term[0] for term in row) for row in answer.elements())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_gets_the_answers(endpoint: str, answers: dict, name: str, method: str, how: str) -> None:
    client = SPARQLWrapper(endpoint, returnFormat=JSON)
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setQuery(sparql(name))
    assert bag(client.query().response.read()) == answers[name]


def test_sparqlwrapper_gets_other_forms(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery(sparql("messages"))
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) >= 4
    client.setReturnFormat(CSV)
    assert client.query().convert().startswith(b"from,sent,to,date,belief")
    client.setQuery("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a gk:Person ; rdfs:label ?l }")
    client.setReturnFormat(TURTLE)
    graph = Graph().parse(data=client.query().convert(), format="turtle")
    assert (GKE["kim-jong-un"], RDFS.label, Literal("Kim Jong Un", lang="en")) in graph


def test_sparqlwrapper_is_told_what_is_wrong(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed, match="not well-formed"):
        client.query()


def test_rdflib_queries_from_afar(endpoint: str, answers: dict) -> None:
    graph = Graph(SPARQLStore(endpoint))
    for name in NAMES:
        assert bag(graph.query(sparql(name)).serialize(format="json")) == answers[name], name
    assert (GKE["kim-jong-un"], RDFS.label, None) in graph
    assert Literal("كيم جونغ أون", lang="ar") in set(graph.objects(GKE["kim-jong-un"], RDFS.label))


def test_clients_show_the_token(graph: Path) -> None:
    with opened(graph) as folder, listening(create_app(folder, QUICK, token="secret")) as address:
        client = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)
        client.setQuery("ASK {}")
        with pytest.raises(Unauthorized):
            client.query()
        client.setCredentials("anyone", "secret")
        assert client.query().convert()["boolean"]
        store = SPARQLStore(f"{address}/sparql", auth=("anyone", "secret"))
        assert Graph(store).query("ASK {}").askAnswer


def test_comunica_asks_the_server(endpoint: str, answers: dict, node: Callable) -> None:  # noqa: F811
    names = ["messages", "between", "agencies", "denials"]
    lines = node("@comunica/query-sparql", "ask.mjs", endpoint, *map(sparql, names)).splitlines()
    for name, line in zip(names, lines, strict=True):
        # Comunica 4.5 drops the languages in the answer of any endpoint, of Oxigraph's server as well.
        assert without_languages(bag(line)) == without_languages(answers[name]), name
