"""The client list: header, segments, filters, table, foot, and the bar for many at once. The trash is a list too."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, ClientOrder, ClientRow, ListTotals
from clientcrm.domain.contacts import ContactKind
from ui import words
from ui.clients.actions import ClientActions
from ui.clients.columns import client_columns
from ui.clients.contact_drafts import shown_value
from ui.clients.filter_bar import FilterBar
from ui.clients.filters import active, cleared
from ui.clients.finder import Finder, Question
from ui.clients.list_states import ListStates
from ui.clients.marked import MarkedClients
from ui.clients.row_menu import open_row_menu
from ui.clients.segment_row import SegmentRow
from ui.clients.showing import ask_contacts, ask_owner, left_words, say_no_right
from ui.clients.table_tools import TableTools
from ui.clients.vocabulary import Vocabulary
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button, IconButton
from ui.widgets.layout import column
from ui.widgets.sheet import Breadcrumb, FootBar, PageHeader
from ui.widgets.table import PagedModel, Table

ORDER_KEY = "clients.order"
_SHOWN_SECONDS = 30
_NEAR = 1000  # rows around one that left in which another is looked for


class ClientList(QWidget):
    """Everyone who is not in the trash, or with trash=True those who are."""

    opened = Signal(int)
    created = Signal(str)  # the text of the search, perhaps a name
    built = Signal()  # the filters shown are wanted in the builder

    def __init__(self, page: Page, known: Callable[[], Vocabulary], *, trash: bool = False) -> None:
        super().__init__()
        self.page, self.known, self.trash = page, known, trash
        self.acts = ClientActions(page, known)
        self.asked = ClientFilter(trashed=trash)
        self._totals: ListTotals | None = None
        self._make()
        self._wire()
        self._assemble()
        self.marked = MarkedClients(self)

    # ------------------------------------------------------------ making

    def _make(self) -> None:
        context = self.page.context
        columns = client_columns(
            self.known,
            sums=context.may(Permission.SEE_SUMS),
            contacts=context.may(Permission.SHOW_CONTACTS) and not self.trash,
        )
        self.model: PagedModel[ClientRow] = PagedModel(
            columns,
            self._rows,
            context.background,
            self,
            dim=self._dim,
            currency=context.shop.currency,
        )
        self.table = Table(tr("Clients in the trash") if self.trash else tr("Clients"))
        self.table.set_model(self.model)
        self.tools = TableTools(context, self.table, columns, self)
        self.export = IconButton("download", tr("Export"))
        self.print = IconButton("printer", tr("Print"), keys="Ctrl P")
        self.to_trash = IconButton("trash-2", tr("Trash"))
        self.finder = Finder(context, self)
        self.filters = FilterBar(self.page, self.known, self._tool_buttons())
        self.segments = None if self.trash else SegmentRow(self.page, self.known)
        self.states = ListStates(self)
        self.header = PageHeader(tr("Trash") if self.trash else tr("Clients"), "", *self._header_buttons())
        self.foot = FootBar()
        self.foot.set_keys([("↑ ↓", tr("choose")), ("Enter", tr("open")), (tr("Space", "a key"), tr("mark"))])
        self.table.set_sort(*self._kept_order())
        self._to_top = False
        self._answered: tuple[ClientFilter, ClientOrder] | None = None

    def _tool_buttons(self) -> list[QWidget]:
        tools: list[QWidget] = [self.tools.density, self.tools.columns]
        if not self.trash:
            if self.page.context.may_ask(Permission.EXPORT):
                tools.append(self.export)
            if self.can_print():
                tools.append(self.print)
            if self.page.context.may(Permission.TRASH_CLIENTS):
                tools.append(self.to_trash)
        return tools

    def _header_buttons(self) -> list[Button]:
        if self.trash:
            return []
        buttons = []
        if self.page.context.may(Permission.IMPORT):
            load = Button(tr("Load from Excel"), "upload", "ghost")
            load.clicked.connect(lambda: self.page.context.open("exchange", file=""))
            buttons.append(load)
        if self.page.context.may(Permission.EDIT_CLIENTS):
            new = Button(tr("New client"), "plus", "primary", keys="Ctrl N")
            new.clicked.connect(lambda: self.created.emit(""))
            buttons.append(new)
        return buttons

    def _wire(self) -> None:
        self.filters.edited.connect(self.narrow)
        self.filters.down.connect(self._into_table)
        self.filters.build_asked.connect(self.built)
        if self.segments is not None:
            self.segments.chosen.connect(self.narrow)
            self.segments.found = self.model.ids
        self.finder.found.connect(self._found)
        self.finder.counted.connect(self._counted)
        self.finder.failed.connect(self.states.show_error)
        self.model.failed.connect(self.states.show_error)
        self.table.opened.connect(self.opened)
        self.table.sort_changed.connect(self._sorted)
        self.table.secret_asked.connect(self.reveal)
        self.table.typed.connect(self._typed)
        self.table.menu_asked.connect(lambda client_id, where: open_row_menu(self, client_id, where))
        self.table.scrolled.connect(lambda _first, _last: self._show_foot())
        self.export.clicked.connect(self._export_list)
        self.print.clicked.connect(self.print_list)
        self.to_trash.clicked.connect(lambda: self.page.context.open("clients", trash=True))

    def _assemble(self) -> None:
        top: list[QWidget] = []
        if self.trash:
            path = Breadcrumb()
            path.set_path([(tr("Clients"), lambda: self.page.context.open("clients")), (tr("Trash"), None)])
            path.back.connect(lambda: self.page.context.open("clients"))
            top.append(path)
        top.append(self.header)
        if self.segments is not None:
            top.append(self.segments)
        self.setLayout(column(*top, self.filters, (self.states, 1), self.foot, gap=0))

    def _rows(self, ids: Sequence[int]) -> list[ClientRow]:
        """A page of the list, and the reckoning that its figures come from; in the background."""
        desk = self.page.desk
        self.known().made = desk.figures.latest()
        return desk.clients.rows(ids)

    def _dim(self, row: ClientRow) -> bool:
        tier = self.known().tier(row.tier_id)
        return tier is not None and tier.key == "lost"

    # ------------------------------------------------------------ asking

    def refresh(self) -> None:
        """Ask anew; the rows shown stay until the answer is here."""
        self.states.wait()
        self.finder.ask(Question(self.asked, self.order()))
        if self.segments is not None:
            self.segments.refresh()

    def narrow(self, asked: ClientFilter) -> None:
        """Show the clients of this filter."""
        self.asked = replace(asked, trashed=self.trash)
        self.filters.show_filter(self.asked)
        if self.segments is not None:
            self.segments.show_filter(self.asked)
        self.states.wait()
        self.finder.ask(Question(self.asked, self.order()))

    def order(self) -> ClientOrder:
        """By which column the list stands."""
        key, descending = self.table.sort()
        return ClientOrder(key or "name", descending)

    def _kept_order(self) -> tuple[str, bool]:
        kept = self.page.context.preferences.get(ORDER_KEY, ["name", False])
        sortable = {column.key for column in self.model.columns if column.sortable}
        fits = len(kept) == 2 and kept[0] in sortable
        return (str(kept[0]), bool(kept[1])) if fits else ("name", False)

    def _sorted(self, key: str, descending: bool) -> None:
        self.page.context.preferences.set(ORDER_KEY, [key, descending])
        self._to_top = True
        self.states.wait()
        self.finder.ask(Question(self.asked, self.order()))

    def _found(self, ids: array[int]) -> None:
        before, current = self.model.ids(), self.table.current_id()
        asked = (self.asked, self.order())
        again, self._answered = asked == self._answered, asked
        self.model.show_ids(ids)
        if again and current is not None and self.table.current_id() != current:
            self._stay_beside(before, current)
        if self._to_top:  # whoever sorts wants to see what comes first, not where the current row went
            self._to_top = False
            self.table.go_to(0)
        self.states.show_found(len(ids))
        self._show_foot()

    def _stay_beside(self, before: Sequence[int], gone: int) -> None:
        """The current client left the list, for the trash mostly: go on with who stood below, else above."""
        place = before.index(gone)
        near = [*before[place + 1 : place + _NEAR], *reversed(before[max(0, place - _NEAR) : place])]
        left = set(self.model.ids())
        heir = next((one for one in near if one in left), None)
        if heir is not None:
            self.table.set_current_id(heir)

    def _counted(self, totals: ListTotals) -> None:
        self._totals = totals
        if self.trash:
            self.header.set_count(words.number(totals.found))
        elif totals.found == totals.everyone and not active(self.asked):
            self.header.set_count(words.number(totals.everyone))
        else:
            self.header.set_count(
                tr("{found} of {everyone}", "how many clients the list shows").format(
                    found=words.number(totals.found), everyone=words.number(totals.everyone)
                )
            )
        self._show_foot()

    def _show_foot(self) -> None:
        first, last, total = self.table.visible_range()
        if not total:
            self.foot.set_text([])
            return
        span = f"{words.number(first)}–{words.number(last)}"
        parts = [tr("{span} of {total}", "rows shown").format(span=span, total=words.number(total))]
        totals, currency = self._totals, self.known().currency
        if totals is not None and totals.found == total:
            if totals.total:
                parts.append(tr("bought for {sum}").format(sum=words.money_short(totals.total, currency)))
            if totals.average:
                parts.append(tr("average check {sum}").format(sum=words.money(totals.average, currency, 0)))
        self.foot.set_text(parts)

    # ------------------------------------------------------------ one client

    def current(self) -> int | None:
        """The client under the bar."""
        current = self.table.current_id()
        return current if current and current > 0 else None

    def chosen(self) -> list[int]:
        """The marked clients, or the current one."""
        marked = self.table.marked()
        current = self.current()
        return marked or ([current] if current is not None else [])

    def reveal(self, client_id: int | None = None, _key: str = "phone") -> None:
        """Show the phone of a client in its cell for half a minute; the core writes it down."""
        wanted = self.current() if client_id is None else client_id
        if wanted is None or self.trash:
            return
        if not self.page.context.may_ask(Permission.SHOW_CONTACTS):
            say_no_right(self.page)
            return
        desk = self.page.desk

        def work(reason: str = "") -> tuple[str, int | None]:
            lines = desk.clients.card(wanted).contacts
            phones = [line.id for line in lines if line.kind in (ContactKind.PHONE, ContactKind.WHATSAPP)]
            if not phones:
                return "", None
            shown = desk.clients.show_contacts(wanted, phones[:1], reason)
            return shown_value(shown.contacts[0]) if shown.contacts else "", shown.left_today

        def arrived(found: tuple[str, int | None]) -> None:
            plain, left = found
            if plain and self.isVisible():
                self.table.show_secret(wanted, "phone", plain, _SHOWN_SECONDS)
                if left is not None:
                    self.page.context.toast(left_words(left), icon="eye")

        if self.page.context.may(Permission.SHOW_CONTACTS):
            ask_contacts(self.page, self, wanted, work, arrived)
        else:
            ask_owner(self.page, wanted, work, arrived)

    def edit(self) -> None:
        """F2: the form of the current client."""
        self._open_current(Permission.EDIT_CLIENTS, edit=True)

    def sale(self) -> None:
        """Ctrl B: a purchase of the current client."""
        self._open_current(Permission.EDIT_CLIENTS, do="sale")

    def record(self) -> None:
        """Ctrl J: what happened with the current client."""
        self._open_current(Permission.EDIT_CLIENTS, do="record")

    def _open_current(self, permission: Permission, **place: object) -> None:
        current = self.current()
        if current is not None and not self.trash and self.page.context.may(permission):
            self.page.context.open("clients", client=current, **place)

    def to_trash_now(self) -> None:
        """Delete: the marked clients, or the current one; in the trash it asks first."""
        ids = self.chosen()
        if not ids or not self.page.context.may(Permission.TRASH_CLIENTS):
            return
        if self.trash:
            self.acts.erase(ids, self.table.clear_marks)
        else:
            self.acts.trash(ids, self.table.clear_marks)

    # ------------------------------------------------------------ keyboard

    def focus_search(self) -> None:
        """Into the search, with its text chosen."""
        self.filters.search.setFocus()

    def clear_search(self) -> bool:
        """Empty the search; True when there was something in it."""
        if self.table.marked():
            self.table.clear_marks()
            return True
        if not self.asked.text:
            return False
        self.narrow(replace(self.asked, text=""))
        self._into_table()
        return True

    def drop_filters(self) -> None:
        """Show everyone again."""
        self.narrow(cleared(self.asked))

    def _typed(self, letters: str) -> None:
        search = self.filters.search
        search.setFocus()
        search.set_text(search.text() + letters)

    def _into_table(self) -> None:
        self.table.setFocus()
        if self.current() is None and self.model.ids():
            self.table.set_current_id(self.model.ids()[0])

    def _export_list(self) -> None:
        ids: Sequence[int] = self.model.ids()
        narrowed = bool(active(self.asked) or self.asked.text)
        if narrowed:
            self.acts.export(ids)
        else:
            self.page.context.open("exchange", export=True)

    def can_print(self) -> bool:
        """Whether this person may put the list on paper, be it once the owner agreed."""
        return not self.trash and self.page.context.may_ask(Permission.PRINT)

    def print_list(self) -> None:
        """Ctrl P: the marked clients, or the list as it stands."""
        if self.can_print():
            from ui.paper.print_dialog import PrintAsked, PrintDialog

            asked = PrintAsked(self.asked, self.order(), tuple(self.table.marked()))
            PrintDialog(self, self.page.context, asked).open()
