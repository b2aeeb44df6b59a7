"""The SQLite file of a store: what every article gave, and what is derived from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graphkit.errors import StoreError

__all__ = ["FORMAT", "connect"]

FORMAT = 2
"""Version of the tables; a store of a greater one was made by a newer graphkit."""

_SCHEMA = Path(__file__).with_name("schema.sql")
# From a format to the next one. What is derived is made again, as no rules of merging are noted any more.
_UPGRADES = {
    1: "ALTER TABLE evidence ADD COLUMN extractor BLOB NOT NULL DEFAULT x''; DELETE FROM meta WHERE name = 'merging';"
}


def connect(file: Path | str) -> sqlite3.Connection:
    """Open the file of a store, made first if there is none; ``:memory:`` is one that is gone when it is closed.

    One of an older format is brought to this one; its graph follows with `graphkit.store.store.Store.refresh`.

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
            steps = [_UPGRADES[each] for each in range(found, FORMAT)] if found else [_SCHEMA.read_text("utf-8")]
            database.executescript(f"BEGIN; {' '.join(steps)} PRAGMA user_version = {FORMAT}; COMMIT;")
    except BaseException:
        database.close()
        raise
    return database
