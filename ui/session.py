"""From the first paint to the last: which stage the window shows, who is signed in, when it locks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import NoBase
from clientcrm.domain.settings import Entrance
from ui import file_dialogs, i18n, theme
from ui.context import Context
from ui.errors import is_known, show_error
from ui.frame import Frame
from ui.history import History
from ui.i18n import tr
from ui.idle import Idle
from ui.leaving import Leaving
from ui.main_window import MainWindow
from ui.opening import Door, Opened
from ui.page import Place
from ui.patience import Patience
from ui.preferences import Preferences
from ui.recovery import Recovery, RecoveryDraft
from ui.restore import Restore, RestoreDraft
from ui.sample import SAMPLE_PASSWORD, Sample
from ui.setup import Setup, SetupDraft
from ui.sign_in import SignIn, Way
from ui.widgets.dialog import dismiss_all

MOST_RECENT = 5


class Session(QObject):
    """One window, one stage at a time, at most one open desk."""

    def __init__(self, frame: Frame, door: Door, preferences: Preferences) -> None:
        super().__init__()
        self.frame = frame
        self.door = door
        self.preferences = preferences
        self.context: Context | None = None
        self.folder: Path | None = None
        self._entrance: Entrance | None = None
        self._histories: dict[tuple[str, str], History] = {}
        self._again: Callable[[], object] = self.show_sign_in
        self._flushing = False
        self.idle = Idle(self)
        self.idle.ticked.connect(self._flush)
        self.idle.fell_idle.connect(self._on_idle)
        self.leaving = Leaving(self)
        frame.close_asked.connect(self.leaving.quit)
        frame.on_error_action = self._act

    # ------------------------------------------------------------ beginning

    def begin(self, folder: Path | None = None) -> None:
        """Show the first stage; the core is loaded behind it."""
        self.folder = folder or self.preferences.last_base
        if self.folder is not None:
            self.show_sign_in()
            return
        self.show_setup()
        self.door.warm_up(self._look_at_default)

    def _look_at_default(self, _none: None) -> None:
        """A base in the usual folder is found again even when this computer's settings are lost."""
        folder = self.door.crm.default_folder()
        stage = self.frame.stage
        if (folder / "keys.json").exists() and isinstance(stage, Setup) and stage.is_untouched:
            self.folder = folder
            self.show_sign_in()

    def rebuild(self) -> None:
        """Make the stage anew: the language or the scale changed."""
        self._again()

    def speak(self, language: str) -> None:
        """Switch the language at once."""
        stage = self.frame.stage
        if isinstance(stage, Setup):
            stage.keep()
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

    def _show(self, stage: QWidget, again: Callable[[], object], title: str = "") -> None:
        self._again = again
        self.frame.setWindowTitle(title or tr("Clients"))
        self.frame.show_stage(stage)

    # ------------------------------------------------------------ set-up, recovery, restoring

    def show_setup(self, draft: SetupDraft | None = None, error: BaseException | None = None) -> None:
        draft = draft or SetupDraft()
        setup = Setup(self.door, draft)
        setup.language_asked.connect(self.speak)
        setup.rebuild_asked.connect(lambda: self.show_setup(draft))
        setup.open_asked.connect(self.choose_folder)
        setup.restore_asked.connect(self.show_restore)
        setup.sample_asked.connect(self.show_sample)
        setup.finished.connect(self._on_set_up)
        self._show(setup, lambda: self.show_setup(draft))
        if error is not None:
            setup.complain(error)

    def _on_set_up(self, opened: Opened, choice: str) -> None:
        self.folder = opened.desk.folder
        if choice == "sample":
            self.preferences.last_base = self.folder
            self._remember(self.folder)
            self.leaving.close_desk(opened.desk, self.show_sample)
            return
        places: dict[str, tuple[str, Place]] = {"excel": ("exchange", {}), "client": ("clients", {"new": True})}
        section, place = places.get(choice, ("", {}))
        self._enter(opened, section, place)

    def show_recovery(self, draft: RecoveryDraft | None = None) -> None:
        assert self.folder is not None
        kept = draft or RecoveryDraft(self.folder, self._entrance.shop if self._entrance else self.folder.name)
        recovery = Recovery(self.door, kept)
        recovery.language_asked.connect(self.speak)
        recovery.cancelled.connect(self.show_sign_in)
        recovery.finished.connect(self._enter)
        self._show(recovery, lambda: self.show_recovery(kept))

    def show_restore(self, draft: RestoreDraft | None = None) -> None:
        kept = draft or RestoreDraft()
        restore = Restore(self.door, kept)
        restore.language_asked.connect(self.speak)
        restore.cancelled.connect(self._to_first)
        restore.finished.connect(self.open_folder)
        self._show(restore, lambda: self.show_restore(kept))

    def show_sample(self) -> None:
        sample = Sample(self.door)
        sample.cancelled.connect(self._to_first)
        sample.finished.connect(self._open_sample)
        self._show(sample, self._to_first)
        sample.begin()

    def _open_sample(self, folder: Path, uid: str) -> None:
        self.folder = folder
        self.door.sign_in(folder, uid, SAMPLE_PASSWORD, self._enter, self._sample_refused)

    def _restore_copy(self, copy: Path) -> None:
        """From inside the shop: it is closed first, and stays as it is."""
        context = self.context
        if context is None:
            return
        self.put_away()
        self.show_restore(RestoreDraft(copy=copy))
        self.leaving.close_desk(context.desk, lambda: None)

    def _sample_refused(self, error: BaseException) -> None:
        self.show_sign_in()
        if not is_known(error):
            show_error(self.frame, error)

    def _to_first(self) -> None:
        if self.folder is None:
            self.show_setup()
        else:
            self.show_sign_in()

    # ------------------------------------------------------------ sign-in

    def choose_folder(self) -> None:
        """Ask which base to open."""
        title = tr("Open a folder with a base")
        file_dialogs.choose_folder(self.frame, title, self.open_folder, self.folder)

    def open_folder(self, folder: Path) -> None:
        """Go to the sign-in of another base."""
        self.folder = folder
        self._entrance = None
        self.show_sign_in()

    def show_sign_in(self, uid: str = "", *, locked: bool = False) -> SignIn:
        assert self.folder is not None
        folder = self.folder
        sign_in = SignIn(Patience(self.preferences, folder), self._ways())
        sign_in.language_asked.connect(self.speak)
        sign_in.forgot.connect(self.show_recovery)
        sign_in.action_asked.connect(lambda key: self._act(key, None))
        sign_in.asked.connect(lambda person, password: self._try(sign_in, person, password))
        self._show(sign_in, lambda: self.show_sign_in(uid, locked=locked))
        uid = uid or self.preferences.get("sign_in.last", "")
        if self._entrance is not None and self._entrance.folder == folder:
            sign_in.set_entrance(self._entrance, uid, locked=locked)
        else:
            self.door.look(folder, lambda found: self._seen(sign_in, found, uid), self._not_seen)
        return sign_in

    def _seen(self, sign_in: SignIn, entrance: Entrance, uid: str) -> None:
        self._entrance = entrance
        if self.frame.stage is sign_in:
            sign_in.set_entrance(entrance, uid)

    def show_entrance(self, entrance: Entrance, uid: str = "") -> SignIn:
        """The sign-in of a shop whose people are known already."""
        self.folder, self._entrance = entrance.folder, entrance
        return self.show_sign_in(uid)

    def _not_seen(self, error: BaseException) -> None:
        stage = self.frame.stage
        if isinstance(error, NoBase):
            self.folder = None
            self.show_setup(error=error)
        elif isinstance(stage, SignIn) and is_known(error):
            stage.refuse(error)
        else:
            show_error(self.frame, error)

    def enter_with(self, person: str, password: str) -> None:
        """Sign in as the sign-in screen would."""
        stage = self.frame.stage
        if isinstance(stage, SignIn):
            self._try(stage, person, password)

    def _try(self, sign_in: SignIn, person: str, password: str) -> None:
        assert self.folder is not None

        def refused(error: BaseException) -> None:
            if self.frame.stage is not sign_in:
                return
            sign_in.refuse(error)
            if not is_known(error):
                show_error(self.frame, error)

        self.door.sign_in(self.folder, person, password, self._enter, refused)

    def _ways(self) -> list[Way]:
        here = str(self.folder)
        ways = [
            Way(Path(text).name, "store", lambda text=text: self.open_folder(Path(text)))  # type: ignore[misc]
            for text in self._recent()
            if text != here
        ]
        ways.append(Way(tr("Open a folder with a base"), "folder-open", self.choose_folder))
        ways.append(Way(tr("Make a new base"), "plus", self.show_setup))
        ways.append(Way(tr("Restore from a copy"), "archive-restore", self.show_restore))
        return ways

    def _recent(self) -> list[str]:
        none: list[str] = []
        return [text for text in self.preferences.get("bases", none) if Path(text).is_dir()]

    def _remember(self, folder: Path) -> None:
        others = [text for text in self._recent() if text != str(folder)]
        self.preferences.set("bases", [str(folder), *others][:MOST_RECENT])

    # ------------------------------------------------------------ the desk

    def _enter(self, opened: Opened, section: str = "", place: Place | None = None) -> None:
        desk = opened.desk
        self.folder = desk.folder
        Patience(self.preferences, desk.folder).succeeded()
        self.preferences.last_base = desk.folder
        self.preferences.set("sign_in.last", desk.user.uid)
        self._remember(desk.folder)
        context = Context(self.door.crm, desk, opened.relay, opened.known, self.door.background, self.preferences)
        self.context = context
        context.lock_asked.connect(self.lock)
        context.rebuild_asked.connect(self.follow_preferences)
        context.restore_asked.connect(self._restore_copy)
        context.changed.connect(self._on_changed)
        history = self._histories.pop((str(desk.folder), desk.user.uid), History())
        self._to_desk(history, section, place)
        self.idle.start(context.shop.autolock)

    def _to_desk(self, history: History, section: str = "", place: Place | None = None) -> None:
        assert self.context is not None
        window = MainWindow(self.context, history)
        window.titled.connect(self.frame.setWindowTitle)
        window.password_asked.connect(self.change_password)
        window.switch_asked.connect(lambda: self.lock(switch=True))
        self._show(window, self._again_desk, self.context.shop.shop)
        window.start(section, place)

    def _again_desk(self) -> None:
        old = self.frame.stage
        if isinstance(old, MainWindow):
            old.retire()
            self._to_desk(old.history)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes and self.context is not None:
            self.idle.start(self.context.shop.autolock)

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
        sign_in = self.show_sign_in("" if switch else uid, locked=not switch)
        sign_in.set_working(True)
        self.leaving.close_desk(context.desk, lambda: sign_in.set_working(False))

    def put_away(self) -> None:
        """Let go of everything that shows the base: models, pages, what was copied."""
        context, stage = self.context, self.frame.stage
        if context is None:
            return
        self.idle.stop()
        if isinstance(stage, MainWindow):
            stage.retire()
            self._histories[str(context.desk.folder), context.user.uid] = stage.history
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
        context = self.context
        if context is not None:
            self.put_away()
            context.desk.close()

    @Slot(object)
    def confess(self, error: BaseException) -> None:
        """An exception that nobody expected."""
        show_error(self.frame, error)

    # ------------------------------------------------------------ what errors offer

    def _act(self, key: str, error: BaseException | None) -> None:
        if key == "recover":
            self.show_recovery()
        elif key == "restore":
            self.show_restore()
        elif key == "choose_folder":
            self.choose_folder()
