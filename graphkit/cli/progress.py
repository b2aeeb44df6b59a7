"""What a long run shows while it works, and the messages about inputs it skips."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graphkit.cli.app import ExitCode, say
from graphkit.errors import GraphkitError
from graphkit.model import Extraction

__all__ = ["Run", "running"]


@dataclass(slots=True)
class Run:
    """Counts over one run of the pipeline.

    Attributes:
        verbose: whether each article is named when it is done.
        show: called with the counts after each article.
        articles: number of articles extracted.
        words: number of words in them.
        skipped: inputs that could not be used.
        seconds: time the run took, once it is over.
    """

    verbose: bool = False
    show: Callable[[str], None] | None = None
    articles: int = 0
    words: int = 0
    skipped: list[GraphkitError] = field(default_factory=list)
    seconds: float = 0.0

    def on_error(self, error: GraphkitError) -> None:
        """Note and report an input that is skipped."""
        self.skipped.append(error)
        say(error)

    def on_progress(self, extraction: Extraction) -> None:
        """Note an article that is done."""
        self.articles += 1
        self.words += len(extraction.article.text.split())
        if self.show is not None:
            self.show(f"{self.articles} articles, {self.words:,} words")
        if self.verbose:
            entities, relations = len(extraction.entities), len(extraction.relations)
            say(f"{extraction.article.id}: {entities} entities, {relations} relations")

    @property
    def rate(self) -> float:
        """Words per second."""
        return self.words / self.seconds if self.seconds else 0.0

    def exit_code(self) -> ExitCode:
        """Return the code of a run that ended in order, after a word on what was skipped."""
        if not self.articles:
            say("no article could be used")
            return ExitCode.NO
        if self.skipped:
            say(f"{len(self.skipped)} of the inputs skipped, see above")
            return ExitCode.SKIPPED
        return ExitCode.FINE


@contextmanager
def running(*, quiet: bool = False, verbose: bool = False) -> Iterator[Run]:
    """Time a run and, at a terminal and unless quiet, show how far it is."""
    run = Run(verbose=verbose)
    begin = time.perf_counter()
    try:
        if quiet or verbose or not sys.stderr.isatty():
            yield run
        else:
            from rich.console import Console

            with Console(stderr=True).status("loading") as status:
                run.show = status.update
                yield run
    finally:
        run.seconds = time.perf_counter() - begin
