"""Classes, goods, tiers and portrait on Online Retail and the R package's orders; each beside other code's value."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd
from made import ROOT
from report import Report
from retail import RETAIL_DAY, online_retail

from clientcrm.domain.analytics.abc_xyz import abc_xyz
from clientcrm.domain.analytics.conduct import conduct
from clientcrm.domain.analytics.history import Sales, histories
from clientcrm.domain.analytics.idle import idle
from clientcrm.domain.analytics.portrait import first_visit, portrait
from clientcrm.domain.analytics.products import products
from clientcrm.domain.analytics.rfm import Rfm, falling_scores, rfm, rising_scores
from clientcrm.domain.analytics.rhythm import statuses
from clientcrm.domain.analytics.summary import summary
from clientcrm.domain.analytics.tiers import tiers

Made = TypeVar("Made")
# What is compared, ours, the known value.
Golden = tuple[str, object, object]
ORDERS, ORDERS_DAY = ROOT / "tests" / "data" / "analytics" / "rfm_orders.csv", date(2006, 12, 31)
SCORES = {"r": [861, 866, 863, 880, 868], "f": [1548, 874, 501, 616, 799], "m": [868, 868, 867, 868, 867]}
SEGMENTS = {
    "champions": 578,
    "loyal": 656,
    "potential_loyal": 516,
    "new": 71,
    "promising": 176,
    "need_attention": 114,
    "about_to_sleep": 500,
    "cant_lose": 52,
    "at_risk": 302,
    "hibernating": 579,
    "lost": 794,
}
# Recency, purchase days, net money in pence, scores.
CLIENTS = {12346: (325, 1, 0, 1, 1, 1), 12347: (2, 7, 431_000, 5, 5, 5), 17850: (372, 2, None, 1, 2, 5)}
CROSS = {"A": [662, 479, 37], "B": [196, 997, 263], "C": [21, 435, 1248]}


def run(report: Report) -> None:
    """The whole set, timed; every golden value must come out."""
    spent: dict[str, float] = {}
    goldens = list(_orders())
    shop = online_retail(refunds=True)
    if shop is None:
        report.leave_out("classes of Online Retail", "the shared data are not here")
    else:
        for part in (_scores, _classes, _others):
            goldens += part(shop, spent)
    wrong = 0
    for what, ours, known in goldens:
        wrong += ours != known
        print(f"    {'' if ours == known else 'DIFFERS  '}{what}: {ours} ({known})", flush=True)
    for what, seconds in spent.items():
        report.add(what, seconds, "s CPU")
    if spent:
        report.add("all of these", sum(spent.values()), "s CPU", target=2.0)
    report.add("known values that differ", wrong, f"of {len(goldens)}", target=0)


def _orders() -> Iterator[Golden]:
    """The orders of the R package rfm: its own bins, and ours, which share ties; both count orders, not days."""
    frame = pd.read_csv(ORDERS)
    frame["day"] = (pd.Timestamp(ORDERS_DAY) - pd.to_datetime(frame["order_date"])).dt.days
    by_client = frame.groupby("customer_id").agg(r=("day", "min"), f=("day", "size"), m=("revenue", "sum"))
    yield "R: clients", len(by_client), 995
    values = {name: by_client[name].to_numpy(dtype=np.int64) for name in "rfm"}
    cuts = {name: np.quantile(each, [0.2, 0.4, 0.6, 0.8]) + 1 for name, each in values.items()}
    theirs = {name: 1 + (values[name][:, None] >= cuts[name]).sum(axis=1) for name in "rfm"}
    theirs["r"] = 6 - theirs["r"]
    ours = {name: (falling_scores if name == "r" else rising_scores)(values[name], 5) for name in "rfm"}
    for name, scores, known in (
        ("R's bins", theirs, (158, 1_234, 120_178)),
        ("ours", ours, (159, 1_240, 120_684)),
    ):
        best = (scores["r"] >= 4) & (scores["f"] >= 4) & (scores["m"] >= 4)
        yield f"R: champions by {name}", (int(best.sum()), *(int(values[n][best].sum()) for n in "fm")), known
    for name, known in {"r": 99.9, "f": 100.0, "m": 99.8}.items():
        yield f"R: agreement of {name}, %", round(100 * float((ours[name] == theirs[name]).mean()), 1), known


def _scores(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    yield "net revenue, pence", int(shop.receipts["total"].sum()), 891_140_790 - 61_134_209
    scored = _timed(spent, "RFM", lambda: rfm(shop.receipts, RETAIL_DAY))
    yield "clients", scored.n, 4_338
    for name, known in SCORES.items():
        yield f"{name} 1..5", np.bincount(scored.clients[name], minlength=6)[1:].tolist(), known
    yield "segments", scored.segments["clients"].to_dict(), SEGMENTS
    for client, expected in CLIENTS.items():
        yield from _client(scored, client, expected)
    _timed(spent, "RFM of the last year", lambda: rfm(shop.receipts, RETAIL_DAY, window=365))


def _client(scored: Rfm, client: int, expected: tuple[int | None, ...]) -> Iterator[Golden]:
    names = ("recency", "purchases", "money", "r", "f", "m")
    for name, known in zip(names, expected, strict=True):
        if known is not None:
            yield f"{client}: {name}", int(scored.clients.loc[client, name]), known


def _classes(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    classed = _timed(spent, "ABC and XYZ of clients", lambda: abc_xyz(shop.receipts, RETAIL_DAY))
    abc = classed.clients["abc"]
    yield "ABC net", [int((abc == name).sum()) for name in "ABC"], [1178, 1456, 1704]
    yield "nothing or less", int((classed.clients["money"] <= 0).sum()), 21
    gross = abc_xyz(shop.receipts, RETAIL_DAY, basis="gross").clients["abc"]
    yield "ABC gross", [int((gross == name).sum()) for name in "ABC"], [1133, 1469, 1736]
    yield "clients whose class changes", int((abc != gross).sum()), 158
    for name, known in CROSS.items():
        yield f"{name} by X, Y, Z", classed.cells.loc[name, "clients"].tolist(), known
    _timed(spent, "ABC and XYZ by variation", lambda: abc_xyz(shop.receipts, RETAIL_DAY, mode="variation"))


def _others(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    """What nobody published: timed, and held against what must add up."""
    receipts, net = shop.receipts, int(shop.receipts["total"].sum())
    goods = _timed(spent, "ABC and XYZ of goods", lambda: products(shop, RETAIL_DAY))
    yield "revenue of goods", int(goods.products["revenue"].sum()) + goods.unassigned, net
    found = histories(receipts, RETAIL_DAY)
    status = statuses(receipts, RETAIL_DAY, found=found)
    catalogue, loyal = goods.products.index.tolist(), status.flagged("regular")
    resting = _timed(spent, "idle goods and candidates", lambda: idle(shop, RETAIL_DAY, catalogue, loyal))
    yield "idle goods among those sold", bool(set(resting.products.index) <= set(catalogue)), True
    people = pd.DataFrame(index=found.index)
    placed = _timed(spent, "tiers", lambda: tiers(receipts, RETAIL_DAY, people, status.clients["status"], found=found))
    yield "lost by tier", len(placed.ids("lost")), 894
    yield "asleep by tier", len(placed.ids("sleeping")), 293
    traits = _timed(spent, "traits of first visits", lambda: first_visit(shop, RETAIL_DAY))
    best = abc_xyz(receipts, RETAIL_DAY).ids("A", "X")
    drawn = _timed(spent, "portrait", lambda: portrait(traits, best.tolist(), RETAIL_DAY))
    yield "the portrait tells better than chance and no better than it can", 0.5 < (drawn.auc or 0) < 0.8, True
    _timed(spent, "conduct", lambda: conduct(receipts, RETAIL_DAY, pd.DataFrame()))
    told = _timed(spent, "summary", lambda: summary(shop, RETAIL_DAY))
    yield "purchase days", told.purchase_days, 16_763
    yield "refunds, pence", told.refunds, -61_134_209


def _timed(spent: dict[str, float], what: str, make: Callable[[], Made]) -> Made:
    """What is made, once its processor time is noted."""
    start = time.process_time()
    made = make()
    spent[what] = time.process_time() - start
    return made
