"""Asking the core for contacts in full, and answering what it asks back: a reason, or the owner's agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from clientcrm.domain.contacts import Shown
from clientcrm.domain.meter import ReasonNeeded
from clientcrm.domain.requests import AgreementNeeded, RequestKind, RequestRow, RequestState
from ui.clients.reason_dialog import ReasonDialog
from ui.i18n import tr
from ui.page import Page

T = TypeVar("T")


def ask_contacts(page: Page, owner: QWidget, work: Callable[[str], T], arrived: Callable[[T], None]) -> None:
    """Do the work (it is handed the reason, "" at first) elsewhere; a reason that is needed is asked and handed in."""

    def failed(error: BaseException) -> None:
        if isinstance(error, ReasonNeeded):
            ask_reason(page, error.after, run)
        else:
            page.context.show_error(owner, error)

    def run(reason: str) -> None:
        page.context.background.run(owner, lambda _job: work(reason), then=arrived, failed=failed, key="contacts")

    run("")


def ask_reason(page: Page, after: int, on_reason: Callable[[str], None]) -> ReasonDialog:
    """Ask why one more contact is needed after so many today."""
    about = tr(
        "%n contacts were shown to you today. Say what this one is needed for: the owner reads it in the activity log.",
        "",
        after,
    )
    dialog = ReasonDialog(page.window(), tr("Why is it needed?"), about, verb=tr("Show"), on_reason=on_reason)
    dialog.open()
    return dialog


def ask_owner(page: Page, client_id: int, contact_id: int, arrived: Callable[[Shown], None]) -> None:
    """Show the contact if the owner has agreed to it; where there is no agreement, ask for one."""
    context, desk = page.context, page.desk

    def work(_job: object) -> Shown | bool:
        newest = _newest(desk.requests.mine(), client_id)
        if newest is RequestState.ASKED:
            return True
        if newest in (RequestState.GRANTED, RequestState.USED):  # what was shown today is shown again
            return desk.clients.show_contacts(client_id, [contact_id])
        return False

    def decided(found: Shown | bool) -> None:
        if isinstance(found, bool):
            if found:
                context.toast(tr("The owner is asked"), icon="clock")
            else:
                ask_for_agreement(page, client_id)
        else:
            arrived(found)

    def failed(error: BaseException) -> None:
        if isinstance(error, AgreementNeeded):
            ask_for_agreement(page, client_id)
        else:
            context.show_error(page, error)

    context.background.run(page, work, then=decided, failed=failed, key="contacts")


def ask_for_agreement(page: Page, client_id: int) -> ReasonDialog:
    """Write the owner a request to see this client's contacts."""
    context, desk = page.context, page.desk

    def ask(reason: str) -> None:
        context.background.run(
            page,
            lambda _job: desk.requests.ask_show(client_id, reason),
            then=lambda _number: context.toast(tr("The owner is asked"), icon="clock"),
        )

    about = tr(
        "The owner reads the reason, agrees or refuses. Once agreed, the contacts of this client can be shown within "
        "seven days."
    )
    title = tr("Ask the owner to show the contacts")
    dialog = ReasonDialog(page.window(), title, about, verb=tr("Ask"), on_reason=ask)
    dialog.open()
    return dialog


def left_words(left: int | None) -> str:
    """How many more may be shown today; nothing where there is no limit."""
    if left is None:
        return ""
    return tr("%n more may be shown today", "", left) if left else tr("No more may be shown today")


def _newest(mine: Sequence[RequestRow], client_id: int) -> RequestState | None:
    """How the newest request for this client stands."""
    about = (row.state for row in mine if row.kind is RequestKind.SHOW and row.client_id == client_id)
    return next(about, None)
