"""Kept figures of 100,000 clients and 1,000,000 lines: reckoned as a whole beside a window, moved by single sales."""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from made import ROOT
from report import Report, cpu_seconds, forget_peak, peak_megabytes, peak_since, percentile, timed
from shops import shop, sign_in

from clientcrm.crm import Crm, Desk
from clientcrm.data.bulk import insert_rows, next_id
from clientcrm.data.models import Client, Product, Purchase, PurchaseLine, new_uuid
from clientcrm.domain.access import Permission
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.services.figures_at_once import follow_sales
from clientcrm.services.sales import refresh_figures
from clientcrm.vault.device import FileDeviceStore

CLIENTS, LINES, GOODS, TRIES = 100_000, 1_000_000, 300, 30
_A_RECEIPT = 2.5
_RECEIPT = ("id", "uuid", "client_id", "portfolio", "day", "kind", "total", "author", "created_at")
_SAME = ("", "done", "", "", 0, "", 1)
_RECEIPTS = (*_RECEIPT, "at", "status", "receipt_no", "source", "discount", "employee", "version")
_LINE = ("purchase_id", "ordinal", "product_id", "quantity", "unit_price", "discount", "total")
_GROUP = 10_000


def run(report: Report) -> None:
    """Everybody bought; the reckoning runs in a process of its own, so that its memory is nobody else's."""
    crm, folder = shop(report.room, CLIENTS, own="figures")
    _alone("fill", folder)
    desk = sign_in(crm, folder)
    client = CLIENTS // 3
    before = _sale(desk, client)
    desk.close()
    spent, peak, beside, first = (float(word) for word in _alone("reckon", folder).split())
    report.add("all figures of 100,000 clients, 1,000,000 lines", spent, "s CPU", target=8.0)
    report.add("memory at most, the program and its process", peak + beside, "MB", target=600.0)
    report.add("  of it the program without figures", first, "MB")
    report.add("  of it the process", beside, "MB")
    waits = json.loads(_alone("wait", folder))
    report.add("the longest wait of the window meanwhile", waits["longest"], "ms", target=50.0)
    report.add("  of the first time, when all of it is loaded", waits["first"], "ms")
    report.add("  in one of a hundred of its turns", waits["p99"], "ms")
    desk = sign_in(crm, folder)
    cold = _follow(desk, client)
    after = _sale(desk, client)
    took = percentile([_follow(desk, 1 + client * number % CLIENTS) for number in range(1, TRIES)], 0.5)
    worst = max(_follow(desk, number) for number in _extreme(desk))
    report.add("the figures of a client after a sale", took, "ms CPU", target=15.0)
    report.add("of the client who takes longest", worst, "ms CPU", target=15.0)
    report.add("  of the first one after signing in, when the sheet of the last reckoning is read", cold, "ms CPU")
    report.add("a sale, figures and all", after, "ms CPU", ratio=after / before, beside="of one before any reckoning")
    report.add(
        "asking whether a reckoning is due", percentile([timed(desk.figures.is_due) for _ in range(9)], 0.5), "ms"
    )
    desk.close()


def _sale(desk: Desk, client: int) -> float:
    """What writing a sale down takes, and taking it away again, each half."""
    draft = PurchaseDraft(client, desk._gate.today(), total=123_400)
    took = [timed(lambda: desk.sales.remove(desk.sales.add(draft))) / 2 for _ in range(TRIES)]
    return percentile(took, 0.5)


def _follow(desk: Desk, client: int) -> float:
    """What bringing the kept figures of one client up to date takes within a write."""
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", client) as session:
        return timed(lambda: follow_sales(session, desk._gate, [client], alone=True))


def _extreme(desk: Desk) -> Iterator[int]:
    """The richest, the poorest, the most and the least frequent, the freshest and the stalest, some in between."""
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        for column in (Client.total, Client.purchase_days, Client.last_purchase):
            asked = session.query(Client.id).filter(Client.purchase_days > 0).order_by(column)
            yield from (asked.offset(place).first()[0] for place in (0, CLIENTS // 2, CLIENTS - 1))  # type: ignore[index]


def _alone(what: str, folder: Path) -> str:
    # By name: a process started from a script would make its own processes read that script anew.
    command = [sys.executable, "-c", f"import bench_figures; bench_figures.{what}({str(folder)!r})"]
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def reckon(place: str) -> None:
    """Seconds of processor time, the largest memory of the program and of its process in MB, what was held before."""
    folder = Path(place)
    desk = sign_in(Crm(device=FileDeviceStore(folder.parent / "device")), folder)
    gc.collect()
    forget_peak()
    held, start = peak_since(), cpu_seconds()
    made = desk.figures.reckon(apart=True)
    spent, peak = cpu_seconds() - start, peak_since()
    assert made.clients == CLIENTS
    desk.close()
    print(spent, peak, peak_megabytes(children=True) or 0.0, held)


def wait(place: str) -> None:
    """How long the window waits for its turn while all figures are reckoned behind it, twice; milliseconds."""
    from bench_window import Waits, Window

    folder = Path(place)
    window = Window(folder.parent / "window.json", lambda: Crm(device=FileDeviceStore(folder.parent / "device")))
    window.come_in(folder)
    context = window.program.session.context
    found = []
    for _ in range(2):
        ended: list[object] = []
        context.toasted.connect(ended.append)
        waits = Waits(window.application)
        context.reckoning_asked.emit()
        while not ended:
            window.application.processEvents()
            time.sleep(0.0005)
        found.append(waits.end())
    window.close()
    every = [one for waits in found for one in waits]
    print(json.dumps({"longest": max(every), "first": max(found[0]), "p99": percentile(every, 0.99)}))


def fill(place: str) -> None:
    """Receipts for everybody until there are a million lines; those of the shop as it was made stay without lines."""
    folder = Path(place)
    desk = sign_in(Crm(device=FileDeviceStore(folder.parent / "device")), folder)
    gate, chance, today = desk._gate, random.Random(8), desk._gate.today()
    with gate.write(Permission.IMPORT, "demo.filled", "purchase") as session:
        first = next_id(session, Product)
        goods = [(first + n, "", f"Чай {n}", f"чай {n}") for n in range(GOODS)]
        insert_rows(session, Product, ("id", "code", "name", "folded"), goods)
    left, each = LINES, LINES / CLIENTS
    author, now = gate.user.uid, gate.now().strftime("%Y-%m-%d %H:%M:%S")
    for start in range(1, CLIENTS + 1, _GROUP):
        receipts: list[tuple[Any, ...]] = []
        lines: list[tuple[Any, ...]] = []
        ids = range(start, min(start + _GROUP, CLIENTS + 1))
        with gate.write(Permission.IMPORT, "demo.filled", "purchase") as session:
            number = next_id(session, Purchase)
            for client in ids:
                wanted = left - round((CLIENTS - client) * each)
                for total, day, count in _bought(chance, wanted, today):
                    parts = [total // count] * (count - 1) + [total - total // count * (count - 1)]
                    places = enumerate(parts, 1)
                    lines += [(number, n, first + chance.randrange(GOODS), 1000, part, 0, part) for n, part in places]
                    row = (number, new_uuid(), client, 1, day.isoformat(), "sale", total, author, now)
                    receipts.append((*row, *_SAME))
                    number += 1
                left -= wanted
            insert_rows(session, Purchase, _RECEIPTS, receipts)
            insert_rows(session, PurchaseLine, _LINE, lines)
            refresh_figures(session, gate, ids)
    assert left == 0
    desk.close()


def _bought(chance: random.Random, lines: int, today: date) -> Iterator[tuple[int, date, int]]:
    """Receipts of so many lines together: sum, day, lines; a pace of the client's own over three years."""
    day, pace = today - timedelta(days=chance.randrange(30, 1_000)), chance.randrange(4, 120)
    while lines > 0:
        count = min(lines, 1 + round(chance.expovariate(1 / (_A_RECEIPT - 1))))
        yield chance.randrange(20_000, 900_000), min(day, today), count
        lines -= count
        day += timedelta(days=1 + round(chance.expovariate(1 / pace)))
