"""The sentence for each file that cannot be read or written, by its number."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from ui import words
from ui.error_words import Wording, Words
from ui.i18n import tr


def _name(error: Any) -> str:
    return Path(error.path).name


def _missing(error: Any) -> Words:
    reason = error.details.get("reason")
    if reason == "folder":
        return Words(tr("This is a folder, not a file."), tr("Choose a file inside it."))
    if reason == "denied":
        return Words(tr("The system does not let you read this file."), tr("Copy it to your own folder and try again."))
    return Words(tr("The file is not there any more."), tr("Choose it again."))


def _too_big(error: Any) -> Words:
    limit = error.details.get("limit")
    what = tr("The file is too large.")
    if isinstance(limit, int):
        what = tr("The file is larger than {size}.").format(size=words.size(limit))
    return Words(what, tr("Split it into parts and load them one by one."))


def _damaged(error: Any) -> Words:
    reason = error.details.get("reason")
    if reason in {"memory", "died", "stalled"}:
        what = tr("The file is damaged or too large to be read.")
    else:
        what = tr("The file is damaged.")
    return Words(what, tr("Open it in Excel, save it anew and try again."))


def _not_a_table(error: Any) -> Words:
    what = {
        "pdf": tr("This is a PDF, not a table."),
        "image": tr("This is a picture, not a table."),
        "archive": tr("This is an archive."),
        "word": tr("This is a text document, not a table."),
    }.get(str(error.details.get("kind")), tr("This is not a table."))
    return Words(what, tr("Choose a file of Excel, CSV or vCard."))


def _unknown_archive(error: Any) -> Words:
    if error.details.get("kind") in {"docx", "pptx", "odt"}:
        return Words(tr("This is a document, not a table."), tr("Choose a file of Excel, CSV or vCard."))
    return Words(tr("There is no workbook in this archive."), tr("Unpack it and choose the file inside."))


def _sheet_missing(error: Any) -> Words:
    sheet = str(error.details.get("sheet", ""))
    return Words(tr("There is no sheet “{name}” in the file.").format(name=sheet), tr("Choose one of its sheets."))


def _too_long(error: Any) -> Words:
    row = error.details.get("row")
    return Words(
        tr("The text in row {row} is longer than a cell of Excel holds.").format(row=row),
        tr("Shorten it, or write a CSV."),
    )


FILE_WORDS: Final[dict[str, Wording]] = {
    "E100": _missing,
    "E101": _too_big,
    "E102": lambda _e: Words(
        tr("The file unpacks into something dangerously large."),
        tr("Open it in Excel, save it anew and try again."),
    ),
    "E105": _damaged,
    "E106": lambda _e: Words(tr("The file is protected by a password."), tr("Enter its password.")),
    "E107": lambda _e: Words(tr("The password of the file does not fit."), tr("Check the layout and try again.")),
    "E108": lambda _e: Words(
        tr("The file is encrypted in a way that only its own program undoes."), tr("Save it there without a password.")
    ),
    "E109": _not_a_table,
    "E110": lambda _e: Words(tr("This is a document of Apple Numbers."), tr("Export it to Excel there and load that.")),
    "E111": _unknown_archive,
    "E112": lambda _e: Words(tr("This XML file is not a table."), tr("Open it in its program and save it as xlsx.")),
    "E113": lambda _e: Words(tr("There is no table in this web page."), tr("Save the report as xlsx or CSV.")),
    "E114": lambda _e: Words(tr("This is an old SYLK file."), tr("Open it in Excel and save it as xlsx.")),
    "E115": lambda _e: Words(tr("This is a JSON file."), tr("Make a table of it first: xlsx or CSV.")),
    "E116": lambda _e: Words(tr("The file is empty."), tr("Choose another one.")),
    "E117": lambda e: Words(
        tr("This is the small file that Excel keeps beside an open one."),
        tr("Choose the workbook itself: {name}.").format(name=e.details.get("original", "") or _name(e).lstrip("~$")),
    ),
    "E118": lambda _e: Words(tr("The file is open in Excel."), tr("Close it there and try again.")),
    "E119": _sheet_missing,
    "E120": lambda _e: Words(tr("Reading was stopped."), tr("Nothing was changed.")),
    "E121": lambda _e: Words(
        tr("This file is no template of the program."), tr("Choose a file that was saved in the list of templates.")
    ),
    "E130": _too_long,
    "E131": lambda _e: Words(tr("There are more rows than a sheet of Excel holds."), tr("Write a CSV instead.")),
}
