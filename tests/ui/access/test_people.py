"""People in the window: adding with a one-time password, roles, limits, freezing; the owner's password each time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clientcrm.domain.access import Quota, Role
from tests.ui.access.screens import AccessScreen
from tests.ui.conftest import PASSWORD
from ui.access.owner_password import Signed
from ui.access.person_dialogs import AddDialog, QuotaDialog, ResetDialog, RoleOfPerson
from ui.access.portfolio_dialogs import PortfolioDialog
from ui.scenes import type_into
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.choice import CheckBox
from ui.widgets.labels import Label


def names(screen: AccessScreen) -> list[str]:
    return [person.name for person in screen.page.team.people]


def test_the_page_lists_people_with_roles_and_portfolios(screen: AccessScreen) -> None:
    assert names(screen) == ["Марина Лебедева", "Соня Ким"]
    screen.choose_seller()
    assert {"role", "portfolios", "quota", "freeze", "leave"} <= set(screen.page.people.panel.buttons)
    assert [item.name for item in screen.page.team.portfolios]


def test_a_person_has_one_colour_in_the_list_and_beside_it(screen: AccessScreen) -> None:
    screen.choose_seller()
    people = screen.page.people
    row = [person.uid for person in people.team.people].index(screen.seller)
    [avatar] = [one for one in people.panel.findChildren(Avatar) if one.isVisible()]
    assert row > 0
    assert avatar._staff == row


def test_somebody_new_gets_a_password_that_is_said_once(screen: AccessScreen) -> None:
    screen.press(screen.page.add_person)
    dialog = screen.dialog(AddDialog)
    type_into(dialog.name.line, "Арсен Петросян")
    screen.sign(dialog)
    codes = [label.text() for label in dialog.findChildren(Label) if label.isVisible() and label.text().count("-") == 3]
    assert len(codes) == 1
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)  # one too many after the password
    assert dialog.isVisible()
    assert [b for b in dialog.findChildren(Button) if b.isVisible() and b.text() == "Скопировано"]
    assert QApplication.clipboard().text() == codes[0]
    dialog.close_dialog("done")
    screen.settle(screen.context)
    assert names(screen)[-1] == "Арсен Петросян"
    assert screen.page.people.current() is not None
    assert screen.page.people.current().invited  # type: ignore[union-attr]


def test_the_portfolio_that_bears_the_name_is_chosen_until_somebody_chooses(screen: AccessScreen) -> None:
    own = screen.context.desk.staff.add_portfolio("Арсен Петросян", [], PASSWORD)
    screen.settle(screen.context)
    screen.press(screen.page.add_person)
    dialog = screen.dialog(AddDialog)
    assert dialog.reads.chosen() == ()
    type_into(dialog.name.line, "арсен  петросян")
    assert dialog.reads.chosen() == (own,)
    type_into(dialog.name.line, "ов")
    assert dialog.reads.chosen() == ()
    [other] = [box for box in dialog.reads.findChildren(CheckBox) if box.text() != "Арсен Петросян"]
    screen.press(other)
    dialog.name.line.setText("Арсен Петросян")
    assert own not in dialog.reads.chosen()


def test_a_wrong_password_is_said_at_the_field_and_nothing_happens(screen: AccessScreen) -> None:
    screen.press(screen.page.add_person)
    dialog = screen.dialog(AddDialog)
    type_into(dialog.name.line, "Арсен Петросян")
    screen.sign(dialog, "не тот пароль")
    assert dialog.password.error()
    assert dialog.isVisible()
    assert len(screen.context.desk.staff.people()) == 2


@pytest.mark.parametrize("name", ["", "Соня Ким"])
def test_a_name_that_cannot_be_is_said_at_the_name(screen: AccessScreen, name: str) -> None:
    screen.press(screen.page.add_person)
    dialog = screen.dialog(AddDialog)
    if name:
        type_into(dialog.name.line, name)
    screen.sign(dialog)
    assert dialog.name.error()
    assert dialog.isVisible()


def test_role_limit_and_one_time_password_of_one_person(screen: AccessScreen) -> None:
    staff = screen.context.desk.staff
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["role"])
    role = screen.dialog(RoleOfPerson)
    role.role.choose(Role.OBSERVER)
    screen.sign(role)
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["quota"])
    quota = screen.dialog(QuotaDialog)
    quota.as_role.setChecked(False)
    quota.day.set_value(5)
    quota.hour.set_value(999)  # as good as none
    quota.reason.set_value(1)
    screen.sign(quota)
    [_, seller] = staff.people()
    assert (seller.role, seller.quota) == (Role.OBSERVER, Quota(5, None, 1))
    screen.press(screen.page.people.panel.buttons["reset"])
    reset = screen.dialog(ResetDialog)
    screen.sign(reset)
    assert "-" in next(label.text() for label in reset.findChildren(Label) if label.text().count("-") == 3)


def test_freezing_and_giving_the_access_back(screen: AccessScreen) -> None:
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["freeze"])
    screen.sign(screen.dialog(Signed))
    assert not screen.page.team.people[1].active
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["unfreeze"])
    screen.sign(screen.dialog(Signed))
    assert screen.page.team.people[1].active


def test_a_portfolio_is_made_with_its_members(screen: AccessScreen) -> None:
    screen.press(screen.page.people.portfolios.plus)
    dialog = screen.dialog(PortfolioDialog)
    type_into(dialog.name.line, "Личный")
    dialog._boxes[screen.seller].setChecked(True)
    screen.sign(dialog)
    made = screen.page.team.portfolios[-1]
    assert (made.name, made.members) == ("Личный", (screen.seller,))
