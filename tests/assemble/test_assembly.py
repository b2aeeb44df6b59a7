from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_extractions import ALIA, BORIA, ENTITIES, article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.errors import GraphError
from graphkit.model import Assembly, Extraction, Interval, MergedRelation, Relation, Status

DAY = Interval.of(2025, 3, 2)
FIRST = article("first", "Alia met Boria on Sunday, they said.")
SECOND = article("second", "Boria met Alia.")


def merged(*extractions: Extraction) -> tuple[MergedRelation, ...]:
    return assemble(extractions).relations


def test_same_relation_of_two_articles_is_one_with_two_evidences() -> None:
    [one] = merged(
        extraction(FIRST, stated(FIRST, "alia", "criticized", "boria", time=DAY)),
        extraction(SECOND, stated(SECOND, "alia", "criticized", "boria", time=DAY)),
    )
    assert one.articles == 2
    assert {each.article for each in one.relation.evidence} == {FIRST.sha256, SECOND.sha256}


def test_symmetric_relation_has_one_direction() -> None:
    [one] = merged(
        extraction(FIRST, stated(FIRST, "alia", "metWith", "boria")),
        extraction(SECOND, stated(SECOND, "boria", "metWith", "alia")),
    )
    assert (one.relation.subject, one.relation.object) == ("alia", "boria")


def test_directed_relations_stay_two() -> None:
    relations = stated(FIRST, "alia", "criticized", "boria"), stated(FIRST, "boria", "criticized", "alia")
    assert len(merged(extraction(FIRST, *relations))) == 2


def test_undated_takes_the_date_of_the_other() -> None:
    [one] = merged(
        extraction(FIRST, stated(FIRST, "alia", "metWith", "boria", time=DAY)),
        extraction(SECOND, stated(SECOND, "boria", "metWith", "alia")),
    )
    assert one.relation.time == DAY


def test_what_an_older_article_tells_is_another_occasion() -> None:
    day = DAY.earliest
    older = replace(SECOND, date=day - dt.timedelta(days=9))
    told = extraction(older, stated(older, "boria", "metWith", "alia"))
    dated = extraction(FIRST, stated(FIRST, "alia", "metWith", "boria", time=DAY))
    assert {each.relation.time for each in merged(dated, told)} == {None, DAY}
    later = replace(SECOND, date=day + dt.timedelta(days=9))
    assert len(merged(dated, extraction(later, stated(later, "boria", "metWith", "alia")))) == 1


def test_statuses_are_kept_apart() -> None:
    relations = [stated(FIRST, "alia", "attacked", "boria", status=status) for status in Status]
    assert {each.relation.status for each in merged(extraction(FIRST, *relations))} == set(Status)


def test_office_merges_over_dates_but_not_over_roles() -> None:
    relations = [
        stated(FIRST, "omar-saleh", "holdsOffice", "alia", role="president", time=Interval.of(2024)),
        stated(FIRST, "omar-saleh", "holdsOffice", "alia", role="president", time=Interval.of(2025)),
        stated(FIRST, "omar-saleh", "holdsOffice", "alia", role="speaker"),
    ]
    president, speaker = sorted(merged(extraction(FIRST, *relations)), key=lambda each: each.relation.role)
    assert president.relation.time == Interval(Interval.of(2024).earliest, Interval.of(2025).latest)
    assert speaker.relation.time is None


def test_unnamed_office_is_the_only_one_named() -> None:
    relations = [
        stated(FIRST, "omar-saleh", "holdsOffice", "alia", role="president"),
        stated(FIRST, "omar-saleh", "holdsOffice", "alia"),
    ]
    [one] = merged(extraction(FIRST, *relations))
    assert one.relation.role == "president"


def test_key_of_a_fact_does_not_depend_on_its_dates() -> None:
    fact = stated(FIRST, "omar-saleh", "memberOf", "alia-news")
    [undated], [dated] = merged(extraction(FIRST, fact)), merged(extraction(FIRST, replace(fact, time=DAY)))
    assert undated.key == dated.key


def test_same_place_of_an_article_counts_once() -> None:
    relation = stated(FIRST, "alia", "criticized", "boria")
    [one] = merged(extraction(FIRST, relation, relation))
    assert len(one.relation.evidence) == 1


def test_a_place_that_two_extractors_read_counts_with_the_better() -> None:
    relation = stated(FIRST, "alia", "criticized", "boria")
    [words] = relation.evidence
    again = replace(relation, evidence=(replace(words, extractor="graphkit test reader"),))
    [by_rules], [by_reader] = merged(extraction(FIRST, relation)), merged(extraction(FIRST, again))
    [by_both] = merged(extraction(FIRST, again, relation))
    assert by_both.belief == by_rules.belief > by_reader.belief
    assert len(by_both.relation.evidence) == 1


def test_an_article_that_comes_twice_counts_once() -> None:
    given_ = extraction(FIRST, stated(FIRST, "alia", "criticized", "boria"))
    copy = replace(given_, article=replace(FIRST, id="zz-copy"))
    assembly = assemble([copy, given_])
    assert [each.article.id for each in assembly.extractions] == ["first"]
    assert assembly.relations == assemble([given_]).relations


def test_most_frequent_quantity_and_place_win() -> None:
    relations = [
        stated(FIRST, "alia", "deployedTroopsTo", "boria", quote="Alia", quantity=10, place="green-river"),
        stated(FIRST, "alia", "deployedTroopsTo", "boria", quote="Boria", quantity=10),
        stated(FIRST, "alia", "deployedTroopsTo", "boria", quote="Sunday", quantity=99),
    ]
    [one] = merged(extraction(FIRST, *relations))
    assert (one.relation.quantity, one.relation.place) == (10, "green-river")


def test_denied_and_claimed_contradict_each_other() -> None:
    by_status = {
        each.relation.status: each for each in assemble(small_news()).relations if "Troops" in each.relation.predicate
    }
    claimed, denied = by_status[Status.ACTUAL], by_status[Status.DENIED]
    assert claimed.contradicts == (denied.key,)
    assert denied.contradicts == (claimed.key,)


def test_denial_of_another_day_contradicts_nothing() -> None:
    relations = [
        stated(FIRST, "alia", "attacked", "boria", time=Interval.of(2024, 1)),
        stated(FIRST, "alia", "attacked", "boria", time=Interval.of(2025, 1), status=Status.DENIED),
    ]
    assert all(not each.contradicts for each in merged(extraction(FIRST, *relations)))


def test_contradicted_relation_is_believed_less() -> None:
    relation = stated(FIRST, "alia", "attacked", "boria", quote="Alia")
    denial = stated(FIRST, "alia", "attacked", "boria", quote="Boria", status=Status.DENIED)
    [alone] = merged(extraction(FIRST, relation))
    contested = [each for each in merged(extraction(FIRST, relation, denial)) if each.key == alone.key]
    assert contested[0].belief < alone.belief


def test_a_more_specific_relation_refines_and_supports_the_general_one() -> None:
    month = Interval.of(2025, 3)
    general = stated(FIRST, "alia", "sentMessageTo", "boria", time=month)
    [alone] = merged(extraction(FIRST, general))
    telegram = stated(SECOND, "alia", "sentTelegramTo", "boria", time=DAY)
    message, specific = merged(extraction(FIRST, general), extraction(SECOND, telegram))
    assert (specific.refines, message.refines) == ((message.key,), ())
    assert message.belief > alone.belief
    assert message.articles == 1


@pytest.mark.parametrize(
    "changes",
    [{"time": Interval.of(2024)}, {"status": Status.DENIED}, {"subject": "boria", "object": "alia"}, {"time": None}],
)
def test_what_may_be_another_occasion_is_not_refined(changes: dict[str, object]) -> None:
    general = stated(FIRST, "alia", "sentMessageTo", "boria", time=DAY)
    other = replace(stated(SECOND, "alia", "sentTelegramTo", "boria", time=DAY), **changes)
    assert not any(each.refines for each in merged(extraction(FIRST, general), extraction(SECOND, other)))


def test_merged_entities_rename_everything() -> None:
    other = replace(BORIA, id="boria-2")
    relation = stated(SECOND, "boria-2", "criticized", "alia", source="boria-2", place="boria-2")
    given_ = Extraction(SECOND, (ALIA, other), (), (relation,), "boria-2")

    def merge(_: object) -> SimpleNamespace:
        return SimpleNamespace(
            canonical={"boria-2": "boria", "boria": "boria", "alia": "alia"}, entities={"alia": ALIA, "boria": BORIA}
        )

    assembly = assemble([given_], merge=merge)
    [one] = assembly.relations
    assert (one.relation.subject, one.relation.place, one.relation.evidence[0].source) == ("boria",) * 3
    assert assembly.extractions[0].publisher == "boria"
    assert set(assembly.entities) == {"alia", "boria"}


def test_relation_of_an_entity_with_itself_is_dropped() -> None:
    assert not merged(extraction(FIRST, stated(FIRST, "alia", "criticized", "alia")))


def test_only_entities_that_are_named_are_kept() -> None:
    assert set(assemble(small_news()).entities) == {
        "alia",
        "alia-news",
        "boria",
        "green-river",
        "ivan-petrov",
        "omar-saleh",
        "witnesses",
    }


def test_entity_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(GraphError, match="atlantis"):
        assemble([extraction(FIRST, stated(FIRST, "alia", "criticized", "atlantis"))])


def test_predicate_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(GraphError, match="gk:danced"):
        assemble([extraction(FIRST, stated(FIRST, "alia", "danced", "boria"))])


def test_no_articles_give_an_empty_assembly() -> None:
    assert assemble([]) == Assembly((), {}, ())


TIMES = st.sampled_from([None, Interval.of(2025), Interval.of(2025, 3), DAY, Interval.of(2025, 4, 1)])
IDS = st.sampled_from([entity.id for entity in ENTITIES])


@st.composite
def random_relation(draw: st.DrawFn) -> tuple[object, ...]:
    predicate = draw(st.sampled_from(["metWith", "criticized", "holdsOffice", "deployedTroopsTo"]))
    role = draw(st.sampled_from([None, "president", "speaker"])) if predicate == "holdsOffice" else None
    return draw(IDS), predicate, draw(IDS), draw(st.sampled_from(Status)), draw(TIMES), role, draw(st.none() | IDS)


@st.composite
def random_news(draw: st.DrawFn) -> list[Extraction]:
    found = []
    for number, rows in enumerate(draw(st.lists(st.lists(random_relation(), max_size=4), max_size=4))):
        text = article(f"a{number % 2}", f"Article {number} says something.")
        relations = [
            stated(text, subject, predicate, obj, status=status, time=time, role=role, source=source)
            for subject, predicate, obj, status, time, role, source in rows
        ]
        found.append(extraction(text, *relations))
    return found


@settings(max_examples=60)
@given(random_news(), st.randoms())
def test_the_order_of_articles_and_relations_does_not_matter(news: list[Extraction], random) -> None:
    shuffled = [replace(each, relations=tuple(random.sample(each.relations, len(each.relations)))) for each in news]
    random.shuffle(shuffled)
    one, other = assemble(news), assemble(shuffled)
    assert one.relations == other.relations
    assert one.entities == other.entities


@settings(max_examples=60)
@given(random_news())
def test_no_evidence_is_lost_and_keys_are_unique(news: list[Extraction]) -> None:
    relations = assemble(news).relations
    assert len({each.key for each in relations}) == len(relations)
    stated_ = {
        (evidence.article, evidence.source, relation.status)
        for each in news
        for relation in each.relations
        if relation.subject != relation.object
        for evidence in relation.evidence
    }
    kept = {(e.article, e.source, each.relation.status) for each in relations for e in each.relation.evidence}
    assert kept == stated_


def test_relation_without_object_survives() -> None:
    death: Relation = stated(FIRST, "omar-saleh", "diedOn", None, time=DAY)
    [one] = merged(extraction(FIRST, death))
    assert (one.relation.object, one.relation.time) == (None, DAY)
