"""What holds for every figure: the order of rows says nothing, a sale taken back whole never was, twins are alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.abc_xyz import abc_xyz
from clientcrm.domain.analytics.anomalies import anomalies
from clientcrm.domain.analytics.baskets import baskets
from clientcrm.domain.analytics.client_figures import client_figures
from clientcrm.domain.analytics.cross_sell import cross_sell, offers
from clientcrm.domain.analytics.entry_exit import entry, exits
from clientcrm.domain.analytics.forecast import forecast
from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales, histories, purchase_days
from clientcrm.domain.analytics.lifetime import lifetime
from clientcrm.domain.analytics.lost_money import lost_money
from clientcrm.domain.analytics.next_need import next_needs
from clientcrm.domain.analytics.plan import plan_fact
from clientcrm.domain.analytics.portrait import first_visit
from clientcrm.domain.analytics.potential import potential
from clientcrm.domain.analytics.products import products
from clientcrm.domain.analytics.rfm import rfm
from clientcrm.domain.analytics.rhythm import statuses
from clientcrm.domain.analytics.sequences import sequences
from clientcrm.domain.analytics.sources import sources
from clientcrm.domain.analytics.tiers import tiers
from tests.domain.analytics.sameness import same
from tests.domain.analytics.shops import sales
from tests.domain.analytics.small_bases import DAY, bases, made, shuffled

START = DAY.replace(day=1)
# Three bases each: there are twenty figures; one that fails is found at once and is small already.
QUICK = settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.generate))
CARDS = pd.DataFrame(index=pd.Index(range(1, 60)))
COSTS = pd.Series(dict.fromkeys(range(1, 8), 700))


def _status(shop: Sales) -> pd.Series[str]:
    return statuses(shop.receipts, DAY).clients["status"]


# Of figures that go by days and sums in force; those of money by the day it was taken or given back are below.
IN_FORCE: dict[str, Callable[[Sales], Any]] = {
    "rfm": lambda shop: rfm(shop.receipts, DAY, levels=5),
    "rfm of a year": lambda shop: rfm(shop.receipts, DAY, levels=5, window=365),
    "classes": lambda shop: abc_xyz(shop.receipts, DAY),
    "baskets": lambda shop: baskets(shop, DAY, min_count=2).pairs,
    "baskets of days": lambda shop: baskets(shop, DAY, basis="day", min_count=2).rules,
    "sequences": lambda shop: sequences(shop, DAY, min_n=2).steps,
    "needs": lambda shop: next_needs(shop.receipts, shop.lines, purchase_days(shop.receipts, DAY), DAY),
    "entry": lambda shop: entry(shop, DAY, min_n=2).groups,
    "entry by employee": lambda shop: entry(shop, DAY, by="employee", min_n=2).groups,
    "exit": lambda shop: exits(shop, DAY, lost_after=60, min_n=2).groups,
    "products": lambda shop: products(shop, DAY, basis="profit", costs=COSTS),
    "sources": lambda shop: sources(shop, DAY, {client: client % 3 for client in range(60)}, costs=COSTS).lines,
    "first visit": lambda shop: first_visit(shop, DAY),
    "lost money": lambda shop: lost_money(shop.receipts, DAY, _status(shop), typical=30),
    "lifetime": lambda shop: lifetime(shop.receipts, DAY).clients,
    "potential": lambda shop: potential(shop.receipts, DAY, fits=0).clients,
    "tiers": lambda shop: tiers(shop.receipts, DAY, CARDS, _status(shop)),
    "kept": lambda shop: client_figures(shop.receipts, DAY, lines=shop.lines).clients,
    "offers": lambda shop: offers(shop, DAY, min_count=2).offers[["product", "offer", "both"]],
}
BY_DAY: dict[str, Callable[[Sales], Any]] = {
    "plan": lambda shop: plan_fact(shop.receipts, DAY, start=START, end=DAY, plan=90_000, profile="weekdays"),
    "anomalies": lambda shop: anomalies(shop.receipts, DAY, period="month"),
    "forecast": lambda shop: forecast(shop.receipts, DAY),
    "cross-sell": lambda shop: cross_sell(shop, DAY, bought=[1], never=[2]),
}


def told(figure: Any) -> Any:
    """Numbers of a model are told to nine digits: sums of equal numbers in another order differ in the last one."""
    if isinstance(figure, pd.DataFrame):
        return figure.round(9)
    return figure


def alike(one: Any, other: Any) -> bool:
    one, other = told(one), told(other)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if is_dataclass(one):
        return all(alike(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    return same(one, other)


@pytest.mark.parametrize("name", [*IN_FORCE, *BY_DAY])
@QUICK
@given(shop=bases())
def test_the_order_of_rows_says_nothing(name: str, shop: Sales) -> None:
    figure = (IN_FORCE | BY_DAY)[name]
    assert alike(figure(shuffled(shop)), figure(shop))


def with_a_sale(shop: Sales, client: int, days: int, product: int, *, taken_back: bool) -> Sales:
    """And one sale more, numbered before all others, brought back whole twenty days later."""
    number, day = 0, DAY.toordinal() - days
    receipts = [(number, client, day, 90_000, NOBODY, 77)]
    lines = [(number, product, 1_000, 90_000)]
    if taken_back:
        receipts.append((10_000, client, day + 20, -90_000, number, NOBODY))
        lines.append((10_000, product, 1_000, -90_000))
    more = sales(receipts, lines)
    return Sales(
        pd.concat([more.receipts, shop.receipts], ignore_index=True).astype(RECEIPTS),
        pd.concat([more.lines, shop.lines], ignore_index=True).astype(LINES),
    )


@pytest.mark.parametrize("name", IN_FORCE)
@QUICK
@given(seed=st.integers(0, 10_000), days=st.integers(20, 600), product=st.integers(1, 6))
def test_a_sale_taken_back_whole_never_was(name: str, seed: int, days: int, product: int) -> None:
    shop = made(25, seed)
    known = histories(shop.receipts, DAY)
    if not len(known):
        return
    client = int(known.index[seed % len(known)])
    # On the very day of the first purchase too, where it could pass for what the client came for.
    age = DAY.toordinal() - int(known.loc[client, "first"])
    for ago in {days, max(20, age)}:
        assert alike(IN_FORCE[name](with_a_sale(shop, client, ago, product, taken_back=True)), IN_FORCE[name](shop))


def test_the_same_sale_kept_would_be_seen() -> None:
    """Lest the property above hold because nothing is looked at."""
    shop = made(25, 3)
    client = int(histories(shop.receipts, DAY).index[0])
    blind = [
        name
        for name, figure in IN_FORCE.items()
        if alike(figure(with_a_sale(shop, client, 25, 1, taken_back=False)), figure(shop))
    ]
    assert len(blind) < len(IN_FORCE) // 2, blind


@QUICK
@given(seed=st.integers(0, 10_000))
def test_clients_who_did_the_same_are_told_the_same(seed: int) -> None:
    """Every client of the base a second time, under another number."""
    shop = made(12, seed)
    twin = shop.receipts.copy()
    twin["receipt"] += 50_000
    twin["sale"] = twin["sale"].where(twin["sale"] == NOBODY, twin["sale"] + 50_000)
    twin["client"] = twin["client"].where(twin["client"] == NOBODY, twin["client"] + 100)
    lines = shop.lines.assign(receipt=shop.lines["receipt"] + 50_000)
    both = Sales(pd.concat([shop.receipts, twin], ignore_index=True), pd.concat([shop.lines, lines], ignore_index=True))
    kept = client_figures(both.receipts, DAY, lines=both.lines).clients
    first, second = kept[kept.index < 100], kept[kept.index >= 100]
    assert (second.index - 100).equals(first.index)
    for column in kept.columns:
        one, other = first[column].to_numpy(), second[column].to_numpy()
        if kept[column].dtype.kind == "f":
            assert np.array_equal(one, other, equal_nan=True), column
        else:
            assert (one == other).all(), column
