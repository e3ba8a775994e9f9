"""The system says that its screen locks or that it goes to sleep, on a bus of our own; the shop locks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

# Both buses are the one that dbus-run-session made: what the desktop and login1 say comes from the other program.
LISTENER = """
import os, subprocess, sys
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.system_lock import SystemLock
app = QApplication([])
pipe = subprocess.PIPE
speaker = subprocess.Popen([sys.executable, "-c", *sys.argv[1:]], stdin=pipe, stdout=pipe, text=True)
speaker.stdout.readline()  # the services have their names
window = QWidget()
lock = SystemLock(window)
lock.locked.connect(lambda: print("locked", flush=True))

def ended():
    if speaker.poll() is None:
        QTimer.singleShot(20, ended)
    else:
        QTimer.singleShot(100, app.quit)

speaker.stdin.write("go\\n")
speaker.stdin.flush()
ended()
app.exec()
"""
SPEAKER = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage, QDBusObjectPath
service, path, interface, signal, *said = sys.argv[1:]
app = QCoreApplication([])
bus = QDBusConnection.sessionBus()

@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QDBusAbstractAdaptor):
    @Slot(str, result="QDBusObjectPath")
    def GetSession(self, name):
        return QDBusObjectPath("/org/freedesktop/login1/session/_31")

owner = QObject()
manager = Manager(owner)
bus.registerService(service)
bus.registerObject("/org/freedesktop/login1", owner)
print("ready", flush=True)
# The listener asks for its session and waits for the answer: what it says to us comes afterwards.
import threading
heard = threading.Thread(target=sys.stdin.readline, daemon=True)
heard.start()

def speak():
    if heard.is_alive():
        return QTimer.singleShot(20, speak)
    message = QDBusMessage.createSignal(path, interface, signal)
    message.setArguments([word == "true" for word in said])
    bus.send(message)
    QTimer.singleShot(200, app.quit)

speak()
app.exec()
"""
FREEDESKTOP, GNOME, LOGIN = "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"


@pytest.mark.proves("F22")
@pytest.mark.attack("T27")
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no D-Bus on this machine")
@pytest.mark.parametrize(
    ("said", "locked"),
    [
        ((FREEDESKTOP, "/org/freedesktop/ScreenSaver", FREEDESKTOP, "ActiveChanged", "true"), True),
        ((FREEDESKTOP, "/ScreenSaver", FREEDESKTOP, "ActiveChanged", "true"), True),
        ((GNOME, "/org/gnome/ScreenSaver", GNOME, "ActiveChanged", "true"), True),
        ((LOGIN, PATH, f"{LOGIN}.Manager", "PrepareForSleep", "true"), True),
        ((LOGIN, f"{PATH}/session/_31", f"{LOGIN}.Session", "Lock"), True),
        ((FREEDESKTOP, "/org/freedesktop/ScreenSaver", FREEDESKTOP, "ActiveChanged", "false"), False),
        ((LOGIN, PATH, f"{LOGIN}.Manager", "PrepareForSleep", "false"), False),
        ((LOGIN, f"{PATH}/session/_32", f"{LOGIN}.Session", "Lock"), False),
    ],
    ids=["saver", "kde", "gnome", "sleep", "lock", "saver goes", "waking up", "lock of another session"],
)
def test_what_the_system_says(said: tuple[str, ...], locked: bool) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", LISTENER, SPEAKER, *said]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == (["locked"] if locked else []), done.stderr
