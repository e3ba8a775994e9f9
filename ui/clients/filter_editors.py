"""What stands in the popover of each filter: lists to tick, ranges with ready choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import ClientFilter, ClientKind, ClientState
from clientcrm.domain.rhythm import STATUSES
from ui import words
from ui.client_words import kind_word
from ui.clients.amounts import read_money, write_money
from ui.clients.days import typed, whole
from ui.clients.filters import PARTS, fillable, fillable_word, state_word
from ui.clients.rhythm import STATUS_ICONS
from ui.clients.vocabulary import Vocabulary
from ui.figure_words import status_word
from ui.i18n import language, tr
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.fields import DateField, TextField
from ui.widgets.layout import Flow, column, holder, row
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList

# Parts whose choices are words that clients already carry, and the core's name for that list of words.
WORD_LISTS = {"tags": "tags", "source": "sources", "city": "cities"}
_DATES = ("created", "visit", "next")
_COUNTS = ("purchases", "interval")
_SEARCHED_FROM = 8
_WIDTH = 300
# Fields want more air around them than the rows of a list.
_INSIDE = (8, 8, 8, 8)

Counted = Sequence[tuple[str, int]]


def editor_for(key: str, asked: ClientFilter, known: Vocabulary, counted: Counted = ()) -> FilterEditor:
    """The popover body of a part of the filter."""
    if key in _DATES:
        return DateRangeEditor(key, asked)
    if key == "total":
        return SumEditor(key, asked, known)
    if key in _COUNTS:
        return CountEditor(key, asked)
    if key == "birthday":
        return BirthdayEditor(key, asked)
    return TickEditor(key, asked, known, counted)


class FilterEditor(QWidget):
    """Edits one part of a filter; `edited` carries the whole filter each time a choice is made."""

    edited = Signal(object)

    def __init__(self, key: str, asked: ClientFilter) -> None:
        super().__init__()
        self.key, self.asked = key, asked
        self.setFixedWidth(px(_WIDTH))

    def tell(self, *values: Any) -> None:
        """Fill the fields of this part and say so."""
        self.asked = replace(self.asked, **dict(zip(PARTS[self.key], values, strict=True)))
        self.edited.emit(self.asked)

    def values(self) -> tuple[Any, ...]:
        """What the part asks for now."""
        return tuple(getattr(self.asked, name) for name in PARTS[self.key])


# ---------------------------------------------------------------- lists to tick


class TickEditor(FilterEditor):
    """Any number of values from a list."""

    def __init__(self, key: str, asked: ClientFilter, known: Vocabulary, counted: Counted) -> None:
        super().__init__(key, asked)
        self._back, options = tick_options(key, known, counted)
        chosen = {option.key for option in options if self._back[option.key] in self.values()[0]}
        self.list = OptionList(options, checked=chosen, search=len(options) >= _SEARCHED_FROM)
        self.list.changed.connect(self._ticked)
        self.setLayout(column(self.list))

    def _ticked(self, keys: set[str]) -> None:
        self.tell(tuple(value for key, value in self._back.items() if key in keys))


def tick_options(key: str, known: Vocabulary, counted: Counted) -> tuple[dict[str, Any], list[Option]]:
    """The choices of a part, and what each key stands for."""
    pairs: list[tuple[Any, Option]]
    match key:
        case "tier":
            pairs = [
                (
                    tier.id,
                    Option(
                        str(tier.id), tier.title(language()), sub=words.number(tier.clients), tier=known.look(tier.id)
                    ),
                )
                for tier in known.tiers
                if not tier.hidden or tier.clients
            ]
        case "state":
            pairs = [(state, Option(state.value, state_word(state))) for state in ClientState]
        case "rhythm":
            pairs = [(status, Option(status, status_word(status), icon=STATUS_ICONS[status])) for status in STATUSES]
        case "kind":
            pairs = [(kind, Option(kind.value, kind_word(kind))) for kind in ClientKind]
        case "responsible":
            pairs = [(uid, Option(uid, name)) for uid, name in known.people.items()]
        case "portfolio":
            pairs = [(number, Option(str(number), name)) for number, name in known.portfolios.items()]
        case "has" | "has_not":
            pairs = [(name, Option(name, fillable_word(name, known))) for name in fillable(known)]
        case _:
            pairs = [(text, Option(text, text, sub=words.number(count))) for text, count in counted]
    return {option.key: value for value, option in pairs}, [option for _, option in pairs]


# ---------------------------------------------------------------- ranges


class DateRangeEditor(FilterEditor):
    """From a day to a day, with the ranges that are asked most often."""

    def __init__(self, key: str, asked: ClientFilter) -> None:
        super().__init__(key, asked)
        self.low = DateField(tr("From", "a range of dates"))
        self.high = DateField(tr("Until", "a range of dates"))
        ready = Flow(4)
        for title, low, high in ready_ranges(key, words.today()):
            ready.addWidget(_ready(title, partial(self._choose, low, high)))
        self._show(*self.values())
        for field in (self.low, self.high):
            field.left.connect(self._typed)
        self.setLayout(column(holder(ready), row((self.low, 1), (self.high, 1), gap=8), gap=12, margins=_INSIDE))

    def _show(self, low: date | None, high: date | None) -> None:
        self.low.set_value(typed(low))
        self.high.set_value(typed(high))

    def _choose(self, low: date | None, high: date | None) -> None:
        self._show(low, high)
        self.tell(low, high)

    def _typed(self) -> None:
        values = whole(self.low.value()), whole(self.high.value())
        if values != self.values():
            self.tell(*values)


def ready_ranges(key: str, today: date) -> list[tuple[str, date | None, date | None]]:
    """The ranges offered by one press: for visits also the absences that the shop looks for."""
    if key == "next":
        return [
            (tr("In the next %n days", "visits", count), today, today + timedelta(days=count - 1)) for count in (7, 30)
        ] + [(tr("Expected by now", "visits"), None, today - timedelta(days=1))]
    month, year = today.replace(day=1), date(today.year, 1, 1)
    ranges: list[tuple[str, date | None, date | None]] = [
        (tr("Last 7 days"), today - timedelta(days=6), None),
        (tr("This month"), month, None),
        (tr("This year"), year, None),
    ]
    if key == "visit":
        ranges += [
            (tr("Not for %n days", "a client's absence", gone), None, today - timedelta(days=gone))
            for gone in (30, 90, 180)
        ]
        ranges.append((tr("Not for a year", "a client's absence"), None, today - timedelta(days=365)))
    return ranges


class SumEditor(FilterEditor):
    """From a sum to a sum."""

    def __init__(self, key: str, asked: ClientFilter, known: Vocabulary) -> None:
        super().__init__(key, asked)
        sign = words.currency_sign(known.currency)
        self.low = TextField(tr("From, {unit}", "a range of sums").format(unit=sign))
        self.high = TextField(tr("To, {unit}", "a range of sums").format(unit=sign))
        for field, value in zip((self.low, self.high), self.values(), strict=True):
            field.set_text(write_money(value))
            field.left.connect(self._typed)
        self.setLayout(column(row((self.low, 1), (self.high, 1), gap=8), margins=_INSIDE))

    def _typed(self) -> None:
        found: list[int | None] = []
        for field in (self.low, self.high):
            try:
                found.append(read_money(field.text()))
                field.clear_error()
            except ValueError:
                field.set_error(tr("Digits only"))
                return
        if tuple(found) != self.values():
            self.tell(*found)


class CountEditor(FilterEditor):
    """From a count to a count."""

    def __init__(self, key: str, asked: ClientFilter) -> None:
        super().__init__(key, asked)
        self.low = TextField(tr("From", "a range of counts"))
        self.high = TextField(tr("To", "a range of counts"))
        ready = Flow(4)
        for title, low, high in ready_counts(key):
            ready.addWidget(_ready(title, partial(self._choose, low, high)))
        self._show(*self.values())
        for field in (self.low, self.high):
            field.left.connect(self._typed)
        self.setLayout(column(holder(ready), row((self.low, 1), (self.high, 1), gap=8), gap=12, margins=_INSIDE))

    def _show(self, low: int | None, high: int | None) -> None:
        self.low.set_text("" if low is None else str(low))
        self.high.set_text("" if high is None else str(high))

    def _choose(self, low: int | None, high: int | None) -> None:
        self._show(low, high)
        self.tell(low, high)

    def _typed(self) -> None:
        found: list[int | None] = []
        for field in (self.low, self.high):
            text = field.text().strip()
            if text and not text.isdecimal():
                field.set_error(tr("Digits only"))
                return
            field.clear_error()
            found.append(int(text) if text else None)
        if tuple(found) != self.values():
            self.tell(*found)


def ready_counts(key: str) -> list[tuple[str, int | None, int | None]]:
    """The ranges offered by one press: of visits, or of days between them."""
    if key == "interval":
        return [
            (tr("Every week"), None, 7),
            (tr("Every month"), None, 31),
            (tr("Less often"), 32, None),
        ]
    return [(tr("One visit"), 1, 1), (tr("Two and more"), 2, None), (tr("Five and more"), 5, None)]


class BirthdayEditor(FilterEditor):
    """The next days, or a month."""

    def __init__(self, key: str, asked: ClientFilter) -> None:
        super().__init__(key, asked)
        options = [Option(name, title) for name, title, _ends in birthday_ranges(words.today())]
        self._ends = {name: ends for name, _title, ends in birthday_ranges(words.today())}
        current = next((name for name, ends in self._ends.items() if ends == self.values()), "")
        self.list = OptionList(options, current=current)
        self.list.chosen.connect(lambda name: self.tell(*self._ends[name]))
        self.setLayout(column(self.list))


def birthday_ranges(today: date) -> list[tuple[str, str, tuple[tuple[int, int], tuple[int, int]]]]:
    """Keys, titles and the days of the year, both ends included."""
    ahead = [
        (f"next{count}", tr("In the next %n days", "birthdays", count), today, today + timedelta(days=count - 1))
        for count in (7, 14, 30)
    ]
    found = [(key, title, ((low.month, low.day), (high.month, high.day))) for key, title, low, high in ahead]
    for step in range(12):
        month = (today.month - 1 + step) % 12 + 1
        found.append((f"month{month}", words.month_name(date(2000, month, 1)), ((month, 1), (month, _last(month)))))
    return found


def _last(month: int) -> int:
    return ((date(2000, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def _ready(title: str, choose: Callable[[], None]) -> Button:
    button = Button(title, kind="soft", size="sm")
    button.clicked.connect(lambda _checked=False: choose())
    return button
