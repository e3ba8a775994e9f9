"""The shop's decisions: money, hours, phones, when the screen locks itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import Invalid
from clientcrm.domain.settings import ShopSettings
from ui import words
from ui.capture import can_hide
from ui.context import Context
from ui.errors import field_words
from ui.i18n import tr
from ui.money_and_hours import currency_options, zone_options
from ui.settings.part import Part
from ui.unsaved import ask_about_changes
from ui.widgets.button import Button
from ui.widgets.choice import Switch
from ui.widgets.combo import Combo
from ui.widgets.fields import Field, TextField
from ui.widgets.layout import holder, row
from ui.widgets.option import Option

if TYPE_CHECKING:
    from ui.background import Job

_AUTOLOCK = (1, 2, 5, 10, 15, 30, 60, 0)
_REGIONS = ("RU", "BY", "KZ", "UZ", "KG", "AM", "GE", "AZ", "TR", "US", "GB", "DE", "FR")


def region_title(code: str) -> str:
    """Whose numbers are meant when the country code is not written."""
    names = {
        "RU": tr("Russia"),
        "BY": tr("Belarus"),
        "KZ": tr("Kazakhstan"),
        "UZ": tr("Uzbekistan"),
        "KG": tr("Kyrgyzstan"),
        "AM": tr("Armenia"),
        "GE": tr("Georgia"),
        "AZ": tr("Azerbaijan"),
        "TR": tr("Turkey"),
        "US": tr("United States"),
        "GB": tr("United Kingdom"),
        "DE": tr("Germany"),
        "FR": tr("France"),
    }
    return names.get(code, code)


class ShopPart(Part):
    """A form that is saved as a whole."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Shop"), tr("For everybody who works with this base."))
        shop = context.shop
        hint = tr("It stands on the sign-in screen and is signed with the owner's keys")
        self.name = TextField(tr("Name of the shop"), text=shop.shop, hint=hint)
        self.name.changed.connect(lambda _text: self._look())
        self.name.entered.connect(self.save)
        self.currency = Combo(currency_options(shop.currency), name=tr("Currency"))
        self.currency.choose(shop.currency)
        self.zone = Combo(zone_options(shop.time_zone), name=tr("Time zone"), searchable=True)
        self.zone.choose(shop.time_zone)
        regions = _REGIONS if shop.region in _REGIONS else (shop.region, *_REGIONS)
        self.region = Combo([Option(code, region_title(code)) for code in regions], name=tr("Phones without a code"))
        self.region.choose(shop.region)
        waits = sorted({*_AUTOLOCK, shop.autolock}, key=lambda minutes: minutes or 9999)
        self.autolock = Combo([Option(str(n), words.lock_wait(n)) for n in waits], name=tr("Lock the screen"))
        self.autolock.choose(str(shop.autolock))
        self._currency_field = Field(self.currency, tr("Currency"))
        self._zone_field = Field(self.zone, tr("Time zone"))
        region_hint = tr("To which country a number belongs when its code is not written")
        self._autolock_field = Field(
            self.autolock, tr("Lock the screen"), hint=tr("After nobody has touched mouse and keyboard for so long")
        )
        self.hidden = Switch(tr("Keep the window out of screenshots, recordings and remote screens"))
        self.hidden.setChecked(shop.hidden_from_recorders)
        self.hidden.toggled.connect(lambda _on: self._look())
        self.button = Button(tr("Save"), "check", "primary", keys="Ctrl S")
        self.button.clicked.connect(self.save)
        self._shown = shop
        context.changed.connect(self._on_changed)
        self.add(
            self.name,
            self._currency_field,
            self._zone_field,
            Field(self.region, tr("Phones without a code"), hint=region_hint),
            self._autolock_field,
            Field(self.hidden, tr("Pictures of the screen"), hint=_hidden_hint()),
            holder(row(self.button, None)),
        )
        self._fields: dict[str, Field] = {
            "shop": self.name,
            "currency": self._currency_field,
            "time_zone": self._zone_field,
            "autolock": self._autolock_field,
        }
        for combo in (self.currency, self.zone, self.region, self.autolock):
            combo.changed.connect(lambda _key: self._look())
        self._look()

    def _wanted(self, kept: ShopSettings | None = None) -> ShopSettings:
        return replace(
            kept or self.context.shop,
            shop=self.name.text(),
            currency=self.currency.key(),
            time_zone=self.zone.key(),
            region=self.region.key(),
            autolock=int(self.autolock.key() or 0),
            hidden_from_recorders=self.hidden.isChecked(),
        )

    def _look(self) -> None:
        if self._wanted() == self.context.shop:
            self.button.set_off(tr("Nothing is changed"))
        else:
            self.button.set_on()

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        """What was taken back, or done again, shows here too, unless somebody is writing something else."""
        shop = self.context.shop
        if Topic.SETTINGS in changes and shop != self._shown:
            if self._wanted(self._shown) == self._shown:
                self._fill(shop)
            self._shown = shop
            self._look()

    def _fill(self, shop: ShopSettings) -> None:
        self.name.set_text(shop.shop)
        self.currency.choose(shop.currency)
        self.zone.choose(shop.time_zone)
        self.region.choose(shop.region)
        self.autolock.choose(str(shop.autolock))
        self.hidden.setChecked(shop.hidden_from_recorders)

    def save(self) -> None:
        before, wanted = self.context.shop, self._wanted()
        if wanted == before or self.button.is_busy():
            return
        for field in self._fields.values():
            field.clear_error()
        self.button.set_busy(True)
        desk = self.context.desk
        self.run(lambda _job: desk.settings.change(wanted), lambda _none: self._saved(before, wanted), self._refused)

    def _saved(self, before: ShopSettings, after: ShopSettings) -> None:
        self.button.set_busy(False)
        self.button.set_off(tr("Nothing is changed"))
        settings = self.context.desk.settings

        def put_back(state: ShopSettings, other: ShopSettings) -> Callable[[Job, Any], None]:
            """Only what was changed here: other parts of the settings keep theirs in the same place."""
            differ = {name: value for name, value in asdict(state).items() if value != getattr(other, name)}
            return lambda _job, _held: settings.change(replace(settings.read(), **differ))

        self.context.did(tr("The settings are saved"), put_back(before, after), put_back(after, before))

    def _refused(self, error: BaseException) -> None:
        self.button.set_busy(False)
        if not isinstance(error, Invalid):
            self.context.show_error(self, error)
            return
        for name, code in error.fields.items():
            if name in self._fields:
                self._fields[name].set_error(field_words(code))
                self._fields[name].setFocus()

    def leave(self, go: Callable[[], None]) -> None:
        if self._wanted() == self.context.shop:
            go()
        else:
            ask_about_changes(self, go)


def _hidden_hint() -> str:
    if can_hide():
        return tr("Whoever helps from afar sees a black window; a camera sees all")
    return tr("Windows and macOS can do this; here it changes nothing")
