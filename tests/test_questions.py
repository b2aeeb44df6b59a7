"""The ready questions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.errors import GraphError
from graphkit.publish.sparql import query
from graphkit.questions import question, questions
from graphkit.vocabulary import GKE, PREFIXES

NAMES = list(questions())


def test_there_are_twelve() -> None:
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_question_says_what_it_asks_in_both_languages(name: str) -> None:
    found = question(name)
    assert set(found.titles) == {"ar", "en"}
    assert found.titles["en"].endswith("?")
    assert found.titles["ar"].endswith("؟")
    assert set(re.findall(r"VALUES \?(\w+)", found.sparql)) == {each.name for each in found.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_question_declares_what_it_uses_as_graphkit_does(name: str) -> None:
    for line in question(name).sparql.splitlines():
        if line.startswith("PREFIX"):
            _, prefix, iri = line.split()
            assert iri == f"<{PREFIXES[prefix.rstrip(':')]}>"


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"contradictions"}))
def test_question_has_an_answer_in_the_samples(graph: Path, name: str) -> None:
    assert len(query(graph, question(name).sparql))


def test_answers_are_as_the_articles_say(graph: Path) -> None:
    messages = {row[:3] for row in query(graph, question("messages").sparql).texts()}
    assert ("gke:kim-jong-un", "gk:sentTelegramTo", "gke:vladimir-putin") in messages
    denied = {row[:3] for row in query(graph, question("denials").sparql).texts()}
    assert ("gke:north-korea", "gk:suppliedArmsTo", "gke:russia") in denied


@pytest.mark.parametrize("form", ["{}", "gke:{}", f"<{GKE}{{}}>", f"{GKE}{{}}"])
def test_values_are_named_in_several_ways(form: str) -> None:
    value = form.format("vladimir-putin")
    assert f"VALUES ?entity {{ <{GKE}vladimir-putin> }}" in question("timeline").filled({"entity": value})


def test_values_change_the_answer(graph: Path, cli) -> None:
    outcome = cli("query", graph, "timeline", "--with", "entity=kim-jong-un", "--format", "csv")
    assert outcome.code == 0
    assert "Kim Jong Un" in outcome.out
    early = query(graph, question("changes").filled({"since": "1990-01-01"}))
    assert len(early) > len(query(graph, question("changes").filled({"since": "2025-12-01"})))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("nothing", "entity=x", "choose one of actors"),
        ("timeline", "person=x", "choose one of entity"),
        ("actors", "entity=x", "takes none"),
        ("timeline", "entity", "NAME=VALUE"),
        ("timeline", "entity=a b } DROP ALL", "no name of a node"),
        ("changes", "since=yesterday", "not written like"),
    ],
)
def test_wrong_names_and_values_are_told(cli, graph: Path, name: str, value: str, message: str) -> None:
    outcome = cli("query", graph, name, "--with", value)
    assert outcome.code == 2
    assert message in outcome.err


def test_unknown_question_is_told() -> None:
    with pytest.raises(GraphError, match="choose one of"):
        question("nothing")


def test_questions_are_listed(cli) -> None:
    outcome = cli("questions")
    assert outcome.code == 0
    for name in NAMES:
        assert f" {name} " in outcome.out
