"""Purchases: what follows from them by fact, figure by figure, after any change, and goes back when they go."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientCard, ClientDraft, ClientState
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.sales import (
    LineDraft,
    PurchaseDraft,
    PurchaseRow,
    ReceiptKind,
    ReceiptStatus,
    SalesFigures,
)
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.imported import brought, csv_file
from tests.story.canonical import canonical

DAY = date(2026, 6, 1)


def money(value: Decimal) -> int:
    """To minor units, halves away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def counted_anew(rows: list[PurchaseRow]) -> SalesFigures:
    """ANALYTICS.md 7.0-7.1 word by word, from nothing but the receipts."""
    done = [row for row in rows if row.status is ReceiptStatus.DONE]
    sales = {row.id: row for row in done if row.total > 0 and row.return_of is None}
    worth = {
        i: sale.total + sum(row.total for row in done if row.return_of == i) for i, sale in sales.items()
    }  # fmt: skip
    per_day: dict[date, int] = {}
    for i, sale in sales.items():
        per_day[sale.day] = per_day.get(sale.day, 0) + worth[i]
    days = sorted(day for day, total in per_day.items() if total > 0)
    checks = [Decimal(total) for total in worth.values() if total > 0]
    gaps = [(after - before).days for before, after in pairwise(days)]
    return SalesFigures(
        purchase_days=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        receipts=len(checks),
        net=sum(row.total for row in done),
        average=money(sum(checks) / len(checks)) if checks else None,
        median=money(median(checks)) if checks else None,
        usual_interval=(days[-1] - days[0]).days / (len(days) - 1) if gaps else None,
        median_gap=float(median(gaps)) if gaps else None,
    )


def some_purchase(chance: random.Random, clients: list[int], sales: list[PurchaseRow]) -> PurchaseDraft:
    """Anything that a person may write down."""
    client = chance.choice(clients)
    day = DAY - timedelta(days=chance.choice((0, 0, 1, 7, 14, 30, 31, 200)))
    if sales and chance.random() < 0.3:
        sold = chance.choice(sales)
        whole = chance.random() < 0.5
        total = abs(sold.total) if whole else chance.randrange(1, abs(sold.total) + 1)
        linked = sold.id if chance.random() < 0.8 else None
        return PurchaseDraft(client, day, total=total, kind=ReceiptKind.REFUND, return_of=linked)
    status = chance.choice((ReceiptStatus.DONE,) * 6 + (ReceiptStatus.DRAFT, ReceiptStatus.CANCELLED))
    if chance.random() < 0.5:
        return PurchaseDraft(client, day, total=chance.choice((0, 1, 99_999, 100_000, 350_001)), status=status)
    lines = [
        LineDraft("Пуэр", chance.randrange(1, 5000), chance.randrange(0, 90_001), discount=chance.choice((0, 100)))
        for _ in range(chance.randrange(1, 4))
    ]
    lines = [line for line in lines if line.quantity * line.unit_price >= line.discount * 1000] or [LineDraft("Чай")]
    return PurchaseDraft(client, day, lines=tuple(lines), status=status)


@pytest.mark.proves("F01")
@pytest.mark.proves("F10")
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_and_state_are_those_of_the_receipts_after_any_edits(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    clients = [desk.clients.create(ClientDraft(name=f"Клиент {number}")) for number in range(3)]
    undo: list[PurchaseDraft] = []
    for step in range(60):
        by_client = {client: desk.sales.purchases(client) for client in clients}
        every = [row for rows in by_client.values() for row in rows]
        client = chance.choice(clients)
        # A refund is linked to a sale of the same client, as the purchase dialog offers them.
        sales = [row for row in by_client[client] if row.total > 0]
        draft = some_purchase(chance, [client] if sales else clients, sales)
        what = chance.random()
        if what < 0.5 or not every:
            desk.sales.add(draft)
        elif what < 0.7:
            desk.sales.change(chance.choice(every).id, draft)
        elif what < 0.9 or not undo:
            undo.append(desk.sales.remove(chance.choice(every).id))
        else:
            desk.sales.add(undo.pop())
        for one in clients:
            card, expected = desk.clients.card(one), counted_anew(desk.sales.purchases(one))
            assert card.figures == expected, (step, one)
            assert (card.state is ClientState.CLIENT) == (expected.purchase_days > 0), (step, one)
    assert all(line.ok for line in desk.checking.run())


# ---------------------------------------------------------------- the state and the automatic rung


def tier(desk: Desk, key: str) -> int:
    """The id of a rung."""
    return next(tier.id for tier in desk.tiers.all() if tier.key == key)


def stands(desk: Desk, client: int) -> tuple[ClientState, str, ClientCard]:
    """State and rung."""
    card = desk.clients.card(client)
    return card.state, next(tier.key for tier in desk.tiers.all() if tier.id == card.tier_id), card


@pytest.fixture
def interested(desk: Desk) -> int:
    """Somebody who asked for prices and stands on the potential rung."""
    client = desk.clients.create(ClientDraft(name="Сафина Алия", tier_id=tier(desk, "potential")))
    desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "спросила цену"))
    return client


@pytest.mark.proves("F12")
@pytest.mark.proves("F10")
def test_the_first_purchase_moves_state_and_rung_and_taking_it_away_puts_both_back(desk: Desk, interested: int) -> None:
    before = desk.clients.card(interested)
    assert stands(desk, interested)[:2] == (ClientState.POTENTIAL, "potential")
    purchase = desk.sales.add(PurchaseDraft(interested, DAY, total=86_000))
    state, rung, card = stands(desk, interested)
    assert (state, rung, card.figures.first) == (ClientState.CLIENT, "base", DAY)
    draft = desk.sales.remove(purchase)
    after = desk.clients.card(interested)
    assert (after.state, after.tier_id, after.figures) == (before.state, before.tier_id, before.figures)
    desk.sales.add(draft)
    assert stands(desk, interested)[:2] == (ClientState.CLIENT, "base")
    told = [e.detail["rule"] for e in desk.timeline.entries(interested, kinds=[EntryKind.TIER_CHANGED])]
    assert told == ["first_purchase", "no_purchase", "first_purchase"]


@pytest.mark.proves("F10")
def test_interest_goes_with_the_last_dealing_that_showed_it(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft(name="Орлова Наталья"))
    note = desk.timeline.record(InteractionDraft(client, EntryKind.NOTE, "видели на ярмарке"))
    assert stands(desk, client)[0] is ClientState.MARKET
    call = desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "спросила цену"))
    visit = desk.timeline.record(InteractionDraft(client, EntryKind.VISIT, "зашла"))
    assert stands(desk, client)[0] is ClientState.POTENTIAL
    called = desk.timeline.remove(call)
    assert stands(desk, client)[0] is ClientState.POTENTIAL
    desk.timeline.remove(visit)
    assert stands(desk, client)[0] is ClientState.MARKET
    again = desk.timeline.record(called)
    purchase = desk.sales.add(PurchaseDraft(client, DAY, total=100))
    desk.timeline.remove(again)
    desk.timeline.remove(note)
    assert stands(desk, client)[0] is ClientState.CLIENT
    desk.sales.remove(purchase)
    assert stands(desk, client)[0] is ClientState.MARKET


def test_interest_that_a_person_wrote_down_stays(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft(name="Орлова Наталья", interested=True))
    desk.timeline.remove(desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "спросила цену")))
    assert stands(desk, client)[0] is ClientState.POTENTIAL


@pytest.mark.proves("F10")
def test_a_later_purchase_that_goes_leaves_a_client(desk: Desk, interested: int) -> None:
    first = desk.sales.add(PurchaseDraft(interested, DAY, total=100))
    desk.sales.add(PurchaseDraft(interested, DAY + timedelta(days=5), total=100))
    desk.sales.remove(first)
    state, rung, card = stands(desk, interested)
    assert (state, rung, card.figures.first) == (ClientState.CLIENT, "base", DAY + timedelta(days=5))


@pytest.mark.proves("F10")
@pytest.mark.parametrize("how", ["refunded", "cancelled", "another client's"])
def test_a_purchase_that_was_none_after_all(desk: Desk, interested: int, how: str) -> None:
    other = desk.clients.create(ClientDraft(name="Орлова Наталья", tier_id=tier(desk, "potential")))
    sale = PurchaseDraft(interested, DAY, total=86_000)
    purchase = desk.sales.add(sale)
    if how == "refunded":
        refund = PurchaseDraft(interested, DAY, total=86_000, kind=ReceiptKind.REFUND, return_of=purchase)
        desk.sales.add(refund)
    elif how == "cancelled":
        desk.sales.change(purchase, PurchaseDraft(interested, DAY, total=86_000, status=ReceiptStatus.CANCELLED))
    else:
        desk.sales.change(purchase, PurchaseDraft(other, DAY, total=86_000))
    assert stands(desk, interested)[:2] == (ClientState.POTENTIAL, "potential")
    bought = how == "another client's"
    assert stands(desk, other)[:2] == ((ClientState.CLIENT, "base") if bought else (ClientState.MARKET, "potential"))


@pytest.mark.proves("F12")
@pytest.mark.proves("F10")
def test_a_rung_chosen_by_hand_stays(desk: Desk, interested: int) -> None:
    purchase = desk.sales.add(PurchaseDraft(interested, DAY, total=86_000))
    desk.clients.set_tier(interested, tier(desk, "vip"), "ресторан")
    desk.sales.remove(purchase)
    assert stands(desk, interested)[:2] == (ClientState.POTENTIAL, "vip")
    desk.clients.set_tier(interested, tier(desk, "potential"), "ошиблись")
    desk.sales.add(PurchaseDraft(interested, DAY, total=86_000))
    assert stands(desk, interested)[:2] == (ClientState.CLIENT, "potential")


def test_anonymous_sales_are_nobodys(desk: Desk, interested: int) -> None:
    purchase = desk.sales.add(PurchaseDraft(None, DAY, total=500))
    assert desk.clients.card(interested).figures == SalesFigures()
    assert desk.sales.remove(purchase).client_id is None
    with pytest.raises(NotFound):
        desk.sales.remove(purchase)


@pytest.mark.parametrize(
    ("draft", "refused"),
    [
        (PurchaseDraft(1, date(2026, 7, 2), total=1), {"day": "future"}),
        (PurchaseDraft(1, DAY), {"total": "empty"}),
        (PurchaseDraft(1, DAY, total=-1), {"total": "negative"}),
        (PurchaseDraft(1, DAY, lines=(LineDraft(" "),)), {"lines": "empty"}),
    ],
)
def test_a_purchase_that_cannot_be_saved(desk: Desk, interested: int, draft: PurchaseDraft, refused: object) -> None:
    with pytest.raises(Invalid) as caught:
        desk.sales.add(draft)
    assert caught.value.fields == refused
    assert desk.sales.purchases(interested) == []


def test_goods_come_back_from_what_this_client_bought(desk: Desk, interested: int) -> None:
    with pytest.raises(NotFound):
        desk.sales.add(PurchaseDraft(interested, DAY, total=100, kind=ReceiptKind.REFUND, return_of=777))
    sold = desk.sales.add(PurchaseDraft(interested, DAY, total=500))
    with pytest.raises(Invalid) as caught:
        desk.sales.add(PurchaseDraft(None, DAY, total=100, kind=ReceiptKind.REFUND, return_of=sold))
    assert caught.value.fields == {"return_of": "of_another"}
    back = desk.sales.add(PurchaseDraft(interested, DAY, total=100, kind=ReceiptKind.REFUND, return_of=sold))
    with pytest.raises(NotFound):
        desk.sales.change(back, PurchaseDraft(interested, DAY, total=100, kind=ReceiptKind.REFUND, return_of=777))
    assert [row.return_of for row in desk.sales.purchases(interested)] == [sold, None]


@pytest.mark.proves("N07")
@pytest.mark.proves("F10")
def test_an_import_of_purchases_taken_back_puts_state_and_rung_back(desk: Desk, tmp_path: Path) -> None:
    client = desk.clients.create(ClientDraft(name="Сафина Алия", code="К-1", tier_id=tier(desk, "potential")))
    desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "спросила цену"))
    before = canonical(desk)
    rows = [("Дата", "Номер чека", "Код клиента", "Сумма"), *((f"0{n}.06.2026", f"{n}", "К-1", "860") for n in (1, 2))]
    batch = brought(desk, csv_file(tmp_path / "sales.csv", rows)).batch
    state, rung, card = stands(desk, client)
    assert (state, rung, card.figures.purchase_days) == (ClientState.CLIENT, "base", 2)
    desk.importing.undo(batch)
    assert stands(desk, client)[:2] == (ClientState.POTENTIAL, "potential")
    assert canonical(desk) == before
