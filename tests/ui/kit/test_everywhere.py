"""What holds for every widget on every page of the gallery: a name, a visible focus, size, no clipping."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.kit import gallery, gallery_pages
from ui import i18n, theme
from ui.widgets.button import Button, IconButton
from ui.widgets.labels import Label

ROOT = Path(__file__).resolve().parents[3]
PAGES = {"components": gallery.components, **gallery_pages.PAGES}
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


@pytest.fixture(params=list(PAGES))
def page(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    """A page of the gallery, shown and settled."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = PAGES[request.param]()
    qtbot.addWidget(made)
    made.resize(theme.px(1440), theme.px(900))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    for widget in (made, *made.findChildren(QWidget)):
        after = widget.property("after")
        if after is not None:
            after()
    app.processEvents()
    yield made
    background = made.property("background")
    if background is not None:
        qtbot.waitUntil(lambda: not background.busy())


def visible(page: QWidget) -> list[QWidget]:
    return [widget for widget in page.findChildren(QWidget) if widget.isVisible()]


def test_every_control_has_a_name(page: QWidget) -> None:
    nameless = []
    for widget in visible(page):
        if isinstance(widget, CONTROLS) and not isinstance(widget, QHeaderView):
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) or widget.accessibleName()
            if not name:
                nameless.append(widget)
    assert nameless == []


def test_focus_is_seen_on_every_control(page: QWidget, qtbot: QtBot) -> None:
    unseen = []
    takers = [
        widget
        for widget in visible(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isEnabled()
    ]
    assert takers
    for widget in takers:
        frame = widget
        while isinstance(frame.parentWidget(), QWidget) and frame.height() < 40 and frame.parentWidget() is not page:
            frame = frame.parentWidget()  # the box around a text paints the focus of the text
        widget.clearFocus()
        before = frame.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if frame.grab().toImage() == before:
            unseen.append(widget)
        widget.clearFocus()
    assert unseen == []


def test_targets_are_large_enough(page: QWidget) -> None:
    small = [
        (type(widget).__name__, widget.accessibleName(), widget.size().toTuple())
        for widget in visible(page)
        if isinstance(widget, QAbstractButton) and (widget.height() < 22 or widget.width() < 22)
    ]
    assert small == []


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("scale", [90, 115, 130])
def test_nothing_is_clipped(qtbot: QtBot, language: str, scale: int) -> None:
    theme.set_scale(scale)
    i18n.set_language(language)
    for name in ("components", "card", "wizard"):
        made = PAGES[name]()
        qtbot.addWidget(made)
        made.resize(theme.px(1440), theme.px(900))
        made.show()
        QApplication.processEvents()
        for widget in visible(made):
            where = f"{name}: {type(widget).__name__} {widget.accessibleName()!r}"
            if isinstance(widget, Button) and widget.text():
                assert widget.width() >= widget.sizeHint().width(), where
            if isinstance(widget, Label) and not widget.cuts and widget.text() and not widget.wordWrap():
                assert widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text()) - 1, widget.text()
                assert widget.height() >= widget.fontMetrics().height() - 2, widget.text()
        made.hide()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_pages_repaint_in_the_other_mode(page: QWidget, mode: str) -> None:
    theme.set_mode("dark" if mode == "light" else "light")
    QApplication.processEvents()  # Qt hands its palette round in the next turn
    before = page.grab().toImage()
    theme.set_mode(mode)
    QApplication.processEvents()
    after = page.grab().toImage()
    assert before != after
    corner = after.pixelColor(3, 3).lightness()
    assert corner > 120 if mode == "light" else corner < 60  # a layer darkens light pages


def test_icon_buttons_are_explained(page: QWidget) -> None:
    silent = [one for one in page.findChildren(IconButton) if not one.toolTip()]
    assert silent == []


def test_signals_do_not_wear_out_the_interpreter() -> None:
    """A binding that loses a reference per emit aborts after some hundreds, which a short test doesn't show."""
    code = (
        "from PySide6.QtCore import QObject, Signal\n"
        "from PySide6.QtGui import QPixmap, QPainter\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication([])\n"
        "class A(QObject):\n    s = Signal(int)\n"
        "a = A()\nheard = []\na.s.connect(heard.append)\n"
        "[a.s.emit(n) for n in range(5000)]\n"
        "w = QWidget()\n[w.update() for n in range(5000)]\n"
        "print(len(heard))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.strip() == "5000", done.stderr
    assert done.returncode == 0
