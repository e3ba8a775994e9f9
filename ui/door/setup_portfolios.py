"""The set-up's question who shall read whose contacts: one portfolio for everybody, or one for each employee."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from clientcrm.domain.access import Badge
from clientcrm.domain.portfolio_names import MOST_AT_FIRST, names_in, refused_names
from ui.badges import BADGE_ICONS, badge_sense, badge_title
from ui.i18n import tr
from ui.widgets.card import Box
from ui.widgets.choice import Radio
from ui.widgets.fields import TextField
from ui.widgets.focus import tab_to_chosen
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import column, holder, row

_BESIDE: Final = 31  # from the edge of a radio button to its words


class PortfolioFacts(Protocol):
    """What the page fills in."""

    personal: bool
    names: str


class PortfolioForm(QWidget):
    """Two choices, each with what it protects from and its badge; the second asks for names."""

    entered = Signal()

    def __init__(self, facts: PortfolioFacts) -> None:
        super().__init__()
        self.common = _Choice(
            tr("One portfolio for everybody"),
            tr(
                "The simplest for a small shop: everybody works with all clients. Limits and the journal slow down "
                "taking out, but a skilled employee with another program could read all contacts."
            ),
            Badge.PROGRAM,
        )
        self.own = _Choice(
            tr("A portfolio for each employee"),
            tr(
                "An employee reads the contacts of own clients alone: to the others there is no key, whatever "
                "program is used. All other clients stay in the common portfolio."
            ),
            Badge.CRYPTOGRAPHY,
        )
        self.names = TextField(
            tr("Names of the portfolios, with commas between"),
            placeholder=tr("Sveta, Igor", "sample names of portfolios"),
            hint=tr("One for each employee. You add the people themselves later, in People and access."),
            text=facts.names,
        )
        self._asked = holder(column(self.names, margins=(_BESIDE, 14, 0, 0)))
        self.own.add(self._asked)
        group = QButtonGroup(self)
        for choice in (self.common, self.own):
            group.addButton(choice.radio)
            choice.radio.toggled.connect(self._follow)
        (self.own if facts.personal else self.common).radio.setChecked(True)
        self.names.entered.connect(self.entered)
        self.setLayout(column(self.common, self.own, gap=12))

    def check(self) -> bool:
        """Whether portfolios can be made of what stands here; says what is wrong if not."""
        if not self.own.radio.isChecked():
            return True
        wrong = self._wrong()
        if wrong:
            self.names.set_error(wrong)
            self.names.setFocus()
        return not wrong

    def store(self, facts: PortfolioFacts) -> None:
        """Hand over what was chosen."""
        facts.personal = self.own.radio.isChecked()
        facts.names = self.names.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a chosen button goes on, as it does in a field; one from the field comes by here afterwards."""
        on_button = self.common.radio.hasFocus() or self.own.radio.hasFocus()
        if on_button and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _wrong(self) -> str:
        names = names_in(self.names.text())
        if not names:
            return tr("Name at least one employee, or choose one portfolio for everybody")
        return {
            "taken": tr("A name stands twice, or is that of the common portfolio “{name}”").format(name=tr("Shop")),
            "long": tr("A name is too long"),
            "many": tr("Name %n at most: the others can be added later in People and access", "", MOST_AT_FIRST),
        }.get(refused_names(names, tr("Shop")), "")

    def _follow(self) -> None:
        """The names are asked for where they are needed; Tab visits the chosen button."""
        tab_to_chosen((self.common.radio, self.own.radio))
        chosen = self.own if self.own.radio.isChecked() else self.common
        self.setFocusProxy(chosen.radio)
        self._asked.setVisible(chosen is self.own)
        for choice in (self.common, self.own):
            choice.set_colors("surface", "accent" if choice is chosen else "border")


class _Choice(Box):
    """A radio button, what it means, what holds it; a click anywhere chooses it."""

    def __init__(self, title: str, text: str, badge: Badge) -> None:
        super().__init__("surface", "border", 10, (14, 10, 16, 14), 2)
        self.radio = Radio(title, bold=True)
        self.radio.setAccessibleDescription(f"{text} {badge_title(badge)}. {badge_sense(badge)}")
        held = Label(badge_title(badge), "smallm", "text2")
        held.setToolTip(badge_sense(badge))
        sign = row(Icon(BADGE_ICONS[badge], "text2", 16), held, None, gap=8)
        words = column(Label(text, "small", "text2", wrap=True), sign, gap=8, margins=(_BESIDE, 0, 0, 0))
        self.add(self.radio, holder(words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()
