"""The way of the focus through a load: where Enter, arrows and Tab find it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import PEOPLE
from tests.ui.exchange.screens import ExchangeScreen
from ui.exchange.steps import CHECK, COLUMNS

GOODS = [["Товар", "Цена"], ["Пуэр", "1200"], ["Улун", "900"]]


def test_arrows_go_from_sheet_to_sheet(screen: ExchangeScreen, workbook: Callable[..., Path], qtbot: QtBot) -> None:
    """Each sheet is read when it is reached; the focus stays, else the second arrow would walk out of the wizard."""
    screen.page.activateWindow()
    screen.loads(workbook({"Клиенты": PEOPLE, "Прайс": GOODS, "Ещё": PEOPLE[:3], "Остатки": GOODS}))
    qtbot.waitUntil(screen.wizard.go.hasFocus)
    group = screen.wizard.steps.file.picker.group
    assert group is not None
    group.button("Клиенты").setFocus()
    for name in ("Прайс", "Ещё", "Остатки"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        screen.settle()
        assert QApplication.focusWidget() is group.button(name)
        assert screen.wizard.steps.file.plan is not None
        assert screen.wizard.steps.file.plan.sheet == name


def test_why_the_columns_cannot_be_checked_stands_in_the_foot(
    screen: ExchangeScreen, workbook: Callable[..., Path]
) -> None:
    """A tooltip is for those with a mouse."""
    screen.loads(workbook({"Виды": [["Столбец1", "Столбец2"], ["1", "ООО"], ["2", "ЗАО"]]}))
    screen.goes_on()
    assert screen.wizard.step() == COLUMNS
    screen.settles_columns()
    why_not = screen.cannot_go_on()
    assert why_not
    assert why_not in screen.texts(screen.wizard.foot)
    assert "90" not in screen.texts(screen.wizard.foot)
    screen.chooses("Столбец2", "Компания")
    assert screen.cannot_go_on() == ""
    assert "90" in screen.texts(screen.wizard.foot)


def test_enter_goes_back_to_a_load_begun(screen: ExchangeScreen, people: Path, qtbot: QtBot) -> None:
    """And does not begin another one, which would forget what was decided."""
    screen.page.activateWindow()
    screen.loads(people)
    screen.goes_on()
    screen.context.open("exchange")
    screen.settle()
    qtbot.waitUntil(screen.page.loads.begun.button.hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    screen.settle()
    assert screen.wizard.step() == COLUMNS


def test_a_list_of_loads_has_the_keyboard_as_soon_as_it_is_read(
    screen: ExchangeScreen, people: Path, qtbot: QtBot
) -> None:
    screen.page.activateWindow()
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.goes_on()
    screen.finishes()
    screen.page.loads.load.setFocus()
    QApplication.focusWidget().clearFocus()
    screen.page.setFocus()
    screen.page.refresh()
    screen.settle()
    qtbot.waitUntil(screen.page.loads.table.hasFocus)


def test_nothing_to_load_is_said_in_the_foot(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    for _again in range(2):
        screen.loads(table([PEOPLE[0], *PEOPLE[1:4]]))
        screen.goes_on()
        screen.settles_columns()
        screen.goes_on()
        if screen.cannot_go_on():
            break
        screen.goes_on()
        screen.finishes()
    assert screen.wizard.step() == CHECK
    assert screen.cannot_go_on() in screen.texts(screen.wizard.foot)


def test_the_table_of_columns_fits_the_smallest_window_at_the_largest_scale(
    screen: ExchangeScreen, people: Path
) -> None:
    """It was cut at the right, and nothing scrolled there."""
    screen.page.resize(780, 520)  # 1100 pixels less the navigation, at 130 %
    screen.loads(people)
    screen.goes_on()
    columns = screen.wizard.steps.columns
    inside, room = columns.area.widget(), columns.area.viewport().width()
    assert inside.minimumSizeHint().width() <= room
    assert inside.width() == room
    row = next(iter(columns.rows.values()))
    assert row.target.geometry().right() < row.width()
    screen.page.resize(1180, 860)
    screen.settle()
    assert row.target.width() == 250
