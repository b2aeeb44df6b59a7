"""The process that answers queries: it can be killed at any moment, as it only reads."""

from __future__ import annotations

import io
import math
import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graphkit.publish.sparql import mistake
from graphkit.serve.asking import Answer, Explorer, Query, Refusal
from graphkit.serve.formats import GRAPHS, HTML, RESULTS
from graphkit.serve.limits import Limits
from graphkit.serve.stores import stamp
from graphkit.store.reading import read_only
from graphkit.vocabulary import PREFIXES

if TYPE_CHECKING:
    from typing_extensions import Buffer

try:
    import resource
except ImportError:  # Windows has no limits of this kind.
    resource = None  # type: ignore[assignment]

__all__ = ["main"]

# Openings of a store that is being written to; one may meet a file that is about to go.
_ATTEMPTS = 3


def main(connection: Connection, folder: Path, limits: Limits) -> None:
    """Answer what comes through ``connection`` until it closes.

    Args:
        connection: receives `Query` and `Explorer` values, sends an `Answer` or a `Refusal` for each.
        folder: directory of the store.
        limits: what an answer may cost.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _silence()
    reader = _Reader(folder, limits)
    connection.send(None)
    with suppress(EOFError, OSError):
        while True:
            asked = connection.recv()
            _die_after(limits.seconds + 1)
            reply = reader.reply(asked)
            _die_after(0)
            connection.send(reply)


def _silence() -> None:
    # What a process says when its memory ends tells a user nothing.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.close(null)


def _die_after(seconds: float) -> None:
    """Die even if the server, which kills what is late, has died itself."""
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds))


class _TooLongError(Exception):
    """The answer has outgrown its limit."""


class _Limited(io.BytesIO):
    """Holds what is written to it, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Buffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > self._limit:
            raise _TooLongError
        return super().write(data)


class _Reader:
    """Answers from a store, which it opens anew whenever it has changed."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._stamp: object = None
        self._store: ox.Store | None = None
        # A store that cannot be opened now is tried again when something is asked.
        with suppress(OSError):
            self._opened()

    def _opened(self) -> ox.Store:
        now = stamp(self._folder)
        if self._store is None or now != self._stamp:
            self._store = read_only(self._folder)
            self._stamp = now
        return self._store

    def reply(self, asked: Query | Explorer) -> Answer | Refusal:
        for attempt in range(_ATTEMPTS):
            try:
                store = self._opened()
                return _explorer(store, asked) if isinstance(asked, Explorer) else self._answer(store, asked)
            except _TooLongError:
                return Refusal(422, f"the answer is larger than {self._limits.answer} MB; add a LIMIT to the query")
            except MemoryError:
                return Refusal(503, f"the query needs more than {self._limits.memory} MB of memory; narrow it")
            except SyntaxError as error:
                sparql = asked.sparql if isinstance(asked, Query) else ""
                return Refusal(400, f"the query is not well-formed SPARQL: {mistake(sparql, error.msg)}")
            except OSError as error:
                self._store = None
                if attempt + 1 == _ATTEMPTS:
                    return Refusal(503, f"the store cannot be read at this moment, try again: {error}")
            except (ValueError, RuntimeError) as error:
                return Refusal(400, f"the query cannot be answered: {error}")
        raise AssertionError("unreachable")

    def _answer(self, store: ox.Store, asked: Query) -> Answer | Refusal:
        found = store.query(
            asked.sparql,
            prefixes=dict(PREFIXES),
            default_graph=_graphs(asked.default_graphs),
            named_graphs=_graphs(asked.named_graphs),
        )
        body = _Limited(self._limits.answer_bytes)
        if isinstance(found, ox.QueryTriples):
            if asked.graph is None:
                return _unacceptable("CONSTRUCT and DESCRIBE are answered", GRAPHS)
            # Only this serializer takes prefixes.
            ox.serialize(found, body, GRAPHS[asked.graph], prefixes=dict(PREFIXES))
            return Answer(asked.graph, body.getvalue())
        if asked.results is None:
            return _unacceptable("SELECT and ASK are answered", RESULTS)
        found.serialize(body, RESULTS[asked.results])
        return Answer(asked.results, body.getvalue())


def _explorer(store: ox.Store, asked: Explorer) -> Answer:
    # Drawing takes libraries that no query needs.
    from graphkit.publish.html import to_html, to_view_json

    if asked.data_url is None:
        return Answer("application/json", to_view_json(store).encode())
    return Answer(HTML, to_html(None, data_url=asked.data_url).encode())


def _graphs(names: Iterable[str] | None) -> list[Any] | None:
    # The lists that pyoxigraph takes are of wider types, and lists are invariant.
    return None if names is None else [ox.NamedNode(name) for name in names]


def _unacceptable(what: str, offered: Iterable[str]) -> Refusal:
    return Refusal(406, f"{what} as {', '.join(reversed(list(offered)))}; name one of them in the Accept header")
