"""How what Qt draws by itself looks: scroll bars, tooltips, dots for a password. All else is painted by the widgets.

There is no style sheet of the application, only of a menu. Qt dresses every widget of every page anew when one is
replaced, a millisecond for each, and looks at its rules for each new widget: a fifth of the time that a page takes.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QWidget,
)

from ui import theme

_Part = QStyle.SubControl
_SIZES: Final = {
    QStyle.PixelMetric.PM_ScrollBarExtent: 10,
    QStyle.PixelMetric.PM_ScrollBarSliderMin: 32,
    QStyle.PixelMetric.PM_ToolTipLabelFrameWidth: 9,
}
_MARGIN = 2


class InkStyle(QProxyStyle):
    """Fusion, but for what is ours.

    What Qt asks for each label and each item of a layout is not ours to answer: a busy worker would be waited for each
    time.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        ours = _SIZES.get(metric)
        return super().pixelMetric(metric, option, widget) if ours is None else theme.px(ours)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control != QStyle.ComplexControl.CC_ScrollBar or not isinstance(option, QStyleOptionSlider):
            return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]
        return _bar_part(option, part)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control != QStyle.ComplexControl.CC_ScrollBar or not isinstance(option, QStyleOptionSlider):
            super().drawComplexControl(control, option, painter, widget)
            return
        touched = bool(option.activeSubControls & _Part.SC_ScrollBarSlider)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("field" if touched else "border_strong"))
        radius = theme.px(3)
        painter.drawRoundedRect(_bar_part(option, _Part.SC_ScrollBarSlider), radius, radius)
        painter.restore()

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.PrimitiveElement.PE_PanelTipLabel:
            painter.fillRect(option.rect, theme.color("inverse"))
            return
        super().drawPrimitive(element, option, painter, widget)


class PasswordStyle(InkStyle):
    """Small dots instead of letters."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_LineEdit_PasswordCharacter:
            return ord("•")
        return super().styleHint(hint, option, widget, data)


@cache
def password_style() -> PasswordStyle:
    """One for all."""
    return PasswordStyle()


def _bar_part(bar: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where a part of a scroll bar lies: a handle in a groove, no arrows."""
    margin = theme.px(_MARGIN)
    groove = bar.rect.adjusted(margin, margin, -margin, -margin)
    upright = bar.orientation == Qt.Orientation.Vertical
    room = groove.height() if upright else groove.width()
    shown = max(1, bar.maximum - bar.minimum + bar.pageStep)
    long = min(room, max(theme.px(_SIZES[QStyle.PixelMetric.PM_ScrollBarSliderMin]), room * bar.pageStep // shown))
    before = QStyle.sliderPositionFromValue(
        bar.minimum, bar.maximum, bar.sliderPosition, room - long, upsideDown=bar.upsideDown
    )
    begin, end = {
        _Part.SC_ScrollBarGroove: (0, room),
        _Part.SC_ScrollBarSlider: (before, before + long),
        _Part.SC_ScrollBarSubPage: (0, before),
        _Part.SC_ScrollBarAddPage: (before + long, room),
    }.get(part, (0, 0))
    if begin == end:
        return QRect()
    if upright:
        return QRect(groove.x(), groove.y() + begin, groove.width(), end - begin)
    return QRect(groove.x() + begin, groove.y(), end - begin, groove.height())
