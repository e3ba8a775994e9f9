"""The small tea shop of the clients' screens, and the builder in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Crm
from clientcrm.vault.device import MemoryDeviceStore
from tests.ui.clients.conftest import (  # noqa: F401 - fixtures of the room beside
    base,
    clients,
    filled,
    names,
    no_stray_windows,
    shop,
)
from tests.ui.clients.screens import Shop
from tests.ui.conftest import OWNER, PASSWORD
from tests.ui.segments.screens import BuilderScreen
from ui.background import Background
from ui.clients.vocabulary import Vocabulary
from ui.context import Context, Relay, read_known
from ui.errors import show_error
from ui.preferences import Preferences
from ui.segments.values import Lists


@pytest.fixture
def builder(shop: Shop) -> BuilderScreen:  # noqa: F811
    """The builder."""
    return BuilderScreen(shop)


@pytest.fixture(scope="module")
def lists(
    crm: Crm, made_base: tuple[Path, str], device: MemoryDeviceStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lists]:
    """What there is to choose from in a new shop; one shop for a whole table of questions."""
    folder = tmp_path_factory.mktemp("lists") / "base"
    shutil.copytree(made_base[0], folder)
    device.anchors.clear()
    desk = crm.sign_in(folder, OWNER, PASSWORD)
    background = Background(show_error)
    context = Context(crm, desk, Relay(), read_known(desk), background, Preferences(folder.parent / "window.json"))
    yield Lists(Vocabulary(context))
    context.close()
    background.close()
    desk.close()
