"""The columns of the client list: what each shows, which stand there at first, which a person may choose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from clientcrm.domain.clients import ClientKind, ClientRow, ClientState
from clientcrm.domain.rhythm import AT_RISK
from ui import words
from ui.client_words import birthday_words, kind_word
from ui.clients.days import days_to_birthday, local_day
from ui.clients.filters import state_word
from ui.clients.naming import letters_of
from ui.clients.rhythm import (
    FEW_FOR_SHARES,
    STATUS_ICONS,
    STATUS_TONES,
    chance_word,
    expectation,
    reckoned_words,
    short_window,
    status_reason,
    usual_days,
    within_words,
)
from ui.clients.vocabulary import Vocabulary
from ui.figure_words import status_word
from ui.i18n import tr
from ui.widgets.table import Cell, Column, Kind, Mark, Masked, Name

# Widths at 100 % and the order of hiding when the window is narrow: the highest priority goes first.
AT_FIRST = ("name", "tier", "phone", "last_purchase", "usual_interval", "average", "total", "visit_chance")
SUMS = frozenset({"average", "total"})
BIRTHDAY_SOON = 7

Words = Callable[[], Vocabulary]


def client_columns(known: Words, *, sums: bool, contacts: bool) -> list[Column[ClientRow]]:
    """All columns that this person may see; `known` is asked anew for each cell, as names may change."""
    columns = [*_who(known, contacts=contacts), *_dealings(known), *_particulars(known)]
    return [column for column in columns if sums or column.key not in SUMS]


def _who(known: Words, *, contacts: bool) -> list[Column[ClientRow]]:
    def phone(row: ClientRow) -> object:
        if row.phone is None:
            return Cell(None, empty=tr("contacts hidden"))
        return Masked(row.phone, can_show=contacts) if row.phone else None

    def email(row: ClientRow) -> object:
        return Cell(None, empty=tr("contacts hidden")) if row.email is None else row.email or None

    return [
        Column("name", tr("Client"), Kind.NAME, name_cell, width=264, least=214, priority=0, stretch=3),
        Column("tier", tr("Tier"), Kind.CHIP, lambda row: known().look(row.tier_id), width=158, priority=0, stretch=1),
        Column("phone", tr("Phone"), Kind.MASKED, phone, width=172, priority=1, stretch=1, sortable=False),
        Column("email", tr("E-mail"), Kind.TEXT, email, width=172, priority=9, stretch=1, sortable=False),
    ]


def _dealings(known: Words) -> list[Column[ClientRow]]:
    def last(row: ClientRow) -> object:
        tone, tip = ("bad", _why(row)) if row.rhythm == AT_RISK else ("", "")
        return Cell(row.last_purchase, tone, tip=tip, empty=tr("not yet", "a client who has not visited so far"))

    def interval(row: ClientRow) -> object:
        return None if row.usual_interval is None else words.days(usual_days(row.usual_interval))

    return [
        Column("last_purchase", tr("Last here"), Kind.DATE, last, width=128, least=116, priority=2),
        Column("rhythm", tr("Status", "how it goes with a client"), Kind.MARKED, rhythm_cell, width=126, priority=7),
        Column("usual_interval", tr("Comes every"), Kind.NUMBER, interval, width=108, least=98, priority=6),
        Column("next_visit", tr("Expected", "the next visit"), Kind.TEXT, next_visit_cell, width=132, priority=8),
        Column("average", tr("Average check"), Kind.MONEY, lambda row: row.average, width=118, least=106, priority=5),
        Column(
            "total", tr("Total", "the sum of purchases of a client"), Kind.MONEY_STRONG, total, width=120, priority=3
        ),
        Column(
            "visit_chance",
            tr("Likely to return"),
            Kind.BAR,
            lambda row: chance_cell(row, known()),
            width=128,
            least=116,
            priority=4,
        ),
        Column("purchase_days", tr("Visits"), Kind.NUMBER, lambda row: row.purchase_days or None, width=88, priority=7),
        Column(
            "first_purchase", tr("First purchase"), Kind.DATE, lambda row: row.first_purchase, width=128, priority=8
        ),
        Column("state", tr("State"), Kind.TEXT, _state, width=128, priority=8),
    ]


def _particulars(known: Words) -> list[Column[ClientRow]]:
    def text(name: str) -> Callable[[ClientRow], object]:
        return lambda row: getattr(row, name) or None

    def responsible(row: ClientRow) -> object:
        return known().person(row.responsible) if row.responsible else None

    def discount(row: ClientRow) -> object:
        return words.percent(row.discount / 10_000, 1 if row.discount % 100 else 0) if row.discount else None

    return [
        Column(
            "kind",
            tr("Kind"),
            Kind.TEXT,
            lambda row: kind_word(ClientKind(row.kind)),
            width=108,
            priority=9,
            sortable=False,
        ),
        Column("responsible", tr("Responsible"), Kind.TEXT, responsible, width=148, priority=8),
        Column("city", tr("City"), Kind.TEXT, text("city"), width=128, priority=8),
        Column("source", tr("Source"), Kind.TEXT, text("source"), width=128, priority=9),
        Column("tags", tr("Tags"), Kind.TAGS, lambda row: row.tags, width=180, priority=9, sortable=False),
        Column("birthday", tr("Birthday"), Kind.TEXT, birthday_cell, width=128, priority=9),
        Column("discount", tr("Discount"), Kind.NUMBER, discount, width=88, priority=9),
        Column(
            "card_number",
            tr("Card", "number of a discount card"),
            Kind.TEXT,
            text("card_number"),
            width=128,
            priority=9,
        ),
        Column("code", tr("Code"), Kind.TEXT, text("code"), width=108, priority=9),
        Column(
            "created_at",
            tr("Created", "a client card"),
            Kind.DATE,
            lambda row: _day(row.created_at),
            width=118,
            priority=9,
        ),
        Column(
            "changed_at",
            tr("Changed", "a client card"),
            Kind.DATE,
            lambda row: _day(row.changed_at),
            width=118,
            priority=9,
        ),
    ]


def name_cell(row: ClientRow) -> Cell:
    """The name with its initials, the cake of a near birthday, the sign of a company, and that somebody runs late."""
    marks: list[Mark] = []
    if row.kind is ClientKind.COMPANY:
        marks.append(Mark("building-2", "text3", kind_word(ClientKind.COMPANY)))
    ahead = days_to_birthday(row.birthday) if row.birthday else None
    if ahead is not None and ahead <= BIRTHDAY_SOON:
        marks.append(Mark("cake", "warn", tr("Birthday") + " " + words.ago(words.today() + timedelta(days=ahead))))
    if row.rhythm == AT_RISK and row.last_purchase is not None:
        marks.append(Mark(STATUS_ICONS[AT_RISK], STATUS_TONES[AT_RISK], f"{status_word(AT_RISK)}: {_why(row)}"))
    tip = "\n".join(mark.spoken for mark in marks)
    return Cell(Name(row.name, letters_of(row.name, row.kind), tuple(marks)), tip=tip)


def rhythm_cell(row: ClientRow) -> object:
    """How it goes with the client, with the reason as a hint."""
    if not row.rhythm or row.last_purchase is None:
        return None
    mark = Mark(STATUS_ICONS[row.rhythm], STATUS_TONES[row.rhythm], status_word(row.rhythm))
    return Cell(mark, tip=_why(row))


def _why(row: ClientRow) -> str:
    """Why the client has the status: silent for 40 days, usually comes every 18."""
    if row.last_purchase is None:
        return ""
    return status_reason(row.rhythm, row.last_purchase, row.usual_interval, None)


def chance_cell(row: ClientRow, known: Vocabulary) -> Cell:
    """How likely the client is to return: a share, or a word where too few clients stand behind it."""
    made = known.made
    if made is None and row.purchase_days:  # the window does it by itself, some seconds after the list is shown
        return Cell(None, empty=tr("counting…", "the chance of a visit, for the first time"))
    if row.visit_chance is None or made is None:
        return Cell(None, empty=tr("no data", "about the chance of a visit"))
    tip = f"{within_words(made)}\n{reckoned_words(made)}"
    if made.clients < FEW_FOR_SHARES:
        return Cell(chance_word(row.visit_chance), tip=tip)
    return Cell(row.visit_chance, tip=tip)


def next_visit_cell(row: ClientRow) -> object:
    """When the next visit is expected; grey once that has passed."""
    if row.next_from is None or row.next_to is None:
        return None
    passed = row.next_to < words.today()
    return Cell(
        short_window(row.next_from, row.next_to),
        tone="text3" if passed else "",
        tip=expectation(row.next_from, row.next_to),
    )


def total(row: ClientRow) -> object:
    """Nothing bought and nothing told by a file is no data, not zero."""
    return row.total if row.total or row.purchase_days else None


def birthday_cell(row: ClientRow) -> str | None:
    """14 мая, with the year when it is known."""
    return birthday_words(row.birthday) if row.birthday else None


def _state(row: ClientRow) -> str:
    """Of clients of other portfolios nobody knows it."""
    return "" if row.foreign else state_word(ClientState(row.state))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else local_day(moment)
