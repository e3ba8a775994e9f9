"""Tab goes through the whole window as it is read, also through what a page made after its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.exchange.page import ExchangePage
from ui.exchange.steps import CHECK, COLUMNS
from ui.main_window import MainWindow
from ui.widgets.choice import Segmented
from ui.widgets.dialog import ask

PEOPLE = "ФИО;Телефон;ИНН\nОрлова Дарья;8916204;7707083893\nЛи Виктор;89095555555;7707083894\n"


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def round_trip(first: QWidget, back: bool = False) -> list[QWidget]:
    """What Tab visits from here until it is here again."""
    first.setFocus()
    held = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    found = [first]
    for _ in range(60):
        QTest.keyClick(focused(), Qt.Key.Key_Tab, held)
        if focused() is first:
            break
        found.append(focused())
    return found


def names(widgets: list[QWidget]) -> list[str]:
    return [widget.accessibleName() for widget in widgets]


def test_focus_goes_on_from_what_is_hidden_under_it(window: MainWindow, quiet: Callable[[], None]) -> None:
    """A button that goes away when it was pressed: to the next one, not to the head of the window."""
    window.go("settings", {"page": "shop"})
    quiet()
    around = round_trip(window.page.part.name.line)  # type: ignore[union-attr]
    around[0].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    pressed = focused()
    assert pressed is around[1]
    pressed.hide()
    assert focused() is around[2]
    pressed.show()


def test_what_lies_under_a_dialog_is_out_of_reach(window: MainWindow, quiet: Callable[[], None]) -> None:
    """Also when the button that had the focus is gone, as when the export begins."""
    dialog = ask(window, "Продолжить?", "", verb="Да", keep="Нет", icon="x", on_yes=lambda: None)
    quiet()
    focused().clearFocus()
    window.window().setFocus()
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert dialog.isAncestorOf(focused())


def test_the_row_that_is_mended_is_reached_from_the_table(
    window: MainWindow, quiet: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "клиенты.csv"
    path.write_text(PEOPLE, "utf-8")
    window.go("exchange", {"file": str(path)})
    quiet()
    page = window.page
    assert isinstance(page, ExchangePage)
    wizard = page.wizard
    assert wizard is not None
    wizard.go.click()
    quiet()
    assert wizard.step() == COLUMNS
    wizard.steps.columns.confirm_all()
    quiet()
    wizard.go.click()
    quiet()
    assert wizard.step() == CHECK
    table = wizard.steps.checking.table
    qtbot.waitUntil(lambda: bool(wizard.steps.checking.panel.fields))
    around = round_trip(table)
    assert names(around)[:3] == ["Строки файла", "Телефон", "Пропустить строку"]
    assert around[3:5] == [wizard.back, wizard.go]
    assert names(around)[5] == "Чайный дом. Копий ещё нет"  # the navigation, and then the head of the page
    assert around[-1].parentWidget() is window.findChild(Segmented)
    assert round_trip(table, back=True) == [table, *reversed(around[1:])]
