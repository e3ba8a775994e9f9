"""What a load costs the window beyond its own steps: rows nobody looks at any more, lists that nobody sees."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from clientcrm.domain.imports import RowProblem, StagedRow
from tests.ui.exchange.screens import ExchangeScreen
from ui.exchange.steps import CHECK, COLUMNS


def staged() -> list[object]:
    """The rows of a file that are in memory now, whether anything could still reach them or not."""
    return [one for one in gc.get_objects() if isinstance(one, StagedRow | RowProblem)]


@pytest.fixture
def by_hand() -> Iterator[None]:
    """The collector waits, as it does in the program while somebody works."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("by_hand")
def test_rows_go_once_they_are_written(screen: ExchangeScreen, people: Path) -> None:
    """The rows of a large file, left to the collector of cycles, held the window up for 50 ms in one turn."""
    others = staged()

    def held() -> list[object]:
        return [one for one in staged() if not any(one is other for other in others)]

    screen.comes_to_check(people)
    screen.wizard.steps.checking.show_which("noted")
    screen.settle()
    assert held()
    screen.goes_on()
    assert [one for one in held() if isinstance(one, StagedRow)] == []
    screen.finishes()
    assert all(one.is_error for one in held() if isinstance(one, RowProblem))


def test_lists_under_the_wizard_are_read_once_they_are_seen(screen: ExchangeScreen, people: Path) -> None:
    """Every thousand rows checked are a change of the loads: behind the wizard they were listed anew each time."""
    listed = screen.page.loads.model
    came: list[int] = []
    listed.modelReset.connect(lambda: came.append(listed.rowCount()))
    screen.comes_to_check(people)
    assert came == []
    screen.context.open("exchange")
    screen.settle()
    assert came == [1]


def test_the_focus_goes_to_the_next_step_and_nowhere_else(screen: ExchangeScreen, people: Path) -> None:
    """What goes from sight or is switched off with the focus hands it to a neighbour: a walk through all widgets."""
    screen.loads(people)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    went: list[QWidget | None] = []
    app.focusChanged.connect(lambda _old, new: went.append(new))
    steps = screen.wizard.steps
    for step, held in ((COLUMNS, screen.wizard.go), (CHECK, None)):
        if held is None:
            screen.settles_columns()
        (held or next(iter(steps.columns.rows.values())).target).setFocus()
        went.clear()
        screen.wizard.go.click()
        screen.settle()
        assert screen.wizard.step() == step
        assert went
        known = (None, screen.wizard.go)  # where nothing is left to decide, Enter goes on
        assert [one for one in went if one not in known and not steps.at(step).isAncestorOf(one)] == []
