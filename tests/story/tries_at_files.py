"""What an employee tries with the folder, the keystore, the own password, the sources and a Python prompt."""

from __future__ import annotations

import copy
import logging
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clientcrm.data.backups import read_backup
from clientcrm.domain.access import Others
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import CrmError, SealBroken
from clientcrm.domain.leaving import HandOver
from clientcrm.vault.backup_key import open_backup_key
from clientcrm.vault.canonical import parse_canonical
from clientcrm.vault.device import FileDeviceStore, MemoryDeviceStore
from clientcrm.vault.fields import Kind
from clientcrm.vault.header_file import HEADER_NAME, PREVIOUS_NAME, read_header
from tests.services.journals import entry_row, put
from tests.services.raw import PAGE, Kept, connect, database, decrypted
from tests.services.test_org_charts import SEALED, opens
from tests.services.test_secrets import Planted, found_under
from tests.story.raid import COLLEAGUE, GUARDED, OWN_PASSWORD, ROBBER, SHARED, Attempt, Got, Raid
from tests.support import PASSWORD, Shop
from tests.vault.support import Shop as Keys
from tests.vault.support import rechecked
from tests.vault.test_tampering import EDITS, forged

ROOT = Path(__file__).resolve().parents[2]


def home_without_the_computer(raid: Raid) -> Got:
    """The folder copied, opened where the computer's secret is not."""
    shutil.copytree(raid.shop.folder, raid.room / "home")
    home = Shop(raid.room / "home", "", MemoryDeviceStore(), raid.shop.clock)
    try:
        home.sign_in(ROBBER, OWN_PASSWORD).close()
    except CrmError as refused:
        return Got(said=type(refused).__name__)
    return Got(("the base",))


def every_key_on_every_value(raid: Raid) -> Got:
    """The file's key and every key of the own bundle, tried on everything that is sealed and on every cell."""
    keys, clear = raid.keys(), []
    base = raid.file()
    for table, column, kind in SEALED:
        for uuid, sealed in base.execute(f"select uuid, {column} from {table} where {column} is not null").fetchall():
            for seal in keys.seals.values():
                if opens(seal, table, column, _kind(kind), uuid, sealed):
                    clear.append(seal.open(table, column, uuid, sealed, _kind(kind)))
    own = sum(any(one.digits[1:].encode() in text for text in clear) for one in raid.own)
    for (table,) in base.execute("select name from sqlite_master where type = 'table'").fetchall():
        rows = base.execute(f'select * from "{table}"').fetchall()
        clear += ["\n".join(map(str, row)).encode() for row in rows]
    with_names = base.execute("select count(*) from client where portfolio = ?", (GUARDED,)).fetchone()[0]
    base.close()
    assert own > 0, "the own clients open: the search would find what there is"
    return Got(
        raid.loot(b"\n".join(clear)), f"own contacts {own}; {with_names} names, dates and sums of others are not sealed"
    )


def _kind(kind: str) -> Kind:
    return kind  # type: ignore[return-value]


def looking_into_pages(raid: Raid) -> Got:
    """Every page in clear: free ones, and the log while the owner works."""
    key = raid.keys().dbk
    desk = raid.shop.sign_in()
    ids = list(desk.clients.ids(ClientFilter(text="Клиент")))
    for client in ids[:5]:
        desk.clients.show_contacts(client)
    desk.clients.mass_tag(ids, "новый")
    desk.flush()
    log = Path(f"{database(raid.shop.folder)}-wal").stat().st_size
    loot = raid.loot(decrypted(database(raid.shop.folder), key))
    desk.close()
    return Got((*loot, *raid.loot(decrypted(database(raid.shop.folder), key))), f"log of {log} bytes, free pages too")


def other_portfolio_in_own_clothes(raid: Raid) -> Got:
    """Rows of the guarded portfolio called one's own in the tables; values put into the own client's rows."""
    base = raid.file()
    mine = base.execute("select min(id) from client where portfolio = ?", (SHARED,)).fetchone()[0]
    for table in ("client", "contact_point", "client_private", "timeline_entry", "purchase"):
        base.execute(f"update {table} set portfolio = ? where portfolio = ?", (SHARED, GUARDED))
    other = "(select {0} from contact_point where client_id <> ? order by id desc limit 1)"
    base.execute(f"update contact_point set sealed = {other.format('sealed')} where client_id = ?", (mine, mine))
    ids = [row[0] for row in base.execute("select id from client where id > 10").fetchall()]
    base.commit()
    base.close()
    said: list[str] = []
    desk = raid.desk()
    for client in (mine, *ids):
        for look in (desk.clients.card, desk.clients.form, desk.timeline.entries, desk.clients.show_contacts):
            try:
                said.append(repr(look(client)))
            except CrmError as refused:
                said.append(type(refused).__name__)
    for client in (mine, *ids):
        try:
            said.append(repr(desk.clients.rows([client])))
        except CrmError as refused:
            said.append(type(refused).__name__)
    desk.close()
    broken = sum("SealBroken" in line for line in said)
    return Got(raid.loot("\n".join(said).encode()), f"{len(ids)} clients renamed to the own portfolio: {broken} seals")


def own_backup(raid: Raid) -> Got:
    """A copy made by oneself: its key tried with every own private key, its bytes read."""
    desk = raid.desk()
    path = desk.backup.make().path
    desk.close()
    sealed, keys = read_backup(path), raid.keys()
    header = read_header(raid.shop.folder)
    readers = [(uid, pair.enc_private) for uid in header.bundles for pair in keys.holding.secrets.pairs]
    loot = raid.loot(path.read_bytes())
    try:
        open_backup_key(sealed.base_uuid, readers, sealed.sealed_key, sealed.backup_id)
    except SealBroken:
        return Got(loot, "SealBroken")
    return Got((*loot, "the copy's key"))


def left_lying_about(raid: Raid) -> Got:
    """Whatever the owner's program leaves in the folder, the temporary folder, the home and the log."""
    log = raid.room / "log.txt"
    kept = logging.FileHandler(log, encoding="utf-8")
    root = logging.getLogger()
    before, temporary = root.level, tempfile.tempdir
    tempfile.tempdir = str(raid.room)
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    try:
        desk = raid.shop.sign_in()
        waiting = next(row.id for row in desk.importing.unfinished())
        desk.importing.apply(waiting)
        for client in desk.clients.ids(ClientFilter(text="Клиент")):
            desk.clients.show_contacts(client)
        desk.importing.undo(waiting)
        desk.close()
    finally:
        root.setLevel(before)
        tempfile.tempdir = temporary
        root.removeHandler(kept)
        kept.close()
    loot = [place for folder in (raid.shop.folder, raid.room) for place in found_under(folder, raid.guarded)]
    return Got(tuple(loot), f"{sum(1 for path in raid.room.rglob('*') if path.is_file())} files read through")


# ---------------------------------------------------------------- authority


def editing_the_signed_list(raid: Raid) -> Got:
    """Every edit of keys.json that makes one more than one is."""
    good, taken = (raid.shop.folder / HEADER_NAME).read_bytes(), []
    reach = set(raid.keys().seals)
    for name, edit in EDITS.items():
        value: Any = copy.deepcopy(parse_canonical(good))
        edit(value)
        taken += _taken_in(raid, rechecked(value), name, reach)
    return Got(tuple(taken), f"{len(EDITS)} edits: DamagedHeader or another base")


def signing_it_oneself(raid: Raid) -> Got:
    """Owner by the own signature, with and without a hand-over that no owner signed."""
    taken, reach = [], set(raid.keys().seals)
    good = (raid.shop.folder / HEADER_NAME).read_bytes()
    for succession in (False, True):
        mine = Keys(raid.shop.folder, "", "")
        _write(raid, good)
        forged(mine, raid.keys().holding.pair, succession=succession)
        taken += _taken_in(raid, (raid.shop.folder / HEADER_NAME).read_bytes(), f"signed, {succession}", reach)
    return Got(tuple(taken), "the signature is no owner's")


def _taken_in(raid: Raid, data: bytes, name: str, reach: set[str]) -> list[str]:
    _write(raid, data)
    try:
        keys = raid.keys()
    except (CrmError, StopIteration):
        return []
    return [name] if keys.is_owner or set(keys.seals) - reach else []


def _write(raid: Raid, data: bytes) -> None:
    for name in (HEADER_NAME, PREVIOUS_NAME):
        (raid.shop.folder / name).write_bytes(data)


def planting_what_works_by_itself(raid: Raid) -> Got:
    """Triggers and views that would copy for him what the owner writes, a table for his own people."""
    planted = (
        "create trigger grab after insert on contact_point begin update client set city = new.sealed; end",
        "create view aside as select * from client",
        "create table person (uid text, role text)",
        "create index aside on client (upper(name))",
    )
    kept, taken = Kept(raid.shop, raid.room / "kept"), []
    for statement in planted:
        kept.put_back()
        base = raid.file()
        base.execute(statement)
        base.commit()
        base.close()
        try:
            raid.shop.sign_in().close()
        except CrmError:
            continue
        taken.append(statement)
    return Got(tuple(taken), "the owner's program does not open such a base")


def after_leaving(raid: Raid) -> Got:
    """Dismissed with everything in the pocket: old keys, old header, the keystore wiped of what it had seen."""
    mine, pocket = raid.keys(), raid.room / "pocket"
    shutil.copytree(raid.shop.folder, pocket)
    desk = raid.shop.sign_in()
    heir = next(uid for uid, name in desk.people.items() if name == COLLEAGUE)
    desk.leaving.run(mine.uid, HandOver((heir,)), PASSWORD)
    desk.close()
    raid.shop.device.anchors.clear()
    taken = []
    try:
        raid.desk().close()
        taken.append("the old password")
    except CrmError:
        pass
    for name in (HEADER_NAME, PREVIOUS_NAME):
        shutil.copy(pocket / HEADER_NAME, raid.shop.folder / name)
    try:
        raid.desk().close()
        taken.append("the old header")
    except CrmError:
        pass
    current = next(raid.shop.folder.glob("clients.*.db"))
    base = connect(current, mine.dbk)
    try:
        base.execute("select count(*) from client").fetchall()
        taken.append("the old file key")
    except Exception as refused:  # noqa: BLE001  # SQLCipher's own kinds
        said = str(refused)
    base.close()
    return Got(tuple(taken), said if not taken else "")


def pages_put_back(raid: Raid) -> Got:
    """Earlier pages over later ones, after the owner showed less to him."""
    earlier = database(raid.shop.folder).read_bytes()
    desk = raid.shop.sign_in()
    desk.staff.set_others(Others.NOTHING, PASSWORD)
    desk.clients.mass_tag(list(desk.clients.ids(ClientFilter())), "проверен")
    desk.close()
    later = database(raid.shop.folder).read_bytes()
    changed = [
        at for at in range(0, min(len(earlier), len(later)), PAGE) if earlier[at : at + PAGE] != later[at : at + PAGE]
    ]
    kept, taken, refused = Kept(raid.shop, raid.room / "kept"), [], 0
    for at in changed[:: max(1, len(changed) // 5)]:
        kept.put_back()
        mixed = later[:at] + earlier[at : at + PAGE] + later[at + PAGE :]
        database(raid.shop.folder).write_bytes(mixed)
        try:
            desk = raid.desk()
            if desk.user.portfolios != {SHARED} or desk.user.is_owner:
                taken.append(f"page {at // PAGE}")
            taken += raid.loot(repr(desk.clients.rows(list(desk.clients.ids(ClientFilter())))).encode())
            desk.close()
        except CrmError:
            refused += 1
    return Got(tuple(taken), f"{refused} of 5 refused; none gives a right or a key")


# ---------------------------------------------------------------- the journal


def forging_the_journal(raid: Raid) -> Got:
    """Own showings edited, deleted, moved, put on somebody else, an entry made up: what the owner's proof misses."""
    desk = raid.desk()
    mine = list(desk.clients.ids(ClientFilter()))
    for client in mine[:2]:
        desk.clients.show_contacts(client)
    uid = desk.user.uid
    desk.close()
    base = raid.file()
    shown = base.execute("select max(seq) from journal_entry where action = 'contact.shown'").fetchone()[0]
    last, session = base.execute("select max(seq), session_id from journal_entry").fetchone()
    base.close()
    made_up, _ = entry_row(last + 1, session, uid)
    tamperings: dict[str, Callable[[Any], object]] = {
        "another action": lambda b: b.execute(
            "update journal_entry set action = 'client.viewed' where seq = ?", (shown,)
        ),
        "another person": lambda b: b.execute("update journal_entry set uid = ? where seq = ?", ("f" * 32, shown)),
        "another time": lambda b: b.execute("update journal_entry set at = '2020-01-01' where seq = ?", (shown,)),
        "deleted": lambda b: b.execute("delete from journal_entry where seq = ?", (shown,)),
        "cut": lambda b: b.execute("delete from journal_entry where seq >= ?", (shown,)),
        "the whole sign-in": lambda b: [
            b.execute("delete from journal_entry where session_id = ?", (session,)),
            b.execute("delete from journal_session where id = ?", (session,)),
        ],
        "made up": lambda b: put(b, made_up, b"\7" * 32),
    }
    kept, missed = Kept(raid.shop, raid.room / "kept"), []
    for name, tamper in tamperings.items():
        kept.put_back()
        base = raid.file()
        tamper(base)
        base.commit()
        base.close()
        try:
            owner = raid.shop.sign_in()
            whole = owner.journal.proof().ok
            owner.close()
        except CrmError:
            whole = False
        missed += [name] if whole else []
    kept.put_back()
    owner = raid.shop.sign_in()
    assert owner.journal.proof().ok, "untouched it is whole"
    owner.close()
    return Got(tuple(missed), f"{len(tamperings)} ways, each told to the owner")


# ---------------------------------------------------------------- the own process


def spied(raid: Raid) -> Path:
    """A process of the robber's that looked at everything and wrote down what it was shown and what it held."""
    if "spied" in raid.shared:
        raid.shop, room = raid.shared["spied"]
        return Path(room)
    keystore = FileDeviceStore(raid.room / "keystore")
    for base, secret in raid.shop.device.secrets.items():
        keystore.put_secret(base, secret)
    spy = [sys.executable, "-m", "tests.story.spy", *map(str, (raid.shop.folder, raid.room / "keystore", raid.room))]
    done = subprocess.run(spy, cwd=ROOT, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    raid.shared["spied"] = raid.shop, raid.room
    return raid.room


def held_in(data: bytes, secrets: list[Planted]) -> list[str]:
    """As found_in, of a hundred megabytes: first what looks like a secret, then whether it is one."""
    digits = set(re.findall(rb"9\d{9}", data))
    found = [one.digits for one in secrets if one.digits[1:].encode() in digits]
    texts = {text for one in secrets for text in (one.address, one.note, one.talk, one.comment, one.own, one.reason)}
    for kind in sorted({text.split(" ")[0] for text in texts}):
        for code in ("utf-8", "utf-16-le"):
            of_kind = {text.encode(code): text for text in texts if text.startswith(kind)}
            for place in re.finditer(re.escape(f"{kind} ".encode(code)), data):
                there = data[place.start() : place.start() + 120]
                found += [text for needle, text in of_kind.items() if there.startswith(needle)]
    return found


def own_process(raid: Raid) -> Got:
    """Every object and every byte of one's own session, after looking at all there is to see."""
    memory = (spied(raid) / "memory.bin").read_bytes()
    own = held_in(memory, raid.own)
    assert len(own) > 5, "the own clients are in it: the search would find what there is"
    return Got(
        tuple(held_in(memory, raid.guarded)), f"{len(memory) >> 20} MB searched, {len(own)} secrets of own clients"
    )


FILES = (
    Attempt("open the folder at home, without this computer's secret", "cryptography", home_without_the_computer),
    Attempt("SQLCipher with the own file key, every own key on every value", "cryptography", every_key_on_every_value),
    Attempt("all pages in clear: tables, free pages, write-ahead log", "cryptography", looking_into_pages),
    Attempt(
        "call rows of another portfolio one's own, swap sealed values", "cryptography", other_portfolio_in_own_clothes
    ),
    Attempt("open a backup made by oneself", "cryptography", own_backup),
    Attempt("temporary files, logs, whatever lies about", "cryptography", left_lying_about),
    Attempt("memory of the own process, every object in it", "cryptography", own_process),
    Attempt("edit roles, people, portfolios, keys in keys.json", "cryptography", editing_the_signed_list),
    Attempt("sign keys.json oneself, as an owner", "cryptography", signing_it_oneself),
    Attempt("plant triggers, views, tables, indexes", "cryptography", planting_what_works_by_itself),
    Attempt("put back earlier pages", "cryptography", pages_put_back),
    Attempt("after leaving: old password, header, file key", "cryptography", after_leaving),
    Attempt("forge, cut, reorder the journal", "cryptography", forging_the_journal),
)
