"""Reading the journal by the page: narrowed by person, day, kind, client and name, each entry with its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, Permission, Role, Scope
from clientcrm.domain.activity import Doing, activity
from clientcrm.domain.errors import AccessDenied, Invalid
from clientcrm.domain.journal import GROUPS, JournalFilter, Named
from clientcrm.domain.sales import PurchaseDraft
from tests.services.journals import SVETA, hire, show_often
from tests.services.raw import make_filled, raw
from tests.support import Shop

PASSWORD = "одноразовый-1"
EVERYTHING = JournalFilter()
IVAN = replace(SVETA, name="Кузнецов Иван", contacts=())


def fill(desk: Desk) -> None:
    """Two clients with something done to each."""
    sveta, ivan = desk.clients.create(SVETA), desk.clients.create(IVAN)
    desk.clients.change(sveta, 1, replace(desk.clients.form(sveta).draft, city="Тула"))
    desk.sales.add(PurchaseDraft(ivan, date(2026, 6, 1), total=100))
    show_often(desk, sveta, 3)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("read"), fill)


@pytest.fixture
def shop(filled: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The two clients, nobody signed in."""
    made = filled(tmp_path / "base")
    yield made
    made.close()


def actions(desk: Desk, asked: JournalFilter, **more: int) -> list[str]:
    return [line.action for line in desk.journal.entries(asked, **more)]


def test_pages_follow_each_other_without_gaps(desk: Desk) -> None:
    whole = desk.journal.entries(EVERYTHING, limit=1000)
    assert [line.seq for line in whole] == list(range(len(whole), 0, -1))
    assert desk.journal.count(EVERYTHING) == len(whole)
    paged, before = [], None
    while page := desk.journal.entries(EVERYTHING, limit=4, before=before):
        paged += page
        before = page[-1].seq
    assert paged == whole


@pytest.mark.proves("F24")
def test_an_entry_says_who_did_what_to_whom_and_what_was_before(desk: Desk) -> None:
    [line] = [one for one in desk.journal.entries(EVERYTHING) if one.action == "client.changed"]
    assert (line.person, line.object_name, line.named) == (desk.user.name, "Ковальчук Светлана", Named.THERE)
    assert line.before_after == {"city": ("Москва", "Тула")}


def test_a_setting_says_what_was_before_as_well(desk: Desk) -> None:
    desk.settings.change(replace(desk.shop, autolock=9))
    [line] = desk.journal.entries(JournalFilter(group="shop"), limit=1)
    assert line.before_after == {"autolock": (5, 9)}


def test_clients_that_were_erased_since_are_told_so(desk: Desk) -> None:
    desk.clients.trash([1])
    desk.clients.erase([1])
    about = {line.action: line.named for line in desk.journal.entries(JournalFilter(client_id=1))}
    assert set(about.values()) == {Named.GONE}
    assert "contact.shown" in about


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (JournalFilter(group="contacts"), {"contact.shown"}),
        (JournalFilter(group="sales"), {"purchase.added"}),
        (JournalFilter(group="people"), set()),
        (JournalFilter(client_id=2), {"client.created", "purchase.added"}),
        (JournalFilter(text="кузн"), {"client.created", "purchase.added"}),
        (JournalFilter(text="никто"), set()),
        (JournalFilter(text="иван", group="sales"), {"purchase.added"}),
        (JournalFilter(person="ffffffffffffffffffffffffffffffff"), set()),
        (JournalFilter(until=date(2026, 6, 29)), set()),
        (JournalFilter(since=date(2026, 7, 1)), set()),
    ],
)
def test_the_journal_narrowed(desk: Desk, asked: JournalFilter, found: set[str]) -> None:
    assert set(actions(desk, asked)) == found
    assert desk.journal.count(asked) == len(actions(desk, asked))


def test_a_group_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.journal.entries(JournalFilter(group="gossip"))


def test_days_are_those_of_the_shops_clock(shop: Shop) -> None:
    """Half past one at night in Moscow is still yesterday in Greenwich."""
    shop.clock.go(hours=13.5)
    desk = shop.sign_in()
    show_often(desk, 1, 2)
    first = JournalFilter(group="contacts", since=date(2026, 6, 30), until=date(2026, 6, 30))
    second = JournalFilter(group="contacts", since=date(2026, 7, 1), until=date(2026, 7, 1))
    assert (desk.journal.count(first), desk.journal.count(second)) == (3, 2)


def test_every_action_that_is_grouped_is_in_one_group_or_two_on_purpose() -> None:
    named = [action for group in GROUPS.values() for action in group]
    assert {action for action in named if named.count(action) > 1} == {"quota.spent"}
    assert all(len(action) <= 40 for action in named)


def test_a_journal_that_somebody_wrote_nonsense_into_is_still_read(shop: Shop) -> None:
    desk = shop.sign_in()
    nonsense = {
        "at": "'никогда'",
        "count": "'много'",
        "uid": "cast(5 as blob)",
        "action": "cast(x'ff' as text)",
        "object_kind": "'tier'",
        "object_id": "'сто'",
        "detail_json": "'[1'",
    }
    with raw(shop) as connection:
        for seq, (column, value) in enumerate(nonsense.items(), 4):
            connection.execute(f"update journal_entry set {column} = {value} where seq = ?", (seq,))
    end = desk._gate.journal_end.seq
    assert [line.seq for line in desk.journal.entries(EVERYTHING)] == list(range(end, 0, -1))
    since = JournalFilter(since=date(2026, 6, 30))
    assert {line.seq for line in desk.journal.entries(since)} >= {1, 2, 3}
    assert desk.journal.activity(desk.user.uid).days_worked >= 1
    found = {seq for one in desk.journal.proof().breaks for seq in range(one.seq, one.last + 1)}
    assert found == set(range(4, 4 + len(nonsense)))


# ---------------------------------------------------------------- whose entries may be read


def with_right(shop: Shop, scope: Scope) -> Desk:
    """A seller who may read the journal so far."""
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    draft, role = owner._keys.draft(), READY[Role.SELLER]
    rights = {**role.rights, Permission.READ_JOURNAL: scope}
    draft.set_policy({"roles": [replace(role, rights=rights).to_json()]})
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    return shop.sign_in("Света", PASSWORD)


def test_who_may_read_own_entries_finds_no_others(shop: Shop) -> None:
    seller = with_right(shop, Scope.OWN)
    show_often(seller, 1, 1)
    assert {line.uid for line in seller.journal.entries(EVERYTHING)} == {seller.user.uid}
    others = JournalFilter(person=next(uid for uid in seller.people if uid != seller.user.uid))
    assert (seller.journal.entries(others), seller.journal.count(others)) == ([], 0)
    with pytest.raises(AccessDenied):
        seller.journal.activity(others.person)
    assert seller.journal.activity(seller.user.uid).count(Doing.SHOWN) == 1


def test_who_may_read_all_entries_proves_nothing(shop: Shop) -> None:
    seller = with_right(shop, Scope.YES)
    assert seller.journal.count(EVERYTHING) == len(seller.journal.entries(EVERYTHING))
    for owners_alone in (seller.journal.proof, seller.journal.fingerprint):
        with pytest.raises(AccessDenied):
            owners_alone()


def test_who_may_not_read_it_is_refused_with_an_entry(shop: Shop) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", PASSWORD)
    for refused in (lambda: seller.journal.entries(EVERYTHING), lambda: seller.journal.count(EVERYTHING)):
        with pytest.raises(AccessDenied):
            refused()
    seller.close()
    assert "access.refused" in actions(shop.sign_in(), EVERYTHING)


# ---------------------------------------------------------------- what somebody did


def test_what_somebody_did_in_ninety_days(shop: Shop) -> None:
    desk = shop.sign_in()
    desk.clients.card(2)
    desk.backup.make()
    did = desk.journal.activity(desk.user.uid)
    assert (did.person, did.days_worked) == (desk.user.name, 1)
    assert did.count(Doing.SHOWN) == 3
    assert did.count(Doing.COPIES) == 1
    assert did.count(Doing.EXPORTS) == 0
    shop.clock.go(days=100)
    assert desk.journal.activity(desk.user.uid).count(Doing.SHOWN) == 0


TODAY = date(2026, 6, 30)


def days(*counts: int) -> list[tuple[date, str, int]]:
    """Cards by the day, the last count today's."""
    start = TODAY.toordinal() - len(counts) + 1
    return [(date.fromordinal(start + place), "client.viewed", count) for place, count in enumerate(counts) if count]


@pytest.mark.parametrize(
    ("counts", "unusual", "week", "usual"),
    [
        ([5] * 20 + [60], [60], 90, 35),
        ([5] * 21, [], 35, 35),
        ([1] * 20 + [4], [], 10, 7),
        ([10] * 20 + [29], [], 89, 70),
        ([10] * 20 + [30], [30], 90, 70),
        ([40], [], 40, None),
        ([], [], 0, None),
    ],
)
def test_unusual_days_and_weeks(counts: list[int], unusual: list[int], week: int, usual: int | None) -> None:
    did = activity("uid", "Иван", TODAY, 28, days(*counts))
    assert [day.count for day in did.unusual] == unusual
    assert (did.cards_week, did.cards_usual) == (week, usual)


def test_an_export_counts_as_one_and_by_its_clients() -> None:
    did = activity("uid", "Иван", TODAY, 7, [(TODAY, "clients.exported", 120), (TODAY, "clients.exported", 3)])
    assert (did.count(Doing.EXPORTS), did.count(Doing.EXPORTED)) == (2, 123)
