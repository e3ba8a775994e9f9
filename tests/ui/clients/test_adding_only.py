"""Somebody who may add clients to a portfolio without reading anything of it, and who sees names of others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm, Desk
from clientcrm.domain.access import Others
from tests.ui.clients.conftest import open_window, quiet
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from tests.ui.conftest import OWNER, PASSWORD
from ui.context import Context, Relay

OWN = "зелёный чай с мятой"


@pytest.fixture
def desk(crm: Crm, base: Path, relay: Relay) -> Iterator[Desk]:
    """The reception: it adds to the shop's portfolio and reads none; names are shown to everybody."""
    owner = crm.sign_in(base, OWNER, PASSWORD)
    added = owner.staff.add("Рита", "seller", [], PASSWORD)
    owner.staff.set_writes_to(added.uid, [1], PASSWORD)
    owner.staff.set_others(Others.NAMES, PASSWORD)
    owner.close()
    opened = crm.sign_in(base, "Рита", added.one_time_password, relay.publish)
    opened.change_password(added.one_time_password, OWN)
    yield opened
    opened.close()


@pytest.fixture
def reception(
    names: dict[str, int], desk: Desk, context: Context, qtbot: QtBot, settle: Callable[..., None]
) -> Iterator[Shop]:
    """The window of the reception."""
    with open_window(context, settle, qtbot) as window:
        yield Shop(window, qtbot, lambda: quiet(context, settle), names)


def test_a_client_is_added_and_the_list_comes_back(reception: Shop) -> None:
    editor, clients = EditorScreen(reception), ListScreen(reception)
    editor.new()
    reception.write("Фамилия", "Аверина")
    editor.contact(0, "8 (926) 111-22-33")
    editor.save()
    assert not editor.is_open()
    assert "Аверина" in clients.names()  # the shop lets names be seen


def test_of_the_others_there_is_a_name_a_tier_and_nothing_else(reception: Shop) -> None:
    clients, card = ListScreen(reception), CardScreen(reception)
    assert "Ковальчук Светлана" in clients.names()
    card.open("Ковальчук Светлана")
    assert card.title() == "Ковальчук Светлана"
    assert card.contacts() == []
    assert card.entries() == []
