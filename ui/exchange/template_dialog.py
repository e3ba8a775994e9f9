"""Naming a template: keeping the decisions about a file for the next one like it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import ImportPlan, TemplateRow
from ui.context import Context
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField
from ui.widgets.labels import Label


class _NameDialog(Dialog):
    """One field and two buttons."""

    def __init__(self, owner: QWidget, title: str, note: str, verb: str, name: str) -> None:
        super().__init__(owner, title, icon="bookmark", width=440)
        self.name = TextField(tr("Name of the template"), text=name)
        self.name.select_all()
        self._keep = Button(tr("Cancel"))
        self.save = Button(verb, kind="primary")
        self._keep.clicked.connect(lambda _on=False: self.close_dialog())
        self.save.clicked.connect(self._checked)
        self.add(Label(note, "body", "text2", wrap=True), self.name)
        self.set_actions(self._keep, self.save)
        self.set_default(self.save)

    def _checked(self) -> None:
        if self.name.text().strip():
            self.save.set_busy(True)
            self.send(self.name.text().strip())
        else:
            self.name.set_error(tr("A template needs a name."))

    def send(self, name: str) -> None:
        """Hand the name to the core."""
        raise NotImplementedError


class TemplateDialog(_NameDialog):
    """Saves the decisions of a plan under a name."""

    def __init__(self, owner: QWidget, context: Context, plan: ImportPlan) -> None:
        note = tr("The next file with such headings gets the same fields, values and rules.")
        name = plan.template or Path(plan.choice.path).stem
        super().__init__(owner, tr("Save as a template"), note, tr("Save"), name)
        self._context, self._plan = context, plan

    def send(self, name: str) -> None:
        kept, plan = self._context.desk.import_templates, self._plan

        def saved(_id: object) -> None:
            self.close_dialog("saved")
            self._context.toast(tr("The template “{name}” is saved").format(name=name), icon="bookmark")

        self._context.background.run(self, lambda _job: kept.save(name, plan), then=saved)


class RenameTemplateDialog(_NameDialog):
    """Gives a template another name."""

    def __init__(self, owner: QWidget, context: Context, template: TemplateRow) -> None:
        note = tr("The decisions of the template stay the same.")
        super().__init__(owner, tr("Rename the template"), note, tr("Rename"), template.name)
        self._context, self._template = context, template

    def send(self, name: str) -> None:
        kept, number = self._context.desk.import_templates, self._template.id
        self._context.background.run(
            self,
            lambda _job: kept.rename(number, name),
            then=lambda _done: self.close_dialog("renamed"),
        )
