"""What follows what, and who is due for what."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.contents import contents
from clientcrm.domain.analytics.history import NOBODY, Sales, no_sales
from clientcrm.domain.analytics.sequences import Sequences, sequences
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import same
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import assert_finite, bases, no_warning, shuffled

DAY = date(2024, 6, 30)
TODAY = DAY.toordinal()
HAIR, COLOR, NAIL, MASK = (PRODUCTS[name] for name in ("HAIR", "COLOR", "NAIL", "MASK"))
DYE, CARE, SOAP = 1, 2, 3


def shop_of(*visits: tuple[int, int, int]) -> Sales:
    """Receipts of (client, days ago, product), 100 each."""
    numbered = list(enumerate(visits, 1))
    return sales(
        [(number, client, TODAY - ago, 100, -1, -1) for number, (client, ago, _) in numbered],
        [(number, product, 1000, 100) for number, (_, _, product) in numbered],
    )


def dyed_and_cared(clients: int = 12) -> list[tuple[int, int, int]]:
    """Clients who dyed their hair and came for care 30 + client days later; as many who bought soap twice."""
    after = [visit for c in range(clients) for visit in ((c, 200, DYE), (c, 170 - c, CARE))]
    return after + [visit for c in range(100, 100 + clients) for visit in ((c, 300, SOAP), (c, 240, SOAP))]


def row_of(found: Sequences, now: int, then: int) -> dict[str, object]:
    """The row of one step."""
    frame = found.repeats if now == then else found.steps
    return dict(frame[(frame["now"] == now) & (frame["then"] == then)].iloc[0])


@pytest.mark.proves("F50")
def test_the_golden_shop() -> None:
    found = sequences(golden_shop(), GOLDEN_DAY)
    assert found.n == 15
    row = row_of(found, NAIL, COLOR)
    assert [row["together"], row["n_now"], row["n_then"]] == [1, 6, 2]
    assert row["share"] == pytest.approx(1 / 6, rel=1e-12)
    assert row["lift"] == pytest.approx(1.25, rel=1e-12)
    assert found.clients(NAIL, COLOR).tolist() == [5]
    # What comes again is listed apart, and MASK, seen in one step alone, says nothing.
    assert [(row.now, row.then, row.together, row.n_now) for row in found.repeats.itertuples()] == [
        (HAIR, HAIR, 8, 8),
        (NAIL, NAIL, 5, 6),
    ]
    assert set(found.steps["now"]) == {NAIL}


@pytest.mark.proves("F50")
def test_forty_days_after_the_dye_the_care_is_due() -> None:
    visits = [*dyed_and_cared(), (50, 40, DYE), (51, 20, DYE), (52, 90, DYE), (53, 40, SOAP)]
    found = sequences(shop_of(*visits), DAY)
    row = row_of(found, DYE, CARE)
    assert [row["together"], row["n_now"], row["significant"]] == [12, 12, True]
    wait = found.waits[found.waits["now"] == DYE].iloc[0]
    assert [wait["then"], wait["soonest"], wait["usual"], wait["latest"]] == [CARE, 32, 35, 38]
    needs = found.needs.set_index("client")
    assert needs.loc[[50, 51, 52], "state"].tolist() == ["late", "early", "late"]
    due = sequences(shop_of(*visits), DAY - timedelta(days=5)).needs.set_index("client")
    assert [due.loc[50, "state"], due.loc[50, "product"], due.loc[50, "because"]] == ["due", CARE, DYE]
    since = TODAY - 40
    assert needs.loc[50, ["since", "from_day", "day", "until_day"]].tolist() == [
        since,
        since + 32,
        since + 35,
        since + 38,
    ]
    assert [needs.loc[53, "product"], bool(needs.loc[53, "repeat"])] == [SOAP, True]
    assert found.clients(DYE, CARE).tolist() == list(range(12))


@pytest.mark.proves("F50")
def test_nobody_is_due_where_a_step_was_seen_too_rarely() -> None:
    visits = [*dyed_and_cared(4), (50, 40, DYE)]
    found = sequences(shop_of(*visits), DAY)
    assert (found.n, len(found.needs)) == (8, 0)
    assert len(found.steps) == 0  # DYE stands in four steps, SOAP in four: under five nothing is listed
    assert len(sequences(shop_of(*visits), DAY, min_n=4).steps) == 1
    rare = sequences(shop_of((1, 9, DYE), (1, 5, CARE)), DAY)
    assert rare.not_enough is not None
    assert (rare.not_enough.reason, rare.not_enough.have, rare.not_enough.need) == ("few_steps", 1, 5)


def test_who_came_for_it_meanwhile_is_not_due_for_it() -> None:
    visits = [*dyed_and_cared(), (50, 40, DYE), (50, 3, CARE)]
    needs = sequences(shop_of(*visits), DAY).needs
    assert not len(needs[(needs["client"] == 50) & (needs["product"] == CARE)])


def test_a_limit_in_days_counts_quick_steps_alone() -> None:
    shop = shop_of(*dyed_and_cared())
    assert sequences(shop, DAY, within=35).n == 6
    assert sequences(shop, DAY, within=60).n == 24


def test_steps_of_pure_habit_make_nobody_due() -> None:
    # Whatever was bought, soap comes next: no step to it is likelier than any other.
    visits = [(c, 90 - 30 * visit, (DYE, SOAP, SOAP)[visit]) for c in range(30) for visit in range(3)]
    found = sequences(shop_of(*visits), DAY)
    assert row_of(found, DYE, SOAP)["lift"] == 1
    assert len(found.needs) == 0


def test_an_anonymous_sale_follows_nothing() -> None:
    shop = shop_of(*[(NOBODY, ago, DYE) for ago in range(30)])
    assert sequences(shop, DAY).n == 0


@pytest.mark.parametrize("wrong", [{"min_n": 0}, {"min_support": 2}, {"min_together": 0}, {"within": 0}, {"level": -1}])
def test_an_option_that_makes_no_sense_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid) as caught:
        sequences(golden_shop(), GOLDEN_DAY, **wrong)  # type: ignore[arg-type]
    assert list(caught.value.fields) == list(wrong)


@settings(max_examples=15, deadline=None)
@given(bases(0, 25))
def test_steps_equal_brute_force(shop: Sales) -> None:
    found = sequences(shop, DAY, min_n=1, min_support=0)
    held = contents(shop, DAY, "day")
    rows = list(held.baskets.itertuples())
    goods = {number: set(part["product"]) for number, part in held.items.groupby("basket")}
    now: Counter[int] = Counter()
    then: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    steps = [(a.Index, b.Index) for a, b in itertools.pairwise(rows) if a.client == b.client and a.client != NOBODY]
    for before, after in steps:
        now.update(goods[before])
        then.update(goods[after])
        both.update((a, b) for a in goods[before] for b in goods[after])
    assert found.n == len(steps)
    listed = {
        (row.now, row.then): (row.together, row.n_now, row.n_then)
        for frame in (found.steps, found.repeats)
        for row in frame.itertuples()
    }
    assert listed == {(a, b): (count, now[a], then[b]) for (a, b), count in both.items()}


@settings(max_examples=15, deadline=None)
@given(bases(0, 50))
def test_for_any_small_base(shop: Sales) -> None:
    with no_warning():
        found = sequences(shop, DAY, min_n=1, min_together=1, level=1)
        for frame in (found.steps, found.repeats, found.waits, found.needs):
            assert_finite(frame)
        assert same(found, sequences(shuffled(shop), DAY, min_n=1, min_together=1, level=1))
    needs = found.needs
    assert needs["client"].is_unique
    assert (needs["since"] <= TODAY).all()
    assert ((needs["from_day"] <= needs["day"]) & (needs["day"] <= needs["until_day"])).all()


def test_nobody_bought_anything() -> None:
    with no_warning():
        found = sequences(no_sales(), DAY)
    assert (found.n, len(found.steps), len(found.repeats), len(found.needs)) == (0, 0, 0, 0)
