"""What one request may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

__all__ = ["Limits"]

_MEGABYTE = 2**20


def _cores() -> int:
    return max(2, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take before its process is killed.

    Attributes:
        seconds: time to answer, and time to wait for a free process.
        memory: megabytes of memory of a process that answers; not enforced on Windows and macOS.
        answer: megabytes of an answer.
        query: characters of a query.
        processes: number of queries answered at once.
    """

    seconds: float = 30.0
    memory: int = 2048
    answer: int = 64
    query: int = 2**20
    processes: int = field(default_factory=_cores)

    @property
    def memory_bytes(self) -> int:
        """The memory of a process, in bytes."""
        return self.memory * _MEGABYTE

    @property
    def answer_bytes(self) -> int:
        """The size of an answer, in bytes."""
        return self.answer * _MEGABYTE
