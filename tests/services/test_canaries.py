"""Planted clients: believable to staff, left out of everything that the owner looks at, traced when they turn up."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role, Scope
from clientcrm.domain.canaries import TracedKind, contacts_in_text, controlled, dealt
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientOrder
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, Invalid, NotFound
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.asking import ASKS, MANAGER, SELLER, asking_shop, manager, phone, shaped
from tests.services.journals import entries
from tests.services.raw import raw
from tests.support import Shop

OWNED = ("8 (999) 123-45-01", "canary.one@mail.ru", "+7 999 123-45-03")
NORMAL = ("+79991234501", "canary.one@mail.ru", "+79991234503")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("canaries"))


def uid_of(desk: Desk, name: str) -> str:
    return next(uid for uid, known in desk.people.items() if known == name)


@pytest.fixture
def planted(shop: Shop) -> list[int]:
    """Three canaries for the manager."""
    owner = shop.sign_in()
    ids = owner.canaries.plant(uid_of(owner, MANAGER), OWNED)
    owner.close()
    return ids


# ---------------------------------------------------------------- planting


@pytest.mark.proves("N05")
def test_staff_see_planted_clients_like_any_other(shop: Shop, planted: list[int]) -> None:
    desk = manager(shop)
    assert set(planted) <= set(desk.clients.ids(ClientFilter()))
    assert desk.clients.totals([], ClientFilter()).everyone == 7
    cards = [desk.clients.card(i) for i in planted]
    assert len({card.name for card in cards}) == 3
    assert all(card.last_name and card.first_name and len(card.contacts) == 1 for card in cards)
    assert {card.portfolio for card in cards} == {"Магазин"}
    assert {card.tier_id for card in cards} == {desk.clients.card(1).tier_id}
    assert {card.city for card in cards} == {"Уфа"}
    assert not any(card.figures.receipts for card in cards)
    shown = desk.clients.show_contacts(planted[0]).contacts
    assert [contact.value for contact in shown] == [NORMAL[0]]


def test_each_canary_has_a_contact_of_its_own_and_a_past_at_work(shop: Shop) -> None:
    for _ in range(6):
        manager(shop).close()
        shop.clock.go(days=1)
    owner = shop.sign_in()
    ids = owner.canaries.plant(uid_of(owner, MANAGER), OWNED)
    all_ = owner.canaries.all()
    assert [canary.contacts for canary in all_] == [
        (("phone", NORMAL[0]),), (("email", NORMAL[1]),), (("phone", NORMAL[2]),)
    ]  # fmt: skip
    assert {(canary.person, canary.seen_by, canary.there) for canary in all_} == {(MANAGER, (SELLER,), True)}
    owner.close()
    desk = manager(shop)
    for client_id in ids:
        talks = [entry for entry in desk.timeline.entries(client_id) if entry.text]
        assert 2 <= len(talks) <= 4
        assert all(date(2026, 6, 30) <= talk.at.date() <= date(2026, 7, 5) for talk in talks)


@pytest.mark.proves("N05")
def test_nothing_that_staff_can_read_names_a_canary(shop: Shop) -> None:
    owner = shop.sign_in()
    plain = owner.clients.create(ClientDraft(name="Обычный Клиент", contacts=(phone(50),)))
    [canary] = owner.canaries.plant(uid_of(owner, MANAGER), OWNED[:1], 1)
    owner.close()
    about = {entry["object_id"]: entry for entry in entries(shop) if entry["action"] == "client.created"}
    same = {key: value for key, value in about[plain].items() if key not in ("seq", "object_id")}
    assert {key: value for key, value in about[canary].items() if key not in ("seq", "object_id")} == same
    assert not [entry for entry in entries(shop) if "canar" in json.dumps(entry)]
    with raw(shop) as connection:
        columns = [row[1] for row in connection.execute("pragma table_info(client)")]
        rows = dict(
            zip((plain, canary), connection.execute("select * from client order by id desc limit 2"), strict=True)
        )
        both = {name: {row[columns.index(name)] for row in rows.values()} for name in columns}
        for name in ("version", "kind", "state", "tier_by_hand", "created_at", "trashed", "receipts", "portfolio"):
            assert len(both[name]) == 1, name
        length = connection.execute("select length(sealed) from owner_document where name = 'canaries'").fetchone()[0]
    assert length > 4096


@pytest.mark.parametrize(
    ("contacts", "count", "code"),
    [
        (("не телефон",), 1, {"contacts": "unreadable"}),
        (OWNED[:2], 3, {"contacts": "too_few"}),
        ((OWNED[0], "+79991234501"), 2, {"contacts": "unreadable"}),
        (("+7 916 204-00-01",), 1, {"contacts": "taken"}),
        (OWNED, 0, {"count": "out_of_range"}),
    ],
    ids=["unreadable", "too-few", "twice", "a-clients", "none"],
)
def test_contacts_must_be_the_owners_own_and_each_for_one(
    shop: Shop, contacts: tuple[str, ...], count: int, code: dict[str, str]
) -> None:
    owner = shop.sign_in()
    with pytest.raises(Invalid) as refused:
        owner.canaries.plant(uid_of(owner, MANAGER), contacts, count)
    assert refused.value.fields == code


def test_a_contact_tells_one_person_from_another(shop: Shop, planted: list[int]) -> None:
    owner = shop.sign_in()
    with pytest.raises(Invalid) as refused:
        owner.canaries.plant(uid_of(owner, SELLER), OWNED[:1], 1)
    assert refused.value.fields == {"contacts": "taken"}
    with pytest.raises(Invalid):
        owner.canaries.plant(owner.user.uid, ["+79991234599"], 1)
    with pytest.raises(NotFound):
        owner.canaries.plant("0" * 32, ["+79991234599"], 1)


def test_only_owners_plant_and_look(shop: Shop, planted: list[int]) -> None:
    desk = manager(shop)
    for refused in (
        lambda: desk.canaries.plant(desk.user.uid, OWNED),
        desk.canaries.all,
        lambda: desk.canaries.remove(planted),
        lambda: desk.canaries.trace(NORMAL[0]),
    ):
        with pytest.raises(AccessDenied):
            refused()


# ---------------------------------------------------------------- the owner's session does without them


def mentions(value: Any, ids: set[int], words: set[str]) -> bool:
    """Whether an answer holds one of these ids as a client's, or one of these words, however deep."""
    if is_dataclass(value) and not isinstance(value, type):
        named = any(getattr(value, name, None) in ids for name in ("client_id",))
        own = type(value).__name__ in {"ClientRow", "ClientCard", "Lookalike"} and getattr(value, "id", None) in ids
        return named or own or any(mentions(getattr(value, f.name), ids, words) for f in fields(value))
    if isinstance(value, dict):
        return any(mentions(part, ids, words) for pair in value.items() for part in pair)
    if isinstance(value, str):
        return any(word in value for word in words)
    if isinstance(value, bytes | bytearray):
        return False
    if hasattr(value, "__iter__"):
        return any(mentions(part, ids, words) for part in value)
    return False


@pytest.mark.proves("N05")
def test_no_way_of_looking_finds_one_for_the_owner(shop: Shop, planted: list[int], tmp_path: Path) -> None:
    """Every public method of every service that only looks, and each way to ask the list."""
    desk = manager(shop)
    desk.close()
    shaped(shop, Role.MANAGER, {Permission.SEE_SUMS: Scope.YES, Permission.MASS_CHANGE: Scope.YES})
    desk = manager(shop)
    names = {desk.clients.card(i).name for i in planted}
    first = min(names)
    desk.clients.mass_tag(planted, "заметная")
    desk.timeline.record(InteractionDraft(planted[0], EntryKind.CALL, "примета"))
    desk.sales.add(PurchaseDraft(planted[0], date(2026, 6, 29), total=777_700))
    desk.segments.save("Все из Уфы", ClientFilter(cities=("Уфа",)))
    before = sum(tier.clients for tier in desk.tiers.all())
    assert desk.figures.ask("summary", None, {})["cards"] == 8  # who may not know them counts them
    desk.close()

    owner = shop.sign_in()
    lists = owner.clients
    everyone = set(lists.ids(ClientFilter()))
    assert len(everyone) == 5  # four of the shop, one of the other portfolio
    ids = set(planted)
    asked = [
        ClientFilter(text=first.split()[0]),
        ClientFilter(text=NORMAL[0]),
        ClientFilter(text="4501"),
        ClientFilter(text="canary.one@mail.ru"),
        ClientFilter(text="заметная"),
        ClientFilter(tags=("заметная",)),
        ClientFilter(has=("phone",)),
        ClientFilter(total_from=1),
    ]
    for one in asked:
        for order in (ClientOrder(), ClientOrder("total", True), ClientOrder("city")):
            assert not ids & set(lists.ids(one, order)), one
        assert lists.totals(sorted(ids), one).total in (0, None), one
    assert not ids & set(lists.more_ids(ClientFilter(text="991234")))
    assert lists.rows(planted) == []
    assert lists.totals(sorted(everyone), ClientFilter()).everyone == lists.everyone() == 5
    assert lists.words("tags") == []
    assert dict(lists.words("cities")) == {"Уфа": 5}
    assert sum(tier.clients for tier in owner.tiers.all()) == before - 3 + 1
    assert sum(row.clients for row in owner.staff.portfolios()) == 5
    assert sum(row.clients for row in owner.staff.people()) == 0
    assert [segment.clients for segment in owner.segments.all()] == [5]
    assert owner.timeline.entries(planted[0]) == []
    assert owner.sales.purchases(planted[0]) == []
    counted = owner.figures.ask("summary", None, {})
    assert counted["cards"] == 5
    assert [row["clients"] for row in owner.figures.ask("status", None, {})["statuses"]] == [5, 0, 0, 0, 0]
    for figure in ("rfm", "tiers", "conversion", "new-existing", "sources", "portrait", "average-check"):
        assert not mentions(owner.figures.ask(figure, None, {}), ids, {*names, *NORMAL}), figure
    contacts = (ContactDraft(ContactKind.PHONE, NORMAL[0], NORMAL[0]),)
    assert lists.lookalikes(ClientDraft(name=first, contacts=contacts)) == []
    for refused in (lists.card, lists.form, lists.show_contacts):
        with pytest.raises(NotFound):
            refused(planted[0])
    done = owner.exporting.run(ExportPlan(tmp_path / "all.xlsx"))
    assert done.rows == 5
    book = load_workbook(done.path)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert not any(mentions(cell, set(), {*names, *NORMAL, "заметная"}) for cell in cells)
    picked = owner.exporting.run(ExportPlan(tmp_path / "one.csv", ExportWhat.CLIENTS, ids=tuple(planted)))
    assert picked.rows == 0
    checked = owner.checking.run()
    assert checked
    assert all(line.ok for line in checked)

    looked = []
    for service in sorted(name for name in vars(owner) if not name.startswith("_")):
        answers = _looking(getattr(owner, service)) if service not in ("canaries", "requests") else []
        for method, answer in answers:
            looked.append(f"{service}.{method}")
            assert not mentions(answer, ids, {*names, *NORMAL}), looked[-1]
    assert {"clients.everyone", "segments.all", "tiers.all", "backup.all"} <= set(looked)


@pytest.mark.proves("N05")
def test_what_is_kept_of_segments_tells_nobody_who_is_planted(shop: Shop, planted: list[int]) -> None:
    """Staff find them in what the owner froze; the owner finds none in what staff saved."""
    desk = manager(shop)
    kept = [desk.segments.save("Живой", ClientFilter()), desk.segments.freeze("Тогда", ClientFilter())]
    assert all(set(planted) <= set(desk.segments.members(segment)) for segment in kept)
    desk.close()
    owner = shop.sign_in()
    kept.append(owner.segments.freeze("Все", ClientFilter()))
    for segment in kept:
        assert not set(planted) & set(owner.segments.members(segment))
        assert (
            owner.segments.get(segment).clients
            == len(owner.segments.members(segment))
            == len(owner.clients.ids(ClientFilter()))
        )
        assert not {move.client_id for move in owner.segments.moves(segment)} & set(planted)
    owner.close()
    desk = manager(shop)
    assert set(planted) <= set(desk.segments.members(kept[-1])), "whoever is missing there would be known"


_CHANGE = ("make", "accept", "learn", "save", "collect", "close", "flush")


def _looking(service: Any) -> Iterator[tuple[str, Any]]:
    """What the methods without arguments answer; those that change something need some."""
    if not type(service).__module__.startswith("clientcrm.services"):
        return
    for name, method in inspect.getmembers(service, inspect.ismethod):
        required = [p for p in inspect.signature(method).parameters.values() if p.default is p.empty]
        if name.startswith("_") or required or name in _CHANGE:
            continue
        yield name, method()


@pytest.mark.proves("N05")
def test_figures_of_the_owner_do_without_planted_clients_and_those_of_staff_do_not(
    shop: Shop, planted: list[int]
) -> None:
    """Even when somebody has written a sale down for one: it stays in the figures of the shop alone."""
    desk = manager(shop)
    desk.sales.add(PurchaseDraft(planted[0], date(2026, 6, 1), total=90_000))
    staff = desk.figures.ask("summary", None, {})
    desk.close()
    owner = shop.sign_in()
    own = owner.figures.ask("summary", None, {})
    assert (staff["cards"], own["cards"]) == (8, 5)
    assert (staff["of_clients"], own["of_clients"]) == (90_000, 0)
    assert own["net"] == staff["net"] == 90_000
    told = owner.figures.ask("status", None, {})
    assert not set(planted) & {client for one in told["statuses"] for client in one["ids"]}
    assert sum(one["after"] for one in owner.figures.ask("tiers", None, {})["tiers"]) == 5
    owner.close()


def test_they_are_left_out_from_the_moment_they_are_planted_and_come_back_for_nobody(shop: Shop) -> None:
    owner = shop.sign_in()
    before = list(owner.clients.ids(ClientFilter()))
    shop.heard.clear()
    ids = owner.canaries.plant(uid_of(owner, MANAGER), OWNED, 2)
    assert list(owner.clients.ids(ClientFilter())) == before
    owner.close()
    owner = shop.sign_in()
    assert list(owner.clients.ids(ClientFilter())) == before
    assert [canary.client_id for canary in owner.canaries.all()] == ids


def test_taken_out_they_are_gone_for_everybody_and_traced_all_the_same(shop: Shop, planted: list[int]) -> None:
    owner = shop.sign_in()
    assert owner.canaries.remove(planted[:1]) == 1
    with pytest.raises(NotFound):
        owner.canaries.remove(planted[:1])
    assert [canary.there for canary in owner.canaries.all()] == [False, True, True]
    assert owner.canaries.trace(NORMAL[0]).person == MANAGER
    owner.close()
    desk = manager(shop)
    assert planted[0] not in desk.clients.ids(ClientFilter())
    desk.close()
    assert not [entry for entry in entries(shop) if "canar" in json.dumps(entry)]


def test_an_id_that_went_to_somebody_else_is_not_left_out(shop: Shop, planted: list[int]) -> None:
    last = max(planted)
    desk = manager(shop)
    desk.clients.trash([last])
    desk.clients.erase([last])
    new = desk.clients.create(ClientDraft(name="Новый Живой", contacts=(phone(60),)))
    desk.close()
    owner = shop.sign_in()
    assert new == last
    assert owner.clients.card(new).name == "Новый Живой"
    assert [canary.there for canary in owner.canaries.all()] == [True, True, False]


# ---------------------------------------------------------------- inside files of staff, and traced


@pytest.mark.proves("N05", "F20")
@pytest.mark.attack("T28")
def test_t28_files_of_staff_hold_canaries_and_a_leaked_line_names_its_source(
    shop: Shop, planted: list[int], tmp_path: Path
) -> None:
    shaped(shop, Role.MANAGER, {Permission.EXPORT: Scope.REQUEST})
    plan = ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)
    desk = manager(shop)
    number = desk.requests.ask_export(plan, "сверка")
    desk.close()
    owner = shop.sign_in()
    shown = owner.requests.preview(number)
    assert (shown.count, shown.canaries) == (7, 3)
    owner.requests.approve(number)
    owner.close()
    desk = manager(shop)
    done = desk.exporting.run(plan)
    assert done.rows == 7
    desk.clients.show_contacts(planted[2])
    desk.close()
    header, *rows = load_workbook(done.path)["Клиенты"].iter_rows(values_only=True)
    phones = [re.sub(r"\D", "", str(row[header.index("Телефоны")])) for row in rows]
    leaked = rows[next(place for place, digits in enumerate(phones) if digits.endswith("9991234503"))]
    line = ";".join(str(cell) for cell in leaked if cell)

    owner = shop.sign_in()
    found = owner.canaries.trace(line)
    assert (found.kind, found.person, found.client_id) == (TracedKind.CANARY, MANAGER, planted[2])
    assert [(seen.person, seen.action, seen.certain) for seen in found.sightings] == [
        (MANAGER, "contact.shown", True),
        (MANAGER, "clients.exported", True),
    ]
    first = owner.canaries.trace(f"звонили с {OWNED[0]}, спрашивали чай")
    assert [seen.action for seen in first.sightings] == ["clients.exported"]
    assert owner.canaries.trace("CANARY.ONE@mail.ru").client_id == planted[1]


@pytest.mark.proves("F24")
def test_a_leaked_client_is_traced_to_whoever_was_shown_it(shop: Shop) -> None:
    seller = shop.sign_in(SELLER, ASKS)
    seller.clients.show_contacts(2)
    seller.close()
    owner = shop.sign_in()
    found = owner.canaries.trace("Ли, 8-916-204 00 01")
    assert (found.kind, found.client_id, found.client_name) == (TracedKind.CLIENT, 2, "Ли Виктор")
    assert [(seen.person, seen.action) for seen in found.sightings] == [(SELLER, "contact.shown")]
    assert owner.canaries.trace("Виктор Ли").client_id == 2
    for nobody in ("", "+7 900 000-00-00", "чай", "Никто Неизвестный"):
        assert owner.canaries.trace(nobody).kind is TracedKind.NONE


def test_whoever_reads_the_journal_without_being_an_owner_traces_clients_alone(shop: Shop, planted: list[int]) -> None:
    shaped(shop, Role.MANAGER, {Permission.READ_JOURNAL: Scope.YES})
    desk = manager(shop)
    found = desk.canaries.trace(NORMAL[0])
    assert (found.kind, found.client_id, found.person) == (TracedKind.CLIENT, planted[0], "")


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8 (916) 204-00-17", [("phone", "+79162040017")]),
        ("Ковальчук;89162040017;Москва", [("phone", "+79162040017")]),
        ("+7-916-204-00-17, a@b.ru", [("email", "a@b.ru"), ("phone", "+79162040017")]),
        ("tel:9162040017 <A@B.ru>", [("email", "a@b.ru"), ("phone", "+79162040017")]),
        ("Иванов\t12.05.1985\t8 916 204 00 17\t", [("phone", "+79162040017")]),
        ("ничего", []),
        ("", []),
    ],
)
def test_contacts_are_found_in_any_notation(text: str, found: list[tuple[str, str]]) -> None:
    assert contacts_in_text(text) == found


def test_contacts_are_dealt_one_after_another() -> None:
    own = controlled(["+79991234501", "+79991234502", "a@b.ru"])
    assert own is not None
    assert [[contact.normal for contact in part] for part in dealt(own, 2)] == [
        ["+79991234501", "a@b.ru"],
        ["+79991234502"],
    ]
