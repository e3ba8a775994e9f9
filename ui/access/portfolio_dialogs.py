"""Dialogs about portfolios: whose contacts a person reads, a portfolio with its members, what is seen of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Others, Role
from clientcrm.domain.staff import PersonRow, PortfolioRow
from ui.access.owner_password import NamedDialog, SignedDialog
from ui.access.people_tab import Team
from ui.access.person_dialogs import Checks
from ui.access.wording import others_words
from ui.background import Job
from ui.context import Context
from ui.i18n import tr
from ui.widgets.choice import CheckBox, RadioGroup
from ui.widgets.combo import Combo
from ui.widgets.fields import Field, TextField
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder
from ui.widgets.option import Option

NOWHERE = ""


class PortfoliosOfPerson(SignedDialog):
    """Which portfolios the person reads, where new clients go, where the person may only add."""

    def __init__(
        self, parent: QWidget, context: Context, team: Team, person: PersonRow, then: Callable[[], None]
    ) -> None:
        self._team, self._person = team, person
        owner = person.role == Role.OWNER
        self.reads = Checks(tr("Reads the contacts of"), team.portfolios, person.portfolios)
        self.reads.setEnabled(not owner)
        self.writes = Checks(tr("May add clients there and not read them back"), team.portfolios, person.writes_to)
        options = [Option(NOWHERE, tr("the first one that the person reads"))]
        options += [Option(str(item.id), item.name) for item in team.portfolios]
        self.default = Combo(options, name=tr("New clients go to"))
        self.default.choose(str(person.default_portfolio or NOWHERE))
        note = tr(
            "Whoever is taken out of a portfolio keeps its old key until the keys are renewed: "
            "the program renews them at once, which copies the base."
        )
        items = [self.reads] if owner or len(team.portfolios) == 1 else [self.reads, self.writes]
        super().__init__(
            parent,
            context,
            tr("Portfolios: {name}").format(name=person.name),
            tr("Set"),
            *items,
            Field(self.default, tr("New clients go to")),
            Label(note, "cap", "text3", wrap=True),
            icon="layers",
        )
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        staff, person = self.context.desk.staff, self._person
        reads, writes = self.reads.chosen(), self.writes.chosen()
        if person.role != Role.OWNER:
            for item in self._team.portfolios:
                if (item.id in reads) != (item.id in person.portfolios):
                    members = set(item.members) ^ {person.uid}
                    staff.set_members(item.id, sorted(members), password)
            if set(writes) != set(person.writes_to):
                staff.set_writes_to(person.uid, [id_ for id_ in writes if id_ not in reads], password)
        chosen = int(self.default.key()) if self.default.key() else None
        if chosen != person.default_portfolio:
            staff.set_default(person.uid, chosen, password)
        return None


class PortfolioDialog(NamedDialog):
    """A new portfolio, or another name and other members."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        people: Sequence[PersonRow],
        portfolio: PortfolioRow | None,
        then: Callable[[], None],
    ) -> None:
        self._portfolio = portfolio
        self.name = TextField(tr("What the portfolio is called"), text=portfolio.name if portfolio else "")
        self._boxes = {p.uid: CheckBox(p.name) for p in people if p.active and p.role != Role.OWNER}
        for uid, box in self._boxes.items():
            box.setChecked(portfolio is not None and uid in portfolio.members)
        inside: list[QWidget] = [*self._boxes.values()] or [Label(tr("There is nobody but owners yet."), "small")]
        members = holder(column(Label(tr("Members"), "smallm"), *inside, gap=6))
        title = tr("New portfolio") if portfolio is None else portfolio.name
        verb = tr("Add the portfolio") if portfolio is None else tr("Save")
        text = tr("Its contacts are encrypted with a key of their own. Owners read every portfolio.")
        super().__init__(parent, context, title, verb, self.name, members, text=text, icon="layers")
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        staff, old = self.context.desk.staff, self._portfolio
        members = sorted(uid for uid, box in self._boxes.items() if box.isChecked())
        if old is None:
            staff.add_portfolio(self.name.text(), members, password)
            return None
        if self.name.text().strip() != old.name:
            staff.rename_portfolio(old.id, self.name.text(), password)
        kept = [uid for uid in old.members if uid not in self._boxes]
        if sorted([*members, *kept]) != sorted(old.members):
            staff.set_members(old.id, [*members, *kept], password)
        return None


class OthersDialog(SignedDialog):
    """What people see of clients in portfolios that are not theirs."""

    def __init__(self, parent: QWidget, context: Context, others: Others, then: Callable[[], None]) -> None:
        options = [Option(one.value, others_words(one)) for one in Others]
        self.choice = RadioGroup(options, current=others.value, name=tr("Clients of other portfolios"))
        super().__init__(
            parent, context, tr("Clients of other portfolios"), tr("Save"), self.choice, icon="eye-off", width=520
        )
        self.closed.connect(lambda result: then() if result == "done" else None)

    def work(self, password: str, job: Job) -> object:
        self.context.desk.staff.set_others(Others(self.choice.current()), password)
        return None
