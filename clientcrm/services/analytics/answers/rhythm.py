"""How clients come and go: the return curve, newcomers, flows, cohorts, average checks, intervals."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.averages import AverageCheck, average_check, by_class, by_employee, by_product
from clientcrm.domain.analytics.cohorts import cohorts
from clientcrm.domain.analytics.conversion import Conversion, conversion, first_employees, first_products
from clientcrm.domain.analytics.flow import EVENTS, flow
from clientcrm.domain.analytics.history import NOBODY
from clientcrm.domain.analytics.intervals import intervals, rich_and_rare
from clientcrm.domain.analytics.new_existing import KINDS, STAGES, NewExisting, new_existing
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.analytics.rhythm import LEAST_RETURNS
from clientcrm.services.analytics.plain import Plain, curve_rows, not_enough, rows, told
from clientcrm.services.analytics.shop import Shop

PERIODS = ("week", "month", "quarter", "year")
# What a newcomer who had the time did.
_CAME = ("converted", "leaked")


def return_curve_of(shop: Shop) -> Plain:
    """How soon clients come again, and after which silence they are lost."""
    found = shop.curve
    named = ("dropped", "history", "typical", "source", "curve_says", "gaps", "gap_median", "gap_mean", "gap_p80")
    numbers = {name: getattr(found, name) for name in (*named, "gap_p90", "interval_mean", "interval_median")}
    numbers["source"] = shop.words.used["L_source"]
    most: float | None = found.curve.most
    if found.gaps < LEAST_RETURNS:  # of three gaps nobody knows the longest tenth
        most = numbers["gap_p80"] = numbers["gap_p90"] = None
    return told(found, L=found.lost_after, most=most, **numbers, curve=curve_rows(found.curve))


def conversion_of(shop: Shop) -> Plain:
    """How many newcomers came again in time."""
    window = shop.words.whole("W", 90)
    by = shop.words.choice("by", ("none", "source", "product", "employee"), "none")
    groups, names = _first_groups(shop, by)
    found = conversion(shop.receipts, shop.as_of, window=window, groups=groups, days=shop.days)
    kinds = ("converted", "leaked", "young")
    return told(
        found,
        second=found.second,
        third=found.third,
        naive=_share(int((shop.found["n"] >= 2).sum()), len(shop.found)),
        people=[
            {"group": kind, "clients": len(ids), "ids": shop.ids(ids)} for kind in kinds for ids in [found.ids(kind)]
        ],
        steps=[row | _step_ids(shop, found, row["number"]) for row in rows(found.steps)],
        cohorts=_cohort_rows(shop, found),
        groups=_group_rows(shop, found, names),
        curve=curve_rows(found.curve),
    )


def flow_of(shop: Shop) -> Plain:
    """Who came, came back and was lost, period by period, with the balance."""
    period = shop.words.choice("period", ("week", "month", "year"), "month")
    since = shop.words.day("since")
    lost_after = shop.curve.lost_after
    found = flow(shop.receipts, shop.as_of, lost_after=lost_after, period=period, since=since, days=shop.days)
    periods = []
    for start, row in zip(found.periods.index.tolist(), rows(found.periods, ("period",)), strict=True):
        cells = (*EVENTS, "opening", "closing")
        periods.append(row | {"ids": {what: shop.ids(found.ids(int(start), what)) for what in cells}})
    return told(found, L=lost_after, periods=periods)


def cohorts_of(shop: Shop) -> Plain:
    """Clients by the period of their first purchase."""
    found = cohorts(shop.receipts, shop.as_of, period=shop.words.choice("period", PERIODS, "month"), days=shop.days)
    behind = found.behind.groupby(["cohort", "k"])["client"]
    ids: dict[Any, Any] = {key: group.to_numpy() for key, group in behind}
    cells = [
        row | {"ids": shop.ids(ids.get(key, ()))}
        for key, row in zip(found.cells.index.tolist(), rows(found.cells, ("cohort",)), strict=True)
    ]
    table = found.table().rename_axis(columns=None)
    lines = [
        {"cohort": row["cohort"], "clients": [value for key, value in row.items() if key != "cohort"]}
        for row in rows(table, ("cohort",))
    ]
    return told(found, table=lines, cells=cells)


def average_check_of(shop: Shop) -> Plain:
    """Mean and median of the receipts, by period and by group."""
    since = shop.words.day("since")
    period = shop.words.choice("period", PERIODS, "month")
    by = shop.words.choice("by", ("none", "employee", "product", "status", "segment"), "none")
    groups, names = _receipt_groups(shop, by)
    found = average_check(shop.receipts, shop.as_of, since=since, period=period, groups=groups)
    few = {}
    if by == "segment" and shop.scored.not_enough is not None:  # there are none to be told by
        few = {"not_enough_data": not_enough(shop.scored.not_enough)}
    return told(
        found,
        **few,
        mean=found.mean,
        median=found.median,
        total=found.total,
        mean_without=found.mean_without,
        outliers=shop.receipt_ids(found.outliers),
        trend=_trend_rows(shop, found),
        groups=_check_rows(shop, found, names),
    )


def new_existing_of(shop: Shop) -> Plain:
    """Sales by newcomers and by those who had bought before."""
    period = shop.words.choice("period", PERIODS, "month")
    since = shop.words.day("since")
    moments = pd.to_datetime(shop.people["created_at"], format="ISO8601", utc=True).dt.tz_convert(shop.zone)
    registered = {int(client): at.toordinal() for client, at in zip(moments.index, moments.dt.date, strict=True)}
    found = new_existing(shop.receipts, shop.as_of, period=period, since=since, registered=registered, days=shop.days)
    money = {kind: f"{kind}_money" for kind in (*KINDS, "all")}
    first = since.toordinal() if since else None
    return told(
        found,
        **{money[kind]: found.sums[kind] for kind in KINDS},
        repeat_share=found.repeat_share,
        stages=[
            {"stage": stage, "clients": found.stages[stage], "ids": shop.ids(found.ids(stage, first))}
            for stage in STAGES
        ],
        periods=_stage_rows(shop, found, found.periods.rename(columns=money)),
    )


def intervals_of(shop: Shop) -> Plain:
    """The own interval of everybody who came twice."""
    found = intervals(shop.receipts, shop.as_of, curve=shop.curve, days=shop.days, found=shop.found)
    return told(found, median_days=found.median, typical=shop.curve.typical, clients=shop.clients(found.clients))


def rich_and_rare_of(shop: Shop) -> Plain:
    """Who pays much at a time and comes more seldom than is usual here."""
    share = shop.words.whole("share", 25, 1, 100)
    found = rich_and_rare(shop.receipts, shop.as_of, share=share, curve=shop.curve, days=shop.days, found=shop.found)
    return told(found, limit=found.limit, typical=found.typical, clients=shop.clients(found.clients))


def _share(k: int, n: int) -> float | None:
    return k / n if n else None


def _cohort_rows(shop: Shop, found: Conversion) -> list[Plain]:
    """Each cohort within each number of days, with who came again in time and who did not."""
    told = rows(found.cohorts, ("cohort",))
    starts = pd.Series(period_starts(period_numbers(found.clients["first"], "month"), "month"), found.clients.index)
    clients = found.clients.index.to_series()
    ids = {limit: shop.ids_by(clients, starts, found.standing(limit)) for limit in found.cohorts["within"].unique()}
    for row, start in zip(told, found.cohorts["cohort"].tolist(), strict=True):
        row["ids"] = {kind: ids[row["within"]].get((start, kind), []) for kind in _CAME}
    return told


def _group_rows(shop: Shop, found: Conversion, names: dict[Any, str]) -> list[Plain]:
    told = rows(found.groups)
    if told:
        standing = found.members["client"].map(found.standing())
        ids = shop.ids_by(found.members["client"], found.members["group"], standing)
        for row in told:
            row["ids"] = {kind: ids.get((row["group"], kind), []) for kind in _CAME}
    return [row | {"group": names.get(row["group"], "")} for row in told]


def _trend_rows(shop: Shop, found: AverageCheck) -> list[Plain]:
    """Each period with its receipts."""
    told = rows(found.trend, ("period",))
    starts = found.trend.index.to_numpy(dtype=np.int64)
    place = np.searchsorted(starts, found.behind["day"].to_numpy(dtype=np.int64), side="right") - 1
    ids = _receipts_by(shop, found.behind["receipt"], place)
    return [row | {"ids": ids.get(number, [])} for number, row in enumerate(told)]


def _check_rows(shop: Shop, found: AverageCheck, names: dict[Any, str]) -> list[Plain]:
    """Each group with its receipts."""
    told = rows(found.groups)
    counted = found.members[found.members["receipt"].isin(found.behind["receipt"])]
    ids = _receipts_by(shop, counted["receipt"], counted["group"].to_numpy())
    return [row | {"group": names.get(row["group"], row["group"]), "ids": ids.get(row["group"], [])} for row in told]


def _receipts_by(shop: Shop, receipts: pd.Series[int], of: Any) -> dict[Any, list[int]]:
    parts = receipts.groupby(of)
    return {cell: shop.receipt_ids(np.sort(part.to_numpy(dtype=np.int64))) for cell, part in parts}


def _stage_rows(shop: Shop, found: NewExisting, periods: pd.DataFrame) -> list[Plain]:
    """Each period with who reached which stage in it."""
    told = rows(periods, ("period",))
    starts = [*found.periods.index.tolist(), shop.as_of.toordinal() + 1]
    for row, (start, after) in zip(told, pairwise(starts), strict=True):
        row["ids"] = {stage: shop.ids(found.ids(stage, start, after - 1)) for stage in STAGES}
    return told


def _step_ids(shop: Shop, found: Conversion, number: int) -> Plain:
    return {"ids": {kind: shop.ids(found.step_ids(number, kind)) for kind in ("converted", "leaked")}}


def _first_groups(shop: Shop, by: str) -> tuple[pd.DataFrame | None, dict[Any, str]]:
    """Clients by the source, product or employee of their first purchase, and the names of these."""
    if by == "product":
        return first_products(shop.sales, shop.as_of, shop.days), dict(shop.products)
    if by == "employee":
        return first_employees(shop.receipts, shop.as_of, shop.days), dict(enumerate(shop.employees))
    if by == "source":
        codes, names = pd.factorize(shop.people["source"].to_numpy(dtype=object))
        frame = pd.DataFrame({"client": shop.people.index.to_numpy(dtype=np.int64), "group": codes.astype(np.int64)})
        return frame, {place: str(name) for place, name in enumerate(names)}
    return None, {}


def _receipt_groups(shop: Shop, by: str) -> tuple[pd.DataFrame | None, dict[Any, str]]:
    if by == "product":
        return by_product(shop.sales, shop.as_of), dict(shop.products)
    if by == "employee":
        return by_employee(shop.receipts), {NOBODY: "", **dict(enumerate(shop.employees))}
    if by == "status":
        return by_class(shop.receipts, shop.statuses.clients["status"]), {}
    if by == "segment":
        return by_class(shop.receipts, shop.scored.clients["segment"]), {}
    return None, {}
