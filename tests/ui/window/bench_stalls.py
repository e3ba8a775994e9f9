"""How long the GUI thread is held up: python -m tests.ui.window.bench_stalls [CLIENTS]. CPU ms of that thread alone."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer

ALLOWED = 50


class Stalls(QObject):
    """Measures every turn of the event loop: from its waking up to its going to sleep, without what it waited."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since = time.thread_time()
        self.longest = 0.0
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        # GLib works between aboutToBlock and awake, others the other way round; waiting costs no CPU time.
        dispatcher.awake.connect(self.mark)
        dispatcher.aboutToBlock.connect(self.mark)

    def mark(self) -> None:
        """A turn has ended."""
        now = time.thread_time()
        self.longest = max(self.longest, (now - self._since) * 1000)
        self._since = now


def main(clients: int) -> None:
    """Walk through the window and print the longest turn of each step."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.ui.conftest import CHEAP, MemoryDeviceStore
    from ui import i18n, theme
    from ui.app import make_application, make_program
    from ui.main_window import MainWindow
    from ui.preferences import Preferences

    app = make_application()
    theme.start(app, "light", 100)
    i18n.set_language("ru")
    from clientcrm.crm import Crm

    with tempfile.TemporaryDirectory() as room:
        crm = Crm(kdf=CHEAP, device=MemoryDeviceStore())
        folder = Path(room) / "demo"
        crm.demo(folder, clients=clients, purchases=clients * 5, language="ru")
        program = make_program(Preferences(Path(room) / "window.json"), lambda: crm)
        program.frame.resize(1440, 900)
        stalls = Stalls(app)

        def step(name: str, do: Callable[[], object]) -> None:
            stalls.longest = 0.0
            start = time.thread_time()
            QTimer.singleShot(0, do)
            loop, calm = QEventLoop(), [0]

            def look() -> None:
                calm[0] = 0 if program.background.busy() else calm[0] + 1
                if calm[0] > 8:
                    loop.quit()

            watch = QTimer(interval=20)
            watch.timeout.connect(look)
            watch.start()
            loop.exec()
            watch.stop()
            whole = (time.thread_time() - start) * 1000
            mark = "  <-- over" if stalls.longest > ALLOWED else ""
            print(f"{name:<34} longest {stalls.longest:6.1f} ms   whole {whole:6.1f} ms{mark}")  # noqa: T201

        program.session.begin(folder)
        step("sign-in shown", program.frame.show)
        uid = crm.entrance(folder).people[0].uid
        step("shop opened, list shown", lambda: program.session.doorstep.enter_with(uid, _password()))
        window = program.frame.stage
        assert isinstance(window, MainWindow)
        page = window.page
        ids = list(page.list.model.ids())  # type: ignore[union-attr]
        step("list scrolled", lambda: page.list.table.set_current_id(ids[len(ids) // 2]))  # type: ignore[union-attr]
        step("first card", lambda: window.go("clients", {"client": ids[5]}))
        for n in range(6, 10):
            step("another card", lambda n=n: window.go("clients", {"client": ids[n]}))
        step("purchases of the card", lambda: page.card.show_tab("purchases"))  # type: ignore[union-attr]
        step("form", lambda: window.go("clients", {"client": ids[5], "edit": True}))
        step("form again", lambda: window.go("clients", {"new": True}))
        step("back to the list", lambda: window.go("clients", {}))
        step("palette", lambda: window.context.palette("кова"))
        step("exchange", lambda: window.go("exchange", {}))
        step("wizard", lambda: window.go("exchange", {"file": ""}))
        step("settings", lambda: window.go("settings", {}))
        step("tiers", lambda: window.go("settings", {"page": "tiers"}))
        step("lock", window.context.lock)
        program.close()


def _password() -> str:
    from ui.sample import SAMPLE_PASSWORD

    return SAMPLE_PASSWORD


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
