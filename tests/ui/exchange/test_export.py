"""Clients going out to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from tests.ui.exchange.screens import ExchangeScreen
from ui.exchange.export_choices import FOLDER_KEY
from ui.exchange.export_dialog import ExportDialog
from ui.widgets.dialog import Dialog


@pytest.fixture
def shop(desk: Desk, tmp_path: Path, screen: ExchangeScreen) -> ExchangeScreen:
    """Three clients, and a folder for files."""
    for name, phone in (("Ковальчук Светлана", "+79162040017"), ("Ли Виктор", "+79095555555"), ("Орлова Дарья", "")):
        contacts = (ContactDraft(ContactKind.PHONE, phone, phone, primary=True),) if phone else ()
        desk.clients.create(ClientDraft(name=name, contacts=contacts, consent=name != "Ли Виктор"))
    out = tmp_path / "выгрузки"
    out.mkdir()
    screen.context.preferences.set(FOLDER_KEY, str(out))
    screen.settle()
    return screen


def asks(screen: ExchangeScreen, **place: object) -> ExportDialog:
    """Open the export dialog."""
    screen.context.open("exchange", export=True, **place)
    screen.settle()
    dialog = screen.dialog
    assert isinstance(dialog, ExportDialog)
    return dialog


def written(tmp_path: Path) -> list[Path]:
    """The files that went out."""
    return sorted((tmp_path / "выгрузки").iterdir())


def test_everyone_goes_out_to_excel(shop: ExchangeScreen, tmp_path: Path) -> None:
    dialog = asks(shop)
    assert "В файле будут персональные данные." in shop.texts(dialog)
    shop.presses("Выгрузить 3 клиентов", dialog)
    assert "В файле 3 клиента." in shop.texts(dialog)
    assert [path.suffix for path in written(tmp_path)] == [".xlsx"]
    assert written(tmp_path)[0].name.startswith("Клиенты_Чайный дом_")
    shop.presses("Готово", dialog)


def test_purchases_are_counted_while_they_are_written(
    shop: ExchangeScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are most of the file: without it the line stood still at the last client, and could not be stopped."""
    buyer = desk.clients.ids(ClientFilter())[0]
    for _ in range(3):
        desk.sales.add(PurchaseDraft(buyer, date(2025, 5, 14), (LineDraft("Пуэр", unit_price=90_000, total=90_000),)))
    shop.settle()
    monkeypatch.setattr("clientcrm.services.exports.receipts._TOLD_EACH", 1)
    dialog = asks(shop)
    told: list[tuple[int, int]] = []
    dialog._advance = lambda done, total: told.append((done, total))  # type: ignore[method-assign]
    shop.presses("Выгрузить 3 клиентов", dialog)
    assert told == [(0, 3), (0, 3), (1, 3), (2, 3)]
    said = shop.texts(dialog)
    assert "В файле 3 клиента." in said
    assert "И 3 строки покупок." in said


def test_an_export_is_known_again_and_adds_nobody(shop: ExchangeScreen, tmp_path: Path) -> None:
    shop.presses("Выгрузить 3 клиентов", asks(shop))
    shop.presses("Готово", shop.dialog)
    shop.loads(written(tmp_path)[0])
    shop.goes_on()
    assert "Это полная копия из этой программы" in shop.texts()
    shop.settles_columns()
    shop.goes_on()
    rows, added, _updated, _skipped, failed = shop.counts()
    assert (rows, added, failed) == (3, 0, 0)


@pytest.mark.parametrize(("key", "ending"), [("csv", ".csv"), ("vcf", ".vcf")])
def test_other_formats(shop: ExchangeScreen, tmp_path: Path, key: str, ending: str) -> None:
    dialog = asks(shop)
    dialog.format._cells[key].click()
    shop.settle()
    shop.presses("Выгрузить 3 клиентов", dialog)
    assert [path.suffix for path in written(tmp_path)] == [ending]


def test_marked_clients_only(shop: ExchangeScreen, desk: Desk, tmp_path: Path) -> None:
    ids = list(desk.clients.ids(ClientFilter(text="Орлова"), shop_order()))
    dialog = asks(shop, clients=ids)
    assert "1 отмеченный клиент" in shop.texts(dialog)
    shop.presses("Выгрузить 1 клиента", dialog)
    assert len(written(tmp_path)) == 1


def test_those_of_the_list(shop: ExchangeScreen) -> None:
    dialog = asks(shop, filter=ClientFilter(text="Ли"))
    assert "Те, что сейчас в списке" in shop.texts(dialog)
    assert dialog.go.text() == "Выгрузить 1 клиента"


def test_a_short_password_is_refused(shop: ExchangeScreen, tmp_path: Path) -> None:
    dialog = asks(shop)
    dialog.locked.click()
    dialog.password.set_text("мало")
    shop.presses("Выгрузить 3 клиентов", dialog)
    assert dialog.password.error() == "Не меньше 8 знаков."
    assert written(tmp_path) == []


def test_a_file_closed_with_a_password(shop: ExchangeScreen, tmp_path: Path) -> None:
    dialog = asks(shop)
    dialog.locked.click()
    dialog.password.set_text("самовар и чай")
    shop.presses("Выгрузить 3 клиентов", dialog)
    assert written(tmp_path)[0].read_bytes()[:4] == b"\xd0\xcf\x11\xe0"


def test_another_place(shop: ExchangeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "для Марины.xlsx"
    monkeypatch.setattr("ui.file_dialogs.save_file", lambda _o, _t, _f, then, _s: then(wanted))
    dialog = asks(shop)
    shop.presses("Другое место", dialog)
    assert dialog.path() == wanted
    shop.presses("Выгрузить 3 клиентов", dialog)
    assert wanted.exists()


def test_a_second_file_gets_a_number(shop: ExchangeScreen, tmp_path: Path) -> None:
    for _ in range(2):
        shop.presses("Выгрузить 3 клиентов", asks(shop))
        shop.presses("Готово", shop.dialog)
    assert [path.stem.endswith("(2)") for path in written(tmp_path)] == [True, False]


def test_closing_the_dialog_leaves_the_work_to_the_background(shop: ExchangeScreen, tmp_path: Path) -> None:
    dialog = asks(shop)
    dialog.go.click()
    dialog.close_dialog()
    shop.settle()
    assert shop.last_toast().text.startswith("Выгружено 3 клиента")
    assert len(written(tmp_path)) == 1


def test_with_nobody_there_is_nothing_to_export(screen: ExchangeScreen) -> None:
    dialog = asks(screen)
    assert not dialog.go.isEnabled()
    assert dialog.go.toolTip() == "Выгружать некого."


def test_escape_closes_the_dialog(shop: ExchangeScreen) -> None:
    dialog = asks(shop)
    dialog.escape()
    shop.settle()
    assert not [one for one in shop.page.window().findChildren(Dialog) if one.is_open()]


def shop_order():  # type: ignore[no-untyped-def]
    """The usual order of the list."""
    from clientcrm.domain.clients import ClientOrder

    return ClientOrder()
