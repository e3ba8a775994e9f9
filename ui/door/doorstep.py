"""Everything before the shop: set-up, sign-in, recovery, restoring, the sample, other bases."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clientcrm.domain.errors import MustChangePassword, NoBase
from clientcrm.domain.settings import Entrance
from ui import file_dialogs
from ui.door.opening import Opened
from ui.door.patience import Patience
from ui.door.sign_in import SignIn, Way
from ui.errors import is_known, show_error
from ui.i18n import tr
from ui.page import Place

if TYPE_CHECKING:  # what is not on the way to the first paint is imported where it is shown
    from ui.door.first_password import FirstPassword, FirstPasswordDraft
    from ui.door.recovery import RecoveryDraft
    from ui.door.restore import RestoreDraft
    from ui.door.setup import SetupDraft
    from ui.session import Session

MOST_RECENT = 5


class Doorstep(QObject):
    """Shows the stages that need no signed-in person, for the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.entrance: Entrance | None = None
        self.expected = ""  # the name that the program was started for

    # ------------------------------------------------------------ set-up, recovery, restoring

    def show_setup(self, draft: SetupDraft | None = None, error: BaseException | None = None) -> None:
        """The wizard, as far as the draft has come; with what stood in the way of something else."""
        from ui.door.setup import Setup, SetupDraft

        draft = draft or SetupDraft()
        setup = Setup(self._session.door, draft)
        setup.language_asked.connect(self._session.speak)
        setup.rebuild_asked.connect(lambda: self.show_setup(draft))
        setup.open_asked.connect(self.choose_folder)
        setup.restore_asked.connect(self.show_restore)
        setup.sample_asked.connect(self.show_sample)
        setup.finished.connect(self._on_set_up)
        self._session.show(setup, lambda: self.show_setup(draft))
        if error is not None:
            setup.complain(error)

    def _on_set_up(self, opened: Opened, choice: str) -> None:
        self._session.folder = opened.desk.folder
        if choice == "sample":
            self._session.preferences.last_base = self._session.folder
            self.remember(self._session.folder)
            self._session.leaving.close_desk(opened.desk, self.show_sample)
            return
        places: dict[str, tuple[str, Place]] = {
            "excel": ("exchange", {"file": ""}),
            "client": ("clients", {"new": True}),
        }
        section, place = places.get(choice, ("", {}))
        self._session.enter(opened, section, place)

    def show_recovery(self, draft: RecoveryDraft | None = None) -> None:
        """The way in with the recovery code."""
        from ui.door.recovery import Recovery, RecoveryDraft

        folder = self._session.folder
        assert folder is not None
        kept = draft or RecoveryDraft(folder, self.entrance.shop if self.entrance else folder.name)
        recovery = Recovery(self._session.door, kept)
        recovery.language_asked.connect(self._session.speak)
        recovery.cancelled.connect(self.show_sign_in)
        recovery.finished.connect(self._session.enter)
        self._session.show(recovery, lambda: self.show_recovery(kept))

    def show_restore(self, draft: RestoreDraft | None = None) -> None:
        """Bringing a base back from a copy."""
        from ui.door.restore import Restore, RestoreDraft

        kept = draft or RestoreDraft()
        restore = Restore(self._session.door, kept)
        restore.language_asked.connect(self._session.speak)
        restore.cancelled.connect(self._to_first)
        restore.finished.connect(self.open_folder)
        self._session.show(restore, lambda: self.show_restore(kept))

    def show_sample(self) -> None:
        """The sample shop, made if it is not there yet."""
        from ui.door.sample import Sample

        sample = Sample(self._session.door)
        sample.cancelled.connect(self._to_first)
        sample.finished.connect(self._open_sample)
        self._session.show(sample, self._to_first)
        sample.begin()

    def _open_sample(self, folder: Path, uid: str) -> None:
        from ui.door.sample import SAMPLE_PASSWORD

        self._session.folder = folder
        self._session.door.sign_in(folder, uid, SAMPLE_PASSWORD, self._session.enter, self._sample_refused)

    def restore_copy(self, copy: Path) -> None:
        """From inside the shop: it is closed first, and stays as it is."""
        context = self._session.context
        if context is None:
            return
        from ui.door.restore import RestoreDraft

        self._session.put_away()
        self.show_restore(RestoreDraft(copy=copy))
        self._session.leaving.close_desk(context.desk, lambda: None)

    def _sample_refused(self, error: BaseException) -> None:
        self.show_sign_in()
        if not is_known(error):
            show_error(self._session.frame, error)

    def _to_first(self) -> None:
        if self._session.folder is None:
            self.show_setup()
        else:
            self.show_sign_in()

    # ------------------------------------------------------------ sign-in

    def choose_folder(self) -> None:
        """Ask which base to open."""
        title = tr("Open a folder with a base")
        file_dialogs.choose_folder(self._session.frame, title, self.open_folder, self._session.folder)

    def open_folder(self, folder: Path) -> None:
        """Go to the sign-in of another base."""
        self._session.folder = folder
        self.entrance = None
        self.show_sign_in()

    def show_sign_in(self, uid: str = "", *, locked: bool = False) -> SignIn:
        """The sign-in of the folder; `locked` says that somebody was here a moment ago."""
        assert self._session.folder is not None
        folder = self._session.folder
        self._session.instance.listen_if_free(folder)  # from here on a second start finds this window
        sign_in = SignIn(Patience(self._session.preferences, folder), self._ways())
        sign_in.language_asked.connect(self._session.speak)
        sign_in.forgot.connect(self.show_recovery)
        sign_in.action_asked.connect(lambda key: self.act(key, None))
        sign_in.asked.connect(lambda person, password: self._try(sign_in, person, password))
        self._session.show(sign_in, lambda: self.show_sign_in(uid, locked=locked))
        uid = uid or self._session.preferences.get("sign_in.last", "")
        if self.entrance is not None and self.entrance.folder == folder:
            sign_in.set_entrance(self.entrance, uid, locked=locked)
        else:
            self._session.door.look(folder, lambda found: self._seen(sign_in, found, uid), self._not_seen)
        return sign_in

    def _seen(self, sign_in: SignIn, entrance: Entrance, uid: str) -> None:
        self.entrance = entrance
        self._session.door.load_window()
        uid = next((person.uid for person in entrance.people if person.name == self.expected), uid)
        if self._session.frame.stage is sign_in:
            sign_in.set_entrance(entrance, uid)

    def look_again(self, sign_in: SignIn) -> None:
        """Whom the owner took in or froze since the sign-in stands in the list of those who may come in, or not."""
        folder = self._session.folder

        def seen(found: Entrance) -> None:
            if folder != self._session.folder or found == self.entrance:
                return
            self.entrance = found
            if self._session.frame.stage is sign_in:
                sign_in.renew(found)

        if folder is not None:
            self._session.door.look(folder, seen, lambda _error: None)  # whoever signs in is told what is wrong

    def rename(self, shop: str) -> None:
        """The shop is called differently now; the lock screen should know."""
        if self.entrance is not None:
            self.entrance = replace(self.entrance, shop=shop)

    def show_entrance(self, entrance: Entrance, uid: str = "") -> SignIn:
        """The sign-in of a shop whose people are known already."""
        self._session.folder, self.entrance = entrance.folder, entrance
        return self.show_sign_in(uid)

    def _not_seen(self, error: BaseException) -> None:
        stage = self._session.frame.stage
        if isinstance(error, NoBase):
            self._session.folder = None
            self.show_setup(error=error)
        elif isinstance(stage, SignIn) and is_known(error):
            stage.refuse(error)
        else:
            show_error(self._session.frame, error)

    def enter_with(self, person: str, password: str) -> None:
        """Sign in as the sign-in screen would."""
        stage = self._session.frame.stage
        if isinstance(stage, SignIn):
            self._try(stage, person, password)

    def _try(self, sign_in: SignIn, person: str, password: str) -> None:
        assert self._session.folder is not None

        frame = self._session.frame

        def opened(found: Opened) -> None:
            if frame.stage is sign_in:
                self._session.enter(found)
            else:  # the person went elsewhere meanwhile
                self._session.leaving.close_desk(found.desk, lambda: None)

        def refused(error: BaseException) -> None:
            if frame.stage is not sign_in:
                return
            if isinstance(error, MustChangePassword):
                self._ask_first_password(person, password)
                return
            sign_in.refuse(error)
            if not is_known(error):
                show_error(frame, error)

        self._session.door.sign_in(self._session.folder, person, password, opened, refused)

    def _ask_first_password(self, person: str, given: str) -> None:
        from ui.door.first_password import FirstPasswordDraft

        folder = self._session.folder
        assert folder is not None
        shop = self.entrance.shop if self.entrance else folder.name
        self.show_first_password(FirstPasswordDraft(folder, shop, person, given))

    def show_first_password(self, draft: FirstPasswordDraft) -> None:
        """Somebody new chooses a password."""
        from ui.door.first_password import FirstPassword

        stage = FirstPassword(self._session.door, draft)
        stage.language_asked.connect(self._session.speak)
        stage.cancelled.connect(lambda: self.show_sign_in(draft.uid))
        stage.finished.connect(lambda opened: self._first_in(stage, opened))
        self._session.show(stage, lambda: self.show_first_password(draft))
        stage.password.setFocus()

    def _first_in(self, stage: FirstPassword, opened: Opened) -> None:
        if self._session.frame.stage is stage:
            self._session.enter(opened)
        else:
            self._session.leaving.close_desk(opened.desk, lambda: None)

    def _ways(self) -> list[Way]:
        here = str(self._session.folder)
        ways = [
            Way(Path(text).name, "store", partial(self.open_folder, Path(text)))
            for text in self._recent()
            if text != here
        ]
        ways.append(Way(tr("Open a folder with a base"), "folder-open", self.choose_folder))
        ways.append(Way(tr("Make a new base"), "plus", self.show_setup))
        ways.append(Way(tr("Restore from a copy"), "archive-restore", self.show_restore))
        return ways

    def _recent(self) -> list[str]:
        none: list[str] = []
        return [text for text in self._session.preferences.get("bases", none) if Path(text).is_dir()]

    def remember(self, folder: Path) -> None:
        """Offer this base among the other ones next time."""
        others = [text for text in self._recent() if text != str(folder)]
        self._session.preferences.set("bases", [str(folder), *others][:MOST_RECENT])

    # ------------------------------------------------------------ what errors offer

    def act(self, key: str, error: BaseException | None) -> None:
        """What the button of an error promises; inside the shop a restore begins with the list of copies."""
        context = self._session.context
        if context is not None:
            if key == "restore":
                context.open("settings", page="copies")
            return
        if key == "recover":
            self.show_recovery()
        elif key == "restore":
            self.show_restore()
        elif key == "choose_folder":
            self.choose_folder()
