"""Tables on their side: names of fields in the first column, a client in each other one, or cards one below the other
(EXCEL.md 5.4, H10).
"""

from __future__ import annotations

from collections.abc import Sequence

from clientcrm.domain.mapping.headers import normal_header
from clientcrm.domain.mapping.scoring import known_targets
from clientcrm.domain.values.text import clean_cell

_FIELD_WORDS = frozenset({"поле", "параметр", "показатель", "реквизит", "name", "field", "key", "property"})
_VALUE_WORDS = frozenset({"значение", "value"})
_LABELS = 3

Row = Sequence[object]


def looks_turned(rows: Sequence[Sequence[str]], header: Sequence[str]) -> bool:
    """Labels in the first column that name three targets, or a table headed «Поле» and «Значение».

    rows: the filled ones as texts; header: the likeliest header row, which a turned table has not.
    """
    start = min((_first_filled(row) for row in rows), default=0)
    width = max((max(place for place, text in enumerate(row) if text) + 1 for row in rows), default=0) - start
    if len(rows) < _LABELS or width < 2:
        return False
    if width == 2 and _is_field_and_value(rows[0][start:]):
        return True
    labels = [known_targets(_label(row, start)) for row in rows]
    targets = frozenset().union(*labels)
    if len(targets) < _LABELS or sum(map(bool, labels)) * 2 < len(labels):
        return False
    return width == 2 or len(frozenset().union(*map(known_targets, header))) < len(targets)


def turned(rows: Sequence[Row]) -> tuple[list[str], list[list[object]]]:
    """The labels, each field once, and a row of cells for each client.

    A first label that comes again begins the next card; one that stands twice in a card is two fields.
    """
    filled = [row for row in rows if any(cell not in (None, "") for cell in row)]
    start = min((_first_filled(row) for row in filled), default=0)
    table = [(_label(row, start), list(row[start + 1 :])) for row in filled]
    if table and _is_field_and_value([table[0][0], *map(_text, table[0][1])]):
        table = table[1:]
    first = next((label for label, cells in table if label and any(map(_text, cells))), "")
    blocks: list[list[tuple[str, list[object]]]] = []
    for label, cells in table:
        if not blocks or (label == first and any(known == first for known, _ in blocks[-1])):
            blocks.append([])
        blocks[-1].append((label, cells))
    fields: dict[tuple[str, int], int] = {}
    cards: list[dict[int, object]] = []
    for block in blocks:
        width = max(len(cells) for _, cells in block)
        found: list[dict[int, object]] = [{} for _ in range(width)]
        seen: dict[str, int] = {}
        for label, cells in block:
            seen[label] = seen.get(label, 0) + 1
            place = fields.setdefault((label, seen[label]), len(fields))
            for card, cell in zip(found, cells, strict=False):
                if cell not in (None, ""):
                    card[place] = cell
        cards += filter(None, found)
    names = [label for label, _ in fields]
    return names, [[card.get(place, "") for place in range(len(names))] for card in cards]


def _is_field_and_value(row: Sequence[str]) -> bool:
    words = [normal_header(text) for text in row[:2]]
    return len(words) == 2 and words[0] in _FIELD_WORDS and words[1] in _VALUE_WORDS


def _first_filled(row: Row) -> int:
    return next(place for place, cell in enumerate(row) if cell not in (None, ""))


def _label(row: Row, start: int) -> str:
    return _text(row[start]).rstrip(":").strip() if start < len(row) else ""


def _text(cell: object) -> str:
    return clean_cell(cell, collapse=True, keep_placeholders=True)
