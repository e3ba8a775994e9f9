"""Bought X, never Y: the list, who is spared, and which Y to offer."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.contents import contents
from clientcrm.domain.analytics.cross_sell import cross_sell, offers
from clientcrm.domain.analytics.history import NOBODY, Sales, no_sales
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import same
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import assert_finite, bases, no_warning, shuffled

DAY = date(2024, 6, 30)
TODAY = DAY.toordinal()
HAIR, COLOR, NAIL, MASK, CONS = PRODUCTS.values()


@pytest.mark.proves("F52")
def test_hair_but_never_a_mask_in_the_golden_shop() -> None:
    found = cross_sell(golden_shop(), GOLDEN_DAY, bought=[HAIR], never=[MASK])
    assert found.n == 4
    rows = found.clients.to_numpy().tolist()
    last = [date(2024, 6, 26).toordinal(), date(2024, 6, 20).toordinal()]
    assert rows == [[1, 7, last[0], 1_050_000], [14, 1, last[1], 150_000]]
    # c04 has it; c07 returned it and is not asked again.
    assert (found.had, found.tried.tolist()) == (1, [7])


@pytest.mark.proves("F52")
def test_the_toxic_and_those_asked_lately_are_spared() -> None:
    found = cross_sell(golden_shop(), GOLDEN_DAY, bought=[HAIR], never=[MASK], without=[1, 4, 99])
    assert found.clients["client"].tolist() == [14]
    assert found.left_out.tolist() == [1]


@pytest.mark.proves("F52")
def test_groups_of_goods_make_an_up_sell() -> None:
    found = cross_sell(golden_shop(), GOLDEN_DAY, bought=[HAIR, NAIL], never=[COLOR, MASK])
    assert found.clients["client"].tolist() == [1, 14, 3, 13]
    assert found.clients["money"].tolist() == [1_050_000, 750_000, 200_000, 200_000]


def test_a_free_consultation_is_known_already() -> None:
    # c10 had one for nothing, and was then sold the colour.
    assert cross_sell(golden_shop(), GOLDEN_DAY, bought=[COLOR], never=[CONS]).tried.tolist() == [10]


@pytest.mark.parametrize(
    ("bought", "never", "named"), [([], [1], "bought"), ([1], [], "never"), ([1, 2], [2, 3], "never")]
)
def test_a_question_that_makes_no_sense_is_refused(bought: list[int], never: list[int], named: str) -> None:
    with pytest.raises(Invalid) as caught:
        cross_sell(golden_shop(), GOLDEN_DAY, bought=bought, never=never)
    assert list(caught.value.fields) == [named]


def planted() -> Sales:
    """20 clients with 1 and 2, five of whom bought them years apart; 10 with 1 alone; 60 with something else."""
    rows = []
    for client in range(90):
        goods = [1, 2] if client < 20 else [1] if client < 30 else [3 + client % 5]
        for place, product in enumerate(goods):
            rows.append((client, TODAY - 500 + (400 * place if client < 5 else 0), product, 100 + client % 3 * 100))
    receipts = [(number, client, day, total, -1, -1) for number, (client, day, _, total) in enumerate(rows)]
    return sales(receipts, [(number, product, 1000, total) for number, (_, _, product, total) in enumerate(rows)])


@pytest.mark.proves("F52")
def test_what_is_worth_offering_to_whom() -> None:
    found = offers(planted(), DAY)
    assert found.n == 90
    assert found.offers[["product", "offer", "both", "n_product", "n_offer", "open"]].to_numpy().tolist() == [
        [2, 1, 20, 20, 30, 0],
        [1, 2, 20, 30, 20, 10],
    ]
    assert found.offers["confidence"].tolist() == [1, 20 / 30]
    assert found.offers["check"].tolist() == [200, 200]
    spared = offers(planted(), DAY, without=[20, 21, 5])
    assert spared.offers["open"].tolist() == [0, 8]
    named = cross_sell(planted(), DAY, bought=[1], never=[2], without=[20, 21, 5])
    assert len(named.clients) == 8


def test_an_offer_that_was_returned_is_not_open() -> None:
    shop = planted()
    more = [(1000, 25, TODAY - 50, 100, -1, -1), (1001, 25, TODAY - 49, -100, 1000, -1)]
    lines = [(1000, 2, 1000, 100), (1001, 2, -1000, -100)]
    receipts = [*shop.receipts.itertuples(index=False, name=None), *more]
    returned = sales(receipts, [*shop.lines.itertuples(index=False, name=None), *lines])
    assert offers(returned, DAY).offers["open"].tolist() == [0, 9]


@settings(max_examples=8, deadline=None)
@given(bases(0, 50))
def test_for_any_small_base(shop: Sales) -> None:
    with no_warning():
        found = offers(shop, DAY, min_count=1, level=1, without=[3, 4])
        assert_finite(found.offers)
        assert same(found, offers(shuffled(shop), DAY, min_count=1, level=1, without=[3, 4]))
    held = contents(shop, DAY, "day")
    lines = held.items.join(held.baskets["client"], on="basket")
    owners = {product: set(part["client"]) - {NOBODY} for product, part in lines.groupby("product")}
    rows = {(row.product, row.offer): row for row in found.offers.itertuples()}
    for one, other in itertools.permutations(owners, 2):
        both = len(owners[one] & owners[other])
        listed = both * found.n > len(owners[one]) * len(owners[other])
        assert ((one, other) in rows) == listed
        if listed:
            row = rows[one, other]
            assert (row.both, row.n_product, row.n_offer) == (both, len(owners[one]), len(owners[other]))
    for one, other in list(rows)[:2]:
        named = cross_sell(shop, DAY, bought=[one], never=[other], without=[3, 4])
        assert rows[one, other].open == len(named.clients)
        assert set(named.clients["client"]) | set(named.tried) | set(named.left_out) == owners[one] - owners[other]


def test_nobody_bought_anything() -> None:
    with no_warning():
        assert len(offers(no_sales(), DAY).offers) == 0
        assert cross_sell(no_sales(), DAY, bought=[1], never=[2]).n == 0
