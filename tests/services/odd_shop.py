"""A shop full of values that files like to hurt: what a full copy must bring back to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientKind, OpeningBalance, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus
from clientcrm.domain.sales import LineDraft, PurchaseDraft, ReceiptKind, ReceiptStatus
from clientcrm.domain.tiers import TierDraft
from clientcrm.domain.values.dates import PartialDate
from clientcrm.services.clients.fields import field_id
from clientcrm.services.clients.writer import ClientWriter, Extras

LONG = "Очень длинная заметка с ёлкой 🎄 и =знаком. " * 1000
RISKY = ("=1+1", "+7(495)", "-5", "@SUM(A1)", "|calc", "\tтаб", "'=x", "＝ １", '=HYPERLINK("http://x.ru";"y")')


def fill_oddly(desk: Desk) -> None:
    """Clients, tiers, own fields, purchases."""
    known = desk.tiers.all()
    kept = [TierDraft(t.id, t.title("ru"), t.letter, t.palette, t.kind, t.hidden) for t in known]
    desk.tiers.save([*kept, TierDraft(None, "Друзья дома", "Д", "base")])
    tiers = {tier.title("ru"): tier.id for tier in desk.tiers.all()}
    gate = desk._gate
    with gate.write(Permission.IMPORT, "test.filled", "client") as session:
        fields = [field_id(session, name) for name in ("Город", "Любимый сорт", "Комментарий (2)", "Код (своё поле)")]
        clients = list(_clients(tiers, fields, gate.user.uid, session))
        ids = ClientWriter(gate).create(session, clients)
        gate.note(session, count=len(ids))
    _sell(desk, ids)
    desk.clients.mass_set_tier([ids[2]], tiers["VIP"], "за верность;\nи «терпение»")
    desk.clients.trash([ids[-1]])


def _clients(
    tiers: dict[str, int], fields: list[int], owner: str, _session: Session
) -> Iterator[tuple[ClientDraft, Extras]]:
    usual: dict[str, Any] = {"portfolio": 1, "tier_id": tiers["В базе"]}
    born = PartialDate(None, 2, 29)
    yield (
        ClientDraft(
            **usual | {"tier_id": tiers["Друзья дома"]},
            name="Ёлкина-Шерцль Анна Ивановна",
            last_name="Ёлкина-Шерцль",
            first_name="Анна",
            middle_name="Ивановна",
            sex=Sex.FEMALE,
            birthday=born,
            source="вывеска; угол",
            tags=("опт", "чай, чёрный", 'в "кавычках"', "a|b;c"),
            responsible=owner,
            manager="Олег",
            discount=725,
            bonus=-1050,
            card_number="0000123",
            code="000777",
            city="Орёл",
            consent=True,
            next_contact=date(2027, 1, 31),
            interested=True,
            house=True,
            postcode="030000",
            address="ул. Мира, 5\nкв. 7",
            note="Первая строка\r\nвторая\n\n  с отступом ",
            own={fields[0]: "не город", fields[1]: "007", fields[2]: "=сорт", fields[3]: "1e5"},
            contacts=_contacts(),
        ),
        Extras(
            code_source="1С: чай",
            created_at=datetime(2021, 3, 28, 23, 30, 15, tzinfo=UTC),
            opening=OpeningBalance(123456, 7, date(2020, 1, 2), date(2021, 2, 3), "1С: чай"),
            tier_by_hand=True,
        ),
    )
    company = ContactDraft(ContactKind.PHONE, "8 495 1234567", "+74951234567", "12", "секретарь (утро)")
    yield (
        ClientDraft(
            **usual,
            kind=ClientKind.COMPANY,
            name='ООО "Ромашка & <Ко>"',
            contact_person="Пётр",
            position="гл. бухгалтер",
            inn="0278123457",
            kpp="027801001",
            ogrn="1020200000001",
            code="12345678901234567890",
            consent=False,
            contacts=(company,),
        ),
        Extras(created_at=datetime(2022, 6, 1, tzinfo=UTC)),
    )
    yield ClientDraft(**usual, name="Иванов", birthday=PartialDate(1899, 12, 31)), Extras()
    yield ClientDraft(**usual, name="Год Один", birthday=PartialDate(1985), note=LONG, own={fields[1]: LONG}), Extras()
    yield ClientDraft(**usual, name="Ранний", birthday=PartialDate(1900, 2, 28), code="1E5"), Extras()
    for place, text in enumerate(RISKY):
        yield (
            ClientDraft(
                **usual,
                name=text,
                code=f"{text}{place}",
                city=text,
                note=text,
                position=text,
                source=text,
                own={fields[1]: text},
                tags=(text.strip() or "x",),
            ),
            Extras(),
        )
    yield ClientDraft(**usual, name="_x0041_ \x07 \u202eRTL", note="_x000D_", city="нет", source="-"), Extras()
    twin = ContactDraft(ContactKind.PHONE, "+79260000001", "+79260000001", primary=True)
    for _ in range(3):
        yield ClientDraft(**usual, name="Близнецов Иван", contacts=(twin,)), Extras()
    yield ClientDraft(**usual, name="Выброшен"), Extras()


def _contacts() -> tuple[ContactDraft, ...]:
    phone, email = ContactKind.PHONE, ContactKind.EMAIL
    return (
        ContactDraft(phone, "2-34-56", "", "", "", ContactStatus.BAD),
        ContactDraft(phone, "8(926)123 45 67", "+79261234567", "", "моб., WhatsApp", primary=True),
        ContactDraft(email, "Anna@Mail.ru", "anna@mail.ru", "", "рабочая"),
        ContactDraft(phone, "+74951234567", "+74951234567", "12", "раб.", confirmed_on=date(2026, 5, 1)),
        ContactDraft(phone, "+380441234567", "+380441234567", "", "", ContactStatus.POSSIBLE),
        ContactDraft(ContactKind.WHATSAPP, "+79261234567", "+79261234567"),
        ContactDraft(email, "второй@почта", "", "", "", ContactStatus.BAD),
        ContactDraft(email, "b@b.ru", "b@b.ru", primary=True),
        ContactDraft(ContactKind.TELEGRAM, "@anna", "anna"),
        ContactDraft(ContactKind.VK, "vk.com/id1", "id1"),
        ContactDraft(ContactKind.WEBSITE, "HTTP://пример.рф/a?b=1,2", "http://пример.рф/a?b=1,2"),
        ContactDraft(ContactKind.INSTAGRAM, "anna_i", "anna_i"),
        ContactDraft(ContactKind.OTHER, "viber: 123", ""),
    )


def _sell(desk: Desk, ids: list[int]) -> None:
    tea, cup = (
        LineDraft("Чай; чёрный", 1500, 10050, 15075, 0, "007"),
        LineDraft('=Чашка "лист"', 2000, 5000, 9000, 1000),
    )
    first = desk.sales.add(
        PurchaseDraft(
            ids[0],
            date(2025, 12, 31),
            (tea, cup, tea),
            at=time(23, 59, 59),
            receipt_no="000123",
            source="касса",
            employee="Олег",
            discount=75,
            comment="=комментарий\nв две строки",
        )
    )
    desk.sales.add(
        PurchaseDraft(
            ids[0], date(2026, 1, 2), (tea,), kind=ReceiptKind.REFUND, receipt_no="C1", return_of=first, at=time(0, 0)
        )
    )
    desk.sales.add(PurchaseDraft(ids[1], date(2024, 2, 29), total=777, status=ReceiptStatus.CANCELLED))
    desk.sales.add(PurchaseDraft(ids[1], date(2024, 2, 29), total=778, status=ReceiptStatus.DRAFT, receipt_no="000123"))
    for _ in range(2):
        desk.sales.add(PurchaseDraft(ids[2], date(2026, 3, 1), (tea,)))
    desk.sales.add(PurchaseDraft(None, date(2026, 3, 1), (tea, cup), at=time(12)))
    desk.sales.add(PurchaseDraft(None, date(2026, 3, 1), total=500, kind=ReceiptKind.REFUND))
