"""A figure asked for by name: rights, options, the whole base, the answer in plain numbers, an entry in the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select

from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import NotFound, WriterBusy
from clientcrm.services.analytics.answers import goods, money, people, rhythm
from clientcrm.services.analytics.option_words import OptionWords
from clientcrm.services.analytics.plain import Plain, plain
from clientcrm.services.analytics.shop import Shop
from clientcrm.services.gate import Gate

_SHARES: Final = ("min_support", "min_count", "min_confidence", "level")
# Each figure with the options that it knows.
ANSWERS: Final[dict[str, tuple[Callable[[Shop], Plain], tuple[str, ...]]]] = {
    "summary": (people.summary_of, ("L",)),
    "status": (people.status_of, ("L",)),
    "rfm": (people.rfm_of, ("window", "levels", "recency", "purchases", "money")),
    "abc-xyz": (people.abc_xyz_of, ("L", "basis", "mode", "period", "window", "shares", "variation")),
    "return-curve": (rhythm.return_curve_of, ("L",)),
    "conversion": (rhythm.conversion_of, ("W", "by")),
    "flow": (rhythm.flow_of, ("L", "period", "since")),
    "cohorts": (rhythm.cohorts_of, ("period",)),
    "average-check": (rhythm.average_check_of, ("L", "by", "period", "since")),
    "lifetime": (money.lifetime_of, ("H", "L")),
    "potential": (money.potential_of, ("H", "margin", "discount", "fits")),
    "baskets": (goods.baskets_of, ("basis", *_SHARES)),
    "sequences": (goods.sequences_of, ("min_n", "min_support", "min_count", "within", "level")),
    "entry-exit": (goods.entry_exit_of, ("W", "L", "by", "min_n", "level")),
    "sources": (money.sources_of, ("spend", "costs", "since", "until")),
    "plan": (money.plan_of, ("plan", "since", "until", "profile", "employee")),
    "anomalies": (money.anomalies_of, ("period", "measure", "lowest", "highest")),
    "portrait": (people.portrait_of, ("L", "rare")),
    "products": (
        goods.products_of,
        ("L", "basis", "period", "window", "costs", "idle_after", "shares", "variation"),
    ),
    "new-existing": (rhythm.new_existing_of, ("period", "since")),
    "forecast": (money.forecast_of, ("period", "ahead")),
    "lost-money": (money.lost_money_of, ("H", "L", "status")),
    "leaving-reasons": (people.leaving_reasons_of, ("L",)),
    "tiers": (people.tiers_of, ("L", "ladder", "demote", "grace")),
    "intervals": (rhythm.intervals_of, ("L",)),
    "rich-and-rare": (rhythm.rich_and_rare_of, ("L", "share")),
    "reward": (money.reward_of, ("since", "from")),
    "cross-sell": (goods.cross_sell_of, ("bought", "never", "quiet", *_SHARES)),
}


def ask(gate: Gate, name: str, as_of: date | None, options: Mapping[str, str]) -> Plain:
    """A figure over the whole base as of a day (today), for whoever may see every sum; ids of visible clients alone.

    NotFound for a name that is none, Invalid with the name of an option that does not hold.
    """
    gate.require_whole(Permission.SEE_SUMS)
    if name not in ANSWERS:
        raise NotFound("figure", name)
    answer, known = ANSWERS[name]
    words = OptionWords(options, known, gate.today())
    if "L" in words:  # a figure may come to do without it
        words.whole_or_none("L")
    with gate.read(Permission.VIEW_CLIENTS) as session:
        # As any list is read: rows taken whole would pass by the narrowing to what the person may see.
        seen = frozenset(session.scalars(select(Client.id).where(~Client.trashed)))
    with gate.whole_base() as session:
        found = answer(Shop(gate, session, as_of or gate.today(), words, seen))
    reckoned_with = found["options"]
    said = {name: plain(value) for name, value in words.used.items()}
    found["options"] = said | reckoned_with | {name: value for name, value in said.items() if value is not None}
    _enter(gate, name)
    return found


def _enter(gate: Gate, name: str) -> None:
    """That it was asked for stays in the journal."""
    try:
        with gate.write(Permission.SEE_SUMS, "figures.asked", "figures") as session:
            gate.note(session, name=name)
    except WriterBusy:  # an import is being written: the entry comes after it, without the name
        gate.remember("figures.asked")
