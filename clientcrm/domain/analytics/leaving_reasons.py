"""Why clients left: how many for which reason, the most frequent first, what they brought, who served them.

Observations are the clients who are lost or of whom a reason is written down. Formula key: figures.leaving-reasons.
NotEnough: no_reasons (nobody's reason is known).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.stats import LEAST_FOR_SHARE
from clientcrm.domain.leaving_reasons import NATURAL

NAME, FORMULA = "leaving-reasons", "figures.leaving-reasons"
UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LeavingReasons(Figure):
    """known: clients whose reason is written down; natural: those of them whom nobody could have kept.

    reasons: by reason, the most frequent first: clients, share and running share of the known (missing under 20 of
    them), money (minor units: what a year with them brought), natural. employees: reason, employee, clients, the most
    frequent first; employee "" where nobody is named. behind: client, reason ("": not written down), employee, money.
    """

    known: int
    natural: int
    reasons: pd.DataFrame
    employees: pd.DataFrame
    behind: pd.DataFrame

    def ids(self, reason: str, employee: str | None = None) -> NDArray[np.int64]:
        """Who left for this reason, or for one that nobody wrote down (""), ascending; of all employees or of one."""
        chosen = self.behind["reason"] == reason
        if employee is not None:
            chosen &= self.behind["employee"] == employee
        return np.sort(self.behind.loc[chosen, "client"].to_numpy(dtype=np.int64))


def leaving_reasons(
    people: pd.DataFrame, lost: Collection[int], as_of: date, money: pd.Series[int] | None = None
) -> LeavingReasons:
    """Count the reasons of those who left.

    people: by client id, reason ("" where none is written down) and employee (a name). lost: the clients of status
    lost. money: what a year with each brought, by client id; nothing where it is missing.
    """
    chosen = people[(people["reason"] != UNKNOWN) | people.index.isin(list(lost))].sort_index()
    brought = pd.Series(dtype="int64") if money is None else money
    behind = pd.DataFrame(
        {
            "client": chosen.index.to_numpy(dtype=np.int64),
            "reason": chosen["reason"].to_numpy(dtype=object),
            "employee": chosen["employee"].to_numpy(dtype=object),
            "money": brought.reindex(chosen.index).fillna(0).to_numpy(dtype=np.int64),
        }
    )
    known = behind[behind["reason"] != UNKNOWN]
    return LeavingReasons(
        name=NAME,
        as_of=as_of,
        n=len(behind),
        formula=FORMULA,
        not_enough=None if len(known) else NotEnough("no_reasons", 0, 1),
        known=len(known),
        natural=int(known["reason"].isin(list(NATURAL)).sum()),
        reasons=_pareto(known),
        employees=_crossed(known),
        behind=behind,
    )


def _pareto(known: pd.DataFrame) -> pd.DataFrame:
    by_reason = known.groupby("reason")["money"].agg(["count", "sum"])
    found = by_reason.rename(columns={"count": "clients", "sum": "money"}).astype("int64").reset_index()
    found = found.sort_values(["clients", "money", "reason"], ascending=[False, False, True], ignore_index=True)
    few = len(known) < LEAST_FOR_SHARE
    shares = {
        name: pd.Series([None if few else count / len(known) for count in counts], dtype="Float64")
        for name, counts in (("share", found["clients"].tolist()), ("running", found["clients"].cumsum().tolist()))
    }
    natural = found["reason"].isin(list(NATURAL))
    return found.assign(**shares, natural=natural).set_index("reason")


def _crossed(known: pd.DataFrame) -> pd.DataFrame:
    counted = known.groupby(["reason", "employee"])["client"].count().rename("clients").astype("int64").reset_index()
    return counted.sort_values(["clients", "reason", "employee"], ascending=[False, True, True], ignore_index=True)
