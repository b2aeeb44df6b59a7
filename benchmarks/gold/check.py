"""Check a gold set: quotes are verbatim, mentions occur, ids are known, no relation stands twice.

Usage: python benchmarks/gold/check.py [FOLDER], by default the folder blind beside this file.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

STATUSES = {"actual", "planned", "possible", "denied"}
WEIGHTS = {"core", "minor"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read_rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def problems(folder: Path) -> Iterator[str]:
    entities = [row["id"] for row in read_rows(folder / "entities.jsonl")]
    known = set(entities)
    if len(known) < len(entities):
        yield "entities.jsonl: an id stands twice"
    texts = {path.stem: path.read_text("utf-8") for path in (folder / "articles").glob("*.txt")}
    golds = {path.stem: path for path in folder.glob("*.jsonl") if path.stem != "entities"}
    for stem in sorted(texts.keys() ^ golds.keys()):
        yield f"{stem}: the article or its relations are missing"
    used = set()
    for stem in sorted(texts.keys() & golds.keys()):
        seen = set()
        for row in read_rows(golds[stem]):
            where = f"{stem}: {row['id']}"
            ends = [end for end in (row["s"], row["o"]) if end]
            if "\n" in row["sent"] or row["sent"] not in texts[stem]:
                yield f"{where}: the quote is not in a line of the article"
            for end in ends:
                if end["mention"] not in texts[stem]:
                    yield f"{where}: {end['mention']} is not in the article"
            ids = {end["id"] for end in ends} | ({row["source"]} - {None})
            used |= ids
            yield from (f"{where}: {name} is not in entities.jsonl" for name in sorted(ids - known))
            if row["status"] not in STATUSES or row["weight"] not in WEIGHTS:
                yield f"{where}: unknown status or weight"
            if row["time"] and not DATE.fullmatch(row["time"]):
                yield f"{where}: {row['time']} is not a date"
            key = (row["s"]["id"], row["p"], (row["o"] or {}).get("id"))
            if key in seen:
                yield f"{where}: the relation stands twice"
            seen.add(key)
    yield from (f"entities.jsonl: {name} occurs in no relation" for name in sorted(known - used))


def main() -> int:
    found = list(problems(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "blind"))
    print("\n".join(found) or "no problems")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
