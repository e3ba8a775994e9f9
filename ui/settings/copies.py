"""Copies of the base: make one now, where they are, at exit, restore."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.settings import BackupFile
from ui import file_dialogs, words
from ui.context import Context
from ui.i18n import tr
from ui.settings.part import Part
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.choice import Switch
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import HLine, clear, column, holder, row
from ui.widgets.states import EmptyState


class CopiesPart(Part):
    """The list of copies with what can be done about them."""

    def __init__(self, context: Context) -> None:
        text = tr("A copy is encrypted like the base. It opens with the owner's password or the recovery code.")
        super().__init__(context, tr("Copies"), text, width=680)
        self.make = Button(tr("Make a copy now"), "hard-drive", "primary")
        self.make.clicked.connect(lambda: self._make(None))
        self.elsewhere = Button(tr("Copy to another folder"), "folder-open")
        self.elsewhere.clicked.connect(self._choose)
        self.at_exit = Switch(tr("Make a copy each time the program closes"))
        self.at_exit.setChecked(context.shop.backup_at_exit)
        self.at_exit.toggled.connect(self._keep_at_exit)
        if not context.may(Permission.CHANGE_SETTINGS):
            self.at_exit.setEnabled(False)
        self._list = column(gap=0)
        self._card = Card(tr("Copies in the folder of the base"))
        self._card.add(holder(self._list))
        self.add(holder(row(self.make, self.elsewhere, None)), self.at_exit, self._card)
        self.refresh()

    def act(self) -> None:
        self._make(None)

    def refresh(self) -> None:
        """Read the list anew."""
        desk = self.context.desk
        self.run(lambda _job: desk.backup.all(), self._show)

    def _show(self, copies: list[BackupFile]) -> None:
        clear(self._list)
        if not copies:
            empty = EmptyState("hard-drive", tr("No copy yet"), tr("The first one takes a few seconds."))
            self._list.addWidget(empty)
        for number, copy in enumerate(copies):
            if number:
                self._list.addWidget(HLine())
            self._list.addWidget(self._line(copy))

    def _line(self, copy: BackupFile) -> QWidget:
        made = words.local(copy.made_at)
        when = Label(words.moment(made), "bodym")
        when.setToolTip(f"{words.full_day(made.date())}, {words.clock(made)}")
        fine = Icon("shield-check", "ok", 16, tr("Opened and checked")) if copy.verified else Icon("circle-help")
        show = IconButton("folder-open", tr("Show in the folder"), size="sm")
        show.clicked.connect(lambda: _reveal(copy.path))
        items: list[QWidget | None] = [fine, when, Label(words.size(copy.size), "small", "text3"), None, show]
        if self.context.may(Permission.RESTORE_BACKUPS):
            restore = Button(tr("Restore"), "archive-restore", "ghost", "sm")
            restore.clicked.connect(lambda: self.context.restore_asked.emit(copy.path))
            items.append(restore)
        return holder(row(*items, gap=10, margins=(0, 8, 0, 8)))

    def _choose(self) -> None:
        start = Path(self.context.shop.backup_folder) if self.context.shop.backup_folder else None
        file_dialogs.choose_folder(self, tr("Folder for the copy"), self._make, start)

    def _make(self, folder: Path | None) -> None:
        if self.make.is_busy():
            return
        self.make.set_busy(True)
        self.elsewhere.setEnabled(False)
        desk = self.context.desk
        self.run(lambda _job: desk.backup.make(folder), self._made, self._failed, long=True)

    def _made(self, copy: BackupFile) -> None:
        self._rest()
        self.context.copies_changed.emit()
        text = tr("Copy made and checked: {size}").format(size=words.size(copy.size))
        self.context.toast(text, action=tr("Show"), on_action=lambda: _reveal(copy.path), icon="hard-drive")
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self.context.show_error(self, error)

    def _rest(self) -> None:
        self.make.set_busy(False)
        self.elsewhere.setEnabled(True)

    def _keep_at_exit(self, on: bool) -> None:
        desk, wanted = self.context.desk, replace(self.context.shop, backup_at_exit=on)

        def refused(error: BaseException) -> None:
            self.at_exit.blockSignals(True)
            self.at_exit.setChecked(not on)
            self.at_exit.blockSignals(False)
            self.context.show_error(self, error)

        self.run(lambda _job: desk.settings.change(wanted), lambda _none: None, refused)


def _reveal(path: Path) -> None:
    """Open the folder in the system's file program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
