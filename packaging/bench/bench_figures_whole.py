"""Every figure of a real shop of 400,000 lines, Online Retail, asked for one after the other once it has been read."""

from __future__ import annotations

import time
from collections.abc import Callable

import pandas as pd
from report import Report
from retail import RETAIL_DAY, online_retail

from clientcrm.domain.analytics.abc_xyz import abc_xyz
from clientcrm.domain.analytics.anomalies import anomalies
from clientcrm.domain.analytics.averages import average_check
from clientcrm.domain.analytics.baskets import baskets
from clientcrm.domain.analytics.client_figures import client_figures
from clientcrm.domain.analytics.cohorts import cohorts
from clientcrm.domain.analytics.conversion import conversion
from clientcrm.domain.analytics.cross_sell import offers
from clientcrm.domain.analytics.entry_exit import entry, exits
from clientcrm.domain.analytics.flow import flow
from clientcrm.domain.analytics.forecast import forecast
from clientcrm.domain.analytics.history import Sales, histories, purchase_days
from clientcrm.domain.analytics.idle import idle
from clientcrm.domain.analytics.intervals import rich_and_rare
from clientcrm.domain.analytics.lifetime import lifetime
from clientcrm.domain.analytics.lost_money import lost_money
from clientcrm.domain.analytics.new_existing import new_existing
from clientcrm.domain.analytics.portrait import first_visit, portrait
from clientcrm.domain.analytics.potential import potential
from clientcrm.domain.analytics.products import products
from clientcrm.domain.analytics.rfm import rfm
from clientcrm.domain.analytics.rhythm import return_curve, statuses
from clientcrm.domain.analytics.sequences import sequences
from clientcrm.domain.analytics.summary import summary
from clientcrm.domain.analytics.tiers import tiers

LOST = 174


def run(report: Report) -> None:
    """Each with what it shares with others at hand, as `figures` on the command line hands it in."""
    shop = online_retail()
    if shop is None:
        report.leave_out("every figure of Online Retail", "the shared data are not here")
        return
    spent: dict[str, float] = {}
    for what, make in _figures(shop).items():
        start = time.process_time()
        make()
        spent[what] = time.process_time() - start
    dearest = sorted(spent, key=lambda what: -spent[what])[:4]
    report.add(f"all {len(spent)} of them", sum(spent.values()), "s CPU", target=4.0)
    for what in dearest:
        report.add(f"  of it {what}", spent[what], "s CPU")


def _figures(shop: Sales) -> dict[str, Callable[[], object]]:
    receipts = shop.receipts
    days = purchase_days(receipts, RETAIL_DAY)
    found = histories(receipts, RETAIL_DAY, days)
    curve = return_curve(receipts, RETAIL_DAY, days=days)
    status = statuses(receipts, RETAIL_DAY, curve=curve, days=days, found=found)
    people, regular = pd.DataFrame(index=found.index), status.flagged("regular")
    best = abc_xyz(receipts, RETAIL_DAY, found=found).ids("A", "X").tolist()
    catalogue = products(shop, RETAIL_DAY).products.index.tolist()
    return {
        "summary": lambda: summary(shop, RETAIL_DAY),
        "purchase days, histories": lambda: histories(receipts, RETAIL_DAY),
        "kept with each client": lambda: client_figures(receipts, RETAIL_DAY),
        "return curve": lambda: return_curve(receipts, RETAIL_DAY, days=days),
        "statuses": lambda: statuses(receipts, RETAIL_DAY, curve=curve, days=days, found=found),
        "recency and frequency": lambda: rfm(receipts, RETAIL_DAY, found=found),
        "classes of clients": lambda: abc_xyz(receipts, RETAIL_DAY, found=found),
        "conversion": lambda: conversion(receipts, RETAIL_DAY, days=days),
        "flow": lambda: flow(receipts, RETAIL_DAY, lost_after=LOST, days=days),
        "cohorts": lambda: cohorts(receipts, RETAIL_DAY),
        "average check": lambda: average_check(receipts, RETAIL_DAY),
        "new and existing": lambda: new_existing(receipts, RETAIL_DAY),
        "who comes back, checked": lambda: lifetime(receipts, RETAIL_DAY, horizon=LOST),
        "potential with 100 bases resampled": lambda: potential(receipts, RETAIL_DAY),
        "money lost": lambda: lost_money(receipts, RETAIL_DAY, status.clients["status"], typical=curve.typical),
        "pairs": lambda: baskets(shop, RETAIL_DAY),
        "sequences": lambda: sequences(shop, RETAIL_DAY),
        "entry": lambda: entry(shop, RETAIL_DAY),
        "exit": lambda: exits(shop, RETAIL_DAY, lost_after=LOST),
        "what to offer": lambda: offers(shop, RETAIL_DAY),
        "anomalies": lambda: anomalies(receipts, RETAIL_DAY),
        "forecast": lambda: forecast(receipts, RETAIL_DAY),
        "classes of goods": lambda: products(shop, RETAIL_DAY),
        "idle goods": lambda: idle(shop, RETAIL_DAY, catalogue, regular),
        "rich and rare": lambda: rich_and_rare(receipts, RETAIL_DAY, curve=curve, days=days),
        "portrait": lambda: portrait(first_visit(shop, RETAIL_DAY), best, RETAIL_DAY),
        "tiers": lambda: tiers(receipts, RETAIL_DAY, people, status.clients["status"], found=found),
    }
