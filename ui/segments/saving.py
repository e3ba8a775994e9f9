"""Keeping a segment: as a new one or changed, each with a way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import ClientFilter, SavedSegment
from ui.i18n import tr
from ui.page import Page
from ui.segments.save_dialog import Kept, SaveDialog

T = TypeVar("T")


class SegmentSaving(QObject):
    """Asks for a name where there is none yet. `saved` carries the id."""

    saved = Signal(int)
    busy = Signal(bool)

    def __init__(self, page: Page, over: QWidget, taken: Callable[[], Collection[str]]) -> None:
        super().__init__(over)
        self._page, self._over, self._taken = page, over, taken

    def keep(
        self,
        asked: ClientFilter,
        *,
        name: str = "",
        clients: int | None = None,
        ids: Sequence[int] | None = None,
        frozen: bool = False,
    ) -> SaveDialog:
        """Ask how it is kept, and keep it; with `ids` only as it is, of exactly these."""

        def decided(kept: Kept) -> None:
            self._keep(kept, asked, ids)

        dialog = SaveDialog(
            self._over,
            taken=self._taken(),
            on_saved=decided,
            name=name,
            clients=clients if ids is None else len(ids),
            only_frozen=ids is not None,
            frozen=frozen,
        )
        dialog.open()
        return dialog

    def change(self, segment: SavedSegment, asked: ClientFilter) -> None:
        """Another question under the same name; its history goes on."""
        desk, context = self._page.desk, self._page.context

        def save(to: ClientFilter) -> int:
            return desk.segments.save(segment.name, to, segment.id)

        def done(number: int) -> None:
            self.busy.emit(False)
            context.did(
                tr("Segment changed: {name}").format(name=segment.name),
                lambda _job, _held: save(segment.filter),
                lambda _job, _held: save(asked),
            )
            self.saved.emit(number)

        self._run(lambda: save(asked), done)

    def rename(self, segment: SavedSegment, name: str) -> None:
        """Another name, with undo."""
        desk, context = self._page.desk, self._page.context

        def done(_none: None) -> None:
            self.busy.emit(False)
            context.did(
                tr("Segment renamed: {name}").format(name=name),
                lambda _job, _held: desk.segments.rename(segment.id, segment.name),
                lambda _job, _held: desk.segments.rename(segment.id, name),
            )

        self._run(lambda: desk.segments.rename(segment.id, name), done)

    def remove(self, segment: SavedSegment) -> None:
        """Away with it, with undo; its members and its history come back too."""
        desk, context = self._page.desk, self._page.context

        def done(_removed: object) -> None:
            self.busy.emit(False)
            context.did(
                tr("Segment removed: {name}").format(name=segment.name),
                lambda _job, _held: desk.segments.restore(segment.id),
                lambda _job, _held: desk.segments.remove(segment.id),
            )

        self._run(lambda: desk.segments.remove(segment.id), done)

    # ------------------------------------------------------------ inside

    def _keep(self, kept: Kept, asked: ClientFilter, ids: Sequence[int] | None) -> None:
        desk, context = self._page.desk, self._page.context

        def save() -> int:
            if kept.frozen:
                return desk.segments.freeze(kept.name, asked, ids)
            return desk.segments.save(kept.name, asked)

        def done(number: int) -> None:
            self.busy.emit(False)
            said = tr("Segment frozen: {name}") if kept.frozen else tr("Segment saved: {name}")
            context.did(
                said.format(name=kept.name),
                lambda _job, _held: desk.segments.remove(number),
                lambda _job, _held: desk.segments.restore(number),
            )
            self.saved.emit(number)

        self._run(save, done)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.busy.emit(True)

        def failed(error: BaseException) -> None:
            self.busy.emit(False)
            self._page.context.show_error(self._over, error)

        self._page.run(lambda _job: work(), done, failed, key="segment-save")
