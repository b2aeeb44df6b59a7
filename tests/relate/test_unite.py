"""Each relation once, with all its evidence, the clearest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Evidence, Interval, Relation, Status
from graphkit.relate.unite import unite

DAY, MONTH, YEAR = Interval.of(2023, 8, 1), Interval.of(2023, 8), Interval.of(2023)


def evidence(begin: int, words: str = "زار") -> Evidence:
    return Evidence("0" * 64, begin, begin + len(words), words, "ar")


def relation(
    begin: int = 0,
    predicate: str = "visited",
    subject: str = "qatar",
    object_: str | None = "egypt",
    status: Status = Status.ACTUAL,
    time: Interval | None = None,
    place: str | None = None,
    role: str | None = None,
    quantity: int | None = None,
) -> Relation:
    return Relation(subject, predicate, object_, status, (evidence(begin),), time, place, role, quantity)


def begins(united: Relation) -> list[int]:
    return [item.begin for item in united.evidence]


def test_nothing() -> None:
    assert unite([]) == ()


def test_repetition_adds_evidence() -> None:
    (united,) = unite([relation(0), relation(50), relation(90)])
    assert begins(united) == [0, 50, 90]


def test_the_same_words_count_once() -> None:
    (united,) = unite([relation(0), relation(0)])
    assert begins(united) == [0]


@pytest.mark.parametrize(
    "other",
    [
        relation(50, subject="oman"),
        relation(50, object_="oman"),
        relation(50, object_=None),
        relation(50, predicate="praised"),
        relation(50, status=Status.PLANNED),
        relation(50, role="ambassador"),
    ],
)
def test_what_differs_stays_apart(other: Relation) -> None:
    assert unite([relation(0), other]) == (relation(0), other)


def test_order_is_that_of_the_first_statement() -> None:
    united = unite(
        [relation(0), relation(10, "praised"), relation(20), relation(30, "thanked"), relation(40, "praised")]
    )
    assert [item.predicate for item in united] == ["visited", "praised", "thanked"]


class TestSymmetric:
    def test_either_direction_is_one(self) -> None:
        (united,) = unite([relation(0, "metWith", "qatar", "egypt"), relation(50, "metWith", "egypt", "qatar")])
        assert (united.subject, united.object) == ("egypt", "qatar")
        assert begins(united) == [0, 50]

    def test_others_keep_their_direction(self) -> None:
        both = (relation(0, "praised", "qatar", "egypt"), relation(50, "praised", "egypt", "qatar"))
        assert unite(both) == both


class TestTimes:
    @pytest.mark.parametrize(
        ("one", "other"), [(DAY, MONTH), (MONTH, DAY), (None, DAY), (DAY, None), (DAY, DAY), (YEAR, DAY)]
    )
    def test_the_more_precise_stays(self, one: Interval | None, other: Interval | None) -> None:
        (united,) = unite([relation(0, time=one), relation(50, time=other)])
        assert united.time == DAY

    def test_times_that_exclude_each_other_are_two_events(self) -> None:
        united = unite([relation(0, time=DAY), relation(50, time=Interval.of(2023, 9)), relation(90, time=MONTH)])
        assert [(item.time, begins(item)) for item in united] == [(DAY, [0, 90]), (Interval.of(2023, 9), [50])]

    def test_the_statement_with_a_time_is_the_clearer(self) -> None:
        (united,) = unite([relation(0), relation(50, time=DAY)])
        assert begins(united) == [50, 0]

    def test_the_first_of_two_with_a_time_stays_first(self) -> None:
        (united,) = unite([relation(0, time=MONTH), relation(50, time=DAY)])
        assert begins(united) == [0, 50]


def test_place_and_quantity_are_taken_over() -> None:
    (united,) = unite([relation(0), relation(50, place="doha", quantity=0), relation(90, place="cairo", quantity=7)])
    assert (united.place, united.quantity) == ("doha", 0)


RELATIONS = st.lists(
    st.builds(
        relation,
        st.integers(0, 200),
        st.sampled_from(["visited", "metWith", "praised"]),
        st.sampled_from(["qatar", "egypt", "oman"]),
        st.sampled_from(["qatar", "egypt", "oman", None]),
        st.sampled_from(list(Status)),
        st.sampled_from([None, DAY, MONTH, YEAR, Interval.of(2022)]),
    ),
    max_size=12,
)


@given(RELATIONS)
def test_no_statement_is_lost_and_none_is_made_up(relations: list[Relation]) -> None:
    united = unite(relations)
    assert {item.evidence[0] for item in relations} >= {words for item in united for words in item.evidence}
    for item in relations:
        parties = {item.subject, item.object}
        assert any(
            (one.predicate, one.status, {one.subject, one.object}) == (item.predicate, item.status, parties)
            for one in united
        )


@given(RELATIONS)
def test_uniting_again_changes_no_relation(relations: list[Relation]) -> None:
    once = unite(relations)
    again = unite(once)
    assert {(r.subject, r.predicate, r.object, r.status) for r in again} == {
        (r.subject, r.predicate, r.object, r.status) for r in once
    }
    assert len(again) <= len(once)


@given(RELATIONS)
def test_evidence_is_bounded_and_never_repeated(relations: list[Relation]) -> None:
    for item in unite(relations):
        assert 1 <= len(item.evidence) <= 8
        assert len(set(item.evidence)) == len(item.evidence)
