"""Clients that a list of purchases brings with it: what all its columns say of each, not only what he is known by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.imports import ImportPlan, UnknownClients
from clientcrm.domain.intake.client_reader import ClientReader, ReadingRules
from clientcrm.domain.intake.codec import draft_from_json
from clientcrm.services.imports.chunks import StagedRows

_AS_CLIENTS = {
    "client_name": "full_name",
    "client_phone": "phone",
    "client_code": "external_id",
    "client_card": "card_number",
}


class Buyers:
    """Keeps the first row of everybody who buys, where new clients are made and more than one column tells of them."""

    def __init__(self, plan: ImportPlan, today: date) -> None:
        columns = [replace(c, target=_AS_CLIENTS[c.target]) for c in plan.columns if c.target in _AS_CLIENTS]
        rules = ReadingRules(today=today, region=plan.options.region, source=plan.options.source)
        self._reader = ClientReader(columns, rules)
        self._wanted = plan.options.unknown_clients is UnknownClients.CREATE and len(columns) > 1
        self._rows: dict[str, list[Any]] = {}

    def take(self, rows: StagedRows, clients: Sequence[str]) -> None:
        """Look at the rows of a chunk; `clients` is what each calls its client."""
        if self._wanted:
            for place, client in enumerate(clients):
                if client and client not in self._rows:
                    self._rows[client] = rows[place].cells

    def draft(self, client: str) -> ClientDraft:
        """Who is called so; nobody knows more than the word itself where no other column says it."""
        word = client.partition(":")[2] or client
        if client in self._rows:
            found = draft_from_json(self._reader.read(self._rows[client]).values)
            return replace(found, name=found.name or word)
        return ClientDraft(name=word, code="" if client.startswith("name:") else word[:80])
