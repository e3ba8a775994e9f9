"""What a right does not give is given by no side way either: errors, forms, receipts taken back, files of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, Permission, Role, RoleRights, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, Conflict
from clientcrm.domain.exports import ExportPlan
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.sales import PurchaseDraft
from tests.services.journals import actions, entries, hire
from tests.services.raw import make_filled
from tests.support import PASSWORD as OWNERS_PASSWORD
from tests.support import Shop

PASSWORD = "одноразовый-1"
MINE, FREE, OWNERS, BROUGHT = 1, 2, 3, 4
DAY = date(2026, 5, 1)
ROWS = "ФИО;Телефон;Сумма покупок;Количество покупок\nОрлова Дарья;+79161234567;55000;3\nБез Номера;79;100;1\n"
P = Permission


def fill(desk: Desk) -> None:
    """Three typed in, one of whom the owner answers for, and two out of a file."""
    for number in (MINE, FREE, OWNERS):
        digits = f"+7916204{number:04}"
        phone = ContactDraft(ContactKind.PHONE, digits, digits)
        draft = ClientDraft(name=f"Клиент {number}", postcode="300000", address="Садовая, 7", contacts=(phone,))
        desk.sales.add(PurchaseDraft(desk.clients.create(draft), DAY, total=77_700))
    desk.clients.mass_assign([OWNERS], desk.user.uid)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("side_ways"), fill)


@pytest.fixture
def shop(filled: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The shop, closed at the end."""
    made = filled(tmp_path / "base")
    yield made
    made.close()


def bring(desk: Desk, folder: Path) -> int:
    """Load a short file; the batch."""
    path = folder / "list.csv"
    path.write_text(ROWS, "utf-8")
    batch = desk.importing.check(desk.importing.plan(FileChoice(path))).batch
    desk.importing.apply(batch)
    return batch


def as_seller(shop: Shop, **rights: Scope) -> Desk:
    """A seller with these rights changed, who answers for the first client."""
    owner = shop.sign_in()
    uid = hire(shop, owner, "Света", Role.SELLER)
    draft, role = owner._keys.draft(), READY[Role.SELLER]
    said = {**role.rights, **{Permission(name): scope for name, scope in rights.items()}}
    draft.set_policy({"roles": [RoleRights(role.key, "", said, role.quota).to_json()]})
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    owner = shop.sign_in()
    owner.clients.mass_assign([MINE], uid)
    owner.close()
    return shop.sign_in("Света", PASSWORD)


# ---------------------------------------------------------------- contacts


@pytest.mark.proves("F20")
@pytest.mark.attack("T25")
def test_a_conflict_of_versions_tells_no_number(shop: Shop) -> None:
    desk = as_seller(shop)
    form = desk.clients.form(FREE)
    for contacts in ((), form.draft.contacts[:0], (ContactDraft(ContactKind.EMAIL, "a@mail.ru", "a@mail.ru"),)):
        with pytest.raises(Conflict) as caught:
            desk.clients.change(FREE, form.version + 7, replace(form.draft, contacts=contacts))
        _, theirs = caught.value.fields["contacts"]
        assert isinstance(theirs, tuple)
        assert [contact.raw for contact in theirs] == ["+7 916 ••• •• 02"]
        assert "2040002" not in repr(caught.value.fields)
    desk.close()
    assert "contact.shown" not in actions(shop)


@pytest.mark.proves("F19")
def test_whoever_sees_no_contacts_meets_none_in_a_conflict(shop: Shop) -> None:
    desk = as_seller(shop, show_contacts=Scope.NO)
    form = desk.clients.form(FREE)
    with pytest.raises(Conflict) as caught:
        desk.clients.change(FREE, form.version + 7, replace(form.draft, contacts=(), address="Новая, 1"))
    assert not any(secret in repr(caught.value.fields) for secret in ("916", "Садовая", "300000"))


@pytest.mark.proves("F19")
@pytest.mark.parametrize(
    ("scope", "mine", "other"),
    [(Scope.YES, True, True), (Scope.OWN, True, False), (Scope.PARTLY, False, False), (Scope.NO, False, False)],
)
def test_an_address_is_a_contact_and_stays_where_it_is_not_seen(
    shop: Shop, scope: Scope, mine: bool, other: bool
) -> None:
    desk = as_seller(shop, show_contacts=scope)
    for client_id, seen in ((MINE, mine), (OWNERS, other)):
        card, form = desk.clients.card(client_id), desk.clients.form(client_id)
        expected = ("300000", "Садовая, 7") if seen else ("", "")
        assert (card.postcode, card.address) == (form.draft.postcode, form.draft.address) == expected
        desk.clients.change(client_id, form.version, replace(form.draft, city="Тула"))
    desk.close()
    owner = shop.sign_in()
    assert {owner.clients.card(i).address for i in (MINE, OWNERS)} == {"Садовая, 7"}


@pytest.mark.proves("F19")
@pytest.mark.parametrize(("scope", "seen"), [(Scope.YES, True), (Scope.PARTLY, False)])
def test_a_file_beside_the_base_tells_no_more_of_an_address(
    shop: Shop, tmp_path: Path, scope: Scope, seen: bool
) -> None:
    desk = as_seller(shop, show_contacts=scope, **{"import": Scope.YES})
    path = tmp_path / "list.csv"
    path.write_text("Имя;Телефон;Адрес;Город\nКлиент 2;+79162040002;Чужая, 1;Тула\n", "utf-8")
    batch = desk.importing.check(desk.importing.plan(FileChoice(path))).batch
    [pair] = desk.importing.matches(batch)
    told = {name: base for name, base, _ in pair.fields}
    assert told["contacts"] == "+7 916 ••• •• 02"
    assert told.get("address") == ("Садовая, 7" if seen else None)


# ---------------------------------------------------------------- whose client it is


@pytest.mark.proves("F19")
@pytest.mark.attack("T25")
@pytest.mark.parametrize("right", ["see_sums", "show_contacts", "trash_clients"])
def test_nobody_widens_the_own_rights_by_calling_a_client_the_own_one(shop: Shop, right: str) -> None:
    desk = as_seller(shop, **{right: Scope.OWN})
    for client_id in (FREE, OWNERS):
        form = desk.clients.form(client_id)
        with pytest.raises(AccessDenied):
            desk.clients.change(client_id, form.version, replace(form.draft, responsible=desk.user.uid))
        assert desk.clients.rows([client_id])[0].responsible != "Света"
    desk.close()
    assert "access.refused" in actions(shop)


def test_a_free_client_may_be_taken_on_where_it_gives_nothing_and_somebodys_may_not(shop: Shop) -> None:
    desk = as_seller(shop)
    form = desk.clients.form(FREE)
    desk.clients.change(FREE, form.version, replace(form.draft, responsible=desk.user.uid))
    assert desk.clients.form(FREE).draft.responsible == desk.user.uid
    desk.clients.change(FREE, form.version + 1, replace(form.draft, responsible=None))
    theirs = desk.clients.form(OWNERS)
    for uid in (desk.user.uid, None):
        with pytest.raises(AccessDenied):
            desk.clients.change(OWNERS, theirs.version, replace(theirs.draft, responsible=uid))


@pytest.mark.proves("F19")
def test_no_count_tells_who_is_in_other_portfolios(shop: Shop) -> None:
    owner = shop.sign_in()
    other = owner.staff.add_portfolio("Опт", [], OWNERS_PASSWORD)
    owner.clients.create(ClientDraft(name="Дальний", city="Омск", portfolio=other))
    owner.close()
    desk = as_seller(shop, read_journal=Scope.OWN)
    desk.segments.freeze("Омск", ClientFilter(cities=("Омск",)))
    desk.segments.freeze("Все", ClientFilter())
    told = [(line.detail.get("frozen"), line.count) for line in desk.journal.entries(JournalFilter(text=""))]
    assert [count for frozen, count in told if frozen] == [3, 0]
    assert [len(desk.segments.members(one.id)) for one in desk.segments.all()] == [0, 3]


# ---------------------------------------------------------------- sums


@pytest.mark.proves("F19")
def test_sums_of_before_the_receipts_are_sums_too(shop: Shop, tmp_path: Path) -> None:
    bring(shop.sign_in(), tmp_path)
    shop.close()
    desk = as_seller(shop, export=Scope.YES)
    [brought] = desk.clients.ids(ClientFilter(text="Орлова"))
    opening = desk.clients.card(brought).opening
    assert (opening.total, opening.count) == (None, 3)
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx"))
    cells = {str(c) for sheet in load_workbook(done.path) for row in sheet.iter_rows(values_only=True) for c in row}
    assert not any("5500000" in cell or "55000" in cell for cell in cells)
    desk.close()
    assert shop.sign_in().clients.card(brought).opening.total == 5_500_000


@pytest.mark.proves("F19")
def test_a_receipt_taken_away_tells_its_sum_to_whoever_may_see_it(shop: Shop) -> None:
    desk = as_seller(shop)
    theirs = PurchaseDraft(FREE, DAY, total=1)
    for attempt in (lambda: desk.sales.remove(2), lambda: desk.sales.change(2, theirs)):
        with pytest.raises(AccessDenied):
            attempt()
    own = desk.sales.add(PurchaseDraft(FREE, DAY, total=50_000))
    assert desk.sales.change(own, PurchaseDraft(FREE, DAY, total=60_000)).total == 50_000
    assert desk.sales.remove(own).total == 60_000
    desk.close()
    assert "access.refused" in actions(shop)
    owner = shop.sign_in()
    assert [row.total for row in owner.sales.purchases(FREE)] == [77_700]


# ---------------------------------------------------------------- files that others brought


@pytest.mark.proves("F20")
@pytest.mark.attack("T25")
def test_the_rows_of_a_file_are_for_whoever_brought_it(shop: Shop, tmp_path: Path) -> None:
    batch = bring(shop.sign_in(), tmp_path)
    shop.close()
    desk = as_seller(shop, **{"import": Scope.YES})
    out = tmp_path / "report.xlsx"
    for attempt in (
        lambda: desk.importing.staged(batch),
        lambda: desk.importing.matches(batch),
        lambda: desk.importing.report(batch, out),
        lambda: desk.importing.correct(batch, 3, 1, "+79160000000"),
        lambda: desk.importing.redo(batch),
    ):
        with pytest.raises(AccessDenied):
            attempt()
    assert not out.exists()
    assert [row.open for row in desk.importing.batches() if row.id == batch] == [False]
    own = bring(desk, tmp_path)
    assert [row.open for row in desk.importing.batches() if row.id == own] == [True]
    assert desk.importing.staged(own)
    assert desk.importing.report(own, out).exists()
    desk.close()
    refused = [entry for entry in entries(shop) if entry["action"] == "access.refused"]
    assert sum(entry["count"] for entry in refused) == 5
