"""The bar over the foot of the list while clients are marked, and what it does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clientcrm.domain.access import Permission
from ui.i18n import tr
from ui.widgets.message import BulkAction, BulkBar

if TYPE_CHECKING:
    from ui.clients.listing import ClientList

# Room under the last row while the bar floats over it.
_ROOM = 64


class MarkedClients(QObject):
    """Opens the bar with the first mark and closes it with the last."""

    def __init__(self, owner: ClientList) -> None:
        super().__init__(owner)
        self._list = owner
        self.bar: BulkBar | None = None
        self._count = 0
        owner.table.marks_changed.connect(self._changed)

    def actions(self) -> list[BulkAction]:
        """What this person may do with the marked clients."""
        may = self._list.page.context.may_ask
        if self._list.trash:
            wanted = [
                (Permission.TRASH_CLIENTS, BulkAction("restore", tr("Restore"), "archive-restore")),
                (Permission.TRASH_CLIENTS, BulkAction("erase", tr("Delete for ever"), "trash-2")),
            ]
        else:
            wanted = [
                (Permission.MASS_CHANGE, BulkAction("tier", tr("Change tier"), "layers")),
                (Permission.MASS_CHANGE, BulkAction("tag", tr("Tag"), "tag")),
                (Permission.MASS_CHANGE, BulkAction("house", tr("House client"), "store")),
                (Permission.EXPORT, BulkAction("export", tr("Export"), "download")),
                (Permission.PRINT, BulkAction("print", tr("Print"), "printer")),
                (Permission.TRASH_CLIENTS, BulkAction("trash", tr("To the trash"), "trash-2")),
            ]
            if len(self._list.known().people) > 1:
                wanted.insert(2, (Permission.REASSIGN, BulkAction("assign", tr("Responsible"), "user")))
            if len(self._list.known().portfolios) > 1:
                wanted.insert(2, (Permission.REASSIGN, BulkAction("move", tr("Portfolio"), "folder-open")))
        return [action for permission, action in wanted if may(permission)]

    def show(self, shown: bool) -> None:
        """The bar leaves with the list; the marks stay."""
        open_now = shown and self._count > 0 and bool(self.actions())
        if self.bar is not None:
            self.bar.set_open(open_now)
        self._list.table.set_bottom_room(_ROOM if open_now else 0)

    def _changed(self, count: int) -> None:
        self._count = count
        if self.bar is None:
            if not count:
                return
            self.bar = BulkBar(self._list.page.context.sheet or self._list)
            self.bar.set_actions(self.actions())
            self.bar.chosen.connect(self.act)
            self.bar.closed.connect(self._list.table.clear_marks)
            self._list.destroyed.connect(self.bar.deleteLater)
        self.bar.set_count(tr("%n chosen", "clients", count))
        self.show(bool(count))

    def act(self, key: str) -> None:
        """Do it with the marked clients."""
        table, actions = self._list.table, self._list.acts
        ids = table.marked()
        match key:
            case "tier":
                actions.set_tier(ids)
            case "tag":
                actions.tag(ids)
            case "assign" if self.bar is not None:
                actions.assign(ids, self.bar)
            case "move" if self.bar is not None:
                actions.move(ids, self.bar, table.clear_marks)
            case "house" if self.bar is not None:
                actions.ask_house(ids, self.bar)
            case "export":
                actions.export(ids)
            case "print":
                self._list.print_list()
            case "trash":
                actions.trash(ids, table.clear_marks)
            case "restore":
                actions.restore(ids, after=table.clear_marks)
            case "erase":
                actions.erase(ids, table.clear_marks)
