"""The buttons at the right of the filters: density of rows, columns, export, trash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.clients.columns import AT_FIRST
from ui.context import Context
from ui.i18n import tr
from ui.widgets.button import Button, IconButton
from ui.widgets.popover import Choice, ColumnChooser, Menu, Popover
from ui.widgets.table import Column, Table

COLUMNS_KEY = "clients.columns"
WIDTHS_KEY = "clients.widths"


class TableTools(QObject):
    """Keeps the table as this person likes it on this computer."""

    def __init__(self, context: Context, table: Table, columns: list[Column[Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._table, self._columns = context, table, columns
        self.density = IconButton("rows-3", tr("Height of rows"))
        self.density.clicked.connect(self._choose_density)
        self.columns = Button(tr("Columns"), "columns-3", "ghost")
        self.columns.clicked.connect(self.choose_columns)
        self._popover: Popover | None = None
        preferences = context.preferences
        table.set_density(preferences.density)
        preferences.density_changed.connect(table.set_density)
        table.set_shown(self._kept())
        table.set_widths(preferences.get(WIDTHS_KEY, {}))
        table.columns_changed.connect(self._keep)

    def _kept(self) -> list[str]:
        known = {column.key for column in self._columns}
        kept = [key for key in self._context.preferences.get(COLUMNS_KEY, list(AT_FIRST)) if key in known]
        return kept if "name" in kept else ["name", *kept]

    def _keep(self) -> None:
        self._context.preferences.set(COLUMNS_KEY, list(self._table.shown()))
        self._context.preferences.set(WIDTHS_KEY, self._table.widths())

    # ------------------------------------------------------------ density

    def _choose_density(self) -> None:
        menu = Menu(self.density)
        for height, title in (
            (32, tr("Compact rows")),
            (40, tr("Usual rows")),
            (48, tr("Roomy rows")),
        ):
            menu.item(title, checked=self._context.preferences.density == height, on=self._density(height))
        menu.popup(self.density.mapToGlobal(self.density.rect().bottomLeft()))

    def _density(self, height: int) -> Callable[[], None]:
        def choose() -> None:
            self._context.preferences.density = height

        return choose

    # ------------------------------------------------------------ columns

    def choose_columns(self) -> None:
        """Open the list of columns."""
        chooser = ColumnChooser(self._choices())
        chooser.changed.connect(self._set_columns)
        chooser.reset_asked.connect(self._reset)
        self._popover = Popover(self.columns)
        self._popover.set_body(chooser)
        self._popover.open_under(self.columns, align="right")

    def _choices(self) -> list[Choice]:
        shown = list(self._table.shown())
        titles = {column.key: column.title for column in self._columns}
        hidden = [column.key for column in self._columns if column.key not in shown]
        return [Choice(key, titles[key], key in shown, fixed=key == "name") for key in [*shown, *hidden]]

    def _set_columns(self, keys: list[str]) -> None:
        self._table.set_shown(keys)
        self._keep()

    def _reset(self) -> None:
        known = {column.key for column in self._columns}
        self._context.preferences.set(WIDTHS_KEY, {})
        self._table.set_widths({})
        self._set_columns([key for key in AT_FIRST if key in known])
        if self._popover is not None:
            self._popover.dismiss()
            self.choose_columns()
