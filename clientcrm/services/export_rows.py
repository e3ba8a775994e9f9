"""What an exported row holds: clients and purchases read by the portion, as values of the layout's columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import (
    NOBODYS,
    Client,
    OwnField,
    Product,
    Purchase,
    PurchaseLine,
    Tier,
    TimelineEntry,
)
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.export_layout import WORDS
from clientcrm.domain.timeline import EntryKind
from clientcrm.services.client_writer import ClientWriter, Loaded
from clientcrm.services.export_contacts import CELL_KINDS, contact_cell, contacts_json
from clientcrm.services.gate import Gate
from clientcrm.services.tiers import domain_tier

_PORTION = 2000


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


class ExportedClients:
    """The clients of one export, in their order, opened with the session's keys."""

    def __init__(
        self, gate: Gate, session: Session, ids: Sequence[int], language: str, job: Steps | None = None
    ) -> None:
        self.gate = gate
        self.ids = ids
        self.language = language
        self.sums = gate.user.may(Permission.SEE_SUMS)
        self.own_fields = {f.id: f.name for f in session.scalars(select(OwnField).order_by(OwnField.position))}
        self.tiers = {tier.id: domain_tier(tier) for tier in session.scalars(select(Tier).order_by(Tier.position))}
        self._session = session
        self._writer = ClientWriter(gate)
        self._job = job
        self._reasons = self.reasons()

    def loaded(self) -> Iterator[tuple[Loaded, Any]]:
        """Each client in full with the row of figures."""
        done = 0
        for part in in_parts(self.ids, _PORTION):
            if self._job is not None:
                self._job.step(done, len(self.ids))
            clients = self._writer.load(self._session, part)
            figures = {row.id: row for few in in_parts(part) for row in self._session.execute(_figures(few))}
            for client_id in part:
                if client_id in clients:
                    yield clients[client_id], figures[client_id]
            done += len(part)

    def values(self) -> Iterator[dict[str, Any]]:
        """Each client as values by column key."""
        for client, figures in self.loaded():
            yield self._values(client, figures)

    def reasons(self) -> dict[int, str]:
        """The words given when a client's tier was last changed by hand."""
        found: dict[int, str] = {}
        for part in in_parts(self.ids):
            query = select(TimelineEntry.client_id, TimelineEntry.portfolio, TimelineEntry.uuid, TimelineEntry.text)
            query = query.where(
                TimelineEntry.client_id.in_(part), TimelineEntry.kind == EntryKind.TIER_CHANGED.value
            ).order_by(TimelineEntry.at, TimelineEntry.id)
            for client_id, portfolio, uuid, text in self._session.execute(query):
                found[client_id] = ""
                if text is not None and self.gate.seals.opens(portfolio):
                    found[client_id] = self.gate.seals.texts(portfolio).open(uuid, text).decode()
        return found

    def purchases(self, *, anonymous: bool) -> Iterator[dict[str, Any]]:
        """Each line of each receipt of these clients, then those of nobody where they are wanted."""
        public = {}
        for part in in_parts(self.ids):
            query = select(Client.id, Client.public_id, Client.code, Client.name).where(Client.id.in_(part))
            public.update({i: (key, code, name) for i, key, code, name in self._session.execute(query)})
        for part in in_parts(self.ids):
            bought = select(Purchase).where(Purchase.client_id.in_(part)).order_by(Purchase.client_id, Purchase.id)
            yield from self._receipts(self._session.scalars(bought).all(), public)
        if anonymous:
            nobodys = select(Purchase).where(Purchase.portfolio == NOBODYS).order_by(Purchase.id)
            for portion in self._session.scalars(nobodys.execution_options(yield_per=500)).partitions():
                yield from self._receipts(portion, public)

    # ------------------------------------------------------------------ inside

    def _values(self, client: Loaded, figures: Any) -> dict[str, Any]:
        draft, words = client.draft, WORDS[self.language]
        opening = client.extras.opening
        values: dict[str, Any] = {
            "client_id": client.extras.public_id.hex(),
            "external_id": draft.code,
            "full_name": draft.name,
            "kind": words[draft.kind.value],
            "birthday": _birthday(draft),
            "gender": words.get(draft.sex.value, ""),
            "tier": self.tiers[draft.tier_id].title(self.language) if draft.tier_id in self.tiers else "",
            "discount": draft.discount / 100 if draft.discount else None,
            "bonus": draft.bonus or None,
            "consent": {True: words["yes"], False: words["no"], None: ""}[draft.consent],
            "created_at": self._local(client.extras.created_at),
            "changed_at": self._local(client.changed_at),
            "portfolio": self.gate.portfolio_names.get(draft.portfolio or 0, ""),
            "tags": ", ".join(_quoted_tag(tag) for tag in draft.tags),
            "comment": draft.note,
            "tier_reason": self._reasons.get(client.id, ""),
            "purchase_count": figures.purchase_days or opening.count or None,
            "first_purchase": figures.first_purchase or opening.first,
            "last_purchase": figures.last_purchase or opening.last,
            "crm_contacts": contacts_json(draft.contacts),
            "crm_state": self._state_json(client),
        }
        if self.sums:
            values["total_spent"] = (figures.total + (opening.total or 0)) or None
            values["avg_check"] = figures.average
        for name in _SAME:
            values[name] = getattr(draft, name)
        values.update((kind.value, contact_cell(kind, draft.contacts)) for kind in CELL_KINDS)
        values.update((f"own:{key}", text) for key, text in draft.own.items())
        return values

    def _state_json(self, client: Loaded) -> str:
        """What no visible column says and the round trip needs."""
        opening, responsible = client.extras.opening, client.draft.responsible
        state = {
            "code_source": client.extras.code_source,
            "interested": client.draft.interested,
            "responsible": [responsible, self.gate.people.get(responsible, "")] if responsible else None,
            "created": client.extras.created_at.isoformat() if client.extras.created_at else None,
            "opening": [opening.total, opening.count, str(opening.first or ""), str(opening.last or ""), opening.source]
            if opening
            else None,
        }
        said: dict[str, Any] = {name: value for name, value in state.items() if value}
        said["tier_by_hand"] = client.extras.tier_by_hand
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    def _receipts(self, receipts: Sequence[Purchase], public: dict[int, Any]) -> Iterator[dict[str, Any]]:
        lines: dict[int, list[tuple[PurchaseLine, Product]]] = {}
        for part in in_parts([receipt.id for receipt in receipts]):
            query = select(PurchaseLine, Product).join(Product).join(Purchase, Purchase.id == PurchaseLine.purchase_id)
            query = query.where(PurchaseLine.purchase_id.in_(part))
            for line, product in self._session.execute(query.order_by(PurchaseLine.purchase_id, PurchaseLine.ordinal)):
                lines.setdefault(line.purchase_id, []).append((line, product))
        for receipt in receipts:
            head = self._receipt(receipt, public)
            for line, product in lines.get(receipt.id, ()):
                yield head | {
                    "line_no": line.ordinal,
                    "product": product.name,
                    "product_code": product.code,
                    "quantity": line.quantity,
                    "unit_price": line.unit_price,
                    "discount": line.discount or None,
                    "line_total": line.total,
                }
            if receipt.id not in lines:
                yield head

    def _receipt(self, receipt: Purchase, public: dict[int, Any]) -> dict[str, Any]:
        words = WORDS[self.language]
        key, code, name = public.get(receipt.client_id or 0, (b"", "", ""))
        comment = ""
        if receipt.comment is not None and self.gate.seals.opens(receipt.portfolio):
            comment = self.gate.seals.comments(receipt.portfolio).open(receipt.uuid, receipt.comment).decode()
        moment: date | datetime = receipt.day
        if receipt.at:
            moment = datetime.fromisoformat(f"{receipt.day.isoformat()}T{receipt.at}")
        return {
            "receipt_no": receipt.receipt_no,
            "date": moment,
            "client_id": key.hex(),
            "client_code": code,
            "client_name": name,
            "receipt_total": receipt.total,
            "employee": receipt.employee,
            "kind": words[receipt.kind],
            "status": words[receipt.status],
            "return_of": str(receipt.return_of) if receipt.return_of else "",
            "purchase_comment": comment,
            "crm_receipt": json.dumps([receipt.id, receipt.source, receipt.discount, receipt.at], ensure_ascii=False),
        }

    def _local(self, moment: datetime | None) -> datetime | None:
        return moment.astimezone(self.gate.zone).replace(tzinfo=None) if moment else None


_SAME = (
    "last_name",
    "first_name",
    "middle_name",
    "city",
    "region",
    "country",
    "postcode",
    "address",
    "inn",
    "kpp",
    "ogrn",
    "contact_person",
    "position",
    "source",
    "manager",
    "next_contact",
    "card_number",
)


def _birthday(draft: ClientDraft) -> date | str | None:
    birthday = draft.birthday
    if birthday is None:
        return None
    return birthday.as_date() or birthday.dotted


def _quoted_tag(tag: str) -> str:
    """A tag with a comma of its own is put into quotes."""
    return '"' + tag.replace('"', '""') + '"' if any(c in tag for c in ',;|"') else tag


def _figures(ids: list[int]) -> Any:
    return select(
        Client.id,
        Client.purchase_days,
        Client.first_purchase,
        Client.last_purchase,
        Client.total,
        Client.average,
    ).where(Client.id.in_(ids))
