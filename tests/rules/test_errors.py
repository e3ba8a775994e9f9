"""Each error that the core raises on purpose has its sentence, in the window and on the command line."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pytest

from clientcrm.domain.errors import CrmError
from tests.rules.sources import ROOT, calls, dotted, modules, nodes, paths

WHEN = datetime(2026, 6, 30, tzinfo=UTC)
BEGINNING = re.compile(r"^[ \t]*class (\w+)(?:\[[^\]]*\])?(?:\(([^)]*)\))?:", re.MULTILINE)
SAMPLES = {"str": "x", "int": 3, "float": 3.0, "bool": True, "object": 3, "bytes": b"x", "datetime": WHEN}


@dataclass
class Unheard(CrmError):
    """An error that nobody worded."""


Bases = dict[str, tuple[str, set[str]]]


def bases_at_a_glance() -> Bases:
    """Each class with its module and what it is made from, by the lines that begin one.

    Read from the sources, so that a module that cannot be imported fails its own tests and not the collection; without
    their trees, which would take three seconds of every collection.
    """
    found: Bases = {}
    for path in paths("clientcrm"):
        for name, above in BEGINNING.findall(path.read_text("utf-8")):
            words = {base.split("=")[-1].split(".")[-1].strip() for base in above.split(",")}
            found[name] = (module_of(path.relative_to(ROOT).as_posix()), words)
    return found


def bases_by_trees() -> Bases:
    """The same by the syntax."""
    found: Bases = {}
    for path, tree in modules("clientcrm").items():
        for node in nodes(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name] = (module_of(path), {dotted(base).split(".")[-1] for base in node.bases})
    return found


def module_of(path: str) -> str:
    """The name to import."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def error_classes(bases: Bases) -> list[tuple[str, str]]:
    """Module and name of every class that is raised: those with subclasses only gather them."""
    errors = {"CrmError"}
    while grown := {name for name, (_, above) in bases.items() if above & errors} - errors:
        errors |= grown
    gathering = {base for name in errors if name in bases for base in bases[name][1]}
    return sorted((bases[name][0], name) for name in errors - gathering)


CLASSES = [pytest.param(*each, id=each[1]) for each in error_classes(bases_at_a_glance())]


def instances(kind: type[CrmError]) -> Iterator[CrmError]:
    """The error with every literal reason that the core raises it with; at least once with made-up data."""
    made_up = {each.name: sample(str(each.type)) for each in dataclasses.fields(kind) if each.init}  # type: ignore[arg-type]
    names = list(made_up)
    raised = []
    for given, by_name in literals().get(kind.__name__, []):
        texts = [*zip(names, given, strict=False), *by_name]
        raised.append({key: text for key, text in texts if key in names and text is not None})
    for filled in [each for each in raised if each] or [{}]:
        yield kind(**{**made_up, **filled})


@cache
def literals() -> dict[str, list[tuple[list[str | None], list[tuple[str | None, str | None]]]]]:
    """For each error the texts that a call gives it, by place and by name; None for what is no literal text."""
    raised = {name for _, name in error_classes(bases_at_a_glance())}
    found: dict[str, list[tuple[list[str | None], list[tuple[str | None, str | None]]]]] = {}
    for tree in modules("clientcrm").values():
        for call, dotted_name in calls(tree):
            name = dotted_name.split(".")[-1]
            if name in raised:
                by_name = [(word.arg, literal(word.value)) for word in call.keywords]
                found.setdefault(name, []).append(([literal(part) for part in call.args], by_name))
    return found


def literal(node: ast.AST) -> str | None:
    """A text as it stands in the source."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def sample(annotation: str) -> object:
    """A value of this type."""
    if annotation.startswith("dict[str, str]"):
        return {"name": "empty"}
    return {} if annotation.startswith("dict") else () if "tuple" in annotation else SAMPLES.get(annotation, "x")


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    from ui import i18n

    before = i18n.language()
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language(before)


@pytest.mark.parametrize(("module", "name"), CLASSES)
def test_the_window_has_a_sentence(module: str, name: str, language: str) -> None:
    from ui.errors import words_for

    kind = getattr(importlib.import_module(module), name)
    nothing_special = worded(Unheard())
    for error in instances(kind):
        words = words_for(error)
        assert words.what.strip()
        assert words.to_do.strip()
        assert words.what != nothing_special
        assert_for_people(f"{words.what} {words.to_do}", error, language)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("module", "name"), CLASSES)
def test_the_command_line_has_a_sentence(module: str, name: str, language: str) -> None:
    from clientcrm.cli import words_for

    kind = getattr(importlib.import_module(module), name)
    for error in instances(kind):
        assert_for_people(words_for(error, language), error, language)


def worded(error: CrmError) -> str:
    """What the window says to an error that nobody thought of; it may also refuse it."""
    from ui.errors import words_for

    try:
        return words_for(error).what
    except (KeyError, LookupError, TypeError, NotImplementedError):
        return ""


def assert_for_people(sentence: str, error: CrmError, language: str) -> None:
    """In the language asked for, without the names that programs use and without unfilled places."""
    assert sentence.strip()
    assert "{" not in sentence
    assert type(error).__name__ not in sentence
    assert "_" not in sentence
    assert bool(re.search("[а-яё]", sentence.casefold())) is (language == "ru")


def test_errors_are_found() -> None:
    found = error_classes(bases_by_trees())
    assert {"WrongPassword", "Conflict", "FileTooBig"} <= {name for _, name in found}
    assert [tuple(each.values) for each in CLASSES] == found
