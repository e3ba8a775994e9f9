"""Made shops for the models: any small base, and one whose clients behave as the models suppose."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.domain.analytics.shops import sales

TODAY = date(2024, 6, 30)
NOW = TODAY.toordinal()

# client, days ago (below zero: not yet), total (below zero: a refund), whether it is linked to an earlier sale
_DOCUMENTS = st.tuples(
    st.integers(-1, 49), st.integers(-5, 900), st.integers(-60_000, 400_000), st.booleans(), st.integers(-1, 3)
)
bases = st.lists(_DOCUMENTS, max_size=90).map(lambda rows: receipts_of(rows))  # noqa: PLW0108


def receipts_of(rows: list[tuple[int, int, int, bool, int]]) -> pd.DataFrame:
    """Receipts of (client, days ago, total, linked, employee): a linked refund belongs to the receipt before it."""
    return sales(
        (number, client, NOW - ago, total, number - 1 if linked and number else -1, employee)
        for number, (client, ago, total, linked, employee) in enumerate(rows)
    ).receipts


def believable_shop(clients: int, *, seed: int = 7, days: int = 730) -> pd.DataFrame:
    """Clients who come at their own pace until they stop, checks around 2,000.00."""
    chance = np.random.default_rng(seed)
    rows = []
    for client in range(clients):
        day = int(chance.integers(0, days))
        pace, leaves = chance.gamma(0.9, 1 / 35), chance.beta(0.9, 3.0)
        usual = 200_000 * np.exp(chance.normal(0, 0.4))
        place = float(day)
        while place < days:
            rows.append(
                (len(rows), client, NOW - days + 1 + int(place), int(usual * np.exp(chance.normal(0, 0.3))), -1, -1)
            )
            if chance.random() < leaves:
                break
            place += 1 + chance.exponential(1 / max(pace, 1e-4))
    return sales(rows).receipts


def day_before(days: int) -> date:
    """So many days before the day of all these shops."""
    return TODAY - timedelta(days=days)
