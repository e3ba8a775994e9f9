"""The list of clients against a plain look at its rows: order, filters, words, sums, and what a person may not see."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.data.columns import SORTABLE
from clientcrm.domain.access import Role
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientKind, ClientOrder, ClientRow, ClientState
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.rhythm import STATUSES
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.values.dates import PartialDate
from clientcrm.domain.values.text import fold
from tests.services.journals import hire
from tests.services.raw import make_filled, raw
from tests.support import Shop

LAST = "Фёдоров Федотов Иванова Ёлкин Яшин Абрамов Щукина ООО".split()
FIRST = "Анна Пётр Илья Ия Зоя".split()
CITIES = ("", "Тула", "москва", "Москва", "Омск")


def fill(desk: Desk) -> None:
    """Sixty clients with gaps in every column; some stand in the trash."""
    chance = random.Random(5)
    for number in range(60):
        last, first = chance.choice(LAST), chance.choice(FIRST)
        phone = f"+7916{number:07d}"
        draft = ClientDraft(
            name=f"{last} {first}",
            last_name=last,
            first_name=first,
            city=chance.choice(CITIES),
            source=chance.choice(("", "сайт", "друзья")),
            code=f"К-{number:03d}" if chance.random() < 0.5 else "",
            discount=chance.choice((0, 500, 1000)),
            birthday=PartialDate(None, chance.randrange(1, 13), 3) if chance.random() < 0.5 else None,
            tags=("опт",) if chance.random() < 0.3 else (),
            contacts=(ContactDraft(ContactKind.PHONE, phone, phone),) if chance.random() < 0.6 else (),
        )
        client = desk.clients.create(draft)
        for _ in range(chance.choice((0, 0, 1, 2, 3))):
            day = date(2026, 1, 1) + timedelta(days=chance.randrange(150))
            desk.sales.add(PurchaseDraft(client, day, total=chance.randrange(1, 50) * 1000))
    desk.clients.trash([7, 21, 33])
    desk.figures.reckon()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """The sixty, made once."""
    return make_filled(tmp_path_factory.mktemp("sixty"), fill)


@pytest.fixture(scope="module")
def reading(template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The owner, for tests that change nothing."""
    shop = template(tmp_path_factory.mktemp("reading") / "base")
    yield shop.sign_in()
    shop.close()


def everyone(desk: Desk, *, trashed: bool = False) -> list[ClientRow]:
    """Every row there is, in order of id."""
    return [row for row in desk.clients.rows(range(1, 61)) if row.trashed is trashed]


# What a column shows, where the row calls it otherwise or the order goes by something else.
SHOWN: dict[str, Callable[[ClientRow], Any]] = {
    "name": lambda row: fold(row.name),
    "tier": lambda row: row.tier_id,
    "birthday": lambda row: (row.birthday.month, row.birthday.day) if row.birthday else None,
    "rhythm": lambda row: STATUSES.index(row.rhythm) if row.rhythm else None,
    "next_visit": lambda row: row.next_from,
}
NOT_IN_ROWS = {"region", "inn", "next_contact"}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", sorted(set(SORTABLE) - NOT_IN_ROWS))
def test_sorted_by_a_column(reading: Desk, column: str, descending: bool) -> None:
    value = SHOWN.get(column, lambda row: getattr(row, column))
    rows = everyone(reading)
    empty = [row for row in rows if value(row) in (None, "")]
    filled = [row for row in rows if value(row) not in (None, "")]
    expected = sorted(filled, key=lambda row: (value(row), row.id), reverse=descending)
    expected += sorted(empty, key=lambda row: row.id, reverse=descending)
    assert list(reading.clients.ids(ClientFilter(), ClientOrder(column, descending))) == [row.id for row in expected]


MARCH, WINTER = date(2026, 3, 1), (11, 12, 1)
FILTERS: list[tuple[dict[str, Any], Callable[[ClientRow], bool]]] = [
    ({}, lambda row: True),
    ({"cities": ("Тула",)}, lambda row: row.city == "Тула"),
    ({"states": (ClientState.CLIENT,)}, lambda row: row.purchase_days > 0),
    ({"states": (ClientState.CLIENT,), "has": ("phone",)}, lambda row: row.purchase_days > 0 and bool(row.phone)),
    ({"tags": ("ОПТ",)}, lambda row: "опт" in row.tags),
    ({"total_from": 20_000}, lambda row: row.total >= 20_000),
    ({"rhythms": ("lost", "at_risk")}, lambda row: row.rhythm in ("lost", "at_risk")),
    ({"rhythms": ("new",), "has": ("phone",)}, lambda row: row.rhythm == "new" and bool(row.phone)),
    (
        {"interval_from": 20, "interval_to": 40},
        lambda row: row.usual_interval is not None and 20 <= int(row.usual_interval + 0.5) <= 40,
    ),
    ({"next_from": date(2026, 6, 1)}, lambda row: row.next_from is not None and row.next_from >= date(2026, 6, 1)),
    ({"next_to": date(2026, 6, 1)}, lambda row: row.next_from is not None and row.next_from <= date(2026, 6, 1)),
    ({"last_to": MARCH}, lambda row: row.last_purchase is not None and row.last_purchase <= MARCH),
    (
        {"birthday_from": (11, 1), "birthday_to": (2, 1)},
        lambda row: bool(row.birthday and row.birthday.month in WINTER),
    ),
]


@pytest.mark.parametrize("text", ["", "фед", "ия"])
@pytest.mark.parametrize(("asked", "passes"), FILTERS)
@pytest.mark.parametrize("order", [ClientOrder(), ClientOrder("city"), ClientOrder("total", descending=True)])
def test_found_by_filter_and_words(
    reading: Desk, asked: dict[str, Any], passes: Callable[[ClientRow], bool], text: str, order: ClientOrder
) -> None:
    wanted = ClientFilter(text=text, **asked)
    expected = {
        row.id for row in everyone(reading) if passes(row) and any(w.startswith(text) for w in fold(row.name).split())
    }
    ids = list(reading.clients.ids(wanted, order))
    assert set(ids) == expected
    in_order = [i for i in reading.clients.ids(ClientFilter(), order) if i in expected]
    assert ids == in_order
    totals = reading.clients.totals(ids, wanted)
    rows = reading.clients.rows(ids)
    assert (totals.found, totals.everyone, totals.total) == (len(expected), 57, sum(row.total for row in rows))


def test_the_average_check_is_over_receipts(reading: Desk) -> None:
    ids = [row.id for row in everyone(reading)]
    sums = [p.total for client in ids for p in reading.sales.purchases(client)]
    told = reading.clients.totals(reading.clients.ids(ClientFilter()), ClientFilter()).average
    assert told is not None
    assert abs(told - sum(sums) / len(sums)) < 1  # each client's own average was rounded


def test_the_trash_is_a_list_too(reading: Desk) -> None:
    trashed = everyone(reading, trashed=True)
    asked = ClientFilter(trashed=True)
    by_name = sorted(trashed, key=lambda row: (fold(row.name), row.id))
    assert list(reading.clients.ids(asked)) == [row.id for row in by_name]
    words = ClientFilter(text=trashed[0].name, trashed=True)
    assert trashed[0].id in reading.clients.ids(words)
    totals = reading.clients.totals(reading.clients.ids(asked), asked)
    assert (totals.found, totals.everyone) == (3, 57)


def test_words_are_counted(reading: Desk) -> None:
    rows = everyone(reading)
    for city, count in reading.clients.words("cities"):
        assert count == sum(row.city == city for row in rows)
    assert {city for city, _ in reading.clients.words("cities")} == set(CITIES) - {""}


def test_whoever_vanished_is_left_out(reading: Desk) -> None:
    assert [row.id for row in reading.clients.rows([60, 999, 1, 60])] == [60, 1, 60]
    assert reading.clients.rows([]) == []


@pytest.fixture(scope="module")
def seller(template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Reads the first portfolio; the ten newest clients were moved to another one."""
    shop = template(tmp_path_factory.mktemp("seller") / "base")
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    draft = owner._keys.draft()
    vault_id = draft.add_portfolio("Личный", [])
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    with raw(shop) as connection:
        connection.execute("insert into portfolio (id, vault_id) values (2, ?)", (vault_id,))
        connection.execute("update client set portfolio = 2 where id > 50")
    yield shop.sign_in("Света", "одноразовый-1")
    shop.close()


@pytest.mark.parametrize("order", [ClientOrder(), ClientOrder("city"), ClientOrder("last_purchase", descending=True)])
@pytest.mark.parametrize("text", ["", "фед", "+79160000055"])
@pytest.mark.parametrize("cities", [(), ("Тула", "Омск")])
def test_a_seller_finds_the_own_portfolio_alone(
    seller: Desk, order: ClientOrder, text: str, cities: tuple[str, ...]
) -> None:
    ids = seller.clients.ids(ClientFilter(text=text, cities=cities), order)
    assert all(client <= 50 for client in ids)
    assert bool(ids) == (text != "+79160000055")
    totals = seller.clients.totals(ids, ClientFilter(text=text, cities=cities))
    assert totals.everyone == 47
    assert [row.id for row in seller.clients.rows(range(1, 61))] == list(range(1, 51))
    assert not seller.clients.more_ids(ClientFilter(text="0000055"))


def test_latin_letters_that_pass_for_russian_ones_do_not_hide_a_client(desk: Desk) -> None:
    """A file typed by several hands has "CибГаз" with a Latin C: nobody would find it, and it would be made twice."""
    mixed = desk.clients.create(ClientDraft(kind=ClientKind.COMPANY, name="CибГаз"))
    plain = desk.clients.create(ClientDraft(kind=ClientKind.COMPANY, name="СибНефть"))
    found = {text: set(desk.clients.ids(ClientFilter(text=text))) for text in ("сибгаз", "CибГаз", "сиб", "Cиб", "cb,")}
    assert found == {
        "сибгаз": {mixed},
        "CибГаз": {mixed},
        "сиб": {mixed, plain},
        "Cиб": {mixed, plain},
        "cb,": {mixed, plain},
    }
    desk.clients.mass_tag([mixed], "oпт")
    assert set(desk.clients.ids(ClientFilter(text="опт сибгаз"))) == {mixed}, "also after a change of many"


def test_what_is_remembered_of_the_list_is_never_older_than_a_change(desk: Desk) -> None:
    """One adds, another searches: whoever was added is found from then on."""
    done, missed = threading.Event(), []

    def search() -> None:
        while not done.is_set():
            desk.clients.ids(ClientFilter(text="пётр"))
            desk.clients.more_ids(ClientFilter(text="9160"))

    searching = threading.Thread(target=search)
    searching.start()
    try:
        for number in range(40):
            client = desk.clients.create(ClientDraft(name=f"Новый{number}"))
            if client not in desk.clients.ids(ClientFilter()) or client not in desk.clients.ids(
                ClientFilter(text=f"новый{number}")
            ):
                missed.append(number)
    finally:
        done.set()
        searching.join()
    assert missed == []


def test_digits_follow_each_change_and_only_what_changed_is_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from clientcrm.services.clients import list as client_list

    opened, real = [], client_list.opened_digits

    def counted(*given: Any) -> str:
        opened.append(given)
        return real(*given)

    monkeypatch.setattr(client_list, "opened_digits", counted)

    def found(digits: str) -> list[int]:
        return list(desk.clients.more_ids(ClientFilter(text=digits)))

    def draft(phone: str) -> ClientDraft:
        return ClientDraft(name="Новая Анна", contacts=(ContactDraft(ContactKind.PHONE, phone, phone, primary=True),))

    everyone = found("91600")
    assert len(opened) >= len(everyone) > 20  # those in the trash are among them
    opened.clear()
    new = desk.clients.create(draft("+79165557788"))
    assert (found("5557"), len(opened)) == ([new], 1)
    desk.clients.create(ClientDraft(name="Без телефона"))
    assert (found("5557"), len(opened)) == ([new], 1)
    desk.clients.change(new, 1, draft("+79164443322"))
    assert (found("5557"), found("4443"), len(opened)) == ([], [new], 2)
    desk.clients.trash([new, everyone[0]])
    desk.clients.erase([new, everyone[0]])
    assert (found("4443"), found("91600"), len(opened)) == ([], everyone[1:], 2)
