"""A portfolio under its next key: everything sealed opens as before, nothing opens with the key before."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from clientcrm.crm import Desk
from clientcrm.data.models import Base, Client, ContactPoint
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.services.keys.resealing import SEALED, Resealing
from clientcrm.services.sealing import Seals
from tests.services.leavers import PERSONAL, SHARED, empty_inbox, everything, leave_in_inbox, opened, phone
from tests.services.raw import raw
from tests.support import Shop

# Bytes in the tables that no portfolio seals, and why they stay as they are.
NOT_BY_PORTFOLIO = {
    "access_request.reason": "sealed to the owners' inbox",
    "access_request.ticket": "a signature",
    "batch.sha256": "a digest of the file",
    "batch.fingerprint": "a digest of its headers",
    "client.public_id": "random",
    "contact_point.search_key": "made anew with the sealed value beside it",
    "contact_point.last4_key": "the same",
    "imported_row.row_key": "a fingerprint under the key that its portfolio had then, which is kept for it",
    "inbox_item.sealed": "sealed to the portfolio's inbox, which is renewed beside it",
    "journal_entry.mac": "the journal's own chain",
    "journal_session.seed": "sealed to the owners",
    "journal_session.anchor_head": "the journal's own chain",
    "journal_session.signature": "a signature",
    "owner_document.sealed": "sealed for owners alone",
    "standing_sheet.sheet": "numbers that stand in clear beside it",
}


@pytest.fixture
def shop(staffed: Shop) -> Shop:
    """Four people, eight clients in two portfolios."""
    return staffed


def renew(desk: Desk, *numbers: int) -> None:
    """The portfolios under their next keys, in a new generation."""
    with desk._storage.read() as session:
        from clientcrm.data.models import Portfolio

        ids = {row.id: row.vault_id for row in session.scalars(select(Portfolio))}
    draft = desk._keys.draft()
    for number in numbers:
        draft.renew_portfolio(ids[number])
    draft.new_generation()
    desk._key_changes._renew(draft.sign())
    desk._gate.seals.renew(desk._keys, ids)


def test_every_sealed_column_is_sealed_anew() -> None:
    """Whoever adds a column of bytes says who seals it: one that is forgotten here would be lost at a leaving."""
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name != "uuid"
    }
    sealed = {f"{table.model.__tablename__}.{column}" for table in SEALED for column in table.columns}
    assert columns == sealed | NOT_BY_PORTFOLIO.keys()
    assert not sealed & NOT_BY_PORTFOLIO.keys()


@pytest.mark.parametrize("numbers", [(SHARED,), (PERSONAL,), (SHARED, PERSONAL)])
def test_everything_opens_as_before_under_the_next_key(shop: Shop, numbers: tuple[int, ...]) -> None:
    desk = shop.sign_in()
    leave_in_inbox(desk, PERSONAL, 6)
    leave_in_inbox(desk, SHARED, 1)
    before = everything(desk)
    assert {(table, column) for table, column, _ in before} == {
        *((t.model.__tablename__, column) for t in SEALED for column in t.columns),
        ("inbox_item", "sealed"),
    }
    assert None not in before.values()
    old = {number: desk._gate.seals.key(number) for number in numbers}
    renew(desk, *numbers)
    assert everything(desk) == before
    with desk._storage.read() as session:
        for table in SEALED:
            owned = hasattr(table.model, "portfolio")
            model: Any = table.model
            for row in session.scalars(select(model)):
                number = row.portfolio if owned else SHARED
                for column, kind in table.columns.items():
                    value = getattr(row, column)
                    if value is None or number not in numbers:
                        continue
                    seal = old[number].column(table.model.__tablename__, column, kind)
                    assert opened(seal, row.uuid, value) is None
    assert [line.detail for line in desk.checking.run() if not line.ok] == []
    empty_inbox(desk)
    desk.close()
    assert [line.detail for line in shop.sign_in().checking.run() if not line.ok] == []


def test_clients_are_found_by_their_phones_afterwards(shop: Shop) -> None:
    desk = shop.sign_in()
    desk.clients.more_ids(ClientFilter(text="20400"))  # the index in memory stands
    renew(desk, SHARED, PERSONAL)
    for number in (1, 7):
        assert list(desk.clients.ids(ClientFilter(text=phone(number)))) == [number]
        assert list(desk.clients.ids(ClientFilter(text=phone(number)[-4:]))) == [number]
        assert list(desk.clients.ids(ClientFilter(text=f"client{number}@mail.ru"))) == [number]
        assert number in desk.clients.more_ids(ClientFilter(text=phone(number)[5:]))


def test_new_contacts_are_found_beside_those_from_before(shop: Shop) -> None:
    """Keys of last digits are remembered for a while: not those of the key before."""
    from dataclasses import replace

    desk = shop.sign_in()
    form = desk.clients.form(1)
    desk.clients.change(1, form.version, replace(form.draft, city="Омск"))
    renew(desk, SHARED)
    form = desk.clients.form(2)
    contacts = (replace(form.draft.contacts[0], raw=phone(1), normal=phone(1), id=None),)
    desk.clients.change(2, form.version, replace(form.draft, contacts=contacts))
    assert sorted(desk.clients.ids(ClientFilter(text=phone(1)[-4:]))) == [1, 2]


def test_a_spoiled_value_holds_nobody_up(shop: Shop) -> None:
    """Who is to leave could spoil a value on purpose: it stays spoiled, the rest goes on."""
    with raw(shop) as connection:
        connection.execute("update contact_point set sealed = ? where id = 1", (b"\x01\0\0\0\x01" + bytes(60),))
        connection.execute("update client_private set document = x'00' where client_id = 2")
    desk = shop.sign_in()
    before = everything(desk)
    assert [key for key, value in before.items() if value is None] == [
        ("contact_point", "sealed", (1,)),
        ("client_private", "document", (2,)),
    ]
    renew(desk, SHARED)
    assert everything(desk) == before


def test_moving_seals_under_the_other_portfolios_key(shop: Shop) -> None:
    desk = shop.sign_in()
    leave_in_inbox(desk, PERSONAL, 6)
    before = everything(desk)
    with desk._gate.write(Permission.MANAGE_PEOPLE, "client.moved", "client") as session:
        Resealing(session, desk._gate.seals, desk._gate.seals).move([1, 6, 7], SHARED)
    after = everything(desk)
    assert after == before
    with desk._storage.read() as session:
        assert session.scalars(select(Client.id).where(Client.portfolio == PERSONAL)).all() == [8]
        assert set(session.scalars(select(ContactPoint.client_id).where(ContactPoint.portfolio == PERSONAL))) == {8}
    assert list(desk.clients.ids(ClientFilter(text=phone(6)))) == [6]
    empty_inbox(desk)
    assert [line.detail for line in desk.checking.run() if not line.ok] == []


def test_work_that_is_stopped_leaves_the_base_as_it_was(shop: Shop) -> None:
    desk = shop.sign_in()
    before = everything(desk)

    class Stopped(Exception):
        pass

    def step(_done: int) -> None:
        raise Stopped

    draft = desk._keys.draft()
    draft.renew_portfolio(next(iter(desk._keys.seals)))
    draft.new_generation()
    with pytest.raises(Stopped):
        desk._key_changes._renew(draft.sign(), step=step)
    assert [path.name for path in shop.folder.glob("*.db")] == ["clients.1.db"]
    assert everything(desk) == before
    desk.clients.create(desk.clients.form(1).draft)


def test_seals_of_a_change_close_with_it(shop: Shop) -> None:
    desk = shop.sign_in()
    draft = desk._keys.draft()
    seals = Seals(draft.sign(), {SHARED: next(iter(desk._keys.seals))})
    seals.close()
    assert not seals.readable
