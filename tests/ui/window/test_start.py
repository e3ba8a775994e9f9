"""The real program in a process of its own: it starts, an exception in a slot is logged without its words, it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

CHILD = """
import sys
import main
main.load_qt()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from ui import app, session

began = session.Session.begin

def begin(self, *where):
    began(self, *where)
    QTimer.singleShot(300, break_down)
    QTimer.singleShot(1500, lambda: end(self))

def break_down():
    raise ValueError("+7 916 123-45-67 Ковальчук")

def end(self):
    said = [label.text() for label in self.frame.findChildren(QLabel) if label.isVisible()]
    print("said" if "The program made a mistake." in said else said)
    self.frame.close()

session.Session.begin = begin
sys.exit(app.main(["--lang", "en"]))
"""


def run(tmp_path: Path, *arguments: str, script: str = CHILD) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_a_bug_in_a_slot_is_said_and_logged_without_its_words(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "said"
    logs = [path for path in tmp_path.rglob("clientcrm.log*") if path.is_file()]
    assert len(logs) == 1
    log = logs[0].read_text("utf-8")
    assert "ValueError" in log
    assert "916" not in log
    assert "Ковальчук" not in log
    assert (logs[0].parent / "crash.txt").exists()


SIGNED_IN = """
import sys
from pathlib import Path
import main
main.load_qt()
from PySide6.QtCore import QTimer
from clientcrm.crm import Crm
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.passwords import KdfPolicy
from ui import app, session
from ui.door import opening

PASSWORD = "заварка пуэр сентябрь"
folder = Path(sys.argv[1])
crm = Crm(kdf=KdfPolicy(8, 1, 1), device=MemoryDeviceStore())
crm.create(folder, NewBase("Чайный дом", "Марина", PASSWORD, "Магазин")).desk.close()
opening._load = lambda: crm
began = session.Session.begin

def begin(self, *where):
    began(self, *where)
    enter = lambda: self.doorstep.enter_with(crm.entrance(folder).people[0].uid, PASSWORD)
    QTimer.singleShot(300, enter)
    self.watch = QTimer(self, interval=50)
    self.watch.timeout.connect(lambda: close(self))
    self.watch.start()

def close(self):
    if self.context is not None and not self.door.background.busy():
        self.watch.stop()
        self.frame.close()

session.Session.begin = begin
status = app.main(["--base", str(folder)])
print(len(list((folder / "backups").glob("*.crmb"))))
sys.exit(status)
"""


def test_closing_the_window_of_an_open_shop_makes_a_copy_and_ends_the_program(tmp_path: Path) -> None:
    done = run(tmp_path, str(tmp_path / "base"), script=SIGNED_IN)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "1"


def test_unknown_arguments_end_in_a_usage_line(tmp_path: Path) -> None:
    done = run(tmp_path, script="import main, sys; main.load_qt(); from ui.app import main as m; m(['--nonsense'])")
    assert done.returncode == 2
    assert "usage" in done.stderr
