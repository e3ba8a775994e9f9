"""Bases full of clients, made in bulk past the spreadsheet: what the list, the card and the copies are measured on.

Made once a run, by a process of its own (python shops.py COUNT FOLDER): the memory it takes is nobody's figure.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from made import PASSWORD, ROOT, new_base, people

from clientcrm.crm import Crm, Desk
from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import Purchase, new_uuid
from clientcrm.data.storage import Storage
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.values.dates import PartialDate
from clientcrm.services.client_tuples import search_words
from clientcrm.services.clients.writer import ClientWriter, Extras
from clientcrm.services.gate import Gate
from clientcrm.services.sales import refresh_figures
from clientcrm.vault.device import FileDeviceStore

_PART = 10_000
# Beyond so many, clients are multiplied by SQL under other surnames: sealing a million contacts takes minutes.
_MADE = 100_000
_SYLLABLES = "Ба Ве Го Ду Жи За Ка Ле Мо Ню Па Ри Са Ту Фе Хо Ци Че Ша".split()
_RECEIPT = ("uuid", "client_id", "portfolio", "day", "kind", "total", "author", "created_at")
# What every receipt has in common; rows go past the mapped objects and their defaults.
_SAME = ("", "done", "", "", 0, "", 1)
_FOUND_BY = ("name", "contact_person", "code", "card_number", "inn", "tags")
_COLUMNS = (*_RECEIPT, "at", "status", "receipt_no", "source", "discount", "employee", "version")


def shop(room: Path, count: int, own: str = "") -> tuple[Crm, Path]:
    """The program and a closed base of so many clients; `own` names a copy for whoever changes it."""
    kept = room / f"shop-{count}"
    if not (kept / "made").exists():
        command = [sys.executable, __file__, str(count), str(kept / "base")]
        subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
        (kept / "made").touch()
    place = kept
    if own:
        place = room / f"{own}-{count}"
        shutil.copytree(kept, place)
    return Crm(device=FileDeviceStore(place / "device")), place / "base"


def sign_in(crm: Crm, folder: Path) -> Desk:
    """The owner's desk."""
    return crm.sign_in(folder, "Марина", PASSWORD)


def make(folder: Path, count: int) -> None:
    """A base of so many clients with contacts, tags, notes and figures; closed."""
    folder.parent.mkdir(parents=True)
    _, desk = new_base(folder)
    tiers = [tier.id for tier in desk.tiers.all()]
    chance = random.Random(count)
    rows = people(min(count, _MADE))
    words: list[str] = []
    gate, writer = desk._gate, ClientWriter(desk._gate)
    while part := list(islice(rows, _PART)):
        drafts = [(_draft(row, chance.choice(tiers), chance), Extras()) for row in part]
        with gate.write(Permission.IMPORT, "demo.filled", "client") as session:
            ids = writer.create(session, drafts)
            buyers = [i for i in ids if chance.random() < 0.6]
            insert_rows(session, Purchase, _COLUMNS, list(_receipts(buyers, chance, gate)))
            refresh_figures(session, gate, buyers)
            gate.note(session, count=len(ids))
        said = {name: [getattr(draft, name) for draft, _ in drafts] for name in _FOUND_BY}
        words += search_words(said, len(drafts))
    for number in range(1, count // _MADE):
        _multiply(desk._storage, words, number)
    desk.close()


def _multiply(storage: Storage, words: list[str], number: int) -> None:
    """The first hundred thousand once more. Sealed values open as they did: each is bound to its row's random name."""
    syllable, shift = _SYLLABLES[number - 1], number * _MADE
    tables = {"client": "id", "client_private": "client_id", "client_tag": "client_id", "contact_point": "client_id"}
    with storage.maintenance() as connection:
        connection.execute("pragma cache_size = -1000000")  # 1 GB: keys at random places would be read again and again
        connection.execute("begin immediate")
        for table, key in tables.items():
            names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            if table == "contact_point":
                names.remove("id")
            new = {key: f"{key} + {shift}", "public_id": "randomblob(16)"}
            new["sort_key"] = f"'{syllable.lower()}' || sort_key"
            new |= {name: f"'{syllable}' || {name}" for name in ("name", "list_name", "last_name")}
            values = ", ".join(new.get(name, f'"{name}"') for name in names)
            quoted = ", ".join(f'"{name}"' for name in names)
            connection.execute(f"insert into {table} ({quoted}) select {values} from {table} where {key} <= {_MADE}")
        rows = ((shift + place, syllable.lower() + text) for place, text in enumerate(words, 1))
        connection.executemany("insert into client_words(rowid, words) values (?, ?)", rows)
        connection.execute("commit")
    storage.checkpoint()


def _draft(row: list[Any], tier: int, chance: random.Random) -> ClientDraft:
    code, name, phones, mail, born, city, _, discount, source, address, note, _ = row
    last, _, rest = name.partition(" ")
    first, _, middle = rest.partition(" ")
    contacts = [_phone(text) for text in phones.split(", ") if text]
    if mail:
        contacts.append(ContactDraft(ContactKind.EMAIL, mail, mail))
    day, month, year = (int(part) for part in born.split(".")) if born else (None, None, None)
    return ClientDraft(
        name=name,
        last_name=last,
        first_name=first,
        middle_name=middle,
        birthday=PartialDate(year, month, day) if born else None,
        tags=(chance.choice(("опт", "улуны", "пуэры", "посуда")),) if chance.random() < 0.3 else (),
        portfolio=1,
        tier_id=tier,
        discount=int(discount.rstrip("%") or 0) * 100,
        city=city,
        source=source,
        code=code,
        address=address,
        note=note,
        contacts=tuple(contacts),
    )


def _phone(text: str) -> ContactDraft:
    normal = "+7" + re.sub(r"\D", "", text)[-10:]
    return ContactDraft(ContactKind.PHONE, text, normal, primary=True)


def _receipts(buyers: list[int], chance: random.Random, gate: Gate) -> Iterator[tuple[Any, ...]]:
    """Some receipts of each buyer."""
    author, now = gate.user.uid, gate.now().strftime("%Y-%m-%d %H:%M:%S")
    for client_id in buyers:
        day = date(2023, 1, 1) + timedelta(days=chance.randrange(900))
        for _ in range(chance.randrange(1, 7)):
            total = chance.randrange(50_000, 900_000)
            yield new_uuid(), client_id, 1, day.isoformat(), "sale", total, author, now, *_SAME
            day += timedelta(days=chance.randrange(60))


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
