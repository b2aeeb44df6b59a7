"""The SPARQL endpoint: queries, and the description of the service where there is none."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graphkit.serve.asking import Answer
from graphkit.serve.description import describe_service
from graphkit.serve.formats import GRAPHS, HTML, accepted
from graphkit.serve.limits import Limits
from graphkit.serve.pool import Pool
from graphkit.serve.protocol import read_query
from graphkit.serve.responses import reply

__all__ = ["Endpoint"]


class Endpoint:
    """The SPARQL 1.1 Protocol over a pool of processes.

    Args:
        pool: answers the queries.
        limits: how long a query may be.
    """

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits

    def route(self) -> Route:
        """Return the route of the endpoint."""
        return Route("/sparql", self.respond, methods=["GET", "POST"], name="sparql")

    async def respond(self, request: Request) -> Response:
        """Answer a query; a GET without one gets the service description, a browser the page to ask from."""
        if request.method != "POST" and not request.scope["query_string"]:
            return self._described(request)
        return reply(await self._pool.ask(await read_query(request, self._limits.query)))

    def _described(self, request: Request) -> Response:
        media_type = accepted(request.headers.get("accept"), [HTML, *GRAPHS])
        if media_type is None:
            raise HTTPException(406, f"the description is offered as {', '.join(reversed(list(GRAPHS)))}")
        if media_type == HTML:
            return RedirectResponse(request.url_for("query").path, 303, {"Vary": "Accept"})
        try:
            return reply(Answer(media_type, describe_service(str(request.url_for("sparql")), media_type)))
        except ValueError:
            raise HTTPException(400, "the Host header is no name of a server") from None
