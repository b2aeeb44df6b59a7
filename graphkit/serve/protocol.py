"""The SPARQL 1.1 Protocol: a request in, a query out, or why not."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request

from graphkit.serve.asking import Query
from graphkit.serve.formats import GRAPHS, RESULTS, accepted
from graphkit.serve.guard import calls_service

__all__ = ["read_query"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri")
_MOST_PARAMETERS = 10_000


async def read_query(request: Request, longest: int) -> Query:
    """Return the query of a request.

    Args:
        request: a GET, or a POST of a form or of a query.
        longest: number of bytes that a body may have.

    Raises:
        HTTPException: if it holds no query, more than one, an update, or what is no text.
    """
    parameters = _parameters(request.scope["query_string"])
    sparql: str | None = None
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request, longest) if kind in (_FORM, _QUERY) else b""
        if kind == _FORM:
            parameters = [*parameters, *_parameters(body)]
        elif kind == _QUERY:
            if any(name == "query" for name, _ in parameters):
                raise HTTPException(400, "the query is given twice: in the address and in the body; leave one out")
            sparql = _decoded(body)
        elif kind == _UPDATE:
            raise HTTPException(403, "this endpoint only reads; it takes queries, no updates")
        else:
            raise HTTPException(415, f"a query is posted as {_QUERY}, or as the field query of {_FORM}")
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in parameters):
        raise HTTPException(403, "this endpoint only reads; it takes queries, no updates")
    if sparql is None:
        sparql = _only([value for name, value in parameters if name == "query"])
    if len(sparql.encode()) > longest:
        raise HTTPException(413, f"the query is longer than {longest} bytes")
    if calls_service(sparql):
        raise HTTPException(403, "SERVICE is not allowed: this endpoint asks no other servers")
    default, named = (_graphs([value for each, value in parameters if each == name]) for name in _DATASET)
    given = bool(default or named)
    accept = request.headers.get("accept")
    return Query(
        sparql,
        results=accepted(accept, RESULTS),
        graph=accepted(accept, GRAPHS),
        default_graphs=default if given else None,
        named_graphs=named if given else None,
    )


async def _body(request: Request, longest: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        # A form may take three bytes for one.
        if len(body) > 3 * longest:
            raise HTTPException(413, f"the query is longer than {longest} bytes")
    return bytes(body)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the query is not UTF-8; encode it so") from None


def _parameters(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8; encode it so") from None
    except ValueError:
        raise HTTPException(400, f"the request has more than {_MOST_PARAMETERS} parameters") from None


def _only(queries: list[str]) -> str:
    if not queries:
        raise HTTPException(400, "there is no query; give it in the parameter query")
    if len(queries) > 1:
        raise HTTPException(400, f"there are {len(queries)} queries; give one in each request")
    return queries[0]


def _graphs(names: list[str]) -> tuple[str, ...]:
    for name in names:
        try:
            ox.NamedNode(name)
        except ValueError:
            raise HTTPException(400, f"{name!r} is no IRI of a graph") from None
    return tuple(names)
