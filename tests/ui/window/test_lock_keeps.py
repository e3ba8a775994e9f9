"""What was begun and not saved comes back after a lock, a new language or scale: a segment in the builder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clientcrm.crm import Crm
from clientcrm.domain.segments import AllOf, Ask
from tests.ui.conftest import PASSWORD
from ui.app import Program
from ui.main_window import MainWindow
from ui.segments.builder import SegmentBuilder
from ui.segments.line import ConditionLine


def lines(builder: SegmentBuilder) -> list[ConditionLine]:
    """The conditions, from the top."""
    return [view for view in builder.root.all_views() if isinstance(view, ConditionLine)] if builder.root else []


def shown(program: Program) -> SegmentBuilder:
    """The builder before the eyes."""
    window = program.frame.stage
    assert isinstance(window, MainWindow)
    assert window.page is not None
    [found] = [one for one in window.page.findChildren(SegmentBuilder) if one.isVisible()]
    return found


def choose(builder: SegmentBuilder, line: int, key: str) -> None:
    """Ask for a field."""
    lines(builder)[line].field.choose(key)
    lines(builder)[line].field.chosen.emit(key)


@pytest.fixture
def builder(window: MainWindow, quiet: Callable[[], None]) -> SegmentBuilder:
    """A new segment with one condition."""
    window.go("clients", {"build": "new"})
    quiet()
    assert window.page is not None
    [found] = window.page.findChildren(SegmentBuilder)
    choose(found, 0, "phone")
    quiet()
    return found


def come_back(program: Program, base: Path, crm: Crm, quiet: Callable[[], None]) -> None:
    """Lock and sign in."""
    program.session.lock()
    quiet()
    assert not isinstance(program.frame.stage, MainWindow)
    program.session.doorstep.enter_with(crm.entrance(base).people[0].uid, PASSWORD)
    quiet()


def test_a_segment_being_built_comes_back_after_the_lock(
    builder: SegmentBuilder, program: Program, base: Path, crm: Crm, quiet: Callable[[], None]
) -> None:
    asked = builder.node()
    assert asked == AllOf((Ask("phone"),))
    assert builder.root is not None
    builder.root.add_line.click()
    quiet()
    choose(builder, 1, "total")
    quiet()
    come_back(program, base, crm, quiet)
    again = shown(program)
    assert again is not builder
    assert again.node() == asked
    assert [one.line.field for one in lines(again)] == ["phone", "total"], "a line not finished yet is there too"
    assert again.is_dirty(), "leaving asks, as it did before"
    come_back(program, base, crm, quiet)
    assert shown(program).node() == asked


def test_a_draft_that_was_given_up_comes_back_by_no_way(
    builder: SegmentBuilder, program: Program, base: Path, crm: Crm, quiet: Callable[[], None]
) -> None:
    come_back(program, base, crm, quiet)
    again, locked = shown(program), program.frame.stage
    assert isinstance(locked, MainWindow)
    again._at_first = again.node()  # as after the question, with the answer to leave
    again.close_builder()
    quiet()
    locked.go_back()
    quiet()
    assert shown(program).node() is None
    come_back(program, base, crm, quiet)
    assert shown(program).node() is None


def test_what_was_not_changed_is_read_anew(window: MainWindow, program: Program, quiet: Callable[[], None]) -> None:
    window.go("clients", {"build": "new"})
    quiet()
    program.session.lock()
    assert window.history.current is not None
    assert window.history.current.place == {"build": "new"}


def test_a_segment_being_built_outlives_another_language(
    builder: SegmentBuilder, program: Program, quiet: Callable[[], None]
) -> None:
    asked = builder.node()
    program.session.follow_preferences()
    quiet()
    again = shown(program)
    assert again is not builder
    assert again.node() == asked
