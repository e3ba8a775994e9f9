"""Words of the card: kinds of contacts and entries, why somebody left, reasons of likeness."""

from __future__ import annotations

from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.timeline import EntryKind
from ui.i18n import tr

CONTACT_ICONS = {
    ContactKind.PHONE: "phone",
    ContactKind.EMAIL: "mail",
    ContactKind.WEBSITE: "globe",
    ContactKind.OTHER: "hash",
}


def contact_icon(kind: ContactKind) -> str:
    """The icon beside a contact point."""
    return CONTACT_ICONS.get(kind, "message-circle")


def contact_word(kind: ContactKind) -> str:
    """Телефон, Почта, Telegram ..."""
    return {
        ContactKind.PHONE: tr("Phone"),
        ContactKind.EMAIL: tr("E-mail"),
        ContactKind.TELEGRAM: tr("Telegram"),
        ContactKind.WHATSAPP: tr("WhatsApp"),
        ContactKind.VK: tr("VK"),
        ContactKind.INSTAGRAM: tr("Instagram"),
        ContactKind.WEBSITE: tr("Website"),
        ContactKind.OTHER: tr("Other", "a kind of contact"),
    }[kind]


def entry_word(kind: EntryKind) -> str:
    """The title of a timeline entry of this kind."""
    return {
        EntryKind.CALL: tr("Call"),
        EntryKind.MESSAGE: tr("Message"),
        EntryKind.VISIT: tr("Visit"),
        EntryKind.NOTE: tr("Note"),
        EntryKind.LEFT: tr("Stopped coming"),
        EntryKind.CREATED: tr("Card created"),
        EntryKind.EDITED: tr("Card changed"),
        EntryKind.TIER_CHANGED: tr("Tier changed"),
        EntryKind.TRASHED: tr("Moved to the trash"),
        EntryKind.RESTORED: tr("Restored from the trash"),
        EntryKind.IMPORTED: tr("Loaded from a file"),
        EntryKind.PURCHASE: tr("Purchase"),
        EntryKind.REFUND: tr("Refund"),
    }[kind]


def left_word(reason: LeftReason) -> str:
    """Why a client left, as a shopkeeper says it."""
    return {
        LeftReason.PRICE: tr("Too dear"),
        LeftReason.CHOICE: tr("We do not have what they need"),
        LeftReason.QUALITY: tr("Not content with the quality"),
        LeftReason.OFFENDED: tr("Offended by an employee"),
        LeftReason.COMPETITOR: tr("Goes to a competitor"),
        LeftReason.UNREACHED: tr("Cannot be reached"),
        LeftReason.OTHER: tr("Another reason"),
        LeftReason.MOVED: tr("Moved away"),
        LeftReason.NO_NEED: tr("Needs it no longer"),
        LeftReason.GONE: tr("Died, or closed the business"),
    }[reason]


def likeness_word(reason: str) -> str:
    """Why two clients may be one."""
    return {
        "phone": tr("the same phone"),
        "whatsapp": tr("the same phone"),
        "email": tr("the same e-mail"),
        "name": tr("the same name"),
    }.get(reason, tr("the same contact"))
