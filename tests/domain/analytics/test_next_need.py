"""What a client needs next: by a rhythm of one's own, else by what the others buy after the same things."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.contents import contents
from clientcrm.domain.analytics.history import NOBODY, Sales, no_sales, purchase_days
from clientcrm.domain.analytics.next_need import NOTHING, goods_of_days, next_needs
from clientcrm.domain.needs import due_after, own_need

TODAY = date(2024, 6, 30)
NOW = TODAY.toordinal()


@pytest.mark.parametrize(
    ("gaps", "wait"), [([30, 30], 30), ([10, 30], 20), ([10, 31], 21), ([5, 10, 90], 10), ([1, 2, 3, 4], 3)]
)
def test_how_long_until_it_is_needed_again(gaps: list[int], wait: int) -> None:
    assert due_after(gaps) == wait


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({7: [NOW - 70, NOW - 40, NOW - 10]}, (7, NOW + 20)),
        ({7: [NOW - 40, NOW - 10]}, None),  # one gap is no rhythm
        ({7: [NOW - 40, NOW - 10, NOW - 10]}, None),  # nor are two receipts of a day
        ({7: [NOW - 150, NOW - 120, NOW - 90]}, (7, NOW - 60)),  # overdue, and may still be bought
        ({7: [NOW - 151, NOW - 121, NOW - 91]}, None),  # three gaps of silence: no more
        ({7: [NOW - 70, NOW - 40, NOW - 10], 8: [NOW - 20, NOW - 10, NOW]}, (8, NOW + 10)),  # what is due first
        ({}, None),
    ],
)
def test_the_own_rhythm_of_a_product(days: dict[int, list[int]], told: tuple[int, int] | None) -> None:
    assert own_need(days, NOW) == told


def shop(rows: list[tuple[int, int, int, int]], refunds: list[tuple[int, int, int]] = ()) -> Sales:  # type: ignore[assignment]
    """Receipts of one line: client, day, product, total; refunds of them: place, product, total."""
    receipts = [(n, c, d, t, NOBODY, NOBODY) for n, (c, d, _, t) in enumerate(rows)]
    lines = [(n, p, 1000, t) for n, (_, _, p, t) in enumerate(rows)]
    for n, (place, product, total) in enumerate(refunds, len(rows)):
        receipts.append((n, rows[place][0], NOW, -total, place, NOBODY))
        lines.append((n, product, 1000, -total))
    sales = no_sales()
    return Sales(
        pd.DataFrame(receipts, columns=list(sales.receipts.columns)).astype("int64"),
        pd.DataFrame(lines, columns=list(sales.lines.columns)).astype("int64"),
    )


def needs(sales: Sales) -> dict[int, tuple[int, int]]:
    found = next_needs(sales.receipts, sales.lines, purchase_days(sales.receipts, TODAY), TODAY)
    return {int(client): (int(row["product"]), int(row["due"])) for client, row in found.iterrows()}


_ROWS = st.lists(
    st.tuples(st.sampled_from([NOBODY, 1, 2, 3]), st.integers(NOW - 60, NOW + 2), st.integers(1, 4), st.integers(0, 5)),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(_ROWS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 4), st.integers(1, 5)), max_size=6))
def test_the_short_way_finds_what_the_long_one_does(
    rows: list[tuple[int, int, int, int]], refunds: list[tuple[int, int, int]]
) -> None:
    sales = shop(rows, [refund for refund in refunds if refund[0] < len(rows)])
    held = contents(sales, TODAY, "day")
    long = {}
    for basket, product in zip(held.items["basket"], held.items["product"], strict=True):
        client, day = held.baskets["client"][basket], held.baskets["day"][basket]
        if client != NOBODY:
            long.setdefault((int(client), int(day)), set()).add(int(product))
    days = purchase_days(sales.receipts, TODAY)
    quick = goods_of_days(sales.receipts, sales.lines, days, TODAY)
    short = {}
    for basket, product in zip(quick.items["basket"], quick.items["product"], strict=True):
        key = int(quick.baskets["client"][basket]), int(quick.baskets["day"][basket])
        short.setdefault(key, set()).add(int(product))
    assert short == long
    by_client: dict[int, dict[int, list[int]]] = {}
    for (client, day), products in long.items():
        for product in products:
            by_client.setdefault(client, {}).setdefault(product, []).append(day)
    alone = {client: told for client, kept in by_client.items() if (told := own_need(kept, NOW))}
    assert {client: told for client, told in needs(sales).items() if client in alone} == alone


@pytest.mark.proves("F50")
def test_what_the_others_buy_next_where_nothing_is_ones_own() -> None:
    """Twenty clients bought B ten days after A, twenty others C after D; whoever has A alone is due for B."""
    rows = []
    for client in range(1, 21):
        rows += [(client, NOW - 30, 1, 100), (client, NOW - 20, 2, 100)]
        rows += [(client + 20, NOW - 30, 4, 100), (client + 20, NOW - 20, 3, 100)]
    rows += [(99, NOW - 4, 5, 100), (99, NOW - 4, 1, 100), (99, NOW - 9, 4, 100)]
    sales = shop(rows)
    told = next_needs(sales.receipts, sales.lines, purchase_days(sales.receipts, TODAY), TODAY)
    assert told["because"][99] == 1  # neither what stood beside it that day nor what was bought before
    found = needs(sales)
    assert found[99] == (2, NOW + 6)
    assert 1 not in found  # nothing follows B
    few = needs(shop([*rows[:8], rows[-2]]))
    assert 99 not in few  # two clients show nothing


def test_a_rhythm_of_ones_own_follows_nothing() -> None:
    sales = shop([(1, NOW - ago, 7, 100) for ago in (70, 40, 10)])
    told = next_needs(sales.receipts, sales.lines, purchase_days(sales.receipts, TODAY), TODAY)
    assert (told["product"][1], told["because"][1]) == (7, NOTHING)


def test_nobody_and_no_sales() -> None:
    assert needs(no_sales()) == {}
    assert needs(shop([(NOBODY, NOW - 1, 1, 100)])) == {}
    assert np.issubdtype(
        next_needs(no_sales().receipts, no_sales().lines, purchase_days(no_sales().receipts, TODAY), TODAY)[
            "due"
        ].dtype,
        np.int64,
    )
