"""What PySide keeps of the items of a layout, and that the program asks for none."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.rules.sources import ROOT
from ui.widgets.layout import placed
from ui.widgets.order import stops


@pytest.fixture
def nested(qtbot: QtBot) -> tuple[QWidget, QVBoxLayout, list[QWidget | QHBoxLayout]]:
    around = QWidget()
    qtbot.addWidget(around)
    line = QVBoxLayout(around)
    inner = QHBoxLayout()
    first, second, third = QLabel("1"), QLabel("2"), QLabel("3")
    line.addWidget(third)
    line.addLayout(inner)
    line.addStretch(1)
    line.addWidget(first)
    inner.addWidget(second)
    return around, line, [third, inner, first]


def test_a_layout_is_read_in_its_order(nested: tuple[QWidget, QVBoxLayout, list[QWidget | QHBoxLayout]]) -> None:
    _, line, expected = nested
    assert placed(line) == expected


def test_the_order_of_tab_leaves_nothing_behind_in_a_layout(
    nested: tuple[QWidget, QVBoxLayout, list[QWidget | QHBoxLayout]],
) -> None:
    around, line, expected = nested
    assert list(stops(around)) == []
    last = expected[-1]
    assert isinstance(last, QWidget)
    last.setParent(None)  # as when Qt takes a widget away: the layout's item goes, unsaid
    assert placed(line) == expected[:-1]


def test_nobody_asks_a_layout_for_its_items() -> None:
    # A widget made where such an item was brought the program down when it went: one run in three of a long test.
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\w\.itemAt\(", line)
    ]
    assert found == []
