"""Where a file is dropped or chosen, and the list of files loaded lately."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.exchange.wording import file_size
from ui.i18n import tr
from ui.preferences import Preferences
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.labels import IconTile, Label
from ui.widgets.layout import clear, column, holder, row, show_if

RECENT_KEY: Final = "exchange.recent"
MOST_RECENT: Final = 5


def dropped_file(data: QMimeData) -> Path | None:
    """The one file on this computer that is being dragged; nothing for several or for a web address."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None


class DropArea(Box):
    """A dashed box that takes a file; its button opens the file dialog."""

    dropped = Signal(Path)
    browse_asked = Signal()

    def __init__(self) -> None:
        super().__init__("subtle", "border_strong", 12, (24, 32, 24, 32), 6, dashed=True)
        self.setAcceptDrops(True)
        self.browse = Button(tr("Choose a file"), "folder-open")
        self.browse.clicked.connect(self.browse_asked)
        formats = tr("Excel, CSV, OpenDocument, contacts from a phone (vCard)")
        tile = IconTile("file-spreadsheet", "ok", "ok_soft")
        title = Label(tr("Drop a file here"), "h3", align=Qt.AlignmentFlag.AlignHCenter)
        note = Label(formats, "small", align=Qt.AlignmentFlag.AlignHCenter)
        self.add(row(None, tile, None), 6, title, note, 8, row(None, self.browse, None))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            self.set_colors("accent_soft", "accent_line")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_colors("subtle", "border_strong")

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_colors("subtle", "border_strong")
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)


class RecentFiles(QWidget):
    """Files that were loaded lately and are still there."""

    chosen = Signal(Path)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._lines = column(gap=2)
        self.setLayout(column(Label(tr("Lately"), "capm"), holder(self._lines), gap=4))
        self.refresh()

    def refresh(self) -> None:
        """Show what is still on the disk."""
        clear(self._lines)
        paths = [Path(text) for text in recent(self._preferences)]
        here = [path for path in paths if path.is_file()]
        for path in here:
            line = Button(path.name, "file-spreadsheet", "ghost", tip=str(path))
            line.clicked.connect(lambda _on=False, path=path: self.chosen.emit(path))
            folder = Label(f"{file_size(path)} · {path.parent}", "cap", elide=True)
            self._lines.addLayout(row(line, (folder, 1), gap=12))
        show_if(self, bool(here))


def recent(preferences: Preferences) -> list[str]:
    """Paths of the last files, the newest first."""
    kept: list[object] = preferences.get(RECENT_KEY, [])
    return [text for text in kept if isinstance(text, str)]


def remember(preferences: Preferences, path: Path) -> None:
    """Put a file on top of the list."""
    text = str(path)
    preferences.set(RECENT_KEY, [text, *(old for old in recent(preferences) if old != text)][:MOST_RECENT])
