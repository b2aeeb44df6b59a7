"""Against marked articles: the graph does not fall behind what it has reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from graphkit import Extraction, build, evaluate, extract_all, to_rdflib
from graphkit.assemble import assemble
from graphkit.vocabulary import GK, GKE


@pytest.fixture(scope="module")
def founding(shared: Path) -> list[Extraction]:
    """The five articles the project began with."""
    return list(extract_all([shared / "seeds"]))


@pytest.fixture(scope="module")
def founding_graph(founding: list[Extraction]) -> Graph:
    return to_rdflib(assemble(founding))


def test_founding_articles(shared: Path, founding_graph: Graph) -> None:
    figures = evaluate(founding_graph, shared / "gold" / "seeds").total.figures()
    assert figures["precision"] >= 0.8
    assert figures["f1"] >= 0.6


def test_marked_articles_of_many_regions(shared: Path) -> None:
    graph = to_rdflib(build([shared / "gold" / "dev" / "articles"]))
    figures = evaluate(graph, shared / "gold" / "dev").total.figures()
    assert figures["precision"] >= 0.7
    assert figures["f1"] >= 0.5


def test_three_spellings_of_one_name_are_one_entity(founding: list[Extraction]) -> None:
    kims = [
        (mention.entity, each.article.text[mention.begin : mention.end])
        for each in founding
        for mention in each.mentions
        if each.article.text.startswith("كيم", mention.begin)
    ]
    assert len({form for _, form in kims if len(form.split()) == 3}) >= 3
    assert {entity for entity, _ in kims} == {"kim-jong-un"}


def test_what_the_founding_articles_tell(founding_graph: Graph) -> None:
    messages = {GK.sentTelegramTo, GK.sentMessageTo, GK.sentLetterTo}
    assert messages & set(founding_graph.predicates(GKE["kim-jong-un"], GKE["vladimir-putin"]))
    assert {GKE.russia, GKE["kursk-oblast"]} & set(founding_graph.objects(GKE["north-korea"], GK.deployedTroopsTo))
