"""Who signs in: tiles for up to six people, a list for more; arrows move between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from clientcrm.domain.access import PersonTile
from ui import theme
from ui.i18n import tr
from ui.people_words import person_initials, role_title, short_name
from ui.widgets import paint
from ui.widgets.focus import PaintedButton
from ui.widgets.layout import Flow, holder, scrolled

MOST_TILES = 6
_LIST_ROWS = 5
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ROLE_SHARE = 0.4  # of a row: an own role may be called anything


class Tile(PaintedButton):
    """One person: avatar, name, role."""

    stepped = Signal(int)
    jumped = Signal(int)  # 0: to the first, -1: to the last

    def __init__(self, person: PersonTile, index: int, *, as_row: bool) -> None:
        super().__init__()
        self.person = person
        self._index = index
        self._as_row = as_row
        self.setCheckable(True)
        self.setAccessibleName(f"{person.name}, {role_title(person.role, person.role_name)}")
        self.setToolTip(person.name)
        across = QSizePolicy.Policy.Expanding if as_row else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(48)) if self._as_row else QSize(theme.px(128), theme.px(140))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ENDS:
            self.jumped.emit(_ENDS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box, on = QRectF(self.rect()), self.isChecked()
        radius = theme.px(8 if self._as_row else 12)
        fill = "accent_soft" if on else "hover" if self.hovered else "surface"
        line = "accent" if on or self.ringed else "border"
        paint.rounded(painter, box, radius, theme.color(fill), theme.color(line), width=2 if on else 1)
        if self.ringed:
            inner = box.adjusted(3, 3, -3, -3)
            paint.rounded(painter, inner, max(2, radius - 3), None, theme.color("accent"), width=1)
        letters, role = person_initials(self.person.name), role_title(self.person.role, self.person.role_name)
        tone = "text2" if on else "text3"
        if self._as_row:
            middle = box.center().y() - theme.px(16)
            paint.avatar(painter, QRectF(theme.px(10), middle, theme.px(32), theme.px(32)), letters, self._index)
            name, role, left, room = self.row_words()
            paint.say(painter, QRectF(left, 0, room, box.height()), name, "bodym")
            paint.say(painter, box.adjusted(0, 0, -theme.px(14), 0), role, "cap", tone, paint.RIGHT)
            return
        side = theme.px(56)
        circle = QRectF((box.width() - side) / 2, theme.px(18), side, side)
        paint.avatar(painter, circle, letters, self._index, theme.sized_font(19, 600))
        name = paint.elided(short_name(self.person.name), "bodys", box.width() - theme.px(16))
        role = paint.elided(role, "cap", box.width() - theme.px(16))
        paint.say(painter, QRectF(0, theme.px(82), box.width(), theme.px(22)), name, "bodys", align=paint.CENTER)
        paint.say(painter, QRectF(0, theme.px(103), box.width(), theme.px(20)), role, "cap", tone, paint.CENTER)

    def row_words(self) -> tuple[str, str, float, float]:
        """Name and role as a row has room for them; where the name begins, and how wide it may be."""
        left, right, gap = theme.px(54), theme.px(14), theme.px(12)
        whole = self.width() - left - right
        role = role_title(self.person.role, self.person.role_name)
        role = paint.elided(role, "cap", whole * _ROLE_SHARE)
        room = whole - theme.text_width(role, "cap") - gap
        return paint.elided(self.person.name, "bodym", room), role, left, room


class People(QWidget):
    """The choice of one person; the chosen tile is the one Tab stops at."""

    chosen = Signal(str)

    def __init__(self, people: Sequence[PersonTile], current: str = "") -> None:
        super().__init__()
        active = [(index, person) for index, person in enumerate(people) if person.active]
        as_row = len(active) > MOST_TILES
        self._tiles = [Tile(person, index, as_row=as_row) for index, person in active]
        for tile in self._tiles:
            tile.stepped.connect(self._step)
            tile.jumped.connect(lambda end: self._go(self._tiles[end]))
            tile.clicked.connect(lambda _on, uid=tile.person.uid: self.choose(uid, tell=True))
        self._area: QScrollArea | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list() if as_row else self._rows())
        self.setAccessibleName(tr("Who signs in"))
        if self._tiles:
            known = any(tile.person.uid == current for tile in self._tiles)
            self.choose(current if known else self._tiles[0].person.uid)

    def _rows(self) -> QWidget:
        flow = Flow(gap=12)
        for tile in self._tiles:
            flow.addWidget(tile)
        return holder(flow)

    def _list(self) -> QWidget:
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(0, 0, theme.px(8), 0)
        down.setSpacing(theme.px(6))
        for tile in self._tiles:
            down.addWidget(tile)
        down.addStretch(1)
        area = scrolled(inner)
        area.setFixedHeight(theme.px(54 * _LIST_ROWS))
        self._area = area
        return area

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._bring)  # rows have their places only now

    def _bring(self) -> None:
        """Whoever is chosen is seen, however long the list."""
        chosen = next((tile for tile in self._tiles if tile.isChecked()), None)
        if self._area is not None and chosen is not None:
            self._area.ensureWidgetVisible(chosen, 0, 0)

    @property
    def current(self) -> PersonTile | None:
        """The chosen person."""
        return next((tile.person for tile in self._tiles if tile.isChecked()), None)

    def choose(self, uid: str, *, tell: bool = False) -> None:
        """Mark one person."""
        for tile in self._tiles:
            on = tile.person.uid == uid
            tile.setChecked(on)
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        self._bring()
        if tell:
            self.chosen.emit(uid)

    def _step(self, step: int) -> None:
        at = next(i for i, tile in enumerate(self._tiles) if tile.isChecked())
        self._go(self._tiles[(at + step) % len(self._tiles)])

    def _go(self, tile: Tile) -> None:
        self.choose(tile.person.uid)
        tile.setFocus(Qt.FocusReason.TabFocusReason)
