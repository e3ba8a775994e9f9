"""What the keys do in a table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from ui.widgets.table import Table

Key = Qt.Key
Held = Qt.KeyboardModifier


# The key left of the right Shift, whatever the layout makes of it: set 1 on Windows, evdev + 8 elsewhere.
_SLASH_SCAN = 53 if sys.platform == "win32" else 61


def is_slash(event: QKeyEvent) -> bool:
    """The key that leads into the search of a page; in a Russian layout it writes a full stop."""
    plain = event.modifiers() in (Held.NoModifier, Held.KeypadModifier)
    return plain and (event.text() == "/" or event.nativeScanCode() == _SLASH_SCAN)


class TableKeys:
    """Arrows move, Space marks, Shift extends the marks, Enter opens, letters start a search."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._anchor = -1
        self._before = b""

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means; False when it means nothing here."""
        table, model = self._table, self._table.paged()
        if model is None:
            return False
        key, held = Key(event.key()), event.modifiers()
        target = self._target(key)
        if target is not None and not held & Held.AltModifier:
            if held & Held.ShiftModifier:
                self.mark_to(target)
            else:
                self._anchor = -1
            table.go_to(target)
            return True
        row = table.current_row()
        if held & Held.ControlModifier and key in (Key.Key_A, Key(0x424)):  # the physical A of a Russian layout is Ф
            table.mark_all()
            return True
        if row >= 0 and key in (Key.Key_Return, Key.Key_Enter) and not held & ~Held.KeypadModifier:
            table.opened.emit(model.id_at(row))
            return True
        if row >= 0 and key == Key.Key_Space:
            self.toggle(row)
            return True
        if key == Key.Key_Escape and model.marks.count():
            table.clear_marks()
            return True
        return self._type(event)

    def _type(self, event: QKeyEvent) -> bool:
        text = event.text()
        plain = not event.modifiers() & (Held.ControlModifier | Held.AltModifier | Held.MetaModifier)
        if plain and text and text.isprintable() and not text.isspace() and not is_slash(event):
            self._table.typed.emit(text)
            return True
        return False

    def _target(self, key: Qt.Key) -> int | None:
        table, model = self._table, self._table.paged()
        row = table.current_row()
        last = (model.rowCount() if model is not None else 0) - 1
        steps = {
            Key.Key_Up: row - 1,
            Key.Key_Down: row + 1,
            Key.Key_PageUp: row - table.rows_per_page(),
            Key.Key_PageDown: row + table.rows_per_page(),
            Key.Key_Home: 0,
            Key.Key_End: last,
        }
        return max(0, min(steps[key], last)) if key in steps and last >= 0 else None

    def toggle(self, row: int) -> None:
        """Mark one row, or no longer; a range begins here."""
        model = self._table.paged()
        if model is not None:
            model.marks.toggle(row)
            self._anchor, self._before = row, model.marks.copy_state()
            self._table.marks_moved()

    def mark_to(self, row: int) -> None:
        """Mark from where the range began to this row."""
        model = self._table.paged()
        if model is None:
            return
        if self._anchor < 0:
            self._anchor, self._before = max(0, self._table.current_row()), model.marks.copy_state()
        model.marks.restore(self._before)
        model.marks.set_range(self._anchor, row)
        self._table.marks_moved()
