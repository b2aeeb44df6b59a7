"""A graph into another store, over SPARQL 1.1: the Graph Store Protocol, or Update."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from graphkit.errors import GraphError
from graphkit.publish.lines import Source, article_graphs, read_lines

__all__ = ["Login", "push"]

# A request that no server refuses for its size.
_BATCH = 10_000
_TIMEOUT = 300.0
_TRIPLES = "application/n-triples; charset=utf-8"
_UPDATE = "application/sparql-update; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Login:
    """Who writes: a user with a password (Basic or Digest, as the store asks), or a bearer token."""

    user: str | None = None
    password: str = ""
    token: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """Triples for one graph, None being the default one; ``first`` where the graph is begun."""

    graph: str | None
    lines: Sequence[str]
    first: bool


def push(
    source: Source,
    endpoint: str,
    *,
    update: bool = False,
    graph: str | None = None,
    articles: bool = True,
    replace: bool = False,
    login: Login | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Load a graph into another store; what is there already stays there once.

    Args:
        source: a merged graph, an rdflib graph, a graph file or a store.
        endpoint: address of the Graph Store Protocol or of Update.
        update: whether it is that of Update.
        graph: IRI of the graph that takes the triples; the default graph if absent.
        articles: whether to load the named graph of each article as well.
        replace: whether to empty each graph before it is loaded.
        login: who writes.
        on_progress: called with the number of triples sent and of all.

    Returns:
        The number of triples sent, those of named graphs included.

    Raises:
        GraphError: if the source cannot be read, or the store does not take it.
    """
    if urlsplit(endpoint).scheme not in ("http", "https"):
        raise GraphError(f"{endpoint}: no address of a store; it begins with http:// or https://")
    if graph is not None:
        graph = _checked(graph)
    lines = read_lines(source)
    graphs = article_graphs(lines) if articles else {}
    send = _send_update if update else _send_triples
    opener, headers = _opener(endpoint, login or Login())
    sent, total = 0, len(lines) + sum(map(len, graphs.values()))
    for step in _steps(lines, graphs, graph):
        request = send(endpoint, step, replace)
        for name, value in headers.items():
            request.add_header(name, value)
        _open(opener, request)
        sent += len(step.lines)
        if on_progress is not None:
            on_progress(sent, total)
    return sent


def _checked(graph: str) -> str:
    try:
        return ox.NamedNode(graph).value
    except ValueError:
        raise GraphError(f"{graph!r} is no IRI of a graph; write it in full") from None


def _steps(lines: Sequence[str], graphs: Mapping[str, Sequence[str]], graph: str | None) -> Iterator[_Step]:
    yield from _batches(graph, lines)
    for name, triples in graphs.items():
        yield from _batches(name[1:-1], triples)


def _batches(graph: str | None, lines: Sequence[str]) -> Iterator[_Step]:
    for begin in range(0, len(lines), _BATCH):
        yield _Step(graph, lines[begin : begin + _BATCH], begin == 0)


def _send_triples(endpoint: str, step: _Step, replace: bool) -> urllib.request.Request:
    name = "default" if step.graph is None else f"graph={quote(step.graph, safe='')}"
    address = f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{name}"
    method = "PUT" if replace and step.first else "POST"
    return urllib.request.Request(address, _text(step.lines), {"Content-Type": _TRIPLES}, method=method)  # noqa: S310


def _send_update(endpoint: str, step: _Step, replace: bool) -> urllib.request.Request:
    where = "DEFAULT" if step.graph is None else f"GRAPH <{step.graph}>"
    cleared = f"DROP SILENT {where} ;\n".encode() if replace and step.first else b""
    data = (
        _text(step.lines) if step.graph is None else b"GRAPH <%s> {\n%s}\n" % (step.graph.encode(), _text(step.lines))
    )
    body = b"%sINSERT DATA {\n%s}" % (cleared, data)
    return urllib.request.Request(endpoint, body, {"Content-Type": _UPDATE}, method="POST")  # noqa: S310


def _text(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _opener(endpoint: str, login: Login) -> tuple[urllib.request.OpenerDirector, Mapping[str, str]]:
    if login.token is not None:
        return urllib.request.build_opener(), {"Authorization": f"Bearer {login.token}"}
    if login.user is None:
        return urllib.request.build_opener(), {}
    passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
    passwords.add_password(None, endpoint, login.user, login.password, is_authenticated=True)
    handlers = urllib.request.HTTPDigestAuthHandler(passwords), urllib.request.HTTPBasicAuthHandler(passwords)
    return urllib.request.build_opener(*handlers), {}


def _open(opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> None:
    address = request.full_url
    try:
        with opener.open(request, timeout=_TIMEOUT) as response:
            response.read()
    except urllib.error.HTTPError as error:
        said = error.read(300).decode("utf-8", "replace").strip()
        advice = "; give --user or --token" if error.code in (401, 403) else ""
        raise GraphError(f"{address} answered {error.code} {error.reason}{advice}: {said}") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "reason", error)
        raise GraphError(f"{address} cannot be reached ({why}); is it the address of the store?") from None
