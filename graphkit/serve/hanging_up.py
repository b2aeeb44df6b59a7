"""What nobody waits for any more is not answered."""

from __future__ import annotations

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HangUpMiddleware"]


class HangUpMiddleware:
    """Cancels the answer to a request when its client hangs up.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request while its client is there."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # One message ahead of the application: a body is not read before it is asked for, an end is seen at once.
        ahead, messages = anyio.create_memory_object_stream[Message](1)
        with ahead, messages:
            async with anyio.create_task_group() as group:

                async def watch() -> None:
                    while (message := await receive())["type"] != "http.disconnect":
                        await ahead.send(message)
                    group.cancel_scope.cancel()

                group.start_soon(watch)
                await self._app(scope, messages.receive, send)
                group.cancel_scope.cancel()
