"""What stands in the middle when there are no rows: nothing yet, an error, or rows to come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.area import AreaBox, PlainText
from ui.widgets.button import Button
from ui.widgets.labels import IconTile, Label
from ui.widgets.layout import column, holder, row
from ui.widgets.spoken import announce

CENTER = Qt.AlignmentFlag.AlignCenter
WAIT: int = 300  # ms; anything quicker needs no sign


class EmptyState(QWidget):
    """An icon, what is (not) there, why, and one or two things to do."""

    def __init__(self, icon: str, title: str, text: str = "", *actions: Button, dashed: bool = False) -> None:
        super().__init__()
        self._dashed = dashed
        self.box = column(gap=6, margins=(24, 22, 24, 20))
        self.box.addStretch(1)
        self.box.addLayout(row(None, IconTile(icon), None))
        self.box.addSpacing(theme.px(6))
        self.box.addLayout(row(None, (_narrow(Label(title, "h3", wrap=True, align=CENTER)), 4), None))
        if text:
            self.box.addLayout(row(None, (_narrow(Label(text, "small", wrap=True, align=CENTER)), 4), None))
        if actions:
            self.box.addSpacing(theme.px(8))
            self.box.addLayout(row(None, *actions, None))
        self.box.addStretch(1)
        self.setLayout(self.box)
        self.setAccessibleName(f"{title}. {text}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dashed:
            box = QRectF(self.rect())
            line = theme.color("border_strong")
            paint.rounded(paint.painter_for(self), box, theme.px(14), None, line, dash=(4, 3))


def _narrow(label: Label) -> Label:
    label.setMaximumWidth(theme.px(460))
    policy = label.sizePolicy()  # which knows of the height that wrapped words need
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    label.setSizePolicy(policy)
    return label


class ErrorState(EmptyState):
    """What happened and what to do; technical words only behind "Details"."""

    def __init__(self, title: str, text: str = "", *actions: Button, details: str = "") -> None:
        super().__init__("circle-x", title, text, *actions)
        announce(self, f"{title}. {text}")
        if details:
            self.box.insertLayout(self.box.count() - 1, row(None, (Details(details), 4), None))


class Details(QWidget):
    """Technical text that opens on request and can be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._shown = False
        self.toggle = Button(tr("Details"), kind="link", size="sm", trail="chevron-down")
        self.copy = Button(tr("Copy"), "copy", "ghost", "sm")
        plain = PlainText()
        plain.setPlainText(text)
        plain.setReadOnly(True)
        self._area = AreaBox(plain, 5)
        self._area.setAccessibleName(tr("Details"))
        self._inside = holder(column(self._area, row(None, self.copy), gap=6))
        self._inside.hide()
        self.setLayout(column(row(None, self.toggle, None), self._inside, gap=6))
        self.setMaximumWidth(theme.px(560))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toggle.clicked.connect(self._on_toggle)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))

    def _on_toggle(self) -> None:
        self._shown = not self._shown
        self._inside.setVisible(self._shown)


class SkeletonRows(QWidget):
    """Grey shapes of rows to come, so that nothing jumps when they are here."""

    def __init__(self, rows: int = 8, row_height: int = 40) -> None:
        super().__init__()
        self._rows, self._row = rows, row_height
        self.setMinimumHeight(theme.px(rows * row_height))
        self.setAccessibleName(tr("loading"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        grey = theme.color("sunken")
        tall, width = theme.px(self._row), self.width() - theme.px(32)
        thin, side, chip = theme.px(11), theme.px(26), theme.px(20)
        for n in range(self._rows):
            middle = n * tall + tall / 2
            x = theme.px(16)
            share = (0.30, 0.24, 0.27, 0.22)[n % 4]
            if tall >= theme.px(36):
                paint.rounded(painter, QRectF(x, middle - side / 2, side, side), side / 2, grey)
                x += side + theme.px(12)
            paint.rounded(painter, QRectF(x, middle - thin / 2, width * share, thin), thin / 2, grey)
            paint.rounded(painter, QRectF(x + width * 0.42, middle - chip / 2, width * 0.18, chip), chip / 2, grey)
            paint.rounded(painter, QRectF(x + width * 0.70, middle - thin / 2, width * 0.16, thin), thin / 2, grey)


class Pages(QStackedWidget):
    """One of several widgets. A stand-in that came with show_page() goes when another comes; what was added stays.

    They take the room that there is: nobody asks what height the hidden ones would need. Qt asked it a hundred times
    whenever one of them changed, page within page: 0.1 s after each import.
    """

    def __init__(self) -> None:
        super().__init__()
        self._passing: QWidget | None = None

    def hasHeightForWidth(self) -> bool:
        return False

    def show_page(self, widget: QWidget) -> None:
        """Show this one."""
        before, self._passing = self._passing, None
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
            self._passing = widget if isinstance(widget, EmptyState) else None
        elif before is widget:
            self._passing = widget
        self.setCurrentWidget(widget)
        if before is not None and before is not widget:
            self.removeWidget(before)
            before.deleteLater()


class Waiting(QWidget):
    """Covers a widget with rows to come, but only when it takes longer than 0.3 s."""

    def __init__(self, page: QWidget, rows: int = 12) -> None:
        super().__init__(page)
        self._page = page
        self._skeleton = SkeletonRows(rows)
        self._skeleton.setMinimumHeight(0)
        self.setLayout(column(self._skeleton, gap=0))
        self.setAutoFillBackground(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.appear)
        self.hide()

    def start(self) -> None:
        """The wait begins."""
        self._timer.start()

    def stop(self) -> None:
        """The answer is here."""
        self._timer.stop()
        self.hide()

    def appear(self) -> None:
        """Show it now; the wait lasts."""
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.painter_for(self).fillRect(self.rect(), theme.color("surface"))
