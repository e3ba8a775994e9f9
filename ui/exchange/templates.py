"""The templates of the shop: which there are, another name, away with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import TemplateRow
from ui import file_dialogs, words
from ui.context import Context
from ui.exchange.export_choices import FOLDER_KEY, free_path, last_folder
from ui.exchange.step import filter_of
from ui.exchange.template_dialog import RenameTemplateDialog
from ui.exchange.wording import columns_text
from ui.i18n import tr
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Box
from ui.widgets.dialog import ask
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import HLine, clear, column, holder, row, scrolled
from ui.widgets.states import EmptyState


class TemplatesTab(QWidget):
    """Every template with what can be done to it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.names: list[str] = []
        self._lines = column(gap=0)
        self.box = Box("surface", "line", 12, (0, 0, 0, 0), 0)
        self.box.add(holder(self._lines))
        self.empty = EmptyState(
            "bookmark",
            tr("There are no templates yet"),
            tr("After a load the program keeps its decisions: the next file with such headings needs no set-up."),
        )
        self.take = Button(tr("Take a template from a file"), "folder-open")
        self.take.clicked.connect(self._ask_file)
        body = column(row(None, self.take), self.box, self.empty, None, gap=12, margins=(24, 16, 24, 16))
        self.setLayout(column(scrolled(holder(body))))
        self.box.hide()
        self.empty.hide()

    def refresh(self) -> None:
        """Read the templates again."""
        kept = self._context.desk.import_templates
        self._context.background.run(self, lambda _job: list(kept.rows()), then=self._arrived, key="templates")

    def _arrived(self, found: Sequence[TemplateRow]) -> None:
        clear(self._lines)
        self.names = [template.name for template in found]
        for number, template in enumerate(found):
            if number:
                self._lines.addWidget(HLine())
            self._lines.addWidget(self._line(template))
        self.box.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _line(self, template: TemplateRow) -> QWidget:
        save = IconButton("download", tr("Save as a file: {name}").format(name=template.name))
        rename = IconButton("pencil", tr("Rename: {name}").format(name=template.name))
        remove = IconButton("trash-2", tr("Remove: {name}").format(name=template.name))
        save.clicked.connect(lambda: self._ask_where(template))
        rename.clicked.connect(lambda: self._rename(template))
        remove.clicked.connect(lambda: self._ask_remove(template))
        used = tr("used {when}").format(when=words.ago(words.local(template.used_at).date()))
        note = f"{columns_text(template.columns)} · {used}"
        texts = column(Label(template.name, "bodym", elide=True), Label(note, "cap"), gap=1)
        return holder(
            row(Icon("bookmark", "text3", 18), (texts, 1), save, rename, remove, gap=12, margins=(16, 8, 12, 8))
        )

    def _ask_where(self, template: TemplateRow) -> None:
        """A template as a file, for another shop or another computer."""
        stem = re.sub(r'[\\/:*?"<>|]+', " ", template.name).strip() or tr("Template", "in a file name")
        suggested = free_path(last_folder(self._context.preferences) / f"{stem}.json")
        kept = self._context.desk.import_templates

        def written(path: Path) -> None:
            self._context.toast(tr("The template is saved: {name}").format(name=path.name), icon="bookmark")

        def chosen(path: Path) -> None:
            self._context.preferences.set(FOLDER_KEY, str(path.parent))
            self._context.background.run(self, lambda _job: kept.write_file(template.id, path), then=written)

        file_dialogs.save_file(self, tr("Where to save the template"), filter_of(suggested), chosen, suggested)

    def _ask_file(self) -> None:
        kept = self._context.desk.import_templates

        def chosen(path: Path) -> None:
            self._context.background.run(self, lambda _job: kept.read_file(path), then=lambda _id: self.refresh())

        start = last_folder(self._context.preferences)
        file_dialogs.choose_file(self, tr("Choose the file of a template"), ["JSON (*.json)"], chosen, start)

    def _rename(self, template: TemplateRow) -> None:
        dialog = RenameTemplateDialog(self, self._context, template)
        dialog.closed.connect(lambda _result: self.refresh())
        dialog.open()

    def _ask_remove(self, template: TemplateRow) -> None:
        kept = self._context.desk.import_templates

        def remove() -> None:
            self._context.background.run(self, lambda _job: kept.remove(template.id), then=lambda _done: self.refresh())

        ask(
            self,
            tr("Remove the template “{name}”?").format(name=template.name),
            tr("Clients who were loaded with it stay. The next such file will have to be set up anew."),
            verb=tr("Remove"),
            on_yes=remove,
        )
