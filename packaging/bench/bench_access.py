"""Signing in to 20,000 clients; leaving with 100,000: access off, new keys, hand-over, a copy, the report; memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from made import PASSWORD
from report import Report, cpu_seconds, forget_peak, held_megabytes, peak_since, percentile
from shops import shop, sign_in
from sqlalchemy import select, update

from clientcrm.crm import Desk
from clientcrm.data.models import Client, ContactPoint
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.leaving import HandOver

COUNT = 100_000
OF_A_SHOP = 20_000
_TRIES = 5


def run(report: Report) -> None:
    """Measure signing in, and a leaving on a base where one person of the shop's only portfolio has every client."""
    _signing_in(report)
    crm, folder = shop(report.room, COUNT, own="access")
    desk = sign_in(crm, folder)
    leaver, heir = (desk.staff.add(name, "seller", [1], PASSWORD).uid for name in ("Игорь", "Анна"))
    with desk._gate.write(Permission.REASSIGN, "client.assigned", "client") as session:
        session.execute(update(Client).values(responsible=leaver, manager="Игорь"))
    desk.close()
    desk = sign_in(crm, folder)
    report.add("the base's file", desk._storage.path.stat().st_size / 1e6, "MB")
    copied, asked = _timed(desk.backup, "make"), _timed(desk._keys, "require_password", then=forget_peak)
    before = held_megabytes() or 0.0
    with report.watch() as watch:
        told = desk.leaving.run(leaver, HandOver((heir,)), PASSWORD)
    cpu = watch.cpu - sum(copied)
    report.add(f"leaving with {told.clients:,} clients, the fresh copy apart", cpu, "s CPU", target=15.0)
    report.add("  of it the password asked for again, Argon2id", sum(asked), "s CPU")
    report.add("  by the clock, the copy included", watch.wall, "s")
    report.add("the fresh copy, verified", sum(copied), "s CPU")
    taken = peak_since() - before
    report.add("memory at its peak, on top of the signed-in program, Argon2id apart", taken, "MB", target=150.0)
    _holds(desk, folder)
    with report.watch() as watch:
        desk.leaving.report(leaver)
    report.add("the report again: ninety days, clients at risk", watch.cpu, "s CPU")
    with report.watch() as watch:
        desk.leaving.watched()
    report.add("who fell silent", watch.cpu, "s CPU")
    desk.close()


def _signing_in(report: Report) -> None:
    crm, folder = shop(report.room, OF_A_SHOP)
    sign_in(crm, folder).close()  # the libraries are loaded
    took, asking = [], []
    for _ in range(_TRIES):
        with report.watch() as watch:
            desk = sign_in(crm, folder)
        took.append(watch.cpu)
        with report.watch() as watch:
            desk._keys.require_password(PASSWORD)
        asking.append(watch.cpu)
        desk.close()
    apart = percentile(took, 0.5) - percentile(asking, 0.5)
    report.add(f"sign-in with {OF_A_SHOP:,} clients, Argon2id apart", apart, "s CPU", target=0.3)


def _timed(of: object, name: str, then: Callable[[], object] | None = None) -> list[float]:
    """Time a method by itself from now on; the answer grows with each call. `then` is called after each."""
    took: list[float] = []
    does: Callable[..., object] = getattr(of, name)

    def timed(*said: object) -> object:
        start = cpu_seconds()
        try:
            return does(*said)
        finally:
            took.append(cpu_seconds() - start)
            if then is not None:
                then()

    setattr(of, name, timed)
    return took


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
