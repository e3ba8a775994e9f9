"""What is done with one client or with many at once: trash, tier, tag, responsible, export; each with its undo."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from clientcrm.domain.leaving_reasons import LeftReason
from ui.clients.tag_dialog import TagDialog
from ui.clients.tier_dialog import TierDialog
from ui.clients.vocabulary import Vocabulary
from ui.deeds import batch_deed
from ui.i18n import tr
from ui.page import Page
from ui.widgets.dialog import ask
from ui.widgets.popover import Menu

Ids = Sequence[int]


class ClientActions:
    """Carries out what a person asks of these clients, says it in a toast and takes it back on request."""

    def __init__(self, page: Page, known: Callable[[], Vocabulary]) -> None:
        self._page, self._known = page, known
        self._desk = page.desk

    # ------------------------------------------------------------ trash

    def trash(self, ids: Ids, after: Callable[[], None] | None = None) -> None:
        """Into the trash at once; the toast brings them back."""
        wanted = list(ids)

        def done(count: int) -> None:
            if after is not None:
                after()
            self._page.context.did(
                tr("%n clients moved to the trash", "", count),
                lambda _job, _held: self._desk.clients.restore(wanted),
                lambda _job, _held: self._desk.clients.trash(wanted),
                icon="trash-2",
            )

        self._page.run(lambda _job: self._desk.clients.trash(wanted), done)

    def restore(self, ids: Ids, after: Callable[[], None] | None = None) -> None:
        """Out of the trash."""
        wanted = list(ids)

        def done(count: int) -> None:
            if after is not None:
                after()
            self._page.context.did(
                tr("%n clients restored", "", count),
                lambda _job, _held: self._desk.clients.trash(wanted),
                lambda _job, _held: self._desk.clients.restore(wanted),
                icon="archive-restore",
            )

        self._page.run(lambda _job: self._desk.clients.restore(wanted), done)

    def erase(self, ids: Ids, after: Callable[[], None] | None = None) -> None:
        """For ever, after a question."""
        wanted = list(ids)

        def done(count: int) -> None:
            if after is not None:
                after()
            self._page.context.toast(tr("%n clients deleted for ever", "", count), icon="trash-2")

        ask(
            self._page,
            tr("Delete %n clients for ever?", "", len(wanted)),
            tr("Their purchases and timelines disappear with them. They cannot be brought back."),
            verb=tr("Delete %n clients", "a button", len(wanted)),
            on_yes=lambda: self._page.run(lambda _job: self._desk.clients.erase(wanted), done),
        )

    # ------------------------------------------------------------ tier, tag, responsible

    def set_tier(self, ids: Ids, parent: QWidget | None = None, *, current: int | None = None) -> None:
        """Ask which tier and why, then set it."""
        wanted = list(ids)

        def chosen(tier_id: int, reason: str, left: LeftReason | None) -> None:
            def work(_job: object) -> int:
                if len(wanted) == 1:
                    return self._desk.clients.set_tier(wanted[0], tier_id, reason, left)
                return self._desk.clients.mass_set_tier(array("q", wanted), tier_id, reason, left)

            text = tr("Tier set for %n clients: {tier}", "", len(wanted))
            self._change(work, text.format(tier=self._known().tier_title(tier_id)))

        TierDialog(parent or self._page, self._known(), len(wanted), current=current, on_chosen=chosen).open()

    def tag(self, ids: Ids, parent: QWidget | None = None) -> None:
        """Ask for a tag to put on or take off, then do it."""
        wanted = list(ids)

        def chosen(tag: str, remove: bool) -> None:
            text = (
                tr("Tag removed from %n clients: {tag}", "", len(wanted))
                if remove
                else tr("Tag put on %n clients: {tag}", "", len(wanted))
            )
            self._change(
                lambda _job: self._desk.clients.mass_tag(array("q", wanted), tag, remove), text.format(tag=tag)
            )

        self._page.run(
            lambda _job: self._desk.clients.words("tags"),
            lambda found: TagDialog(
                parent or self._page, [word for word, _ in found], len(wanted), on_chosen=chosen
            ).open(),
            key="words",
        )

    def mark_house(self, ids: Ids, *, house: bool) -> None:
        """Mark them as house clients, or take the mark off."""
        wanted = list(ids)
        text = (
            tr("%n clients marked as house clients", "", len(wanted))
            if house
            else tr("%n clients are house clients no more", "", len(wanted))
        )
        self._change(lambda _job: self._desk.clients.mass_house(array("q", wanted), house), text)

    def ask_house(self, ids: Ids, anchor: QWidget) -> None:
        """Choose between the two for the marked clients."""
        wanted, menu = list(ids), Menu(anchor)
        menu.item(tr("Mark as house clients"), "store", on=lambda: self.mark_house(wanted, house=True))
        menu.item(tr("They are real clients"), "user", on=lambda: self.mark_house(wanted, house=False))
        menu.popup(anchor.mapToGlobal(anchor.rect().topLeft()))

    def assign(self, ids: Ids, anchor: QWidget) -> None:
        """Choose who answers for these clients."""
        wanted = list(ids)
        menu = Menu(anchor)
        for uid, name in self._known().people.items():
            menu.item(name, "user", on=partial(self._assign, wanted, uid, name))
        menu.popup(anchor.mapToGlobal(anchor.rect().topLeft()))

    def _assign(self, ids: list[int], uid: str, name: str) -> None:
        text = tr("Responsible for %n clients: {name}", "", len(ids)).format(name=name)
        self._change(lambda _job: self._desk.clients.mass_assign(array("q", ids), uid), text)

    def move(self, ids: Ids, anchor: QWidget, after: Callable[[], None] | None = None) -> None:
        """Choose the portfolio for these clients; one that the person doesn't read is asked about first."""
        wanted, reads = list(ids), self._page.context.user.portfolios
        menu = Menu(anchor)
        for number, name in self._desk.portfolios:
            mine = number in reads
            title = name if mine else tr("{name} (you do not read it)").format(name=name)
            menu.item(title, "folder-open", on=partial(self._move, wanted, number, name, after, mine=mine))
        menu.popup(anchor.mapToGlobal(anchor.rect().topLeft()))

    def _move(self, ids: list[int], portfolio: int, name: str, after: Callable[[], None] | None, *, mine: bool) -> None:
        def work(_job: object) -> int:
            return self._desk.clients.move(array("q", ids), portfolio)

        text = tr("Moved to “{name}”: %n clients", "", len(ids)).format(name=name)
        if mine:
            self._change(work, text)
            return

        def moved(_batch: int) -> None:
            if after is not None:
                after()
            self._page.context.toast(text, icon="folder-open")

        ask(
            self._page,
            tr("Move %n clients to a portfolio that you do not read?", "", len(ids)),
            tr("You will not see their contacts any more, and only its readers can bring them back."),
            verb=tr("Move %n clients", "a button", len(ids)),
            icon="folder-open",
            on_yes=lambda: self._page.run(work, moved),
        )

    def _change(self, work: Callable[[object], int], text: str) -> None:
        """Make a batch of the change, which is taken back as one."""
        deeds = self._page.context.deeds

        def again(job: object, _batch: int) -> int:
            return work(job)

        self._page.run(work, lambda batch: deeds.did(batch_deed(self._desk, text, batch, again)))

    # ------------------------------------------------------------ elsewhere

    def export(self, ids: Ids) -> None:
        """Open the export with these clients chosen."""
        self._page.context.open("exchange", export=True, clients=list(ids))
