"""The web application: its routes, and what is the same for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from graphkit.serve.access import TokenMiddleware
from graphkit.serve.endpoint import Endpoint
from graphkit.serve.front import FrontPages
from graphkit.serve.hanging_up import HangUpMiddleware
from graphkit.serve.limits import Limits
from graphkit.serve.nodes import NodePages
from graphkit.serve.pool import Pool
from graphkit.serve.responses import explained

__all__ = ["create_app"]

_STATIC = Path(__file__).parent / "static"


def create_app(
    folder: Path, limits: Limits | None = None, *, token: str | None = None, origins: Sequence[str] = ("*",)
) -> Starlette:
    """Return the application that serves a store.

    Args:
        folder: directory of the store, see `graphkit.serve.opened`.
        limits: what a request may cost.
        token: what every request must carry, as a bearer token or as the password of any user; none if absent.
        origins: origins whose pages may read answers, ``*`` for all.
    """
    limits = limits or Limits()
    pool = Pool(folder, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Authorization", "Content-Type"],
    )
    return Starlette(
        routes=[
            Endpoint(pool, limits).route(),
            *FrontPages(pool).routes(),
            *NodePages(pool).routes(),
            Mount("/static", StaticFiles(directory=_STATIC), name="static"),
        ],
        # A browser asks for permission before it sends a token.
        middleware=[
            cors,
            *([Middleware(TokenMiddleware, token=token)] if token else []),
            Middleware(HangUpMiddleware),
        ],
        exception_handlers={HTTPException: explained},
        lifespan=lifespan,
    )
