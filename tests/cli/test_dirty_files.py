"""Ten lists as shops have them, each dirty in its own way: tried, brought in, and nothing of them lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typed


@dataclass(frozen=True)
class Dirty:
    """A file, the rows it has, the people it tells of with their phones, and what a row without a name is."""

    make: Callable[[Path], Path]
    rows: int
    people: dict[str, set[str]]
    failed: int = 0
    merged: int = 0


def text_file(name: str, text: str, encoding: str) -> Callable[[Path], Path]:
    """A text file in an encoding."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(text.encode(encoding))
        return path

    return make


def book(rows: list[list[Any]], merged: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> Any:
    """A workbook of one sheet, as people leave them."""

    def make(folder: Path) -> Path:
        from openpyxl import Workbook

        made = Workbook()
        sheet = made.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
        for cell, shown in (formats or {}).items():
            sheet[cell].number_format = shown
        made.save(folder / "list.xlsx")
        return folder / "list.xlsx"

    return make


KASSA = (
    "Покупатель;Моб. телефон;Эл. почта;Дата рожд.\r\n"
    "Ковальчук Светлана Андреевна;8 (916) 204-00-17;SVETA@MAIL.RU;14.05.1988\r\n"
    "Ёлкин Пётр;+7-903-000-11-22;;05.03\r\n"
)
TWO = {"Ковальчук Светлана Андреевна": {"+79162040017"}, "Ёлкин Пётр": {"+79030001122"}}
HTML = (
    "<html><head><meta charset='windows-1251'></head><body><table><tr><th>ФИО</th><th>Телефон</th></tr>"
    "<tr><td>Ковальчук Светлана Андреевна</td><td>8 916 204-00-17</td></tr>"
    "<tr><td>Ёлкин Пётр</td><td>89030001122</td></tr></table></body></html>"
)
FILES = {
    "windows-1251 with semicolons": Dirty(text_file("kassa.csv", KASSA, "cp1251"), 2, TWO),
    "DOS letters": Dirty(text_file("old.csv", KASSA, "cp866"), 2, TWO),
    "a heading of merged cells in two rows": Dirty(
        book(
            [
                ["Клиент", None, "Связь", None],
                ["Фамилия", "Имя", "Телефон", "E-mail"],
                ["Белова", "Ирина", "89161112233", "irina@ya.ru"],
                ["Ли", "Олег", "89161112244", None],
            ],
            ("A1:B1", "C1:D1"),
        ),
        2,
        {"Белова Ирина": {"+79161112233"}, "Ли Олег": {"+79161112244"}},
    ),
    "phones that Excel took for numbers": Dirty(
        book(
            [["ФИО", "Телефон"], ["Белова Ирина", 79161112233.0], ["Ли Олег", 9161112244]],
            formats={"B2": "0.0E+00", "B3": "0"},
        ),
        2,
        {"Белова Ирина": {"+79161112233"}, "Ли Олег": {"+79161112244"}},
    ),
    "a phone of which Excel left the first digits": Dirty(
        text_file("lossy.csv", "ФИО;Телефон\nБелова Ирина;7,9E+10\nЛи Олег;79161112244\n", "utf-8-sig"),
        2,
        {"Белова Ирина": {"7,9E+10"}, "Ли Олег": {"+79161112244"}},
    ),
    "two phones in a cell": Dirty(
        book(
            [
                ["ФИО", "Телефоны"],
                ["Белова Ирина", "8 916 111-22-33, 8 (495) 123-45-67 раб."],
                ["Ли Олег", "89161112244/89161112255"],
            ]
        ),
        2,
        {"Белова Ирина": {"+79161112233", "+74951234567"}, "Ли Олег": {"+79161112244", "+79161112255"}},
    ),
    "titles above, totals below, empty rows between": Dirty(
        book(
            [
                ["ООО «Чайный дом»"],
                ["Список покупателей на", date(2026, 1, 5)],
                [],
                ["№", "ФИО", "Тел."],
                [1, "Белова Ирина", "8 916 111 22 33"],
                [],
                [2, "Ли Олег", "8 916 111 22 44"],
                ["Итого:", 2],
            ]
        ),
        2,
        {"Белова Ирина": {"+79161112233"}, "Ли Олег": {"+79161112244"}},
    ),
    "the same person twice, somebody without a name": Dirty(
        text_file(
            "twice.csv",
            "ФИО\tТелефон\tГород\nБелова Ирина\t89161112233\t\nБЕЛОВА ИРИНА\t+7 916 111-22-33\tТула\n\t\tОмск\n",
            "utf-16",
        ),
        3,
        {"Белова Ирина": {"+79161112233"}},
        failed=1,
        merged=1,
    ),
    "dates, spaces that do not break, letters for digits": Dirty(
        book(
            [
                ["Имя клиента", "Телефон", "ДР"],
                ["\u00a0Белова\u00a0 Ирина ", "8(9I6)111-22-3З", datetime(1988, 5, 14)],
                ["Ли Олег", "’89161112244", "14 мая"],
            ]
        ),
        2,
        {"Белова Ирина": {"+79161112233"}, "Ли Олег": {"+79161112244"}},
    ),
    "a web page that calls itself a workbook": Dirty(text_file("report.xls", HTML, "cp1251"), 2, TWO),
}


def counted(values: dict[str, Any]) -> dict[str, int]:
    """The counts of an import."""
    return {name: values[name] for name in ("rows", "created", "updated", "skipped", "failed", "unchanged", "merged")}


@pytest.mark.proves("F13")
@pytest.mark.proves("N08")
@pytest.mark.parametrize("dirt", FILES)
def test_a_dirty_list_is_tried_brought_in_and_whole(typed: Typed, tmp_path: Path, dirt: str) -> None:
    file = FILES[dirt]
    path = file.make(tmp_path)
    tried = typed("import", path, "--dry-run").values
    assert typed("clients").values["total"] == 0
    done = typed("import", path).values
    assert counted(done) == counted(tried)
    assert done["rows"] == done["created"] + done["updated"] + done["skipped"] + done["failed"] == file.rows
    assert (done["created"], done["failed"], done["merged"]) == (len(file.people), file.failed, file.merged)
    assert all(problem["row"] and problem["message"] for problem in done["problems"])
    found = {}
    for row in typed("clients").values["clients"]:
        card = typed("show", row["id"]).values
        name = " ".join(card[part] for part in ("last_name", "first_name", "middle_name") if card[part])
        contacts = typed("reveal", row["id"]).values["contacts"]
        found[name] = {contact["value"] for contact in contacts if contact["kind"] == "phone"}
    assert found == file.people
    assert typed("undo", done["batch"]).values["deleted"] == len(file.people)


def test_there_are_ten_of_them() -> None:
    assert len(FILES) == 10
