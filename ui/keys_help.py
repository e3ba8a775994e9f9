"""F1: every key on one page, and where help is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.background import Background
from ui.i18n import tr
from ui.section import Action, Section
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Kbd, Label
from ui.widgets.layout import column, holder, row, scrolled


def open_keys(
    window: QWidget, background: Background, sections: Sequence[Section], actions: Sequence[Action]
) -> Dialog:
    """Show the page over the window; its groups come one per turn, for all in one hold it up for 50 ms."""
    dialog = Dialog(window, tr("Keys and help"), icon="keyboard", width=720)
    left, right = column(None, gap=18), column(None, gap=18)
    area = scrolled(holder(row((holder(left), 1), (holder(right), 1), gap=32)))
    area.setMinimumHeight(min(theme.px(560), max(200, window.height() - theme.px(240))))
    dialog.add(area)

    def fill() -> Iterator[None]:
        for side, title, keys in (
            (left, tr("Everywhere"), _everywhere(sections)),
            (right, tr("In a list"), _list_keys()),
            (left, tr("Do"), [(action.keys.replace("+", " "), action.title) for action in actions if action.keys]),
            (right, tr("In a card"), _card_keys()),
            (right, tr("While a segment is built"), _builder_keys()),
        ):
            side.insertWidget(side.count() - 1, _group(title, keys))
            yield

    background.piecemeal(dialog, fill(), key="groups")
    close = Button(tr("Close"))
    close.clicked.connect(lambda: dialog.close_dialog(""))
    dialog.set_actions(close)
    dialog.set_default(close)
    dialog.open()
    return dialog


def _everywhere(sections: Sequence[Section]) -> list[tuple[str, str]]:
    numbered = [(f"Ctrl {number % 10}", section.title()) for number, section in enumerate(sections[:10], 1)]
    return [
        ("Ctrl K", tr("Find or do")),
        ("Ctrl F", tr("Search in the page")),
        ("Esc", tr("Close what is on top, clear the search")),
        ("Alt ←", tr("Back")),
        ("Alt →", tr("Forward")),
        ("F6", tr("Next part of the window")),
        ("Ctrl Z", tr("Undo")),
        ("Ctrl Shift Z", tr("Redo")),
        ("Ctrl S", tr("Save the form")),
        ("Ctrl R", tr("Show the password, in its field")),
        *numbered,
    ]


def _list_keys() -> list[tuple[str, str]]:
    return [
        ("↑ ↓", tr("Row")),
        ("Enter", tr("Open")),
        (tr("Space", "a key"), tr("Mark the row")),
        ("Shift ↑ ↓", tr("Mark several")),
        ("Ctrl A", tr("Mark all")),
        ("Ctrl R", tr("Show the phone for 30 seconds")),
        ("Ctrl P", tr("Print the list")),
        ("Delete", tr("To the trash, with undo")),
    ]


def _card_keys() -> list[tuple[str, str]]:
    return [
        ("Alt ↑ ↓", tr("Previous or next client")),
        ("Ctrl J", tr("Record a contact")),
        ("Ctrl Enter", tr("Send what was written")),
        ("Ctrl R", tr("Show the phone for 30 seconds")),
    ]


def _builder_keys() -> list[tuple[str, str]]:
    return [
        (tr("Space", "a key"), tr("Open the list of a field, tick in it")),
        ("Ctrl Enter", tr("Save the segment")),
        ("Esc", tr("Back to the list")),
        ("Shift F10", tr("What can be done with a saved segment")),
    ]


def _group(title: str, keys: Sequence[tuple[str, str]]) -> QWidget:
    lines = QGridLayout()
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setHorizontalSpacing(theme.px(12))
    lines.setVerticalSpacing(theme.px(6))
    lines.setColumnMinimumWidth(0, theme.px(92))
    for at, (hint, words) in enumerate(keys):
        lines.addLayout(row(Kbd(hint), None), at, 0)
        lines.addWidget(Label(words, "small", "text", wrap=True), at, 1)
    lines.setColumnStretch(1, 1)
    return holder(column(Label(title, "h3"), holder(lines), gap=10))
