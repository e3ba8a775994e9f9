"""Figures kept with the clients: of the golden shop, through the encrypted base, whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.errors import AccessDenied, Invalid
from clientcrm.domain.figures import FigureOptions, Held
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.scores import RfmLimits
from tests.services.golden import GOLDEN_LOST
from tests.services.journals import actions
from tests.support import PASSWORD, Shop

OWN = "пуэр-из-пекина-7"


@pytest.fixture
def golden(golden_shop: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The golden shop on its day."""
    made = golden_shop(tmp_path / "base")
    yield made
    made.close()


@pytest.mark.proves("F44", "F37", "F38")
@pytest.mark.parametrize(
    ("client", "status", "regular", "abc", "xyz", "interval"),
    [
        (1, "active", True, "A", "X", 28),
        (2, "lost", False, "A", "Z", 28),
        (3, "new", False, "C", "Z", 28),
        (4, "lost", False, "B", "Y", 28),
        (5, "lost", False, "A", "X", 18.667),
        (7, "active", False, "B", "Y", 28.667),
        (10, "active", False, "A", "Y", 42),
        (13, "lost", False, "C", "Z", 28),
        (14, "active", True, "B", "X", 52),
    ],
)
def test_each_client_of_the_golden_shop(
    reckoned: Desk, client: int, status: str, regular: bool, abc: str, xyz: str, interval: float
) -> None:
    found = reckoned.figures.of(client)
    assert found is not None
    assert (found.status, found.regular, found.abc, found.xyz) == (status, regular, abc, xyz)
    assert found.interval == pytest.approx(interval, abs=1e-3)
    assert (found.recency_score, found.segment) == (None, "")  # nine clients bear no scores
    assert 0 < (found.visit_chance or 0) < 1
    assert found.expected_money is not None
    assert found.as_of == date(2024, 6, 30)


@pytest.mark.parametrize("client", [6, 8, 9, 11, 12])
def test_who_never_bought_has_no_figures(reckoned: Desk, client: int) -> None:
    assert reckoned.figures.of(client) is None


@pytest.fixture
def reckoned(golden: Shop) -> Desk:
    """The owner after a reckoning with the golden threshold."""
    desk = golden.sign_in()
    desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
    desk.figures.reckon()
    return desk


def test_a_reckoning_says_what_it_went_by_and_is_in_the_journal(golden: Shop) -> None:
    desk = golden.sign_in()
    assert desk.figures.latest() is None
    assert desk.figures.is_due()
    made = desk.figures.reckon()
    assert made == desk.figures.latest()
    assert (made.as_of, made.clients, made.lost_after, made.lost_source) == (date(2024, 6, 30), 9, 70, "curve")
    assert not desk.figures.is_due()
    desk.close()
    assert "figures.reckoned" in actions(golden)


def test_the_threshold_stays_until_the_owner_commands_otherwise(golden: Shop) -> None:
    desk = golden.sign_in()
    assert desk.figures.reckon().lost_after == 70
    golden.clock.go(days=300)  # the curve of then would say something else
    assert desk.figures.reckon().lost_after == 70
    assert desk.figures.reckon(anew=True).lost_source in ("curve", "preset")
    desk.figures.decide(FigureOptions(lost_after=120))
    assert (desk.figures.reckon().lost_after, desk.figures.reckon().lost_source) == (120, "owner")
    with pytest.raises(Invalid):
        desk.figures.decide(FigureOptions(lost_after=-1))


def test_changed_classes_are_history(golden: Shop) -> None:
    desk = golden.sign_in()
    desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
    desk.figures.reckon()
    assert desk.figures.changes(1) == []
    golden.clock.go(days=60)
    desk.figures.reckon()
    said = {(one.figure, one.before, one.after, one.as_of) for one in desk.figures.changes(1)}
    assert ("status", "active", "at_risk", date(2024, 8, 29)) in said


def test_a_base_without_sales_is_reckoned_too(shop: Shop) -> None:
    desk = shop.sign_in()
    made = desk.figures.reckon()
    assert (made.clients, made.lost_source) == (0, "preset")


@pytest.mark.proves("F19")
def test_whoever_sees_no_sums_is_told_none_by_figures_and_reckons_the_whole_base(golden: Shop) -> None:
    owner = golden.sign_in()
    owner.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
    added = owner.staff.add("Света", "seller", list(dict(owner.portfolios)), PASSWORD)
    owner.close()
    first = golden.sign_in("Света", added.one_time_password)
    first.change_password(added.one_time_password, OWN)
    first.close()
    golden.sign_in().close()  # the owner accepts the new keys
    seller = golden.sign_in("Света", OWN)
    assert seller.figures.reckon().clients == 9
    found = seller.figures.of(1)
    assert found is not None
    assert (found.status, found.abc, found.money_score, found.expected_money) == ("active", "", None, None)
    with pytest.raises(AccessDenied):
        seller.figures.decide(FigureOptions(lost_after=30))


@pytest.mark.proves("F50")
def test_what_a_client_needs_next_by_the_own_rhythm(golden: Shop) -> None:
    """A cut every 28 days; a sale moves it, and one more reckoning agrees. Who came once needs nothing known."""
    desk = golden.sign_in()
    desk.figures.reckon()
    told = desk.figures.of(1)
    assert told is not None
    assert (told.next_product, told.next_due) == ("HAIR", told.next_last + timedelta(days=told.next_every or 0))
    assert told.next_every == 28
    lines = (LineDraft("HAIR", 1000, total=150_000),)
    desk.sales.add(PurchaseDraft(1, date(2024, 6, 30), lines, total=150_000))
    moved = desk.figures.of(1)
    assert moved is not None
    assert (moved.next_product, moved.next_last) == ("HAIR", date(2024, 6, 30))
    desk.figures.reckon()
    again = desk.figures.of(1)
    assert again is not None
    assert (again.next_product, again.next_due) == (moved.next_product, moved.next_due)
    once = desk.figures.of(2)
    assert once is not None
    assert (once.next_product, once.next_due, once.next_every) == ("", None, None)


@pytest.mark.proves("F44")
def test_other_options_are_tried_without_keeping_anything(golden: Shop) -> None:
    desk = golden.sign_in()
    desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
    desk.figures.reckon()
    made = desk.figures.latest()
    found = desk.figures.tried(FigureOptions(lost_after=300))
    assert (found.lost_after, found.lost_source, found.clients) == (300, "owner", 9)
    assert dict(found.before) == {"active": 4, "new": 1, "lost": 4}
    assert found.after.get("lost", 0) == 0
    assert sum(found.after.values()) == 9
    assert found.changed == 4
    assert desk.figures.latest() == made
    assert desk.figures.options() == FigureOptions(lost_after=GOLDEN_LOST)
    assert desk.figures.tried(FigureOptions(lost_after=GOLDEN_LOST)).changed == 0
    with pytest.raises(Invalid):
        desk.figures.tried(FigureOptions(window=0))


def test_the_own_number_taken_back_leaves_it_to_the_sales_again(golden: Shop) -> None:
    desk = golden.sign_in()
    assert desk.figures.reckon().lost_source == "curve"
    desk.figures.decide(FigureOptions(lost_after=120))
    assert desk.figures.reckon().lost_after == 120
    desk.figures.decide(FigureOptions())
    assert (desk.figures.reckon().lost_after, desk.figures.reckon().lost_source) == (70, "curve")


def test_since_when_what_held(golden: Shop) -> None:
    desk = golden.sign_in()
    assert desk.figures.history() == []
    desk.figures.reckon()
    golden.clock.go(days=1)
    desk.figures.reckon()
    golden.clock.go(days=1)
    desk.figures.decide(FigureOptions(lost_after=120, window=365))
    desk.figures.reckon()
    golden.clock.go(days=1)
    desk.figures.reckon()
    assert desk.figures.history() == [
        Held(date(2024, 7, 2), 120, "owner", 120, 365),
        Held(date(2024, 6, 30), 70, "curve", 70),
    ]


@pytest.mark.proves("F44")
def test_taking_a_decision_back_brings_the_days_back_that_the_sales_said_then(golden: Shop) -> None:
    """Long gaps since say otherwise: whoever goes by the options alone would find other days."""
    desk = golden.sign_in()
    before = desk.figures.reckon()
    golden.clock.go(days=300)
    for client in (2, 3, 4, 5, 7, 10):
        desk.sales.add(PurchaseDraft(client, date(2025, 4, 20), total=100_000))
    desk.figures.decide(FigureOptions(lost_after=120))
    after = desk.figures.reckon()
    desk.figures.decide(FigureOptions())
    assert desk.figures.reckon().lost_after != before.lost_after
    back = desk.figures.put_back(FigureOptions(), before)
    assert back is not None
    assert (back.lost_after, back.lost_source) == (before.lost_after, "curve")
    forth = desk.figures.put_back(FigureOptions(lost_after=120), after)
    assert forth is not None
    assert (forth.lost_after, forth.lost_source) == (120, "owner")
    assert desk.figures.options() == FigureOptions(lost_after=120)


def test_a_try_says_who_would_change_by_name(golden: Shop) -> None:
    desk = golden.sign_in()
    assert desk.figures.tried(FigureOptions(lost_after=GOLDEN_LOST)).first
    desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
    desk.figures.reckon()
    found = desk.figures.tried(FigureOptions(lost_after=300))
    assert not found.first
    assert set(found.turns) == set(found.ids) == {2, 4, 5, 13}
    assert [stand.status for stand in found.turns[2]] == ["lost", "new"]
    names = [row.name for row in desk.clients.rows(found.ids)]
    assert names == sorted(names)
    money = RfmLimits((7, 30, 90, 180), (2, 3, 5, 7), (1, 2, 3, 4))
    desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST, limits=money))
    desk.figures.reckon()
    other = RfmLimits((7, 30, 90, 180), (2, 3, 5, 7), (10**8, 10**9, 10**10, 10**11))
    told = desk.figures.tried(FigureOptions(lost_after=GOLDEN_LOST, limits=other))
    assert (told.changed, told.rescored) == (0, 9), "a score by money alone is another score"


def followed(desk: Desk, today: date) -> int:
    """Twenty clients took a bowl after the tea; one more has the tea, biscuits beside it: the number of that one."""
    others = [("Чай", 30, "Чаша", 20)] * 20 + [("Сыр", 30, "Хлеб", 20)] * 20
    for number, (first, ago, then, later) in enumerate(others):
        client = desk.clients.create(ClientDraft(name=f"Гость {number}"))
        for product, days in ((first, ago), (then, later)):
            desk.sales.add(PurchaseDraft(client, today - timedelta(days=days), (LineDraft(product, total=100),)))
    last = desk.clients.create(ClientDraft(name="Рей Ян"))
    lines = (LineDraft("Печенье", total=100), LineDraft("Чай", total=100))
    desk.sales.add(PurchaseDraft(last, today - timedelta(days=4), lines))
    return last


@pytest.mark.proves("F50")
def test_a_need_names_the_one_product_that_it_follows(shop: Shop) -> None:
    desk, today = shop.sign_in(), shop.clock.at.date()
    client = followed(desk, today)
    desk.figures.reckon()
    told = desk.figures.of(client)
    assert told is not None
    assert (told.next_product, told.next_due) == ("Чаша", today + timedelta(days=6))
    assert (told.next_because, told.next_last, told.next_every) == ("Чай", today - timedelta(days=4), None)
    desk.sales.add(PurchaseDraft(client, today, (LineDraft("Сахар", total=100),)))
    stays = desk.figures.of(client)
    assert stays is not None
    assert (stays.next_product, stays.next_because, stays.next_last) == ("Чаша", "Чай", today - timedelta(days=4))
    added = desk.staff.add("Света", "seller", list(dict(desk.portfolios)), PASSWORD)
    desk.close()
    first = shop.sign_in("Света", added.one_time_password)
    first.change_password(added.one_time_password, OWN)
    first.close()
    shop.sign_in().close()  # the owner accepts the new keys
    seen = shop.sign_in("Света", OWN).figures.of(client)
    assert seen is not None
    assert (seen.next_product, seen.next_because, seen.next_last) == ("Чаша", "", None), "purchases are not for them"


def test_what_a_need_followed_and_was_taken_back_is_not_named(shop: Shop) -> None:
    desk, today = shop.sign_in(), shop.clock.at.date()
    client = followed(desk, today)
    desk.figures.reckon()
    [purchase] = desk.sales.purchases(client)
    desk.sales.add(PurchaseDraft(client, today, (LineDraft("Сахар", total=100),)))
    desk.sales.remove(purchase.id)
    told = desk.figures.of(client)
    assert told is not None
    assert (told.next_because, told.next_last) == ("", None)
