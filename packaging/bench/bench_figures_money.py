"""Figures of money on CDNOW and Online Retail: fits beside lifetimes', forecasts beside what came, known values."""

from __future__ import annotations

import importlib.util
import math
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd
from made import SHARED
from report import Report
from retail import RETAIL_DAY, online_retail

from clientcrm.domain.analytics import gamma_gamma
from clientcrm.domain.analytics.anomalies import anomalies
from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.forecast import forecast
from clientcrm.domain.analytics.history import NOBODY, RECEIPTS, histories, purchase_days
from clientcrm.domain.analytics.lifetime import calibration, lifetime
from clientcrm.domain.analytics.lost_money import lost_money
from clientcrm.domain.analytics.mbg_nbd import Fit, Pasts, expected, fit, pasts
from clientcrm.domain.analytics.potential import potential
from clientcrm.domain.analytics.rhythm import return_curve, statuses

Made = TypeVar("Made")
# What is compared, ours, the known value, within which distance.
Golden = tuple[str, float | None, float, float]
CDNOW = SHARED / "analytics" / "cdnow"
CDNOW_DAY, CDNOW_END = date(1997, 9, 30), date(1998, 6, 30)
NOT_INSTALLED = "requirements-oracles.txt is not installed"
WEEKS = 39
TIMES = 5
# The fit must be so many times cheaper than lifetimes'.
FASTER = 5


def run(report: Report) -> None:
    """Each part timed, beside lifetimes where that is installed; every known value must come out."""
    if not CDNOW.exists():
        report.leave_out("figures of money", "the shared data are not here")
        return
    wrong = count = 0
    for part in (_sample, _master, _retail):
        for what, ours, known, within in part(report):
            fits = ours is not None and math.isclose(ours, known, rel_tol=0, abs_tol=within)
            wrong, count = wrong + (not fits), count + 1
            print(f"    {'' if fits else 'DIFFERS  '}{what}: {ours} ({known})", flush=True)
    report.add("known values that differ", wrong, f"of {count}", target=0)


def _sample(report: Report) -> Iterator[Golden]:
    """The 2,357 clients that the models were published with."""
    frame = pd.read_csv(CDNOW / "cdnow_customers_summary_with_transactions.csv")
    known = Pasts.of(frame["x"], frame["t_x"], frame["T"])
    for name, bg, theirs, parameters, likelihood in (
        ("BG/NBD", True, "BetaGeoFitter", (0.242593, 4.413531, 0.792886, 2.425753), -9582.42556),
        ("MBG/NBD", False, "ModifiedBetaGeoFitter", (0.524838, 6.182993, 0.891356, 1.613999), -9582.13268),
    ):
        found = _beside_lifetimes(report, f"{name} of {len(frame):,} clients", known, bg, theirs)
        yield from _parameters(f"{name} of the sample", found, parameters, likelihood)
    back = frame[frame["x"] > 0]
    money, spent = _timed(lambda: gamma_gamma.fit(back["x"], back["zbar"]), TIMES)
    ratio = None
    if importlib.util.find_spec("lifetimes"):
        from lifetimes import GammaGammaFitter

        ratio = spent / _timed(lambda: GammaGammaFitter().fit(back["x"], back["zbar"]), TIMES)[1]
    report.add("Gamma-Gamma of 946 who came back", spent * 1000, "ms CPU", ratio=ratio, beside="lifetimes")
    if money is None:
        raise RuntimeError("Gamma-Gamma found no parameters")
    for what, ours, value in zip("pqv", (money.p, money.q, money.v), (6.24879, 3.74459, 15.44780), strict=True):
        yield f"Gamma-Gamma {what}", ours, value, 1e-3 * value
    yield "its likelihood", gamma_gamma.log_likelihood(money, back["x"], back["zbar"]), -4055.92324, 1e-4


def _master(report: Report) -> Iterator[Golden]:
    """All 23,570 clients of the log: fitted to the end of September, told the next 39 weeks, and what came."""
    receipts = _log()
    known = pasts(histories(receipts, CDNOW_DAY), CDNOW_DAY.toordinal())
    found = _beside_lifetimes(report, f"BG/NBD of {len(known.x):,} clients", known, True, "BetaGeoFitter")
    yield from _parameters("BG/NBD of the log", found, (0.251624, 4.788943, 0.723434, 2.161088), -95368.4439)
    tried, spent = _timed(lambda: calibration(receipts, CDNOW_END, horizon=7 * WEEKS))
    if isinstance(tried, NotEnough):
        report.leave_out("the forecast for CDNOW checked", tried.reason)
        yield "a forecast that can be checked", None, 1, 0
        return
    report.add("told who of 23,570 comes in 39 weeks, and checked", spent, "s CPU")
    report.add("its squared error", tried.brier, "Brier", ratio=tried.brier / tried.base_brier, ratio_target=1.0,
               beside="one share for all")  # fmt: skip
    predicted = (0.104, 0.119, 0.130, 0.228, 0.610)
    seen = (0.152, 0.149, 0.167, 0.342, 0.691)
    for at, (one, said, came) in enumerate(zip(tried.fifths, predicted, seen, strict=True), 1):
        yield f"fifth {at}, told", one.predicted, said, 5e-3
        yield f"fifth {at}, came", one.seen, came, 5e-3
    yield "AUC", tried.auc, 0.754, 5e-3


def _retail(report: Report) -> Iterator[Golden]:
    """A wholesale and gift shop: no client to speak of ever leaves after a visit, a = 0.013."""
    shop = online_retail()
    if shop is None:
        report.leave_out("Online Retail", "the shared data are not here")
        return
    receipts = shop.receipts
    known = pasts(histories(receipts, RETAIL_DAY), RETAIL_DAY.toordinal())
    found, spent = _timed(lambda: fit(known), TIMES)
    report.add(f"MBG/NBD with the prior, {len(known.x):,} clients", spent * 1000, "ms CPU")
    yield from _parameters("Online Retail", found, (0.827984, 9.815233, 0.013426, 6.963392), -37651.159547)
    yield "visits in 26 weeks", float(expected(found.model, known, 26).sum()), 9419.517, 10.0
    curve = return_curve(receipts, RETAIL_DAY)
    classes = statuses(receipts, RETAIL_DAY, curve=curve).clients["status"]
    total = 0.0
    whole: tuple[tuple[str, Callable[[], object]], ...] = (
        ("who comes back within 174 days, checked", lambda: lifetime(receipts, RETAIL_DAY, horizon=174)),
        ("potential, 100 bases resampled", lambda: potential(receipts, RETAIL_DAY, horizon=182)),
        ("money lost", lambda: lost_money(receipts, RETAIL_DAY, classes, typical=curve.typical)),
        ("weeks out of the ordinary", lambda: anomalies(receipts, RETAIL_DAY)),
        ("trend and forecast", lambda: forecast(receipts, RETAIL_DAY)),
    )
    for what, make in whole:
        _, spent = _timed(make)
        total += spent
        report.add(what, spent, "s CPU")
    report.add("all of these", total, "s CPU", target=2.0)
    found_potential = potential(receipts, RETAIL_DAY, horizon=182, fits=0)
    if found_potential.backtest is not None:
        report.add("half a year told in June, over what came", found_potential.backtest.error, "of it")
    flags = {one.start: one for one in anomalies(receipts, RETAIL_DAY).flagged}
    for start, z in ((date(2011, 4, 25), -4.71), (date(2011, 9, 12), 3.96), (date(2011, 9, 19), 6.99)):
        yield f"week of {start}, z", flags[start].z if start in flags else None, z, 5e-3
    yield "weeks out of the ordinary", len(flags), 3, 0
    yield "days with trade in the first of them", flags[min(flags)].trading_days if flags else None, 4, 0


def _log() -> pd.DataFrame:
    """The log of CDNOW as receipts, one per line, in cents."""
    names = ["client", "date", "count", "amount"]
    frame = pd.read_csv(CDNOW / "CDNOW_master.txt", sep=r"\s+", header=None, names=names)
    if not str(frame["client"].iloc[0]).isdigit():
        frame = frame.iloc[1:]
    stamps = pd.to_datetime(frame["date"].astype(str), format="%Y%m%d").astype("datetime64[s]").astype("int64")
    made = pd.DataFrame(
        {
            "receipt": np.arange(len(frame)),
            "client": frame["client"].astype("int64").to_numpy(),
            "day": (stamps // 86_400 + date(1970, 1, 1).toordinal()).to_numpy(),
            "total": np.maximum((frame["amount"].astype(float) * 100).round().astype("int64").to_numpy(), 1),
            "sale": NOBODY,
            "employee": NOBODY,
        }
    )
    if len(purchase_days(made.astype(RECEIPTS), CDNOW_END)) == 0:
        raise RuntimeError("the log of CDNOW could not be read")
    return made.astype(RECEIPTS)


def _beside_lifetimes(report: Report, what: str, known: Pasts, bg: bool, theirs: str) -> Fit:
    """The likeliest parameters, and how much less they took than lifetimes'."""
    found, spent = _timed(lambda: fit(known, bg=bg, prior=False), TIMES)
    if importlib.util.find_spec("lifetimes") is None:
        report.add(what, spent * 1000, "ms CPU")
        report.leave_out(f"{what}: ratio to lifetimes", NOT_INSTALLED)
        return found
    import lifetimes

    fitter = getattr(lifetimes, theirs)
    other, took = _timed(lambda: fitter().fit(known.x, known.t_x, known.age), TIMES)
    if not math.isclose(other.params_["alpha"], found.model.alpha, rel_tol=1e-2):
        raise RuntimeError(f"alpha {found.model.alpha}, and {other.params_['alpha']} by lifetimes")
    report.add(what, spent * 1000, "ms CPU", ratio=spent / took, ratio_target=1 / FASTER, beside="lifetimes")
    return found


def _parameters(name: str, found: Fit, parameters: tuple[float, ...], objective: float) -> Iterator[Golden]:
    model = found.model
    for what, ours, value in zip(
        ("r", "alpha", "a", "b"), (model.r, model.alpha, model.a, model.b), parameters, strict=True
    ):
        yield f"{name}: {what}", ours, value, max(1e-3 * value, 1e-3)
    yield f"{name}: likelihood", found.objective, objective, 1e-3


def _timed(make: Callable[[], Made], times: int = 1) -> tuple[Made, float]:
    """What is made, and the processor time it took: the least of several."""
    took = []
    for _ in range(times):
        start = time.process_time()
        made = make()
        took.append(time.process_time() - start)
    return made, min(took)
