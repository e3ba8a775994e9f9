"""By what toy figures betray themselves, where it concerns rhythm, checks, newcomers and flows; bases of every size."""

from __future__ import annotations

import ast
import inspect
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import clientcrm.domain.analytics
from clientcrm.domain.analytics.averages import average_check
from clientcrm.domain.analytics.cohorts import cohorts
from clientcrm.domain.analytics.conversion import conversion, first_products
from clientcrm.domain.analytics.figure import Figure
from clientcrm.domain.analytics.flow import flow
from clientcrm.domain.analytics.history import Sales
from clientcrm.domain.analytics.intervals import intervals, rich_and_rare
from clientcrm.domain.analytics.new_existing import new_existing
from clientcrm.domain.analytics.rhythm import return_curve, statuses
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import made, no_warning

START = date(2024, 1, 1).toordinal()
MODULES = sorted(Path(inspect.getfile(clientcrm.domain.analytics)).parent.glob("*.py"))


def _all(shop: Sales, as_of: date) -> list[Figure]:
    """Every figure of these modules."""
    receipts = shop.receipts
    return [
        return_curve(receipts, as_of),
        statuses(receipts, as_of),
        intervals(receipts, as_of),
        rich_and_rare(receipts, as_of),
        average_check(receipts, as_of),
        conversion(receipts, as_of, groups=first_products(shop, as_of)),
        flow(receipts, as_of, lost_after=90),
        cohorts(receipts, as_of),
        new_existing(receipts, as_of),
    ]


def test_a_growing_shop_does_not_lose_half_of_its_clients() -> None:
    # Everybody comes again after forty days; half began this month and could not have. The naive share says 50 %.
    rows = [(number, number, START + number % 5, 500, -1, -1) for number in range(30)]
    rows += [(100 + number, number, START + 40 + number % 5, 500, -1, -1) for number in range(30)]
    rows += [(200 + number, 200 + number, START + 100 + number % 5, 500, -1, -1) for number in range(30)]
    found = conversion(sales(rows).receipts, date.fromordinal(START + 125), window=60)
    assert found.clients["second"].notna().mean() == 0.5
    assert (found.second.share, found.second.n, found.curve.ended_by(60)) == (1.0, 30, 1.0)


def test_one_purchase_has_a_usual_interval_and_no_trend() -> None:
    found = statuses(sales([(1, 9, START, 500, -1, -1)]).receipts, date.fromordinal(START + 3)).clients.loc[9]
    assert (found["personal"], found["status"], found["due"], found["late"]) == (30, "new", START + 30, START + 60)


def test_no_figure_reads_the_clock() -> None:
    assert len(MODULES) > 10
    for module in MODULES:
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(module.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not called & {"today", "now", "utcnow", "time", "monotonic", "qcut"}, module.name


def test_money_is_whole() -> None:
    checked = 0
    whole = {"net", "eff", "sum", "total", "gain", "check", "mean", "median"}
    for figure in _all(golden_shop(), GOLDEN_DAY):
        for frame in _frames(figure):
            for column in [name for name in frame.columns if str(name).endswith("money") or name in whole]:
                if figure.name != "flow" or column != "net":  # there it counts clients
                    assert frame[column].dtype in ("int64", "Int64"), (figure.name, column)
                    checked += 1
    assert checked > 12


@pytest.mark.parametrize("clients", [0, 1, 5, 200])
def test_a_base_of_any_size(clients: int) -> None:
    shop = made(clients, seed=clients)
    with no_warning():
        figures = _all(shop, TODAY)
    for figure in figures:
        holds_no_nonsense(figure, may_miss=("interval", "gap"))
        assert figure.as_of == TODAY
        assert figure.formula.startswith("figures.")
        assert figure.n > 0 or figure.not_enough is not None or figure.name == "status"
    curve, converted = figures[0], figures[5]
    if clients < 20:
        assert curve.not_enough is not None
        assert curve.source == "preset"  # type: ignore[attr-defined]
        assert converted.not_enough is not None
        assert converted.second.share is None  # type: ignore[attr-defined]
    else:
        assert curve.curve.events >= 10  # type: ignore[attr-defined]
        assert converted.not_enough is None
        assert 0 < converted.second.share < 1  # type: ignore[attr-defined]


def _frames(figure: Any) -> list[pd.DataFrame]:
    parts = [getattr(figure, name) for name in figure.__dataclass_fields__]
    return [part for part in parts if isinstance(part, pd.DataFrame)]
