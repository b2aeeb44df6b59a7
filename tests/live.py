"""A server that runs beside the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette

from graphkit.serve import Limits

QUICK = Limits(seconds=2, memory=512, answer=2, query=100_000, processes=2)
# For what must be answered on a busy machine as well.
PATIENT = replace(QUICK, seconds=120)
LONG = 120.0


def until(happens: Callable[[], bool], seconds: float = LONG) -> bool:
    """Wait until something happens, for as long as a busy machine may take; tell whether it did."""
    end = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


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
