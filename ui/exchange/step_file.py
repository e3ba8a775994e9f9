"""Step 1: which file, which sheet, and how to read it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import CrmError
from clientcrm.domain.imports import FileChoice, ImportOptions, ImportPlan, SheetChoice
from ui import file_dialogs
from ui.context import Context
from ui.errors import is_known, words_for
from ui.exchange.drop_area import DropArea, RecentFiles, remember
from ui.exchange.file_reading import FileUnlock, SheetPicker, TextReading, Turning
from ui.exchange.step import Foot, Step, readable_filters
from ui.exchange.wording import TEXT_ENDINGS, file_size, rows_text
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import FileStrip
from ui.widgets.layout import clear, column, holder, scrolled
from ui.widgets.message import MessageBar
from ui.widgets.states import SkeletonRows

P = TypeVar("P", bound=QWidget)
PASSWORD_NEEDED = "E106"
WRONG_PASSWORD = "E107"


class FileStep(Step):
    """Choose a file; the plan of the load is read in the background and ready when the person goes on."""

    planned = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._choice: FileChoice | None = None
        self._sheets: list[SheetChoice] = []
        self.plan: ImportPlan | None = None
        self.is_adjusted = (
            False  # the person is among the choices of how to read it: the next arrow finds the focus there
        )
        self._make()
        self._wire()
        self._show_nothing()

    # ------------------------------------------------------------ parts

    def _make(self) -> None:
        self.drop = DropArea()
        self.recent = RecentFiles(self._context.preferences)
        self.chosen = column()
        self.trouble = column()
        self.chosen_box, self.trouble_box = holder(self.chosen), holder(self.trouble)
        self.turning = Turning()
        self.waiting = SkeletonRows(4)
        self._parts = column(
            self.drop, self.chosen_box, self.trouble_box, self.waiting, self.turning, self.recent, None,
            gap=16, margins=(24, 4, 24, 16),
        )  # fmt: skip
        self.setLayout(column(scrolled(holder(self._parts))))

    def _wire(self) -> None:
        self.drop.dropped.connect(self.choose)
        self.drop.browse_asked.connect(self.browse)
        self.recent.chosen.connect(self.choose)
        self.turning.toggled.connect(self._turn)

    # ------------------------------------------------------------ parts made at first need

    @cached_property
    def unlock(self) -> FileUnlock:
        """The password of a closed workbook."""
        made = FileUnlock()
        made.tried.connect(self._try_password)
        return self._put(made, self._parts.indexOf(self.waiting))

    @cached_property
    def picker(self) -> SheetPicker:
        """Which sheet of several."""
        made = SheetPicker()
        made.chosen.connect(self._choose_sheet)
        made.all_toggled.connect(self._take_all)
        return self._put(made, self._parts.indexOf(self.waiting) + 1)

    @cached_property
    def reading(self) -> TextReading:
        """How a text file is read."""
        made = TextReading()
        made.changed.connect(self._read_as)
        return self._put(made, self._parts.indexOf(self.recent))

    def _put(self, made: P, place: int) -> P:
        made.hide()
        self._parts.insertWidget(place, made)
        return made

    def _is_made(self, name: str) -> bool:
        return name in vars(self)

    def start_focus(self) -> None:
        if not self.drop.isHidden():
            self.drop.browse.setFocus()

    def foot(self) -> Foot:
        why_not = "" if self.plan is not None else tr("Choose a file first.")
        note = tr("The file itself stays as it is.")
        if not self.waiting.isHidden():
            why_not = tr("The file is being read.")
            note = tr("The file is being read. A large one takes up to a minute.")
        return Foot(tr("Go on to columns"), why_not, note, back=False)

    # ------------------------------------------------------------ choosing

    def browse(self) -> None:
        """Open the file dialog."""
        start = self._choice.path.parent if self._choice else None
        file_dialogs.choose_file(self, tr("Choose a file to load"), readable_filters(), self.choose, start)

    def choose(self, path: Path) -> None:
        """Take this file and look into it."""
        self._show_nothing()
        self._choice, self.is_adjusted = FileChoice(path), False
        self._show_chosen("")
        self._look()

    def choice(self) -> FileChoice | None:
        """The file as it is read now."""
        return self._choice

    def take(self, plan: ImportPlan) -> None:
        """Go on with another sheet of this file; its plan is made already."""
        self._choice, self.plan = plan.choice, plan
        if len(self._sheets) > 1 or self._is_made("picker"):
            self.picker.set_sheets(self._sheets, plan.sheet)
        self._show_chosen(rows_text(plan.rows))
        self.foot_changed.emit()

    def reset(self) -> None:
        """Begin without a file."""
        self._show_nothing()

    def _show_nothing(self) -> None:
        self._choice, self.plan, self._sheets = None, None, []
        if self._is_made("picker"):
            self.picker.forget()
        clear(self.chosen)
        self.chosen_box.hide()
        self._calm()
        self.turning.hide()
        self.waiting.hide()
        for name in ("unlock", "picker", "reading"):
            if self._is_made(name):
                getattr(self, name).hide()
        self.drop.show()
        self.recent.refresh()
        self.foot_changed.emit()

    def _calm(self) -> None:
        clear(self.trouble)
        self.trouble_box.hide()

    def _show_chosen(self, note: str) -> None:
        choice = self._choice
        if choice is None:
            return
        clear(self.chosen)
        other = Button(tr("Another file"), "folder-open", "ghost", "sm")
        other.clicked.connect(self.browse)
        size = file_size(choice.path)
        self.chosen.addWidget(
            FileStrip("file-spreadsheet", choice.path.name, " · ".join(filter(None, (note, size))), other)
        )
        self.chosen_box.show()
        self.drop.hide()
        self.recent.hide()

    # ------------------------------------------------------------ reading

    def _look(self) -> None:
        choice = self._choice
        if choice is None:
            return
        self._calm()
        self.waiting.show()
        self.foot_changed.emit()
        importing = self._context.desk.importing
        self._context.background.run(
            self, lambda _job: importing.sheets(choice), then=self._sheets_arrived, failed=self._refused, key="read"
        )

    def _sheets_arrived(self, sheets: list[SheetChoice]) -> None:
        choice = self._choice
        if choice is None:
            return
        if self._is_made("unlock"):
            self.unlock.hide()
        self._sheets = sheets
        best = next((sheet for sheet in sheets if sheet.best), sheets[0] if sheets else None)
        if best is not None and choice.sheet not in {sheet.name for sheet in sheets}:
            self._choice = replace(choice, sheet=best.name)
        if len(sheets) > 1 or self._is_made("picker"):
            self.picker.set_sheets(sheets, self._choice.sheet if self._choice else "")
        self._read_plan()

    def _choose_sheet(self, name: str) -> None:
        if self._choice is not None:
            self._choice, self.is_adjusted = replace(self._choice, sheet=name), True
            self._read_plan()

    def _take_all(self, _on: bool) -> None:
        self.is_adjusted = True
        self._read_plan()

    def _read_plan(self) -> None:
        choice = self._choice
        if choice is None:
            return
        self.plan = None
        self.foot_changed.emit()
        options = ImportOptions(
            region=self._context.shop.region,
            all_like_sheets=self._is_made("picker") and self.picker.wants_all(),
        )
        importing = self._context.desk.importing
        self._context.background.run(
            self,
            lambda _job: importing.plan(choice, options),
            then=self._plan_arrived,
            failed=self._refused,
            key="read",
        )

    def _plan_arrived(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.waiting.hide()
        self._calm()
        remember(self._context.preferences, plan.choice.path)
        self._show_chosen(rows_text(plan.rows))
        self.turning.set_plan(plan)
        if plan.choice.path.suffix.lower() in TEXT_ENDINGS:
            self.reading.set_plan(plan)
        self.foot_changed.emit()
        self.planned.emit(plan)

    def _read_as(self, encoding: str, delimiter: str, quote: str) -> None:
        if self._choice is not None:
            self._choice = replace(self._choice, encoding=encoding, delimiter=delimiter, quote=quote)
            self.is_adjusted = True
            self._look()

    def _turn(self, on: bool) -> None:
        if self._choice is not None:
            self._choice, self.is_adjusted = replace(self._choice, turned=on), True
            self._look()

    # ------------------------------------------------------------ what can go wrong

    def _try_password(self, password: str) -> None:
        if self._choice is not None:
            self._choice = replace(self._choice, password=password)
            self._look()

    def _refused(self, error: BaseException) -> None:
        self.waiting.hide()
        code = error.code if isinstance(error, CrmError) else ""
        if not is_known(error):
            self._context.show_error(self, error)
        elif code == PASSWORD_NEEDED:
            self.unlock.ask()
        elif code == WRONG_PASSWORD and self.unlock.refuse():
            pass
        elif code == WRONG_PASSWORD:
            self._say(
                tr("The password did not fit three times."),
                tr("Ask whoever sent the file for the password, or choose another file."),
            )
        else:
            words = words_for(error)
            self._say(words.what, words.to_do)
        self.foot_changed.emit()

    def _say(self, what: str, to_do: str) -> None:
        self._calm()
        bar = MessageBar("bad", what, to_do, action=tr("Another file"), closable=False)
        bar.acted.connect(self.browse)
        self.trouble.addWidget(bar)
        bar.button.setFocus()
        self.trouble_box.show()
