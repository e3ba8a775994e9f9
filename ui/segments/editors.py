"""The value of a line: what is typed or ticked, as the question that it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.segment_fields import Asks, kind_of
from clientcrm.domain.segments import Ask
from ui import words
from ui.clients.amounts import read_money, read_share, write_decimal, write_money
from ui.clients.days import whole
from ui.i18n import tr
from ui.segments.conditions import AGO, AHEAD, BETWEEN, DATES, HIGH, LOW, NO, SINCE, UNTIL, USUAL_DAYS, WITHIN, in_days
from ui.segments.fields import field_title
from ui.segments.picker import Picker, picker_for
from ui.segments.values import Lists, choices, value_word
from ui.widgets.fields import DateField, TextField
from ui.widgets.labels import Label
from ui.widgets.layout import row
from ui.words import PartialDay

_MOST_DAYS = 36_500


class Value(QWidget):
    """One kind of value; `edited` after each change, `ask` is None while it is not whole."""

    edited = Signal()
    below: QWidget | None = None  # what has no room beside the condition

    def ask(self) -> Ask | None:
        """The question with this value."""
        raise NotImplementedError


class NoValue(Value):
    """Yes and no need none."""

    def __init__(self, key: str, condition: str) -> None:
        super().__init__()
        self._ask = Ask(key, is_so=condition != NO)

    def ask(self) -> Ask | None:
        return self._ask


class PickedValue(Value):
    """Any of a list."""

    def __init__(self, key: str, lists: Lists, before: Ask | None) -> None:
        super().__init__()
        self._key = key
        self.picker = make_picker(key, lists, before)
        self.picker.edited.connect(self.edited)
        self.setLayout(row((self.picker, 1)))
        self.setFocusProxy(self.picker)

    def ask(self) -> Ask | None:
        values = self.picker.values()
        return Ask(self._key, values) if values else None


def make_picker(key: str, lists: Lists, before: Ask | None) -> Picker:
    """The field with the values of a question ticked."""
    chosen = [] if before is None else [(value, value_word(key, value, lists)) for value in before.any_of]
    return Picker(choices(key, lists), chosen, name=field_title(key), placeholder=picker_for(key))


class AmountValue(Value):
    """One or two numbers, in the unit of the field."""

    def __init__(self, key: str, condition: str, lists: Lists, before: Ask | None) -> None:
        super().__init__()
        self._key = key
        both = condition == BETWEEN
        title = field_title(key)
        self.low = _number(tr("{field}: from").format(field=title)) if condition == LOW or both else None
        self.high = _number(tr("{field}: to").format(field=title)) if condition == HIGH or both else None
        if before is not None:
            for field, value in ((self.low, before.low), (self.high, before.high)):
                if field is not None:
                    field.set_text(shown(key, value))
        fields = [field for field in (self.low, self.high) if field is not None]
        for field in fields:
            field.changed.connect(lambda _text: self.edited.emit())
            field.left.connect(self._complain)
        between = [Label("–", "body", "text3")] if both else []
        unit = [Label(unit_of(key, lists.currency), "body", "text2")]
        self.setLayout(row(*fields[:1], *between, *fields[1:], *unit, None, gap=8))
        self.setFocusProxy(fields[0])

    def ask(self) -> Ask | None:
        try:
            low, high = (None if field is None else typed(self._key, field.text()) for field in (self.low, self.high))
        except ValueError:
            return None
        wanted = [value for field, value in ((self.low, low), (self.high, high)) if field is not None]
        if None in wanted or (low is not None and high is not None and low > high):
            return None
        return Ask(self._key, low=low, high=high)

    def _complain(self) -> None:
        """Leaving a field says what is wrong with it."""
        found: list[float | None] = []
        for field in (self.low, self.high):
            try:
                found.append(None if field is None else typed(self._key, field.text()))
            except ValueError:
                found.append(None)
                if field is not None:
                    field.set_error(tr("Digits only"))
        low, high = found
        if self.high is not None and low is not None and high is not None and low > high:
            self.high.set_error(tr("Less than the first"))


def typed(key: str, text: str) -> int | float | None:
    """What was typed into a number of the field; None for nothing, ValueError for no number."""
    text = text.strip()
    if kind_of(key) is Asks.MONEY:
        return read_money(text)
    if key in ("discount", "visit_chance"):
        share = read_share(text)
        return share if share is None or key == "discount" else share / 10_000
    if text and not text.isdecimal():
        raise ValueError(text)
    return int(text) if text else None


def shown(key: str, value: float | None) -> str:
    """A number of the field as it stands in an input."""
    if value is None:
        return ""
    if kind_of(key) is Asks.MONEY:
        return write_money(int(value))
    if key in ("discount", "visit_chance"):
        return write_decimal(int(value) if key == "discount" else round(value * 10_000), 2)
    return str(int(value))


def unit_of(key: str, currency: str) -> str:
    """What stands behind a number."""
    if kind_of(key) is Asks.MONEY:
        return words.currency_sign(currency)
    if key in ("discount", "visit_chance"):
        return "%"
    return {
        "interval": tr("days", "a unit behind a number"),
        "purchases": tr("visits", "a unit behind a number"),
    }.get(key, "")


def _number(name: str, width: int = 96) -> TextField:
    return TextField(name=name, width=width)


class DaysValue(Value):
    """So many days back or ahead."""

    def __init__(self, key: str, condition: str, before: Ask | None) -> None:
        super().__init__()
        self._bare, self._condition = Ask(key), condition
        count = USUAL_DAYS[condition]
        if before is not None and (before.ago is not None or before.within is not None):
            count = before.ago if before.ago is not None else abs(before.within or 0)
        self.days = _number(tr("{field}: how many days").format(field=field_title(key)), 72)
        self.days.set_text(str(count))
        self.days.changed.connect(lambda _text: self.edited.emit())
        self.days.left.connect(self._complain)
        self.setLayout(row(self.days, Label(tr("days", "a unit behind a number"), "body", "text2"), None, gap=8))
        self.setFocusProxy(self.days)

    def count(self) -> int | None:
        """The number of days, None while it is none."""
        text = self.days.text()
        return int(text) if text.isdecimal() and int(text) <= _MOST_DAYS else None

    def ask(self) -> Ask | None:
        count = self.count()
        if count is None or (self._condition == AHEAD and not count):
            return None
        return in_days(self._bare, self._condition, count)

    def _complain(self) -> None:
        if self.ask() is None:
            self.days.set_error(tr("Digits only"))


class DatesValue(Value):
    """From a day, until a day, or both; of a birthday without the year."""

    def __init__(self, key: str, condition: str, before: Ask | None) -> None:
        super().__init__()
        self._key = key
        self._of_year = kind_of(key) is Asks.SEASON
        title = field_title(key)
        self.since = self._field(tr("{field}: from").format(field=title)) if condition in (SINCE, DATES) else None
        self.until = self._field(tr("{field}: to").format(field=title)) if condition in (UNTIL, DATES) else None
        if before is not None:
            for field, day in ((self.since, before.since), (self.until, before.until)):
                if field is not None and day is not None:
                    field.set_value(PartialDay(day.day, day.month, None if self._of_year else day.year))
        fields = [field for field in (self.since, self.until) if field is not None]
        between = [Label("–", "body", "text3")] if len(fields) > 1 else []
        self.setLayout(row(*fields[:1], *between, *fields[1:], None, gap=8))
        self.setFocusProxy(fields[0])

    def _field(self, name: str) -> DateField:
        field = DateField(name=name, without_year=self._of_year)
        field.setFixedWidth(field.sizeHint().width())
        field.changed.connect(lambda _text: self.edited.emit())
        return field

    def ask(self) -> Ask | None:
        days = [None if field is None else self._day(field) for field in (self.since, self.until)]
        wanted = [day for field, day in zip((self.since, self.until), days, strict=True) if field is not None]
        since, until = days
        if None in wanted or (not self._of_year and since is not None and until is not None and since > until):
            return None
        return Ask(self._key, since=since, until=until)

    def _day(self, field: DateField) -> date | None:
        found = field.value()
        if found is None or not self._of_year:
            return whole(found)
        return date(2000, found.month, found.day)  # a leap year, so that 29 February can be meant


def value_for(key: str, condition: str, lists: Lists, before: Ask | None) -> Value:
    """The editor of a field's value under a condition, filled from the question before."""
    kind = kind_of(key)
    if kind is Asks.FLAG:
        return NoValue(key, condition)
    if kind in (Asks.NUMBER, Asks.MONEY):
        return AmountValue(key, condition, lists, before)
    if condition in (AGO, WITHIN, AHEAD):
        return DaysValue(key, condition, before)
    if kind in (Asks.DAY, Asks.SEASON):
        return DatesValue(key, condition, before)
    if kind in (Asks.BOUGHT, Asks.DEALT):
        from ui.segments.event_value import EventValue

        return EventValue(key, lists, before)
    return PickedValue(key, lists, before)


def timed(ask: Ask, period: Ask | None) -> Ask:
    """A question with the time of another."""
    if period is None:
        return ask
    return replace(ask, since=period.since, until=period.until, within=period.within, ago=period.ago)
