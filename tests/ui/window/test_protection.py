"""What the program protects from: twelve sentences in both languages, the same in docs, read by keys, printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui import i18n, protection
from ui.app import Program
from ui.door.setup import DONE, Setup, SetupDraft
from ui.main_window import MainWindow
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = {"ru": "security.ru.md", "en": "security.md"}
# One word of each: what the sentence is about.
ABOUT = {
    "ru": (
        *("ключа к ним у него нет", "🧩", "учётной записью Windows", "Увольнение", "резервной копии", "Журнал"),
        *("ключ-файл", "BitLocker", "потеряны навсегда", "больше не защищён", "ФСБ/ФСТЭК", "коммерческой тайны"),
    ),
    "en": (
        *("there is no key to them", "🧩", "Windows account", "dismissal", "only from a copy", "journal"),
        *("key file", "BitLocker", "lost for ever", "no longer protected", "FSTEC", "trade secrets"),
    ),
}


@pytest.mark.proves("F19")
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_sentences_of_the_program_stand_in_the_docs(language: str) -> None:
    i18n.set_language(language)
    sentences = protection.sentences()
    assert len(sentences) == 12
    for sentence, about in zip(sentences, ABOUT[language], strict=True):
        assert about in sentence
    page = (DOCS / PAGES[language]).read_text("utf-8")
    assert page.startswith(f"# {protection.title()}\n")
    numbered = re.findall(r"^(\d+)\. (.*)$", page.partition("\n## ")[0], re.MULTILINE)
    assert numbered == [(str(number), sentence) for number, sentence in enumerate(sentences, 1)]
    for _icon, text in protection.badges():
        assert f"- {text}\n" in page


def shown_dialog(place: QWidget) -> Dialog:
    found = [each for each in place.window().findChildren(Dialog) if each.accessibleName() == protection.title()]
    assert len(found) == 1
    return found[0]


def test_it_is_read_and_closed_by_keys(window: MainWindow, program: Program, quiet: Callable[[], None]) -> None:
    dialog = protection.open_protection(window)
    quiet()
    said = {text for label in dialog.findChildren(Label) for text in (label.text(), label.accessibleName())}
    assert set(protection.sentences()) <= said
    signs = [label for label in dialog.findChildren(Label) if "<img" in label.text()]
    assert len(signs) == 1, "few fonts hold the two signs: the program draws its own"
    [area] = [each for each in dialog.findChildren(QScrollArea) if each.accessibleName() == protection.title()]
    assert QApplication.focusWidget() is area
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    while bar.value() < bar.maximum():
        before = bar.value()
        QTest.keyClick(area, Qt.Key.Key_PageDown)
        assert bar.value() > before
    QTest.keyClick(area, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert not dialog.is_open()


def links(place: QWidget) -> list[Button]:
    return [each for each in place.findChildren(Button) if each.text() == protection.title() and each.isVisible()]


def test_the_way_to_it_from_the_settings_and_the_palette(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    window.go("settings", {"page": "base"})
    quiet()
    [link] = links(window)
    link.click()
    quiet()
    dialog = shown_dialog(window)
    dialog.close_dialog()
    QApplication.processEvents()
    [action] = [each for each in window.actions_known if each.key == "settings-protection"]
    action.run()
    quiet()
    assert any(each.is_open() for each in window.window().findChildren(Dialog))


def test_the_way_to_it_from_the_end_of_the_set_up(
    program: Program, quiet: Callable[[], None], qtbot: QtBot, tmp_path: Path
) -> None:
    program.session.doorstep.show_setup(SetupDraft(tmp_path, DONE, "Чайный дом", "Марина"))
    quiet()
    setup = program.frame.stage
    assert isinstance(setup, Setup)
    [link] = links(setup)
    link.click()
    quiet()
    assert shown_dialog(setup).is_open()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_prints(language: str, tmp_path: Path, qapp: QApplication) -> None:
    i18n.set_language(language)
    writer = QPdfWriter(str(tmp_path / "page.pdf"))
    protection.write_protection(writer)
    del writer
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) in (1, 2)
    html = protection.as_html()
    assert html.count("<li>") == 12
