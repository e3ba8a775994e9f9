"""The figures that are kept with each client, all at once: rhythm, scores, classes, and what may be expected of them.

Formula keys: those of the figures it is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from clientcrm.domain.analytics import gamma_gamma, mbg_nbd
from clientcrm.domain.analytics.abc_xyz import classes_alone
from clientcrm.domain.analytics.history import histories, purchase_days
from clientcrm.domain.analytics.next_need import NOTHING, next_needs
from clientcrm.domain.analytics.rfm import rfm
from clientcrm.domain.analytics.rhythm import ReturnCurve, return_curve, statuses
from clientcrm.domain.analytics.runs import lengths_of, starts_of, sums_of
from clientcrm.domain.scores import RfmLimits

YEAR = 365


@dataclass(frozen=True, slots=True, eq=False)
class ClientFiguresFrame:
    """`clients`: by client id with a purchase day, the columns below; curve, model and checks: what they follow from.

    status, regular, returned, recency_score, frequency_score, money_score (missing under 15 clients), segment, abc,
    xyz, interval (days), due and late (day ordinals), visit_chance (within `horizon` days), expected_visits and
    expected_money (minor units) within a year; next_product and next_due (a day ordinal), both missing where the lines
    say nothing or were not given; next_because: the product that it is bought after, missing for an own rhythm.
    horizon: days, the lost threshold unless the owner set another.
    """

    clients: pd.DataFrame
    curve: ReturnCurve
    model: mbg_nbd.Model
    checks: gamma_gamma.GammaGamma | gamma_gamma.Shrunk
    horizon: int


def client_figures(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    lost_after: int | None = None,
    horizon: int | None = None,
    window: int | None = None,
    limits: RfmLimits | None = None,
    lines: pd.DataFrame | None = None,
) -> ClientFiguresFrame:
    """Reckon them; each option None leaves it to the sales: the return curve, the lost threshold, the whole history.

    limits: of the scores, for which each client is else held beside the others. lines: receipt, product and total, for
    what is needed next.
    """
    days = purchase_days(receipts, as_of)
    found = histories(receipts, as_of, days)
    curve = return_curve(receipts, as_of, lost_after=lost_after, days=days)
    horizon = horizon or curve.lost_after
    known = statuses(receipts, as_of, curve=curve, days=days, found=found).clients
    scored = rfm(receipts, as_of, window=window, limits=limits, found=found).clients
    classes = classes_alone(found, days, as_of)
    past = mbg_nbd.pasts(found, as_of.toordinal())
    model = mbg_nbd.fit(past).model
    visits = mbg_nbd.expected(model, past, YEAR / mbg_nbd.WEEK)
    checks, later = _checks(days)
    needs = None if lines is None else next_needs(receipts, lines, days, as_of).reindex(found.index)
    clients = pd.DataFrame(
        {
            "status": known["status"],
            "regular": known["regular"],
            "returned": known["returned"],
            "recency_score": scored["r"].reindex(found.index),
            "frequency_score": scored["f"].reindex(found.index),
            "money_score": scored["m"].reindex(found.index),
            "segment": scored["segment"].reindex(found.index, fill_value=""),
            "abc": classes["abc"],
            "xyz": classes["xyz"],
            "interval": known["personal"],
            "due": known["due"],
            "late": known["late"],
            "visit_chance": mbg_nbd.visit(model, past, horizon / mbg_nbd.WEEK),
            "expected_visits": visits,
            "expected_money": np.rint(visits * checks.check(past.x, later)).astype("int64"),
            "next_product": np.nan if needs is None else needs["product"],
            "next_due": np.nan if needs is None else needs["due"],
            "next_because": np.nan if needs is None else needs["because"].where(needs["because"] != NOTHING),
        },
        index=found.index,
    )
    return ClientFiguresFrame(clients, curve, model, checks, horizon)


def _checks(days: pd.DataFrame) -> tuple[gamma_gamma.GammaGamma | gamma_gamma.Shrunk, mbg_nbd.Vector]:
    """What a purchase day of a client comes to in the long run (ANALYTICS.md 7.10), and the mean of those so far.

    The first of each client is left out of their mean, which is 0 where no other came.
    """
    client, eff = days["client"].to_numpy(dtype=np.int64), days["eff"].to_numpy(dtype=np.int64)
    starts = starts_of(client)
    repeats = lengths_of(starts, len(client)) - 1
    mean = (sums_of(eff, starts) - eff[starts]) / np.maximum(repeats, 1)
    base = float(eff.mean()) if len(days) else 0.0
    return gamma_gamma.checks(repeats.astype(np.float64), mean, base), mean
