"""A scroll bar that lies over its view instead of beside it, so that headings reach the edge."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from ui import theme

BAR = 10


class OverlayBar(QScrollBar):
    """Follows the hidden vertical bar of a view, and moves it."""

    def __init__(self, view: QAbstractScrollArea, top: int = 0) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view, self._top = view, top
        self._real = view.verticalScrollBar()
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._real.rangeChanged.connect(self._follow)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._real.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        if not shiboken6.isValid(self._real):
            return  # the view is being taken apart, its own bar first
        self.setPageStep(self._real.pageStep())
        self.setSingleStep(self._real.singleStep())
        self.setRange(self._real.minimum(), self._real.maximum())
        self.setValue(self._real.value())
        self.setVisible(self._real.maximum() > self._real.minimum())
        self._place()

    def _place(self) -> None:
        wide, top = theme.px(BAR), theme.px(self._top)
        self.setGeometry(self._view.width() - wide, top, wide, self._view.height() - top)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is getattr(self, "_view", None) and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
