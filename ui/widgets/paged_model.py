"""A table model of any length: ids first, rows by page from the background."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.background import Background
from ui.i18n import tr
from ui.widgets.columns import Column, Kind, Shown, shown
from ui.widgets.marks import Marks

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

# A screen of 1440 x 900 shows 25 rows, a tall one 60: more would be read for nobody.
PAGE: Final = 60
# Each is twenty objects, and the collector of cycles goes through all of them in one turn of the window.
ROWS_KEPT: Final = 1_200
AT_ONCE: Final = 2


class _Loaded(Generic[Row]):
    """A row that has come, and its cells once they were needed; no row means that it is gone."""

    __slots__ = ("cells", "dim", "row")

    def __init__(self, row: Row | None) -> None:
        self.row = row
        self.cells: list[Shown] | None = None
        self.dim = False


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Holds every id, but only the rows near the eye; never reads a row in the GUI thread."""

    loaded = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[Sequence[int]], Sequence[Row]],
        background: Background,
        parent: QObject,
        *,
        key: Callable[[Row], int] | None = None,
        dim: Callable[[Row], bool] | None = None,
        currency: str = "RUB",
    ) -> None:
        super().__init__(parent)
        self.columns: list[Column[Row]] = [Column("", "", Kind.CHECK, lambda _row: None, 44, sortable=False), *columns]
        self.marks = Marks()
        self._load, self._background = load, background
        self._key: Callable[[Row], int] = key or attrgetter("id")
        self._dim, self._currency = dim, currency
        self._ids: Sequence[int] = ()
        self._rows: dict[int, _Loaded[Row]] = {}
        self._fresh: set[int] = set()
        self._under_way: set[int] = set()
        self._wanted: list[int] = []
        self._seen = (0, -1)
        self._edition = 0

    # ------------------------------------------------------------ the list

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these rows in this order; rows that were read before show at once and are read anew."""
        self.beginResetModel()
        self._ids = ids
        self.marks.renew(ids)
        self._forget_pages()
        self.endResetModel()

    def reload(self, ids: Collection[int] | None = None) -> None:
        """The same rows again, freshly read; the old ones stay until the new ones come."""
        if ids is not None and not any(one in self._rows for one in ids):
            return
        self._forget_pages()
        self.want(*self._seen)

    def forget(self) -> None:
        """Show nothing and keep nothing of what was read."""
        self.show_ids(())
        self._rows.clear()

    def _forget_pages(self) -> None:
        self._edition += 1
        self._fresh.clear()
        self._under_way.clear()
        self._wanted.clear()

    def ids(self) -> Sequence[int]:
        """Every id, in order."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id behind a row."""
        return self._ids[row]

    def row_of(self, wanted: int) -> int:
        """Where an id stands, or -1."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def row_at(self, row: int) -> Row | None:
        """The row, or None while it is loading or when it has vanished."""
        found = self._rows.get(self._ids[row])
        return found.row if found is not None else None

    def cells(self, row: int) -> list[Shown] | None:
        """The cells of a row in words; None while it is loading, empty when it has vanished."""
        found = self._rows.get(self._ids[row])
        if found is None:
            return None
        if found.cells is None:
            one = found.row
            if one is None:
                found.cells = []
            else:
                found.cells = [shown(column, column.value(one), self._currency) for column in self.columns]
                found.dim = self._dim is not None and self._dim(one)
        return found.cells

    def is_dim(self, row: int) -> bool:
        """The row is of the past and shown greyer."""
        found = self._rows.get(self._ids[row])
        return found is not None and found.dim

    # ------------------------------------------------------------ pages

    def want(self, first: int, last: int) -> None:
        """These rows are seen: read their pages, then those around them; forget what was wanted before."""
        self._seen = (first, last)
        if last < first or not self._ids:
            return
        top, bottom = first // PAGE, min(last, len(self._ids) - 1) // PAGE
        near = [*range(top, bottom + 1), bottom + 1, top - 1]
        highest = (len(self._ids) - 1) // PAGE
        self._wanted = [n for n in near if 0 <= n <= highest and n not in self._fresh]
        self._pump()

    def _pump(self) -> None:
        while self._wanted and len(self._under_way) < AT_ONCE:
            page = self._wanted.pop(0)
            if page not in self._under_way and page not in self._fresh:
                self._start(page)

    def _start(self, page: int) -> None:
        self._under_way.add(page)
        edition = self._edition
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        self._background.run(
            self,
            lambda _job: self._load(ids),
            then=lambda rows: self._take(edition, page, ids, rows),
            failed=lambda error: self._lose(edition, page, error),
        )

    def _take(self, edition: int, page: int, ids: Sequence[int], rows: Sequence[Row]) -> None:
        if edition != self._edition:
            self._pump()
            return
        self._under_way.discard(page)
        self._fresh.add(page)
        came = {self._key(row): row for row in rows}
        if len(self._rows) + len(ids) > ROWS_KEPT:
            self._trim(page)
        for one in ids:
            self._rows[one] = _Loaded(came.get(one))
        first, last = page * PAGE, page * PAGE + len(ids) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.loaded.emit(first, last)
        self._pump()

    def _lose(self, edition: int, page: int, error: BaseException) -> None:
        if edition == self._edition:
            self._under_way.discard(page)
            self.failed.emit(error)

    def _trim(self, page: int) -> None:
        """Keep only what is near the eye."""
        first, last = self._seen
        near = {page, *range(first // PAGE - 2, last // PAGE + 3)}
        self._fresh &= near
        kept: dict[int, _Loaded[Row]] = {}
        for number in self._fresh:
            for one in self._ids[number * PAGE : (number + 1) * PAGE]:
                if one in self._rows:
                    kept[one] = self._rows[one]
        self._rows = kept

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        row, number = index.row(), index.column()
        spoken = role == Role.AccessibleTextRole
        if number == 0:
            marked = tr("marked") if row in self.marks else tr("not marked")
            return marked if spoken else None
        cells = self.cells(row)
        if cells is None:
            return tr("loading") if spoken else None
        if not cells:
            return None
        cell = cells[number]
        if spoken:
            return f"{self.columns[number].title}: {cell.spoken}"
        return cell.text if role == Role.DisplayRole else cell.tip or None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return column.title or (tr("Mark all") if role == Role.AccessibleTextRole else None)
        return (column.tip or None) if role == Role.ToolTipRole else None
