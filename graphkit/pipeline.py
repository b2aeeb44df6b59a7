"""The chain of the stages, from articles to the merged graph."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from graphkit.analyse import analyse
from graphkit.analyse.pipelines import LANGUAGES
from graphkit.assemble import assemble
from graphkit.errors import AnalysisError, GraphkitError
from graphkit.link import link, load_gazetteer
from graphkit.model import Article, Assembly, Extraction
from graphkit.read import read_articles
from graphkit.relate import load_lexicon, load_reader, relate

__all__ = ["Extractor", "build", "extract", "extract_all", "extract_articles"]

# Articles waiting for each worker: enough to keep it busy, few enough to keep memory flat.
_AHEAD = 4


class Extractor:
    """Turns articles into extractions; the tables are read once.

    Args:
        profile: ``accurate``, with the trained relation reader, or ``fast``, by the frames alone, on a smaller encoder.
        seeds: further entity tables, read after those of the package.

    Raises:
        SeedError: if a table is malformed.
    """

    def __init__(self, *, profile: str = "accurate", seeds: Sequence[Path] = ()) -> None:
        self.profile = profile
        self.gazetteer = load_gazetteer(seeds)
        self.lexicon = load_lexicon()
        self.reader = load_reader() if profile == "accurate" else None

    def extract(self, article: Article) -> Extraction:
        """Return the entities, mentions and relations of one article.

        Raises:
            AnalysisError: if the article is in a language that no pipeline reads; the message names its file.
        """
        origin = article.origin or article.id
        if article.lang not in LANGUAGES:
            raise AnalysisError(
                f"{origin}: in the language {article.lang!r}, and graphkit reads {' and '.join(LANGUAGES)}; "
                "give the language if that is wrong"
            )
        try:
            analysed = analyse(article, self.profile)
        except AnalysisError as error:
            raise AnalysisError(f"{origin}: {error}") from error
        return relate(link(analysed, self.gazetteer), self.lexicon, self.reader)


def extract(article: Article, *, profile: str = "accurate", seeds: Sequence[Path] = ()) -> Extraction:
    """Return the entities, mentions and relations of one article; see `Extractor` for arguments and errors."""
    return Extractor(profile=profile, seeds=seeds).extract(article)


def extract_all(
    paths: Iterable[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    seeds: Sequence[Path] = (),
    profile: str = "accurate",
    jobs: int = 1,
    on_error: Callable[[GraphkitError], None] | None = None,
    on_progress: Callable[[Extraction], None] | None = None,
) -> Iterator[Extraction]:
    """Yield what each article gives, in the order in which the articles are read.

    Args:
        paths: files, directories, glob patterns, or ``-`` for standard input.
        date: publication date of all of them, whatever they say themselves.
        publisher: publisher of all of them, likewise.
        lang: ISO 639-1 code of the language of all of them; found in the text if absent.
        seeds: further entity tables.
        profile: ``accurate`` or ``fast``, see `Extractor`.
        jobs: number of processes; each holds its own copy of the models.
        on_error: called with the error of each input that cannot be read or analysed, which is then skipped.
            Without it the first such error is raised.
        on_progress: called with each extraction before it is yielded.

    Raises:
        ReadError: if an input cannot be read and there is no ``on_error``.
        AnalysisError: if an article cannot be analysed and there is no ``on_error``.
        SeedError: if a table is malformed.
    """
    articles = read_articles(paths, date=date, publisher=publisher, lang=lang, on_error=on_error)
    return extract_articles(
        articles, seeds=seeds, profile=profile, jobs=jobs, on_error=on_error, on_progress=on_progress
    )


def extract_articles(
    articles: Iterable[Article],
    *,
    seeds: Sequence[Path] = (),
    profile: str = "accurate",
    jobs: int = 1,
    on_error: Callable[[GraphkitError], None] | None = None,
    on_progress: Callable[[Extraction], None] | None = None,
) -> Iterator[Extraction]:
    """Yield what each article gives, in their order; the arguments and errors are those of `extract_all`."""
    attempts = _attempts_here if jobs <= 1 else _attempts_in_processes
    for attempt in attempts(articles, profile, tuple(seeds), jobs):
        if isinstance(attempt, AnalysisError):
            if on_error is None:
                raise attempt
            on_error(attempt)
            continue
        if on_progress is not None:
            on_progress(attempt)
        yield attempt


def build(
    paths: Iterable[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    seeds: Sequence[Path] = (),
    profile: str = "accurate",
    jobs: int = 1,
    on_error: Callable[[GraphkitError], None] | None = None,
    on_progress: Callable[[Extraction], None] | None = None,
) -> Assembly:
    """Return the merged graph of all articles; the arguments and errors are those of `extract_all`."""
    return assemble(
        extract_all(
            paths,
            date=date,
            publisher=publisher,
            lang=lang,
            seeds=seeds,
            profile=profile,
            jobs=jobs,
            on_error=on_error,
            on_progress=on_progress,
        )
    )


def _attempts_here(
    articles: Iterable[Article], profile: str, seeds: tuple[Path, ...], jobs: int
) -> Iterator[Extraction | AnalysisError]:
    extractor: Extractor | None = None
    for article in articles:
        # The tables are loaded only if there is an article to read.
        extractor = extractor or Extractor(profile=profile, seeds=seeds)
        yield _attempt(extractor, article)


def _attempts_in_processes(
    articles: Iterable[Article], profile: str, seeds: tuple[Path, ...], jobs: int
) -> Iterator[Extraction | AnalysisError]:
    # A forked copy of a process that runs inference threads can hang, so workers start afresh.
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[Extraction | AnalysisError]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        try:
            for article in articles:
                waiting.append(pool.submit(_attempt_in_worker, article, profile, seeds))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _attempt(extractor: Extractor, article: Article) -> Extraction | AnalysisError:
    try:
        return extractor.extract(article)
    except AnalysisError as error:
        return error


_worker_extractor: Extractor | None = None


def _attempt_in_worker(article: Article, profile: str, seeds: tuple[Path, ...]) -> Extraction | AnalysisError:
    global _worker_extractor
    if _worker_extractor is None:
        _worker_extractor = Extractor(profile=profile, seeds=seeds)
    return _attempt(_worker_extractor, article)
