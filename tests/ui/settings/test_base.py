"""The part of the settings about the base itself: what the check found, in a person's words."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.domain.settings import CheckLine
from ui import i18n
from ui.settings.base import _line
from ui.widgets.labels import Label

TROUBLES = ("unreadable", "pages", "unfound", "seals", "sums", "journal_cut", "journal_unsigned", "journal_broken")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_broken_check_says_what_is_broken(qtbot: QtBot, language: str, trouble: str) -> None:
    i18n.set_language(language)
    shown = _line(CheckLine("journal", False, "for scripts", trouble, 7))
    qtbot.addWidget(shown)
    told = shown.findChildren(Label)[-1].text()
    assert told
    assert "for scripts" not in told
    assert trouble == "unreadable" or "7" in told
    assert any("а" <= letter <= "я" for letter in told) is (language == "ru")
