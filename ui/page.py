"""What every page of the main window can be asked to do, and how it learns that its data changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from clientcrm.domain.changes import Changes, Topic
from ui.keys import shortcut

if TYPE_CHECKING:
    from ui.background import Job
    from ui.context import Context

T = TypeVar("T")
Place = dict[str, Any]


class Page(QWidget):
    """One section's content; made at the first visit, gone at lock and at a switch of language or scale."""

    title_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.desk = context.desk
        self._watches: list[tuple[Changes, Callable[[], None]]] = []
        self._stale: list[Callable[[], None]] = []
        context.changed.connect(self._on_changed)

    # ------------------------------------------------------------ what a page may override

    def first_parts(self) -> Iterator[object]:
        """Make, step by step, what the first place will show; what is not made so is made when it is shown."""
        yield from ()

    def show_place(self, place: Place) -> None:
        """Show this place of the section; {} is its front page."""

    def window_title(self) -> str:
        """What the window is called while this is shown; empty for the section's own title."""
        return ""

    def leave(self, go: Callable[[], None]) -> None:
        """Go on, or first ask about unsaved edits and go on if the person agrees."""
        go()

    def to_keep(self, place: Place) -> Place:
        """What to come back to after a lock, a new language or scale: the place shown, with what is not saved in it.

        It stays in memory behind the lock: what is sealed in the base stands in it sealed alone (`desk.unsaved`).
        """
        return place

    def begun(self) -> bytes | None:
        """What was begun anywhere in this section, shown now or not, and would be lost behind a lock; sealed."""
        return None

    def take_begun(self, sealed: bytes) -> None:
        """Go on with what `begun` said before the lock; asked of a page that was just made."""

    def left(self) -> None:
        """Another section is shown now: mask what was shown."""

    def close_top(self) -> bool:
        """Close the inner layer or clear the search; True when there was one."""
        return False

    def focus_first(self) -> None:
        """Take the focus after the window was opened: a list if there is one, so that the arrows work at once."""
        lists = [view for view in self.findChildren(QAbstractItemView) if view.isVisibleTo(self)]
        (lists[0] if lists else self).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def can_print(self) -> bool:
        """Whether what is shown now can be put on paper."""
        return False

    def focus_search(self) -> None:
        """Put the cursor into the page's search."""

    def regions(self) -> list[QWidget]:
        """Where F6 stops inside the page."""
        return [self]

    def print_page(self) -> None:
        """Print what is shown; only asked while can_print."""

    # ------------------------------------------------------------ what a page uses

    def watch(self, topics: Iterable[Topic], refresh: Callable[[], None]) -> None:
        """Call refresh after a change of these topics: now while shown, else once when shown again."""
        self._watches.append((frozenset(topics), refresh))

    def run(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        long: bool = False,
        key: str = "",
    ) -> Job:
        """Work elsewhere, then come back here."""
        return self.context.background.run(self, work, then=then, failed=failed, long=long, key=key)

    def keys(self, keys: str, callback: Callable[[], None]) -> QShortcut:
        """A shortcut that works while the focus is in this page."""
        return shortcut(self, keys, callback, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------ inside

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        stale, self._stale = self._stale, []
        for refresh in stale:
            refresh()

    def _on_changed(self, changes: Changes) -> None:
        for topics, refresh in self._watches:
            if not topics & changes:
                continue
            if self.isVisible():
                refresh()
            elif refresh not in self._stale:
                self._stale.append(refresh)
