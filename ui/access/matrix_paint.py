"""How the matrix of rights is painted: roles with who has them, titles with what holds each right, cells in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme
from ui.access.matrix_model import MatrixModel
from ui.access.wording import SCOPE_LOOKS
from ui.badges import BADGE_ICONS
from ui.i18n import tr
from ui.widgets import paint
from ui.words import list_words

HEAD, EVERY_ROW = 66, 1_000
_PAD = 16


class RoleHeader(QHeaderView):
    """Role and who has it, with the first letters in a circle. The title stays at the left while roles scroll."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(theme.px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.offset() > 0:
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, self.sectionSize(0), self.height()), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, MatrixModel):
            return
        painter.save()
        box = QRectF(rect)
        ground(painter, rect, "surface")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = model.role(section)
        if role is None:
            paint.say(painter, box.adjusted(theme.px(_PAD), 0, 0, 0), tr("What can be done"), "small", "text3")
        else:
            self._paint_role(painter, box, model, section)
        painter.restore()

    @staticmethod
    def _paint_role(painter: QPainter, box: QRectF, model: MatrixModel, section: int) -> None:
        role = model.role(section)
        assert role is not None
        name, people = model.role_name(section), model.people.get(role.key, ())
        who = list_words(people, 2) if people else tr("nobody yet")
        gap, side = theme.px(10), theme.px(28)
        wide = min(max(theme.text_width(name, "bodys"), theme.text_width(who, "cap")), box.width() - side - 3 * gap)
        left = box.left() + max((box.width() - side - gap - wide) / 2, gap)
        circle = QRectF(left, box.center().y() - side / 2, side, side)
        paint.avatar(painter, circle, name[:1].upper(), section % 4)
        words = QRectF(circle.right() + gap, box.top(), wide + 1, box.height())
        middle, half = box.center().y(), theme.px(18)
        first, second = QRectF(words), QRectF(words)
        first.setTop(middle - half)
        first.setHeight(half)
        second.setTop(middle)
        second.setHeight(half)
        paint.say(painter, first, paint.elided(name, "bodys", wide + 1), "bodys", "text")
        paint.say(painter, second, paint.elided(who, "cap", wide + 1), "cap", "text3")


class Cells(QStyledItemDelegate):
    """Words with an icon, on a soft ground where the right is not a plain yes or no. Rows from `shown` on are blank."""

    shown = EVERY_ROW

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view, model = self.parent(), index.model()
        assert isinstance(view, QTableView)
        assert isinstance(model, MatrixModel)
        painter.save()
        rect, line = option.rect, model.line(index.row())  # type: ignore[attr-defined, unused-ignore]
        box = QRectF(rect)
        ground(painter, rect, "subtle" if line.is_heading else "surface")
        if index.row() >= self.shown:
            painter.restore()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = model.text(index.row(), index.column())
        if line.is_heading:
            paint.say(painter, box.adjusted(theme.px(_PAD), 0, 0, 0), text, "smallm", "text2")
        elif index.column() == 0:
            self._paint_title(painter, box, text, line.badge)
        else:
            self._paint_cell(painter, box, text, model, index)
        current = view.currentIndex()
        if view.hasFocus() and index.row() == current.row() and index.column() == current.column():
            inner = box.adjusted(theme.px(3), theme.px(2), -theme.px(3), -theme.px(3))
            paint.focus_ring(painter, inner, theme.px(7))
        painter.restore()

    @staticmethod
    def _paint_title(painter: QPainter, box: QRectF, text: str, badge: object) -> None:
        icon = BADGE_ICONS[badge]  # type: ignore[index]
        size = theme.px(15)
        right = box.right() - theme.px(_PAD) - size
        room = right - box.left() - 2 * theme.px(_PAD)
        words = box.adjusted(theme.px(_PAD), 0, 0, 0)
        paint.say(painter, words, paint.elided(text, "body", room), "body", "text")
        paint.glyph(painter, right, box.center().y(), icon, "text3", 15)

    @staticmethod
    def _paint_cell(
        painter: QPainter, box: QRectF, text: str, model: MatrixModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        role, line = model.role(index.column()), model.line(index.row())
        assert role is not None
        icon, icon_tone, tone, ground = ("", "", "text", "")
        if line.permission is not None:
            icon, icon_tone, tone, ground = SCOPE_LOOKS[role.scope(line.permission)]
        gap = theme.px(6)
        side = theme.px(16) + gap if icon else 0
        wide = side + theme.text_width(text, "bodym")
        left = box.center().x() - wide / 2
        if ground:
            pill = QRectF(left - theme.px(10), box.center().y() - theme.px(12), wide + theme.px(20), theme.px(24))
            paint.rounded(painter, pill, theme.px(6), theme.color(ground))
        if icon:
            paint.glyph(painter, left, box.center().y() - 1, icon, icon_tone, 16)
        words = QRectF(left + side, box.top(), box.right() - left - side, box.height() - 1)
        paint.say(painter, words, text, "bodym", tone)
        if model.is_edited(index.row(), index.column()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("warn_fill"))
            dot = theme.px(3)
            painter.drawEllipse(QRectF(box.right() - 4.5 * dot, box.top() + 2.5 * dot, 2 * dot, 2 * dot))


def ground(painter: QPainter, rect: QRect, tone: str) -> None:
    """The ground of a cell and the line under it: filled, since a smoothed line costs ten times as much."""
    painter.fillRect(rect, theme.color(tone))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
