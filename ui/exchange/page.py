"""Import and export: the list of loads, the templates, and the wizard over them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.imports import BatchRow, ImportResult
from ui import theme
from ui.context import Context
from ui.exchange.batch_list import BatchList
from ui.exchange.drop_area import dropped_file
from ui.exchange.export_dialog import open_export
from ui.exchange.import_wizard import ImportWizard
from ui.exchange.report import save_report
from ui.exchange.templates import TemplatesTab
from ui.exchange.undo_dialog import UndoDialog, loaded
from ui.exchange.wording import batch_title
from ui.i18n import tr
from ui.page import Page, Place
from ui.widgets.button import Button
from ui.widgets.choice import Tabs
from ui.widgets.dialog import ask
from ui.widgets.layout import column, holder
from ui.widgets.option import Option
from ui.widgets.sheet import PageHeader
from ui.widgets.states import Pages

WIZARD_FOOT = 60


class ExchangePage(Page):
    """The section: its front page and the wizard, one over the other."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self.wizard: ImportWizard | None = None
        self._behind = False
        self._make()
        self._wire()
        self.watch({Topic.IMPORTS, Topic.CLIENTS}, self.refresh)
        self.refresh()

    def _make(self) -> None:
        may_load = self.context.may(Permission.IMPORT)
        self.export = Button(tr("Export"), "download")
        self.load = Button(tr("Load a file"), "upload", "primary", keys="Ctrl O")
        self.header = PageHeader(tr("Import and export"), "", self.export, self.load)
        self.export.setVisible(self.context.may_ask(Permission.EXPORT))
        self.load.setVisible(may_load)
        self.tabs = Tabs(
            [Option("loads", tr("Loads and changes")), Option("templates", tr("Templates"))], name=tr("Parts")
        )
        self.loads = BatchList(self.context, self._at_work)
        self.loads.load.setVisible(may_load)
        self.parts = Pages()
        self.parts.addWidget(self.loads)
        tabs = holder(column(self.tabs, margins=(24, 0, 24, 0)))
        self.front = holder(column(self.header, tabs, (self.parts, 1), gap=0))
        self.layers = Pages()
        self.layers.addWidget(self.front)
        self.setLayout(column(self.layers, gap=0))

    @cached_property
    def templates(self) -> TemplatesTab:
        """Made when it is first looked at."""
        made = TemplatesTab(self.context)
        self.parts.addWidget(made)
        made.refresh()
        return made

    def _wire(self) -> None:
        self.export.clicked.connect(lambda: self.context.open("exchange", export=True))
        self.load.clicked.connect(self.load_file)
        self.loads.load_asked.connect(self.load_file)
        self.loads.resume_asked.connect(self._resume)
        self.loads.emptied.connect(self._show_primary)
        self.loads.return_asked.connect(lambda: self.context.open("exchange", wizard=True))
        self.loads.cancel_asked.connect(self._ask_cancel)
        self.tabs.chosen.connect(self._show_part)
        panel = self.loads.panel
        panel.undo_asked.connect(self._undo)
        panel.redo_asked.connect(self._redo)
        panel.report_asked.connect(lambda batch: save_report(self, self.context, batch.id, batch_title(batch)))
        panel.clients_asked.connect(lambda batch: self.context.open("clients", batch=batch.id))
        panel.resume_asked.connect(self._resume)
        panel.cancel_asked.connect(self._ask_cancel)
        self.keys("Ctrl+O", self.load_file)

    # ------------------------------------------------------------ places

    def show_place(self, place: Place) -> None:
        """{} the list, {"file": path} the wizard, {"export": True} the export dialog, {"batch": id} one load."""
        if "file" in place:
            self._open_wizard(Path(str(place["file"])) if place["file"] else None)
        elif place.get("wizard") and self.wizard is not None:
            self.layers.show_page(self.wizard)
        else:
            self._show_front(place)
        if self.context.sheet is not None:  # toasts stand above the foot of the wizard, not over its buttons
            in_wizard = self.wizard is not None and self.layers.currentWidget() is self.wizard
            self.context.sheet.setProperty("foot", theme.px(WIZARD_FOOT) if in_wizard else 0)
        self.title_changed.emit()

    def _show_front(self, place: Place) -> None:
        from_wizard = self.wizard is not None and self.layers.currentWidget() is self.wizard
        self.layers.show_page(self.front)
        if self._behind:
            self.refresh()
        begun = self.wizard
        batch = begun.check.batch if begun is not None and begun.check is not None else 0
        self.loads.show_begun(begun.name_under_way() if begun is not None else "", batch)
        if from_wizard:
            self.focus_first()
        if isinstance(place.get("batch"), int):
            self.loads.show_batch(place["batch"])
        if place.get("export"):
            open_export(self, self.context, place)

    def window_title(self) -> str:
        if self.wizard is not None and self.layers.currentWidget() is self.wizard:
            return self.wizard.title()
        return ""

    def focus_first(self) -> None:
        if self.layers.currentWidget() is self.front and not self.loads.begun.isHidden():
            self.loads.begun.button.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter goes on, it doesn't begin anew
        else:
            super().focus_first()

    def regions(self) -> list[QWidget]:
        if self.wizard is not None and self.layers.currentWidget() is self.wizard:
            return [self.wizard.steps, self.wizard.foot]
        return [self.parts, self.loads.panel] if self.loads.panel.isVisible() else [self.parts]

    def refresh(self) -> None:
        """Read the lists again; under the wizard, which changes them all the time, once it shows them again."""
        self._behind = self.layers.currentWidget() is not self.front
        if self._behind:
            return
        self.loads.refresh()
        if "templates" in vars(self):
            self.templates.refresh()

    def _show_part(self, key: str) -> None:
        self.parts.show_page(self.templates if key == "templates" else self.loads)

    def _show_primary(self, empty: bool) -> None:
        """One primary button at a time: an empty list has its own."""
        self.load.setVisible(self.context.may(Permission.IMPORT) and not empty)
        if self.hasFocus():  # there was nothing to stand on while the list was read
            (self.loads.load if empty else self.loads.table).setFocus()

    # ------------------------------------------------------------ the wizard

    def load_file(self) -> None:
        """Begin a load without a file yet."""
        if self.context.may(Permission.IMPORT):
            self.context.open("exchange", file="")

    def _wizard(self) -> ImportWizard:
        if self.wizard is None:
            self.wizard = ImportWizard(self.context)
            self.wizard.closed.connect(self._close_wizard)
            self.wizard.title_changed.connect(self.title_changed)
            self.layers.addWidget(self.wizard)
        return self.wizard

    def _open_wizard(self, path: Path | None) -> None:
        wizard = self._wizard()
        if not wizard.loading.is_busy():
            wizard.start(path)
        self.layers.show_page(wizard)

    def _at_work(self) -> int | None:
        """The batch that is read or written now, 0 for the newest one; None when nothing is."""
        if self.wizard is not None and self.wizard.loading.at_work() is not None:
            return self.wizard.loading.at_work()
        return 0 if self.context.background.long_busy() else None

    def _resume(self, batch: BatchRow) -> None:
        wizard = self._wizard()
        if not wizard.loading.is_busy():
            wizard.resume(batch)
        self.context.open("exchange", wizard=True)

    def _close_wizard(self) -> None:
        batch = self.wizard.loaded_batch() if self.wizard is not None else 0
        if self.wizard is not None:
            self.wizard.hide()  # as one: its six hundred widgets would go from sight one by one
            self.layers.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
        self.context.open("exchange", **({"batch": batch} if batch else {}))
        self.focus_first()
        self.refresh()

    # ------------------------------------------------------------ what a load can be asked

    def _undo(self, batch: BatchRow) -> None:
        can_redo = batch.kind != "mass"
        UndoDialog(self, self.context, batch.id, batch_title(batch), self.refresh, can_redo=can_redo).open()

    def _redo(self, batch: BatchRow) -> None:
        importing = self.desk.importing

        def done(result: ImportResult) -> None:
            count = result.counts.created + result.counts.updated
            fact = tr("%n rows are in the base again", "", count)
            self.context.deeds.did(loaded(self.context, result.batch, fact))
            self.refresh()

        self.run(lambda _job: importing.redo(batch.id), done, long=True)

    def _ask_cancel(self, batch: BatchRow) -> None:
        importing = self.desk.importing
        ask(
            self,
            tr("Cancel the load of “{name}”?").format(name=batch_title(batch)),
            tr("Nothing of it is in the base. The rows that were checked are forgotten."),
            verb=tr("Cancel the load"),
            keep=tr("Leave as it is"),
            icon="x",
            on_yes=lambda: self.run(lambda _job: importing.cancel(batch.id), lambda _done: self.refresh()),
        )

    # ------------------------------------------------------------ dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.context.may(Permission.IMPORT) and dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.context.open("exchange", file=str(path))
