"""The tour: every screen and state of a demo shop as pictures, drawn without a display."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QObject, QPoint, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui import i18n, theme
from ui.preferences import SCALES, Preferences
from ui.scenes import Scene
from ui.tour_stage import ProgramStage

if TYPE_CHECKING:
    from clientcrm.crm import Crm

THEMES = {"light": ("light",), "dark": ("dark",), "both": ("light", "dark")}
_POLL = 20
_CALM = 9  # polls in a row without work: longer than the 120 ms for which a search waits
_LONGEST = 60_000


class MemoryDevice:
    """Keeps the secrets of the tour's bases in memory: nothing of them is left behind on the computer."""

    weak = False

    def __init__(self) -> None:
        self._secrets: dict[str, bytes] = {}
        self._anchors: dict[str, Any] = {}

    def get_secret(self, base_uuid: str) -> bytes | None:
        """The secret of the base, or None."""
        return self._secrets.get(base_uuid)

    def put_secret(self, base_uuid: str, secret: bytes) -> None:
        """Keep the secret of a base."""
        self._secrets[base_uuid] = secret

    def get_anchor(self, base_uuid: str) -> Any:
        """The newest state seen here, or None."""
        return self._anchors.get(base_uuid)

    def put_anchor(self, base_uuid: str, anchor: Any) -> None:
        """Keep the newest state."""
        self._anchors[base_uuid] = anchor

    def forget(self, base_uuid: str) -> None:
        """The base was given up."""
        self._secrets.pop(base_uuid, None)
        self._anchors.pop(base_uuid, None)


def _make_crm() -> Crm:
    from clientcrm.crm import Crm

    return Crm(device=MemoryDevice())


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
        self._folder.mkdir(parents=True, exist_ok=True)
        self._timer.start()

    def _poll(self) -> None:
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


def main(arguments: Sequence[str]) -> int:
    """Draw the tour; the answer is the exit status."""
    options = _options(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_application, make_program

    qInstallMessageHandler(_only_trouble)
    app = make_application()
    themes = THEMES[options.theme]
    theme.start(app, themes[0], options.scale)
    i18n.set_language(options.lang)
    scenes = [scene for scene in all_scenes() if not options.only or scene.name in options.only.split(",")]
    with tempfile.TemporaryDirectory(prefix="clientcrm-tour-") as room:
        preferences = Preferences(Path(room) / "window.json")
        preferences.language, preferences.scale, preferences.theme = options.lang, options.scale, themes[0]
        program = make_program(preferences, _make_crm)
        width, height = (int(part) for part in options.size.split("x"))
        program.frame.resize(width, height)
        stage = ProgramStage(program, Path(room), options.lang, options.clients)
        tour = Tour(stage, scenes, options.folder.resolve(), themes)
        program.frame.show()
        tour.start()
        app.exec()
        program.close()
    _report(tour, as_json=options.json)
    return 1 if tour.failures else 0


def _only_trouble(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """What the offscreen plugin cannot do is of no interest here."""
    if kind != QtMsgType.QtDebugMsg and "plugin does not support" not in (message or ""):
        print(message, file=sys.stderr)


def _report(tour: Tour, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"pictures": tour.pictures}, ensure_ascii=False))
    else:
        for path in tour.pictures:
            print(path)
    for failure in tour.failures:
        print(failure, file=sys.stderr)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="main.py tour", description="Draw every screen of a demo shop.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default="ru")
    parser.add_argument("--theme", choices=list(THEMES), default="both")
    parser.add_argument("--size", type=_size, default="1440x900", metavar="WxH")
    parser.add_argument("--scale", type=int, choices=SCALES, default=100)
    parser.add_argument("--only", default="", metavar="NAME,NAME", help="only these pictures")
    parser.add_argument("--clients", type=int, default=2000, help="how large the demo shop is")
    parser.add_argument("--json", action="store_true", help="answer as one JSON object")
    return parser.parse_args(list(arguments))


def _size(text: str) -> str:
    parts = text.split("x")
    if len(parts) != 2 or not all(part.isdigit() and int(part) >= 200 for part in parts):
        raise argparse.ArgumentTypeError("a size looks like 1440x900")
    return text
