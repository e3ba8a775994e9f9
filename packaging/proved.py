"""Which row of the feature list (tests/rules/rows.txt) and which attack (attacks.txt) is shown by which tests."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path


def rows(root: Path, name: str = "rows.txt") -> dict[str, str]:
    """Number and text of every row; in attacks.txt a second tab begins the reason why a row has no test."""
    lines = (root / "tests" / "rules" / name).read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def proofs(root: Path, mark: str = "proves") -> dict[str, list[str]]:
    """The tests that carry `@pytest.mark.proves(...)`, or another mark, by what it names."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "tests").rglob("*.py")):
        text = path.read_text("utf-8")
        if mark not in text:  # most files, and reading a tree takes its time
            continue
        tree = ast.parse(text)
        named = {id(call): node.name for node in ast.walk(tree) for call in _marks_on(node, mark)}
        for call in _calls(tree, mark):
            where = f"{path.relative_to(root).as_posix()}::{named.get(id(call), '*')}"
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found[argument.value].append(where)
    return dict(found)


def report(root: Path) -> str:
    """One line per row: proved or open, and under it the tests."""
    known, shown = rows(root), proofs(root)
    lines = _listed(known, shown)
    proved = sum(number in shown for number in known)
    return "\n".join([*lines, "", f"{proved} of {len(known)} rows have a test that names them"])


def attacks(root: Path) -> str:
    """The same for the attacks: those without a test say why."""
    known, shown = rows(root, "attacks.txt"), proofs(root, "attack")
    tried = sum(number in shown for number in known)
    lines = _listed({number: text.replace("\t", " — no test: ") for number, text in known.items()}, shown)
    return "\n".join([*lines, "", f"{tried} of {len(known)} attacks are tried by a test"])


def _listed(known: dict[str, str], shown: dict[str, list[str]]) -> list[str]:
    lines = []
    for number, title in known.items():
        tests = shown.get(number, [])
        lines.append(f"{'proved' if tests else 'open  '} {number}  {title}")
        lines += [f"           {test}" for test in tests]
    return lines


def _marks_on(node: ast.AST, mark: str) -> list[ast.Call]:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return [call for decorator in decorators for call in _calls(decorator, mark)]


def _calls(tree: ast.AST, mark: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == mark
    ]
