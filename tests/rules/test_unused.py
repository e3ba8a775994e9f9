"""Nothing is carried along that the program does not use: functions that tests alone call, icons nobody sees."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests.rules.sources import ROOT, modules, nodes

# Called by what is not written here, or held against what is written more quickly.
CALLED_FROM_OUTSIDE = {
    "process_bind_param", "process_result_value",  # SQLAlchemy
    "find_class",  # pickle
    "handle_starttag", "handle_endtag", "handle_data",  # html.parser
    "add_conditions", "note_rows", "note_clients", "note_bulk",  # events of SQLAlchemy
    "on_changed", "on_locked",  # D-Bus
    "fisher_greater",  # the exact answer that baskets.chance_of_more is held to
    "known_actions",  # what the words of the journal are held against
}  # fmt: skip


def unused(defining: dict[str, ast.Module], using: dict[str, ast.Module]) -> list[str]:
    """Functions and classes whose name stands nowhere but in themselves; Qt's own names apart."""
    named = {path: Counter(_names(tree)) for path, tree in using.items()}
    everywhere = Counter[str]()
    for counted in named.values():
        everywhere.update(counted)
    found = []
    for path, tree in defining.items():
        for node in nodes(tree):
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            name = node.name
            if name.startswith(("__", "run_")) or (isinstance(node, ast.FunctionDef) and name != name.lower()):
                continue
            if everywhere[name] == named[path][name] and everywhere[name] == _names(node).count(name):
                found.append(f"{path}:{node.lineno} {name}")
    return found


def _names(tree: ast.AST) -> list[str]:
    """Each name that is read and each text that may be one; what is defined or imported is not used by that."""
    found = []
    for node in nodes(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.append(node.id)
        elif isinstance(node, ast.Attribute):
            found.append(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found


def test_everything_is_used_by_the_program_itself() -> None:
    program = modules("clientcrm", "ui")
    found = unused(program, program | modules("main.py", "packaging", "resources"))
    found = [place for place in found if "/migrations/versions/" not in place]  # Alembic calls them
    assert {place.split()[1] for place in found} - CALLED_FROM_OUTSIDE == set(), found


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(): pass", ["f"]),
        ("def f(): pass\nf()", []),
        ("def f(): return f()", ["f"]),
        ("class A:\n    def m(self): pass\n    def n(self): self.m()\nA().n", []),
        ("class A:\n    def m(self): pass\n    def paintEvent(self): pass", ["A", "m"]),
        ("def f(): pass\ngetattr(a, 'f')", []),
    ],
)
def test_the_rule_about_use_tells_both_cases(source: str, names: list[str]) -> None:
    tree = {"a.py": ast.parse(source)}
    assert [place.split()[1] for place in unused(tree, tree)] == names


def test_every_icon_is_on_a_screen_or_in_the_gallery() -> None:
    texts = {name for tree in modules("ui", "tests/ui/kit").values() for name in _names(tree)}
    shipped = {path.stem for path in (ROOT / "resources/icons").glob("*.svg")}
    assert shipped
    assert sorted(shipped - texts) == []
