from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hand_parsed import analysed, article
from spacy.tokens import Doc

from graphkit.analyse import analyse
from graphkit.analyse.times import find_times
from graphkit.link import Gazetteer, link, load_gazetteer
from graphkit.model import Extraction
from graphkit.relate import Lexicon, load_lexicon, relate
from graphkit.relate.view import BlockView


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def related(gazetteer: Gazetteer, lexicon: Lexicon) -> Callable[..., Extraction]:
    """Gives what documents analysed by hand state, each a paragraph of one article."""

    def run(*docs: Doc, date: dt.date | None = dt.date(2023, 8, 1)) -> Extraction:
        return relate(link(analysed(*docs, date=date), gazetteer), lexicon)

    return run


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer, lexicon: Lexicon) -> Callable[..., Extraction]:
    """Gives what an article states, analysed by the shipped pipelines."""

    def run(*paragraphs: str, lang: str = "ar", date: dt.date | None = dt.date(2023, 8, 1)) -> Extraction:
        whole = article(*paragraphs, lang=lang, date=date)
        return relate(link(analyse(whole), gazetteer), lexicon)

    return run


@pytest.fixture(scope="session")
def view(gazetteer: Gazetteer, lexicon: Lexicon) -> Callable[[Doc], BlockView]:
    """Gives a document analysed by hand as the relation stage sees it."""

    def build(doc: Doc) -> BlockView:
        linked = link(analysed(doc, date=dt.date(2023, 8, 1)), gazetteer)
        times = find_times(doc.text, doc.lang_, dt.date(2023, 8, 1))
        timed = frozenset(token.i for token in doc if any(t.begin <= token.idx < t.end for t in times))
        return BlockView(doc, linked.mentions, lexicon, timed, linked.entities)

    return build
