"""Ready segments: what shops ask for most, to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from clientcrm.domain.ready_segments import READY, Ready, tree_of
from ui import theme
from ui.clients.dialog_buttons import cancel_button
from ui.i18n import tr
from ui.segments.draft import Group, Line, opened
from ui.segments.ready_words import group_title, ready_sentence, ready_title
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.focus import PaintedButton
from ui.widgets.layout import Flow, column, holder
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList

_WIDE, _TALL = 252, 76
# The ones that are put before everybody's eyes; the rest stand in the list.
FOREMOST = ("rich_and_rare", "silent", "bought_never_bought", "birthdays", "new_without_second", "overdue")


def ready_for(sums: bool) -> list[Ready]:
    """What may be offered: what tells of money only to whoever may see all sums."""
    return [one for one in READY if sums or not one.of_money]


def draft_of(key: str) -> Group:
    """A ready segment as an ordinary draft; the goods that it must be told are left open."""
    if next(one for one in READY if one.key == key).needs:
        return Group(parts=[Line("bought"), Line("had", turned=True)])
    return opened(tree_of(key))


class ReadyCard(PaintedButton):
    """Name and one sentence; pressing it begins with this segment."""

    def __init__(self, ready: Ready) -> None:
        super().__init__()
        self.key, self._said = ready.key, ready_sentence(ready.key)
        self.setText(ready_title(ready.key))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDE), theme.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        fill = theme.color("hover" if self.hovered else "surface")
        if self.ringed:
            box = paint.focus_ring(painter, box, theme.px(12))
        paint.rounded(painter, box, theme.px(12), fill, theme.color("border"))
        left, wide = theme.px(14), self.width() - theme.px(26)
        title = paint.elided(self.text(), "bodym", wide)
        paint.say(painter, QRectF(left, theme.px(9), wide, theme.px(20)), title, "bodym")
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text3"))
        wrapped = QTextOption(Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(left, theme.px(32), wide, self.height() - theme.px(36)), self._said, wrapped)


class ReadyStart(QWidget):
    """The foremost of them as cards, wrapping as the width allows."""

    chosen = Signal(str)

    def __init__(self, offered: Sequence[Ready]) -> None:
        super().__init__()
        flow = Flow(10)
        by_key = {one.key: one for one in offered}
        self.cards = [ReadyCard(by_key[key]) for key in FOREMOST if key in by_key]
        for card in self.cards:
            card.clicked.connect(lambda _on=False, key=card.key: self.chosen.emit(key))
            flow.addWidget(card)
        self.setLayout(column(holder(flow), gap=0))


class ReadyDialog(Dialog):
    """All of them in a list; Enter begins with the chosen one. `picked` carries its key."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, offered: Sequence[Ready]) -> None:
        super().__init__(parent, tr("Ready segments"), width=560)
        groups = list(dict.fromkeys(one.group for one in offered))
        ordered = sorted(offered, key=lambda one: groups.index(one.group))
        options = [Option(one.key, ready_title(one.key), group=group_title(one.group)) for one in ordered]
        self.list = OptionList(options, search=True, name=tr("Ready segments"))
        self.list.chosen.connect(self._on_chosen)
        self.add(self.list)
        self.set_actions(cancel_button(self))

    def first_focus(self) -> QWidget | None:
        return self.list.search

    def _on_chosen(self, key: str) -> None:
        self.close_dialog("picked")
        self.picked.emit(key)
