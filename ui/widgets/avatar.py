"""Circles with initials."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint


def initials(*names: str) -> str:
    """The first letters of the first two names that are there: КС."""
    return "".join(name.strip()[:1].upper() for name in names if name.strip())[:2]


class Avatar(QWidget):
    """Grey for a client, tinted for staff (`staff` is any number that stays with the person)."""

    def __init__(self, letters: str, size: int = 32, staff: int | None = None, name: str = "") -> None:
        super().__init__()
        self._letters, self._staff = letters, staff
        self.setFixedSize(theme.px(size), theme.px(size))
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_person(self, letters: str, staff: int | None = None, name: str = "") -> None:
        """Show somebody else."""
        self._letters, self._staff = letters, staff
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.avatar(paint.painter_for(self), QRectF(self.rect()), self._letters, self._staff)
