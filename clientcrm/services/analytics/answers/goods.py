"""What is bought: together, one after the other, first and last; the ranking of goods and what to offer to whom."""

from __future__ import annotations

from typing import Any

import pandas as pd

from clientcrm.domain.analytics.baskets import baskets
from clientcrm.domain.analytics.conduct import TOXIC, conduct
from clientcrm.domain.analytics.cross_sell import cross_sell, offers
from clientcrm.domain.analytics.entry_exit import EntryExit, entry, exits
from clientcrm.domain.analytics.idle import IDLE_AFTER, idle
from clientcrm.domain.analytics.products import products
from clientcrm.domain.analytics.sequences import sequences
from clientcrm.services.analytics.answers.money import costs_of
from clientcrm.services.analytics.answers.people import class_options
from clientcrm.services.analytics.plain import Plain, curve_rows, rows, told
from clientcrm.services.analytics.shop import Shop

# Whom somebody has called or written to within so many days is not to be offered something again.
_QUIET = 14


def baskets_of(shop: Shop) -> Plain:
    """What is bought together, and more often than by chance."""
    words = shop.words
    by_day = words.choice("basis", ("receipt", "day"), "receipt") == "day"
    found = baskets(
        shop.sales,
        shop.as_of,
        basis="day" if by_day else "receipt",
        min_support=words.number("min_support", "0.01"),
        min_count=words.whole("min_count", 5),
        min_confidence=words.number("min_confidence", "0"),
        level=words.number("level", "0.05"),
    )
    pairs = rows(found.pairs)
    for row in pairs:
        row["ids"] = shop.ids(found.clients(row["left"], row["right"]))
    return told(
        found,
        needed=found.needed,
        rules=shop.with_products(rows(found.rules), "left", "right"),
        pairs=shop.with_products(pairs, "left", "right"),
        items=shop.with_products(_items(found.contents.items), "product"),
        unknown_baskets=found.contents.unknown,
    )


def sequences_of(shop: Shop) -> Plain:
    """What follows what in the next purchase of a client, and what each client is due for."""
    words = shop.words
    found = sequences(
        shop.sales,
        shop.as_of,
        min_n=words.whole("min_n", 5),
        min_support=words.number("min_support", "0.01"),
        min_together=words.whole("min_count", 5),
        within=words.whole_or_none("within"),
        level=words.number("level", "0.05"),
    )
    steps = rows(found.steps)
    for row in steps:
        row["ids"] = shop.ids(found.clients(row["now"], row["then"]))
    needs = shop.clients(found.needs, ("since", "from_day", "day", "until_day"))
    return told(
        found,
        steps=shop.with_products(steps, "now", "then"),
        repeats=shop.with_products(rows(found.repeats), "now", "then"),
        waits=shop.with_products(rows(found.waits), "now", "then"),
        needs=shop.with_products(needs, "product", "because"),
    )


def entry_exit_of(shop: Shop) -> Plain:
    """After which goods or employees newcomers do not return, and regulars leave."""
    words = shop.words
    window, least, level = words.whole("W", 90), words.whole("min_n", 10), words.number("level", "0.05")
    by: Any = words.choice("by", ("product", "employee"), "product")
    lost_after = shop.curve.lost_after
    came = entry(shop.sales, shop.as_of, by=by, window=window, min_n=least, level=level)
    left = exits(shop.sales, shop.as_of, lost_after=lost_after, by=by, min_n=least, level=level)
    said = told(came, W=window, L=lost_after, by=by, seen=came.seen, entry=_groups(shop, came, by))
    few = told(left).get("not_enough_data")
    return said | {
        "exit_formula": left.formula,
        "exit_n": left.n,
        "exit_seen": left.seen,
        "exit_not_enough": few,
        "exit": _groups(shop, left, by),
    }


def products_of(shop: Shop) -> Plain:
    """Goods by what they earn and how evenly they sell, and those that nobody takes of late."""
    words = shop.words
    basis = words.choice("basis", ("revenue", "profit"), "revenue")
    (period, limits), window = class_options(shop), words.whole_or_none("window")
    after = words.whole("idle_after", IDLE_AFTER)
    found = products(
        shop.sales, shop.as_of, basis=basis, costs=costs_of(shop), period=period, window=window, limits=limits
    )
    hidden = () if found.products["has_cost"].any() else ("cost", "profit")
    ranked = found.products.sort_values("revenue", ascending=False, kind="stable").rename_axis("product")
    told_of = rows(ranked, ("first", "last"), ("has_cost", *hidden))
    buyers = shop.ids_by(found.behind["client"], found.behind["product"])
    for row in told_of:
        row["variation"] = None if row["variation"] < 0 else row["variation"]
        row["ids"] = buyers.get(row["product"], [])
    regular = shop.ids(shop.statuses.flagged("regular"))
    sleeping = idle(shop.sales, shop.as_of, sorted(shop.products), regular, after=after)
    cells = rows(found.cells, (), () if basis == "profit" else ("profit", "share_of_profit"))
    for row in cells:
        row["product_ids"] = [int(one) for one in found.ids(row["abc"], row["xyz"])]
    unsold = rows(sleeping.products.rename_axis("product"), ("last",))
    for row in unsold:
        row["silent"] = None if row["silent"] < 0 else row["silent"]
    return told(
        found,
        unassigned=found.unassigned,
        products=shop.with_products(told_of, "product"),
        cells=cells,
        idle=shop.with_products(unsold, "product"),
        candidates=shop.with_products(shop.clients(sleeping.candidates), "product", "because"),
    )


def cross_sell_of(shop: Shop) -> Plain:
    """What to offer to whom; with bought and never, who bought the one and never the other."""
    words = shop.words
    bought, never = words.words("bought"), words.words("never")
    if bought or never:
        found = cross_sell(
            shop.sales,
            shop.as_of,
            bought=shop.product_ids("bought", bought),
            never=shop.product_ids("never", never),
            without=_not_now(shop),
        )
        clients = shop.clients(found.clients, ("last",))
        out = shop.ids(found.left_out)
        return told(found, had=found.had, tried=shop.ids(found.tried), left_out=out, clients=clients)
    ready = offers(
        shop.sales,
        shop.as_of,
        min_support=words.number("min_support", "0.02"),
        min_count=words.whole("min_count", 5),
        min_confidence=words.number("min_confidence", "0"),
        level=words.number("level", "0.05"),
        without=_not_now(shop),
    )
    listed = shop.with_products(rows(ready.offers), "product", "offer")
    return told(ready, needed=ready.needed, offers=listed)


def _not_now(shop: Shop) -> set[int]:
    """Who is offered nothing: asked to be left alone, was talked to a short while ago, or costs more than brings."""
    quiet = shop.words.whole("quiet", _QUIET, 0)
    lately = shop.dealings.loc[shop.dealings["day"] > shop.as_of.toordinal() - quiet, "client"]
    hints = conduct(shop.receipts, shop.as_of, pd.DataFrame(index=pd.Index([], dtype="int64")))
    return {*shop.guarded, *lately.tolist(), *hints.ids(TOXIC).tolist()}


def _items(items: pd.DataFrame) -> list[Plain]:
    """In how many baskets each product lies."""
    counts = items.groupby("product")["basket"].count().rename("baskets")
    return rows(counts.sort_values(ascending=False, kind="stable").to_frame())


def _groups(shop: Shop, found: EntryExit, by: str) -> list[Plain]:
    told_of = rows(found.groups)
    for row in told_of:
        one = row["by"]
        row["ids"] = {
            "seen": shop.ids(found.clients(one, seen=True)),
            "others": shop.ids(found.clients(one, seen=False)),
        }
        if one in found.curves:
            row["curve"], row["rest_curve"] = (curve_rows(curve) for curve in found.curves[one])
        row["by_name"] = shop.products.get(one, "") if by == "product" else shop.employee(one)
    return told_of
