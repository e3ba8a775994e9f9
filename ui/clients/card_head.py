"""The head of a card: avatar, name, tier, marks and tags; what is done most often at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientCard, ClientKind
from clientcrm.domain.tier_rules import TierWhy
from ui import theme, words
from ui.client_words import kind_word
from ui.clients.days import days_to_birthday
from ui.clients.naming import card_letters
from ui.clients.vocabulary import Vocabulary
from ui.context import Context
from ui.i18n import tr
from ui.tier_words import why_words
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.layout import Flow, clear, column, holder, row
from ui.widgets.popover import Menu
from ui.widgets.tag import Tag
from ui.widgets.tiers import TierChip

_SOON = 7
_ROOM_FOR_BUTTONS = 900  # beside the name and the marks


@dataclass(frozen=True, slots=True)
class HeadActions:
    """What the buttons of the head do."""

    record: Callable[[], None]
    sale: Callable[[], None]
    edit: Callable[[], None]
    tier: Callable[[], None]
    tags: Callable[[], None]
    left: Callable[[], None]
    export: Callable[[], None]
    trash: Callable[[], None]


class CardHead(QWidget):
    """Made once, filled for each client."""

    def __init__(self, context: Context, known: Callable[[], Vocabulary], actions: HeadActions) -> None:
        super().__init__()
        self._context, self._known, self._actions = context, known, actions
        self._avatar = Avatar("", 60)
        self._client_id = 0
        self._tier: TierWhy | None = None
        self._name = Label("", "h1", elide=True)
        self._marks = holder(column(gap=0))
        self._hinted: list[tuple[Button, str]] = []
        self._buttons = holder(row(*self._make_buttons(), gap=8))
        self._grid = QGridLayout()
        self._narrow: bool | None = None
        self._grid.setContentsMargins(theme.px(24), 0, theme.px(16), theme.px(16))
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._avatar, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._marks, 1, 1)
        self.setLayout(self._grid)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The buttons stand at the right of everything; in a narrow window beside the marks, the name above both."""
        narrow = self.width() < theme.px(_ROOM_FOR_BUTTONS)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._name, 0, 1, 1, 2 if narrow else 1)
        self._grid.addWidget(self._buttons, int(narrow), 2, 1 if narrow else 2, 1, middle)
        for button, keys in self._hinted:
            button.set_keys("" if narrow else keys)
            button.setToolTip(keys if narrow else "")

    def fill(self, card: ClientCard, tier: TierWhy | None = None) -> None:
        """Show this client; the chip says why the tier is what it is."""
        self._tier = tier
        self._client_id = card.id
        self._avatar.set_person(card_letters(card))
        self._name.setText(card.name or tr("No name"))
        marks = self._marks.layout()
        assert marks is not None
        clear(marks)
        marks.addWidget(holder(self._chips(card)))
        self._buttons.setVisible(card.trashed_at is None)

    def _chips(self, card: ClientCard) -> Flow:
        known, flow = self._known(), Flow(6)
        look = known.look(card.tier_id)
        if look is not None:
            chip = TierChip(look)
            why = why_words(self._tier, known.currency) if self._tier is not None else ""
            if why:
                chip.setToolTip(f"{look.label}. {why}")
            flow.addWidget(chip)
        if card.kind is ClientKind.COMPANY:
            flow.addWidget(Tag(kind_word(card.kind), "neutral", "building-2"))
        if card.house:
            house = Tag(tr("House client"), "neutral", "store")
            house.setToolTip(tr("Its purchases count in the sums of the shop alone."))
            flow.addWidget(house)
        ahead = days_to_birthday(card.birthday) if card.birthday else None
        if ahead is not None and ahead <= _SOON:
            flow.addWidget(Tag(tr("Birthday") + " " + words.ago(words.today() + timedelta(days=ahead)), "warn", "cake"))
        if card.consent is False:
            flow.addWidget(Tag(tr("No news"), "warn", "bell-off"))
        for tag in card.tags:
            flow.addWidget(Tag(tag, "outline", shrinks=True))
        if card.trashed_at is None and self._context.may(Permission.EDIT_CLIENTS):
            more = IconButton("plus", tr("Tags"), size="sm")
            more.clicked.connect(self._actions.tags)
            flow.addWidget(more)
        return flow

    def _make_buttons(self) -> list[QWidget]:
        buttons: list[QWidget] = []
        if self._context.may(Permission.EDIT_CLIENTS):
            edit = Button(tr("Edit"), "pencil")
            edit.clicked.connect(self._actions.edit)
            sale = Button(tr("Purchase"), "shopping-bag")
            sale.clicked.connect(self._actions.sale)
            record = Button(tr("Record a contact"), "plus", "primary")
            record.clicked.connect(self._actions.record)
            buttons += [edit, sale, record]
            self._hinted = [(edit, "F2"), (sale, "Ctrl B"), (record, "Ctrl J")]
        menu = self._menu()
        if menu.actions():
            more = IconButton("ellipsis", tr("More actions"))
            more.set_menu(menu)
            buttons.append(more)
        return buttons

    def _menu(self) -> Menu:
        menu, may = Menu(self), self._context.may
        if may(Permission.EDIT_CLIENTS):
            menu.item(tr("Change the tier"), "layers", on=self._actions.tier)
            menu.item(tr("Tags"), "tag", on=self._actions.tags)
            menu.item(tr("Why they left"), "user-minus", on=self._actions.left)
        if self._context.may_ask(Permission.EXPORT):
            menu.item(tr("Export"), "download", on=self._actions.export)
        if may(Permission.READ_JOURNAL):
            menu.item(tr("In the journal"), "history", on=self._open_journal)
        if may(Permission.TRASH_CLIENTS):
            menu.divider()
            menu.item(tr("To the trash"), "trash-2", on=self._actions.trash, danger=True)
        return menu

    def _open_journal(self) -> None:
        self._context.open("access", tab="journal", client=self._client_id)
