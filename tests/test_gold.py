"""Against marked articles: the graph does not fall behind what it has reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, SKOS, Graph

from graphkit import build, evaluate, to_rdflib
from graphkit.vocabulary import GK, GKE


@pytest.fixture(scope="module")
def founding(shared: Path) -> Graph:
    """The graph of the five articles the project began with."""
    return to_rdflib(build([shared / "seeds"]))


def test_founding_articles(shared: Path, founding: Graph) -> None:
    figures = evaluate(founding, shared / "gold" / "seeds").total.figures()
    assert figures["precision"] >= 0.8
    assert figures["f1"] >= 0.6


def test_marked_articles_of_many_regions(shared: Path) -> None:
    graph = to_rdflib(build([shared / "gold" / "dev" / "articles"]))
    figures = evaluate(graph, shared / "gold" / "dev").total.figures()
    assert figures["precision"] >= 0.7
    assert figures["f1"] >= 0.5


def test_three_spellings_of_one_name_are_one_entity(founding: Graph) -> None:
    labels = (GKE["kim-jong-un"], RDFS.label | SKOS.altLabel)
    assert len({str(name) for name in founding.objects(*labels) if str(name).startswith("كيم")}) >= 3
    assert {who for who, name in founding.subject_objects(RDFS.label) if str(name).startswith("كيم")} == {labels[0]}


def test_what_the_founding_articles_tell(founding: Graph) -> None:
    messages = {GK.sentTelegramTo, GK.sentMessageTo, GK.sentLetterTo}
    assert messages & set(founding.predicates(GKE["kim-jong-un"], GKE["vladimir-putin"]))
    assert {GKE.russia, GKE["kursk-oblast"]} & set(founding.objects(GKE["north-korea"], GK.deployedTroopsTo))
