"""What is bought together on Online Retail and Groceries, beside published numbers and the programs of others."""

from __future__ import annotations

import csv
import importlib.util
import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd
from itemsets import Rule, itemsets, rules
from made import SHARED
from report import Report
from retail import RETAIL_DAY, online_retail

from clientcrm.domain.analytics.baskets import Baskets, baskets
from clientcrm.domain.analytics.cross_sell import offers
from clientcrm.domain.analytics.entry_exit import entry, exits
from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales
from clientcrm.domain.analytics.sequences import sequences

Made = TypeVar("Made")
Goods = list[tuple[str, ...]]
# What is compared, ours, the known value, within which distance.
Golden = tuple[str, float, float, float]
GROCERIES = SHARED / "analytics" / "baskets" / "groceries.csv"
# Support, confidence, rules with one thing on the right: as published (arules, Lantz) or by independent programs.
RULES = (
    ("1/1000", "8/10", 410),
    ("1/1000", "1/2", 5_668),
    ("6/1000", "1/4", 463),
    ("1/100", "1/2", 15),
    ("1/100", "1/4", 170),
)
NOT_INSTALLED = "requirements-oracles.txt is not installed"


def run(report: Report) -> None:
    """Each part timed and beside others where they are installed; every known value must come out."""
    goldens = [*_retail(report), *_groceries(report)]
    wrong = 0
    for what, ours, known, within in goldens:
        fits = math.isclose(ours, known, rel_tol=0, abs_tol=within)
        wrong += not fits
        print(f"    {'' if fits else 'DIFFERS  '}{what}: {ours} ({known})", flush=True)
    report.add("known values that differ", wrong, f"of {len(goldens)}", target=0)


def _retail(report: Report) -> Iterator[Golden]:
    """Pairs of 400,000 lines, then what stands on the order of purchases (which nobody published)."""
    shop = online_retail()
    if shop is None:
        report.leave_out("pairs of Online Retail", "the shared data are not here")
        return
    for support, known in ((0.005, (93, 1_246, 1_858, 439)), (0.01, (186, 625, 333, 146))):
        found, spent = _timed(report, partial(baskets, shop, RETAIL_DAY, min_support=support, min_confidence=0.5))
        name = f"pairs of 18,532 invoices in {support:.1%} of them, from the lines on"
        report.add(name, spent, "s CPU", target=1.4)
        often = int((found.contents.items["product"].value_counts() >= found.needed).sum())
        ours = (found.needed, often, len(found.pairs), len(found.rules))
        for what, one, value in zip(("needed", "products", "pairs", "rules"), ours, known, strict=True):
            yield f"{what} at {support:.1%}", one, value, 0
    top = found.pairs.sort_values("together", ascending=False).head(2)
    for row, known_row in zip(top.itertuples(), ((546, 871, 1600, 7.2607), (541, 691, 783, 18.5302)), strict=True):
        ours_row = (row.together, *sorted((row.n_left, row.n_right)), row.lift)
        for what, one, value in zip(("together", "fewer", "more", "lift"), ours_row, known_row, strict=True):
            yield f"a top pair: {what}", one, value, 5e-5
    _by_mlxtend(report, found, spent)
    steps, spent = _timed(report, lambda: sequences(shop, RETAIL_DAY))
    report.add(f"what follows what in {steps.n:,} steps, and who is due", spent, "s CPU")
    first, spent = _timed(report, lambda: entry(shop, RETAIL_DAY))
    report.add(f"entry by {len(first.groups):,} products", spent, "s CPU")
    yield "first visits old enough", first.n, 3_370, 0
    yield "of them followed by another", first.seen, 1_533, 0
    gone, spent = _timed(report, lambda: exits(shop, RETAIL_DAY, lost_after=174))
    report.add(f"exit by {len(gone.groups):,} products", spent, "s CPU")
    offered, spent = _timed(report, lambda: offers(shop, RETAIL_DAY))
    report.add(f"what to offer to whom, {len(offered.offers):,} pairs", spent, "s CPU")


def _by_mlxtend(report: Report, found: Baskets, spent: float) -> None:
    """The same pairs, by its fpgrowth on a ready table of truth values."""
    if importlib.util.find_spec("mlxtend") is None:
        report.leave_out("ratio to mlxtend's fpgrowth", NOT_INSTALLED)
        return
    from mlxtend.frequent_patterns import fpgrowth

    items = found.contents.items
    products, product = np.unique(items["product"].to_numpy(), return_inverse=True)
    table = np.zeros((found.n, len(products)), dtype=np.bool_)
    table[items["basket"].to_numpy(), product] = True
    frame = pd.DataFrame(table)
    theirs, took = _timed(report, lambda: fpgrowth(frame, min_support=0.01, max_len=2))
    _same_pairs(len(found.pairs), int((theirs["itemsets"].map(len) == 2).sum()))
    ratio = spent / took
    report.add("the pairs in 1 % of them", spent, "s CPU", ratio=ratio, ratio_target=1.0, beside="mlxtend fpgrowth")


def _same_pairs(ours: int, theirs: int) -> None:
    if ours != theirs:
        raise RuntimeError(f"{ours} pairs, and {theirs} by mlxtend")


def _groceries(report: Report) -> Iterator[Golden]:
    """Rules with larger left sides by the exact miner; those with one thing there are what the program shows."""
    if not GROCERIES.exists():
        report.leave_out("rules of Groceries", "the shared data are not here")
        return
    with GROCERIES.open(encoding="utf-8", newline="") as file:
        goods: Goods = [tuple(sorted({cell.strip() for cell in row if cell.strip()})) for row in csv.reader(file)]
    yield "baskets", len(goods), 9_835, 0
    yield "items", len(set().union(*goods)), 169, 0
    for support, known in ((99, 333), (60, 747), (10, 13_492)):
        yield f"itemsets in {support} baskets", len(itemsets(goods, support)), known, 0
    for support, confidence, known in RULES:
        share, sure = Fraction(support), Fraction(confidence)
        least = -(-share.numerator * len(goods) // share.denominator)
        found, spent = _timed(report, partial(_mined, goods, least, sure))
        yield f"rules in {least} baskets, confidence {confidence}", len(found), known, 0
        _by_apriori(report, goods, (least, sure), (len(found), spent))
        yield from _own_pairs(goods, share, sure, found)
        if known == 463:
            best = max(found, key=lambda rule: Fraction(rule.together, rule.n_left * rule.n_right))
            yield f"{', '.join(best.left)} -> {best.right}: together", best.together, 69, 0
            yield "its confidence", best.together / best.n_left, 0.431250, 5e-7
            yield "its lift", best.together * len(goods) / (best.n_left * best.n_right), 3.956477, 5e-7


def _mined(goods: Goods, least: int, sure: Fraction) -> list[Rule]:
    return rules(itemsets(goods, least), sure)


def _by_apriori(report: Report, goods: Goods, asked: tuple[int, Fraction], ours: tuple[int, float]) -> None:
    """The same rules by efficient-apriori: how many, and how long it takes."""
    (least, sure), (count, spent) = asked, ours
    what = f"rules in {least} baskets, confidence {float(sure):g}"
    if importlib.util.find_spec("efficient_apriori") is None:
        report.leave_out(f"ratio to efficient-apriori, {what}", NOT_INSTALLED)
        return
    from efficient_apriori import apriori

    support, confidence = (least - 0.5) / len(goods), float(sure)
    (_, theirs), took = _timed(report, lambda: apriori(goods, min_support=support, min_confidence=confidence))
    same = sum(len(rule.rhs) == 1 for rule in theirs)
    beside = f"efficient-apriori ({same:,} beside our {count:,})"
    report.add(what, spent, "s CPU", ratio=spent / took, ratio_target=1.0, beside=beside)


def _own_pairs(goods: Goods, share: Fraction, sure: Fraction, found: Sequence[Rule]) -> Iterator[Golden]:
    """The program's own rules are those of the miner with one thing on the left that come oftener than by chance."""
    names = sorted(set().union(*goods))
    code = {name: place for place, name in enumerate(names)}
    rows = [(place, code[item], 1000, 100) for place, basket in enumerate(goods) for item in basket]
    day = RETAIL_DAY.toordinal()
    receipts = [(place, NOBODY, day, 100 * len(basket), NOBODY, NOBODY) for place, basket in enumerate(goods)]
    shop = Sales(
        pd.DataFrame(receipts, columns=list(RECEIPTS)).astype(RECEIPTS),
        pd.DataFrame(rows, columns=list(LINES)).astype(LINES),
    )
    ours = baskets(shop, RETAIL_DAY, min_support=str(share), min_confidence=str(sure), level=1).rules
    shown = {(names[row.left], names[row.right], row.together) for row in ours.itertuples()}
    mined = {
        (next(iter(rule.left)), rule.right, rule.together)
        for rule in found
        if len(rule.left) == 1 and rule.above_chance(len(goods))
    }
    yield f"our pairs at {share}, {sure} that the miner lacks, or the other way round", len(shown ^ mined), 0, 0


def _timed(report: Report, make: Callable[[], Made]) -> tuple[Made, float]:
    """What is made, and the processor seconds that it took."""
    with report.watch() as watch:
        made = make()
    return made, watch.cpu
