"""The navigation at the left: shop, search, sections, person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import IconButton
from ui.widgets.focus import PaintedButton, tab_to_chosen
from ui.widgets.layout import column, row

WIDE, RAIL = 248, 64


@dataclass(frozen=True, slots=True)
class NavItem:
    """A section: key, word, icon, and the keys that open it."""

    key: str
    title: str
    icon: str
    keys: str = ""


class _Part(PaintedButton):
    """Something in the navigation that can be pressed; in the rail only its icon shows."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._tall = height
        self.rail = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rail(self, rail: bool) -> None:
        """Wide or only the icon."""
        self.rail = rail
        self.setToolTip(self.accessibleName() if rail else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px((RAIL if self.rail else WIDE) - 20), theme.px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(RAIL - 24), theme.px(self._tall))


class _Section(_Part):
    """One section."""

    def __init__(self, item: NavItem) -> None:
        super().__init__(34)
        self.item = item
        self.count = ""
        self.alert = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.name_it()

    def name_it(self) -> None:
        """The spoken name holds the numbers that are painted."""
        numbers = [self.count, tr("{count} to decide").format(count=self.alert) if self.alert else ""]
        self.setAccessibleName(", ".join([self.item.title, *(number for number in numbers if number)]))
        hint = f"{self.item.title} ({self.item.keys})" if self.item.keys else self.item.title
        self.setToolTip(hint if self.rail else "")
        self.update()

    def set_rail(self, rail: bool) -> None:
        super().set_rail(rail)
        self.name_it()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box, on = QRectF(self.rect()), self.isChecked()
        radius = theme.px(8)
        if on:
            line = None if theme.is_dark() else theme.color("border")
            paint.rounded(painter, box, radius, theme.color("sunken" if theme.is_dark() else "surface"), line)
        elif self.hovered:
            paint.rounded(painter, box, radius, theme.color("pressed" if theme.is_dark() else "sunken"))
        if self.ringed:
            paint.focus_ring(painter, box, radius)
        middle = box.center().y()
        x = (box.width() - theme.px(18)) / 2 if self.rail else theme.px(11)
        paint.glyph(painter, x, middle, self.item.icon, "accent_text" if on else "text2", 18)
        if self.rail:
            if self.alert:
                dot = QRectF(x + theme.px(14), middle - theme.px(12), theme.px(8), theme.px(8))
                paint.rounded(painter, dot, dot.width() / 2, theme.color("warn_fill"))
            return
        right = self._paint_numbers(painter, box)
        role, tone = ("bodys", "text") if on else ("bodym", "text2")
        left = theme.px(38)
        text = paint.elided(self.item.title, role, right - left - theme.px(4))
        paint.say(painter, box.adjusted(left, 0, 0, 0), text, role, tone)

    def _paint_numbers(self, painter: QPainter, box: QRectF) -> float:
        right = box.right() - theme.px(10)
        if self.alert:
            width = max(theme.px(20), round(theme.text_width(self.alert, "caps")) + theme.px(10))
            pill = QRectF(right - width, box.center().y() - theme.px(9), width, theme.px(18))
            paint.rounded(painter, pill, pill.height() / 2, theme.color("warn_soft"))
            paint.say(painter, pill, self.alert, "caps", "warn", paint.CENTER)
            right -= width + theme.px(6)
        if self.count:
            paint.say(painter, QRectF(0, 0, right, box.height()), self.count, "capm", align=paint.RIGHT)
            right -= theme.text_width(self.count, "capm")
        return right


class _Shop(_Part):
    """The mark of the shop, its name, and when the last copy was made."""

    def __init__(self) -> None:
        super().__init__(44)
        self._name, self._note, self._late = "", "", False

    def set_shop(self, name: str, note: str, late: bool) -> None:
        """What it says."""
        self._name, self._note, self._late = name, note, late
        self.setAccessibleName(f"{name}. {note}".strip())
        self.set_rail(self.rail)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        side = theme.px(32)
        x = (self.width() - side) / 2 if self.rail else theme.px(4)
        mark = QRectF(x, (self.height() - side) / 2, side, side)
        if self.ringed:
            paint.focus_ring(painter, QRectF(self.rect()), theme.px(9))
        paint.rounded(painter, mark, theme.px(9), theme.color("accent"))
        paint.glyph(painter, mark.x() + theme.px(7), mark.center().y(), "store", "on_accent", 18)
        if self.rail:
            return
        left, room = theme.px(46), self.width() - theme.px(46)
        name = paint.elided(self._name, "bodys", room)
        paint.say(painter, QRectF(left, theme.px(4), room, theme.px(20)), name, "bodys")
        tone = "warn" if self._late else "text3"
        note = paint.elided(self._note, "cap", room)
        paint.say(painter, QRectF(left, theme.px(22), room, theme.px(18)), note, "cap", tone)


class _Search(_Part):
    """Opens the command palette."""

    def __init__(self) -> None:
        super().__init__(34)
        self.setAccessibleName(tr("Find or do"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        ground = theme.color("hover" if self.hovered else "surface")
        paint.rounded(painter, box, theme.px(8), ground, theme.color("border"))
        if self.ringed:
            paint.focus_ring(painter, box, theme.px(8))
        x = (box.width() - theme.px(16)) / 2 if self.rail else theme.px(11)
        paint.glyph(painter, x, box.center().y(), "search", "text3")
        if self.rail:
            return
        paint.say(painter, box.adjusted(theme.px(35), 0, 0, 0), tr("Find or do"), "small", "text3")
        paint.say(painter, box.adjusted(0, 0, -theme.px(11), 0), "Ctrl K", "kbd", align=paint.RIGHT)


class _Person(_Part):
    """Who works here."""

    def __init__(self) -> None:
        super().__init__(44)
        self._words = ("", "", "")
        self._staff: int | None = 0

    def set_person(self, name: str, role: str, initials: str, staff: int | None) -> None:
        """What it says."""
        self._words, self._staff = (name, role, initials), staff
        self.setAccessibleName(f"{name}, {role}")
        self.set_rail(self.rail)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        name, role, initials = self._words
        side = theme.px(32)
        if self.ringed:
            paint.focus_ring(painter, QRectF(self.rect()), theme.px(9))
        x = (self.width() - side) / 2 if self.rail else theme.px(4)
        paint.avatar(painter, QRectF(x, (self.height() - side) / 2, side, side), initials, self._staff)
        if self.rail:
            return
        left, room = theme.px(46), self.width() - theme.px(46)
        paint.say(painter, QRectF(left, theme.px(4), room, theme.px(19)), paint.elided(name, "smalls", room), "smalls")
        paint.say(painter, QRectF(left, theme.px(21), room, theme.px(18)), paint.elided(role, "cap", room), "cap")


class _Divider(QWidget):
    """A hairline between groups of sections."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRectF(theme.px(8), self.height() // 2, self.width() - theme.px(16), 1)
        paint.painter_for(self).fillRect(line, theme.color("border"))


class Nav(QWidget):
    """248 wide, or a rail of icons."""

    chosen = Signal(str)
    search_asked = Signal()
    lock_asked = Signal()
    shop_asked = Signal()
    person_asked = Signal()

    def __init__(self, groups: Sequence[Sequence[NavItem]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(tr("Sections"))
        self._shop, self._search, self._person = _Shop(), _Search(), _Person()
        self._lock = IconButton("lock", tr("Lock"), keys="Ctrl L")
        self._sections: dict[str, _Section] = {}
        self._dividers: list[QWidget] = []
        self._rail = False
        self._list = column(gap=2)
        self._foot = row((self._person, 1), self._lock, gap=4)
        self._foot_rail = column(gap=4)
        self._box = column(
            self._shop, 6, self._search, 12, self._list, None, _Divider(), self._foot_rail, self._foot,
            gap=0, margins=(12, 12, 8, 10),
        )  # fmt: skip
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._shop.clicked.connect(self.shop_asked)
        self._search.clicked.connect(self.search_asked)
        self._person.clicked.connect(self.person_asked)
        self._lock.clicked.connect(self.lock_asked)
        self.set_groups(groups)
        self._apply_rail()

    def set_groups(self, groups: Sequence[Sequence[NavItem]]) -> None:
        """The sections that this person may open, in groups."""
        for widget in (*self._sections.values(), *self._dividers):
            self._list.removeWidget(widget)
            widget.deleteLater()
        self._sections.clear()
        self._dividers.clear()
        for n, group in enumerate(groups):
            if n:
                divider = _Divider()
                self._dividers.append(divider)
                self._list.addWidget(divider)
            for item in group:
                section = _Section(item)
                section.set_rail(self._rail)
                section.clicked.connect(lambda _on=False, key=item.key: self.chosen.emit(key))
                self._sections[item.key] = section
                self._list.addWidget(section)

    def set_shop(self, name: str, note: str, late: bool = False) -> None:
        """The name and the line under it; late when the last copy is too old."""
        self._shop.set_shop(name, note, late)

    def set_person(self, name: str, role: str, initials: str, staff: int | None = 0) -> None:
        """Who is signed in."""
        self._person.set_person(name, role, initials, staff)

    def choose(self, key: str) -> None:
        """Show which section is open; says nothing."""
        for section in self._sections.values():
            section.setAutoExclusive(False)
            section.setChecked(section.item.key == key)
            section.setAutoExclusive(True)
        tab_to_chosen(self._sections.values())

    def current(self) -> str:
        """The section that is open."""
        return next((key for key, section in self._sections.items() if section.isChecked()), "")

    def set_count(self, key: str, text: str) -> None:
        """The quiet number at the right of a section."""
        if key in self._sections:
            self._sections[key].count = text
            self._sections[key].name_it()

    def set_alert(self, key: str, text: str) -> None:
        """A number that waits for a decision."""
        if key in self._sections:
            self._sections[key].alert = text
            self._sections[key].name_it()

    def set_rail(self, rail: bool) -> None:
        """A rail of icons, or the whole."""
        if rail != self._rail:
            self._rail = rail
            self._apply_rail()

    def _apply_rail(self) -> None:
        for part in (self._shop, self._search, self._person, *self._sections.values()):
            part.set_rail(self._rail)
        self.setFixedWidth(theme.px(RAIL if self._rail else WIDE))
        if self._rail:
            self._foot_rail.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            self._foot.addWidget(self._lock)
