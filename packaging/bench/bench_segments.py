"""Segments of 100,000 clients with 1,000,000 lines and 300,000 dealings: every kind of question, a tree, a sale."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bench_figures import fill as fill_sales
from report import Report, percentile, timed
from shops import shop, sign_in

from clientcrm.crm import Crm, Desk
from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import TimelineEntry, new_uuid
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without
from clientcrm.vault.device import FileDeviceStore

CLIENTS, DEALINGS, TRIES, SAVED = 100_000, 300_000, 3, 10
_LIMIT = 200.0
_ENTRY = ("uuid", "client_id", "portfolio", "kind", "at", "author", "detail_json", "version", "created_at")
QUESTIONS: dict[str, Node] = {
    "a word of the card (city)": Ask("city", any_of=("Тула",)),
    "a number of the card (purchases)": Ask("purchases", low=5, high=9),
    "a sum (total)": Ask("total", low=5_000_000),
    "a tag": Ask("tag", any_of=("опт",)),
    "a birthday in the coming week": Ask("birthday", within=-7),
    "an own field, filled": Ask("own:1"),
    "consent": Ask("consent", is_so=False),
    "a status (stored figures)": Ask("status", any_of=("lost",)),
    "a score (stored figures)": Ask("money_score", low=4),
    "a day (stored figures)": Ask("next_visit", within=-14),
    "bought one product of 300": Ask("bought", any_of=(7,)),
    "had ten products": Ask("had", any_of=tuple(range(1, 11))),
    "bought anything lately": Ask("bought", within=60),
    "bought twice within a year": Ask("bought", within=365, low=2),
    "dealt with lately": Ask("dealt", within=60),
    "a call three times": Ask("dealt", any_of=("call",), low=3),
    "not any of it": Without(Ask("dealt", within=60)),
}
TREE = AllOf(
    (
        Ask("status", any_of=("active", "at_risk")),
        Ask("money_score", low=3),
        AnyOf((Ask("tag", any_of=("опт",)), Ask("city", any_of=("Тула", "Пермь")))),
        Without(Ask("bought", any_of=(7,))),
    )
)


def run(report: Report) -> None:
    """Processor time of the list's ids, in milliseconds."""
    crm, folder = shop(report.room, CLIENTS, own="segments")
    fill_sales(str(folder))
    fill(folder)
    desk = sign_in(crm, folder)
    before = _sale(desk)
    desk.figures.reckon()
    reckoned = _sale(desk)
    for name, node in {**QUESTIONS, "a tree of five": TREE}.items():
        asked = ClientFilter(where=node)
        took = [timed(lambda asked=asked: desk.clients.ids(asked)) for _ in range(TRIES)]
        report.add(f"{name}: {len(desk.clients.ids(asked)):,} clients", percentile(took, 0.5), "ms CPU", target=_LIMIT)
    _built(report, desk)
    for number, node in enumerate(list(QUESTIONS.values())[:SAVED]):
        desk.segments.save(f"Сегмент {number}", ClientFilter(where=node))
    report.add("ten saved segments with their counts", timed(desk.segments.all), "ms CPU")
    report.add("  shown again", timed(desk.segments.all), "ms CPU")
    report.add("their members, brought up to date as a whole", timed(desk.segments.catch_up), "ms CPU")
    report.add("a sale before any reckoning", before, "ms CPU")
    report.add("a sale that moves figures", reckoned, "ms CPU")
    report.add("a sale that moves figures and ten segments", _sale(desk), "ms CPU")
    desk.close()


def _built(report: Report, desk: Desk) -> None:
    """As a person puts the tree together: one question more each time, with a number beside each line."""
    parts: tuple[Node, ...] = ()
    took = []
    for part in TREE.parts:
        parts = (*parts, part)
        took.append(timed(lambda parts=parts: desk.segments.parts(AllOf(parts))))
    report.add("numbers beside a tree's lines while it is built, the slowest step", max(took), "ms CPU", target=_LIMIT)
    report.add("  all of it again", timed(lambda: desk.segments.parts(TREE)), "ms CPU")


def _sale(desk: Desk) -> float:
    """What writing a sale down takes, and taking it away again, each half."""
    draft = PurchaseDraft(CLIENTS // 3, desk._gate.today(), total=123_400)
    return percentile([timed(lambda: desk.sales.remove(desk.sales.add(draft))) / 2 for _ in range(10)], 0.5)


def fill(folder: Path) -> None:
    """Dealings of three years."""
    desk = sign_in(Crm(device=FileDeviceStore(folder.parent / "device")), folder)
    with desk._gate.write(Permission.IMPORT, "demo.filled", "client") as session:
        insert_rows(session, TimelineEntry, _ENTRY, list(_dealings(desk._gate.now(), desk.user.uid)))
    desk.close()


def _dealings(now: datetime, author: str) -> Iterator[tuple[object, ...]]:
    chance = random.Random(5)
    for _ in range(DEALINGS):
        at = (now - timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))).replace(tzinfo=None, microsecond=0)
        kind = chance.choice(("call", "message", "visit", "note", "tier_changed"))
        said = at.isoformat(sep=" ") + ".000000"
        yield (new_uuid(), chance.randrange(1, CLIENTS + 1), 1, kind, said, author, "{}", 1, said)
