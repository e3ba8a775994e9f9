"""A journal of 100,000 entries by four people in 1,000 sign-ins: pages under each filter, proof, a summary, growth."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from made import PASSWORD
from report import Report, percentile, timed
from shops import shop, sign_in
from sqlalchemy import update

from clientcrm.bases import open_file
from clientcrm.crm import Crm, Desk
from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import Client, JournalEntry, JournalSession, new_uuid
from clientcrm.domain.access import Permission, Role
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.journal import GROUPS, JournalFilter
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.vault import vault
from clientcrm.vault.header_file import read_header
from clientcrm.vault.passwords import FLOOR
from clientcrm.vault.stored_entry import StoredEntry, covered
from clientcrm.vault.unlocked import Unlocked

CLIENTS, ENTRIES, SESSIONS = 20_000, 100_000, 1_000
TRIES = 20
# What a day at the counter leaves, by how often.
_ACTIONS = (
    *[("client.viewed", "client", "{}")] * 40,
    *[("clients.searched", "", '{"found":12}')] * 15,
    *[("clients.listed", "", "{}")] * 15,
    *[("contact.shown", "client", '{"contacts":[4711],"new":1}')] * 12,
    *[("interaction.recorded", "client", '{"kind_of_entry":"call"}')] * 8,
    *[("purchase.added", "purchase", '{"client":17}')] * 6,
    *[("client.changed", "client", '{"fields":["city"],"changes":{"city":["Москва","Тула"]}}')] * 3,
    ("client.created", "client", "{}"),
)
_RARE = ("clients.exported", "file", '{"what":"clients","shape":"for_people","file":"список.xlsx"}')


def run(report: Report) -> None:
    """Measure everything on one base."""
    crm, folder = shop(report.room, CLIENTS, own="journal")
    people = _hire(crm, folder)
    report.add("what an entry takes, indexes and all", _fill(folder, people) / ENTRIES, "bytes")
    desk = sign_in(crm, folder)
    _pages(report, desk)
    with report.watch() as watch:
        proof = desk.journal.proof()
    if not proof.ok or proof.entries < ENTRIES:
        raise RuntimeError(f"the journal is broken: {proof.breaks[:3]}")
    report.add("the whole journal proved", watch.cpu, "s CPU", target=2.0, beside=f"{proof.sessions:,} sign-ins")
    uid = people[1].uid
    took = percentile([timed(lambda: desk.journal.activity(uid)) for _ in range(3)], 0.5)
    report.add("what one of four did in 90 days", took, "ms CPU")
    took = percentile([timed(desk.journal.fingerprint) for _ in range(TRIES)], 0.5)
    report.add("the fingerprint", took, "ms CPU")
    desk.close()
    _hour(report, crm, folder)


def _pages(report: Report, desk: Desk) -> None:
    """Each filter at the newest page, in the middle and at the end."""
    today = desk._gate.today()
    uid = next(uid for uid in desk.people if uid != desk.user.uid)
    asked = {
        "everything": JournalFilter(),
        "one person": JournalFilter(person=uid),
        "a month": JournalFilter(since=today - timedelta(days=60), until=today - timedelta(days=30)),
        "one client": JournalFilter(client_id=77),
        "a name": JournalFilter(text="иванов"),
        "nobody there": JournalFilter(person="f" * 32),
        **{f"group {group}": JournalFilter(group=group) for group in GROUPS},
        **{f"group {group} of one person": JournalFilter(group=group, person=uid) for group in GROUPS},
    }
    worst: dict[str, float] = {}
    counts: dict[str, float] = {}
    for name, one in asked.items():
        places = [None, ENTRIES // 2, 500]
        worst[name] = max(
            percentile([timed(lambda o=one, p=place: desk.journal.entries(o, before=p)) for _ in range(3)], 0.5)
            for place in places
        )
        counts[name] = percentile([timed(lambda o=one: desk.journal.count(o)) for _ in range(3)], 0.5)
    for name in ("everything", "one person", "a month", "one client", "a name"):
        report.add(f"a page of {name}", worst.pop(name), "ms CPU", target=50.0)
    slow = max(worst, key=lambda each: worst[each])
    report.add("a page of any other filter", worst[slow], "ms CPU", target=50.0, beside=slow)
    slow = max(counts, key=lambda each: counts[each])
    report.add("counting under any filter", counts[slow], "ms CPU", target=50.0, beside=slow)


def _hour(report: Report, crm: Crm, folder: Path) -> None:
    """One hour of a busy seller by a clock of its own: twenty clients come or call, each is searched for and opened."""
    hand = _Hand()
    desk = sign_in(Crm(device=crm._device, clock=hand), folder)
    chance, size, before = random.Random(3), desk._storage.path.stat().st_size, desk._gate.journal_end.seq
    for _ in range(20):
        name = chance.choice(("иванов", "петрова", "кузнецов", "соколова"))
        for letters in range(1, len(name) + 1):  # typed, the list follows each letter
            ids = desk.clients.ids(ClientFilter(text=name[:letters]))
            rows = desk.clients.rows(ids[:60])
            hand.go(desk, 0.25)
        shown = [row.id for row in rows if row.phone is not None]
        for second in range(178):
            hand.go(desk, 1)
            if second in (3, 20):
                desk.clients.rows(ids[:60])
            if second in (5, 40):
                desk.clients.card(shown[second % len(shown)])
            if second == 50:
                desk.clients.show_contacts(shown[5 % len(shown)])
            if second == 120:
                desk.timeline.record(InteractionDraft(shown[5 % len(shown)], EntryKind.CALL, "спросил о чае"))
    desk._storage.checkpoint()
    grown = desk._storage.path.stat().st_size - size
    entries = desk._gate.journal_end.seq - before
    report.add("entries of an hour of a busy seller, twenty clients", entries, "entries")
    report.add("the base's file grew by", grown / 1e3, "kB")
    _cost(report, desk)
    desk.close()


class _Hand:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at

    def go(self, desk: Desk, seconds: float) -> None:
        """Let time pass, and the window's second hand with it."""
        self.at += timedelta(seconds=seconds)
        desk.flush()


def _cost(report: Report, desk: Desk) -> None:
    """What an entry costs beside the same change without one."""

    def journaled(city: str) -> None:
        with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", 1) as session:
            session.execute(update(Client).where(Client.id == 1).values(city=city))

    def unjournaled(city: str) -> None:
        with desk._storage.write() as session:
            session.execute(update(Client).where(Client.id == 1).values(city=city))

    took = [
        percentile([timed(lambda d=do, n=number: d(f"Тула {n}")) for number in range(300)], 0.5)
        for do in (unjournaled, journaled)
    ]
    report.add("an entry beside the change it tells of", took[1] - took[0], "ms CPU", target=2.0)


def _hire(crm: Crm, folder: Path) -> list[Unlocked]:
    """The owner's keys and those of three sellers."""
    desk = sign_in(crm, folder)
    device = crm._device
    draft = desk._keys.draft()
    uids = [draft.add_person(name, Role.SELLER.value, {}, PASSWORD, FLOOR) for name in ("Иван", "Света", "Олег")]
    desk._keys.commit(folder, draft.sign())
    owner = desk.user.uid
    desk.close()
    return [vault.open_with_password(read_header(folder), uid, PASSWORD, device) for uid in (owner, *uids)]


def _fill(folder: Path, people: list[Unlocked]) -> int:
    """Sessions of half a year as the recorder writes them, but all at once; how much larger the file is."""
    storage = open_file(folder, people[0])
    size = storage.path.stat().st_size
    seq, head = storage.journal_marks(0)[0], b""
    head = storage.journal_marks(seq)[1] or b""
    chance, each = random.Random(5), ENTRIES // SESSIONS
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=180)
    step = timedelta(days=180) / ENTRIES
    with storage.write() as session:
        last = session.query(JournalEntry.at).order_by(JournalEntry.seq.desc()).first()
        start = session.query(JournalSession.id).count()
        at = max(at, last[0]) if last and last[0] < datetime.now(UTC) - timedelta(days=1) else at
        rows: list[Any] = []
        for number, keys in zip(range(start + 1, start + SESSIONS + 1), cycle(people)):
            uuid = new_uuid()
            chain, seed = keys.new_chain(head, uuid)
            began = at + step
            for action, kind, detail in _session(chance, each):
                seq, at = seq + 1, at + step
                one = chance.randrange(1, CLIENTS) if kind == "client" else chance.randrange(1, 9000) if kind else None
                stored = at.strftime("%Y-%m-%d %H:%M:%S.000000")
                row = StoredEntry(seq, number, stored, keys.uid, action, kind, one, 1, detail, b"")
                head = chain.add(covered(row, seq))
                rows.append(row._replace(mac=head))
            who = {"id": number, "uuid": uuid, "uid": keys.uid, "started_at": began, "generation": keys.generation}
            end = {"anchor_seq": seq, "anchor_count": each, "anchor_head": head}
            signature = keys.sign_anchor(uuid, seq, each, head)
            session.add(JournalSession(**who, **end, seed=seed, signature=signature))
        session.flush()
        insert_rows(session, JournalEntry, StoredEntry._fields, rows)
    storage.checkpoint()
    grown = storage.path.stat().st_size - size
    storage.close()
    return grown


def _session(chance: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    yield "person.signed_in", "", "{}"
    for _ in range(count - 2):
        yield chance.choice(_ACTIONS) if chance.random() > 0.0005 else _RARE
    yield "person.signed_off", "", "{}"
