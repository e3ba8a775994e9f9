"""Every test of the kit starts in light, Russian, 100 %."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui import i18n, theme
from ui.background import Background


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> None:
    """The looks in which the tests are read."""
    if (theme.mode(), theme.scale(), qapp.styleSheet() != "") != ("light", 100, True):
        theme.start(qapp, "light", 100)  # half a second, so only after a test that changed it
    if i18n.language() != "ru" or i18n.tr("yesterday") == "yesterday":
        i18n.set_language("ru")


@pytest.fixture
def background() -> Iterator[Background]:
    """The worker; errors of the work fail the test."""
    errors: list[BaseException] = []
    made = Background(lambda _owner, error: errors.append(error))
    yield made
    made.close()
    assert errors == []
