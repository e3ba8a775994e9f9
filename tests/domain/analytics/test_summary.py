"""The shop in a few numbers: the golden one, those of everybody, what vanishes, empty and small bases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import Sales, no_sales
from clientcrm.domain.analytics.rhythm import STATUSES, statuses
from clientcrm.domain.analytics.summary import summary
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import DAY, bases, no_warning, shuffled

EVERYONE = range(1, 15)
GOLDEN_STATUS = statuses(golden_shop().receipts, GOLDEN_DAY, lost_after=84).clients["status"]


def test_the_golden_shop() -> None:
    """The sale of July, the cancelled one, the voided client and the free consultation leave no trace."""
    found = summary(golden_shop(), GOLDEN_DAY, everyone=EVERYONE, status=GOLDEN_STATUS)
    assert [found.n, found.cards, found.purchase_days, found.receipts, found.products] == [9, 14, 24, 26, 4]
    assert [found.sales, found.refunds, found.net] == [11_548_000, -549_000, 10_999_000]
    assert [found.of_clients, found.of_potential, found.anonymous] == [10_849_000, 0, 150_000]
    assert found.people["potential"].tolist() == [6, 8, 9, 11, 12]
    assert found.people["lost"].tolist() == [2, 4, 5, 13]
    assert found.counts == {
        "clients": 9,
        "potential": 5,
        "one_time": 3,
        "active": 4,
        "new": 1,
        "at_risk": 0,
        "lost": 4,
    }
    assert (found.first, found.last) == (date(2024, 1, 5), date(2024, 6, 26))
    assert found.mean is not None
    assert (round(found.mean, 2), found.median) == (Decimal("424961.54"), 175_000)


def test_the_sale_of_july_is_seen_in_july() -> None:
    found = summary(golden_shop(), date(2024, 7, 2), everyone=EVERYONE)
    assert [found.n, found.purchase_days, found.net] == [10, 25, 11_149_000]


def test_a_base_without_anybody_and_one_without_sales() -> None:
    empty = summary(no_sales(), DAY, status=pd.Series([], dtype=object))
    assert empty.not_enough == NotEnough("few_clients", 0, 1)
    assert (empty.mean, empty.median, empty.first, empty.last) == (None, None, None, None)
    assert set(empty.counts.values()) == {0}
    cards = summary(no_sales(), DAY, everyone=[3, 1, 2])
    assert cards.not_enough is None
    assert [cards.cards, cards.n, cards.counts["potential"]] == [3, 0, 3]


def test_a_refund_without_a_purchase_day_is_told_apart() -> None:
    today = DAY.toordinal()
    shop = sales([(1, 7, today, 900, -1, -1), (2, 7, today, -900, 1, -1), (3, 8, today, -50, -1, -1)])
    found = summary(shop, DAY)
    assert [found.net, found.of_clients, found.of_potential, found.anonymous] == [-50, 0, -50, 0]
    assert (found.receipts, found.mean) == (0, None)


@settings(max_examples=8)
@given(bases())
def test_any_small_base(shop: Sales) -> None:
    with no_warning():
        found = summary(shop, DAY, everyone=range(1, 60))
        assert found.net == found.sales + found.refunds
        assert found.net == found.of_clients + found.of_potential + found.anonymous
        assert found.counts["clients"] + found.counts["potential"] == found.cards == 59
        again = summary(shuffled(shop), DAY, everyone=range(1, 60))
        assert [again.net, again.mean, again.median, again.counts] == [
            found.net,
            found.mean,
            found.median,
            found.counts,
        ]
        ids = found.people["clients"]
        status = pd.Series(np.resize(np.array(STATUSES[1:], dtype=object), len(ids)), index=ids, dtype=object)
        told = summary(shop, DAY, status=status).counts
        assert sum(told[name] for name in STATUSES[1:]) == found.n
