"""The parts behind the window that need no window: waiting, remembering, history, finding actions."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clientcrm.domain.tiers import DEFAULT_TIERS, TierDraft, TierKind
from ui.crashes import NamelessFormatter
from ui.door.patience import Patience
from ui.history import History
from ui.palette import matches
from ui.preferences import Preferences
from ui.settings.tier_line import TierLine
from ui.widgets.menu import Menu


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_waits_grow_to_half_a_minute(qapp: object, tmp_path: Path) -> None:
    clock = Clock()
    patience = Patience(Preferences(tmp_path / "p.json"), tmp_path, clock)
    waits = []
    for _ in range(6):
        patience.failed()
        waits.append(patience.left())
        clock.now += patience.left()
        assert patience.left() == 0
    assert waits == [1, 2, 4, 8, 30, 30]


def test_closing_the_program_does_not_shorten_the_wait(qapp: object, tmp_path: Path) -> None:
    clock = Clock()
    first = Preferences(tmp_path / "p.json")
    patience = Patience(first, tmp_path, clock)
    for _ in range(5):
        patience.failed()
    first.save()
    clock.now += 10
    again = Patience(Preferences(tmp_path / "p.json"), tmp_path, clock)
    assert again.left() == 20
    clock.now -= 100_000  # the clock was set back
    assert again.left() == 30
    again.succeeded()
    assert again.left() == 0
    assert again.tries() == 0


def test_preferences_survive_a_restart_and_a_damaged_file(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "settings" / "window.json"
    kept = Preferences(path)
    kept.scale, kept.theme, kept.language, kept.density = 130, "dark", "en", 48
    kept.set("clients.columns", ["name", "tier"])
    kept.save()
    read = Preferences(path)
    assert (read.scale, read.theme, read.language, read.density) == (130, "dark", "en", 48)
    assert read.get("clients.columns", [""]) == ["name", "tier"]
    path.write_text('{"scale": 7, "theme": "pink", "language": 3', encoding="utf-8")
    assert Preferences(path).scale == 100
    path.write_text('{"scale": 7, "theme": "pink", "language": 3}', encoding="utf-8")
    damaged = Preferences(path)
    assert (damaged.scale, damaged.theme, damaged.language) == (100, "system", "system")


def test_history_goes_back_and_forgets_what_was_ahead() -> None:
    history = History()
    assert history.go("clients", {})
    assert history.go("clients", {"client": 5})
    assert not history.go("clients", {"client": 5})
    assert history.go("settings", {})
    assert history.move(-1).place == {"client": 5}
    assert history.move(-1).place == {}
    assert not history.can_move(-1)
    history.go("exchange", {})
    assert not history.can_move(1)
    history.replace({"batch": 3})
    assert history.current is not None
    assert history.current.place == {"batch": 3}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("масш", True),
        ("vfci", True),
        ("тема язык", True),
        ("язы тем", True),
        ("емя", False),
        ("", True),
        ("xyz", False),
    ],
)
def test_actions_are_found_by_word_beginnings_in_either_layout(typed: str, found: bool) -> None:
    assert matches(typed, "Тема, масштаб и язык") is found


def test_the_log_names_no_values() -> None:
    try:
        raise ValueError("+7 916 123-45-67")
    except ValueError as error:
        record = logging.LogRecord(
            "ui", logging.ERROR, __file__, 1, "unexpected error", (), (ValueError, error, error.__traceback__)
        )
    line = NamelessFormatter("%(message)s").format(record)
    assert "ValueError" in line
    assert "916" not in line


def test_the_colours_of_a_tier_are_offered_when_asked_for(qtbot: QtBot) -> None:
    line = TierLine(TierDraft(1, "VIP", "V", "vip", TierKind.LADDER), key="vip")
    qtbot.addWidget(line)
    line.show()
    for wanted in ("potential", "base"):  # the second time as well, each once
        line.color.click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, Menu)
        assert len(menu.actions()) == len(DEFAULT_TIERS)
        place = [tier.key for tier in DEFAULT_TIERS].index(wanted)
        menu.actions()[place].trigger()
        menu.close()
        assert line.draft().palette == wanted
