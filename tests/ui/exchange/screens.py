"""The section as a person meets it: what they do and what they read, in their words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context, ToastAsked
from ui.exchange.import_wizard import ImportWizard
from ui.exchange.page import ExchangePage
from ui.exchange.steps import CHECK, COLUMNS
from ui.widgets.dialog import Dialog

W = TypeVar("W", bound=QWidget)


class ExchangeScreen:
    """The page Import and export."""

    def __init__(self, context: Context, qtbot: QtBot, settle: Callable[..., None]) -> None:
        self.context, self.qtbot, self._settle = context, qtbot, settle
        self.toasts: list[ToastAsked] = []
        self.went: list[tuple[str, dict[str, object]]] = []
        context.toasted.connect(self.toasts.append)
        context.opened.connect(self._on_opened)
        self.page = ExchangePage(context)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 860)
        self.page.show()
        self.settle()

    def _on_opened(self, section: str, place: dict[str, object]) -> None:
        self.went.append((section, place))
        if section == "exchange":
            self.page.show_place(place)

    def settle(self) -> None:
        """Wait until all is quiet."""
        self._settle(self.context, timeout=60_000)
        if self.page.wizard is not None and self.page.wizard.steps.is_made(COLUMNS):
            columns = self.page.wizard.steps.columns
            self.qtbot.waitUntil(lambda: not columns.is_growing(), timeout=20_000)

    # ------------------------------------------------------------ what is seen

    def texts(self, inside: QWidget | None = None) -> str:
        """Every visible word, a line each."""
        root = inside or self.page
        found = [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
        found += [button.text() for button in root.findChildren(QAbstractButton) if button.isVisible()]
        return "\n".join(found)

    def button(self, text: str, inside: QWidget | None = None) -> QAbstractButton:
        """The visible button with this label or name."""
        for button in (inside or self.page).findChildren(QAbstractButton):
            if button.isVisible() and text in (button.text(), button.accessibleName()):
                return button
        raise AssertionError(f"no button {text!r} among:\n{self.texts(inside)}")

    def presses(self, text: str, inside: QWidget | None = None) -> None:
        """Press a button and wait for what it brings."""
        self.qtbot.mouseClick(self.button(text, inside), Qt.MouseButton.LeftButton)
        self.settle()

    def find(self, kind: type[W], name: str = "") -> W:
        """The visible widget of a kind, by its spoken name."""
        for widget in self.page.findChildren(kind):
            if widget.isVisible() and (not name or widget.accessibleName() == name):
                return widget
        raise AssertionError(f"no {kind.__name__} {name!r}")

    @property
    def dialog(self) -> Dialog:
        """The dialog that is open."""
        open_ones = [dialog for dialog in self.page.window().findChildren(Dialog) if dialog.is_open()]
        assert open_ones, "no dialog is open"
        return open_ones[-1]

    def last_toast(self) -> ToastAsked:
        """What was said last at the foot of the sheet."""
        assert self.toasts
        return self.toasts[-1]

    # ------------------------------------------------------------ the wizard

    @property
    def wizard(self) -> ImportWizard:
        """The wizard, once a load has begun."""
        assert self.page.wizard is not None
        return self.page.wizard

    def loads(self, path: Path) -> None:
        """Bring a file to the wizard, as by dropping it."""
        self.context.open("exchange", file=str(path))
        self.settle()

    def goes_on(self) -> None:
        """Press the one primary button of the wizard."""
        assert self.wizard.go.isEnabled(), self.wizard.go.toolTip()
        self.qtbot.mouseClick(self.wizard.go, Qt.MouseButton.LeftButton)
        self.settle()

    def finishes(self) -> None:
        """Close the wizard from its last step."""
        assert self.wizard.steps.done.result is not None
        self.qtbot.mouseClick(self.wizard.go, Qt.MouseButton.LeftButton)
        self.settle()

    def cannot_go_on(self) -> str:
        """Why the primary button cannot be pressed; "" when it can."""
        return "" if self.wizard.go.isEnabled() else self.wizard.go.toolTip()

    def target_of(self, header: str) -> str:
        """Where a column goes, in words."""
        return self._row(header).target.currentText()

    def outcome_of(self, header: str) -> str:
        """What will happen to a column, in words."""
        return self._row(header).told.text

    def chooses(self, header: str, title: str) -> None:
        """Send a column to a field."""
        combo = self._row(header).target
        combo.fill()
        place = combo.findText(title)
        assert place >= 0, f"{title!r} is not offered"
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        self.settle()

    def confirms(self, header: str) -> None:
        """Say that a doubtful column is right."""
        self.presses(f"«{header}»: верно")

    def _row(self, header: str):  # type: ignore[no-untyped-def]
        columns = self.wizard.steps.columns
        assert columns.plan is not None
        index = next(one.index for one in columns.plan.columns if one.header == header)
        return columns.rows[index]

    def settles_columns(self) -> None:
        """Answer every doubt: what has a field is right."""
        if self.cannot_go_on():
            self.wizard.steps.columns.confirm_all()
            self.settle()

    def comes_to_check(self, path: Path) -> None:
        """Go on to the third step, with every proposal accepted."""
        self.loads(path)
        self.goes_on()
        self.settles_columns()
        self.goes_on()
        assert self.wizard.step() == CHECK

    def brings_in(self, path: Path) -> None:
        """The whole way, with every proposal accepted."""
        self.loads(path)
        self.goes_on()
        self.settles_columns()
        self.goes_on()
        while self.wizard.steps.done.result is None:
            self.goes_on()

    def counts(self) -> tuple[int, int, int, int, int]:
        """rows, added, updated, skipped, with errors of the load that was made or checked."""
        result = self.wizard.steps.done.result
        found = result.counts if result is not None else self.wizard.steps.checking.counts
        return found.rows, found.created, found.updated, found.skipped, found.failed

    # ------------------------------------------------------------ the list

    def loads_listed(self) -> list[tuple[str, str]]:
        """Every line of the list: what, state."""
        model = self.page.loads.model
        found = []
        for row in range(model.rowCount()):
            cells = model.cells(row)
            assert cells
            found.append((cells[1].text, cells[-1].text))
        return found
