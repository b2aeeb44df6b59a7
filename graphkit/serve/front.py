"""The first page, the page to ask from, the explorer, and the ready questions."""

from __future__ import annotations

from importlib import metadata

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from graphkit.questions import questions
from graphkit.serve.asking import Explorer
from graphkit.serve.nodes import read_rows, stored_query
from graphkit.serve.pool import Pool
from graphkit.serve.responses import reply
from graphkit.serve.site import language_of, name_of_term, render
from graphkit.vocabulary import PREFIXES, classes, properties

__all__ = ["FrontPages"]


class FrontPages:
    """Pages about the graph as a whole.

    Args:
        pool: answers the queries behind them.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route("/", self.front, name="front"),
            Route("/query", self.query, name="query"),
            Route("/explore", self.explore, name="explore"),
            Route("/explore.json", self.explored, name="explored"),
            Route("/queries", self.list_questions, name="questions"),
            Route("/queries/{name}.rq", self.question, name="question"),
            Route("/health", self.health, name="health"),
        ]

    async def front(self, request: Request) -> Response:
        """Show what is in the graph and where to go."""
        lang = language_of(request)
        counts = {row["what"]: int(row["count"]) for row in await read_rows(self._pool, stored_query("counts"))}
        shown = [(name_of_term(iri, lang), count) for iri, count in sorted(counts.items(), key=lambda item: -item[1])]
        return render(request, "front.html", {"counts": shown, "questions": questions()})

    async def query(self, request: Request) -> Response:
        """Show the page to ask from."""
        lang = language_of(request)
        data = {
            "endpoint": request.url_for("sparql").path,
            "prefixes": dict(PREFIXES),
            "properties": [PREFIXES["gk"] + name for name in properties()],
            "classes": [PREFIXES["gk"] + name for name in classes()],
            "questions": [
                {"name": each.name, "title": each.titles[lang], "sparql": each.sparql} for each in questions().values()
            ],
            "start": request.query_params.get("question", "messages"),
        }
        return render(request, "query.html", {"data": data}, inline_styles=True)

    async def explore(self, request: Request) -> Response:
        """Show the page that draws the graph."""
        return reply(await self._pool.ask(Explorer(request.url_for("explored").path)))

    async def explored(self, request: Request) -> Response:
        """Give what that page draws."""
        return reply(await self._pool.ask(Explorer()))

    async def list_questions(self, request: Request) -> Response:
        """List the ready questions."""
        found = [
            {
                "name": each.name,
                "title": dict(each.titles),
                "parameters": [
                    {"name": parameter.name, "default": parameter.default, "label": dict(parameter.labels)}
                    for parameter in each.parameters
                ],
                "sparql": each.sparql,
            }
            for each in questions().values()
        ]
        return JSONResponse(found)

    async def question(self, request: Request) -> Response:
        """Give one ready question as SPARQL."""
        found = questions().get(request.path_params["name"])
        if found is None:
            raise HTTPException(404, f"no such question; choose one of {', '.join(questions())}")
        return PlainTextResponse(found.sparql, media_type="application/sparql-query")

    async def health(self, request: Request) -> Response:
        """Say that the server is up."""
        return JSONResponse({"status": "ok", "version": metadata.version("graphkit")})
