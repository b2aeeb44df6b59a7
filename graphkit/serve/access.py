"""Who may ask, where the server has a token."""

from __future__ import annotations

import base64
import binascii
import hmac

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["TokenMiddleware"]

_OPEN = "/health"
# Basic is what browsers ask a person for.
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="graphkit", charset="UTF-8", Bearer realm="graphkit"'}


class TokenMiddleware:
    """Refuses requests without the token, which is given as a bearer token or as the password of any user.

    Args:
        app: the application.
        token: the token.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or scope["path"] == _OPEN or self._allowed(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        message = "this server asks for its token: as a bearer token, or as the password of any user\n"
        await PlainTextResponse(message, 401, _CHALLENGE)(scope, receive, send)

    def _allowed(self, headers: Headers) -> bool:
        scheme, _, value = headers.get("authorization", "").partition(" ")
        given = value.strip().encode("latin-1")
        if scheme.lower() == "basic":
            try:
                _, _, given = base64.b64decode(given, validate=True).partition(b":")
            except binascii.Error:
                return False
        elif scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(given, self._token)
