"""The ladder by rule: what each rule gives, that rules only raise, grace, locks, states, the guard, and the preview."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.history import Sales, no_sales
from clientcrm.domain.analytics.rhythm import statuses
from clientcrm.domain.analytics.tier_rules import LADDER, Rung
from clientcrm.domain.analytics.tiers import PEOPLE, Tiers, tiers
from clientcrm.domain.errors import Invalid
from clientcrm.domain.tier_rules import Rule
from clientcrm.domain.tiers import DEFAULT_TIERS, TierKind
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import DAY, assert_finite, bases, no_warning, shuffled

TODAY = DAY.toordinal()
METALS = (Rung("base", Rule("card")), Rung("silver", Rule("money", 300_000)), Rung("gold", Rule("money", 1_000_000)))
# The statuses of the golden shop where a client is lost after 84 days (7.2).
GOLDEN_STATUS = statuses(golden_shop().receipts, GOLDEN_DAY, lost_after=84).clients["status"]
NO_STATUS = pd.Series([], dtype=object)


def people(*ids: int, **facts: Any) -> pd.DataFrame:
    """Cards with the same facts."""
    return pd.DataFrame(facts, index=pd.Index(ids, dtype="int64"))


def days(client: int, count: int, every: int = 30, total: int = 1_000) -> list[tuple[int, int, int, int, int, int]]:
    """So many purchase days, the last one today."""
    return [(client * 1_000 + i, client, TODAY - i * every, total, -1, -1) for i in range(count)]


def one(figure: Tiers, client: int = 1) -> dict[str, Any]:
    """The row of a client."""
    return dict(figure.clients.loc[client])


def test_the_default_ladder_is_that_of_the_scale() -> None:
    ladder = [tier.key for tier in DEFAULT_TIERS if tier.kind is TierKind.LADDER]
    assert [rung.key for rung in LADDER] == ladder


def test_sums_of_a_year_on_the_golden_shop() -> None:
    figure = tiers(golden_shop().receipts, GOLDEN_DAY, people(*range(1, 15)), NO_STATUS, ladder=METALS)
    assert figure.ids("gold").tolist() == [1, 2, 5]
    assert figure.ids("silver").tolist() == [4, 7, 10, 14]  # 7 has exactly 300,000
    assert {3, 13} <= set(figure.ids("base").tolist())
    assert one(figure, 7) | {"reason": "money", "value": 300_000, "limit": 300_000} == one(figure, 7)
    assert figure.counts["after"].to_dict() == {"base": 7, "silver": 4, "gold": 3, "sleeping": 0, "lost": 0, "dnd": 0}


def test_the_window_ends_with_the_day_and_is_a_year_long() -> None:
    for back, rung in ((364, "silver"), (365, "base")):
        shop = sales([(1, 1, TODAY - back, 300_000, -1, -1)]).receipts
        assert one(tiers(shop, DAY, people(1), NO_STATUS, ladder=METALS))["rung"] == rung


@pytest.mark.parametrize(
    ("facts", "bought", "rung", "reason"),
    [
        ({}, 0, "base", "card"),
        ({"interested": True}, 0, "potential", "interest"),
        ({"interested": True}, 1, "base", "card"),
        ({"interested": True, "rung": "potential"}, 1, "base", "first_purchase"),
        ({"interested": True, "opened": True}, 0, "base", "card"),  # bought before, as a file says
        ({"interested": True, "opened": True, "rung": "potential"}, 0, "base", "first_purchase"),
        ({"rung": "potential", "consent": True}, 1, "subscribed", "consent"),
        ({"consent": True}, 0, "subscribed", "consent"),
        ({"consent": True}, 4, "subscribed", "consent"),
        ({}, 5, "regular", "purchases"),
        ({"rung": "potential", "interested": True}, 5, "regular", "purchases"),
        ({"advocate": True}, 5, "advocate", "advocate"),
        ({"interested": True, "rung": "base"}, 0, "potential", "interest"),  # the only purchase was taken back
    ],
)
def test_the_default_rules(facts: dict[str, Any], bought: int, rung: str, reason: str) -> None:
    found = one(tiers(sales(days(1, bought)).receipts, DAY, people(1, **facts), NO_STATUS))
    assert [found["rung"], found["shown"], found["reason"], found["kept"]] == [rung, rung, reason, ""]


def test_whose_only_purchase_was_taken_back_is_potential_again() -> None:
    shop = sales([(1, 1, TODAY - 5, 500, -1, -1), (2, 1, TODAY, -500, 1, -1)]).receipts
    card = people(1, interested=True, rung="potential")
    bought = tiers(shop, DAY - timedelta(days=1), card, NO_STATUS)
    assert [one(bought)[name] for name in ("rung", "reason")] == ["base", "first_purchase"]
    back = tiers(shop, DAY, people(1, interested=True, rung="base"), NO_STATUS)
    assert [one(back)[name] for name in ("rung", "reason")] == ["potential", "interest"]


def rich_and_poor(clients: int, rich: int) -> Sales:
    """One purchase each; the first `rich` brought 900, the others 100."""
    return sales([(c, c, TODAY - 1, 900 if c <= rich else 100, -1, -1) for c in range(1, clients + 1)])


@pytest.mark.parametrize(
    ("clients", "rich", "vips"),
    [
        (49, 1, 0),  # too few clients for a top
        (50, 1, 1),
        (50, 2, 2),
        (50, 9, 9),  # ties in
        (100, 3, 3),
        (100, 4, 4),
    ],
)
def test_vip_is_the_top_of_a_base_that_has_one(clients: int, rich: int, vips: int) -> None:
    everyone = people(*range(1, clients + 1))
    figure = tiers(rich_and_poor(clients, rich).receipts, DAY, everyone, NO_STATUS)
    ids = figure.ids("vip").tolist()
    if rich == 1 and vips:  # the second place of fifty is shared by all the others
        assert one(figure, 1)["value"] == 1
        assert len(ids) == clients
    else:
        assert ids == list(range(1, vips + 1))


def test_a_vip_tells_its_place_and_how_many_places_there_are() -> None:
    shop = sales([(c, c, TODAY, 1_000 * c, -1, -1) for c in range(1, 101)]).receipts
    figure = tiers(shop, DAY, people(*range(1, 101)), NO_STATUS)
    assert figure.ids("vip").tolist() == [98, 99, 100]
    assert [one(figure, 98)[name] for name in ("reason", "value", "limit")] == ["top_share", 3, 3]


@pytest.mark.parametrize(
    ("options", "deserved", "rung", "kept"),
    [
        ({}, 1_000, "regular", "ladder"),
        ({"demote": True}, 90, "regular", "grace"),
        ({"demote": True}, 91, "base", ""),
        ({"demote": True, "grace": 0}, 0, "regular", "grace"),
        ({"demote": True, "grace": 0}, 1, "base", ""),
        ({"demote": True}, None, "regular", "grace"),  # never counted before: the grace begins today
    ],
)
def test_rules_lower_nobody_unless_told_and_not_before_the_grace_is_over(
    options: dict[str, Any], deserved: int | None, rung: str, kept: str
) -> None:
    facts = {"rung": "regular"} | ({} if deserved is None else {"deserved": TODAY - deserved})
    found = one(tiers(sales(days(1, 2)).receipts, DAY, people(1, **facts), NO_STATUS, **options))
    assert [found["rung"], found["kept"], found["by_rule"]] == [rung, kept, "base"]
    if rung == "base":
        assert [found["reason"], found["value"], found["limit"]] == ["below.purchases", 2, 5]
    else:
        assert found["deserved"] == (TODAY if deserved is None else TODAY - deserved)


def test_grace_counts_from_the_day_the_rung_was_last_deserved() -> None:
    shop = sales(days(1, 5)).receipts
    standing = people(1)
    seen = []
    for later in (0, 200, 300, 330, 430, 431):
        figure = tiers(shop, DAY + timedelta(days=later), standing, NO_STATUS, demote=True)
        seen.append(one(figure)["rung"])
        standing = figure.clients[["rung", "deserved"]]
    # 245 days on, the first of the five visits leaves the year
    assert seen == ["regular", "regular", "base", "base", "base", "base"]
    assert one(tiers(shop, DAY + timedelta(days=245), people(1), NO_STATUS))["rung"] == "base"


@pytest.mark.parametrize("demote", [False, True])
def test_a_locked_rung_stays_and_the_preview_says_what_the_rules_would_give(demote: bool) -> None:
    facts = {"rung": "vip", "locked": True, "deserved": TODAY - 900}
    figure = tiers(sales(days(1, 5)).receipts, DAY, people(1, **facts), NO_STATUS, demote=demote)
    assert [one(figure)[name] for name in ("rung", "by_rule", "kept")] == ["vip", "regular", "locked"]
    assert figure.moves.empty


def test_a_rung_without_a_rule_is_not_lost_by_rule() -> None:
    ladder = (*LADDER[:4], Rung("own_1"))
    facts = {"rung": "own_1", "deserved": TODAY - 900}
    found = one(tiers(no_sales().receipts, DAY, people(1, **facts), NO_STATUS, ladder=ladder, demote=True))
    assert [found["rung"], found["kept"]] == ["own_1", "no_rule"]
    lower = (Rung("own_1"), *LADDER[:4])
    assert one(tiers(no_sales().receipts, DAY, people(1, **facts), NO_STATUS, ladder=lower))["rung"] == "base"


def test_a_rung_of_no_ladder_is_kept() -> None:
    ladder = (Rung("gold", Rule("money", 5)),)
    assert one(tiers(no_sales().receipts, DAY, people(1, rung="old"), NO_STATUS, ladder=ladder))["rung"] == "old"
    facts = {"rung": "gold", "deserved": TODAY - 900}
    assert one(tiers(no_sales().receipts, DAY, people(1, **facts), NO_STATUS, ladder=ladder, demote=True))["rung"] == ""


@pytest.mark.proves("F44")
def test_states_follow_the_status_and_keep_the_rung_beneath() -> None:
    everyone = people(*range(1, 15), rung="regular")
    figure = tiers(golden_shop().receipts, GOLDEN_DAY, everyone, GOLDEN_STATUS)
    assert figure.ids("lost").tolist() == [2, 4, 5, 13]
    assert [one(figure, 5)[name] for name in ("rung", "reason", "value")] == ["regular", "lost", 121]
    assert one(figure, 6)["state"] == ""  # never bought: nothing to be lost from
    asleep = tiers(golden_shop().receipts, GOLDEN_DAY, people(1, state="lost", rung="vip"), pd.Series({1: "at_risk"}))
    assert [one(asleep)[name] for name in ("shown", "before", "reason")] == ["sleeping", "lost", "at_risk"]


def test_a_visit_returns_to_the_rung() -> None:
    facts = {"rung": "vip", "state": "lost"}
    figure = tiers(sales(days(1, 1)).receipts, DAY, people(1, **facts), pd.Series({1: "active"}))
    assert [one(figure)[name] for name in ("before", "shown", "reason", "changed")] == ["lost", "vip", "visited", True]


@pytest.mark.parametrize(("stated", "shown"), [(10, "vip"), (0, "lost"), (None, "lost")])
def test_a_state_set_by_hand_ends_with_a_later_visit_alone(stated: int | None, shown: str) -> None:
    facts: dict[str, Any] = {"rung": "vip", "state": "lost", "locked": True}
    facts |= {} if stated is None else {"stated": TODAY - stated}
    figure = tiers(sales(days(1, 1)).receipts, DAY, people(1, **facts), pd.Series({1: "active"}))
    assert one(figure)["shown"] == shown


def test_do_not_disturb_hides_the_chip_and_keeps_the_rung_beneath() -> None:
    facts = {"rung": "base", "dnd": True}
    figure = tiers(sales(days(1, 5)).receipts, DAY, people(1, **facts), pd.Series({1: "at_risk"}))
    assert [one(figure)[name] for name in ("shown", "before", "rung", "state")] == ["dnd", "dnd", "regular", "sleeping"]


def test_the_preview_names_who_would_change_and_once_done_nobody_would() -> None:
    everyone = people(*range(1, 15), rung="base")
    figure = tiers(golden_shop().receipts, GOLDEN_DAY, everyone, GOLDEN_STATUS)
    assert figure.moves.index.tolist() == [1, 2, 4, 5, 13]
    assert figure.counts["before"].to_dict()["base"] == figure.n == 14
    assert figure.counts["after"].to_dict() | {"base": 9, "regular": 1, "lost": 4} == figure.counts["after"].to_dict()
    again = figure.clients[["rung", "state", "deserved"]]
    assert tiers(golden_shop().receipts, GOLDEN_DAY, again, GOLDEN_STATUS).moves.empty


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ({"grace": -1}, {"grace": "too_small"}),
        ({"ladder": (Rung("a"), Rung("a"))}, {"ladder": "twice"}),
        ({"ladder": (Rung("a", Rule("luck")),)}, {"a": "unknown"}),
        ({"ladder": (Rung("a", Rule("top_share", 101)),)}, {"a": "out_of_range"}),
        ({"ladder": (Rung("a", Rule("purchases", 0)),)}, {"a": "out_of_range"}),
    ],
)
def test_rules_that_make_no_sense_are_refused(options: dict[str, Any], refused: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        tiers(no_sales().receipts, DAY, people(1), NO_STATUS, **options)
    assert caught.value.fields == refused


def test_a_fact_that_no_rule_knows_is_refused() -> None:
    with pytest.raises(Invalid):
        tiers(no_sales().receipts, DAY, people(1, total=5), NO_STATUS)


@settings(max_examples=8)
@given(bases())
def test_any_small_base(shop: Sales) -> None:
    ids = sorted(set(shop.receipts["client"]) - {-1})
    everyone = people(*ids, interested=[i % 2 == 0 for i in ids], consent=[i % 3 == 0 for i in ids])
    status = pd.Series([("active", "at_risk", "lost")[i % 3] for i in ids], index=ids, dtype=object)
    with no_warning():
        for day in (DAY, date(2023, 1, 1)):
            figure = tiers(shop.receipts, day, everyone, status, demote=True)
            assert_finite(figure.clients)
            assert figure.counts["after"].sum() == figure.n == len(ids)
            assert set(figure.clients["rung"]) <= {rung.key for rung in LADDER}
            mixed = everyone.sample(frac=1, random_state=3)
            assert figure.clients.equals(tiers(shuffled(shop).receipts, day, mixed, status, demote=True).clients)
    assert set(PEOPLE) >= set(everyone.columns)
