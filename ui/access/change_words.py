"""What a change changed, as the journal tells it: the field in words, and both values as the screens show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from clientcrm.domain.access import Quota
from clientcrm.domain.clients import DRAFT_FIELDS, ClientKind, Sex
from clientcrm.domain.journal import JournalLine
from clientcrm.domain.values.dates import PartialDate
from ui import words
from ui.access.wording import quota_words
from ui.client_words import birthday_words, consent_word, field_word, kind_word, sex_word, share_words
from ui.context import Context
from ui.i18n import language, tr
from ui.people_words import role_title

_MONEY = frozenset({"bonus", "money"})


def changes_of(line: JournalLine, context: Context) -> list[tuple[str, str, str]]:
    """Field, before, after: of a change whose fields are not sealed."""
    client = line.object_kind == "client"
    return [
        (change_title(name, of_client=client), change_words(name, before, context), change_words(name, after, context))
        for name, (before, after) in line.before_after.items()
    ]


def change_title(name: str, *, of_client: bool = False) -> str:
    """A field of a client, or a setting."""
    if of_client and name in DRAFT_FIELDS:
        return field_word(name)
    titles = {
        "shop": tr("Name of the shop"),
        "currency": tr("Currency"),
        "time_zone": tr("Time zone"),
        "region": tr("Phones without a code"),
        "autolock": tr("Lock the screen"),
        "backup_at_exit": tr("Make a copy each time the program closes"),
        "backup_folder": tr("Folder for the copy"),
        "hidden_from_recorders": tr("Keep the window out of screenshots, recordings and remote screens"),
        "lost_after": tr("A client is lost after so many days of silence"),
        "horizon": tr("“Likely to return” looks ahead, days"),
        "window": tr("Frequency and money count over the last, days"),
        "recency": tr("Last purchase, days ago at most"),
        "purchases": tr("Days with purchases, at least"),
        "money": tr("Sum of purchases", "rule of a tier"),
        "automatic": tr("Recalculate by the rules each day"),
        "demote": tr("Rules may lower a rung, too"),
        "grace": tr("Days of grace before they lower"),
        "role": tr("Role"),
        "quota": tr("How many contacts may be shown"),
    }
    return titles.get(name, name)


def change_words(name: str, value: object, context: Context) -> str:
    """A value as the journal keeps it (JSON), in words; a dash for nothing."""
    if name == "consent":
        return consent_word(value if isinstance(value, bool) else None)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if name == "quota":
        return quota_words(Quota.from_json(value)) if isinstance(value, Mapping) else tr("As the role says")
    if value in (None, "", [], ()) or (value == 0 and name in ("discount", "bonus")):
        return words.DASH
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(change_words(name, part, context) for part in value)
    if isinstance(value, int):
        return _number(name, value, context)
    return _text(name, str(value), context)


def _number(name: str, value: int, context: Context) -> str:
    if name == "autolock":
        return words.lock_wait(value)
    if name == "tier_id":
        tier = context.tier(value)
        return tier.title(language()) if tier else str(value)
    if name == "portfolio":
        return dict(context.desk.portfolios).get(value, str(value))
    if name == "discount":
        return share_words(value)
    return words.money(value, context.shop.currency) if name in _MONEY else words.number(value)


def _text(name: str, value: str, context: Context) -> str:
    if name == "responsible":
        return context.desk.people.get(value, value)
    if name == "role":
        return role_title(value)
    try:
        if name == "kind":
            return kind_word(ClientKind(value))
        if name == "sex":
            return sex_word(Sex(value))
        if name == "birthday":
            return birthday_words(PartialDate.from_iso(value)) or value
        if name == "next_contact":
            return words.full_day(date.fromisoformat(value))
    except ValueError:  # what an older or a newer program wrote
        return value
    return value
