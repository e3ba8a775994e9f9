"""What a person types into a contact line, as the base keeps it."""

from __future__ import annotations

from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus, ShownContact
from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.phones import format_phone, parse_phones
from ui.i18n import tr

_PHONES = (ContactKind.PHONE, ContactKind.WHATSAPP)
_STATUS = {
    "ok": ContactStatus.OK,
    "fixed": ContactStatus.FIXED,
    "possible": ContactStatus.POSSIBLE,
    "suspect": ContactStatus.POSSIBLE,
    "bad": ContactStatus.BAD,
    "lossy": ContactStatus.LOSSY,
}


def typed_contact(kind: ContactKind, text: str, region: str, *, label: str = "", primary: bool = False) -> ContactDraft:
    """The contact point with its normal form, "" when it is not understood; blocks for a moment the first time."""
    if kind in _PHONES:
        found, _codes = parse_phones(text, region)
        if len(found) == 1:
            phone = found[0]
            return ContactDraft(
                kind, text, phone.e164 or "", phone.ext, label or phone.label, _STATUS[phone.status], primary
            )
        return ContactDraft(kind, text, label=label, status=ContactStatus.BAD, primary=primary)
    if kind is ContactKind.EMAIL:
        addresses, _name, _codes = parse_emails(text)
        if len(addresses) == 1:
            one = addresses[0]
            return ContactDraft(kind, text, one.address or "", label=label, status=_STATUS[one.status], primary=primary)
        return ContactDraft(kind, text, label=label, status=ContactStatus.BAD, primary=primary)
    return ContactDraft(kind, text, text.strip().removeprefix("@").casefold(), label=label, primary=primary)


def contact_trouble(contact: ContactDraft) -> str:
    """What a person should look at again; "" when all is well. Nothing of it keeps a client from being saved."""
    if contact.kind in _PHONES:
        digits = sum(letter.isdigit() for letter in contact.raw)
        if contact.status is ContactStatus.BAD or not contact.normal:
            return tr("This is not a whole number: %n digits", "a phone", digits)
        if contact.status is ContactStatus.POSSIBLE:
            return tr("No such number is in use. Check the digits.")
    elif contact.kind is ContactKind.EMAIL:
        if not contact.normal:
            return tr("This is not an e-mail address. It looks like name@mail.ru.")
        if contact.status is ContactStatus.POSSIBLE:
            return tr("The part after @ looks mistyped. Check it.")
    return ""


def shown_value(contact: ShownContact) -> str:
    """A contact in full as people read it: a phone in groups."""
    if contact.kind in _PHONES and contact.value.startswith("+") and contact.value[1:].isdigit():
        return format_phone(contact.value)
    return contact.value
