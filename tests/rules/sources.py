"""The program's own source files as syntax trees, for rules about how it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def paths(*places: str) -> list[Path]:
    """Every Python file below these places (folders or files of the repository)."""
    return sorted(
        path for place in places for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    )


def modules(*places: str) -> dict[str, ast.Module]:
    """The same files as trees, by their path from the root; each file is read once for all rules."""
    return {path.relative_to(ROOT).as_posix(): _tree(path) for path in paths(*places)}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def forget() -> None:
    """Let go of all trees: a million small objects would be looked through at each collection of garbage."""
    _tree.cache_clear()


def nodes(tree: ast.AST) -> list[ast.AST]:
    """The tree and everything in it, outer before inner; of a module listed once, since every rule asks."""
    if not isinstance(tree, ast.Module):
        return list(ast.walk(tree))
    if "listed" not in vars(tree):
        vars(tree)["listed"] = list(ast.walk(tree))
    listed: list[ast.AST] = vars(tree)["listed"]
    return listed


def module_names(*folders: str) -> list[str]:
    """The same files as names to import."""
    named = (path.relative_to(ROOT).as_posix() for path in paths(*folders))
    return [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in named]


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every imported name in full, with its line, wherever in the file: `from a import b` gives a.b."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """A name with its attributes as written (`self._gate.read`); empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the name of what is called."""
    for node in nodes(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string that the program uses, docstrings apart."""
    skipped = set()
    for node in nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
    for node in nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value
