"""What the command palette offers: clients by search, actions, places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, ClientOrder, ClientRow
from clientcrm.domain.values.text import fold, other_layout
from ui import words
from ui.i18n import tr
from ui.people_words import person_initials
from ui.widgets.palette import PaletteGroup, PaletteItem

if TYPE_CHECKING:
    from ui.context import Context
    from ui.section import Action, Section

MOST_CLIENTS = 5
MOST_ACTIONS = 6
Show = Callable[[list[PaletteGroup]], None]


class PaletteProvider(QObject):
    """Answers a typed text at once with what needs no search, and with clients when they are found."""

    def __init__(self, context: Context, sections: Sequence[Section], actions: Sequence[Action]) -> None:
        super().__init__(context)
        self._context = context
        self._sections = sections
        self._actions = actions

    def __call__(self, text: str, show: Show) -> None:
        text = text.strip()
        plain = self._plain_groups(text)
        if not text or not self._context.may(Permission.VIEW_CLIENTS):
            show(plain)
            return
        desk = self._context.desk

        def work(_job: object) -> tuple[list[ClientRow], int]:
            ids = desk.clients.ids(ClientFilter(text=text), ClientOrder())
            return desk.clients.rows(ids[:MOST_CLIENTS]), len(ids)

        def then(found: tuple[list[ClientRow], int]) -> None:
            rows, count = found
            items = [self._client(row, first=not number) for number, row in enumerate(rows)]
            meant = meant_text(text, [row.name for row in rows])
            show([*([PaletteGroup(tr("Clients"), items)] if items else []), *self._plain_groups(meant, count)])

        self._context.background.run(self, work, then=then, failed=lambda _error: show(plain), key="palette")

    # ------------------------------------------------------------ clients

    def _client(self, row: ClientRow, *, first: bool) -> PaletteItem:
        return PaletteItem(
            key=f"client-{row.id}",
            title=row.name,
            sub=self._about(row),
            initials=person_initials(row.name),
            tier=self._context.look(row.tier_id),
            keys=("Enter",) if first else (),
            run=partial(self._context.open, "clients", client=row.id),
            actions=partial(self._client_groups, row),
        )

    def _about(self, row: ClientRow) -> str:
        if row.created_at is None:  # of another portfolio: a name and a tier
            return ""
        if row.last_purchase is None:
            return tr("in the base since {month}").format(month=words.month(row.created_at.date()))
        total = words.money(row.total, self._context.shop.currency) if self._context.may(Permission.SEE_SUMS) else ""
        return ", ".join(part for part in (words.ago(row.last_purchase), total) if part)

    def _client_groups(self, row: ClientRow) -> list[PaletteGroup]:
        offered: list[Action] = []
        for section in self._sections:
            if section.client_actions is not None:
                offered += section.client_actions(self._context, row.id, row.name)
        shown = [_item(action) for action in offered if self._allowed(action)]
        return [PaletteGroup(tr("Actions: {name}").format(name=row.name), shown)] if shown else []

    # ------------------------------------------------------------ actions and places

    def _plain_groups(self, text: str, found: int = -1) -> list[PaletteGroup]:
        actions = [_item(action) for action in self._actions if self._allowed(action) and _fits(text, action)]
        actions = [*actions[:MOST_ACTIONS], *self._new_client(text)]
        groups = [PaletteGroup(tr("Actions"), actions), PaletteGroup(tr("Go to"), self._places(text, found))]
        return [group for group in groups if group.items]

    def _places(self, text: str, found: int) -> list[PaletteItem]:
        places = []
        for number, section in enumerate(self._sections, 1):
            if matches(text, section.title()):
                run = partial(self._context.open, section.key)
                keys = ("Ctrl", str(number % 10)) if number <= 10 else ()
                places.append(PaletteItem(f"go-{section.key}", section.title(), "", section.icon, keys=keys, run=run))
        if text and found > 0:
            title = tr("Clients: find “{text}”").format(text=text)
            sub = tr("%n matches", "clients found", found)
            run = partial(self._context.open, "clients", search=text)
            places.append(PaletteItem("find", title, sub, "users", run=run))
        return places

    def _new_client(self, text: str) -> list[PaletteItem]:
        if not text or not self._context.may(Permission.EDIT_CLIENTS):
            return []
        title = tr("New client “{text}”").format(text=text)
        run = partial(self._context.open, "clients", new=True, name=text)
        return [PaletteItem("new", title, "", "plus", run=run)]

    def _allowed(self, action: Action) -> bool:
        return action.permission is None or self._context.may_ask(action.permission)


def _item(action: Action) -> PaletteItem:
    keys = tuple(action.keys.split("+")) if action.keys else ()
    return PaletteItem(action.key, action.title, "", action.icon, keys=keys, run=action.run)


def _fits(text: str, action: Action) -> bool:
    return matches(text, f"{action.title} {action.words}")


def meant_text(text: str, names: Sequence[str]) -> str:
    """What was meant by the typed text: "кова" for "rjdf" if that is what the names found begin with."""
    other = other_layout(text)
    here, there = (any(_begins(fold(one), fold(name)) for name in names) for one in (text, other))
    return other if there and not here else text


def matches(text: str, title: str) -> bool:
    """Every typed word begins a word of the title, in this keyboard layout or the other one."""
    return any(_begins(typed, fold(title)) for typed in (fold(text), fold(other_layout(text))))


def _begins(typed: str, title: str) -> bool:
    starts = title.split()
    return all(any(start.startswith(word) for start in starts) for word in typed.split())
