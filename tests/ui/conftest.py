"""What the tests of the screens stand on: a real base with cheap keys, a desk, a context, the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm, Desk
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.passwords import KdfPolicy
from tests.services.asking import ASKS, asking_shop
from tests.support import Shop
from tests.ui.strays import no_strays
from ui import i18n, reckoner, theme, words
from ui.app import Program, make_program
from ui.background import Background
from ui.context import Context, Relay, read_known
from ui.errors import show_error
from ui.frame import Frame
from ui.garbage import Garbage, collect, keep_loaded
from ui.main_window import MainWindow
from ui.preferences import Preferences

CHEAP = KdfPolicy(8, 1, 1)
OWNER = "Марина Лебедева"
SHOP = "Чайный дом"
PASSWORD = "заварка пуэр сентябрь"


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp: QApplication) -> Garbage:
    """Widgets left in cycles die in this thread, to the end of the run: the runner has threads of its own."""
    return Garbage(qapp)


@pytest.fixture(scope="module", autouse=True)
def young(garbage: Garbage) -> None:
    """What earlier modules left for good is not gone through again: it took a quarter of what all these tests cost."""
    collect()
    keep_loaded()


@pytest.fixture(scope="session", autouse=True)
def looks(qapp: QApplication) -> None:
    """Fonts and colours, once."""
    theme.start(qapp, "light", 100)


@pytest.fixture(autouse=True)
def language() -> str:
    """Russian, unless a test says otherwise; the looks of an earlier test are taken back."""
    i18n.set_language("ru")
    words.follow_clock(None)
    if theme.scale() != 100:
        theme.set_scale(100)
    if theme.mode() != "light":
        theme.set_mode("light")
    return "ru"


@pytest.fixture(autouse=True)
def no_reckoning_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are reckoned where a test asks for it: three seconds after the sign-in it may be anywhere."""
    monkeypatch.setattr(reckoner, "_AFTER_START", 3_600_000)


@pytest.fixture(scope="session")
def device() -> MemoryDeviceStore:
    """The keystore of this test run."""
    return MemoryDeviceStore()


@pytest.fixture(scope="session")
def crm(device: MemoryDeviceStore) -> Crm:
    """The core with a key derivation that costs nothing."""
    return Crm(kdf=CHEAP, device=device)


@pytest.fixture(scope="session")
def made_base(crm: Crm, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A fresh base made once per run, and its recovery code."""
    folder = tmp_path_factory.mktemp("template") / "base"
    created = crm.create(folder, NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
    created.desk.close()
    return folder, created.recovery_code


@pytest.fixture
def base(made_base: tuple[Path, str], tmp_path: Path, device: MemoryDeviceStore) -> Path:
    """A copy of the fresh base for one test. What was seen of the copy before is forgotten."""
    folder = tmp_path / "base"
    shutil.copytree(made_base[0], folder)
    device.anchors.clear()  # each copy begins at the same state: it is no older base put back
    return folder


@pytest.fixture
def recovery_code(made_base: tuple[Path, str]) -> str:
    """The recovery code of `base`."""
    return made_base[1]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Settings of a computer where the program was never started."""
    kept = Preferences(tmp_path / "window.json")
    kept.language, kept.theme = "ru", "light"
    return kept


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """The workers; none may be left running."""
    made = Background(show_error)
    yield made
    made.close()


@pytest.fixture
def relay(qapp: QApplication) -> Relay:
    """Carries changes of the desk to the screens."""
    return Relay()


@pytest.fixture
def desk(crm: Crm, base: Path, relay: Relay) -> Iterator[Desk]:
    """The owner, signed in."""
    opened = crm.sign_in(base, OWNER, PASSWORD, relay.publish)
    yield opened
    opened.close()


@pytest.fixture
def context(
    crm: Crm, desk: Desk, relay: Relay, background: Background, preferences: Preferences, settle: Callable[..., None]
) -> Iterator[Context]:
    """What a page is given; its work is over before the desk closes."""
    made = Context(crm, desk, relay, read_known(desk), background, preferences)
    yield made
    settle(made)


@pytest.fixture(scope="session")
def asking_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """A shop with a manager and a seller who ask before they take clients out; made once per run."""
    return asking_shop(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def asking(asking_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A copy of it for one test."""
    shop = asking_template(tmp_path / "asking")
    yield shop
    shop.close()


@pytest.fixture
def as_staff(
    asking: Shop, relay: Relay, background: Background, preferences: Preferences, settle: Callable[..., None]
) -> Iterator[Callable[[str], Context]]:
    """What the pages are given when this employee of it is signed in."""
    made: list[Context] = []

    def sign_in(name: str) -> Context:
        desk = asking.crm.sign_in(asking.folder, name, ASKS, relay.publish)
        asking._desks.append(desk)
        made.append(Context(asking.crm, desk, relay, read_known(desk), background, preferences))
        return made[-1]

    yield sign_in
    for context in made:
        settle(context)


@pytest.fixture
def settle(qtbot: QtBot, background: Background) -> Callable[..., None]:
    """Wait until no work is under way, and what it brought is shown."""

    def wait(_context: object = None, timeout: int = 120_000) -> None:
        qtbot.waitUntil(lambda: background.busy() == 0, timeout=timeout)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: background.busy() == 0, timeout=timeout)

    return wait


@pytest.fixture
def program(crm: Crm, preferences: Preferences, qapp: QApplication) -> Iterator[Program]:
    """The whole program with its window shown and no base chosen yet; session.begin() is up to the test."""
    made = make_program(preferences, lambda: crm)
    made.frame.resize(1440, 900)
    with no_strays(qapp, Frame):
        made.frame.show()
        yield made
        made.close()


@pytest.fixture
def quiet(qtbot: QtBot, program: Program) -> Callable[[], None]:
    """Wait until the program has nothing under way, and what it brought is shown."""

    def still() -> bool:
        # A desk that waits to be closed is looked at again by a timer, with nothing under way between two looks.
        return program.background.busy() == 0 and not program.session.leaving.closing

    def wait() -> None:
        for _ in range(2):
            qtbot.waitUntil(still, timeout=120_000)
            QApplication.processEvents()
        qtbot.waitUntil(still, timeout=120_000)

    return wait


@pytest.fixture
def window(program: Program, base: Path, crm: Crm, quiet: Callable[[], None]) -> MainWindow:
    """The main window with the owner signed in."""
    program.session.doorstep.open_folder(base)
    quiet()
    program.session.doorstep.enter_with(crm.entrance(base).people[0].uid, PASSWORD)
    quiet()
    shown = program.frame.stage
    assert isinstance(shown, MainWindow)
    return shown
