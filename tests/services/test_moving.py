"""Clients change their portfolio: they come under another key whole, and who left something for others keeps none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, Permission, Role, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, NoKey, NotFound
from clientcrm.domain.imports import FileChoice, ImportOptions
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.journals import actions, entries, verdict
from tests.services.raw import make_filled, raw
from tests.services.test_staff import come_in
from tests.support import PASSWORD, Shop

PHONE, MAIL = "+79162040017", "sveta@example.org"
SVETA = ClientDraft(
    name="Ковальчук Светлана",
    address="улица Лесная, 7",
    note="любит улун",
    tags=("опт",),
    contacts=(
        ContactDraft(ContactKind.PHONE, PHONE, PHONE, label="рабочий", primary=True),
        ContactDraft(ContactKind.EMAIL, MAIL, MAIL),
    ),
)


def fill(desk: Desk) -> None:
    """Two portfolios; a manager of the first who may move clients; a client with everything that is sealed."""
    second = desk.staff.add_portfolio("Второй", [], PASSWORD)
    assert second == 2
    desk.staff.add("Марк", "manager", [1], PASSWORD)
    client = desk.clients.create(SVETA)
    desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "говорили о чае"))
    desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), total=35_000, comment="в подарок"))
    desk.clients.mass_tag([client], "сестра")
    desk.clients.create(replace(SVETA, name="Орлова Ольга", contacts=()))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("moving"), fill)


@pytest.fixture
def shop(two: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with two portfolios, closed at the end."""
    made = two(tmp_path / "base")
    yield made
    made.close()


def as_manager(shop: Shop) -> Desk:
    """Mark, who reads the first portfolio alone, with a password of his own."""
    owner = shop.sign_in()
    uid = next(row.uid for row in owner.staff.people() if row.name == "Марк")
    added = owner.staff.reset(uid, PASSWORD)
    owner.close()
    return come_in(shop, "Марк", added)


def whole(desk: Desk, client: int) -> None:
    """Everything that is sealed of the client can be read."""
    card = desk.clients.card(client)
    assert (card.address, card.note, set(card.tags)) == ("улица Лесная, 7", "любит улун", {"опт", "сестра"})
    assert [line.masked for line in card.contacts] != []
    assert [(c.value, c.label) for c in desk.clients.show_contacts(client).contacts] == [(PHONE, "рабочий"), (MAIL, "")]
    told = {entry.kind: entry.text for entry in desk.timeline.entries(client)}
    assert told[EntryKind.CALL] == "говорили о чае"
    [receipt] = desk.sales.purchases(client)
    assert receipt.comment == "в подарок"
    for text in (PHONE, "0017", MAIL, "Ковальчук"):
        assert list(desk.clients.ids(ClientFilter(text=text))) == [client], text


def homes(shop: Shop, client: int) -> set[int]:
    """The portfolios that any row about the client names."""
    tables = ("client_private", "contact_point", "client_tag", "timeline_entry", "purchase", "inbox_item")
    with raw(shop) as connection:
        found = set(connection.execute("select portfolio from client where id = ?", (client,)))
        for table in tables:
            query = f"select portfolio from {table} where client_id = ?"
            found |= set(connection.execute(query, (client,)))
        effects = "select portfolio from batch_effect where object_kind = 'client' and object_id = ?"
        found |= set(connection.execute(effects, (client,)))
    return {row[0] for row in found}


def test_a_moved_client_is_whole_under_the_other_key_and_goes_back(shop: Shop) -> None:
    owner = shop.sign_in()
    batch = owner.clients.move([1, 1], 2)
    whole(owner, 1)
    assert owner.clients.card(1).portfolio == "Второй"
    assert owner.clients.card(2).portfolio == "Магазин"
    assert owner.clients.ids(ClientFilter(portfolios=(2,))).tolist() == [1]
    assert all(line.ok for line in owner.checking.run())
    shop.close()
    assert homes(shop, 1) == {2}

    owner = shop.sign_in()
    assert owner.importing.undo(batch).restored == 1
    whole(owner, 1)
    assert owner.clients.card(1).portfolio == "Магазин"
    again = owner.clients.move([1], 2)
    owner.clients.move([1], 1)
    [conflict] = owner.importing.undo(again).conflicts
    assert conflict.fields == ("portfolio",)
    assert owner.clients.card(1).portfolio == "Магазин"
    shop.close()
    assert homes(shop, 1) == {1}
    assert [entry["count"] for entry in entries(shop) if entry["action"] == "client.moved"] == [1, 1, 1]
    assert verdict(shop.sign_in()) == ""


def test_an_import_that_made_a_client_is_taken_back_after_a_move(shop: Shop, tmp_path: Path) -> None:
    listing = tmp_path / "list.csv"
    listing.write_text("ФИО;Телефон\nКузнецов Пётр;+79031112233\n", "utf-8")
    owner = shop.sign_in()
    done = owner.importing.apply(owner.importing.check(owner.importing.plan(FileChoice(listing))).batch)
    [client] = owner.clients.ids(ClientFilter(text="Кузнецов"))
    owner.clients.move([client], 2)
    assert owner.importing.undo(done.batch).conflicts  # somebody touched the client since: it stays
    assert owner.clients.card(client).portfolio == "Второй"


def test_what_is_moved_out_of_reach_waits_for_its_next_reader(shop: Shop) -> None:
    manager = as_manager(shop)
    manager.clients.move([1], 2)
    assert list(manager.clients.ids(ClientFilter())) == [2]
    for look in (manager.clients.card, manager.clients.show_contacts):
        with pytest.raises(NotFound):
            look(1)
    assert manager.sales.purchases(1) == []
    manager.close()
    assert homes(shop, 1) == {2}
    with raw(shop) as connection:
        assert connection.execute("select count(*) from contact_point where client_id = 1").fetchone() == (0,)
        assert connection.execute("select count(*) from inbox_item").fetchone() == (1,)

    owner = shop.sign_in()
    whole(owner, 1)
    assert all(line.ok for line in owner.checking.run())
    owner.close()
    with raw(shop) as connection:
        assert connection.execute("select count(*) from inbox_item").fetchone() == (0,)
    assert "inbox.collected" in actions(shop)


def test_a_manager_does_not_move_what_is_not_seen_nor_somewhere_unknown(shop: Shop) -> None:
    owner = shop.sign_in()
    owner.clients.move([1], 2)
    owner.close()
    manager = as_manager(shop)
    batch = manager.clients.move([1], 1)
    assert manager.importing.undo(batch).restored == 0
    with pytest.raises(NotFound):
        manager.clients.move([2], 7)
    manager.close()
    assert homes(shop, 1) == {2}


def test_who_may_not_reassign_moves_nobody_and_takes_no_move_back(shop: Shop) -> None:
    owner = shop.sign_in()
    batch = owner.clients.move([2], 2)
    owner.clients.move([2], 1)
    uid = next(row.uid for row in owner.staff.people() if row.name == "Марк")
    owner.staff.set_role(uid, "seller", PASSWORD)
    owner.close()
    seller = as_manager(shop)
    with pytest.raises(AccessDenied):
        seller.clients.move([2], 2)
    with pytest.raises((AccessDenied, NotFound)):
        seller.importing.undo(batch)


def test_who_may_not_reassign_takes_no_reassignment_back(shop: Shop) -> None:
    owner = shop.sign_in()
    mark = next(row.uid for row in owner.staff.people() if row.name == "Марк")
    batch = owner.clients.mass_assign([1], mark)
    assert owner.importing.may_undo(batch)
    owner.staff.set_role(mark, "seller", PASSWORD)
    owner.close()
    seller = as_manager(shop)
    assert not seller.importing.may_undo(batch)
    with pytest.raises(AccessDenied):
        seller.importing.undo(batch)
    seller.close()
    owner = shop.sign_in()
    assert owner.importing.undo(batch).restored == 1
    assert not owner.importing.may_undo(batch)


def test_a_form_does_not_move_anybody(shop: Shop) -> None:
    owner = shop.sign_in()
    form = owner.clients.form(1)
    owner.clients.change(1, form.version, replace(form.draft, portfolio=2, city="Тула"))
    whole(owner, 1)
    assert (owner.clients.card(1).portfolio, owner.clients.card(1).city) == ("Магазин", "Тула")


# ---------------------------------------------------------------- writing without reading


def reception(shop: Shop) -> Desk:
    """Somebody who adds clients to the second portfolio and reads nothing."""
    owner = shop.sign_in()
    added = owner.staff.add("Рита", "seller", [], PASSWORD)
    owner.staff.set_writes_to(added.uid, [2], PASSWORD)
    owner.close()
    return come_in(shop, "Рита", added)


def test_who_may_only_add_does_not_read_back_and_the_reader_finds_everything(shop: Shop, tmp_path: Path) -> None:
    desk = reception(shop)
    assert desk.user.portfolios == frozenset()
    client = desk.clients.create(replace(SVETA, name="Новикова Анна"))
    assert list(desk.clients.ids(ClientFilter())) == []
    for text in (PHONE, "0017", "Новикова"):
        assert list(desk.clients.ids(ClientFilter(text=text))) == []
    assert desk.clients.rows([client]) == []
    assert desk.clients.lookalikes(SVETA) == []
    for look in (desk.clients.card, desk.clients.form, desk.clients.show_contacts):
        with pytest.raises(NotFound):
            look(client)
    assert desk.timeline.entries(client) == []
    with pytest.raises(NoKey):
        desk.clients.create(replace(SVETA, portfolio=1))
    desk.close()
    owner = shop.sign_in()
    card = owner.clients.card(client)
    assert (card.portfolio, card.address, card.note, card.tags) == ("Второй", SVETA.address, SVETA.note, ("опт",))
    assert [c.value for c in owner.clients.show_contacts(client).contacts] == [PHONE, MAIL]
    assert list(owner.clients.ids(ClientFilter(text=PHONE))) == [1, client]
    assert all(line.ok for line in owner.checking.run())


def test_a_file_is_not_read_into_a_portfolio_that_cannot_be_compared_with(shop: Shop, tmp_path: Path) -> None:
    owner = shop.sign_in()
    role = READY[Role.SELLER].with_scope(Permission.IMPORT, Scope.YES)
    owner.staff.save_roles([role], PASSWORD)
    owner.close()
    desk = reception(shop)
    listing = tmp_path / "list.csv"
    listing.write_text("ФИО;Телефон\nКузнецов Пётр;+79031112233\n", "utf-8")
    with pytest.raises(NoKey):
        desk.importing.plan(FileChoice(listing))
    with pytest.raises(NoKey):
        desk.importing.plan(FileChoice(listing), options=ImportOptions(portfolio=2))


def test_a_long_inbox_is_fetched_by_the_slice(shop: Shop) -> None:
    desk = reception(shop)
    for number in range(7):
        desk.clients.create(replace(SVETA, name=f"Гость {number}", contacts=SVETA.contacts[:1]))
    desk.close()
    with raw(shop) as connection:  # one was spoiled by somebody who can write the file: it holds nobody up
        connection.execute("update inbox_item set sealed = x'0200000001ff' where id = 2")
    owner = shop.sign_in()
    assert owner.inbox.collect() == 0
    owner.flush()
    shown = [len(owner.clients.show_contacts(i).contacts) for i in owner.clients.ids(ClientFilter(text="Гость"))]
    assert sorted(shown) == [0, 1, 1, 1, 1, 1, 1]
    owner.close()
    with raw(shop) as connection:
        assert connection.execute("select count(*) from inbox_item").fetchone() == (1,)
