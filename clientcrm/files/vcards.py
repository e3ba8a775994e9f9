"""Reading vCards 2.1, 3.0 and 4.0. The libraries at hand lose quoted-printable lines or stop at a photo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from clientcrm.domain.values.phone_cells import phones_to_cell
from clientcrm.domain.values.phone_plan import Phone
from clientcrm.files import tables
from clientcrm.files.cards import OWN_UID, Card, CardAddress, CardContact
from clientcrm.files.encodings import chosen_encoding, detect_encoding
from clientcrm.files.opening import byte_size
from clientcrm.files.tables import FileFacts, FileKind, Grid, Remarks, Row, SheetOutline
from clientcrm.files.vcard_lines import (
    BrokenLine,
    CardLine,
    logical_lines,
    parse_line,
    physical_lines,
    plain_value,
    raw_parts,
    split_value,
)

HEADER = (
    "full_name", "last_name", "first_name", "middle_name", "company", "position", "phone", "email", "birthday",
    "city", "region", "postcode", "country", "address", "website", "tags", "comment", "external_id", "gender",
    "crm_id", "other_properties",
)  # fmt: skip
_LABEL_OF_IPHONE = re.compile(r"_\$!<(.*)>!\$_")
_BASIC_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_YEARLESS_DATE = re.compile(r"--(\d{2})-?(\d{2})")
_OWN_NUMBER = re.compile(r"(\+\d+)(?: доб\. ([0-9*#]+))?")
_MUTE_TYPES = frozenset(("voice", "pref", "internet", "x400", "msg", "type", "iphone"))
_READ = frozenset((
    "N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "URL", "CATEGORIES", "BDAY", "NOTE", "UID", "GENDER",
    "KIND", "X-GENDER", "X-ABSHOWAS", "X-ABLABEL",
))  # fmt: skip
_UNKEPT = frozenset((
    "VERSION", "PRODID", "REV", "PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "LABEL", "MAILER", "SORT-STRING", "SOURCE",
    "PROFILE", "CLASS", "CLIENTPIDMAP", "XML", "TZ", "X-ABADR", "X-ABUID", "X-ID", "X-ETAG",
))  # fmt: skip


@dataclass(slots=True)
class _Raw:
    """The lines of one card; `broken` if some could not be read."""

    lines: list[CardLine] = field(default_factory=list)
    broken: bool = False


class CardBook:
    """A vCard file as a sheet whose columns are named by HEADER; a row is a card, its number the card's place."""

    def __init__(self, file: BinaryIO, path: str, encoding: str | None = None) -> None:
        self._file = file
        self._path = path
        self._encoding = chosen_encoding(encoding, file) if encoding else detect_encoding(file)
        self._cards: list[Card] | None = None
        self._broken: list[int] = []

    @property
    def facts(self) -> FileFacts:
        """Size and encoding."""
        return FileFacts(FileKind.VCARD, byte_size(self._file), self._encoding.name, self._encoding.sure)

    def cards(self) -> list[Card]:
        """All cards of the file; those that hold nothing are empty."""
        if self._cards is None:
            self._file.seek(0)
            raw = list(raw_cards(self._file.read(), self._encoding.name))
            self._broken = [number for number, card in enumerate(raw, start=1) if card.broken]
            self._cards = [card_of(lines.lines) for lines in raw]
        return self._cards

    def outlines(self) -> list[SheetOutline]:
        """One sheet."""
        found = tables.outline("vCard", True, self.grid(None))
        return [SheetOutline(found.name, True, found.rows, found.columns, found.sample, header=HEADER)]

    def grid(self, sheet: str | None) -> Grid:
        """A row for each card that holds anything."""
        del sheet
        cards, remarks = self.cards(), Remarks()
        for number in self._broken:
            remarks.add(tables.BROKEN_CARDS, row=number)
        rows = ((number, card_row(card)) for number, card in enumerate(cards, start=1))
        filled = ((number, row) for number, row in rows if any(row))
        return Grid(len(HEADER), len(cards), filled, remarks, most_text=1_000_000)


def raw_cards(content: bytes, encoding: str) -> Iterator[_Raw]:
    """The cards of a file; one inside another (AGENT) is left out, a missing END does not eat the next card."""
    if encoding.startswith(("utf-16", "utf-32")):
        content, encoding = content.decode(encoding, "replace").encode(), "utf-8"
    card: _Raw | None = None
    nested = False
    for line in logical_lines(iter(physical_lines(content.removeprefix(b"\xef\xbb\xbf")))):
        mark = line.strip().upper().replace(b" ", b"")
        if mark == b"BEGIN:VCARD":
            nested = card is not None and bool(card.lines) and card.lines[-1].name == "AGENT"
            if not nested:
                if card is not None:
                    card.broken = True
                    yield card
                card = _Raw()
        elif mark == b"END:VCARD":
            if nested:
                nested = False
            elif card is not None:
                yield card
                card = None
        elif card is not None and line.strip() and not nested:
            try:
                card.lines.append(parse_line(line, encoding))
            except BrokenLine:
                card.broken = True
    if card is not None:
        card.broken = True
        yield card


class _Properties:
    """The lines of a card by name, without photos and keys."""

    def __init__(self, lines: list[CardLine]) -> None:
        self.by_name: dict[str, list[CardLine]] = {}
        for line in lines:
            if not line.binary and line.value.strip():
                self.by_name.setdefault(line.name, []).append(line)
        groups = [line for line in self["X-ABLABEL"] if line.group]
        self._labels = {line.group: _label(line.value) for line in groups}

    def __getitem__(self, name: str) -> list[CardLine]:
        return self.by_name.get(name, [])

    def texts(self, name: str) -> list[str]:
        return [text for line in self[name] if (text := plain_value(line.value))]

    def first(self, name: str) -> str:
        return next(iter(self.texts(name)), "")

    def parts(self, name: str, size: int) -> list[str]:
        return _padded(self[name][0].value if self[name] else "", size)

    def contact(self, line: CardLine, value: str) -> CardContact:
        types = [*line.types, *(["pref"] if "PREF" in line.params else [])]
        label = self._labels.get(line.group, "") if line.group else ""
        return CardContact(value, tuple(dict.fromkeys(types)), label)


def card_of(lines: list[CardLine]) -> Card:
    """The card that these properties describe."""
    found = _Properties(lines)
    last, given, middle, prefix, suffix = found.parts("N", 5)
    company, department = found.parts("ORG", 2)
    rest = [name for name in found.by_name if name not in _READ | _UNKEPT]
    return Card(
        full_name=found.first("FN"),
        last_name=last,
        first_name=given,
        middle_name=middle,
        prefix=prefix,
        suffix=suffix,
        company=company,
        department=department,
        position=found.first("TITLE") or found.first("ROLE"),
        phones=tuple(found.contact(line, text) for line in found["TEL"] if (text := _phone(line.value))),
        emails=tuple(found.contact(line, text) for line in found["EMAIL"] if (text := plain_value(line.value))),
        addresses=tuple(address for line in found["ADR"] if (address := _address(line)).in_line()),
        websites=tuple(found.texts("URL")),
        tags=tuple(tag for line in found["CATEGORIES"] for tag in split_value(line.value, ",") if tag),
        birthday=_birthday(found.first("BDAY")),
        note="\n".join(found.texts("NOTE")),
        uid=found.first("UID"),
        gender=found.parts("GENDER", 1)[0] or found.first("X-GENDER"),
        is_company=found.first("KIND").lower() == "org" or found.first("X-ABSHOWAS").upper() == "COMPANY",
        others=tuple((name, text) for name in rest for text in found.texts(name)),
    )


def card_row(card: Card) -> Row:
    """The card in the columns of HEADER; several phones, e-mails, sites are parted by `; `, the label in brackets."""
    address = card.addresses[0] if card.addresses else CardAddress()
    joined = " ".join(part for part in (card.last_name, card.first_name, card.middle_name) if part)
    own = card.uid.removeprefix(OWN_UID) if card.uid.startswith(OWN_UID) else ""
    # A card has to have a name: ours of a client without one bears a contact instead (vcard_writer).
    nameless = own and not joined and card.full_name in {line.value for line in (*card.phones, *card.emails)}
    name = joined if nameless else card.full_name or joined
    return (
        name, card.last_name, card.first_name, card.middle_name, card.company, card.position,
        phones_to_cell(map(_own_phone, card.phones)) if own else "; ".join(map(_labelled, card.phones)),
        "; ".join(email.value for email in card.emails),
        card.birthday, address.city, address.region, address.postcode, address.country,
        address.street if own else _addresses(card.addresses),
        "; ".join(card.websites), ", ".join(map(_quoted, card.tags)), card.note, "" if own else card.uid, card.gender,
        own, "\n".join(f"{name}: {text}" for name, text in card.others),
    )  # fmt: skip


def _addresses(places: Sequence[CardAddress]) -> str:
    """All addresses in full; a single one without a street is told by its town alone."""
    if len(places) == 1 and not places[0].street:
        return ""
    return "; ".join(place.in_line() for place in places)


def _quoted(tag: str) -> str:
    """A tag with a comma of its own is put into quotes."""
    return '"' + tag.replace('"', '""') + '"' if any(mark in tag for mark in ',;|"') else tag


def _own_phone(phone: CardContact) -> Phone:
    """A phone of a card that this program wrote; what is no number stays the text that it is."""
    found = _OWN_NUMBER.fullmatch(phone.value)
    if found is None:
        return Phone(None, "", phone.label, "bad", phone.value)
    return Phone(found[1], found[2] or "", phone.label, "ok", phone.value)


def _labelled(phone: CardContact) -> str:
    label = phone.label or ", ".join(kind for kind in phone.types if kind not in _MUTE_TYPES)
    value = phone.value.replace(";", ",")
    return f"{value} ({label.replace(';', ',')})" if label else value


def _padded(value: str, size: int, between: str = " ") -> list[str]:
    """The first parts of a structured value; a list inside a part is joined."""
    parts = [between.join(word for word in split_value(part, ",") if word) for part in raw_parts(value)]
    return (parts + [""] * size)[:size]


def _phone(value: str) -> str:
    """`tel:+1-555;ext=12` of vCard 4 as people write it."""
    text = plain_value(value)
    if text[:4].lower() == "tel:":
        number, _, rest = text[4:].partition(";")
        extension = re.search(r"ext=([\d*#-]+)", rest, re.IGNORECASE)
        return f"{number} ext. {extension.group(1)}" if extension else number
    return text


def _address(line: CardLine) -> CardAddress:
    box, extended, street, city, region, postcode, country = (
        part.replace("\n", ", ") for part in _padded(line.value, 7, ", ")
    )
    return CardAddress(
        ", ".join(part for part in (street, extended, box) if part), city, region, postcode, country, line.types
    )


def _birthday(text: str) -> str:
    whole, part = _BASIC_DATE.fullmatch(text), _YEARLESS_DATE.fullmatch(text)
    if whole and whole.group(1) == "1604":  # what an iPhone writes when the year is not known
        return f"--{whole.group(2)}-{whole.group(3)}"
    if whole:
        return "-".join(whole.groups())
    return f"--{part.group(1)}-{part.group(2)}" if part else text


def _label(text: str) -> str:
    found = _LABEL_OF_IPHONE.fullmatch(text.strip())
    return (found.group(1) if found else plain_value(text)).strip()
