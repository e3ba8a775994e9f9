"""Every window of the program is kept out of recorders: the frame, menus, lists, hints, the system's own dialogs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from clientcrm.domain.settings import NewBase
from tests.rules.sources import dotted, modules
from tests.ui.conftest import OWNER, PASSWORD
from ui import capture
from ui.app import Program, make_program
from ui.clients.suggest import suggest
from ui.door.opening import Opened
from ui.door.setup import CODE, Setup, SetupDraft
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.widgets.combo import Combo
from ui.widgets.labels import Label
from ui.widgets.menu import Menu
from ui.widgets.option import Option
from ui.widgets.popover import Popover

Seen = dict[int, bool]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """A system that can hide windows: what it was asked last for each of them."""
    asked: Seen = {}

    def exclude(number: int, hidden: bool) -> bool:
        asked[number] = hidden
        return True

    monkeypatch.setattr(capture, "way_of_this_system", lambda: exclude)
    yield asked
    capture.Capture._current = None


def open_windows() -> dict[int, str]:
    """The windows that a recorder could see, by their numbers."""
    tops = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    return {int(window.winId()): window.objectName() for window in tops}


def in_sight(seen: Seen) -> list[str]:
    """Those that it does see."""
    return [name for number, name in open_windows().items() if not seen.get(number)]


def menu(parent: QWidget) -> None:
    made = Menu(parent)
    made.item("Позвонить")
    made.popup(QPoint(20, 20))


def popover(parent: QWidget) -> None:
    Popover(parent, Label("Фильтр")).open_under(parent)


def combo(parent: QWidget) -> None:
    made = Combo([Option("a", "Первый"), Option("b", "Второй")], name="Выбор")
    made.setParent(parent)
    made.show()
    made.showPopup()


@pytest.mark.attack("T29")
@pytest.mark.parametrize("show", [menu, popover, combo])
def test_our_own_windows_are_hidden_as_they_appear(
    seen: Seen, window: MainWindow, qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    before = open_windows()
    assert in_sight(seen) == []
    show(window)
    assert len(open_windows()) > len(before)
    assert in_sight(seen) == []
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def hint(parent: QWidget) -> None:
    QToolTip.showText(QPoint(40, 40), "Кузнецова Светлана", parent)


def offers(parent: QWidget) -> None:
    line = QLineEdit(parent)
    line.show()
    found = suggest(line, ["Кузнецова Светлана"])
    line.setText("Куз")
    found.complete()


def plain_list(parent: QWidget) -> None:
    plain = QComboBox(parent)
    plain.addItems(["один", "два"])
    plain.show()
    plain.showPopup()


@pytest.mark.attack("T29")
def test_a_dialog_of_the_system_is_hidden_too(seen: Seen, qtbot: QtBot, qapp: QApplication) -> None:
    made = capture.Capture(qapp)
    made.hide(True)
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    qtbot.waitUntil(lambda: seen.get(int(dialog.windowHandle().winId()), False))
    dialog.reject()
    made.hide(False)
    made.deleteLater()


@pytest.mark.attack("T29")
@pytest.mark.parametrize("show", [hint, offers, plain_list])
def test_windows_that_qt_opens_are_hidden_a_moment_later(
    seen: Seen, window: MainWindow, qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    before = open_windows()
    show(window)
    qtbot.waitUntil(lambda: len(open_windows()) > len(before))
    qtbot.waitUntil(lambda: in_sight(seen) == [])
    QToolTip.hideText()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


@pytest.mark.attack("T29")
def test_the_owner_may_let_the_window_be_seen(
    seen: Seen, window: MainWindow, program: Program, quiet: Callable[[], None], crm: Crm, tmp_path: Path
) -> None:
    context = program.session.context
    assert context is not None
    assert context.shop.hidden_from_recorders
    context.desk.settings.change(replace(context.shop, hidden_from_recorders=False))
    quiet()
    assert [number for number in open_windows() if seen.get(number)] == []
    program.session.lock()
    quiet()
    assert [number for number in open_windows() if seen.get(number)] == [], "the sign-in too: help from afar goes on"
    context = None
    program.session.doorstep.enter_with(crm.entrance(program.session.folder or tmp_path).people[0].uid, PASSWORD)
    quiet()
    context = program.session.context
    assert context is not None
    context.desk.settings.change(replace(context.shop, hidden_from_recorders=True))
    quiet()
    assert in_sight(seen) == []


def test_the_set_up_is_seen_until_it_shows_the_recovery_code(
    seen: Seen, program: Program, quiet: Callable[[], None], tmp_path: Path
) -> None:
    program.session.begin()
    quiet()
    assert isinstance(program.frame.stage, Setup)
    assert [number for number in open_windows() if seen.get(number)] == []
    made: list[Opened] = []
    new = NewBase("Чайный дом", OWNER, PASSWORD, "Магазин")
    program.session.door.create(tmp_path / "new", new, made.append, _fail)
    quiet()
    draft = SetupDraft(tmp_path / "new", CODE, "Чайный дом", OWNER)
    draft.opened = made[0]
    program.session.doorstep.show_setup(draft)
    assert in_sight(seen) == []
    made[0].desk.close()


def _fail(error: BaseException) -> None:
    raise error


def test_the_next_start_begins_as_the_shop_decided(seen: Seen, crm: Crm, preferences: Preferences, base: Path) -> None:
    for decided in (True, False):
        preferences.set("capture.hidden", decided)
        made = make_program(preferences, lambda: crm)
        made.session.begin(base)
        assert made.session.capture.hidden is decided
        made.close()


def test_a_window_made_anew_by_the_system_is_hidden_again(seen: Seen, window: MainWindow, program: Program) -> None:
    handle = program.frame.windowHandle()
    number = int(handle.winId())
    seen.clear()
    program.session.capture.look()
    assert number not in seen, "asked once is enough"
    handle.setProperty("capture", f"{number + 1} True")  # as it stands after another number was given to the window
    program.session.capture.look()
    assert seen[number]


def test_a_system_that_has_no_such_thing_is_not_asked(window: MainWindow, program: Program) -> None:
    assert not program.session.capture.available
    assert not program.session.capture._timer.isActive()
    assert not capture.can_hide()


OWN_WINDOWS = {"ui/frame.py", "ui/widgets/menu.py", "ui/widgets/popover.py"}


@pytest.mark.attack("T29")
def test_nobody_makes_another_kind_of_window() -> None:
    """A window of its own kind says when it appears; there are three of them, and each calls `shield`."""
    found = set()
    for path, tree in modules("ui").items():
        for node in ast.walk(tree):
            bases = [dotted(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
            flag = isinstance(node, ast.Attribute) and dotted(node).startswith("Qt.WindowType.")
            popup = flag and node.attr in {"Popup", "Dialog", "Tool", "ToolTip", "Window", "SplashScreen", "Sheet"}  # type: ignore[attr-defined]
            if popup or {"QDialog", "QMenu", "QMainWindow", "QMessageBox", "QSplashScreen"} & set(bases):
                found.add(path)
    assert found <= OWN_WINDOWS
    shielded = {path for path, tree in modules("ui").items() if "shield(self)" in ast.unparse(tree)}
    assert shielded == OWN_WINDOWS
