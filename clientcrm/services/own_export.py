"""Knowing our own exported files again, by their hidden facts and by their headers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from clientcrm.domain.export_layout import CLIENT_COLUMNS, COMMENT_COLUMN, FACTS_SHEET, PURCHASE_COLUMNS
from clientcrm.domain.imports import LEAVE_OUT, FileChoice, ImportKind

FACTS = FACTS_SHEET
# So many of our own headers, the client's id among them, are no accident.
_ENOUGH = 8
_CLIENT_KEYS = {title: column for column in (*CLIENT_COLUMNS, COMMENT_COLUMN) for title in (column.ru, column.en)}
_PURCHASE_KEYS = {title: column for column in PURCHASE_COLUMNS for title in (column.ru, column.en)}
_ID_TITLES = {CLIENT_COLUMNS[0].ru, CLIENT_COLUMNS[0].en}


def facts_of(choice: FileChoice) -> dict[str, Any]:
    """What the hidden sheet of our own workbook says; nothing for anybody else's file."""
    if choice.path.suffix.lower() != ".xlsx":
        return {}
    from clientcrm.files.reader import SheetReader, SheetSource

    source = SheetSource(str(choice.path), password=choice.password or None)
    with SheetReader(source) as reader:
        outlines = {outline.name: outline for outline in reader.outlines()}
        facts = outlines.get(FACTS_SHEET)
        if facts is None or facts.visible:
            return {}
        rows = [cells for _, cells in facts.sample]
    found: dict[str, Any] = {}
    for cells in rows:
        if len(cells) >= 2:
            try:
                found[str(cells[0])] = json.loads(str(cells[1]))
            except ValueError:
                continue
    return found


def is_own(headers: Sequence[str]) -> bool:
    """Whether the headers are those of our own clients or purchases."""
    if not _ID_TITLES.intersection(headers):
        return False
    known = sum(header in _CLIENT_KEYS for header in headers)
    return max(known, sum(header in _PURCHASE_KEYS for header in headers)) >= _ENOUGH


def target_of(header: str, kind: ImportKind) -> str:
    """The target of one of our own headers; "" for an own field of the shop."""
    keys = _PURCHASE_KEYS if kind is ImportKind.PURCHASES else _CLIENT_KEYS
    column = keys.get(header)
    if column is None:
        comment = header.startswith((COMMENT_COLUMN.ru + " (", COMMENT_COLUMN.en + " ("))
        return "comment" if comment else ""
    return LEAVE_OUT if column.derived else column.key
