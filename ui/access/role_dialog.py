"""Naming an own role, and deciding a limit of showings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import RoleRights
from ui.i18n import tr
from ui.people_words import role_title
from ui.widgets.button import Button
from ui.widgets.choice import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.fields import NumberField, TextField
from ui.widgets.labels import Label

_LONGEST, _MOST = 40, 999


class RoleDialog(Dialog):
    """A name that no other role has."""

    def __init__(
        self, parent: QWidget, roles: Sequence[RoleRights], role: RoleRights, on_named: Callable[[RoleRights], None]
    ) -> None:
        title = tr("Rename the role") if role.name else tr("Own role")
        super().__init__(parent, title, icon="users", width=420)
        self._role, self._on_named = role, on_named
        self._taken = {role_title(other.key, other.name).casefold() for other in roles if other.key != role.key}
        if not role.name:
            text = tr("It begins with the rights of the role in the current column. Nothing holds before you save.")
            self.add(Label(text, "small", "text2", wrap=True))
        self.name = TextField(tr("What the role is called"), text=role.name)
        self.name.entered.connect(self._done)
        self.add(self.name)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(lambda: self.close_dialog(""))
        self.done = Button(tr("Rename") if role.name else tr("Add the role"), "check", "primary")
        self.done.clicked.connect(self._done)
        self.set_actions(cancel, self.done)
        self.set_default(self.done)

    def _done(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.name.set_error(tr("Enter a name"))
        elif len(name) > _LONGEST:
            self.name.set_error(tr("At most %n letters", "", _LONGEST))
        elif name.casefold() in self._taken:
            self.name.set_error(tr("There is such a role already"))
        else:
            self._on_named(replace(self._role, name=name))
            self.close_dialog("done")
            return
        self.name.setFocus()


class LimitDialog(Dialog):
    """A number, or no limit."""

    def __init__(self, parent: QWidget, title: str, limit: int | None, on_set: Callable[[int | None], None]) -> None:
        super().__init__(parent, title, icon="eye", width=420)
        self._on_set = on_set
        self.number = NumberField(tr("At most"), minimum=0, maximum=_MOST)
        self.number.set_value(30 if limit is None else min(limit, _MOST))
        self.unlimited = CheckBox(tr("No limit"))
        self.unlimited.setChecked(limit is None)
        self.unlimited.toggled.connect(self._look)
        self.add(self.number, self.unlimited)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(lambda: self.close_dialog(""))
        self.done = Button(tr("Set"), "check", "primary")
        self.done.clicked.connect(self._done)
        self.set_actions(cancel, self.done)
        self.set_default(self.done)
        self._look()

    def _look(self) -> None:
        self.number.setEnabled(not self.unlimited.isChecked())

    def _done(self) -> None:
        self._on_set(None if self.unlimited.isChecked() else self.number.value())
        self.close_dialog("done")
