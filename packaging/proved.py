"""Which row of the feature list (tests/rules/rows.txt) is shown by which tests."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path


def rows(root: Path) -> dict[str, str]:
    """Number and function of every row."""
    lines = (root / "tests" / "rules" / "rows.txt").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def proofs(root: Path) -> dict[str, list[str]]:
    """The tests that carry `@pytest.mark.proves(...)`, by row."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "tests").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        named = {id(call): node.name for node in ast.walk(tree) for call in _marks_on(node)}
        for call in _calls(tree):
            where = f"{path.relative_to(root).as_posix()}::{named.get(id(call), '*')}"
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found[argument.value].append(where)
    return dict(found)


def report(root: Path) -> str:
    """One line per row: proved or open, and under it the tests."""
    known, shown = rows(root), proofs(root)
    lines = []
    for number, title in known.items():
        tests = shown.get(number, [])
        lines.append(f"{'proved' if tests else 'open  '} {number}  {title}")
        lines += [f"           {test}" for test in tests]
    proved = sum(number in shown for number in known)
    return "\n".join([*lines, "", f"{proved} of {len(known)} rows have a test that names them"])


def _marks_on(node: ast.AST) -> list[ast.Call]:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return [call for decorator in decorators for call in _calls(decorator)]


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "proves"
    ]
