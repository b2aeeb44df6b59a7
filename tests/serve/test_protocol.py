"""The query operation of the SPARQL 1.1 Protocol, case by case."""

from __future__ import annotations

import json

import httpx
import pyoxigraph as ox
import pytest

from graphkit.vocabulary import GKA, PREFIXES

ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?to { ?from gk:sentTelegramTo ?to }"
CONSTRUCT = "CONSTRUCT WHERE { ?from gk:sentTelegramTo ?to }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}


def true(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    return response.json()["boolean"]


def test_query_by_get(client: httpx.Client) -> None:
    assert true(client.get("/sparql", params={"query": ASK}))


def test_query_by_post_of_a_form(client: httpx.Client) -> None:
    assert true(client.post("/sparql", data={"query": ASK}))


def test_query_by_post_of_itself(client: httpx.Client) -> None:
    assert true(client.post("/sparql", content=ASK, headers=QUERY))
    assert true(
        client.post("/sparql", content=ASK, headers={"Content-Type": "Application/SPARQL-Query; charset=UTF-8"})
    )


def test_head_is_get_without_its_body(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": ASK})
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    ("method", "parameters", "content", "headers", "status"),
    [
        ("GET", {"x": "1"}, None, {}, 400),
        ("GET", {"query": [ASK, ASK]}, None, {}, 400),
        ("GET", {"query": "SELECT {"}, None, {}, 400),
        ("GET", {"query": ""}, None, {}, 400),
        ("GET", {"query": "ASK { ?s nowhere:x ?o }"}, None, {}, 400),
        ("GET", {"query": "INSERT DATA { <urn:a> <urn:b> 1 }"}, None, {}, 400),
        ("GET", {"update": "CLEAR ALL"}, None, {}, 403),
        ("GET", {"query": "LOAD <http://example.org/>"}, None, {}, 400),
        ("GET", {"query": ASK, "default-graph-uri": "no iri"}, None, {}, 400),
        ("POST", {}, b"", FORM, 400),
        ("POST", {}, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM, 400),
        ("POST", {"query": ASK}, b"query=ASK%20%7B%7D", FORM, 400),
        ("POST", {"query": ASK}, ASK.encode(), QUERY, 400),
        ("POST", {}, b"", QUERY, 400),
        ("POST", {}, ASK.encode(), {}, 415),
        ("POST", {}, ASK.encode(), {"Content-Type": "text/plain"}, 415),
        ("POST", {}, b"query=ASK%20%7B%7D", {}, 415),
        ("POST", {}, ASK.encode("utf-16"), QUERY, 400),
        ("POST", {}, b"query=ASK%20%7B%20%22%FF%22%20%7D", FORM, 400),
        ("POST", {}, b"update=CLEAR%20ALL", FORM, 403),
        ("POST", {}, b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403),
        ("POST", {}, b"ASK {}" + b" " * 200_000, QUERY, 413),
        ("POST", {}, b"query=ASK%7B%7D" + b"+" * 400_000, FORM, 413),
        ("PUT", {"query": ASK}, None, {}, 405),
        ("DELETE", {"query": ASK}, None, {}, 405),
        ("PATCH", {}, ASK.encode(), QUERY, 405),
    ],
)
def test_wrong_use_is_told(
    client: httpx.Client, method: str, parameters: dict, content: bytes | None, headers: dict, status: int
) -> None:
    response = client.request(method, "/sparql", params=parameters, content=content, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")
    assert len(response.text) > 15
    assert "Traceback" not in response.text


def test_address_that_is_no_utf8_is_told(client: httpx.Client) -> None:
    assert client.get("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D").status_code == 400


def test_mistake_is_told_by_its_place(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"})
    assert "line 2, column 10" in response.text


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, None, "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (SELECT, "text/csv;q=0.9, application/sparql-results+xml;q=0.5", "text/csv"),
        (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", "application/json"),
        (SELECT, "text/turtle, text/*;q=0.3", "text/csv"),
        (SELECT, "nonsense", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ASK, "text/csv", "text/csv"),
        (CONSTRUCT, None, "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "text/turtle;q=0.4, application/rdf+xml;q=0.8, */*;q=0.1", "application/rdf+xml"),
        ("DESCRIBE gke:alia", "text/turtle", "text/turtle"),
    ],
)
def test_answer_is_written_as_the_client_likes_it(
    client: httpx.Client, query: str, accept: str | None, media_type: str
) -> None:
    del client.headers["accept"]
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept} if accept else {})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media_type
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "image/png")])
def test_what_is_not_offered_is_told(client: httpx.Client, query: str, accept: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 406
    assert "application/" in response.text


def test_every_form_says_the_same(client: httpx.Client) -> None:
    wanted = [f"{PREFIXES['gke']}ivan-petrov"]

    def got(accept: str) -> httpx.Response:
        return client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})

    assert [row["to"]["value"] for row in got("application/json").json()["results"]["bindings"]] == wanted
    assert got("text/csv").text.split() == ["to", *wanted]
    assert got("text/tab-separated-values").text.split() == ["?to", f"<{wanted[0]}>"]
    results = ox.parse_query_results(got("application/sparql-results+xml").content, ox.QueryResultsFormat.XML)
    assert [row["to"].value for row in results] == wanted


def test_arabic_survives(client: httpx.Client) -> None:
    query = 'SELECT ?s { ?s rdfs:label "عمر صالح"@ar }'
    for response in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers=QUERY),
    ):
        assert [row["s"]["value"] for row in response.json()["results"]["bindings"]] == [f"{PREFIXES['gke']}omar-saleh"]


@pytest.fixture(scope="module")
def articles(server: str) -> list[str]:
    query = "SELECT ?g { GRAPH ?g { ?g a schema:NewsArticle } } ORDER BY ?g"
    found = httpx.get(f"{server}/sparql", params={"query": query}).json()
    return [row["g"]["value"] for row in found["results"]["bindings"]]


def count(client: httpx.Client, pattern: str, post: bool = False, **dataset: object) -> int:
    values = {"query": f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"}
    values |= {name.replace("_", "-"): value for name, value in dataset.items()}
    response = client.post("/sparql", data=values) if post else client.get("/sparql", params=values)
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("post", [False, True])
def test_dataset_of_the_request(client: httpx.Client, articles: list[str], post: bool) -> None:
    one, two = articles
    assert one.startswith(GKA)
    default, named = "?s a schema:NewsArticle", "GRAPH ?g { ?s a schema:NewsArticle }"
    assert count(client, default, post) == count(client, named, post) == 2
    assert count(client, default, post, default_graph_uri=one) == 1
    assert count(client, default, post, default_graph_uri=[one, two]) == 2
    assert count(client, named, post, default_graph_uri=one) == 0
    assert count(client, default, post, named_graph_uri=one) == 0
    assert count(client, named, post, named_graph_uri=one) == 1
    assert count(client, named, post, default_graph_uri=one, named_graph_uri=[one, two]) == 2
    assert count(client, default, post, default_graph_uri="urn:none") == 0


def test_dataset_of_the_request_goes_before_that_of_the_query(client: httpx.Client, articles: list[str]) -> None:
    query = f"ASK FROM <{articles[0]}> {{ <{articles[0]}> a schema:NewsArticle }}"
    assert true(client.get("/sparql", params={"query": query}))
    assert not true(client.get("/sparql", params={"query": query, "default-graph-uri": articles[1]}))


def test_dataset_stands_in_the_address_of_a_posted_query(client: httpx.Client, articles: list[str]) -> None:
    query = f"ASK {{ <{articles[0]}> a schema:NewsArticle }}"
    for graph in articles:
        response = client.post("/sparql", params={"default-graph-uri": graph}, content=query, headers=QUERY)
        assert true(response) is (graph == articles[0])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE gk:x{ ?s ?p ?o } }",
        "SELECT * { SERVICE#\n<http://127.0.0.1:1/>#\n{ ?s ?p ?o } }",
        "SELECT * { FILTER (1<2)SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        # What looks like a string to one reader is a comment to another.
        "SELECT * { ?a ?p ?b FILTER (?a<?b#>'''\n) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #'''\n}",
    ],
)
def test_no_other_server_is_asked(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 403
    assert "SERVICE" in response.text


def test_the_word_service_may_be_looked_for(client: httpx.Client) -> None:
    query = "ASK { ?service a gk:Evidence ; gk:quote ?q FILTER (!CONTAINS(?q, 'the service of')) }"
    assert true(client.get("/sparql", params={"query": query}))


def test_from_reads_no_file(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK FROM <file:///etc/hostname> { ?s ?p ?o }"})
    assert not true(response)


def test_pages_of_any_origin_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    assert client.get("/sparql", params={"query": ASK}, headers=origin).headers["access-control-allow-origin"] == "*"
    assert client.get("/sparql", params={"query": "SELECT {"}, headers=origin).headers["access-control-allow-origin"]
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    response = client.options("/sparql", headers=origin | wanted)
    assert response.status_code == 200
    assert "POST" in response.headers["access-control-allow-methods"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/n-triples", "*/*"])
def test_service_describes_itself(client: httpx.Client, server: str, accept: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200
    syntax = ox.RdfFormat.from_media_type(response.headers["content-type"])
    store = ox.Store()
    store.extend(quad for quad in ox.parse(response.content, syntax))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    query = "ASK { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat ?f ;"
    query += " sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] }"
    assert bool(store.query(query, prefixes={"sd": sd}))
    [found] = store.quads_for_pattern(None, ox.NamedNode(f"{sd}endpoint"), None)
    assert found.object.value == f"{server}/sparql"


def test_browser_is_sent_to_the_page_to_ask_from(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (response.status_code, response.headers["location"]) == (303, "/query")
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_json_is_json(client: httpx.Client) -> None:
    assert json.loads(client.get("/sparql", params={"query": SELECT}).content)["head"] == {"vars": ["to"]}
