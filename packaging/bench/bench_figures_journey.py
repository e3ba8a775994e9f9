"""Figures of Complete Journey, a grocer's year of 1,469,307 lines and 2,469 households, beside plain loops."""

from __future__ import annotations

import csv
import gzip
import math
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TypeVar

import numpy as np
import pandas as pd
from bench_figures_whole import every_figure
from made import SHARED
from report import Report, forget_peak, peak_since

from clientcrm.domain.analytics.abc_xyz import abc_xyz
from clientcrm.domain.analytics.averages import average_check
from clientcrm.domain.analytics.baskets import baskets
from clientcrm.domain.analytics.conversion import conversion
from clientcrm.domain.analytics.flow import flow
from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales, purchase_days
from clientcrm.domain.analytics.rfm import rfm
from clientcrm.domain.analytics.rhythm import return_curve, statuses

Made = TypeVar("Made")
# What is compared, ours, the known value, within which distance.
Golden = tuple[str, float, float, float]
JOURNEY = SHARED / "analytics" / "cj_transactions.csv.gz"
# The stamps look UTC: the last receipts of the year fall on the first morning of the next one.
DAY = date(2018, 1, 1)
MONEY = "sales_value"
_AT_ONCE, _CENTS, _EPOCH = 200_000, Decimal("0.01"), date(1970, 1, 1).toordinal()
_LEAST_LOST, _WITHIN = 30, 90
# As the shared data's README counts them.
README = {
    "lines": 1_469_307,
    "households": 2_469,
    "baskets": 155_848,
    "products": 68_509,
    "lines of no value": 11_226,
    "lines of no quantity": 8_869,
}


def run(report: Report) -> None:
    """Read, then reckoned, each timed; every value must be what plain loops over the text find."""
    if not JOURNEY.exists():
        report.leave_out("figures of Complete Journey", "the shared data are not here")
        return
    with report.watch() as watch:
        shop, counts = _shop()
    report.add("reading 1,469,307 lines", watch.cpu, "s CPU")
    _all_of_them(report, shop)
    plain = _Plain.read()
    spent: dict[str, float] = {}
    goldens = [(what, counts[what], known, 0) for what, known in README.items()]
    for part in (_clients, _rhythm, _goods):
        goldens += part(shop, plain, spent)
    wrong = 0
    for what, ours, known, within in goldens:
        fits = math.isclose(ours, known, rel_tol=0, abs_tol=within)
        wrong += not fits
        print(f"    {'' if fits else 'DIFFERS  '}{what}: {ours} ({known})", flush=True)
    for what, seconds in spent.items():
        report.add(what, seconds, "s CPU", target=0.7 if what == "RFM, ABC and XYZ" else None)
    report.add("values that differ", wrong, f"of {len(goldens)}", target=0)


def _all_of_them(report: Report, shop: Sales) -> None:
    """Every figure, before plain loops take memory of their own."""
    forget_peak()
    spent: dict[str, float] = {}
    lost = return_curve(shop.receipts, DAY).curve_says or _LEAST_LOST
    for what, make in every_figure(shop, DAY, lost).items():
        _timed(spent, what, make)
    report.add(f"all {len(spent)} figures", sum(spent.values()), "s CPU")
    for what in sorted(spent, key=lambda one: -spent[one])[:3]:
        report.add(f"  of it {what}", spent[what], "s CPU")
    report.add("memory at most, the lines with it", peak_since(), "MB", target=600.0)


def _shop() -> tuple[Sales, dict[str, int]]:
    """Receipts and lines by the numbers that the file has, and what the file holds."""
    parts = []
    kinds = {"household_id": "int64", "basket_id": "int64", "product_id": "int64", "quantity": "int64"}
    for part in pd.read_csv(JOURNEY, dtype={**kinds, "transaction_timestamp": "str"}, chunksize=_AT_ONCE):
        stamps = part.pop("transaction_timestamp").str[:10]
        part["day"] = pd.to_datetime(stamps).astype("datetime64[s]").astype("int64") // 86_400 + _EPOCH
        parts.append(part)
    frame = pd.concat(parts, ignore_index=True)
    del parts
    lines = pd.DataFrame(
        {
            "receipt": frame["basket_id"],
            "product": frame["product_id"],
            "quantity": frame["quantity"] * 1000,
            "total": np.floor(frame[MONEY] * 100 + 0.5).astype("int64"),
        }
    )
    totals = lines["total"].groupby(lines["receipt"], sort=True).sum()
    first = frame.drop_duplicates("basket_id").set_index("basket_id").sort_index()
    receipts = pd.DataFrame(
        {"receipt": totals.index, "client": first["household_id"], "day": first["day"], "total": totals}
    ).reset_index(drop=True)
    receipts = receipts.assign(sale=NOBODY, employee=NOBODY)
    counts = {
        "lines": len(frame),
        "households": frame["household_id"].nunique(),
        "baskets": len(receipts),
        "products": frame["product_id"].nunique(),
        "lines of no value": int((frame[MONEY] == 0).sum()),
        "lines of no quantity": int((frame["quantity"] == 0).sum()),
    }
    return Sales(receipts[list(RECEIPTS)].astype(RECEIPTS), lines[list(LINES)].astype(LINES)), counts


# ---------------------------------------------------------------- by plain loops


@dataclass(slots=True)
class _Plain:
    """The same shop by dictionaries, read from its text by itself: baskets, and the purchase days of each household."""

    totals: Counter[str] = field(default_factory=Counter)
    goods: dict[str, set[str]] = field(default_factory=dict)
    days: dict[str, list[int]] = field(default_factory=dict)
    money: Counter[str] = field(default_factory=Counter)
    lost: int = 0

    @classmethod
    def read(cls) -> _Plain:
        """Each line by itself; its sum rounded half up to cents."""
        found, where = cls(), {}
        known: dict[str, int] = {}
        with gzip.open(JOURNEY, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for household, basket, product, _, value, stamp in rows:
                cents = known.get(value)
                if cents is None:
                    cents = known[value] = int(Decimal(value).quantize(_CENTS, ROUND_HALF_UP) * 100)
                found.totals[basket] += cents
                where[basket] = household, stamp[:10]
                if cents > 0:
                    found.goods.setdefault(basket, set()).add(product)
        days: dict[str, set[int]] = {}
        for basket, (household, day) in where.items():
            found.money[household] += found.totals[basket]
            if found.totals[basket] > 0:
                days.setdefault(household, set()).add(date.fromisoformat(day).toordinal())
        found.days = {household: sorted(each) for household, each in days.items()}
        found.lost = max(_LEAST_LOST, found.within(0.9))
        return found

    @property
    def checks(self) -> list[int]:
        """What the receipts come to, from the smallest on."""
        return sorted(total for total in self.totals.values() if total > 0)

    def curve(self) -> list[tuple[int, float]]:
        """Day by day the share of spells that have ended in a return, of those watched so long (Kaplan and Meier)."""
        gaps = Counter(b - a for days in self.days.values() for a, b in pairwise(days))
        cut = Counter(DAY.toordinal() - days[-1] for days in self.days.values())
        cut.pop(0, None)
        away, watched, found = 1.0, gaps.total() + cut.total(), []
        for days in range(1, max(*gaps, *cut) + 1):
            if gaps[days]:
                away *= 1 - gaps[days] / watched
                found.append((days, 1 - away))
            watched -= gaps[days] + cut[days]
        return found

    def within(self, share: float) -> int:
        """Days within which this share of those who ever return have returned."""
        curve = self.curve()
        return next(days for days, returned in curve if returned >= share * curve[-1][1])

    def scores(self, values: dict[str, int], *, falling: bool = False) -> Counter[int]:
        """How many households have each score of 1 to 5: by those who are strictly worse, or fresher."""
        ranked = sorted(values.values())
        below = [bisect_left(ranked, value) * 5 // len(ranked) for value in ranked]
        return Counter(5 - one if falling else 1 + one for one in below)

    def classes(self) -> list[int]:
        """How many households are A, B and C: above whom less than 80 and 95 per cent of the money stands."""
        total, above, counts = sum(max(0, money) for money in self.money.values()), 0, [0, 0, 0]
        several = Counter(self.money[household] for household in self.days)
        for money in sorted(several, reverse=True):
            place = 2 if money <= 0 else 0 if above * 100 < 80 * total else 1 if above * 100 < 95 * total else 2
            counts[place] += several[money]
            above += money * several[money]
        return counts


# ---------------------------------------------------------------- compared


def _clients(shop: Sales, plain: _Plain, spent: dict[str, float]) -> Iterator[Golden]:
    receipts, today = shop.receipts, DAY.toordinal()
    start = time.process_time()
    scored, classed = rfm(receipts, DAY), abc_xyz(receipts, DAY)
    spent["RFM, ABC and XYZ"] = time.process_time() - start
    yield "clients", scored.n, len(plain.days), 0
    yield "money, cents", int(scored.clients["money"].sum()), plain.money.total(), 0
    values = {
        "r": {household: today - days[-1] for household, days in plain.days.items()},
        "f": {household: len(days) for household, days in plain.days.items()},
        "m": {household: plain.money[household] for household in plain.days},
    }
    for name, each in values.items():
        known = plain.scores(each, falling=name == "r")
        ours = np.bincount(scored.clients[name], minlength=6)
        yield from ((f"score {name} of {score}", int(ours[score]), known[score], 0) for score in range(1, 6))
    counted = classed.clients["abc"].value_counts()
    for name, known_count in zip("ABC", plain.classes(), strict=True):
        yield f"class {name}", int(counted[name]), known_count, 0
    check = _timed(spent, "average check", lambda: average_check(receipts, DAY))
    checks = plain.checks
    yield "receipts", check.n, len(checks), 0
    yield "average check, cents", float(check.mean or 0), sum(checks) / len(checks), 1e-9
    yield "median check, cents", float(check.median or 0), _middle(checks), 0


def _rhythm(shop: Sales, plain: _Plain, spent: dict[str, float]) -> Iterator[Golden]:
    receipts, today = shop.receipts, DAY.toordinal()
    days = _timed(spent, "purchase days", lambda: purchase_days(receipts, DAY))
    yield "purchase days", len(days), sum(map(len, plain.days.values())), 0
    curve = _timed(spent, "return curve", lambda: return_curve(receipts, DAY, days=days))
    theirs = plain.curve()
    yield "usual days to a return", curve.typical, plain.within(0.5), 0
    yield "lost after, days", curve.curve_says or 0, plain.lost, 0
    yield "ever return", curve.curve.most, theirs[-1][1], 1e-9
    yield "returned within a day", curve.curve.ended_by(1), theirs[0][1], 1e-12
    found = _timed(spent, "statuses", lambda: statuses(receipts, DAY, curve=curve, days=days))
    gone = sum(today - each[-1] > plain.lost for each in plain.days.values())
    yield "lost", found.counts["lost"], gone, 0
    regular = sum(len(each) >= 3 and today - each[-1] <= plain.lost for each in plain.days.values())
    yield "regular", len(found.flagged("regular")), regular, 0
    second = _timed(spent, "conversion", lambda: conversion(receipts, DAY, days=days)).second
    mature = [each for each in plain.days.values() if today - each[0] >= _WITHIN]
    yield "clients of ninety days and more", second.n, len(mature), 0
    again = sum(len(each) > 1 and each[1] - each[0] <= _WITHIN for each in mature)
    yield "of them came again within these", second.k, again, 0
    yield from _months(receipts, plain, spent)


def _months(receipts: pd.DataFrame, plain: _Plain, spent: dict[str, float]) -> Iterator[Golden]:
    """Who came first, came back and was lost in each month."""
    flowed = _timed(spent, "flow by month", lambda: flow(receipts, DAY, lost_after=plain.lost)).periods
    known = {name: Counter[int]() for name in ("new", "returned", "lost")}
    for days in plain.days.values():
        known["new"][_month(days[0])] += 1
        for last, following in zip(days, [*days[1:], None], strict=True):
            if (following or DAY.toordinal()) - last > plain.lost:
                known["lost"][_month(last + plain.lost + 1)] += 1
                if following:
                    known["returned"][_month(following)] += 1
    active = 0
    for start in flowed.index:
        for name, counts in known.items():
            yield f"{date.fromordinal(start):%Y-%m} {name}", int(flowed.loc[start, name]), counts[start], 0
        active += known["new"][start] + known["returned"][start] - known["lost"][start]
        yield f"{date.fromordinal(start):%Y-%m} closing", int(flowed.loc[start, "closing"]), active, 0


def _goods(shop: Sales, plain: _Plain, spent: dict[str, float]) -> Iterator[Golden]:
    found = _timed(spent, "pairs in 155,370 baskets", lambda: baskets(shop, DAY))
    yield "baskets with goods", found.n, len(plain.goods), 0
    yield (
        "products that brought money",
        found.contents.items["product"].nunique(),
        len(set().union(*plain.goods.values())),
        0,
    )
    often = Counter(product for goods in plain.goods.values() for product in goods)
    kept = {product for product, count in often.items() if count >= found.needed}
    both: Counter[tuple[str, str]] = Counter()
    for goods in plain.goods.values():
        few = sorted(goods & kept, key=int)
        both.update((one, other) for place, one in enumerate(few) for other in few[place + 1 :])
    pairs = {pair: count for pair, count in both.items() if count >= found.needed}
    yield "pairs in one of a hundred baskets", len(found.pairs), len(pairs), 0
    for row in found.pairs.itertuples():
        left, right = sorted((int(row.left), int(row.right)))
        name = f"{left} and {right}"
        one, other = str(left), str(right)
        yield f"{name} together", int(row.together), pairs.get((one, other), 0), 0
        yield f"{name}: lift", row.lift, both[one, other] * len(plain.goods) / (often[one] * often[other]), 1e-9


def _month(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()


def _middle(values: Sequence[int]) -> float:
    half = len(values) // 2
    return (values[half] + values[-half - 1]) / 2


def _timed(spent: dict[str, float], what: str, make: Callable[[], Made]) -> Made:
    """What is made, once its processor time is noted."""
    start = time.process_time()
    made = make()
    spent[what] = time.process_time() - start
    return made
