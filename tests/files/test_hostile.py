"""Files that want to do harm, or are broken beyond reading, end in a typed error; the program lives."""

from __future__ import annotations

import os
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clientcrm.domain.errors import CrmError
from clientcrm.files import errors
from clientcrm.files.reader import SheetReader, SheetSource, list_sheets
from tests.files import made
from tests.files.conftest import DATA, Seen, cpu_seconds

# The long form: CLIENTCRM_FLIPS=10000 pytest tests/files/test_hostile.py
FLIPS = int(os.environ.get("CLIENTCRM_FLIPS", "60"))
Look = Callable[..., Seen]


@pytest.mark.parametrize(
    ("make", "reason"),
    [(made.zip_bomb, "ratio"), (made.lying_zip, "size")],
)
def test_a_zip_bomb_is_not_unpacked(make: Callable[[Path], Path], reason: str, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    list_sheets(SheetSource(str(DATA / "xlsx_header_row9.xlsx")))  # a child begins with what its parent holds
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with pytest.raises(errors.UnsafeArchive) as caught:
        list_sheets(SheetSource(str(make(tmp_path / "bomb.xlsx"))))
    assert caught.value.details == {"reason": reason}
    if sys.platform == "linux":
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= before + 80 * 1024


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "xl\\..\\..\\evil.xml", "C:\\evil.xml"])
def test_a_part_that_leaves_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    path = made.raw_xlsx(tmp_path / "names.xlsx", made.sheet_xml(""), **{name: "x"})
    with pytest.raises(errors.UnsafeArchive) as caught:
        list_sheets(SheetSource(str(path)))
    assert caught.value.details == {"reason": "names"}


@pytest.mark.parametrize(("count", "name"), [(10_001, "{}"), (9_000, "{}" + "x" * 1000)])
def test_too_many_parts_are_refused(count: int, name: str, tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr("xl/worksheets/" + name.format(number), "")
    with pytest.raises(errors.UnsafeArchive) as caught:
        list_sheets(SheetSource(str(path)))
    assert caught.value.details == {"reason": "entries"}


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    with pytest.raises(errors.DamagedFile):
        list_sheets(SheetSource(str(made.billion_laughs(tmp_path / "laughs.xlsx"))))


def test_entities_of_excel_2003_are_never_expanded(tmp_path: Path) -> None:
    text = made.excel_2003_xml(tmp_path).read_text()
    head, body = text.split("\n", 1)
    laughs = '<!DOCTYPE W [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">]>'
    path = made.written(tmp_path / "laughs.xls", f"{head}\n{laughs}\n{body.replace('Oleg', '&c;&b;')}".encode())
    with pytest.raises(errors.UnknownXml) as caught:
        list_sheets(SheetSource(str(path)))
    assert caught.value.details == {"reason": "entities"}


@pytest.mark.parametrize(
    ("rows", "reference", "filled", "columns"),
    [
        (1, "XFD1048576", 1, 512),
        (4_000, "XFD7", 4_000, 512),
        (4_000, "XFD4000", 4_000, 512),
        (3, "XFD3", 3, 512),
        (3, "C1048576", 4, 3),
        (3, "B900000", 4, 2),
    ],
)
def test_a_stray_cell_far_away_costs_nothing(
    rows: int, reference: str, filled: int, columns: int, seen: Look, tmp_path: Path
) -> None:
    began = cpu_seconds()
    found = seen(made.stray_cell(tmp_path / "stray.xlsx", rows, reference))
    assert cpu_seconds() - began < 60
    assert len(found.rows) == filled
    assert found.columns == columns
    assert found.rows[0][:2] == ("Иванов", "1")
    assert found.noticed("W103") or columns < 512
    if reference == "XFD1048576":
        assert found.noticed("W108")


def test_rows_out_of_order_hide_no_stray_cell(seen: Look, tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}">{made.inline(f"A{n}", "x")}</row>' for n in (1, 9, 900_000, 2, 3))
    far = f'<row r="4">{made.inline("XFD4", "y")}</row>'
    began = cpu_seconds()
    found = seen(made.raw_xlsx(tmp_path / "order.xlsx", made.sheet_xml(rows + far)))
    assert cpu_seconds() - began < 20
    assert found.rows[0][0] == "x"


def test_a_workbook_cut_short_is_damaged(tmp_path: Path) -> None:
    content = (DATA / "xlsx_notes_above_below.xlsx").read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path = made.written(tmp_path / "cut.xlsx", content[: int(len(content) * share)])
        with pytest.raises(errors.DamagedFile):
            list_sheets(SheetSource(str(path)))


@pytest.mark.parametrize(
    ("name", "content", "problem", "details"),
    [
        ("empty.xlsx", b"", errors.EmptyFile, {}),
        ("blank.csv", b" \r\n\r\n ", errors.EmptyFile, {}),
        ("~$clients.xlsx", b"\x05owner", errors.LockFile, {"original": "clients.xlsx"}),
        ("list.json", b'[{"name": "x"}]', errors.JsonFile, {}),
        ("list.csv", b'{"name": "x"}', errors.JsonFile, {}),
        ("table.slk", b"ID;PWXL;N;E\r\nC;Y1;X1", errors.SylkFile, {}),
        ("table.csv", b"ID;PSCALC3\nP;PGeneral\nP;P0\nC;Y1;X1;K1\n", errors.SylkFile, {}),
        ("report.xls", b"%PDF-1.7\n...", errors.NotATable, {"kind": "pdf"}),
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, errors.NotATable, {"kind": "image"}),
        ("noise.csv", random.Random(1).randbytes(5000), errors.NotATable, {"kind": "binary"}),
        ("letter.xls", b"{\\rtf1\\ansi Hello}", errors.NotATable, {"kind": "word"}),
        ("page.xls", b"<html><body><p>No table</p></body></html>", errors.HtmlWithoutTable, {}),
        ("data.xml", b'<?xml version="1.0"?><offers><offer/></offers>', errors.UnknownXml, {"reason": "other"}),
        ("base.csv", b"SQLite format 3\x00" + b"\x00" * 90, errors.NotATable, {"kind": "database"}),
        ("old.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", errors.NotATable, {"kind": "excel4"}),
    ],
)
def test_what_is_no_table_is_called_by_its_name(
    name: str, content: bytes, problem: type[CrmError], details: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(problem) as caught:
        list_sheets(SheetSource(str(made.written(tmp_path / name, content))))
    assert isinstance(caught.value, errors.FileProblem)
    assert caught.value.details == details
    assert caught.value.path.endswith(name)


@pytest.mark.parametrize(
    ("parts", "problem", "kind"),
    [
        ({"word/document.xml": "x"}, errors.UnknownArchive, "docx"),
        ({"ppt/presentation.xml": "x"}, errors.UnknownArchive, "pptx"),
        ({"readme.txt": "x"}, errors.UnknownArchive, "zip"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, errors.UnknownArchive, "odt"),
        ({"Index/Document.iwa": "x"}, errors.NumbersFile, None),
    ],
)
def test_an_archive_without_a_workbook_is_named(
    parts: dict[str, str], problem: type[errors.FileProblem], kind: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "thing.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(problem) as caught:
        list_sheets(SheetSource(str(path)))
    assert caught.value.details.get("kind") == kind


def test_missing_files_folders_and_large_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissing) as caught:
        list_sheets(SheetSource(str(tmp_path / "no.xlsx")))
    assert caught.value.details == {"reason": "missing"}
    with pytest.raises(errors.FileMissing) as caught:
        list_sheets(SheetSource(str(tmp_path)))
    assert caught.value.details == {"reason": "folder"}
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.write(b"a;b\n")
        file.truncate(101 * 1024 * 1024)
    with pytest.raises(errors.CrmError):
        list_sheets(SheetSource(str(large)))
    with large.open("wb") as file:
        for _ in range(101):
            file.write(b"a;b;c;d\n" * 131_072)
    with pytest.raises(errors.FileTooBig) as too_big:
        list_sheets(SheetSource(str(large)))
    assert too_big.value.details == {"size": large.stat().st_size, "limit": 100 * 1024 * 1024}


VICTIMS = [
    "xlsx_notes_above_below.xlsx", "xlsx_strict_ooxml.xlsx", "xls_merged_two_level_header.xls", "xls_span_rich.xls",
    "ods_blank_line.ods", "csv_excel_pasting.csv", "outlook21.vcf", "xls_html_rowcolspan.html",
    "xls_encrypted_default_password.xls", "xlsx_password.xlsx",
]  # fmt: skip


def test_flipped_bytes_never_hurt_the_program(tmp_path: Path) -> None:
    chance = random.Random(20240607)
    path = tmp_path / "flipped"
    for number in range(FLIPS):
        content = bytearray((DATA / VICTIMS[number % len(VICTIMS)]).read_bytes())
        for _ in range(chance.choice((1, 3, 20))):
            place = chance.randrange(len(content))
            match chance.randrange(3):
                case 0:
                    content[place] ^= 1 << chance.randrange(8)
                case 1:
                    content[place:place] = chance.randbytes(chance.randrange(1, 9))
                case _:
                    del content[place : place + chance.randrange(1, 9)]
        made.written(path, bytes(content))
        began = cpu_seconds()
        try:
            with SheetReader(SheetSource(str(path), password="Password1234_")) as reader:
                for sheet in reader.outlines():
                    for _ in reader.rows(sheet.name):
                        pass
        except errors.FileProblem:
            pass
        assert cpu_seconds() - began < 60
    assert list(tmp_path.iterdir()) == [path]
