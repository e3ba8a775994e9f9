"""After what newcomers do not return and regulars leave: a planted bad service, popular ones, and too few to say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.entry_exit import By, EntryExit, entry, exits
from clientcrm.domain.analytics.history import NOBODY, Sales, no_sales
from clientcrm.domain.analytics.stats import fisher_two_sided, wilson
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import same
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import assert_finite, bases, no_warning, shuffled

DAY = date(2024, 6, 30)
TODAY = DAY.toordinal()
HAIR, COLOR, NAIL, MASK = (PRODUCTS[name] for name in ("HAIR", "COLOR", "NAIL", "MASK"))
GOOD, BAD, OTHER = 1, 2, 3


def shop_of(visits: list[tuple[int, int, int]], *, employees: bool = False) -> Sales:
    """Receipts of (client, days ago, product or employee), 100 each."""
    numbered = list(enumerate(visits, 1))
    return sales(
        [(number, client, TODAY - ago, 100, -1, one if employees else -1) for number, (client, ago, one) in numbered],
        [] if employees else [(number, one, 1000, 100) for number, (_, _, one) in numbered],
    )


def newcomers(first: int, clients: int, back: int, *, start: int, after: int = 30) -> list[tuple[int, int, int]]:
    """Clients whose first visit was for `first`, 400 days ago; `back` of them came again `after` days later."""
    ids = range(start, start + clients)
    return [(client, 400, first) for client in ids] + [(client, 400 - after, OTHER) for client in list(ids)[:back]]


def group(found: EntryExit, by: int) -> dict[str, object]:
    """The row of one product."""
    return dict(found.groups[found.groups["by"] == by].iloc[0])


@pytest.mark.proves("F66")
def test_the_golden_shop() -> None:
    found = entry(golden_shop(), GOLDEN_DAY, window=60)
    assert (found.n, found.seen) == (7, 3)
    counts = {row.by: (row.seen, row.n, row.verdict) for row in found.groups.itertuples()}
    assert counts == {HAIR: (2, 2, "few"), MASK: (1, 2, "few"), COLOR: (0, 2, "few"), NAIL: (1, 3, "few")}
    nail = group(found, NAIL)
    assert [nail["low"], nail["high"]] == pytest.approx(wilson(1, 3), rel=1e-12)
    assert found.clients(NAIL, seen=True).tolist() == [5]
    assert found.clients(NAIL, seen=False).tolist() == [13, 14]
    assert found.not_enough is not None
    assert (found.not_enough.reason, found.not_enough.have, found.not_enough.need) == ("few_visits", 7, 10)


@pytest.mark.proves("F66")
def test_exits_of_the_golden_shop_counted_by_hand() -> None:
    # Purchase days after the first that lie over 60 days back: c01 three, c04 one, c05 four, c14 one (04-20).
    found = exits(golden_shop(), GOLDEN_DAY, lost_after=60)
    assert (found.n, found.seen) == (9, 3)
    counts = {row.by: (row.seen, row.n) for row in found.groups.itertuples()}
    assert counts == {HAIR: (1, 4), NAIL: (1, 4), COLOR: (1, 1)}
    assert found.clients(NAIL, seen=True).tolist() == [14]


@pytest.mark.proves("F66")
@pytest.mark.proves("N10")
def test_a_planted_bad_entry_is_found() -> None:
    visits = newcomers(GOOD, 60, 36, start=0) + newcomers(BAD, 40, 6, start=100)
    found = entry(shop_of(visits), DAY)
    bad = group(found, BAD)
    assert [bad["n"], bad["seen"], bad["rest_n"], bad["rest_seen"], bad["verdict"]] == [40, 6, 60, 36, "worse"]
    assert bad["p"] == pytest.approx(fisher_two_sided(6, 34, 36, 24), rel=1e-12)
    assert group(found, GOOD)["verdict"] == "better"
    assert found.clients(BAD, seen=False).tolist() == list(range(106, 140))
    own, rest = found.curves[BAD]
    assert (own.ended_by(90), rest.ended_by(90)) == pytest.approx((6 / 40, 36 / 60))


@pytest.mark.proves("N10")
@pytest.mark.parametrize(
    ("clients", "back", "verdict"),
    [
        (9, 0, "few"),  # under 10: not even tried
        (10, 3, "open"),  # a third against half: nothing can be said
        (29, 14, "open"),
        (30, 15, "same"),  # from 30 on the absence of a difference may be named
        (12, 0, "worse"),  # a difference that stands may be named earlier
    ],
)
def test_few_visits_give_no_verdict(clients: int, back: int, verdict: str) -> None:
    visits = newcomers(GOOD, 80, 40, start=0) + newcomers(BAD, clients, back, start=100)
    assert group(entry(shop_of(visits), DAY), BAD)["verdict"] == verdict


@pytest.mark.proves("F66")
def test_a_long_natural_cycle_is_no_hole() -> None:
    # After a dye people come back in 120 days, all of them, while the window is 90.
    visits = newcomers(GOOD, 60, 45, start=0) + newcomers(BAD, 40, 38, start=100, after=120)
    visits += [(client, 5, OTHER) for client in range(45, 55)]
    found = entry(shop_of(visits), DAY)
    assert (group(found, BAD)["seen"], group(found, BAD)["verdict"]) == (0, "slow")
    own, rest = found.curves[BAD]
    assert own.ended_by(120) > rest.ended_by(120)


def test_who_came_lately_is_not_counted_yet() -> None:
    visits = [(1, 90, GOOD), (1, 0, GOOD), (2, 89, GOOD), (3, 300, GOOD), (3, 209, GOOD)]
    found = entry(shop_of(visits), DAY)
    # Back on day 90 is in time, on day 91 is not; 89 days are too few to tell.
    assert found.visits[["client", "seen"]].to_numpy().tolist() == [[1, True], [3, False]]


@pytest.mark.proves("F66")
def test_a_popular_service_is_not_an_exit_because_it_is_last_most_often() -> None:
    # GOOD is the last thing bought by 50 clients, BAD by 20: but after GOOD 9 of 10 came back, after BAD 1 of 3.
    visits = []
    for client in range(50):
        visits += [(client, 900 - 40 * visit, GOOD) for visit in range(11)]
    for client in range(100, 130):
        visits += [(client, 900, GOOD), (client, 860, BAD), *([(client, 820, OTHER)] if client < 110 else [])]
    found = exits(shop_of(visits), DAY, lost_after=90)
    good, bad = group(found, GOOD), group(found, BAD)
    assert good["seen"] > bad["seen"]
    assert [good["n"], good["seen"], bad["n"], bad["seen"]] == [500, 50, 30, 20]
    assert (good["verdict"], bad["verdict"]) == ("better", "worse")


def test_an_exit_needs_time_to_be_one() -> None:
    shop = shop_of([(1, 200, GOOD), (1, 91, GOOD), (2, 200, GOOD), (2, 90, GOOD)])
    assert exits(shop, DAY, lost_after=90).visits[["client", "seen"]].to_numpy().tolist() == [[1, True]]
    back = shop_of([(1, 300, GOOD), (1, 200, GOOD), (1, 110, OTHER)])
    seen = exits(back, DAY, lost_after=90).visits["seen"].tolist()
    assert seen == [False, True]


@pytest.mark.proves("F66")
def test_employees_without_a_line_of_goods() -> None:
    visits = [(c, 400, 7) for c in range(40)] + [(c, 400, 8) for c in range(40, 80)]
    visits += [(c, 380, 8) for c in range(40, 70)] + [(c, 380, 8) for c in range(5)] + [(900, 400, NOBODY)]
    found = entry(shop_of(visits, employees=True), DAY, by="employee")
    assert found.n == 80  # who served the last one is not known
    assert [(row.by, row.seen, row.n, row.verdict) for row in found.groups.itertuples()] == [
        (7, 5, 40, "worse"),
        (8, 30, 40, "better"),
    ]


@pytest.mark.parametrize("wrong", [{"by": "weather"}, {"window": 0}, {"min_n": 0}, {"level": 2}])
def test_an_option_that_makes_no_sense_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid) as caught:
        entry(golden_shop(), GOLDEN_DAY, **wrong)  # type: ignore[arg-type]
    assert list(caught.value.fields) == list(wrong)


def test_exits_need_a_threshold_that_is_a_number_of_days() -> None:
    with pytest.raises(Invalid):
        exits(golden_shop(), GOLDEN_DAY, lost_after=0)


@settings(max_examples=12, deadline=None)
@given(bases(0, 50), st.sampled_from(["product", "employee"]), st.booleans())
def test_for_any_small_base(shop: Sales, by: By, leaving: bool) -> None:
    def figure(one: Sales) -> EntryExit:
        return exits(one, DAY, lost_after=40, by=by, min_n=2) if leaving else entry(one, DAY, by=by, min_n=2)

    with no_warning():
        found = figure(shop)
        assert_finite(found.groups, ("share",))
        assert same(found.groups, figure(shuffled(shop)).groups)
    groups = found.groups
    assert (groups["share"].notna() == (groups["n"] >= 20)).all()  # of fewer it is told how many of how many
    said = groups[groups["share"].notna()]
    assert ((said["low"] <= said["share"] + 1e-12) & (said["share"] <= said["high"] + 1e-12)).all()
    assert (groups["n"] + groups["rest_n"] == found.n).all()
    assert (groups["seen"] + groups["rest_seen"] == found.seen).all()
    for row in groups.itertuples():
        seen, others = found.clients(row.by, seen=True), found.clients(row.by, seen=False)
        assert row.verdict != "worse" or len(seen) or len(others)
        assert len(seen) <= row.seen
        assert len(others) <= row.n - row.seen


def test_nobody_bought_anything() -> None:
    with no_warning():
        assert entry(no_sales(), DAY).n == exits(no_sales(), DAY, lost_after=90).n == 0
