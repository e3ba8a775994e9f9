"""How long a start takes: to the first paint, to the people on the sign-in screen, and what is loaded by then.

Run: python -m tests.ui.window.bench_start [RUNS]. A fresh base is made for it; offscreen unless QT_QPA_PLATFORM says
otherwise.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("sqlalchemy", "pandas", "openpyxl", "keyring", "phonenumbers", "alembic", "python_calamine", "vobject")

CHILD = """
import json, sys, time
from pathlib import Path
began = float(sys.argv[1])
sys.path.insert(0, sys.argv[2])
import main
main.load_qt()
from PySide6.QtCore import QEvent, QObject, QTimer
from ui import i18n, theme
from ui.app import make_application, make_program
from ui.preferences import Preferences
heavy = sys.argv[5].split(",")
app = make_application()
preferences = Preferences(Path(sys.argv[4]) / "window.json")
theme.start(app, "light", 100)
i18n.set_language("ru")
program = make_program(preferences)
found = {}
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and "first paint" not in found:
            found["first paint"] = time.time() - began
            found["first paint, CPU"] = time.process_time()
            found["loaded"] = [name for name in heavy if name in sys.modules]
            program.frame.removeEventFilter(self)
        return False
watch = Watch()
program.frame.installEventFilter(watch)
stalls = [time.perf_counter()]
worst = [0.0]
def tick():
    now = time.perf_counter()
    worst[0] = max(worst[0], now - stalls[0] - 0.005)
    stalls[0] = now
    stage = program.frame.stage
    if getattr(stage, "person", "") and "first paint" in found:
        found["people shown"] = time.time() - began
        found["people shown, CPU"] = time.process_time()
        found["longest stall after the first paint"] = worst[0]
        app.exit(0)
timer = QTimer()
timer.setInterval(5)
timer.timeout.connect(tick)
program.session.begin(Path(sys.argv[3]))
program.frame.show()
def start():
    stalls[0] = time.perf_counter()
    timer.start()
QTimer.singleShot(0, start)
QTimer.singleShot(20000, lambda: app.exit(1))
app.exec()
program.close()
print(json.dumps(found))
"""


def main(runs: int) -> None:
    """Measure and print the medians; the first, cold run is left out."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from clientcrm.crm import Crm
    from clientcrm.domain.settings import NewBase
    from clientcrm.vault.device import MemoryDeviceStore
    from clientcrm.vault.passwords import KdfPolicy

    with tempfile.TemporaryDirectory() as room:
        base = Path(room) / "base"
        crm = Crm(kdf=KdfPolicy(8, 1, 1), device=MemoryDeviceStore())
        crm.create(base, NewBase("Чайный дом", "Марина", "long enough words", "Магазин")).desk.close()
        results = []
        for _ in range(runs + 1):
            command = [sys.executable, "-c", CHILD, str(time.time()), str(ROOT), str(base), room, ",".join(HEAVY)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
            if done.returncode != 0:
                raise SystemExit(done.stderr)
            results.append(json.loads(done.stdout.strip().splitlines()[-1]))
    for name in [name for name in results[-1] if name != "loaded"]:
        times = [result[name] * 1000 for result in results[1:]]
        say(f"{name}: median {statistics.median(times):.0f} ms, best {min(times):.0f}, worst {max(times):.0f}")
    say(f"loaded at the first paint: {', '.join(results[-1]['loaded']) or 'none of the heavy ones'}")


def say(line: str) -> None:
    """Print a result."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
