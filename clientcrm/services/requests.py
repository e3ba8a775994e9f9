"""Requests to the owner: asking, seeing what was asked, agreeing once by a signed ticket, refusing, withdrawing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import AccessRequest, Client, ContactPoint, new_uuid
from clientcrm.domain.access import Permission, Scope, role_of
from clientcrm.domain.errors import AccessDenied, CrmError, Invalid, MustChangePassword, NotFound, WrongPassword
from clientcrm.domain.export_layout import written_columns, written_purchases
from clientcrm.domain.exports import ContactsIn, ExportPlan, ExportShape, PrintPlan, contacts_in, export_cap
from clientcrm.domain.meter import quota_of
from clientcrm.domain.requests import (
    GOOD_FOR,
    MOST_OPEN,
    PERMISSIONS,
    RequestClosed,
    RequestKind,
    RequestPreview,
    RequestRow,
    RequestState,
    TicketRefused,
    TooManyToExport,
    reason_refused,
    shown_state,
)
from clientcrm.services.clients.list import ClientLists
from clientcrm.services.exports.asked import filter_of, plan_of, planned_of
from clientcrm.services.exports.preview import first_rows
from clientcrm.services.exports.reach import clients_of, fitted
from clientcrm.services.gate import Gate
from clientcrm.services.people.wrong_passwords import WRONG, require_patience
from clientcrm.services.tickets import REASON, Tickets, asked_of, is_genuine, sign_request
from clientcrm.vault.fields import OWNER_ONLY
from clientcrm.vault.unlocked import Unlocked

_MINE = Permission.VIEW_CLIENTS  # whoever works with clients may ask, and look at the own requests
_OWNERS = Permission.MANAGE_PEOPLE
_SHOW = Permission.SHOW_CONTACTS
_SHOWN = 50


class Requests:
    """What staff ask of the owner, and what the owner answers."""

    def __init__(self, gate: Gate, keys: Unlocked, lists: ClientLists) -> None:
        self._gate = gate
        self._keys = keys
        self._lists = lists
        self._tickets = Tickets(gate, keys)

    # ------------------------------------------------------------------ asking

    def ask_export(self, plan: ExportPlan, reason: str) -> int:
        """Ask to write this file: exactly these clients, columns and shape; the request's number.

        Invalid({"reason": ...}), TooManyToExport; Invalid({"request": "not_needed"}) for whoever may do it without.
        """
        return self._ask_list(RequestKind.EXPORT, plan, reason)

    def ask_print(self, plan: PrintPlan, reason: str) -> int:
        """Ask to put this list on paper; otherwise as `ask_export`."""
        return self._ask_list(RequestKind.PRINT, plan.as_export(), reason)

    def ask_show(self, client_id: int, reason: str) -> int:
        """Ask to be shown this client's contacts once: for whose role it is on request, and for whose quota is spent.

        Otherwise as `ask_export`.
        """
        limited = self._gate.user.may(_SHOW) and self._is_limited()
        self._require_asking(RequestKind.SHOW, reason, instead=limited)
        with self._gate.read(_SHOW if limited else _MINE) as session:
            _client(session, client_id)
            points = select(func.count()).select_from(ContactPoint).where(ContactPoint.client_id == client_id)
            count = session.scalars(points).one()
        return self._ask(RequestKind.SHOW, {"client": client_id}, count, reason, "")

    def withdraw(self, request_id: int) -> None:
        """Take back an own request that was not used; RequestClosed."""
        with self._gate.write(_MINE, "request.withdrawn", "request", request_id) as session:
            row = _request(session, request_id)
            if row.uid != self._gate.user.uid:
                raise NotFound("request", request_id)
            _close(row, RequestState.WITHDRAWN, RequestState.ASKED, RequestState.GRANTED)

    def mine(self) -> list[RequestRow]:
        """The person's own requests, the newest first."""
        with self._gate.read(_MINE) as session:
            query = _newest().where(AccessRequest.uid == self._gate.user.uid)
            return self._rows(session, query)

    def granted(self, plan: ExportPlan | PrintPlan) -> int | None:
        """The own agreed request for exactly this plan, if there is one that is worth something."""
        kind = RequestKind.PRINT if isinstance(plan, PrintPlan) else RequestKind.EXPORT
        export = plan.as_export() if isinstance(plan, PrintPlan) else plan
        contacts = contacts_in(self._gate.user, agreed=True)
        planned = planned_of(self._gate, fitted(export, contacts, self._gate.user), contacts)
        with self._gate.read(_MINE) as session:
            found = self._tickets.find(session, kind, planned)
            good = found is not None and not self._tickets.fault(session, found, kind, planned)
            return found if good else None

    # ------------------------------------------------------------------ answering

    def waiting(self) -> list[RequestRow]:
        """Requests that wait for an answer, the newest first, with their reasons; for owners."""
        with self._gate.read(_OWNERS) as session:
            return self._rows(session, _newest().where(AccessRequest.state == RequestState.ASKED.value))

    def answered(self, limit: int = _SHOWN) -> list[RequestRow]:
        """Requests that were decided, used or withdrawn, the newest first; for owners."""
        with self._gate.read(_OWNERS) as session:
            query = _newest().where(AccessRequest.state != RequestState.ASKED.value)
            return self._rows(session, query.limit(limit))

    def preview(self, request_id: int, language: str = "ru") -> RequestPreview:
        """What the file will hold: headers, first rows with contacts masked, how many clients, how many planted."""
        with self._gate.read(_OWNERS) as session:
            return self._preview(session, _request(session, request_id), language)

    def preview_own(self, request_id: int, language: str = "ru") -> RequestPreview:
        """The same of an own request, for an owner who agrees at the asking person's desk: no more than that person
        sees anyway, and nothing of who is planted; NotFound for others' requests."""
        with self._gate.read(_MINE) as session:
            row = _request(session, request_id)
            if row.uid != self._gate.user.uid:
                raise NotFound("request", request_id)
            return replace(self._preview(session, row, language), canaries=0)

    def owners(self) -> tuple[str, ...]:
        """The names of those who can agree now."""
        self._gate.require(_MINE)
        return tuple(person.name for person in self._keys.manifest.owners())

    def approve(self, request_id: int, password: str = "") -> None:
        """Agree once, in the owner's own session: a signed ticket, good for seven days. With a password it is checked.

        RequestClosed; TicketRefused("forged") for a request that its person did not write like this.
        """
        self._gate.require(_OWNERS)
        if password:
            self._keys.require_password(password)
        with self._gate.write(_OWNERS, "request.approved", "request", request_id) as session:
            self._grant(session, _request(session, request_id), self._keys)

    def approve_in_place(self, request_id: int, owner: str, password: str) -> None:
        """The same at the asking person's desk, by the owner's name and password: the owner's keys are opened for
        this one signature. WrongPassword, with an entry; TriedTooOften; AccessDenied for somebody who is no owner."""
        with self._gate.read(_MINE) as session:
            if _request(session, request_id).uid != self._gate.user.uid:
                raise NotFound("request", request_id)
            require_patience(session, self._tickets.now(session))
        uid = self._keys.header.person_named(owner).uid
        if not self._keys.manifest.person(uid).is_owner:
            self._put_failure_down(request_id)
            raise AccessDenied(_OWNERS)
        try:
            keys = self._keys.person_beside(uid, password)
        except WrongPassword:
            self._put_failure_down(request_id)
            raise
        try:
            if keys.must_change_password:  # whoever handed it over knows it too
                raise MustChangePassword
            with self._gate.write(_MINE, "request.approved", "request", request_id) as session:
                self._grant(session, _request(session, request_id), keys)
                self._gate.note(session, in_place=True, by=uid)
        finally:
            keys.close()

    def refuse(self, request_id: int) -> None:
        """Say no, or take an agreement back that was not used yet; RequestClosed."""
        with self._gate.write(_OWNERS, "request.refused", "request", request_id) as session:
            row = _request(session, request_id)
            _close(row, RequestState.REFUSED, RequestState.ASKED, RequestState.GRANTED)
            row.decided_by, row.decided_at = self._gate.user.uid, self._tickets.now(session)

    def use_show(self, session: Session, client_id: int) -> None:
        """Use up an agreement to show this client's contacts, inside the write that shows them; AgreementNeeded."""
        self._tickets.use_show(session, client_id)

    # ------------------------------------------------------------------ inside

    def _ask_list(self, kind: RequestKind, plan: ExportPlan, reason: str) -> int:
        self._require_asking(kind, reason)
        contacts = contacts_in(self._gate.user, agreed=True)
        plan = fitted(plan, contacts, self._gate.user)
        ids = clients_of(self._gate, self._lists, plan, _MINE)
        most = export_cap(self._gate.user, self._keys.manifest.policy)
        if most is not None and len(ids) > most:
            raise TooManyToExport(len(ids), most)
        if not ids:
            raise Invalid({"clients": "empty"})
        planned = planned_of(self._gate, plan, contacts, plan.ids if plan.ids is not None else ids)
        return self._ask(kind, planned, len(ids), reason, plan.filter.text.strip())

    def _is_limited(self) -> bool:
        quota = quota_of(self._gate.user.role, self._keys.permissions)
        return quota.day is not None or quota.hour is not None

    def _require_asking(self, kind: RequestKind, reason: str, *, instead: bool = False) -> None:
        """`instead`: there is another reason to ask than the role."""
        if not (instead or self._gate.user.asks(PERMISSIONS[kind])):
            self._gate.require(PERMISSIONS[kind])
            raise Invalid({"request": "not_needed"})
        refused = reason_refused(reason)
        if refused:
            raise Invalid(refused)

    def _ask(self, kind: RequestKind, asked: Mapping[str, Any], count: int, reason: str, text: str) -> int:
        with self._gate.write(_MINE, "request.asked", "request") as session:
            open_ones = (
                select(func.count())
                .select_from(AccessRequest)
                .where(AccessRequest.uid == self._gate.user.uid, AccessRequest.state == RequestState.ASKED.value)
            )
            if session.scalars(open_ones).one() >= MOST_OPEN:
                raise Invalid({"request": "too_many"})
            uuid = new_uuid()
            told = json.dumps({"reason": reason.strip(), "text": text}, ensure_ascii=False).encode()
            row = AccessRequest(
                uuid=uuid,
                uid=self._gate.user.uid,
                kind=kind.value,
                asked_json=json.dumps(asked, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
                count=count,
                reason=self._keys.seal_to_inbox(OWNER_ONLY, *REASON, uuid, told),
                asked_at=self._tickets.now(session),
                state=RequestState.ASKED.value,
            )
            sign_request(self._keys, row)
            session.add(row)
            session.flush()
            self._gate.note(session, object_id=row.id, count=count, detail={"kind": kind.value})
            return row.id

    def _grant(self, session: Session, row: AccessRequest, owner: Unlocked) -> None:
        if row.state != RequestState.ASKED.value:
            raise RequestClosed(row.state)
        if not is_genuine(self._keys, row):
            raise TicketRefused("forged")
        self._tickets.grant(session, row, owner)
        self._gate.note(session, count=row.count, detail={"kind": row.kind, "person": row.uid})

    def _preview(self, session: Session, row: AccessRequest, language: str) -> RequestPreview:
        asked, planted = asked_of(row), self._gate.narrowing.left_out
        if row.kind == RequestKind.SHOW.value:
            return RequestPreview((), (), row.count, int(asked.get("client") in planted))
        ids = [int(i) for i in asked.get("ids", ())]
        there = {i for part in in_parts(ids) for i in session.scalars(select(Client.id).where(Client.id.in_(part)))}
        plan, contacts = plan_of(asked, language), ContactsIn(asked["contacts"])
        if not self._gate.user.sees_masks:
            contacts = ContactsIn.NONE
        header, rows = first_rows(self._gate, session, plan, ids, contacts, sums=self._sees_sums(row.uid))
        return RequestPreview(header, rows, len(there), len(there & planted), len(ids) - len(there))

    def _sees_sums(self, uid: str) -> bool:
        manifest = self._keys.manifest
        return role_of(manifest.policy, manifest.person(uid).role).scope(Permission.SEE_SUMS) is Scope.YES

    def _put_failure_down(self, request_id: int) -> None:
        with self._gate.write(_MINE, WRONG, "request", request_id):
            pass

    def _rows(self, session: Session, query: Select[AccessRequest]) -> list[RequestRow]:
        found = session.scalars(query).all()
        wanted = [client for row in found if isinstance(client := asked_of(row).get("client"), int)]
        names: dict[int, str] = {}
        for part in in_parts(wanted):
            query_names = select(Client.id, Client.name).where(Client.id.in_(part))
            names.update(session.execute(query_names).all())
        return [self._row(session, row, names) for row in found]

    def _row(self, session: Session, row: AccessRequest, names: Mapping[int, str]) -> RequestRow:
        asked, people = asked_of(row), self._gate.people
        client = asked.get("client")
        owner = self._gate.user.is_owner
        told = self._told(row) if owner else {}
        state = shown_state(row.state, row.decided_at, self._tickets.now(session))
        granted = row.state == RequestState.GRANTED.value and row.decided_at is not None
        return RequestRow(
            id=row.id,
            uid=row.uid,
            person=people.get(row.uid, ""),
            kind=RequestKind(row.kind),
            state=state,
            count=row.count,
            asked_at=row.asked_at,
            reason=str(told.get("reason", "")),
            fields=_fields(asked),
            what=str(asked.get("what", "")),
            shape=str(asked.get("shape", "")),
            ending=str(asked.get("ending", "")),
            contacts=str(asked.get("contacts", "")),
            filter=filter_of(asked),
            picked=bool(asked.get("picked")),
            text=str(told.get("text", "")),
            client_id=client if isinstance(client, int) else None,
            client_name=names.get(client, "") if isinstance(client, int) else "",
            decided_by=people.get(row.decided_by, ""),
            decided_at=row.decided_at,
            good_until=row.decided_at + GOOD_FOR if granted and row.decided_at else None,
            genuine=not owner or state is not RequestState.ASKED or is_genuine(self._keys, row),
        )

    def _told(self, row: AccessRequest) -> dict[str, Any]:
        """What the person wrote to the owners; nothing where it does not open, which `genuine` tells as well."""
        try:
            found = json.loads(self._keys.open_inbox(OWNER_ONLY, *REASON, row.uuid, row.reason or b""))
        except (CrmError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _newest() -> Select[AccessRequest]:
    return select(AccessRequest).order_by(AccessRequest.id.desc()).limit(_SHOWN * 4)


def _fields(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of what the file holds; those of purchases come after a mark."""
    if "what" not in asked:
        return ("contacts",)
    plan = plan_of(asked, "ru")
    columns = [column.key for column in written_columns(plan) if not column.hidden]
    table = plan.path.suffix.lower() != ".vcf" and plan.shape is not ExportShape.FOR_MAILING
    if table and columns and not plan.columns:
        columns.append("own")
    return (*columns, *(f"purchases.{column.key}" for column in written_purchases(plan) if not column.hidden))


def _request(session: Session, request_id: int) -> AccessRequest:
    row = session.get(AccessRequest, request_id)
    if row is None:
        raise NotFound("request", request_id)
    return row


def _client(session: Session, client_id: int) -> Client:
    client = session.get(Client, client_id)
    if client is None:
        raise NotFound("client", client_id)
    return client


def _close(row: AccessRequest, state: RequestState, *open_in: RequestState) -> None:
    if row.state not in {each.value for each in open_in}:
        raise RequestClosed(row.state)
    row.state = state.value
