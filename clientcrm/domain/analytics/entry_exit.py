"""Entry and exit: after which goods, or employees, newcomers do not return and regulars leave (7.14).

Formulas: figures.entry-exit.entry, figures.entry-exit.exit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.contents import Contents, Ints, codes_of, contents
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales, in_force, purchase_days
from clientcrm.domain.analytics.stats import (
    LEAST_FOR_SHARE,
    Z95,
    Curve,
    benjamini_hochberg,
    fisher_two_sided,
    kaplan_meier,
    wilson,
)
from clientcrm.domain.analytics.together import at_least, share_of
from clientcrm.domain.errors import Invalid

By = Literal["product", "employee"]
Bools = NDArray[np.bool_]
# From so many on it may be said that no difference was seen.
_VERDICT_FROM = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntryExit(Figure):
    """Who came back after what, and who did not; one row of `groups` for each product or employee.

    groups: by (the id), n, seen, share (missing under 20 visits) with its 95 % interval low and high, rest_n,
    rest_seen, p (Fisher, two-sided, against the rest; 1 where it was not tried), significant (with at most `level` of
    false discoveries), verdict. Of
    entries: n first purchase days old enough to tell, seen = followed by another within the window. Of exits: n
    purchase days after the first, seen = followed by none.

    The verdict is few (under min_n: nothing was tried), open (nothing can be said yet), same (from 30 on, and no other
    share even taken alone), better, worse, or slow: fewer came back within the window, but later as many. `n` and
    `seen` of the figure are those of all; visits: client, day, seen of each; held: by, visit (its place in visits).
    curves: the return curves, own and of the rest, of what is worse or slow.
    """

    groups: pd.DataFrame
    seen: int
    visits: pd.DataFrame
    held: pd.DataFrame
    curves: Mapping[int, tuple[Curve, Curve]]

    def clients(self, by: int, *, seen: bool) -> Ints:
        """Who is behind a row: those counted as seen, or the others."""
        places = self.held.loc[self.held["by"] == by, "visit"].to_numpy()
        visits = self.visits.iloc[places]
        found: Ints = np.unique(visits.loc[visits["seen"] == seen, "client"].to_numpy(dtype=np.int64))
        return found


def entry(
    sales: Sales,
    as_of: date,
    *,
    by: By = "product",
    window: int = 90,
    min_n: int = 10,
    level: float | str = 0.05,
    baskets: Contents | None = None,
) -> EntryExit:
    """The first purchase days that lie at least `window` days back: which of them were followed by another in time.

    baskets: `contents` of the days, where they are at hand already.
    """
    window, least, false = at_least("window", window, 1), at_least("min_n", min_n, 1), float(share_of("level", level))
    held, days = _days(sales, as_of, by, baskets)
    first = days[days["number"] == 1]
    lasts = as_of.toordinal() - first["day"]
    mature = (lasts >= window).to_numpy()
    back = (first["next"] > 0) & (first["next"] <= window)
    visits = first.loc[mature, ["client", "day"]].assign(seen=back[mature])
    places = _places(held, visits.index.to_numpy())
    groups = _groups(places, visits["seen"].to_numpy(), least, false)
    firsts = _places(held, first.index.to_numpy())
    gap = first["next"].to_numpy()
    ended = gap > 0
    lasted = np.where(ended, gap, lasts)
    curves = {}
    for row in np.flatnonzero(groups["verdict"] == "worse").tolist():
        one = int(groups["by"].iloc[row])
        own = np.zeros(len(first), dtype=np.bool_)
        own[firsts.loc[firsts["by"] == one, "visit"]] = True
        curves[one] = (kaplan_meier(lasted[own], ended[own]), kaplan_meier(lasted[~own], ended[~own]))
        if _catches_up(*curves[one], window, least):
            groups.loc[row, "verdict"] = "slow"
    options = {"by": by, "window": window, "min_n": least, "level": false}
    return _figure("entry", as_of, options, groups, visits, places, curves)


def exits(
    sales: Sales,
    as_of: date,
    *,
    lost_after: int,
    by: By = "product",
    min_n: int = 10,
    level: float | str = 0.05,
    baskets: Contents | None = None,
) -> EntryExit:
    """The purchase days after a client's first that lie over `lost_after` days back: which were followed by none.

    baskets: `contents` of the days, where they are at hand already.
    """
    lost, least, false = at_least("lost_after", lost_after, 1), at_least("min_n", min_n, 1), share_of("level", level)
    held, days = _days(sales, as_of, by, baskets)
    exposed = days[(days["number"] >= 2) & (as_of.toordinal() - days["day"] > lost)]
    gone = ~((exposed["next"] > 0) & (exposed["next"] <= lost))
    visits = exposed[["client", "day"]].assign(seen=gone)
    places = _places(held, visits.index.to_numpy())
    groups = _groups(places, visits["seen"].to_numpy(), least, float(false))
    turned = {"better": "worse", "worse": "better"}  # to leave more often is what is worse
    groups["verdict"] = groups["verdict"].replace(turned)
    options = {"by": by, "lost_after": lost, "min_n": least, "level": float(false)}
    return _figure("exit", as_of, options, groups, visits, places, {})


def _figure(
    kind: str,
    as_of: date,
    options: Mapping[str, object],
    groups: pd.DataFrame,
    visits: pd.DataFrame,
    places: pd.DataFrame,
    curves: Mapping[int, tuple[Curve, Curve]],
) -> EntryExit:
    least = int(str(options["min_n"]))
    return EntryExit(
        name="entry-exit",
        as_of=as_of,
        n=len(visits),
        formula=f"figures.entry-exit.{kind}",
        options=options,
        not_enough=NotEnough("few_visits", len(visits), least) if len(visits) < least else None,
        groups=groups,
        seen=int(visits["seen"].sum()),
        visits=visits.reset_index(drop=True),
        held=places,
        curves=curves,
    )


def _days(sales: Sales, as_of: date, by: By, baskets: Contents | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each purchase day held (visit, by), and the days of clients of which that is known, by visit.

    days: client, day, number (1 for the first purchase day ever), next (days to the next one, 0 without).
    """
    if by not in ("product", "employee"):
        raise Invalid({"by": "unknown"})
    days = purchase_days(sales.receipts, as_of)
    days["number"] = days.groupby("client").cumcount() + 1
    days["next"] = (days.groupby("client")["day"].shift(-1, fill_value=0) - days["day"]).clip(lower=0)
    if by == "product":
        bought = contents(sales, as_of, "day") if baskets is None else baskets
        found = bought.items.join(bought.baskets, on="basket").rename(columns={"product": "by"})
    else:
        receipts = in_force(sales.receipts, as_of)
        served = receipts[(receipts["eff"] > 0) & (receipts["employee"] != NOBODY)]
        found = served.rename(columns={"employee": "by"})
    width = as_of.toordinal() + 1
    visit = pd.Index(days["client"] * width + days["day"]).get_indexer(pd.Index(found["client"] * width + found["day"]))
    held = pd.DataFrame({"visit": visit, "by": found["by"].to_numpy()}, dtype="int64")
    held = held[held["visit"] >= 0]
    held = held if by == "product" else held.drop_duplicates()
    return held, days[days.index.isin(held["visit"])]


def _places(held: pd.DataFrame, visits: Ints) -> pd.DataFrame:
    """What these visits held: by, and the place of the visit among them."""
    place = pd.Index(visits).get_indexer(pd.Index(held["visit"]))
    kept = place >= 0
    return pd.DataFrame({"by": held["by"].to_numpy()[kept], "visit": place[kept]}).astype("int64")


def _groups(places: pd.DataFrame, seen: Bools, least: int, level: float) -> pd.DataFrame:
    """Each product or employee against the rest of the visits; the smallest p first, then the most visits."""
    known, code = codes_of(places["by"].to_numpy(dtype=np.int64))
    n = np.bincount(code, minlength=len(known)).astype(np.int64)
    k = np.bincount(code[seen[places["visit"]]], minlength=len(known)).astype(np.int64)
    rest_n, rest_k = len(seen) - n, int(seen.sum()) - k
    tried = (n >= least) & (rest_n > 0)
    pairs = list(zip(k.tolist(), n.tolist(), strict=True))
    bounds = {pair: wilson(*pair) for pair in set(pairs)}
    total, all_seen = len(seen), int(seen.sum())
    chance = {  # of equal counts once
        (a, of): fisher_two_sided(a, of - a, all_seen - a, total - of - all_seen + a)
        for a, of in set(pairs)
        if least <= of < total
    }
    p = np.array([chance.get(pair, 1.0) for pair in pairs], dtype=np.float64)
    stands = np.zeros(len(known), dtype=np.bool_)
    stands[tried] = benjamini_hochberg(p[tried], level)
    better = k * rest_n > rest_k * n
    calm = tried & (n >= _VERDICT_FROM) & (p > level)
    verdict = np.where(stands, np.where(better, "better", "worse"), np.where(calm, "same", "open"))
    verdict = np.where(n < least, "few", verdict)
    frame = pd.DataFrame(
        {
            "by": known,
            "n": n,
            "seen": k,
            "share": pd.array((k / np.maximum(1, n)).tolist(), dtype="Float64"),
            "low": np.array([bounds[pair][0] for pair in pairs], dtype=np.float64),
            "high": np.array([bounds[pair][1] for pair in pairs], dtype=np.float64),
            "rest_n": rest_n,
            "rest_seen": rest_k,
            "p": p,
            "significant": stands,
            "verdict": pd.Series(verdict, dtype="str"),
        }
    )
    frame.loc[frame["n"] < LEAST_FOR_SHARE, "share"] = pd.NA
    return frame.sort_values(["p", "n", "by"], ascending=[True, False, True], ignore_index=True)


def _catches_up(own: Curve, rest: Curve, window: int, least: int) -> bool:
    """Whether, after the window and as long as so many are watched in both, no fewer come back than of the rest."""
    watched = [int(curve.times[curve.at_risk >= least].max(initial=0)) for curve in (own, rest)]
    far = min(watched)
    if far <= window:
        return False
    doubt: float = Z95 * (_variance(own, far) + _variance(rest, far)) ** 0.5
    return bool(own.ended_by(far) + doubt >= rest.ended_by(far))


def _variance(curve: Curve, time: int) -> float:
    """Greenwood's variance of the share that has ended by then."""
    past = (curve.times <= time) & (curve.at_risk > curve.ended)
    at_risk, ended = curve.at_risk[past].astype(np.float64), curve.ended[past]
    return float((1.0 - curve.ended_by(time)) ** 2 * (ended / (at_risk * (at_risk - ended))).sum())
