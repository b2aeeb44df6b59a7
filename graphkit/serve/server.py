"""Running the application."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from graphkit.errors import GraphError
from graphkit.serve.app import create_app
from graphkit.serve.limits import Limits

__all__ = ["run"]


def run(
    folder: Path,
    limits: Limits | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    origins: Sequence[str] = ("*",),
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a store until interrupted; see `create_app` for the arguments that are not named here.

    Args:
        folder: directory of the store.
        limits: what a request may cost.
        host: address to listen at.
        port: port to listen at, 0 for any that is free.
        token: what every request must carry.
        origins: origins whose pages may read answers.
        on_ready: called with the address once it can be asked.

    Raises:
        GraphError: if nothing can listen there.
    """
    app = create_app(folder, limits, token=token, origins=origins)
    with _listening(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        if on_ready is not None:
            on_ready(f"http://{name}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # From here on connections wait until the server takes them.
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        why = error.strerror or str(error)
        raise GraphError(f"cannot listen at {host}, port {port} ({why}); choose another --host or --port") from None
