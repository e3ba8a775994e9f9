"""What every step of the import wizard tells the wizard's foot, and which files there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import tr


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of the wizard: the one verb that goes on, why it cannot be pressed yet, and the reassurance."""

    verb: str
    why_not: str = ""
    note: str = ""
    icon: str = "arrow-right"
    back: bool = True
    note_icon: str = "undo-2"


class Step(QWidget):
    """One page of the wizard."""

    foot_changed = Signal()
    ready = Signal()  # nothing is left to decide here: the focus may go to the button that goes on

    def foot(self) -> Foot:
        """What the foot shows now."""
        raise NotImplementedError

    def start_focus(self) -> None:
        """Put the focus where the person begins."""
        self.setFocus()


READABLE = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.psv *.txt *.vcf *.xml *.html *.htm"


def readable_filters() -> list[str]:
    """What the file dialog offers: files that can be loaded, then everything."""
    tables, everything = tr("Tables and contacts"), tr("All files")
    return [f"{tables} ({READABLE})", f"{everything} (*)"]


def filter_of(path: Path) -> list[str]:
    """The one kind of file that is going to be written."""
    return [f"{path.suffix.lstrip('.').upper()} (*{path.suffix})"]
