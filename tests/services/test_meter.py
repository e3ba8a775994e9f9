"""The meter: so many contacts a day and an hour, whatever is restarted and however the clock is turned."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.crm import Crm, Desk
from clientcrm.data.models import Setting
from clientcrm.domain.access import READY, UNLIMITED, Permission, Quota, Role, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, CrmError, Invalid
from clientcrm.domain.meter import ClockSetBack, QuotaSpent, ReasonNeeded, day_began, quota_of
from clientcrm.domain.requests import AgreementNeeded
from clientcrm.services.clock_watch import boot_id
from tests.services.journals import actions, entries, hire
from tests.services.raw import make_filled
from tests.support import CHEAP, OWNER, PASSWORD, Shop

FIRST, OWN = "одноразовый-1", "чай-с-мятой-2026"
QUOTA = Quota(3, 2, None)
COUNT = 12


def fill(desk: Desk) -> None:
    """Twelve clients with two contacts each."""
    for n in range(COUNT):
        phone, mail = f"+7916204{n:04}", f"client{n}@shop.ru"
        contacts = (ContactDraft(ContactKind.PHONE, phone, phone), ContactDraft(ContactKind.EMAIL, mail, mail))
        desk.clients.create(ClientDraft(name=f"Клиент {n}", contacts=contacts))


@dataclass
class Staffed:
    """A shop with a seller whose role has this quota."""

    shop: Shop
    uptime: float = 0.0
    boot: int = 1

    def crm(self) -> Crm:
        clocks = {"clock": self.shop.clock, "steady": lambda: self.uptime, "boot": lambda: f"boot {self.boot}"}
        return Crm(kdf=CHEAP, device=self.shop.device, **clocks)  # type: ignore[arg-type]

    def desk(self, person: str = "Света", password: str = OWN) -> Desk:
        desk = self.crm().sign_in(self.shop.folder, person, password)
        self.shop._desks.append(desk)
        return desk

    def pass_time(self, **kwargs: float) -> None:
        """Real time passes."""
        self.shop.clock.go(**kwargs)
        self.uptime += timedelta(**kwargs).total_seconds()

    def switch_off(self, **kwargs: float) -> None:
        """The computer is off for so long."""
        self.shop.clock.go(**kwargs)
        self.uptime, self.boot = 40.0, self.boot + 1

    def set_clock(self, **kwargs: float) -> None:
        """Somebody sets the wall clock."""
        self.shop.clock.go(**kwargs)


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("twelve"), fill)


@pytest.fixture
def make(twelve: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Callable[..., Staffed]]:
    """Make a shop with a seller."""
    made: list[Shop] = []

    def with_quota(quota: Quota = QUOTA, own: Quota | None = None, **rights: Scope) -> Staffed:
        shop = twelve(tmp_path / f"base{len(made)}")
        made.append(shop)
        staff(shop, quota, own, **rights)
        return Staffed(shop)

    yield with_quota
    for shop in made:
        shop.close()


def staff(shop: Shop, quota: Quota, own: Quota | None = None, **rights: Scope) -> None:
    """Hire the seller, with the role's quota and perhaps an own one."""
    owner = shop.sign_in()
    uid = hire(shop, owner, "Света", Role.SELLER)
    draft, role = owner._keys.draft(), READY[Role.SELLER]
    said = {**role.rights, Permission.COPY_CONTACTS: Scope.YES}
    said |= {Permission(name): scope for name, scope in rights.items()}
    draft.set_policy({"roles": [replace(role, rights=said, quota=quota).to_json()]})
    if own is not None:
        draft.set_person(uid, permissions={"quota": own.to_json()})
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    seller = shop.sign_in("Света", FIRST)
    seller.change_password(FIRST, OWN)
    seller.close()


def phone_of(desk: Desk, client_id: int) -> int:
    return desk.clients.card(client_id).contacts[0].id


def shows(desk: Desk, *clients: int, reason: str = "") -> str:
    """Show one phone of each: a letter for each, or what stood against it."""
    said = ""
    for client_id in clients:
        try:
            desk.clients.show_contacts(client_id, [phone_of(desk, client_id)], reason)
            said += "+"
        except QuotaSpent as error:
            said += error.per[0]
        except ReasonNeeded:
            said += "?"
        except ClockSetBack:
            said += "x"
        except (AccessDenied, AgreementNeeded):
            said += "-"
    return said


# ---------------------------------------------------------------- what counts


def test_a_contact_costs_once_a_day_and_a_copy_costs_like_a_showing(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(3, None, None))
    desk = staffed.desk()
    first = phone_of(desk, 1)
    assert desk.clients.show_contacts(1, [first]).left_today == 2
    assert desk.clients.show_contacts(1, [first]).left_today == 2
    assert desk.clients.copied_contact(1, first).value == "+79162040000"
    assert desk.meter.left().day == 2
    assert desk.clients.copied_contact(2, phone_of(desk, 2)).value == "+79162040001"
    assert desk.clients.show_contacts(1).left_today == 0, "the second contact of the client is a new one"
    with pytest.raises(QuotaSpent):
        desk.clients.copied_contact(3, phone_of(desk, 3))
    assert shows(desk, 1, 2, 3) == "++d"
    staffed.pass_time(days=1)
    assert desk.clients.show_contacts(3).left_today == 1
    with pytest.raises(QuotaSpent):
        desk.clients.show_contacts(4)
    assert desk.meter.left().day == 1, "what was refused costs nothing"


def test_the_hour_is_the_last_sixty_minutes(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(None, 2, None))
    desk = staffed.desk()
    assert shows(desk, 1) == "+"
    staffed.pass_time(minutes=40)
    assert shows(desk, 2, 3) == "+h"
    with pytest.raises(QuotaSpent) as spent:
        desk.clients.show_contacts(3, [phone_of(desk, 3)])
    assert spent.value.until == datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
    assert spent.value.limit == 2
    staffed.pass_time(minutes=20)
    assert shows(desk, 3, 4) == "+h"
    assert (desk.meter.left().day, desk.meter.left().hour) == (None, 0)


def test_the_day_is_the_shops_and_says_when_the_next_begins(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    desk = staffed.desk()
    assert shows(desk, 1) == "+"
    with pytest.raises(QuotaSpent) as spent:
        desk.clients.show_contacts(2)
    assert spent.value.until.astimezone(desk._gate.zone).strftime("%d %H:%M") == "01 00:00"
    staffed.pass_time(seconds=(spent.value.until - staffed.shop.clock.at).total_seconds() - 1)
    assert shows(desk, 2) == "d"
    staffed.pass_time(seconds=1)
    assert shows(desk, 2) == "+"


def test_a_reason_is_asked_from_the_nth_on_and_stands_in_the_entry(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(None, None, 3))
    desk = staffed.desk()
    assert not desk.meter.left().reason_needed
    assert shows(desk, 1, 2, 3) == "++?"
    assert desk.meter.left().reason_needed
    with pytest.raises(ReasonNeeded) as needed:
        desk.clients.show_contacts(3, reason="   ")
    assert needed.value.after == 2
    assert shows(desk, 1) == "+", "what was shown today needs none"
    assert shows(desk, 3, reason="просила перезвонить") == "+"
    desk.close()
    shown = [entry for entry in entries(staffed.shop) if entry["action"] == "contact.shown"]
    assert "просила перезвонить" in shown[-1]["detail_json"]
    assert "+7916" not in "".join(entry["detail_json"] for entry in shown)
    assert [entry["count"] for entry in shown] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("role", "own", "said"),
    [
        (Quota(3, 2, None), None, Quota(3, 2, None)),
        (Quota(3, 2, None), Quota(1, None, None), Quota(1, None, None)),
        (Quota(3, 2, None), UNLIMITED, UNLIMITED),
        (UNLIMITED, Quota(0, 0, 0), Quota(0, 0, 0)),
    ],
    ids=["role", "own is less", "own is none", "own is nothing"],
)
def test_the_own_quota_beats_the_roles(role: Quota, own: Quota | None, said: Quota) -> None:
    permissions = {} if own is None else {"quota": own.to_json()}
    assert quota_of(replace(READY[Role.SELLER], quota=role), permissions) == said
    assert quota_of(READY[Role.OWNER], {"quota": Quota(0, 0, 0).to_json()}) == UNLIMITED


def test_the_own_quota_holds_at_the_desk(make: Callable[..., Staffed]) -> None:
    desk = make(Quota(1, 1, None), own=Quota(2, None, None)).desk()
    assert shows(desk, 1, 2, 3) == "++d"


# ---------------------------------------------------------------- T26: restarts, clocks, threads


@pytest.mark.proves("N03")
@pytest.mark.attack("T26")
def test_t26_a_refused_showing_leaves_an_entry_and_no_restart_refills(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(3, None, None))
    for said in ("+++d", "+++d"):
        desk = staffed.desk()
        assert shows(desk, 1, 2, 3, 4) == said
        desk.close()
    assert shows(staffed.desk(), 5) == "d"
    staffed.shop.close()
    assert actions(staffed.shop).count("quota.spent") == 3
    assert [e["object_id"] for e in entries(staffed.shop) if e["action"] == "quota.spent"] == [4, 4, 5]


@pytest.mark.proves("N03")
@pytest.mark.attack("T26")
@pytest.mark.parametrize("restart", [False, True], ids=["in the session", "before the next one"])
@pytest.mark.parametrize(
    ("back", "then"),
    [({"minutes": -9}, "d"), ({"minutes": -11}, "x"), ({"days": -1}, "x"), ({"days": -400}, "x")],
    ids=["9 minutes", "11 minutes", "a day", "a year"],
)
def test_t26_a_clock_set_back_refills_nothing(
    make: Callable[..., Staffed], back: dict[str, float], then: str, restart: bool
) -> None:
    staffed = make(Quota(2, None, None))
    desk = staffed.desk()
    assert shows(desk, 1, 2, 3) == "++d"
    staffed.set_clock(**back)
    if restart:
        desk.close()
        desk = staffed.desk()
    assert shows(desk, 3) == then
    assert desk.meter.left().frozen is (then == "x")
    behind = timedelta(**back)
    staffed.pass_time(seconds=-behind.total_seconds() - 60)
    assert shows(desk, 3) == "d", "time has caught up, the day is the same"
    assert not desk.meter.left().frozen
    desk.close()
    assert ("clock.set_back" in actions(staffed.shop)) is (then == "x")
    assert actions(staffed.shop).count("clock.set_back") <= 2, "each session tells once"


@pytest.mark.attack("T26")
def test_t26_owners_are_not_frozen(make: Callable[..., Staffed]) -> None:
    staffed = make()
    staffed.desk().close()
    staffed.set_clock(days=-2)
    owner = staffed.desk(OWNER, PASSWORD)
    assert shows(owner, 1, 2, 3, 4, 5) == "+++++"
    assert not owner.meter.left().frozen


@pytest.mark.proves("N03")
@pytest.mark.attack("T26")
def test_t26_a_clock_set_ahead_in_a_session_refills_nothing_and_leaves_an_entry(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(2, None, None))
    desk = staffed.desk()
    assert shows(desk, 1, 2) == "++"
    for days in (1, 1, 30):
        staffed.set_clock(days=days)
        assert shows(desk, 3) == "d"
    staffed.set_clock(days=-32)
    assert shows(desk, 3) == "x", "the journal stands ahead now"
    desk.close()
    told = [entry["detail_json"] for entry in entries(staffed.shop) if entry["action"] == "clock.jumped"]
    assert told == [f'{{"seconds":{days * 86400}}}' for days in (1, 1, 30)]


@pytest.mark.proves("N03")
@pytest.mark.attack("T26")
def test_t26_a_clock_set_ahead_while_the_program_is_closed_refills_nothing(make: Callable[..., Staffed]) -> None:
    """The computer was not switched off: its steady clock tells how long the program was closed."""
    staffed = make(Quota(2, None, None))
    desk = staffed.desk()
    assert shows(desk, 1, 2, 3) == "++d"
    desk.close()
    for days in (1, 1, 30):
        staffed.set_clock(days=days)
        for _ in range(2):  # the entries of the first sign-in stand in the future when the second begins
            desk = staffed.desk()
            assert shows(desk, 3) == "d"
            desk.close()
    assert actions(staffed.shop).count("clock.jumped") == 3, "each jump is told once"
    staffed.set_clock(days=-32)
    desk = staffed.desk()
    assert shows(desk, 3) == "x", "the journal stands ahead now"
    desk.close()
    staffed.pass_time(days=33)
    assert shows(staffed.desk(), 3) == "+"


@pytest.mark.attack("T26")
def test_t26_a_wrong_clock_is_no_witness_and_no_way_round(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    desk = staffed.desk()
    assert shows(desk, 1, 2) == "+d"
    desk.close()
    staffed.set_clock(days=-2)
    staffed.desk().close()
    staffed.set_clock(days=3)
    assert shows(staffed.desk(), 2) == "d"


@pytest.mark.attack("T26")
@pytest.mark.parametrize("off", [False, True], ids=["left on", "switched off"])
@pytest.mark.parametrize("hours", [15, 63], ids=["a night", "a weekend"])
def test_t26_an_honest_shop_has_a_new_quota_in_the_morning(make: Callable[..., Staffed], hours: int, off: bool) -> None:
    staffed = make(Quota(2, 2, None))
    for clients in ((1, 2, 3), (3, 4, 5), (5, 6, 7)):
        desk = staffed.desk()
        assert shows(desk, *clients) == "++d"
        staffed.pass_time(hours=9)
        desk.close()
        (staffed.switch_off if off else staffed.pass_time)(hours=hours)
    assert not [action for action in actions(staffed.shop) if action.startswith("clock.")]


@pytest.mark.attack("T26")
def test_t26_a_battery_that_died_holds_nobody_up_once_the_clock_is_right(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    desk = staffed.desk()
    assert shows(desk, 1, 2) == "+d"
    desk.close()
    staffed.switch_off(days=1)
    staffed.set_clock(days=-3000)
    desk = staffed.desk()
    assert shows(desk, 2) == "x"
    desk.close()
    staffed.set_clock(days=3000)
    assert shows(staffed.desk(), 2, 3) == "+d"


@pytest.mark.attack("T26")
def test_t26_what_is_kept_of_the_clock_may_be_anything(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    staffed.desk().close()
    for said in ('{"boot": "boot 1"}', '{"boot": "boot 1", "at": "2026", "steady": 0, "told": 0}', "[]", "null"):
        desk = staffed.desk(OWNER, PASSWORD)
        with desk._gate.write(Permission.CHANGE_SETTINGS, "settings.changed") as session:
            session.get_one(Setting, "clock_watch").value = said
        desk.close()
        desk = staffed.desk()
        assert shows(desk, 1) == "+"
        desk.close()


@pytest.mark.skipif(sys.platform not in ("linux", "win32", "darwin"), reason="other systems say nothing")
def test_the_system_tells_one_start_from_the_next() -> None:
    assert boot_id() == boot_id() != ""


@pytest.mark.attack("T26")
def test_t26_sleep_and_small_corrections_are_no_jumps(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    desk = staffed.desk()
    assert shows(desk, 1, 2) == "+d"
    staffed.pass_time(days=1)  # the steady clock goes on in sleep
    staffed.set_clock(minutes=8)
    assert shows(desk, 2) == "+"
    desk.close()
    assert not [action for action in actions(staffed.shop) if action.startswith("clock.")]


@pytest.mark.attack("T26")
@pytest.mark.parametrize(
    ("zone", "moment", "hours"),
    [
        ("Europe/Moscow", datetime(2026, 6, 30, 9, tzinfo=UTC), 24),
        ("Europe/Berlin", datetime(2026, 3, 29, 9, tzinfo=UTC), 23),
        ("Europe/Berlin", datetime(2026, 10, 25, 9, tzinfo=UTC), 25),
        ("America/Havana", datetime(2026, 3, 8, 18, tzinfo=UTC), 23),  # 00:00 does not exist
        ("America/Havana", datetime(2026, 11, 1, 18, tzinfo=UTC), 25),  # 00:00 comes twice
        ("Asia/Kathmandu", datetime(2026, 6, 30, 9, tzinfo=UTC), 24),
    ],
)
def test_t26_days_of_summer_time_are_days(zone: str, moment: datetime, hours: int) -> None:
    began, ended = day_began(moment, ZoneInfo(zone)), day_began(moment, ZoneInfo(zone), 1)
    assert ended - began == timedelta(hours=hours)
    assert began.astimezone(ZoneInfo(zone)).date() == moment.astimezone(ZoneInfo(zone)).date()
    assert (began - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() < moment.astimezone(ZoneInfo(zone)).date()


@pytest.mark.attack("T26")
def test_t26_the_day_on_which_the_clock_goes_back_an_hour_has_one_quota(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    staffed.shop.clock.at = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # 00:30 in Berlin, the day of 25 hours
    desk = staffed.desk()
    desk._gate.zone = ZoneInfo("Europe/Berlin")
    assert shows(desk, 1, 2) == "+d"
    staffed.pass_time(hours=24)
    assert shows(desk, 2) == "d"
    staffed.pass_time(minutes=30)
    assert shows(desk, 2) == "+"


@pytest.mark.attack("T26")
def test_t26_two_threads_spend_no_more_than_one(make: Callable[..., Staffed]) -> None:
    desk = make(Quota(5, None, None)).desk()
    phones = [(n, phone_of(desk, n)) for n in range(1, COUNT + 1)]
    shown: list[int] = []
    start = threading.Barrier(2)

    def take(mine: list[tuple[int, int]]) -> None:
        start.wait()
        for client_id, phone in mine:
            with suppress(QuotaSpent):
                shown.extend(contact.id for contact in desk.clients.show_contacts(client_id, [phone]).contacts)

    threads = [threading.Thread(target=take, args=(phones[part::2],)) for part in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shown) == len(set(shown)) == 5
    assert desk.meter.left().day == 0


# ---------------------------------------------------------------- whatever is done

_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("show"), st.integers(1, COUNT)),
        st.tuples(st.just("all"), st.integers(1, COUNT)),
        st.tuples(st.just("copy"), st.integers(1, COUNT)),
        st.tuples(st.just("pass"), st.sampled_from([1, 30, 61, 9 * 60, 24 * 60])),
        st.tuples(st.just("ahead"), st.sampled_from([5, 90, 24 * 60, 3 * 24 * 60])),
        st.tuples(st.just("back"), st.sampled_from([5, 90, 24 * 60])),
        st.tuples(st.just("right"), st.just(0)),
        st.tuples(st.just("restart"), st.just(0)),
    ),
    max_size=25,
)


@pytest.mark.attack("T26")
@settings(max_examples=6)
@given(steps=_STEPS)
def test_t26_whatever_is_done_no_real_day_has_more_than_its_quota(
    steps: list[tuple[str, int]], twelve: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The computer stays on: what is done to its clock while the program is closed counts no more than before it."""
    shop = twelve(tmp_path_factory.mktemp("any") / "base")
    staff(shop, QUOTA)
    staffed = Staffed(shop)
    real = shop.clock.at
    desk = staffed.desk()
    zone = desk._gate.zone
    days: dict[object, set[int]] = {}
    for what, much in steps:
        if what == "pass":
            staffed.pass_time(minutes=much)
            real += timedelta(minutes=much)
        elif what in ("ahead", "back"):
            staffed.set_clock(minutes=much if what == "ahead" else -much)
        elif what in ("right", "restart"):
            if what == "right":
                shop.clock.at = real
            else:
                desk.close()
                desk = staffed.desk()
        else:
            days.setdefault(real.astimezone(zone).date(), set()).update(taken(desk, what, much))
    shop.close()
    assert all(len(contacts) <= 3 for contacts in days.values()), days


def taken(desk: Desk, what: str, client_id: int) -> set[int]:
    """The contacts that came in full."""
    ids = [line.id for line in desk.clients.card(client_id).contacts]
    try:
        if what == "copy":
            return {desk.clients.copied_contact(client_id, ids[0]).id}
        return {c.id for c in desk.clients.show_contacts(client_id, ids[:1] if what == "show" else None).contacts}
    except CrmError:
        return set()


# ---------------------------------------------------------------- how far the right goes


@pytest.mark.parametrize(
    ("scope", "said"),
    [(Scope.YES, "++"), (Scope.OWN, "+-"), (Scope.PARTLY, "--"), (Scope.REQUEST, "--"), (Scope.NO, "")],
)
def test_contacts_are_shown_as_far_as_the_right_goes(make: Callable[..., Staffed], scope: Scope, said: str) -> None:
    staffed = make(UNLIMITED, show_contacts=scope)
    owner = staffed.desk(OWNER, PASSWORD)
    owner.clients.mass_assign([1], next(uid for uid, name in owner.people.items() if name == "Света"))
    owner.close()
    desk = staffed.desk()
    cards = [desk.clients.card(n) for n in (1, 2)]
    rows = desk.clients.rows([1, 2])
    if scope is Scope.NO:
        assert all(card.contacts_hidden and not card.contacts for card in cards)
        assert [(row.phone, row.email) for row in rows] == [(None, None)] * 2
        assert not desk.clients.form(1).lines
        with pytest.raises(AccessDenied):
            desk.clients.show_contacts(1)
    else:
        assert [card.contacts[0].masked[:6] for card in cards] == ["+7 916"] * 2
        assert all(row.phone and "•" in row.phone for row in rows)
        assert shows(desk, 1, 2) == said
    own = Scope.YES if scope is Scope.OWN else scope
    other = Scope.PARTLY if scope is Scope.OWN else scope
    assert [card.showing for card in cards] == [own, other]
    found = {Scope.YES: COUNT, Scope.OWN: 1}.get(scope, 0)
    assert len(desk.clients.more_ids(ClientFilter(text="6204"))) == found
    shown = desk.clients.show_contacts(1).contacts[0].value if scope in (Scope.YES, Scope.OWN) else "0000"
    assert list(desk.clients.ids(ClientFilter(text=shown[-4:]))) == ([1] if found else [])
    desk.close()
    assert ("access.refused" in actions(staffed.shop)) is (scope is not Scope.YES)


def test_beyond_a_spent_quota_the_owner_may_agree_to_one_more_client(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(1, None, None))
    desk = staffed.desk()
    phone, mail = (line.id for line in desk.clients.card(2).contacts)
    desk.clients.show_contacts(1, [desk.clients.card(1).contacts[0].id])
    with pytest.raises(QuotaSpent):
        desk.clients.show_contacts(2, [phone])
    desk.requests.ask_show(2, "ждёт заказ")
    with pytest.raises(QuotaSpent):
        desk.clients.show_contacts(2, [phone])
    desk.requests.approve_in_place(desk.requests.mine()[0].id, OWNER, PASSWORD)
    assert desk.clients.show_contacts(2, [phone]).contacts[0].value == "+79162040001"
    assert desk.clients.show_contacts(2, [mail]).left_today == 0  # the agreement was for all of that client's
    with pytest.raises(QuotaSpent):
        desk.clients.show_contacts(3)
    assert desk.meter.left().day == 0
    staffed.pass_time(days=1)
    assert len(desk.clients.show_contacts(3, [desk.clients.card(3).contacts[0].id]).contacts) == 1
    with pytest.raises(QuotaSpent):  # it was used up yesterday
        desk.clients.show_contacts(2, [phone])


def test_without_a_limit_there_is_nothing_to_ask_for(make: Callable[..., Staffed]) -> None:
    desk = make(Quota(None, None, 1)).desk()
    with pytest.raises(Invalid):
        desk.requests.ask_show(1, "ждёт заказ")
    assert desk.requests.mine() == []


def test_an_agreement_opens_all_contacts_of_that_client_for_the_day(make: Callable[..., Staffed]) -> None:
    staffed = make(Quota(0, 0, 1), show_contacts=Scope.REQUEST)
    desk = staffed.desk()
    phone, mail = (line.id for line in desk.clients.card(1).contacts)
    with pytest.raises(AgreementNeeded):
        desk.clients.show_contacts(1, [phone])
    number = desk.requests.ask_show(1, "просила перезвонить")
    desk.close()
    owner = staffed.desk(OWNER, PASSWORD)
    owner.requests.approve(number)
    owner.close()
    desk = staffed.desk()
    assert desk.clients.show_contacts(1, [phone]).contacts[0].value == "+79162040000"
    assert desk.clients.show_contacts(1, [mail]).contacts[0].value == "client0@shop.ru"
    assert desk.clients.copied_contact(1, phone).value == "+79162040000"
    with pytest.raises(AgreementNeeded):
        desk.clients.show_contacts(2)
    staffed.pass_time(days=1)
    with pytest.raises(AgreementNeeded):
        desk.clients.show_contacts(1, [phone])
