"""What every part of the settings is: a title, a sentence, one column of at most 520."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.context import Context
from ui.widgets.labels import Label
from ui.widgets.layout import add, column, holder, row

if TYPE_CHECKING:
    from ui.background import Job
    from ui.widgets.layout import Piece

T = TypeVar("T")
WIDTH = 520


class Part(QWidget):
    """Base of the parts; asks the desk only in the background."""

    def __init__(self, context: Context, title: str, text: str = "", width: int = WIDTH) -> None:
        super().__init__()
        self.key = ""
        self.context = context
        self.body: QVBoxLayout = column(gap=20)
        inner = holder(self.body)
        inner.setMaximumWidth(theme.px(width))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addWidget(Label(title, "h2"))
        if text:
            layout.addWidget(Label(text, "small", wrap=True))
        layout.addSpacing(theme.px(16))
        # In a line of its own: a column asks how tall its text is for the whole width, where only so much is used.
        line = row((inner, 1), gap=0)
        line.addStretch(0)
        layout.addLayout(line)

    def add(self, *items: Piece) -> None:
        """More of the column."""
        for item in items:
            add(self.body, item)

    def run(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        long: bool = False,
    ) -> Job:
        """Work elsewhere, then come back here."""
        return self.context.background.run(self, work, then=then, failed=failed, long=long)

    def save(self) -> None:
        """Ctrl S; parts that keep each choice at once have nothing to do."""

    def act(self) -> None:
        """Do what the primary button of the part does; asked for by name in the palette."""

    def leave(self, go: Callable[[], None]) -> None:
        """Go on, or ask about unsaved changes first."""
        go()

    def focus_on(self, name: str) -> None:
        """Put the focus where it was before the window was made anew."""
