"""The journal and the requests in the window: narrowed, proved, answered; a leaked line traced."""

from __future__ import annotations

import pytest

from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.journal import Break, BreakKind, Proof
from tests.ui.access.screens import AccessScreen
from ui.access.canary_dialog import CanaryDialog
from ui.access.trace_dialog import TraceDialog
from ui.scenes import type_into
from ui.widgets.message import MessageBar

PHONE = "+79162040017"


@pytest.fixture
def shown(screen: AccessScreen) -> AccessScreen:
    """The owner looked at the contacts of a client."""
    desk = screen.context.desk
    client_id = desk.clients.create(
        ClientDraft(name="Орлова Наталья", contacts=(ContactDraft(ContactKind.PHONE, PHONE, PHONE),))
    )
    desk.clients.show_contacts(client_id)
    return screen


def actions(screen: AccessScreen) -> list[str]:
    journal = screen.page.journal
    return [journal._lines[seq].action for seq in journal.model.ids()]


def test_the_newest_stand_first_and_are_narrowed(shown: AccessScreen) -> None:
    shown.open_tab("journal")
    assert "contact.shown" in actions(shown)
    journal = shown.page.journal
    journal.group.choose("contacts")
    journal.refresh()
    shown.settle(shown.context)
    assert actions(shown) == ["contact.shown"]
    assert journal.panel.isVisible()
    journal.person.choose(shown.seller)
    journal.refresh()
    shown.settle(shown.context)
    assert actions(shown) == []
    assert journal.pages.currentWidget() is journal.empty


def test_the_chain_is_proved_and_a_break_is_shown(shown: AccessScreen) -> None:
    shown.open_tab("journal")
    bar = shown.page.journal.proof
    shown.press(bar.prove)
    assert "цела" in bar._text.text()
    assert not bar.show_break.isVisible()
    broken = Proof(entries=9, sessions=1, breaks=(Break(3, BreakKind.CHANGED, 3),), fingerprint="ABCDEFGH")
    bar._proved(broken)
    assert "3" in bar._text.text()
    assert bar.show_break.isVisible()
    shown.press(bar.show_break)
    assert shown.page.journal.table.current_id() == 3


def test_canaries_are_planted_and_a_leaked_line_is_traced(screen: AccessScreen) -> None:
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["canaries"])
    dialog = screen.dialog(CanaryDialog)
    screen.press(dialog.plant)
    assert dialog.contacts.error()
    type_into(dialog.contacts.edit, "owner@example.ru")
    dialog.count.set_value(1)
    screen.press(dialog.plant)
    [canary] = screen.context.desk.canaries.all()
    assert canary.uid == screen.seller
    screen.press(screen.page.trace)
    trace = screen.dialog(TraceDialog)
    type_into(trace.text.edit, f"{canary.name}; OWNER@example.ru")
    screen.press(trace.go)
    [bar] = trace.findChildren(MessageBar)
    assert "Соня Ким" in bar.accessibleName()
