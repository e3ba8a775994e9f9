"""The figures of every client out of columns of numbers: arithmetic alone, in whatever process it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.client_figures import ClientFiguresFrame, client_figures
from clientcrm.domain.analytics.history import NOBODY
from clientcrm.domain.analytics.runs import order_of
from clientcrm.files.wire import packed
from clientcrm.services.analytics.columns import lines_of, receipts_of
from clientcrm.services.analytics.sheet import sheet_of
from clientcrm.services.kept_figures import WRITTEN, Asked

# So many clients are read, compared and written at a time: some milliseconds of Python each.
PORTION = 1_000
# What the base adds to a client's figures when they are written.
ADDED = ("portfolio",)


def reckoned(asked: Asked, columns: Mapping[str, bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """What they go by (lost_after, source, typical, horizon, model, checks, sheet), and their rows packed by portions.

    A row: the columns WRITTEN without those ADDED, days as text, what is missing as None.
    """
    lines, told = lines_of(columns), receipts_of(columns)
    # Sorted once as purchase days are, they need not be sorted for one figure after the other.
    order = order_of(told["client"] * (asked.as_of.toordinal() + 1) + told["day"])
    receipts = pd.DataFrame({name: column[order] for name, column in told.items()})
    receipts["employee"] = NOBODY
    found = client_figures(
        receipts,
        asked.as_of,
        lost_after=asked.lost_after,
        horizon=asked.horizon,
        window=asked.window,
        limits=asked.limits,
        lines=pd.DataFrame(lines) if len(lines["receipt"]) else None,
    )
    went_by = {
        "lost_after": found.curve.lost_after,
        "source": found.curve.source,
        "typical": found.curve.typical,
        "horizon": found.horizon,
        "model": tuple(asdict(found.model).values())[:4],
        "checks": list(asdict(found.checks).values()),
        "sheet": sheet_of(columns),
    }
    return went_by, [packed(rows) for rows in _portions(found, asked.as_of)]


def _portions(found: ClientFiguresFrame, as_of: date) -> Iterator[list[tuple[Any, ...]]]:
    clients = found.clients
    columns = {
        "client_id": clients.index.tolist(),
        "as_of": [as_of.isoformat()] * len(clients),
        "next_from": _days(clients["due"]),
        "next_to": _days(clients["late"]),
        "next_due": _days_or_none(clients["next_due"]),
    }
    names = [name for name in WRITTEN if name not in ADDED]
    columns |= {name: _plain(clients[name]) for name in names if name not in columns}
    rows = zip(*(columns[name] for name in names), strict=True)
    while portion := list(islice(rows, PORTION)):
        yield portion


def _plain(column: pd.Series[Any]) -> list[Any]:
    if column.dtype.kind == "f":
        whole = str(column.name).endswith(("_score", "_product", "_because"))
        return [None if value != value else int(value) if whole else value for value in column.tolist()]
    # True and False as numbers: the driver looks up how to bind each of them.
    return (column.astype("int8") if column.dtype.kind == "b" else column).tolist()


def _days_or_none(ordinals: pd.Series[Any]) -> list[str | None]:
    told = ordinals.notna().to_numpy()
    days: list[str | None] = [None] * len(ordinals)
    for place, day in zip(np.flatnonzero(told).tolist(), _days(ordinals[told]), strict=True):
        days[place] = day
    return days


def _days(ordinals: pd.Series[Any]) -> list[str]:
    numbers, places = np.unique(ordinals.to_numpy(dtype=np.int64), return_inverse=True)
    texts = [date.fromordinal(int(number)).isoformat() for number in numbers]
    return [texts[place] for place in places.tolist()]
