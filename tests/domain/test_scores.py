"""Scores and figures of one, beside those of everybody: the same numbers by other means."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics import mbg_nbd
from clientcrm.domain.analytics.abc_xyz import frequency_classes
from clientcrm.domain.analytics.classes import abc_classes
from clientcrm.domain.analytics.rfm import falling_scores, rising_scores, segments_of
from clientcrm.domain.one_client import History, chance_of, visits_of
from clientcrm.domain.scores import abc_of, falling_score, levels_for, rising_score, segment_of, xyz_of

TODAY = date(2026, 6, 30)


@given(st.lists(st.integers(-50, 200), min_size=1, max_size=70), st.sampled_from([3, 5]))
@settings(max_examples=50, deadline=None)
def test_one_is_scored_and_classed_as_among_all(values: list[int], levels: int) -> None:
    every = np.array(values, dtype=np.int64)
    stretch = 2 if levels == 3 else 1
    rising, falling = rising_scores(every, levels), falling_scores(every, levels)
    classes = abc_classes(every)
    for value, up, down, abc in zip(values, rising, falling, classes, strict=True):
        below = sum(other < value for other in values)
        assert rising_score(below, len(values), levels) == 1 + stretch * (up - 1)
        assert falling_score(below, len(values), levels) == 1 + stretch * (down - 1)
        above, whole = sum(other for other in values if other > max(value, 0)), sum(max(one, 0) for one in values)
        assert abc_of(value, above, whole) == abc


def test_segments_and_regularity_are_those_of_everybody() -> None:
    for r in range(1, 6):
        for f in range(1, 6):
            assert segment_of(r, f) == segments_of(np.array([r]), np.array([f]))[0]
    cells = [(n, kept, periods) for n in range(6) for kept in range(1, 6) for periods in range(kept, 12)]
    found = frequency_classes(*(np.array(column) for column in zip(*cells, strict=True)))
    assert [xyz_of(*cell) for cell in cells] == found.tolist()
    assert [levels_for(count) for count in (0, 14, 15, 49, 50)] == [0, 0, 3, 3, 5]


@pytest.mark.parametrize(
    "model",
    [(0.533514, 6.276839, 0.885950, 1.583840), (0.827984, 9.815233, 0.013426, 6.963392), (0.7, 5.0, 1.0, 2.0)],
)
@pytest.mark.parametrize("n", [1, 2, 3, 8, 40, 401])
@pytest.mark.parametrize(("age", "silent"), [(0, 0), (3, 1), (900, 5), (900, 890), (2500, 700)])
def test_chance_and_visits_of_one_are_those_of_the_model(
    model: tuple[float, ...], n: int, age: int, silent: int
) -> None:
    first, last = TODAY - timedelta(days=age), TODAY - timedelta(days=silent if n > 1 else age)
    history = History(((first, 1), *[(last, 1)] * (n - 1)), n)
    known = mbg_nbd.Pasts.of([n - 1], [(last - first).days / 7], [age / 7])
    full = mbg_nbd.Model(*model)
    assert chance_of(history, TODAY, model, 90) == pytest.approx(float(mbg_nbd.visit(full, known, 90 / 7)[0]), rel=1e-9)
    expected = float(mbg_nbd.expected(full, known, 365 / 7)[0])
    assert visits_of(history, TODAY, model) == pytest.approx(expected, rel=1e-9)
