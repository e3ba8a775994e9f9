"""The client list of 100,000: shown, searched as one types, scrolled to any page. Processor time."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from report import Report, percentile, timed
from shops import shop, sign_in

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter, ClientOrder, ClientState
from clientcrm.domain.values.text import other_layout

PAGES = 200
ROWS = 60  # as many as the table asks for at once


def run(report: Report) -> None:
    """How long a base of this size may take."""
    measure(report, 100_000, shown=300.0, searched=50.0, page=16.0)


def measure(report: Report, count: int, *, shown: float, searched: float, page: float) -> None:
    """Measure on a base of so many; the targets are milliseconds."""
    desk = sign_in(*shop(report.room, count))
    gc.disable()  # as in the window, where it collects between events (ui/garbage.py)
    _shown(report, desk, count, shown)
    _searched(report, desk, count, searched)
    _scrolled(report, desk, count, page)
    _changed(report, desk)
    desk.close()


def _shown(report: Report, desk: Desk, count: int, target: float) -> None:
    asked = ClientFilter()
    took: dict[str, list[float]] = {}

    def step(name: str, do: Callable[[], object]) -> None:
        took.setdefault(name, []).append(timed(do))

    ids: Sequence[int] = ()

    def find() -> None:
        nonlocal ids
        ids = desk.clients.ids(asked)

    for _ in range(3):
        step("ids", find)
        step("totals", lambda ids=ids: desk.clients.totals(ids, asked))
        step("first page", lambda ids=ids: desk.clients.rows(ids[:ROWS]))
    if len(ids) != count:
        raise RuntimeError(f"{len(ids)} of {count} clients")
    report.add("list shown: ids, totals, first page", sum(times[0] for times in took.values()), "ms", target=target)
    for name, times in took.items():
        report.add(f"  of it {name}, the third time", times[-1], "ms")
    for column in ("name", "total", "last_purchase", "city"):
        order = ClientOrder(column, descending=True)
        report.add(f"sorted by {column}, descending", timed(lambda order=order: desk.clients.ids(asked, order)), "ms")
    narrow = ClientFilter(cities=("Тула",), states=(ClientState.CLIENT,), has=("phone",))
    report.add("filtered by city, state and phone", timed(lambda: desk.clients.ids(narrow)), "ms")


def typed(desk: Desk, count: int) -> dict[str, list[str]]:
    """What people type, letter by letter: names of clients who are there, in either layout, numbers."""
    chance = random.Random(7)
    rows = desk.clients.rows([chance.randrange(1, count) for _ in range(40)])
    names = [row.name.split() for row in rows if len(row.name.split()) > 1]
    found: dict[str, list[str]] = {"names": [], "names, wrong layout": [], "two words": [], "codes and numbers": []}
    for last, first, *_ in names:
        letters = [last[:count].lower() for count in range(1, min(8, len(last)) + 1)]
        found["names"] += letters
        found["names, wrong layout"] += [other_layout(text) for text in letters]
        found["two words"] += [f"{last} {first[:count]}" for count in range(1, 5)]
    for number in range(20):
        found["codes and numbers"] += [f"К-{number * 977:06d}", f"{number * 37:04d}", f"+7916{number * 7_654:07d}"]
    return found


def _searched(report: Report, desk: Desk, count: int, target: float) -> None:
    first = timed(lambda: desk.clients.ids(ClientFilter(text="а")))
    report.add("the first letter of the first search", first, "ms")
    for name, texts in typed(desk, count).items():
        times = [timed(lambda text=text: desk.clients.ids(ClientFilter(text=text))) for text in texts]
        limit = target if name == "names" else None
        report.add(f"search as one types, {name}, p95 of {len(times)}", percentile(times, 0.95), "ms", target=limit)
        report.add("  the slowest of them", max(times), "ms")
    shown = [timed(lambda text=text: _found_and_shown(desk, text)) for text in typed(desk, count)["names"][::5]]
    report.add("search with totals and first page, p95", percentile(shown, 0.95), "ms")
    middle = [timed(lambda n=n: desk.clients.more_ids(ClientFilter(text=f"{n * 731:04d}"))) for n in range(21)]
    report.add("digits in the middle of phones, the first time (appended when it comes)", middle[0], "ms")
    report.add("  from then on, p95", percentile(middle[1:], 0.95), "ms")


def _found_and_shown(desk: Desk, text: str) -> None:
    asked = ClientFilter(text=text)
    ids = desk.clients.ids(asked)
    desk.clients.totals(ids, asked)
    desk.clients.rows(ids[:ROWS])


def _scrolled(report: Report, desk: Desk, count: int, target: float) -> None:
    ids = desk.clients.ids(ClientFilter())
    chance = random.Random(3)
    starts = [chance.randrange(0, count - ROWS) for _ in range(PAGES)]
    times = [timed(lambda start=start: desk.clients.rows(ids[start : start + ROWS])) for start in starts]
    report.add(f"any page of {ROWS} rows, p95", percentile(times, 0.95), "ms", target=target)
    report.add("  median", percentile(times, 0.5), "ms")


def _changed(report: Report, desk: Desk) -> None:
    """What a search costs right after somebody changed a client: the order of names is learnt anew."""
    form = desk.clients.form(1)
    desk.clients.change(1, form.version, replace(form.draft, city=form.draft.city + "!"))
    report.add("the first search after a change", timed(lambda: desk.clients.ids(ClientFilter(text="ив"))), "ms")
