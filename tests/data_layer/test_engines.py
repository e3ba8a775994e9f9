"""Models, filters and orders say nothing that only one engine understands: PostgreSQL is to read the same words."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from clientcrm.data.columns import SORTABLE, ordering
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Base, Client
from clientcrm.domain.calendar import Calendar
from clientcrm.domain.clients import FILLABLE, ClientFilter, ClientKind, ClientOrder, ClientState
from clientcrm.domain.segment_fields import FIELDS, Asks
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Without

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = postgresql.dialect()  # type: ignore[no-untyped-call]
# Functions that every engine has; anything else in a filter would tie the program to one.
EVERYWHERE = {"coalesce", "count", "sum", "max", "min", "lower", "in", "and", "or", "not", "values", "exists", "like"}
# Files that may know the engine: the index of words, and the connection that storage opens.
KNOW_IT = {"search.py", "sqlcipher.py"}


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_tables_and_indexes_can_be_made_in_postgresql(table: Table) -> None:
    assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=POSTGRES))
    for index in table.indexes:
        assert "CREATE " in str(CreateIndex(index).compile(dialect=POSTGRES))
    assert all(len(index.name or "") < 63 for index in table.indexes)


FULL = ClientFilter(
    tiers=(1,),
    states=(ClientState.CLIENT,),
    kinds=(ClientKind.PERSON,),
    tags=("опт",),
    sources=("сайт",),
    cities=("Тула",),
    responsible=("a",),
    portfolios=(1,),
    created_from=date(2026, 1, 1),
    created_to=date(2026, 2, 1),
    last_from=date(2026, 1, 1),
    last_to=date(2026, 2, 1),
    total_from=1,
    total_to=2,
    purchases_from=1,
    purchases_to=2,
    birthday_from=(12, 1),
    birthday_to=(1, 31),
    rhythms=("lost",),
    interval_from=1,
    interval_to=2,
    next_from=date(2026, 1, 1),
    next_to=date(2026, 2, 1),
    has=(*FILLABLE, "own:1"),
    has_not=(*FILLABLE, "own:2"),
)


def words_of(orders: list[ClientOrder], asked: ClientFilter) -> str:
    """The statement in the words of PostgreSQL."""
    parts = [part for order in orders for part in ordering(order)]
    query = select(Client.id).where(*conditions(asked, Asking(Calendar(date(2026, 7, 1)), {}))).order_by(*parts)
    return str(query.compile(dialect=POSTGRES, compile_kwargs={"literal_binds": True}))


@pytest.mark.parametrize("asked", [ClientFilter(), FULL, ClientFilter(trashed=True)])
def test_filters_and_orders_are_words_of_every_engine(asked: ClientFilter) -> None:
    orders = [ClientOrder(column, descending) for column in SORTABLE for descending in (False, True)]
    words = words_of(orders, asked)
    called = {name.lower() for name in re.findall(r"\b(\w+)\s*\(", words)}
    assert called <= EVERYWHERE | {"where", "select", "between", "from", "on", "join", "when"}


ANSWERS: dict[Asks, tuple[dict[str, Any], ...]] = {
    Asks.CHOICE: ({"any_of": ("1", None)}, {"any_of": ("1", "2")}),
    Asks.TAG: ({"any_of": ("опт", "улун")},),
    Asks.NUMBER: ({"low": 1}, {"high": 5}, {"low": 1, "high": 5}),
    Asks.MONEY: ({"low": 100}, {"high": 500}),
    Asks.DAY: ({"within": 30}, {"ago": 60}, {"since": date(2026, 1, 1), "until": date(2026, 2, 1)}),
    Asks.SEASON: ({"within": -14}, {"since": date(2026, 12, 1), "until": date(2027, 1, 31)}),
    Asks.FLAG: ({"is_so": True}, {"is_so": False}),
    Asks.DEALT: ({}, {"any_of": ("call",), "within": 30, "low": 2, "high": 3}),
    Asks.BOUGHT: (
        *({}, {"low": 2}, {"within": 30, "low": 2, "high": 3}, {"ago": 60, "low": 2}, {"within": 900}),
        *({"any_of": (1,)}, {"any_of": (1, 2, 3, 4), "within": 90, "low": 2}),
    ),
}
BY_ID = {"segment": (1, 2), "batch": (3,), "tier": (1, None), "portfolio": (1,), "next_product": (7,)}


def questions(field: str, kind: Asks) -> list[Ask]:
    """A field asked in every way."""
    if field in BY_ID:
        return [Ask(field, any_of=BY_ID[field])]
    return [Ask(field, **answer) for answer in ANSWERS[kind]]


@pytest.mark.parametrize("one", [None, bindparam("client", 7)], ids=["everybody", "one client"])
@pytest.mark.parametrize("field", [*FIELDS, "own:1"])
def test_trees_are_words_of_every_engine(field: str, one: Any) -> None:
    asks = questions(field, FIELDS.get(field, Asks.FLAG))
    asked = ClientFilter(where=AllOf((AnyOf(tuple(asks)), Without(asks[-1]))))
    saved: dict[int, ClientFilter | None] = {
        1: None,
        2: ClientFilter(cities=("Тула",), where=Ask("tag", any_of=("a",))),
    }
    query = select(Client.id).where(*conditions(asked, Asking(Calendar(date(2026, 7, 1)), saved, one)))
    words = str(query.compile(dialect=POSTGRES, compile_kwargs={"literal_binds": True}))
    called = {name.lower() for name in re.findall(r"\b(\w+)\s*\(", words)}
    assert called <= EVERYWHERE | {"where", "select", "between", "from", "on", "join", "distinct", "union", "all"}


def test_only_the_connection_and_the_index_of_words_know_the_engine() -> None:
    knowing = set()
    for path in (ROOT / "clientcrm").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(re.match(r"sqlite3|sqlcipher3|sqlalchemy\.dialects", name) for name in names):
                knowing.add(path.name)
            if isinstance(node, ast.Attribute) and re.match(r"json_|julianday|strftime$|group_concat", node.attr):
                holder = node.value
                if isinstance(holder, ast.Name) and holder.id == "func":
                    knowing.add(path.name)
    assert knowing <= KNOW_IT
    assert "sqlcipher.py" in knowing
