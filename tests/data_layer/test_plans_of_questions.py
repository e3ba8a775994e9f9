"""Questions to everybody are read from indexes: a page of an encrypted file costs more than what is done with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from clientcrm.data import migrations
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Client
from clientcrm.data.storage import Storage, make_file
from clientcrm.domain.calendar import Calendar
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.segments import Ask, Node, Without


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    storage = make_file(tmp_path_factory.mktemp("plans") / "clients.1.db", os.urandom(32))
    migrations.upgrade(storage)
    yield storage
    storage.close()


def plan(storage: Storage, node: Node, one: int | None = None) -> str:
    """How the engine answers who fits, or whether one client does."""
    asked = ClientFilter(where=node)
    query = select(Client.id).where(*conditions(asked, Asking(Calendar(date(2026, 7, 1)), {}, one)))
    query = query if one is None else query.where(Client.id == one)
    words = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with storage.inspection() as connection:
        return " | ".join(row[3] for row in connection.execute("explain query plan " + words))


@pytest.mark.parametrize(
    ("node", "index"),
    [
        (Ask("bought", within=90, low=2), "ix_purchase_day (day>"),
        (Ask("had", within=90), "ix_purchase_day (day>"),
        (Ask("bought", ago=365, low=2), "ix_purchase_sold (client_id>"),
        (Ask("had", any_of=(1, 2, 3, 4)), "ix_purchase_sold (client_id>"),
        (Ask("bought", any_of=(1, 2, 3, 4)), "ix_purchase_line_product (product_id="),
        (Ask("dealt", within=60), "ix_timeline_entry_kind (kind=? AND at>? AND at<?)"),
        (Without(Ask("dealt", any_of=("call",), low=3)), "ix_timeline_entry_kind (kind=?)"),
        (Ask("status", any_of=("lost",)), "ix_client_figures_status (status=?)"),
        (Ask("city", any_of=("Тула",)), "ix_client_asked"),
        (Ask("last_purchase", within=30), "client USING COVERING INDEX"),
    ],
)
def test_a_question_to_everybody_is_read_from_an_index_alone(storage: Storage, node: Node, index: str) -> None:
    found = plan(storage, node)
    assert f"COVERING INDEX {index}" in found or ("COVERING" in index and index in found)
    assert "SCAN client |" not in found
    assert not found.endswith("SCAN client")


@pytest.mark.parametrize(
    "node",
    [
        *(Ask("bought", within=90, low=2), Ask("had", within=90), Ask("bought", ago=365, low=2)),
        *(Ask("had", any_of=(1, 2, 3, 4)), Ask("bought", any_of=(1,)), Ask("status", any_of=("lost",))),
        *(Ask("dealt", within=60), Ask("dealt", any_of=("call",), low=3), Ask("tag", any_of=("опт",))),
    ],
)
def test_of_one_client_nothing_of_the_others_is_read(storage: Storage, node: Node) -> None:
    found = plan(storage, node, one=7)
    for everybodys in ("ix_purchase_day", "ix_timeline_entry_kind", "ix_purchase_back (return_of>", "(product_id=?)"):
        assert everybodys not in found
    assert not [step for step in found.split(" | ") if step.startswith("SCAN ")]


def test_what_was_brought_back_of_an_erased_receipt_is_found_at_once(storage: Storage) -> None:
    with storage.inspection() as connection:
        rows = connection.execute("explain query plan select id from purchase where return_of = 5").fetchall()
    assert "ix_purchase_back (return_of=?)" in rows[0][3]


def test_lines_stand_in_the_order_of_their_receipts(storage: Storage) -> None:
    with storage.inspection() as connection:
        rows = connection.execute("explain query plan select total from purchase_line where purchase_id = 5").fetchall()
    assert "PRIMARY KEY (purchase_id=?)" in rows[0][3]
