"""Opening any file that holds a table, by the reader its content asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from clientcrm.files.archive import checked_archive
from clientcrm.files.errors import DamagedFile, PasswordNeeded, PasswordUnsupported
from clientcrm.files.opening import open_file
from clientcrm.files.passwords import decrypted, is_encrypted
from clientcrm.files.sniff import Sniffed, sniff_open
from clientcrm.files.tables import Book, FileKind


@dataclass(frozen=True, slots=True)
class SheetSource:
    """A file to read, and what a person has decided about it.

    `sheet` None is the first visible sheet that holds anything. `encoding`, `delimiter` and `quote` concern text
    files; None lets the reader find them out.
    """

    path: str
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    password: str | None = field(default=None, repr=False)


def open_book(source: SheetSource) -> Book:
    """The file opened for reading. Only a reading process should do this: the file may be hostile.

    Raises the FileProblem that says what is wrong.
    """
    file = open_file(source.path)
    sniffed = sniff_open(file, source.path)
    if sniffed.encrypted:
        file = decrypted(file, source.path, source.password)
        sniffed = sniff_open(file, source.path)
    try:
        return _book(file, sniffed, source)
    except PasswordNeeded:
        if sniffed.kind == FileKind.ODS:
            raise PasswordUnsupported(source.path, {"kind": "ods"}) from None
    except DamagedFile:
        if sniffed.kind != FileKind.XLS or not is_encrypted(file):
            raise
    return _book(decrypted(file, source.path, source.password), sniffed, source)


def _book(file: BinaryIO, sniffed: Sniffed, source: SheetSource) -> Book:
    path = source.path
    match sniffed.kind:
        case FileKind.TEXT:
            from clientcrm.files.text_tables import TextBook

            return TextBook(file, path, encoding=source.encoding, delimiter=source.delimiter, quote=source.quote)
        case FileKind.VCARD:
            from clientcrm.files.vcards import CardBook

            return CardBook(file, path, source.encoding)
        case FileKind.HTML:
            from clientcrm.files.html_tables import HtmlBook

            return HtmlBook(file, path, source.encoding)
        case FileKind.XML2003:
            from clientcrm.files.spreadsheetml import XmlBook

            return XmlBook(file, path)
        case _:
            from clientcrm.files.sheets import SheetBook

            archive = checked_archive(file, path) if sniffed.kind == FileKind.XLSX else None
            return SheetBook(file, path, sniffed.kind, archive)
