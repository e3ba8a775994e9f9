"""Fields of a client and their values in words: for the card, its form, and whoever tells of a match or a change."""

from __future__ import annotations

from datetime import date

from clientcrm.domain.clients import ClientKind, Sex
from clientcrm.domain.values.dates import PartialDate
from ui import words
from ui.i18n import tr


def field_word(name: str) -> str:
    """The label of a field of the client form."""
    words = {
        "kind": tr("Kind"),
        "name": tr("Full name", "of a client"),
        "last_name": tr("Surname"),
        "first_name": tr("First name"),
        "middle_name": tr("Patronymic"),
        "contact_person": tr("Contact person"),
        "position": tr("Position", "at work"),
        "sex": tr("Sex"),
        "birthday": tr("Birthday"),
        "source": tr("Source"),
        "tags": tr("Tags"),
        "responsible": tr("Responsible"),
        "manager": tr("Responsible"),
        "portfolio": tr("Portfolio"),
        "tier_id": tr("Tier"),
        "discount": tr("Discount"),
        "bonus": tr("Bonus"),
        "card_number": tr("Card number"),
        "code": tr("Code"),
        "inn": tr("INN"),
        "kpp": tr("KPP"),
        "ogrn": tr("OGRN"),
        "city": tr("City"),
        "region": tr("Region"),
        "country": tr("Country"),
        "consent": tr("Consent to news"),
        "next_contact": tr("Next contact"),
        "interested": tr("Showed interest"),
        "house": tr("House client"),
        "postcode": tr("Postcode"),
        "address": tr("Address"),
        "note": tr("Note"),
        "own": tr("Own fields"),
        "contacts": tr("Contacts"),
        "opening": tr("Totals from a list"),
        "created_at": tr("Client since"),
    }
    return words.get(name, name)


def kind_word(kind: ClientKind) -> str:
    """Person or company."""
    return {ClientKind.PERSON: tr("Person"), ClientKind.COMPANY: tr("Company")}[kind]


def sex_word(sex: Sex) -> str:
    """As the card says it."""
    return {
        Sex.MALE: tr("Male"),
        Sex.FEMALE: tr("Female"),
        Sex.UNKNOWN: tr("Not stated", "sex"),
    }[sex]


def consent_word(consent: bool | None) -> str:
    """Whether the client agreed to news."""
    if consent is None:
        return tr("not asked", "consent to news")
    return tr("agreed", "consent to news") if consent else tr("declined", "consent to news")


def share_words(hundredths: int) -> str:
    """5 %, or 7,5 %, from hundredths of a percent."""
    digits = 0 if hundredths % 100 == 0 else (1 if hundredths % 10 == 0 else 2)
    return words.percent(hundredths / 10_000, digits)


def birthday_words(birthday: PartialDate) -> str | None:
    """3 июня 1981, 3 июня, or 1981: as much as is known."""
    if birthday.month is None or birthday.day is None:
        return None if birthday.year is None else str(birthday.year)
    if birthday.year is not None:
        return words.full_day(date(birthday.year, birthday.month, birthday.day))
    # A leap year, so that 29 February can be named; the same year twice keeps the year out of the text.
    return words.day(date(2000, birthday.month, birthday.day), date(2000, 1, 1))
