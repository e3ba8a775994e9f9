"""Who there is: the shop in numbers, statuses, scores, classes, tiers, the portrait of the best."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from itertools import product

import pandas as pd

from clientcrm.domain.analytics.abc_xyz import abc_xyz
from clientcrm.domain.analytics.classes import ABC, ClassLimits
from clientcrm.domain.analytics.conduct import ADVOCATE, TOXIC, conduct
from clientcrm.domain.analytics.leaving_reasons import leaving_reasons
from clientcrm.domain.analytics.lost_money import lost_money
from clientcrm.domain.analytics.periods import nearest_period
from clientcrm.domain.analytics.portrait import RARE, first_visit, portrait
from clientcrm.domain.analytics.rfm import rfm
from clientcrm.domain.analytics.rhythm import STATUSES
from clientcrm.domain.analytics.summary import summary
from clientcrm.domain.analytics.tier_rules import Rung
from clientcrm.domain.analytics.tiers import tiers
from clientcrm.domain.errors import Invalid
from clientcrm.domain.scores import RfmLimits
from clientcrm.domain.tier_rules import CARD, MONEY, PURCHASES, YEAR, Rule
from clientcrm.services.analytics.option_words import OptionWords
from clientcrm.services.analytics.plain import Plain, rows, told
from clientcrm.services.analytics.shop import Shop
from clientcrm.services.analytics.tried_tiers import ladder_of, people_frame
from clientcrm.services.houses import house_hints
from clientcrm.services.reckonings import houses_of
from clientcrm.services.tiers.asked import people_numbers
from clientcrm.services.tiers.scale import Scale, options_of, scale_of

PERIODS = ("week", "month", "quarter")
_MOST_VARIED = 1_000
_VISITS = re.compile(r"([0-9]{1,4})\s*(?:visits?|визит\w*)", re.IGNORECASE)


def summary_of(shop: Shop) -> Plain:
    """The shop in a few numbers."""
    found = summary(
        shop.sales,
        shop.as_of,
        everyone=shop.people.index.tolist(),
        status=shop.statuses.clients["status"],
        found=shop.found,
    )
    named = ("cards", "purchase_days", "receipts", "products", "first", "last", "sales", "refunds", "net")
    numbers = {name: getattr(found, name) for name in (*named, "of_clients", "of_potential", "anonymous")}
    people = [{"group": kind, "clients": len(ids), "ids": shop.ids(ids)} for kind, ids in found.people.items()]
    looks = [{**asdict(hint), "client": hint.client_id} for hint in house_hints(shop.session)]
    return told(
        found,
        **numbers,
        mean=found.mean,
        median=found.median,
        houses=len(houses_of(shop.session)),
        people=people,
        house_clients=[hint for hint in looks if shop.ids([hint["client"]])],
    )


def status_of(shop: Shop) -> Plain:
    """How many clients are active, new, at risk, lost, potential, and which."""
    found = shop.statuses
    counts = [{"status": name, "clients": found.counts[name], "ids": shop.ids(found.ids(name))} for name in STATUSES]
    flags = {name: shop.ids(found.flagged(name)) for name in ("regular", "returned")}
    said = told(
        found,
        L=found.curve.lost_after,
        L_source=shop.words.used["L_source"],
        typical=found.curve.typical,
        statuses=counts,
        flags=[{"flag": name, "clients": int(found.clients[name].sum()), "ids": ids} for name, ids in flags.items()],
        clients=shop.clients(found.clients, ("first", "last", "due", "late")),
    )
    if said["L_source"] == "reckoning":  # the shop's own limit, handed on from then
        said["formula"] = found.formula.removesuffix(".owner")
    return said


def rfm_of(shop: Shop) -> Plain:
    """Scores, the grid and the eleven segments."""
    window = shop.words.whole_or_none("window") or shop.owners.window
    levels = shop.words.whole_or_none("levels")
    if levels not in (None, 3, 5):
        raise Invalid({"levels": "three_or_five"})
    limits = _limits(shop.words)
    if limits is not None and levels is not None:
        raise Invalid({"levels": "beside_limits"})
    if levels is None and limits is None:
        limits = shop.owners.limits
    found = rfm(shop.receipts, shop.as_of, window=window, levels=levels, limits=limits, found=shop.found)
    shop.words.used |= {"window": window, "levels": found.options["levels"]}
    segments = [row | {"ids": shop.ids(found.ids(row["segment"]))} for row in _named(found.segments, "segment")]
    return told(
        found,
        segments=segments if len(found.clients) else [],
        cells=[
            {"recency_score": r, "frequency_score": f, "clients": len(ids), "ids": shop.ids(ids)}
            for r, f in product(range(5, 0, -1), range(1, 6))
            for ids in [found.cell(r, f)]
            if len(found.clients)
        ],
        clients=shop.clients(found.clients),
    )


def _limits(words: OptionWords) -> RfmLimits | None:
    """Fixed limits, four of each kind, where they are asked for: all three kinds or none."""
    recency, purchases, money = words.rising("recency"), words.rising("purchases"), words.rising("money", money=True)
    said = {"recency": recency, "purchases": purchases, "money": money}
    if recency and purchases and money:
        return RfmLimits(recency, purchases, money)
    if any(said.values()):
        raise Invalid({name: "missing" for name, limits in said.items() if limits is None})
    return None


def abc_xyz_of(shop: Shop) -> Plain:
    """The nine cells of money and frequency."""
    words = shop.words
    basis = words.choice("basis", ("net", "gross"), "net")
    mode = words.choice("mode", ("frequency", "variation"), "frequency")
    period, limits = class_options(shop)
    window = words.whole_or_none("window")
    found = abc_xyz(
        shop.receipts, shop.as_of, basis=basis, mode=mode, period=period, window=window,
        limits=limits, found=shop.found,
    )  # fmt: skip
    dealings = shop.dealings
    if window is not None:
        dealings = dealings[dealings["day"] > shop.as_of.toordinal() - window]
    beside = found.beside(dealings.groupby("client")["day"].count())
    cells = [row | {"ids": shop.ids(found.ids(row["abc"], row["xyz"]))} for row in rows(beside)]
    classes = [{"abc": one, "clients": int((found.clients["abc"] == one).sum())} for one in ABC]
    return told(found, classes=classes, cells=cells, clients=shop.clients(found.clients))


def class_options(shop: Shop) -> tuple[str, ClassLimits]:
    """The period of X, Y, Z, by default a month, or the one nearest to the shop's usual interval; where classes end."""
    words, usual = shop.words, ClassLimits()
    period = words.choice("period", (*PERIODS, "nearest"), "month")
    if period == "nearest":
        period = words.used["period"] = nearest_period(shop.curve.typical)
    shares, variation = words.two("shares", usual.shares), words.two("variation", usual.variation, _MOST_VARIED)
    return period, ClassLimits(shares, variation, shop.curve.lost_after)


def tiers_of(shop: Shop) -> Plain:
    """Where the rules of the loyalty scale would put everybody; nothing is changed."""
    scale = scale_of(shop.session)
    ladder, people, usual = _ladder(shop, scale), _people_on_tiers(shop, scale), options_of(shop.session)
    demote = shop.words.yes("demote") if "demote" in shop.words else usual.demote
    grace = shop.words.whole("grace", usual.grace, 0)
    known = [rung.key for rung in ladder]
    if "ladder" in shop.words:
        people["rung"] = people["rung"].where(people["rung"].isin(known), "")
    status = shop.statuses.clients["status"]
    found = tiers(
        shop.receipts, shop.as_of, people, status, ladder=ladder, demote=demote, grace=grace,
        states=scale.states(), found=shop.found,
    )  # fmt: skip
    shop.words.used |= {"demote": demote, "grace": grace}
    counts = _named(found.counts, "tier")
    return told(
        found,
        tiers=[row | {"ids": shop.ids(found.ids(row["tier"]))} for row in counts],
        changed=len(found.moves),
        clients=shop.clients(found.clients, ("deserved",)),
    )


def leaving_reasons_of(shop: Shop) -> Plain:
    """Why clients left, as staff wrote it down, the most frequent first; who served them; what a year brought."""
    statuses = shop.statuses
    status = statuses.clients["status"]
    brought = lost_money(
        shop.receipts, shop.as_of, status, typical=shop.curve.typical, found=shop.found, days=shop.days
    ).clients["rate"]
    found = leaving_reasons(shop.left, statuses.ids("lost").tolist(), shop.as_of, brought)
    return told(
        found,
        known=found.known,
        natural=found.natural,
        unknown_ids=shop.ids(found.ids("")),
        reasons=[row | {"ids": shop.ids(found.ids(row["reason"]))} for row in rows(found.reasons)],
        employees=[row | {"ids": shop.ids(found.ids(row["reason"], row["employee"]))} for row in rows(found.employees)],
    )


def portrait_of(shop: Shop) -> Plain:
    """What the best had in common on their first visit, who is like them, and hints on advocates and on who costs."""
    classes = abc_xyz(shop.receipts, shop.as_of, found=shop.found).clients
    best = classes.index[classes["abc"] == "A"].to_numpy()
    old = shop.found.index[(shop.as_of.toordinal() - shop.found["first"]) > shop.curve.lost_after]
    compared = old.union(pd.Index(best))
    traits = first_visit(shop.sales, shop.as_of, shop.people[["source", "city", "sex"]].assign(age=_ages(shop)))
    traits = traits.loc[traits.index.isin(compared)]
    found = portrait(traits, best.tolist(), shop.as_of, rare=shop.words.whole("rare", RARE))
    hints = conduct(shop.receipts, shop.as_of, pd.DataFrame(index=pd.Index([], dtype="int64")))
    profile = rows(found.profile)
    for row in profile:
        if row["value"] != "other" and row["trait"] == "first_product":
            row["value"] = shop.products.get(int(row["value"]), row["value"])
        if row["value"] != "other" and row["trait"] == "employee":
            row["value"] = shop.employee(row["value"])
    return told(
        found,
        best=found.best,
        best_ids=shop.ids(best),
        auc=found.auc,
        profile=profile,
        alike=[{"client": one, "score": float(found.scores[one])} for one in shop.ids(found.alike(best.tolist()))],
        advocates=shop.ids(hints.ids(ADVOCATE)),
        toxic=shop.ids(hints.ids(TOXIC)),
    )


def _ages(shop: Shop) -> pd.Series[str]:
    """How old each was in the year of the first purchase, by tens of years, "" where the year of birth is unknown."""
    first, bands = shop.found["first"].to_dict(), {}
    for client, born in shop.people["birth_year"].dropna().items():
        years = date.fromordinal(first[client]).year - int(born) if client in first else -1
        bands[client] = f"{years // 10 * 10}–{years // 10 * 10 + 9}" if years >= 0 else ""
    return pd.Series([bands.get(client, "") for client in shop.people.index], shop.people.index, dtype="object")


def _named(frame: pd.DataFrame, name: str) -> list[Plain]:
    return rows(frame.rename_axis(name))


def _ladder(shop: Shop, scale: Scale) -> tuple[Rung, ...]:
    """The shop's own ladder with its rules; or the one asked for: "base;regular:5 visits;gold:10000", of a year."""
    rungs = shop.words.words("ladder")
    if not rungs:
        return ladder_of(scale.ladder())
    found = []
    for words in rungs:
        key, _, at_least = (part.strip() for part in words.partition(":"))
        visits = _VISITS.fullmatch(at_least)
        if at_least and not visits and not at_least.isdecimal():
            raise Invalid({"ladder": "not_a_number"})
        if visits:
            found.append(Rung(key, Rule(PURCHASES, int(visits[1]), YEAR)))
        else:
            found.append(Rung(key, Rule(MONEY, int(at_least) * 100, YEAR) if at_least else Rule(CARD)))
    return tuple(found)


def _people_on_tiers(shop: Shop, scale: Scale) -> pd.DataFrame:
    """Everybody as the rules of the scale look at them, with what is noted of their tiers."""
    people = people_frame(people_numbers(shop.session, scale), scale)
    return people[people.index.isin(shop.people.index)]
