"""The program starts quickly and its signals hold: what is loaded, what Qt leaves behind, thousands of emits."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest

from tests.rules.sources import ROOT, calls, dotted, module_names, modules, nodes

HEAVY = (
    "pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "keyring", "phonenumbers", "alembic", "vobject",
    "msoffcrypto", "cryptography.x509",
)  # fmt: skip


def python(script: str, *arguments: str) -> str:
    """What a script prints in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr or f"ended with {done.returncode}"
    return done.stdout


LOADS = """
import importlib, json, sys
blame = {}
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
    for heavy in json.loads(sys.argv[2]):
        if heavy in sys.modules:
            blame.setdefault(heavy, name)
print(json.dumps(blame))
"""


@pytest.mark.parametrize("folder", ["clientcrm", "ui"])
def test_no_module_loads_a_heavy_library_when_it_is_imported(folder: str) -> None:
    # Figures alone stand on pandas, migrations on Alembic; both are imported when they are asked for.
    lazy = (".migrations", "clientcrm.domain.analytics", "clientcrm.services.analytics")
    names = [name for name in module_names(folder) if not any(part in name for part in lazy)]
    assert names
    assert json.loads(python(LOADS, json.dumps(names), json.dumps(HEAVY))) == {}


def test_figures_are_not_loaded_with_the_window() -> None:
    script = LOADS.replace(
        "print(json.dumps(blame))", 'print(json.dumps([n for n in sys.modules if "analytics" in n]))'
    )
    assert json.loads(python(script, json.dumps(["ui.app", "ui.main_window"]), "[]")) == []


FIRST_PAINT = """
import json, os, sys
import main
main.load_qt()
from PySide6.QtCore import QEvent, QObject
from ui import app, i18n, theme
from ui.preferences import Preferences

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(json.dumps([name for name in json.loads(sys.argv[1]) if name in sys.modules]), flush=True)
            os._exit(0)
        return False

application = app.make_application()
preferences = Preferences()
theme.start(application, preferences.theme, preferences.scale)
i18n.set_language("en")
program = app.make_program(preferences)
first = FirstPaint()
application.installEventFilter(first)
if "sqlalchemy" in sys.modules:
    sys.exit("the library of the tables is loaded before the window is made")
program.session.begin(None)
program.frame.show()
application.exec()
"""


def test_the_first_window_is_painted_before_anything_heavy_is_loaded() -> None:
    # The tables' library takes half a second: a worker loads it while the password is typed.
    assert json.loads(python(FIRST_PAINT, json.dumps(HEAVY))) == []


PLAIN_IMPORT = """
import builtins
plain = builtins.__import__
import main
main.load_qt()
from PySide6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtWidgets
print(builtins.__import__ is plain)
"""


def test_the_slow_import_of_pyside_is_put_back() -> None:
    assert python(PLAIN_IMPORT).strip() == "True"
    assert python(PLAIN_IMPORT.replace("main.load_qt()", "")).strip() == "False", "PySide6 has stopped replacing it"


def test_it_is_put_back_in_one_place() -> None:
    touching = {
        path for path, tree in modules("main.py", "clientcrm", "ui").items() if "builtins.__import__" in named(tree)
    }
    assert touching == {"main.py"}


def named(tree: ast.Module) -> set[str]:
    """Every dotted name of a module."""
    return {dotted(node) for node in nodes(tree) if isinstance(node, ast.Attribute)}


# PySide6 6.12.0 aborts after some thousands of these on Python 3.11.
EMITS = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

class Bell(QObject):
    changed = Signal(frozenset)
    arrived = Signal(object)
    progressed = Signal(int, int)

class Ear(QObject):
    def __init__(self):
        super().__init__()
        self.heard = 0
    @Slot(object)
    def take(self, parcel):
        self.heard += 1

app = QCoreApplication([])
bell, ear = Bell(), Ear()
bell.changed.connect(ear.take)
bell.arrived.connect(ear.take, Qt.ConnectionType.QueuedConnection)
bell.progressed.connect(lambda done, total: ear.take(done))
def ring():
    for n in range(5000):
        bell.arrived.emit((ear, n, None, {"n": n}))
thread = threading.Thread(target=ring)
thread.start()
for n in range(5000):
    bell.changed.emit(frozenset({n, "clients"}))
    bell.progressed.emit(n, 5000)
thread.join()
app.processEvents()
print(ear.heard)
"""


def test_five_thousand_signals_arrive() -> None:
    assert python(EMITS).strip() == "15000"


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ""),
        (["--base", "shop"], ""),
        (["import", "a.xlsx"], "import"),
        (["--base", "shop", "--json", "check"], "check"),
        (["--base=shop", "--lang", "ru", "clients"], "clients"),
        (["--user", "tour", "show", "5"], "show"),
    ],
)
def test_a_command_is_told_from_an_options_value(arguments: list[str], command: str) -> None:
    from main import command_in

    assert command_in(arguments) == command


def test_resources_are_found_from_any_folder() -> None:
    # A bundle is started from anywhere, so no path may hang on the working folder.
    found = [
        f"{path}:{call.lineno}"
        for path, tree in modules("ui", "clientcrm").items()
        for call, name in calls(tree)
        if name in {"os.getcwd", "Path.cwd", "os.chdir"}
    ]
    assert found == []
