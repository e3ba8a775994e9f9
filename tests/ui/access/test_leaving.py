"""A leaving in the window: access off first, successors, new keys, the report; left in the middle it goes on later."""

from __future__ import annotations

import pytest

from clientcrm.domain.clients import ClientDraft, ClientFilter
from tests.ui.access.screens import AccessScreen
from tests.ui.conftest import PASSWORD
from ui.access.leaving_wizard import FREEZE, HAND_OVER, KEYS, REPORT, LeavingWizard
from ui.scenes import type_into
from ui.widgets.message import MessageBar


@pytest.fixture
def wizard(screen: AccessScreen) -> LeavingWizard:
    """The wizard of the seller, who looks after one client."""
    desk = screen.context.desk
    client_id = desk.clients.create(ClientDraft(name="Орлова Наталья"))
    desk.clients.mass_assign([client_id], screen.seller)
    screen.settle(screen.context)
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["leave"])
    assert screen.page.wizard is not None
    return screen.page.wizard


def freeze(screen: AccessScreen, wizard: LeavingWizard, password: str = PASSWORD) -> None:
    assert wizard.freeze is not None
    wizard.freeze.password.line.clear()
    type_into(wizard.freeze.password.line, password)
    screen.press(wizard.next)


def test_the_whole_way(screen: AccessScreen, wizard: LeavingWizard) -> None:
    desk = screen.context.desk
    assert wizard.step == FREEZE
    freeze(screen, wizard, "не тот")
    assert wizard.step == FREEZE
    assert wizard.freeze is not None
    assert wizard.freeze.password.error()
    freeze(screen, wizard)
    assert not desk.staff.people()[1].active
    assert wizard.step == HAND_OVER
    assert wizard.hand_over is not None
    assert [box.isChecked() for box in wizard.hand_over.boxes.values()] == [True]
    screen.press(wizard.next)
    assert wizard.step == KEYS
    assert wizard.keys is not None
    generation = desk._keys.generation
    type_into(wizard.keys.password.line, PASSWORD)
    screen.press(wizard.next)
    assert wizard.step == REPORT
    assert desk._keys.generation == generation + 1
    assert wizard.report is not None
    assert wizard.report.clients == 1
    [client_id] = desk.clients.ids(ClientFilter())
    assert desk.clients.card(client_id).responsible == "Марина Лебедева"
    screen.press(wizard.next)
    assert screen.page.wizard is None
    assert desk.leaving.pending() == []


def test_somebody_frozen_on_purpose_is_no_news(screen: AccessScreen) -> None:
    screen.context.desk.staff.freeze(screen.seller, PASSWORD)
    screen.settle(screen.context)
    assert not screen.page.news.isVisible()


def test_it_goes_on_where_it_was_left(screen: AccessScreen, wizard: LeavingWizard) -> None:
    freeze(screen, wizard)
    wizard.leave()
    screen.settle(screen.context)
    assert screen.page.wizard is None
    assert screen.page.news.isVisible()
    [bar] = screen.page.news.findChildren(MessageBar)
    bar.acted.emit()
    screen.settle(screen.context)
    assert screen.page.wizard is not None
    assert screen.page.wizard.step == HAND_OVER


def test_nobody_chosen_is_said(screen: AccessScreen, wizard: LeavingWizard) -> None:
    freeze(screen, wizard)
    assert wizard.hand_over is not None
    for box in wizard.hand_over.boxes.values():
        box.setChecked(False)
    screen.press(wizard.next)
    assert wizard.step == HAND_OVER
    assert wizard.hand_over._trouble.isVisible()
