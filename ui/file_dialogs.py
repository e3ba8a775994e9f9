"""Asking the system for a file or a folder, without ever stopping the event loop. Tests replace these functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.i18n import tr

Then = Callable[[Path], None]


def choose_folder(parent: QWidget, title: str, then: Then, start: Path | None = None) -> None:
    """A folder, which may be a new one."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, then)


def choose_file(parent: QWidget, title: str, filters: Sequence[str], then: Then, start: Path | None = None) -> None:
    """A file that is there; filters as "Excel (*.xlsx *.xls)"."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    _open(dialog, then)


def save_file(parent: QWidget, title: str, filters: Sequence[str], then: Then, start: Path | None = None) -> None:
    """A file to be written; asks before writing over another."""
    dialog = _dialog(parent, title, start.parent if start else None)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    if start is not None:
        dialog.selectFile(start.name)
        dialog.setDefaultSuffix(start.suffix.lstrip("."))
    _open(dialog, then)


def show_in_folder(path: Path) -> None:
    """Open the folder of the file in the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _dialog(parent: QWidget, title: str, start: Path | None) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    at = start or documents()
    while not at.is_dir() and at != at.parent:
        at = at.parent
    dialog.setDirectory(str(at))
    # Where the system has no dialog of its own, Qt's stands in, and its Russian lacks these two.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("Folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Kind of file:"))
    return dialog


def documents() -> Path:
    """Where people keep their files; Qt would begin where the program was started."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)) if path else None)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
