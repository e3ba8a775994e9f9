"""Alarms: what is unlike a person is told to the owner once, made by doing it with the clock going on."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, UNLIMITED, Role
from clientcrm.domain.alarms import Alarm, AlarmKind
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, WrongPassword
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.vault.device import MemoryDeviceStore
from tests.services.journals import actions, hire
from tests.services.raw import make_filled
from tests.support import OWNER, Shop

FIRST, OWN = "одноразовый-1", "чай-с-мятой-2026"
COUNT = 45
# Neither by number nor by name: the order in which clients ring.
RINGING = random.Random(5).sample(range(1, COUNT + 1), COUNT)


def fill(desk: Desk) -> None:
    """Clients whose names stand in another order than their numbers."""
    for n in range(COUNT):
        phone = f"+7916204{n:04}"
        contacts = (ContactDraft(ContactKind.PHONE, phone, phone),)
        desk.clients.create(ClientDraft(name=f"Клиент {n * 17 % COUNT:02}", contacts=contacts))


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """The shop, with a seller who is shown as much as she likes."""

    copy = make_filled(tmp_path_factory.mktemp("ringing"), fill)
    made = copy(tmp_path_factory.mktemp("staffed") / "base")
    owner = made.sign_in()
    hire(made, owner, "Света", Role.SELLER)
    draft = owner._keys.draft()
    draft.set_policy({"roles": [replace(READY[Role.SELLER], quota=UNLIMITED).to_json()]})
    owner._keys.commit(made.folder, draft.sign())
    owner.close()
    seller = made.sign_in("Света", FIRST)
    seller.change_password(FIRST, OWN)
    seller.close()
    made.sign_in().close()

    def again(target: Path) -> Shop:
        shutil.copytree(made.folder, target)
        device = MemoryDeviceStore()
        device.secrets.update(made.device.secrets)
        return Shop(target, made.recovery_code, device)

    return again


@pytest.fixture
def shop(staffed: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    made = staffed(tmp_path / "base")
    yield made
    made.close()


def seller(shop: Shop) -> Desk:
    return shop.sign_in("Света", OWN)


def ring(shop: Shop, desk: Desk, clients: list[int], *, noted: bool = True, minutes: float = 7) -> None:
    """Show each one's contacts, call, write it down."""
    for client_id in clients:
        desk.clients.show_contacts(client_id)
        if noted:
            desk.timeline.record(InteractionDraft(client_id, EntryKind.CALL, "Позвонили"))
        shop.clock.go(minutes=minutes)


def works(shop: Shop, days: int, a_day: int, *, noted: bool = True) -> None:
    """Usual days; the clock stands at nine in the morning after them."""
    desk = seller(shop)
    for day in range(days):
        start = shop.clock.at
        ring(shop, desk, RINGING[day * a_day : (day + 1) * a_day], noted=noted)
        shop.clock.at = start + timedelta(days=1)
    desk.close()


def told(shop: Shop) -> list[tuple[AlarmKind, int, int]]:
    """What the owner is told: kind, count, usual."""
    desk = shop.sign_in()
    found = desk.alarms.new()
    assert all(alarm.person == "Света" for alarm in found)
    desk.close()
    return [(alarm.kind, alarm.count, alarm.usual) for alarm in found]


def test_usual_days_raise_no_alarm(shop: Shop) -> None:
    works(shop, 6, 1)
    desk = seller(shop)
    ring(shop, desk, RINGING[20:23])
    desk.close()
    assert told(shop) == []


def test_three_times_the_own_median_is_told_once(shop: Shop) -> None:
    works(shop, 6, 3)
    desk = seller(shop)
    ring(shop, desk, RINGING[30:40], minutes=1)
    desk.close()
    assert (AlarmKind.PACE, 10, 3) in told(shop)
    owner = shop.sign_in()
    [pace] = owner.alarms.paces()
    assert (pace.person, pace.shown_today, pace.shown_usual, pace.is_unusual) == ("Света", 10, 3, True)
    owner.alarms.seen(owner.alarms.new())
    owner.close()
    assert told(shop) == []
    assert actions(shop).count("alarms.seen") == 1


def test_a_fifth_of_a_portfolio_in_seven_days(shop: Shop) -> None:
    works(shop, 3, 4)
    owner = shop.sign_in()
    [alarm] = owner.alarms.new()
    assert (alarm.kind, alarm.count, round(alarm.share, 2)) == (AlarmKind.SHARE, 12, 0.27)
    owner.close()


def test_the_same_clients_again_are_no_greater_share(shop: Shop) -> None:
    desk = seller(shop)
    for _ in range(4):
        ring(shop, desk, RINGING[:4])
        shop.clock.go(days=1)
    desk.close()
    assert told(shop) == []


def names_down(_desk: Desk) -> list[int]:
    return sorted(range(1, COUNT + 1), key=lambda client: -((client - 1) * 17 % COUNT))[:20:2]


@pytest.mark.parametrize(
    "order",
    [lambda _: list(range(3, 13)), lambda _: list(range(40, 10, -3)), names_down],
    ids=["by number", "every third one back", "every second name from the end"],
)
def test_cards_one_after_another(shop: Shop, order: Callable[[Desk], list[int]]) -> None:
    desk = seller(shop)
    for client_id in order(desk):
        desk.clients.card(client_id)
        desk.clients.card(client_id)
        shop.clock.go(minutes=1)
    desk.close()
    assert told(shop) == [(AlarmKind.RUN, 10, 0)]


def test_clients_just_added_are_no_run(shop: Shop) -> None:
    desk = seller(shop)
    for n in range(12):
        desk.clients.card(desk.clients.create(ClientDraft(name=f"Новый {n:02}")))
    desk.close()
    assert told(shop) == []


@pytest.mark.parametrize(
    ("noted", "hours", "alarm"),
    [(False, 1, [(AlarmKind.NO_ACTIVITY, 9, 0)]), (True, 1, []), (False, 0, [])],
    ids=["nothing noted", "noted", "the hour is not over"],
)
def test_contacts_shown_and_nothing_noted(
    shop: Shop, noted: bool, hours: int, alarm: list[tuple[AlarmKind, int, int]]
) -> None:
    desk = seller(shop)
    ring(shop, desk, RINGING[:9], noted=noted, minutes=1)
    desk.close()
    shop.clock.go(hours=hours)
    assert told(shop) == alarm


def test_a_clock_set_back_is_told(shop: Shop) -> None:
    desk = seller(shop)
    shop.clock.go(days=-1)
    desk.clients.card(1)
    desk.flush()
    shop.clock.go(days=1)
    desk.close()
    assert told(shop) == [(AlarmKind.CLOCK, 1, 0)]


def test_the_owner_raises_none_by_looking_and_staff_ask_for_none(shop: Shop) -> None:
    owner = shop.sign_in()
    for client_id in range(1, 20):
        owner.clients.show_contacts(client_id)
    owner.close()
    shop.clock.go(hours=2)
    assert told(shop) == []
    desk = seller(shop)
    for ask in (desk.alarms.new, desk.alarms.paces, lambda: desk.alarms.seen([])):
        with pytest.raises(AccessDenied):
            ask()


def test_what_is_seen_is_forgotten_after_two_months(shop: Shop) -> None:
    owner = shop.sign_in()
    at = datetime(2026, 6, 30, 9, tzinfo=UTC)
    old = Alarm(AlarmKind.RUN, "a", "", at.date() - timedelta(days=90), at, 10)
    fresh = replace(old, day=at.date())
    owner.alarms.seen([old, fresh])
    assert owner.alarms._documents.read("alarms") == {"seen": [fresh.key]}


@pytest.mark.parametrize(("tries", "alarm"), [(2, []), (6, [(AlarmKind.SIGN_IN, 6, "Марина Лебедева")])])
def test_wrong_passwords_are_told_whoever_signs_in_next(
    shop: Shop, tries: int, alarm: list[tuple[AlarmKind, int, str]]
) -> None:
    for _ in range(tries):
        with pytest.raises(WrongPassword):
            shop.sign_in(OWNER, "не тот пароль")
    assert (shop.crm.wait_before_sign_in(shop.folder) > 0) is (tries >= 5)
    shop.clock.go(seconds=31)
    assert shop.crm.wait_before_sign_in(shop.folder) == 0
    seller(shop).close()
    owner = shop.sign_in()
    assert [(one.kind, one.count, one.person) for one in owner.alarms.new()] == alarm
    owner.close()
    shop.sign_in().close()
    assert actions(shop).count("person.sign_in_failed") == 1


@pytest.mark.parametrize("said", ["", "[]", '{"tries": 7}', '{"tries": {"a": -1, "b": "x"}, "last": 5}', "\udcff"])
def test_a_file_of_tries_that_says_nothing_is_no_obstacle(shop: Shop, said: str) -> None:
    (shop.folder / "tries.json").write_text(said, "utf-8", errors="surrogateescape")
    assert shop.crm.wait_before_sign_in(shop.folder) == 0
    shop.sign_in().close()
    assert "person.sign_in_failed" not in actions(shop)


def test_looking_numbers_up_part_by_part(shop: Shop) -> None:
    """Digit by digit a script learns numbers that nobody showed; a till that finds its buyers by a number does not."""
    desk = seller(shop)
    for n in range(199):
        desk.clients.ids(ClientFilter(text=f"{n:04}"))
    desk.close()
    assert told(shop) == []
    desk = seller(shop)
    desk.clients.ids(ClientFilter(text="0900"))
    desk.close()
    assert told(shop) == [(AlarmKind.NUMBERS, 200, 0)]
