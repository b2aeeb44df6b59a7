"""The processes that answer queries: started when needed, killed when late, replaced when dead."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import anyio
import anyio.to_thread

from graphkit.serve import worker
from graphkit.serve.asking import Answer, Explorer, Query, Refusal
from graphkit.serve.limits import Limits

__all__ = ["Pool"]

# A process must open the store before the clock of its first query starts.
_READY_SECONDS = 60.0


def _context() -> multiprocessing.context.BaseContext:
    # A fork of the server would hold its sockets open, and the ends of other processes' pipes.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([worker.__name__])
    return context


class _Process:
    """One process and the pipe to it."""

    def __init__(self, context: multiprocessing.context.BaseContext, folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._pipe, other = context.Pipe()
        # Every context has it, though its stub does not say so.
        self._process = context.Process(target=worker.main, args=(other, folder, limits), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        other.close()

    def ready(self) -> bool:
        """Wait until the process takes queries."""
        try:
            if self._pipe.poll(_READY_SECONDS):
                self._pipe.recv()
                return True
        except (EOFError, OSError):
            pass
        return False

    @property
    def alive(self) -> bool:
        return bool(self._process.is_alive())

    def ask(self, asked: Query | Explorer) -> Answer | Refusal | None:
        """Return the answer, or None if the process died without one."""
        try:
            self._pipe.send(asked)
            if not self._pipe.poll(self._limits.seconds):
                self.kill()
                return Refusal(503, f"not answered within {self._limits.seconds:g} seconds; narrow the query")
            reply: Answer | Refusal = self._pipe.recv()
            return reply
        except (EOFError, OSError):
            # One that has died may not be known to be dead yet.
            self.kill()
            return None

    def stop(self) -> None:
        """Let the process die without an answer; whoever waits for one gets None."""
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


class Pool:
    """Answers queries in processes, as many at once as the limits say.

    Args:
        folder: directory of the store.
        limits: what an answer may cost.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._context = _context()
        self._idle: list[_Process] = []
        self._slots = anyio.Semaphore(limits.processes)
        self._threads = anyio.CapacityLimiter(limits.processes)

    async def ask(self, asked: Query | Explorer) -> Answer | Refusal:
        """Return the answer; a query that takes too long or too much is refused with status 503.

        When this is cancelled, the process is killed.
        """
        try:
            with anyio.fail_after(self._limits.seconds):
                await self._slots.acquire()
        except TimeoutError:
            return Refusal(503, "all processes are busy; try again later")
        try:
            return await self._ask(asked)
        finally:
            self._slots.release()

    async def _ask(self, asked: Query | Explorer) -> Answer | Refusal:
        process = await anyio.to_thread.run_sync(self._taken, limiter=self._threads)
        if process is None:
            return Refusal(503, "no process can be started to answer; try again later")
        try:
            reply = await anyio.to_thread.run_sync(process.ask, asked, abandon_on_cancel=True, limiter=self._threads)
        except anyio.get_cancelled_exc_class():
            process.stop()
            raise
        if reply is None:
            limit = f"{self._limits.memory} MB of memory"
            return Refusal(503, f"the query ended its process: it takes more than {limit}, or is nested too deep")
        if process.alive:
            self._idle.append(process)
        return reply

    def _taken(self) -> _Process | None:
        while self._idle:
            process = self._idle.pop()
            if process.alive:
                return process
            process.kill()
        process = _Process(self._context, self._folder, self._limits)
        if process.ready():
            return process
        process.kill()
        return None

    def close(self) -> None:
        """End all processes."""
        while self._idle:
            self._idle.pop().kill()
