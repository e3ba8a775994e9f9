"""Recency, frequency and money: the published numbers, ties, small bases, windows and limits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import Sales, histories, no_sales
from clientcrm.domain.analytics.rfm import falling_scores, rfm, rising_scores, segments_of
from clientcrm.domain.errors import Invalid
from clientcrm.domain.scores import CELLS, SEGMENTS, RfmLimits
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, rfm_orders, sales
from tests.domain.analytics.small_bases import DAY, assert_finite, bases, made, no_warning, shuffled

R_DAY = date(2006, 12, 31)
TODAY = DAY.toordinal()


@pytest.mark.proves("F36")
@pytest.mark.parametrize(
    ("client", "recency", "purchases", "money", "scores", "segment"),
    [
        (1, 4, 7, 1_050_000, "554", "champions"),
        (2, 107, 1, 6_000_000, "215", "hibernating"),
        (3, 5, 1, 200_000, "511", "new"),
        (4, 122, 2, 399_000, "122", "lost"),
        (5, 121, 5, 1_200_000, "244", "at_risk"),
        (7, 26, 2, 300_000, "322", "about_to_sleep"),
        (10, 13, 2, 800_000, "423", "potential_loyal"),
        (13, 102, 1, 150_000, "311", "about_to_sleep"),
        (14, 10, 3, 750_000, "443", "loyal"),
    ],
)
def test_the_golden_shop(client: int, recency: int, purchases: int, money: int, scores: str, segment: str) -> None:
    row = rfm(golden_shop().receipts, GOLDEN_DAY, levels=5).clients.loc[client]
    assert [row["recency"], row["purchases"], row["money"]] == [recency, purchases, money]
    assert "".join(str(row[name]) for name in "rfm") == scores
    assert row["segment"] == segment


def r_scores(values: np.ndarray) -> np.ndarray:
    """As the R package rfm bins: a quintile and one belongs to the next bin; 1..5, more for more."""
    cuts = np.quantile(values, [0.2, 0.4, 0.6, 0.8]) + 1
    return 1 + (values[:, None] >= cuts).sum(axis=1)


@pytest.mark.proves("F36")
def test_against_the_r_package_on_its_own_orders() -> None:
    """It counts orders, we count days: eleven clients bought twice on a day, so the scores are compared on orders."""
    receipts = rfm_orders().receipts
    figure = rfm(receipts, R_DAY)
    assert figure.n == 995
    orders = receipts.groupby("client")["receipt"].count()
    assert (orders != figure.clients["purchases"]).sum() == 11
    both = figure.clients.assign(orders=orders)
    recency, count, money = (both[name].to_numpy(dtype=np.int64) for name in ("recency", "orders", "money"))
    theirs = 6 - r_scores(recency), r_scores(count), r_scores(money)
    places = [int(both.index.get_loc(client)) for client in (281, 348)]
    assert [tuple(scores[place] for scores in theirs) for place in places] == [(3, 4, 3), (4, 1, 2)]
    ours = falling_scores(recency, 5), rising_scores(count, 5), rising_scores(money, 5)
    sums = []
    for r, f, m in (theirs, ours):
        best = (r >= 4) & (f >= 4) & (m >= 4)
        sums.append((best.sum(), count[best].sum(), money[best].sum()))
    assert sums == [(158, 1_234, 120_178), (159, 1_240, 120_684)]
    agree = [round(100 * (a == b).mean(), 1) for a, b in zip(ours, theirs, strict=True)]
    assert agree == [99.9, 100.0, 99.8]


@pytest.mark.proves("F36")
def test_two_hundred_clients_against_the_definition() -> None:
    """Refunds linked and not, ties, single purchases; each client's score counted out one by one."""
    figure = rfm(made(200, 5).receipts, DAY).clients
    count = len(figure)
    assert 100 < count < 200
    assert (figure["purchases"] == 1).any()
    for _, row in figure.iterrows():
        fresher = sum(other < row["recency"] for other in figure["recency"])
        rarer = sum(other < row["purchases"] for other in figure["purchases"])
        poorer = sum(other < row["money"] for other in figure["money"])
        expected = [5 - 5 * fresher // count, 1 + 5 * rarer // count, 1 + 5 * poorer // count]
        assert row[["r", "f", "m"]].tolist() == expected


def test_a_refund_takes_the_purchase_back_from_its_day_on() -> None:
    shop = sales([*((i, i, TODAY - 40 - i, 500, -1, -1) for i in range(1, 21)), (21, 7, TODAY, -500, 7, -1)]).receipts
    assert 7 in rfm(shop, DAY - timedelta(days=1)).clients.index
    assert 7 not in rfm(shop, DAY).clients.index


def test_the_grid_is_covered_once() -> None:
    cells = [cell for rs, fs in CELLS.values() for cell in product(rs, fs)]
    assert sorted(cells) == sorted(product(range(1, 6), range(1, 6)))
    assert tuple(CELLS) == SEGMENTS
    for segment, (rs, fs) in CELLS.items():
        for r, f in product(rs, fs):
            assert segments_of(np.array([r]), np.array([f])).tolist() == [segment]


def test_every_segment_is_told_empty_or_not_with_its_clients() -> None:
    figure = rfm(rfm_orders().receipts, R_DAY)
    assert list(figure.segments.index) == list(SEGMENTS)
    assert figure.segments["clients"].sum() == figure.grid.to_numpy().sum() == 995
    assert figure.segments["money"].sum() == figure.clients["money"].sum()
    for segment in SEGMENTS:
        assert len(figure.ids(segment)) == figure.segments.loc[segment, "clients"]
    for r, f in product(range(1, 6), range(1, 6)):
        assert len(figure.cell(r, f)) == figure.grid.loc[r, f]


def crowd(clients: int) -> Sales:
    """So many clients: the i-th came i times, last i days ago."""
    today = DAY.toordinal()
    rows = [(c, today - c - back) for c in range(1, clients + 1) for back in range(0, 10 * c, 10)]
    return sales([(number, client, day, 1_000, -1, -1) for number, (client, day) in enumerate(rows, 1)])


@pytest.mark.parametrize(
    ("clients", "scores"),
    [(0, set()), (5, set()), (14, set()), (15, {1, 3, 5}), (49, {1, 3, 5}), (50, {1, 2, 3, 4, 5})],
)
def test_a_small_base_has_coarser_scores_or_none(clients: int, scores: set[int]) -> None:
    figure = rfm(crowd(clients).receipts, DAY)
    assert [set(figure.clients[name]) for name in "rfm"] == [scores] * 3
    assert figure.n == clients
    assert figure.not_enough == (None if scores else NotEnough("few_clients", clients, 15))


def test_toy_quantiles_by_row_number_equal_histories_share_their_scores() -> None:
    """qcut(rank(method="first")) would spread a hundred equal clients over five scores."""
    shop = sales([(i, i, DAY.toordinal() - 3, 700, -1, -1) for i in range(1, 101)]).receipts
    figure = rfm(shop, DAY)
    assert figure.clients[["r", "f", "m"]].drop_duplicates().to_numpy().tolist() == [[5, 1, 1]]
    assert figure.segments.loc["new", "clients"] == 100


def test_toy_gross_money_who_brought_everything_back_has_the_lowest_money() -> None:
    """Client 12346 of Online Retail bought for 77,183.60 and returned it all, the refund linked to nothing."""
    day = DAY.toordinal()
    rows = [(i, i, day - i, 1_000, -1, -1) for i in range(1, 60)]
    shop = sales([*rows, (60, 60, day - 325, 7_718_360, -1, -1), (61, 60, day - 325, -7_718_360, -1, -1)]).receipts
    row = rfm(shop, DAY).clients.loc[60]
    assert [row["money"], row["m"], row["r"]] == [0, 1, 1]


def test_a_window_narrows_purchases_and_money_but_not_recency() -> None:
    day = DAY.toordinal()
    rows = [
        (1, 1, day - 400, 900, -1, -1),
        (2, 1, day - 365, 900, -1, -1),  # a day before the window
        (3, 2, day - 364, 500, -1, -1),  # its first day
        (4, 2, day, 500, -1, -1),
        (5, 2, day - 1, -200, -1, -1),
    ]
    figure = rfm(sales(rows).receipts, DAY, window=365, levels=5)
    assert figure.clients[["recency", "purchases", "money"]].to_numpy().tolist() == [[365, 0, 0], [0, 2, 800]]
    assert (figure.formula, figure.options["window"]) == ("figures.rfm.window", 365)


def test_limits_score_any_number_of_clients() -> None:
    limits = RfmLimits(recency=(30, 60, 90, 180), purchases=(2, 3, 5, 7), money=(1, 300_000, 800_000, 2_000_000))
    figure = rfm(golden_shop().receipts, GOLDEN_DAY, limits=limits)
    scores = {c: (a, b, d) for c, a, b, d in figure.clients[["r", "f", "m"]].itertuples()}
    assert scores[1] == (5, 5, 4)
    assert scores[7] == (5, 2, 3)  # 300,000 is enough for 300,000
    assert scores[13] == (2, 1, 2)
    assert scores[10] == (5, 2, 4)
    assert figure.formula == "figures.rfm.limits"


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ({"window": 0}, {"window": "too_small"}),
        ({"levels": 4}, {"levels": "unknown"}),
        ({"limits": RfmLimits((1, 2, 2, 3), (1, 2, 3, 4), (1, 2, 3, 4))}, {"recency": "not_rising"}),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, object], refused: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        rfm(no_sales().receipts, DAY, **options)  # type: ignore[arg-type]
    assert caught.value.fields == refused


@settings(max_examples=10)
@given(bases())
def test_any_small_base(shop: Sales) -> None:
    limits = RfmLimits((30, 60, 90, 180), (2, 3, 5, 7), (1, 2, 3, 4))
    found = histories(shop.receipts, DAY)
    with no_warning():
        for options in ({}, {"levels": 3}, {"window": 90, "levels": 5}, {"limits": limits}):
            figure = rfm(shop.receipts, DAY, found=found, **options)  # type: ignore[arg-type]
            assert_finite(figure.clients)
            assert set(figure.clients[["r", "f", "m"]].to_numpy().ravel()) <= {1, 2, 3, 4, 5}
            assert figure.segments["clients"].sum() == figure.grid.to_numpy().sum() == len(figure.clients)
            assert (figure.not_enough is not None) == (len(figure.clients) == 0)
        again = rfm(shuffled(shop).receipts, DAY, levels=5, window=90)
        assert again.clients.equals(rfm(shop.receipts, DAY, levels=5, window=90, found=found).clients)


@settings(max_examples=10)
@given(bases(fewest=1))
def test_histories_that_are_alike_score_alike_and_better_ones_never_worse(shop: Sales) -> None:
    figure = rfm(shop.receipts, DAY, levels=5, found=histories(shop.receipts, DAY)).clients
    if not len(figure):
        return
    for measure, score in (("recency", "r"), ("purchases", "f"), ("money", "m")):
        pairs = figure[[measure, score]].drop_duplicates().sort_values(measure)
        assert pairs[measure].is_unique
        assert pairs[score].is_monotonic_decreasing if score == "r" else pairs[score].is_monotonic_increasing
    assert figure.loc[figure["recency"] == figure["recency"].min(), "r"].eq(5).all()
    assert figure.loc[figure["purchases"] == 1, "f"].eq(1).all()
