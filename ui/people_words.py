"""How people of the shop are called and coloured on screens: role in words, initials, a short name, the greeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clientcrm.domain.access import Role
from ui.i18n import tr
from ui.widgets.avatar import initials


def role_title(key: str, name: str = "") -> str:
    """Owner, Manager, Seller, Observer; a role that the owner shaped is called as its owner calls it."""
    ready = {
        Role.OWNER.value: tr("Owner"),
        Role.MANAGER.value: tr("Manager"),
        Role.SELLER.value: tr("Seller"),
        Role.OBSERVER.value: tr("Observer"),
    }
    return name or ready.get(key, key)


def person_initials(name: str) -> str:
    """МЛ of Марина Лебедева."""
    first, _, rest = name.strip().partition(" ")
    return initials(first, rest.strip())


def staff_tint(people: Iterable[str], uid: str) -> int | None:
    """Which colour of staff somebody has wherever they show, by their place among all; None for a stranger."""
    return next((place for place, known in enumerate(people) if known == uid), None)


def short_name(name: str) -> str:
    """The first word: staff know each other by it."""
    return name.strip().split(" ")[0]


def greeting(now: datetime) -> str:
    """Good morning, from 5; day, from 12; evening, from 18; night, from 23."""
    if now.hour < 5 or now.hour >= 23:
        return tr("Good night", "greeting at night")
    if now.hour < 12:
        return tr("Good morning")
    return tr("Good afternoon") if now.hour < 18 else tr("Good evening")
