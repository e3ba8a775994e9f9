"""The tour: every screen and state of a demo shop as pictures, drawn without a display."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui import i18n, theme
from ui.preferences import Preferences
from ui.scenes import Scene
from ui.tour_stage import ProgramStage

if TYPE_CHECKING:
    from clientcrm.crm import Crm

THEMES = {"light": ("light",), "dark": ("dark",), "both": ("light", "dark")}
_POLL = 20
_CALM = 9  # polls in a row without work: longer than the 120 ms for which a search waits
_LONGEST = 60_000


def _make_crm() -> Crm:
    """Nothing of the tour's bases is left behind on the computer."""
    from clientcrm.crm import Crm

    return Crm.forgetful()


def all_scenes() -> list[Scene]:
    """Every picture of the program: of the window itself, then section by section."""
    from ui.section import all_sections
    from ui.window_scenes import window_scenes

    scenes = list(window_scenes())
    for section in all_sections():
        if section.scenes is not None:
            scenes += section.scenes()
    names = [scene.name for scene in scenes]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"two scenes are called {', '.join(sorted(twice))}")
    order = ("none", "empty", "demo")
    return sorted(scenes, key=lambda scene: order.index(scene.shop))


class Tour(QObject):
    """Walks through the scenes with a timer, as the event loop would have it, and takes pictures."""

    def __init__(self, stage: ProgramStage, scenes: Sequence[Scene], folder: Path, themes: Sequence[str]) -> None:
        super().__init__()
        self._stage = stage
        self._folder = folder
        self._themes = themes
        self._steps = self._walk(scenes)
        self._calm = self._waited = 0
        self.pictures: list[str] = []
        self.failures: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL)
        self._timer.timeout.connect(self._poll)

    def start(self) -> None:
        """Begin; the application quits at the end."""
        self._timer.start()

    def _poll(self) -> None:
        self._stage.touch()
        self._waited += _POLL
        self._calm = 0 if self._stage.is_busy() else self._calm + 1
        if self._calm < _CALM and self._waited < _LONGEST:
            return
        self._calm = self._waited = 0
        if next(self._steps, "end") == "end":
            self._timer.stop()
            QApplication.exit(0)  # quit() would ask the window first, which makes a copy of the base

    def _walk(self, scenes: Sequence[Scene]) -> Iterator[None]:
        for scene in scenes:
            yield from self._stage.prepare(scene.shop)
            try:
                yield from self._play(scene)
            except Exception as error:
                self.failures.append(f"{scene.name}: {type(error).__name__}: {error}")
                if os.environ.get("TOUR_TRACE"):
                    raise
            self._stage.tidy()
            yield

    def _play(self, scene: Scene) -> Iterator[None]:
        steps = scene.show(self._stage)
        yield
        if steps is not None:
            for _ in steps:
                yield
            yield
        for mode in self._themes:
            if theme.mode() != mode:
                theme.set_mode(mode)
                yield
            path = self._folder / f"{scene.name}-{mode}.png"
            picture_of(self._stage.window).save(str(path))
            self.pictures.append(str(path))


def picture_of(window: QWidget) -> QPixmap:
    """The window with the menus and popovers that float over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and other.isWindow():
            at = other.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(at, other.grab())
    painter.end()
    return picture


def draw(options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Draw the pictures that the options ask for: files, and what could not be drawn.

    lang (None for Russian), theme (light, dark, both), size (width, height), scale, only (names with commas between
    them, "" for all), clients (how large the demo shop is), folder.
    """
    folder, language = Path(options.folder).resolve(), options.lang or "ru"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_application, make_program

    qInstallMessageHandler(_only_trouble)
    app = make_application()
    themes = THEMES[options.theme]
    theme.start(app, themes[0], options.scale)
    i18n.set_language(language)
    scenes, wanted = all_scenes(), {name for name in options.only.split(",") if name}
    unknown = sorted(wanted - {scene.name for scene in scenes})
    scenes = [scene for scene in scenes if not wanted or scene.name in wanted]
    with tempfile.TemporaryDirectory(prefix="clientcrm-tour-") as room:
        preferences = Preferences(Path(room) / "window.json")
        preferences.language, preferences.scale, preferences.theme = language, options.scale, themes[0]
        program = make_program(preferences, _make_crm)
        program.frame.setWindowState(Qt.WindowState.WindowNoState)  # a small screen would keep its own size
        program.frame.resize(*options.size)
        stage = ProgramStage(program, Path(room), language, options.clients)
        tour = Tour(stage, scenes, folder, themes)
        program.frame.show()
        tour.start()
        app.exec()
        program.close()
    return tour.pictures, unknown + tour.failures


def _only_trouble(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """What the offscreen plugin cannot do is of no interest here."""
    if kind != QtMsgType.QtDebugMsg and "plugin does not support" not in (message or ""):
        print(message, file=sys.stderr)
