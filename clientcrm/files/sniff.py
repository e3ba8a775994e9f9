"""What kind of file this is, by its content first and its name last."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from clientcrm.files import errors
from clientcrm.files.archive import checked_archive, part_names
from clientcrm.files.encodings import bom_encoding, looks_utf16
from clientcrm.files.opening import MOST_TEXT_BYTES, byte_size, refuse_bigger
from clientcrm.files.tables import FileKind

_HEAD = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = {
    b"%PDF": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"II*\x00": "image",
    b"MM\x00*": "image",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ": "archive",
    b"{\\rtf": "word",
    b"SQLite format 3\x00": "database",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\x09\x00\x04\x00": "excel4",
    b"\x09\x02\x06\x00": "excel4",
    b"\x09\x04\x06\x00": "excel4",
}
_OLE_STREAMS = (
    ("EncryptedPackage", FileKind.XLSX),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
)
_XML2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|meta|body|table|style|div|tr|td)\b", re.IGNORECASE)
_SYLK_RECORD = re.compile(r"(?:B|C|E|F|O|P|W|NE|NU|NN|NL)(?:;|$)")
_JSON = re.compile(r'\{\s*(?:"|\}|$)|\[\s*(?:[{\["\]]|-?\d|true|false|null)')


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of a file, and whether a password is needed to see more of it."""

    kind: FileKind
    size: int
    encrypted: bool = False


def sniff_open(file: BinaryIO, path: str) -> Sniffed:
    """What an open file is; leaves it at the start.

    Raises the FileProblem that names what it is instead of a table.
    """
    size = byte_size(file)
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        found = Sniffed(_zip_kind(file, path), size)
    elif head.startswith(_OLE):
        found = _ole_kind(file, path, size)
    else:
        found = Sniffed(_text_kind(head, path), size)
        refuse_bigger(path, size, MOST_TEXT_BYTES)
    file.seek(0)
    return found


# ---------------------------------------------------------------- zip and OLE


def _zip_kind(file: BinaryIO, path: str) -> FileKind:
    archive = checked_archive(file, path)
    names = part_names(archive)
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return FileKind.XLSX
    kind = _document_type(archive, names)
    if kind == "ods":
        return FileKind.ODS
    if any(name.startswith("index/") or name.endswith(".iwa") for name in names):
        raise errors.NumbersFile(path)
    if "word/document.xml" in names:
        kind = "docx"
    elif "ppt/presentation.xml" in names:
        kind = "pptx"
    raise errors.UnknownArchive(path, {"kind": kind})


def _document_type(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    part = names.get("mimetype")
    if part is None or part.file_size > 200:
        return "zip"
    try:
        mimetype = archive.read(part).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return "zip"
    prefix = "application/vnd.oasis.opendocument."
    if not mimetype.startswith(prefix):
        return "zip"
    return {"spreadsheet": "ods", "spreadsheet-template": "ods", "text": "odt"}.get(mimetype[len(prefix) :], "zip")


def _ole_kind(file: BinaryIO, path: str, size: int) -> Sniffed:
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(file) as ole:
            streams = {entry[0].lower() for entry in ole.listdir()}
    except Exception:  # noqa: BLE001  olefile raises whatever the damage leads to: nothing of it is ours
        return Sniffed(FileKind.XLS, size)
    for stream, kind in _OLE_STREAMS:
        if stream.lower() in streams:
            return Sniffed(kind, size, encrypted=stream == "EncryptedPackage")
    known = {"worddocument": "word", "powerpoint document": "slides", "visiodocument": "drawing"}
    raise errors.NotATable(path, {"kind": next((known[name] for name in streams if name in known), "binary")})


# ---------------------------------------------------------------- text


def _text_kind(head: bytes, path: str) -> FileKind:
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            raise errors.NotATable(path, {"kind": kind})
    encoding = bom_encoding(head) or looks_utf16(head)
    if not encoding and _is_binary(head):
        raise errors.NotATable(path, {"kind": "binary"})
    text = head.decode(encoding or "latin-1", "replace").lstrip("\ufeff \t\r\n\x00")
    if not text:
        raise errors.EmptyFile(path)
    if text.startswith("<"):
        return _markup_kind(text, path)
    if text[:11].upper() == "BEGIN:VCARD":
        return FileKind.VCARD
    if text.startswith("ID;P") and _is_sylk(text):
        raise errors.SylkFile(path)
    if _JSON.match(text):
        raise errors.JsonFile(path)
    if text[:13].lower() == "mime-version:":
        raise errors.HtmlWithoutTable(path, {"kind": "mht"})
    return FileKind.TEXT


def _is_sylk(text: str) -> bool:
    """Whether records of SYLK follow: "ID;Phone" may be the heading of a list as well."""
    lines = text[:4096].splitlines()[1:4]
    return all(map(_SYLK_RECORD.match, lines[: max(1, len(lines) - 1)]))


def _markup_kind(text: str, path: str) -> FileKind:
    if _XML2003 in text and re.search(r"<(?:\w+:)?Workbook\b", text):
        return FileKind.XML2003
    if _HTML.search(text[:4096]):
        return FileKind.HTML
    if text.startswith("<?xml"):
        raise errors.UnknownXml(path, {"reason": "other"})
    return FileKind.TEXT


def _is_binary(head: bytes) -> bool:
    control = sum(head.count(bytes((code,))) for code in (*range(1, 9), *range(14, 26)))
    return head.count(0) > 0 or control > len(head) / 50
