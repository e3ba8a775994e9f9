"""The looks in force: light or dark, scale, fonts, colours, palette."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QToolTip

from ui import tokens
from ui.tokens import TierColors

_FONT_FILES = ("400Regular", "500Medium", "600SemiBold", "700Bold")
_PALETTE = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.AlternateBase, "subtle"),
    (QPalette.ColorRole.Highlight, "selected"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.LinkVisited, "accent_text"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.ToolTipBase, "inverse"),
    (QPalette.ColorRole.ToolTipText, "on_inverse"),
)
_TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Signals(QObject):
    """Says that the looks changed."""

    changed = Signal()


class _Looks:
    """What is in force now. The palette of QApplication is one per program, so this is one as well."""

    def __init__(self) -> None:
        self.wanted = "system"
        self.dark = False
        self.strong = False
        self.scale = 100
        self.table: dict[str, str] = {}
        self.signals: Signals | None = None
        self.following = False
        self.pick()

    def pick(self) -> None:
        """Fill the colour table for the mode in force."""
        base = tokens.DARK if self.dark else tokens.LIGHT
        charts = tokens.CHARTS_DARK if self.dark else tokens.CHARTS_LIGHT
        self.table = {**(tokens.high_contrast(base) if self.strong else base), **charts}


_looks = _Looks()


def signals() -> Signals:
    """The object whose `changed` signal follows a theme or scale switch."""
    if _looks.signals is None:
        _looks.signals = Signals()
    return _looks.signals


@cache
def resources() -> Path:
    """The resources folder: beside the packages, or inside a frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).resolve().parent.parent) / "resources"


# ---------------------------------------------------------------- switching


def start(app: QApplication, mode: str = "system", scale: int = 100) -> None:
    """Dress the application; called once, before the first widget."""
    from ui.style import InkStyle  # which paints in the colours that are told here

    app.setStyle(InkStyle())
    if not _looks.following:
        _looks.following = True
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: _follow())
        hints.accessibility().contrastPreferenceChanged.connect(lambda _contrast: _apply(_app()))
    _looks.wanted, _looks.scale = mode, scale
    _apply(app)


def set_mode(mode: str) -> None:
    """Switch to light, dark, or what the system says."""
    _looks.wanted = mode
    _apply(_app())


def set_scale(scale: int) -> None:
    """Multiply every size by scale %; windows must be built anew."""
    _looks.scale = scale
    _apply(_app())


def mode() -> str:
    """The mode that was asked for: system, light or dark."""
    return _looks.wanted


def scale() -> int:
    """Interface scale in %."""
    return _looks.scale


def is_dark() -> bool:
    """True while dark colours are shown."""
    return _looks.dark


def motion() -> bool:
    """False when the system or the style asks for less motion."""
    style = _app().style()
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        msg = "the theme needs a QApplication"
        raise TypeError(msg)
    return app


def _follow() -> None:
    if _looks.wanted == "system":
        _apply(_app())


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()  # kept alive: the accessibility object belongs to it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _apply(app: QApplication) -> None:
    _looks.dark = _looks.wanted == "dark" or (_looks.wanted == "system" and _system_is_dark())
    _looks.strong = _system_wants_contrast()
    _looks.pick()
    for cached in (color, font, metrics, menu_sheet):
        cached.cache_clear()
    _load_fonts()
    if app.font() != font("body"):
        app.setFont(font("body"))
    palette = _palette()
    app.setPalette(palette)
    QToolTip.setFont(sized_font(12))
    QToolTip.setPalette(palette)
    palette.setColor(QPalette.ColorRole.Highlight, color("accent"))
    palette.setColor(QPalette.ColorRole.HighlightedText, color("on_accent"))
    for written in ("QLineEdit", "QPlainTextEdit"):
        app.setPalette(palette, written)  # type: ignore[arg-type]  # text is what it takes, whatever the stub says
    signals().changed.emit()


def _palette() -> QPalette:
    palette = QPalette()
    for role, token in _PALETTE:
        palette.setColor(role, color(token))
    for role in _TEXT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("text_off"))
    return palette


@cache
def menu_sheet() -> str:
    """The style sheet of a menu, with colours and scaled sizes filled in."""
    text = (resources() / "menu.qss").read_text(encoding="utf-8")
    text = re.sub(r"\{([a-z]\w*)\}", lambda m: color(m[1]).name(), text)
    return re.sub(r"\b([2-9]|\d\d+)px", lambda m: f"{px(int(m[1]))}px", text)


def _load_fonts() -> None:
    if QFontDatabase.hasFamily(tokens.FAMILY):
        return
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"GolosText_{name}.ttf"))


# ---------------------------------------------------------------- reading


@cache
def color(token: str, alpha: float | None = None) -> QColor:
    """The colour of a token in the mode in force; `alpha` 0..1 makes it see-through."""
    value = _looks.table[token]
    found = QColor(value[:7])
    if len(value) == 9:  # #RRGGBBAA
        found.setAlpha(int(value[7:], 16))
    if alpha is not None:
        found.setAlphaF(alpha)
    return found


def px(size: float) -> int:
    """Design pixels at the scale in force."""
    return round(size * _looks.scale / 100)


@cache
def font(role: str) -> QFont:
    """The font of a type role, in scaled pixels."""
    size, weight, _tone = tokens.ROLES[role]
    return sized_font(size, weight)


def sized_font(size: float, weight: int = 400) -> QFont:
    """Golos Text with tabular figures; full hinting would break the spacing, so there is none."""
    made = QFont([tokens.FAMILY, *tokens.FALLBACKS])
    made.setPixelSize(max(1, px(size)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def metrics(role: str) -> QFontMetricsF:
    """Measures of the font of a role."""
    return QFontMetricsF(font(role))


def text_width(text: str, role: str) -> float:
    """How wide the text is, in pixels."""
    return metrics(role).horizontalAdvance(text)


def role_tone(role: str) -> str:
    """The colour token that a role has by default."""
    return tokens.ROLES[role].tone


def tier(palette: str) -> TierColors:
    """The four colours of a tier palette; an unknown one looks like the base."""
    table = tokens.TIERS_DARK if _looks.dark else tokens.TIERS_LIGHT
    return table.get(palette, table["base"])


def dot_color(palette: str) -> str:
    """The colour of a tier glyph that stands alone."""
    return tokens.VIP_DOT["dark" if _looks.dark else "light"] if palette == "vip" else tier(palette).glyph


def staff(index: int | None) -> tuple[QColor, QColor]:
    """Ground and letters of an avatar: a tint for staff, grey for clients (None)."""
    if index is None:
        return color("sunken"), color("text2")
    table = tokens.STAFF_DARK if _looks.dark else tokens.STAFF_LIGHT
    ground, letters = table[index % len(table)]
    return QColor(ground), QColor(letters)
