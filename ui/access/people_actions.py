"""What the owner can do about people: each a dialog that ends with the owner's password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from clientcrm.domain.canaries import Canary
from clientcrm.domain.leaving import LeavingReport
from clientcrm.domain.staff import PersonRow, PortfolioRow
from ui.access.canary_dialog import CanaryDialog
from ui.access.leaving_report import ReportView, RiskCard
from ui.access.owner_password import Asked, Signed
from ui.access.person_dialogs import (
    AddDialog,
    QuotaDialog,
    RenameDialog,
    ResetDialog,
    RoleOfPerson,
)
from ui.access.portfolio_dialogs import OthersDialog, PortfolioDialog, PortfoliosOfPerson
from ui.i18n import tr
from ui.protection import open_protection
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from ui.access.page import AccessPage


class PeopleActions:
    """Opens the dialogs of the page."""

    def __init__(self, page: AccessPage) -> None:
        self._page = page

    def add(self) -> None:
        """Somebody new."""
        page = self._page

        def added(uid: str) -> None:
            page.refresh(choose=uid)

        AddDialog(page, page.context, page.team, added).open()

    def act(self, key: str, about: object) -> None:
        """Do what a button of the tab asks for."""
        page = self._page
        if key == "portfolio":
            found = about if isinstance(about, PortfolioRow) else None
            PortfolioDialog(page, page.context, page.team.people, found, page.refresh).open()
        elif key == "others":
            OthersDialog(page, page.context, page.team.others, page.refresh).open()
        elif isinstance(about, PersonRow):
            self._act(key, about)

    def _act(self, key: str, person: PersonRow) -> None:
        """What is asked about one person."""
        page, context, team, desk = self._page, self._page.context, self._page.team, self._page.desk
        acts: dict[str, Callable[[], object]] = {
            "role": lambda: RoleOfPerson(page, context, team, person, page.refresh).open(),
            "portfolios": lambda: PortfoliosOfPerson(page, context, team, person, page.refresh).open(),
            "quota": lambda: QuotaDialog(page, context, person, page.refresh).open(),
            "rename": lambda: RenameDialog(page, context, person, page.refresh).open(),
            "reset": lambda: ResetDialog(page, context, person, page.refresh).open(),
            "canaries": lambda: page.run(lambda _job: desk.canaries.all(), lambda found: self._canaries(person, found)),
            "leave": lambda: context.open("access", leaving=person.uid),
            "report": lambda: page.run(lambda _job: desk.leaving.report(person.uid), self._report),
            "freeze": lambda: self._freeze(person, freeze=True),
            "unfreeze": lambda: self._freeze(person, freeze=False),
        }
        acts[key]()

    def _freeze(self, person: PersonRow, *, freeze: bool) -> None:
        page, staff = self._page, self._page.desk.staff
        if freeze:
            text = tr(
                "No sign-in from now on. What the person copied before still opens with the old password: "
                "“Leaves the shop” closes that by new keys."
            )
            asked = Asked(tr("Freeze: {name}").format(name=person.name), text, tr("Freeze"), "snowflake", danger=True)
            Signed(page, page.context, asked, lambda word: staff.freeze(person.uid, word), page.refresh).open()
        else:
            text = tr("The person signs in again as before. After a change of keys a new one-time password is needed.")
            asked = Asked(tr("Unfreeze: {name}").format(name=person.name), text, tr("Unfreeze"), "rotate-ccw")
            Signed(page, page.context, asked, lambda word: staff.unfreeze(person.uid, word), page.refresh).open()

    def _canaries(self, person: PersonRow, planted: Sequence[Canary]) -> None:
        CanaryDialog(self._page, self._page.context, person, planted, self._page.refresh).open()

    def _report(self, report: LeavingReport) -> None:
        dialog = Dialog(self._page, tr("After the leaving: {name}").format(name=report.person), width=980)
        view = ReportView(self._page.context, report, later=True)
        view.risks.going.connect(lambda: dialog.close_dialog(""))
        dialog.add(view)
        close = Button(tr("Close"))
        close.clicked.connect(lambda: dialog.close_dialog(""))
        dialog.set_actions(close)
        dialog.open()

    def show_silent(self, risks: object) -> None:
        """Clients who fell silent since somebody left."""
        if not isinstance(risks, tuple):
            return
        dialog = Dialog(self._page, tr("They fell silent after a leaving"), icon="bell", width=980)
        card = RiskCard(self._page.context, risks)
        card.going.connect(lambda: dialog.close_dialog(""))
        dialog.add(card)
        close = Button(tr("Close"))
        close.clicked.connect(lambda: dialog.close_dialog(""))
        dialog.set_actions(close)
        dialog.open()

    def explain(self) -> None:
        """What the program protects from, and what it cannot."""
        open_protection(self._page)
