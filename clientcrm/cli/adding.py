"""The command add: a client, a talk, a purchase, as the dialogs of the window add them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientcrm.cli.call import Answer, Call
from clientcrm.cli.clients import tier_named
from clientcrm.cli.named import number_of
from clientcrm.cli.typed import birthday_of, clock_of, day_of, moment_of, percent_of, sum_of, today_of, unclear
from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus
from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.sales import LineDraft, PurchaseDraft, ReceiptKind
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.ids import parse_inn, parse_kpp, parse_telegram, parse_vk
from clientcrm.domain.values.money import parse_quantity
from clientcrm.domain.values.names import split_full_name
from clientcrm.domain.values.phones import parse_phones, primary_phone

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_STATUS = {
    "ok": ContactStatus.OK,
    "fixed": ContactStatus.FIXED,
    "possible": ContactStatus.POSSIBLE,
    "suspect": ContactStatus.POSSIBLE,
    "bad": ContactStatus.BAD,
    "lossy": ContactStatus.LOSSY,
}
_LEAST_PARTS, _MOST_PARTS = 3, 4


def run_add_client(call: Call) -> Answer:
    """A new client."""
    with call.desk() as desk:
        draft = _client(call, desk)
        client_id = desk.clients.create(draft)
    doubts = _doubts(call, draft)
    text = call.say(f"Клиент добавлен: {client_id}", f"The client is added: {client_id}")
    return Answer({"id": client_id, "warnings": doubts}, text, notes=() if call.options.json else tuple(doubts))


def run_add_interaction(call: Call) -> Answer:
    """A call, message, visit or note."""
    options = call.options
    with call.desk() as desk:
        at = moment_of(options.at, "--at", desk) if options.at else None
        entry_id = desk.timeline.record(
            InteractionDraft(
                options.client,
                EntryKind(options.entry_kind),
                options.text,
                at,
                LeftReason(options.reason) if options.reason else None,
                options.employee,
            )
        )
    return Answer({"id": entry_id}, call.say(f"Записано: {entry_id}", f"Written down: {entry_id}"))


def run_add_purchase(call: Call) -> Answer:
    """A receipt: lines, or a sum alone."""
    options = call.options
    with call.desk() as desk:
        draft = PurchaseDraft(
            client_id=options.client,
            day=day_of(options.date, "--date", desk) if options.date else today_of(desk),
            lines=tuple(_line(text) for text in options.line),
            total=sum_of(options.total, "--total") if options.total else None,
            at=clock_of(options.time, "--time") if options.time else None,
            kind=ReceiptKind.REFUND if options.refund or options.return_of else ReceiptKind.SALE,
            receipt_no=options.receipt,
            employee=options.employee,
            discount=sum_of(options.discount, "--discount") if options.discount else 0,
            return_of=options.return_of,
            comment=options.comment,
        )
        purchase_id = desk.sales.add(draft)
    text = call.say(f"Покупка добавлена: {purchase_id}", f"The purchase is added: {purchase_id}")
    return Answer({"id": purchase_id}, text)


# ---------------------------------------------------------------- what was typed, as the base keeps it


def _client(call: Call, desk: Desk) -> ClientDraft:
    options = call.options
    parts = (options.last_name, options.first_name, options.middle_name)
    name = options.name
    if options.company:
        parts = ("", "", "")
    elif any(parts):
        name = name or " ".join(part for part in parts if part)
    elif name:
        told = split_full_name(name)
        parts = (told.last, told.first, told.middle)
    return ClientDraft(
        kind=ClientKind.COMPANY if options.company else ClientKind.PERSON,
        name=name,
        last_name=parts[0],
        first_name=parts[1],
        middle_name=parts[2],
        contact_person=options.contact_person,
        position=options.position,
        sex=Sex(options.sex) if options.sex else Sex.UNKNOWN,
        birthday=birthday_of(options.birthday, "--birthday", desk) if options.birthday else None,
        source=options.source,
        tags=tuple(options.tag),
        portfolio=number_of(desk, options.portfolio) if options.portfolio else None,
        tier_id=tier_named(desk, options.tier, call.say.language) if options.tier else None,
        discount=percent_of(options.discount, "--discount") if options.discount else 0,
        card_number=options.card_number,
        code=options.code,
        inn=parse_inn(options.inn)[0],
        kpp=parse_kpp(options.kpp)[0],
        city=options.city,
        region=options.region,
        country=options.country,
        consent=None if options.consent is None else options.consent == "yes",
        house=options.house,
        postcode=options.postcode,
        address=options.address,
        note=options.note,
        contacts=tuple(_contacts(call, desk.shop.region)),
    )


def _contacts(call: Call, region: str) -> list[ContactDraft]:
    options = call.options
    found: list[ContactDraft] = []
    for kind, texts in ((ContactKind.PHONE, options.phone), (ContactKind.WHATSAPP, options.whatsapp)):
        phones = [phone for text in texts for phone in parse_phones(text, region)[0]]
        first = primary_phone(phones)
        for place, phone in enumerate(phones):
            status, primary = _STATUS[phone.status], place == first and kind is ContactKind.PHONE
            found.append(ContactDraft(kind, phone.raw, phone.e164 or "", phone.ext, phone.label, status, primary))
    addresses = [address for text in options.email for address in parse_emails(text)[0]]
    for place, address in enumerate(addresses):
        status = _STATUS[address.status]
        found.append(ContactDraft(ContactKind.EMAIL, address.raw, address.address or "", "", "", status, place == 0))
    for text in options.telegram:
        found.append(ContactDraft(ContactKind.TELEGRAM, text, parse_telegram(text)))
    for text in options.vk:
        found.append(ContactDraft(ContactKind.VK, text, parse_vk(text)))
    return found


def _doubts(call: Call, draft: ClientDraft) -> list[str]:
    """What was kept as it was typed and is hardly meant so."""
    say, found, options = call.say, [], call.options
    phones = [text for text in (*options.phone, *options.whatsapp) if not parse_phones(text)[0]]
    for text in phones + [text for text in options.email if not parse_emails(text)[0]]:
        told = say("Это не телефон и не почта, не записано", "Neither a phone nor an e-mail, and not kept")
        found.append(f"{told}: {text}")
    for line in draft.contacts:
        if line.status is not ContactStatus.BAD:
            continue
        if line.kind is ContactKind.EMAIL:
            told = say(
                "Почта не похожа на адрес и записана как есть", "The e-mail looks like none and is kept as it is"
            )
        else:
            told = say("Телефон не разобран и записан как есть", "The phone could not be read and is kept as it is")
        found.append(f"{told}: {line.raw}")
    if "W270" in parse_inn(options.inn)[1]:
        told = say("ИНН не проходит проверку и записан как есть", "The INN fails its check and is kept as it is")
        found.append(f"{told}: {draft.inn}")
    if "W270" in parse_kpp(options.kpp)[1]:
        told = say("КПП не проходит проверку и записан как есть", "The KPP fails its check and is kept as it is")
        found.append(f"{told}: {draft.kpp}")
    return found


def _line(text: str) -> LineDraft:
    """Product;quantity;price, and a discount if there is one."""
    parts = [part.strip() for part in text.split(";")]
    if not _LEAST_PARTS <= len(parts) <= _MOST_PARTS or not parts[0]:
        raise unclear("--line", text, "товар;количество;цена", "product;quantity;price")
    quantity, codes = parse_quantity(parts[1])
    if quantity is None or codes or quantity <= 0:
        raise unclear("--line", parts[1], "количество больше нуля", "a quantity above zero")
    discount = sum_of(parts[3], "--line") if len(parts) == _MOST_PARTS and parts[3] else 0
    return LineDraft(parts[0], quantity, sum_of(parts[2], "--line"), discount=discount)
