"""What a person does in the builder of segments."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from clientcrm.domain.segments import Node
from tests.ui.clients.screens import Shop, plain
from ui.segments.builder import SegmentBuilder
from ui.segments.group import GroupBox
from ui.segments.line import ConditionLine
from ui.widgets.combo import Combo
from ui.widgets.labels import Label
from ui.widgets.option_list import OptionList


class BuilderScreen:
    """The builder over the shop."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    @property
    def view(self) -> SegmentBuilder:
        """The builder shown."""
        return self.shop.page.segments.builder

    def is_open(self) -> bool:
        """Whether it is before the eyes."""
        return self.shop.page.current() is self.view

    def open(self, **place: object) -> None:
        """Go there."""
        self.shop.context.open("clients", **({"build": "new"} | place))
        self.settle()

    def settle(self) -> None:
        """The counts are here."""
        self.shop.qtbot.waitUntil(lambda: not self.view.counting._timer.isActive(), timeout=5000)
        self.shop.settle()

    @property
    def root(self) -> GroupBox:
        """The outermost group."""
        assert self.view.root is not None
        return self.view.root

    def lines(self) -> list[ConditionLine]:
        """All conditions, from the top."""
        return [view for view in self.root.all_views() if isinstance(view, ConditionLine)]

    def node(self) -> Node | None:
        """What is asked."""
        return self.view.node()

    def says(self) -> str:
        """The sentence."""
        return plain(self.view.panel.sentence.text())

    def total(self) -> str:
        """How many are found."""
        return plain(self.view.panel.total.text())

    def counts(self) -> list[str]:
        """Beside the lines and groups within."""
        return [plain(view.count.text()) for view in self.root.all_views()]

    def first(self) -> list[str]:
        """Who is found."""
        return [label.text() for label in self.view.panel.names.findChildren(Label)]

    def note(self) -> str:
        """What the foot says."""
        return " ".join(label.text() for label in self.view.foot.findChildren(Label) if label.isVisible())

    # ------------------------------------------------------------ by hand

    def choose(self, combo: Combo, key: str) -> None:
        """Choose from a list by the pointer."""
        combo.choose(key)
        combo.chosen.emit(key)
        self.settle()

    # ------------------------------------------------------------ by the keyboard

    def focus(self) -> QWidget:
        """Where the cursor is."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def pick(self, text: str) -> None:
        """Open the list under the cursor, narrow it, choose with Enter."""
        self.shop.press("Space")
        self._in_list(text)

    def tick(self, text: str) -> None:
        """Open the list under the cursor and tick a line of it; Esc closes it."""
        self.shop.press("Down")
        self._in_list(text)
        self.shop.press("Escape", self.popup())
        self.settle()

    def popup(self) -> QWidget:
        """The list that is open."""
        return self.shop.popups()[0]

    def _in_list(self, text: str) -> None:
        options = self.popup().findChildren(OptionList)[0]
        if options.search is not None:
            self.shop.type(text, options.search)
        else:
            row = next(n for n in range(options.model.rowCount()) if options.model.index(n, 0).data() == text)
            options.view.setCurrentIndex(options.model.index(row, 0))
        self.shop.press("Return", options.search or options.view)
        self.settle()

    def tab(self, times: int = 1) -> None:
        """Tab."""
        for _ in range(times):
            self.shop.press("Tab")

    def tab_to(self, name: str) -> None:
        """Tab until the cursor is on what is spoken so."""
        for _ in range(60):
            here = self.focus()
            said = here.accessibleName() or (here.text() if isinstance(here, QAbstractButton) else "")
            if said.startswith(name):
                return
            self.tab()
        raise AssertionError(name)
