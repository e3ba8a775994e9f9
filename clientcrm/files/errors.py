"""Every reason why a file cannot be read or written, each a class with its number and data, no user text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from clientcrm.domain.errors import CrmError


@dataclass(eq=False)
class FileProblem(CrmError):
    """A file that cannot be read or written; `details` holds what the sentence needs."""

    path: str = ""
    details: dict[str, object] = field(default_factory=dict)

    number: ClassVar[str] = "E100"

    @property
    def code(self) -> str:
        """E100 to E131, the word that reports and scripts recognise."""
        return self.number


# ---------------------------------------------------------------- opening


class FileMissing(FileProblem):
    """There is no such file, it is a folder, or this person may not read it; `reason`: missing, folder, denied."""

    number = "E100"


class FileTooBig(FileProblem):
    """The file is larger than the program reads; `size` and `limit` in bytes."""

    number = "E101"


class UnsafeArchive(FileProblem):
    """The archive would unpack into something dangerous; `reason`: total, ratio, entries, names, size."""

    number = "E102"


class DamagedFile(FileProblem):
    """The file is damaged or too much for the reader; `reason`: damaged, died, memory, stalled."""

    number = "E105"


class PasswordNeeded(FileProblem):
    """The file opens only with a password."""

    number = "E106"


class WrongFilePassword(FileProblem):
    """The password given does not open the file."""

    number = "E107"


class PasswordUnsupported(FileProblem):
    """The file is encrypted in a way that only its own program undoes; `kind` names the format."""

    number = "E108"


# ---------------------------------------------------------------- what is not a table


class NotATable(FileProblem):
    """The file is something else: `kind` is pdf, image, archive, word, binary..."""

    number = "E109"


class NumbersFile(FileProblem):
    """An Apple Numbers document: it has to be saved as xlsx first."""

    number = "E110"


class UnknownArchive(FileProblem):
    """A zip without a workbook inside; `kind` says what it is when that is known (docx, pptx, odt, zip)."""

    number = "E111"


class UnknownXml(FileProblem):
    """XML that is not a readable workbook of Excel 2003; `reason`: other, entities, damaged."""

    number = "E112"


class HtmlWithoutTable(FileProblem):
    """A web page without a table."""

    number = "E113"


class SylkFile(FileProblem):
    """A SYLK file: it has to be saved as xlsx first."""

    number = "E114"


class JsonFile(FileProblem):
    """A JSON file: it has to be made into a table first."""

    number = "E115"


class EmptyFile(FileProblem):
    """The file holds nothing."""

    number = "E116"


class LockFile(FileProblem):
    """The small file that Excel keeps beside an open workbook; `original` is the workbook's name."""

    number = "E117"


class FileInUse(FileProblem):
    """Another program holds the file: it has to be closed there."""

    number = "E118"


class SheetMissing(FileProblem):
    """The workbook has no sheet of this name; `sheet` was asked for, `sheets` are there."""

    number = "E119"


class ReadingStopped(FileProblem):
    """The person asked to stop reading."""

    number = "E120"


class NoTemplate(FileProblem):
    """The file is not one in which this program keeps the decisions of an import."""

    number = "E121"


# ---------------------------------------------------------------- writing


class TextTooLong(FileProblem):
    """A text longer than a cell holds; `row` (from 1, the header apart), `column`, `length`, `limit`."""

    number = "E130"


class TooManyRows(FileProblem):
    """More rows than a sheet holds; `sheet` and `limit`."""

    number = "E131"


def problem_named(name: str, path: str, details: dict[str, object]) -> FileProblem:
    """The problem of this class name, as the reading process reports it."""
    known = {kind.__name__: kind for kind in FileProblem.__subclasses__()}
    return known.get(name, DamagedFile)(path, details)
