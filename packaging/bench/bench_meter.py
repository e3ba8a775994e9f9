"""Contacts shown out of 100,000 clients after a journal of 100,000 entries, by a seller with a quota; alarms, paces."""

from __future__ import annotations

import random

import bench_journal
from made import PASSWORD
from report import Report, percentile, timed
from shops import shop, sign_in

from clientcrm.crm import Desk
from clientcrm.domain.access import Quota

CLIENTS, TRIES = 100_000, 200
# A day of a seller who is let: the quota is counted, and never stands in the way.
_WIDE = Quota(10_000, 10_000, None)


def run(report: Report) -> None:
    """Measure everything on one base."""
    crm, folder = shop(report.room, CLIENTS, own="meter")
    people = bench_journal._hire(crm, folder)
    bench_journal._fill(folder, people)
    desk = sign_in(crm, folder)
    seller = next(person for person in desk.staff.people() if person.role == "seller")
    desk.staff.set_quota(seller.uid, _WIDE, PASSWORD)
    desk.staff.set_members(desk.portfolios[0][0], [seller.uid], PASSWORD)
    alarms = percentile([timed(desk.alarms.all) for _ in range(5)], 0.5)
    report.add("alarms out of the last two months of the journal", alarms / 1000, "s CPU", target=1.0)
    report.add("everybody's pace", percentile([timed(desk.alarms.paces) for _ in range(5)], 0.5) / 1000, "s CPU")
    desk.close()
    desk = crm.sign_in(folder, seller.name, PASSWORD)
    if desk.must_change_password:
        desk.change_password(PASSWORD, PASSWORD + "-1")
    _show(report, desk)
    desk.close()


def _show(report: Report, desk: Desk) -> None:
    rows = desk.clients.rows(random.Random(1).sample(range(1, CLIENTS), 2 * TRIES))
    chosen = [row.id for row in rows if row.phone is not None][:TRIES]
    shown = [timed(lambda one=one: desk.clients.show_contacts(one)) for one in chosen]
    report.add("contacts shown, counted and journaled, p95", percentile(shown, 0.95), "ms CPU", target=50.0)
    again = [timed(lambda one=one: desk.clients.show_contacts(one)) for one in chosen]
    report.add("the same again, after hundreds in the day, p95", percentile(again, 0.95), "ms CPU", target=50.0)
    report.add("what is left", percentile([timed(desk.meter.left) for _ in range(TRIES)], 0.5), "ms CPU")
