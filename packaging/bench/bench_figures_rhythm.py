"""Figures of rhythm on Online Retail: 400,000 lines, 4,338 clients; each beside a value computed by other code."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from report import Report
from retail import RETAIL_DAY, online_retail

from clientcrm.domain.analytics.averages import average_check
from clientcrm.domain.analytics.cohorts import cohorts
from clientcrm.domain.analytics.conversion import conversion, first_products
from clientcrm.domain.analytics.flow import flow
from clientcrm.domain.analytics.history import Sales, purchase_days
from clientcrm.domain.analytics.intervals import rich_and_rare
from clientcrm.domain.analytics.new_existing import new_existing
from clientcrm.domain.analytics.rhythm import return_curve, statuses

Made = TypeVar("Made")
# What is compared, ours, the known value, within which distance.
Golden = tuple[str, float | None, float, float]


def run(report: Report) -> None:
    """The whole set, timed; every golden value must come out."""
    shop = online_retail()
    if shop is None:
        report.leave_out("figures of rhythm", "the shared data are not here")
        return
    spent: dict[str, float] = {}
    goldens = [golden for part in (_rhythm, _checks, _newcomers, _flow) for golden in part(shop, spent)]
    wrong = 0
    for what, ours, known, within in goldens:
        fits = ours is not None and math.isclose(ours, known, rel_tol=0, abs_tol=within)
        wrong += not fits
        print(f"    {'' if fits else 'DIFFERS  '}{what}: {ours} ({known})", flush=True)
    for what, seconds in spent.items():
        report.add(what, seconds, "s CPU")
    report.add("all of these", sum(spent.values()), "s CPU", target=1.5)
    report.add("known values that differ", wrong, f"of {len(goldens)}", target=0)


def _rhythm(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    receipts = shop.receipts
    days = _timed(spent, "purchase days", lambda: purchase_days(receipts, RETAIL_DAY))
    yield "purchase days", len(days), 16_763, 0
    curve = _timed(spent, "return curve", lambda: return_curve(receipts, RETAIL_DAY, days=days))
    yield "spells", curve.n, 16_728, 0
    yield "dropped", curve.dropped, 35, 0
    yield "Fmax", curve.curve.most, 0.937091, 5e-7
    yield "its day", int(curve.curve.times[-1]), 366, 0
    yield "I", curve.typical, 36, 0
    yield "L", curve.curve_says, 174, 0
    yield "gaps", curve.gaps, 12_425, 0
    yield "median gap", curve.gap_median, 28, 0
    yield "mean gap", curve.gap_mean, 45.657, 5e-4
    yield "gap p80", curve.gap_p80, 70, 0
    yield "gap p90", curve.gap_p90, 110, 0
    yield "mean own interval", curve.interval_mean, 78.43, 5e-3
    yield "median own interval", curve.interval_median, 58.9, 5e-2
    found = _timed(spent, "statuses", lambda: statuses(receipts, RETAIL_DAY, curve=curve, days=days))
    for status, known in {"active": 2262, "new": 889, "lost": 894, "at_risk": 293}.items():
        yield status, found.counts[status], known, 0
    yield "regular", len(found.flagged("regular")), 1843, 0
    _timed(spent, "rich and rare", lambda: rich_and_rare(receipts, RETAIL_DAY, curve=curve, days=days))


def _checks(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    check = _timed(spent, "average check", lambda: average_check(shop.receipts, RETAIL_DAY))
    yield "receipts", check.n, 18_532, 0
    yield "gross, pence", check.total, 891_140_790, 0
    yield "average check, pence", float(check.mean or 0), 48_086.60, 5e-3
    yield "median check, pence", float(check.median or 0), 30_304, 0
    split = _timed(spent, "new and existing", lambda: new_existing(shop.receipts, RETAIL_DAY))
    yield "their sum", sum(split.sums.values()), 891_140_790, 0
    yield "clients who came again", split.stages["again"], 2790, 0


def _newcomers(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    found = _timed(spent, "conversion", lambda: conversion(shop.receipts, RETAIL_DAY))
    yield "mature", found.second.n, 3370, 0
    yield "converted", found.second.k, 1533, 0
    yield "their share", found.second.share, 0.454896, 5e-7
    yield "at least", found.second.low, 0.438145, 5e-7
    yield "at most", found.second.high, 0.471750, 5e-7
    known = {30: 0.191602, 60: 0.355069, 90: 0.459912, 180: 0.657561, 365: 0.848063}
    for within, share in known.items():
        yield f"second purchase within {within} days", found.curve.ended_by(within), share, 5e-7
    middle = conversion(shop.receipts, date(2011, 6, 9))  # half a year: plain shares make half of the clients leave
    yield "ever came again by mid-year, naive", float(middle.clients["second"].notna().mean()), 0.50, 5e-3
    yield "the same of who had the time, by day 184", middle.curve.ended_by(184), 0.69, 5e-3
    products = _timed(spent, "first products", lambda: first_products(shop, RETAIL_DAY))
    _timed(spent, "conversion by first product", lambda: conversion(shop.receipts, RETAIL_DAY, groups=products))


def _flow(shop: Sales, spent: dict[str, float]) -> Iterator[Golden]:
    months = _timed(spent, "flow by month", lambda: flow(shop.receipts, RETAIL_DAY, lost_after=90))
    _timed(spent, "flow by week", lambda: flow(shop.receipts, RETAIL_DAY, lost_after=90, period="week"))
    years = flow(shop.receipts, RETAIL_DAY, lost_after=90, period="year")
    known = {
        "2011-04": (months, date(2011, 4, 1), (1776, 300, 87, 262, 1901)),
        "2011-11": (months, date(2011, 11, 1), (2471, 323, 330, 273, 2851)),
        "2011": (years, date(2011, 1, 1), (885, 3453, 1753, 3202, 2889)),
    }
    for name, (found, start, row) in known.items():
        for what, value in zip(("opening", "new", "returned", "lost", "closing"), row, strict=True):
            yield f"{name} {what}", int(found.periods.loc[start.toordinal(), what]), value, 0
    found = _timed(spent, "cohorts", lambda: cohorts(shop.receipts, RETAIL_DAY))
    first = {
        date(2010, 12, 1): (885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235),
        date(2011, 1, 1): (417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49),
    }
    for cohort, counts in first.items():
        for k, count in enumerate(counts):
            yield (
                f"cohort {cohort:%Y-%m}, {k} months later",
                int(found.cells.loc[(cohort.toordinal(), k), "clients"]),
                count,
                0,
            )


def _timed(spent: dict[str, float], what: str, make: Callable[[], Made]) -> Made:
    """What is made, once its processor time is noted."""
    start = time.process_time()
    made = make()
    spent[what] = time.process_time() - start
    return made
