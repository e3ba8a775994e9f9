"""Writing clients and purchases to a file: the entry is in the journal before the file appears."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.errors import AccessDenied, Invalid
from clientcrm.domain.export_layout import CLIENT_COLUMNS, bearer_stem
from clientcrm.domain.exports import (
    Bearer,
    ContactsIn,
    Exported,
    ExportPlan,
    ExportShape,
    ExportWhat,
    PrintPlan,
    contacts_in,
    export_cap,
)
from clientcrm.domain.requests import (
    PERMISSIONS,
    AgreementNeeded,
    RequestKind,
    TicketRefused,
    TooManyToExport,
)
from clientcrm.services.clients.list import ClientLists
from clientcrm.services.exports.asked import planned_of
from clientcrm.services.exports.paper import Printed, printed_rows
from clientcrm.services.exports.reach import clients_of, fitted, ranges, shown_contacts, still_there
from clientcrm.services.exports.rows import ExportedClients
from clientcrm.services.exports.sheets import write_cards, write_people, write_purchases_csv, write_table
from clientcrm.services.gate import Gate
from clientcrm.services.steady import steady
from clientcrm.services.tickets import Tickets
from clientcrm.vault.unlocked import Unlocked

ENDINGS = (".xlsx", ".csv", ".vcf")
# Ids of so many letters stand in an entry, so that a leaked client is traced to whoever took the list along.
_LONGEST_IDS = 60_000


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


@dataclass(frozen=True, slots=True)
class _Leave:
    """What one export goes by: the right itself, or an agreement of the owner."""

    permission: Permission
    plan: ExportPlan
    ids: Sequence[int]
    contacts: ContactsIn
    request: int | None = None


class Exporting:
    """Files and paper that people take out of the base."""

    def __init__(self, gate: Gate, folder: Path, keys: Unlocked, lists: ClientLists) -> None:
        self._gate = gate
        self._folder = folder
        self._keys = keys
        self._lists = lists
        self._tickets = Tickets(gate, keys)

    def columns(self) -> list[str]:
        """Keys of the columns that a list for people can have."""
        self._require_some_way(Permission.EXPORT)
        return [column.key for column in CLIENT_COLUMNS if column.people]

    def count(self, plan: ExportPlan | PrintPlan) -> int:
        """How many clients the file would hold, or the paper."""
        kind, export = (
            (RequestKind.EXPORT, plan) if isinstance(plan, ExportPlan) else (RequestKind.PRINT, plan.as_export())
        )
        return len(clients_of(self._gate, self._lists, export, self._require_some_way(PERMISSIONS[kind])))

    def run(self, plan: ExportPlan, job: Steps | None = None, *, request: int | None = None) -> Exported:
        """Write the file: whole under its name, or not at all. Nothing is left of a stopped one.

        Whoever needs the owner's agreement uses it up, whatever becomes of the file: AgreementNeeded where there is
        none for exactly this plan, TicketRefused where it is worth nothing. TooManyToExport beyond the cap of staff.
        """
        ending = plan.path.suffix.lower()
        if ending not in ENDINGS:
            raise Invalid({"path": "ending"})
        self._require_sums(plan)
        self._keys.recheck(self._folder)
        start = time.monotonic()
        leave = self._leave(RequestKind.EXPORT, plan, request)
        bearer = self._bearer(leave)
        plan = _named(leave.plan, bearer)
        self._put_down(leave, RequestKind.EXPORT, "clients.exported", plan)
        plan.path.parent.mkdir(parents=True, exist_ok=True)
        with self._gate.read(leave.permission) as session, steady():
            show = shown_contacts(session, self._gate.user, leave.contacts)
            clients = ExportedClients(self._gate, session, leave.ids, plan.language, job, show=show, bearer=bearer)
            rows, purchases = self._write(plan, ending, clients)
        return Exported(plan.path, rows, purchases, time.monotonic() - start)

    def print_list(self, plan: PrintPlan, *, request: int | None = None) -> Printed:
        """The rows of a list for paper, under the same rules as a file; the entry is written before they are given."""
        self._keys.recheck(self._folder)
        leave = self._leave(RequestKind.PRINT, plan.as_export(), request)
        self._put_down(leave, RequestKind.PRINT, "clients.printed", leave.plan)
        with self._gate.read(leave.permission) as session:
            show = shown_contacts(session, self._gate.user, leave.contacts)
            bearer = self._bearer(leave)
            clients = ExportedClients(self._gate, session, leave.ids, plan.language, show=show, bearer=bearer)
            return printed_rows(leave.plan, clients)

    # ------------------------------------------------------------------ by which right

    def _require_some_way(self, permission: Permission) -> Permission:
        """The permission to look under, of whoever has the right or may ask for it."""
        if self._gate.user.asks(permission):
            permission = Permission.VIEW_CLIENTS
        self._gate.require(permission)
        return permission

    def _require_sums(self, plan: ExportPlan) -> None:
        if plan.what is ExportWhat.PURCHASES and self._gate.user.scope(Permission.SEE_SUMS) is not Scope.YES:
            self._gate.require(Permission.SEE_SUMS)
            raise AccessDenied(Permission.SEE_SUMS)  # who sees the sums of own clients alone

    def _leave(self, kind: RequestKind, plan: ExportPlan, request: int | None) -> _Leave:
        permission, user = PERMISSIONS[kind], self._gate.user
        if not user.asks(permission):
            self._gate.require(permission)
            contacts = contacts_in(user)
            plan = fitted(plan, contacts, user)
            return _Leave(permission, plan, clients_of(self._gate, self._lists, plan, permission), contacts)
        contacts = contacts_in(user, agreed=True)
        planned = planned_of(self._gate, fitted(plan, contacts, user), contacts)
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            found = request or self._tickets.find(session, kind, planned)
            fault = self._tickets.fault(session, found, kind, planned) if found is not None else ""
            asked = self._tickets.asked(session, found, kind) if found is not None else {}
        if found is None:
            self._refuse(permission, kind)
        if fault:
            self._put_fault_down(found, fault)
            raise TicketRefused(fault)
        ids = still_there(self._gate, [int(i) for i in asked["ids"]], Permission.VIEW_CLIENTS)
        return _Leave(Permission.VIEW_CLIENTS, fitted(plan, contacts, user), ids, contacts, found)

    def _refuse(self, permission: Permission, kind: RequestKind) -> None:
        try:
            self._gate.require(permission)
        except AccessDenied:
            raise AgreementNeeded(kind.value) from None

    def _put_fault_down(self, request: int | None, fault: str) -> None:
        with self._gate.write(Permission.VIEW_CLIENTS, "request.not_accepted", "request", request) as session:
            self._gate.note(session, reason=fault)

    # ------------------------------------------------------------------ before anything leaves

    def _put_down(self, leave: _Leave, kind: RequestKind, action: str, plan: ExportPlan) -> None:
        """The entry, and the end of the ticket with it. Beyond the cap the entry tells of the attempt."""
        most = export_cap(self._gate.user, self._keys.manifest.policy)
        if most is not None and len(leave.ids) > most:
            with self._gate.write(leave.permission, "export.refused", kind.value) as session:
                self._gate.note(session, count=len(leave.ids), reason="cap", most=most)
            raise TooManyToExport(len(leave.ids), most)
        with self._gate.write(leave.permission, action, "file") as session:
            said: dict[str, object] = {"what": plan.what.value, "shape": plan.shape.value, "file": plan.path.name}
            if leave.request is not None:
                planned = planned_of(self._gate, leave.plan, leave.contacts)
                self._tickets.use(session, leave.request, kind, planned)
            if not self._gate.user.is_owner:
                # Not of owners' files: what is missing there would tell which clients were planted.
                ids = ranges(leave.ids)
                said |= {"contacts": leave.contacts.value, **({"ids": ids} if len(ids) <= _LONGEST_IDS else {})}
            self._gate.note(session, count=len(leave.ids), detail=said)

    def _bearer(self, leave: _Leave) -> Bearer | None:
        user = self._gate.user
        if user.is_owner:
            return None
        return Bearer(user.name, self._gate.now().astimezone(self._gate.zone).replace(tzinfo=None), leave.request)

    # ------------------------------------------------------------------ writing

    def _write(self, plan: ExportPlan, ending: str, clients: ExportedClients) -> tuple[int, int]:
        if ending == ".vcf":
            return write_cards(plan.path, clients), 0
        if plan.shape is ExportShape.FOR_MAILING:
            return write_people(plan, clients), 0
        if ending == ".csv" and plan.what is ExportWhat.PURCHASES:
            return 0, write_purchases_csv(plan, clients)
        return write_table(plan, clients, self._keys.base_uuid, self._keys.header.shop)


def _named(plan: ExportPlan, bearer: Bearer | None) -> ExportPlan:
    """A file of nothing but rows cannot say whose it is without spoiling the way back: its name says it."""
    if bearer is None or plan.path.suffix.lower() == ".xlsx":
        return plan
    return replace(plan, path=plan.path.with_name(bearer_stem(plan.path.stem, bearer) + plan.path.suffix))
