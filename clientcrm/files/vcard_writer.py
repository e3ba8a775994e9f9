"""Writing vCard 3.0 in UTF-8, which every phone and mail program reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clientcrm.files.cards import Card, CardAddress, CardContact
from clientcrm.files.saving import saved

_MOST_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def write_vcards(path: str, cards: Iterable[Card]) -> int:
    """Write the cards to `path`; returns how many. Raises FileInUse, FileMissing, NoSpace."""
    count = 0
    with saved(path) as file:
        for card in cards:
            count += 1
            file.write(card_text(card).encode("utf-8", "replace"))
    return count


def card_text(card: Card) -> str:
    """One card as vCard 3.0, lines folded at 75 bytes and ended by CRLF."""
    return "".join(_folded(line) for line in _lines(card))


def _lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    names = (card.last_name, card.first_name, card.middle_name, card.prefix, card.suffix)
    yield "N:" + _structured(names)
    first_contact = next((contact.value for contact in (*card.phones, *card.emails)), "")
    joined = " ".join(part for part in names[:3] if part)
    yield "FN:" + _escaped(card.full_name or joined or card.company or first_contact)
    if card.company or card.department:
        yield "ORG:" + _structured((card.company, card.department) if card.department else (card.company,))
    if card.is_company:
        yield "X-ABShowAs:COMPANY"
    plain = (
        ("TITLE", card.position), ("BDAY", card.birthday), ("NOTE", card.note), ("UID", card.uid),
        ("X-GENDER", card.gender),
    )  # fmt: skip
    yield from (f"{name}:{_escaped(value)}" for name, value in plain if value)
    yield from _contacts("TEL", card.phones, "tel")
    yield from _contacts("EMAIL", card.emails, "mail")
    for address in card.addresses:
        yield f"ADR{_types(address.types)}:{_address(address)}"
    yield from (f"URL:{_escaped(site)}" for site in card.websites)
    if card.tags:
        yield "CATEGORIES:" + ",".join(_escaped(tag) for tag in card.tags)
    yield from (f"{name}:{_escaped(value)}" for name, value in card.others)
    yield "END:VCARD"


def _contacts(name: str, contacts: tuple[CardContact, ...], group: str) -> Iterator[str]:
    """Each contact; an own label goes the way phones understand it, as X-ABLabel of the same group."""
    for place, contact in enumerate(contacts, start=1):
        prefix = f"{group}{place}." if contact.label else ""
        yield f"{prefix}{name}{_types(contact.types)}:{_escaped(contact.value)}"
        if contact.label:
            yield f"{prefix}X-ABLabel:{_escaped(contact.label)}"


def _types(types: tuple[str, ...]) -> str:
    known = [kind for kind in types if kind.replace("-", "").isalnum() and kind.isascii()]
    return ";TYPE=" + ",".join(known) if known else ""


def _address(address: CardAddress) -> str:
    return _structured(("", "", address.street, address.city, address.region, address.postcode, address.country))


def _structured(parts: tuple[str, ...]) -> str:
    return ";".join(_escaped(part) for part in parts)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, never cut inside a letter."""
    if len(line) <= _MOST_OCTETS and line.isascii():
        return line + "\r\n"
    pieces: list[str] = []
    current: list[str] = []
    size = 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > _MOST_OCTETS:
            pieces.append("".join(current))
            current, size = [" "], 1
        current.append(letter)
        size += width
    return "\r\n".join([*pieces, "".join(current)]) + "\r\n"
