"""Opening a base: with the password, with the recovery code, and what each refusal is called."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.domain.errors import (
    AccessDenied,
    DamagedHeader,
    Frozen,
    Invalid,
    NoKey,
    OlderThanSeen,
    SealBroken,
    UnknownPerson,
    WeakPassword,
    WrongDevice,
    WrongPassword,
    WrongRecoveryCode,
)
from clientcrm.vault import vault
from clientcrm.vault.chain import GENESIS, verify_anchor
from clientcrm.vault.device import Anchor, MemoryDeviceStore
from clientcrm.vault.fields import OWNER_ONLY
from clientcrm.vault.header import parse_header
from clientcrm.vault.header_file import read_header, write_header
from clientcrm.vault.passwords import FLOOR
from clientcrm.vault.signatures import verify_signature
from clientcrm.vault.unlocked import Closed, StaleChange
from tests.vault.support import CHEAP, ROW, ChainCheck, Shop, new_shop


def test_the_sign_in_screen_knows_names_without_a_password(shop: Shop) -> None:
    header = shop.header
    assert header.shop == "Лавка"
    assert [(person.name, person.role, person.active) for person in header.users] == [("Анна", "owner", True)]
    assert [portfolio.name for portfolio in header.portfolios] == ["Магазин"]
    assert header.policy == {"currency": "RUB", "time_zone": "Europe/Moscow"}
    assert (header.generation, header.manifest_seq, header.fallback) == (1, 1, "")
    assert header.person_named("  аННа ").uid == shop.owner
    with pytest.raises(UnknownPerson):
        header.person_named("Борис")


@pytest.mark.proves("N01")
def test_the_owner_opens_what_was_sealed_before(shop: Shop) -> None:
    first = shop.sign_in()
    (portfolio,) = first.seals
    sealed = first.seal(portfolio).seal("contact_points", "value", ROW, b"+7 916")
    again = shop.sign_in()
    assert again.dbk == first.dbk
    assert len(again.dbk) == 32
    assert again.seal(portfolio).open("contact_points", "value", ROW, sealed) == b"+7 916"
    assert (again.name, again.role, again.is_owner, again.weak_device) == ("Анна", "owner", True, False)
    assert again.owner_seal is not None
    assert again.seal(OWNER_ONLY) is again.owner_seal


def test_every_base_has_keys_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = new_shop(tmp_path / "a"), new_shop(tmp_path / "b")
    assert one.sign_in().dbk != other.sign_in().dbk
    assert one.code != other.code
    assert one.header.base_uuid != other.header.base_uuid


@pytest.mark.attack("T5")
def test_wrong_password(shop: Shop) -> None:
    with pytest.raises(WrongPassword):
        shop.sign_in("Owner's")


def test_an_unknown_person(shop: Shop) -> None:
    with pytest.raises(UnknownPerson):
        shop.sign_in(uid="ab" * 16)


@pytest.mark.proves("N02")
@pytest.mark.attack("T5")
@pytest.mark.parametrize("device", [MemoryDeviceStore(), "another secret"])
def test_a_copied_folder_says_wrong_device_whatever_the_password(shop: Shop, device: object) -> None:
    elsewhere = MemoryDeviceStore()
    if device == "another secret":
        elsewhere.put_secret(shop.header.base_uuid, os.urandom(32))
    for password in ("owner's", "wrong"):
        with pytest.raises(WrongDevice):
            vault.open_with_password(shop.header, shop.owner, password, elsewhere, CHEAP)


def test_the_program_itself_does_not_open_a_cheap_slot(shop: Shop) -> None:
    with pytest.raises(DamagedHeader) as damaged:
        vault.open_with_password(shop.header, shop.owner, "owner's", shop.device, FLOOR)
    assert damaged.value.reason == "kdf_below_floor"


@pytest.mark.parametrize("names", [("", "Анна", "Магазин"), ("Лавка", " ", "Магазин"), ("Лавка", "Анна", "x" * 201)])
def test_names_are_checked_before_anything_is_made(names: tuple[str, str, str]) -> None:
    device = MemoryDeviceStore()
    with pytest.raises(Invalid):
        vault.create(shop=names[0], owner_name=names[1], portfolios=[names[2]], password="pw", kdf=CHEAP, device=device)
    with pytest.raises(WeakPassword):
        vault.create(shop="Лавка", owner_name="Анна", portfolios=["М"], password="", kdf=CHEAP, device=device)
    assert device.secrets == {}


# ---------------------------------------------------------------- own password


def test_a_changed_password_touches_only_the_own_bundle(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    before = shop.header
    person = shop.sign_in("boris's", uid)
    person.commit(shop.folder, person.change_password("boris's", "new", CHEAP))
    after = shop.header
    assert replace(after, bundles=before.bundles) == before
    assert after.bundles[shop.owner] == before.bundles[shop.owner]
    assert shop.sign_in("new", uid).dbk == person.dbk
    with pytest.raises(WrongPassword):
        shop.sign_in("boris's", uid)


def test_changing_needs_the_present_password(shop: Shop) -> None:
    with pytest.raises(WrongPassword):
        shop.sign_in().change_password("guess", "new", CHEAP)


# ---------------------------------------------------------------- remembering, older copies


def test_what_was_seen_last_is_remembered_in_the_bundle_and_on_the_device(shop: Shop) -> None:
    person = shop.sign_in()
    person.remember(shop.folder, 42, b"h" * 32)
    expected = Anchor(1, 1, 42, b"h" * 32)
    assert shop.device.get_anchor(person.base_uuid) == expected
    shop.device.anchors.clear()
    assert shop.sign_in().seen == expected


def test_the_device_knows_more_than_an_older_bundle(shop: Shop) -> None:
    older = shop.bytes
    shop.sign_in().remember(shop.folder, 42, b"h" * 32)
    shop.put(older)
    assert shop.sign_in().seen == Anchor(1, 1, 42, b"h" * 32)


@pytest.mark.attack("T11")
def test_an_older_copy_put_back_is_refused(shop: Shop) -> None:
    older = shop.bytes
    shop.add_portfolio("Второй")
    shop.put(older)
    with pytest.raises(OlderThanSeen) as refused:
        shop.sign_in()
    assert (refused.value.seen, refused.value.found) == (2, 1)


def test_an_older_generation_is_refused(shop: Shop) -> None:
    older = shop.bytes
    owner = shop.sign_in()
    draft = owner.draft()
    draft.new_generation()
    owner.commit(shop.folder, draft.sign())
    shop.put(older)
    with pytest.raises(OlderThanSeen):
        shop.sign_in()


def test_the_owner_may_restore_an_older_copy_and_gets_above_all_that_was_seen(shop: Shop, tmp_path: Path) -> None:
    uid = shop.hire("Борис", "boris's")
    older = parse_header(shop.bytes)
    for _ in range(3):
        owner = shop.sign_in()
        draft = owner.draft()
        draft.new_generation()
        owner.commit(shop.folder, draft.sign())
    newest = shop.header
    with pytest.raises(OlderThanSeen):
        vault.open_with_password(older, uid, "boris's", shop.device, CHEAP, accept_older=True)
    owner = vault.open_with_password(older, shop.owner, "owner's", shop.device, CHEAP, accept_older=True)
    assert owner.accepted_older
    draft = owner.draft()
    draft.new_generation()
    elsewhere = tmp_path / "restored"
    elsewhere.mkdir()
    owner.commit(elsewhere, draft.sign())
    restored = read_header(elsewhere)
    assert restored.generation > newest.generation
    assert restored.manifest_seq > newest.manifest_seq
    assert vault.open_with_password(restored, uid, "boris's", shop.device, CHEAP).generation == restored.generation
    with pytest.raises(OlderThanSeen):
        shop.sign_in()


# ---------------------------------------------------------------- recovery


@pytest.mark.proves("N02")
def test_the_recovery_code_opens_the_base_on_another_device(shop: Shop) -> None:
    old = shop.sign_in()
    (portfolio,) = old.seals
    sealed = old.seal(portfolio).seal("t", "c", ROW, b"+7 916")
    elsewhere = MemoryDeviceStore()
    recovered = vault.open_with_recovery(shop.header, shop.code, "new", CHEAP, elsewhere)
    assert recovered.unlocked.dbk == old.dbk
    assert recovered.unlocked.seal(portfolio).open("t", "c", ROW, sealed) == b"+7 916"
    assert recovered.change.dbk != old.dbk
    assert recovered.change.generation == 2
    assert recovered.code != shop.code

    # nothing has happened yet
    assert elsewhere.secrets == {}
    assert shop.sign_in().dbk == old.dbk

    recovered.unlocked.commit(shop.folder, recovered.change)
    again = vault.open_with_password(shop.header, shop.owner, "new", elsewhere, CHEAP)
    assert again.dbk == recovered.change.dbk == recovered.unlocked.dbk
    assert again.seal(portfolio).open("t", "c", ROW, sealed) == b"+7 916"
    with pytest.raises(WrongPassword):
        vault.open_with_password(shop.header, shop.owner, "owner's", elsewhere, CHEAP)
    with pytest.raises(WrongRecoveryCode):
        vault.open_with_recovery(shop.header, shop.code, "x", CHEAP, elsewhere)
    once_more = vault.open_with_recovery(shop.header, recovered.code, "x", CHEAP, elsewhere)
    assert once_more.change.generation == 3


def test_staff_follow_the_owner_through_two_recoveries(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    code = shop.code
    for password in ("second", "third"):
        recovered = vault.open_with_recovery(shop.header, code, password, CHEAP, shop.device)
        recovered.unlocked.commit(shop.folder, recovered.change)
        code = recovered.code
        owner = shop.sign_in(password)
        draft = owner.draft()
        draft.set_shop(f"Лавка {password}")
        owner.commit(shop.folder, draft.sign())
    person = shop.sign_in("boris's", uid)
    assert person.manifest.shop == "Лавка third"
    assert len(person.manifest.succession) == 2
    person.remember(shop.folder, 1, b"h" * 32)
    assert shop.sign_in("boris's", uid).dbk == shop.sign_in("third").dbk


@pytest.mark.attack("T5")
@pytest.mark.parametrize("group", range(1, 9))
def test_a_typo_in_the_code_names_its_group(shop: Shop, group: int) -> None:
    groups = shop.code.split(" ")
    groups[group - 1] = str((int(groups[group - 1][0]) + 1) % 10) + groups[group - 1][1:]
    with pytest.raises(WrongRecoveryCode) as wrong:
        vault.open_with_recovery(shop.header, " ".join(groups), "new", CHEAP, shop.device)
    assert wrong.value.group == group


@pytest.mark.attack("T5")
def test_the_code_of_another_base_opens_nothing(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = new_shop(tmp_path / "other")
    with pytest.raises(WrongRecoveryCode) as wrong:
        vault.open_with_recovery(shop.header, other.code, "new", CHEAP, shop.device)
    assert wrong.value.group == 0


def test_recovery_of_an_older_copy_is_told_and_can_be_wanted(shop: Shop) -> None:
    older = shop.header
    owner = shop.sign_in()
    draft = owner.draft()
    draft.new_generation()
    owner.commit(shop.folder, draft.sign())
    with pytest.raises(OlderThanSeen):
        vault.open_with_recovery(older, shop.code, "new", CHEAP, shop.device)
    wanted = vault.open_with_recovery(older, shop.code, "new", CHEAP, shop.device, accept_older=True)
    assert wanted.unlocked.accepted_older
    assert wanted.change.generation == 3


# ---------------------------------------------------------------- the session


def test_signatures_are_for_one_person_purpose_and_text(shop: Shop) -> None:
    person = shop.sign_in()
    signature = person.sign("backup", b"header")
    assert verify_signature(shop.header.manifest, shop.owner, "backup", b"header", signature)
    assert not verify_signature(shop.header.manifest, shop.owner, "export", b"header", signature)
    assert not verify_signature(shop.header.manifest, shop.owner, "backup", b"Header", signature)
    assert not verify_signature(shop.header.manifest, shop.owner, "backup", b"header", bytes(64))


def test_what_was_signed_before_a_recovery_still_verifies(shop: Shop) -> None:
    signature = shop.sign_in().sign("backup", b"header")
    recovered = vault.open_with_recovery(shop.header, shop.code, "new", CHEAP, shop.device)
    recovered.unlocked.commit(shop.folder, recovered.change)
    assert verify_signature(shop.header.manifest, shop.owner, "backup", b"header", signature)


def test_the_owner_checks_the_journal_of_staff(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    person, session = shop.sign_in("boris's", uid), os.urandom(16)
    writer, sealed = person.new_chain(GENESIS, session)
    macs = [writer.add(entry) for entry in (b"1 contact.shown", b"2 contact.shown")]
    writer.commit()
    anchor = person.sign_anchor(session, 2, writer.count, writer.head)
    with pytest.raises(AccessDenied):
        person.open_seed(session, uid, sealed)

    owner = shop.sign_in()
    check = ChainCheck({session: owner.open_seed(session, uid, sealed)})
    assert check.feed(session, b"1 contact.shown", macs[0])
    assert check.feed(session, b"2 contact.shown", macs[1])
    sig_pub = owner.manifest.person(uid).sig_pub
    assert verify_anchor(sig_pub, owner.base_uuid, uid, session, 2, 2, check.head, anchor)


@pytest.mark.attack("T14")
def test_staff_make_backups_that_only_the_owner_and_the_code_open(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    person, kb, backup = shop.sign_in("boris's", uid), os.urandom(32), os.urandom(16)
    sealed = person.seal_backup_key(kb, backup)
    with pytest.raises(AccessDenied):
        person.open_backup_key(sealed, backup)
    assert shop.sign_in().open_backup_key(sealed, backup) == kb
    recovered = vault.open_with_recovery(shop.header, shop.code, "new", CHEAP, MemoryDeviceStore())
    assert recovered.unlocked.open_backup_key(sealed, backup) == kb
    with pytest.raises(SealBroken):
        shop.sign_in().open_backup_key(sealed, os.urandom(16))


def test_no_changed_backup_key_opens_to_anything_else(shop: Shop) -> None:
    owner, kb, backup = shop.sign_in(), os.urandom(32), os.urandom(16)
    sealed = owner.seal_backup_key(kb, backup)
    wrong = [sealed[:size] for size in range(len(sealed))]
    wrong.append(sealed + b"\0")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1 << position % 8
        wrong.append(bytes(changed))
    opened = 0
    for item in wrong:
        try:
            assert owner.open_backup_key(item, backup) == kb
            opened += 1
        except SealBroken:
            continue
    assert 0 < opened <= 96  # a flip in the part that is sealed to the recovery code does not concern the owner


def test_staff_hold_no_owner_key(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    person = shop.sign_in("boris's", uid)
    assert person.owner_seal is None
    assert person.holding.keys.audit_private is None
    for portfolio in (OWNER_ONLY, shop.header.portfolios[0].id, "ab" * 16):
        with pytest.raises(NoKey):
            person.seal(portfolio)
    with pytest.raises(AccessDenied):
        person.draft()


def test_anybody_leaves_things_in_an_inbox_and_readers_take_them_out(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    person, owner = shop.sign_in("boris's", uid), shop.sign_in()
    for portfolio in (OWNER_ONLY, shop.header.portfolios[0].id):
        left = person.seal_to_inbox(portfolio, "products", "cost", ROW, b"120000")
        assert owner.open_inbox(portfolio, "products", "cost", ROW, left) == b"120000"
        with pytest.raises(NoKey):
            person.open_inbox(portfolio, "products", "cost", ROW, left)
    with pytest.raises(NoKey):
        person.seal_to_inbox("ab" * 16, "products", "cost", ROW, b"1")


def test_a_closed_session_has_no_keys(shop: Shop) -> None:
    person = shop.sign_in()
    secrets = [person.dbk.hex(), repr(person.dbk), person.holding.pair.enc_private.hex()]
    shown = [repr(person), repr(person.holding), repr(person.holding.keys), repr(shop.header), repr(person.seals)]
    assert not [secret for secret in secrets for text in shown if secret in text]
    with pytest.raises(TypeError):
        pickle.dumps(person)
    person.close()
    for use in (lambda: person.dbk, lambda: person.seals, lambda: person.sign("x", b""), person.draft):
        with pytest.raises(Closed):
            use()
    assert repr(person) == "Unlocked(closed)"


def test_a_change_prepared_before_another_is_not_committed(shop: Shop) -> None:
    owner = shop.sign_in()
    first, second = owner.draft(), owner.draft()
    first.add_portfolio("Один", [])
    second.add_portfolio("Два", [])
    changes = first.sign(), second.sign()
    owner.commit(shop.folder, changes[0])
    with pytest.raises(StaleChange):
        owner.commit(shop.folder, changes[1])


def test_before_an_export_the_file_is_asked_again(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    person = shop.sign_in("boris's", uid)
    person.recheck(shop.folder)
    good, older = shop.header, shop.bytes
    owner = shop.sign_in()
    draft = owner.draft()
    draft.freeze(uid)
    owner.commit(shop.folder, draft.sign())
    with pytest.raises(Frozen):
        person.recheck(shop.folder)
    shop.put(older)
    with pytest.raises(OlderThanSeen):
        owner.recheck(shop.folder)
    forged = replace(good, manifest=replace(good.manifest, shop="Чужая"))
    write_header(shop.folder, forged)
    with pytest.raises(DamagedHeader) as damaged:
        person.recheck(shop.folder)
    assert damaged.value.reason == "signature"
