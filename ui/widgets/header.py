"""The heading row of a table."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.columns import Kind
from ui.widgets.paged_model import PagedModel

HEIGHT = 36


class Header(QHeaderView):
    """Quiet headings; a click sorts, the check marks all rows."""

    sort_asked = Signal(int)
    check_asked = Signal()
    widened = Signal(int, int)  # a person dragged an edge: section, width

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_section = -1
        self.descending = False
        self.dragging = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(36))
        self.setFixedHeight(theme.px(HEIGHT))
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._on_click)
        self.sectionResized.connect(self._on_resize)

    def sizeHint(self) -> QSize:
        return QSize(self.length(), theme.px(HEIGHT))  # its own would measure every title, thirty times for a table

    def _paged(self) -> PagedModel[object] | None:
        model = self.model()
        return model if isinstance(model, PagedModel) else None

    def _on_click(self, section: int) -> None:
        model = self._paged()
        if model is None:
            return
        if section == 0:
            self.check_asked.emit()
        elif model.columns[section].sortable:
            self.sort_asked.emit(section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dragging = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.dragging = False

    def _on_resize(self, section: int, _before: int, width: int) -> None:
        if self.dragging:
            self.widened.emit(section, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        beyond = QRect(self.length(), 0, self.viewport().width() - self.length(), self.viewport().height())
        if beyond.width() > 0:  # above the scroll bar
            painter = QPainter(self.viewport())
            self._paint_ground(painter, beyond)
            painter.end()

    @staticmethod
    def _paint_ground(painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect, theme.color("subtle"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect)
        model = self._paged()
        if model is not None and section == 0:
            side = theme.px(17)
            box = QRectF(rect.x() + theme.px(20), rect.y() + (rect.height() - 1 - side) / 2, side, side)
            some = model.marks.count() > 0
            paint.check_mark(painter, box, on=model.marks.all_on(), partly=some and not model.marks.all_on())
        elif model is not None:
            self._paint_title(painter, QRectF(rect), model, section)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRectF, model: PagedModel[object], section: int) -> None:
        column = model.columns[section]
        on = section == self.sorted_section
        role, tone = ("caps", "text") if on else ("capm", "text3")
        left = theme.px(18 if column.kind is Kind.BAR else 10)
        arrow = theme.px(17) if on else 0
        box = rect.adjusted(left, 0, -theme.px(10), -1)
        text = paint.elided(column.title, role, box.width() - arrow)
        width = theme.text_width(text, role)
        start = box.right() - width - arrow if column.right else box.x()
        paint.say(painter, QRectF(start, box.y(), width + 2, box.height()), text, role, tone)
        if on:
            name = "arrow-down" if self.descending else "arrow-up"
            paint.glyph(painter, start + width + theme.px(4), box.center().y(), name, "text", 13)
