"""Pictures of the window itself: set-up, sign-in, recovery, restoring, palette, keys, errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import PersonTile, Role
from clientcrm.domain.errors import DamagedBase, WrongDevice, WrongPassword
from clientcrm.domain.settings import Entrance, NewBase
from ui.door.recovery import Recovery, RecoveryDraft
from ui.door.restore import BY_CODE, KEY, Restore, RestoreDraft
from ui.door.setup import CHOOSE, CODE, DONE, PASSWORD, PORTFOLIOS, SHOP, Setup, SetupDraft
from ui.door.sign_in import SignIn
from ui.errors import show_error
from ui.i18n import tr
from ui.main_window import MainWindow
from ui.recovery_code import groups_of
from ui.scenes import Scene, Stage
from ui.tour_stage import ProgramStage
from ui.widgets.palette import CommandPalette

if TYPE_CHECKING:
    from ui.door.opening import Opened
    from ui.session import Session

_ASKED = 3
_WORDS = "lantern kettle orchard"


def window_scenes() -> list[Scene]:
    """In the order in which a person meets them."""
    return [
        Scene("setup-choose", _setup(CHOOSE), "none"),
        Scene("setup-shop", _setup(SHOP), "none"),
        Scene("setup-portfolios", _setup(PORTFOLIOS), "none"),
        Scene("setup-portfolios-own", _setup(PORTFOLIOS, own=True), "none"),
        Scene("setup-password", _setup(PASSWORD), "none"),
        Scene("setup-recovery", _setup(CODE), "none"),
        Scene("setup-done", _setup(DONE), "none"),
        Scene("login", _login, "none"),
        Scene("login-wrong", _login_wrong, "none"),
        Scene("login-other-computer", _login_elsewhere, "none"),
        Scene("login-many", _login_many, "none"),
        Scene("recovery-code", _recovery, "none"),
        Scene("recovery-password", _recovery_password, "none"),
        Scene("restore-file", _restore, "none"),
        Scene("restore-key", _restore_key, "none"),
        Scene("command-palette", _palette),
        Scene("command-palette-actions", _palette_actions),
        Scene("keys", _keys),
        Scene("toast", _toast),
        Scene("error", _error),
        Scene("person-menu", _person_menu),
        Scene("change-password", _change_password),
    ]


def _session(stage: Stage) -> Session:
    assert isinstance(stage, ProgramStage)
    return stage.program.session


# ---------------------------------------------------------------- before the shop


def _draft(step: int) -> SetupDraft:
    owner = tr("Marina Lebedeva", "sample person")
    draft = SetupDraft(Path.home() / "clientcrm", step, tr("Tea House"), owner, "RUB", "Europe/Moscow")
    draft.asked_group = _ASKED
    return draft


def _setup(step: int, *, own: bool = False) -> Callable[[Stage], Iterator[None]]:
    def show(stage: Stage) -> Iterator[None]:
        draft = _draft(step)
        draft.personal, draft.names = own, tr("Sveta, Igor", "sample names of portfolios") if own else ""
        if step in (CODE, DONE):
            opened: list[Opened] = []
            folder = stage.folder / f"setup-{step}"
            new = NewBase(draft.shop, draft.owner, _WORDS, tr("Shop"))
            _session(stage).door.create(folder, new, opened.append, _raise)
            while not opened:
                yield
            draft.opened, draft.folder = opened[0], folder
        _session(stage).doorstep.show_setup(draft)
        yield
        setup = _stage(stage)
        assert isinstance(setup, Setup)
        if step == PASSWORD:
            setup.type_password(_WORDS)
        elif step == CODE and draft.opened is not None:
            setup.type_code(groups_of(draft.opened.recovery_code)[_ASKED - 1])
        yield
        if draft.opened is not None:
            _session(stage).door.do(draft.opened.desk.close, lambda _none: None, _raise)
            yield

    return show


def _stage(stage: Stage) -> QWidget:
    shown = _session(stage).frame.stage
    assert shown is not None
    return shown


def _raise(error: BaseException) -> None:
    raise error


def _people(count: int) -> tuple[PersonTile, ...]:
    named = (
        (tr("Marina", "sample person"), tr("Lebedeva", "sample person"), Role.OWNER),
        (tr("Ilya", "sample person"), tr("Grachev", "sample person"), Role.MANAGER),
        (tr("Sonya", "sample person"), tr("Kim", "sample person"), Role.SELLER),
        (tr("Timur", "sample person"), tr("Safin", "sample person"), Role.SELLER),
    )
    return tuple(
        PersonTile(str(n), f"{named[n % 4][0]} {named[n % 4][1]}", named[n % 4][2], active=True) for n in range(count)
    )


def _sign_in(stage: Stage, people: int = 3, chosen: str = "1") -> SignIn:
    session = _session(stage)
    session.folder = stage.folder / "nothing"
    shown = session.doorstep.show_entrance(Entrance(session.folder, tr("Tea House"), _people(people)), chosen)
    shown.password.set_text(_WORDS[:10])
    return shown


def _login(stage: Stage) -> Iterator[None]:
    _sign_in(stage)
    yield


def _login_wrong(stage: Stage) -> Iterator[None]:
    shown = _sign_in(stage)
    yield
    shown.refuse(WrongPassword())
    yield


def _login_elsewhere(stage: Stage) -> Iterator[None]:
    shown = _sign_in(stage, 1, "0")
    yield
    shown.refuse(WrongDevice())
    yield


def _login_many(stage: Stage) -> Iterator[None]:
    _sign_in(stage, 9)
    yield


def _recovery(stage: Stage) -> Iterator[None]:
    session = _session(stage)
    session.folder = stage.folder / "nothing"
    session.doorstep.show_recovery(RecoveryDraft(session.folder, tr("Tea House")))
    yield
    recovery = _stage(stage)
    assert isinstance(recovery, Recovery)
    recovery.type_code("482136 097645 70518")
    yield


def _recovery_password(stage: Stage) -> None:
    session = _session(stage)
    session.folder = stage.folder / "nothing"
    session.doorstep.show_recovery(RecoveryDraft(session.folder, tr("Tea House"), 1))


def _restore(stage: Stage) -> None:
    copy = Path.home() / "backups" / "2025-05-14.crmb"
    folder = Path.home() / tr("Restored base", "folder name")
    _session(stage).doorstep.show_restore(RestoreDraft(copy=copy, folder=folder))


def _restore_key(stage: Stage) -> Iterator[None]:
    _session(stage).doorstep.show_restore(RestoreDraft(Path("copy.crmb"), Path("base"), KEY, BY_CODE))
    yield
    assert isinstance(_stage(stage), Restore)


# ---------------------------------------------------------------- over the shop


def _main(stage: Stage) -> MainWindow:
    shown = _stage(stage)
    assert isinstance(shown, MainWindow)
    return shown


def _palette(stage: Stage) -> Iterator[None]:
    main = _main(stage)
    main.go(main.sections[0].key, {})
    yield
    stage.context.palette("")
    yield
    stage.type(stage.find(CommandPalette).line, "rjdf" if stage.language == "ru" else "an")
    yield


def _palette_actions(stage: Stage) -> Iterator[None]:
    yield from _palette(stage)
    stage.press(stage.find(CommandPalette).line, "Tab")
    yield


def _keys(stage: Stage) -> None:
    _main(stage).show_keys()


def _toast(stage: Stage) -> Iterator[None]:
    main = _main(stage)
    main.go(main.sections[0].key, {})
    yield
    stage.context.did(tr("Tags changed"), lambda _job, _held: None, lambda _job, _held: None)


def _error(stage: Stage) -> None:
    show_error(stage.window, DamagedBase(str(stage.base), "cut"))


def _person_menu(stage: Stage) -> None:
    _main(stage).open_person_menu()


def _change_password(stage: Stage) -> None:
    _session(stage).change_password()
