"""Answers and refusals as HTTP responses."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graphkit.serve.asking import Answer, Refusal
from graphkit.serve.formats import content_type

__all__ = ["explained", "reply"]

_RETRY = {"Retry-After": "5"}


def reply(outcome: Answer | Refusal) -> Response:
    """Return an answer, or why there is none, as a response."""
    if isinstance(outcome, Refusal):
        return PlainTextResponse(outcome.message + "\n", outcome.status, _RETRY if outcome.status == 503 else None)
    headers = {"Content-Type": content_type(outcome.media_type), "Vary": "Accept"}
    return Response(outcome.body, headers=headers)


async def explained(_: Request, error: Exception) -> Response:
    """Return what is wrong with a request as plain text."""
    status, message = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "it failed")
    return PlainTextResponse(f"{message}\n", status, getattr(error, "headers", None))
