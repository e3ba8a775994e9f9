"""The journal: everything that is done or shown is in it, nothing of it can be changed unnoticed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import AccessDenied, JournalBroken, NotFound, OlderThanSeen, WriterBusy
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.tiers import TierDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.vault.canonical import canonical
from clientcrm.vault.chain import ChainWriter, seal_seed
from tests.services.raw import keys_of, make_filled, raw
from tests.support import CHEAP, PASSWORD, Shop

PHONE = ContactDraft(ContactKind.PHONE, "+79162040017", "+79162040017")
SVETA = ClientDraft(name="Ковальчук Светлана", city="Москва", contacts=(PHONE,))
COLUMNS = ("seq", "at", "uid", "action", "object_kind", "object_id", "count", "detail_json")


def entries(shop: Shop, password: str = PASSWORD) -> list[dict[str, Any]]:
    """The journal as it stands in the file."""
    with raw(shop, password) as connection:
        rows = connection.execute(f"select {', '.join(COLUMNS)} from journal_entry order by seq").fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def actions(shop: Shop, after: int = 0, password: str = PASSWORD) -> list[str]:
    """What was done, in order."""
    return [entry["action"] for entry in entries(shop, password) if entry["seq"] > after]


def verdict(desk: Desk, name: str = "journal") -> str:
    """What the check says of a part: nothing when it is whole."""
    [line] = [line for line in desk.checking.run() if line.name == name]
    assert line.ok == (not line.detail)
    return line.detail


def hire(shop: Shop, desk: Desk, name: str, role: Role, *, password: str = "одноразовый-1") -> str:
    """Somebody with this role who reads the shop's portfolio; the uid."""
    draft = desk._keys.draft()
    uid = draft.add_person(name, role.value, {}, password, CHEAP)
    draft.set_members(next(iter(desk._keys.seals)), [uid])
    desk._keys.commit(shop.folder, draft.sign())
    return uid


# ---------------------------------------------------------------- everything is in it


def act(desk: Desk, shop: Shop, room: Path) -> list[tuple[str, Callable[[], object]]]:
    """Each thing that people do, in an order in which it can be done, with the entry it must leave."""
    c, made = desk.clients, {}
    vip = next(tier.id for tier in desk.tiers.all() if tier.key == "vip")
    uid = desk.user.uid
    listing = room / "list.csv"
    listing.write_text("ФИО;Телефон;Любимый сорт\nОрлова Наталья;+79031112233;улун\n", "utf-8")

    def keep(name: str, value: object) -> None:
        made[name] = value

    def plan() -> Any:
        return desk.importing.plan(FileChoice(listing))

    tiers = [TierDraft(t.id, t.title("ru"), t.sign("ru"), t.palette, t.kind, t.hidden) for t in desk.tiers.all()]
    return [
        ("client.created", lambda: keep("client", c.create(SVETA))),
        ("client.changed", lambda: c.change(made["client"], 1, replace(c.form(made["client"]).draft, city="Тула"))),
        ("contact.shown", lambda: keep("shown", c.show_contacts(made["client"]).contacts[0].id)),
        ("contact.copied", lambda: c.copied_contact(made["client"], made["shown"])),
        ("client.tier_set", lambda: c.set_tier(made["client"], vip, "за верность")),
        ("client.tier_set", lambda: keep("batch", c.mass_set_tier([made["client"]], tiers[0].id or 0, "ошибка"))),
        ("batch.undone", lambda: desk.importing.undo(made["batch"])),
        ("client.tagged", lambda: c.mass_tag([made["client"]], "опт")),
        ("client.tagged", lambda: c.mass_tag([made["client"]], "опт", remove=True)),
        ("client.assigned", lambda: c.mass_assign([made["client"]], uid)),
        (
            "interaction.recorded",
            lambda: keep("talk", desk.timeline.record(InteractionDraft(made["client"], EntryKind.CALL, "о чае"))),
        ),
        ("interaction.changed", lambda: desk.timeline.change(made["talk"], "о кофе")),
        ("interaction.removed", lambda: desk.timeline.remove(made["talk"])),
        (
            "purchase.added",
            lambda: keep("sale", desk.sales.add(PurchaseDraft(made["client"], date(2026, 6, 1), total=100))),
        ),
        (
            "purchase.changed",
            lambda: desk.sales.change(made["sale"], PurchaseDraft(made["client"], date(2026, 6, 2), total=200)),
        ),
        ("purchase.removed", lambda: desk.sales.remove(made["sale"])),
        ("client.trashed", lambda: c.trash([made["client"]])),
        ("client.restored", lambda: c.restore([made["client"]])),
        ("client.trashed", lambda: c.trash([made["client"]])),
        ("client.erased", lambda: c.erase([made["client"]])),
        ("tiers.changed", lambda: desk.tiers.save([replace(tiers[0], name="Знакомый"), *tiers[1:]])),
        ("segment.saved", lambda: keep("segment", desk.segments.save("Опт", ClientFilter(tags=("опт",))))),
        ("segment.renamed", lambda: desk.segments.rename(made["segment"], "Оптовики")),
        ("segment.removed", lambda: desk.segments.remove(made["segment"])),
        ("import.checked", lambda: keep("check", desk.importing.check(plan()).batch)),
        ("import.applied", lambda: desk.importing.apply(made["check"])),
        ("batch.undone", lambda: desk.importing.undo(made["check"])),
        ("import.cancelled", lambda: desk.importing.cancel(desk.importing.check(plan()).batch)),
        ("template.saved", lambda: keep("template", desk.importing.save_template("Список", plan()))),
        ("template.removed", lambda: desk.importing.remove_template(desk.importing.templates()[0].id)),
        ("clients.exported", lambda: desk.exporting.run(ExportPlan(room / "out.csv", ExportWhat.CLIENTS))),
        ("settings.changed", lambda: desk.settings.change(replace(desk.shop, autolock=7))),
        ("keys.changed", lambda: desk.settings.change(replace(desk.shop, shop="Чайный двор"))),
        ("backup.made", lambda: (desk.backup.make(room / "copies"), desk.flush())),
        ("person.password_changed", lambda: desk.change_password(PASSWORD, "другая-заварка-1")),
        ("recovery_code.replaced", lambda: desk.replace_recovery_code("другая-заварка-1")),
    ]


@pytest.mark.proves("N04")
def test_everything_that_is_done_leaves_its_entry(shop: Shop, tmp_path: Path) -> None:
    desk = shop.sign_in()
    left = []
    for action, do in act(desk, shop, tmp_path):
        before = desk._gate.journal_end.seq
        do()
        with desk._gate.read(Permission.READ_JOURNAL) as session:
            from sqlalchemy import select

            from clientcrm.data.models import JournalEntry

            new = session.scalars(select(JournalEntry.action).where(JournalEntry.seq > before)).all()
        if action not in new:
            left.append((action, new))
    assert left == []
    assert verdict(desk) == ""
    desk.close()
    desk = shop.sign_in(password="другая-заварка-1")
    assert verdict(desk) == ""


def test_the_first_entries_of_a_base(shop: Shop) -> None:
    assert actions(shop) == ["base.created", "person.signed_in", "person.signed_off"]


def test_looking_comes_with_the_next_second(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    before = desk._gate.journal_end.seq
    for _ in range(3):
        desk.clients.card(client)
    desk.clients.ids(ClientFilter(text="кова"))
    assert desk._gate.journal_end.seq == before
    desk.flush()
    desk.flush()
    found = {entry["action"]: (entry["object_id"], entry["count"]) for entry in entries(shop) if entry["seq"] > before}
    assert found == {"client.viewed": (client, 3), "clients.searched": (None, 1)}


def test_looking_is_written_before_the_desk_closes(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    desk.clients.card(client)
    desk.close()
    assert actions(shop)[-2:] == ["client.viewed", "person.signed_off"]


def test_a_contact_is_in_the_journal_before_it_is_seen(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    shown = desk.clients.show_contacts(client, reason="перезвонить")
    [entry] = [entry for entry in entries(shop) if entry["action"] == "contact.shown"]
    assert (entry["object_id"], entry["count"]) == (client, len(shown.contacts))
    assert "9162040017" not in json.dumps(entries(shop))


def test_what_is_refused_is_in_it_too(shop: Shop) -> None:
    owner = shop.sign_in()
    client = owner.clients.create(SVETA)
    hire(shop, owner, "Ольга", Role.OBSERVER)
    owner.close()
    olga = shop.sign_in("Ольга", "одноразовый-1")
    for refused in (
        lambda: olga.clients.create(SVETA),
        lambda: olga.clients.show_contacts(client),
        lambda: olga.clients.erase([client]),
        olga.backup.make,
    ):
        with pytest.raises(AccessDenied):
            refused()
    assert olga.clients.everyone() == 1
    olga.close()
    told = [json.loads(e["detail_json"])["permission"] for e in entries(shop) if e["action"] == "access.refused"]
    assert told == ["edit_clients", "show_contacts", "trash_clients", "make_backups"]
    assert {line.detail for line in shop.sign_in().checking.run()} == {""}


def test_a_refusal_inside_a_write_comes_with_the_next_one(shop: Shop) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    with pytest.raises(AccessDenied), seller._gate.write(Permission.EDIT_CLIENTS, "client.created"):
        seller._gate.require(Permission.MASS_CHANGE)
    seller.flush()
    assert actions(shop)[-1] == "access.refused"
    seller.clients.create(SVETA)


def test_a_failed_action_leaves_nothing_and_the_chain_goes_on(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    before = desk._gate.journal_end
    for _ in range(60):  # more than stand between two signatures
        with pytest.raises(NotFound):
            desk.timeline.record(InteractionDraft(999, EntryKind.CALL, "никому"))
    with pytest.raises(ZeroDivisionError), desk._gate.write(Permission.EDIT_CLIENTS, "client.changed") as session:
        desk._gate.note(session, object_id=1 // 0)
    assert desk._gate.journal_end == before
    for _ in range(120):
        desk.clients.show_contacts(client)
    assert verdict(desk) == ""
    assert [entry["seq"] for entry in entries(shop)] == list(range(1, before.seq + 121))


def test_a_failed_action_gives_back_what_was_queued(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    desk.clients.card(client)
    with pytest.raises(NotFound):
        desk.sales.remove(999)
    desk.clients.card(client)
    desk.flush()
    assert [e["count"] for e in entries(shop) if e["action"] == "client.viewed"] == [2]


def test_time_never_runs_backwards(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    shop.clock.go(hours=3)
    desk.clients.show_contacts(client)
    shop.clock.go(days=-40)
    desk.clients.show_contacts(client)
    desk.close()
    desk = shop.sign_in()
    desk.clients.show_contacts(client)
    times = [entry["at"] for entry in entries(shop)]
    assert times == sorted(times)
    assert times[-1] == times[-3] == max(times)
    assert verdict(desk) == ""


def test_a_change_of_keys_whose_entry_was_lost_is_told_at_the_next_sign_in(shop: Shop) -> None:
    desk = shop.sign_in()
    end = desk._gate.journal_end.seq
    desk._keys.commit(shop.folder, desk._keys.change_password(PASSWORD, "другая-заварка-1", CHEAP))
    draft = desk._keys.draft()
    draft.set_shop("Чайный двор")
    desk._keys.commit(shop.folder, draft.sign())
    desk._storage.let_go()  # a kill: neither the entry nor the anchor is written
    desk._lock.release()
    new = "другая-заварка-1"
    assert verdict(shop.sign_in(password=new)) == ""
    assert actions(shop, end, new)[:3] == ["person.signed_in", "keys.changed", "person.password_changed"]


# ---------------------------------------------------------------- nothing of it can be changed


@pytest.fixture(scope="module")
def written_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """Some twenty entries of a second sign-in."""

    def fill(desk: Desk) -> None:
        client = desk.clients.create(SVETA)
        show_often(desk, client, 17)

    return make_filled(tmp_path_factory.mktemp("written"), fill)


@pytest.fixture
def written(written_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with three sign-ins and a journal of some length; closed."""
    made = written_template(tmp_path / "base")
    show_often(made.sign_in(), 1, 10)
    made.close()
    yield made
    made.close()


def show_often(desk: Desk, client: int, times: int) -> None:
    for _ in range(times):
        desk.clients.show_contacts(client)


@pytest.mark.proves("N04")
@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("update journal_entry set action = 'client.viewed' where seq = 20", 20),
        ("update journal_entry set count = 0 where seq = 20", 20),
        ("update journal_entry set object_id = 2 where seq = 20", 20),
        ("update journal_entry set at = '2026-01-01 00:00:00.000000' where seq = 20", 20),
        ("update journal_entry set uid = 'ffffffffffffffffffffffffffffffff' where seq = 20", 20),
        ("update journal_entry set detail_json = '{}' where seq = 20", 20),
        ("update journal_entry set mac = zeroblob(32) where seq = 20", 20),
        ("update journal_entry set session_id = 1 where seq = 30", 30),
        ("update journal_entry set seq = -1 where seq = 20", -1),
        ("delete from journal_entry where seq = 20", 20),
        ("delete from journal_entry where seq between 1 and 20", 1),
        ("delete from journal_entry where seq = 1", 1),
        ("update journal_session set seed = (select seed from journal_session where id = 1) where id = 2", None),
        ("update journal_session set uid = 'ffffffffffffffffffffffffffffffff' where id = 2", None),
        ("delete from journal_session where id = 2", 4),
        ("update journal_session set generation = 9 where id = 2", 24),
    ],
)
def test_a_changed_journal_is_found(written: Shop, tampering: str, broken: int | None) -> None:
    with raw(written) as connection:
        assert connection.execute(tampering).rowcount > 0
    desk = written.sign_in()
    told = verdict(desk)
    assert told == (f"breaks at entry {broken}" if broken is not None else "seal_broken")


@pytest.mark.proves("N04")
def test_two_entries_that_changed_places(written: Shop) -> None:
    with raw(written) as connection:
        connection.execute("update journal_entry set seq = -20 where seq = 20")
        connection.execute("update journal_entry set seq = 20 where seq = 21")
        connection.execute("update journal_entry set seq = 21 where seq = -20")
    assert verdict(written.sign_in()) == "breaks at entry 20"


@pytest.mark.proves("N04")
@pytest.mark.parametrize("entry", [1, 20, 30])
def test_an_entry_played_again(written: Shop, entry: int) -> None:
    """A copy of a genuine entry with its genuine mac, as the newest one."""
    columns = ", ".join(column for column in (*COLUMNS, "session_id", "mac") if column != "seq")
    with raw(written) as connection:
        last = connection.execute("select max(seq) from journal_entry").fetchone()[0]
        connection.execute(
            f"insert into journal_entry (seq, {columns}) select {last + 1}, {columns} from journal_entry where seq = ?",
            (entry,),
        )
    assert verdict(written.sign_in()) == f"breaks at entry {last + 1}"


@pytest.mark.proves("N04")
def test_a_stretch_played_again_in_the_place_of_a_later_one(written: Shop) -> None:
    """The entries of a session over those of the next, numbers mended: each mac is genuine, none is in its place."""
    columns = ", ".join(column for column in (*COLUMNS, "mac") if column != "seq")
    with raw(written) as connection:
        first, last = connection.execute("select min(seq), max(seq) from journal_entry where session_id = 3").fetchone()
        connection.execute("delete from journal_entry where session_id = 3 and seq < ?", (last,))
        connection.execute(
            f"insert into journal_entry (seq, session_id, {columns}) select seq - 4 + {first}, 3, {columns}"
            f" from journal_entry where session_id = 2 and seq - 4 + {first} < {last}"
        )
    assert verdict(written.sign_in()) == f"breaks at entry {first}"


def test_an_older_session_hidden_with_all_its_entries(written: Shop) -> None:
    with raw(written) as connection:
        connection.execute("delete from journal_entry where session_id = 2")
        connection.execute("delete from journal_session where id = 2")
    assert verdict(written.sign_in()) == "breaks at entry 4"


@pytest.mark.proves("N04")
@pytest.mark.parametrize("cut", [1, 5, 100])
def test_a_cut_tail_stops_the_next_sign_in(written: Shop, cut: int) -> None:
    with raw(written) as connection:
        last = connection.execute("select max(seq) from journal_entry").fetchone()[0]
        connection.execute("delete from journal_entry where seq > ?", (max(0, last - cut),))
    with pytest.raises(OlderThanSeen) as caught:
        written.sign_in()
    assert (caught.value.seen, caught.value.found) == (last, max(0, last - cut))


def test_a_tail_cut_while_the_base_is_open(written: Shop) -> None:
    desk = written.sign_in()
    client = desk.clients.create(SVETA)
    desk.clients.show_contacts(client)
    end = desk._gate.journal_end.seq
    with raw(written) as connection:
        connection.execute("delete from journal_entry where seq = ?", (end,))
    assert verdict(desk) == f"ends before entry {end}"
    desk.clients.show_contacts(client)
    assert verdict(desk) == f"breaks at entry {end}"


def test_the_own_session_deleted_while_the_base_is_open(written: Shop) -> None:
    desk = written.sign_in()
    client = desk.clients.create(SVETA)
    with raw(written) as connection:
        connection.execute("delete from journal_session where id = (select max(id) from journal_session)")
    show_often(desk, client, 45)
    with pytest.raises(JournalBroken):  # the next signature is due now
        show_often(desk, client, 10)
    with pytest.raises(JournalBroken):
        desk.close()


def entry_row(seq: int, session: int, uid: str) -> tuple[dict[str, Any], bytes]:
    """An entry as a forger writes it, and what its mac covers."""
    said = {"seq": seq, "session": session, "at": "2026-06-30T09:00:00Z", "uid": uid, "action": "client.erased"}
    said |= {"kind": "client", "id": 1, "count": 1, "detail": "{}"}
    return said, canonical(said)


def put(connection: Any, said: dict[str, Any], mac: bytes) -> None:
    connection.execute(
        "insert into journal_entry (seq, session_id, at, uid, action, object_kind, object_id, count, detail_json, mac)"
        " values (?, ?, '2026-06-30 09:00:00.000000', ?, ?, 'client', 1, 1, '{}', ?)",
        (said["seq"], said["session"], said["uid"], said["action"], mac),
    )


def test_a_forged_entry_without_the_chains_key(written: Shop) -> None:
    with raw(written) as connection:
        last, session, uid = connection.execute("select max(seq), session_id, uid from journal_entry").fetchone()
        said, _ = entry_row(last + 1, session, uid)
        put(connection, said, b"\7" * 32)
    assert verdict(written.sign_in()) == f"breaks at entry {last + 1}"


def forged_session(shop: Shop, connection: Any, uid: str, generation: int) -> int:
    """A whole session under somebody's name, its chain in order: whoever can write the file can make one."""
    keys = keys_of(shop)
    last, head = connection.execute("select seq, mac from journal_entry order by seq desc limit 1").fetchone()
    uuid, seed = b"\5" * 16, b"\6" * 32
    sealed = seal_seed(keys.manifest.shared.audit_pub, keys.base_uuid, uuid, uid, seed)
    connection.execute(
        "insert into journal_session (id, uuid, uid, started_at, generation, seed, anchor_seq, anchor_count,"
        " anchor_head) values (77, ?, ?, '2026-06-30 09:00:00.000000', ?, ?, ?, 1, ?)",
        (uuid, uid, generation, sealed, last, head),
    )
    said, covered = entry_row(last + 1, 77, uid)
    put(connection, said, ChainWriter(seed, head).add(covered))
    return int(last)


@pytest.mark.parametrize(("generation", "told"), [(1, "not signed before entry"), (0, "breaks at entry")])
def test_a_session_forged_in_the_owners_name(written: Shop, generation: int, told: str) -> None:
    with raw(written) as connection:
        uid = connection.execute("select uid from journal_entry").fetchone()[0]
        forged_session(written, connection, uid, generation)
    assert verdict(written.sign_in()).startswith(told)


def test_entries_in_anothers_name_within_an_own_session(shop: Shop) -> None:
    """A modified program of a seller writes that the owner did it: the session's person and the entry's differ."""
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    own, seller._gate._recorder._keys = seller._keys, _Named(seller._keys, owner.user.uid)  # type: ignore[assignment]
    seller.clients.create(SVETA)
    seller._gate._recorder._keys = own
    seller.close()
    assert verdict(shop.sign_in()).startswith("breaks at entry")


class _Named:
    """The seller's keys under the owner's name."""

    def __init__(self, keys: Any, uid: str) -> None:
        self._keys, self.uid = keys, uid

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keys, name)


@pytest.mark.parametrize("column", ["signature", "anchor_head", "anchor_count", "anchor_seq"])
def test_a_session_without_its_persons_signature(written: Shop, column: str) -> None:
    with raw(written) as connection:
        value = "zeroblob(32)" if column in ("signature", "anchor_head") else f"{column} - 1"
        connection.execute(f"update journal_session set {column} = {value} where id = 2")
    assert verdict(written.sign_in()).startswith("not signed before entry")


def test_staff_cannot_check_the_chain_and_are_told_so(shop: Shop) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    lines = {line.name: line.detail for line in seller.checking.run()}
    assert lines == {
        **dict.fromkeys(("pages", "schema", "manifest", "seals"), ""),
        **dict.fromkeys(("figures", "journal"), "not_permitted"),
    }


# ---------------------------------------------------------------- several threads, one desk


@pytest.mark.parametrize("seconds", [2.0, pytest.param(20.0, marks=pytest.mark.slow)])
def test_two_quick_workers_and_the_second_hand_at_once(shop: Shop, seconds: float) -> None:
    desk = shop.sign_in()
    first = desk.clients.create(SVETA)
    end, failed = time.monotonic() + seconds, []
    made: list[int] = []
    looks = [0, 0]

    def work(do: Callable[[int], None]) -> None:
        number = 0
        try:
            while time.monotonic() < end:
                do(number)
                number += 1
        except BaseException as error:
            failed.append(error)
            raise

    def write(number: int) -> None:
        made.append(desk.clients.create(replace(SVETA, name=f"Клиент {number}", note="тихий")))
        desk.timeline.record(InteractionDraft(made[-1], EntryKind.NOTE, "заметка"))

    def show(number: int) -> None:
        desk.clients.show_contacts(first)
        looks[0] += 1

    def look(number: int) -> None:
        ids = desk.clients.ids(ClientFilter(text="клиент"))
        assert len(desk.clients.rows(ids[:50])) == len(ids[:50])
        desk.clients.card(first)
        looks[1] += 1

    def second_hand(number: int) -> None:
        desk.flush()
        time.sleep(0.01)

    threads = [threading.Thread(target=work, args=(each,)) for each in (write, show, look, second_hand)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert min(len(made), *looks) > 3
    assert desk.clients.everyone() == len(made) + 1
    assert all(desk.timeline.entries(client) for client in made)
    assert [line for line in desk.checking.run() if not line.ok] == []
    desk.close()
    found = entries(shop)
    assert [entry["seq"] for entry in found] == list(range(1, len(found) + 1))
    assert sum(entry["action"] == "client.created" for entry in found) == len(made) + 1
    assert sum(entry["count"] for entry in found if entry["action"] == "client.viewed") == looks[1]
    assert sum(entry["action"] == "contact.shown" for entry in found) == looks[0]


def test_a_second_writer_waits_for_a_long_one_and_then_says_so(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    inside, go_on = threading.Event(), threading.Event()

    def load() -> None:
        with desk._gate.write(Permission.IMPORT, "import.applied"):
            inside.set()
            go_on.wait(20)

    thread = threading.Thread(target=load)
    thread.start()
    inside.wait(20)
    started = time.monotonic()
    with pytest.raises(WriterBusy):
        desk.clients.show_contacts(client)
    assert time.monotonic() - started < 10
    assert desk.clients.card(client).name == SVETA.name  # looking goes on, and so does the second hand
    desk.flush()
    assert desk.backup.make().verified
    go_on.set()
    thread.join()
    desk.clients.show_contacts(client)
    assert verdict(desk) == ""


def test_who_looks_while_somebody_writes_sees_the_state_before(shop: Shop) -> None:
    """One transaction is seen whole or not at all, and nobody waits for it to look."""
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    seen: list[object] = []
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", client) as session:
        from clientcrm.data.models import Client

        session.get_one(Client, client).city = "Тула"
        session.flush()

        def look() -> None:
            seen.append(desk.clients.card(client).city)
            seen.append(desk.clients.rows([client])[0].city)
            seen.append(list(desk.clients.ids(ClientFilter(cities=("Тула",)))))

        thread = threading.Thread(target=look)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()
    assert seen == ["Москва", "Москва", []]
    assert desk.clients.card(client).city == "Тула"
    assert list(desk.clients.ids(ClientFilter(cities=("Тула",)))) == [client]


def test_a_write_inside_a_write_is_a_mistake_of_the_program(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk._gate.write(Permission.EDIT_CLIENTS, "a.b"):
        desk.clients.create(SVETA)
    assert desk.clients.everyone() == 0
    desk.clients.create(SVETA)
    assert verdict(desk) == ""


def test_nothing_opens_through_a_closed_desk(shop: Shop) -> None:
    desk = shop.sign_in()
    client = desk.clients.create(SVETA)
    desk.close()
    for late in (lambda: desk.clients.card(client), lambda: desk.clients.create(SVETA), desk.clients.everyone):
        with pytest.raises(RuntimeError):
            late()
    desk.close()
    assert Path(f"{shop.folder / 'clients.1.db'}-wal").exists() is False
