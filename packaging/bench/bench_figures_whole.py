"""Every figure of a real shop of 400,000 lines, Online Retail, asked for one after the other once it has been read."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

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
    for what, make in every_figure(shop, RETAIL_DAY, LOST).items():
        start = time.process_time()
        make()
        spent[what] = time.process_time() - start
    dearest = sorted(spent, key=lambda what: -spent[what])[:4]
    report.add(f"all {len(spent)} of them", sum(spent.values()), "s CPU", target=4.0)
    for what in dearest:
        report.add(f"  of it {what}", spent[what], "s CPU")


def every_figure(shop: Sales, day: date, lost: int) -> dict[str, Callable[[], object]]:
    """By name, each with what it shares with others at hand; `lost`: days of silence after which a client is."""
    receipts = shop.receipts
    days = purchase_days(receipts, day)
    found = histories(receipts, day, days)
    curve = return_curve(receipts, day, days=days)
    status = statuses(receipts, day, curve=curve, days=days, found=found)
    people, regular = pd.DataFrame(index=found.index), status.flagged("regular")
    best = abc_xyz(receipts, day, found=found).ids("A", "X").tolist()
    catalogue = products(shop, day).products.index.tolist()
    return {
        "summary": lambda: summary(shop, day),
        "purchase days, histories": lambda: histories(receipts, day),
        "kept with each client": lambda: client_figures(receipts, day),
        "return curve": lambda: return_curve(receipts, day, days=days),
        "statuses": lambda: statuses(receipts, day, curve=curve, days=days, found=found),
        "recency and frequency": lambda: rfm(receipts, day, found=found),
        "classes of clients": lambda: abc_xyz(receipts, day, found=found),
        "conversion": lambda: conversion(receipts, day, days=days),
        "flow": lambda: flow(receipts, day, lost_after=lost, days=days),
        "cohorts": lambda: cohorts(receipts, day),
        "average check": lambda: average_check(receipts, day),
        "new and existing": lambda: new_existing(receipts, day),
        "who comes back, checked": lambda: lifetime(receipts, day, horizon=lost),
        "potential with 100 bases resampled": lambda: potential(receipts, day),
        "money lost": lambda: lost_money(receipts, day, status.clients["status"], typical=curve.typical),
        "pairs": lambda: baskets(shop, day),
        "sequences": lambda: sequences(shop, day),
        "entry": lambda: entry(shop, day),
        "exit": lambda: exits(shop, day, lost_after=lost),
        "what to offer": lambda: offers(shop, day),
        "anomalies": lambda: anomalies(receipts, day),
        "forecast": lambda: forecast(receipts, day),
        "classes of goods": lambda: products(shop, day),
        "idle goods": lambda: idle(shop, day, catalogue, regular),
        "rich and rare": lambda: rich_and_rare(receipts, day, curve=curve, days=days),
        "portrait": lambda: portrait(first_visit(shop, day), best, day),
        "tiers": lambda: tiers(receipts, day, people, status.clients["status"], found=found),
    }
