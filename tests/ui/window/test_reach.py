"""Every screen around the pages: each control has a spoken name, and no word is cut at 130 % or in a small window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QWidget

from clientcrm.domain.access import READY, Permission, PersonTile, Role, RoleRights, Scope
from clientcrm.domain.alarms import Alarm, AlarmKind
from clientcrm.domain.errors import WrongDevice
from clientcrm.domain.leaving import Unfinished
from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from clientcrm.domain.settings import Entrance
from tests.ui.conftest import OWNER, PASSWORD, SHOP
from ui import i18n, theme
from ui.access.news import News
from ui.access.page import AccessPage, Read
from ui.app import Program
from ui.door.recovery import RecoveryDraft
from ui.door.restore import BY_CODE, KEY, RestoreDraft
from ui.door.setup import CHOOSE, CODE, DONE, PORTFOLIOS, Setup, SetupDraft
from ui.door.setup import PASSWORD as PASSWORD_STEP
from ui.door.setup import SHOP as SHOP_STEP
from ui.door.sign_in import SignIn
from ui.main_window import MainWindow
from ui.password_dialog import open_password_dialog
from ui.scenes import type_into
from ui.settings.page import SettingsPage
from ui.widgets.button import Button
from ui.widgets.dialog import dismiss_all
from ui.yielding import Yielding

Screens = Iterator[tuple[str, QWidget]]


def before_the_shop(program: Program, base: Path, rest: Callable[[], None]) -> Screens:
    """Set-up, sign-in, recovery, restoring, in each of their states."""
    doorstep, frame = program.session.doorstep, program.frame
    program.session.folder = base
    for step in (CHOOSE, SHOP_STEP, PORTFOLIOS, PASSWORD_STEP, DONE):
        doorstep.show_setup(SetupDraft(base, step, SHOP, OWNER, "RUB", "Europe/Moscow"))
        yield f"setup {step}", frame
    doorstep.show_setup(SetupDraft(base, PORTFOLIOS, SHOP, OWNER, "RUB", "Europe/Moscow", True, LONG))
    yield "setup of personal portfolios", frame
    opened: list[object] = []
    relay_base = base
    program.door.sign_in(relay_base, program.door.crm.entrance(base).people[0].uid, PASSWORD, opened.append, print)
    rest()
    draft = SetupDraft(base, CODE, SHOP, OWNER, "RUB", "Europe/Moscow")
    draft.opened = opened[0]  # type: ignore[assignment]
    object.__setattr__(draft.opened, "recovery_code", "482136 " * 8)
    doorstep.show_setup(draft)
    setup = frame.stage
    assert isinstance(setup, Setup)
    setup.type_code("482136")
    yield "setup code", frame
    assert draft.opened is not None
    draft.opened.desk.close()
    people = tuple(PersonTile(str(n), OWNER, Role.MANAGER, active=True) for n in range(3))
    sign_in = doorstep.show_entrance(Entrance(base, SHOP, people, "checksum"), "1")
    yield "sign-in", frame
    sign_in.refuse(WrongDevice())
    yield "sign-in refused", frame
    for recovery_step in (0, 1):
        doorstep.show_recovery(RecoveryDraft(base, SHOP, recovery_step))
        yield f"recovery {recovery_step}", frame
    doorstep.show_restore()
    yield "restore", frame
    doorstep.show_restore(RestoreDraft(base, base, KEY, BY_CODE))
    yield "restore key", frame


def inside_the_shop(program: Program, rest: Callable[[], None]) -> Screens:
    """Settings, palette, keys, dialogs."""
    window = program.frame.stage
    assert isinstance(window, MainWindow)
    for part in ("appearance", "shop", "tiers", "copies", "base"):
        window.go("settings", {"page": part})
        rest()
        yield f"settings {part}", program.frame
    button_of(window, "base").click()
    rest()
    yield "settings checked", program.frame
    window.context.palette("на")
    rest()
    yield "palette", program.frame
    dismiss_all(program.frame)
    window.show_keys()
    rest()
    yield "keys", program.frame
    dismiss_all(program.frame)
    open_password_dialog(program.frame, window.context)
    yield "password", program.frame
    dismiss_all(program.frame)
    window.context.toast(i18n.tr("The settings are saved"), action=i18n.tr("Show"), on_action=print)
    yield "toast", program.frame


LONG = "Константинопольская-Преображенская Александра Константиновна"
LONG_ROLE = "Старший продавец чайного отдела на Тверск"[:40]


def people_and_access(window: MainWindow, rest: Callable[[], None]) -> Screens:
    """Every tab, dialog and step of people and access, with long names of people, roles and portfolios."""
    desk, frame = window.context.desk, window.window()
    own = RoleRights("r-long", LONG_ROLE, READY[Role.SELLER].rights, READY[Role.SELLER].quota)
    desk.staff.save_roles((*desk.staff.roles(), own), PASSWORD)
    seller = desk.staff.add(LONG, "r-long", [desk.staff.portfolios()[0].id], PASSWORD).uid
    desk.staff.add_portfolio("Личный портфель: Константинопольская-Преображенская", [seller], PASSWORD)
    window.go("access", {})
    rest()
    page = window.page
    assert isinstance(page, AccessPage)
    yield "people", frame
    page.people.choose(seller)
    rest()
    yield "a person", frame
    for key in ("role", "portfolios", "quota", "rename", "reset", "canaries", "freeze"):
        page.people.panel.buttons[key].click()
        rest()
        yield f"person: {key}", frame
        dismiss_all(frame)
    for button in (page.add_person, page.trace, page.people.portfolios.plus, page.people.portfolios.change_others):
        button.click()
        rest()
        yield f"people: {button.text()}", frame
        dismiss_all(frame)
    window.go("access", {"tab": "roles"})
    rest()
    row = next(n for n, line in enumerate(page.roles.matrix.matrix.lines) if line.permission is Permission.EXPORT)
    page.roles.matrix.matrix.set_scope(row, 2, Scope.NO)
    yield "roles", frame
    for ask in (page.roles.save, page.roles.add_role.click):
        ask()
        rest()
        yield f"roles: {ask}", frame
        dismiss_all(frame)
    page.roles.matrix.matrix.give_up()
    now = datetime.now(UTC)
    asked = RequestRow(1, seller, LONG, RequestKind.SHOW, RequestState.ASKED, 2, now, "к 1 июня", client_name=LONG)
    used = replace(asked, id=2, state=RequestState.USED, decided_at=now)
    alarm = Alarm(AlarmKind.PACE, seller, LONG, now.date(), now, 96, 12)
    news = News((Unfinished(seller, LONG, 12),), (alarm,))
    for tab in ("people", "roles", "requests", "journal"):
        window.go("access", {"tab": tab})
        rest()
        page.show_read(Read(page.team, (asked,), (used,), news))
        yield f"{tab}, asked and alarmed", frame
    page.show_read(Read(page.team, (), (), News()))
    page.journal.show_person(seller)
    rest()
    yield "journal of a person", frame
    page.journal.show_person("")
    page.journal.proof.prove.click()
    rest()
    yield "journal proved", frame
    window.go("access", {"leaving": seller})
    rest()
    wizard = page.wizard
    assert wizard is not None
    yield "leaving", frame
    assert wizard.freeze is not None
    type_into(wizard.freeze.password.line, PASSWORD)
    wizard.next.click()
    rest()
    yield "successors", frame
    wizard.next.click()
    rest()
    yield "keys", frame
    assert wizard.keys is not None
    type_into(wizard.keys.password.line, PASSWORD)
    wizard.next.click()
    rest()
    assert wizard.report is not None
    yield "report", frame


def button_of(window: MainWindow, key: str) -> Button:
    part = window.page.part  # type: ignore[union-attr]
    assert part.key == key
    return part.check  # type: ignore[no-any-return]


def nameless(inside: QWidget) -> list[str]:
    """Visible controls that a screen reader could not name."""
    found = []
    for control in inside.findChildren(QWidget):
        if not control.isVisible() or not isinstance(control, QAbstractButton | QLineEdit | QListView):
            continue
        spoken = QAccessible.queryAccessibleInterface(control)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            found.append(repr(control))
    return found


def cut(inside: QWidget) -> list[str]:
    """Visible words that do not fit into their place."""
    found = []
    for label in inside.findChildren(QLabel):
        if not label.isVisible() or not label.text() or getattr(label, "cuts", False):
            continue
        wide = label.fontMetrics().horizontalAdvance(label.text())
        if not label.wordWrap() and wide > label.contentsRect().width() + 1:
            found.append(f"{label.text()!r}: {wide} in {label.contentsRect().width()}")
        elif label.wordWrap() and label.heightForWidth(label.width()) > label.height() + 1:
            found.append(f"{label.text()!r} is cut below")
    for button in inside.findChildren(Button):
        if button.isVisible() and button.width() < button.sizeHint().width() - 1:
            found.append(f"button {button.text()!r}: {button.sizeHint().width()} in {button.width()}")
    return found


LOOKS = [("ru", 100, (1100, 680)), ("ru", 130, (1440, 900)), ("en", 130, (1440, 900)), ("ru", 115, (1100, 680))]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2][0]}")
def looks_of(request: pytest.FixtureRequest, program: Program) -> Program:
    """The window in one language, at one scale, of one size."""
    language, scale, size = request.param
    i18n.set_language(language)
    program.preferences.language, program.preferences.scale = language, scale
    if theme.scale() != scale:
        theme.set_scale(scale)
    program.frame.resize(*size)
    return program


def scrolls_for_nothing(inside: QWidget) -> list[str]:
    """Areas that scroll although the window has room for all of their content."""
    return [
        f"{area.verticalScrollBar().maximum()} px hidden in {inside.height()}"
        for area in inside.findChildren(Yielding)
        if area.isVisible() and area.verticalScrollBar().maximum() and area.mapTo(inside, QPoint()).y() > theme.px(200)
    ]


def look_at(screens: Screens) -> dict[str, list[str]]:
    wrong = {}
    for name, widget in screens:
        for _ in range(3):
            QApplication.processEvents()
        found = nameless(widget) + cut(widget) + scrolls_for_nothing(widget)
        if found:
            wrong[name] = found
    return wrong


def test_before_the_shop_every_control_is_named_and_no_word_is_cut(
    looks_of: Program, base: Path, quiet: Callable[[], None]
) -> None:
    assert look_at(before_the_shop(looks_of, base, quiet)) == {}


def test_inside_the_shop_every_control_is_named_and_no_word_is_cut(
    looks_of: Program, base: Path, quiet: Callable[[], None]
) -> None:
    looks_of.session.doorstep.open_folder(base)
    quiet()
    assert isinstance(looks_of.frame.stage, SignIn)
    looks_of.session.doorstep.enter_with(looks_of.door.crm.entrance(base).people[0].uid, PASSWORD)
    quiet()
    assert look_at(inside_the_shop(looks_of, quiet)) == {}


def test_in_people_and_access_every_control_is_named_and_no_word_is_cut(
    looks_of: Program, base: Path, quiet: Callable[[], None]
) -> None:
    looks_of.session.doorstep.open_folder(base)
    quiet()
    looks_of.session.doorstep.enter_with(looks_of.door.crm.entrance(base).people[0].uid, PASSWORD)
    quiet()
    window = looks_of.frame.stage
    assert isinstance(window, MainWindow)
    assert look_at(people_and_access(window, quiet)) == {}


def test_the_list_of_people_has_the_focus_when_the_section_is_opened_by_keys(
    window: MainWindow, quiet: Callable[[], None]
) -> None:
    window.page.focus_first()  # type: ignore[union-attr]
    window.go("access", {})
    quiet()
    page = window.page
    assert isinstance(page, AccessPage)
    assert QApplication.focusWidget() is page.people.table
    page.people.table.opened.emit(0)
    assert QApplication.focusWidget() in page.people.panel.buttons.values()


def test_the_arrows_choose_a_part_as_soon_as_the_settings_are_opened_by_keys(
    window: MainWindow, quiet: Callable[[], None]
) -> None:
    window.go("settings", {})
    quiet()
    page = window.page
    assert isinstance(page, SettingsPage)
    assert QApplication.focusWidget() is page.list.buttons[0]
    QTest.keyClick(page.list.buttons[0], Qt.Key.Key_Down)
    quiet()
    assert page.part is not None
    assert page.part.key == page.list.buttons[1].key
    assert QApplication.focusWidget() is page.list.buttons[1]
    page.part.findChildren(QLineEdit)[0].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.buttons[1], "Esc leaves the field for where the arrows work"
