"""Closing a desk without losing anything: first what still runs, then a copy if the shop wants one, then the keys."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from clientcrm.domain.access import Permission
from ui.errors import is_known, words_for
from ui.garbage import collect
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.copying import clear_copied
from ui.widgets.dialog import Dialog, ask
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from clientcrm.crm import Desk
    from ui.session import Session

_LOOK_AGAIN = 30
_LONGEST_WAIT = 10_000


class Leaving(QObject):
    """Lock and exit, for the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._copying: Dialog | None = None
        self._going = False
        self.closing: list[Desk] = []  # locked already, and waiting for the last work to end

    @staticmethod
    def clear_clipboard() -> None:
        """Forget what was copied from this window; what another program copied is not ours to take."""
        clear_copied()

    def close_desk(self, desk: Desk, then: Callable[[], None], waited: int = 0) -> None:
        """Close once no work uses the desk any more."""
        if desk not in self.closing:
            self.closing.append(desk)
        background = self._session.door.background
        if background.busy() and waited < _LONGEST_WAIT:
            QTimer.singleShot(_LOOK_AGAIN, self, lambda: self.close_desk(desk, then, waited + _LOOK_AGAIN))
            return

        def closed(_none: None = None) -> None:
            self.closing.remove(desk)
            then()
            # Cycles hold what was on the screens, and behind the lock too little comes together to have them collected.
            QTimer.singleShot(0, self, collect)

        def failed(error: BaseException) -> None:
            logging.getLogger("ui").error("the desk was not closed cleanly", exc_info=error)
            closed()

        self._session.door.do(desk.close, closed, failed)

    # ------------------------------------------------------------ exit

    def quit(self) -> None:
        """Close the window when everything is put away."""
        if self._going:
            return
        context = self._session.context
        if self._session.door.background.long_busy():
            self.ask_to_stop(tr("Stop and close"), self.quit)
        elif context is None:
            self._close_unfinished()
        elif context.shop.backup_at_exit and context.may(Permission.MAKE_BACKUPS):
            self._going = True
            desk = context.desk
            # Whoever only looked leaves nothing that the last copy does not hold.
            context.background.run(self, lambda _job: desk.backup.due(), then=self._copy_if, failed=self._no_copy)
        else:
            self._close()

    def _copy_if(self, due: bool) -> None:
        if self._session.context is None or not due:
            self._close()
        else:
            self._copy_and_close()

    def _copy_and_close(self) -> None:
        context = self._session.context
        assert context is not None
        dialog = Dialog(self._session.frame, tr("Making a copy before closing"), icon="hard-drive")
        dialog.add(Label(tr("This takes a few seconds. The window closes by itself."), "body", "text2", wrap=True))
        without = Button(tr("Close without a copy"))
        without.clicked.connect(lambda: self._stop_copying(dialog))
        dialog.set_actions(without)
        dialog.open()
        self._copying = dialog
        desk = context.desk
        context.background.run(
            self, lambda _job: desk.backup.make(), then=lambda _copy: self._close(), failed=self._no_copy, long=True
        )

    def _stop_copying(self, dialog: Dialog) -> None:
        dialog.close_dialog("")
        self._close()  # waits for the copy under way to end or to be dropped: the base is not touched by it

    def _no_copy(self, error: BaseException) -> None:
        self._going = False
        if self._copying is not None:
            self._copying.close_dialog("")
        if not is_known(error):
            logging.getLogger("ui").error("no copy at exit", exc_info=error)
        said = words_for(error)
        dialog = Dialog(self._session.frame, tr("The copy was not made. Close all the same?"), icon="circle-alert")
        dialog.add(Label(said.text, "body", "text2", wrap=True))
        stay, close = Button(tr("Stay")), Button(tr("Close without a copy"))
        stay.clicked.connect(lambda: dialog.close_dialog(""))
        close.clicked.connect(self._close)
        dialog.set_actions(stay, close)
        dialog.set_default(stay)
        dialog.open()

    def _close(self) -> None:
        context = self._session.context
        if context is None:
            self._session.frame.close_now()
            return
        self._going = True
        self._session.frame.hide()
        self._session.put_away()
        self.close_desk(context.desk, self._session.frame.close_now)

    def _close_unfinished(self) -> None:
        """No desk in use; the set-up or the recovery may hold one that was just opened."""
        opened = getattr(getattr(self._session.frame.stage, "draft", None), "opened", None)
        if opened is None and self.closing:
            QTimer.singleShot(_LOOK_AGAIN, self, self._close_unfinished)
        elif opened is None:
            self._session.frame.close_now()
        else:
            self._going = True
            self.close_desk(opened.desk, self._session.frame.close_now)

    # ------------------------------------------------------------ long work in the way

    def ask_to_stop(self, verb: str, then: Callable[[], None]) -> None:
        """Something long still runs; stopping it leaves the base as it was."""
        text = tr("A load, a copy or a check has not ended yet. Stopping it leaves the base as it was before.")

        def stop() -> None:
            self._session.door.background.cancel_all()
            self._when_quiet(then)

        ask(
            self._session.frame,
            tr("Work is still under way. Stop it?"),
            text,
            verb=verb,
            keep=tr("Let it end"),
            icon="loader-circle",
            on_yes=stop,
        )

    def _when_quiet(self, then: Callable[[], None], waited: int = 0) -> None:
        if self._session.door.background.long_busy() and waited < _LONGEST_WAIT:
            QTimer.singleShot(_LOOK_AGAIN, self, lambda: self._when_quiet(then, waited + _LOOK_AGAIN))
        else:
            then()
