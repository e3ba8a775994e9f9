"""The portrait of the best clients and who is like them; hints about advocates and about those who cost more."""

from __future__ import annotations

import random
from math import log
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.conduct import ConductLimits, conduct
from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import Sales, no_sales
from clientcrm.domain.analytics.portrait import area, first_visit, portrait, weights_of
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import DAY, assert_finite, bases, no_warning, shuffled

TODAY = DAY.toordinal()
HAIR, COLOR, NAIL = str(PRODUCTS["HAIR"]), str(PRODUCTS["COLOR"]), str(PRODUCTS["NAIL"])


def test_the_weight_of_a_value() -> None:
    """Two values; 8 of 10 best have the first, 30 of 60 others: ln((9 / 12) / (31 / 62))."""
    weight = weights_of(np.array([8, 2]), np.array([30, 30]), 10, 60)
    assert weight[0] == pytest.approx(log(0.75 / 0.5), rel=1e-12)
    assert round(float(weight[0]), 6) == 0.405465


@pytest.mark.parametrize(
    ("scores", "good", "expected"),
    [([3, 2, 1, 0], [1, 1, 0, 0], 1.0), ([0, 1, 2, 3], [1, 1, 0, 0], 0.0), ([5, 5, 5], [1, 0, 0], 0.5)],
)
def test_the_area_counts_a_tie_as_half(scores: list[float], good: list[int], expected: float) -> None:
    assert area(np.array(scores, dtype=np.float64), np.array(good, dtype=bool)) == expected


def planted(best: int, rest: int, likely: float, seed: int = 1) -> tuple[pd.DataFrame, list[int]]:
    """Best clients come from friends with this likelihood, others half as likely as not; the city says nothing."""
    chance = random.Random(seed)
    rows = [
        (
            "friends" if chance.random() < (likely if client < best else 0.5) else "street",
            chance.choice(("Perm", "Kungur")),
        )
        for client in range(best + rest)
    ]
    return pd.DataFrame(rows, columns=["source", "city"], index=range(1, best + rest + 1)), list(range(1, best + 1))


@pytest.mark.proves("F34")
def test_a_planted_portrait_is_found_with_its_difference_and_sample() -> None:
    traits, best = planted(100, 400, 0.95)
    figure = portrait(traits, best, DAY)
    row = figure.profile.loc[("source", "friends")]
    assert [figure.n, figure.best, row["of_best"], row["of_rest"]] == [500, 100, 100, 400]
    assert row["best"] >= 90
    assert row["low"] < row["share_best"] < row["high"]
    assert row["difference"] == row["share_best"] - row["share_rest"] > 0.3
    assert bool(row["stands"])
    assert not bool(figure.profile.loc[("city", "Perm"), "stands"])
    assert figure.auc is not None
    assert 0.6 <= figure.auc < 0.85
    assert figure.not_enough is None


def test_others_are_ranked_by_how_like_the_best_they_are() -> None:
    traits, best = planted(100, 400, 0.95)
    figure = portrait(traits, best, DAY)
    first = figure.alike(best, 20).tolist()
    assert not set(first) & set(best)
    assert set(traits.loc[first, "source"]) == {"friends"}
    asked = pd.DataFrame({"source": ["friends", "street", "", "balloon"]}, index=[7, 8, 9, 10])
    scores = figure.score(asked)
    assert scores.loc[7] > 0 > scores.loc[8]
    assert scores.loc[[9, 10]].tolist() == [0, 0]  # nothing is known, and a value that nobody had


def test_no_difference_no_portrait() -> None:
    traits, best = planted(100, 400, 0.5)
    figure = portrait(traits, best, DAY)
    assert figure.auc is not None
    assert figure.auc < 0.6
    assert figure.not_enough == NotEnough("no_stable_portrait", int(figure.auc * 100), 60)
    assert len(figure.scores) == len(figure.alike(best)) == len(figure.score(traits)) == 0


@pytest.mark.parametrize(
    ("best", "rest", "few"),
    [
        (0, 0, NotEnough("few_best", 0, 20)),
        (5, 0, NotEnough("few_best", 5, 20)),
        (19, 400, NotEnough("few_best", 19, 20)),
        (20, 19, NotEnough("few_others", 19, 20)),
        (20, 20, None),
    ],
)
def test_twenty_best_are_the_least(best: int, rest: int, few: NotEnough | None) -> None:
    traits, ids = planted(best, rest, 1.0)
    with no_warning():
        figure = portrait(traits, ids, DAY)
    assert figure.not_enough == few
    assert (figure.auc is None) == (few is not None)
    assert figure.n == best + rest


@pytest.mark.parametrize("leak", ["money", "visits", "segment", "abc", "tier"])
def test_toy_auc_of_95_what_came_after_the_first_visit_is_refused(leak: str) -> None:
    traits, best = planted(30, 30, 0.9)
    with pytest.raises(Invalid) as caught:
        portrait(traits.assign(**{leak: "x"}), best, DAY)
    assert caught.value.fields == {leak: "later_behaviour"}


def test_without_a_single_trait_there_is_no_portrait() -> None:
    traits, best = planted(30, 30, 0.9)
    assert portrait(traits[[]], best, DAY).not_enough == NotEnough("no_stable_portrait", 50, 60)


def test_rare_values_count_as_one() -> None:
    """A product of its own for each client tells nothing, and must not seem to."""
    ids = range(1, 201)
    traits = pd.DataFrame({"first_product": [str(i) for i in ids]}, index=ids)
    figure = portrait(traits, list(range(1, 41)), DAY)
    assert figure.profile.index.tolist() == [("first_product", "other")]
    assert figure.auc == 0.5
    with pytest.raises(Invalid):
        portrait(traits, [1], DAY, rare=0)


def test_what_is_known_at_the_first_visit_of_the_golden_shop() -> None:
    known = pd.DataFrame({"source": {1: "friends", 2: "VK", 12: "VK"}})
    found = first_visit(golden_shop(), GOLDEN_DAY, known)
    assert found.index.tolist() == [1, 2, 3, 4, 5, 7, 10, 13, 14]
    assert found.loc[2, ["first_product", "first_check", "weekday", "source"]].tolist() == [COLOR, "4", "5", "VK"]
    assert found.loc[10, "first_product"] == COLOR  # the free consultation before was no purchase
    assert found.loc[1, ["first_product", "first_check", "source"]].tolist() == [HAIR, "1", "friends"]
    assert found.loc[[3, 13], "source"].tolist() == ["", ""]
    assert set(found["employee"]) == {""}


def test_the_first_check_shares_its_quarter_among_equals() -> None:
    shop = sales([(i, i, TODAY - i, 500, -1, 3) for i in range(1, 41)])
    found = first_visit(shop, DAY)
    assert set(found["first_check"]) == {"1"}
    assert set(found["employee"]) == {"3"}
    assert set(found["first_product"]) == {""}


@pytest.mark.parametrize(
    ("marks", "hint", "reasons"),
    [
        ({}, "", ""),
        ({"referrals": 1}, "advocate", "referrals"),
        ({"referrals": 2, "reviews": 1}, "advocate", "referrals,reviews"),
        ({"complaints": 2, "no_shows": 2}, "", ""),
        ({"complaints": 3, "referrals": 5}, "toxic", "complaints"),
        ({"complaints": 3, "no_shows": 4}, "toxic", "complaints,no_shows"),
    ],
)
def test_hints_by_the_marks_of_a_card(marks: dict[str, int], hint: str, reasons: str) -> None:
    frame = pd.DataFrame([marks], index=pd.Index([5], dtype="int64"))
    figure = conduct(no_sales().receipts, DAY, frame)
    assert figure.clients.loc[5, ["hint", "reasons"]].tolist() == [hint, reasons]
    assert figure.ids(hint).tolist() == [5]


@pytest.mark.parametrize(("back", "hint"), [((500,), ""), ((250, 249), ""), ((250, 250), "toxic")])
def test_who_brings_half_of_it_back_more_than_once(back: tuple[int, ...], hint: str) -> None:
    rows = [(1, 5, TODAY - 9, 600, -1, -1), (2, 5, TODAY - 8, 400, -1, -1)]
    rows += [(3 + i, 5, TODAY, -total, 1, -1) for i, total in enumerate(back)]
    figure = conduct(sales(rows).receipts, DAY, pd.DataFrame(index=pd.Index([], dtype="int64")))
    assert figure.clients.loc[5, "hint"] == hint


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        conduct(no_sales().receipts, DAY, pd.DataFrame(), limits=ConductLimits(reviews=0))
    assert caught.value.fields == {"reviews": "too_small"}


@settings(max_examples=8)
@given(bases())
def test_any_small_base(shop: Sales) -> None:
    with no_warning():
        traits = first_visit(shop, DAY)
        assert traits.equals(first_visit(shuffled(shop), DAY))
        best = traits.index[::2].tolist()
        figure = portrait(traits, best, DAY)
        again: Any = portrait(traits.sample(frac=1, random_state=5), best, DAY)
        assert_finite(figure.profile)
        assert figure.profile.equals(again.profile)
        assert figure.scores.equals(again.scores)
        assert np.isfinite(figure.scores.to_numpy()).all()
        assert_finite(conduct(shop.receipts, DAY, pd.DataFrame({"complaints": {1: 4}})).clients)
