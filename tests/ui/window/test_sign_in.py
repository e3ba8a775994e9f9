"""Coming in, being kept out, locking, and the way back in with the recovery code."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from clientcrm.domain.access import PersonTile, Role
from clientcrm.domain.errors import OlderThanSeen, WrongDevice, WrongPassword
from clientcrm.domain.settings import Entrance
from clientcrm.vault.device import MemoryDeviceStore
from tests.ui.conftest import CHEAP, OWNER, PASSWORD, SHOP
from ui import theme
from ui.app import Program
from ui.door.patience import Patience
from ui.door.recovery import Recovery
from ui.door.setup import Setup
from ui.door.sign_in import SignIn
from ui.door.tiles import People
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.recovery_code import groups_of
from ui.scenes import type_into
from ui.widgets.copying import copy_briefly
from ui.widgets.palette import CommandPalette


def sign_in_of(program: Program) -> SignIn:
    stage = program.frame.stage
    assert isinstance(stage, SignIn)
    return stage


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def at_the_door(program: Program, base: Path, quiet: Callable[[], None]) -> Program:
    """The sign-in screen of the base."""
    program.session.begin(base)
    program.frame.activateWindow()
    quiet()
    return program


def enter(program: Program, password: str) -> None:
    field = sign_in_of(program).password
    field.set_text("")
    field.setFocus()
    type_into(field.line, password)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_the_password_opens_the_shop(at_the_door: Program, quiet: Callable[[], None]) -> None:
    assert SHOP in words_in(sign_in_of(at_the_door))
    enter(at_the_door, PASSWORD)
    quiet()
    assert isinstance(at_the_door.frame.stage, MainWindow)
    assert SHOP in at_the_door.frame.windowTitle()


def test_a_password_typed_before_the_base_was_looked_at_opens_the_shop(
    program: Program, base: Path, quiet: Callable[[], None]
) -> None:
    program.session.begin(base)
    enter(program, PASSWORD)  # no turn of the event loop has passed
    quiet()
    quiet()
    assert isinstance(program.frame.stage, MainWindow)


@pytest.mark.proves("F22")
def test_a_wrong_password_is_said_with_the_layout_and_costs_a_wait(
    at_the_door: Program, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    enter(at_the_door, "не тот пароль")
    quiet()
    screen = sign_in_of(at_the_door)
    assert screen.password.error() == "Пароль не подошёл. Проверьте раскладку: сейчас РУС."
    assert screen.password.line.hasFocus()
    assert screen.password.line.selectedText()
    assert not screen.enter.isEnabled()
    assert screen.enter.text().startswith("Подождите")
    qtbot.waitUntil(screen.enter.isEnabled, timeout=3_000)
    enter(at_the_door, PASSWORD)
    quiet()
    assert isinstance(at_the_door.frame.stage, MainWindow)


def test_after_five_tries_half_a_minute_passes_even_over_a_restart(
    program: Program, base: Path, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    patience = Patience(program.preferences, base)
    for _ in range(5):
        patience.failed()
    program.session.begin(base)
    quiet()
    screen = sign_in_of(program)
    assert not screen.enter.isEnabled()
    assert 25 <= patience.left() <= 30
    enter(program, PASSWORD)
    quiet()
    assert program.frame.stage is screen, "Enter in the field does not go round the wait"


def test_nothing_typed_is_said_without_asking_the_base(at_the_door: Program, quiet: Callable[[], None]) -> None:
    QTest.keyClick(sign_in_of(at_the_door).password.line, Qt.Key.Key_Return)
    assert sign_in_of(at_the_door).password.error() == "Введите пароль"
    assert at_the_door.background.busy() == 0


def test_caps_lock_is_noticed_while_typing(at_the_door: Program) -> None:
    line = sign_in_of(at_the_door).password.line
    line.setFocus()
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(line, capital)
    assert "Включён Caps Lock" in words_in(sign_in_of(at_the_door))


@pytest.mark.parametrize(
    ("error", "sentence", "button"),
    [
        (WrongDevice(), "Эта база создана на другом компьютере.", "Ввести код"),
        (OlderThanSeen(9, 3), "Эта база старше той", "Восстановить"),
        (OSError(errno.EACCES, "no"), "Система не разрешает туда записывать.", ""),
    ],
)
def test_what_stands_in_the_way_is_said_with_one_way_out(
    at_the_door: Program, error: BaseException, sentence: str, button: str
) -> None:
    screen = sign_in_of(at_the_door)
    screen.set_working(True)
    screen.refuse(error)
    assert sentence in words_in(screen)
    shown = [widget for widget in screen.findChildren(QWidget) if getattr(widget, "text", str)() == button]
    assert not button or any(widget.isVisible() for widget in shown)
    assert not screen.password.error()


@pytest.mark.proves("N02")
def test_on_another_computer_the_password_is_refused_and_the_code_opens(
    qtbot: QtBot, base: Path, preferences: Preferences, recovery_code: str
) -> None:
    from ui.app import make_program

    elsewhere = make_program(preferences, lambda: Crm(kdf=CHEAP, device=MemoryDeviceStore()))
    elsewhere.frame.show()

    def rest() -> None:
        qtbot.waitUntil(lambda: elsewhere.background.busy() == 0, timeout=20_000)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: elsewhere.background.busy() == 0, timeout=20_000)

    elsewhere.session.begin(base)
    rest()
    enter(elsewhere, PASSWORD)
    rest()
    assert "на другом компьютере" in words_in(sign_in_of(elsewhere))
    sign_in_of(elsewhere).action_asked.emit("recover")
    walk_through_recovery(elsewhere, rest, recovery_code, "новый пароль зимой")
    assert isinstance(elsewhere.frame.stage, MainWindow)
    elsewhere.close()


def walk_through_recovery(program: Program, rest: Callable[[], None], code: str, password: str) -> str:
    """Type the old code and a new password, copy the new code from the screen; the new code."""
    recovery = program.frame.stage
    assert isinstance(recovery, Recovery)
    recovery.type_code(" ".join(groups_of(code)))
    recovery.go_on()
    assert recovery._password is not None
    recovery._password.fill(password)
    recovery.go_on()
    rest()
    assert recovery.draft.opened is not None
    new_code = recovery.draft.opened.recovery_code
    assert new_code != code
    assert recovery.draft.code == ""
    assert recovery.draft.password == ""
    assert recovery._code is not None
    assert not recovery.next.isEnabled()
    recovery._code.written_down.setChecked(True)
    recovery._code.typed.set_text(groups_of(new_code)[recovery._code.asked - 1])
    recovery.go_on()
    rest()
    return new_code


def test_a_forgotten_password_is_replaced_by_the_recovery_code(
    at_the_door: Program, quiet: Callable[[], None], recovery_code: str, base: Path, crm: Crm
) -> None:
    sign_in_of(at_the_door).forgotten.click()
    walk_through_recovery(at_the_door, quiet, recovery_code, "новый пароль зимой")
    assert isinstance(at_the_door.frame.stage, MainWindow)
    at_the_door.session.lock()
    quiet()
    with pytest.raises(WrongPassword):
        crm.sign_in(base, OWNER, PASSWORD)
    crm.sign_in(base, OWNER, "новый пароль зимой").close()


def test_a_slip_in_the_code_is_marked_in_its_group(at_the_door: Program, recovery_code: str) -> None:
    sign_in_of(at_the_door).forgotten.click()
    recovery = at_the_door.frame.stage
    assert isinstance(recovery, Recovery)
    groups = groups_of(recovery_code)
    groups[4] = groups[4][:5] + str((int(groups[4][5]) + 1) % 10)
    recovery.type_code(" ".join(groups))
    assert "В группе 5 опечатка" in words_in(recovery)
    recovery.go_on()
    assert recovery._entry is not None
    assert recovery._entry.fields[4].line.hasFocus()


def test_a_code_pasted_whole_spreads_over_the_groups(at_the_door: Program, recovery_code: str) -> None:
    sign_in_of(at_the_door).forgotten.click()
    recovery = at_the_door.frame.stage
    assert isinstance(recovery, Recovery)
    assert recovery._entry is not None
    recovery._entry.fields[0].set_text(recovery_code)
    assert [field.text() for field in recovery._entry.fields] == groups_of(recovery_code)
    assert recovery._entry.is_whole()


# ---------------------------------------------------------------- lock


@pytest.mark.proves("F22")
def test_locking_leaves_nothing_of_the_base_behind(
    window: MainWindow, program: Program, quiet: Callable[[], None], base: Path, crm: Crm
) -> None:
    copy_briefly("+7 916 123-45-67")
    window.go("settings", {"page": "tiers"})
    quiet()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = sign_in_of(program)
    quiet()
    assert program.session.context is None
    assert QGuiApplication.clipboard().text() == ""
    assert screen.person == crm.entrance(base).people[0].uid
    assert "Экран заблокирован" in words_in(screen)
    QApplication.processEvents()
    assert screen.password.line.hasFocus()  # the next key pressed belongs to the password
    assert not program.frame.findChildren(MainWindow)
    crm.sign_in(base, OWNER, PASSWORD).close()  # the lock of the base is free: its keys are gone


def test_another_person_is_let_in_from_the_palette_and_the_question_counts_who_came_since(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    desk = window.context.desk
    desk.staff.add("Соня Ким", Role.SELLER.value, [desk.staff.portfolios()[0].id], PASSWORD)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    [palette] = window.findChildren(CommandPalette)
    type_into(palette.line, "войти друг")
    quiet()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    screen = sign_in_of(program)
    quiet()
    assert "Кто сегодня за компьютером?" in words_in(screen)


def test_after_the_lock_the_person_is_where_they_were(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    window.go("settings", {"page": "copies"})
    program.session.lock()
    quiet()
    enter(program, PASSWORD)
    quiet()
    again = program.frame.stage
    assert isinstance(again, MainWindow)
    assert again.history.current is not None
    assert again.history.current.place == {"page": "copies"}


@pytest.mark.proves("F22")
def test_nobody_at_the_computer_locks_the_screen(
    window: MainWindow, program: Program, quiet: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = program.session.idle
    clock = [idle._now()]
    monkeypatch.setattr(idle, "_now", lambda: clock[0])

    def pass_seconds(seconds: int) -> None:
        for _ in range(seconds):
            clock[0] += 1
            idle.look()

    pass_seconds(295)
    assert isinstance(program.frame.stage, MainWindow)
    QTest.keyClick(program.frame.windowHandle(), Qt.Key.Key_Shift)  # somebody is here after all
    pass_seconds(295)
    assert isinstance(program.frame.stage, MainWindow)
    pass_seconds(10)
    assert isinstance(program.frame.stage, SignIn)
    quiet()


def test_a_running_load_is_not_killed_by_the_clock_but_asked_about(
    window: MainWindow, program: Program, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    ended: list[str] = []

    def long_work(job: object) -> None:
        while not getattr(job, "cancelled", False):
            QTest.qSleep(5)
        ended.append("stopped")

    program.background.run(window, long_work, long=True)
    program.session.idle.fell_idle.emit()
    assert isinstance(program.frame.stage, MainWindow)
    program.session.lock()
    assert isinstance(program.frame.stage, MainWindow), "a question stands in between"
    assert "Работа ещё идёт. Остановить её?" in words_in(program.frame)
    stop = next(
        w for w in program.frame.findChildren(QWidget) if getattr(w, "text", str)() == "Остановить и заблокировать"
    )
    stop.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: isinstance(program.frame.stage, SignIn), timeout=5_000)
    quiet()
    assert ended == ["stopped"]


# ---------------------------------------------------------------- people and other bases


@pytest.mark.parametrize(("count", "as_list"), [(1, False), (6, False), (7, True)])
def test_more_than_six_people_become_a_list(qtbot: QtBot, count: int, as_list: bool) -> None:
    tiles = [PersonTile(str(n), f"Имя {n}", Role.SELLER, active=True) for n in range(count)]
    people = People([*tiles, PersonTile("off", "Бывший", Role.SELLER, active=False)], "0")
    qtbot.addWidget(people)
    people.show()
    assert len(people._tiles) == count
    assert people._tiles[0]._as_row is as_list
    if count > 1:
        people._tiles[0].setFocus()
        QTest.keyClick(people._tiles[0], Qt.Key.Key_Right)
        assert people.current is not None
        assert people.current.uid == "1"
        QTest.keyClick(people._tiles[1], Qt.Key.Key_Left)
        QTest.keyClick(people._tiles[0], Qt.Key.Key_Left)
        assert people.current.uid == str(count - 1)


def test_in_a_long_list_the_chosen_one_is_always_seen(qtbot: QtBot) -> None:
    tiles = [PersonTile(str(n), f"Имя {n}", Role.SELLER, active=True) for n in range(30)]
    people = People(tiles, "20")
    qtbot.addWidget(people)
    people.resize(400, 300)
    people.show()

    def seen(n: int) -> bool:
        tile = people._tiles[n]
        return tile.visibleRegion().boundingRect().height() == tile.height()

    qtbot.waitUntil(lambda: seen(20))
    for key, wanted in ((Qt.Key.Key_Down, 21), (Qt.Key.Key_End, 29), (Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, 29)):
        at = next(n for n, tile in enumerate(people._tiles) if tile.isChecked())
        QTest.keyClick(people._tiles[at], key)
        assert people.current is tiles[wanted]
        assert seen(wanted)
    QTest.keyClick(people._tiles[29], Qt.Key.Key_Home)
    assert seen(0)


def test_the_name_of_an_own_role_stands_beside_the_person_not_over_it(qtbot: QtBot) -> None:
    long = PersonTile(
        "0", "Маргарита Мамин-Сибиряк", "own", active=True, role_name="Администратор торгового зала (вечерняя смена)"
    )
    tiles = [long, *(PersonTile(str(n), f"Имя {n}", Role.SELLER, active=True) for n in range(1, 9))]
    people = People(tiles, "0")
    qtbot.addWidget(people)
    people.resize(400, 300)
    people.show()
    tile = people._tiles[0]
    name, role, left, room = tile.row_words()
    assert name.startswith("Маргарита")
    assert role.endswith("…")
    assert left + room + theme.text_width(role, "cap") < tile.width()
    assert people._tiles[1].row_words()[:2] == ("Имя 1", "Продавец")


def test_whoever_the_owner_took_in_stands_at_the_lock(
    window: MainWindow, program: Program, quiet: Callable[[], None], base: Path
) -> None:
    assert program.session.context is not None
    staff = program.session.context.desk.staff
    [portfolio] = staff.portfolios()
    added = staff.add("Соня Ким", Role.SELLER, [portfolio.id], PASSWORD)
    program.session.lock()
    quiet()
    screen = sign_in_of(program)
    assert screen._people is not None
    assert [tile.person.name for tile in screen._people._tiles] == [OWNER, "Соня Ким"]
    assert screen.password.line.hasFocus()
    screen._people.choose(added.uid)
    assert screen.person == added.uid


def test_a_folder_without_a_base_leads_to_the_beginning(
    program: Program, quiet: Callable[[], None], tmp_path: Path
) -> None:
    (tmp_path / "пусто").mkdir()
    program.session.begin(tmp_path / "пусто")
    quiet()
    assert isinstance(program.frame.stage, Setup)
    assert "В папке «пусто» базы нет." in words_in(program.frame)


def test_damaged_keys_are_said_at_the_door(program: Program, quiet: Callable[[], None], base: Path) -> None:
    for name in ("keys.json", "keys.prev.json"):
        (base / name).write_bytes(b'{"cut')
    program.session.begin(base)
    quiet()
    assert "Файл с ключами повреждён" in words_in(sign_in_of(program))


def test_the_greeting_and_the_shop_stand_before_anybody_signs_in(qtbot: QtBot, preferences: Preferences) -> None:
    screen = SignIn(Patience(preferences, Path("/x")))
    qtbot.addWidget(screen)
    screen.resize(1440, 900)
    screen.set_entrance(Entrance(Path("/x"), SHOP, (PersonTile("1", OWNER, Role.OWNER, active=True),), "checksum"))
    screen.show()
    assert "Файл с ключами не прочитался" in words_in(screen)
    assert any(word in words_in(screen) for word in ("Доброе утро", "Добрый день", "Добрый вечер", "Доброй ночи"))


def test_a_computer_that_slept_wakes_up_locked(
    window: MainWindow, program: Program, quiet: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = program.session.idle
    idle.start(0)  # the shop never locks by itself, but a lid that was closed is another matter
    began = idle._now()
    monkeypatch.setattr(idle, "_now", lambda: began + 2)
    idle.look()
    assert isinstance(program.frame.stage, MainWindow)
    monkeypatch.setattr(idle, "_now", lambda: began + 3600)
    idle.look()
    assert isinstance(program.frame.stage, SignIn)
    quiet()


def test_closing_right_after_the_lock_still_closes_the_base(
    window: MainWindow, program: Program, base: Path, crm: Crm, qtbot: QtBot
) -> None:
    program.session.lock()
    program.frame.close()
    qtbot.waitUntil(lambda: not program.frame.isVisible(), timeout=10_000)
    crm.sign_in(base, OWNER, PASSWORD).close()


def test_the_end_of_the_system_session_closes_the_base_at_once(
    window: MainWindow, program: Program, base: Path, crm: Crm
) -> None:
    window.go("settings", {"page": "copies"})
    program.session.end()
    crm.sign_in(base, OWNER, PASSWORD).close()


def test_the_sign_in_closes_at_once(at_the_door: Program) -> None:
    at_the_door.frame.close()
    assert not at_the_door.frame.isVisible()
