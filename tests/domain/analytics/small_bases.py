"""Made bases of 0 to 50 clients: refunds linked and not, discounts, free visits, anonymous sales, a day twice."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales
from tests.domain.analytics.shops import sales

DAY = date(2024, 6, 30)


def made(clients: int, seed: int) -> Sales:
    """A base of so many clients, always the same for a seed; some of its documents are dated after DAY."""
    chance = random.Random(seed)
    receipts: list[tuple[int, ...]] = []
    lines: list[tuple[int, ...]] = []
    last = DAY.toordinal() + 20
    for client in [*range(1, clients + 1), NOBODY]:
        for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
            number, day = len(receipts) + 1, last - chance.randrange(chance.choice((40, 200, 700)))
            sold = [
                (number, chance.randrange(1, 7), 1000, chance.choice((0, 5_000, 5_000, 12_345)))
                for _ in range(chance.randrange(1, 4))
            ]
            receipts.append((number, client, day, sum(line[3] for line in sold), NOBODY, chance.randrange(-1, 3)))
            lines += sold
            if chance.random() < 0.2:
                back = min(day + chance.randrange(0, 60), last)
                linked = number if chance.random() < 0.7 else NOBODY
                taken = [(number + 1, line[1], 1000, -line[3]) for line in sold[: chance.randrange(1, 4)]]
                receipts.append((number + 1, client, back, sum(line[3] for line in taken), linked, NOBODY))
                lines += taken
    return sales(receipts, lines)


def bases(fewest: int = 0, most: int = 50) -> st.SearchStrategy[Sales]:
    """Bases by the number of clients and a seed."""
    return st.builds(made, st.integers(fewest, most), st.integers(0, 10_000))


def shuffled(shop: Sales) -> Sales:
    """The same base, its rows in another order."""
    return Sales(
        shop.receipts.sample(frac=1, random_state=7).astype(RECEIPTS),
        shop.lines.sample(frac=1, random_state=7).astype(LINES),
    )


@contextmanager
def no_warning() -> Iterator[None]:
    """Whatever would warn fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def assert_finite(frame: pd.DataFrame, may_miss: tuple[str, ...] = ()) -> None:
    """No number of the frame is infinite, or missing but where it says so."""
    for name, column in frame.select_dtypes("number").items():
        told = column.dropna() if name in may_miss else column
        assert np.isfinite(told.to_numpy(dtype=np.float64, na_value=np.nan)).all(), (name, frame)
