"""The two badges of rights: held by encryption, held by the program."""

from __future__ import annotations

from clientcrm.domain.access import Badge
from ui.i18n import tr

BADGE_ICONS: dict[Badge, str] = {Badge.CRYPTOGRAPHY: "lock", Badge.PROGRAM: "puzzle"}


def badge_title(badge: Badge) -> str:
    """What holds a right."""
    return {Badge.CRYPTOGRAPHY: tr("Held by encryption"), Badge.PROGRAM: tr("Held by the program")}[badge]


def badge_sense(badge: Badge) -> str:
    """What that means."""
    if badge is Badge.CRYPTOGRAPHY:
        return tr("Without the key nobody can do it, with any program.")
    return tr("The program refuses, slows down and writes down. A skilled person can go round it.")
