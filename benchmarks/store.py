"""What one article more costs a store: ``python benchmarks/store.py [ARTICLES]``, 10,000 if not said.

The articles are made up, of the size of news, and like news they speak of a few states and people most of the time and
of many others now and then. Nothing is read: the time is that of keeping and merging what was read.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from graphkit.model import (
    Article,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Interval,
    Relation,
    Status,
)
from graphkit.store import open_store

KNOWN, UNKNOWN = 2_000, 6_000
RELATIONS = 10
TRIES = 9
PREDICATES = (
    *("metWith", "criticized", "attacked", "sentMessageTo", "sentTelegramTo", "visited", "suppliedArmsTo"),
    *("deployedTroopsTo", "signedAgreementWith", "holdsOffice", "heldSummitWith", "condemned", "accused"),
)
SYLLABLES = [consonant + vowel for vowel in "aiu" for consonant in "bdfghjklmnrstwz"]


class News:
    """Made-up articles, the same ones each time."""

    def __init__(self) -> None:
        chance = random.Random(1)
        self.entities = [self._entity(number, chance) for number in range(KNOWN + UNKNOWN)]
        # Known and unknown take turns, so that some of each are spoken of often.
        order = sorted(range(len(self.entities)), key=lambda n: n * 3 if n < KNOWN else (n - KNOWN) * 3 + 1)
        self.entities = [self.entities[n] for n in order]
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(len(self.entities))))

    def article(self, number: int) -> Extraction:
        chance = random.Random(number)
        listed = {e.id: e for e in chance.choices(self.entities, cum_weights=self.weights, k=14)}
        sentences = [f"Sentence {n} of article {number}: " + "words and words " * 18 for n in range(RELATIONS)]
        text = "\n".join(sentences)
        day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(1500))
        source = Article(
            f"article-{number:06}", text, (Block(0, len(text), BlockKind.BODY),), f"Title {number}", day, lang="en"
        )
        ids = list(listed)
        relations = []
        for sentence in sentences:
            predicate = chance.choice(PREDICATES)
            begin = text.index(sentence)
            quote = sentence[: chance.randint(30, 120)]
            claimed = chance.choice(ids) if chance.random() < 0.4 else None
            evidence = Evidence(source.sha256, begin, begin + len(quote), quote, "en", claimed, "made up")
            relations.append(
                Relation(
                    *(chance.choice(ids[:6]), predicate, chance.choice(ids[:6])),
                    status=chance.choices(list(Status), [90, 4, 3, 3])[0],
                    evidence=(evidence,),
                    time=chance.choice([None, Interval.on(day), Interval.on(day), Interval.of(day.year, day.month)]),
                    role="president" if predicate == "holdsOffice" else None,
                    place=chance.choice([None, None, chance.choice(ids)]),
                )
            )
        return Extraction(source, tuple(listed.values()), (), tuple(relations), ids[0])

    @staticmethod
    def _entity(number: int, chance: random.Random) -> Entity:
        name = " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
        kind = EntityType.PERSON if number % 2 else chance.choice(list(EntityType))
        aliases = tuple(sorted((f"{name} {n}", "en") for n in range(8))) if number < KNOWN else ()
        return Entity(f"e-{number}", kind, name, None, aliases, known=number < KNOWN)


def seconds_to_add(store: Path, extraction: Extraction) -> float:
    """Open a store, add an article, close it; the article is taken out again."""
    begin = time.perf_counter()
    with open_store(store, create=True) as opened:
        opened.add([extraction])
    seconds = time.perf_counter() - begin
    with open_store(store) as opened:
        opened.remove([extraction.article.id])
    return seconds


def progress(extractions: Iterator[Extraction], begin: float) -> Iterator[Extraction]:
    for number, extraction in enumerate(extractions, 1):
        yield extraction
        if number % 1000 == 0:
            print(f"{number:>7} articles after {time.perf_counter() - begin:6.1f} s", flush=True)


def main(articles: int) -> None:
    news = News()
    with TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty.store"), Path(folder, "full.store")
        begin = time.perf_counter()
        with open_store(full, create=True) as opened:
            opened.add(progress((news.article(n) for n in range(articles)), begin))
        filled = time.perf_counter() - begin
        size = sum(path.stat().st_size for path in full.rglob("*") if path.is_file())
        print(f"filled: {articles} articles in {filled:.0f} s, {size / 1e6:.0f} MB")
        times: dict[str, list[float]] = {"empty": [], "full": []}
        for attempt in range(TRIES):
            extraction = news.article(articles + attempt)
            times["empty"].append(seconds_to_add(empty, extraction))
            times["full"].append(seconds_to_add(full, extraction))
        for name, found in times.items():
            print(f"one article more, {name:5}: {median(found):.3f} s (from {min(found):.3f} to {max(found):.3f})")
        print(f"ratio of the medians: {median(times['full']) / median(times['empty']):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
