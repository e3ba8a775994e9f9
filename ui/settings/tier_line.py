"""One tier in the scale editor: grip, preview, name, letter, palette, clients, shown or hidden."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clientcrm.domain.tier_rules import BY_HAND, Rule, measures_for
from clientcrm.domain.tiers import DEFAULT_TIERS, PALETTES, TierDraft, TierKind
from ui import i18n, theme, words
from ui.i18n import tr
from ui.settings.rule_dialog import RuleDialog
from ui.tier_words import rule_words
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Box
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import holder, row
from ui.widgets.menu import Menu
from ui.widgets.tiers import TierChip, TierLook, paint_glyph

_LONGEST_NAME = 40
_FIELD = 34
_LEAST_WIDE, _ROOM_FOR_ALL = 460, 640


class Grip(IconButton):
    """Drags its line with the mouse; Alt with arrows moves it from the keyboard."""

    dragged_to = Signal(int)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__("grip-vertical", tr("Move: drag, or Alt with arrows"), size="sm")
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self.parentWidget()
        while line is not None and not isinstance(line, TierLine):
            line = line.parentWidget()
        if line is not None and event.buttons() & Qt.MouseButton.LeftButton:
            above = line.parentWidget()
            if above is not None:
                self.dragged_to.emit(self.mapTo(above, event.position().toPoint()).y())
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class TierLine(QWidget):
    """Holds the draft of one tier."""

    changed = Signal()
    moved = Signal(int)
    dragged_to = Signal(int)

    def __init__(self, draft: TierDraft, key: str, currency: str = "RUB") -> None:
        super().__init__()
        self._draft, self._key, self._currency = draft, key, currency
        self._rule = draft.rule or BY_HAND
        self._palette = draft.palette
        self._hidden = draft.hidden
        self._narrow = False  # the name needs the room of the count of clients
        self.grip = Grip()
        self.grip.moved.connect(self.moved)
        self.grip.dragged_to.connect(self.dragged_to)
        self.preview = TierChip(self._look())
        self.name = TextField(name=tr("Name of the tier"), text=draft.name, height=32)
        self.name.line.setMaxLength(_LONGEST_NAME)
        self.name.line.setCursorPosition(0)  # a long name shows how it begins
        self.letter = TextField(name=tr("Letter for print"), text=draft.letter, height=32, width=56)
        self.letter.line.setMaxLength(2)
        self.letter.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.color = Button(tr("Colour"), "palette", size="sm", trail="chevron-down")
        self.clients = Label("", "small", "text3")
        self.eye = IconButton("eye", tr("Hide the tier"), size="sm")
        self.eye.clicked.connect(self._flip)
        self.rule_text = Label("", "small", "text2", elide=True)
        self.rule_button = Button(tr("Change the rule"), kind="link", size="sm")
        if len(measures_for(draft.kind.value)) == 1:
            self.rule_button.hide()
        self.rule_button.clicked.connect(self._ask_rule)
        self._show_rule()
        self.name.changed.connect(lambda _text: self._on_edit())
        self.letter.changed.connect(lambda _text: self._on_edit())
        self.color.set_menu(self._palettes())
        self._assemble()
        self._show_hidden()

    def _assemble(self) -> None:
        box = Box("surface", "line", 10, (8, 8, 12, 8), 4)
        place = holder(row(self.preview, None))
        place.setFixedWidth(theme.px(170))
        self.clients.setFixedWidth(theme.px(96))
        self.clients.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first = row(self.grip, place, (self.name, 1), self.letter, self.color, self.clients, self.eye, gap=10)
        upper = holder(first)
        upper.setMinimumHeight(theme.px(_FIELD))
        second = row((self.rule_text, 1), self.rule_button, gap=8, margins=(40, 0, 0, 0))
        box.add(upper, holder(second))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self._first, self._second, self._place = first, second, place

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_WIDE), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ROOM_FOR_ALL)
        if narrow is not self._narrow:
            self._narrow = narrow
            line, at = (self._second, 1) if narrow else (self._first, self._first.indexOf(self.eye))
            line.insertWidget(at, self.clients)
            self.color.setText("" if narrow else tr("Colour"))
            self.color.updateGeometry()
            self._first.setSpacing(theme.px(6 if narrow else 10))
            self._place.setFixedWidth(theme.px(150 if narrow else 170))
            self.letter.setFixedWidth(theme.px(46 if narrow else 56))

    # ------------------------------------------------------------ what it holds

    def draft(self) -> TierDraft:
        """The tier as it stands on the page."""
        return TierDraft(
            self._draft.id,
            self.name.text(),
            self.letter.text(),
            self._palette,
            self._draft.kind,
            hidden=self._hidden,
            rule=self._rule,
        )

    def set_clients(self, count: int) -> None:
        """How many stand on this tier."""
        self.clients.setText(tr("%n clients", "", count) if count else "")
        self.clients.setToolTip(words.number(count))

    def set_error(self, field: str, text: str) -> None:
        """Complain about the name or the letter."""
        target = self.letter if field == "letter" else self.name
        target.set_error(text)
        target.setFocus()

    def clear_error(self) -> None:
        """All is well again."""
        self.name.clear_error()
        self.letter.clear_error()

    def focus_grip(self) -> None:
        """Keep the focus while the line moves."""
        self.grip.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ inside

    def _look(self) -> TierLook:
        name = self.name.text() if hasattr(self, "name") else self._draft.name
        letter = self.letter.text() if hasattr(self, "letter") else self._draft.letter
        shown = name or tr("New tier")
        return TierLook(self._palette, shown, letter or shown[:1].upper(), own=self._key != self._palette)

    def _on_edit(self) -> None:
        self.preview.set_look(self._look())
        self.changed.emit()

    def set_rule(self, rule: Rule) -> None:
        """Another rule."""
        self._rule = rule
        self._show_rule()
        self.changed.emit()

    def _show_rule(self) -> None:
        told = rule_words(self._rule, self._currency)
        if self._draft.kind is TierKind.GUARD:
            told = tr("By hand alone: it hides the contacts, and the rung beneath is kept")
        self.rule_text.setText(told)
        self.rule_button.setAccessibleName(tr("Change the rule of {name}").format(name=self._look().label))

    def _ask_rule(self) -> None:
        RuleDialog(self.window(), self._look().label, self._draft.kind, self._rule, on_chosen=self.set_rule).open()

    def _flip(self) -> None:
        self._hidden = not self._hidden
        self._show_hidden()
        self.changed.emit()

    def _show_hidden(self) -> None:
        self.eye.set_icon("eye-off" if self._hidden else "eye")
        self.eye.set_name(tr("Show the tier") if self._hidden else tr("Hide the tier"))
        self.preview.setEnabled(not self._hidden)
        self.clients.set_tone("text_off" if self._hidden else "text3")

    def _palettes(self) -> Menu:
        menu = Menu(self.color)
        menu.aboutToShow.connect(lambda: self._fill_palettes(menu))  # nine pictures in each of nine lines take 60 ms
        return menu

    def _fill_palettes(self, menu: Menu) -> None:
        menu.clear()
        speech = i18n.language()
        for default in DEFAULT_TIERS:
            chosen = partial(self._tint, default.key)
            action = menu.item(default.names[speech], checked=default.key == self._palette, on=chosen)
            action.setIcon(_swatch(default.key))

    def _tint(self, palette: str) -> None:
        assert palette in PALETTES
        self._palette = palette
        self._on_edit()


def _swatch(palette: str) -> QIcon:
    """The palette's fill, line and silhouette, as a menu shows it."""
    side = theme.px(16)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colors = theme.tier(palette)
    painter.setPen(QColor(colors.line))
    painter.setBrush(QColor(colors.fill))
    painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1))
    inner = QRectF(side * 0.22, side * 0.22, side * 0.56, side * 0.56)
    paint_glyph(painter, inner, TierLook(palette, ""), QColor(colors.glyph), QColor(colors.fill))
    painter.end()
    return QIcon(made)
