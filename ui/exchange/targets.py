"""Where a column of a file may go: titles, icons, groups, and what happens to its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, ImportKind
from ui.i18n import tr

NOT_CHOSEN: Final = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column may become; `note` tells what the load does to its values ("" when nothing)."""

    key: str
    title: str
    icon: str
    group: str
    note: str = ""


def _names() -> list[Target]:
    group = tr("Name")
    return [
        Target("full_name", tr("Last, first, middle name"), "user", group, tr("will be split into three fields")),
        Target("last_name", tr("Last name"), "user", group),
        Target("first_name", tr("First name"), "user", group),
        Target("middle_name", tr("Middle name"), "user", group),
        Target("company", tr("Company"), "building-2", group),
        Target("contact_person", tr("Contact person"), "user", group),
        Target("position", tr("Position"), "id-card", group),
        Target("kind", tr("Person or company"), "users", group),
    ]


def _contacts() -> list[Target]:
    group = tr("Contacts")
    return [
        Target("phone", tr("Phone"), "phone", group, tr("will be brought to one form")),
        Target("phone2", tr("Second phone"), "phone", group, tr("will be brought to one form")),
        Target("email", tr("E-mail"), "mail", group),
        Target("email2", tr("Second e-mail"), "mail", group),
        Target("telegram", tr("Telegram"), "message-circle", group),
        Target("instagram", tr("Instagram"), "message-circle", group),
        Target("vk", tr("VK"), "message-circle", group),
        Target("website", tr("Website"), "globe", group),
        Target("consent", tr("Consent to news"), "mail-check", group, tr("yes and no in any wording")),
    ]


def _about() -> list[Target]:
    group = tr("About the client")
    return [
        Target("birthday", tr("Birthday"), "cake", group, tr("with or without the year")),
        Target("gender", tr("Sex"), "users", group),
        Target("tier", tr("Tier"), "layers", group),
        Target("discount", tr("Discount, %"), "badge-percent", group, tr("0.07 will become 7%")),
        Target("bonus", tr("Bonus points"), "gift", group),
        Target("card_number", tr("Card number"), "id-card", group),
        Target("tags", tr("Tags"), "tag", group, tr("will be split at commas")),
        Target("source", tr("Where from"), "megaphone", group),
        Target("manager", tr("Responsible"), "user", group),
        Target("next_contact", tr("Next contact"), "calendar", group),
        Target("house", tr("House client"), "store", group, tr("yes and no in any wording")),
        Target("created_at", tr("Client since"), "calendar", group),
        Target("comment", tr("Note"), "sticky-note", group),
    ]


def _history() -> list[Target]:
    group = tr("Purchases so far")
    return [
        Target("total_spent", tr("Sum of purchases"), "wallet", group, tr("opening balance, without receipts")),
        Target("purchase_count", tr("Number of purchases"), "shopping-bag", group, tr("opening balance")),
        Target("avg_check", tr("Average check"), "wallet", group, tr("the program counts it itself")),
        Target("first_purchase", tr("First purchase"), "calendar", group, tr("opening balance")),
        Target("last_purchase", tr("Last purchase"), "calendar", group, tr("opening balance")),
    ]


def _address() -> list[Target]:
    group = tr("Address and company details")
    return [
        Target("city", tr("City"), "map-pin", group),
        Target("region", tr("Region"), "map-pin", group),
        Target("country", tr("Country"), "map-pin", group),
        Target("postcode", tr("Postcode"), "map-pin", group),
        Target("address", tr("Address"), "map-pin", group),
        Target("inn", tr("Tax number (INN)"), "building-2", group, tr("the check digit will be verified")),
        Target("kpp", tr("KPP"), "building-2", group),
        Target("ogrn", tr("OGRN"), "building-2", group),
    ]


def _codes() -> list[Target]:
    group = tr("Codes")
    return [
        Target("external_id", tr("Code in another program"), "hash", group, tr("finds the client at the next load")),
        Target("client_id", tr("Client ID (CRM)"), "hash", group, tr("finds the client exactly")),
        Target("row_no", tr("Row number"), "hash", group, tr("will not be kept")),
    ]


def _own_copy() -> list[Target]:
    """Columns of a full copy that this program wrote itself."""
    group = tr("Service columns of a full copy")
    return [
        Target("crm_contacts", tr("Contacts in full"), "phone", group, tr("restores every contact exactly")),
        Target("crm_state", tr("State in full"), "history", group, tr("restores the state exactly")),
        Target("tier_reason", tr("Reason of the tier"), "layers", group, tr("only for reading")),
        Target("changed_at", tr("Changed on"), "calendar", group, tr("only for reading")),
        Target("portfolio", tr("Portfolio"), "layers", group, tr("only for reading")),
    ]


def _receipt() -> list[Target]:
    group = tr("Receipt")
    return [
        Target("date", tr("Date of purchase"), "calendar", group),
        Target("receipt_no", tr("Receipt number"), "receipt-russian-ruble", group, tr("joins lines into a receipt")),
        Target("line_no", tr("Line number"), "hash", group),
        Target("client_code", tr("Code of the client"), "user", group, tr("finds whose purchase it is")),
        Target("client_phone", tr("Phone of the client"), "phone", group, tr("finds whose purchase it is")),
        Target("client_card", tr("Card of the client"), "id-card", group, tr("finds whose purchase it is")),
        Target("client_name", tr("Name of the client"), "user", group, tr("finds whose purchase it is")),
        Target("client_id", tr("Client ID (CRM)"), "hash", group, tr("finds the client exactly")),
        Target("employee", tr("Who sold"), "user", group),
        Target("status", tr("State of the receipt"), "circle-check", group),
        Target("kind", tr("Sale or refund"), "undo-2", group),
        Target("return_of", tr("Refund of receipt"), "undo-2", group),
        Target("receipt_total", tr("Sum of the receipt"), "wallet", group),
        Target("purchase_comment", tr("Note to the purchase"), "sticky-note", group),
        Target("crm_receipt", tr("Receipt ID (CRM)"), "hash", group, tr("finds the receipt exactly")),
    ]


def _goods() -> list[Target]:
    group = tr("Product")
    return [
        Target("product", tr("Product or service"), "package", group),
        Target("product_code", tr("Product code"), "hash", group),
        Target("quantity", tr("Quantity"), "package", group),
        Target("unit_price", tr("Price"), "wallet", group),
        Target("line_total", tr("Sum"), "wallet", group),
        Target("discount", tr("Discount", "of a purchase line"), "badge-percent", group),
    ]


def _elsewhere() -> list[Target]:
    group = tr("Elsewhere")
    return [
        Target(TO_OWN_FIELD, tr("A field of its own"), "plus", group, tr("a new field with the name of the column")),
        Target(TO_NOTE, tr("Add to the note"), "sticky-note", group, tr("will be added to the note")),
        Target(LEAVE_OUT, tr("Leave out"), "minus", group, tr("the column stays in the file")),
    ]


def _left_out() -> list[Target]:
    group = tr("Elsewhere")
    return [
        Target("country", tr("Country"), "map-pin", group, tr("will not be kept")),
        Target("comment", tr("Note"), "sticky-note", group, tr("will not be kept")),
        Target("row_no", tr("Row number"), "hash", group, tr("will not be kept")),
        _elsewhere()[-1],
    ]


_CLIENTS: Final[Sequence[Callable[[], list[Target]]]] = (
    _names, _contacts, _about, _history, _address, _codes, _own_copy, _elsewhere,
)  # fmt: skip
_PURCHASES: Final[Sequence[Callable[[], list[Target]]]] = (_receipt, _goods, _left_out)


def targets_for(kind: ImportKind) -> list[Target]:
    """Everything that a column of such a file may become, in the order of the list."""
    groups = _PURCHASES if kind is ImportKind.PURCHASES else _CLIENTS
    return [target for group in groups for target in group()]


# Columns whose distinct values need a meaning of their own: words are matched by the person.
WITH_VALUES: Final = frozenset({"tier", "gender"})
# The second column of these has a name of its own.
FURTHER: Final = {"phone": "phone2", "email": "email2"}
# More than one column may go there; every other target takes one column.
SHARED: Final = frozenset(
    {"phone2", "email2", "address", "tags", "comment", "row_no", TO_OWN_FIELD, TO_NOTE, LEAVE_OUT}
)
