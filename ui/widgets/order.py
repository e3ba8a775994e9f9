"""The order of Tab: as the layouts hold the widgets, also those that were made later than their neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Everything inside that Tab may visit, in reading order, hidden or not."""
    # nextInFocusChain() would do for what was made in order, but makes the binding take each widget for a child of the
    # one before: when that one is deleted, its neighbours count as deleted too.
    for widget in _inside(root):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        yield from tab_stops(widget)


def tab_as_read(root: QWidget) -> None:
    """Let Tab go through it in reading order, from its first stop on."""
    for before, after in pairwise(list(tab_stops(root))):
        QWidget.setTabOrder(before, after)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    held = list(_held(layout)) if layout is not None else []
    yield from held
    known = set(held)
    # Not children(): the first look at the inner objects of a field makes classes for all their kinds, 40 ms of it.
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isWindow() and child not in known:
            yield child


def _held(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _held(inner)
