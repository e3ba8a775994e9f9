"""Why a contact is not shown now, in words: the quota, the reason, the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from clientcrm.cli.speech import Speech


def _quota_spent(error: Any, say: Speech) -> str:
    shown = say.counted(error.limit, ("контакт", "контакта", "контактов"), ("contact", "contacts"))
    if error.per == "hour":
        at = f"{error.until.astimezone():%H:%M}"
        return say(
            f"За час можно показать {shown}: следующий — в {at}.",
            f"{shown} may be shown in an hour: the next one at {at}.",
        )
    return say(
        f"За день можно показать {shown}: продолжите завтра или попросите владельца.",
        f"{shown} may be shown in a day: go on tomorrow, or ask the owner.",
    )


def _reason_needed(error: Any, say: Speech) -> str:
    shown = say.counted(error.after, ("контакт", "контакта", "контактов"), ("contact", "contacts"))
    return say(
        f"Сегодня вам показано уже {shown}: укажите, зачем следующий, через --reason.",
        f"You were shown {shown} today: say by --reason what the next one is for.",
    )


def _clock_set_back(error: Any, say: Speech) -> str:
    moment = say.moment(error.until, error.until.astimezone().tzinfo)
    return say(
        f"Часы компьютера отстают: в журнале уже есть запись от {moment}. Поставьте верное время, до этого контакты "
        "показываются только владельцу.",
        f"The computer's clock is behind: the journal already has an entry of {moment}. Set it right; until then "
        "contacts are shown to nobody but the owner.",
    )


METER_SENTENCES: Final[dict[str, Callable[[Any, Speech], str]]] = {
    "quota_spent": _quota_spent,
    "reason_needed": _reason_needed,
    "clock_set_back": _clock_set_back,
}
