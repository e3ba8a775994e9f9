"""Choices for the whole load: what happens to clients who are there already, dates, decimals, portfolio, source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import ImportKind, ImportOptions, ImportPlan, OnDuplicate, UnknownClients
from ui import theme
from ui.context import Context
from ui.exchange.column_rules import ColumnRules
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.choice import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.fields import Field, NumberField, TextField
from ui.widgets.layout import Flow, HLine, column, holder, row
from ui.widgets.option import Option

_FIELD_WIDTH = 300


class ImportRules(QWidget):
    """A drawer under the mapping table; closed it is one button."""

    changed = Signal(object)
    header_row_chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._options = ImportOptions()
        self._showing = False
        self.toggle = Button(tr("Rules of the load"), "chevron-down", "ghost")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._open)
        self.drawer = Box("surface", "line", 12, (18, 16, 18, 16), 16)
        self.drawer.hide()
        self._fields: dict[str, Field] = {}
        self._plan: ImportPlan | None = None
        self._built = False
        self.setLayout(column(row(self.toggle, None), self.drawer, gap=8))

    # ------------------------------------------------------------ parts

    def build(self) -> Iterator[None]:
        """Fill the drawer step by step, while the table above it is looked at already."""
        yield from self._make()
        self._wire()
        yield
        yield from self._assemble()
        self._built = True
        if self._plan is not None:
            self.show_plan(self._plan)

    def _make(self) -> Iterator[None]:
        self.kind = _combo(_kinds(), tr("What the rows are"))
        self.header_row = NumberField(tr("Headings in row"), minimum=0, maximum=999, name=tr("Headings in row"))
        self.on_duplicate = _combo(_duplicates(), tr("If the client is in the base already"))
        self.unknown = _combo(_unknown(), tr("If the client of a purchase is not in the base"))
        yield
        self.portfolio = _combo(
            [Option(str(number), name) for number, name in self._context.desk.portfolios], tr("Portfolio")
        )
        self.date_order = _combo(_date_orders(), tr("Order of the date"))
        self.decimal = _combo(_decimals(), tr("Decimal mark"))
        yield
        self.source = TextField(tr("Name of the source"), optional=True, placeholder=tr("1C, till"))
        self.source.setToolTip(tr("Codes of clients from different programs are told apart by it."))
        self.clears = CheckBox(tr("Empty cells clear the field in the base"))
        self.title_case = CheckBox(tr("NAMES IN CAPITALS: write as Names"))
        self.repair = CheckBox(tr("Repair garbled letters"))
        self.columns = ColumnRules()

    def _wire(self) -> None:
        self.kind.chosen.connect(lambda key: self._set(kind=ImportKind(key)))
        self.on_duplicate.chosen.connect(lambda key: self._set(on_duplicate=OnDuplicate(key)))
        self.unknown.chosen.connect(lambda key: self._set(unknown_clients=UnknownClients(key)))
        self.portfolio.chosen.connect(lambda key: self._set(portfolio=int(key)))
        self.date_order.chosen.connect(lambda key: self._set(date_order="" if key == "auto" else key))
        self.decimal.chosen.connect(lambda key: self._set(decimal="" if key == "auto" else key))
        self.source.left.connect(lambda: self._set(source=self.source.text().strip()))
        self.clears.toggled.connect(lambda on: self._set(empty_clears=on))
        self.title_case.toggled.connect(lambda on: self._set(title_case=on))
        self.repair.toggled.connect(lambda on: self._set(fix_encoding=on))
        self.header_row.left.connect(self._header_row)
        self.columns.changed.connect(self.changed)

    def _assemble(self) -> Iterator[None]:
        flow = Flow(gap=20, line_gap=14)
        self.drawer.add(holder(flow))
        for key, control, title in (
            ("kind", self.kind, tr("What the rows are")),
            ("header_row", self.header_row, ""),
            ("on_duplicate", self.on_duplicate, tr("If the client is in the base already")),
            ("unknown", self.unknown, tr("If the client of a purchase is not in the base")),
            ("portfolio", self.portfolio, tr("Portfolio")),
            ("date_order", self.date_order, tr("Order of the date")),
            ("decimal", self.decimal, tr("Decimal mark")),
            ("source", self.source, ""),
        ):
            field = control if isinstance(control, Field) else Field(control, title)
            field.setFixedWidth(theme.px(_FIELD_WIDTH))
            flow.addWidget(field)
            self._fields[key] = field
            yield
        checks = column(self.clears, self.title_case, self.repair, gap=10)
        self.drawer.add(checks, HLine(), self.columns)

    # ------------------------------------------------------------ showing and changing

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the choices in force."""
        self._plan = plan
        if not self._built:
            return
        self._showing = True
        self._options = options = plan.options
        self.kind.choose(plan.kind.value)
        self.header_row.set_value(plan.header_row)
        self.on_duplicate.choose(options.on_duplicate.value)
        self.unknown.choose(options.unknown_clients.value)
        portfolios = self._context.desk.portfolios
        self.portfolio.choose(str(options.portfolio or (portfolios[0][0] if portfolios else "")))
        self.date_order.choose(options.date_order or "auto")
        self.decimal.choose(options.decimal or "auto")
        self.source.set_text(options.source)
        for box, on in (
            (self.clears, options.empty_clears),
            (self.title_case, options.title_case),
            (self.repair, options.fix_encoding),
        ):
            box.setChecked(on)
        purchases = plan.kind is ImportKind.PURCHASES
        self._fields["unknown"].setVisible(purchases)
        self._fields["on_duplicate"].setVisible(not purchases)
        self._fields["portfolio"].setVisible(len(portfolios) > 1)
        self.title_case.setVisible(not purchases)
        self.clears.setVisible(not purchases)
        self.columns.show_plan(plan)
        self._showing = False

    def _open(self, on: bool) -> None:
        self.drawer.setVisible(on)
        self.toggle.set_icon("chevron-up" if on else "chevron-down")

    def _set(self, **changes: object) -> None:
        if self._showing:
            return
        changed = replace(self._options, **changes)  # type: ignore[arg-type]
        if changed != self._options:
            self._options = changed
            self.changed.emit(changed)

    def _header_row(self) -> None:
        number = self.header_row.value()
        if number is not None:
            self.header_row_chosen.emit(number)


def _combo(options: list[Option], name: str) -> Combo:
    return Combo(options, name=name, width=_FIELD_WIDTH)


def _kinds() -> list[Option]:
    return [Option("clients", tr("Clients", "rows of a file")), Option("purchases", tr("Purchases", "rows of a file"))]


def _duplicates() -> list[Option]:
    return [
        Option("fill", tr("Fill in what is empty there")),
        Option("update", tr("Take the values from the file")),
        Option("skip", tr("Leave as it is")),
        Option("add", tr("Make another card")),
    ]


def _unknown() -> list[Option]:
    return [
        Option("report", tr("Leave the row out and report it")),
        Option("create", tr("Create the client")),
    ]


def _date_orders() -> list[Option]:
    return [
        Option("auto", tr("Recognise", "let the program decide")),
        Option("dmy", tr("day, month, year")),
        Option("mdy", tr("month, day, year")),
        Option("ymd", tr("year, month, day")),
    ]


def _decimals() -> list[Option]:
    return [
        Option("auto", tr("Recognise", "let the program decide")),
        Option(",", tr("comma: 1 234,56")),
        Option(".", tr("point: 1,234.56")),
    ]
