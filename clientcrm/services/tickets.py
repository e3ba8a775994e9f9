"""Agreements of the owner as signed tickets: what is signed, whether one is worth anything, and using it once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import AccessRequest, JournalEntry
from clientcrm.domain.errors import NotFound, UnknownPerson
from clientcrm.domain.requests import (
    GOOD_FOR,
    AgreementNeeded,
    RequestKind,
    RequestState,
    TicketRefused,
    same_plan,
)
from clientcrm.services.gate import Gate
from clientcrm.vault.canonical import Json, canonical
from clientcrm.vault.signatures import verify_signature
from clientcrm.vault.unlocked import Unlocked

ASKING, TICKET = "request", "ticket"
# The column that holds what the person wrote to the owners, sealed to their inbox; no signature covers it.
REASON = ("access_request", "reason")
_OBJECT = "request"
# After any of these in the journal the ticket is over, whatever its row says now: the ticket does not cover the state.
_ENDS = ("clients.exported", "clients.printed", "request.refused", "request.withdrawn")
_SHOWN = ("contact.shown", "contact.copied")


class Tickets:
    """Checks and uses tickets inside the caller's transaction."""

    def __init__(self, gate: Gate, keys: Unlocked) -> None:
        self._gate = gate
        self._keys = keys

    def grant(self, session: Session, row: AccessRequest, owner: Unlocked) -> None:
        """Put the owner's signature under the whole request; good for one use within seven days."""
        row.decided_by, row.decided_at = owner.uid, self.now(session)
        row.state = RequestState.GRANTED.value
        row.ticket = owner.sign(TICKET, ticket_bytes(row))

    def find(self, session: Session, kind: RequestKind, planned: Mapping[str, Any]) -> int | None:
        """The person's own agreed request for exactly this, the newest first; it may yet turn out to be worthless."""
        rows = session.scalars(self._own(kind).where(AccessRequest.state == RequestState.GRANTED.value))
        return next((row.id for row in rows if same_plan(asked_of(row), planned)), None)

    def fault(self, session: Session, request_id: int, kind: RequestKind, planned: Mapping[str, Any]) -> str:
        """Why the person's request is no agreement to do this now; "" when it is one. NotFound for others' requests."""
        row = self._mine(session, request_id, kind)
        if row.state == RequestState.ASKED.value:
            return "not_granted"
        if row.state != RequestState.GRANTED.value or self._is_over(session, row):
            return "used" if row.state in (RequestState.USED.value, RequestState.GRANTED.value) else "taken_back"
        if not self._is_owners(row.decided_by):
            return "not_an_owner"
        if not _signed(self._keys, row.decided_by, TICKET, ticket_bytes(row), row.ticket):
            return "forged"
        now = self.now(session)
        if row.decided_at is None or now >= row.decided_at + GOOD_FOR:
            return "expired"
        return "" if same_plan(asked_of(row), planned) else "another_plan"

    def asked(self, session: Session, request_id: int, kind: RequestKind) -> dict[str, Any]:
        """What the person's own request is for; NotFound for others'."""
        return asked_of(self._mine(session, request_id, kind))

    def use(
        self, session: Session, request_id: int, kind: RequestKind, planned: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Spend the ticket in the write that does what it is for, and say so in its entry; what was asked.

        TicketRefused; nothing of it holds if the write fails.
        """
        fault = self.fault(session, request_id, kind, planned)
        if fault:
            raise TicketRefused(fault)
        row = self._mine(session, request_id, kind)
        row.state = RequestState.USED.value
        if kind is RequestKind.SHOW:
            self._gate.note(session, request=row.id)
        else:
            self._gate.note(session, _OBJECT, row.id)
        return asked_of(row)

    def use_show(self, session: Session, client_id: int) -> None:
        """Spend an agreement to be shown this client's contacts; AgreementNeeded where there is none that is good."""
        planned = {"client": client_id}
        rows = session.scalars(self._own(RequestKind.SHOW).where(AccessRequest.state == RequestState.GRANTED.value))
        for row in rows.all():
            if not self.fault(session, row.id, RequestKind.SHOW, planned):
                self.use(session, row.id, RequestKind.SHOW, planned)
                return
        raise AgreementNeeded(RequestKind.SHOW.value)

    def now(self, session: Session) -> datetime:
        """The present moment, never before the newest entry of the journal: setting the clock back prolongs nothing."""
        last = session.scalars(select(JournalEntry.at).order_by(JournalEntry.seq.desc()).limit(1)).first()
        now = self._gate.now().astimezone(UTC).replace(microsecond=0)
        return max(now, last) if last is not None else now

    # ------------------------------------------------------------------ inside

    def _own(self, kind: RequestKind) -> Any:
        query = select(AccessRequest).where(AccessRequest.uid == self._gate.user.uid, AccessRequest.kind == kind.value)
        return query.order_by(AccessRequest.id.desc())

    def _mine(self, session: Session, request_id: int, kind: RequestKind) -> AccessRequest:
        row = session.get(AccessRequest, request_id)
        if row is None or row.uid != self._gate.user.uid or row.kind != kind.value:
            raise NotFound("request", request_id)
        return row

    def _is_over(self, session: Session, row: AccessRequest) -> bool:
        """Whether the journal has seen the end of it."""
        of_it = (JournalEntry.object_kind == _OBJECT, JournalEntry.object_id == row.id)
        query = select(JournalEntry.seq).where(*of_it, JournalEntry.action.in_(_ENDS)).limit(1)
        if session.scalars(query).first() is not None:
            return True
        if row.kind != RequestKind.SHOW.value:
            return False
        shown = (JournalEntry.object_kind == "client", JournalEntry.object_id == asked_of(row).get("client"))
        details = session.scalars(select(JournalEntry.detail_json).where(*shown, JournalEntry.action.in_(_SHOWN)))
        return any(json.loads(detail).get("request") == row.id for detail in details)

    def _is_owners(self, uid: str) -> bool:
        """Whether the signer is an owner now: whoever was one when signing may have been dismissed since."""
        return any(person.uid == uid and person.is_owner and person.active for person in self._keys.manifest.people)


def sign_request(keys: Unlocked, row: AccessRequest) -> None:
    """The asking person's own signature stands where the ticket will be: nobody asks in another's name."""
    row.ticket = keys.sign(ASKING, request_bytes(row))


def is_genuine(keys: Unlocked, row: AccessRequest) -> bool:
    """Whether a request that waits was written by its person and not changed since."""
    return _signed(keys, row.uid, ASKING, request_bytes(row), row.ticket)


def _signed(keys: Unlocked, uid: str, purpose: str, data: bytes, signature: bytes | None) -> bool:
    try:
        return signature is not None and verify_signature(keys.manifest, uid, purpose, data, signature)
    except UnknownPerson:
        return False


def asked_of(row: AccessRequest) -> dict[str, Any]:
    """What exactly was asked for; nothing that could be agreed to where the row holds something else."""
    try:
        asked = json.loads(row.asked_json)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def request_bytes(row: AccessRequest) -> bytes:
    """What the asking person signs: who, what, how many, when. The row's own name is in it: a copy is another row."""
    return canonical(_said(row))


def ticket_bytes(row: AccessRequest) -> bytes:
    """What the owner signs: the whole request, by whom and when it was agreed to."""
    decided = row.decided_at.isoformat() if row.decided_at is not None else ""
    return canonical({**_said(row), "id": row.id, "decided_by": row.decided_by, "decided_at": decided})


def _said(row: AccessRequest) -> dict[str, Json]:
    return {
        "v": 1,
        "uuid": row.uuid.hex(),
        "uid": row.uid,
        "kind": row.kind,
        "asked": row.asked_json,
        "count": row.count,
        "asked_at": row.asked_at.isoformat(),
    }
