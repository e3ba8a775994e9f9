"""What will happen to a column, in a few words, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from clientcrm.domain.imports import LEAVE_OUT, TO_OWN_FIELD, ColumnPlan, ImportKind, ImportPlan
from ui import words
from ui.exchange.targets import NOT_CHOSEN, WITH_VALUES, Target
from ui.i18n import tr

COUNTED_ROWS = 5000  # filled cells are counted in the first rows only
COLOURS = -1  # the column number that stands for the fill colours of rows


class Outcome(NamedTuple):
    """The last cell of a mapping row: an icon, its tone, and what will happen."""

    icon: str
    tone: str
    text: str


def outcome(plan: ImportPlan, column: ColumnPlan, targets: Mapping[str, Target]) -> Outcome:
    """What happens to the values of this column."""
    if column.target == LEAVE_OUT:
        return Outcome("minus", "text3", tr("the column stays in the file"))
    if column.target == NOT_CHOSEN:
        return Outcome("circle-alert", "warn", doubt_text(column))
    if column.doubtful:
        return Outcome("circle-alert", "warn", doubt_text(column))
    lost = sum(value.count for value in plan.values if value.column == column.index and not value.meaning)
    if lost:
        return Outcome("circle-alert", "warn", tr("%n cells will not be loaded", "of a column", lost))
    target = targets.get(column.target)
    if column.target == TO_OWN_FIELD and why_unknown(column):
        return Outcome("circle-check", "ok", why_unknown(column))
    empty = max(0, plan.rows - column.filled) if plan.rows <= COUNTED_ROWS else 0
    if target is not None and target.note:
        return Outcome("circle-check", "ok", target.note)
    if empty and column.filled:
        return Outcome("circle-check", "ok", tr("%n empty", "cells of a column", empty))
    return Outcome("circle-check", "ok", tr("as it is"))


def doubt_text(column: ColumnPlan) -> str:
    """What a person has to look at."""
    if column.target in WITH_VALUES:
        return tr("check the values")
    if column.target == NOT_CHOSEN:
        return tr("choose a field, or leave it out")
    return {
        "lone": tr("the heading says too little"),
        "phrase": tr("the heading is only alike"),
        "similar": tr("the heading is only alike"),
        "values": tr("guessed by the values"),
        "numbered": tr("one more of these?"),
        "second": tr("one more of these?"),
    }.get(column.reason, tr("check whether this is right"))


def why_unknown(column: ColumnPlan) -> str:
    """Why the program did not give the column a field by itself."""
    return {
        "disagree": tr("the values do not fit the heading"),
        "taken": tr("another column has this field"),
        "empty": tr("the column is empty"),
    }.get(column.reason, "")


def is_open(column: ColumnPlan) -> bool:
    """Whether the column still waits for a click."""
    return column.doubtful


def summary(plan: ImportPlan) -> str:
    """Узнали 7 из 9 столбцов. Проверьте 2 отмеченных, остальное можно не трогать."""
    total = len(plan.columns)
    open_ones = sum(is_open(column) for column in plan.columns)
    if not open_ones:
        return tr("All %n columns are recognised.", "", total)
    recognised = tr("Recognised {known} of %n columns.", "", total).format(known=total - open_ones)
    look = tr("Check the %n marked ones, the rest needs nothing.", "columns", open_ones)
    return f"{recognised} {look}"


def left_out(plan: ImportPlan) -> str:
    """3 столбца не будут загружены; nothing when all come in."""
    count = sum(column.target == LEAVE_OUT for column in plan.columns)
    return tr("%n columns will not be loaded.", "", count) if count else ""


def template_changes(plan: ImportPlan) -> str:
    """What is other in this file than in those that the template was made for; nothing when it is the same."""
    told = []
    if plan.template_new:
        told.append(tr("New here: {columns}.").format(columns=", ".join(plan.template_new)))
    if plan.template_gone:
        told.append(tr("No longer here: {columns}.").format(columns=", ".join(plan.template_gone)))
    return " ".join(told)


def wizard_title(kind: ImportKind) -> str:
    """What is being loaded."""
    if kind is ImportKind.PURCHASES:
        return tr("Loading purchases from a file")
    return tr("Loading clients from a file")


def header_text(row: int) -> str:
    """заголовки в строке 1; без заголовков."""
    if row <= 0:
        return tr("no headings")
    return tr("headings in row {number}").format(number=words.number(row))


def why_not_text(key: str) -> str:
    """What is missing before the rows can be checked."""
    return {
        "no_client_columns": tr("Say which column holds the name, phone, e-mail or code: else nobody is recognised."),
        "no_rows": tr("There are no rows of data under the headings."),
        "no_date": tr("Say which column holds the date of the purchase."),
        "no_lines": tr("Say which column holds the sum, or the price and the quantity."),
    }.get(key, tr("Some columns are not settled yet."))
