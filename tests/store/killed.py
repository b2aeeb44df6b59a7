"""Kills processes that write to a store at random moments; run by test_killed.py.

Every writer is a process of its own, forked from this one, which has the libraries loaded and no store open. It adds,
replaces and removes articles at random and notes each change before it begins and when it is reported. After it was
killed, another process opens the store and compares it with the notes, and the graph with one built from scratch.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import built, default, made_up, turtle_of

from graphkit.publish.load import read_store
from graphkit.store import open_store

ARTICLES = 8


def write(store: Path, notes: Path, seed: int) -> None:
    chance = random.Random(seed)
    with notes.open("a", buffering=1) as log, open_store(store, create=True) as opened:
        while True:
            number, version = chance.randrange(ARTICLES), chance.randrange(3)
            if chance.random() < 0.3:
                log.write(f"begin {number} -\n")
                opened.remove([f"a{number}"])
                log.write("done\n")
            else:
                log.write(f"begin {number} {version}\n")
                opened.add([made_up(number, version)], on_added=lambda _: log.write("done\n"))


def check(store: Path, notes: Path) -> None:
    """Compare a store with the notes about it, then write down what it holds."""
    reported: dict[str, str] = {}
    begun: tuple[str, str] | None = None
    for line in notes.read_text().splitlines() if notes.exists() else ():
        if line == "done" and begun:
            reported[begun[0]] = begun[1]
            begun = None
        elif line.startswith("begin"):
            begun = (line.split()[1], line.split()[2])
    with open_store(store, create=True) as opened:
        held = {each.article.id[1:]: each for each in opened.extractions()}
    for number in map(str, range(ARTICLES)):
        allowed = {reported.get(number, "-")} | ({begun[1]} if begun and begun[0] == number else set())
        texts = {made_up(int(number), int(version)).article.text for version in allowed - {"-"}}
        found = held.get(number)
        assert (found is None and "-" in allowed) or (found and found.article.text in texts), (number, allowed)
    assert turtle_of(default(read_store(store))) == built(list(held.values()))
    versions = {
        number: next(v for v in range(3) if made_up(int(number), v).article.text == each.article.text)
        for number, each in held.items()
    }
    notes.write_text("".join(f"begin {number} {version}\ndone\n" for number, version in versions.items()))


def forked(function: Callable[..., None], *arguments: object) -> int:
    process = os.fork()
    if process:
        return process
    try:
        function(*arguments)
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    for trial in range(kills):
        # Every third time at the making of a new store.
        new = trial % 3 == 0
        store, notes = (folder / f"{'new' if new else 'old'}.{end}" for end in ("store", "txt"))
        if new:
            shutil.rmtree(store, ignore_errors=True)
            notes.unlink(missing_ok=True)
        writer = forked(write, store, notes, chance.randrange(1 << 30))
        time.sleep(chance.uniform(0, 0.15 if new else 0.4))
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        assert os.WIFSIGNALED(status), "the writer ended by itself"
        _, status = os.waitpid(forked(check, store, notes), 0)
        assert status == 0, f"trial {trial}"
    print(f"{kills} killed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
