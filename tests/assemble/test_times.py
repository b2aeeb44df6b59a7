from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from graphkit.assemble.times import hull, narrowed
from graphkit.model import Interval

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2024, 3, 31))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda pair: Interval(min(pair), max(pair)))


def test_chain_of_precisions_ends_at_the_day() -> None:
    day, month, year = Interval.of(2024, 5, 6), Interval.of(2024, 5), Interval.of(2024)
    assert narrowed([year, month, day, None]) == dict.fromkeys([year, month, day, None], day)


def test_two_days_in_a_month_leave_it_alone() -> None:
    first, second, month = Interval.of(2024, 5, 6), Interval.of(2024, 5, 9), Interval.of(2024, 5)
    assert narrowed([first, second, month]) == {first: first, second: second, month: month}


def test_month_is_decided_where_the_undated_is_not() -> None:
    may, june, day = Interval.of(2024, 5), Interval.of(2024, 6, 1), Interval.of(2024, 5, 9)
    assert narrowed([may, june, day, None]) == {may: day, day: day, june: june, None: None}


def test_only_undated() -> None:
    assert narrowed([None]) == {None: None}


@given(st.lists(st.none() | INTERVALS, max_size=8))
def test_narrowing_never_widens_nor_invents(times: list[Interval | None]) -> None:
    for old, new in narrowed(times).items():
        assert new in times
        assert old is None or (new is not None and new in old)


def test_hull_of_nothing_is_none() -> None:
    assert hull([None, None]) is None
