"""Why a client left: written down by hand from a short list, asked for with the tier of the lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.errors import Invalid
from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft

BEFORE, SINCE = datetime(2026, 6, 20, 9, tzinfo=UTC), date(2026, 6, 21)


def left(desk: Desk) -> dict[str, int]:
    return {one["reason"]: one["clients"] for one in desk.figures.ask("leaving-reasons", None, {})["reasons"]}


@pytest.mark.proves("F47")
def test_the_last_reason_counts_until_the_client_comes_again(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft(name="Орлова Дарья"))
    desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), total=500, employee="Света"))
    desk.timeline.record(InteractionDraft(client, EntryKind.LEFT, "", BEFORE, LeftReason.PRICE))
    entry = desk.timeline.record(
        InteractionDraft(client, EntryKind.LEFT, "нагрубили", BEFORE, LeftReason.OFFENDED, "Игорь")
    )
    assert left(desk) == {"offended": 1}
    found = desk.figures.ask("leaving-reasons", None, {})
    assert found["employees"] == [{"reason": "offended", "employee": "Игорь", "clients": 1, "ids": [1]}]
    draft = desk.timeline.remove(entry)
    found = desk.figures.ask("leaving-reasons", None, {})
    sold_last = {"reason": "price", "employee": "Света", "clients": 1, "ids": [1]}
    assert found["employees"] == [sold_last]
    assert (draft.left, draft.employee, draft.text) == (LeftReason.OFFENDED, "Игорь", "нагрубили")
    desk.timeline.record(draft)
    assert left(desk) == {"offended": 1}
    desk.sales.add(PurchaseDraft(client, SINCE, total=700))
    assert left(desk) == {}
    told = desk.timeline.entries(client, kinds=(EntryKind.LEFT,))
    assert [entry.detail["left"] for entry in told] == ["offended", "price"]


@pytest.mark.proves("F47")
def test_who_is_called_lost_by_hand_is_so_for_a_reason(desk: Desk) -> None:
    clients = [desk.clients.create(ClientDraft(name=name)) for name in ("Ли Виктор", "Зимин Пётр")]
    lost = next(tier.id for tier in desk.tiers.all() if tier.key == "lost")
    for refused in (
        lambda: desk.clients.set_tier(clients[0], lost, "не отвечает"),
        lambda: desk.clients.mass_set_tier(clients, lost, ""),
        lambda: desk.timeline.record(InteractionDraft(clients[0], EntryKind.LEFT, "устал")),
        lambda: desk.timeline.record(InteractionDraft(clients[0], EntryKind.NOTE, "о", left=LeftReason.PRICE)),
    ):
        with pytest.raises(Invalid):
            refused()
    batch = desk.clients.mass_set_tier(clients, lost, "", LeftReason.MOVED)
    assert left(desk) == {"moved": 2}
    desk.importing.undo(batch)
    assert desk.clients.card(clients[0]).tier_id != lost
