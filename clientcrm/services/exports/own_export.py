"""Knowing our own exported files again by their headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from clientcrm.domain.export_layout import (
    CLIENT_COLUMNS,
    COMMENT_COLUMN,
    FACTS_SHEET,
    PURCHASE_COLUMNS,
    field_name,
    plain_title,
)
from clientcrm.domain.imports import LEAVE_OUT, TO_OWN_FIELD, ImportKind, ImportPlan
from clientcrm.domain.intake.block_reader import BlockReader
from clientcrm.domain.intake.client_block import ClientBlock
from clientcrm.domain.intake.client_reader import ClientReader, ReadingRules
from clientcrm.domain.intake.purchase_reader import PurchaseReader
from clientcrm.services.exports.purchase_reading import OwnPurchaseReader
from clientcrm.services.exports.reading import OwnClientReader

FACTS = FACTS_SHEET
# So many of our own headers, the client's id among them, are no accident.
_ENOUGH = 8
# Lists for people do not hold the id. Other programs have twenty columns called City and INN as well, but not these.
_SURELY_CLIENTS, _SURELY_PURCHASES = 20, 12
_ONLY_OURS = ("full_name", "phone"), ("line_no", "receipt_total")
_CLIENT_KEYS = {title: column for column in (*CLIENT_COLUMNS, COMMENT_COLUMN) for title in (column.ru, column.en)}
_PURCHASE_KEYS = {title: column for column in PURCHASE_COLUMNS for title in (column.ru, column.en)}
_KEPT_TITLES = {
    title
    for column in (*CLIENT_COLUMNS, *PURCHASE_COLUMNS)
    if column.key in ("crm_state", "crm_receipt")
    for title in (column.ru, column.en)
}
_ID_TITLES = {CLIENT_COLUMNS[0].ru, CLIENT_COLUMNS[0].en}


def is_own(headers: Sequence[str]) -> bool:
    """Whether the headers are those of our own clients or purchases, for people or for the program."""
    clients, purchases = _known(headers)
    if _ID_TITLES.intersection(headers):
        return max(clients, purchases) >= _ENOUGH
    surely = (clients >= _SURELY_CLIENTS, purchases >= _SURELY_PURCHASES)
    return any(enough and _has_titles(headers, keys) for enough, keys in zip(surely, _ONLY_OURS, strict=True))


def _has_titles(headers: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether the columns of these keys are there, all in one language."""
    columns = [column for column in (*CLIENT_COLUMNS, *PURCHASE_COLUMNS) if column.key in keys]
    return any({column.title(language) for column in columns} <= set(headers) for language in ("ru", "en"))


def kind_of(headers: Sequence[str]) -> ImportKind:
    """What the rows of an own export are."""
    clients, purchases = _known(headers)
    return ImportKind.PURCHASES if purchases > clients else ImportKind.CLIENTS


def _known(headers: Sequence[str]) -> tuple[int, int]:
    return sum(header in _CLIENT_KEYS for header in headers), sum(header in _PURCHASE_KEYS for header in headers)


def is_full_copy(headers: Sequence[str]) -> bool:
    """Whether the headers are those of a full copy, whose every cell is to be taken at its word."""
    return is_own(headers) and not _KEPT_TITLES.isdisjoint(headers)


def field_names(plan: ImportPlan) -> dict[int, str]:
    """The own field that each column stands for, by the column's place."""
    name = field_name if plan.options.exact else str
    return {column.index: name(column.header) for column in plan.columns}


def new_fields(plan: ImportPlan) -> list[str]:
    """Own fields that a full copy brings with it, in their order, filled or not."""
    if not plan.options.exact:
        return []
    return list(dict.fromkeys(field_name(c.header) for c in plan.columns if c.target == TO_OWN_FIELD))


def target_of(header: str, kind: ImportKind) -> str:
    """The target of one of our own headers; "" for an own field of the shop."""
    keys = _PURCHASE_KEYS if kind is ImportKind.PURCHASES else _CLIENT_KEYS
    column = keys.get(plain_title(header))
    if column is None:
        return ""
    return LEAVE_OUT if column.derived else column.key


def client_reader(plan: ImportPlan, rules: ReadingRules) -> ClientReader | OwnClientReader:
    """Who reads the rows of a list of clients: our own copy is taken at its word."""
    return OwnClientReader(plan.columns, rules) if plan.options.exact else ClientReader(plan.columns, rules)


def client_blocks(plan: ImportPlan, rules: ReadingRules) -> Callable[[Sequence[Sequence[Any]]], ClientBlock]:
    """The same for many rows at once."""
    if not plan.options.exact:
        return BlockReader(plan.columns, rules).read
    own = OwnClientReader(plan.columns, rules)
    return lambda rows: ClientBlock.of(list(map(own.read, rows)))


def purchase_reader(plan: ImportPlan, rules: ReadingRules) -> PurchaseReader | OwnPurchaseReader:
    """Who reads the rows of a list of purchases."""
    return OwnPurchaseReader(plan.columns, rules) if plan.options.exact else PurchaseReader(plan.columns, rules)
