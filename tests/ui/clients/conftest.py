"""A window over the small tea shop, and the screens in it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from clientcrm.vault.device import MemoryDeviceStore
from tests.support import shops_day
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from tests.ui.clients.shop import fill_shop
from tests.ui.conftest import OWNER, PASSWORD
from tests.ui.strays import no_strays
from ui.context import Context
from ui.garbage import collect
from ui.main_window import MainWindow

TODAY = shops_day()


@pytest.fixture(scope="session")
def filled(
    crm: Crm, made_base: tuple[Path, str], device: MemoryDeviceStore, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, int]]:
    """A base with the shop in it, made once per run, and the ids of the clients by their names."""
    folder = tmp_path_factory.mktemp("filled") / "base"
    shutil.copytree(made_base[0], folder)
    device.anchors.clear()
    desk = crm.sign_in(folder, OWNER, PASSWORD)
    names = fill_shop(desk, TODAY)
    desk.close()
    return folder, names


@pytest.fixture
def base(
    request: pytest.FixtureRequest, made_base: tuple[Path, str], tmp_path: Path, device: MemoryDeviceStore
) -> Path:
    """A copy for one test: of the filled shop if the test asks for it, else of the fresh one."""
    source = request.getfixturevalue("filled")[0] if "names" in request.fixturenames else made_base[0]
    folder = tmp_path / "base"
    shutil.copytree(source, folder)
    device.anchors.clear()  # each copy begins at the same state: it is no older base put back
    return folder


@pytest.fixture
def names(filled: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """Ids of the clients of the shop by their names; each test may add its own."""
    return dict(filled[1])


def quiet(context: Context, settle: Callable[..., None]) -> None:
    """No work is under way, and what is made a little per turn of the event loop is made."""
    settle(context)
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.002)
    settle(context)


@contextmanager
def open_window(context: Context, settle: Callable[..., None], qtbot: QtBot) -> Iterator[MainWindow]:
    """The window at the list of clients; gone with all its widgets at the end."""
    window = MainWindow(context)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.start("clients")
    settle(context)
    yield window
    settle(context)
    window.retire()
    window.close()
    window.deleteLater()
    # Wrappers that linger may be taken for widgets of the next test.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect()


@pytest.fixture
def shop(names: dict[str, int], context: Context, qtbot: QtBot, settle: Callable[..., None]) -> Iterator[Shop]:
    """The filled shop, the list of clients before the eyes."""
    with open_window(context, settle, qtbot) as window:
        yield Shop(window, qtbot, lambda: quiet(context, settle), names)


@pytest.fixture
def empty_shop(context: Context, qtbot: QtBot, settle: Callable[..., None]) -> Iterator[Shop]:
    """A shop on its first day."""
    with open_window(context, settle, qtbot) as window:
        yield Shop(window, qtbot, lambda: quiet(context, settle), {})


@pytest.fixture
def clients(shop: Shop) -> ListScreen:
    """The list."""
    return ListScreen(shop)


@pytest.fixture
def card(shop: Shop) -> CardScreen:
    """The card."""
    return CardScreen(shop)


@pytest.fixture
def editor(shop: Shop) -> EditorScreen:
    """The form."""
    return EditorScreen(shop)


@pytest.fixture(autouse=True)
def no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """Nothing may flash up beside the window."""
    with no_strays(qapp, MainWindow):
        yield
