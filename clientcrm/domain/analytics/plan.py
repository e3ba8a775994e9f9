"""Plan and fact of a period, of the shop or of one employee: done, expected by now, where it leads, needed per day.

Formulas: figures.plan, figures.plan.weekdays. Observations are the receipts (refunds too) in the period. Money counts
on the day it was taken or given back. NotEnough: no_plan; the fact is there all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "plan", "figures.plan"
PROFILES = ("days", "weekdays")
WEEK, WEEKS = 7, 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanFact(Figure):
    """Money in minor units. `done` = fact / plan, `pace` = fact / expected by now, as shares; None: nothing to divide
    by, or the period has not begun. `gap`: what is missing; `needed`: what each day left must bring, rounded up;
    `profile`: how the days were weighed, which is "days" where the weekdays of eight weeks show nothing.
    """

    start: date
    end: date
    fact: int
    plan: int | None
    share: Fraction
    profile: str
    expected: int | None = None
    forecast: int | None = None
    done: float | None = None
    pace: float | None = None
    gap: int | None = None
    days_left: int = 0
    needed: int | None = None
    receipts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def plan_fact(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    start: date,
    end: date,
    plan: int | None,
    profile: str = "days",
    employee: int | None = None,
) -> PlanFact:
    """The period start..end (both included) as it stands on the evening of as_of.

    `profile`: whether its days count alike ("days") or as their weekdays sold in the last eight weeks ("weekdays").
    `employee`: the receipts of this one only.
    """
    _check(start, end, plan, profile)
    rows = receipts if employee is None else receipts[receipts["employee"] == employee]
    rows = rows[rows["day"] <= as_of.toordinal()]
    within = rows[(rows["day"] >= start.toordinal()) & (rows["day"] <= end.toordinal())]
    fact = int(within["total"].sum())
    weights = _weekdays(rows, as_of) if profile == "weekdays" else None
    share = _elapsed(start, end, as_of, weights)
    left = max(0, end.toordinal() - max(as_of.toordinal(), start.toordinal() - 1))
    forecast = _rounded(fact / share) if share else None
    figure = PlanFact(
        name=NAME, as_of=as_of, n=len(within), formula=FORMULA if weights is None else f"{FORMULA}.weekdays",
        options={"start": start, "end": end, "profile": profile, "employee": employee},
        not_enough=None if plan else NotEnough("no_plan", 0, 1),
        start=start, end=end, fact=fact, plan=plan, share=share, profile="days" if weights is None else "weekdays",
        forecast=forecast, days_left=left, receipts=np.sort(within["receipt"].to_numpy(dtype=np.int64)),
    )  # fmt: skip
    return _against(figure, plan) if plan else figure


def _against(figure: PlanFact, plan: int) -> PlanFact:
    gap = max(0, plan - figure.fact)
    expected = plan * figure.share
    return PlanFact(
        name=figure.name, as_of=figure.as_of, n=figure.n, formula=figure.formula, options=figure.options,
        start=figure.start, end=figure.end, fact=figure.fact, plan=plan, share=figure.share, profile=figure.profile,
        forecast=figure.forecast, days_left=figure.days_left, receipts=figure.receipts,
        expected=_rounded(expected), done=figure.fact / plan,
        pace=float(figure.fact / expected) if expected else None,
        gap=gap, needed=-(-gap // figure.days_left) if figure.days_left else None,
    )  # fmt: skip


def _elapsed(start: date, end: date, as_of: date, weights: list[int] | None) -> Fraction:
    """The share of the period that has passed, its days weighed."""
    if as_of >= end:
        return Fraction(1)
    days = range(start.toordinal(), end.toordinal() + 1)
    weigh = [weights[(day - 1) % WEEK] if weights else 1 for day in days]
    passed = sum(weight for day, weight in zip(days, weigh, strict=True) if day <= as_of.toordinal())
    whole = sum(weigh)
    return Fraction(passed, whole) if whole else Fraction(0)


def _weekdays(rows: pd.DataFrame, as_of: date) -> list[int] | None:
    """What each weekday from Monday brought in the eight weeks up to as_of; None where that is nothing."""
    today = as_of.toordinal()
    recent = rows[(rows["day"] > today - WEEKS * WEEK) & (rows["day"] <= today)]
    by_weekday = recent.groupby((recent["day"] - 1) % WEEK)["total"].sum()
    weights = [max(0, int(by_weekday.get(weekday, 0))) for weekday in range(WEEK)]
    return weights if sum(weights) else None


def _rounded(amount: Fraction) -> int:
    """Half up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def _check(start: date, end: date, plan: int | None, profile: str) -> None:
    wrong = {}
    if start > end:
        wrong["end"] = "before_start"
    if plan is not None and plan < 0:
        wrong["plan"] = "out_of_range"
    if profile not in PROFILES:
        wrong["profile"] = "unknown"
    if wrong:
        raise Invalid(wrong)
