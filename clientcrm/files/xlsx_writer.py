"""Writing xlsx: a skeleton by XlsxWriter, the rows streamed into it; 100,000 rows of 12 cells in 4 s of CPU."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from clientcrm.files.errors import TextTooLong, TooManyRows
from clientcrm.files.layout import MOST_CELL_TEXT, MOST_ROWS, Kind, Sheet, text_length
from clientcrm.files.prescan import column_letters
from clientcrm.files.saving import saved
from clientcrm.files.xlsx_cells import number_text, sheet_rows
from clientcrm.files.xlsx_skeleton import Skeleton, probe_rows, safe_for_library, text_of, value_of

_DIMENSION = re.compile(r"<dimension [^>]*/>")
_PROBE_CELL = re.compile(r'<c r="([A-Z]+)\d+" s="(\d+)"/>')
_ZIP64_ROWS = 300_000
_DEFLATE = 5  # a quarter quicker than 6, files 2 % larger


class _ProbeFailed(Exception):
    """The skeleton does not look as expected: another version of the library."""


def write_workbook(path: str, sheets: Sequence[Sheet], *, password: str | None = None) -> list[int]:
    """Write the sheets into a new xlsx at `path`, replacing a file there only once all is written.

    Returns the number of rows of each sheet, headers apart. Raises TextTooLong, TooManyRows, FileInUse, NoSpace;
    then nothing is left behind. With a password the file is encrypted (AES-256) and made in memory first.
    """
    with saved(path, password) as target:
        if any(sheet.marked for sheet in sheets):
            return _write_plain(target, sheets, path)
        try:
            parts = _skeleton_parts(sheets)
        except _ProbeFailed:
            return _write_plain(target, sheets, path)
        return _write_spliced(target, parts, sheets, path)


# ---------------------------------------------------------------- skeleton and spliced rows


class _Part:
    """A sheet's XML cut in two where its rows belong."""

    def __init__(self, xml: str, sheet: Sheet) -> None:
        xml = _DIMENSION.sub("", xml, count=1)  # it would have to be known before the rows are
        row = 2 if sheet.header else 1
        start = xml.find(f'<row r="{row}"')
        end = xml.find("</row>", start) + len("</row>")
        if start < 0 or end <= start:
            raise _ProbeFailed
        styles = dict(_PROBE_CELL.findall(xml[start:end]))
        self.letters = [column_letters(place + 1) for place in range(len(sheet.columns))]
        if set(self.letters) != set(styles) or not xml[end:].startswith("</sheetData>"):
            raise _ProbeFailed
        self.styles = [int(styles[letters]) for letters in self.letters]
        self.head, self.tail = xml[:start], xml[end:]


def _skeleton_parts(sheets: Sequence[Sheet]) -> tuple[dict[str, bytes], list[_Part]]:
    content = io.BytesIO()
    skeleton = Skeleton(content, sheets)
    probe_rows(skeleton, sheets)
    skeleton.book.close()
    with zipfile.ZipFile(content) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    parts = []
    for place, sheet in enumerate(sheets, start=1):
        xml = files.pop(f"xl/worksheets/sheet{place}.xml", None)
        if xml is None:
            raise _ProbeFailed
        parts.append(_Part(xml.decode(), sheet))
    return files, parts


def _write_spliced(
    target: io.BufferedIOBase, parts: tuple[dict[str, bytes], list[_Part]], sheets: Sequence[Sheet], path: str
) -> list[int]:
    files, sheet_parts = parts
    book = files.pop("xl/workbook.xml").decode()
    counts = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_DEFLATE) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for place, (part, sheet) in enumerate(zip(sheet_parts, sheets, strict=True), start=1):
            count = _write_sheet(archive, f"xl/worksheets/sheet{place}.xml", part, sheet, path)
            counts.append(count)
            if sheet.header and sheet.columns:
                book = _widen(book, place - 1, part.letters[-1], count)
        archive.writestr("xl/workbook.xml", book)
    return counts


def _write_sheet(archive: zipfile.ZipFile, name: str, part: _Part, sheet: Sheet, path: str) -> int:
    count = 0
    with archive.open(name, "w", force_zip64=sheet.expected_rows > _ZIP64_ROWS) as out:
        out.write(part.head.encode())
        for block in sheet_rows(sheet, part.styles, part.letters, path):
            out.write(block.encode())
            count += block.count("<row r=")
        last = part.letters[-1] if part.letters else "A"
        tail = part.tail.replace(f'<autoFilter ref="A1:{last}2"', f'<autoFilter ref="A1:{last}{count + 1}"', 1)
        out.write(tail.encode())
    return count


def _widen(book: str, place: int, last: str, count: int) -> str:
    """The ranges of filter and print in the workbook: they were made for the one probe row."""
    ranges = rf'(<definedName name="_xlnm\.(?:_FilterDatabase|Print_Area)" localSheetId="{place}"[^>]*>'
    return re.sub(rf"{ranges}[^<]*\$A\$1:\${last}\$)2<", rf"\g<1>{count + 1}<", book)


# ---------------------------------------------------------------- all by XlsxWriter


def _write_plain(target: io.BufferedIOBase, sheets: Sequence[Sheet], path: str) -> list[int]:
    """The same workbook by XlsxWriter alone: for marked cells, and where splicing is not possible (14 s)."""
    content = io.BytesIO()
    skeleton = Skeleton(content, sheets, constant_memory=False)
    counts = [_plain_rows(skeleton, place, sheet, path) for place, sheet in enumerate(sheets)]
    skeleton.book.close()
    target.write(content.getbuffer())
    return counts


def _plain_rows(skeleton: Skeleton, place: int, sheet: Sheet, path: str) -> int:
    worksheet = skeleton.worksheets[place]
    number = first = int(sheet.header)
    for row in sheet.rows:
        if number >= MOST_ROWS:
            raise TooManyRows(path, {"sheet": sheet.name, "limit": MOST_ROWS - first})
        for spot, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            value, fill, comment = value_of(cell)
            style = skeleton.cell_format(column, fill)
            if comment:
                worksheet.write_comment(number, spot, printable(comment))
            written = "" if value is None or column.kind == Kind.TEXT else number_text(column, value)
            if value is None or value == "":
                if fill:
                    worksheet.write_blank(number, spot, None, style)
            elif written:
                worksheet.write_number(number, spot, float(written), style)
            else:
                text = text_of(value)
                if text_length(text) > MOST_CELL_TEXT:
                    details = {"row": number - first + 1, "column": column.title, "length": text_length(text)}
                    raise TextTooLong(path, {**details, "limit": MOST_CELL_TEXT})
                worksheet.write_string(number, spot, safe_for_library(text), style)
        number += 1
    if sheet.header and sheet.columns:
        worksheet.print_area(0, 0, max(1, number - 1), len(sheet.columns) - 1)
    if sheet.header and sheet.filtered and sheet.columns:
        worksheet.autofilter(0, 0, max(1, number - 1), len(sheet.columns) - 1)
    return number - first


def printable(text: str) -> str:
    """A comment without what XML cannot hold."""
    return safe_for_library("".join(letter for letter in text if letter >= " " or letter in "\n\t"))[:MOST_CELL_TEXT]
