"""Cards: made, found, changed, put aside, shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientKind, ClientOrder, ClientState
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import Conflict, ContactsHidden, Invalid, NotFound
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.tiers import TierDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.support import Shop

PHONE = ContactDraft(ContactKind.PHONE, "8 (916) 204-00-17", "+79162040017", primary=True)
MAIL = ContactDraft(ContactKind.EMAIL, "sveta@mail.ru", "sveta@mail.ru")
SVETA = ClientDraft(
    name="Ковальчук Светлана Андреевна",
    last_name="Ковальчук",
    first_name="Светлана",
    middle_name="Андреевна",
    city="Москва",
    tags=("Опт", "Улуны"),
    code="00-0001273",
    card_number="2900012",
    note="дочь заканчивает школу",
    address="ул. Лесная, 5",
    contacts=(PHONE, MAIL),
)


def names(desk: Desk, **asked: object) -> list[str]:
    """Who is found, in order."""
    return [row.name for row in desk.clients.rows(desk.clients.ids(ClientFilter(**asked)))]  # type: ignore[arg-type]


@pytest.mark.proves("F01")
def test_a_card_survives_a_restart(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    desk.close()
    desk = shop.sign_in()
    card = desk.clients.card(client)
    assert (card.name, card.city, card.tags, card.note) == (SVETA.name, "Москва", ("Опт", "Улуны"), SVETA.note)
    assert [line.masked for line in card.contacts] == ["+7 916 ••• •• 17", "s•••••@mail.ru"]
    form = desk.clients.form(client)
    other = ContactDraft(ContactKind.PHONE, "+7 495 123-45-67", "+74951234567")
    edited = replace(form.draft, city="Тула", note="сын пошёл в школу", contacts=(*form.draft.contacts, other))
    desk.clients.change(client, form.version, edited)
    desk.sales.add(PurchaseDraft(client, date(2026, 5, 2), total=150_000))
    desk.close()
    desk = shop.sign_in()
    card = desk.clients.card(client)
    assert (card.name, card.city, card.tags, card.note) == (SVETA.name, "Тула", ("Опт", "Улуны"), "сын пошёл в школу")
    assert [one.value for one in desk.clients.show_contacts(client).contacts] == [
        "+79162040017",
        "sveta@mail.ru",
        "+74951234567",
    ]
    assert (card.figures.first, card.figures.last, card.figures.net) == (date(2026, 5, 2), date(2026, 5, 2), 150_000)


@pytest.mark.parametrize(
    "typed",
    [
        *("кова", "КОВА", "rjdf", "светлана ков", "ковальчук андреевна", "опт", "00-0001273", "2900012"),
        *("0017", "+79162040017", "8 (916) 204-00-17", "9162040017", "sveta@mail.ru"),
    ],
)
def test_found_by_what_people_type(desk: Desk, typed: str) -> None:
    desk.clients.create(SVETA)
    desk.clients.create(ClientDraft(name="Орлова Наталья", last_name="Орлова", first_name="Наталья"))
    assert names(desk, text=typed) == ["Ковальчук Светлана"]


def test_digits_in_the_middle_of_a_phone_are_appended(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    assert list(desk.clients.ids(ClientFilter(text="2040"))) == []
    assert list(desk.clients.more_ids(ClientFilter(text="2040"))) == [client]
    desk.clients.change(client, 1, replace(SVETA, contacts=(MAIL,)))
    assert list(desk.clients.more_ids(ClientFilter(text="2040"))) == []


def test_yo_and_ye_are_one_letter_and_sort_together(desk: Desk) -> None:
    for last in ("Фёдоров", "Федотов", "Фаров"):
        desk.clients.create(ClientDraft(name=last, last_name=last))
    assert names(desk) == ["Фаров", "Фёдоров", "Федотов"]
    assert names(desk, text="федо") == ["Фёдоров", "Федотов"]


def test_a_note_is_not_found_by_words(desk: Desk) -> None:
    desk.clients.create(SVETA)
    assert names(desk, text="школу") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"has": ("phone",)}, ["Ковальчук Светлана"]),
        ({"has_not": ("phone",)}, ["ООО Ромашка"]),
        ({"has": ("address", "note")}, ["Ковальчук Светлана"]),
        ({"tags": ("улуны",)}, ["Ковальчук Светлана"]),
        ({"cities": ("Тула",)}, ["ООО Ромашка"]),
        ({"kinds": (ClientKind.COMPANY,)}, ["ООО Ромашка"]),
        ({"states": (ClientState.CLIENT,)}, []),
        ({"text": "ромашка", "cities": ("Москва",)}, []),
        ({"birthday_from": (12, 25), "birthday_to": (1, 7)}, ["ООО Ромашка"]),
        ({"trashed": True}, []),
    ],
)
def test_filters(desk: Desk, asked: dict[str, object], found: list[str]) -> None:
    from clientcrm.domain.values.dates import PartialDate

    desk.clients.create(SVETA)
    company = ClientDraft(ClientKind.COMPANY, "ООО Ромашка", city="Тула", birthday=PartialDate(None, 1, 2))
    desk.clients.create(company)
    assert names(desk, **asked) == found


def test_sorted_by_any_column_with_empty_ones_last(desk: Desk) -> None:
    for name, city in (("А", "Тула"), ("Б", ""), ("В", "Москва")):
        desk.clients.create(ClientDraft(name=name, city=city))
    rows = desk.clients.rows(desk.clients.ids(ClientFilter(), ClientOrder("city")))
    assert [row.city for row in rows] == ["Москва", "Тула", ""]
    rows = desk.clients.rows(desk.clients.ids(ClientFilter(), ClientOrder("city", descending=True)))
    assert [row.city for row in rows] == ["Тула", "Москва", ""]


def test_a_stale_form_is_told_field_by_field(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    mine, theirs = desk.clients.form(client), desk.clients.form(client)
    desk.clients.change(client, theirs.version, replace(theirs.draft, city="Тула"))
    with pytest.raises(Conflict) as caught:
        desk.clients.change(client, mine.version, replace(mine.draft, city="Омск", note="другая"))
    assert caught.value.fields["city"] == ("Омск", "Тула")
    assert set(caught.value.fields) == {"city", "note"}
    assert desk.clients.card(client).city == "Тула"


def test_a_form_keeps_contacts_that_it_never_showed(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    form = desk.clients.form(client)
    assert all(not contact.raw and not contact.normal for contact in form.draft.contacts)
    new = ContactDraft(ContactKind.TELEGRAM, "@sveta", "@sveta")
    desk.clients.change(client, form.version, replace(form.draft, contacts=(*form.draft.contacts, new)))
    shown = desk.clients.show_contacts(client).contacts
    assert [contact.value for contact in shown] == ["+79162040017", "sveta@mail.ru", "@sveta"]
    assert [contact.id for contact in shown][:2] == [contact.id for contact in form.draft.contacts]


def test_saving_nothing_new_leaves_no_trace(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    form = desk.clients.form(client)
    assert desk.clients.change(client, form.version, form.draft) == form.version
    assert [entry.kind for entry in desk.timeline.entries(client)] == [EntryKind.CREATED]


@pytest.mark.parametrize(
    ("draft", "refused"),
    [
        (ClientDraft(), {"name": "empty"}),
        (ClientDraft(name="А", discount=10_001), {"discount": "out_of_range"}),
        (ClientDraft(name="А" * 301), {"name": "too_long"}),
    ],
)
def test_a_draft_that_cannot_be_saved(desk: Desk, draft: ClientDraft, refused: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        desk.clients.create(draft)
    assert caught.value.fields == refused
    assert desk.clients.everyone() == 0


def test_trash_and_back(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    assert desk.clients.trash([client]) == 1
    assert (names(desk), names(desk, trashed=True)) == ([], ["Ковальчук Светлана"])
    assert names(desk, text="кова") == []
    assert desk.clients.restore([client]) == 1
    assert names(desk, text="кова") == ["Ковальчук Светлана"]


def test_erased_for_ever_only_from_the_trash(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    assert desk.clients.erase([client]) == 0
    desk.clients.trash([client])
    assert desk.clients.erase([client]) == 1
    with pytest.raises(NotFound):
        desk.clients.card(client)
    assert names(desk, text="кова") == []


def test_likely_the_same_client(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    by_phone = desk.clients.lookalikes(ClientDraft(name="Света", contacts=(PHONE,)))
    by_name = desk.clients.lookalikes(ClientDraft(last_name="Ковальчук", first_name="Светлана"))
    assert [(like.id, like.reason, like.phone) for like in by_phone] == [(client, "phone", "+7 916 ••• •• 17")]
    assert [(like.id, like.reason) for like in by_name] == [(client, "name")]
    assert desk.clients.lookalikes(ClientDraft(contacts=(PHONE,)), except_id=client) == []


@pytest.mark.proves("N07")
@pytest.mark.proves("F12")
def test_a_tier_set_by_hand_keeps_its_reason_and_can_be_taken_back(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    vip = next(tier.id for tier in desk.tiers.all() if tier.key == "vip")
    before = desk.clients.card(client)
    batch = desk.clients.set_tier(client, vip, "покупает для ресторана")
    card = desk.clients.card(client)
    assert (card.tier_id, card.tier_reason) == (vip, "покупает для ресторана")
    result = desk.importing.undo(batch)
    assert (result.restored, result.conflicts) == (1, ())
    assert desk.clients.card(client).tier_id == before.tier_id


@pytest.mark.proves("F12")
def test_the_owner_edits_the_scale_and_loses_nobody(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    tiers = desk.tiers.all()
    drafts = [TierDraft(t.id, t.title("ru"), t.sign("ru"), t.palette, t.kind, t.hidden) for t in tiers]
    drafts[0] = replace(drafts[0], name="Знакомый")
    drafts.insert(1, TierDraft(None, "Свой", "С", "advocate"))
    desk.tiers.save([*drafts[:4], *drafts[5:]])
    after = {tier.title("ru"): tier for tier in desk.tiers.all()}
    assert (after["Знакомый"].clients, after["Знакомый"].key) == (1, "base")
    assert (after["Свой"].position, after["Свой"].palette) == (2, "advocate")
    assert after["Постоянный"].hidden
    assert after["VIP"].title("en") == "VIP"
    assert desk.clients.card(client).tier_id == after["Знакомый"].id


def test_do_not_disturb_hides_contacts(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    guard = next(tier.id for tier in desk.tiers.all() if tier.key == "dnd")
    desk.clients.set_tier(client, guard, "просил не звонить")
    assert desk.clients.card(client).contacts_hidden
    assert desk.clients.rows([client])[0].phone is None
    with pytest.raises(ContactsHidden):
        desk.clients.show_contacts(client)


@pytest.mark.proves("N07")
def test_many_at_once_and_back(desk: Desk) -> None:
    ids = [desk.clients.create(ClientDraft(name=f"Клиент {n}", tags=("Опт",) if n % 2 else ())) for n in range(6)]
    batch = desk.clients.mass_tag(ids, "опт")
    assert names(desk, tags=("Опт",)) == [f"Клиент {n}" for n in range(6)]
    assert desk.importing.undo_plan(batch).restore == 3
    desk.importing.undo(batch)
    assert names(desk, tags=("Опт",)) == ["Клиент 1", "Клиент 3", "Клиент 5"]
    assert names(desk, text="опт") == ["Клиент 1", "Клиент 3", "Клиент 5"]


@pytest.mark.proves("F10")
def test_one_purchase_makes_a_client_and_taking_it_away_unmakes_one(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft(name="Сафина Алия"))
    assert desk.clients.card(client).state is ClientState.MARKET
    desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "спросила цену"))
    assert desk.clients.card(client).state is ClientState.POTENTIAL
    purchase = desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), total=86000))
    card = desk.clients.card(client)
    assert (card.state, card.figures.first) == (ClientState.CLIENT, date(2026, 6, 1))
    desk.sales.remove(purchase)
    assert desk.clients.card(client).state is ClientState.POTENTIAL


@pytest.mark.proves("F01")
def test_seven_purchases_give_the_figures_counted_by_hand(desk: Desk) -> None:
    client = desk.clients.create(SVETA)
    days = ["2026-01-10", "2026-02-07", "2026-03-07", "2026-04-04", "2026-05-02", "2026-05-30", "2026-06-26"]
    sums = [100000, 200000, 150000, 50000, 250000, 200000, 100001]
    ids = [
        desk.sales.add(PurchaseDraft(client, date.fromisoformat(day), total=total))
        for day, total in zip(days, sums, strict=True)
    ]
    figures = desk.clients.card(client).figures
    assert (figures.purchase_days, figures.net) == (7, 1_050_001)
    assert (figures.first, figures.last) == (date(2026, 1, 10), date(2026, 6, 26))
    assert (figures.average, figures.median) == (150_000, 150_000)
    assert figures.usual_interval == pytest.approx(167 / 6)
    desk.sales.change(ids[0], PurchaseDraft(client, date(2026, 1, 12), lines=(LineDraft("Пуэр", 2000, 75000),)))
    figures = desk.clients.card(client).figures
    assert (figures.first, figures.net) == (date(2026, 1, 12), 1_100_001)


def test_changes_are_announced_by_topic(shop: Shop) -> None:
    desk = shop.sign_in()
    shop.heard.clear()
    client = desk.clients.create(SVETA)
    assert Topic.CLIENTS in shop.heard[-1]
    desk.timeline.record(InteractionDraft(client, EntryKind.NOTE, "любит улун"))
    assert Topic.TIMELINE in shop.heard[-1]
    count = len(shop.heard)
    desk.clients.card(client)
    assert len(shop.heard) == count
