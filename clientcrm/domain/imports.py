"""An import from the choice of a file to its undoing: what is asked, what is shown, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from clientcrm.domain.house import HouseHint


class ImportKind(StrEnum):
    """What the rows of a file are."""

    AUTO = "auto"
    CLIENTS = "clients"
    PURCHASES = "purchases"


class OnDuplicate(StrEnum):
    """What happens to a row whose client is in the base already."""

    FILL = "fill"
    UPDATE = "update"
    SKIP = "skip"
    ADD = "add"


class UnknownClients(StrEnum):
    """What happens to a purchase whose client is not in the base."""

    REPORT = "report"
    CREATE = "create"


class RowAction(StrEnum):
    """What is made of one row."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    MERGE = "merge"
    SKIP = "skip"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class FileChoice:
    """Which file, and how to read it; None and "" let the program decide."""

    path: Path
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    password: str = ""
    quote: str = ""
    # Names of fields stand in the first column and a client in each other one: the sheets are turned to be read.
    turned: bool = False


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet of a file, for the sheet picker; header_row counts from 1, 0 when there is none."""

    name: str
    rows: int
    columns: int
    header_row: int
    kind: ImportKind
    best: bool
    visible: bool = True
    alike: int = 0  # other visible sheets with the same headings
    headings: tuple[str, ...] = ()


# Targets that are no field of a client: the column goes to an own field, or stays in the file.
TO_OWN_FIELD = "own_field"
TO_NOTE = "note_append"
LEAVE_OUT = "leave_out"
# Where a value of a plan is no cell but the fill colour of rows.
COLOUR_COLUMN = -1


class MadeColumn(StrEnum):
    """A column that no sheet has: the program adds it beside those of the file."""

    NONE = ""
    SHEET = "sheet"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column of the file: its header, letter, first values, target, and how sure the program is (0-1)."""

    index: int
    letter: str
    header: str
    samples: tuple[str, ...]
    target: str
    score: float
    doubtful: bool
    reason: str = ""
    filled: int = 0
    made: MadeColumn = MadeColumn.NONE


@dataclass(frozen=True, slots=True)
class ValuePlan:
    """One distinct value of a tier, sex or colour column and what it is to mean ("" leaves it out)."""

    column: int
    value: str
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Choices for the whole file."""

    kind: ImportKind = ImportKind.AUTO
    portfolio: int | None = None
    on_duplicate: OnDuplicate = OnDuplicate.FILL
    unknown_clients: UnknownClients = UnknownClients.REPORT
    date_order: str = ""
    decimal: str = ""
    region: str = "RU"
    source: str = ""
    empty_clears: bool = False
    title_case: bool = False
    fix_encoding: bool = False
    all_like_sheets: bool = False
    fill_down: tuple[int, ...] = ()
    per_column: dict[int, OnDuplicate] = field(default_factory=dict)
    # The file is our own full copy: each mapped cell says what the field is to be, an emptied one too.
    exact: bool = False


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What the rows of a column tell about reading it as its target: order of dates, decimal mark, parts of a whole
    for percents, postcodes of six digits."""

    index: int
    target: str
    order: str = ""
    decimal: str = ""
    fractions: bool = False
    six_digits: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The file, the sheet, the header and what every column is to become: what the Columns step edits."""

    choice: FileChoice
    sheet: str
    kind: ImportKind
    header_row: int
    rows: int
    columns: tuple[ColumnPlan, ...]
    values: tuple[ValuePlan, ...]
    options: ImportOptions
    template: str = ""
    warnings: tuple[str, ...] = ()
    can_run: bool = True
    why_not: str = ""
    reading: tuple[ColumnReading, ...] = ()
    # Headings of this file that the template does not know, and of the template that are not here.
    template_new: tuple[str, ...] = ()
    template_gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing about one cell: `row` counts in the file from 1, `code` is that of EXCEL.md 5.7."""

    row: int
    column: str
    code: str
    value: str = ""
    proposal: str = ""

    @property
    def is_error(self) -> bool:
        """Errors keep the row out; everything else only says what was seen."""
        return self.code.startswith("E")


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """rows = created + updated + skipped + failed, always; unchanged and merged are parts of skipped."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    unchanged: int = 0
    merged: int = 0
    warnings: int = 0
    receipts: int = 0


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row in the Check step: the cells as the file gave them, what will happen, and what was noticed."""

    row: int
    cells: tuple[str, ...]
    action: RowAction
    client: str
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class MatchPair:
    """A row and the client in the base who may be the same: shown side by side in the Matches step."""

    row: int
    client_id: int
    key: str
    certain: bool
    fields: tuple[tuple[str, str, str], ...]
    action: RowAction


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """The dry run: nothing but staging was written."""

    batch: int
    plan: ImportPlan
    counts: ImportCounts
    codes: dict[str, int]
    problems: tuple[RowProblem, ...]
    matches: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did."""

    batch: int
    counts: ImportCounts
    codes: dict[str, int]
    problems: tuple[RowProblem, ...]
    seconds: float
    houses: tuple[HouseHint, ...] = ()  # who may be nobody in particular, after a load of purchases
    no_sales: bool = False  # after a load of clients: nobody is known to have bought anything, so sales are to come


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking a batch back would do, before it does."""

    batch: int
    delete: int
    restore: int
    keep: int


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """A record that was changed after the batch, and so is kept."""

    client_id: int
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back, and what was kept because somebody changed it since."""

    batch: int
    deleted: int
    restored: int
    conflicts: tuple[UndoConflict, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import or mass change in the list of them.

    open: whether the person may look at its rows, continue, cancel or repeat it; taking back is another right.
    """

    id: int
    kind: str
    action: str
    file_name: str
    state: str
    created_at: datetime
    author: str
    counts: ImportCounts
    rows_done: int = 0
    rows_total: int = 0
    open: bool = True


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """Kept decisions about files with the same headers."""

    id: int
    name: str
    columns: int
    used_at: datetime
