"""The first start as a person lives it, by keyboard alone: make a base, confirm the code, open the shop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from ui import i18n
from ui.app import Program
from ui.door.setup import CHOOSE, CODE, DONE, PASSWORD, PORTFOLIOS, SHOP, Setup
from ui.door.sign_in import SignIn
from ui.main_window import MainWindow
from ui.recovery_code import groups_of
from ui.scenes import type_into

WORDS = "чайник пристань сентябрь"


def setup_of(program: Program) -> Setup:
    stage = program.frame.stage
    assert isinstance(stage, Setup)
    return stage


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), key)


def type_text(text: str) -> None:
    type_into(focused(), text)


def tab_to(name: str) -> None:
    """Tab until the control of this name has the focus."""
    seen = []
    for _ in range(40):
        seen.append(focused().accessibleName())
        if name in (focused().accessibleName(), getattr(focused(), "text", str)()):
            return
        press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {name!r}, only {seen}")


@pytest.fixture
def fresh(program: Program, quiet: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a computer where it was never started."""
    monkeypatch.setattr(Crm, "default_folder", staticmethod(lambda: tmp_path / "home" / "base"))
    program.session.begin()
    program.frame.activateWindow()
    quiet()
    return program


@pytest.mark.proves("F22")
def test_a_base_is_made_by_keyboard_alone(fresh: Program, quiet: Callable[[], None], crm: Crm, tmp_path: Path) -> None:
    assert setup_of(fresh).draft.step == CHOOSE
    tab_to("Завести новую базу")
    press(Qt.Key.Key_Return)
    assert setup_of(fresh).draft.step == SHOP

    type_text("Чайный дом")
    press(Qt.Key.Key_Tab)
    type_text("Марина Лебедева")
    press(Qt.Key.Key_Return)
    quiet()
    assert setup_of(fresh).draft.step == PORTFOLIOS
    assert focused().accessibleName() == "Один портфель на всех"
    press(Qt.Key.Key_Return)
    assert setup_of(fresh).draft.step == PASSWORD

    type_text(WORDS)
    tab_to("Ещё раз то же самое")
    type_text(WORDS)
    press(Qt.Key.Key_Return)
    quiet()
    setup = setup_of(fresh)
    assert setup.draft.step == CODE
    assert setup.draft.opened is not None
    assert not setup.next.isEnabled()

    tab_to("Код записан и убран в надёжное место")
    press(Qt.Key.Key_Space)
    groups = groups_of(setup.draft.opened.recovery_code)
    assert len(groups) == 8
    assert all(len(group) == 6 for group in groups)
    tab_to(f"Группа {setup.draft.asked_group} запасного кода")
    type_text("000000")
    assert not setup.next.isEnabled() or groups[setup.draft.asked_group - 1] == "000000"
    press(Qt.Key.Key_Backspace, 6)
    type_text(groups[setup.draft.asked_group - 1])
    assert setup.next.isEnabled()
    press(Qt.Key.Key_Return)
    assert setup_of(fresh).draft.step == DONE
    assert setup_of(fresh).draft.password == ""
    assert focused().accessibleName().startswith("Загрузить клиентов из Excel")

    tab_to("Открыть магазин")
    press(Qt.Key.Key_Return)
    quiet()
    assert isinstance(fresh.frame.stage, MainWindow)
    assert fresh.frame.windowTitle().endswith("Чайный дом")
    assert crm.entrance(tmp_path / "home" / "base").shop == "Чайный дом"
    assert fresh.preferences.last_base == tmp_path / "home" / "base"


def test_the_next_start_asks_for_the_password_of_that_base(
    program: Program, quiet: Callable[[], None], base: Path
) -> None:
    program.preferences.last_base = base
    program.session.begin()
    quiet()
    stage = program.frame.stage
    assert isinstance(stage, SignIn)
    assert stage.password.line.hasFocus()


def test_wrong_entries_are_said_under_the_field(fresh: Program, quiet: Callable[[], None]) -> None:
    tab_to("Завести новую базу")
    press(Qt.Key.Key_Return)
    tab_to("Дальше")
    press(Qt.Key.Key_Return)
    setup = setup_of(fresh)
    assert setup._form is not None
    assert setup._form.shop.error() == "Назовите магазин"
    assert setup._form.shop.line.hasFocus()
    type_text("Чай")
    assert setup._form.shop.error() == ""
    press(Qt.Key.Key_Tab)
    type_text("Ия")
    press(Qt.Key.Key_Return)
    quiet()
    press(Qt.Key.Key_Return)
    type_text("чай")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert setup._password is not None
    assert setup._password.first.error() == "Нужно не меньше 8 знаков"


@pytest.mark.parametrize("kind", ["base", "cloud"])
def test_a_place_that_will_not_do_is_refused_with_its_reason(
    fresh: Program, quiet: Callable[[], None], base: Path, tmp_path: Path, kind: str
) -> None:
    tab_to("Завести новую базу")
    press(Qt.Key.Key_Return)
    setup = setup_of(fresh)
    assert setup._form is not None
    setup._form.shop.set_text("Чай")
    setup._form.owner.set_text("Ия")
    setup._form.place.set_text(str(base if kind == "base" else tmp_path / "Dropbox" / "shop"))
    setup.go_on()
    quiet()
    assert setup_of(fresh).draft.step == SHOP
    said = " ".join(label.text() for label in setup.findChildren(QLabel))
    assert ("уже есть база" if kind == "base" else "синхронизирует облако") in said
    assert setup._form.place.line.hasFocus()


def test_the_language_switches_at_once_and_keeps_what_was_typed(fresh: Program, qtbot: QtBot) -> None:
    tab_to("Завести новую базу")
    press(Qt.Key.Key_Return)
    setup = setup_of(fresh)
    assert setup._form is not None
    setup._form.shop.set_text("Чайный дом")
    setup.language_asked.emit("en")
    setup = setup_of(fresh)
    assert i18n.language() == "en"
    assert setup.next.text() == "Next"
    assert setup._form is not None
    assert setup._form.shop.text() == "Чайный дом"
    assert fresh.preferences.language == "en"


def set_up(fresh: Program, quiet: Callable[[], None]) -> Setup:
    """The shop «Чай» of Ия, up to its recovery code: the base is made."""
    tab_to("Завести новую базу")
    press(Qt.Key.Key_Return)
    setup = setup_of(fresh)
    assert setup._form is not None
    setup._form.shop.set_text("Чай")
    setup._form.owner.set_text("Ия")
    setup.go_on()
    quiet()
    setup.go_on()
    setup.type_password(WORDS)
    setup.go_on()
    quiet()
    return setup


def test_going_back_after_the_base_is_made_changes_the_password(
    fresh: Program, quiet: Callable[[], None], crm: Crm, tmp_path: Path
) -> None:
    setup = set_up(fresh, quiet)
    code = setup.draft.opened.recovery_code if setup.draft.opened else ""
    setup.back.click()
    assert setup.draft.step == PASSWORD
    setup.type_password("другие слова осенью")
    setup.go_on()
    quiet()
    assert setup.draft.step == CODE
    assert setup.draft.opened is not None
    assert setup.draft.opened.recovery_code == code
    setup.draft.opened.desk.close()
    crm.sign_in(tmp_path / "home" / "base", "Ия", "другие слова осенью").close()


def test_closing_in_the_middle_leaves_no_lock(
    fresh: Program, quiet: Callable[[], None], qtbot: QtBot, crm: Crm
) -> None:
    setup = set_up(fresh, quiet)
    assert setup.draft.opened is not None
    folder = setup.draft.opened.desk.folder
    fresh.frame.close()
    qtbot.waitUntil(lambda: not fresh.frame.isVisible(), timeout=10_000)
    crm.sign_in(folder, "Ия", WORDS).close()


def test_tab_goes_down_the_card_to_its_primary_button(fresh: Program, quiet: Callable[[], None]) -> None:
    press(Qt.Key.Key_Return)
    seen = []
    for _ in range(6):
        press(Qt.Key.Key_Tab)
        seen.append(focused().accessibleName())
    assert seen == ["Ваше имя", "Папка базы", "Выбрать", "Валюта", "Часовой пояс", "Назад"]


def test_done_steps_lead_back_by_a_press(fresh: Program, quiet: Callable[[], None], tmp_path: Path) -> None:
    press(Qt.Key.Key_Return)
    wizard = setup_of(fresh)
    assert wizard._form is not None
    wizard._form.shop.set_text("Лавка")
    wizard._form.owner.set_text("Ольга")
    wizard._form.place.set_text(str(tmp_path / "новая"))
    wizard.go_on()
    quiet()
    wizard.go_on()
    assert wizard.draft.step == PASSWORD
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused().accessibleName() == "1. Магазин, готово"
    press(Qt.Key.Key_Return)
    assert wizard.draft.step == SHOP
    assert wizard._form.shop.text() == "Лавка"


def to_portfolios(program: Program, quiet: Callable[[], None]) -> Setup:
    """Fill in the first page by keyboard."""
    tab_to("Завести новую базу")
    press(Qt.Key.Key_Return)
    type_text("Чайный дом")
    press(Qt.Key.Key_Tab)
    type_text("Марина Лебедева")
    press(Qt.Key.Key_Return)
    quiet()
    setup = setup_of(program)
    assert setup.draft.step == PORTFOLIOS
    return setup


def test_portfolios_of_employees_are_made_by_keyboard(
    fresh: Program, quiet: Callable[[], None], crm: Crm, tmp_path: Path
) -> None:
    setup = to_portfolios(fresh, quiet)
    said = focused().accessibleDescription()
    assert "прочтёт все контакты" in said
    assert "Обеспечено программой" in said
    press(Qt.Key.Key_Down)
    assert focused().accessibleName() == "Свой портфель у каждого"
    assert "нет ключа" in focused().accessibleDescription()
    assert "Обеспечено шифрованием" in focused().accessibleDescription()
    press(Qt.Key.Key_Return)
    form = setup._portfolios
    assert form is not None
    assert form.names.error() == "Назовите хотя бы один или выберите один портфель на всех"
    assert form.names.line.hasFocus()
    type_text("Света, магазин")
    press(Qt.Key.Key_Return)
    assert "совпало с общим портфелем «Магазин»" in form.names.error()
    press(Qt.Key.Key_Backspace, len("магазин"))
    type_text("Игорь Л.;")
    press(Qt.Key.Key_Return)
    assert setup.draft.step == PASSWORD
    assert setup._password is not None
    assert setup._password.first.error() == ""

    setup.back.click()
    assert setup.draft.step == PORTFOLIOS
    assert setup._portfolios is not None
    assert setup._portfolios.own.radio.hasFocus()
    assert setup._portfolios.names.text() == "Света, Игорь Л.;"
    setup.go_on()
    setup.type_password(WORDS)
    setup.go_on()
    quiet()
    opened = setup.draft.opened
    assert opened is not None
    rows = opened.desk.staff.portfolios()
    assert [row.name for row in rows] == ["Магазин", "Света", "Игорь Л."]
    assert [row.members for row in rows] == [(opened.desk.user.uid,), (), ()]
    assert opened.desk.user.home == 1
    setup.type_code(groups_of(opened.recovery_code)[setup.draft.asked_group - 1])
    setup.go_on()
    assert setup.draft.step == DONE
    told = " ".join(label.text() for label in setup.findChildren(QLabel))
    assert "Портфели ждут сотрудников в разделе «Сотрудники и доступ»: Света, Игорь Л." in told
    opened.desk.close()


def test_a_click_on_the_words_chooses_and_the_choice_survives_a_switch_of_language(
    fresh: Program, quiet: Callable[[], None]
) -> None:
    setup = to_portfolios(fresh, quiet)
    form = setup._portfolios
    assert form is not None
    assert not form.names.isVisible()
    words = next(label for label in form.own.findChildren(QLabel) if "нет ключа" in label.text())
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert form.own.radio.isChecked()
    assert not form.common.radio.isChecked()
    assert form.names.isVisible()
    form.names.set_text("Света")
    setup.language_asked.emit("en")
    again = setup_of(fresh)._portfolios
    assert again is not None
    assert again.own.radio.accessibleName() == "A portfolio for each employee"
    assert again.own.radio.isChecked()
    assert again.names.text() == "Света"
    QTest.mouseClick(again.common, Qt.MouseButton.LeftButton)
    setup_of(fresh).go_on()
    assert setup_of(fresh).draft.step == PASSWORD
    assert not setup_of(fresh).draft.personal


def test_what_the_first_page_says_later_holds_in_the_base(
    fresh: Program, quiet: Callable[[], None], crm: Crm, tmp_path: Path
) -> None:
    setup = to_portfolios(fresh, quiet)
    setup.go_on()
    setup.type_password(WORDS)
    setup.go_on()
    quiet()
    setup.back.click()
    setup.back.click()
    assert setup.draft.step == SHOP
    assert setup._form is not None
    setup._form.shop.set_text("Чайная лавка")
    setup._form.owner.set_text("Марина Лебедева-Орлова")
    setup._form.currency.choose("KZT")
    setup.go_on()
    quiet()
    assert setup.draft.step == PASSWORD
    opened = setup.draft.opened
    assert opened is not None
    assert (opened.known.shop.shop, opened.known.shop.currency) == ("Чайная лавка", "KZT")
    opened.desk.close()
    entrance = crm.entrance(tmp_path / "home" / "base")
    assert (entrance.shop, entrance.people[0].name) == ("Чайная лавка", "Марина Лебедева-Орлова")
