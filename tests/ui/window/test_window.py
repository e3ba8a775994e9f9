"""The window around the pages: keys, palette, history, toasts, looks, settings, leaving."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm, Desk
from clientcrm.domain.access import RoleRights
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import WrongRecoveryCode
from clientcrm.domain.tier_rules import PURCHASES, Rule
from tests.ui.conftest import OWNER, PASSWORD, SHOP
from ui import i18n, theme
from ui.app import Program, make_program
from ui.frame import Frame
from ui.instance import address, ask_front
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.recovery_code import groups_of
from ui.scenes import type_into
from ui.settings.base import BasePart
from ui.settings.code_dialog import CodeDialog
from ui.settings.copies import CopiesPart
from ui.settings.page import SettingsPage
from ui.settings.shop import ShopPart
from ui.settings.tiers import TiersPart
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.palette import CommandPalette

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def desk_of(program: Program) -> Desk:
    assert program.session.context is not None
    return program.session.context.desk


def main_of(program: Program) -> MainWindow:
    stage = program.frame.stage
    assert isinstance(stage, MainWindow)
    return stage


def palette_of(window: MainWindow) -> CommandPalette:
    return window.findChildren(CommandPalette)[0]


def said_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def button(inside: QWidget, text: str) -> QAbstractButton:
    found = [one for one in inside.findChildren(QAbstractButton) if text in (one.text(), one.accessibleName())]
    shown = [one for one in found if one.isVisibleTo(inside)]
    assert shown, f"no button {text!r}"
    return shown[0]


@pytest.fixture
def clients(window: MainWindow, program: Program, quiet: Callable[[], None]) -> MainWindow:
    """The window over a base with three clients."""
    for last, first in (("Ковальчук", "Светлана"), ("Ковалёв", "Антон"), ("Казакова", "Лидия")):
        draft = ClientDraft(name=f"{last} {first}", last_name=last, first_name=first)
        desk_of(program).clients.create(draft)
    quiet()
    return window


def part_of(program: Program, key: str, quiet: Callable[[], None]) -> QWidget:
    main_of(program).go("settings", {"page": key})
    quiet()
    page = main_of(program).page
    assert isinstance(page, SettingsPage)
    assert page.part is not None
    return page.part


# ---------------------------------------------------------------- going about


def test_sections_have_their_keys_and_the_way_back(window: MainWindow, quiet: Callable[[], None]) -> None:
    keys = [section.key for section in window.sections]
    assert keys == sorted(keys, key=["clients", "exchange", "access", "settings"].index)
    for number, key in enumerate(keys, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert window.nav.current() == key
        quiet()
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.nav.current() == keys[-2]
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.nav.current() == keys[-1]
    quiet()


def test_the_title_names_the_place_and_the_shop(window: MainWindow, program: Program) -> None:
    window.go("settings", {"page": "tiers"})
    assert program.frame.windowTitle() == f"Настройки: Ступени — {SHOP}"


def test_the_palette_finds_clients_in_either_layout_and_opens_places(
    clients: MainWindow, quiet: Callable[[], None]
) -> None:
    QTest.keyClick(clients, Qt.Key.Key_K, CTRL)
    palette = palette_of(clients)
    assert palette.is_open()
    type_into(palette.line, "rjdf")
    quiet()
    titles = [row if isinstance(row, str) else row.title for row in palette.model.rows]
    assert "Ковальчук Светлана" in titles
    assert "Ковалёв Антон" in titles
    assert "Казакова Лидия" not in titles
    assert "Новый клиент «кова»" in titles
    assert titles.index("Клиенты") < titles.index("Новый клиент «кова»") < titles.index("Перейти")
    palette.line.clear()
    type_into(palette.line, "ступен")
    quiet()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.is_open()
    assert clients.history.current is not None
    assert clients.history.current.place == {"page": "tiers"}
    quiet()


def test_tab_in_the_palette_offers_what_can_be_done_with_a_client(
    clients: MainWindow, quiet: Callable[[], None]
) -> None:
    palette = palette_of(clients)
    palette.open("")
    type_into(palette.line, "казак")
    quiet()
    QTest.keyClick(palette.line, Qt.Key.Key_Tab)
    assert palette.model.rows[0] == "Действия: Казакова Лидия"
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    quiet()
    assert palette.is_open(), "Esc first goes back to what was found"
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.is_open()


def test_the_navigation_counts_clients_as_they_come(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    assert window.nav._sections["clients"].count == ""
    desk_of(program).clients.create(ClientDraft(name="Первый", last_name="Первый"))
    QApplication.processEvents()
    quiet()
    assert window.nav._sections["clients"].count == "1"


def test_a_toast_takes_back_with_ctrl_z(window: MainWindow, quiet: Callable[[], None]) -> None:
    done: list[str] = []
    window.context.did(
        "Клиент в корзине", lambda _job, _held: done.append("undone"), lambda _job, _held: done.append("again")
    )
    assert window.toasts.widget.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert done == ["undone"]
    assert window.toasts.widget.accessibleName() == "Отменено: «Клиент в корзине»"


def test_ctrl_z_does_nothing_else_that_a_toast_offers(window: MainWindow, quiet: Callable[[], None]) -> None:
    shown: list[str] = []
    window.context.toast("Копия сделана", action="Показать", on_action=lambda: shown.append("folder"))
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert shown == []


@pytest.mark.parametrize(
    ("typed", "said"), [("сделать копию", "Копия сделана и проверена"), ("проверить базу", "База цела")]
)
def test_the_palette_does_what_it_says(window: MainWindow, quiet: Callable[[], None], typed: str, said: str) -> None:
    palette = palette_of(window)
    palette.open("")
    type_into(palette.line, typed)
    quiet()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    quiet()
    assert said in said_in(window)
    assert window.history.current is not None
    assert "do" not in window.history.current.place, "going back does not do it again"


@pytest.mark.parametrize(
    ("room", "size", "whole"),
    [((1920, 1040), (1440, 900), False), ((1440, 900), (1440, 860), True), ((1093, 575), (1093, 535), True)],
)
def test_the_window_stays_inside_a_small_screen(
    program: Program, room: tuple[int, int], size: tuple[int, int], whole: bool
) -> None:
    frame = Frame(program.preferences)
    frame.fit(QSize(*room))
    assert (frame.width(), frame.height()) == size
    assert frame.isMaximized() == whole
    frame.deleteLater()


def test_f1_shows_the_keys_and_esc_takes_them_away(window: MainWindow, program: Program) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "Клавиши и помощь" in said_in(program.frame)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert "Клавиши и помощь" not in said_in(program.frame)


def test_f6_walks_through_the_parts_of_the_window(window: MainWindow, quiet: Callable[[], None]) -> None:
    window.go("settings", {"page": "appearance"})
    quiet()
    parts = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        page = window.page
        assert isinstance(page, SettingsPage)
        inside = [name for name, part in (("nav", window.nav), ("list", page.list)) if part.isAncestorOf(focus)]
        parts.append(inside[0] if inside else "content")
    assert set(parts) == {"nav", "list", "content"}


def test_a_section_opened_by_its_key_takes_the_keyboard(window: MainWindow, quiet: Callable[[], None]) -> None:
    """Also out of the navigation, where Enter would go on choosing there."""
    window.go("settings", {"page": "appearance"})
    quiet()
    window.nav.setFocus()
    for widget in window.nav.findChildren(QWidget):
        widget.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.nav.isAncestorOf(focus)
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    quiet()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.page is not None
    assert window.page.isAncestorOf(focus)


def test_a_dialog_that_a_place_opens_keeps_the_keyboard(window: MainWindow, quiet: Callable[[], None]) -> None:
    window.go("exchange", {"export": True})
    quiet()
    dialog = next(one for one in window.window().findChildren(Dialog) if one.is_open())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert dialog.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_3, CTRL)
    assert window.history.current is not None
    assert window.history.current.section == "exchange"
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not dialog.is_open()
    assert window.history.current.place == {}  # it can be asked for again, and unlocking does not open it
    window.go("exchange", {"export": True})
    quiet()
    assert any(one.is_open() for one in window.window().findChildren(Dialog))


def test_f6_lands_on_the_button_that_goes_on(window: MainWindow, quiet: Callable[[], None], tmp_path: Path) -> None:
    file = tmp_path / "клиенты.csv"
    file.write_text("ФИО;Телефон\nЛи Виктор;89095555555\n", "utf-8")
    window.go("exchange", {"file": str(file)})
    quiet()
    assert window.page is not None
    go = next(button for button in window.page.findChildren(Button) if button.text() == "К столбцам")
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        if go.hasFocus():
            break
    assert go.hasFocus()


def test_only_what_the_role_may_open_is_there(window: MainWindow, program: Program) -> None:
    from dataclasses import replace

    context = program.session.context
    assert context is not None
    nobody = RoleRights("nobody", "Никто", {})
    observer = replace(context.user, role=nobody)
    assert [section.key for section in window.sections if section.open_to(observer)] == ["settings"]


# ---------------------------------------------------------------- looks


def test_the_theme_switches_without_a_new_window(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "appearance", quiet)
    part.theme_choice.chosen.emit("dark")  # type: ignore[attr-defined]
    assert theme.is_dark()
    assert main_of(program) is window
    assert program.preferences.theme == "dark"


@pytest.mark.parametrize("scale", ["90", "130"])
def test_the_scale_makes_the_window_anew_in_the_same_place(
    window: MainWindow, program: Program, quiet: Callable[[], None], qtbot: QtBot, scale: str
) -> None:
    part = part_of(program, "appearance", quiet)
    part.scale_choice.chosen.emit(scale)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: theme.scale() == int(scale) and program.frame.stage is not window, timeout=3_000)
    quiet()
    again = main_of(program)
    page = again.page
    assert isinstance(page, SettingsPage)
    assert page.part is not None
    assert page.part.key == "appearance"
    assert program.preferences.scale == int(scale)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.isChecked(), "the arrows go on from the size that was chosen"
    assert page.part.scale_choice.isAncestorOf(focus)  # type: ignore[attr-defined]


def test_the_language_changes_every_word_of_the_window(
    window: MainWindow, program: Program, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    part = part_of(program, "appearance", quiet)
    part.language_choice.chosen.emit("en")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: i18n.language() == "en" and program.frame.stage is not window, timeout=3_000)
    quiet()
    assert program.frame.windowTitle() == f"Settings: Appearance — {SHOP}"
    texts = " ".join(label.text() for label in main_of(program).findChildren(QLabel) if label.isVisible())
    cyrillic = [word for word in texts.split() if any("а" <= c.lower() <= "я" for c in word)]
    assert set(cyrillic) <= {*SHOP.split(), *OWNER.split(), "Русский"}


# ---------------------------------------------------------------- settings


def test_the_lock_time_and_the_region_are_kept_for_the_shop(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "shop", quiet)
    assert isinstance(part, ShopPart)
    assert not part.button.isEnabled()
    part.autolock.choose("15")
    part.region.choose("BY")
    assert part.button.isEnabled()
    QTest.keyClick(part.autolock, Qt.Key.Key_S, CTRL)
    quiet()
    kept = desk_of(program).settings.read()
    assert (kept.autolock, kept.region) == (15, "BY")
    assert program.session.idle._limit == 15 * 60
    assert not part.button.isEnabled()


def test_settings_of_the_shop_are_taken_back_and_made_again(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "shop", quiet)
    assert isinstance(part, ShopPart)
    part.name.set_text("Чайная лавка")
    part.autolock.choose("15")
    part.save()
    quiet()
    settings = desk_of(program).settings
    settings.change(replace(settings.read(), region="KZ"))  # by another part, meanwhile
    quiet()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert (settings.read().shop, settings.read().autolock, settings.read().region) == (SHOP, 5, "KZ")
    assert (part.name.text(), part.autolock.key(), part.region.key()) == (SHOP, "5", "KZ")
    assert not part.button.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    quiet()
    assert (settings.read().shop, settings.read().autolock) == ("Чайная лавка", 15)
    part.region.choose("BY")  # begun, and another change is taken back beneath it
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert (settings.read().shop, part.region.key()) == (SHOP, "BY")
    assert part.button.isEnabled()


def test_unsaved_settings_are_not_lost_in_silence(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "shop", quiet)
    assert isinstance(part, ShopPart)
    part.autolock.choose("30")
    window.go("clients", {})
    assert window.nav.current() == "settings"
    assert "Уйти без сохранения?" in said_in(program.frame)
    button(program.frame, "Остаться").click()
    assert window.nav.current() == "settings"
    window.go("clients", {})
    button(program.frame, "Уйти без сохранения").click()
    assert window.nav.current() == "clients"
    quiet()


@pytest.mark.proves("F12")
def test_the_owner_renames_recolours_reorders_adds_and_hides_tiers(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "tiers", quiet)
    assert isinstance(part, TiersPart)
    assert [line.draft().name for line in part.lines][4] == "VIP"
    part.lines[4].name.set_text("Золотые")
    part.lines[4]._tint("subscribed")
    QTest.keyClick(part.lines[4].grip, Qt.Key.Key_Up)
    assert [line.draft().name for line in part.lines][3] == "Золотые"
    part.plus.click()
    type_into(part.lines[-1].name.line, "Оптовики")
    button(part.lines[7], "Скрыть ступень").click()
    part.save()
    quiet()
    kept = desk_of(program).tiers.all()
    assert [tier.title("ru") for tier in kept][3] == "Золотые"
    assert kept[3].palette == "subscribed"
    assert kept[-1].title("ru") == "Оптовики"
    assert [tier.hidden for tier in kept].count(True) == 1
    assert program.session.context is not None
    look = program.session.context.look(kept[3].id)
    assert look is not None
    assert look.own, "with the palette of another tier it shows its letter, so that two are never alike"


def test_the_scale_is_taken_back_and_made_again(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "tiers", quiet)
    assert isinstance(part, TiersPart)
    tiers = desk_of(program).tiers
    before, rules = tiers.all(), tiers.rules()
    part.lines[4].name.set_text("Золотые")
    part.lines[3].set_rule(Rule(PURCHASES, 7))
    QTest.keyClick(part.lines[4].grip, Qt.Key.Key_Up)
    part.rules.automatic.setChecked(True)
    part.save()
    quiet()
    after = tiers.all()
    assert [tier.title("ru") for tier in after][3] == "Золотые"
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert (tiers.all(), tiers.rules().options) == (before, rules.options)
    assert [line.draft().name for line in part.lines] == [tier.title("ru") for tier in before]
    assert not part.is_changed()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    quiet()
    assert tiers.all() == after
    assert tiers.rules().options.automatic
    assert part.lines[3].draft().name == "Золотые"
    assert [tier.sign("en") for tier in after][:3] == ["B", "P", "S"], "letters nobody chose follow the language"


def test_a_step_added_to_the_scale_is_hidden_when_that_is_taken_back(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "tiers", quiet)
    assert isinstance(part, TiersPart)
    part.plus.click()
    type_into(part.lines[-1].name.line, "Оптовики")
    part.save()
    quiet()
    shown = [(tier.title("ru"), tier.hidden) for tier in desk_of(program).tiers.all()]
    assert shown[-1] == ("Оптовики", False)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    quiet()
    assert [(tier.title("ru"), tier.hidden) for tier in desk_of(program).tiers.all()] == [
        *shown[:-1],
        ("Оптовики", True),
    ]
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    quiet()
    assert [(tier.title("ru"), tier.hidden) for tier in desk_of(program).tiers.all()] == shown


def test_two_tiers_with_one_name_are_refused_under_the_field(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "tiers", quiet)
    assert isinstance(part, TiersPart)
    part.lines[0].name.set_text("VIP")
    part.save()
    quiet()
    assert part.lines[0].name.error() == "Это название стоит дважды"
    assert part.button.isEnabled()


@pytest.mark.proves("F23")
def test_a_copy_is_made_listed_and_named_in_the_navigation(
    window: MainWindow, program: Program, quiet: Callable[[], None], base: Path
) -> None:
    assert window.nav._shop._note == "Копий ещё нет"
    part = part_of(program, "copies", quiet)
    assert isinstance(part, CopiesPart)
    part.make.click()
    quiet()
    assert len(list((base / "backups").glob("*.crmb"))) == 1
    assert "сегодня" in said_in(part)
    assert window.nav._shop._note.startswith("Копия сегодня, ")
    assert window.toasts.widget.isVisible()


def test_the_base_is_checked_and_weak_keys_are_called_weak(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    part = part_of(program, "base", quiet)
    assert isinstance(part, BasePart)
    part.check.click()
    quiet()
    assert "База цела" in said_in(part)
    assert "хранится надёжно" in said_in(part)
    desk_of(program).weak_device = True
    main_of(program).go("settings", {"page": "shop"})
    again = part_of(program, "base", quiet)
    assert "хранится слабо" in said_in(again)


def test_the_password_is_changed_with_the_old_one(
    window: MainWindow, program: Program, quiet: Callable[[], None], base: Path, crm: Crm
) -> None:
    from ui.password_dialog import open_password_dialog

    assert program.session.context is not None
    dialog = open_password_dialog(program.frame, program.session.context)
    dialog.old.set_text("не тот")
    dialog.new.fill("новые слова весной")
    dialog.change.click()
    quiet()
    assert "Пароль не подошёл" in dialog.old.error()
    dialog.old.set_text(PASSWORD)
    dialog.change.click()
    quiet()
    assert not dialog.dialog.is_open()
    program.session.lock()
    quiet()
    crm.sign_in(base, OWNER, "новые слова весной").close()


# ---------------------------------------------------------------- one window, and leaving it


def test_a_second_start_brings_the_first_window_to_the_front(
    window: MainWindow, program: Program, base: Path, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    program.session.instance.front_asked.connect(lambda: asked.append(True))
    socket = QLocalSocket()
    socket.connectToServer(address(base))
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState, timeout=3_000)
    socket.write(b'{"ask": "front"}\n')
    qtbot.waitUntil(socket.canReadLine, timeout=3_000)
    assert json.loads(bytes(socket.readLine().data())) == {"done": True}
    assert asked == [True]
    assert not ask_front(base.parent / "elsewhere", 50)


def asks_front(folder: Path, qtbot: QtBot) -> bool:
    """What a second start asks; in turns of the event loop, for the window lives in this process as well."""
    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    if not socket.waitForConnected(200):
        return False
    socket.write(b'{"ask": "front"}\n')
    qtbot.waitUntil(socket.canReadLine, timeout=3_000)
    return bool(json.loads(bytes(socket.readLine().data()))["done"])


def test_a_second_start_finds_the_window_that_waits_at_the_sign_in(
    program: Program, base: Path, crm: Crm, preferences: Preferences, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    program.session.begin(base)
    quiet()
    asked: list[bool] = []
    program.session.instance.front_asked.connect(lambda: asked.append(True))
    assert asks_front(base, qtbot)
    assert asked == [True]
    other = make_program(preferences, lambda: crm)
    other.session.begin(base)  # as two starts at one moment do
    assert not other.session.instance.listen_if_free(base)
    other.close()
    assert asks_front(base, qtbot), "the first one answers still"
    program.session.doorstep.enter_with(crm.entrance(base).people[0].uid, PASSWORD)
    quiet()
    assert asks_front(base, qtbot)
    program.session.lock()
    quiet()
    assert asks_front(base, qtbot)


def test_a_command_may_ask_the_window_for_a_copy(
    window: MainWindow, program: Program, base: Path, tmp_path: Path, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(address(base))
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState, timeout=3_000)
    socket.write(json.dumps({"ask": "backup", "folder": str(tmp_path / "копии")}).encode() + b"\n")
    qtbot.waitUntil(socket.canReadLine, timeout=20_000)
    answer = json.loads(bytes(socket.readLine().data()))
    assert answer["done"] is True
    assert Path(answer["file"]).exists()
    program.session.lock()
    quiet()
    socket.write(b'{"ask": "backup"}\n')
    qtbot.waitUntil(socket.canReadLine, timeout=3_000)
    assert json.loads(bytes(socket.readLine().data()))["error"]["code"] == "locked"


def test_closing_makes_a_copy_and_lets_the_base_go(
    window: MainWindow, program: Program, base: Path, qtbot: QtBot, crm: Crm
) -> None:
    program.frame.close()
    assert program.frame.isVisible(), "first the copy"
    qtbot.waitUntil(lambda: not program.frame.isVisible() and program.background.busy() == 0, timeout=20_000)
    assert len(list((base / "backups").glob("*.crmb"))) == 1
    crm.sign_in(base, OWNER, PASSWORD).close()


def test_closing_makes_no_copy_where_nothing_changed_since_the_last(
    window: MainWindow, program: Program, base: Path, qtbot: QtBot, crm: Crm
) -> None:
    context = program.session.context
    assert context is not None
    context.desk.backup.make()
    context.desk.clients.ids(ClientFilter(text="кова"))
    program.frame.close()
    qtbot.waitUntil(lambda: not program.frame.isVisible() and program.background.busy() == 0, timeout=20_000)
    assert len(list((base / "backups").glob("*.crmb"))) == 1
    crm.sign_in(base, OWNER, PASSWORD).close()


def test_a_bug_is_confessed_once_with_details_that_name_nobody(
    window: MainWindow, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    from ui.errors import show_error

    with caplog.at_level("CRITICAL", logger="ui"):
        for _ in range(3):
            show_error(window, KeyError("Ковальчук"))
    assert said_in(program.frame).count("В программе произошла ошибка.") == 1
    button(program.frame, "Скопировать подробности").click()
    details = QApplication.clipboard().text()
    assert "KeyError" in details
    assert "Ковальчук" not in details


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own(
    clients: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    """A part that is shown before it has a parent takes the focus away from the window."""
    app = QApplication.instance()
    assert app is not None
    watch = TopLevels()
    app.installEventFilter(watch)
    for section in clients.sections:
        clients.go(section.key, {})
        quiet()
    for page in ("appearance", "shop", "tiers", "copies", "base"):
        clients.go("settings", {"page": page})
        quiet()
    app.removeEventFilter(watch)
    assert watch.seen == []


class TopLevels(QObject):
    """Notes every widget that is shown without a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_the_shop_is_renamed_everywhere(window: MainWindow, program: Program, quiet: Callable[[], None]) -> None:
    part = part_of(program, "shop", quiet)
    assert isinstance(part, ShopPart)
    part.name.set_text("Чайная лавка")
    part.save()
    quiet()
    assert window.nav._shop._name == "Чайная лавка"
    assert program.frame.windowTitle().endswith("— Чайная лавка")
    program.session.lock()
    quiet()
    assert "Чайная лавка" in said_in(program.frame)


@pytest.mark.proves("N02")
def test_the_recovery_code_is_replaced_after_the_password(
    window: MainWindow, program: Program, quiet: Callable[[], None], base: Path, crm: Crm, recovery_code: str
) -> None:
    part = part_of(program, "base", quiet)
    assert isinstance(part, BasePart)
    part.replace.click()
    dialog = program.frame.findChildren(CodeDialog)[0]
    dialog.password.set_text("не тот")
    dialog.replace.click()
    quiet()
    assert "Пароль не подошёл" in dialog.password.error()
    dialog.password.set_text(PASSWORD)
    dialog.replace.click()
    quiet()
    assert dialog.code is not None
    dialog.escape()
    assert dialog.is_open(), "a code that nobody wrote down would be lost"
    new_code = dialog.code._code
    dialog.code.written_down.setChecked(True)
    dialog.code.typed.set_text(groups_of(new_code)[dialog.code.asked - 1])
    dialog.done.click()
    assert not dialog.is_open()
    program.session.lock()
    quiet()
    with pytest.raises(WrongRecoveryCode):
        crm.recover(base, recovery_code, "совсем другие слова")
    crm.recover(base, new_code, "совсем другие слова").desk.close()


def test_a_switch_of_the_language_is_not_told_to_each_widget_of_the_old_window(
    window: MainWindow, program: Program, quiet: Callable[[], None]
) -> None:
    told: list[QEvent.Type] = []

    class Ear(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            told.append(event.type())
            return False

    ear = Ear()
    window.installEventFilter(ear)
    program.preferences.language = "en"
    program.session.follow_preferences()
    QApplication.sendPostedEvents()
    window.removeEventFilter(ear)
    assert QEvent.Type.LanguageChange not in told
    quiet()
    assert program.frame.stage is not window
