"""Several threads at one desk: nothing is lost, nobody waits for a look, a second writer waits or says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import WriterBusy
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.journals import SVETA, entries, verdict
from tests.support import Shop


@pytest.mark.parametrize("seconds", [2.0, pytest.param(20.0, marks=pytest.mark.slow)])
def test_two_quick_workers_and_the_second_hand_at_once(shop: Shop, seconds: float) -> None:
    desk = shop.sign_in()
    first = desk.clients.create(SVETA)
    end, failed = time.monotonic() + seconds, []
    made: list[int] = []
    looks, listed = [0, 0], [0]

    def work(do: Callable[[int], None]) -> None:
        number = 0
        try:
            while time.monotonic() < end:
                do(number)
                number += 1
        except BaseException as error:
            failed.append(error)
            raise

    def write(number: int) -> None:
        made.append(desk.clients.create(replace(SVETA, name=f"Клиент {number}", note="тихий")))
        desk.timeline.record(InteractionDraft(made[-1], EntryKind.NOTE, "заметка"))

    def show(number: int) -> None:
        desk.clients.show_contacts(first)
        looks[0] += 1

    def look(number: int) -> None:
        ids = desk.clients.ids(ClientFilter(text="клиент"))
        assert len(desk.clients.rows(ids[:50])) == len(ids[:50])
        listed[0] += len(ids[:50])
        desk.clients.card(first)
        looks[1] += 1

    def second_hand(number: int) -> None:
        desk.flush()
        time.sleep(0.01)

    threads = [threading.Thread(target=work, args=(each,)) for each in (write, show, look, second_hand)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert min(len(made), *looks) > 3
    assert desk.clients.everyone() == len(made) + 1
    assert all(desk.timeline.entries(client) for client in made)
    assert [line for line in desk.checking.run() if not line.ok] == []
    desk.close()
    found = entries(shop)
    assert [entry["seq"] for entry in found] == list(range(1, len(found) + 1))
    assert sum(entry["action"] == "client.created" for entry in found) == len(made) + 1
    assert sum(entry["count"] for entry in found if entry["action"] == "client.viewed") == 1 + len(made)
    assert sum(entry["count"] for entry in found if entry["action"] == "clients.listed") == listed[0]
    assert sum(entry["action"] == "contact.shown" for entry in found) == looks[0]


def test_a_second_writer_waits_for_a_long_one_and_then_says_so(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    inside, go_on = threading.Event(), threading.Event()

    def load() -> None:
        with desk._gate.write(Permission.IMPORT, "import.applied"):
            inside.set()
            go_on.wait(20)

    thread = threading.Thread(target=load)
    thread.start()
    inside.wait(20)
    with pytest.raises(WriterBusy):
        desk.clients.show_contacts(client)
    assert thread.is_alive()  # it was said before the long one was through
    assert desk.clients.card(client).name == SVETA.name  # looking goes on, and so does the second hand
    desk.flush()
    assert desk.backup.make().verified
    assert desk.journal.proof().ok
    assert desk.journal.entries(JournalFilter(), limit=1)
    go_on.set()
    thread.join()
    desk.clients.show_contacts(client)
    assert verdict(desk) == ""


def test_who_looks_while_somebody_writes_sees_the_state_before(shop: Shop) -> None:
    """One transaction is seen whole or not at all, and nobody waits for it to look."""
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    seen: list[object] = []
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", client) as session:
        from clientcrm.data.models import Client

        session.get_one(Client, client).city = "Тула"
        session.flush()

        def look() -> None:
            seen.append(desk.clients.card(client).city)
            seen.append(desk.clients.rows([client])[0].city)
            seen.append(list(desk.clients.ids(ClientFilter(cities=("Тула",)))))

        thread = threading.Thread(target=look)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()
    assert seen == ["Москва", "Москва", []]
    assert desk.clients.card(client).city == "Тула"
    assert list(desk.clients.ids(ClientFilter(cities=("Тула",)))) == [client]


def test_a_write_inside_a_write_is_a_mistake_of_the_program(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk._gate.write(Permission.EDIT_CLIENTS, "a.b"):
        desk.clients.create(SVETA)
    assert desk.clients.everyone() == 0
    desk.clients.create(SVETA)
    assert verdict(desk) == ""


def test_nothing_opens_through_a_closed_desk(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    desk.close()
    for late in (lambda: desk.clients.card(client), lambda: desk.clients.create(SVETA), desk.clients.everyone):
        with pytest.raises(RuntimeError):
            late()
    desk.close()
    assert Path(f"{shop.folder / 'clients.1.db'}-wal").exists() is False
