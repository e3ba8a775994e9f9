"""Looking leaves entries that say something: a card once, a query when it has settled, pages by the minute."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter
from clientcrm.services.looking import LISTED, NUMBERED, SEARCHED, VIEWED
from tests.services.journals import SVETA, entries
from tests.services.raw import make_filled
from tests.support import Shop


def fill(desk: Desk) -> None:
    """Three clients."""
    for name in ("Ковальчук Светлана", "Кузнецов Иван", "Орлова Анна"):
        desk.clients.create(replace(SVETA, name=name))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("three"), fill)


@pytest.fixture
def shop(three: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with the three, closed at the end."""
    made = three(tmp_path / "base")
    yield made
    made.close()


def type_in(shop: Shop, desk: Desk, *texts: str, pause: float = 0.3) -> None:
    """The list is asked after each letter, and the second hand goes on."""
    for text in texts:
        desk.clients.ids(ClientFilter(text=text))
        shop.clock.go(seconds=pause)
        desk.flush()


def left(shop: Shop, action: str) -> list[dict[str, Any]]:
    return [entry for entry in entries(shop) if entry["action"] == action]


@pytest.mark.proves("F24")
def test_a_query_is_one_entry_however_it_was_typed_and_says_how_many_it_found(shop: Shop) -> None:
    desk = shop.sign_in()
    type_in(shop, desk, "к", "ко", "ков", "ко", "к", "ку", "кузнец")
    assert left(shop, SEARCHED) == []
    shop.clock.go(seconds=1)
    desk.flush()
    [entry] = left(shop, SEARCHED)
    assert (entry["count"], json.loads(entry["detail_json"])) == (1, {"found": 1})
    assert "кузнец" not in str(entries(shop))


def test_the_list_that_asks_the_same_again_has_not_searched_again(shop: Shop) -> None:
    desk = shop.sign_in()
    type_in(shop, desk, "орлова", "орлова", pause=2)
    desk.clients.change(3, 1, replace(desk.clients.form(3).draft, city="Тула"))
    type_in(shop, desk, "орлова", pause=2)
    assert len(left(shop, SEARCHED)) == 1
    type_in(shop, desk, "иван", "орлова", pause=2)
    assert len(left(shop, SEARCHED)) == 3


def test_queries_that_follow_each_other_quickly_are_all_told(shop: Shop) -> None:
    """A script does not hide by asking something else before the second is over."""
    desk = shop.sign_in()
    type_in(shop, desk, "анна", "иван", "света", "кова", "орло", pause=0.1)
    desk.close()
    assert sum(entry["count"] for entry in left(shop, SEARCHED)) == 5


def test_whoever_types_on_for_long_has_searched(shop: Shop) -> None:
    desk = shop.sign_in()
    type_in(shop, desk, *["а", "ан"] * 20, pause=0.5)
    assert len(left(shop, SEARCHED)) >= 2


def test_a_filter_is_a_query_and_everyone_is_none(shop: Shop) -> None:
    desk = shop.sign_in()
    desk.clients.ids(ClientFilter())
    desk.clients.ids(ClientFilter(cities=("Москва",)))
    desk.close()
    assert [json.loads(entry["detail_json"]) for entry in left(shop, SEARCHED)] == [{"found": 3}]


def test_digits_within_a_number_are_a_query_even_when_nothing_else_was_asked(shop: Shop) -> None:
    desk = shop.sign_in()
    desk.clients.more_ids(ClientFilter(text="62040"))
    desk.close()
    assert [json.loads(entry["detail_json"]) for entry in left(shop, NUMBERED)] == [{"found": 3}]


def test_searches_by_part_of_a_number_are_counted_each_however_they_are_typed(shop: Shop) -> None:
    """A number typed on is one; digits taken back and others in their place are another."""
    desk = shop.sign_in()
    type_in(shop, desk, "7916", "79162", "791620", "7916204", pause=0.2)
    desk.close()
    assert sum(entry["count"] for entry in left(shop, NUMBERED)) == 1
    desk = shop.sign_in()
    type_in(shop, desk, *(text for n in range(20) for text in (f"{n:04}", f"{n:04}"[:3])), pause=0.1)
    desk.close()
    assert sum(entry["count"] for entry in left(shop, NUMBERED)) == 21
    assert left(shop, SEARCHED) == []


def test_pages_of_the_list_are_one_count_a_minute(shop: Shop) -> None:
    desk = shop.sign_in()
    for _ in range(100):
        desk.clients.rows([1, 2, 3])
        shop.clock.go(seconds=1)
        desk.flush()
    desk.close()
    assert [entry["count"] for entry in left(shop, LISTED)] == [180, 120]


@pytest.mark.proves("F24")
def test_a_card_that_is_read_anew_is_one_look_and_a_later_one_another(shop: Shop) -> None:
    desk = shop.sign_in()
    for _ in range(4):
        desk.clients.card(1)
        desk.timeline.entries(1)
        desk.sales.purchases(1)
        shop.clock.go(minutes=4)
        desk.flush()
    shop.clock.go(minutes=2)
    desk.clients.card(1)
    desk.clients.card(2)
    desk.flush()
    assert [(entry["object_id"], entry["count"]) for entry in left(shop, VIEWED)] == [(1, 1), (1, 1), (2, 1)]


def test_a_clock_set_back_holds_nothing_up(shop: Shop) -> None:
    desk = shop.sign_in()
    desk.clients.card(1)
    desk.clients.rows([1, 2])
    type_in(shop, desk, "анна")
    shop.clock.go(days=-2)
    desk.clients.card(1)
    desk.flush()
    assert (len(left(shop, VIEWED)), len(left(shop, LISTED)), len(left(shop, SEARCHED))) == (2, 1, 1)
