"""Lucide icons, tinted by colour tokens and cached as pixmaps."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from ui import theme

_pixmaps: dict[tuple[str, str, int, float, float], QPixmap] = {}


@cache
def _source(name: str) -> str:
    return (theme.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def known() -> frozenset[str]:
    """Names of the icons that are shipped."""
    return frozenset(path.stem for path in (theme.resources() / "icons").glob("*.svg"))


def pixmap(name: str, tone: str = "text2", size: float = 18, stroke: float = 1.75) -> QPixmap:
    """The icon in the colour of a token, sharp at the screen's pixel ratio."""
    side = theme.px(size)
    sharpness = ratio()
    tint = theme.color(tone).name()
    key = (name, tint, side, stroke, sharpness)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _render(name, tint, side, stroke, sharpness)
    return found


def icon(name: str, tone: str = "text2", size: float = 18) -> QIcon:
    """The icon for menus and actions, greyed when off."""
    made = QIcon(pixmap(name, tone, size))
    made.addPixmap(pixmap(name, "text_off", size), QIcon.Mode.Disabled)
    return made


def ratio() -> float:
    """Physical pixels per design pixel of the sharpest screen."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _render(name: str, tint: str, side: int, stroke: float, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # 10 ms; the first window may need no icon at all

    text = _source(name).replace("currentColor", tint).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return made
