"""The demo shop: exact counts, the same for the same seed, and nothing in it that a real shop could not hold."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from clientcrm.crm import DEMO_PASSWORD, Crm, Desk
from clientcrm.data.models import Client, Product, Purchase, PurchaseLine, Tag, TimelineEntry
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.ready_segments import tree_of
from clientcrm.domain.rhythm import STATUSES
from clientcrm.domain.segments import Ask
from clientcrm.domain.values.ids import inn_fits
from clientcrm.domain.values.phones import parse_phones
from clientcrm.vault.device import MemoryDeviceStore
from tests.support import CHEAP

NOW = datetime(2026, 6, 30, 12, 40, tzinfo=UTC)
CLIENTS, PURCHASES = 300, 4000


class Demo:
    """A demo shop and its owner, signed in."""

    def __init__(self, folder: Path, language: str = "ru", seed: int = 1, size: tuple[int, int] = (60, 400)) -> None:
        crm = Crm(kdf=CHEAP, device=MemoryDeviceStore(), clock=lambda: NOW)
        self.steps: list[tuple[int, int]] = []
        self.made = crm.demo(folder, *size, seed, language, lambda done, total: self.steps.append((done, total)))
        owner = crm.entrance(folder).people[0].uid
        self.desk: Desk = crm.sign_in(folder, owner, DEMO_PASSWORD)

    def rows(self, *columns: Any) -> list[Any]:
        """Columns of every row of a table."""
        with self.desk._gate.read(Permission.VIEW_CLIENTS) as session:
            return list(session.execute(select(*columns)).all())

    def story(self) -> list[Any]:
        """Everything that the seed decides, in an order of its own."""
        clients = self.rows(Client.public_id, Client.name, Client.created_at, Client.total, Client.tier_id, Client.code)
        receipts = self.rows(Purchase.day, Purchase.at, Purchase.total, Purchase.client_id, Purchase.employee)
        talks = self.rows(TimelineEntry.client_id, TimelineEntry.kind, TimelineEntry.at)
        return [sorted(map(tuple, clients)), list(map(tuple, receipts)), sorted(map(tuple, talks))]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The Russian shop, large enough for every kind of client."""
    made = Demo(tmp_path_factory.mktemp("demo") / "ru", size=(CLIENTS, PURCHASES))
    yield made
    made.desk.close()


def test_there_are_exactly_as_many_as_asked_for(demo: Demo) -> None:
    assert (demo.made.clients, demo.made.purchases) == (CLIENTS, PURCHASES)
    assert demo.desk.clients.everyone() == CLIENTS
    assert len(demo.rows(Purchase.id)) == PURCHASES
    assert demo.desk.user.name == "Марина Лебедева"
    assert demo.desk.shop.shop == "Чайный дом"
    assert demo.steps[0] == (0, CLIENTS + PURCHASES)
    assert demo.steps[-1] == (CLIENTS + PURCHASES, CLIENTS + PURCHASES)
    assert all(one[0] <= other[0] for one, other in pairwise(demo.steps))


def test_the_base_is_whole(demo: Demo) -> None:
    assert [(line.name, line.detail) for line in demo.desk.checking.run() if not line.ok] == []


def test_the_same_seed_tells_the_same_story(tmp_path: Path) -> None:
    one, other, third = (Demo(tmp_path / str(n), seed=seed) for n, seed in enumerate((5, 5, 6)))
    try:
        assert one.story() == other.story()
        assert one.story() != third.story()
    finally:
        for shop in (one, other, third):
            shop.desk.close()


@pytest.mark.parametrize(
    ("size", "language"),
    [((0, 0), "ru"), ((1, 1), "en"), ((0, 7), "ru"), ((3, 2), "ru"), ((5, 500), "ru"), ((60, 20), "en")],
)
def test_any_size_can_be_made(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    shop = Demo(tmp_path / "shop", language, size=size)
    try:
        assert shop.desk.clients.everyone() == size[0]
        assert len(shop.rows(Purchase.id)) == size[1]
        assert all(line.ok for line in shop.desk.checking.run())
    finally:
        shop.desk.close()


def test_every_step_of_the_scale_is_there_and_follows_from_what_was_bought(demo: Demo) -> None:
    counts = {tier.key: tier.clients for tier in demo.desk.tiers.all()}
    assert all(counts[key] > 0 for key in counts), counts
    assert counts["regular"] > counts["vip"] >= CLIENTS * 0.02
    tiers = {tier.id: tier.key for tier in demo.desk.tiers.all()}
    for tier_id, days, last, state in demo.rows(
        Client.tier_id, Client.purchase_days, Client.last_purchase, Client.state
    ):
        key = tiers[tier_id]
        assert (state == "client") is (days > 0)
        if key in ("vip", "regular", "lost", "sleeping", "advocate"):
            assert days > 0
        if key == "lost":
            assert last < NOW.date() - timedelta(days=179)
        if key == "potential":
            assert days == 0


def test_phones_numbers_and_birthdays_are_possible(demo: Demo) -> None:
    phones: Counter[str] = Counter()
    for client_id in demo.desk.clients.ids(ClientFilter()):
        card = demo.desk.clients.card(client_id)
        if card.contacts_hidden:
            continue
        for contact in demo.desk.clients.show_contacts(client_id).contacts:
            if contact.kind.value == "phone":
                found, codes = parse_phones(contact.value)
                assert [(p.e164, p.status) for p in found] == [(contact.value, "ok")]
                assert codes == []
                phones[contact.value] += 1
            elif contact.kind.value == "email":
                # Names that belong to nobody: a list written from a demo may be mailed to by mistake.
                assert contact.value.endswith(".example")
    assert max(phones.values()) <= 2, "relatives share a phone, strangers don't"
    for inn, ogrn, kind in demo.rows(Client.inn, Client.ogrn, Client.kind):
        assert bool(inn) is (kind == "company")
        if inn:
            assert inn_fits(inn)
            assert int(ogrn[:-1]) % 11 % 10 == int(ogrn[-1])  # its check digit
    born = demo.rows(Client.birth_year, Client.birth_month, Client.birth_day)
    assert sum((month, day) == (2, 29) for _, month, day in born) == 1
    assert any(year is None and month is not None for year, month, _ in born)
    assert any(month is None for _, month, _ in born)


def test_receipts_add_up_and_stay_within_the_three_years(demo: Demo) -> None:
    sums: dict[int, int] = {}
    for purchase_id, total in demo.rows(PurchaseLine.purchase_id, PurchaseLine.total):
        sums[purchase_id] = sums.get(purchase_id, 0) + total
    receipts = demo.rows(
        Purchase.id, Purchase.day, Purchase.at, Purchase.total, Purchase.kind, Purchase.return_of, Purchase.client_id
    )
    by_id = {row.id: row for row in receipts}
    local = NOW + timedelta(hours=3)
    for row in receipts:
        assert sums[row.id] == row.total
        assert local.date() - timedelta(days=3 * 365) <= row.day <= local.date()
        assert "10:00" <= row.at < "21:00"
        if row.day == local.date():
            assert row.at <= f"{local:%H:%M:%S}"
        assert (row.kind == "refund") is (row.total < 0) is (row.return_of is not None)
        if row.return_of is not None:
            sale = by_id[row.return_of]
            assert (sale.client_id, sale.day < row.day, -row.total <= sale.total) == (row.client_id, True, True)
    assert sum(row.kind == "refund" for row in receipts) == round(PURCHASES * 0.012)
    assert 0 < sum(row.client_id is None for row in receipts) < PURCHASES * 0.06
    assert [row.day for row in receipts] == sorted(row.day for row in receipts)


def test_the_shop_has_its_week_and_its_seasons(demo: Demo) -> None:
    days = [day for (day,) in demo.rows(Purchase.day)]
    weekdays = Counter(day.weekday() for day in days)
    assert weekdays[5] > weekdays[0] * 1.2
    months = Counter(day.month for day in days)
    assert months[12] > months[7] * 1.3
    assert not any((day.month, day.day) in {(1, 1), (1, 2)} for day in days)


def test_nothing_happens_before_the_client_came_nor_after_today(demo: Demo) -> None:
    came = dict(map(tuple, demo.rows(Client.id, Client.created_at)))
    for client_id, at in demo.rows(TimelineEntry.client_id, TimelineEntry.at):
        assert came[client_id] <= at <= NOW
    for client_id, day in demo.rows(Purchase.client_id, Purchase.day):
        if client_id is not None:
            assert came[client_id].date() <= day + timedelta(days=1)


def test_whoever_opens_the_demo_sees_clients_in_every_state_and_some_who_slip_away(demo: Demo) -> None:
    demo.desk.figures.reckon()
    found = {key: demo.desk.segments.count(ClientFilter(where=tree_of(key))) for key in ("silent", "overdue", "lost")}
    assert all(found.values()), found
    assert found["silent"] < CLIENTS / 10, "a shop where a tenth goes at once would be believed by nobody"
    for status in STATUSES:
        assert demo.desk.segments.count(ClientFilter(where=Ask("status", (status,)))), status


def test_words_are_filled_in_and_agree_with_the_person(demo: Demo) -> None:
    ids = list(demo.desk.clients.ids(ClientFilter(has=("note",))))
    cards = [demo.desk.clients.card(client_id) for client_id in ids]
    notes = [card.note for card in cards]
    texts = [entry.text for client_id in ids[:40] for entry in demo.desk.timeline.entries(client_id)]
    assert not any("{" in text for text in notes + texts)
    women = [card for card in cards if card.sex.value == "female" and card.note.startswith("Переехал")]
    assert all(card.note.startswith("Переехала") for card in women)
    pairs = {(card.last_name, card.sex.value) for card in cards if card.last_name.endswith(("ов", "ова"))}
    assert all(name.endswith("ова") is (sex == "female") for name, sex in pairs)


def test_segments_trash_and_words_are_ready(demo: Demo) -> None:
    found = {segment.name: segment.clients for segment in demo.desk.segments.all()}
    assert list(found) == ["Постоянные", "Спящие", "VIP", "Дни рождения, 14 дней", "Новые за месяц", "Компании"]
    assert all(found.values()), found
    assert 0 < len(demo.desk.clients.ids(ClientFilter(trashed=True))) < 10
    assert {"Опт", "Подарки"} <= {name for (name,) in demo.rows(Tag.name)}
    assert len(demo.rows(Product.id)) > 70


@pytest.mark.parametrize("there", [False, True])
def test_a_demo_cut_short_leaves_nothing_but_what_was_there(tmp_path: Path, *, there: bool) -> None:
    folder, device = tmp_path / "demo", MemoryDeviceStore()
    if there:
        folder.mkdir()
        (folder / "дневник.txt").write_text("не трогать", encoding="utf-8")

    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Crm(kdf=CHEAP, device=device).demo(folder, 50, 100, progress=stop)
    assert sorted(path.name for path in tmp_path.rglob("*")) == (["demo", "дневник.txt"] if there else [])
    assert device.secrets == {}
