"""The order of Tab: as the layouts hold the widgets, also those that were made later than their neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

from ui.widgets.layout import placed


def stops(root: QWidget) -> Iterator[QWidget]:
    """What Tab may ever visit, hidden or not, in reading order."""
    for widget in _inside(root):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        yield from stops(widget)


def open_stops(root: QWidget) -> Iterator[QWidget]:
    """What Tab visits now: seen and usable, in reading order."""
    # nextInFocusChain() makes the binding take each widget for a child of the one before: when that one is deleted, its
    # neighbours count as deleted too.
    for widget in _inside(root):
        if widget.isVisible():
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isEnabled():
                yield widget
            yield from open_stops(widget)


def move_focus(root: QWidget, forward: bool) -> bool:
    """Give the focus to the next stop, round and round, and bring it into view; False when there is none.

    Qt keeps the order in which widgets were made, or were put by hand: what a page makes later stands at its end.
    """
    chain = list(open_stops(root))
    if not chain:
        return False
    now = QApplication.focusWidget()
    if now in chain:
        target = chain[(chain.index(now) + (1 if forward else -1)) % len(chain)]
    else:
        target = _beside(root, now, chain, forward)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    around = target.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)
        around = around.parentWidget()
    return True


def drop_focus(inside: QWidget) -> None:
    """Before what holds the focus goes from sight, and where it belongs then is known: else Qt asks for a neighbour,
    which is found by a walk through all widgets of the window, and might keep it.
    """
    focus = QApplication.focusWidget()
    if focus is not None and inside.isAncestorOf(focus):
        focus.clearFocus()


def _beside(root: QWidget, gone: QWidget | None, chain: list[QWidget], forward: bool) -> QWidget:
    """What comes after, or before, one that was just hidden or switched off: Qt asks for it then, too."""
    everything = list(stops(root))
    place = everything.index(gone) if gone in everything else -1 if forward else 0
    rest = everything[place + 1 :] if forward else everything[:place][::-1]
    still = set(chain)
    return next((one for one in rest if one in still), chain[0 if forward else -1])


def _inside(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    held = list(_held(layout)) if layout is not None else []
    yield from held
    known = set(held)
    # Not children(): the first look at the inner objects of a field makes classes for all their kinds, 40 ms of it.
    others = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    free = [child for child in others if not child.isWindow() and child not in known]
    yield from sorted(free, key=lambda child: (child.y(), child.x()))


def _held(layout: QLayout) -> Iterator[QWidget]:
    for one in placed(layout):
        if isinstance(one, QLayout):
            yield from _held(one)
        else:
            yield one
