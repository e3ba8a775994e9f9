"""The recovery code: shown once in numbered groups, printed, saved, copied, and checked by typing one group again."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import file_dialogs, theme
from ui.errors import show_error
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.choice import CheckBox
from ui.widgets.copying import copy_briefly
from ui.widgets.fields import TextField
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import column, holder, row

GROUPS = 8
DIGITS = 6


def groups_of(code: str) -> list[str]:
    """The eight groups of six digits, whatever stands between them."""
    digits = "".join(c for c in code if c.isdigit())
    return [digits[i : i + DIGITS] for i in range(0, len(digits), DIGITS)]


def ordinal(group: int) -> str:
    """The number of a group as a word that fits after "type the"."""
    return (
        tr("first", "group of digits"),
        tr("second", "group of digits"),
        tr("third", "group of digits"),
        tr("fourth", "group of digits"),
        tr("fifth", "group of digits"),
        tr("sixth", "group of digits"),
        tr("seventh", "group of digits"),
        tr("eighth", "group of digits"),
    )[group - 1]


class CodeGrid(QWidget):
    """Two rows of four numbered groups."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._groups = groups_of(code)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spoken = ", ".join(f"{number}: {' '.join(group)}" for number, group in enumerate(self._groups, 1))
        self.setAccessibleName(tr("Recovery code by groups"))
        self.setAccessibleDescription(spoken)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(4 * 148), theme.px(104))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        gap = theme.px(10)
        width = (self.width() - 3 * gap) / 4
        digits = QFont(theme.sized_font(21, 600))
        digits.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.px(2))
        for index, group in enumerate(self._groups):
            cell = QRectF(index % 4 * (width + gap), index // 4 * theme.px(56), width, theme.px(48))
            paint.rounded(painter, cell, theme.px(8), theme.color("surface"), theme.color("border"))
            paint.say(painter, cell.adjusted(theme.px(10), 0, 0, 0), str(index + 1), "kbd")
            painter.setFont(digits)
            painter.setPen(theme.color("text"))
            painter.drawText(cell.adjusted(theme.px(20), 0, 0, 0), paint.CENTER, group)


class NewCode(QWidget):
    """Shows a code that will not be shown again, until the person has proved to have it."""

    ready = Signal(bool)
    entered = Signal()

    def __init__(self, code: str, shop: str, base: Path, asked: int = 0) -> None:
        super().__init__()
        self._code, self._shop, self._base = code, shop, base
        self.asked = asked or random.randrange(1, GROUPS + 1)
        self.written_down = CheckBox(tr("The code is written down and put in a safe place"), bold=True)
        self.typed = TextField(name=tr("Group {number} of the recovery code").format(number=self.asked), width=120)
        self.typed.line.setMaxLength(DIGITS)
        self._mark = Icon("circle-check", "ok", 18)
        self._verdict = Label("", "small", "ok")
        self.written_down.toggled.connect(lambda _on: self._look())
        self.typed.changed.connect(lambda _text: self._look())
        self.typed.entered.connect(self._on_enter)
        self.setLayout(
            column(self._card(), 16, self._warning(), 20, row(self.written_down, None), 14, self._check(), gap=0)
        )
        self.setFocusProxy(self.written_down)
        self._look()

    def _card(self) -> QWidget:
        card = Box("subtle", "border", 12, (24, 20, 24, 20), 14)
        printed = Button(tr("Print"), "printer")
        printed.clicked.connect(self._print)
        saved = Button(tr("Save to a file"), "save")
        saved.clicked.connect(self._save)
        copied = Button(tr("Copy"), "copy", "ghost")
        copied.clicked.connect(lambda: copy_briefly(" ".join(groups_of(self._code)), 60))
        only_now = Label(tr("the code is shown only now"), "cap")
        card.add(CodeGrid(self._code), holder(row(printed, saved, copied, None, only_now, gap=8)))
        return card

    def _warning(self) -> QWidget:
        box = Box("warn_soft", "warn_line", 10, (14, 12, 14, 12), 12, horizontal=True)
        words = tr(
            "Without the password and without this code nobody opens the base, not even a computer specialist. "
            "Keep the code away from the computer."
        )
        text = Label(words, "body", wrap=True)
        box.add(holder(column(1, Icon("triangle-alert", "warn", 18), None)), (text, 1))
        return box

    def _check(self) -> QWidget:
        words = tr("To check, type the {which} group of digits").format(which=ordinal(self.asked))
        return holder(row(Label(words, "body", "text2"), self.typed, self._mark, self._verdict, None, gap=12))

    @property
    def is_ready(self) -> bool:
        """Ticked, and the asked group typed right."""
        return self.written_down.isChecked() and self._fits()

    def guard(self, button: Button) -> None:
        """Let the button be pressed only while the person has proved to have the code."""

        def look(ready: bool) -> None:
            if ready:
                button.set_on()
            else:
                button.set_off(tr("Tick the box and type the group of digits"))

        self.ready.connect(look)
        look(self.is_ready)

    def _fits(self) -> bool:
        return self.typed.text() == groups_of(self._code)[self.asked - 1]

    def _look(self) -> None:
        full = len(self.typed.text()) == DIGITS
        self._mark.setVisible(full)
        self._verdict.setVisible(full)
        if full:
            fits = self._fits()
            self._mark.set_icon("circle-check" if fits else "circle-x", "ok" if fits else "bad")
            self._verdict.setText(tr("right") if fits else tr("it differs from the code above"))
            self._verdict.set_tone("ok" if fits else "bad")
        self.ready.emit(self.is_ready)

    def _on_enter(self) -> None:
        if self.is_ready:
            self.entered.emit()

    # ------------------------------------------------------------ getting it onto paper

    def _print(self) -> None:
        from ui.paper.printing import print_code

        print_code(self, self._code, self._shop)

    def _save(self) -> None:
        start = Path.home() / tr("Recovery code.pdf", "file name")
        kinds = [tr("PDF document (*.pdf)"), tr("Text file (*.txt)")]
        file_dialogs.save_file(self, tr("Save the recovery code"), kinds, self._write, start)

    def _write(self, path: Path) -> None:
        from ui.paper.printing import write_code

        if path.resolve().is_relative_to(self._base.resolve()):
            self._say_elsewhere()
            return
        try:
            write_code(path, self._code, self._shop)
        except OSError as error:
            show_error(self, error)

    def _say_elsewhere(self) -> None:
        self._verdict.setText(tr("Save the code anywhere but in the folder of the base"))
        self._verdict.set_tone("bad")
        self._mark.set_icon("circle-x", "bad")
        self._mark.show()
        self._verdict.show()
