"""Reading the XML of Excel 2003, which old 1C, SAP and web programs save under the name .xls."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO
from xml.parsers import expat

from clientcrm.files import tables
from clientcrm.files.errors import UnknownXml
from clientcrm.files.opening import byte_size
from clientcrm.files.sheet_list import ListedSheet, listed_grid, listed_outlines
from clientcrm.files.tables import FileFacts, FileKind, Grid, SheetOutline, Value

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_X = "urn:schemas-microsoft-com:office:excel "


class XmlBook:
    """A workbook in SpreadsheetML 2003.

    Raises UnknownXml for damaged XML and for any document type definition: entities are never expanded.
    """

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._path = path
        self._size = byte_size(file)
        reader = _Reader(path)
        try:
            reader.parser.ParseFile(file)
        except expat.ExpatError:
            raise UnknownXml(path, {"reason": "damaged"}) from None
        self._sheets = {sheet.name: sheet for sheet in reader.sheets}

    @property
    def facts(self) -> FileFacts:
        """Kind and size."""
        return FileFacts(FileKind.XML2003, self._size)

    def outlines(self) -> list[SheetOutline]:
        """The worksheets in the order of the file."""
        return listed_outlines(self._sheets)

    def grid(self, sheet: str | None) -> Grid:
        """The rows of a worksheet; raises SheetMissing."""
        return listed_grid(self._sheets, sheet, self._path)


class _Reader:
    """Follows the events of the parser; the namespace and a blank precede each name."""

    def __init__(self, path: str) -> None:
        self.sheets: list[ListedSheet] = []
        self._path = path
        self._sheet = ListedSheet()
        self._row = self._column = self._wide = 0
        self._cells: dict[int, Value] = {}
        self._formula = self._valued = False
        self._type = ""
        self._text: list[str] | None = None
        self._visible: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise UnknownXml(self._path, {"reason": "entities"})

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _SS + "Data":
            self._type, self._text = attributes.get(_SS + "Type", "String"), []
        elif tag == _SS + "Cell":
            self._enter_cell(attributes)
        elif tag == _SS + "Row":
            self._row = _number(attributes.get(_SS + "Index"), self._row + 1)
            self._column = self._wide = 0
            self._cells = {}
        elif tag == _SS + "Worksheet":
            name = attributes.get(_SS + "Name", "") or str(len(self.sheets) + 1)
            self._sheet = ListedSheet(name)
            self.sheets.append(self._sheet)
            self._row = 0
        elif tag == _X + "Visible":
            self._visible = []

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        self._column = _number(attributes.get(_SS + "Index"), self._column + 1 + self._wide)
        self._wide = _number(attributes.get(_SS + "MergeAcross"), 0)
        down = _number(attributes.get(_SS + "MergeDown"), 0)
        if (self._wide or down) and len(self._sheet.merges) < 20_000:
            self._sheet.merges.append((self._row, self._column, self._row + down, self._column + self._wide))
        self._formula, self._valued = _SS + "Formula" in attributes, False

    def _data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def _end(self, tag: str) -> None:
        if tag == _SS + "Data" and self._text is not None:
            self._keep("".join(self._text))
            self._text = None
        elif tag == _SS + "Cell":
            self._sheet.empty_formulas += self._formula and not self._valued
        elif tag == _SS + "Row":
            self._sheet.add(self._row, self._cells)
            self._cells = {}
        elif tag == _X + "Visible" and self._visible is not None:
            self._sheet.visible = "".join(self._visible).strip() == "SheetVisible"
            self._visible = None

    def _keep(self, text: str) -> None:
        self._valued = True
        if self._type == "Error":
            self._sheet.errors += 1
        elif text and self._column > tables.MOST_COLUMNS:
            self._sheet.cut_columns += 1
        elif text.strip(" "):
            self._cells[self._column] = _value(self._type, text)


def _value(kind: str, text: str) -> Value:
    """The value of a cell; what does not fit its own type stays text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() not in ("0", "false", "")
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text.strip())
            return moment if moment.time() != dt.time() else moment.date()
    except ValueError:
        return text
    return text


def _number(text: str | None, otherwise: int) -> int:
    """A count or a place in an attribute, within what a sheet can hold."""
    if text is None or not text.strip().isdecimal():
        return otherwise
    return min(int(text[:9]), tables.MOST_ROWS + 1)
