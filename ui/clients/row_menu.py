"""The menu of one row of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from clientcrm.domain.access import Permission
from ui.i18n import tr
from ui.widgets.popover import Menu

if TYPE_CHECKING:
    from ui.clients.listing import ClientList


def open_row_menu(owner: ClientList, client_id: int, where: QPoint) -> None:
    """Open the menu at the pointer."""
    menu = Menu(owner.table)
    if owner.trash:
        _fill_trash(menu, owner, client_id)
    else:
        _fill(menu, owner, client_id)
    menu.popup(where)


def _fill_trash(menu: Menu, owner: ClientList, client_id: int) -> None:
    if not owner.page.context.may(Permission.TRASH_CLIENTS):
        return
    menu.item(tr("Restore"), "archive-restore", on=lambda: owner.acts.restore([client_id]))
    menu.item(tr("Delete for ever"), "trash-2", keys="Delete", on=lambda: owner.acts.erase([client_id]), danger=True)


def _fill(menu: Menu, owner: ClientList, client_id: int) -> None:
    context, actions = owner.page.context, owner.acts
    menu.item(tr("Open"), "user", keys="Enter", on=lambda: owner.opened.emit(client_id))
    if context.may(Permission.SHOW_CONTACTS):
        menu.item(tr("Show the phone"), "eye", keys="Ctrl R", on=lambda: owner.reveal(client_id))
    elif context.user.asks(Permission.SHOW_CONTACTS):
        menu.item(tr("Ask to show"), "hand", keys="Ctrl R", on=lambda: owner.reveal(client_id))
    if context.may(Permission.EDIT_CLIENTS):
        menu.item(tr("Edit"), "pencil", keys="F2", on=lambda: context.open("clients", client=client_id, edit=True))
        menu.item(tr("Change the tier"), "layers", on=lambda: actions.set_tier([client_id]))
    if context.may(Permission.TRASH_CLIENTS):
        menu.divider()
        menu.item(tr("To the trash"), "trash-2", keys="Delete", on=lambda: actions.trash([client_id]), danger=True)
