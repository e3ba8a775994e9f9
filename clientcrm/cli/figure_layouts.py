"""What of each figure a person is shown: single numbers, then tables, as key:kind.

Kinds: n a number, f a number with a decimal, m money, e money that is expected alone, s a share, d a day, w a word of
the program, t a text as it is, u a text that may not have been given, y yes or no. Scripts get everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Part:
    """One number or column: its key and its kind."""

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbers of a figure, and its tables by key."""

    numbers: tuple[Part, ...]
    tables: tuple[tuple[str, tuple[Part, ...]], ...]


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(Part(*word.split(":")) for word in text.split())


def _layout(numbers: str, **tables: str) -> Layout:
    return Layout(_parts(numbers), tuple((key, _parts(columns)) for key, columns in tables.items()))


_CLIENT = "client:n code:t"
_PERCENT = "mature:n converted:n share:s low:s high:s"
_VISITS = "by_name:t n:n seen:n share:s low:s high:s verdict:w"
LAYOUTS: Final[dict[str, Layout]] = {
    "summary": _layout(
        "cards:n purchase_days:n receipts:n products:n first:d last:d sales:m refunds:m net_money:m of_clients:m "
        "of_potential:m anonymous:m mean:m median:m houses:n",
        people="group:w clients:n",
        house_clients="client:n name:t looks:w receipts:n of_all:n usual:f",
    ),
    "status": _layout("L:n L_source:w typical:n", statuses="status:w clients:n", flags="flag:w clients:n"),
    "rfm": _layout("", segments="segment:w clients:n money:m"),
    "abc-xyz": _layout(
        "",
        cells="abc:t xyz:t clients:n share_of_clients:s money:m share_of_money:s effort:n share_of_effort:s advice:w",
        classes="abc:t clients:n",
    ),
    "return-curve": _layout(
        "L:n source:w typical:n curve_says:n most:s gaps:n gap_median:f gap_mean:f gap_p80:f gap_p90:f",
        curve="days:n returned:s at_risk:n came:n",
    ),
    "conversion": _layout(
        "second:p third:p",
        steps=f"number:n {_PERCENT}",
        cohorts=f"cohort:d within:n {_PERCENT}",
        groups=f"group:u {_PERCENT}",
    ),
    "flow": _layout(
        "L:n", periods="period:d opening:n new:n returned:n lost:n closing:n churn:s all_money:m incomplete:y"
    ),
    "cohorts": _layout("", table="cohort:d clients:l"),
    "average-check": _layout(
        "mean:m median:m total:m mean_without:m",
        trend="period:d n:n mean:m median:m change:s incomplete:y",
        groups="group:w n:n total:m mean:m median:m",
    ),
    "lifetime": _layout(
        "H:n expected_visits:f claims:y",
        reasons="reason:w clients:n",
        clients=f"{_CLIENT} visit:s risk:s expected_visits:f reason:w",
    ),
    "potential": _layout(
        "H:n total:e low:e high:e expected_visits:f correlated:y",
        clients=f"{_CLIENT} expected_visits:f check:e value:e",
    ),
    "baskets": _layout(
        "needed:n",
        rules="left_name:t right_name:t together:n confidence:s lift:f",
        items="product_name:t baskets:n",
    ),
    "sequences": _layout(
        "",
        steps="now_name:t then_name:t together:n share:s lift:f significant:y",
        repeats="now_name:t together:n share:s lift:f significant:y",
        needs=f"{_CLIENT} product_name:t from_day:d day:d until_day:d state:w",
    ),
    "entry-exit": _layout("W:n L:n exit_n:n exit_seen:n", entry=_VISITS, exit=_VISITS),
    "sources": _layout("", lines="source:u new:n revenue:m spend:m cac:m profit:m romi:s age:f"),
    "plan": _layout(
        "start:d end:d plan:m fact:m done:s expected:m pace:s forecast_money:m gap_money:m days_left:n needed_money:m"
    ),
    "anomalies": _layout(
        "", flagged="start:d end:d value_money:m baseline_money:m value:n baseline:f flag:w trading_days:n"
    ),
    "portrait": _layout(
        "best:n auc:s", profile="trait:w value:w share_best:s share_rest:s stands:y", alike="client:n score:f"
    ),
    "products": _layout(
        "unassigned:m",
        products="product_name:t revenue:m share:s clients:n abc:t xyz:w last:d",
        idle="product_name:t last:d silent:n revenue:m",
        candidates=f"product_name:t {_CLIENT} reason:w affinity:s",
    ),
    "new-existing": _layout(
        "first_money:m repeat_money:m anonymous_money:m other_money:m refunds_money:m repeat_share:s",
        stages="stage:w clients:n",
        periods="period:d all_money:m first_money:m repeat_money:m repeat_share:s incomplete:y",
    ),
    "forecast": _layout(
        "way:w usual_error:s slope:m certain:y",
        coming="start:d end:d expected:e low:e high:e",
        seen="start:d end:d revenue:m year_ago:m growth:s",
    ),
    "lost-money": _layout(
        "H:n L:n money:m rate:m came_once:n", clients=f"{_CLIENT} recency:n interval:f check:m missed:n money:m"
    ),
    "tiers": _layout("changed:n", tiers="tier:w before:n after:n"),
    "intervals": _layout("median_days:f typical:n", clients=f"{_CLIENT} n:n recency:n interval:f trend:w check:m"),
    "reward": _layout(
        "start:d at_least:m difference:m low:m high:m verdict:w",
        groups="group:w n:n mean:m median:m total:m given:m reached:n share:s",
    ),
    "leaving-reasons": _layout(
        "known:n natural:n",
        reasons="reason:w clients:n share:s running:s money:m natural:y",
        employees="reason:w employee:u clients:n",
    ),
    "rich-and-rare": _layout("limit:m typical:n", clients=f"{_CLIENT} n:n interval:f check:m gain:m"),
    "cross-sell": _layout(
        "needed:n had:n",
        offers="product_name:t offer_name:t both:n confidence:s lift:f open:n check:m",
        clients=f"{_CLIENT} times:n last:d money:m",
    ),
}
