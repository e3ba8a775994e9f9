"""A small tea shop: two dozen clients with everything that the screens can show."""

from __future__ import annotations

from datetime import date, time, timedelta

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.domain.values.dates import PartialDate

# Surname, first name, tier, last digits of the phone, days since the last visit, days between visits, visits, check.
PEOPLE = (
    ("Абрамов", "Денис", "lost", "1040", 250, 35, 6, 2240),
    ("Белова", "Ирина", "subscribed", "2245", 12, 0, 3, 1240),
    ("Григорян", "Лусине", "regular", "3357", 1, 13, 29, 2760),
    ("Гусейнов", "Тимур", "regular", "4462", 3, 14, 24, 2150),
    ("Захарова", "Полина", "potential", "5812", 0, 0, 0, 0),
    ("Ковальчук", "Светлана", "vip", "6617", 9, 18, 36, 3480),
    ("Кузьмина", "Елена", "base", "7074", 25, 0, 1, 860),
    ("Ли", "Виктория", "vip", "8155", 4, 9, 52, 5260),
    ("Михайлов", "Олег", "sleeping", "9290", 120, 26, 12, 1980),
    ("Никитин", "Роман", "sleeping", "1366", 102, 22, 9, 1690),
    ("Орлова", "Наталья", "advocate", "2408", 2, 11, 41, 2890),
    ("Петросян", "Армен", "regular", "3533", 16, 21, 19, 4120),
    ("Сафина", "Алия", "potential", "4621", 0, 0, 0, 0),
    ("Соболева", "Дарья", "base", "5728", 5, 0, 1, 1120),
    ("Тихонова", "Мария", "subscribed", "6883", 7, 24, 4, 1430),
    ("Фёдоров", "Павел", "base", "7944", 33, 0, 2, 1280),
    ("Цой", "Анна", "dnd", "8005", 60, 0, 2, 900),
)
GOODS = ("Те Гуань Инь 100 г", "Да Хун Пао 50 г", "Шу пуэр «Старые деревья» 200 г", "Гайвань фарфоровая")
MEN = ("Денис", "Тимур", "Олег", "Роман", "Армен", "Павел")
MAIN = "Ковальчук Светлана"


def fill_shop(desk: Desk, today: date) -> dict[str, int]:
    """Clients by their names; the main one has a timeline, tags, a birthday and a note."""
    tiers = {tier.key: tier.id for tier in desk.tiers.all()}
    found: dict[str, int] = {}
    for number, (last, first, tier, digits, gone, gap, visits, check) in enumerate(PEOPLE):
        phone = f"+7916204{digits}"
        contacts = [ContactDraft(ContactKind.PHONE, phone, phone, primary=True)]
        if number % 2:
            mail = f"client{number}@mail.ru"
            contacts.append(ContactDraft(ContactKind.EMAIL, mail, mail))
        draft = ClientDraft(
            name=f"{last} {first}",
            last_name=last,
            first_name=first,
            sex=Sex.MALE if first in MEN else Sex.FEMALE,
            source=("Соседний дом", "Сайт", "Друзья")[number % 3],
            city=("Москва", "Казань")[number % 2],
            tags=("Опт",) if number % 5 == 0 else (),
            tier_id=tiers[tier],
            contacts=tuple(contacts),
            responsible=desk.user.uid,
            manager=desk.user.name,
        )
        if f"{last} {first}" == MAIN:
            draft = _main_client(draft, today)
        client_id = found[f"{last} {first}"] = desk.clients.create(draft)
        for back in range(min(visits, 6)):
            _buy(desk, client_id, today - timedelta(days=gone + back * (gap or 20)), check + back * 10, number + back)
    _company(desk, tiers["base"], found)
    _story(desk, found[MAIN])
    return found


def _main_client(draft: ClientDraft, today: date) -> ClientDraft:
    from dataclasses import replace

    soon = today + timedelta(days=5)
    return replace(
        draft,
        name="Ковальчук Светлана Андреевна",
        middle_name="Андреевна",
        birthday=PartialDate(1981, soon.month, soon.day if (soon.month, soon.day) != (2, 29) else 28),
        tags=("Любит улуны", "Опт"),
        consent=True,
        discount=500,
        card_number="000417",
        code="K-17",
        address="ул. Чайная, 4, кв. 12",
        postcode="109012",
        note="Дочь заканчивает школу в июне, можно предложить подарочный набор.",
    )


def _buy(desk: Desk, client_id: int, day: date, check: int, number: int) -> None:
    line = LineDraft(GOODS[number % len(GOODS)], unit_price=check * 100)
    desk.sales.add(PurchaseDraft(client_id, day, (line,), at=time(17, 45), employee="Илья"))


def _company(desk: Desk, tier_id: int, found: dict[str, int]) -> None:
    phone = "+74952230011"
    found["ООО «Ромашка»"] = desk.clients.create(
        ClientDraft(
            kind=ClientKind.COMPANY,
            name="ООО «Ромашка»",
            contact_person="Щербакова Инна",
            position="закупщица",
            inn="7701234567",
            kpp="770101001",
            tier_id=tier_id,
            contacts=(ContactDraft(ContactKind.PHONE, phone, phone, label="офис"),),
        )
    )


def _story(desk: Desk, client_id: int) -> None:
    for kind, text in (
        (EntryKind.NOTE, "Предпочитает гунфу ча, посуду берёт редко."),
        (EntryKind.MESSAGE, "Отправлена подборка «Майские улуны». Прочитано, ответа нет."),
        (EntryKind.CALL, "Просит отложить два пуэра 2019 года, заедет в четверг после шести. Интересен белый чай."),
    ):
        desk.timeline.record(InteractionDraft(client_id, kind, text))
