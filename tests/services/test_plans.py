"""How the engine goes about the questions of lists: never row after row through an index that holds almost everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from clientcrm.crm import Desk
from clientcrm.data.columns import SORTABLE
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientOrder, ClientState
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.imports import FileChoice
from clientcrm.services.clients.list import _MANY
from tests.support import Shop

# "trashed = ?" leaves almost everyone; each row behind such an index lies on a page of its own.
ROW_AFTER_ROW = re.compile(r"client USING INDEX \w+ \(trashed=\?\)")


@contextmanager
def asked(desk: Desk) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that goes to the engine inside, with its values."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, words: str, values: Any, _context: Any, many: bool) -> None:
        if not many and words.lstrip().lower().startswith(("select", "with")):
            found.append((words, values))

    engine = desk._storage._engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def slow_ones(desk: Desk, questions: list[tuple[str, Any]]) -> list[str]:
    """Those that the engine would answer row after row."""
    found = []
    with desk._storage.maintenance() as connection:
        for words, values in questions:
            plan = [row[3] for row in connection.execute(f"explain query plan {words}", values)]
            found += [f"{step}: {words}" for step in plan if ROW_AFTER_ROW.search(step)]
    return found


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """Three clients: the engine plans by the shape of the tables alone, it keeps no counts of rows."""
    desk = shop.sign_in()
    for name in ("Орлова Наталья", "Сафина Алия", "Попов Иван"):
        phone = ContactDraft(ContactKind.PHONE, "+79162040017", "+79162040017")
        desk.clients.create(ClientDraft(name=name, city="Тула", code=name[:2], tags=("опт",), contacts=(phone,)))
    return desk


FILTERS = [
    ClientFilter(),
    ClientFilter(text="ор"),
    ClientFilter(text="ор", cities=("Тула",)),
    ClientFilter(cities=("Тула",), states=(ClientState.MARKET,), has=("phone",)),
    ClientFilter(tags=("опт",)),
    ClientFilter(total_from=1),
    ClientFilter(text="0017"),
]


def test_lists_are_read_from_an_index_or_from_end_to_end(desk: Desk) -> None:
    with asked(desk) as questions, Session(desk._storage._engine) as session:
        for wanted in FILTERS:
            for order in (ClientOrder(column, down) for column in SORTABLE for down in (False, True)):
                desk.clients.ids(wanted, order)
            desk.clients.totals(desk.clients.ids(wanted), wanted)
            desk.clients._passing(session, wanted, desk.clients._now(), range(_MANY + 1))
            desk.clients._passing(session, wanted, desk.clients._now(), range(10))
        desk.clients.rows([1, 2, 3])
        desk.clients.more_ids(ClientFilter(text="2040"))
        desk.clients.lookalikes(ClientDraft(name="Попов Иван"))
        for kind in ("tags", "sources", "cities", "regions", "people", "products"):
            desk.clients.words(kind)
        desk.tiers.all()
        desk.segments.save("Тула", FILTERS[3])
        desk.segments.all()
    assert len(questions) > 100
    assert slow_ones(desk, questions) == []


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("ФИО;Телефон;Код;Город", "Орлова Наталья;+79162040017;Ор;Тула"),
        ("Дата;Клиент;Код;Сумма", "01.06.2026;Орлова Наталья;Ор;100"),
    ],
)
def test_so_are_the_questions_of_an_import(desk: Desk, tmp_path: Path, head: str, row: str) -> None:
    (tmp_path / "list.csv").write_text(f"{head}\n{row}\n", "utf-8")
    with asked(desk) as questions:
        batch = desk.importing.check(desk.importing.plan(FileChoice(tmp_path / "list.csv"))).batch
        desk.importing.apply(batch)
        desk.importing.undo(batch)
    assert slow_ones(desk, questions) == []


def test_a_slow_question_would_be_found(desk: Desk) -> None:
    assert slow_ones(desk, [("select name from client where trashed = 0", ())]) != []
