"""Clients that a list of purchases brings with it: what all its columns say of each, not only what he is known by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.imports import ColumnPlan, ImportPlan, UnknownClients
from clientcrm.domain.intake.client_reader import ClientReader, ReadingRules
from clientcrm.domain.intake.codec import draft_from_json
from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.name_cells import contacts_apart
from clientcrm.domain.values.phones import parse_phones
from clientcrm.services.imports.chunks import StagedRows

_AS_CLIENTS = {
    "client_name": "full_name",
    "client_phone": "phone",
    "client_code": "external_id",
    "client_card": "card_number",
}
_PHONE = "phone:"
_DIGITS = 10


class Buyers:
    """Keeps the first row of everybody who buys, where new clients are made and more than one column tells of them.

    Names and codes stand in clear in the base: a phone or an address in their column, alone or beside a name, becomes a
    contact, and is sealed.
    """

    def __init__(self, plan: ImportPlan, today: date) -> None:
        columns = [replace(c, target=_AS_CLIENTS[c.target]) for c in plan.columns if c.target in _AS_CLIENTS]
        self._region = plan.options.region
        rules = ReadingRules(today=today, region=self._region, source=plan.options.source, names_apart=True)
        self._reader = ClientReader(columns, rules)
        self._alone = {target: ClientReader([_column(target)], rules) for target in ("phone", "email", "full_name")}
        self._wanted = plan.options.unknown_clients is UnknownClients.CREATE and len(columns) > 1
        self._rows: dict[str, list[Any]] = {}

    def take(self, rows: StagedRows, clients: Sequence[str]) -> None:
        """Look at the rows of a chunk; `clients` is what each calls its client."""
        if self._wanted:
            for place, client in enumerate(clients):
                if client and client not in self._rows:
                    self._rows[client] = rows[place].cells

    def draft(self, client: str) -> tuple[str, ClientDraft]:
        """Who is called so, and by what he is the same as others of the file: a number may be written in many ways.

        Nobody knows more than the word itself where no other column says it.
        """
        word = client.partition(":")[2] or client
        called = self._called(client, word)
        row = self._rows.get(client)
        found = draft_from_json(self._reader.read(row).values) if row is not None else called
        if called is None:
            found = found or ClientDraft(name=word, code="" if client.startswith("name:") else word[:80])
            return client, replace(found, name=found.name or word)
        assert found is not None
        known = {contact.normal for contact in found.contacts}
        contacts = (*found.contacts, *(contact for contact in called.contacts if contact.normal not in known))
        name, code = ("" if text == word else text for text in (found.name, found.code))
        told = replace(found, name=name or called.name, code=code, contacts=contacts)
        return called.contacts[0].normal or client, told

    def _called(self, client: str, word: str) -> ClientDraft | None:
        """Who is called by a phone or an address, with a name beside it or none; None for any other word."""
        if contacts_apart(word, self._region)[0] != word:
            target = "full_name"
        elif client.startswith(_PHONE) or phone_in(word, self._region):
            target = "phone"
        elif address_in(word):
            target = "email"
        else:
            return None
        found = draft_from_json(self._alone[target].read([word]).values)
        return found if found.contacts else None


def phone_in(word: str, region: str) -> str:
    """The phone that stands for a client, as it is kept; "" for any other word."""
    if sum(c.isdigit() for c in word) < _DIGITS or any(c.isalpha() for c in word):
        return ""
    phones, _ = parse_phones(word, region)
    return phones[0].e164 or "" if phones else ""


def address_in(word: str) -> str:
    """The e-mail address that stands for a client, as it is kept; "" for any other word."""
    emails = parse_emails(word)[0] if "@" in word else []
    return emails[0].address or "" if emails else ""


def _column(target: str) -> ColumnPlan:
    return ColumnPlan(0, "", "", (), target, 1.0, doubtful=False)
