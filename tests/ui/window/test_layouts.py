"""Every shortcut with the Russian layout active, on a real X server: alone, beside a Latin one, and the Latin alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("xvfb-run", "xdotool", "setxkbmap")

CHILD = """
import json, subprocess, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from clientcrm.crm import Crm
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.passwords import KdfPolicy
from ui import i18n, theme
from ui.app import make_application, make_program
from ui.preferences import Preferences
from ui.widgets.palette import CommandPalette

room = Path(sys.argv[1])
app = make_application()
theme.start(app, "light", 100)
i18n.set_language("ru")
crm = Crm(kdf=KdfPolicy(8, 1, 1), device=MemoryDeviceStore())
crm.create(room / "base", NewBase("Чай", "Ия", "слова для входа", "Магазин")).desk.close()
program = make_program(Preferences(room / "window.json"), lambda: crm)
session, frame = program.session, program.frame
seen = {}

def palette_open():
    return any(palette.is_open() for palette in frame.findChildren(CommandPalette))

# Key codes of X: the key itself, whatever the layout makes of it. K 45, 3 12, 1 10, slash 61, L 46.
STEPS = [
    ("Ctrl K", "ctrl+45", palette_open),
    ("Esc", "Escape", lambda: not palette_open()),
    ("Ctrl 3", "ctrl+12", lambda: frame.stage.nav.current() == "access"),
    ("Ctrl 1", "ctrl+10", lambda: frame.stage.nav.current() == "clients"),
    ("/", "61", lambda: app.focusWidget() is not None and app.focusWidget().accessibleName() != ""),
    ("Ctrl L", "ctrl+46", lambda: session.context is None),
]

def press(at):
    if at == len(STEPS):
        app.exit(0)
        return
    name, keys, holds = STEPS[at]
    subprocess.run(["xdotool", "key", keys], check=True)
    look(at, name, holds, 50)

def look(at, name, holds, tries):
    if holds() or not tries:
        seen[name] = bool(holds())
        press(at + 1)
    else:
        QTimer.singleShot(100, lambda: look(at, name, holds, tries - 1))

def begin(tries=100):
    if session.window is None and tries:
        QTimer.singleShot(100, lambda: begin(tries - 1))
    else:
        frame.activateWindow()
        QTimer.singleShot(500, lambda: press(0))

def enter():
    session.doorstep.enter_with(crm.entrance(room / "base").people[0].uid, "слова для входа")
    begin()

subprocess.run(["setxkbmap", "-layout", sys.argv[2]], check=True)
session.begin(room / "base")
frame.show()
QTimer.singleShot(1500, enter)
QTimer.singleShot(90000, lambda: app.exit(1))
app.exec()
program.close()
print(json.dumps(seen))
"""


@pytest.mark.slow
@pytest.mark.skipif(not all(shutil.which(tool) for tool in TOOLS), reason="needs Xvfb, xdotool and setxkbmap")
@pytest.mark.parametrize("layout", ["ru", "ru,us", "us"])
def test_shortcuts_work_in_every_layout(tmp_path: Path, layout: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    command = ["xvfb-run", "-a", sys.executable, "-c", CHILD, str(tmp_path), layout]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.strip().splitlines()[-1]) == dict.fromkeys(
        ("Ctrl K", "Esc", "Ctrl 3", "Ctrl 1", "/", "Ctrl L"), True
    )
