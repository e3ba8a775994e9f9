"""There is one door to the data, and nothing walks around it: gate, SQL, keys, network, clock, chance."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.rules.sources import calls, dotted, imports, modules, nodes, texts

OPENING = re.compile(r"^(self\._)?gate\.(read|raw_read|write|whole_base|require)$")
# The door itself and what stands behind it: these are handed to the gate, never to a screen.
BEHIND_THE_DOOR = {"clientcrm/services/gate.py", "clientcrm/services/recorder.py", "clientcrm/services/sealing.py"}


# ---------------------------------------------------------------- the gate


def methods_around_the_gate(trees: dict[str, ast.Module]) -> list[str]:
    """Public methods of service classes that reach no opening of the gate, neither themselves nor by what they call.

    One that is handed a session needs none of its own: sessions come out of the gate alone.
    """
    functions = {node.name: node for tree in trees.values() for node in tree.body if isinstance(node, ast.FunctionDef)}
    found = []
    for path, tree in trees.items():
        for service in service_classes(tree):
            methods = {node.name: node for node in service.body if isinstance(node, ast.FunctionDef)}
            for name, method in methods.items():
                if name.startswith("_") or is_property(method) or takes_session(method):
                    continue
                if not opens(method, methods, functions, set()):
                    found.append(f"{path}:{method.lineno} {service.name}.{name}")
    return found


def service_classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    """Classes that are handed a gate, and no session that somebody has already opened."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            made = [each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
            handed = {argument.arg for each in made for argument in each.args.args}
            if "gate" in handed and not any(takes_session(each) for each in made):
                yield node


def is_property(method: ast.FunctionDef) -> bool:
    """A value kept since the sign-in, not an action."""
    return any(dotted(decorator) == "property" for decorator in method.decorator_list)


def takes_session(method: ast.FunctionDef) -> bool:
    """Called from within another action, whose session it is given."""
    return any(
        argument.annotation is not None and dotted(argument.annotation) == "Session" for argument in method.args.args
    )


def opens(
    code: ast.FunctionDef, methods: dict[str, ast.FunctionDef], functions: dict[str, ast.FunctionDef], seen: set[str]
) -> bool:
    """Whether the gate is opened here, or in a method of the same class or a function of services that this calls.

    A function counts only if it is handed the gate.
    """
    for call, name in calls(code):
        if OPENING.match(name):
            return True
        handed = any(dotted(argument) in {"self._gate", "gate"} for argument in call.args)
        own = name.removeprefix("self.")
        following = methods.get(own) if name == f"self.{own}" else functions.get(name) if handed else None
        if following is not None and following.name not in seen:
            seen.add(following.name)
            if opens(following, methods, functions, seen):
                return True
    return False


def test_every_public_method_of_a_service_opens_the_gate() -> None:
    services = {path: tree for path, tree in modules("clientcrm/services").items() if path not in BEHIND_THE_DOOR}
    assert methods_around_the_gate(services) == []


def test_there_are_services() -> None:
    classes = [each.name for tree in modules("clientcrm/services").values() for each in service_classes(tree)]
    assert "Clients" in classes


@pytest.mark.parametrize(
    ("body", "around"),
    [
        ("def show(self):\n        with self._gate.read(1) as s: return s", False),
        ("def show(self):\n        return self._rows()\n    def _rows(self):\n        self._gate.require(1)", False),
        ("def show(self):\n        return rows_of(self._gate)", False),
        ("def show(self, session: Session):\n        return session.get(1)", False),
        ("def show(self, session):\n        return session.get(1)", True),
        ("def show(self):\n        return rows_of(self._storage)", True),
        ("def show(self):\n        return self._storage.read()", True),
        ("def show(self):\n        return self._gate.user", True),
        ("def show(self):\n        return self._rows()\n    def _rows(self):\n        return self.show()", True),
    ],
)
def test_the_rule_about_the_gate_tells_both_cases(body: str, *, around: bool) -> None:
    source = f"class Clients:\n    def __init__(self, gate): self._gate = gate\n    {body}\n"
    helper = "def rows_of(gate):\n    with gate.read(1) as s: return s\n"
    found = methods_around_the_gate({"a.py": ast.parse(source), "b.py": ast.parse(helper)})
    assert bool(found) is around


def test_nobody_outside_services_is_handed_a_session() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules("ui", "clientcrm/cli", "clientcrm/files").items()
        for line, name in imports(tree)
        if name.startswith("sqlalchemy")
    ]
    assert found == []


# ---------------------------------------------------------------- SQL and keys


def raw_sql(trees: dict[str, ast.Module]) -> list[str]:
    """Statements that narrowing does not see."""
    forbidden = {"text", "read_sql", "exec_driver_sql", "executescript", "raw_connection"}
    found = []
    for path, tree in trees.items():
        found += [f"{path}:{call.lineno} {name}()" for call, name in calls(tree) if name.split(".")[-1] in forbidden]
        found += [
            f"{path}:{node.lineno} __table__"
            for node in nodes(tree)
            if isinstance(node, ast.Attribute) and node.attr in {"__table__", "__tablename__", "metadata"}
        ]
        found += [
            f"{path}:{line} {name}" for line, name in imports(tree) if name in {"sqlalchemy.text", "sqlalchemy.Table"}
        ]
    return found


def test_services_write_no_raw_sql() -> None:
    assert raw_sql(modules("clientcrm/services")) == []


@pytest.mark.parametrize(
    "source",
    [
        "session.execute(text('SELECT 1'))",
        "select(Client.__table__)",
        "pandas.read_sql('client', c)",
        "connection.exec_driver_sql('x')",
        "from sqlalchemy import text",
    ],
)
def test_the_rule_about_raw_sql_catches(source: str) -> None:
    assert raw_sql({"a.py": ast.parse(source)})


DANGEROUS = re.compile(
    r"\brekey\b|\battach\s+(database\b|\?|['\":{])|\bload_extension\b|\bsqlcipher_export\b", re.IGNORECASE
)


@pytest.mark.attack("T24")
def test_no_statement_changes_the_key_joins_a_file_or_loads_code() -> None:
    found = []
    for path, tree in modules("clientcrm", "ui", "main.py").items():
        found += [f"{path}:{line} {text!r}" for line, text in texts(tree) if DANGEROUS.search(text)]
        found += [
            f"{path}:{call.lineno} {name}"
            for call, name in calls(tree)
            if name.split(".")[-1] in {"enable_load_extension", "load_extension"}
        ]
    assert found == []


@pytest.mark.attack("T24")
@pytest.mark.parametrize(
    "text", ["PRAGMA rekey = 'x'", "ATTACH DATABASE ? AS b", "attach '/tmp/a'", "SELECT load_extension('a')"]
)
def test_the_rule_about_dangerous_statements_catches(text: str) -> None:
    assert DANGEROUS.search(text)


def test_a_cheaper_key_derivation_is_made_in_the_vault_alone() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path, tree in modules("clientcrm", "ui", "main.py").items()
        for call, name in calls(tree)
        if name.split(".")[-1] == "KdfPolicy" and not path.startswith("clientcrm/vault/")
    ]
    assert found == []


# ---------------------------------------------------------------- tables

# Read through the purchase alone: a portfolio in each of half a million lines would only repeat it.
THROUGH_ITS_PURCHASE = {"purchase_line"}
# Every line of the whole base for the reckoning, which is not narrowed: to join a million costs half a second.
ALL_OF_THEM = {"clientcrm/services/analytics/numbers.py"}


def test_every_table_that_leads_to_a_client_is_narrowed() -> None:
    from clientcrm.data.models import Base, ClientOwned

    owned = {mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, ClientOwned)}
    leading = {"client"}
    for table in Base.metadata.sorted_tables:
        names_a_client = {"client_id", "client"} & set(table.columns.keys())
        if names_a_client or any(key.column.table.name in leading for key in table.foreign_keys):
            leading.add(table.name)
    assert leading - owned == THROUGH_ITS_PURCHASE


def test_lines_are_read_through_their_purchase() -> None:
    found = []
    for path, tree in modules("clientcrm/services").items():
        for node in nodes(tree):
            if isinstance(node, ast.FunctionDef) and path not in ALL_OF_THEM:
                used = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
                if any(name.endswith("select") and _names(call, "PurchaseLine") for call, name in calls(node)):
                    found += [] if "Purchase" in used else [f"{path}:{node.lineno} {node.name}"]
    assert found == []


def _names(call: ast.Call, wanted: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == wanted for node in ast.walk(call))


# ---------------------------------------------------------------- the world outside

NETWORK = {
    "socket", "socketserver", "ssl", "urllib", "urllib3", "http", "httpx", "requests", "aiohttp", "ftplib", "smtplib",
    "poplib", "imaplib", "xmlrpc", "telnetlib", "websockets", "webbrowser", "asyncio",
}  # fmt: skip
LOCAL_QT = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}


def test_the_program_reaches_no_network() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules("clientcrm", "ui", "main.py").items()
        for line, name in imports(tree)
        if name.split(".")[0] in NETWORK or (name.startswith("PySide6.QtNetwork") and name not in LOCAL_QT)
    ]
    assert found == []


CLOCK_CALL = re.compile(r"\b(datetime|date|dt)\.(now|today|utcnow)$|^time\.\w+$")


def test_rules_are_told_the_time() -> None:
    found = []
    for path, tree in modules("clientcrm/domain").items():
        found += [f"{path}:{call.lineno} {name}()" for call, name in calls(tree) if CLOCK_CALL.search(name)]
        found += [f"{path}:{line} {name}" for line, name in imports(tree) if name == "time" or name.startswith("time.")]
    assert found == []


@pytest.mark.parametrize(
    "name", ["datetime.now", "datetime.datetime.now", "date.today", "datetime.date.today", "time.time", "dt.utcnow"]
)
def test_the_rule_about_the_clock_catches(name: str) -> None:
    assert CLOCK_CALL.search(name)


@pytest.mark.attack("T33")
def test_keys_come_from_the_system_and_not_from_chance() -> None:
    forbidden = ("random", "numpy.random", "uuid.uuid1")
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules("clientcrm/vault").items()
        for line, name in imports(tree)
        if name.startswith(forbidden)
    ]
    assert found == []


# ---------------------------------------------------------------- threads and slow traps of Qt

# What happens with them: lost exceptions, nested loops that re-enter, 7 s to filter 100,000 rows, 65 s to size columns.
QT_TRAPS = {
    "QThread", "QThreadPool", "QRunnable", "processEvents", "QEventLoop", "QSortFilterProxyModel", "fetchMore",
    "ResizeToContents", "QtAsyncio", "msleep", "usleep",
}  # fmt: skip


def test_screens_keep_clear_of_the_known_traps() -> None:
    found = []
    for path, tree in modules("ui").items():
        for node in nodes(tree):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in QT_TRAPS:
                found.append(f"{path}:{node.lineno} {name}")
        found += [f"{path}:{call.lineno} {name}()" for call, name in calls(tree) if name == "time.sleep"]
    assert found == []


def test_threads_start_in_one_place() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules("ui").items()
        for line, name in imports(tree)
        if path != "ui/background.py"
        and name in {"threading.Thread", "concurrent.futures.ThreadPoolExecutor", "_thread"}
    ]
    assert found == []


def test_the_core_loads_without_qt() -> None:
    script = "import clientcrm.crm, sys; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
