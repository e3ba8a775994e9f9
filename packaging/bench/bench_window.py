"""The window: its first paint; over 100,000 clients its memory, the way from password to list, a repaint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import get_native_id
from typing import Any

from made import PASSWORD, ROOT
from report import Report, cpu_seconds, held_megabytes, peak_megabytes, percentile, timed
from shops import shop

from clientcrm import memory

COUNT = 100_000
STARTS = 9
REPAINTS = 100
STALLED = 2_000
REST = 3.0  # seconds
WIDTH, HEIGHT = 1440, 900

# As ui.app.main does it, up to the first paint.
START = """
import os, sys, time
from pathlib import Path
import main
main.load_qt()
from PySide6.QtCore import QEvent, QObject
from ui import app, i18n, theme
from ui.preferences import Preferences

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os.write(1, f"{time.time()} {time.process_time()}".encode())
            os._exit(0)
        return False

application = app.make_application()
preferences = Preferences(Path(sys.argv[2]))
theme.start(application, preferences.theme, preferences.scale)
i18n.set_language("ru")
program = app.make_program(preferences)
first = FirstPaint()
application.installEventFilter(first)
program.session.begin(Path(sys.argv[1]))
program.frame.show()
application.exec()
"""


def run(report: Report) -> None:
    """Measure the start in processes of its own, the rest in this one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    memory.stay_small()  # as main.py does
    crm, folder = shop(report.room, COUNT)
    _starts(report, folder)
    _stalls(report)
    window = Window(report.room / "window.json", lambda: crm)
    window.enter(report, folder)
    _work(report, window)
    window.close()


def _starts(report: Report, folder: Path) -> None:
    walls, cpus = [], []
    command = [sys.executable, "-c", START, str(folder), str(folder.parent / "none.json")]
    for _ in range(STARTS):
        begun = time.time()
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        painted, cpu = map(float, done.stdout.split())
        walls.append(painted - begun)
        cpus.append(cpu)
    report.add(f"start to sign-in window, warm, the middle one of {STARTS}", percentile(cpus, 0.5), "s CPU", target=1.0)
    report.add("  the quickest by the clock, others using the machine too", min(walls), "s")
    report.add("  the middle one by the clock", percentile(walls, 0.5), "s")


def _stalls(report: Report) -> None:
    """Every step that a person takes through the window, in a process of its own."""
    command = [sys.executable, "-m", "tests.ui.window.bench_stalls", str(STALLED)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    longest: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    theme = max(longest[name] for name in longest if name.startswith("theme"))
    worst = max(longest, key=lambda name: longest[name])
    what = f"the longest turn of the event loop in {len(longest)} steps through the window: {worst}"
    report.add(what, longest[worst], "ms CPU", target=50.0)
    report.add("  the middle one of these steps", percentile(list(longest.values()), 0.5), "ms CPU")
    report.add("  a switch of the theme with every page made", theme, "ms CPU")


class Window:
    """The whole program in this process, offscreen."""

    def __init__(self, preferences: Path, make_crm: Callable[[], Any]) -> None:
        from ui import app, i18n, theme
        from ui.preferences import Preferences

        sys.setswitchinterval(0.0005)  # as ui.app.main does
        self.application = app.make_application()
        kept = Preferences(preferences)
        theme.start(self.application, "light", 100)
        i18n.set_language("ru")
        self.program = app.make_program(kept, make_crm)
        self.program.frame.resize(WIDTH, HEIGHT)
        self.program.frame.show()
        self.table: Any = None

    def settle(self) -> None:
        """Wait until nothing is under way, and what it brought is shown."""
        for _ in range(3):
            while self.program.background.busy():
                self.application.processEvents()
                time.sleep(0.001)
            self.application.processEvents()

    def rest(self) -> None:
        """Wait as long as somebody does who reads what was found: the window tidies up then."""
        until = time.monotonic() + REST
        while time.monotonic() < until:
            self.application.processEvents()
            time.sleep(0.01)

    def come_in(self, folder: Path) -> None:
        """Sign the owner in."""
        from clientcrm.crm import Crm

        self.program.session.doorstep.open_folder(folder)
        self.settle()
        self.program.session.doorstep.enter_with(Crm.entrance(folder).people[0].uid, PASSWORD)
        self.settle()

    def enter(self, report: Report, folder: Path) -> None:
        """From the password to the list, as a person would, Argon2id apart."""
        from clientcrm.crm import Crm
        from clientcrm.vault.passwords import stretch
        from ui.clients.listing import ClientList

        session = self.program.session
        session.doorstep.open_folder(folder)
        self.settle()
        report.add("memory with the sign-in window open", held_megabytes() or 0.0, "MB")
        person = Crm.entrance(folder).people[0].uid
        start = cpu_seconds()
        session.doorstep.enter_with(person, PASSWORD)
        self.settle()
        spent = cpu_seconds() - start
        lock = session.context.desk._keys.holding.lock  # type: ignore[union-attr]
        argon = percentile([timed(lambda: stretch(PASSWORD, lock.salt, lock.kdf)) for _ in range(3)], 0.5) / 1000
        report.add("password to the list in the window, all its code loaded on the way", spent - argon, "s CPU")
        self.table = self.program.frame.findChild(ClientList).table  # type: ignore[union-attr]
        if len(self.table.model().ids()) != COUNT:
            raise RuntimeError("the list does not show everyone")

    def close(self) -> None:
        """End the program."""
        self.program.close()


class Waits:
    """How much later than it asked for the window gets its turn; what other people's programs hold up is taken off."""

    _EVERY = 5

    def __init__(self, application: Any) -> None:
        from PySide6.QtCore import QTimer

        self._found: list[float] = []
        self._last = (time.perf_counter(), _queued())
        self._timer = QTimer(application)
        self._timer.setInterval(self._EVERY)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, queued = time.perf_counter(), _queued()
        before, had = self._last
        self._last = now, queued
        self._found.append(max(0.0, (now - before - (queued - had)) * 1000 - self._EVERY))

    def end(self) -> list[float]:
        """Milliseconds of each turn."""
        self._timer.stop()
        return self._found


def _queued() -> float:
    """Seconds that this thread has stood in the queue for a core, ready to work; 0 where the system won't say."""
    try:
        return int(Path(f"/proc/self/task/{get_native_id()}/schedstat").read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def _work(report: Report, window: Window) -> None:
    from PySide6.QtGui import QImage

    frame, table = window.program.frame, window.table
    frame.resize(frame.width() + WIDTH - table.width(), frame.height() + HEIGHT - table.height())
    window.settle()
    canvas = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    bar = table.verticalScrollBar()
    repaints, jumps = [], []
    for number in range(REPAINTS):
        bar.setValue(bar.maximum() * number // REPAINTS)
        jumps.append(timed(lambda: table.render(canvas)))
        window.settle()
        repaints.append(timed(lambda: table.render(canvas)))
    what = f"full repaint of the client table {table.width()} x {table.height()} with chips"
    report.add(f"{what}, p95", percentile(repaints, 0.95), "ms CPU", target=16.0)
    report.add("  median", percentile(repaints, 0.5), "ms CPU")
    report.add("  right after a jump, rows on their way, p95", percentile(jumps, 0.95), "ms CPU")
    _search(window)
    at_once = held_megabytes() or 0.0
    window.rest()
    report.add("memory with 100,000 clients open, searched and scrolled", held_megabytes() or 0.0, "MB", target=250.0)
    report.add("  two seconds earlier, before what is free went back", at_once, "MB")
    report.add("  at its peak, Argon2id included", peak_megabytes() or 0.0, "MB")


def _search(window: Window) -> None:
    from ui.clients.listing import ClientList

    shown = window.program.frame.findChild(ClientList)
    for text in ("и", "ив", "ива", "", "2040"):
        shown.filters.search.set_text(text)  # type: ignore[union-attr]
        time.sleep(0.4)
        window.settle()
