"""From the first paint to the last: which stage the window shows, who is signed in, when it locks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import CrmError
from clientcrm.domain.settings import BackupFile
from ui import i18n, theme
from ui.capture import Capture
from ui.context import Context
from ui.door.doorstep import Doorstep
from ui.door.opening import Door, Opened
from ui.door.patience import Patience
from ui.errors import show_error, words_for
from ui.frame import Frame
from ui.history import History
from ui.i18n import tr
from ui.idle import Idle
from ui.instance import Answer, Instance
from ui.leaving import Leaving
from ui.page import Place
from ui.preferences import Preferences
from ui.reckoner import Reckoner
from ui.widgets.dialog import dismiss_all

if TYPE_CHECKING:
    from ui.main_window import MainWindow

HIDDEN = "capture.hidden"


class Session(QObject):
    """One window, one stage at a time, at most one open desk."""

    def __init__(self, frame: Frame, door: Door, preferences: Preferences) -> None:
        super().__init__()
        self.frame = frame
        self.door = door
        self.preferences = preferences
        self.context: Context | None = None
        self.window: MainWindow | None = None
        self.reckoner: Reckoner | None = None
        self._system: QObject | None = None
        self.folder: Path | None = None
        self._histories: dict[tuple[str, str], History] = {}
        self.doorstep = Doorstep(self)
        self._again: Callable[[], object] = self.doorstep.show_sign_in
        self._flushing = False
        self.capture = Capture(self)
        self.idle = Idle(self)
        self.idle.ticked.connect(self._flush)
        self.idle.fell_idle.connect(self._on_idle)
        self.leaving = Leaving(self)
        self.instance = Instance(self)
        self.instance.front_asked.connect(frame.bring_to_front)
        self.instance.backup_asked.connect(self._back_up)
        frame.close_asked.connect(self.leaving.quit)
        frame.on_error_action = self.doorstep.act

    # ------------------------------------------------------------ beginning

    def begin(self, folder: Path | None = None, person: str = "") -> None:
        """Show the first stage, with the person of this name chosen; the core is loaded behind it."""
        self.doorstep.expected = person
        self.folder = folder or self.preferences.last_base
        # As the shop decided when it was last open here; somebody who helps from afar with the set-up sees it.
        self.capture.hide(self.folder is not None and self.preferences.get(HIDDEN, True))
        if self.folder is not None:
            self.doorstep.show_sign_in()
            return
        self.doorstep.show_setup()
        self.door.warm_up(self._look_at_default)

    def _look_at_default(self, _none: None) -> None:
        """A base in the usual folder is found again even when this computer's settings are lost."""
        folder = self.door.crm.default_folder()
        if (folder / "keys.json").exists() and getattr(self.frame.stage, "is_untouched", False):
            self.folder = folder
            self.doorstep.show_sign_in()

    def rebuild(self) -> None:
        """Make the stage anew: the language or the scale changed."""
        self._again()

    def speak(self, language: str) -> None:
        """Switch the language at once."""
        keep = getattr(self.frame.stage, "keep", None)
        if keep is not None:  # the set-up holds what was typed
            keep()
        self.preferences.language = language
        i18n.set_language(language)
        self.rebuild()

    def follow_preferences(self) -> None:
        """Language and scale as the preferences say now."""
        i18n.set_language(self.preferences.language)
        if theme.scale() != self.preferences.scale:
            theme.set_scale(self.preferences.scale)
        # Later than the click that asked for it: the button that was pressed goes with the old window.
        QTimer.singleShot(0, self, self.rebuild)

    def show(self, stage: QWidget, again: Callable[[], object], title: str = "") -> None:
        """Show a stage; `again` makes it anew after a switch of language or scale."""
        self._again = again
        self.frame.setWindowTitle(title or tr("Clients"))
        self.frame.show_stage(stage)

    # ------------------------------------------------------------ the desk

    def enter(self, opened: Opened, section: str = "", place: Place | None = None) -> None:
        """Open the shop around a desk, at a place."""
        desk = opened.desk
        self.folder = desk.folder
        Patience(self.preferences, desk.folder).succeeded()
        self.preferences.last_base = desk.folder
        self.preferences.set("sign_in.last", desk.user.uid)
        self.doorstep.remember(desk.folder)
        self.instance.listen(desk.folder)
        context = Context(self.door.crm, desk, opened.relay, opened.known, self.door.background, self.preferences)
        self.context = context
        context.lock_asked.connect(self.lock)
        context.rebuild_asked.connect(self.follow_preferences)
        context.restore_asked.connect(self.doorstep.restore_copy)
        context.changed.connect(self._on_changed)
        self._hear_the_system()
        history = self._histories.pop((str(desk.folder), desk.user.uid), History())
        self._to_desk(history, section, place)
        self._follow_shop()
        self.reckoner = Reckoner(context)

    def _follow_shop(self) -> None:
        assert self.context is not None
        self.idle.start(self.context.shop.autolock)
        self.preferences.set(HIDDEN, self.context.shop.hidden_from_recorders)
        self.capture.hide(self.context.shop.hidden_from_recorders)

    def _hear_the_system(self) -> None:
        if self._system is None:
            from ui.system_lock import SystemLock  # not needed for the first paint

            self._system = SystemLock(self.frame)
            self._system.locked.connect(self._on_idle)

    def _to_desk(self, history: History, section: str = "", place: Place | None = None) -> None:
        from ui.main_window import MainWindow  # not needed for the first paint, as nothing of the shop is

        assert self.context is not None
        window = self.window = MainWindow(self.context, history)
        window.titled.connect(self.frame.setWindowTitle)
        window.password_asked.connect(self.change_password)
        window.switch_asked.connect(lambda: self.lock(switch=True))
        self.show(window, self._again_desk, self.context.shop.shop)

        def start() -> None:
            if self.window is window:
                window.start(section, place)

        # The window is seen first, its page made in the turns after: all in one hold it up for 80 ms.
        self.door.background.piecemeal(window, window.prepare(section), then=start, key="start")

    def _again_desk(self) -> None:
        if self.window is not None:
            self.window.retire()
            self._to_desk(self.window.history)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes and self.context is not None:
            self.doorstep.rename(self.context.shop.shop)
            self._follow_shop()

    def change_password(self) -> None:
        """Ask for the old and the new password."""
        from ui.password_dialog import open_password_dialog

        if self.context is not None:
            open_password_dialog(self.frame, self.context)

    def _flush(self) -> None:
        if self.context is None or self._flushing:
            return
        self._flushing = True
        desk = self.context.desk
        self.door.do(desk.flush, lambda _none: self._flushed(), self._flush_failed)

    def _flushed(self) -> None:
        self._flushing = False

    def _flush_failed(self, error: BaseException) -> None:
        self._flushing = False
        if self.context is not None:
            show_error(self.frame, error)

    def _back_up(self, folder: str, answer: Answer) -> None:
        """A command of the same user wants a copy of the base that this window holds."""
        if self.context is None:
            answer({"error": {"code": "locked", "message": ""}})
            return
        desk, context = self.context.desk, self.context

        def made(copy: BackupFile) -> None:
            context.copies_changed.emit()
            answer({"done": True, "file": str(copy.path), "verified": copy.verified})

        def failed(error: BaseException) -> None:
            code = error.code if isinstance(error, CrmError) else "failed"
            answer({"error": {"code": code, "message": words_for(error).text}})

        where = Path(folder) if folder else None
        context.background.run(context, lambda _job: desk.backup.make(where), then=made, failed=failed, long=True)

    # ------------------------------------------------------------ lock

    def _on_idle(self) -> None:
        # A load that takes an hour must not die of nobody touching the mouse: it locks as soon as it has ended.
        if self.context is not None and not self.door.background.long_busy():
            self.lock()

    def lock(self, *, switch: bool = False) -> None:
        """Show nothing of the base, drop its keys, and ask for the password."""
        context = self.context
        if context is None:
            return
        if self.door.background.long_busy():
            self.leaving.ask_to_stop(tr("Stop and lock"), lambda: self.lock(switch=switch))
            return
        uid = context.user.uid
        self.put_away()
        sign_in = self.doorstep.show_sign_in("" if switch else uid, locked=not switch)
        sign_in.set_working(True)

        def closed() -> None:
            sign_in.set_working(False)
            self.doorstep.look_again(sign_in)

        self.leaving.close_desk(context.desk, closed)

    def put_away(self) -> None:
        """Let go of everything that shows the base: models, pages, what was copied."""
        context, window = self.context, self.window
        if context is None:
            return
        self.idle.stop()
        if self.reckoner is not None:
            self.reckoner.stop()
            self.reckoner = None
        if window is not None:
            window.retire()
            self._histories[str(context.desk.folder), context.user.uid] = window.history
            self.window = None
        context.close()
        self.context = None
        self.leaving.clear_clipboard()
        dismiss_all(self.frame)
        for dialog in self.frame.findChildren(QDialog):
            dialog.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def end(self) -> None:
        """The program ends without asking: close the desk here and now."""
        self.instance.close()
        context = self.context
        self.put_away()
        self.door.background.close()
        for desk in {*self.leaving.closing, *([context.desk] if context else [])}:
            desk.close()

    @Slot(object)
    def confess(self, error: BaseException) -> None:
        """An exception that nobody expected."""
        show_error(self.frame, error)
