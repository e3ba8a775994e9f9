"""Words for stored figures that several pages say: how it goes with a client, how long something lasts."""

from __future__ import annotations

from clientcrm.domain.rhythm import ACTIVE, AT_RISK, LOST, NEW
from ui.i18n import tr


def status_word(status: str) -> str:
    """How it goes with a client: what the visits so far say; to guess is for the chance of a visit."""
    return {
        ACTIVE: tr("As usual", "how it goes with a client"),
        NEW: tr("Newcomer", "how it goes with a client"),
        AT_RISK: tr("Running late", "how it goes with a client"),
        LOST: tr("Stays away", "how it goes with a client"),
    }[status]


def long_days(count: int) -> str:
    """18 дней / 18 days."""
    return tr("%n days", "a length of time, in full", count)
