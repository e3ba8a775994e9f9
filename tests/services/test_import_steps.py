"""The steps of an import from outside: stopped, gone on with, corrected without its file, looked at when it is over."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.errors import Invalid
from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, FileChoice, ImportCheck, ImportKind, RowAction
from tests.services.imported import brought, checked, csv_file, drafts, planned, points, said, workbook
from tests.story.canonical import canonical

HEAD = ["Код", "ФИО", "Телефон", "Статус", "Комментарий"]
ROWS = [
    HEAD,
    ["К-1", "Орлова Анна Петровна", "8 916 204-00-01", "Золото", "секретный чай"],
    ["К-2", "Синицын Пётр Иванович", "8 916 204-00-02", "", ""],
    ["К-3", "Орлова Анна Петровна", "8 916 204-00-01", "", ""],
    ["", "", "", "", "никто"],
    ["", "Воробьёв Олег Ильич", "89", "", ""],
]
VISITS = [
    ["Дата", "Код клиента", "Товар", "Сумма"],
    ["01.03.2026", "К-1", "Пуэр", "500"],
    ["02.03.2026", "неизвестный Кукушкин", "Улун", "700"],
]


class Stop(Exception):
    """Somebody pressed Cancel."""


class Stopper:
    """Progress that is stopped at the given call."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int) -> None:
        """Count, and stop."""
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Stop


def many(path: Path, count: int) -> Path:
    """A list long enough for several portions; the last rows have a tier of their own."""
    rows = [
        [f"К-{n}", f"Клиентова Анна{n}", f"8916{n:07d}", "Хранитель" if n >= count - 5 else "VIP", ""]
        for n in range(count)
    ]
    return csv_file(path, [HEAD, *rows])


def test_a_stopped_check_goes_on_where_it_was(desk: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    plan = planned(desk, many(tmp_path / "list.csv", 6_200))
    with pytest.raises(Stop):
        desk.importing.check(plan, Stopper(0))
    assert canonical(desk) == before
    (left,) = desk.importing.unfinished()
    assert (left.state, 0 < left.rows_done < 6_200) == ("reading", True)
    check = desk.importing.resume(left.id)
    assert isinstance(check, ImportCheck)
    assert (check.batch, said(check.counts)) == (left.id, {"created": 6_200})
    assert desk.importing.unfinished()[0].state == "ready"
    again = desk.importing.resume(left.id)
    assert (again.batch, again.counts) == (left.id, check.counts)
    desk.importing.cancel(left.id)
    assert desk.importing.unfinished() == []
    assert canonical(desk) == before


def test_a_stopped_apply_leaves_nothing_and_can_be_applied_again(desk: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    check = checked(desk, planned(desk, many(tmp_path / "list.csv", 2_100)))
    with pytest.raises(Stop):
        desk.importing.apply(check.batch, Stopper(1))
    assert canonical(desk) == before
    assert said(desk.importing.apply(check.batch).counts) == {"created": 2_100}


def test_values_are_counted_to_the_last_row(desk: Desk, tmp_path: Path) -> None:
    plan = planned(desk, many(tmp_path / "list.csv", 6_200))
    assert [(value.value, value.count) for value in plan.values] == [("VIP", 6_195), ("Хранитель", 5)]


def test_a_cell_is_corrected_when_the_file_is_gone(desk: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list.csv", ROWS)
    check = checked(desk, planned(desk, path))
    assert check.counts.failed == 1
    path.unlink()
    row = desk.importing.correct(check.batch, 5, 1, "Сорокина Вера")
    assert (row.client, row.action) == ("Сорокина Вера", RowAction.CREATE)
    row = desk.importing.correct(check.batch, 6, 2, "8 916 204-00-09")
    assert [problem.code for problem in row.problems] == []
    assert said(desk.importing.apply(check.batch).counts) == {"created": 4, "skipped": 1, "merged": 1}
    found = drafts(desk)
    assert found["Сорокина Вера"]["note"] == "никто"
    assert found["Воробьёв Олег Ильич"]["contacts"][0][2] == "+79162040009"


def test_what_is_left_of_an_applied_import_can_be_looked_at(desk: Desk, tmp_path: Path) -> None:
    check = checked(desk, planned(desk, csv_file(tmp_path / "list.csv", ROWS)))
    desk.importing.apply(check.batch)
    assert desk.importing.matches(check.batch) == []
    rows = {row.row: row for row in desk.importing.staged(check.batch)}
    # Only what something was noticed about is kept, with its cells; of the double also the name.
    assert {number: row.action.value for number, row in rows.items()} == {
        2: "create",
        4: "merge",
        5: "fail",
        6: "create",
    }
    assert rows[4].client == "Орлова Анна Петровна"
    assert rows[5].cells == tuple(ROWS[4])
    assert desk.importing.report(check.batch, tmp_path / "report.xlsx").exists()


def test_decisions_stand_in_plain_without_a_word_of_the_file(desk: Desk, tmp_path: Path) -> None:
    brought(desk, csv_file(tmp_path / "list.csv", ROWS))
    clients = checked(desk, planned(desk, csv_file(tmp_path / "again.csv", ROWS)))
    visits = checked(desk, planned(desk, csv_file(tmp_path / "visits.csv", VISITS), kind=ImportKind.PURCHASES))
    assert (visits.counts.failed, visits.counts.receipts) == (1, 1)
    assert [(p.code, p.value) for p in visits.problems] == [("E304", "неизвестный Кукушкин")]
    with desk._storage.inspection() as connection:
        found = [json.loads(row[0]) for row in connection.execute("select decided_json from batch_chunk")]
        blobs = list(connection.execute("select sealed, cells, noted from batch_chunk"))
    # Marks are keyed digests: among their digits any three may stand.
    marks = [mark for decided in found for mark in decided.pop("mark", {}).values()]
    assert all(re.fullmatch("[0-9a-f]{32}", mark) for mark in marks)
    texts = [json.dumps(decided, ensure_ascii=False) for decided in found]
    assert len(texts) >= 3
    words = {word for row in (*ROWS[1:], *VISITS[1:]) for cell in row for word in cell.split() if len(word) > 2}
    assert not [word for word in words if any(word in text for text in texts)]
    assert not [word for word in words for row in blobs for blob in row if blob and word.encode() in blob]
    desk.importing.cancel(clients.batch)
    desk.importing.apply(visits.batch)
    (left,) = desk.importing.staged(visits.batch)
    assert [problem.value for problem in left.problems] == ["неизвестный Кукушкин"]


def test_a_file_that_changed_since_the_plan_is_read_anew(desk: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list.csv", ROWS)
    plan = planned(desk, path)
    csv_file(path, [HEAD, ["К-9", "Дятлов Игорь Львович", "", "", ""]])
    assert said(checked(desk, plan).counts) == {"created": 1}
    other = desk.importing.plan(FileChoice(path))
    assert (other.rows, replace(other, rows=0).columns[1].samples) == (1, ("Дятлов Игорь Львович",))


def test_a_turned_table_is_told_before_anything_is_read(desk: Desk, tmp_path: Path) -> None:
    turned = [["ФИО", "Орлова Анна"], ["Телефон", "8 916 204-00-01"], ["Город", "Тула"], ["E-mail", "anna@mail.ru"]]
    assert "W205" in planned(desk, csv_file(tmp_path / "turned.csv", turned)).warnings
    assert "W205" not in planned(desk, csv_file(tmp_path / "list.csv", ROWS)).warnings


CARDS = {
    "a client in each column": [
        ["ФИО", "Орлова Анна", "Зуев Илья"], ["Телефон", "8 916 204-00-01", "8 916 204-00-02"],
        ["Город", "Тула", ""], ["Уровень", "VIP", "vip"], ["Любимый чай", "", "пуэр"],
    ],
    "a card below the other": [
        ["ФИО:", "Орлова Анна"], ["Телефон:", "8 916 204-00-01"], ["Город:", "Тула"], ["Уровень:", "VIP"], ["", ""],
        ["ФИО:", "Зуев Илья"], ["Телефон:", "8 916 204-00-02"], ["Уровень:", "vip"], ["Любимый чай:", "пуэр"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("rows", CARDS.values(), ids=CARDS)
def test_a_turned_table_comes_in_laid_down(desk: Desk, tmp_path: Path, rows: list[list[str]], ending: str) -> None:
    path = tmp_path / f"turned.{ending}"
    csv_file(path, rows) if ending == "csv" else workbook(path, {"Карточки": rows})
    assert "W205" in planned(desk, path).warnings
    choice = FileChoice(path, turned=True)
    (sheet,) = desk.importing.sheets(choice)
    assert (sheet.rows, sheet.columns, sheet.header_row) == (2, 5, 0)
    plan = desk.importing.plan(choice)
    assert "W205" not in plan.warnings
    check = checked(desk, plan)
    assert [row.row for row in desk.importing.staged(check.batch)] == [1, 2]
    result = desk.importing.apply(check.batch)
    assert said(result.counts) == {"created": 2}
    anna, ilya = (drafts(desk)[name] for name in ("Орлова Анна", "Зуев Илья"))
    assert points(anna, "phone") == [("+79162040001", "", "", "ok")]
    assert (anna["city"], anna["tier_id"], ilya["tier_id"]) == ("Тула", "VIP", "VIP")
    assert ilya["own"] == {"Любимый чай": "пуэр"}


def test_of_several_sheets_the_one_that_stands_on_its_side_is_turned(desk: Desk, tmp_path: Path) -> None:
    side = CARDS["a client in each column"]
    path = workbook(tmp_path / "both.xlsx", {"Список": ROWS, "Карточки": side})
    plan = desk.importing.plan(FileChoice(path, turned=True))
    assert (plan.sheet, plan.rows) == ("Карточки", 2)
    assert desk.importing.plan(FileChoice(path, sheet="Список", turned=True)).rows == len(ROWS) - 1


@pytest.mark.parametrize(("encoding", "runs"), [("utf-8", True), ("utf-16", False), ("utf-16-be", False)])
def test_an_encoding_in_which_letters_are_lost_is_told_whatever_comes_of_the_columns(
    desk: Desk, tmp_path: Path, encoding: str, runs: bool
) -> None:
    """Read two bytes by two, a whole file is one long line of foreign letters: "no columns" alone says nothing."""
    path = csv_file(tmp_path / "list.csv", ROWS, "cp1251")
    assert planned(desk, path).warnings == ()
    plan = desk.importing.plan(FileChoice(path, encoding=encoding))
    assert ("W122" in plan.warnings, plan.can_run) == (True, runs)
    if not runs:
        with pytest.raises(Invalid) as refused:
            desk.importing.check(plan)
        assert refused.value.fields == {"encoding": "letters_lost"}


def test_single_quotes_are_offered_and_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    """Inside them the delimiter is a part of the text, and another mark is even more frequent."""
    path = tmp_path / "quotes.csv"
    path.write_text(
        "'ФИО','Телефон','Адрес'\n'Орлова Анна','8 916 204-00-01','Тула; Мира, 5; кв. 7'\n"
        "'О''Нил Шон','8 916 204-00-02','Уфа; Мира, 6; кв. 8'\n",
        encoding="utf-8",
    )
    assert "W124" in planned(desk, path).warnings
    plan = desk.importing.plan(FileChoice(path, quote="'"))
    assert "W124" not in plan.warnings
    assert [column.header for column in plan.columns] == ["ФИО", "Телефон", "Адрес"]
    desk.importing.apply(checked(desk, plan).batch)
    assert {name: draft["address"] for name, draft in drafts(desk).items()} == {
        "Орлова Анна": "Тула; Мира, 5; кв. 7",
        "О'Нил Шон": "Уфа; Мира, 6; кв. 8",
    }


def test_what_a_card_says_beside_a_client_comes_in_when_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Орлова Анна",
        "TEL:+79162040001",
        "NICKNAME:Аня",
        "X-CHAT:anna",
        "END:VCARD",
    )
    path.write_bytes("\r\n".join(lines).encode())
    plan = planned(desk, path)
    assert (plan.columns[-1].header, plan.columns[-1].target) == ("other_properties", LEAVE_OUT)
    brought(desk, path, {"other_properties": TO_NOTE})
    assert drafts(desk)["Орлова Анна"]["note"] == "other_properties: NICKNAME: Аня\nX-CHAT: anna"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_headings_far_below_are_found_where_a_person_says(desk: Desk, tmp_path: Path, ending: str) -> None:
    """Below the table that ends at row 121 stands another one, of clients."""
    goods = [["Товар", "Остаток"], *([f"Чай {n}", str(n)] for n in range(120)), ["", ""], ["", ""]]
    rows = [*goods, ["ФИО", "Телефон", "Город"], ["Орлова Анна", "8 916 204-00-01", "Тула"], ["Зуев Илья", "", "Уфа"]]
    path = tmp_path / f"two.{ending}"
    csv_file(path, rows) if ending == "csv" else workbook(path, {"Лист": rows})
    plan = desk.importing.plan(FileChoice(path), header_row=124)
    assert [(column.header, column.target) for column in plan.columns] == [
        ("ФИО", "full_name"),
        ("Телефон", "phone"),
        ("Город", "city"),
    ]
    check = checked(desk, plan)
    assert [row.row for row in desk.importing.staged(check.batch)] == [125, 126]
    desk.importing.apply(check.batch)
    assert set(drafts(desk)) == {"Орлова Анна", "Зуев Илья"}
