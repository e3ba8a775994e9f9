"""CSV as Excel opens it, and as our own reader gets the same values back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientcrm.files.csv_writer import CsvStyle, write_csv
from clientcrm.files.layout import Column, Kind, Sheet
from clientcrm.files.text_tables import TextBook

COLUMNS = (
    Column("ФИО"), Column("Телефон"), Column("Родился", Kind.DATE), Column("Сумма", Kind.MONEY),
    Column("Изменён", Kind.DATETIME), Column("Скидка", Kind.NUMBER),
)  # fmt: skip


def read(path: Path) -> list[list[str]]:
    with path.open("rb") as file:
        return [list(map(str, row)) for _, row in TextBook(file, str(path)).grid(None).rows]


def test_a_table_as_excel_opens_it(tmp_path: Path) -> None:
    row = ("Иванов; «Пётр»", "+7 926 123-45-67", dt.date(1980, 2, 9), 123_456, dt.datetime(2024, 1, 2, 3, 4, 5), 7.5)
    path = tmp_path / "out.csv"
    assert write_csv(str(path), Sheet("Клиенты", COLUMNS, [row, ("=1", "", None, None, None, Decimal("1.10"))])) == 2
    assert path.read_bytes().decode("utf-8-sig") == (
        '"ФИО";"Телефон";"Родился";"Сумма";"Изменён";"Скидка"\r\n'
        '"Иванов; «Пётр»";"+7 926 123-45-67";09.02.1980;1234,56;02.01.2024 03:04:05;7,5\r\n'
        '"\'=1";;;;;1,10\r\n'
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_spelling_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    style = CsvStyle(delimiter=",", decimal=".", date="%Y-%m-%d")
    write_csv(str(path), Sheet("x", COLUMNS[2:4], [(dt.date(1980, 2, 9), -5)], header=False), style)
    assert path.read_bytes() == b"\xef\xbb\xbf1980-02-09,-0.05\r\n"


PAYLOADS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", " =1", "＝1", "|x", "'=1", "''x", "-", "+", "\r=1"]


def test_formulas_are_harmless_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "evil.csv"
    write_csv(str(path), Sheet("x", (Column("a"), Column("b")), [(text, "x") for text in PAYLOADS]))
    for cell, _ in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"):
        assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠|"), cell
        assert cell[:1] not in tuple("\t\r "), cell
    found = [row[0] for row in read(path)[1:]]
    assert found == [text.replace("\r", "\n") for text in PAYLOADS]  # a bare CR is a line end in text files


long_notes = st.integers(0, 60).map(lambda lines: "\n".join(f'строка "{n}"; =1' for n in range(lines)))
cells = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=30),
    st.sampled_from(PAYLOADS[:-1]),
    long_notes,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=12))
def test_any_table_comes_back(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    write_csv(str(path), Sheet("x", (Column("Первый"), Column("Второй")), rows))
    assert read(path) == [["Первый", "Второй"], *[list(row) for row in rows if any(row)]]


def test_a_failed_export_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="argument"):
        write_csv(str(tmp_path / "x.csv"), Sheet("x", (Column("a"),), [("1", "2")]))
    assert list(tmp_path.iterdir()) == []
