"""What holds for any figure: two that say the same, no nonsense among the numbers, sales taken back that never were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.history import NOBODY
from tests.domain.analytics.shops import sales

TODAY = date(2024, 6, 30)


def same(one: Any, other: Any) -> bool:
    """Whether two figures say the same, whatever they are made of."""
    if isinstance(one, pd.DataFrame | pd.Series):
        return bool(one.equals(other))
    if isinstance(one, np.ndarray):
        return bool(np.array_equal(one, other))
    if hasattr(one, "__dataclass_fields__"):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    return bool(one == other)


def holds_no_nonsense(figure: Any, may_miss: tuple[str, ...] = ()) -> None:
    """No infinity anywhere; NaN in the columns named alone, which say so."""
    for each in fields(figure):
        value = getattr(figure, each.name)
        if isinstance(value, pd.DataFrame):
            for column in value.columns:
                if value[column].dtype.kind == "f" and column not in may_miss:
                    numbers = value[column].dropna() if value[column].dtype == "Float64" else value[column]
                    assert np.isfinite(numbers.to_numpy(dtype="float64")).all(), (each.name, column)
        elif isinstance(value, float):
            assert np.isfinite(value), each.name
        elif hasattr(value, "__dataclass_fields__"):
            holds_no_nonsense(value, may_miss)


def retroactive(figure: Callable[[pd.DataFrame, date], Any]) -> None:
    """A sale that was taken back whole leaves the figure as if it had never been, whenever that happened."""
    day = TODAY.toordinal() - 200
    plain = [(number, 1 + number % 4, day + 20 * (number % 9), 5000, NOBODY, NOBODY) for number in range(1, 24)]
    sold, back = (100, 2, day + 33, 700, NOBODY, NOBODY), (101, 2, day + 190, -700, 100, NOBODY)
    without = figure(sales(plain).receipts, TODAY)
    assert same(figure(sales([*plain, sold, back]).receipts, TODAY), without)
    assert not same(figure(sales([*plain, sold]).receipts, TODAY), without)
