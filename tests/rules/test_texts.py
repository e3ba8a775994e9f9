"""Whatever a person reads goes through tr(), as a plain literal, and every language fills the same places."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET

import pytest

from tests.rules.sources import ROOT, calls, modules

# Where Qt shows a text: the position of the text among the arguments.
SHOWING = {
    "setText": 0, "setWindowTitle": 0, "setToolTip": 0, "setStatusTip": 0, "setWhatsThis": 0, "setPlaceholderText": 0,
    "setAccessibleName": 0, "setAccessibleDescription": 0, "setTitle": 0, "setInformativeText": 0, "setLabelText": 0,
    "addTab": 1, "QLabel": 0, "QPushButton": 0, "QToolButton": 0, "QCheckBox": 0, "QRadioButton": 0, "QGroupBox": 0,
    "QAction": 0,
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]{2,}")


def loose_texts(trees: dict[str, ast.Module]) -> list[str]:
    """Words that are shown as they stand in the source, in one language for everybody."""
    found = []
    for path, tree in trees.items():
        for call, name in calls(tree):
            place = SHOWING.get(name.split(".")[-1])
            if place is None or len(call.args) <= place:
                continue
            given = call.args[place]
            parts = given.values if isinstance(given, ast.JoinedStr) else [given]
            words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            # Colours, style sheets and marks of HTML are no words.
            found += [
                f"{path}:{call.lineno} {word!r}" for word in words if WORD.search(re.sub(r"<[^>]*>|&\w+;", "", word))
            ]
    return found


def unclear_literals(trees: dict[str, ast.Module]) -> list[str]:
    """Calls of tr() whose text or comment is anything but a plain literal: no tool can collect them."""
    found = []
    for path, tree in trees.items():
        for call, name in calls(tree):
            if name.split(".")[-1] != "tr" or path == "ui/i18n.py":
                continue
            given = [*call.args[:2], *(word.value for word in call.keywords if word.arg == "comment")]
            plain = all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in given)
            if name != "tr" or not given or not plain:
                found.append(f"{path}:{call.lineno}")
    return found


def test_every_shown_word_goes_through_tr() -> None:
    assert loose_texts(modules("ui")) == []


def test_tr_is_given_plain_literals() -> None:
    assert unclear_literals(modules("ui")) == []


@pytest.mark.parametrize("source", ["label.setText('Save')", "QLabel('Имя')", "w.setToolTip(f'Found {n} rows')"])
def test_the_rule_about_words_catches(source: str) -> None:
    assert loose_texts({"a.py": ast.parse(source)})


@pytest.mark.parametrize(
    "source", ["tr(f'{n} rows')", "tr(text)", "tr('a' + b)", "self.tr('a')", "tr('a', comment=c)", "tr()"]
)
def test_the_rule_about_literals_catches(source: str) -> None:
    assert unclear_literals({"a.py": ast.parse(source)})


def places(text: str) -> set[str]:
    """What is filled into a text later."""
    return set(re.findall(r"\{[^}]*\}", text))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_translations_fill_the_same_places(language: str) -> None:
    found = []
    for message in ET.parse(ROOT / "resources" / "i18n" / f"{language}.ts").getroot().iter("message"):
        source = message.findtext("source", "")
        translation = message.find("translation")
        forms = [] if translation is None else [form.text or "" for form in translation.iter("numerusform")]
        plain = [] if translation is None or forms else [translation.text or ""]
        found += [f"{source!r}: {form!r}" for form in forms + plain if places(form) != places(source)]
        # The first Russian form also stands for 21 and 101, so it needs its number as the others do.
        found += [
            f"{source!r}: {form!r} without %n"
            for form in forms
            if language == "ru" and "%n" in source and "%n" not in form
        ]
    assert found == []
