"""What an exported row of a client holds: read by the portion past mapped objects, as values of layout columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlalchemy import DateTime, Select, select, type_coerce
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ClientPrivate, ContactPoint, OwnField, Tier, TimelineEntry
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.contacts import ContactKind, mask_contact
from clientcrm.domain.export_layout import WORDS
from clientcrm.domain.exports import Bearer, ContactsIn
from clientcrm.domain.timeline import EntryKind
from clientcrm.domain.values.dates import PartialDate
from clientcrm.services.clients.tag_words import tags_of
from clientcrm.services.exports.contacts import Point, contact_cells, contacts_json, masked_cells
from clientcrm.services.exports.reach import Show
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.copied import noted_of
from clientcrm.services.tiers.scale import domain_tier

# Columns of a client that are read; those that the layout calls by the same name go out as they are.
_SAME: tuple[str, ...] = (
    *("last_name", "first_name", "middle_name", "city", "region", "country", "inn", "kpp", "ogrn"),
    *("contact_person", "position", "source", "manager", "next_contact", "card_number"),
)
_READ: tuple[str, ...] = (
    *("id", "public_id", "portfolio", "created_at", "changed_at", "kind", "name", "sex", "code", "code_source"),
    *("birth_year", "birth_month", "birth_day", "tier_id", "tier_by_hand", "discount", "bonus", "consent"),
    *("responsible", "interested", "house", "purchase_days", "first_purchase", "last_purchase", "total", "average"),
    *("opening_total", "opening_count", "opening_first", "opening_last", "opening_source", *_SAME),
)
_MOMENTS = ("created_at", "changed_at")
_MOST_MOMENTS = 50_000
# What the state of a client is made of.
_STATE = (
    *("tier_by_hand", "created_at", "code_source", "interested", "house", "responsible", "noted"),
    *("opening_total", "opening_count", "opening_first", "opening_last", "opening_source"),
)
_CONTACTS_IN_DOCUMENT = frozenset({"address", "postcode"})
_PORTION = 500
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


@dataclass(slots=True)
class ClientRecord:
    """A client as its rows say it: plain columns by name, contact points in order, the sealed document, tags.

    reason: the words given when the tier was last changed by hand.
    """

    plain: dict[str, Any]
    contacts: Sequence[Point]
    document: Mapping[str, Any]
    tags: Sequence[str]
    reason: str
    shown: ContactsIn = ContactsIn.FULL


class ExportedClients:
    """The clients of one export, in their order, opened with the session's keys."""

    def __init__(
        self,
        gate: Gate,
        session: Session,
        ids: Sequence[int],
        language: str,
        job: Steps | None = None,
        *,
        show: Show | None = None,
        bearer: Bearer | None = None,
    ) -> None:
        """`show`: how the contacts of a client stand in it, in full if nothing is said; `bearer`: whose file it is."""
        self.gate = gate
        self.ids = ids
        self.language = language
        self.bearer = bearer
        self.sums = gate.user.scope(Permission.SEE_SUMS) is Scope.YES
        self._own_sums = gate.user.only_own(Permission.SEE_SUMS)
        self._show = show
        self.own_fields = {f.id: f.name for f in session.scalars(select(OwnField).order_by(OwnField.position))}
        self.tiers = {tier.id: domain_tier(tier) for tier in session.scalars(select(Tier).order_by(Tier.position))}
        self.session = session
        self._job = job
        self._words = WORDS[language]
        self._moments: dict[datetime, tuple[datetime, str]] = {}
        self._states: dict[tuple[Any, ...], str] = {}
        self._consents = {True: self._words["yes"], False: self._words["no"], None: ""}
        self._tier_words = {tier.id: tier.title(language) for tier in self.tiers.values()}

    def records(self) -> Iterator[ClientRecord]:
        """Each client in full."""
        done = 0
        for part in in_parts(self.ids, _PORTION):
            if self._job is not None:
                self._job.step(done, len(self.ids))
            contacts, documents = self._contacts(part), self._documents(part)
            tags, reasons = tags_of(self.session, part), self._reasons(part)
            noted = noted_of(self.session, part, self.tiers)
            rows = {row[0]: row for row in self.session.execute(_reading().where(Client.id.in_(part)))}
            for client_id in part:
                if client_id in rows:
                    plain = dict(zip(_READ, rows[client_id], strict=True)) | {"noted": noted.get(client_id)}
                    known = contacts.get(client_id, ()), documents.get(client_id, {}), tags.get(client_id, ())
                    record = ClientRecord(plain, *known, reasons.get(client_id, ""))
                    yield record if self._show is None else _shown_as(record, self._show(plain))
            done += len(part)

    def told(self, done: int, total: int) -> None:
        """Show how far it is; here the work ends where somebody stops it."""
        if self._job is not None:
            self._job.step(done, total)

    def values(self) -> Iterator[dict[str, Any]]:
        """Each client as values by column key."""
        for record in self.records():
            yield self._values(record)

    # ------------------------------------------------------------------ inside

    def _values(self, record: ClientRecord) -> dict[str, Any]:
        plain, document, words = record.plain, record.document, self._words
        values = {name: plain[name] for name in _SAME}
        values |= {
            "client_id": plain["public_id"].hex(),
            "external_id": plain["code"],
            "full_name": plain["name"],
            "kind": words[plain["kind"]],
            "birthday": _birthday(plain),
            "gender": words.get(plain["sex"], ""),
            "tier": self._tier_words.get(plain["tier_id"], ""),
            "discount": plain["discount"] / 100 if plain["discount"] else None,
            "bonus": plain["bonus"] or None,
            "consent": self._consents[plain["consent"]],
            "created_at": self._shown(plain["created_at"])[0],
            "changed_at": self._shown(plain["changed_at"])[0],
            "portfolio": self.gate.portfolio_names.get(plain["portfolio"], ""),
            "postcode": document.get("postcode", ""),
            "address": document.get("address", ""),
            "comment": document.get("note", ""),
            "purchase_count": plain["purchase_days"] + (plain["opening_count"] or 0) or None,
            "first_purchase": min(filter(None, (plain["first_purchase"], plain["opening_first"])), default=None),
            "last_purchase": max(filter(None, (plain["last_purchase"], plain["opening_last"])), default=None),
            "tier_reason": record.reason if plain["tier_by_hand"] else "",
            "crm_state": self._state_json(plain),
        }
        if self.sums or (self._own_sums and self.gate.user.sees_sums_of(plain["responsible"])):
            values["total_spent"] = (plain["total"] + (plain["opening_total"] or 0)) or None
            values["avg_check"] = plain["average"]
        if record.tags:
            values["tags"] = ", ".join(map(_quoted_tag, record.tags))
        if record.shown is not ContactsIn.FULL:
            values.update(masked_cells(record.contacts))
        elif record.contacts:
            values.update(contact_cells(record.contacts))
            values["crm_contacts"] = contacts_json(record.contacts)
        for key, text in document.get("own", {}).items():
            values[f"own:{key}"] = text
        return values

    def _state_json(self, plain: dict[str, Any]) -> str:
        """What no visible column says and the round trip needs; the same for most who came on one day."""
        said = tuple(map(plain.__getitem__, _STATE))
        found = self._states.get(said)
        if found is None:
            found = self._state_text(plain)
            if len(self._states) < _MOST_MOMENTS:
                self._states[said] = found
        return found

    def _state_text(self, plain: dict[str, Any]) -> str:
        state: dict[str, Any] = {"tier_by_hand": plain["tier_by_hand"], "created": self._shown(plain["created_at"])[1]}
        if plain["code_source"]:
            state["code_source"] = plain["code_source"]
        if plain["interested"]:
            state["interested"] = True
        if plain["house"]:
            state["house"] = True
        state |= plain["noted"] or ()
        responsible = plain["responsible"]
        if responsible:
            state["responsible"] = [responsible, self.gate.people.get(responsible, "")]
        first, last = plain["opening_first"], plain["opening_last"]
        sums = (plain["opening_total"], plain["opening_count"], str(first or ""), str(last or ""))
        if any(sums):
            state["opening"] = [*sums, plain["opening_source"]]
        return _encoded(state)

    def _shown(self, kept: datetime) -> tuple[datetime, str]:
        """A moment by the shop's clock, and the instant that it is."""
        found = self._moments.get(kept)
        if found is None:
            instant = kept.replace(tzinfo=UTC)
            found = instant.astimezone(self.gate.zone).replace(tzinfo=None), instant.isoformat()
            if len(self._moments) < _MOST_MOMENTS:
                self._moments[kept] = found
        return found

    def _contacts(self, ids: list[int]) -> dict[int, list[Point]]:
        """Contact points as JSON values of a draft, in their order."""
        query = select(
            ContactPoint.client_id,
            ContactPoint.portfolio,
            ContactPoint.uuid,
            ContactPoint.kind,
            ContactPoint.status,
            ContactPoint.primary,
            ContactPoint.confirmed_on,
            ContactPoint.sealed,
        ).where(ContactPoint.client_id.in_(ids))
        seals, found = self.gate.seals, dict[int, list[Point]]()
        for row in self.session.execute(query.order_by(ContactPoint.client_id, ContactPoint.position)):
            client_id, portfolio, uuid, kind, status, primary, confirmed, sealed = row
            if seals.opens(portfolio):
                raw, normal, ext, label = _decode(seals.contacts(portfolio).open(uuid, sealed).decode())[0]
                day = confirmed.isoformat() if confirmed else None
                point = [kind, raw or normal, normal, ext, label, status, primary, day, None]
                found.setdefault(client_id, []).append(point)
        return found

    def _documents(self, ids: list[int]) -> dict[int, dict[str, Any]]:
        query = select(
            ClientPrivate.client_id, ClientPrivate.portfolio, ClientPrivate.uuid, ClientPrivate.document
        ).where(ClientPrivate.client_id.in_(ids), ClientPrivate.document.is_not(None))
        seals, found = self.gate.seals, dict[int, dict[str, Any]]()
        for client_id, portfolio, uuid, document in self.session.execute(query):
            if document is not None and seals.opens(portfolio):
                found[client_id] = _decode(seals.documents(portfolio).open(uuid, document).decode())[0]
        return found

    def _reasons(self, ids: list[int]) -> dict[int, str]:
        query = select(TimelineEntry.client_id, TimelineEntry.portfolio, TimelineEntry.uuid, TimelineEntry.text)
        query = query.where(TimelineEntry.client_id.in_(ids), TimelineEntry.kind == EntryKind.TIER_CHANGED.value)
        found: dict[int, str] = {}
        for client_id, portfolio, uuid, text in self.session.execute(
            query.order_by(TimelineEntry.at, TimelineEntry.id)
        ):
            found[client_id] = ""
            if text is not None and self.gate.seals.opens(portfolio):
                found[client_id] = self.gate.seals.texts(portfolio).open(uuid, text).decode()
        return found


def _shown_as(record: ClientRecord, shown: ContactsIn) -> ClientRecord:
    """The record with no more of its contacts than may be shown; an address is one of them."""
    if shown is ContactsIn.FULL:
        return record
    record.shown = shown
    record.document = {key: value for key, value in record.document.items() if key not in _CONTACTS_IN_DOCUMENT}
    masks = () if shown is ContactsIn.NONE else record.contacts
    record.contacts = [[p[0], mask_contact(ContactKind(p[0]), p[2], p[1]), "", "", p[4], *p[5:]] for p in masks]
    return record


def _reading() -> Select[Any]:
    """Moments come as the engine keeps them, UTC without saying so: most rows share a few thousand of them."""
    return select(
        *(type_coerce(getattr(Client, name), DateTime) if name in _MOMENTS else getattr(Client, name) for name in _READ)
    )


def _birthday(plain: dict[str, Any]) -> date | str | None:
    year, month, day = plain["birth_year"], plain["birth_month"], plain["birth_day"]
    if year is None and month is None:
        return None
    return PartialDate(year, month, day).dotted if year is None or month is None else date(year, month, day)


def _quoted_tag(tag: str) -> str:
    """A tag with a comma of its own is put into quotes."""
    return '"' + tag.replace('"', '""') + '"' if any(c in tag for c in ',;|"\r\n') else tag
