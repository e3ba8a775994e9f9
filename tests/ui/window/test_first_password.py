"""Somebody new comes in: the password that the owner gave opens one door alone, that to a password of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clientcrm.crm import Crm
from clientcrm.domain.staff import Added
from tests.ui.conftest import OWNER, PASSWORD
from tests.ui.window.test_sign_in import enter, sign_in_of, words_in
from ui.app import Program
from ui.door.first_password import FirstPassword
from ui.door.sign_in import SignIn
from ui.main_window import MainWindow
from ui.scenes import type_into

OWN = "зелёный чай с мятой"


@pytest.fixture
def added(crm: Crm, base: Path) -> Added:
    """A seller whom the owner added a moment ago."""
    desk = crm.sign_in(base, OWNER, PASSWORD)
    made = desk.staff.add("Света Ковальчук", "seller", [1], PASSWORD)
    desk.close()
    return made


@pytest.fixture
def newcomer(added: Added, program: Program, base: Path, quiet: Callable[[], None]) -> FirstPassword:
    """What the seller sees after the password that the owner gave."""
    program.session.begin(base, "Света Ковальчук")
    program.frame.activateWindow()
    quiet()
    enter(program, added.one_time_password)
    quiet()
    stage = program.frame.stage
    assert isinstance(stage, FirstPassword)
    return stage


def choose(stage: FirstPassword, password: str) -> None:
    """Type it twice and go on."""
    for field in (stage.password.first, stage.password.again):
        field.set_text("")
        field.setFocus()
        type_into(field.line, password)
    QTest.keyClick(stage.password.again.line, Qt.Key.Key_Return)


def test_the_first_thing_asked_is_a_password_of_ones_own(
    newcomer: FirstPassword, program: Program, quiet: Callable[[], None], crm: Crm, base: Path
) -> None:
    assert "работает один раз" in words_in(newcomer)
    choose(newcomer, OWN)
    quiet()
    assert isinstance(program.frame.stage, MainWindow)
    program.session.lock()
    quiet()
    enter(program, OWN)
    quiet()
    assert isinstance(program.frame.stage, MainWindow)


def test_the_given_password_is_not_taken_again_and_one_may_go_back(
    newcomer: FirstPassword, added: Added, program: Program, quiet: Callable[[], None]
) -> None:
    choose(newcomer, added.one_time_password)
    quiet()
    assert program.frame.stage is newcomer
    assert "который дал владелец" in newcomer.password.first.error()
    program.session.speak("en")
    quiet()
    stage = program.frame.stage
    assert isinstance(stage, FirstPassword)
    assert "Choose your password" in words_in(stage)
    QTest.mouseClick(stage.back, Qt.MouseButton.LeftButton)
    quiet()
    assert isinstance(program.frame.stage, SignIn)


def test_a_frozen_person_is_not_offered_and_is_told_so(
    added: Added, crm: Crm, program: Program, base: Path, quiet: Callable[[], None]
) -> None:
    program.session.begin(base, "Света Ковальчук")
    quiet()
    desk = crm.sign_in(base, OWNER, PASSWORD)  # frozen while the sign-in screen stands there
    desk.staff.freeze(added.uid, PASSWORD)
    desk.close()
    enter(program, added.one_time_password)
    quiet()
    assert "Владелец отключил этот доступ" in words_in(sign_in_of(program))
    program.session.doorstep.open_folder(base)
    quiet()
    assert "Света" not in words_in(sign_in_of(program))
    assert sign_in_of(program).person != added.uid
