"""The tab of roles: the matrix, own roles, limits, and the foot where changes are saved."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import MOST_ROLES, READY, Role, RoleRights
from clientcrm.domain.staff import PersonRow
from ui import theme
from ui.access.matrix import Matrix
from ui.access.matrix_model import limit_title
from ui.access.owner_password import Asked, Signed
from ui.access.role_dialog import LimitDialog, RoleDialog
from ui.context import Context
from ui.i18n import tr
from ui.unsaved import ask_about_changes
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import HLine, column, holder, row
from ui.widgets.menu import Menu


class RolesTab(QWidget):
    """What each role may do; nothing holds before it is saved with the owner's password."""

    read_asked = Signal()
    explained = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.matrix = Matrix()
        self.matrix.limit_asked.connect(self._ask_limit)
        self.matrix.matrix.edited.connect(self._look)
        self.add_role = Button(tr("Own role"), "plus", "ghost")
        self.add_role.clicked.connect(self._new_role)
        self.role_menu = Button(tr("This role"), "ellipsis", "ghost", trail="chevron-down")
        self.role_menu.clicked.connect(self._open_role_menu)
        self.why = Button(tr("What the program protects from"), "shield-check", "link")
        self.why.clicked.connect(self.explained)
        self._state = Label("", "small", "warn")
        self.cancel = Button(tr("Cancel"), kind="ghost")
        self.cancel.clicked.connect(self._give_up)
        self.save_button = Button(tr("Save the rights"), "check", "primary", keys="Ctrl S")
        self.save_button.clicked.connect(self.save)
        frame = Box(padding=(1, 6, 1, 6), gap=0).add((self.matrix, 1))  # the table leaves the round corners
        above = row(self.add_role, self.role_menu, None, self.why, gap=4)
        note = Label(tr("Each phone shown and each export stands in the journal."), "small", "text2", wrap=True)
        foot = row(
            Icon("info", "text3", 16), (note, 1), self._state, self.cancel, self.save_button, gap=10,
            margins=(24, 10, 24, 10),
        )  # fmt: skip
        body = holder(column(above, (frame, 1), gap=8, margins=(24, 10, 24, 12)))
        self._foot = holder(foot)
        self._foot.setMinimumHeight(theme.px(60))
        self.setLayout(column((body, 1), HLine(), self._foot, gap=0))
        self.setFocusProxy(self.matrix)

    def show_roles(self, roles: Sequence[RoleRights], people: Sequence[PersonRow]) -> None:
        """Show what is kept, unless the owner is in the middle of changing it."""
        if self.changed:
            return
        names: dict[str, list[str]] = {}
        for person in people:
            if person.active:
                names.setdefault(person.role, []).append(person.name.split(" ")[0])
        self.matrix.matrix.show_roles(roles, names)

    @property
    def changed(self) -> bool:
        """Whether something is not saved."""
        return self.matrix.matrix.changed

    def _look(self) -> None:
        changed = self.changed
        self._state.setText(tr("There are unsaved changes") if changed else "")
        self.cancel.setVisible(changed)
        if changed:
            self.save_button.set_on()
        else:
            self.save_button.set_off(tr("Nothing is changed"))
        if len(self.matrix.matrix.roles) >= MOST_ROLES:
            self.add_role.set_off(tr("More roles than this nobody tells apart"))

    def _give_up(self) -> None:
        self.matrix.matrix.give_up()
        self.matrix.setFocus()

    # ------------------------------------------------------------ saving

    def save(self) -> None:
        """Ask for the password; the rights hold for each person from the next sign-in."""
        if not self.changed:
            return
        staff, roles = self.context.desk.staff, tuple(self.matrix.matrix.roles)
        asked = Asked(
            tr("Save the rights?"),
            tr("They are signed with your key and hold for each person from the next sign-in on."),
            tr("Save the rights"),
            "shield-check",
        )
        dialog = Signed(self, self.context, asked, lambda password: staff.save_roles(roles, password), self._saved)
        dialog.open()

    def _saved(self) -> None:
        model = self.matrix.matrix
        model.show_roles(model.roles, model.people)
        self.context.toast(tr("The rights are saved"), icon="shield-check")
        self.read_asked.emit()

    def leave(self, go: Callable[[], None]) -> None:
        """Ask about unsaved changes."""
        if not self.changed:
            go()
            return

        def leave() -> None:
            self.matrix.matrix.give_up()
            go()

        ask_about_changes(self, leave)

    # ------------------------------------------------------------ roles and limits

    def _role(self) -> RoleRights | None:
        return self.matrix.matrix.role(max(self.matrix.currentIndex().column(), 1))

    def _new_role(self) -> None:
        based = self._role()
        if based is None or based.key == Role.OWNER:
            based = READY[Role.SELLER]
        key = f"r-{secrets.token_hex(4)}"
        role = RoleRights(key, "", based.rights, based.quota)
        RoleDialog(self, self.matrix.matrix.roles, role, self.matrix.matrix.put_role).open()

    def _open_role_menu(self) -> None:
        role = self._role()
        if role is None:
            return
        menu = Menu(self)
        model = self.matrix.matrix
        name = model.role_name(model.roles.index(role) + 1)
        menu.heading(name)
        fixed = tr("A ready role keeps its name") if role.ready else ""
        used = tr("Somebody still has this role") if model.people.get(role.key) else fixed
        menu.item(tr("Rename…"), "pencil", on=lambda: self._rename(role), off_reason=fixed)
        ready = READY.get(Role(role.key)) if role.ready else None
        if ready is not None and role.key != Role.OWNER:
            menu.item(tr("As it was in the beginning"), "rotate-ccw", on=lambda: model.put_role(ready))
        menu.item(tr("Remove the role"), "trash-2", danger=True, on=lambda: model.drop_role(role.key), off_reason=used)
        menu.popup(self.role_menu.mapToGlobal(self.role_menu.rect().bottomLeft()))

    def _rename(self, role: RoleRights) -> None:
        RoleDialog(self, self.matrix.matrix.roles, role, self.matrix.matrix.put_role).open()

    def _ask_limit(self, line: int, section: int) -> None:
        model = self.matrix.matrix
        limit = model.line(line).limit
        LimitDialog(
            self,
            f"{model.role_name(section)}: {limit_title(limit)}",
            model.limit(line, section),
            lambda value: model.set_limit(line, section, value),
        ).open()
