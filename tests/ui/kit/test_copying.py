"""What a copied phone does on the clipboard: it keeps out of histories, and it does not stay."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.widgets import copying
from ui.widgets.copying import clear_copied, copy_briefly

PHONE = "+7 916 204 00 17"
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.attack("T29")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
        ("CanIncludeInClipboardHistory", b"\0\0\0\0"),
        ("CanUploadToCloudClipboard", b"\0\0\0\0"),
        ("x-kde-passwordManagerHint", b"secret"),
        ("application/x-nspasteboard-concealed-type", b"1"),
    ],
)
def test_a_copied_phone_asks_to_be_left_out_of_histories(qtbot: QtBot, name: str, value: bytes) -> None:
    copy_briefly(PHONE)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == PHONE
    assert bytes(data.data(name).data()) == value
    clear_copied()


@pytest.mark.attack("T29")
def test_a_copied_phone_is_gone_after_a_while(qtbot: QtBot) -> None:
    board = QGuiApplication.clipboard()
    copy_briefly(PHONE, seconds=0.05)
    assert board.text() == PHONE
    qtbot.waitUntil(lambda: board.text() == "")
    assert copying._Copied.text == ""


@pytest.mark.attack("T29")
def test_what_was_copied_since_stays(qtbot: QtBot) -> None:
    board = QGuiApplication.clipboard()
    copy_briefly(PHONE, seconds=0.05)
    board.setText("другое")
    qtbot.waitUntil(lambda: copying._Copied.text == "")
    assert board.text() == "другое"
    board.clear()


def test_a_phone_copied_again_has_its_time_again(qtbot: QtBot) -> None:
    copy_briefly(PHONE, seconds=0.05)
    copy_briefly(PHONE, seconds=60)
    timer = copying._Copied.timer
    assert timer is not None
    assert timer.remainingTime() > 50_000
    clear_copied()
    assert not timer.isActive()


# The real clipboard of X11, with another program that pastes: what it is given, and what it finds afterwards.
COPIER = """
import subprocess, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.widgets.copying import clear_copied, copy_briefly
app = QApplication([])
window = QWidget()
window.show()
pasters = []

def ask(then):
    pasters.append(subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True))
    def look():
        if pasters[-1].poll() is None:
            QTimer.singleShot(20, look)
        else:
            print(pasters[-1].stdout.read().strip(), flush=True)
            then()
    look()

def copied():
    copy_briefly("+7 916 204 00 17")
    ask(cleared)

def cleared():
    clear_copied()
    ask(app.quit)

QTimer.singleShot(0, copied)
app.exec()
"""
PASTER = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
def paste():
    data = app.clipboard().mimeData()
    print(data.text() or "empty", bytes(data.data("x-kde-passwordManagerHint").data()).decode() or "no hint")
    app.quit()
QTimer.singleShot(50, paste)
app.exec()
"""


@pytest.mark.attack("T29")
@pytest.mark.skipif(not shutil.which("Xvfb"), reason="no X server without a screen on this machine")
def test_another_program_of_x11_is_told_too_and_pastes_nothing_afterwards(tmp_path: Path) -> None:
    with (tmp_path / "number").open("w+") as said:
        # -displayfd: the server finds a free number itself, so that two test runs do not meet
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(said.fileno()), "-screen", "0", "320x240x24", "-nolisten", "tcp"],
            pass_fds=[said.fileno()],
            stderr=subprocess.DEVNULL,
        )
        try:
            number = _told(tmp_path / "number", server)
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
            done = subprocess.run(
                [sys.executable, "-c", COPIER, PASTER],
                env=environment, capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
        finally:
            server.terminate()
            server.wait(10)
    if "could not load the Qt platform plugin" in done.stderr.lower():
        pytest.skip("the libraries of Qt for X11 are not installed here")
    assert done.stdout.splitlines() == [f"{PHONE} secret", "empty no hint"], done.stderr


def _told(path: Path, server: subprocess.Popen[bytes]) -> str:
    """The number of the display, once the server has written it."""
    for _ in range(600):
        if path.read_text().endswith("\n"):
            return path.read_text().strip()
        try:
            server.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        pytest.skip("the X server does not start here")
    pytest.skip("the X server does not start here")
