"""Cycles that hold windows are collected without taking the windows apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.garbage import Garbage

ROOT = Path(__file__).parents[3]

# Each plain box is collected before the window it stands in, and what lies in it is the last to hold the window:
# with gc.collect() in place of collect() this ends in a segmentation fault at the first or second turn.
SCRIPT = """
import gc, sys
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from ui.garbage import collect

class Inner(QWidget):
    def showEvent(self, event):
        super().showEvent(event)
        self.known = self.window()

class Box(QWidget):
    def __init__(self):
        super().__init__()
        QVBoxLayout(self).addWidget(Inner())

def around(inner):
    box, layout = QWidget(), QVBoxLayout()
    layout.addWidget(inner)
    box.setLayout(layout)
    return box

app = QApplication([])
gc.disable()
for turn in range(30):
    window = around(around(Box()))
    window.show()
    app.processEvents()
    window.hide()
    del window
    collect()
print(len(QApplication.topLevelWidgets()))
for window in QApplication.topLevelWidgets():
    window.deleteLater()
app.sendPostedEvents(None, 52)
print(len(QApplication.topLevelWidgets()))
"""


def test_a_window_held_by_its_own_children_is_left_whole() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["30", "0"]


def test_what_a_long_job_holds_is_gone_through_when_it_is_over(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[int] = []
    monkeypatch.setattr("ui.garbage.collect", lambda generation=2: went.append(generation))
    monkeypatch.setattr("ui.garbage._OFTEN", 0)
    working = True
    owner = QObject()
    kept = Garbage(owner, lambda: working)
    for _ in range(250):
        kept.look()
    assert went.count(2) == 0
    assert went.count(1) >= 20
    at_work = kept._timer.interval()
    working = False
    kept.look()
    assert went.count(2) == 1
    assert at_work < kept._timer.interval()  # what a job makes in a fifth of a second took 40 ms to go through
    kept.stop()


def test_free_memory_goes_back_once_all_is_calm(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once after much was freed: not while somebody works, and not again and again while nobody does."""
    given: list[int] = []
    monkeypatch.setattr("clientcrm.memory.give_back", lambda: given.append(1))
    working = False
    owner = QObject()
    kept = Garbage(owner, lambda: working)

    def calm(looks: int) -> None:
        monkeypatch.setattr("ui.garbage._OFTEN", 10**9)
        for _ in range(looks):
            kept.look()

    calm(50)
    assert given == []  # little was freed
    monkeypatch.setattr("ui.garbage._OFTEN", 0)
    for _ in range(10):
        kept.look()
    calm(9)
    assert given == []
    calm(50)
    assert given == [1]
    working = True
    kept.much_was_freed()
    calm(50)
    assert given == [1]
    working = False
    calm(50)
    assert given == [1, 1]
    kept.stop()
