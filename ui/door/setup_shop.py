"""The first page of the set-up: how the shop and its owner are called, where the base lies, money and hours."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import file_dialogs
from ui.i18n import tr
from ui.money_and_hours import currency_options, zone_options
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.fields import Field, TextField
from ui.widgets.layout import column, holder, row


class ShopFacts(Protocol):
    """What the page fills in."""

    folder: Path | None
    shop: str
    owner: str
    currency: str
    time_zone: str


class ShopForm(QWidget):
    """Shop, owner, folder, currency, time zone."""

    entered = Signal()

    def __init__(self, facts: ShopFacts, *, made: bool) -> None:
        super().__init__()
        self.shop = TextField(tr("What is the shop called"), placeholder=tr("Tea House"), text=facts.shop)
        self.owner = TextField(
            tr("Your name"), text=facts.owner, hint=tr("Staff see it on the sign-in screen and in the activity log")
        )
        self.place = TextField(tr("Folder of the base"), text=str(facts.folder or ""))
        self.choose = Button(tr("Choose"), "folder-open")
        self.choose.clicked.connect(self._choose)
        self.currency = Combo(currency_options(), name=tr("Currency"))
        self.currency.choose(facts.currency)
        self.zone = Combo(zone_options(facts.time_zone), name=tr("Time zone"), searchable=True)
        self.zone.choose(facts.time_zone)
        if made:
            self.place.set_read_only(True)
            self.place.set_hint(tr("The base is already made in this folder"))
            self.choose.set_off(tr("The base is already made in this folder"))
        for line in (self.shop, self.owner, self.place):
            line.entered.connect(self.entered)
        beside = holder(column(26, self.choose, None, gap=0))
        money = Field(self.currency, tr("Currency"))
        hours = Field(self.zone, tr("Time zone"))
        self.setLayout(
            column(
                self.shop, self.owner, row((self.place, 1), beside, gap=8), row((money, 1), (hours, 1), gap=16), gap=16
            )
        )
        self.setFocusProxy(self.shop)

    def check(self) -> bool:
        """Whether all is filled in; marks what is not."""
        needed = ((self.shop, tr("Give the shop a name")), (self.owner, tr("Enter your name")))
        for line, words_ in (*needed, (self.place, tr("Choose a folder"))):
            if not line.text():
                line.set_error(words_)
                line.setFocus()
                return False
        return True

    def store(self, facts: ShopFacts) -> None:
        """Hand over what was filled in."""
        facts.shop = self.shop.text()
        facts.owner = self.owner.text()
        facts.folder = Path(self.place.text()).expanduser()
        facts.currency = self.currency.key()
        facts.time_zone = self.zone.key()

    def show_place(self) -> None:
        """Put the cursor into the folder: it was refused."""
        self.place.setFocus()
        self.place.select_all()

    def _choose(self) -> None:
        file_dialogs.choose_folder(self, tr("Folder of the base"), self._take_place, Path(self.place.text()))

    def _take_place(self, folder: Path) -> None:
        taken = folder.is_dir() and any(folder.iterdir())
        self.place.set_text(str(folder / tr("Client base", "folder name") if taken else folder))
