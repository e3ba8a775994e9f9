"""The file that is being brought in: its sheets are looked at once, however many questions follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.exports import ExportPlan
from clientcrm.domain.imports import FileChoice
from clientcrm.files import sheets
from clientcrm.files.reader import SheetReader
from clientcrm.files.tables import FileKind
from clientcrm.services.imports import book
from tests.services.imported import applied, workbook

PEOPLE = [["Код", "ФИО", "Телефон"], ["К-1", "Орлова Анна", "8 916 204-00-01"]]
MORE = [*PEOPLE, ["К-2", "Синицын Пётр", "8 916 204-00-02"]]


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions for the sheets of a file, as they are asked of reading processes."""
    asked: list[str] = []

    def counting(ask: Callable[..., Any]) -> Callable[..., Any]:
        def counted(reader: SheetReader) -> Any:
            asked.append(Path(reader.source.path).name)
            return ask(reader)

        return counted

    monkeypatch.setattr(SheetReader, "outlines", counting(SheetReader.outlines))
    return asked


def test_a_full_copy_is_looked_at_once(desk: Desk, looks: list[str], tmp_path: Path) -> None:
    applied(desk, desk.importing.plan(FileChoice(workbook(tmp_path / "people.xlsx", {"Клиенты": PEOPLE}))))
    copy = desk.exporting.run(ExportPlan(tmp_path / "copy.xlsx")).path
    looks.clear()
    plan = desk.importing.plan(FileChoice(copy))
    applied(desk, plan)
    assert desk.importing.shelf._book is not None
    assert desk.importing.shelf._book._reader.pid is None  # nothing of the file's rows waits in a process
    desk.importing.following(plan)
    assert looks == ["copy.xlsx"]
    desk.importing.shelf.close()
    assert desk.importing.shelf._book is None


def test_where_a_file_may_not_be_held_open_its_sheets_are_looked_at_once_too(
    desk: Desk, looks: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "_HELD_OPEN", False)
    file = workbook(tmp_path / "people.xlsx", {"Клиенты": PEOPLE})
    assert [sheet.rows for sheet in desk.importing.sheets(FileChoice(file))] == [2]
    assert desk.importing.shelf._book is not None
    assert desk.importing.shelf._book._reader.pid is None
    plan = desk.importing.plan(FileChoice(file))
    assert applied(desk, plan).counts.created == 1
    assert looks == ["people.xlsx"]
    workbook(file, {"Клиенты": MORE})
    assert [sheet.rows for sheet in desk.importing.sheets(FileChoice(file))] == [3]
    assert looks == ["people.xlsx"] * 2


class Counting:
    """A workbook that counts how often a sheet of it is read."""

    def __init__(self, native: Any) -> None:
        self._native = native
        self.read: list[str] = []

    def get_sheet_by_name(self, name: str) -> Any:
        """The sheet, read from the file."""
        self.read.append(name)
        return self._native.get_sheet_by_name(name)


def test_a_sheet_too_large_to_keep_beside_others_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_KEPT_CELLS", 6)
    file = workbook(tmp_path / "both.xlsx", {"мало": PEOPLE, "много": MORE, "ещё": MORE})
    with file.open("rb") as opened:
        found = sheets.SheetBook(opened, str(file), FileKind.XLSX)
        native = found._book = Counting(found._book)  # type: ignore[assignment]
        assert [outline.rows for outline in found.outlines()] == [2, 3, 3]
        for name in ("ещё", "мало", "ещё"):
            assert len(list(found.grid(name).rows)) == len(PEOPLE if name == "мало" else MORE)
        assert native.read == ["мало", "много", "ещё"]
        assert len(list(found.grid("много").rows)) == len(MORE)
        assert native.read == ["мало", "много", "ещё", "много"]
