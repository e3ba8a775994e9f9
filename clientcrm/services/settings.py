"""The shop's decisions: currency, time zone, region of phone numbers, auto-lock, copies at exit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Purchase, Setting
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import Invalid
from clientcrm.domain.settings import CURRENCIES, ShopSettings
from clientcrm.services.gate import Gate

_LONGEST_AUTOLOCK = 240


class Settings:
    """Decisions for the whole shop."""

    def __init__(self, gate: Gate, shop: Callable[[], str], rename: Callable[[str], None]) -> None:
        """`shop` tells the name that the signed list holds, `rename` has it signed anew."""
        self._gate = gate
        self._shop = shop
        self._rename = rename

    def read(self) -> ShopSettings:
        """What is decided now."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            return read_settings(session, self._shop())

    def change(self, settings: ShopSettings) -> None:
        """Decide anew. The currency stays once there are sums in it."""
        settings = replace(settings, shop=" ".join(settings.shop.split()))
        refused = _refused(settings)
        if refused:
            raise Invalid(refused)
        with self._gate.read(Permission.CHANGE_SETTINGS) as session:
            current = read_settings(session, self._shop())
            if settings.currency != current.currency:
                if settings.currency not in CURRENCIES:
                    raise Invalid({"currency": "unknown_currency"})
                if session.scalars(select(Purchase.id).limit(1)).first():
                    raise Invalid({"currency": "in_use"})
        before, after = asdict(current), asdict(settings)
        changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if not changed:
            return
        if settings.shop != current.shop:
            self._rename(settings.shop)
        with self._gate.write(Permission.CHANGE_SETTINGS, "settings.changed") as session:
            write_settings(session, settings)
            self._gate.note(session, changes=changed)
        self._gate.zone = ZoneInfo(settings.time_zone)


def read_settings(session: Session, shop: str) -> ShopSettings:
    """Settings as kept, with defaults for those that this base has never heard of."""
    kept: dict[str, Any] = {row.key: json.loads(row.value) for row in session.scalars(select(Setting))}
    names = [name for name in asdict(_DEFAULTS) if name != "shop"]
    return ShopSettings(shop=shop, **{name: kept.get(name, getattr(_DEFAULTS, name)) for name in names})


def write_settings(session: Session, settings: ShopSettings) -> None:
    """Keep every setting but the shop's name, which the signed manifest holds."""
    for name, value in asdict(settings).items():
        if name != "shop":
            session.merge(Setting(key=name, value=json.dumps(value, ensure_ascii=False)))


def _refused(settings: ShopSettings) -> dict[str, str]:
    refused: dict[str, str] = {}
    if not settings.shop:
        refused["shop"] = "empty"
    try:
        ZoneInfo(settings.time_zone)
    except (KeyError, ValueError, OSError):
        refused["time_zone"] = "unknown"
    if not 0 <= settings.autolock <= _LONGEST_AUTOLOCK:
        refused["autolock"] = "out_of_range"
    return refused


_DEFAULTS = ShopSettings(shop="", currency="RUB", time_zone="Europe/Moscow")
