"""Writing clients and purchases to a file: the entry is in the journal before the file appears."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientOrder
from clientcrm.domain.errors import Invalid
from clientcrm.domain.export_layout import CLIENT_COLUMNS
from clientcrm.domain.exports import Exported, ExportPlan, ExportShape, ExportWhat
from clientcrm.services.client_list import ClientLists
from clientcrm.services.exports.rows import ExportedClients
from clientcrm.services.exports.sheets import write_cards, write_people, write_purchases_csv, write_table
from clientcrm.services.gate import Gate
from clientcrm.services.steady import steady
from clientcrm.vault.unlocked import Unlocked

ENDINGS = (".xlsx", ".csv", ".vcf")


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


class Exporting:
    """Files for outside the program."""

    def __init__(self, gate: Gate, folder: Path, keys: Unlocked, lists: ClientLists) -> None:
        self._gate = gate
        self._folder = folder
        self._keys = keys
        self._lists = lists

    def columns(self) -> list[str]:
        """Keys of the columns that a list for people can have."""
        self._gate.require(Permission.EXPORT)
        return [column.key for column in CLIENT_COLUMNS if column.people]

    def count(self, plan: ExportPlan) -> int:
        """How many clients the file would hold."""
        self._gate.require(Permission.EXPORT)
        return len(self._ids(plan))

    def run(self, plan: ExportPlan, job: Steps | None = None) -> Exported:
        """Write the file: whole under its name, or not at all. Nothing is left of a stopped one."""
        ending = plan.path.suffix.lower()
        if ending not in ENDINGS:
            raise Invalid({"path": "ending"})
        self._gate.require(Permission.EXPORT)
        self._keys.recheck(self._folder)
        start = time.monotonic()
        ids = self._ids(plan)
        with self._gate.write(Permission.EXPORT, "clients.exported", "file") as session:
            said: dict[str, object] = {"what": plan.what.value, "shape": plan.shape.value, "file": plan.path.name}
            self._gate.note(session, count=len(ids), detail=said)
        plan.path.parent.mkdir(parents=True, exist_ok=True)
        with self._gate.read(Permission.EXPORT) as session, steady():
            clients = ExportedClients(self._gate, session, ids, plan.language, job)
            rows, purchases = self._write(plan, ending, clients)
        return Exported(plan.path, rows, purchases, time.monotonic() - start)

    def _write(self, plan: ExportPlan, ending: str, clients: ExportedClients) -> tuple[int, int]:
        if ending == ".vcf":
            return write_cards(plan.path, clients), 0
        if plan.shape is ExportShape.FOR_MAILING:
            return write_people(plan, clients), 0
        if ending == ".csv" and plan.what is ExportWhat.PURCHASES:
            return 0, write_purchases_csv(plan, clients)
        return write_table(plan, clients, self._keys.base_uuid, self._keys.header.shop)

    def _ids(self, plan: ExportPlan) -> Sequence[int]:
        if plan.ids is not None:
            return plan.ids
        ids = self._lists.ids(plan.filter, plan.order)
        if plan.shape is ExportShape.FULL_COPY and plan.order == ClientOrder():
            # In the order in which they came: then each page of the file is decrypted once, a quarter of the time.
            return sorted(ids)
        return ids
