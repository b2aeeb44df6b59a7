"""A change at a time gives what a build from scratch gives, byte for byte."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_extractions import ENTITIES, WITNESSES, article, extraction, stated
from synthetic import PEOPLE, built, default, extractions, memory_store, turtle_of

from graphkit.errors import StoreError
from graphkit.model import Extraction
from graphkit.publish.rdf import article_iri
from graphkit.store.decisions import Kind, decision_triples, verdicts
from graphkit.store.graph import quad

Step = Extraction | str | tuple[Kind, str, str]
NAMES = st.sampled_from([entity.id for entity in (*PEOPLE, *ENTITIES[:3])])
STEPS = st.lists(st.one_of(extractions(), extractions(), st.sampled_from([f"a{n}" for n in range(6)])), max_size=10)


@settings(max_examples=30)
@given(STEPS)
def test_every_step_gives_what_a_build_gives(steps: list[Step]) -> None:
    store, rdf = memory_store()
    there: dict[str, Extraction] = {}
    for step in steps:
        if isinstance(step, str):
            assert store.remove([step]) == (step in there)
            there.pop(step, None)
        else:
            store.add([step])
            there[step.article.id] = step
        assert turtle_of(default(rdf)) == built(list(there.values()))


@settings(max_examples=25)
@given(st.data(), st.randoms(use_true_random=False))
def test_order_and_batches_do_not_matter(data: st.DataObject, chance: random.Random) -> None:
    news = [data.draw(extractions(f"a{number}")) for number in range(data.draw(st.integers(0, 6)))]
    at_once, one = memory_store()
    at_once.add(news)
    piecemeal, other = memory_store()
    shuffled = chance.sample(news, len(news))
    while shuffled:
        size = chance.randint(1, len(shuffled))
        piecemeal.add(shuffled[:size])
        shuffled = shuffled[size:]
    assert set(one) == set(other)


@settings(max_examples=25)
@given(st.lists(extractions(), max_size=6), extractions("zz"))
def test_adding_twice_changes_nothing_and_removing_takes_back_what_was_added(
    news: list[Extraction], more: Extraction
) -> None:
    store, rdf = memory_store()
    store.add(news)
    before = set(rdf)
    assert store.add([more]) == 1
    after = set(rdf)
    assert store.add([more]) == 0
    assert set(rdf) == after
    store.remove([more.article.id])
    assert set(rdf) == before


@settings(max_examples=20)
@given(st.lists(extractions(), max_size=6))
def test_the_graph_of_an_article_holds_what_it_supports(news: list[Extraction]) -> None:
    store, rdf = memory_store()
    store.add(news)
    graphs = {ox.NamedNode(article_iri(each.sha256)) for each in store.articles()}
    assert set(rdf.named_graphs()) == graphs
    default = {quad.triple for quad in rdf.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    supported = [quad.triple for graph in graphs for quad in rdf.quads_for_pattern(None, None, None, graph)]
    assert len(supported) == len(set(supported))
    assert set(supported) <= default
    places = {"/evidence/", "/article/"}
    evidence = {triple for triple in default if any(place in triple.subject.value for place in places)}
    links = {triple for triple in default if triple.predicate.value.endswith("#evidence")}
    assert set(supported) == evidence | links


@settings(max_examples=20)
@given(st.lists(st.one_of(extractions(), st.tuples(st.sampled_from(Kind), NAMES, NAMES)), max_size=10))
def test_what_people_decided_holds_whatever_comes_after(steps: list[Step]) -> None:
    store, rdf = memory_store()
    there: dict[str, Extraction] = {}
    for step in steps:
        if isinstance(step, Extraction):
            store.add([step])
            there[step.article.id] = step
        else:
            with suppress(StoreError):
                store.decide(*step)
        made = store.decisions()
        log = {quad(triple) for triple in decision_triples(made)}
        found = default(rdf)
        assert log <= found
        assert turtle_of(found - log) == built(list(there.values()), verdicts(made))


def test_a_source_that_turns_out_to_be_known_is_trusted_otherwise() -> None:
    text = article("a", "Alia sent troops to Boria, witnesses said.")
    other = article("b", "Several witnesses spoke.")
    known = replace(WITNESSES, known=True)
    news = [
        extraction(text, stated(text, "alia", "deployedTroopsTo", "boria", source="witnesses")),
        Extraction(other, (known,), (), (), None),
    ]
    store, rdf = memory_store()
    store.add(news[:1])
    before = turtle_of(default(rdf))
    store.add(news[1:])
    assert turtle_of(default(rdf)) == built(news) != before
