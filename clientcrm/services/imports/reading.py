"""What the rows of a column tell about how it is to be read: found once, kept with the plan, no word of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from clientcrm.domain.imports import ColumnReading, ImportPlan
from clientcrm.domain.values.dates import DateOrder, date_order_of
from clientcrm.domain.values.ids import has_six_digit_postcodes
from clientcrm.domain.values.money import DecimalMark, decimal_mark_of, is_fraction_column

_DATES = frozenset({"birthday", "first_purchase", "last_purchase", "created_at", "next_contact", "date"})
_MONEY = frozenset({"total_spent", "bonus", "unit_price", "line_total", "receipt_total", "discount", "quantity"})
_UNCLEAR = "W253"
_TOLD = _DATES | _MONEY | {"postcode"}


# Where 03/04 is the fourth of March; everywhere else it is the third of April.
_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "VI", "AS", "MP", "MH", "FM", "PW"})


@dataclass(frozen=True, slots=True)
class Readings:
    """The same by column, as the readers of rows take it; what a person chose goes before what the rows tell."""

    orders: dict[int, DateOrder | None]
    decimals: dict[int, DecimalMark]
    fractions: frozenset[int]
    postcodes: frozenset[int]


def wanting(plan: ImportPlan) -> bool:
    """Whether a column got a target of which its rows have not been asked."""
    asked = {(reading.index, reading.target) for reading in plan.reading}
    return any((column.index, column.target) not in asked for column in plan.columns if column.target in _TOLD)


def readings_of(plan: ImportPlan, columns: Sequence[Sequence[Any]]) -> tuple[ColumnReading, ...]:
    """What the values of each column tell about its target."""
    found = []
    for column in plan.columns:
        values, target = columns[column.index], column.target
        if target in _DATES:
            found.append(ColumnReading(column.index, target, order=date_order_of(values) or ""))
        elif target in _MONEY:
            fractions = target == "discount" and is_fraction_column(values)
            found.append(
                ColumnReading(column.index, target, decimal=decimal_mark_of(values) or "", fractions=fractions)
            )
        elif target == "postcode":
            found.append(ColumnReading(column.index, target, six_digits=has_six_digit_postcodes(values)))
    return tuple(found)


def readings(plan: ImportPlan) -> Readings:
    """How the columns of a plan are read."""
    targets = {column.index: column.target for column in plan.columns}
    known = [reading for reading in plan.reading if targets.get(reading.index) == reading.target]
    orders: dict[int, DateOrder | None] = {}
    decimals: dict[int, DecimalMark] = {}
    for reading in known:
        if reading.target in _DATES:
            order = plan.options.date_order or reading.order or _usual_order(plan.options.region)
            orders[reading.index] = cast(DateOrder, order) if order else None
        mark = plan.options.decimal or reading.decimal
        if reading.target in _MONEY and mark in (".", ","):
            decimals[reading.index] = cast(DecimalMark, mark)
    return Readings(
        orders,
        decimals,
        frozenset(reading.index for reading in known if reading.fractions),
        frozenset(reading.index for reading in known if reading.six_digits),
    )


def asked_about_decimals(plan: ImportPlan) -> ImportPlan:
    """The plan with a warning where sums stand as 1,234 alone, and nobody has said what the mark is."""
    unclear = any(reading.decimal == "unclear" and reading.target != "quantity" for reading in plan.reading)
    warnings = tuple(code for code in plan.warnings if code != _UNCLEAR)
    return replace(plan, warnings=(*warnings, _UNCLEAR) if unclear and not plan.options.decimal else warnings)


def _usual_order(region: str) -> str:
    """How a date is meant that no other date of its column explains."""
    return "mdy" if region in _MONTH_FIRST else ""
