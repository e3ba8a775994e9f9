"""Runs of equal numbers: what sorting finds is what looking at each number would."""

from __future__ import annotations

from statistics import median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.runs import (
    Ints,
    distinct,
    lengths_of,
    medians_of,
    order_of,
    order_of_codes,
    places_of,
    starts_of,
    sums_of,
)

_NUMBERS = st.lists(st.integers(-1, 9), max_size=30)
_IDS = st.lists(st.sampled_from([1, 2, 3, 7, 900, 10**12]), max_size=6, unique=True)


def column(numbers: list[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


@settings(max_examples=60, deadline=None)
@given(_NUMBERS)
def test_each_number_once_and_sorted(numbers: list[int]) -> None:
    assert distinct(column(numbers)).tolist() == sorted(set(numbers))
    assert column(numbers)[order_of(column(numbers))].tolist() == sorted(numbers)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 2, 65_535, 65_536]), max_size=30))
def test_equal_codes_keep_their_order(codes: list[int]) -> None:
    assert order_of_codes(column(codes)).tolist() == sorted(range(len(codes)), key=codes.__getitem__)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 20)), max_size=30))
def test_runs_by_their_first_rows(rows: list[tuple[int, int]]) -> None:
    owners, values = (column([row[place] for row in sorted(rows)]) for place in (0, 1))
    by_owner = {owner: [value for one, value in rows if one == owner] for owner in sorted({row[0] for row in rows})}
    starts = starts_of(owners)
    assert owners[starts].tolist() == list(by_owner)
    assert lengths_of(starts, len(rows)).tolist() == [len(each) for each in by_owner.values()]
    assert sums_of(values, starts).tolist() == [sum(each) for each in by_owner.values()]
    assert medians_of(values, starts).tolist() == [median(each) for each in by_owner.values()]
    assert len(starts_of(owners, values)) == len(set(rows))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([-1, 0, 1, 3, 4, 901, 10**12, 10**12 + 1]), max_size=9), _IDS)
def test_places_among_ids_near_each_other_or_far(asked: list[int], ids: list[int]) -> None:
    expected = [ids.index(one) if one in ids else -1 for one in asked]
    assert places_of(column(asked), column(ids)).tolist() == expected
