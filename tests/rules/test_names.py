"""Names say what a thing is in the shop's words; every module says what belongs in it."""

from __future__ import annotations

import ast
import re

import pytest

from tests.rules.sources import calls, modules, nodes

PROGRAM = ("clientcrm", "ui", "main.py")
EMPTY_WORDS = re.compile(r"(Manager|Helper|Utils?|Handler|Controller|Info)s?$")
EMPTY_VERBS = re.compile(r"^_?(process|handle)_|^(process|handle)$")
# Names that a library calls: SQLAlchemy's TypeDecorator, the HTML parser.
FOREIGN = {
    "process_bind_param", "process_result_value", "handle_starttag", "handle_startendtag", "handle_endtag",
    "handle_data", "handle_comment", "handle_entityref", "handle_charref", "handle_decl",
}  # fmt: skip
ACTION = re.compile(r"^[a-z_]+\.[a-z_]+$")


def empty_names(trees: dict[str, ast.Module]) -> list[str]:
    """Classes and functions whose name fits anything."""
    found = []
    for path, tree in trees.items():
        for node in nodes(tree):
            if isinstance(node, ast.ClassDef) and EMPTY_WORDS.search(node.name):
                found.append(f"{path}:{node.lineno} {node.name}")
            if isinstance(node, ast.FunctionDef) and EMPTY_VERBS.search(node.name) and node.name not in FOREIGN:
                found.append(f"{path}:{node.lineno} {node.name}")
    return found


def test_names_mean_something() -> None:
    assert empty_names(modules(*PROGRAM)) == []


@pytest.mark.parametrize(
    "source", ["class ClientManager: ...", "class RowHelper: ...", "def handle_row(): ...", "def process(): ..."]
)
def test_the_rule_about_names_catches(source: str) -> None:
    assert empty_names({"a.py": ast.parse(source)})


def test_every_module_says_what_belongs_in_it() -> None:
    trees = modules(*PROGRAM)
    assert [path for path, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_journal_actions_are_an_object_and_what_was_done_to_it() -> None:
    found = []
    for path, tree in modules(
        "clientcrm/services", "clientcrm/crm.py", "clientcrm/desk.py", "clientcrm/bases.py"
    ).items():
        for call, name in calls(tree):
            if name.endswith("gate.write") and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
                action = str(call.args[1].value)
                found += [] if ACTION.match(action) else [f"{path}:{call.lineno} {action!r}"]
    assert found == []
