"""Sales of newcomers and of the others: together they are all sales; clients pass the stages in their order."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.history import NOBODY, Sales, no_sales
from clientcrm.domain.analytics.new_existing import KINDS, STAGES, new_existing
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN, GOLDEN_DAY, client_id, golden_shop, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled


def _registered() -> dict[int, int]:
    with (GOLDEN / "clients.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {client_id(row["client_id"]): date.fromisoformat(row["registered"]).toordinal() for row in rows}


@pytest.mark.proves("F63")
def test_the_golden_shop() -> None:
    found = new_existing(golden_shop().receipts, GOLDEN_DAY, registered=_registered())
    assert found.sums == {"first": 7_749_000, "repeat": 3_150_000, "anonymous": 150_000, "other": 0, "refunds": -50_000}
    assert sum(found.sums.values()) == 10_999_000  # all that was taken less all that was given back
    assert found.repeat_share == pytest.approx(3_150 / 10_899)
    assert found.stages == {"known": 14, "bought": 9, "again": 6}
    assert found.n == 26
    periods = found.periods
    assert periods["first"].tolist() == [550_000, 249_000, 6_200_000, 400_000, 150_000, 200_000]
    assert periods["repeat"].tolist() == [200_000, 700_000, 550_000, 350_000, 300_000, 1_050_000]
    assert periods["known"].tolist() == [3, 1, 2, 2, 2, 4]
    assert periods["bought"].tolist() == [3, 1, 2, 1, 1, 1]
    assert periods["again"].tolist() == [1, 2, 0, 1, 0, 2]
    assert periods["repeat_clients"].tolist() == [1, 3, 2, 2, 1, 4]


def test_who_passed_a_stage() -> None:
    found = new_existing(golden_shop().receipts, GOLDEN_DAY, registered=_registered())
    june = date(2024, 6, 1).toordinal()
    assert found.ids("known", june).tolist() == [3, 8, 9, 12]
    assert found.ids("bought", june).tolist() == [3]
    assert found.ids("again", june).tolist() == [7, 10]
    assert found.ids("again").tolist() == [1, 4, 5, 7, 10, 14]
    without = new_existing(golden_shop().receipts, GOLDEN_DAY)
    assert without.stages == {"known": 9, "bought": 9, "again": 6}


def test_nobody_has_bought_without_being_known() -> None:
    receipts = golden_shop().receipts
    late = new_existing(receipts, GOLDEN_DAY, registered={1: GOLDEN_DAY.toordinal(), 99: GOLDEN_DAY.toordinal() + 1})
    assert date.fromordinal(int(late.reached.loc[1, "known"])) == date(2024, 1, 10)
    assert 99 not in late.reached.index  # comes tomorrow


def test_two_receipts_of_the_first_day_are_both_first() -> None:
    start = date(2024, 1, 1).toordinal()
    rows = [(1, 9, start, 100, -1, -1), (2, 9, start, 50, -1, -1), (3, 9, start + 1, 30, -1, -1)]
    rows += [(4, 8, start, 0, -1, -1), (5, 8, start + 2, 70, -1, -1), (6, 8, start + 3, -20, 77, -1)]
    found = new_existing(sales(rows).receipts, GOLDEN_DAY)
    assert found.sums == {"first": 220, "repeat": 30, "anonymous": 0, "other": 0, "refunds": -20}
    assert found.behind["kind"].tolist() == ["first", "first", "other", "repeat", "first", "refunds"]


@pytest.mark.parametrize(("clients", "share"), [(4, None), (5, 0.5)])
def test_of_four_clients_nothing_is_told_in_per_cent(clients: int, share: float | None) -> None:
    start = date(2024, 6, 1).toordinal()
    rows = [(10 * client + place, client, start + place, 100, -1, -1) for client in range(clients) for place in (0, 1)]
    found = new_existing(sales(rows).receipts, GOLDEN_DAY)
    assert (found.sums["first"], found.sums["repeat"], found.repeat_share) == (100 * clients, 100 * clients, share)
    assert found.periods["repeat_share"].isna().all() == (share is None)


def test_a_window_of_its_own() -> None:
    june = new_existing(golden_shop().receipts, GOLDEN_DAY, since=date(2024, 6, 1))
    assert june.sums == {"first": 200_000, "repeat": 1_050_000, "anonymous": 150_000, "other": 0, "refunds": 0}
    assert len(june.periods) == 1


def test_a_shop_without_sales_and_options_that_cannot_be() -> None:
    empty = new_existing(no_sales().receipts, TODAY)
    assert (empty.n, empty.repeat_share, len(empty.periods), set(empty.sums.values())) == (0, None, 0, {0})
    known = new_existing(no_sales().receipts, TODAY, registered={5: TODAY.toordinal() - 40})
    assert (known.stages["known"], known.periods["known"].tolist()) == (1, [1, 0])
    assert known.periods["repeat_share"].isna().all()
    for wrong, field in (({"since": date(2025, 1, 1)}, "since"), ({"period": "era"}, "period")):
        with pytest.raises(Invalid) as refused:
            new_existing(golden_shop().receipts, GOLDEN_DAY, **wrong)  # type: ignore[arg-type]
        assert list(refused.value.fields) == [field]


@given(bases(), st.sampled_from(["week", "month", "year"]))
@settings(max_examples=12, deadline=None)
def test_any_shop_is_split_without_rest(shop: Sales, period: str) -> None:
    registered = {client: TODAY.toordinal() - client for client in range(1, 60)}
    with no_warning():
        found = new_existing(shop.receipts, TODAY, period=period, registered=registered)
        again = new_existing(shuffled(shop).receipts, TODAY, period=period, registered=registered)
    assert same(found, again)
    holds_no_nonsense(found)
    known = shop.receipts[shop.receipts["day"] <= TODAY.toordinal()]
    assert sum(found.sums.values()) == known["total"].sum() == found.periods["all"].sum()
    assert {kind: found.periods[kind].sum() for kind in KINDS} == found.sums
    assert {stage: found.periods[stage].sum() for stage in STAGES} == found.stages
    passed = found.reached.dropna()
    assert ((passed["known"] <= passed["bought"]) & (passed["bought"] < passed["again"])).all()
    assert NOBODY not in found.reached.index
    assert all(len(found.ids(stage)) == found.stages[stage] for stage in STAGES)


def test_a_sale_taken_back_leaves_no_money() -> None:
    retroactive(lambda receipts, day: {**new_existing(receipts, day).sums})
