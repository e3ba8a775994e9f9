"""Dialogs about one person: adding, role, quota, name, and the one-time password said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QWidget

from clientcrm.domain.access import Quota, Role
from clientcrm.domain.staff import Added, PersonRow, PortfolioRow
from ui.access.owner_password import NamedDialog, SignedDialog
from ui.access.people_tab import Team
from ui.background import Job
from ui.context import Context
from ui.i18n import tr
from ui.people_words import role_title
from ui.widgets.button import Button
from ui.widgets.choice import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, NumberField, TextField
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, placed
from ui.widgets.option import Option

_MOST = 999


class Checks(QWidget):
    """Portfolios with a check each."""

    def __init__(self, title: str, portfolios: Sequence[PortfolioRow], on: Sequence[int]) -> None:
        super().__init__()
        self._boxes = {item.id: CheckBox(item.name) for item in portfolios}
        self._touched = False  # by the person: nothing is proposed any more
        for id_, box in self._boxes.items():
            box.setChecked(id_ in on)
            box.clicked.connect(self._touch)
        self.setAccessibleName(title)
        self.setLayout(column(Label(title, "smallm"), *self._boxes.values(), gap=6))

    def _touch(self) -> None:
        self._touched = True

    def propose(self, ids: Sequence[int]) -> None:
        """Check these and no others, unless somebody chose already."""
        if not self._touched:
            for id_, box in self._boxes.items():
                box.setChecked(id_ in ids)

    def chosen(self) -> tuple[int, ...]:
        """The ids that are checked."""
        return tuple(id_ for id_, box in self._boxes.items() if box.isChecked())


def role_combo(team: Team, current: str) -> Combo:
    """The roles, as their owner calls them."""
    options = [Option(role.key, role_title(role.key, role.name)) for role in team.roles]
    combo = Combo(options, name=tr("Role"), width=0)
    combo.choose(current)
    return combo


class AddDialog(NamedDialog):
    """Somebody new: name, role, portfolios; then the one-time password."""

    def __init__(self, parent: QWidget, context: Context, team: Team, then: Callable[[str], None]) -> None:
        self.name = TextField(tr("Name and surname"))
        self.role = role_combo(team, Role.SELLER)
        self._portfolios = team.portfolios
        self.reads = Checks(tr("Reads the contacts of"), team.portfolios, self._meant())
        self.name.changed.connect(lambda _text: self.reads.propose(self._meant()))
        text = tr("Contacts of other portfolios stay encrypted for this person: no program opens them without the key.")
        note = Label(text, "cap", "text3", wrap=True)
        super().__init__(
            parent,
            context,
            tr("Add a person"),
            tr("Add"),
            self.name,
            Field(self.role, tr("Role")),
            self.reads,
            note,
            icon="user-plus",
        )
        self._then = then
        self._added = ""
        self.closed.connect(lambda _result: self._then(self._added) if self._added else None)

    def _meant(self) -> list[int]:
        """The portfolio that bears the person's name; the only one there is."""
        if len(self._portfolios) == 1:
            return [self._portfolios[0].id]
        name = " ".join(self.name.text().casefold().split())
        return [item.id for item in self._portfolios if " ".join(item.name.casefold().split()) == name]

    def work(self, password: str, job: Job) -> Added:
        return self.context.desk.staff.add(self.name.text(), self.role.key(), self.reads.chosen(), password)

    def done(self, found: object) -> None:
        assert isinstance(found, Added)
        self._added = found.uid
        say_once(self, self.name.text().strip(), found.one_time_password)


def say_once(dialog: Dialog, name: str, one_time: str) -> None:
    """Turn the dialog into the one that says the one-time password; it is never shown again."""
    for widget in placed(dialog.body):
        if isinstance(widget, QWidget):
            widget.hide()
    dialog.title.setText(tr("One-time password: {name}").format(name=name))
    text = tr(
        "Tell it or write it down now: it is not shown again. At the first sign-in the program asks for a new one."
    )
    code = Label(one_time, "h2", selectable=True)
    code.setAccessibleName(one_time)
    dialog.add(Label(text, "body", "text2", wrap=True), 6, code)
    copy = Button(tr("Copy"), "copy")

    def copied() -> None:
        QApplication.clipboard().setText(one_time)
        copy.set_text(tr("Copied"))
        copy.set_icon("check")

    copy.clicked.connect(copied)
    fine = Button(tr("Done"), "check", "primary")
    fine.clicked.connect(lambda: dialog.close_dialog("done"))
    dialog.set_actions(copy, fine)
    copy.setFocus()  # an Enter too many after the password must not close what is said once


class ResetDialog(SignedDialog):
    """A new one-time password for somebody who forgot the own one."""

    def __init__(self, parent: QWidget, context: Context, person: PersonRow, then: Callable[[], None]) -> None:
        text = tr("The password that the person has now opens nothing any more.")
        super().__init__(
            parent,
            context,
            tr("New one-time password: {name}").format(name=person.name),
            tr("Make it"),
            text=text,
        )
        self._person = person
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> Added:
        return self.context.desk.staff.reset(self._person.uid, password)

    def done(self, found: object) -> None:
        assert isinstance(found, Added)
        say_once(self, self._person.name, found.one_time_password)


class RoleOfPerson(SignedDialog):
    """Another role."""

    def __init__(
        self, parent: QWidget, context: Context, team: Team, person: PersonRow, then: Callable[[], None]
    ) -> None:
        self.role = role_combo(team, person.role)
        super().__init__(
            parent,
            context,
            tr("Role: {name}").format(name=person.name),
            tr("Set"),
            Field(self.role, tr("Role")),
            text=tr("It holds from the next sign-in on."),
            icon="shield-check",
        )
        self._person = person
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        self.context.desk.staff.set_role(self._person.uid, self.role.key(), password)
        return None


class RenameDialog(NamedDialog):
    """Another name."""

    def __init__(self, parent: QWidget, context: Context, person: PersonRow, then: Callable[[], None]) -> None:
        self.name = TextField(tr("Name and surname"), text=person.name)
        super().__init__(parent, context, tr("Rename"), tr("Rename"), self.name, icon="pencil")
        self._person = person
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        self.context.desk.staff.rename(self._person.uid, self.name.text(), password)
        return None


class QuotaDialog(SignedDialog):
    """How many contacts: as the role says, or an own number."""

    def __init__(self, parent: QWidget, context: Context, person: PersonRow, then: Callable[[], None]) -> None:
        quota = person.quota
        self.as_role = CheckBox(tr("As the role says"))
        self.as_role.setChecked(not person.own_quota)
        self.day = NumberField(tr("Contacts a day"), minimum=0, maximum=_MOST)
        self.hour = NumberField(tr("Contacts an hour"), minimum=0, maximum=_MOST)
        self.reason = NumberField(tr("Reason from the n-th"), minimum=1, maximum=_MOST)
        for field, value in ((self.day, quota.day), (self.hour, quota.hour), (self.reason, quota.reason_from)):
            field.set_value(_MOST if value is None else value)
        most = Label(tr("{number} stands for no limit.").format(number=_MOST), "cap", "text3")
        self._numbers = holder(column(self.day, self.hour, self.reason, most, gap=8))
        super().__init__(
            parent,
            context,
            tr("How many contacts: {name}").format(name=person.name),
            tr("Set"),
            self.as_role,
            self._numbers,
            icon="eye",
        )
        self._person = person
        self.as_role.toggled.connect(lambda on: self._numbers.setEnabled(not on))
        self._numbers.setEnabled(person.own_quota)
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        typed = (field.value() for field in (self.day, self.hour, self.reason))
        own = Quota(*(None if value is None or value >= _MOST else value for value in typed))
        quota = None if self.as_role.isChecked() else own
        self.context.desk.staff.set_quota(self._person.uid, quota, password)
        return None
