"""The right column of a card: contacts, tier and discount, what is important, note, address, own fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientCard, ClientKind, Sex
from clientcrm.domain.figures import ClientFigures
from clientcrm.domain.segment_list import ClientStay
from clientcrm.domain.tier_rules import TierWhy
from clientcrm.domain.values.dates import PartialDate
from ui import theme, words
from ui.client_words import birthday_words, consent_word, sex_word, share_words
from ui.clients.contacts_card import ContactsCard
from ui.clients.days import days_to_birthday, local_day
from ui.clients.rhythm import next_need
from ui.clients.vocabulary import Vocabulary
from ui.i18n import tr
from ui.page import Page
from ui.tier_words import why_words
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Card, FactRow
from ui.widgets.choice import CheckBox
from ui.widgets.labels import Label
from ui.widgets.layout import column, placed, row
from ui.widgets.tag import Tag
from ui.widgets.tiers import TierChip

_SOON = 30
_LINK = 180


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a client besides the card: why the tier, the figures, the segments."""

    tier: TierWhy | None = None
    stored: ClientFigures | None = None
    stays: Sequence[ClientStay] = ()


class SideColumn(QWidget):
    """Filled for each client; what is empty has no card. Shown contacts stay shown while they are the same."""

    def __init__(
        self, page: Page, known: Callable[[], Vocabulary], *, edit: Callable[[], None], tier: Callable[[], None]
    ) -> None:
        super().__init__()
        self._page, self._knows, self._edit, self._change_tier = page, known, edit, tier
        self.contacts: ContactsCard | None = None
        self._column = column(gap=12)
        self._column.addStretch(1)
        self.setLayout(self._column)

    def fill(self, card: ClientCard, beside: Beside) -> Iterator[None]:
        """Show this client, one card after the other in the place of the one that stood there before."""
        self._card, self._known, self._beside = card, self._knows(), beside
        self._may_edit = self._page.context.may(Permission.EDIT_CLIENTS) and card.trashed_at is None
        kept = self.contacts if self.contacts is not None and self.contacts.fits(card) else None
        makers = (
            lambda: kept or ContactsCard(self._page, card, self._edit),
            lambda: self._tier(self._change_tier),
            self._offer,
            self._important,
            self._segments,
            self._company,
            self._address,
            self._note,
            self._own,
        )
        place = 0
        for make in makers:
            made = make()
            if isinstance(made, ContactsCard):
                self.contacts = made
            if made is None:
                continue
            if made is not kept:
                self._column.insertWidget(place, made)
                self._drop(place + 1)
            place += 1
            yield
        while self._column.count() > place + 1:  # the stretch stays
            self._drop(place)

    def _drop(self, place: int) -> None:
        """Let go of the card that stands here, if there is one."""
        for widget in placed(self._column):
            if isinstance(widget, QWidget) and self._column.indexOf(widget) == place:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
                return

    # ------------------------------------------------------------ cards

    def _tier(self, change: Callable[[], None]) -> Card:
        card, known = self._card, self._known
        button: Button | None = None
        if self._may_edit:
            button = Button(tr("Change", "the tier"), kind="link", size="sm", name=tr("Change the tier"))
            button.clicked.connect(change)
        made = Card(tr("Tier and discount"), role="smalls", action=button, gap=8)
        look = known.look(card.tier_id)
        if look is not None:
            made.add(row(TierChip(look), None))
        if self._beside.tier is not None:
            self._add_why(made, self._beside.tier)
        if card.tier_reason:
            made.add(Label(card.tier_reason, "small", "text2", wrap=True))
        if card.discount:
            made.add(FactRow("percent", tr("Discount"), share_words(card.discount)))
        if card.bonus:
            made.add(FactRow("wallet", tr("Bonus"), words.money(card.bonus, known.currency)))
        if card.card_number:
            made.add(FactRow("id-card", tr("Card number"), card.card_number))
        return made

    def _add_why(self, made: Card, why: TierWhy) -> None:
        """Why the tier is what it is, the rung beneath, and the lock."""
        known, said = self._known, why_words(why, self._known.currency)
        beneath = known.tier_title(why.beneath) if why.beneath is not None else ""
        if said:
            made.add(Label(said, "small", "text2", wrap=True))
        if beneath:
            made.add(Label(tr("Beneath: {tier}").format(tier=beneath), "small", "text2", wrap=True))
        if self._may_edit and not known.guarded(why.tier_id):
            text = tr("Give back to the rules") if why.by_hand else tr("Keep by hand")
            button = Button(text, "refresh-cw" if why.by_hand else "lock", "ghost", size="sm")
            button.clicked.connect(lambda: self._turn_lock(by_hand=not why.by_hand))
            made.add(row(button, None))
        if self._may_edit or why.advocate:
            advocate = CheckBox(tr("Brought a friend or a review", "rule of a tier"))
            advocate.setChecked(why.advocate)
            advocate.setEnabled(self._may_edit)
            advocate.toggled.connect(self._mark)
            made.add(advocate)

    def _turn_lock(self, *, by_hand: bool) -> None:
        """Keep the tier by hand, or not any more; both can be taken back."""
        tiers, wanted = self._page.desk.tiers, [self._card.id]
        ways = (tiers.lock, tiers.unlock) if by_hand else (tiers.unlock, tiers.lock)
        fact = tr("The tier is kept by hand") if by_hand else tr("The rules decide about the tier from now on")

        def done(changed: list[int]) -> None:
            if changed:
                undo, redo = ways[1], ways[0]
                self._page.context.did(
                    fact, lambda _job, _held: undo(wanted), lambda _job, _held: redo(wanted), icon="layers"
                )

        self._page.run(lambda _job: ways[0](wanted), done)

    def _mark(self, on: bool) -> None:
        tiers, client = self._page.desk.tiers, self._card.id
        self._page.run(lambda _job: tiers.mark_advocate(client, on=on), lambda _done: None)

    def _offer(self) -> Card | None:
        """What the client will need next, and why the program thinks so."""
        stored = self._beside.stored
        said = None if stored is None else next_need(stored)
        if said is None:
            return None
        made = Card(tr("What to offer"), role="smalls", gap=4)
        made.add(Label(said.what, "smallm", wrap=True), Label(said.why, "small", "text2", wrap=True))
        return made

    def _important(self) -> Card:
        card = self._card
        made = Card(tr("Important"), role="smalls", gap=4)
        if card.birthday is not None:
            made.add(self._birthday(card.birthday))
        made.add(FactRow("mail-check", tr("Newsletter", "whether a client agreed to it"), consent_word(card.consent)))
        if card.responsible:
            made.add(FactRow("user", tr("Responsible"), self._known.person(card.responsible)))
        if card.source:
            made.add(FactRow("log-in", tr("Source"), card.source))
        if card.next_contact is not None:
            made.add(FactRow("calendar", tr("Next contact"), words.ago(card.next_contact)))
        if card.sex is not Sex.UNKNOWN and card.kind is ClientKind.PERSON:
            made.add(FactRow("users", tr("Sex"), sex_word(card.sex)))
        if card.code:
            made.add(FactRow("hash", tr("Code"), card.code))
        if len(self._known.portfolios) > 1 and card.portfolio:
            made.add(FactRow("folder-open", tr("Portfolio"), card.portfolio))
        if card.created_at is not None:
            made.add(FactRow("history", tr("Created", "a client card"), words.full_day(local_day(card.created_at))))
        return made

    def _segments(self) -> Card | None:
        """The saved segments that the client is in; each leads to its list."""
        if not self._beside.stays:
            return None
        made, open_place = Card(tr("In segments", "a client"), role="smalls", gap=2), self._page.context.open
        for stay in self._beside.stays:
            name = Button(paint.elided(stay.name, "smallm", theme.px(_LINK)), kind="link", size="sm", name=stay.name)
            name.clicked.connect(lambda _on=False, number=stay.segment_id: open_place("clients", segment=number))
            line = row(name, None)
            if stay.since is not None:
                since = Label(tr("since {day}", "in a segment").format(day=words.day(stay.since)), "cap")
                since.setToolTip(words.full_day(stay.since))
                line.addWidget(since)
            made.add(line)
        return made

    @staticmethod
    def _birthday(birthday: PartialDate) -> FactRow:
        """A near one is said with how near it is; the year then stands in the tooltip."""
        ahead, full = days_to_birthday(birthday), birthday_words(birthday) or ""
        if ahead is None or ahead > _SOON:
            return FactRow("cake", tr("Birthday"), full)
        day = birthday_words(PartialDate(None, birthday.month, birthday.day)) or ""
        near = Tag(words.ago(words.today() + timedelta(days=ahead)), "neutral" if ahead else "warn", height=22)
        made = FactRow("cake", tr("Birthday"), day, near)
        made.setToolTip(full)
        return made

    def _company(self) -> Card | None:
        card = self._card
        pairs = [
            ("user", tr("Contact person"), card.contact_person),
            ("id-card", tr("Position", "at work"), card.position),
            ("hash", tr("INN"), card.inn),
            ("hash", tr("KPP"), card.kpp),
            ("hash", tr("OGRN"), card.ogrn),
        ]
        return self._facts(
            tr("Company") if card.kind is ClientKind.COMPANY else tr("Work", "where a person works"), pairs
        )

    def _facts(self, title: str, pairs: list[tuple[str, str, str]]) -> Card | None:
        filled = [pair for pair in pairs if pair[2]]
        if not filled:
            return None
        made = Card(title, role="smalls", gap=4)
        for icon, label, value in filled:
            made.add(FactRow(icon, label, value))
        return made

    def _address(self) -> Card | None:
        card = self._card
        parts = (card.postcode, card.country, card.region, card.city, card.address)
        place = ", ".join(part for part in dict.fromkeys(parts) if part)  # Moscow is a region and a city
        return self._text(tr("Address"), place)

    def _note(self) -> Card | None:
        return self._text(tr("Note"), self._card.note)

    def _text(self, title: str, text: str) -> Card | None:
        if not text:
            return None
        made = Card(title, role="smalls", gap=6)
        made.add(Label(text, "small", "text", wrap=True, selectable=True))
        return made

    def _own(self) -> Card | None:
        if not self._card.own:
            return None
        made = Card(tr("Own fields"), role="smalls", gap=8)
        for name, text in self._card.own:
            made.add(
                column(Label(name, "cap", wrap=True), Label(text, "small", "text", wrap=True, selectable=True), gap=1)
            )
        return made
