"""Commands about clients: the list, one card, contacts in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from clientcrm.cli.call import Answer, Call
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.cli.words import Refusal
from clientcrm.domain.clients import ClientCard, ClientFilter, ClientOrder, ClientRow, ClientState
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.figures import ClientFigures
from clientcrm.domain.settings import ShopSettings
from clientcrm.domain.timeline import TimelineEntry

if TYPE_CHECKING:
    from clientcrm.crm import Desk

# What may be sorted by, under the names of the answer and under those of the list.
SORTS = {
    "name": "name",
    "tier": "tier",
    "status": "state",
    "state": "state",
    "purchases": "purchase_days",
    "purchase_days": "purchase_days",
    "total": "total",
    "average": "average",
    "first_purchase": "first_purchase",
    "last_purchase": "last_purchase",
    "usual_interval": "usual_interval",
    "rhythm": "rhythm",
    "next_visit": "next_visit",
    "city": "city",
    "region": "region",
    "source": "source",
    "code": "code",
    "card_number": "card_number",
    "discount": "discount",
    "inn": "inn",
    "responsible": "responsible",
    "birthday": "birthday",
    "created_at": "created_at",
    "changed_at": "changed_at",
    "next_contact": "next_contact",
}
_TIMELINE_SHOWN, _TEXT_SHOWN = 20, 90


def run_clients(call: Call) -> Answer:
    """The list, contacts masked."""
    options, say = call.options, call.say
    order = _order(options.sort)
    with call.desk() as desk:
        asked = desk.segments.named(options.segment) if options.segment is not None else ClientFilter()
        asked = replace(asked, text=options.search)
        ids = list(desk.clients.ids(asked, order))
        if options.search:
            there = set(ids)
            ids += [client_id for client_id in desk.clients.more_ids(asked) if client_id not in there]
        end = None if options.limit == 0 else options.offset + options.limit
        rows = desk.clients.rows(ids[options.offset : end])
        tiers = {tier.id: tier.title(say.language) for tier in desk.tiers.all()}
        currency = desk.shop.currency
    values = {
        "total": len(ids),
        "currency": currency,
        "clients": [_row_values(row, tiers) for row in rows],
    }
    return Answer(values, _list_text(rows, len(ids), tiers, currency, say))


def run_show(call: Call) -> Answer:
    """One card with its last dealings, contacts masked."""
    say, client_id = call.say, call.options.id
    with call.desk() as desk:
        card = desk.clients.card(client_id)
        entries = desk.timeline.entries(client_id, limit=_TIMELINE_SHOWN + 1)
        kept = desk.figures.of(client_id)
        tiers = {tier.id: tier.title(say.language) for tier in desk.tiers.all()}
        shop = desk.shop
    more, entries = len(entries) > _TIMELINE_SHOWN, entries[:_TIMELINE_SHOWN]
    visits, total, average = _bought(card)
    values = {
        **as_json(card),
        "tier": tiers.get(card.tier_id, ""),
        "status": card.state.value,
        "own": dict(card.own),
        "contacts": [{**as_json(line), "value": line.masked} for line in card.contacts],
        "purchases": visits,
        "total": total,
        "average": average,
        "first_purchase": as_json(card.figures.first or card.opening.first),
        "last_purchase": as_json(card.figures.last or card.opening.last),
        "currency": shop.currency,
        "next_need": _need(kept),
        "timeline": as_json(entries),
        "timeline_more": more,
    }
    text = _card_text(card, entries, tiers, shop, say, _need_words(values["next_need"], say))
    if more:
        older = say("Показано последнее, более раннее есть в окне.", "The latest; what came before is in the window.")
        text += "\n" + painted(older, "dim")
    return Answer(values, text)


def run_house(call: Call) -> Answer:
    """Mark clients as house clients, or take the mark off; the batch takes it back."""
    say, options = call.say, call.options
    with call.desk() as desk:
        batch = desk.clients.mass_house(options.ids, not options.off)
        [row] = [one for one in desk.importing.batches() if one.id == batch]
    text = say(
        f"Изменено клиентов: {row.counts.updated}. Показатели пересчитаются в фоне. Отменить: undo {batch}",
        f"Clients changed: {row.counts.updated}. The figures are recalculated. To take it back: undo {batch}",
    )
    return Answer({"batch": batch, "updated": row.counts.updated, "house": not options.off}, text)


def run_reveal(call: Call) -> Answer:
    """The contacts in full; the journal has it before anybody sees them."""
    say = call.say
    with call.desk() as desk:
        shown = desk.clients.show_contacts(call.options.id, reason=call.options.reason)
    contacts = [{"kind": c.kind.value, "value": c.value, "label": c.label} for c in shown.contacts]
    text = table(
        (say("Вид", "Kind"), say("Контакт", "Contact"), say("Метка", "Label")),
        [(contact_word(contact.kind, say), contact.value, contact.label) for contact in shown.contacts],
    )
    if not contacts:
        text = say("Контактов нет.", "There are no contacts.")
    if shown.left_today is not None:
        text += "\n" + say(f"Осталось показов на сегодня: {shown.left_today}", f"Left today: {shown.left_today}")
    return Answer({"contacts": contacts, "left_today": shown.left_today}, text)


# ---------------------------------------------------------------- values and words


def tier_named(desk: Desk, name: str, language: str) -> int:
    """The step of the scale with this name or key."""
    for tier in desk.tiers.all():
        if name.strip().casefold() in {tier.title(language).casefold(), tier.key.casefold(), tier.name.casefold()}:
            return tier.id
    known = ", ".join(tier.title(language) for tier in desk.tiers.all() if not tier.hidden)
    raise Refusal(
        "unknown_tier", f"Нет ступени «{name}»: есть {known}.", f"There is no tier “{name}”: there are {known}."
    )


def _need(kept: ClientFigures | None) -> dict[str, Any] | None:
    """What the client needs next, from when on, and by which own rhythm if it is one."""
    if kept is None or not kept.next_product:
        return None
    names = {"product": kept.next_product, "due": kept.next_due, "every": kept.next_every, "last": kept.next_last}
    names |= {"because": kept.next_because or None}
    return {name: as_json(value) for name, value in names.items()}


def _need_words(need: dict[str, Any] | None, say: Speech) -> str:
    if need is None:
        return ""
    day = say.day(date.fromisoformat(need["due"]))
    last = say.day(date.fromisoformat(need["last"])) if need["last"] else ""
    if need["every"] is None and need["because"] is None:
        why = say("другие часто берут это следом", "others often buy it next")
    elif need["every"] is None:
        why = say(
            f"другие часто берут это после: {need['because']}, куплено {last}",
            f"others often buy it after {need['because']}, bought {last}",
        )
    else:
        why = say(f"берёт каждые {need['every']} дн., в прошлый раз {last}", f"every {need['every']} days, last {last}")
    return f"{need['product']}, {say('с', 'from')} {day} ({why})"


def _order(text: str) -> ClientOrder:
    name, descending = text.strip(), False
    if name.startswith("-"):
        name, descending = name[1:], True
    elif name.endswith((":desc", ":asc")):
        name, _, way = name.rpartition(":")
        descending = way == "desc"
    if name not in SORTS:
        known = ", ".join(SORTS)
        raise Refusal(
            "unknown_column",
            f"Нет столбца «{name}»: сортировать можно по {known}.",
            f"There is no column “{name}”: sort by one of {known}.",
        )
    return ClientOrder(SORTS[name], descending)


def _row_values(row: ClientRow, tiers: dict[int, str]) -> dict[str, Any]:
    values: dict[str, Any] = as_json(row)
    values |= {
        "tier": tiers.get(row.tier_id, ""),
        "status": row.state.value,
        "purchases": row.purchase_days,
        "contacts_hidden": row.phone is None,
    }
    return values


def _list_text(rows: list[ClientRow], found: int, tiers: dict[int, str], currency: str, say: Speech) -> str:
    if not found:
        return say("Никого не нашлось.", "Nobody was found.")
    heads = (
        "ID",
        say("Клиент", "Client"),
        say("Ступень", "Tier"),
        say("Телефон", "Phone"),
        "E-mail",
        say("Был", "Last seen"),
        say("Визитов", "Visits"),
        say("Средний чек", "Average"),
        say("Всего", "Total"),
    )
    hidden = say("скрыт", "hidden")
    lines = [
        (
            str(row.id),
            row.name,
            tiers.get(row.tier_id, ""),
            hidden if row.phone is None else row.phone,
            hidden if row.email is None else row.email,
            say.day(row.last_purchase),
            say.number(row.purchase_days) if row.purchase_days else "",
            say.money(row.average, currency),
            say.money(row.total, currency) if row.total else "",
        )
        for row in rows
    ]
    counted = say.counted(found, ("клиент", "клиента", "клиентов"), ("client", "clients"))
    part = "" if len(rows) == found else say(f", показано {len(rows)}", f", {len(rows)} shown")
    if not rows:
        return painted(counted + part, "dim")
    return f"{table(heads, lines, right=(0, 6, 7, 8))}\n{painted(counted + part, 'dim')}"


def _bought(card: ClientCard) -> tuple[int, int, int | None]:
    """Visits, sum and average check, with what a file told of the time before its receipts."""
    figures, opening = card.figures, card.opening
    average = figures.average
    if average is None and opening.total and opening.count:
        average = round(opening.total / opening.count)
    return figures.purchase_days or opening.count or 0, figures.net + (opening.total or 0), average


def _card_text(
    card: ClientCard, entries: list[TimelineEntry], tiers: dict[int, str], shop: ShopSettings, say: Speech, need: str
) -> str:
    visits, total, average = _bought(card)
    currency, zone = shop.currency, ZoneInfo(shop.time_zone)
    facts = [
        ("ID", str(card.id)),
        (say("Состояние", "State"), state_word(card.state, say)),
        (say("Ступень", "Tier"), tiers.get(card.tier_id, "")),
        (say("В корзине", "In the trash since"), say.moment(card.trashed_at, zone) if card.trashed_at else ""),
        (say("Код", "Code"), card.code),
        (say("Карта", "Card"), card.card_number),
        (say("День рождения", "Birthday"), say.birthday(card.birthday)),
        (say("Город", "City"), ", ".join(part for part in (card.city, card.region, card.country) if part)),
        (say("Адрес", "Address"), ", ".join(part for part in (card.postcode, card.address) if part)),
        (say("ИНН", "INN"), card.inn),
        (say("КПП", "KPP"), card.kpp),
        (say("Контактное лицо", "Contact person"), card.contact_person),
        (say("Должность", "Position"), card.position),
        (say("Метки", "Tags"), ", ".join(card.tags)),
        (say("Источник", "Source"), card.source),
        (say("Отвечает", "Responsible"), card.responsible),
        (say("Скидка", "Discount"), f"{say.number(card.discount / 100)} %" if card.discount else ""),
        (say("Всего куплено", "Bought in all"), say.money(total, currency) if total or card.figures.receipts else ""),
        (say("Средний чек", "Average check"), say.money(average, currency)),
        (say("Визитов", "Visits"), say.number(visits) if visits else ""),
        (say("Последний визит", "Last visit"), say.day(card.figures.last or card.opening.last)),
        (say("Что предложить", "What to offer"), need),
        *((name, text) for name, text in card.own),
        (say("Заметка", "Note"), card.note),
    ]
    parts = [painted(card.name or say("Без имени", "No name"), "head"), pairs(facts)]
    if card.contacts_hidden:
        parts.append(say("Контакты скрыты.", "The contacts are hidden."))
    elif card.contacts:
        lines = [(contact_word(line.kind, say), line.masked, line.label) for line in card.contacts]
        parts.append(table((say("Контакт", "Contact"), "", ""), lines))
    if entries:
        lines = [
            (say.moment(entry.at, zone), _entry_word(entry, currency, say), entry.text[:_TEXT_SHOWN])
            for entry in entries
        ]
        parts.append(table((say("Когда", "When"), say("Что", "What"), ""), lines))
    return "\n\n".join(parts)


def _entry_word(entry: TimelineEntry, currency: str, say: Speech) -> str:
    words = {
        "call": ("звонок", "call"),
        "message": ("сообщение", "message"),
        "visit": ("визит", "visit"),
        "note": ("заметка", "note"),
        "left": ("перестал ходить", "stopped coming"),
        "created": ("карточка создана", "card made"),
        "edited": ("карточка изменена", "card changed"),
        "tier_changed": ("ступень", "tier"),
        "trashed": ("в корзину", "to the trash"),
        "restored": ("из корзины", "from the trash"),
        "imported": ("загрузка", "import"),
        "purchase": ("покупка", "purchase"),
        "refund": ("возврат", "refund"),
    }
    word = say(*words.get(entry.kind.value, (entry.kind.value, entry.kind.value)))
    total = entry.detail.get("total")
    return f"{word} {say.money(abs(total), currency)}" if isinstance(total, int) else word


def contact_word(kind: ContactKind, say: Speech) -> str:
    """Phone, e-mail, Telegram: a contact's kind as people call it."""
    return {
        ContactKind.PHONE: say("телефон", "phone"),
        ContactKind.EMAIL: say("почта", "e-mail"),
        ContactKind.WEBSITE: say("сайт", "website"),
        ContactKind.OTHER: say("другое", "other"),
        ContactKind.TELEGRAM: "Telegram",
        ContactKind.WHATSAPP: "WhatsApp",
        ContactKind.VK: "VK",
        ContactKind.INSTAGRAM: "Instagram",
    }[kind]


def state_word(state: ClientState, say: Speech) -> str:
    """What a person is to the shop by fact."""
    return {
        ClientState.CLIENT: say("клиент", "client"),
        ClientState.POTENTIAL: say("потенциальный", "potential"),
        ClientState.MARKET: say("рынок", "market"),
    }[state]
