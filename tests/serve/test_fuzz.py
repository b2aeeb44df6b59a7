"""Two thousand requests of any kind: the server says what is wrong, and never that it is itself at fault."""

from __future__ import annotations

import socket
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TOKENS = """
SELECT ASK CONSTRUCT DESCRIBE WHERE { } ( ) ?s ?p ?o * . ; , <urn:a> gk:status gke:alia 'x' LIMIT 1 ORDER BY
FILTER OPTIONAL UNION GRAPH FROM NAMED SERVICE BIND AS VALUES UNDEF COUNT GROUP_CONCAT REGEX '(a+)+$' 1e999
INSERT DELETE DATA LOAD @ar ^^ xsd:date # <<( )>> | / ^ + ! [] _:b PREFIX BASE -1 \\u0000 \x00 ﷺ 😀
"""
WORDS = st.sampled_from([*TOKENS.split(), '"""'])
QUERIES = st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=60))
METHODS = st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "SPARQL"])
PATHS = st.one_of(
    st.sampled_from(
        ["/sparql"] * 6 + ["/", "/health", "/query", "/queries", "/static/", "/static/site.css", "/sparql/"]
    ),
    st.builds(
        "/{}/{}".format,
        st.sampled_from(["entity", "relation", "article", "queries", "static"]),
        st.text(st.characters(codec="utf-8", exclude_characters="/?#"), max_size=20),
    ),
)
NAMES = st.sampled_from(
    ["query"] * 5 + ["default-graph-uri", "named-graph-uri", "update", "format", "lang", "question", "timeout", "é"]
)
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Content-Type", "Accept-Language", "Origin", "Authorization", "Range", "If-None-Match"]),
    st.one_of(
        st.sampled_from(
            [
                "*/*",
                "text/turtle",
                "text/html",
                "text/csv;q=x",
                ";",
                "application/sparql-query",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "bytes=0-1",
            ]
        ),
        st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_characters="\x7f"), max_size=20),
    ),
    max_size=3,
)
BODIES = st.one_of(
    st.just(b""), QUERIES.map(str.encode), QUERIES.map(lambda query: f"query={query}".encode()), st.binary(max_size=40)
)


@pytest.fixture(scope="module")
def shared_client(server: str):
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


@settings(max_examples=2000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    method=METHODS,
    path=PATHS,
    parameters=st.lists(st.tuples(NAMES, st.one_of(QUERIES, st.just("urn:x"))), max_size=2),
    headers=HEADERS,
    body=BODIES,
)
def test_no_request_is_the_servers_fault(shared_client, method, path, parameters, headers, body) -> None:
    response = shared_client.request(
        method,
        quote(path),
        params=parameters,
        headers={name: value.encode("latin-1") for name, value in headers.items()},
        content=body,
    )
    assert response.status_code < 500 or response.status_code == 503, response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "head",
    [
        b"GET /sparql HTTP/1.1\r\nHost: a b<>\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: [::\r\nAccept: text/turtle\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: x\r\nHost: y\r\n",
        b"GET /sparql?query=%00 HTTP/1.0\r\n",
        b"GET sparql HTTP/1.1\r\nHost: x\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n",
        b"\x00\xff\r\n",
    ],
)
def test_raw_nonsense_is_no_fault_of_the_server_either(server: str, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(server.rsplit(":")[-1])), timeout=5) as connection:
        connection.sendall(head + b"Connection: close\r\n\r\n")
        answer = connection.recv(200)
    assert answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 4"))
