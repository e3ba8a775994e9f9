"""The card of portfolios: each with its members and how many clients it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from clientcrm.domain.access import Badge, Others
from clientcrm.domain.staff import PortfolioRow
from ui import theme
from ui.access.wording import others_words
from ui.badges import badge_sense, badge_title
from ui.i18n import tr
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import clear, column, holder, row
from ui.words import list_words

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_COUNT_WIDE = 110


class PortfoliosCard(Card):
    """Who reads whose contacts: held by encryption."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        self.plus = Button(tr("New portfolio"), "plus", "ghost", "sm")
        super().__init__(tr("Portfolios"), action=self.plus, gap=8)
        self.plus.clicked.connect(lambda: self.asked.emit("portfolio", None))
        self._rows = column(gap=2)
        badge = badge_title(Badge.CRYPTOGRAPHY) + ". " + badge_sense(Badge.CRYPTOGRAPHY)
        text = tr("Contacts of a portfolio open only to its members and to owners.")
        self._hint = Label(text, "small", "text2", wrap=True)
        hint = row(Icon("lock", "text3", 15, spoken=badge), (self._hint, 1), gap=8)
        self._others = Label("", "small", "text2", wrap=True)
        self.change_others = Button(tr("Change"), kind="link", size="sm")
        self.change_others.clicked.connect(lambda: self.asked.emit("others", None))
        others = row(Icon("eye-off", "text3", 15), (self._others, 1), self.change_others, gap=8)
        self.add(hint, holder(self._rows), holder(others))
        self.buttons: dict[int, IconButton] = {}

    def show_portfolios(self, portfolios: Sequence[PortfolioRow], names: Mapping[str, str], others: Others) -> None:
        """Show them, and what people see of those that are not theirs."""
        used = next((number for number, button in self.buttons.items() if button.hasFocus()), None)
        clear(self._rows)
        self._others.setText(others_words(others))
        self.buttons = {}
        for item in portfolios:
            members = [name.split(" ")[0] for uid, name in names.items() if uid in item.members]
            edit = IconButton("pencil", tr("Change: {name}").format(name=item.name), size="sm")
            edit.clicked.connect(lambda _on=False, item=item: self.asked.emit("portfolio", item))
            self.buttons[item.id] = edit
            who = Label(list_words(members, 4) or tr("owners alone"), "small", "text2", elide=True)
            count = Label(tr("%n clients", "", item.clients), "small", "text2", align=RIGHT)
            count.setMinimumWidth(theme.px(_COUNT_WIDE))  # or the names beside it begin elsewhere in each row
            name = Label(item.name, "bodym", elide=True)
            self._rows.addLayout(row((name, 2), (who, 3), count, edit, gap=12))
        if used in self.buttons:
            self.buttons[used].setFocus(Qt.FocusReason.OtherFocusReason)
