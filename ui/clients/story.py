"""The timeline of a client as groups of entries with titles and bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.sales import PurchaseRow
from clientcrm.domain.timeline import EntryKind, TimelineEntry
from ui import words
from ui.client_words import field_word
from ui.clients.amounts import quantity_words
from ui.clients.vocabulary import Vocabulary
from ui.clients.wording import entry_word, left_word
from ui.i18n import tr
from ui.tier_words import reason_words
from ui.widgets.timeline import Entry

_LOOKS = {
    EntryKind.CALL: "call",
    EntryKind.MESSAGE: "message",
    EntryKind.VISIT: "visit",
    EntryKind.NOTE: "note",
    EntryKind.LEFT: "note",
    EntryKind.PURCHASE: "buy",
    EntryKind.REFUND: "buy",
    EntryKind.TIER_CHANGED: "gift",
}
_NAMED_GOODS = 4
_WEEK = 7

Purchases = Mapping[int, PurchaseRow]


def told(
    entries: Sequence[TimelineEntry], known: Vocabulary, purchases: Purchases, today: date | None = None
) -> list[tuple[str, list[Entry]]]:
    """Groups by week and month, the newest first."""
    now = today or datetime.now(known.zone).date()
    groups: list[tuple[str, list[Entry]]] = []
    for entry in entries:
        heading = heading_of(entry.at.astimezone(known.zone).date(), now)
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(_entry(entry, known, purchases))
    return groups


def entry_key(entry: TimelineEntry) -> int:
    """Stays with the entry; receipts and entries are numbered apart."""
    return entry.id * 2 + (entry.kind in (EntryKind.PURCHASE, EntryKind.REFUND))


def heading_of(day: date, today: date) -> str:
    """Эта неделя, Ранее в этом месяце, Апрель, Апрель 2024."""
    monday = today - timedelta(days=today.weekday())
    if day >= monday:
        return tr("This week") if day < monday + timedelta(days=_WEEK) else tr("Ahead", "entries dated in the future")
    if (day.year, day.month) == (today.year, today.month):
        return tr("Earlier this month")
    name = words.month_name(day)
    return name if day.year == today.year else f"{name} {day.year}"


def _entry(entry: TimelineEntry, known: Vocabulary, purchases: Purchases) -> Entry:
    bodies: dict[EntryKind, Callable[[], str]] = {
        EntryKind.PURCHASE: lambda: goods_words(purchases.get(entry.id)),
        EntryKind.REFUND: lambda: goods_words(purchases.get(entry.id)),
        EntryKind.EDITED: lambda: _changed_fields(entry),
        EntryKind.IMPORTED: lambda: _changed_fields(entry),
        EntryKind.TIER_CHANGED: lambda: ". ".join(
            part for part in (_by_rule(entry, known), _left(entry, small=False), entry.text) if part
        ),
    }
    body = bodies.get(entry.kind, lambda: entry.text)()
    return Entry(
        _LOOKS.get(entry.kind, "system"),
        title_of(entry, known),
        " · ".join(part for part in (when_words(entry, known.zone), entry.author) if part),
        body,
        key=entry_key(entry),
    )


def title_of(entry: TimelineEntry, known: Vocabulary) -> str:
    """Звонок; Покупка на 4 260 ₽; Ступень: В базе → VIP."""
    total = entry.detail.get("total")
    if entry.kind in (EntryKind.PURCHASE, EntryKind.REFUND) and isinstance(total, int):
        shown = words.money(abs(total), known.currency)
        if entry.kind is EntryKind.REFUND:
            return tr("Refund of {sum}").format(sum=shown)
        return tr("Purchase for {sum}").format(sum=shown)
    if entry.kind is EntryKind.TIER_CHANGED:
        before, after = (_tier(entry.detail.get(end), known) for end in ("from", "to"))
        if before and after:
            moved = tr("Tier: {before} → {after}").format(before=before, after=after)
            return tr("{change} (taken back)").format(change=moved) if entry.detail.get("undone") else moved
    if entry.kind is EntryKind.LEFT and (why := _left(entry)):
        return tr("Stopped coming: {reason}").format(reason=why)
    if entry.detail.get("batch"):
        return _batch_title(entry)
    return entry_word(entry.kind)


def _batch_title(entry: TimelineEntry) -> str:
    """Карточка создана из файла; Загружено из файла, отменено; an import and a change of many can be taken back."""
    title = entry_word(entry.kind)
    if entry.kind is EntryKind.IMPORTED:
        word = tr("Card made from {file}") if entry.detail.get("created") else tr("Loaded from {file}")
        title = word.format(file=entry.detail["file"])
    return tr("{change} (taken back)").format(change=title) if entry.detail.get("undone") else title


def _left(entry: TimelineEntry, *, small: bool = True) -> str:
    """Why the client left, "" where the entry does not say; a reason of a newer program is not known."""
    reason = entry.detail.get("left")
    if reason not in set(LeftReason):
        return ""
    word = left_word(LeftReason(str(reason)))
    return word[:1].lower() + word[1:] if small else word


def _by_rule(entry: TimelineEntry, known: Vocabulary) -> str:
    """Why a rule moved the client; "" for a person's word."""
    value, bound = (entry.detail.get(name) for name in ("value", "bound"))
    return reason_words(
        str(entry.detail.get("rule", "")),
        value if isinstance(value, int) else None,
        bound if isinstance(bound, int) else None,
        known.currency,
    )


def _tier(tier_id: object, known: Vocabulary) -> str:
    return known.tier_title(tier_id) if isinstance(tier_id, int) else ""


def _changed_fields(entry: TimelineEntry) -> str:
    fields = entry.detail.get("fields")
    if not isinstance(fields, list):
        return entry.text
    return ", ".join(dict.fromkeys(field_word(str(name)).lower() for name in fields))


def when_words(entry: TimelineEntry, zone: ZoneInfo, now: datetime | None = None) -> str:
    """сегодня, 11:20 by the shop's clock; a purchase without a time of day has its day alone."""
    at, here = entry.at.astimezone(zone), (now or datetime.now(zone))
    if entry.kind in (EntryKind.PURCHASE, EntryKind.REFUND) and not entry.detail.get("timed", True):
        near = 0 <= (here.date() - at.date()).days < _WEEK
        return words.ago(at.date(), here.date()) if near else words.day(at.date(), here.date())
    return words.moment(at, here)


def goods_words(purchase: PurchaseRow | None) -> str:
    """Те Гуань Инь 100 г, Да Хун Пао × 2 и ещё 3."""
    if purchase is None:
        return ""
    goods = [
        line.product if line.quantity == 1000 else f"{line.product} × {quantity_words(abs(line.quantity))}"
        for line in purchase.lines
    ]
    return ". ".join(part for part in (_cut(goods), purchase.comment) if part)


def _cut(goods: Sequence[str]) -> str:
    """The first few by name."""
    text = ", ".join(goods[:_NAMED_GOODS])
    if len(goods) <= _NAMED_GOODS:
        return text
    return tr("{goods} and %n more", "goods of a purchase, cut", len(goods) - _NAMED_GOODS).format(goods=text)
