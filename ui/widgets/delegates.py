"""How the cells of a table are painted: everything that costs is kept between repaints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap, QStaticText, QTransform

from ui import icons, theme, words
from ui.widgets import paint
from ui.widgets.columns import Column, Kind, Mark, Masked, Name, Shown
from ui.widgets.tiers import TierLook, chip_width, paint_chip

PAD: Final = 10
_MARKED: Final = 21  # an icon and the gap after it
KEPT_PICTURES: Final = 3_000
KEPT_TEXTS: Final = 20_000  # about 200 screens of cells, some 10 MB


@dataclass(slots=True)
class Place:
    """Where a cell stands, in pixels, and in what state its row is."""

    x: int
    y: int
    width: int
    height: int
    dim: bool = False
    hovered: bool = False
    shown_left: float = 0.0  # share of the time that a shown contact has left
    plain: str = ""  # the contact itself, while it is shown


class CellPainter:
    """Paints cells by kind. Laid-out texts and small pictures are cached until the theme changes."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str, int], tuple[QStaticText, float, float]] = {}
        self._pictures: dict[tuple[Any, ...], QPixmap] = {}
        self._font: QFont | None = None
        self._tone = ""
        self._pen_tone: QColor | None = None
        self._kinds: dict[Kind, Callable[[QPainter, Place, Column[Any], Shown], None]] = {
            Kind.NAME: self._paint_name,
            Kind.CHIP: self._paint_chip,
            Kind.MASKED: self._paint_masked,
            Kind.BAR: self._paint_bar,
            Kind.TAGS: self._paint_tags,
            Kind.ICON: self._paint_icon,
            Kind.MARKED: self._paint_marked,
        }

    def forget(self) -> None:
        """The theme changed: paint all anew."""
        self._texts.clear()
        self._pictures.clear()

    def begin(self) -> None:
        """A new painter: it knows no font yet."""
        self._font = None
        self._pen_tone = None

    def cell(self, painter: QPainter, place: Place, column: Column[Any], shown: Shown) -> None:
        """One cell."""
        self._kinds.get(column.kind, self._paint_text)(painter, place, column, shown)

    @staticmethod
    def is_cut(shown: Shown, width: int) -> bool:
        """The text does not fit into a cell of this width."""
        used = theme.px(2 * PAD)
        if isinstance(shown.extra, Name):
            used = theme.px(50) + len(shown.extra.marks) * theme.px(22)
        elif isinstance(shown.extra, Mark) and shown.text:
            used += theme.px(_MARKED)
            return theme.text_width(shown.text, "body") > width - used
        elif shown.extra is not None:
            return False
        return theme.text_width(shown.text, "bodym" if shown.strong or shown.extra else "body") > width - used

    # ------------------------------------------------------------ text

    def text(
        self,
        painter: QPainter,
        text: str,
        role: str,
        tone: str,
        box: tuple[float, float, float, float],
        right: bool = False,
    ) -> float:
        """Text in x, y, width, height; cut with an ellipsis where it doesn't fit; gives back its width."""
        x, y, width, height = box
        key = (text, role, int(width))
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > KEPT_TEXTS:
                self._texts.clear()
            found = self._texts[key] = _laid_out(text, role, width)
        static, wide, tall = found
        font, ink = theme.font(role), theme.color(tone)
        if font is not self._font:
            painter.setFont(font)
            self._font = font
        if ink is not self._pen_tone:
            painter.setPen(ink)
            self._pen_tone = ink
        left = x + width - wide if right else x
        painter.drawStaticText(QPointF(left, y + (height - 1 - tall) / 2), static)
        return wide

    def _paint_text(self, painter: QPainter, place: Place, column: Column[Any], shown: Shown) -> None:
        role = "bodym" if shown.strong else "body"
        pad = theme.px(PAD)
        box = (place.x + pad, place.y, place.width - 2 * pad, place.height)
        self.text(painter, shown.text, role, self._tone_of(place, shown), box, column.right)

    @staticmethod
    def _tone_of(place: Place, shown: Shown) -> str:
        return "text3" if place.dim and shown.tone in ("text", "text2") else shown.tone

    # ------------------------------------------------------------ kinds

    def check(self, painter: QPainter, place: Place, on: bool, partly: bool = False) -> None:
        """The check box of a row or of the header."""
        side = theme.px(17)
        picture = self._picture(
            ("check", on, partly, side), side, side,
            lambda p: paint.check_mark(p, QRectF(0, 0, side, side), on=on, partly=partly),
        )  # fmt: skip
        painter.drawPixmap(place.x + theme.px(20), place.y + (place.height - 1 - side) // 2, picture)

    def _paint_name(self, painter: QPainter, place: Place, _column: Column[Any], shown: Shown) -> None:
        name: Name = shown.extra
        side = theme.px(26 if place.height >= theme.px(36) else 22)
        x: float = place.x + theme.px(6)
        middle = place.y + (place.height - 1) / 2
        if name.initials:
            picture = self._picture(
                ("avatar", name.initials, name.staff, side), side, side,
                lambda p: paint.avatar(p, QRectF(0, 0, side, side), name.initials, name.staff),
            )  # fmt: skip
            painter.drawPixmap(QPointF(x, round(middle - side / 2)), picture)
            x += side + theme.px(10)
        else:
            x = place.x + theme.px(PAD)
        room = place.x + place.width - theme.px(8) - x - len(name.marks) * theme.px(22)
        box = (x, place.y, room, place.height)
        x += self.text(painter, name.text, "bodym", self._tone_of(place, shown), box) + theme.px(8)
        for mark in name.marks:
            self._icon(painter, mark, x, middle)
            x += theme.px(22)

    def _icon(self, painter: QPainter, mark: Mark, x: float, middle: float) -> None:
        side = theme.px(15)
        painter.drawPixmap(QPointF(round(x), round(middle - side / 2)), icons.pixmap(mark.icon, mark.tone, 15))

    def _paint_icon(self, painter: QPainter, place: Place, _column: Column[Any], shown: Shown) -> None:
        if isinstance(shown.extra, Mark):
            self._icon(painter, shown.extra, place.x + theme.px(PAD), place.y + (place.height - 1) / 2)

    def _paint_marked(self, painter: QPainter, place: Place, column: Column[Any], shown: Shown) -> None:
        if not isinstance(shown.extra, Mark):
            self._paint_text(painter, place, column, shown)
            return
        x = place.x + theme.px(PAD)
        self._icon(painter, shown.extra, x, place.y + (place.height - 1) / 2)
        x += theme.px(_MARKED)
        box = (x, place.y, place.x + place.width - theme.px(PAD) - x, place.height)
        self.text(painter, shown.text, "body", self._tone_of(place, shown), box)

    def _paint_chip(self, painter: QPainter, place: Place, column: Column[Any], shown: Shown) -> None:
        look = shown.extra
        if not isinstance(look, TierLook):
            self._paint_text(painter, place, column, shown)
            return
        tall = 20 if place.height < theme.px(36) else 24
        picture = self._picture(
            ("chip", look, tall), chip_width(look) + 1, theme.px(tall),
            lambda p: paint_chip(p, 0, theme.px(tall) / 2, look, tall),
        )  # fmt: skip
        y = place.y + (place.height - 1 - theme.px(tall) + 1) // 2
        painter.drawPixmap(place.x + theme.px(PAD), y, picture)

    def _paint_masked(self, painter: QPainter, place: Place, _column: Column[Any], shown: Shown) -> None:
        pad = theme.px(PAD)
        side = theme.px(16)
        box = (place.x + pad, place.y, place.width - 2 * pad - theme.px(20), place.height)
        middle = place.y + (place.height - 1) / 2
        if place.plain:
            self.text(painter, place.plain, "bodym", "text", box)
            circle = QRectF(place.x + place.width - theme.px(32), middle - side / 2, side, side)
            paint.ring(painter, circle, place.shown_left)
            self._pen_tone = None
            return
        self.text(painter, shown.text, "body", self._tone_of(place, shown), box)
        if place.hovered and isinstance(shown.extra, Masked) and shown.extra.can_show:
            eye = QPointF(place.x + place.width - theme.px(30), round(middle - side / 2))
            painter.drawPixmap(eye, icons.pixmap("eye", "text2", 16))

    def _paint_bar(self, painter: QPainter, place: Place, _column: Column[Any], shown: Shown) -> None:
        share = shown.extra
        left = theme.px(18)
        if not isinstance(share, float):
            box = (place.x + left, place.y, place.width - left - theme.px(PAD), place.height)
            self.text(painter, shown.text, "body", shown.tone, box)
            return
        tone = paint.chance_tone(share)
        wide, tall = theme.px(40), theme.px(5)
        picture = self._picture(
            ("bar", round(share * 100), tone), wide, tall,
            lambda p: paint.bar(p, QRectF(0, 0, wide, tall), share, tone),
        )  # fmt: skip
        painter.drawPixmap(QPointF(place.x + left, round(place.y + (place.height - 1 - tall) / 2)), picture)
        start = place.x + theme.px(60)
        room = min(theme.px(46), place.width - theme.px(60 + PAD))
        self.text(painter, shown.text, "body", self._tone_of(place, shown), (start, place.y, room, place.height), True)

    def _paint_tags(self, painter: QPainter, place: Place, column: Column[Any], shown: Shown) -> None:
        tags = shown.extra
        if not isinstance(tags, tuple):
            self._paint_text(painter, place, column, shown)
            return
        x, end = place.x + theme.px(PAD), place.x + place.width - theme.px(PAD)
        tall = theme.px(22)
        y = place.y + (place.height - 1 - tall) // 2
        for n, tag in enumerate(tags):
            more = len(tags) - n
            wide = round(theme.text_width(tag, "capm")) + theme.px(16)
            rest = theme.px(30) if more > 1 else 0
            if x + wide + rest > end:
                tag, wide = (f"+{words.number(more)}", theme.px(28)) if n else (tag, max(0, end - x))
                more = 1
            picture = self._picture(("tag", tag, wide), wide, tall, _tag_brush(tag, wide, tall))
            painter.drawPixmap(x, y, picture)
            x += wide + theme.px(4)
            if more == 1:
                break

    # ------------------------------------------------------------ pictures

    def _picture(self, key: tuple[Any, ...], width: int, height: int, draw: Callable[[QPainter], object]) -> QPixmap:
        ratio = icons.ratio()
        found = self._pictures.get((*key, ratio))
        if found is None:
            if len(self._pictures) > KEPT_PICTURES:
                self._pictures.clear()
            found = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
            self._pictures[(*key, ratio)] = found
        return found

    def skeleton(self, painter: QPainter, place: Place, column: Column[Any], row: int) -> None:
        """A grey bar where a row is still being read."""
        pad = theme.px(PAD)
        room = max(0, place.width - 2 * pad)
        share = 0.45 + (row * 37 + place.x) % 5 * 0.08
        tall = theme.px(20 if column.kind is Kind.CHIP else 11)
        wide = min(room, round(room * (0.6 if column.kind is Kind.CHIP else share)))
        x = place.x + place.width - pad - wide if column.right else place.x + pad
        if column.kind is Kind.NAME:
            side = theme.px(26)
            circle = QRectF(place.x + theme.px(6), place.y + (place.height - 1 - side) / 2, side, side)
            paint.rounded(painter, circle, side / 2, theme.color("sunken"))
            x, wide = place.x + theme.px(42), max(0, wide - theme.px(32))
        box = QRectF(x, place.y + (place.height - 1 - tall) / 2, wide, tall)
        paint.rounded(painter, box, tall / 2, theme.color("sunken"))
        self._pen_tone = None


def _laid_out(text: str, role: str, width: float) -> tuple[QStaticText, float, float]:
    metrics = theme.metrics(role)
    wide = metrics.horizontalAdvance(text)
    if wide > width:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
        wide = metrics.horizontalAdvance(text)
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(QTransform(), theme.font(role))
    return static, wide, static.size().height()


def _tag_brush(text: str, width: int, height: int) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        box = QRectF(0, 0, width, height)
        paint.rounded(painter, box, theme.px(6), None, theme.color("border"))
        shown = paint.elided(text, "capm", width - theme.px(12))
        paint.say(painter, box, shown, "capm", "text2", paint.CENTER)

    return draw
