"""The tour: pictures without a display, named once each, in both themes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.app import Program
from ui.main_window import MainWindow
from ui.tour import Tour, all_scenes
from ui.tour_stage import ProgramStage

ROOT = Path(__file__).resolve().parents[3]


def test_every_section_and_the_window_itself_have_their_pictures(qapp: object) -> None:
    names = [scene.name for scene in all_scenes()]
    assert len(names) == len(set(names))
    for needed in ("setup-recovery", "login", "command-palette", "clients-list", "client-card", "import-mapping"):
        assert needed in names, "each picture of the design has its scene"


def test_pictures_are_drawn_in_both_themes_and_told_as_json(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "tour", str(tmp_path), "--only", "login", "--size", "1200x800", "--json"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    pictures = [Path(path) for path in json.loads(done.stdout)["pictures"]]
    assert [path.name for path in pictures] == ["login-light.png", "login-dark.png"]
    light, dark = (QImage(str(path)) for path in pictures)
    assert (light.width(), light.height()) == (1200, 800)
    assert light.pixelColor(1100, 400).lightness() > 200 > 100 > dark.pixelColor(1100, 400).lightness()


def test_a_tour_is_not_locked_on_a_computer_that_takes_minutes_for_it(
    program: Program, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tour = Tour(ProgramStage(program, tmp_path, "ru", 10), [], tmp_path, ("light",))
    idle, clock = program.session.idle, [1_000_000.0]
    monkeypatch.setattr(idle, "_now", lambda: clock[0])
    assert program.session.context is not None
    lock_after = program.session.context.shop.autolock
    idle.start(lock_after)
    for _ in range(8):  # fewer than end an empty tour
        clock[0] += lock_after * 60 / 6
        tour._poll()
        idle.look()
    assert program.frame.stage is window


def test_a_picture_that_there_is_not_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "--json", "tour", str(tmp_path), "--only", "nowhere"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["error"]["code"] == "not_drawn"
