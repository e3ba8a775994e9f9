"""What must be readable nowhere but through the program: contacts, addresses, notes, talk, comments, own fields."""

from __future__ import annotations

import csv
import logging
import os
import pickle
import random
import tempfile
import threading
import traceback
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import ContactPoint
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import CrmError
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.raw import database, decrypted, keys_of, raw
from tests.support import PASSWORD, Shop

_LOOKED_AT_CLOSELY = 5
WORDS = "калина рябина облепиха жимолость крыжовник смородина брусника черника голубика клюква".split()


@dataclass(frozen=True)
class Planted:
    """One client's secrets, each found by a needle that stands nowhere else."""

    number: int
    digits: str
    email: str
    address: str
    note: str
    talk: str
    comment: str
    own: str
    telegram: str
    reason: str

    def needles(self) -> list[str]:
        """What must not be found."""
        local = self.email.split("@", maxsplit=1)[0]
        texts = [self.address, self.note, self.talk, self.comment, self.own, self.reason]
        return [self.digits[1:], f"({self.digits[1:4]}) {self.digits[4:7]}", local, self.telegram, *texts]


def planted(count: int, seed: int) -> list[Planted]:
    """Secrets by the seed: the same in every run."""
    chance = random.Random(seed)

    def words(kind: str, number: int) -> str:
        return f"{kind} {chance.choice(WORDS)}-{chance.randrange(10**6):06d}-{number}"

    return [
        Planted(
            number=n,
            digits=f"79{chance.randrange(10**9):09d}",
            email=f"{''.join(chance.choice('bcdfghklmnprst') for _ in range(12))}@mail.ru",
            address=words("ул. Тайная", n),
            note=words("заметка", n),
            talk=words("разговор", n),
            comment=words("комментарий", n),
            own=words("своё", n),
            telegram="".join(chance.choice("bcdfghklmnprst") for _ in range(14)),
            reason=words("повод", n),
        )
        for n in range(count)
    ]


def found_in(data: bytes, secrets: list[Planted]) -> list[str]:
    """Needles in these bytes, in the encodings that programs write."""
    lower = data.lower()
    return [
        needle
        for secret in secrets
        for needle in secret.needles()
        if any(needle.lower().encode(name) in lower for name in ("utf-8", "utf-16-le"))
    ]


def found_under(folder: Path, secrets: list[Planted]) -> list[str]:
    """Needles in any file of a folder."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                continue
            found += [f"{path.name}: {needle}" for needle in found_in(data, secrets)]
    return found


def make_cards(desk: Desk, secrets: list[Planted]) -> list[int]:
    """Each secret through the services, written, changed and shown."""
    with desk._gate.write(Permission.CHANGE_SETTINGS, "field.made") as session:
        from clientcrm.services.clients.fields import field_id

        own = field_id(session, "Любимый сорт")
    vip = next(tier.id for tier in desk.tiers.all() if tier.key == "vip")
    ids = []
    for secret in secrets:
        phone = ContactDraft(ContactKind.PHONE, f"8{secret.digits[1:]}", f"+{secret.digits}", label=secret.reason)
        draft = ClientDraft(
            name=f"Клиент {secret.number}",
            city="Москва",
            address=secret.address,
            note=secret.note,
            own={own: secret.own},
            contacts=(
                phone,
                ContactDraft(ContactKind.EMAIL, secret.email, secret.email),
                ContactDraft(ContactKind.TELEGRAM, f"@{secret.telegram}", f"@{secret.telegram}"),
            ),
        )
        client = desk.clients.create(draft)
        entry = desk.timeline.record(InteractionDraft(client, EntryKind.CALL, secret.talk))
        line = LineDraft("Пуэр", 1000, 50000)
        desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), lines=(line,), comment=secret.comment))
        ids.append(client)
        if len(ids) > _LOOKED_AT_CLOSELY:
            continue
        desk.timeline.change(entry, f"{secret.talk}, ещё раз")
        form = desk.clients.form(client)
        desk.clients.change(client, form.version, replace(form.draft, note=f"{secret.note}!", city="Тула"))
        desk.clients.set_tier(client, vip, secret.reason)
        shown = desk.clients.show_contacts(client)
        desk.clients.copied_contact(client, shown.contacts[0].id)
        desk.clients.lookalikes(ClientDraft(contacts=(phone,)))
        for text in (f"+{secret.digits}", secret.digits[-4:], secret.digits[3:8], secret.email):
            desk.clients.ids(ClientFilter(text=text))
            desk.clients.more_ids(ClientFilter(text=text))
    return ids


def make_file(path: Path, secrets: list[Planted]) -> Path:
    """A list as shops keep it, one column of which nobody knows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["ФИО", "Телефон", "E-mail", "Адрес", "Примечание", "Любимый сорт чая", "Telegram", "Статус"])
        for secret in secrets:
            row = [f"Иванов Пётр {secret.number}", f"+{secret.digits}", secret.email, secret.address, secret.note]
            out.writerow([*row, secret.own, f"@{secret.telegram}", "VIP"])
    return path


@contextmanager
def watched(folder: Path, secrets: list[Planted], found: list[str]) -> Iterator[None]:
    """Look into a folder all the while: what is written and removed again is seen too."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(0.005):
            found.extend(found_under(folder, secrets))

    thread = threading.Thread(target=look)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.mark.proves("F22")
@pytest.mark.attack("T12")
def test_fifty_clients_leave_nothing_readable(
    shop: Shop, tmp_path: Path, own_temp: Path, caplog: pytest.LogCaptureFixture
) -> None:
    by_hand, by_file = planted(25, seed=1), planted(25, seed=2)
    secrets = by_hand + by_file
    source = make_file(tmp_path / "list.csv", by_file)
    met: list[str] = []
    caplog.set_level(logging.DEBUG)
    desk = shop.sign_in()
    ids = make_cards(desk, by_hand)
    with watched(own_temp, by_file[:2], met), watched(shop.folder, by_file[:2], met):
        plan = desk.importing.plan(FileChoice(source))
        check = desk.importing.check(plan)
        desk.importing.apply(check.batch)
        desk.import_templates.save("Список", plan)
    assert desk.clients.everyone() == 50
    desk.backup.make()
    desk.flush()
    assert met == []
    assert found_under(shop.folder, secrets) == []  # the write-ahead log is not empty now
    assert Path(f"{database(shop.folder)}-wal").stat().st_size > 0
    key = keys_of(shop).dbk
    assert found_in(decrypted(database(shop.folder), key), secrets) == []

    desk.importing.undo(check.batch)
    desk.clients.trash(ids[:10])
    desk.close()
    assert found_in(decrypted(database(shop.folder), key), secrets) == []
    for folder in (shop.folder, own_temp, Path(os.environ["HOME"])):
        assert found_under(folder, secrets) == []
    assert found_in(caplog.text.encode(), secrets) == []
    assert found_in(repr(shop.heard).encode(), secrets) == []


@pytest.mark.proves("F22")
def test_a_stolen_folder_tells_nothing_without_keys(shop: Shop) -> None:
    """Names, towns, goods and tags are plain to whoever opens the base, and to nobody who only has its files."""
    told = ("Мухаметдинова Розалия", "Набережные Челны", "Гёдзё Янхэ", "улунщики", "ЩЮ-77123", "+79162040017")
    desk = shop.sign_in()
    for number in range(20):
        phone = ContactDraft(ContactKind.PHONE, told[5], told[5])
        draft = ClientDraft(name=f"{told[0]} {number}", city=told[1], tags=(told[3],), code=told[4], contacts=(phone,))
        client = desk.clients.create(draft)
        desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), lines=(LineDraft(told[2], 1000, 50000),)))
    copy = desk.backup.make().path
    words = {word for text in told for word in (text, text.casefold(), *text.split())}
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "cp1251")]
    for _ in ("while it is open", "after it was closed"):
        files = [path for path in shop.folder.rglob("*") if path.is_file()]
        assert copy in files
        for path in files:
            data = path.read_bytes()
            assert not [needle for needle in needles if needle in data], path.name
            assert b"SQLite format" not in data
        desk.close()
    # Nothing regular is left in the pages either: what is encrypted cannot be packed.
    pages = database(shop.folder).read_bytes()
    assert len(zlib.compress(pages, 9)) >= len(pages)


@pytest.mark.attack("T12")
def test_every_table_column_was_looked_at(shop: Shop) -> None:
    """The search above would find a planted value: put one in clear into each text column and see."""
    secret = planted(1, seed=3)[0]
    desk = shop.sign_in()
    make_cards(desk, [secret])
    desk.close()
    key = keys_of(shop).dbk
    with raw(shop) as connection:
        connection.execute("update client set manager = ?", (secret.note,))
        connection.execute("insert into client_words(rowid, words) values (999, ?)", (secret.telegram,))
        connection.execute("update journal_entry set detail_json = ? where seq = 1", (secret.digits,))
    found = found_in(decrypted(database(shop.folder), key), [secret])
    assert {secret.note, secret.telegram, secret.digits[1:]} <= set(found)


@pytest.mark.parametrize("how", ["erase", "undo"])
def test_an_erased_client_leaves_nothing(shop: Shop, tmp_path: Path, how: str) -> None:
    secret = planted(1, seed=4)[0]
    unique = "Мухаметдинова"
    desk = shop.sign_in()
    for number in range(40):
        desk.clients.create(ClientDraft(name=f"Прочий {number}", note="о" * 300))
    if how == "erase":
        phone = ContactDraft(ContactKind.PHONE, f"+{secret.digits}", f"+{secret.digits}")
        draft = ClientDraft(name=unique, code="ЩЮ-77123", address=secret.address, note=secret.note, contacts=(phone,))
        client = desk.clients.create(draft)
        desk.timeline.record(InteractionDraft(client, EntryKind.CALL, secret.talk))
        desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), total=100, comment=secret.comment))
    else:
        with (tmp_path / "one.csv").open("w", encoding="utf-8") as file:
            file.write(f"ФИО;Телефон;Код;Примечание\n{unique};+{secret.digits};ЩЮ-77123;{secret.note}\n")
        check = desk.importing.check(desk.importing.plan(FileChoice(tmp_path / "one.csv")))
        desk.importing.apply(check.batch)
        [client] = desk.clients.ids(ClientFilter(text=unique))
    desk.close()
    key = keys_of(shop).dbk
    with raw(shop) as connection:
        sealed = [row[0] for row in connection.execute("select sealed from contact_point")]
        sealed += [row[0] for row in connection.execute("select document from client_private where client_id = 41")]
    before = decrypted(database(shop.folder), key)
    assert all(value in before for value in sealed)
    assert len(sealed) == 2
    assert unique.encode() in before

    desk = shop.sign_in()
    if how == "erase":
        desk.clients.trash([client])
        assert desk.clients.erase([client]) == 1
    else:
        desk.importing.undo(check.batch)
    assert list(desk.clients.ids(ClientFilter(text=unique))) == []
    assert desk.clients.everyone() == 40
    desk.close()
    after = decrypted(database(shop.folder), key)
    for left in (unique, unique.casefold(), unique.casefold()[1:], "ЩЮ-77123", "щю", "77123"):
        assert left.encode() not in after
    assert not any(value in after for value in sealed)


@pytest.mark.attack("T27")
def test_the_text_of_a_failed_insert_says_nothing(desk: Desk) -> None:
    secret = planted(1, seed=5)[0]
    with (
        pytest.raises(Exception, match="NOT NULL") as caught,
        desk._gate.write(Permission.EDIT_CLIENTS, "a.b") as session,
    ):
        insert_rows(session, ContactPoint, ("uuid", "client_id", "kind"), [(None, 1, secret.digits)])
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value.args)
    assert found_in(told.encode(), [secret]) == []
    assert "hidden" in told


@pytest.mark.attack("T27")
def test_keys_show_in_no_text_and_are_not_pickled(shop: Shop) -> None:
    desk = shop.sign_in()
    keys = desk._keys
    [secret] = shop.device.secrets.values()
    seal = next(iter(keys.seals.values()))
    draft = keys.draft()
    code = draft.new_recovery_code()
    change = draft.sign()
    things = [keys, keys.holding, keys.holding.lock, keys.holding.keys, keys.holding.secrets, keys.holding.pair]
    things += [keys.header, keys.manifest, keys.seals, seal, keys.owner_seal, draft, change, desk, desk._storage]
    things += [desk._gate, desk._gate.seals, desk._gate.seals.contacts(1), desk._gate._recorder, desk.backup]
    holding = keys.holding
    values = [keys.dbk, secret, holding.lock.key, holding.pair.enc_private, holding.pair.sig_private, change.dbk]
    values += [epoch.key for epoch in holding.keys.portfolios.values()] + [holding.keys.audit_private or b"?"]
    told = "\n".join(repr(thing) + str(thing) for thing in things)
    for value in values:
        assert value.hex() not in told
        assert repr(value)[2:-1] not in told
    assert PASSWORD not in told
    assert code not in told
    assert code.replace(" ", "") not in told
    for thing in (keys, seal, desk):
        with pytest.raises(Exception, match=r"pickle|not pickled|cannot"):
            pickle.dumps(thing)


@pytest.mark.attack("T27")
def test_refusals_say_what_and_not_whom(desk: Desk) -> None:
    """Errors that carry values keep them out of their text: it ends in logs."""
    secret = planted(1, seed=6)[0]
    [client] = make_cards(desk, [secret])
    form = desk.clients.form(client)
    mine = replace(form.draft, note=f"{secret.note}?", contacts=())
    with pytest.raises(CrmError) as caught:
        desk.clients.change(client, 1, mine)
    told = "".join(traceback.format_exception(caught.value)) + str(caught.value)
    assert found_in(told.encode(), [secret]) == []
