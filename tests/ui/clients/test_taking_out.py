"""Clients leave the list: on paper or as PDF, at once, on request or not at all; and the ways to the export."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from clientcrm.domain.access import Permission, Role, Scope
from clientcrm.domain.export_layout import CLIENT_COLUMNS
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.requests import RequestState
from clientcrm.domain.segments import AllOf, Ask, Without, to_json
from tests.services.asking import SELLER, shaped
from tests.support import OWNER, PASSWORD
from tests.support import Shop as Base
from tests.ui.clients.conftest import open_window, quiet
from tests.ui.clients.screens import ListScreen, Shop
from ui import file_dialogs
from ui.context import Context
from ui.exchange.export_choices import FOLDER_KEY
from ui.exchange.export_dialog import ExportDialog
from ui.exchange.export_page import ExportPage
from ui.main_window import MainWindow
from ui.paper import printing
from ui.paper.print_dialog import PrintDialog
from ui.paper.printed_list import ListPaper, Sheet
from ui.widgets.button import Button

GENEROUS = 1000.0


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A printer that prints into a file, chosen in the system's dialog; the file."""
    paper = tmp_path / "paper.pdf"

    def chosen(_parent: object, name: str, _title: str, then: Callable[[QPagedPaintDevice], None]) -> None:
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setOutputFileName(str(paper))
        device.setDocName(name)
        printing.a4(device)
        then(device)

    monkeypatch.setattr(printing, "has_printer", lambda: True)
    monkeypatch.setattr(printing, "ask_printer", chosen)
    return paper


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No printer; the file that the person chooses instead."""
    path = tmp_path / "list.pdf"
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    monkeypatch.setattr(file_dialogs, "save_file", lambda _parent, _title, _kinds, then, _start: then(path))
    return path


def opened(window: MainWindow) -> PrintDialog:
    """The dialog that is open."""
    [dialog] = [one for one in window.findChildren(PrintDialog) if one.is_open()]
    return dialog


def printed(context: Context) -> list[int]:
    """How many clients each entry about a print tells of."""
    entries = context.desk.journal.entries(JournalFilter(group="taking"))
    return [entry.count for entry in entries if entry.action == "clients.printed"]


@pytest.mark.proves("F24")
def test_the_owner_prints_the_list_with_the_keyboard(clients: ListScreen, shop: Shop, printer: Path) -> None:
    clients.search("Белова")
    clients.list.table.setFocus()
    shop.press("Ctrl+P")
    assert shop.has_button("Напечатать 1 клиента")
    assert shop.says("На бумаге будут персональные данные.")
    assert printed(shop.context) == []  # nothing is read for paper yet
    shop.press("Return")
    assert printed(shop.context) == [1]
    assert printer.read_bytes().startswith(b"%PDF")
    assert shop.dialog() is None
    assert "1 клиент отправлен на печать" in shop.toast()


def test_marked_clients_are_printed_from_their_bar(clients: ListScreen, shop: Shop, printer: Path) -> None:
    clients.mark("Белова Ирина", "Захарова Полина")
    shop.click("Напечатать")
    dialog = opened(shop.window)
    assert dialog.plan().ids == tuple(clients.list.table.marked())
    shop.click("Все клиенты", dialog)
    assert dialog.plan().ids is None
    shop.click("2 отмеченных клиента", dialog)
    shop.click("Напечатать 2 клиентов", dialog)
    assert printed(shop.context) == [2]


SILENT = AllOf((Ask("last_purchase", ago=60), Without(Ask("total", high=1_000_00))))


@pytest.mark.proves("F20", "F35")
def test_a_list_narrowed_by_conditions_is_printed_and_nobody_else(
    clients: ListScreen, shop: Shop, printer: Path
) -> None:
    shop.context.open("clients", where=to_json(SILENT))
    shop.settle()
    assert clients.names() == ["Абрамов Денис", "Михайлов Олег", "Никитин Роман"]
    shop.press("Ctrl+P")
    dialog = opened(shop.window)
    assert (dialog.plan().ids, dialog.plan().filter.where) == (None, SILENT)
    shop.click("Напечатать 3 клиентов", dialog)
    assert printed(shop.context) == [3]
    assert printer.read_bytes().startswith(b"%PDF")


@pytest.mark.proves("F20", "F35")
def test_a_list_narrowed_by_conditions_goes_out_to_a_file(clients: ListScreen, shop: Shop, tmp_path: Path) -> None:
    shop.context.preferences.set(FOLDER_KEY, str(tmp_path))
    shop.context.open("clients", where=to_json(SILENT))
    shop.settle()
    clients.list.export.click()
    shop.settle()
    [dialog] = [one for one in shop.window.findChildren(ExportDialog) if one.is_open()]
    shop.click("Выгрузить 3 клиентов", dialog)
    [book] = tmp_path.glob("*.xlsx")
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    told = " ".join(str(value) for row in rows for value in row)
    assert all(name in told for name in clients.names())
    assert "Ковальчук" not in told
    shop.click("Готово", dialog)


def test_without_a_printer_it_says_so_and_saves_a_file(clients: ListScreen, shop: Shop, no_printer: Path) -> None:
    shop.context.open("clients", print=True)  # as the palette does
    shop.settle()
    dialog = opened(shop.window)
    assert shop.says("На этом компьютере нет ни одного принтера.")
    assert not dialog.go.isVisible()
    shop.click("Сохранить как PDF", dialog)
    assert no_printer.read_bytes().startswith(b"%PDF")
    assert list(no_printer.parent.glob("*.part")) == []
    assert shop.says("В файле")
    assert printed(shop.context) == [len(clients.list.model.ids())]


def test_a_print_that_is_stopped_leaves_no_file_and_its_entry(
    clients: ListScreen, shop: Shop, no_printer: Path, qtbot: QtBot
) -> None:
    shop.press("Ctrl+P", clients.list.table)
    dialog = opened(shop.window)
    dialog.save.click()
    assert not dialog.save.isVisible()
    dialog.progress.stop.click()
    shop.settle()
    assert list(no_printer.parent.glob("list.pdf*")) == []
    assert "Печать остановлена" in shop.toast()
    assert len(printed(shop.context)) == 1


def test_paper_that_cannot_be_written_is_said_in_the_dialog(
    clients: ListScreen, shop: Shop, no_printer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = no_printer.parent / "нет" / "list.pdf"
    monkeypatch.setattr(file_dialogs, "save_file", lambda _parent, _title, _kinds, then, _start: then(nowhere))
    shop.press("Ctrl+P", clients.list.table)
    dialog = opened(shop.window)
    shop.click("Сохранить как PDF", dialog)
    assert dialog.trouble.count() == 1
    assert dialog.save.isVisible()
    assert printed(shop.context) == []


def test_the_trash_and_a_card_are_not_printed(clients: ListScreen, shop: Shop, printer: Path) -> None:
    shop.context.open("clients", client=shop.names["Белова Ирина"])
    shop.settle()
    shop.press("Ctrl+P")
    assert shop.dialog() is None
    shop.context.open("clients", trash=True)
    shop.settle()
    shop.press("Ctrl+P")
    assert shop.dialog() is None
    assert not shop.has_button("Напечатать")


@pytest.mark.proves("F20", "F24")
def test_a_seller_asks_waits_and_prints_once(
    asking: Base,
    as_staff: Callable[[str], Context],
    qtbot: QtBot,
    settle: Callable[..., None],
    printer: Path,
) -> None:
    context = as_staff(SELLER)
    with open_window(context, settle, qtbot) as window:
        shop = Shop(window, qtbot, lambda: quiet(context, settle), {})
        assert not [section for section in window.sections if section.key == "exchange"]
        shop.press("Ctrl+P", window.page)
        dialog = opened(window)
        assert not dialog.go.isVisible()
        assert not dialog.save.isVisible()
        shop.press_default()
        assert dialog.request is not None
        assert dialog.request.reason.error() == "Нужно заполнить"
        shop.type("обзвон без связи", dialog.request.reason.edit)
        shop.click("Попросить: 4 клиента", dialog)
        assert shop.says("Ждёт ответа")
        assert not printer.exists()
        context.desk.requests.approve_in_place(1, OWNER, PASSWORD)
        shop.settle()
        assert shop.says("Владелец согласился: запрос 1.")
        assert dialog.go.hasFocus()
        assert dialog.go.text() == "Напечатать 4 клиентов"
        shop.press("Return")
        assert printer.read_bytes().startswith(b"%PDF")
        assert context.desk.requests.mine()[0].state is RequestState.USED
        shop.press("Ctrl+P", window.page)
        assert shop.says("использован")
        assert not opened(window).go.isVisible()
    context.desk.close()
    owner = asking.sign_in()
    [entry] = [e for e in owner.journal.entries(JournalFilter(group="taking")) if e.action == "clients.printed"]
    assert (entry.person, entry.count) == (SELLER, 4)


@pytest.mark.parametrize(("scope", "there"), [(Scope.YES, True), (Scope.OWN, True), (Scope.NO, False)])
def test_the_right_to_print_shows_or_hides_it_everywhere(
    asking: Base,
    as_staff: Callable[[str], Context],
    qtbot: QtBot,
    settle: Callable[..., None],
    printer: Path,
    scope: Scope,
    there: bool,
) -> None:
    shaped(asking, Role.SELLER, {Permission.PRINT: scope})
    context = as_staff(SELLER)
    with open_window(context, settle, qtbot) as window:
        shop = Shop(window, qtbot, lambda: quiet(context, settle), {})
        listed = shop.page.list
        assert listed.print.isVisible() is there
        assert ("print" in [action.key for action in listed.marked.actions()]) is there
        assert bool([action for action in window.actions_known if action.key == "clients.print"]) is there
        shop.press("Ctrl+P", window.page)
        assert bool([one for one in window.findChildren(PrintDialog) if one.is_open()]) is there
        if scope is Scope.OWN:  # nobody answers to this seller
            assert not opened(window).go.isEnabled()
        elif there:
            assert opened(window).request is None
            assert shop.has_button("Напечатать 4 клиентов")


@pytest.mark.proves("F20", "F24")
def test_more_than_the_cap_of_staff_is_refused_and_nothing_comes_out(
    asking: Base, as_staff: Callable[[str], Context], qtbot: QtBot, settle: Callable[..., None], no_printer: Path
) -> None:
    shaped(asking, Role.SELLER, {Permission.PRINT: Scope.YES}, export_cap=3)
    context = as_staff(SELLER)
    with open_window(context, settle, qtbot) as window:
        shop = Shop(window, qtbot, lambda: quiet(context, settle), {})
        shop.press("Ctrl+P", window.page)
        dialog = opened(window)
        shop.click("Сохранить как PDF", dialog)
        assert shop.says("не больше 3 клиентов")
        assert list(no_printer.parent.glob("list.pdf*")) == []
        assert dialog.save.isVisible()
        assert dialog.cancel.isVisible()
        shop.click("Отмена", dialog)
        assert shop.dialog() is None
    context.desk.close()
    actions = [entry.action for entry in asking.sign_in().journal.entries(JournalFilter())]
    assert "export.refused" in actions
    assert "clients.printed" not in actions


# ---------------------------------------------------------------- the paper itself


def page_text(paper: ListPaper, number: int) -> str:
    """What can be read on one page."""
    buffer, svg = QBuffer(), QSvgGenerator()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    svg.setOutputDevice(buffer)
    painter = QPainter(svg)
    paper.paint_page(painter, number)
    painter.end()
    return "\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", buffer.data().data().decode()))


def test_each_page_says_whose_it_is_and_no_row_is_lost() -> None:
    columns = tuple(column for column in CLIENT_COLUMNS if column.key in ("full_name", "phone", "city"))
    long = "Общество с ограниченной ответственностью «Чайная торговля и доставка по всей стране»"
    rows = [(f"Клиент {number:03}" if number % 7 else f"{number:03} {long}", None, "Уфа") for number in range(120)]
    sheet = Sheet("Клиенты · Чайный дом", "120 клиентов", "Выгружено для: Света Ким, 30.06.2026 12:00")
    paper = ListPaper(SimpleNamespace(columns=columns, rows=rows, page_line=sheet.bearer), sheet, GENEROUS)
    for _ in paper.lay_out():
        pass
    assert [at for page in paper.pages for at in page] == list(range(120))
    assert len(paper.pages) > 1
    for number, page in enumerate(paper.pages):
        text = page_text(paper, number)
        assert sheet.bearer in text
        assert f"стр. {number + 1} из {len(paper.pages)}" in text
        assert "ФИО / Название" in text
        assert ("Чайный дом" in text) is (number == 0)
        for at in page:
            assert f"{at:03}" in text
    tall = {paper._heights[at] for at in range(120) if not at % 7}
    assert min(tall) > paper._heights[1]  # a long name has its lines, it is not cut


def test_an_empty_list_is_one_page() -> None:
    paper = ListPaper(SimpleNamespace(columns=CLIENT_COLUMNS[:2], rows=(), page_line=""), Sheet("а", "б", "в"), 500)
    for _ in paper.lay_out():
        pass
    assert paper.pages == [range(0)]


# ---------------------------------------------------------------- ways to the export


@pytest.mark.proves("F20")
def test_whoever_may_not_import_reaches_the_export_all_the_same(
    asking: Base, as_staff: Callable[[str], Context], qtbot: QtBot, settle: Callable[..., None]
) -> None:
    """By the section, the palette, the button of the list and the bar over marked rows."""
    shaped(asking, Role.SELLER, {Permission.EXPORT: Scope.REQUEST})
    context = as_staff(SELLER)
    with open_window(context, settle, qtbot) as window:
        page = window.page

        def opened() -> ExportDialog:
            settle(context)
            [dialog] = [one for one in window.findChildren(ExportDialog) if one.is_open()]
            assert dialog.request is not None
            return dialog

        assert [section.key for section in window.sections if section.key == "exchange"]
        action = next(action for action in window.actions_known if action.key == "exchange.export")
        action.run()
        opened().close_dialog()
        settle(context)
        assert isinstance(window.page, ExportPage)
        QTest.mouseClick(window.page.export, Qt.MouseButton.LeftButton)
        dialog = opened()
        dialog.request.reason.set_text("для сверки")  # type: ignore[union-attr]
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        settle(context)
        dialog.close_dialog()
        settle(context)
        [back] = [b for b in window.page.findChildren(Button) if b.accessibleName() == "Отозвать запрос 1"]
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
        settle(context)
        assert context.desk.requests.mine()[0].state is RequestState.WITHDRAWN
        window.go("clients", {})
        settle(context)
        assert window.page is page
        listed = page.list  # type: ignore[union-attr]
        QTest.mouseClick(listed.export, Qt.MouseButton.LeftButton)
        opened().close_dialog()
        settle(context)
        window.go("clients", {})
        listed.table.mark(list(listed.model.ids())[:2])
        assert "export" in [action.key for action in listed.marked.actions()]
        listed.marked.act("export")
        assert opened().scope.current() == "selected"
        opened().close_dialog()
        settle(context)
        assert window.page is page  # back to where it was asked for
