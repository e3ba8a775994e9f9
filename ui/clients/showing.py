"""Asking the core for contacts in full, and answering what it asks back: a reason, or the owner's agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.meter import QuotaSpent, ReasonNeeded
from clientcrm.domain.requests import AgreementNeeded, RequestRow, RequestState
from ui.clients.asked_dialog import AskedDialog, newest_of
from ui.clients.reason_dialog import ReasonDialog
from ui.errors import words_for
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

T = TypeVar("T")


def ask_contacts(
    page: Page, owner: QWidget, client_id: int, work: Callable[[str], T], arrived: Callable[[T], None]
) -> None:
    """Do the work (it is handed the reason, "" at first) elsewhere; a reason that is needed is asked and handed in.

    Where the quota is spent, asking the owner is offered.
    """

    def again() -> None:
        run("")

    def failed(error: BaseException) -> None:
        if isinstance(error, ReasonNeeded):
            ask_reason(page, error.after, run)
        elif isinstance(error, QuotaSpent):
            offer_owner(page, client_id, error, again)
        else:
            page.context.show_error(owner, error)

    def run(reason: str) -> None:
        page.context.background.run(owner, lambda _job: work(reason), then=arrived, failed=failed, key="contacts")

    run("")


def offer_owner(page: Page, client_id: int, error: QuotaSpent, agreed: Callable[[], None]) -> Dialog:
    """Say that no more may be shown, and offer to ask the owner; `agreed`: what is done once that is answered."""
    said = words_for(error)
    dialog = Dialog(page.window(), said.what, icon="eye-off", width=420)
    dialog.add(Label(said.to_do, "body", "text2", wrap=True))
    fine = Button(tr("Got it"))
    fine.clicked.connect(lambda: dialog.close_dialog(""))
    asks = Button(tr("Ask the owner", "to show contacts"), "hand")
    asks.clicked.connect(lambda: dialog.close_dialog("ask"))

    def ask() -> None:
        desk = page.desk

        def read(mine: list[RequestRow]) -> None:
            newest = newest_of(mine, client_id)
            if newest is not None and newest.state is RequestState.ASKED:
                tell_asked(page, client_id, mine, agreed)
            else:
                ask_for_agreement(page, client_id)

        page.context.background.run(page, lambda _job: desk.requests.mine(), then=read, key="mine")

    dialog.closed.connect(lambda result: ask() if result == "ask" else None)
    dialog.set_actions(fine, asks)
    dialog.set_default(fine)
    dialog.open()
    return dialog


def tell_asked(page: Page, client_id: int, mine: Sequence[RequestRow], agreed: Callable[[], None]) -> AskedDialog:
    """The request waits: how it stands, and the owner's password for an owner who is near."""
    dialog = AskedDialog(page.window(), page.context, client_id, agreed)
    dialog.open()
    dialog.show_requests(mine)
    return dialog


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


def ask_owner(page: Page, client_id: int, show: Callable[[], T], arrived: Callable[[T], None]) -> None:
    """Show it if the owner has agreed to it; where there is no agreement, ask for one."""
    context, desk = page.context, page.desk

    def again() -> None:
        ask_owner(page, client_id, show, arrived)

    def work(_job: object) -> tuple[list[RequestRow], T | None]:
        mine = desk.requests.mine()
        newest = newest_of(mine, client_id)
        if newest is not None and newest.state in (RequestState.GRANTED, RequestState.USED):
            return mine, show()  # what was shown today is shown again
        return mine, None

    def decided(found: tuple[list[RequestRow], T | None]) -> None:
        mine, shown = found
        newest = newest_of(mine, client_id)
        if shown is not None:
            arrived(shown)
        elif newest is not None and newest.state is RequestState.ASKED:
            tell_asked(page, client_id, mine, again)
        else:
            ask_for_agreement(page, client_id)

    def failed(error: BaseException) -> None:
        if isinstance(error, AgreementNeeded):
            ask_for_agreement(page, client_id)
        else:
            context.show_error(page, error)

    context.background.run(page, work, then=decided, failed=failed, key="contacts")


def say_no_right(page: Page, *, hidden: bool = False) -> None:
    """Ctrl R of somebody whom contacts are not shown: why nothing happens; `hidden`: not those of this client."""
    text = tr("Your role shows no contacts.")
    if page.context.user.only_own(Permission.SHOW_CONTACTS):
        text = tr("Your role shows the contacts of your own clients alone.")
    elif hidden:
        text = tr("The contacts of this client are hidden from you.")
    page.context.toast(text, icon="eye-off")


def ask_for_agreement(page: Page, client_id: int) -> ReasonDialog:
    """Write the owner a request to see this client's contacts."""
    context, desk = page.context, page.desk

    def sent(number: int, reason: str) -> None:
        context.reasons[number] = reason
        context.toast(tr("The owner is asked"), icon="clock")

    def ask(reason: str) -> None:
        context.background.run(
            page,
            lambda _job: desk.requests.ask_show(client_id, reason),
            then=lambda number: sent(number, reason),
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
