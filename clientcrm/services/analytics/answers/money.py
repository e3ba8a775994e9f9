"""What it comes to: who will return, what the base is worth, what was lost; sources, plans, anomalies, forecasts."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from clientcrm.domain.analytics import anomalies as odd
from clientcrm.domain.analytics.forecast import MOST_AHEAD, YEARS, forecast
from clientcrm.domain.analytics.history import NOBODY
from clientcrm.domain.analytics.lifetime import LONGEST_HORIZON, lifetime
from clientcrm.domain.analytics.lost_money import YEAR, lost_money
from clientcrm.domain.analytics.plan import PROFILES, plan_fact
from clientcrm.domain.analytics.potential import potential
from clientcrm.domain.analytics.reward import reward
from clientcrm.domain.analytics.rhythm import STATUSES
from clientcrm.domain.analytics.sources import sources
from clientcrm.domain.errors import Invalid
from clientcrm.services.analytics.plain import Plain, rows, told
from clientcrm.services.analytics.shop import Shop


def lifetime_of(shop: Shop) -> Plain:
    """How likely each client is to come within H days."""
    asked = shop.words.whole_or_none("H", 1, LONGEST_HORIZON)
    horizon = asked or shop.owners.horizon or min(shop.curve.lost_after, LONGEST_HORIZON)
    found = lifetime(shop.receipts, shop.as_of, horizon=horizon, found=shop.found)
    shop.words.used["H"] = horizon
    reasons = [{"reason": name, "clients": len(ids), "ids": shop.ids(ids)} for name, ids in found.by_reason.items()]
    return told(
        found,
        H=horizon,
        model=asdict(found.model) if found.model else None,
        expected_visits=found.total,
        claims=found.claims,
        calibration=found.calibration,
        not_calibrated=found.not_calibrated,
        reasons=reasons,
        clients=shop.clients(found.clients.rename(columns={"expected": "expected_visits"})),
    )


def potential_of(shop: Shop) -> Plain:
    """What the base is expected to bring within H days, as a range."""
    horizon = shop.words.whole("H", YEAR, 1, LONGEST_HORIZON)
    fits = shop.words.whole("fits", 100, 1, 1_000)
    margin = float(_fraction(shop.words.number("margin", "1"))) if "margin" in shop.words else None
    discount = float(_fraction(shop.words.number("discount", "0")))
    if margin is not None:
        shop.owners_alone()
    found = potential(
        shop.receipts, shop.as_of, horizon=horizon, margin=margin, discount=discount, fits=fits, found=shop.found,
        days=shop.days,
    )  # fmt: skip
    tried = found.backtest
    return told(
        found,
        H=horizon,
        total=found.total,
        low=found.low,
        high=found.high,
        expected_visits=float(found.clients["expected"].sum()) if len(found.clients) else 0.0,
        correlation=found.correlation,
        correlated=found.correlated,
        model=asdict(found.model) if found.model else None,
        checks=asdict(found.checks) if found.checks else None,
        backtest={**asdict(tried), "error": tried.error} if tried else None,
        not_backtested=found.not_backtested,
        clients=shop.clients(found.clients.rename(columns={"expected": "expected_visits"})),
    )


def lost_money_of(shop: Shop) -> Plain:
    """What the silence of clients has cost."""
    horizon = shop.words.whole("H", YEAR, 1, LONGEST_HORIZON)
    status = shop.words.choice("status", STATUSES[1:], "lost")
    found = lost_money(
        shop.receipts, shop.as_of, shop.statuses.clients["status"], typical=shop.curve.typical, status=status,
        horizon=horizon, found=shop.found, days=shop.days,
    )  # fmt: skip
    return told(
        found,
        H=horizon,
        L=shop.curve.lost_after,
        money=found.money,
        rate=found.rate,
        came_once=len(found.came_once),
        came_once_ids=shop.ids(found.came_once),
        clients=shop.clients(found.clients),
    )


def sources_of(shop: Shop) -> Plain:
    """Where clients came from; costs of a client where --set spend names what was spent."""
    since, until = shop.words.day("since"), shop.words.day("until")
    costs = costs_of(shop)
    codes, found_names = pd.factorize(shop.people["source"].fillna("").to_numpy(dtype=object))
    names = [str(name) for name in found_names]
    source_of = {
        int(client): int(code) if names[code] else NOBODY for client, code in zip(shop.people.index, codes, strict=True)
    }
    spend = _spend(shop, names, min(until or shop.as_of, shop.as_of))
    found = sources(shop.sales, shop.as_of, source_of, spend=spend, costs=costs, since=since, until=until)
    lines = []
    for line in found.lines:
        name = names[line.source] if line.source != NOBODY else ""
        cac = line.cac if spend is not None else None
        row = {"source": name, "new": line.new, "revenue": line.revenue, "cac": cac}
        row["spend"] = line.spend if spend is not None else None
        margins: Plain = {}
        if costs is not None:
            margins = {"cost": line.cost, "profit": line.profit, "romi": line.romi}
        lines.append(row | margins | {"age": line.age, "no_cost": line.lines_without_cost, "ids": shop.ids(line.ids)})
    said = told(found, lines=lines)
    if "not_enough_data" not in said and spend is None:
        said["not_enough_data"] = {"reason": "no_spend", "have": 0, "need": 1}
    return said


def plan_of(shop: Shop) -> Plain:
    """The plan of a period (this month by default) beside what came in."""
    words, today = shop.words, shop.as_of
    last = calendar.monthrange(today.year, today.month)[1]
    start, end = words.day("since") or today.replace(day=1), words.day("until") or today.replace(day=last)
    plan, profile, name = words.money("plan"), words.choice("profile", PROFILES, "days"), words.said("employee")
    if start > end:
        raise Invalid({"until": "before_since"})
    if name and name not in shop.employees:
        raise Invalid({"employee": "unknown"})
    words.used |= {"since": start, "until": end}
    code = shop.employees.index(name) if name else None
    found = plan_fact(shop.receipts, today, start=start, end=end, plan=plan, profile=profile, employee=code)
    named = ("start", "end", "plan", "fact", "done", "expected", "pace", "forecast", "gap", "days_left", "needed")
    return told(
        found,
        **{name: getattr(found, name) for name in named},
        elapsed=found.share,
        profile=found.profile,
        receipts=shop.receipt_ids(found.receipts),
    )


def anomalies_of(shop: Shop) -> Plain:
    """Periods out of the ordinary, each beside the eight before it."""
    words = shop.words
    period = words.choice("period", odd.PERIODS, "week")
    measure = words.choice("measure", odd.MEASURES, "revenue")
    of_money = measure == "revenue"
    limits = [words.money(name) if of_money else words.whole_or_none(name, 0) for name in ("lowest", "highest")]
    found = odd.anomalies(
        shop.receipts, shop.as_of, period=period, measure=measure, lowest=limits[0], highest=limits[1]
    )
    return told(
        found,
        flagged=[_reading(shop, one, measure) for one in found.flagged],
        readings=[_reading(shop, one, measure) for one in found.readings],
    )


def reward_of(shop: Shop) -> Plain:
    """The average receipt before a reward for a minimum sum and since, with it and without."""
    since, at_least = shop.words.day("since"), shop.words.money("from")
    found = reward(shop.receipts, shop.as_of, shop.discounts, start=since, at_least=at_least)
    shop.words.used |= {"since": found.start, "from": found.at_least}
    groups = [row | {"ids": shop.receipt_ids(found.ids(row["group"]))} for row in rows(found.groups)]
    named = ("start", "at_least", "difference", "low", "high", "verdict")
    return told(found, **{name: getattr(found, name) for name in named}, groups=groups)


def forecast_of(shop: Shop) -> Plain:
    """Where sales are heading; refused under six complete periods."""
    period = shop.words.choice("period", tuple(YEARS), "month")
    ahead = shop.words.whole("ahead", 3, 1, MOST_AHEAD)
    found = forecast(shop.receipts, shop.as_of, period=period, ahead=ahead)
    seen = [
        {"start": one.start, "end": one.end, "revenue": one.value, "year_ago": one.year_ago, "growth": one.growth}
        for one in found.seen
    ]
    numbers = {name: getattr(found, name) for name in ("way", "slope", "certain", "coming")}
    return told(found, **numbers, usual_error=found.error, seen=seen)


def _reading(shop: Shop, one: odd.Reading, measure: str) -> Mapping[str, Any]:
    ids = shop.ids(one.ids) if measure in ("clients", "new_clients") else shop.receipt_ids(one.ids)
    unit = {"value_money": one.value, "baseline_money": one.baseline}
    count = {"value": one.value, "baseline": one.baseline}
    return {
        "start": one.start,
        "end": one.end,
        **(unit if measure == "revenue" else count),
        **{name: getattr(one, name) for name in ("z", "chance", "flag", "by", "trading_days")},
        "ids": ids,
    }


def costs_of(shop: Shop) -> pd.Series[int] | None:
    """The cost of one of each product, where --set costs names them."""
    said = shop.words.pairs("costs")
    if not said:
        return None
    shop.owners_alone()
    ids = shop.product_ids("costs", [name for name, _ in said])
    return pd.Series([cost for _, cost in said], index=pd.Index(ids, dtype="int64"), dtype="int64")


def _spend(shop: Shop, names: list[str], last: date) -> pd.DataFrame | None:
    """What was spent by source; one that brought nobody is added to the names."""
    said = shop.words.dated_pairs("spend", last)
    if not said:
        return None
    rows = []
    for name, day, amount in said:
        known = [place for place, one in enumerate(names) if one.casefold() == name.casefold()]
        if not known:
            names.append(name)
        rows.append((known[0] if known else len(names) - 1, day.toordinal(), amount))
    return pd.DataFrame(rows, columns=["source", "day", "amount"], dtype=np.int64)


def _fraction(text: str) -> float:
    whole, _, part = text.partition("/")
    return float(whole) / float(part) if part else float(whole)
