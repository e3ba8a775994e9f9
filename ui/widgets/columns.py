"""What a table column shows: its kind, and how a value becomes words and colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, Generic, TypeVar, cast

from ui import words
from ui.i18n import tr
from ui.widgets.tiers import TierLook

Row = TypeVar("Row")


class Kind(Enum):
    """How cells of a column are painted."""

    CHECK = "check"
    NAME = "name"
    CHIP = "chip"
    TEXT = "text"
    STRONG = "strong"
    MASKED = "masked"
    NUMBER = "number"
    MONEY = "money"
    MONEY_STRONG = "money_strong"
    DATE = "date"
    MOMENT = "moment"
    BAR = "bar"
    PERCENT = "percent"
    TAGS = "tags"
    ICON = "icon"
    MARKED = "marked"


RIGHT_KINDS: Final = frozenset({Kind.NUMBER, Kind.MONEY, Kind.MONEY_STRONG, Kind.PERCENT})
DOWNWARD_KINDS: Final = RIGHT_KINDS | {Kind.DATE, Kind.MOMENT, Kind.BAR}
STRONG_KINDS: Final = frozenset({Kind.STRONG, Kind.MONEY_STRONG})


@dataclass(frozen=True, slots=True)
class Mark:
    """A small icon with a meaning that is spoken."""

    icon: str
    tone: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Name:
    """Avatar letters, the name, and marks after it."""

    text: str
    initials: str
    marks: tuple[Mark, ...] = ()
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class Masked:
    """A contact of which only the ends show; the eye is offered when it can be shown."""

    text: str
    can_show: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to say: a colour, weight, tooltip, or the word that stands where there is no value."""

    value: object
    tone: str = ""
    strong: bool = False
    tip: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading and the value under it. `priority` 0 never hides; the highest hides first when it gets narrow."""

    key: str
    title: str
    kind: Kind
    value: Callable[[Row], object]
    width: int = 120
    align: str = ""
    priority: int = 1
    stretch: int = 0
    sortable: bool = True
    tip: str = ""
    least: int = 0
    digits: int | None = 0

    @property
    def right(self) -> bool:
        """Text stands at the right edge."""
        return self.align == "right" or (not self.align and self.kind in RIGHT_KINDS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell ready to be painted and spoken."""

    text: str
    tone: str = "text"
    strong: bool = False
    tip: str = ""
    spoken: str = ""
    extra: Any = None


def shown(column: Column[Any], raw: object, currency: str) -> Shown:
    """The value of a cell in words; computed once per loaded row."""
    cell = raw if isinstance(raw, Cell) else Cell(raw)
    value = cell.value
    if value is None or value == "" or value == ():
        text = cell.empty or words.DASH
        return Shown(text, cell.tone or "text3", tip=cell.tip, spoken=cell.empty or tr("none", "nothing in a cell"))
    found = _WORDED[column.kind](column, value, currency)
    strong = cell.strong or column.kind in STRONG_KINDS
    tone, tip = cell.tone or found.tone, cell.tip or found.tip
    return Shown(found.text, tone, strong, tip, found.spoken or found.text, found.extra)


def _plain(_column: Column[Any], value: object, _currency: str) -> Shown:
    return Shown(str(value))


def _name(_column: Column[Any], value: object, _currency: str) -> Shown:
    if not isinstance(value, Name):
        return Shown(str(value), extra=Name(str(value), ""))
    spoken = ", ".join([value.text, *(mark.spoken for mark in value.marks)])
    return Shown(value.text, spoken=spoken, extra=value)


def _chip(_column: Column[Any], value: object, _currency: str) -> Shown:
    return Shown(cast(TierLook, value).label, extra=value)


def _masked(_column: Column[Any], value: object, _currency: str) -> Shown:
    masked = value if isinstance(value, Masked) else Masked(str(value))
    if not masked.can_show:
        return Shown(masked.text, "text3", extra=masked)
    digits = "".join(c for c in masked.text.rsplit("•", 1)[-1] if c.isdigit())
    spoken = tr("hidden, the last digits are {digits}").format(digits=digits) if digits else tr("hidden")
    return Shown(masked.text, "text2", spoken=spoken, extra=masked)


def _number(column: Column[Any], value: object, _currency: str) -> Shown:
    return Shown(words.number(value, column.digits) if isinstance(value, int | float) else str(value))


def _money(column: Column[Any], value: object, currency: str) -> Shown:
    return Shown(words.money(value, currency, column.digits) if isinstance(value, int) else str(value))


def _date(_column: Column[Any], value: object, _currency: str) -> Shown:
    if not isinstance(value, date):
        return Shown(str(value))
    day = value.date() if isinstance(value, datetime) else value
    return Shown(words.ago(day), tip=words.full_day(day))


def _moment(_column: Column[Any], value: object, _currency: str) -> Shown:
    if not isinstance(value, datetime):
        return Shown(str(value))
    return Shown(words.moment(value), tip=f"{words.full_day(value)}, {words.clock(value)}")


def _percent(_column: Column[Any], value: object, _currency: str) -> Shown:
    if not isinstance(value, int | float):
        return Shown(str(value), "text3")
    return Shown(words.percent(value), extra=float(value))


def _tags(_column: Column[Any], value: object, _currency: str) -> Shown:
    tags = (value,) if isinstance(value, str) else tuple(str(tag) for tag in cast(Sequence[object], value))
    return Shown(", ".join(tags), tip=", ".join(tags), extra=tags)


def _icon(_column: Column[Any], value: object, _currency: str) -> Shown:
    mark = cast(Mark, value)
    return Shown("", mark.tone, tip=mark.spoken, spoken=mark.spoken, extra=mark)


def _marked(_column: Column[Any], value: object, _currency: str) -> Shown:
    mark = cast(Mark, value)
    return Shown(mark.spoken, extra=mark)


_WORDED: Final[dict[Kind, Callable[[Column[Any], object, str], Shown]]] = {
    Kind.CHECK: _plain,
    Kind.NAME: _name,
    Kind.CHIP: _chip,
    Kind.TEXT: _plain,
    Kind.STRONG: _plain,
    Kind.MASKED: _masked,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.MONEY_STRONG: _money,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.BAR: _percent,
    Kind.PERCENT: _percent,
    Kind.TAGS: _tags,
    Kind.ICON: _icon,
    Kind.MARKED: _marked,
}
