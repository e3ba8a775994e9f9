"""What we write opens in other programs, says exactly what it was given, and never runs."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientcrm.files import errors, xlsx_writer
from clientcrm.files.layout import (
    CellValue,
    Column,
    Kind,
    Marked,
    Sheet,
    Tint,
    Tints,
    split_text,
    text_length,
)
from clientcrm.files.reader import SheetSource, open_rows
from clientcrm.files.sheets import SheetBook
from clientcrm.files.tables import FileKind, Value
from clientcrm.files.xlsx_writer import write_workbook
from tests.files.conftest import Seen

Look = Callable[..., Seen]
COLUMNS = (
    Column("ID", width=38, hidden=True),
    Column("ФИО", width=32),
    Column("Родился", Kind.DATE, 12),
    Column("Изменён", Kind.DATETIME, 18),
    Column("Ступень", choices=("VIP", "Золото", "Своя лучшая")),
    Column("Скидка %", Kind.PERCENT, 9),
    Column("Сумма", Kind.MONEY, 14),
    Column("Визитов", Kind.INT, 9),
    Column("Средний чек", Kind.NUMBER, derived=True),
    Column("Комментарий", wrap=True, width=60),
)
ROW: tuple[CellValue, ...] = (
    "0d1f", "Иванов Пётр", dt.date(1980, 2, 29), dt.datetime(2024, 5, 6, 7, 8, 9), "VIP", 7.5, 123_456, 12,
    Decimal("10288.00"), "хороший",
)  # fmt: skip
TINTS = Tints(4, 1, 9, (Tint("VIP", "E4DFEC", "3F3151"), Tint('Своя "лучшая"', "FFE699", "7F6000")))


def clients(rows: Sequence[Sequence[CellValue]] = (ROW,), **more: object) -> Sheet:
    return Sheet("Клиенты", COLUMNS, iter(rows), TINTS, frozen=2, **more)  # type: ignore[arg-type]


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def texts(path: Path, rows: Sequence[str]) -> list[Value]:
    """These texts written and read again."""
    write_workbook(str(path), [Sheet("Лист", (Column("Текст"), Column("№", Kind.INT)), [(text, 1) for text in rows])])
    book = SheetBook(io.BytesIO(path.read_bytes()), str(path), FileKind.XLSX)
    return [row[0] for _, row in book.grid(None).rows][1:]


def test_every_kind_comes_back(seen: Look, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert write_workbook(str(path), [clients()]) == [1]
    found = seen(path)
    assert found.rows[0] == tuple(column.title for column in COLUMNS)
    assert found.rows[1] == (
        "0d1f", "Иванов Пётр", dt.date(1980, 2, 29), dt.datetime(2024, 5, 6, 7, 8, 9), "VIP", 7.5, 1234.56, 12.0,
        10288.0, "хороший",
    )  # fmt: skip


def test_openpyxl_sees_the_layout(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "out.xlsx"
    sheets = [
        clients([ROW] * 5),
        Sheet("Справка", (Column("Слово"), Column("Смысл")), [("Ступень", "x")], header=False),
        Sheet("_crm", (Column("key"), Column("value")), [("version", "1")], hidden=True, filtered=False),
    ]
    assert write_workbook(str(path), sheets) == [5, 1, 1]
    book = load_workbook(path)
    assert book.sheetnames == ["Клиенты", "Справка", "_crm"]
    sheet = book["Клиенты"]
    assert (sheet.max_row, sheet.max_column) == (6, 10)
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:J6"
    assert parts(path)["xl/workbook.xml"].count(">Клиенты!$A$1:$J$6<") == 2  # filter and print
    assert sheet.column_dimensions["A"].hidden
    assert sheet.column_dimensions["B"].width == pytest.approx(32.7, abs=1)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A1"].font.b
    assert sheet["A1"].fill.fgColor.rgb == "FF1F4E78"
    assert sheet["I1"].fill.fgColor.rgb == "FF595959"
    assert sheet["B2"].number_format == "@"
    assert sheet["B2"].quotePrefix
    assert sheet["C2"].number_format == "dd.mm.yyyy"
    assert sheet["G2"].number_format == "#,##0.00"
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"VIP,Золото,Своя лучшая"'
    assert not validation.showErrorMessage  # other words may be typed too
    rules = [rule for formats in sheet.conditional_formatting for rule in formats.rules]
    assert {rule.formula[0] for rule in rules} == {'$E2="VIP"', '$E2="Своя ""лучшая"""'}
    assert book["_crm"].sheet_state == "hidden"
    assert book["Справка"]["A1"].value == "Ступень"


def test_a_long_list_of_choices_lives_in_a_hidden_sheet(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    choices = tuple(f"Ступень номер {number}" for number in range(60))
    columns = (
        Column("Ступень", choices=choices),
        Column("Ещё", choices=("раз, два", "три")),
        Column("И ещё", choices=('Своя "лучшая"', "=1+1")),
    )
    write_workbook(str(tmp_path / "out.xlsx"), [Sheet("Клиенты", columns, [("x", "y", "z")])])
    book = load_workbook(tmp_path / "out.xlsx")
    assert book["_lists"].sheet_state == "veryHidden"
    assert [cell.value for cell in book["_lists"]["A"]] == list(choices)
    formulas = {validation.formula1 for validation in book["Клиенты"].data_validations.dataValidation}
    assert formulas == {"_lists!$A$1:$A$60", "_lists!$B$1:$B$2", "_lists!$C$1:$C$2"}
    assert book["_lists"]["C2"].value == "=1+1"
    assert book["_lists"]["C2"].data_type == "s"


# ---------------------------------------------------------------- exact texts

ODD = [
    "=1+1", "{=1}", "http://example.com", "mailto:a@b.ru", "+7 926 123-45-67", "00123", "1e5",
    "  двойной  край  ", "\tтаб\t", "_x005F_x0041_x0042_",
    "две\nстроки", "\r\nвозврат\r", "\x07звонок", "_x0041_", "_x005F_x0041_", "_x000d_", "<b>&amp;</b>", "]]>",
    "\u200fשלום\u200e",
    "😀👨‍👩‍👧", "e\u0301", "'апостроф", "NaN", "-", "\u00a0", "\ufeffмарка", "\u2028", "\ufffd", "a\x00b",
]  # fmt: skip


def test_odd_texts_survive_exactly(tmp_path: Path) -> None:
    assert texts(tmp_path / "odd.xlsx", ODD) == ODD


# Blanks alone, and at the edges, are what spreadsheet libraries lose first.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(" \t\n\r\u00a0a", max_size=4)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(ANY_TEXT, min_size=1, max_size=40))
def test_any_texts_survive_exactly(rows: list[str], tmp_path: Path) -> None:
    assert texts(tmp_path / "any.xlsx", rows) == rows


PAYLOADS = [
    start + body
    for start in ("=", "+", "-", "@", "\t=", "\r=", " =", "＝", "{=", "|", "'=", '"=', ";=", "\n=")
    for body in ("cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "1+1", "SUM(1)", "WEBSERVICE(A1)")
]


@pytest.mark.parametrize("plain", [False, True])
def test_no_text_becomes_a_formula_or_a_link(plain: bool, tmp_path: Path) -> None:
    path = tmp_path / "evil.xlsx"
    rows = [(text, text) for text in [*PAYLOADS, "http://a.ru", "external:x", "file:///etc/passwd", "internal:A1"]]
    columns = (Column("=1+1", choices=("=1+1", "x")), Column('=HYPERLINK("x")'))
    tints = Tints(0, 0, 1, (Tint('=1"&x', "FFFFFF", "000000"),))
    write_workbook(str(path), [Sheet("Лист", columns, rows, tints, marked=plain)])
    for name, content in parts(path).items():
        assert not re.search(r"<(\w+:)?(f|hyperlink|hyperlinks|ddeLink|oleLink|externalBook)[ >/]", content), name
        assert "externalLink" not in name
        assert 'TargetMode="External"' not in content
    with open_rows(SheetSource(str(path))) as stream:
        found = [row for chunk in stream for _, row in chunk.rows][1:]
    assert found == rows


def test_texts_beyond_a_cell_are_refused_and_can_be_split(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    longest = "я" * 32_767
    assert texts(path, [longest, "😀" * 16_383]) == [longest, "😀" * 16_383]
    for text in (longest + "я", "😀" * 16_384):
        for marked in (False, True):
            sheet = Sheet("Лист", (Column("№", Kind.INT), Column("Текст")), [(1, "x"), (2, text)], marked=marked)
            with pytest.raises(errors.TextTooLong) as caught:
                write_workbook(str(path), [sheet])
            assert caught.value.details == {"row": 2, "column": "Текст", "length": 32_768, "limit": 32_767}
        pieces = split_text(text)
        assert len(pieces) == 2
        assert "".join(pieces) == text
        assert all(text_length(piece) <= 32_767 for piece in pieces)
        assert texts(path, pieces) == pieces


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        (Column("x", Kind.DATE), dt.date(1900, 3, 1), dt.date(1900, 3, 1)),
        (Column("x", Kind.DATE), dt.date(1900, 2, 28), "1900-02-28"),
        (Column("x", Kind.DATE), dt.date(9999, 12, 31), dt.date(9999, 12, 31)),
        (Column("x", Kind.DATE), "05.03", "05.03"),
        (Column("x", Kind.DATETIME), dt.datetime(2024, 1, 1), dt.date(2024, 1, 1)),
        (Column("x", Kind.DATETIME), dt.datetime(2024, 1, 1, 23, 59, 59), dt.datetime(2024, 1, 1, 23, 59, 59)),
        (Column("x", Kind.MONEY), 0, 0.0),
        (Column("x", Kind.MONEY), -5, -0.05),
        (Column("x", Kind.MONEY), 999_999_999_999_999, 9_999_999_999_999.99),
        (Column("x", Kind.MONEY, digits=0), 1234, 1234.0),
        (Column("x", Kind.MONEY, digits=3), 1234, 1.234),
        (Column("x", Kind.MONEY), "договорная", "договорная"),
        (Column("x", Kind.NUMBER), Decimal("0.1"), 0.1),
        (Column("x", Kind.NUMBER), 1e300, 1e300),
        (Column("x", Kind.INT), True, 1.0),
        (Column("x"), 79261234567, "79261234567"),
        (Column("x"), dt.date(2024, 1, 2), "2024-01-02"),
        (Column("x"), Decimal("1.50"), "1.50"),
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_a_value_becomes_a_cell(plain: bool, column: Column, value: CellValue, cell: Value, tmp_path: Path) -> None:
    path = tmp_path / "value.xlsx"
    write_workbook(
        str(path), [Sheet("Лист", (Column("№"), column), [("1", value), ("2", None), ("3", "")], marked=plain)]
    )
    with open_rows(SheetSource(str(path))) as stream:
        rows = [row for chunk in stream for _, row in chunk.rows]
    assert rows == [("№", "x"), ("1", cell), ("2", ""), ("3", "")]


def test_what_is_no_number_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    for value in (float("nan"), float("inf"), b"x"):
        with pytest.raises(TypeError):
            write_workbook(str(tmp_path / "x.xlsx"), [Sheet("Лист", (Column("x", Kind.NUMBER),), [(value,)])])  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_marked_cells_have_colours_and_comments(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = [("12", Marked("123", "F8CBAD", "Мало цифр\x07"), None), ("13", Marked(None, "FFF2CC"), dt.date(2024, 1, 1))]
    columns = (Column("Строка файла"), Column("Телефон"), Column("Дата", Kind.DATE))
    path = tmp_path / "report.xlsx"
    assert write_workbook(str(path), [Sheet("Исправить", columns, rows, marked=True), clients()]) == [2, 1]
    sheet = load_workbook(path)["Исправить"]
    assert sheet["B2"].value == "123"
    assert sheet["B2"].fill.fgColor.rgb == "FFF8CBAD"
    assert sheet["B2"].comment.text == "Мало цифр"
    assert sheet["B3"].fill.fgColor.rgb == "FFFFF2CC"
    assert sheet["C3"].value == dt.datetime(2024, 1, 1)
    assert sheet.auto_filter.ref == "A1:C3"


# ---------------------------------------------------------------- the file as a whole


def test_a_workbook_without_rows_is_whole(seen: Look, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    assert write_workbook(str(path), [clients([])]) == [0]
    assert seen(path).rows == [tuple(column.title for column in COLUMNS)]
    assert 'autoFilter ref="A1:J1"' in parts(path)["xl/worksheets/sheet1.xml"]


def test_without_a_skeleton_the_library_writes_all(monkeypatch: pytest.MonkeyPatch, seen: Look, tmp_path: Path) -> None:
    rows = [ROW, *[(None,) * 10] * 3, ("1", *ROW[1:])]
    write_workbook(str(tmp_path / "spliced.xlsx"), [clients(rows)])
    monkeypatch.setattr(xlsx_writer, "_PROBE_CELL", re.compile("another version of the library"))
    assert write_workbook(str(tmp_path / "plain.xlsx"), [clients(rows)]) == [5]
    assert seen(tmp_path / "plain.xlsx").numbered == seen(tmp_path / "spliced.xlsx").numbered


def test_a_password_protects_the_file(seen: Look, tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    write_workbook(str(path), [clients()], password="пароль 1")
    assert "Иванов".encode() not in path.read_bytes()
    with pytest.raises(errors.PasswordNeeded):
        seen(path)
    with pytest.raises(errors.WrongFilePassword):
        seen(path, password="пароль 2")
    assert seen(path, password="пароль 1").rows[1][1] == "Иванов Пётр"


def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def stopped() -> Iterator[Sequence[CellValue]]:
        yield ROW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(str(path), [Sheet("Клиенты", COLUMNS, stopped())])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_places_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissing) as caught:
        write_workbook(str(tmp_path / "no" / "out.xlsx"), [clients()])
    assert caught.value.details == {"reason": "missing"}
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(errors.FileMissing) as caught:
        write_workbook(str(tmp_path / "folder.xlsx"), [clients()])
    assert caught.value.details == {"reason": "folder"}


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    rows = (("x",) for _ in range(1_048_576))
    with pytest.raises(errors.TooManyRows) as caught:
        write_workbook(str(tmp_path / "x.xlsx"), [Sheet("Лист", (Column("x"),), rows)])
    assert caught.value.details == {"sheet": "Лист", "limit": 1_048_575}
    assert list(tmp_path.iterdir()) == []


def test_rows_are_streamed(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")

    def many(count: int) -> Iterator[Sequence[CellValue]]:
        for number in range(count):
            yield (str(number), *ROW[1:])

    write_workbook(str(tmp_path / "first.xlsx"), [Sheet("Клиенты", COLUMNS, many(3_000))])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert write_workbook(str(tmp_path / "many.xlsx"), [Sheet("Клиенты", COLUMNS, many(30_000))]) == [30_000]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30 * 1024
