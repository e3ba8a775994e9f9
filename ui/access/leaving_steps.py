"""The steps of a leaving that ask something: the password to turn the access off, successors, the password for keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.leaving import HandOver, LeavingPlan, Successor
from clientcrm.domain.staff import PersonRow
from ui import theme, words
from ui.i18n import tr
from ui.widgets.card import Card, FactRow
from ui.widgets.choice import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.message import MessageBar
from ui.widgets.option import Option
from ui.widgets.password import PasswordField
from ui.widgets.stepper import ProgressLine
from ui.words import list_words

_WIDTH = 640
_STAYS = ""


class _Asking(QWidget):
    """A title, what happens and why, and the owner's password."""

    entered = Signal()

    def __init__(self, title: str, *told: str) -> None:
        super().__init__()
        self.password = PasswordField(tr("Your password"))
        self.password.entered.connect(self.entered)
        self.setFocusProxy(self.password)
        texts = [Label(text, "body", "text2", wrap=True) for text in told]
        self._inner = column(Label(title, "h2", wrap=True), *texts, 6, self.password, gap=10)
        box = holder(self._inner)
        box.setMaximumWidth(_wide())
        self.setLayout(row((box, 10), None))

    def password_typed(self) -> str:
        """The password; "" when there is none, which is said at the field."""
        if not self.password.text():
            self.complain(tr("Enter the password"))
        return self.password.text()

    def complain(self, text: str) -> None:
        """Say at the password what went wrong."""
        self.password.set_error(text)
        self.password.setFocus()
        self.password.select_all()


class FreezeStep(_Asking):
    """First of all the access, before the person is told."""

    def __init__(self, person: PersonRow) -> None:
        super().__init__(
            tr("First the access: {name}").format(name=person.name),
            tr("Do this before you tell the person. From now on the password does not open the base on this computer."),
            tr("It is done at once and stays done, whatever comes next. It can be taken back in the list of people."),
        )


class HandOverStep(QWidget):
    """Who gets the clients, in turn those who bring the most first; what becomes of a personal portfolio."""

    def __init__(self, plan: LeavingPlan, currency: str) -> None:
        super().__init__()
        self._plan = plan
        self.moves = {share.portfolio: self._move(share.portfolio) for share in plan.portfolios if share.personal}
        able = sorted(plan.successors, key=lambda one: not self._can_get(one))  # they stand first
        self.boxes = {one.uid: CheckBox(self._said(one)) for one in able}
        self._offer()
        for combo in self.moves.values():
            combo.chosen.connect(lambda _key: self._offer())
        first = next((box for box in self.boxes.values() if box.isEnabled()), None)
        if first is not None:
            first.setChecked(True)
            self.setFocusProxy(first)
        self._trouble = Label("", "small", "bad", wrap=True)
        self._trouble.hide()
        facts = Card(tr("What there is to hand over"))
        facts.add(FactRow("users", tr("Clients"), words.number(plan.clients)))
        facts.add(FactRow("calendar", tr("Planned contacts"), words.number(plan.planned)))
        facts.add(FactRow("wallet", tr("Money of twelve months"), words.money(plan.total_year, currency, 0)))
        for share in (one for one in plan.portfolios if one.clients):
            own = tr("{own} of {all}").format(own=words.number(share.clients), all=words.number(share.everyone))
            facts.add(FactRow("layers", share.name, own))
        facts.add(None)
        title = Label(tr("Who gets the clients: {name}").format(name=plan.person), "h2", wrap=True)
        text = tr("Several get them in turn, those who bring the most first. Nobody loses a client's history.")
        names = {share.portfolio: share.name for share in plan.portfolios}
        moves = [Field(combo, _move_title(names[portfolio])) for portfolio, combo in self.moves.items()]
        about = Label(text, "body", "text2", wrap=True)
        box = holder(column(title, about, *self.boxes.values(), self._trouble, *moves, None, gap=10))
        box.setMaximumWidth(_wide())
        self.setLayout(row((box, 6), (facts, 4), None, gap=24))

    def _can_get(self, one: Successor) -> bool:
        """Whether any of the clients can go to this person: contacts are sealed for those who read the portfolio."""
        moved = {portfolio: combo.key() for portfolio, combo in self.moves.items() if combo.key()}
        taken = [share for share in self._plan.portfolios if share.clients]
        return not taken or any(
            int(moved.get(share.portfolio, share.portfolio)) in one.portfolios
            or (share.personal and share.portfolio not in moved)  # whoever gets it reads it from then on
            for share in taken
        )

    def _said(self, one: Successor) -> str:
        if not self._can_get(one):
            return tr("{name} — does not read these portfolios").format(name=one.name)
        return f"{one.name} — {_clients(one.clients)}"

    def _offer(self) -> None:
        """Whom nothing can be given to is not to be chosen."""
        for one in self._plan.successors:
            box, can = self.boxes[one.uid], self._can_get(one)
            box.setEnabled(can)
            box.setChecked(box.isChecked() and can)
            box.setText(self._said(one))
            box.setAccessibleName(self._said(one))

    def _move(self, portfolio: int) -> Combo:
        others = [share for share in self._plan.portfolios if share.portfolio != portfolio and share.reads]
        options = [Option(_STAYS, tr("stay there; whoever gets them reads it"))]
        options += [Option(str(share.portfolio), tr("go to “{name}”").format(name=share.name)) for share in others]
        combo = Combo(options, name=tr("Personal portfolio"))
        combo.choose(_STAYS)
        return combo

    def checked(self) -> bool:
        """Whether somebody was chosen, if there is anything to hand over."""
        fine = any(box.isChecked() for box in self.boxes.values()) or not self._plan.clients
        self._trouble.setText("" if fine else tr("Choose who gets the clients."))
        self._trouble.setVisible(not fine)
        return fine

    def chosen(self) -> HandOver:
        """What was decided."""
        to = tuple(uid for uid, box in self.boxes.items() if box.isChecked())
        moves = {portfolio: int(combo.key()) for portfolio, combo in self.moves.items() if combo.key()}
        return HandOver(to, moves=moves)

    def told(self) -> Sequence[str]:
        """Names of those who were chosen."""
        names = {one.uid: one.name for one in self._plan.successors}
        return [names[uid] for uid in self.chosen().to]


class KeysStep(_Asking):
    """New keys for everything the person could read; the base goes into a new file."""

    stop_asked = Signal()

    def __init__(self, plan: LeavingPlan, names: Sequence[str]) -> None:
        portfolios = list_words([share.name for share in plan.portfolios if share.reads])
        whom = list_words(names) or tr("nobody")
        super().__init__(
            tr("New keys"),
            tr("Clients go to: {names}.").format(names=whom),
            tr("New keys are made for the base and for: {names}.").format(names=portfolios or tr("nothing else")),
            tr(
                "The base is copied under new keys, checked and put in the place of the old file in one moment. "
                "Neither a kept password nor a kept key opens it; copies of the base made before stay as they are."
            ),
        )
        self.warning = MessageBar(
            "info",
            tr("Files that the person copied before still open with the old password, with the clients of that day."),
            closable=False,
        )
        self.progress = ProgressLine(tr("Copying under new keys"))
        self.progress.stop_asked.connect(self.stop_asked)
        self._inner.addWidget(self.warning)
        self._inner.addWidget(self.progress)
        self.progress.hide()

    def begin(self) -> None:
        """The work is under way."""
        self.progress.show()
        self.password.setEnabled(False)

    def end(self) -> None:
        """It is not any more."""
        self.progress.hide()
        self.password.setEnabled(True)

    def set_progress(self, done: int, total: int) -> None:
        """So much of so much."""
        self.progress.set_progress(done, total)


def _clients(count: int) -> str:
    return tr("%n clients", "", count)


def _move_title(name: str) -> str:
    return tr("Clients of the personal portfolio “{name}”").format(name=name)


def _wide() -> int:
    return theme.px(_WIDTH)
