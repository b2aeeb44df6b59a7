"""A page for each entity, relation and article, as HTML or RDF by content negotiation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graphkit.publish.rdf import entity_iri
from graphkit.serve.asking import Query, Refusal
from graphkit.serve.formats import GRAPHS, HTML, SYNTAX_NAMES, accepted
from graphkit.serve.pool import Pool
from graphkit.serve.responses import reply
from graphkit.serve.site import language_of, name_of_term, render
from graphkit.vocabulary import GKA, GKE, GKR, PREFIXES, properties

__all__ = ["NodePages", "read_rows", "stored_query"]

_KINDS = {"entity": GKE, "relation": GKR, "article": GKA}
_JSON = "application/sparql-results+json"

Row = Mapping[str, str]


@lru_cache(maxsize=16)
def _text(name: str) -> str:
    return (Path(__file__).parent / "pages" / f"{name}.rq").read_text("utf-8")


def stored_query(name: str, node: str = "") -> str:
    """Return a query under ``pages``, its ``?node`` being the node of this IRI."""
    return _text(name).replace("?node", str(ox.NamedNode(node))) if node else _text(name)


async def read_rows(pool: Pool, sparql: str) -> list[Row]:
    """Return the rows of a SELECT, unbound variables left out.

    Args:
        pool: answers it.
        sparql: the query.

    Raises:
        HTTPException: if there is no answer.
    """
    outcome = await pool.ask(Query(sparql, results=_JSON))
    if isinstance(outcome, Refusal):
        raise HTTPException(outcome.status, outcome.message)
    found = json.loads(outcome.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


class NodePages:
    """Pages about single nodes.

    Args:
        pool: answers the queries behind them.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def routes(self) -> list[Route]:
        """Return the routes of the pages, one a kind of node."""
        return [Route(f"/{kind}/{{name:path}}", self.respond, name=kind) for kind in _KINDS]

    async def respond(self, request: Request) -> Response:
        """Answer with what is known about a node."""
        kind = request.url.path.removeprefix(request.scope.get("root_path", "")).split("/")[1]
        # Every kind of name is encoded as those of entities are.
        name = str(entity_iri(request.path_params["name"])).removeprefix(GKE)
        node = f"{_KINDS[kind]}{name}"
        media_type = _wanted(request)
        if not name or not (values := await read_rows(self._pool, stored_query("values", node))):
            raise HTTPException(404, f"there is no {kind} {name!r} in this graph")
        if media_type != HTML:
            return reply(await self._pool.ask(Query(stored_query("graph", node), graph=media_type)))
        rows = await read_rows(self._pool, stored_query(kind, node))
        lang = language_of(request)
        page = {
            "kind": kind,
            "iri": node,
            "names": _names(values),
            "facts": _facts(values, lang, request.scope.get("root_path", "")),
            "rows": _in_language(rows, lang),
            "syntaxes": [name for name in SYNTAX_NAMES if name != "html"],
            "address": lambda iri: _address(iri, request.scope.get("root_path", "")),
            "label": lambda iri: name_of_term(iri, lang),
        }
        return render(request, "node.html", page)


def _wanted(request: Request) -> str:
    name = request.query_params.get("format")
    if name is not None:
        if name not in SYNTAX_NAMES:
            raise HTTPException(400, f"no format {name!r}; choose one of {', '.join(SYNTAX_NAMES)}")
        return SYNTAX_NAMES[name]
    media_type = accepted(request.headers.get("accept"), [*GRAPHS, HTML])
    if media_type is None:
        raise HTTPException(406, f"offered as {', '.join((HTML, *reversed(list(GRAPHS))))}")
    return media_type


def _names(values: Sequence[Row]) -> list[str]:
    wanted = {PREFIXES["rdfs"] + "label", str(PREFIXES["schema"]) + "headline"}
    return [row["value"] for row in values if row["property"] in wanted]


def _facts(values: Sequence[Row], lang: str, root: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Return what is said of a node itself: the name of each property, and its values with their addresses."""
    plain = {PREFIXES["gk"] + name for name in properties()}
    facts: dict[str, dict[str, tuple[str, str | None]]] = {}
    for row in values:
        # Plain relations are listed with their dates and evidence; evidence with its quotes.
        if row["property"] in plain or row["property"] == PREFIXES["gk"] + "evidence":
            continue
        shown = facts.setdefault(name_of_term(row["property"], lang), {})
        if row["value"] not in shown or row.get("labelLang") == lang:
            text = row.get("label") or name_of_term(row["value"], lang)
            shown[row["value"]] = (text, _address(row["value"], root))
    return [(name, list(shown.values())) for name, shown in sorted(facts.items())]


def _in_language(rows: Sequence[Row], lang: str) -> list[Row]:
    """Return one row for each relation or piece of evidence: the one in the language, where there is one."""
    kept: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        key = (row.get("relation"), row.get("evidence"), row.get("source"))
        if key not in kept or lang in (row.get("lang"), row.get("sourceLang")):
            kept[key] = row
    return list(kept.values())


def _address(value: str, root: str) -> str | None:
    for kind, namespace in _KINDS.items():
        if value.startswith(namespace):
            return f"{root}/{kind}/{quote(value.removeprefix(namespace), safe='')}"
    return value if value.startswith(("http://", "https://")) else None
