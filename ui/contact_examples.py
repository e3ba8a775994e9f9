"""What contacts look like in the country of the shop, for fields that are still empty."""

from __future__ import annotations

from clientcrm.domain.contacts import ContactKind

_PHONES = {
    "RU": "+7 916 123-45-67", "KZ": "+7 701 123 4567", "BY": "+375 29 123-45-67", "UZ": "+998 90 123 45 67",
    "KG": "+996 555 123 456", "AM": "+374 77 123456", "GE": "+995 555 12 34 56", "AZ": "+994 50 123 45 67",
    "GB": "+44 7400 123456", "DE": "+49 1512 3456789", "FR": "+33 6 12 34 56 78", "US": "+1 201-555-0123",
}  # fmt: skip


def example(kind: ContactKind, region: str) -> str:
    """What such a contact looks like in the country of the shop; nothing where nobody knows."""
    end = "ru" if region == "RU" else "com"
    return {
        ContactKind.PHONE: _PHONES.get(region, ""),
        ContactKind.WHATSAPP: _PHONES.get(region, ""),
        ContactKind.EMAIL: f"name@mail.{end}",
        ContactKind.TELEGRAM: "@name",
        ContactKind.WEBSITE: f"example.{end}",
    }.get(kind, "")
