"""Leaving with 100,000 clients: access off, all keys renewed, everybody handed over, a copy, the report; memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from made import PASSWORD
from report import Report, cpu_seconds, forget_peak, held_megabytes, peak_since
from shops import shop, sign_in
from sqlalchemy import select, update

from clientcrm.crm import Desk
from clientcrm.data.models import Client, ContactPoint
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.leaving import HandOver

COUNT = 100_000


def run(report: Report) -> None:
    """Measure everything on one base, where one person of the shop's only portfolio has every client."""
    crm, folder = shop(report.room, COUNT, own="access")
    desk = sign_in(crm, folder)
    leaver, heir = (desk.staff.add(name, "seller", [1], PASSWORD).uid for name in ("Игорь", "Анна"))
    with desk._gate.write(Permission.REASSIGN, "client.assigned", "client") as session:
        session.execute(update(Client).values(responsible=leaver, manager="Игорь"))
    desk.close()
    desk = sign_in(crm, folder)
    report.add("the base's file", desk._storage.path.stat().st_size / 1e6, "MB")
    copied: list[float] = []
    _without_copies(desk, copied)
    forget_peak()
    before = held_megabytes() or 0.0
    with report.watch() as watch:
        told = desk.leaving.run(leaver, HandOver((heir,)), PASSWORD)
    cpu = watch.cpu - sum(copied)
    report.add(f"leaving with {told.clients:,} clients, the fresh copy apart", cpu, "s CPU", target=15.0)
    report.add("  by the clock, the copy included", watch.wall, "s")
    report.add("the fresh copy, verified", sum(copied), "s CPU")
    report.add("memory at its peak, on top of the signed-in program", peak_since() - before, "MB", target=150.0)
    _holds(desk, folder)
    with report.watch() as watch:
        desk.leaving.report(leaver)
    report.add("the report again: ninety days, clients at risk", watch.cpu, "s CPU")
    with report.watch() as watch:
        desk.leaving.watched()
    report.add("who fell silent", watch.cpu, "s CPU")
    desk.close()


def _without_copies(desk: Desk, took: list[float]) -> None:
    """Time the copy at the end of a leaving by itself."""
    make: Callable[[], object] = desk.backup.make

    def timed() -> object:
        start = cpu_seconds()
        try:
            return make()
        finally:
            took.append(cpu_seconds() - start)

    desk.backup.make = timed  # type: ignore[method-assign, assignment]


def _holds(desk: Desk, folder: Path) -> None:
    """What was measured must have been done: whole, under the next key, found by phone."""
    if broken := [line for line in desk.checking.run() if not line.ok]:
        raise RuntimeError(f"the base is broken: {broken}")
    with desk._storage.read() as session:
        if session.scalars(select(Client.id).where(Client.manager != "Анна").limit(1)).first() is not None:
            raise RuntimeError("somebody was not handed over")
        point = session.scalars(select(ContactPoint).where(ContactPoint.last4_key.is_not(None)).limit(1)).one()
        client = point.client_id
    said = desk.clients.show_contacts(client).contacts[0].value
    if client not in desk.clients.ids(ClientFilter(text=said)) or len(list(folder.glob("*.db"))) != 1:
        raise RuntimeError("not found by the phone")
