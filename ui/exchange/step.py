"""What every step of the import wizard tells the wizard's foot, and the ways to ask for a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.i18n import tr


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of the wizard: the one verb that goes on, why it cannot be pressed yet, and the reassurance."""

    verb: str
    why_not: str = ""
    note: str = ""
    icon: str = "arrow-right"
    back: bool = True


class Step(QWidget):
    """One page of the wizard."""

    foot_changed = Signal()

    def foot(self) -> Foot:
        """What the foot shows now."""
        raise NotImplementedError

    def start_focus(self) -> None:
        """Put the focus where the person begins."""
        self.setFocus()


READABLE = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.psv *.txt *.vcf *.xml *.html *.htm"


def ask_for_file(parent: QWidget, then: Callable[[Path], None], folder: str = "") -> QFileDialog:
    """Let the person choose a file to load."""
    dialog = QFileDialog(parent, tr("Choose a file to load"), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    tables = tr("Tables and contacts")
    everything = tr("All files")
    dialog.setNameFilters([f"{tables} ({READABLE})", f"{everything} (*)"])
    return _open(dialog, then)


def ask_where(parent: QWidget, title: str, suggested: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Let the person choose the place and the name of a file to write."""
    dialog = QFileDialog(parent, title, str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
    dialog.setNameFilter(f"{suggested.suffix.lstrip('.').upper()} (*{suggested.suffix})")
    dialog.selectFile(suggested.name)
    return _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], None]) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
