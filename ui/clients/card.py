"""The client card: who it is, the key figures, the timeline and purchases, and the column at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientCard
from clientcrm.domain.errors import NotFound
from clientcrm.domain.figures import ClientFigures, Reckoning
from clientcrm.domain.sales import PurchaseRow
from clientcrm.domain.segment_list import ClientStay
from clientcrm.domain.tier_rules import TierWhy
from clientcrm.domain.timeline import TimelineEntry
from ui import theme, words
from ui.clients.begun import Begun
from ui.clients.card_actions import CardActions
from ui.clients.card_head import CardHead, HeadActions
from ui.clients.figures import key_figures
from ui.clients.naming import short_name
from ui.clients.purchases_tab import PurchasesTab
from ui.clients.side import Beside, SideColumn
from ui.clients.timeline_tab import AT_ONCE, TimelineTab
from ui.clients.vocabulary import Vocabulary
from ui.cover import Cover
from ui.errors import technical, words_for
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.card import KeyFigureStrip
from ui.widgets.choice import Tabs
from ui.widgets.layout import add, clear, column, fill, holder, row, scrolled
from ui.widgets.message import MessageBar
from ui.widgets.option import Option
from ui.widgets.sheet import Breadcrumb
from ui.widgets.states import ErrorState, Pages, Waiting

_SIDE_WIDTH = 332
# Below this width of the sheet the right column goes under the left one.
_ROOM_FOR_SIDE = 940


@dataclass(frozen=True, slots=True)
class Around:
    """The list that the card was opened from: its clients in order, and its name."""

    ids: Sequence[int] = ()
    segment: str = ""

    def place_of(self, client_id: int) -> int:
        """Where the client stands, from 0; -1 when not among them."""
        try:
            return list(self.ids).index(client_id) if not hasattr(self.ids, "index") else self.ids.index(client_id)
        except ValueError:
            return -1


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that the card shows, read in one go."""

    card: ClientCard
    entries: list[TimelineEntry]
    purchases: list[PurchaseRow]
    stored: ClientFigures | None
    made: Reckoning | None
    tier: TierWhy | None = None
    stays: Sequence[ClientStay] = ()

    def beside(self) -> Beside:
        """What the right column shows besides the card itself."""
        return Beside(self.tier, self.stored, self.stays)


class CardView(QWidget):
    """One client at a time; `named` carries the title for the window."""

    named = Signal(str)

    def __init__(self, page: Page, known: Callable[[], Vocabulary], begun: Begun) -> None:
        super().__init__()
        self.page, self.known, self.begun = page, known, begun
        self.acts = CardActions(self)
        self.client_id = 0
        self.around = Around()
        self.shown: Read | None = None
        self._then: Callable[[], None] | None = None
        self._products: list[str] = []
        self._sums = page.context.may(Permission.SEE_SUMS)
        self._may_edit = page.context.may(Permission.EDIT_CLIENTS)
        # Keys of the page work while the focus is somewhere in it; arriving, it is on the card itself.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._filled: Read | None = None
        self._area: QScrollArea | None = None
        self.path = Breadcrumb()
        self.path.back.connect(self.close_card)
        self.path.previous.connect(lambda: self.step(-1))
        self.path.next.connect(lambda: self.step(1))
        self._pages = Pages()
        self._body = QWidget()
        self._pages.show_page(self._body)
        self._waiting = Waiting(self._pages)
        self.setLayout(column(self.path, (self._pages, 1), gap=0))
        self._make()
        self._cover = Cover(self._body)
        self._cover.cover()
        self._parts = self._assemble()

    # ------------------------------------------------------------ making

    def _make(self) -> None:
        self.head = CardHead(
            self.page.context,
            self.known,
            HeadActions(
                record=self.record,
                sale=self.acts.sale,
                edit=self.edit,
                tier=self.acts.change_tier,
                tags=self.acts.edit_tags,
                left=self.acts.write_left,
                export=self.acts.export,
                trash=self.acts.to_trash,
            ),
        )
        self.figures = KeyFigureStrip([])
        self.side = SideColumn(self.page, self.known, edit=self.edit, tier=self.acts.change_tier)
        self._notice = column()
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tabs = [Option("timeline", tr("Timeline"))]
        if self._sums:
            tabs.append(Option("purchases", tr("Purchases")))
        self.tabs = Tabs(tabs, current="timeline", name=tr("Parts of the card"))
        self.tabs.chosen.connect(self.show_tab)
        self._left = column(self.tabs, None, gap=16)

    def _assemble(self) -> Iterator[None]:
        """From the outside in, so that each part is dressed once, where it stands."""
        content = QWidget()
        self._area = scrolled(content)
        self._body.setLayout(column(self.head, (self._area, 1), gap=0))
        yield
        content.setLayout(column(self._notice, holder(row((self.figures, 1), margins=(24, 0, 24, 0))), gap=0))
        yield
        fill(self._split, ((holder(self._left), 1), self.side), 28, (24, 14, 24, 16))
        inside = content.layout()
        assert isinstance(inside, QVBoxLayout)
        add(inside, self._split)
        add(inside, None)
        yield
        self._left.insertWidget(1, self.timeline)
        yield

    @cached_property
    def timeline(self) -> TimelineTab:
        """What happened."""
        made = TimelineTab(self.page, self.known, self.begun)
        made.purchase_opened.connect(self.acts.open_purchase)
        return made

    @cached_property
    def purchases(self) -> PurchasesTab:
        """What was bought; made when it is first looked at."""
        made = PurchasesTab(self.page, self.known().currency)
        made.opened.connect(self.acts.open_purchase)
        made.add_asked.connect(self.acts.sale)
        self._left.insertWidget(self._left.count() - 1, made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_ROOM_FOR_SIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._split.setDirection(way)
        self.side.setMinimumWidth(theme.px(_SIDE_WIDTH) if beside else 0)
        self.side.setMaximumWidth(theme.px(_SIDE_WIDTH) if beside else 16_777_215)

    # ------------------------------------------------------------ showing

    def show_client(
        self, client_id: int, around: Around, tab: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Read the client and show it, then do something; the one shown before stays until the answer is here."""
        self.around, self._then = around, then
        if client_id != self.client_id:
            self.mask_all()
            self.client_id = client_id
            self.shown = None
            if self._area is not None:
                self._area.verticalScrollBar().setValue(0)  # from the head on, not where the last one was left
            self.page.context.background.abandon(self, "card")
        if tab:
            self.show_tab(tab)
        self._show_path()
        self.refresh()

    def _bring_into_sight(self, part: QWidget) -> None:
        if self._area is not None:
            self._area.ensureWidgetVisible(part, 0, theme.px(16))

    def refresh(self) -> None:
        """Read anew."""
        if not self.client_id:
            return
        desk, client_id, sums = self.page.desk, self.client_id, self._sums
        if self.shown is None:
            self._waiting.start()

        def work(_job: object) -> Read:
            return Read(
                desk.clients.card(client_id),
                desk.timeline.entries(client_id, limit=AT_ONCE),
                desk.sales.purchases(client_id) if sums else [],
                desk.figures.of(client_id),
                desk.figures.latest(),
                *_standing(desk, client_id),
            )

        self.page.context.background.run(self, work, then=self._arrived, failed=self._failed, key="card")

    def _arrived(self, read: Read) -> None:
        self._waiting.stop()
        before, self.shown = self.shown, read
        card = read.card
        self._pages.show_page(self._body)
        if before is None or before.card.name != card.name:
            self._show_path()
            self.named.emit(short_name(card))
        self.page.context.background.piecemeal(self, chain(self._parts, self._fill(read)), then=self._ready, key="card")

    def _fill(self, read: Read) -> Iterator[None]:
        """A few parts per turn: all in one would hold the window up for 80 ms."""
        before, self._filled = self._filled, None
        card = read.card
        if before is None or (before.card, before.tier) != (card, read.tier):
            self.head.fill(card, read.tier)
            yield
            self._show_notice(card)
            self._show_figures(read)
            yield
            yield from self.side.fill(card, read.beside())
        elif (before.stored, before.made, before.stays) != (read.stored, read.made, read.stays):
            self._show_figures(read)
            yield
            yield from self.side.fill(card, read.beside())
        self.tabs.set_count("purchases", words.number(len(read.purchases)) if read.purchases else "")
        self.timeline.turn_to(card.id, writable=self.changeable() is not None)
        if self._has_purchases():
            self._fill_purchases(read)
        self._show_tab()
        yield
        yield from self.timeline.fill(read.entries, {row.id: row for row in read.purchases})
        self._filled = read

    def _show_figures(self, read: Read) -> None:
        currency = self.known().currency
        self.figures.set_figures(
            key_figures(
                read.card, currency, sums=self._sums, stored=read.stored, made=read.made, purchases=read.purchases
            )
        )

    def _ready(self) -> None:
        self._cover.hide()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, error: BaseException) -> None:
        self._waiting.stop()
        said = words_for(error)
        back = Button(tr("To the list"), "arrow-left", "primary")
        back.clicked.connect(self.close_card)
        self._pages.show_page(ErrorState(said.what, said.to_do, back, details=technical(error)))

    def _show_notice(self, card: ClientCard) -> None:
        clear(self._notice)
        if card.trashed_at is None:
            return
        when = words.moment(words.local(card.trashed_at))
        bar = MessageBar(
            "warn",
            tr("This client is in the trash"),
            tr("Since {moment}. Nothing can be changed here.").format(moment=when),
            action=tr("Restore") if self.page.context.may(Permission.TRASH_CLIENTS) else "",
            closable=False,
        )
        bar.acted.connect(self.acts.restore)
        self._notice.addWidget(holder(row((bar, 1), margins=(24, 0, 24, 12))))

    def _show_path(self) -> None:
        name = short_name(self.shown.card) if self.shown else ""
        self.path.set_path([(tr("Clients"), self.close_card), (name, None)])
        place = self.around.place_of(self.client_id)
        if place < 0:
            self.path.set_position("")
            return
        total = len(self.around.ids)
        counted = {"place": words.number(place + 1), "total": words.number(total)}
        if self.around.segment:
            text = tr("{place} of {total} in the segment “{segment}”").format(segment=self.around.segment, **counted)
        else:
            text = tr("{place} of {total}", "the place of a client in the list").format(**counted)
        self.path.set_position(text, first=place == 0, last=place == total - 1)

    def show_tab(self, key: str) -> None:
        """Timeline or purchases."""
        self.tabs.choose(key)
        self._show_tab()

    def _show_tab(self) -> None:
        key = self.tabs.current()
        if "timeline" in vars(self):
            self.timeline.setVisible(key == "timeline")
        if key == "purchases" and not self._has_purchases() and self.shown is not None:
            self._fill_purchases(self.shown)
        if self._has_purchases():
            self.purchases.setVisible(key == "purchases")

    def _has_purchases(self) -> bool:
        return "purchases" in vars(self)

    def _fill_purchases(self, read: Read) -> None:
        self.purchases.fill(read.purchases, read.card.opening, writable=self.changeable() is not None)

    # ------------------------------------------------------------ going

    def close_card(self) -> None:
        """Back to the list, the same row current."""
        self.page.context.open("clients")

    def step(self, by: int) -> None:
        """The previous or next client of the list."""
        place = self.around.place_of(self.client_id)
        if place >= 0 and 0 <= place + by < len(self.around.ids):
            following = self.around.ids[place + by]
            self.page.context.replace(client=following)  # back is the list, not a card after the other
            self.page.show_place({"client": following})

    def previous(self) -> None:
        """Alt Up."""
        self.step(-1)

    def following(self) -> None:
        """Alt Down."""
        self.step(1)

    # ------------------------------------------------------------ doing

    def changeable(self) -> Read | None:
        """What is shown, when this person may change it now."""
        shown = self.shown
        return shown if self._may_edit and shown is not None and shown.card.trashed_at is None else None

    def record(self) -> None:
        """Ctrl J: the cursor goes into the composer."""
        if self.changeable():
            self.show_tab("timeline")
            self._bring_into_sight(self.timeline.composer)
            self.timeline.composer.focus_text()

    def edit(self) -> None:
        """Open the form."""
        if self.changeable():
            self.page.context.open("clients", client=self.client_id, edit=True)

    def sale(self) -> None:
        """Ctrl B."""
        self.acts.sale()

    def reveal(self) -> None:
        """Ctrl R: the main phone for half a minute; in a narrow window it stands below all that happened."""
        if self.side.contacts is not None:
            self._bring_into_sight(self.side.contacts)
            self.side.contacts.show_main_phone()

    def mask_all(self) -> None:
        """Hide what is shown."""
        if self.side.contacts is not None:
            self.side.contacts.mask_all()


def _standing(desk: Desk, client_id: int) -> tuple[TierWhy | None, list[ClientStay]]:
    """Why the tier is what it is, and in which segments; nothing is told of a client of another portfolio."""
    try:
        return desk.tiers.why(client_id), desk.segments.of_client(client_id)
    except NotFound:
        return None, []
