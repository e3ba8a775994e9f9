"""A base of 100,000 clients: signing in, a card, a journaled action, a copy, the check, a new generation."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from made import PASSWORD
from report import Report, cpu_seconds, percentile, timed
from shops import shop, sign_in
from sqlalchemy import update

from clientcrm.crm import Desk
from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.vault.passwords import stretch

COUNT = 100_000
TRIES = 200


def run(report: Report) -> None:
    """Measure everything on one base."""
    crm, folder = shop(report.room, COUNT, own="base")
    desk = sign_in(crm, folder)  # the libraries are loaded
    argons, rests = [], []  # in turns: a shared machine changes its speed within seconds, and Argon2id is most of it
    for _ in range(7):
        desk.close()
        with report.watch() as watch:
            desk = sign_in(crm, folder)
        lock = desk._keys.holding.lock
        argons.append(timed(lambda lock=lock: stretch(PASSWORD, lock.salt, lock.kdf)) / 1000)
        rests.append(watch.cpu - argons[-1])
    rest = percentile(rests, 0.5)
    with report.watch() as listing:
        ids = desk.clients.ids(ClientFilter())
        desk.clients.totals(ids, ClientFilter())
        desk.clients.rows(ids[:100])
    report.add("Argon2id at its cost for this computer", percentile(argons, 0.5), "s CPU")
    report.add("sign-in, Argon2id apart", rest, "s CPU")
    report.add("sign-in to client list, Argon2id apart", rest + listing.cpu, "s CPU", target=0.5)
    _actions(report, desk)
    _whole_base(report, desk, folder)
    with report.watch() as closing:
        desk.close()
    report.add("lock or exit", closing.cpu, "s CPU")


def _actions(report: Report, desk: Desk) -> None:
    chance = random.Random(1)
    rows = desk.clients.rows(chance.sample(range(1, COUNT), 2 * TRIES))
    chosen = [row.id for row in rows if row.phone is not None][:TRIES]  # not those who are not to be disturbed
    report.add("a card opened, p95", percentile(_each(chosen, desk.clients.card), 0.95), "ms CPU")
    shown = _each(chosen, desk.clients.show_contacts)
    report.add("contacts shown, entry and all, p95", percentile(shown, 0.95), "ms CPU", target=50.0)

    def journaled(client_id: int) -> None:
        with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", client_id) as session:
            session.execute(update(Client).where(Client.id == client_id).values(city="Тула"))

    def unjournaled(client_id: int) -> None:
        with desk._storage.write() as session:
            session.execute(update(Client).where(Client.id == client_id).values(city="Омск"))

    plain = percentile(_each(chosen, unjournaled), 0.5)
    entry = percentile(_each(chosen, journaled), 0.5)
    report.add("a change without a journal, median", plain, "ms CPU")
    report.add("the same, journaled", entry, "ms CPU", ratio=entry / plain, beside="without")


def _whole_base(report: Report, desk: Desk, folder: Path) -> None:
    report.add("the base's file", desk._storage.path.stat().st_size / 1e6, "MB")
    with report.watch() as copying:
        made = desk.backup.make(folder.parent / "copies")
    report.add("a copy, verified and read back", copying.cpu, "s CPU")
    with report.watch() as checking:
        broken = [line for line in desk.checking.run() if not line.ok]
    report.add("the whole check", checking.cpu, "s CPU")
    if broken or not made.verified:
        raise RuntimeError(f"the base is broken: {broken}")
    start = cpu_seconds()
    desk.replace_recovery_code(PASSWORD)
    report.add("a new generation under a new key: new recovery code", cpu_seconds() - start, "s CPU", target=15.0)


def _each(ids: list[int], do: Callable[[int], object]) -> list[float]:
    return [timed(lambda client_id=client_id: do(client_id)) for client_id in ids]
