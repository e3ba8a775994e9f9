"""The export dialog for somebody who needs the owner's agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from clientcrm.domain.requests import RequestState
from tests.services.asking import MANAGER
from tests.support import OWNER, PASSWORD, Shop
from tests.ui.exchange.screens import ExchangeScreen
from ui.context import Context
from ui.exchange.export_choices import FOLDER_KEY
from ui.exchange.export_dialog import ExportDialog
from ui.in_place import InPlaceDialog
from ui.preferences import Preferences
from ui.widgets.button import Button


@pytest.fixture
def dialog(
    as_staff: Callable[[str], Context],
    preferences: Preferences,
    qtbot: QtBot,
    settle: Callable[..., None],
    tmp_path: Path,
) -> Iterator[tuple[ExchangeScreen, ExportDialog]]:
    """The dialog, opened by the manager."""
    out = tmp_path / "out"
    out.mkdir()
    preferences.set(FOLDER_KEY, str(out))
    context = as_staff(MANAGER)
    screen = ExchangeScreen(context, qtbot, settle)
    context.open("exchange", export=True)
    screen.settle()
    opened = screen.dialog
    assert isinstance(opened, ExportDialog)
    yield screen, opened
    screen.settle()


@pytest.mark.proves("F20")
def test_the_dialog_asks_waits_and_exports_once_the_owner_agreed(
    dialog: tuple[ExchangeScreen, ExportDialog], tmp_path: Path
) -> None:
    screen, opened = dialog
    desk = screen.context.desk
    assert opened.request is not None
    assert "Сначала нужно согласие владельца." in screen.texts(opened)
    screen.presses("Попросить: 4 клиента", opened)
    assert opened.request.reason.error() == "Нужно заполнить"
    opened.request.reason.set_text("сверка с бухгалтерией")
    screen.presses("Попросить: 4 клиента", opened)
    assert "Ждёт ответа" in screen.texts(opened)
    assert screen.last_toast().text == "Запрос 1 отправлен владельцу."
    assert list((tmp_path / "out").iterdir()) == []

    desk.requests.approve_in_place(1, OWNER, PASSWORD)
    screen.settle()  # the dialog hears of it
    assert "Владелец согласился: запрос 1." in screen.texts(opened)
    assert opened.go.hasFocus()
    screen.presses("Выгрузить 4 клиентов", opened)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert "В файле 4 клиента." in screen.texts(opened)


@pytest.mark.proves("F20")
def test_a_request_is_taken_back_where_it_was_made(dialog: tuple[ExchangeScreen, ExportDialog]) -> None:
    screen, opened = dialog
    assert opened.request is not None
    for reason in ("для сверки", "для сверки ещё раз"):
        opened.request.reason.set_text(reason)
        screen.presses("Попросить: 4 клиента", opened)
    screen.button("Отозвать запрос 2", opened).setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    screen.settle()
    assert screen.last_toast().text == "Запрос 2 отозван."
    states = {request.id: request.state for request in screen.context.desk.requests.mine()}
    assert states == {1: RequestState.ASKED, 2: RequestState.WITHDRAWN}
    assert "2: 4 клиента, " in screen.texts(opened)
    assert screen.button("Отозвать запрос 1", opened).hasFocus()  # the keyboard stays in the dialog
    screen.context.desk.requests.approve_in_place(1, OWNER, PASSWORD)
    screen.settle()
    screen.presses("Отозвать запрос 1", opened)  # also once it was agreed to
    assert "Сначала нужно согласие владельца." in screen.texts(opened)
    assert opened.request.reason.hasFocus() or opened.request.reason.isAncestorOf(QApplication.focusWidget())
    assert not [button for button in opened.findChildren(Button) if button.isVisible() and "Отозвать" in button.text()]


@pytest.mark.proves("F20")
def test_the_owner_beside_allows_it_by_password(
    dialog: tuple[ExchangeScreen, ExportDialog], asking: Shop, tmp_path: Path
) -> None:
    screen, opened = dialog
    assert opened.request is not None
    opened.request.reason.set_text("сверка с бухгалтерией")
    screen.presses("Попросить: 4 клиента", opened)
    screen.presses("Владелец рядом: разрешить паролем", opened)
    beside = screen.dialog
    assert isinstance(beside, InPlaceDialog)
    said = screen.texts(beside)
    assert "Иван просит выгрузить: 4 клиента" in said
    assert "«сверка с бухгалтерией»" in said
    assert "имена" in said
    table = beside.findChild(QTableWidget)
    assert table is not None
    cells = {table.item(y, x).text() for y in range(table.rowCount()) for x in range(table.columnCount())}
    assert "+7 916 ••• •• 00" in cells
    assert not any("20400" in cell for cell in cells)
    assert not beside.owner.isVisible()  # there is one owner
    screen.presses("Разрешить один раз", beside)
    assert beside.password.error() == "Введите пароль"
    for _ in range(5):
        beside.password.line.setText("не тот пароль")
        screen.presses("Разрешить один раз", beside)
        assert "Пароль не подошёл" in beside.password.error()
    beside.password.line.setText(PASSWORD)
    screen.presses("Разрешить один раз", beside)
    assert "несколько раз" in beside.password.error()  # who guesses has to wait
    asking.clock.go(minutes=1)
    screen.presses("Разрешить один раз", beside)
    assert not beside.is_open()
    assert "Владелец согласился: запрос 1." in screen.texts(opened)
    assert opened.go.hasFocus()
    screen.presses("Выгрузить 4 клиентов", opened)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert screen.context.desk.requests.mine()[0].state is RequestState.USED
