"""The SQLite file of a store: what every article gave, and what is derived from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graphkit.errors import StoreError

__all__ = ["FORMAT", "connect"]

FORMAT = 1
"""Version of the tables; a store of a greater one was made by a newer graphkit."""

_SCHEMA = Path(__file__).with_name("schema.sql")


def connect(file: Path | str) -> sqlite3.Connection:
    """Open the file of a store, made first if there is none; ``:memory:`` is one that is gone when it is closed.

    Raises:
        StoreError: if a newer version made it.
        sqlite3.Error: if it cannot be used.
    """
    database = sqlite3.connect(file, isolation_level=None, timeout=5)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        [found] = database.execute("PRAGMA user_version").fetchone()
        if found > FORMAT:
            raise StoreError(f"{file}: made by a newer graphkit; install that, or make a new store with this one")
        if found < FORMAT:
            database.executescript(f"BEGIN; {_SCHEMA.read_text('utf-8')} PRAGMA user_version = {FORMAT}; COMMIT;")
    except BaseException:
        database.close()
        raise
    return database
