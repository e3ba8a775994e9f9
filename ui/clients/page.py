"""The section of clients: the list, the trash, a card, a form; which of them a place means."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from functools import cached_property, partial

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.fields import OwnField
from clientcrm.domain.imports import BatchRow
from ui import theme
from ui.clients.begun import Begun
from ui.clients.card import Around, CardView
from ui.clients.editor import ClientEditor, lost_words
from ui.clients.listing import ClientList
from ui.clients.naming import short_name
from ui.clients.vocabulary import Vocabulary
from ui.context import Context
from ui.i18n import tr
from ui.page import Page, Place
from ui.segments.builder import SegmentBuilder
from ui.segments.places import SegmentPlaces
from ui.widgets.states import Pages
from ui.widgets.table import Table

LIST_TOPICS = (Topic.CLIENTS, Topic.SALES, Topic.TIERS, Topic.SEGMENTS, Topic.FIELDS, Topic.FIGURES)
CARD_TOPICS = (
    *(Topic.CLIENTS, Topic.SALES, Topic.TIMELINE, Topic.TIERS),
    *(Topic.FIELDS, Topic.FIGURES, Topic.SEGMENTS),
)


class ClientsPage(Page):
    """Keeps the list while a card is open, so that the same row is current on return."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._known = Vocabulary(context)
        self._trash: ClientList | None = None
        self._card: CardView | None = None
        self._editor: ClientEditor | None = None
        self._begun = Begun()
        self.segments = SegmentPlaces(self, self.known, lambda: self.list)
        self._pages = Pages()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._old: set[QWidget] = set()
        self._asked_once = False
        self.watch(LIST_TOPICS, self._refresh_lists)
        self.watch(CARD_TOPICS, self._refresh_card)
        self.watch((Topic.FIELDS,), self._read_fields)
        self._wire_keys()
        self._read_fields()

    def known(self) -> Vocabulary:
        """The names behind ids."""
        return self._known

    @property
    def table(self) -> Table:
        """The table of the list shown."""
        return self.shown_list().table

    def shown_list(self) -> ClientList:
        """The trash while it is shown, else the list of everyone."""
        return self._trash if self._trash is not None and self.current() is self._trash else self.list

    def current(self) -> QWidget:
        """What is shown now."""
        found = self._pages.currentWidget()
        return found if found is not None else self.list

    # ------------------------------------------------------------ parts made at first need

    def first_parts(self) -> Iterator[object]:
        yield self.list

    @cached_property
    def list(self) -> ClientList:
        """Everyone."""
        made = ClientList(self, self.known)
        made.opened.connect(self._open_client)
        made.created.connect(self._open_new)
        made.built.connect(lambda: self.context.open("clients", build="filter"))
        self._pages.addWidget(made)
        return made

    @property
    def card(self) -> CardView:
        """The card."""
        if self._card is None:
            self._card = CardView(self, self.known, self._begun)
            self._card.named.connect(lambda _name: self.title_changed.emit())
        return self._card

    @property
    def editor(self) -> ClientEditor:
        """The form."""
        if self._editor is None:
            self._editor = ClientEditor(self, self.known)
            self._editor.saved.connect(self._open_saved)
            self._editor.named.connect(lambda _name: self.title_changed.emit())
        return self._editor

    @property
    def trash(self) -> ClientList:
        """The trash."""
        if self._trash is None:
            self._trash = ClientList(self, self.known, trash=True)
            self._trash.opened.connect(self._open_client)
        return self._trash

    # ------------------------------------------------------------ places

    def show_place(self, place: Place) -> None:
        """The list, a card, a form or the trash."""
        if place.get("build"):
            self.show_view(self.segments.builder)
            self.segments.build(place)
        elif place.get("new") or ("client" in place and place.get("edit")):
            self._show_form(place)
        elif "client" in place:
            around, from_card, steps_on = self._around(), self.current() is self._card, self._steps_on()
            self.show_view(self.card)
            then: Callable[[], None] | None
            then = {"sale": self.card.sale, "record": self.card.record}.get(str(place.get("do")))
            purchase = self._begun.purchase_of(int(place["client"]))
            if purchase is not None:
                then = partial(self.card.acts.go_on, purchase)
            self.card.show_client(int(place["client"]), around, str(place.get("tab") or ""), then)
            if from_card:
                self.list.table.set_current_id(self.card.client_id)  # whose row is met on coming back
            if not steps_on:
                self.card.setFocus()
            if place.get("do"):
                self.context.replace(client=int(place["client"]))  # going back does not do it again
        elif place.get("trash"):
            self.show_view(self.trash)
            self.trash.refresh()
            self.trash.table.setFocus()
        else:
            self._show_list(place)

    def _show_form(self, place: Place) -> None:
        self.show_view(self.editor)
        client_id = int(place["client"]) if "client" in place else None
        if "kept" in place:
            self.editor.open_kept(client_id, place["kept"])
        elif client_id is not None:
            self.editor.open_client(client_id)
        else:
            self.editor.open_new(str(place.get("name") or ""))
        self.context.replace(**_without_typed(place))  # the history holds no number behind a lock, no draft given up

    def _show_list(self, place: Place) -> None:
        self.show_view(self.list)
        if "search" in place:
            self.context.replace()  # the list knows what it was narrowed to; the history holds no number behind a lock
            self.list.narrow(ClientFilter(text=str(place["search"])))
        elif "segment" in place:
            self.segments.show_saved(int(place["segment"]))
        elif "where" in place:
            self.segments.show_tree(str(place["where"]))
        elif "batch" in place:
            self._show_batch(int(place["batch"]))
        elif not self._asked_once or self.list in self._old:
            self.list.refresh()
        if self.list in self._old and self.list.segments is not None:
            self.list.segments.refresh()
        if place.get("print"):
            self.context.replace()  # going back, or unlocking the screen, does not open it again
            self.list.print_list()
        self._old.discard(self.list)
        self._asked_once = True
        self.list.table.setFocus()

    def _show_batch(self, batch_id: int) -> None:
        """The clients of one load, under its name."""
        importing = self.desk.importing

        def arrived(found: list[BatchRow]) -> None:
            name = next((one.file_name for one in found if one.id == batch_id), "")
            self._known.batches[batch_id] = name or tr("Change of many clients")
            self.list.narrow(ClientFilter(batch=batch_id))

        self.run(lambda _job: importing.batches(), arrived, key="segment")

    def _steps_on(self) -> bool:
        """Whether the keyboard goes from card to card by the arrows above them: then it stays there."""
        focus = QApplication.focusWidget()
        return self.current() is self._card and focus is not None and self.card.path.isAncestorOf(focus)

    def _around(self) -> Around:
        before = self.current()
        if self._card is not None and before in (self._card, self._editor):
            return self._card.around
        shown = self.shown_list()
        segment = shown.segments.current() if shown.segments is not None else None
        return Around(shown.model.ids(), segment.name if segment else "")

    def show_view(self, view: QWidget) -> None:
        """Show a part; what the others hold open closes."""
        before = self.current()
        if before is not view:
            self._mask()
            if isinstance(before, ClientList):
                before.marked.show(False)
        self._pages.show_page(view)
        for step in self._steps:
            step.setEnabled(isinstance(view, CardView))
        if self.context.sheet is not None:
            self.context.sheet.setProperty("foot", theme.px(self._foot_of(view)))
        if isinstance(view, ClientList):
            view.marked.show(True)
        self.title_changed.emit()

    @staticmethod
    def _foot_of(view: QWidget) -> int:
        """Toasts and the bar for many stand above the foot of the view."""
        if isinstance(view, ClientList):
            return 41
        return 60 if isinstance(view, ClientEditor | SegmentBuilder) else 0

    @property
    def can_print(self) -> bool:
        """A list can be put on paper; the trash and a card cannot."""
        view = self.current()
        return isinstance(view, ClientList) and view.can_print()

    def print_page(self) -> None:
        self.shown_list().print_list()

    def window_title(self) -> str:
        view = self.current()
        if isinstance(view, CardView):
            return short_name(view.shown.card) if view.shown is not None else ""
        if isinstance(view, ClientEditor):
            return tr("New client") if view.client_id is None else tr("Edit", "a place: the form of a client")
        if isinstance(view, SegmentBuilder):
            return view.title.text()
        return tr("Trash") if view is self._trash else ""

    def _open_client(self, client_id: int) -> None:
        self.context.open("clients", client=client_id)

    def _open_saved(self, client_id: int) -> None:
        if client_id:
            self._open_client(client_id)
        else:
            self.context.open("clients")

    def _open_new(self, name: str) -> None:
        if name:
            self.context.open("clients", new=True, name=name)
        else:
            self.context.open("clients", new=True)

    # ------------------------------------------------------------ what changes elsewhere

    def _read_fields(self) -> None:
        def arrived(own: list[OwnField]) -> None:
            known = Vocabulary(self.context, own)
            known.batches, known.names, known.made = self._known.batches, self._known.names, self._known.made
            self._known = known

        desk = self.desk
        self.run(lambda _job: desk.fields.all(), arrived, key="fields")

    def _refresh_lists(self) -> None:
        for one in (self.list, self._trash):
            if one is None:
                continue
            if self.current() is one:
                one.refresh()
            else:
                self._old.add(one)

    def _refresh_card(self) -> None:
        if self._card is not None and self.current() is self._card:
            self._card.refresh()

    # ------------------------------------------------------------ leaving

    def leave(self, go: Callable[[], None]) -> None:
        if self._editor is not None and self.current() is self._editor:
            self._editor.ask_to_leave(go)
        elif self.segments.made is not None and self.current() is self.segments.made:
            self.segments.made.ask_to_leave(go)
        else:
            go()

    def to_keep(self, place: Place) -> Place:
        made = self.segments.made
        if self._editor is not None and self.current() is self._editor:
            kept = self._editor.unsaved()
            return _without_typed(place) | ({"kept": kept} if kept is not None else {})
        return self.segments.to_keep(place) if made is not None and self.current() is made else place

    def begun(self) -> bytes | None:
        begun = self._begun.to_bytes(self._card, self.window())
        return self.desk.unsaved.seal(begun) if begun else None

    def take_begun(self, sealed: bytes) -> None:
        try:
            self._begun = Begun.from_bytes(self.desk.unsaved.open(sealed))
        except SealBroken:
            self.context.toast(lost_words(), icon="circle-alert")

    def left(self) -> None:
        self._mask()
        self.shown_list().marked.show(False)
        if self.context.sheet is not None:
            self.context.sheet.setProperty("foot", 0)

    def _mask(self) -> None:
        self.list.table.mask_secrets()
        if self._card is not None:
            self._card.mask_all()

    # ------------------------------------------------------------ keys

    def _wire_keys(self) -> None:
        for keys, name in (
            ("Ctrl+R", "reveal"),
            ("Ctrl+J", "record"),
            ("Ctrl+B", "sale"),
            ("F2", "edit"),
            ("Ctrl+S", "save_now"),
        ):
            self.keys(keys, partial(self._do, name))
        # Of the card alone: in a form and in the builder Alt Down opens the list of a field.
        self._steps = [
            self.keys("Alt+Up", partial(self._do, "previous")),
            self.keys("Alt+Down", partial(self._do, "following")),
        ]
        for step in self._steps:
            step.setEnabled(False)
        self.keys("Delete", self._delete)

    def _do(self, name: str) -> None:
        action = getattr(self.current(), name, None)
        if callable(action):
            action()

    def _delete(self) -> None:
        view = self.current()
        if isinstance(view, ClientList):
            view.to_trash_now()

    def close_top(self) -> bool:
        view = self.current()
        if isinstance(view, SegmentBuilder):
            view.close_builder()
            return True
        return view.clear_search() if isinstance(view, ClientList) else False

    def focus_search(self) -> None:
        if isinstance(self.current(), ClientList):
            self.shown_list().focus_search()
        else:
            self.context.open("clients")
            self.list.focus_search()

    def regions(self) -> builtins.list[QWidget]:
        view = self.current()
        if isinstance(view, ClientList):
            return [view.filters.search, view.table]
        if isinstance(view, SegmentBuilder):
            return view.regions()
        return [view.side, view.tabs] if isinstance(view, CardView) else [view]


def _without_typed(place: Place) -> Place:
    return {key: value for key, value in place.items() if key not in ("name", "kept")}
