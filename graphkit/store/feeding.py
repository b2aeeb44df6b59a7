"""Articles from files into a store, and out of it: what `graphkit add`, `update` and `remove` do."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from graphkit.errors import GraphkitError, ReadError, StoreError
from graphkit.model import Article, Extraction
from graphkit.pipeline import extract_articles
from graphkit.read import read_articles
from graphkit.store.keeping import Entry
from graphkit.store.rules import reading_rules
from graphkit.store.store import Store

__all__ = ["Fate", "add", "outdated", "remove", "update"]


class Fate(StrEnum):
    """What became of an article."""

    ADDED = "added"
    REPLACED = "replaced"
    READ_AGAIN = "read again"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class _Sieve:
    """Lets through the articles that have to be read, and notes the fate of each."""

    store: Store
    rules: str | None
    on_error: Callable[[GraphkitError], None] | None
    fates: dict[str, Fate] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def __call__(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            if self.texts.setdefault(article.id, article.sha256) != article.sha256:
                error = ReadError(
                    f"{article.origin or article.id}: another article of this run has the id {article.id}, too; "
                    "give one of the files another name or one of the records another id"
                )
                if self.on_error is None:
                    raise error
                self.on_error(error)
            elif article.id not in self.fates:
                self.fates[article.id] = self._fate(article)
                if self.fates[article.id] is not Fate.UNCHANGED:
                    yield article

    def _fate(self, article: Article) -> Fate:
        if self.store.kept.entry(article.id) is None:
            return Fate.ADDED
        if not self.store.holds(article):
            return Fate.REPLACED
        if self.rules is not None and not self.store.holds(article, self.rules):
            return Fate.READ_AGAIN
        return Fate.UNCHANGED


def add(
    store: Store,
    paths: Iterable[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    seeds: Sequence[Path] = (),
    profile: str = "accurate",
    jobs: int = 1,
    on_error: Callable[[GraphkitError], None] | None = None,
    on_added: Callable[[Extraction], None] | None = None,
) -> Mapping[Fate, int]:
    """Read articles into a store, those that are there as they are excepted.

    Args:
        store: where to, open.
        paths: see `graphkit.extract_all`, like the other arguments.
        date: publication date of all of them.
        publisher: publisher of all of them.
        lang: language of all of them.
        seeds: further entity tables.
        profile: name of the pipelines to analyse with.
        jobs: number of processes.
        on_error: called with the error of each input that cannot be used, which is then skipped.
        on_added: called with each extraction once it is safe in the store.

    Returns:
        How many articles had which fate.
    """
    articles = read_articles(paths, date=date, publisher=publisher, lang=lang, on_error=on_error)
    return _feed(store, articles, _Sieve(store, None, on_error), seeds, profile, jobs, on_added)


def update(
    store: Store,
    paths: Iterable[str | Path] | None = None,
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    seeds: Sequence[Path] = (),
    profile: str = "accurate",
    jobs: int = 1,
    on_error: Callable[[GraphkitError], None] | None = None,
    on_added: Callable[[Extraction], None] | None = None,
) -> Mapping[Fate, int]:
    """Read articles into a store, also those that are there but were read by other rules than today's.

    Args:
        store: where to, open.
        paths: see `add`, like the other arguments; without paths, the articles of the store, from their kept texts.
        date: publication date of all of them.
        publisher: publisher of all of them.
        lang: language of all of them.
        seeds: further entity tables.
        profile: name of the pipelines to analyse with.
        jobs: number of processes.
        on_error: called with the error of each input that cannot be used, which is then skipped.
        on_added: called with each extraction once it is safe in the store.

    Returns:
        How many articles had which fate.
    """
    rules = reading_rules(profile, tuple(seeds))
    if paths is None:
        kept = (store.kept.by_id(entry.id) for entry in outdated(store, seeds=seeds, profile=profile))
        articles: Iterable[Article] = (extraction.article for extraction in kept if extraction)
    else:
        articles = read_articles(paths, date=date, publisher=publisher, lang=lang, on_error=on_error)
    return _feed(store, articles, _Sieve(store, rules, on_error), seeds, profile, jobs, on_added)


def outdated(store: Store, *, seeds: Sequence[Path] = (), profile: str = "accurate") -> list[Entry]:
    """Return the articles of a store that were read by other rules, tables or models than today's."""
    return store.kept.outdated(reading_rules(profile, tuple(seeds)))


def remove(store: Store, names: Iterable[str]) -> list[str]:
    """Take articles out of a store, with all that only they support.

    Args:
        store: where from, open.
        names: of each article its id, the beginning of the SHA-256 of its text, or the IRI of its node.

    Returns:
        The ids of the articles.

    Raises:
        StoreError: if there is no such article; then none is taken out.
    """
    found: list[str] = []
    for name in names:
        ids = store.kept.matching(name)
        if not ids:
            near = get_close_matches(name, [entry.id for entry in store.articles()], n=3, cutoff=0.5)
            raise StoreError(f"no article {name} in the store" + (f"; is it {' or '.join(near)}?" if near else ""))
        found += ids
    store.remove(found)
    return found


def _feed(
    store: Store,
    articles: Iterable[Article],
    sieve: _Sieve,
    seeds: Sequence[Path],
    profile: str,
    jobs: int,
    on_added: Callable[[Extraction], None] | None,
) -> Mapping[Fate, int]:
    done: Counter[Fate] = Counter()

    def added(extraction: Extraction) -> None:
        done[sieve.fates[extraction.article.id]] += 1
        if on_added is not None:
            on_added(extraction)

    extractions = extract_articles(sieve(articles), seeds=seeds, profile=profile, jobs=jobs, on_error=sieve.on_error)
    store.add(extractions, rules=reading_rules(profile, tuple(seeds)), on_added=added)
    done[Fate.UNCHANGED] = sum(fate is Fate.UNCHANGED for fate in sieve.fates.values())
    return done
