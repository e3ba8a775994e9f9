"""Who or which portfolio is meant by the name that was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clientcrm.cli.words import Refusal

if TYPE_CHECKING:
    from clientcrm.crm import Desk


def uid_of(desk: Desk, name: str) -> str:
    """A person by name, in any case, or by uid: whoever works here or did."""
    if name in desk.people:
        return name
    found = [uid for uid, called in desk.people.items() if _same(called, name)]
    if found:
        return found[0]
    known = _listed(desk.people.values())
    raise Refusal(
        "not_found",
        f"Нет сотрудника «{name}»: есть {known}.",
        f"There is nobody called “{name}”: there are {known}.",
    )


def number_of(desk: Desk, name: str) -> int:
    """A portfolio by name, in any case."""
    found = [number for number, called in desk.portfolios if _same(called, name)]
    if found:
        return found[0]
    known = _listed(called for _, called in desk.portfolios)
    raise Refusal(
        "not_found",
        f"Нет портфеля «{name}»: есть {known}.",
        f"There is no portfolio “{name}”: there are {known}.",
    )


def _same(called: str, name: str) -> bool:
    return called.casefold() == " ".join(name.split()).casefold()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names, key=str.casefold))
