"""Words of loads and files that several screens of this feature use."""

from __future__ import annotations

from pathlib import Path

from clientcrm.domain.imports import BatchRow, ImportKind, SheetChoice
from ui import words
from ui.i18n import tr

_HEADINGS = 6
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".psv", ".txt", ""})


def rows_text(count: int) -> str:
    """1 562 строки."""
    return tr("%n rows", "", count)


def columns_text(count: int) -> str:
    """9 столбцов."""
    return tr("%n columns", "", count)


def kind_text(kind: ImportKind) -> str:
    """What the rows of a file are."""
    return {
        ImportKind.AUTO: tr("not recognised"),
        ImportKind.CLIENTS: tr("clients"),
        ImportKind.PURCHASES: tr("purchases"),
    }[kind]


def sheet_note(sheet: SheetChoice) -> str:
    """1 562 строки · 9 столбцов · клиенты · скрытый."""
    parts = [rows_text(max(0, sheet.rows - bool(sheet.header_row))), columns_text(sheet.columns), kind_text(sheet.kind)]
    if not sheet.visible:
        parts.append(tr("hidden", "a sheet"))
    return " · ".join(parts)


def headings_text(sheet: SheetChoice) -> str:
    """Тип агента, Наименование, Почта…: what a sheet called "Лист4" may be known by; nothing without a header."""
    shown = [" ".join(heading.split()) for heading in sheet.headings[:_HEADINGS]]
    return ", ".join(shown) + ("…" if len(sheet.headings) > _HEADINGS else "")


def file_size(path: Path) -> str:
    """12 КБ; nothing for a file that is gone."""
    try:
        return words.size(path.stat().st_size)
    except OSError:
        return ""


def batch_title(batch: BatchRow) -> str:
    """The name in the list: the file, or what the mass change did."""
    return batch.file_name or _MASS.get(batch.action, _mass_change)()


def _mass_change() -> str:
    return tr("Change of many clients")


_MASS = {
    "client.tier_set": lambda: tr("Tier changed"),
    "client.tagged": lambda: tr("Tag added"),
    "client.house_set": lambda: tr("House client marked"),
    "client.untagged": lambda: tr("Tag removed"),
    "client.assigned": lambda: tr("Responsible changed"),
}


def batch_kind(batch: BatchRow) -> str:
    """Клиенты, покупки or a mass change."""
    if batch.kind == "purchases":
        return tr("Purchases", "a kind of load")
    return tr("Clients", "a kind of load") if batch.kind == "clients" else tr("Mass change")


def state_text(batch: BatchRow) -> str:
    """The state of a load in one word."""
    if batch.kind == "mass" and batch.state == "applied":
        return tr("Done", "a mass change")
    return {
        "reading": tr("Interrupted"),
        "ready": tr("Not written yet"),
        "applying": tr("Interrupted"),
        "applied": tr("Loaded", "a load"),
        "undone": tr("Taken back"),
        "cancelled": tr("Cancelled"),
        "failed": tr("Failed"),
    }.get(batch.state, batch.state)


def under_way_text() -> str:
    """The state of a load that is being read or written now."""
    return tr("Under way", "a load")


def state_kind(state: str) -> str:
    """Which kind of tag a state wears."""
    return {"applied": "ok", "reading": "warn", "ready": "warn", "applying": "warn", "failed": "bad"}.get(
        state, "neutral"
    )
