"""A server that runs beside the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from graphkit.serve import Limits

QUICK = Limits(seconds=2, memory=512, answer=2, query=100_000, processes=2)


@contextmanager
def listening(app: Starlette) -> Iterator[str]:
    """Yield the address at which an application listens on this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    [listener] = server.servers[0].sockets
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
