"""The export dialog for somebody who needs the owner's agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from tests.services.asking import asking_shop, manager
from tests.support import OWNER, PASSWORD, Shop
from tests.ui.exchange.screens import ExchangeScreen
from ui.background import Background
from ui.context import Context, Relay, read_known
from ui.exchange.export_choices import FOLDER_KEY
from ui.exchange.export_dialog import ExportDialog
from ui.preferences import Preferences


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def shop(made: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The shop, closed at the end."""
    shop = made(tmp_path / "asked")
    yield shop
    shop.close()


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """The manager's."""
    return manager(shop)


@pytest.fixture
def dialog(
    shop: Shop,
    desk: Desk,
    relay: Relay,
    background: Background,
    preferences: Preferences,
    qtbot: QtBot,
    settle: Callable[..., None],
    tmp_path: Path,
    qapp: QApplication,
) -> Iterator[tuple[ExchangeScreen, ExportDialog]]:
    """The dialog, opened by the manager."""
    out = tmp_path / "out"
    out.mkdir()
    preferences.set(FOLDER_KEY, str(out))
    context = Context(shop.crm, desk, relay, read_known(desk), background, preferences)
    screen = ExchangeScreen(context, qtbot, settle)
    context.open("exchange", export=True)
    screen.settle()
    opened = screen.dialog
    assert isinstance(opened, ExportDialog)
    yield screen, opened
    screen.settle()


@pytest.mark.proves("F20")
def test_the_dialog_asks_waits_and_exports_once_the_owner_agreed(
    dialog: tuple[ExchangeScreen, ExportDialog], desk: Desk, tmp_path: Path
) -> None:
    screen, opened = dialog
    assert opened.request is not None
    assert "Сначала нужно согласие владельца." in screen.texts(opened)
    screen.presses("Попросить: 4 клиента", opened)
    assert opened.request.reason.error() == "Нужно заполнить"
    opened.request.reason.set_text("сверка с бухгалтерией")
    screen.presses("Попросить: 4 клиента", opened)
    assert "Ждёт ответа" in screen.texts(opened)
    assert screen.last_toast().text == "Запрос 1 отправлен владельцу."
    assert list((tmp_path / "out").iterdir()) == []

    desk.requests.approve_in_place(1, OWNER, PASSWORD)
    opened.shape.chosen.emit("")
    screen.settle()
    assert "Владелец согласился: запрос 1." in screen.texts(opened)
    screen.presses("Выгрузить 4 клиентов", opened)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert "В файле 4 клиента." in screen.texts(opened)
