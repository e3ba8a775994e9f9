"""What is seen of clients in other portfolios: nothing, or a name and a tier where the owner lets it; never more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Others, Role
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientKind, ClientOrder, ClientState
from clientcrm.domain.errors import NotFound
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.raw import make_filled
from tests.services.test_moving import MAIL, PHONE, SVETA
from tests.services.test_staff import OWN, come_in
from tests.support import PASSWORD, Shop

THEIRS = replace(
    SVETA, kind=ClientKind.COMPANY, name="Чайная комната", contact_person="Зоя", code="К-77", card_number="5544",
    inn="7707083893", city="Тула", discount=500, portfolio=2,
)  # fmt: skip


def fill(desk: Desk) -> None:
    """Mark, a manager, reads the first portfolio; the second holds one client with everything."""
    desk.staff.add_portfolio("Второй", [], PASSWORD)
    desk.staff.set_others(Others.NAMES, PASSWORD)
    desk.staff.add("Марк", Role.MANAGER, [1], PASSWORD)
    theirs = desk.clients.create(THEIRS)
    desk.clients.create(replace(SVETA, name="Антонова Вера", tags=()))
    desk.timeline.record(InteractionDraft(theirs, EntryKind.CALL, "о чае"))
    desk.sales.add(PurchaseDraft(theirs, date(2026, 6, 1), total=35_000))
    desk.sales.add(PurchaseDraft(2, date(2026, 6, 2), total=1_000))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("foreign"), fill)


@pytest.fixture
def shop(two: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with two portfolios, closed at the end."""
    made = two(tmp_path / "base")
    yield made
    made.close()


def as_manager(shop: Shop, others: Others = Others.NAMES) -> Desk:
    """Mark, where the policy is this."""
    owner = shop.sign_in()
    owner.staff.set_others(others, PASSWORD)
    uid = next(row.uid for row in owner.staff.people() if row.name == "Марк")
    added = owner.staff.reset(uid, PASSWORD)
    owner.close()
    return come_in(shop, "Марк", added, OWN)


def test_unless_the_owner_lets_it_nothing_of_them_is_seen(shop: Shop) -> None:
    desk = as_manager(shop, Others.NOTHING)
    assert list(desk.clients.ids(ClientFilter())) == [2]
    assert list(desk.clients.ids(ClientFilter(text="чайная"))) == []
    assert desk.clients.rows([1]) == []
    with pytest.raises(NotFound):
        desk.clients.card(1)
    assert desk.clients.everyone() == 1


def test_of_them_a_name_and_a_tier_are_seen_and_nothing_else(shop: Shop) -> None:
    desk = as_manager(shop)
    assert list(desk.clients.ids(ClientFilter())) == [2, 1]
    mine, theirs = desk.clients.rows([2, 1])
    assert (theirs.name, theirs.tier_id, theirs.foreign) == ("Чайная комната", mine.tier_id, True)
    assert (theirs.phone, theirs.email, theirs.average) == (None, None, None)
    empty = replace(theirs, id=0, name="", tier_id=0)
    assert not any(
        getattr(empty, name) for name in ("total", "purchase_days", "city", "code", "card_number", "discount", "tags")
    )
    assert (theirs.kind, theirs.state) == (ClientKind.PERSON, ClientState.MARKET)
    assert (theirs.created_at, theirs.last_purchase, theirs.birthday) == (None, None, None)
    assert mine.phone
    assert (mine.total, mine.foreign) == (1_000, False)

    card = desk.clients.card(1)
    assert (card.name, card.contacts_hidden, card.contacts, card.foreign) == ("Чайная комната", True, (), True)
    said = (card.address, card.note, card.inn, card.code, card.city, card.tags, card.contact_person, card.public_id)
    assert not any(said)
    assert (card.figures.net, card.figures.receipts, card.created_at) == (0, 0, None)
    assert desk.timeline.entries(1) == []
    assert desk.sales.purchases(1) == []
    for look in (desk.clients.form, desk.clients.show_contacts):
        with pytest.raises(NotFound):
            look(1)
    totals = desk.clients.totals(desk.clients.ids(ClientFilter()), ClientFilter())
    assert (totals.found, totals.everyone, totals.total) == (2, 2, 1_000)


@pytest.mark.parametrize("text", ["чайная", "комн", "чай ком", "XFQYFZ"])
def test_they_are_found_by_name_alone(shop: Shop, text: str) -> None:
    assert list(as_manager(shop).clients.ids(ClientFilter(text=text))) == [1]


@pytest.mark.parametrize(
    "asked",
    [
        *(ClientFilter(text=text) for text in (PHONE, "0017", MAIL, "К-77", "5544", "7707083893", "Зоя", "опт")),
        ClientFilter(text="чайная зоя"),
        ClientFilter(cities=("Тула",)),
        ClientFilter(total_from=30_000),
        ClientFilter(has=("address",), kinds=(ClientKind.COMPANY,)),
        ClientFilter(portfolios=(2,)),
        ClientFilter(tags=("опт",)),
        ClientFilter(states=(ClientState.CLIENT,), kinds=(ClientKind.COMPANY,)),
    ],
)
def test_no_other_question_tells_who_they_are(shop: Shop, asked: ClientFilter) -> None:
    desk = as_manager(shop)
    assert 1 not in desk.clients.ids(asked)
    assert 1 not in desk.clients.more_ids(asked)


def test_a_tier_may_be_asked_for_and_other_orders_leave_them_out(shop: Shop) -> None:
    desk = as_manager(shop)
    tier = desk.clients.card(1).tier_id
    other = next(one.id for one in desk.tiers.all() if one.id != tier)
    assert list(desk.clients.ids(ClientFilter(tiers=(tier,)))) == [2, 1]
    assert list(desk.clients.ids(ClientFilter(tiers=(tier,), text="чайная"))) == [1]
    assert list(desk.clients.ids(ClientFilter(tiers=(other,)))) == []
    for order in (ClientOrder("total"), ClientOrder("created_at"), ClientOrder("name", descending=True)):
        assert 1 not in desk.clients.ids(ClientFilter(), order)


def test_one_in_the_trash_is_gone_for_others(shop: Shop) -> None:
    owner = shop.sign_in()
    owner.clients.trash([1])
    owner.close()
    desk = as_manager(shop)
    assert list(desk.clients.ids(ClientFilter())) == [2]
    assert 1 not in desk.clients.ids(ClientFilter(trashed=True))
    with pytest.raises(NotFound):
        desk.clients.card(1)


def test_a_new_client_of_ones_own_stands_among_them(shop: Shop) -> None:
    desk = as_manager(shop)
    made = desk.clients.create(ClientDraft(name="Борисова Анна"))
    assert list(desk.clients.ids(ClientFilter())) == [2, made, 1]
