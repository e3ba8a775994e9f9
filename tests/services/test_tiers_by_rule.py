"""Tiers by rule through the encrypted base: who would change, applied as one batch, taken back, kept by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import AccessDenied, Invalid
from clientcrm.domain.figures import FigureOptions
from clientcrm.domain.imports import ImportKind
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.tier_rules import (
    BY_HAND,
    LOST,
    MONEY,
    PURCHASES,
    TOP_SHARE,
    Rule,
    TierMove,
    TierOptions,
    TierPreview,
)
from clientcrm.domain.tiers import Tier, TierDraft
from clientcrm.domain.timeline import EntryKind
from tests.services.asking import MANAGER, asking_shop, manager, shaped
from tests.services.golden import GOLDEN_LOST
from tests.services.imported import brought
from tests.services.journals import actions, entries
from tests.services.raw import make_filled, raw
from tests.support import Shop

TODAY = date(2024, 6, 30)
# A rung of 3,000 and one of 10,000 roubles, in kopecks, as 7.7 has them.
SILVER, GOLD = Rule(MONEY, 300_000), Rule(MONEY, 1_000_000)


@pytest.fixture(scope="module")
def template_of_golden(
    golden_shop: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Shop]:
    def decide(desk: Desk) -> None:
        desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))

    return make_filled(tmp_path_factory.mktemp("golden"), decide, of=golden_shop)


@pytest.fixture
def golden(template_of_golden: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The golden shop on its day: everybody stands in the base."""
    made = template_of_golden(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def desk(golden: Shop) -> Desk:
    """The owner."""
    return golden.sign_in()


def tier(desk: Desk, key: str) -> int:
    """The id of a step."""
    return next(one.id for one in desk.tiers.all() if one.key == key)


def stands(desk: Desk) -> dict[int, str]:
    """Where everybody stands, by key."""
    keys = {one.id: one.key for one in desk.tiers.all()}
    return {i: keys[desk.clients.card(i).tier_id] for i in desk.clients.ids(ClientFilter())}


def noted(golden: Shop, table: str = "client_tier") -> list[tuple[Any, ...]]:
    """What is kept beside the tiers."""
    golden.close()
    with raw(golden) as connection:
        return sorted(connection.execute(f"select * from {table}").fetchall())


def metals(desk: Desk) -> None:
    """The ladder of 7.7: base, silver, gold; no state follows a status."""
    steps = {one.key: one for one in desk.tiers.all()}

    def draft(one: Tier, **more: Any) -> TierDraft:
        return replace(TierDraft(one.id, one.title("en"), one.sign("en"), one.palette, one.kind, rule=one.rule), **more)

    desk.tiers.save(
        [
            draft(steps["base"]),
            TierDraft(None, "Silver", "S", "regular", rule=SILVER),
            TierDraft(None, "Gold", "G", "vip", rule=GOLD),
            *(draft(steps[key], rule=BY_HAND) for key in ("sleeping", "lost")),
            draft(steps["dnd"]),
        ]
    )


def moved(preview: TierPreview) -> dict[int, TierMove]:
    """The moves by client."""
    return {move.client_id: move for move in preview.moves}


def buy(desk: Desk, client: int, day: date = TODAY, total: int = 100_000) -> int:
    """One receipt."""
    return desk.sales.add(PurchaseDraft(client, day, total=total))


# ---------------------------------------------------------------- golden values of 7.7


def test_sums_of_a_year_put_the_golden_shop_on_silver_and_gold(desk: Desk) -> None:
    metals(desk)
    names = {one.key: one.name for one in desk.tiers.all()}
    shown = desk.tiers.preview()
    after = {
        client: names[{one.id: one.key for one in desk.tiers.all()}[m.after]] for client, m in moved(shown).items()
    }
    silver, gold = (sorted(c for c, name in after.items() if name == metal) for metal in ("Silver", "Gold"))
    assert (silver, gold) == ([4, 7, 10, 14], [1, 2, 5])
    assert (moved(shown)[7].reason, moved(shown)[7].value, moved(shown)[7].bound) == (MONEY, 300_000, 300_000)
    assert (shown.changed, shown.clients) == (7, 14)
    applied = desk.tiers.apply()
    assert applied.changed == 7
    assert sorted(stands(desk).values()).count("base") == 7
    assert desk.tiers.preview().changed == 0


def test_who_bought_by_the_data_of_a_file_is_no_potential_client(golden: Shop) -> None:
    """Three who asked and have no purchase day; of one a file gave a total, of another the day of the last purchase."""
    golden.sign_in().close()
    with raw(golden) as connection:
        connection.execute("update client set interested = 1 where id in (9, 11, 12)")
        connection.execute("update client set opening_total = 500000 where id = 9")
        connection.execute("update client set opening_last = '2023-05-05' where id = 12")
    desk = golden.sign_in()
    potential = tier(desk, "potential")
    moves = moved(desk.tiers.preview())
    assert [client for client, move in moves.items() if move.after == potential] == [11]
    assert desk.tiers.preview(apart=True) == desk.tiers.preview()


def test_the_rules_are_tried_apart_as_they_are_here(desk: Desk) -> None:
    assert desk.tiers.preview(apart=True) == desk.tiers.preview()


def test_the_default_rules_on_the_golden_shop(desk: Desk) -> None:
    shown = desk.tiers.preview()
    keys = {one.id: one.key for one in desk.tiers.all()}
    found = {client: (keys[m.after], m.reason, m.value, m.bound) for client, m in moved(shown).items()}
    assert found == {
        1: ("regular", PURCHASES, 7, 5),
        2: ("lost", LOST, 107, None),
        4: ("lost", LOST, 122, None),
        5: ("lost", LOST, 121, None),
        13: ("lost", LOST, 102, None),
    }
    assert shown.counts[tier(desk, "base")] == (14, 9)
    assert shown.turns == {(tier(desk, "base"), tier(desk, "regular")): 1, (tier(desk, "base"), tier(desk, "lost")): 4}


@pytest.mark.proves("N07")
def test_taking_a_recalculation_back_leaves_everything_as_it_was(golden: Shop) -> None:
    desk = golden.sign_in()
    desk.clients.set_tier(3, tier(desk, "vip"), "жена владельца")
    desk.clients.set_tier(10, tier(desk, "sleeping"), "уехала")
    before, notes = stands(desk), noted(golden)
    desk = golden.sign_in()
    applied = desk.tiers.apply()
    assert applied.batch is not None
    assert stands(desk) != before
    result = desk.importing.undo(applied.batch)
    assert (result.restored, result.conflicts) == (5, ())
    assert stands(desk) == before
    assert noted(golden) == notes
    desk = golden.sign_in()
    assert desk.tiers.preview().changed == 5


@pytest.mark.proves("N07")
def test_a_tier_changed_since_is_kept_and_named(desk: Desk) -> None:
    applied = desk.tiers.apply()
    assert applied.batch is not None
    desk.clients.set_tier(2, tier(desk, "vip"), "вернулась с большим заказом")
    desk.tiers.lock([4])
    result = desk.importing.undo(applied.batch)
    assert result.restored == 3
    assert [(kept.client_id, kept.fields) for kept in result.conflicts] == [(2, ("tier_id",)), (4, ("tier_id",))]
    found = stands(desk)
    assert (found[2], found[4], found[1]) == ("vip", "lost", "base")


# ---------------------------------------------------------------- by hand


def test_a_tier_set_by_hand_stays_until_it_is_given_back(desk: Desk) -> None:
    desk.clients.set_tier(2, tier(desk, "vip"), "крупный заказ")
    assert 2 not in moved(desk.tiers.preview())
    why = desk.tiers.why(2)
    assert (why.by_hand, why.since, why.reason) == (True, TODAY, "")
    assert desk.tiers.unlock([2]) == [2]
    assert desk.tiers.unlock([2]) == []
    assert desk.clients.card(2).tier_reason == ""
    desk.tiers.apply()
    why = desk.tiers.why(2)
    assert (stands(desk)[2], why.by_hand, why.reason, why.value, why.since) == ("lost", False, LOST, 107, TODAY)
    assert why.beneath == tier(desk, "vip")  # rules lower nobody unless they are told to


def test_locked_where_it_stands_nobody_moves(golden: Shop) -> None:
    desk = golden.sign_in()
    assert desk.tiers.lock([1, 2, 4]) == [1, 2, 4]
    assert set(moved(desk.tiers.preview())) == {5, 13}
    desk.close()
    assert actions(golden)[-2] == "client.tier_locked"


def test_who_asked_to_be_left_alone_is_never_touched(desk: Desk) -> None:
    desk.clients.set_tier(1, tier(desk, "dnd"), "просила не звонить")
    desk.tiers.unlock([1])
    desk.tiers.apply()
    assert stands(desk)[1] == "dnd"
    assert desk.tiers.why(1).beneath == tier(desk, "base")


def test_an_advocate_is_marked_and_the_rule_follows(desk: Desk) -> None:
    desk.tiers.mark_advocate(3, on=True)
    assert desk.tiers.why(3).advocate
    applied = desk.tiers.apply()
    assert stands(desk)[3] == "advocate"
    assert applied.batch is not None
    desk.importing.undo(applied.batch)
    assert (stands(desk)[3], desk.tiers.why(3).advocate) == ("base", True)  # the mark is a person's word


# ---------------------------------------------------------------- one sale


def test_a_visit_ends_a_state_at_once_and_taking_it_away_brings_it_back(golden: Shop) -> None:
    desk = golden.sign_in()
    desk.figures.reckon()
    desk.tiers.apply()
    assert stands(desk)[5] == "lost"
    notes = noted(golden)
    desk = golden.sign_in()
    sale = buy(desk, 5)
    why = desk.tiers.why(5)
    assert (stands(desk)[5], why.reason, why.since) == ("regular", "visited", TODAY)  # beneath: five visits a year
    desk.sales.remove(sale)
    assert stands(desk)[5] == "lost"
    assert noted(golden) == notes


def test_a_visit_that_a_file_brings_ends_a_state_and_taking_the_file_back_restores_it(
    golden: Shop, tmp_path: Path
) -> None:
    desk = golden.sign_in()
    desk.figures.reckon()
    desk.tiers.apply()
    before = stands(desk)
    assert (before[4], before[5], before[13]) == ("lost", "lost", "lost")
    notes = noted(golden)
    desk = golden.sign_in()
    file = tmp_path / "till.csv"
    rows = ("91;28.06.2024;Клиент 5;900", "92;02.04.2024;Клиент 13;900", "93;29.06.2024;Клиент 4;0")
    file.write_text("Чек;Дата;Клиент;Сумма\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = brought(desk, file, kind=ImportKind.PURCHASES)
    assert done.counts.created == 3
    # Nobody came in April for the first time, and nothing was bought for nothing.
    assert stands(desk) == before | {5: "regular"}
    assert desk.tiers.why(5).reason == "visited"
    desk.importing.undo(done.batch)
    assert stands(desk) == before
    assert noted(golden) == notes


def test_a_file_ends_no_state_before_anything_was_reckoned(golden: Shop, tmp_path: Path) -> None:
    desk = golden.sign_in()
    desk.clients.set_tier(3, tier(desk, "sleeping"), "как в старой программе")
    file = tmp_path / "till.csv"
    file.write_text("Чек;Дата;Клиент;Сумма\n91;30.06.2024;Клиент 3;900\n", encoding="utf-8")
    brought(desk, file, kind=ImportKind.PURCHASES)
    assert stands(desk)[3] == "sleeping"


def test_an_old_receipt_ends_no_state(desk: Desk) -> None:
    desk.figures.reckon()
    desk.tiers.apply()
    buy(desk, 13, TODAY - timedelta(days=90))
    assert stands(desk)[13] == "lost"


def test_a_state_set_by_hand_ends_with_a_later_visit_alone(golden: Shop) -> None:
    desk = golden.sign_in()
    desk.figures.reckon()
    desk.clients.set_tier(1, tier(desk, "sleeping"), "обиделась")
    buy(desk, 1)  # that day: it may have been before
    assert stands(desk)[1] == "sleeping"
    desk.close()
    golden.clock.at += timedelta(days=1)
    desk = golden.sign_in()
    buy(desk, 1, TODAY + timedelta(days=1))
    assert stands(desk)[1] == "base"
    assert not desk.tiers.why(1).by_hand  # the word was about the state


def test_the_first_purchase_says_why(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft(name="Зинаида", tier_id=tier(desk, "potential")))
    buy(desk, client)
    why = desk.tiers.why(client)
    assert (stands(desk)[client], why.reason, why.by_hand) == ("base", "first_purchase", False)


# ---------------------------------------------------------------- the owner's options


def test_rules_lower_only_where_told_and_after_the_grace(golden: Shop) -> None:
    desk = golden.sign_in()
    metals(desk)
    desk.tiers.apply()
    gold = next(one.id for one in desk.tiers.all() if one.name == "Gold")
    desk.tiers.set_rule(gold, Rule(MONEY, 1_100_000))
    assert desk.tiers.apply().changed == 0  # 1 is not worth it any more, and rules lower nobody
    desk.tiers.decide(TierOptions(demote=True, grace=30))
    desk.close()
    for days, changed in ((30, 0), (31, 1)):
        golden.clock.at = datetime(2024, 6, 30, 9, tzinfo=UTC) + timedelta(days=days)
        desk = golden.sign_in()
        preview = desk.tiers.preview()
        assert (days, preview.changed) == (days, changed)
        desk.close()
    assert (preview.moves[0].client_id, preview.moves[0].reason) == (1, "below.money")


def test_rules_work_by_themselves_only_as_somebody_saw_them_work(golden: Shop) -> None:
    desk = golden.sign_in()
    assert not desk.tiers.rules().options.automatic
    desk.figures.reckon()
    assert set(stands(desk).values()) == {"base"}
    desk.tiers.decide(TierOptions(automatic=True))
    assert desk.tiers.rules().waits
    desk.figures.reckon()  # nobody looked yet at whom they move
    assert set(stands(desk).values()) == {"base"}
    desk.tiers.apply()
    assert not desk.tiers.rules().waits
    desk.close()
    golden.clock.at += timedelta(days=90)
    desk = golden.sign_in()
    desk.figures.reckon()
    assert stands(desk)[7] == "lost"
    [entry] = [e for e in desk.timeline.entries(7) if e.kind is EntryKind.TIER_CHANGED]
    assert (entry.author, entry.detail["rule"], entry.detail["value"]) == ("", LOST, 116)
    desk.tiers.set_rule(tier(desk, "regular"), Rule(PURCHASES, 3))
    assert desk.tiers.rules().waits  # other rules: somebody has to look again
    lost = list(stands(desk).values()).count("lost")
    desk.close()
    told = [line for line in entries(golden) if line["action"] == "tiers.applied"]
    assert [(line["object_kind"], line["count"]) for line in told] == [("batch", 5), ("batch", lost - 4)]


def test_a_rule_that_makes_no_sense_is_refused(desk: Desk) -> None:
    regular, lost = tier(desk, "regular"), tier(desk, "lost")
    for step, rule in (
        (regular, Rule(PURCHASES, 0)),
        (regular, Rule(PURCHASES, 400, 365)),
        (regular, Rule(TOP_SHARE, 101)),
        (regular, Rule(LOST)),
        (lost, Rule(MONEY, 100)),
    ):
        with pytest.raises(Invalid):
            desk.tiers.set_rule(step, rule)
    with pytest.raises(Invalid):
        desk.tiers.decide(TierOptions(grace=-1))
    desk.tiers.set_rule(regular, Rule(PURCHASES, 3))
    assert next(one.rule for one in desk.tiers.all() if one.id == regular) == Rule(PURCHASES, 3)
    desk.tiers.set_rule(regular, Rule(PURCHASES, 5))
    assert next(one.rule for one in desk.tiers.all() if one.id == regular) == Rule(PURCHASES, 5)


def test_nobody_is_put_on_a_hidden_rung(desk: Desk) -> None:
    steps = desk.tiers.all()
    desk.tiers.save(
        [
            TierDraft(one.id, one.title("ru"), one.sign("ru"), one.palette, one.kind, hidden=one.key == "regular")
            for one in steps
        ]
    )
    assert 1 not in moved(desk.tiers.preview())
    assert [one.rule for one in desk.tiers.all()] == [one.rule for one in steps]  # drafts that say nothing of it


def test_the_history_of_a_client_tells_what_the_rules_did(desk: Desk) -> None:
    applied = desk.tiers.apply()
    [entry] = [e for e in desk.timeline.entries(1) if e.kind is EntryKind.TIER_CHANGED]
    detail = entry.detail
    assert (detail["to"], detail["rule"], detail["value"], detail["bound"]) == (tier(desk, "regular"), PURCHASES, 7, 5)
    assert applied.batch is not None
    desk.importing.undo(applied.batch)
    [entry] = [e for e in desk.timeline.entries(1) if e.kind is EntryKind.TIER_CHANGED]
    assert entry.detail["undone"] is True


# ---------------------------------------------------------------- rights


@pytest.fixture(scope="module")
def template_of_staff(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("staffed"))


@pytest.fixture
def staffed(template_of_staff: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with a manager and a seller; closed at the end."""
    made = template_of_staff(tmp_path / "base")
    yield made
    made.close()


def test_rules_and_recalculations_need_their_rights(staffed: Shop) -> None:
    shaped(staffed, Role.MANAGER, {Permission.MASS_CHANGE: Scope.NO, Permission.CHANGE_SETTINGS: Scope.NO})
    desk = manager(staffed)
    for refused in (
        desk.tiers.preview,
        desk.tiers.apply,
        lambda: desk.tiers.decide(TierOptions(automatic=True)),
        lambda: desk.tiers.set_rule(1, BY_HAND),
        lambda: desk.tiers.lock([1, 2]),
    ):
        with pytest.raises(AccessDenied):
            refused()


@pytest.mark.parametrize(("scope", "told"), [(Scope.YES, True), (Scope.NO, False)])
def test_who_may_not_see_sums_is_told_nothing_of_them(staffed: Shop, scope: Scope, told: bool) -> None:
    owner = staffed.sign_in()
    client = owner.clients.ids(ClientFilter())[0]
    owner.tiers.set_rule(tier(owner, "vip"), Rule(MONEY, 50_000))
    buy(owner, client, staffed.clock.at.date(), 60_000)
    owner.close()
    shaped(staffed, Role.MANAGER, {Permission.MASS_CHANGE: Scope.YES, Permission.SEE_SUMS: scope})
    desk = manager(staffed)
    move = moved(desk.tiers.preview())[client]
    assert (move.reason, move.value, move.bound) == (MONEY, *((60_000, 50_000) if told else (None, None)))
    desk.tiers.apply()
    why = desk.tiers.why(client)
    assert (why.reason, why.value) == (MONEY, 60_000 if told else None)
    entry = next(e for e in desk.timeline.entries(client) if e.kind is EntryKind.TIER_CHANGED)
    assert entry.detail["value"] == (60_000 if told else None)


def test_planted_clients_move_with_the_others_and_are_not_counted(staffed: Shop) -> None:
    owner = staffed.sign_in()
    uid = next(uid for uid, name in owner.people.items() if name == MANAGER)
    planted = owner.canaries.plant(uid, ("8 (999) 123-45-01", "canary.one@mail.ru", "+7 999 123-45-03"))
    owner.tiers.set_rule(tier(owner, "regular"), Rule("card"))
    preview = owner.tiers.preview()
    assert not set(planted) & set(moved(preview))
    applied = owner.tiers.apply()
    regular = tier(owner, "regular")
    owner.close()
    desk = manager(staffed)
    assert {desk.clients.card(i).tier_id for i in planted} == {regular}
    desk.close()
    owner = staffed.sign_in()
    assert applied.batch is not None
    owner.importing.undo(applied.batch)
    owner.close()
    desk = manager(staffed)
    assert regular not in {desk.clients.card(i).tier_id for i in planted}
