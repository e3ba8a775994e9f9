"""What is done with the client of a card: tier, tags, purchases, trash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clientcrm.domain.access import Permission
from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.sales import PurchaseRow
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from ui.clients.actions import ClientActions
from ui.clients.left_dialog import LeftDialog
from ui.clients.naming import short_name
from ui.clients.purchase_dialog import PurchaseAsked, PurchaseDialog
from ui.clients.tags_field import TagsDialog
from ui.clients.timeline_tab import put_back, take_back
from ui.clients.wording import left_word
from ui.i18n import tr

if TYPE_CHECKING:
    from ui.clients.card import CardView


class CardActions:
    """Each refuses quietly what cannot be done with the client shown: the buttons for it are not there."""

    def __init__(self, view: CardView) -> None:
        self._view, self._page, self._known = view, view.page, view.known
        self._many = ClientActions(view.page, view.known)

    def export(self) -> None:
        """Open the export with this client."""
        self._many.export([self._view.client_id])

    def restore(self) -> None:
        """Out of the trash."""
        self._many.restore([self._view.client_id])

    def change_tier(self) -> None:
        """Ask for another tier."""
        read = self._view.changeable()
        if read is not None:
            self._many.set_tier([read.card.id], self._view, current=read.card.tier_id)

    def write_left(self) -> None:
        """Ask why the client stopped coming, and write it down."""
        read = self._view.changeable()
        if read is None:
            return
        desk, context, client_id = self._page.desk, self._page.context, read.card.id

        def said(reason: LeftReason, employee: str, text: str) -> None:
            draft = InteractionDraft(client_id, EntryKind.LEFT, text, left=reason, employee=employee)
            fact = tr("Written down: {reason}").format(reason=left_word(reason))
            self._page.run(
                lambda _job: desk.timeline.record(draft),
                lambda entry_id: context.did(fact, take_back(desk), put_back(desk), entry_id, icon="user-minus"),
            )

        LeftDialog(self._view, short_name(read.card), on_said=said).open()

    def to_trash(self) -> None:
        """Into the trash and back to the list."""
        read = self._view.changeable()
        if read is not None and self._page.context.may(Permission.TRASH_CLIENTS):
            self._many.trash([read.card.id], self._view.close_card)

    # ------------------------------------------------------------ tags

    def edit_tags(self) -> None:
        """Ask for the tags."""
        read = self._view.changeable()
        if read is None:
            return
        desk, client_id, tags = self._page.desk, read.card.id, read.card.tags

        def save(new: tuple[str, ...]) -> None:
            self._save_tags(client_id, new, tags)

        def arrived(found: list[tuple[str, int]]) -> None:
            TagsDialog(self._view, tags, [word for word, _ in found], on_save=save).open()

        self._page.run(lambda _job: desk.clients.words("tags"), arrived, key="words")

    def _save_tags(self, client_id: int, tags: tuple[str, ...], before: tuple[str, ...]) -> None:
        desk, context = self._page.desk, self._page.context
        put_on = tuple(tag for tag in tags if tag not in before)
        taken_off = tuple(tag for tag in before if tag not in tags)

        def change(new: Callable[[tuple[str, ...]], tuple[str, ...]]) -> int:
            form = desk.clients.form(client_id)
            return desk.clients.change(client_id, form.version, replace(form.draft, tags=new(form.draft.tags)))

        def swap(off: tuple[str, ...], on: tuple[str, ...]) -> Callable[[object, object], int]:
            """Only what was touched: tags that somebody hung up since stay."""

            def new(now: tuple[str, ...]) -> tuple[str, ...]:
                return tuple(dict.fromkeys([*(tag for tag in now if tag not in off), *on]))

            return lambda _job, _held: change(new)

        self._page.run(
            lambda _job: change(lambda _now: tags),
            lambda _version: context.did(tr("Tags changed"), swap(put_on, taken_off), swap(taken_off, put_on)),
        )

    # ------------------------------------------------------------ purchases

    def sale(self) -> None:
        """Ctrl B: a new purchase."""
        self._open_purchase(None)

    def open_purchase(self, purchase_id: int) -> None:
        """Look at a receipt, or correct it."""
        read = self._view.changeable()
        found = next((row for row in read.purchases if row.id == purchase_id), None) if read else None
        if found is not None:
            self._open_purchase(found)

    def go_on(self, begun: dict[str, Any]) -> None:
        """The purchase that was being written down when the window was locked."""
        read = self._view.changeable()
        rows = read.purchases if read else []
        self._open_purchase(next((row for row in rows if row.id == begun["purchase"]), None), begun)

    def _open_purchase(self, purchase: PurchaseRow | None, begun: dict[str, Any] | None = None) -> None:
        read = self._view.changeable()
        if read is None:
            return
        desk, page, client_id = self._page.desk, self._page, read.card.id
        sales = [row for row in read.purchases if row.total > 0]

        def arrived(found: list[tuple[str, int]]) -> None:
            products = [word for word, _ in found]
            asked = PurchaseAsked(client_id, self._known().currency, page.context.user.name, products, sales, purchase)
            dialog = PurchaseDialog(page, self._view, asked)
            dialog.open()
            if begun is not None:
                self._view.begun.purchase = None
                if not dialog.put_back(begun):
                    page.context.toast(
                        tr("The purchase was changed meanwhile. Look it over before you save it."), icon="circle-alert"
                    )

        page.run(lambda _job: desk.clients.words("products"), arrived, key="words")
