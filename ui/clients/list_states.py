"""What the middle of the list shows: rows, rows to come, nobody yet, nobody found, or what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from clientcrm.domain.access import Permission
from ui.clients.filters import active, shown_parts
from ui.errors import technical, words_for
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.states import EmptyState, ErrorState, Pages, Waiting

if TYPE_CHECKING:
    from ui.clients.listing import ClientList


class ListStates(Pages):
    """Chooses between the table and its stand-ins; the table stays while a new answer is awaited."""

    def __init__(self, owner: ClientList) -> None:
        super().__init__()
        self._list = owner
        self._answered = False
        self.show_page(owner.table)
        self._waiting = Waiting(self)

    def wait(self) -> None:
        """An answer is awaited: only the first wait shows rows to come."""
        if not self._answered:
            self._waiting.start()

    def show_found(self, count: int) -> None:
        """The answer is here."""
        self._arrived()
        if count:
            self.show_page(self._list.table)
        elif self._list.asked.text or active(self._list.asked):
            self.show_page(self._nobody_found())
        elif self._list.trash:
            self.show_page(self._trash_empty())
        else:
            self.show_page(self._nobody_yet())
        self._take_the_keyboard()

    def _take_the_keyboard(self) -> None:
        """What had the focus is gone, or could not take it before the answer: the arrows or Enter work at once."""
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or focus.isAncestorOf(self)):
            buttons = [button for button in self.findChildren(Button) if button.isVisible()]
            first = self._list.table if self._list.table.isVisible() else next(iter(buttons), None)
            if first is not None:
                first.setFocus()

    def show_error(self, error: BaseException) -> None:
        """The base did not answer."""
        self._arrived()
        said = words_for(error)
        again = Button(tr("Try again"), "refresh-cw", "primary")
        again.clicked.connect(self._list.refresh)
        self.show_page(ErrorState(said.what, said.to_do, again, details=technical(error)))

    def _arrived(self) -> None:
        self._answered = True
        self._waiting.stop()

    def _nobody_yet(self) -> EmptyState:
        context = self._list.page.context
        buttons = []
        if context.may(Permission.EDIT_CLIENTS):
            new = Button(tr("New client"), "plus")
            new.clicked.connect(lambda: self._list.created.emit(""))
            buttons.append(new)
        if context.may(Permission.IMPORT):
            load = Button(tr("Load from Excel"), "upload", "soft")
            load.clicked.connect(lambda: context.open("exchange", file=""))
            buttons.append(load)
        return EmptyState(
            "users",
            tr("No clients yet"),
            tr("Load the list that you already keep, or write down the first client by hand."),
            *buttons,
        )

    def _nobody_found(self) -> EmptyState:
        asked = self._list.asked
        chips = ", ".join(f"{part.title}: {part.value}" for part in shown_parts(asked, self._list.known()))
        if asked.text and chips:
            text = tr("No client fits the search “{text}” and the filters “{filters}”.")
        elif asked.text:
            text = tr("No client fits the search “{text}”.")
        else:
            text = tr("No client fits the filters “{filters}”.")
        clear = Button(tr("Clear the filters") if chips else tr("Clear the search"), "x")
        clear.clicked.connect(self._list.drop_filters)
        buttons = [clear]
        if asked.text and not self._list.trash and self._list.page.context.may(Permission.EDIT_CLIENTS):
            new = Button(tr("New client"), "plus", "soft")
            new.clicked.connect(lambda: self._list.created.emit(asked.text))
            buttons.append(new)
        return EmptyState("search-x", tr("Nobody found"), text.format(text=asked.text, filters=chips), *buttons)

    @staticmethod
    def _trash_empty() -> EmptyState:
        return EmptyState(
            "trash-2", tr("The trash is empty"), tr("Clients that you delete wait here until you delete them for ever.")
        )
