"""How cells of our own exports are read, whatever they hold."""

from __future__ import annotations

from typing import Any

from clientcrm.domain.export_layout import WORDS
from clientcrm.domain.values import money
from clientcrm.domain.values.text import clean_cell


def words_for(*keys: str) -> dict[str, str]:
    """What a word of an export means, in either language."""
    return {words[key]: key for words in WORDS.values() for key in keys}


def own_text(cell: Any) -> str:
    """Text as it stands; a number or a day that a person typed over it as any file would be read."""
    return cell if isinstance(cell, str) else clean_cell(cell)


def own_mark(cell: Any) -> money.DecimalMark | None:
    """Our CSV writes a comma, a cell of a workbook is a number."""
    return "," if isinstance(cell, str) and "," in cell else "." if isinstance(cell, str) else None
