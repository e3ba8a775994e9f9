"""A window with two clients, from which somebody is called away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from tests.ui.window.called_away import NAME, SECOND, Place
from ui.app import Program
from ui.main_window import MainWindow


@pytest.fixture
def place(window: MainWindow, program: Program, base: Path, crm: Crm, quiet: Callable[[], None], qtbot: QtBot) -> Place:
    """The window of the owner, and two clients."""
    made = Place(program, base, crm, quiet, qtbot)
    phone = ContactDraft(ContactKind.PHONE, "+79161234567", "+79161234567", primary=True)
    mail = ContactDraft(ContactKind.EMAIL, "anna@mail.ru", "anna@mail.ru")
    draft = ClientDraft(name=NAME, city="Казань", note="пьёт улун", tags=("чай",), contacts=(phone, mail))
    made.names[NAME] = window.context.desk.clients.create(draft)
    made.names[SECOND] = window.context.desk.clients.create(ClientDraft(name=SECOND))
    quiet()
    return made
