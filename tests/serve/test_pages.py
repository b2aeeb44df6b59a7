"""Pages of the server: of nodes, the first one, the one to ask from, the explorer."""

from __future__ import annotations

import re

import httpx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graphkit.questions import questions
from graphkit.vocabulary import GKA, GKE, GKR

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "en-GB,en"}


def first(client: httpx.Client, pattern: str) -> str:
    response = client.get("/sparql", params={"query": f"SELECT ?x {{ {pattern} }} ORDER BY ?x LIMIT 1"})
    return response.json()["results"]["bindings"][0]["x"]["value"]


@pytest.fixture
def addresses(client: httpx.Client) -> dict[str, str]:
    relation = first(client, "?x rdf:predicate gk:sentTelegramTo")
    article = first(client, "?x dcterms:identifier 'telegram-ar'")
    return {
        "entity": "/entity/omar-saleh",
        "relation": f"/relation/{relation.removeprefix(GKR)}",
        "article": f"/article/{article.removeprefix(GKA)}",
    }


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("entity", ["Omar Saleh", "عمر صالح", "sent a telegram to", "2025-03-02", "Q2002"]),
        ("relation", ["Omar Saleh sent a telegram", "بعث عمر صالح برقية", "sent Ivan Petrov a telegram", "actual"]),
        ("article", ["برقية من عمر صالح", "ونفت عاليا ذلك", "denied"]),
    ],
)
def test_page_of_a_node_tells_what_is_known(
    client: httpx.Client, addresses: dict[str, str], kind: str, words: list[str]
) -> None:
    response = client.get(addresses[kind], headers=BROWSER)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    for word in words:
        assert word in response.text


def test_pages_speak_arabic(client: httpx.Client, addresses: dict[str, str]) -> None:
    for response in (
        client.get(addresses["entity"], headers=BROWSER | {"Accept-Language": "ar-EG,ar;q=0.9"}),
        client.get(addresses["entity"], params={"lang": "ar"}, headers=BROWSER),
    ):
        assert 'dir="rtl"' in response.text
        assert "العلاقات" in response.text
        assert "برقية من عمر صالح إلى إيفان بيتروف" in response.text


def test_links_of_pages_lead_somewhere(client: httpx.Client, addresses: dict[str, str]) -> None:
    for address in ("/", *addresses.values()):
        page = client.get(address, headers=BROWSER)
        for link in set(re.findall(r'href="(/[^"]*)"', page.text)):
            response = client.get(link.replace("&amp;", "&"), headers=BROWSER, follow_redirects=True)
            assert response.status_code == 200, link


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_node_as_rdf(client: httpx.Client, addresses: dict[str, str], media_type: str) -> None:
    response = client.get(addresses["entity"], headers={"Accept": f"{media_type}, text/html;q=0.5"})
    assert response.headers["content-type"].split(";")[0] == media_type
    graph = Graph().parse(data=response.text, format=media_type)
    node = GKE["omar-saleh"]
    assert (node, RDFS.label, Literal("عمر صالح", lang="ar")) in graph
    assert len(set(graph.subjects(RDF.subject, node))) == 2


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdf"])
def test_form_can_be_named_in_the_address(client: httpx.Client, addresses: dict[str, str], name: str) -> None:
    response = client.get(addresses["relation"], params={"format": name}, headers=BROWSER)
    assert response.status_code == 200
    assert "html" not in response.headers["content-type"]
    assert client.get(addresses["relation"], params={"format": "docx"}).status_code == 400


def test_what_is_not_there_or_not_offered(client: httpx.Client, addresses: dict[str, str]) -> None:
    for address in ("/entity/nobody", "/entity/", "/relation/x%20y", "/article/%3E%22", "/entity/%ff", "/nothing"):
        response = client.get(address, headers=BROWSER)
        assert response.status_code == 404, address
    assert client.get(addresses["entity"], headers={"Accept": "image/png"}).status_code == 406
    assert client.post(addresses["entity"]).status_code == 405


def test_first_page_counts(client: httpx.Client) -> None:
    page = client.get("/", headers=BROWSER).text
    assert re.search(r"relation</td><td class=\"number\">6<", page)
    for each in questions().values():
        assert each.titles["en"] in page


def test_every_page_lets_nothing_in_from_outside(client: httpx.Client, addresses: dict[str, str]) -> None:
    for address in ("/", "/query", *addresses.values()):
        response = client.get(address, headers=BROWSER)
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', response.text)


def test_explorer_is_the_page_of_the_graph(client: httpx.Client) -> None:
    response = client.get("/explore", headers=BROWSER)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    data = client.get("/explore.json")
    assert "/explore.json" in response.text
    assert "عمر صالح" in data.text
    assert data.json()["nodes"]


def test_questions_are_served(client: httpx.Client) -> None:
    found = client.get("/queries").json()
    assert [each["name"] for each in found] == list(questions())
    response = client.get("/queries/messages.rq")
    assert response.headers["content-type"].startswith("application/sparql-query")
    assert client.post("/sparql", content=response.content, headers={"Content-Type": "application/sparql-query"}).json()
    assert client.get("/queries/none.rq").status_code == 404


def test_names_of_entities_are_no_markup(client: httpx.Client) -> None:
    response = client.get("/entity/<script>alert(1)<", headers=BROWSER)
    assert response.status_code == 404
    assert "html" not in response.headers["content-type"]


def test_iri_of_the_node_is_on_its_page(client: httpx.Client, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        kind, name = address.strip("/").split("/")
        iri = URIRef(f"https://w3id.org/graphkit/{kind}/{name}")
        assert iri in client.get(address, headers=BROWSER).text
