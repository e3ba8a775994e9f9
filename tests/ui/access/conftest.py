"""The page of people and access over a real base with somebody in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from clientcrm.domain.access import Role
from tests.ui.access.screens import AccessScreen
from tests.ui.conftest import PASSWORD
from tests.ui.strays import no_strays
from ui.access.page import AccessPage
from ui.context import Context


@pytest.fixture(autouse=True)
def no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """Nothing may flash up beside the page."""
    with no_strays(qapp, AccessPage, QMainWindow):
        yield


@pytest.fixture
def hired(context: Context) -> str:
    """A seller who reads the shop's portfolio; the uid."""
    [portfolio] = context.desk.staff.portfolios()
    return context.desk.staff.add("Соня Ким", Role.SELLER, [portfolio.id], PASSWORD).uid


@pytest.fixture
def screen(context: Context, hired: str, qtbot: QtBot, settle: Callable[..., None]) -> AccessScreen:
    """The page, shown, with the seller in it."""
    return AccessScreen(context, qtbot, settle, hired)
