"""Every way into a base, as work for the background: its answer is a desk together with what the screens hold ready."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clientcrm.domain.errors import MustChangePassword
from clientcrm.domain.settings import Entrance, NewBase
from ui.background import Background, Job
from ui.context import Known, Relay, read_known
from ui.garbage import keep_loaded

if TYPE_CHECKING:
    from clientcrm.crm import Crm, Desk, Restored

Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A signed-in desk; recovery_code only when one was made."""

    desk: Desk
    relay: Relay
    known: Known
    recovery_code: str = ""


# Loaded at the first visit these hold up the screens for 100 ms and more.
_WINDOW = (
    "ui.main_window",
    "ui.clients.section",
    "ui.clients.page",
    "ui.exchange.section",
    "ui.exchange.page",
    "ui.settings.section",
    "ui.settings.page",
    "ui.access.section",
    "ui.access.page",
    "ui.door.card_flow",
    "ui.keys_help",
    "ui.system_lock",
    "platformdirs",
)


class Door(QObject):
    """Opens bases elsewhere than in the GUI thread. The core itself (SQLAlchemy: half a second) is loaded there too.

    The door outlives every screen, so an opened desk always reaches somebody who will close it.
    """

    def __init__(self, background: Background, make_crm: Callable[[], Crm] | None = None) -> None:
        super().__init__()
        self._background = background
        self._make_crm = make_crm or _load
        self._crm: Crm | None = None

    @property
    def crm(self) -> Crm:
        """The core; loads it if nothing did so before."""
        if self._crm is None:
            self._crm = self._make_crm()
        return self._crm

    @property
    def background(self) -> Background:
        """Where the work is done."""
        return self._background

    def warm_up(self, then: Callable[[None], None]) -> None:
        """Load the core."""
        self._background.run(self, lambda _job: self._warm(), then=then)

    def _warm(self) -> None:
        _ = self.crm

    def load_window(self) -> None:
        """Load the code of the shop's window while the person types the password."""

        def work(_job: Job) -> bool:
            before = len(sys.modules)
            for name in _WINDOW:
                import_module(name)
            return len(sys.modules) > before

        def loaded(anew: bool) -> None:
            if anew:
                keep_loaded()

        self._background.run(self, work, then=loaded, failed=lambda _error: None)

    def look(self, folder: Path, then: Callable[[Entrance], None], failed: Failed) -> None:
        """Read who signs in there."""
        self._background.run(self, lambda _job: self.crm.entrance(folder), then=then, failed=failed, key="look")

    def check_place(self, folder: Path, then: Callable[[None], None], failed: Failed) -> None:
        """Whether a new base may be made there; nothing is written."""
        self._background.run(self, lambda _job: self.crm.check_new_place(folder), then=then, failed=failed)

    def do(self, work: Callable[[], None], then: Callable[[None], None], failed: Failed) -> None:
        """Any other work with the core."""
        self._background.run(self, lambda _job: work(), then=then, failed=failed)

    def sign_in(self, folder: Path, uid: str, password: str, then: Callable[[Opened], None], failed: Failed) -> None:
        """Open the base for one person; MustChangePassword where the password was given to be used once."""
        relay = Relay(self)

        def work(_job: Job) -> Opened:
            desk = self.crm.sign_in(folder, uid, password, relay.publish)
            if desk.must_change_password:
                desk.close()
                raise MustChangePassword
            return _with_known(desk, relay)

        self._background.run(self, work, then=then, failed=failed)

    def first_sign_in(
        self, folder: Path, uid: str, passwords: tuple[str, str], then: Callable[[Opened], None], failed: Failed
    ) -> None:
        """Open the base with the password that was given to be used once, and replace it by the own one."""
        relay = Relay(self)
        given, own = passwords

        def work(_job: Job) -> Opened:
            desk = self.crm.sign_in(folder, uid, given, relay.publish)
            try:
                desk.change_password(given, own)
            except BaseException:
                desk.close()
                raise
            return _with_known(desk, relay)

        self._background.run(self, work, then=then, failed=failed)

    def create(self, folder: Path, new: NewBase, then: Callable[[Opened], None], failed: Failed) -> None:
        """Make a base and sign its owner in."""
        relay = Relay(self)

        def work(_job: Job) -> Opened:
            made = self.crm.create(folder, new, relay.publish)
            return _with_known(made.desk, relay, made.recovery_code)

        self._background.run(self, work, then=then, failed=failed)

    def recover(self, folder: Path, code: str, password: str, then: Callable[[Opened], None], failed: Failed) -> None:
        """Open with the recovery code; the new code comes back."""
        relay = Relay(self)

        def work(_job: Job) -> Opened:
            made = self.crm.recover(folder, code, password, relay.publish)
            return _with_known(made.desk, relay, made.recovery_code)

        self._background.run(self, work, then=then, failed=failed, long=True)

    def make_sample(self, name: str, language: str, then: Callable[[Entrance], None], failed: Failed) -> Job:
        """A filled shop beside the usual folder of bases, made once; the answer is its entrance."""

        def work(job: Job) -> Entrance:
            folder = self.crm.default_folder().parent / f"{name}-{language}"
            if not (folder / "keys.json").exists():
                growing = folder.with_name(folder.name + ".part")
                shutil.rmtree(growing, ignore_errors=True)
                growing.parent.mkdir(parents=True, exist_ok=True)
                self.crm.demo(growing, language=language, progress=job.step)
                growing.rename(folder)  # so that one cut short is made again
            return self.crm.entrance(folder)

        return self._background.run(self, work, then=then, failed=failed, long=True)

    def restore(
        self, copy: Path, folder: Path, keys: dict[str, str], then: Callable[[Restored], None], failed: Failed
    ) -> None:
        """Bring a base back from a copy into a new folder; `keys` as Crm.restore names them."""
        self._background.run(
            self, lambda _job: self.crm.restore(copy, folder, **keys), then=then, failed=failed, long=True
        )


def _with_known(desk: Desk, relay: Relay, code: str = "") -> Opened:
    try:
        return Opened(desk, relay, read_known(desk), code)
    except BaseException:
        desk.close()
        raise


def _load() -> Crm:
    from clientcrm.crm import Crm

    return Crm()
