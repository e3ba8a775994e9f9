"""People and portfolios come and go: who can read what, by keys alone."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.errors import (
    AccessDenied,
    DamagedHeader,
    Frozen,
    Invalid,
    NotFound,
    SealBroken,
    UnknownPerson,
    WrongPassword,
)
from clientcrm.vault import vault
from clientcrm.vault.backup_key import open_backup_key
from clientcrm.vault.canonical import NotCanonical
from clientcrm.vault.chain import GENESIS
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.fields import OWNER_ONLY
from clientcrm.vault.header import Proposal, parse_header
from clientcrm.vault.header_file import write_header
from clientcrm.vault.keys import KeyPair
from clientcrm.vault.keyset import open_keys
from clientcrm.vault.manifest import RECOVERY
from clientcrm.vault.seals import AUDIT_KEY, unwrap_key
from tests.vault.support import CHEAP, ROW, Shop, new_shop


def test_a_new_person_must_change_the_one_time_password(shop: Shop) -> None:
    owner = shop.sign_in()
    draft = owner.draft()
    uid = draft.add_person("Борис", "seller", {"show_contacts": True, "per_day": 30}, "once", CHEAP)
    owner.commit(shop.folder, draft.sign(created_seq=7))
    assert shop.header.manifest.created_seq == 7
    person = shop.sign_in("once", uid)
    assert person.must_change_password
    assert dict(person.permissions) == {"show_contacts": True, "per_day": 30}
    assert (person.name, person.role, person.is_owner) == ("Борис", "seller", False)

    first_keys = person.holding.pair
    person.commit(shop.folder, person.change_password("once", "boris's", CHEAP))
    assert not shop.sign_in("boris's", uid).must_change_password
    assert shop.sign_in("boris's", uid).holding.pair == first_keys  # they work until the owner accepts the new ones

    owner = shop.sign_in()
    draft = owner.draft()
    assert draft.accept_proposals() == [uid]
    owner.commit(shop.folder, draft.sign())
    assert shop.header.proposals == ()
    person = shop.sign_in("boris's", uid)
    assert person.holding.pair != first_keys
    assert person.dbk == owner.dbk


def test_who_handed_over_the_one_time_password_is_shut_out_by_the_accepted_keys(shop: Shop) -> None:
    owner = shop.sign_in()
    draft = owner.draft()
    uid = draft.add_person("Борис", "seller", {}, "once", CHEAP)
    owner.commit(shop.folder, draft.sign())
    spied = shop.sign_in("once", uid).holding.pair  # whoever knew the password copied the first keys
    person = shop.sign_in("once", uid)
    person.commit(shop.folder, person.change_password("once", "boris's", CHEAP))
    owner = shop.sign_in()
    draft = owner.draft()
    draft.accept_proposals()
    draft.new_generation()
    owner.commit(shop.folder, draft.sign())
    with pytest.raises(NotCanonical):
        open_keys(shop.header, uid, spied.enc_private)


def test_a_password_changed_again_before_acceptance_keeps_the_proposal(shop: Shop) -> None:
    owner = shop.sign_in()
    draft = owner.draft()
    uid = draft.add_person("Борис", "seller", {}, "once", CHEAP)
    owner.commit(shop.folder, draft.sign())
    for old, new in (("once", "a"), ("a", "b")):
        person = shop.sign_in(old, uid)
        person.commit(shop.folder, person.change_password(old, new, CHEAP))
    owner = shop.sign_in()
    draft = owner.draft()
    assert draft.accept_proposals() == [uid]
    owner.commit(shop.folder, draft.sign())
    assert shop.sign_in("b", uid).dbk == owner.dbk


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("борис  к. ", {"name": "taken"}),
        ("Анна", {"name": "taken"}),
        (" ", {"name": "empty"}),
        ("x" * 201, {"name": "long"}),
    ],
)
def test_names_of_people_are_told_apart(shop: Shop, name: str, problem: dict[str, str]) -> None:
    draft = shop.sign_in().draft()
    draft.add_person("Борис К.", "seller", {}, "once", CHEAP)
    with pytest.raises(Invalid) as invalid:
        draft.add_person(name, "seller", {}, "once", CHEAP)
    assert invalid.value.fields == problem


def test_a_shop_keeps_an_owner(shop: Shop) -> None:
    draft = shop.sign_in().draft()
    for change in (lambda: draft.freeze(shop.owner), lambda: draft.set_person(shop.owner, role="seller")):
        with pytest.raises(Invalid) as invalid:
            change()
        assert invalid.value.fields == {"person": "last_owner"}


def test_people_and_portfolios_that_do_not_exist(shop: Shop) -> None:
    draft = shop.sign_in().draft()
    for change in (
        lambda: draft.freeze("ab" * 16),
        lambda: draft.add_portfolio("Второй", ["ab" * 16]),
        lambda: draft.rename_portfolio("ab" * 16, "x"),
        lambda: draft.renew_portfolio("ab" * 16),
        lambda: draft.set_members("ab" * 16, []),
        lambda: draft.reset_person("ab" * 16, "once", CHEAP),
    ):
        with pytest.raises(NotFound):
            change()


def test_names_roles_rights_shop_and_policy_change_by_signature(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    owner = shop.sign_in()
    draft = owner.draft()
    draft.set_person(uid, name="Борис К.", role="manager", permissions={"export": False})
    draft.set_shop(" Лавка  на углу ")
    draft.set_policy({"currency": "KZT", "quotas": {"day": 30}})
    (portfolio,) = owner.seals
    draft.rename_portfolio(portfolio, "Общий")
    change = draft.sign()
    assert owner.manifest.shop == "Лавка"
    owner.commit(shop.folder, change)
    person = shop.sign_in("boris's", uid)
    assert (person.name, person.role, dict(person.permissions)) == ("Борис К.", "manager", {"export": False})
    assert person.manifest.shop == "Лавка на углу"
    assert person.manifest.policy == {"currency": "KZT", "quotas": {"day": 30}}
    assert person.manifest.portfolios[0].name == "Общий"
    assert person.manifest.manifest_seq == 4


def test_a_frozen_person_does_not_come_in_and_comes_back_as_before(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    for freeze in (True, False):
        owner = shop.sign_in()
        draft = owner.draft()
        if freeze:
            draft.freeze(uid)
        else:
            draft.unfreeze(uid)
        owner.commit(shop.folder, draft.sign())
        if freeze:
            assert [wrap for wrap in shop.header.wraps if wrap.to == uid] == []
            with pytest.raises(WrongPassword):
                shop.sign_in("wrong", uid)
            with pytest.raises(Frozen) as frozen:
                shop.sign_in("boris's", uid)
            assert frozen.value.name == "Борис"
        else:
            assert shop.sign_in("boris's", uid).dbk == owner.dbk


def test_a_forgotten_password_is_replaced_by_the_owner(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's")
    before = shop.sign_in("boris's", uid)
    owner = shop.sign_in()
    draft = owner.draft()
    draft.reset_person(uid, "once again", CHEAP)
    owner.commit(shop.folder, draft.sign())
    with pytest.raises(WrongPassword):
        shop.sign_in("boris's", uid)
    person = shop.sign_in("once again", uid)
    assert person.must_change_password
    assert person.dbk == before.dbk
    assert before.holding.pair.sig_pub in person.manifest.person(uid).former_sig_pubs


# ---------------------------------------------------------------- portfolios


@pytest.mark.proves("N01")
def test_members_and_owners_read_a_portfolio_and_nobody_else(shop: Shop) -> None:
    boris, vera = shop.hire("Борис", "boris's"), shop.hire("Вера", "vera's")
    theirs = shop.add_portfolio("Бориса", [boris])
    sealed = shop.sign_in().seal(theirs).seal("t", "c", ROW, b"+7 916")
    assert shop.sign_in("boris's", boris).seal(theirs).open("t", "c", ROW, sealed) == b"+7 916"
    assert theirs not in shop.sign_in("vera's", vera).seals

    owner = shop.sign_in()
    draft = owner.draft()
    draft.set_members(theirs, [boris, vera])
    owner.commit(shop.folder, draft.sign())
    assert shop.sign_in("vera's", vera).seal(theirs).open("t", "c", ROW, sealed) == b"+7 916"


@pytest.mark.proves("N01")
@pytest.mark.attack("T13")
@settings(max_examples=8)
@given(data=st.data())
def test_with_all_keys_of_their_own_people_open_exactly_their_portfolios(data: st.DataObject) -> None:
    """The person's own private key against every wrap in the file, whatever the program would show."""
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder))
        owner = shop.sign_in()
        draft = owner.draft()
        people = [draft.add_person(f"Сотрудник {n}", "seller", {}, f"once {n}", CHEAP) for n in range(4)]
        groups = data.draw(st.lists(st.sets(st.sampled_from(people)), min_size=1, max_size=5))
        members = {draft.add_portfolio(f"Портфель {n}", group): group for n, group in enumerate(groups)}
        owner.commit(shop.folder, draft.sign())
        values = {id_: owner.seal(id_).seal("t", "c", ROW, id_.encode()) for id_ in owner.seals}
        for number, uid in enumerate(people):
            session = shop.sign_in(f"once {number}", uid)
            own_key = session.holding.pair.enc_private
            opened = {wrap.id for wrap in shop.header.wraps if opens(shop.header.base_uuid, wrap, own_key)}
            assert opened == {shop.header.base_uuid} | {id_ for id_, group in members.items() if uid in group}
            assert set(session.seals) == opened - {shop.header.base_uuid}
            for id_, sealed in values.items():
                if id_ in session.seals:
                    assert session.seal(id_).open("t", "c", ROW, sealed) == id_.encode()
                for other in session.seals.values():
                    if other.portfolio != id_:
                        with pytest.raises(SealBroken):
                            other.open("t", "c", ROW, sealed)


def opens(base_uuid: str, wrap, enc_private: bytes) -> bool:  # type: ignore[no-untyped-def]
    try:
        unwrap_key(base_uuid, wrap, enc_private)
    except SealBroken:
        return False
    return True


def test_a_renewed_portfolio_needs_a_new_generation(shop: Shop) -> None:
    draft = shop.sign_in().draft()
    draft.renew_portfolio(shop.header.portfolios[0].id)
    with pytest.raises(ValueError, match="generation"):
        draft.sign()
    draft.new_generation()
    assert draft.sign().generation == 2


@pytest.mark.proves("F20")
@pytest.mark.attack("T14")
def test_after_leaving_nothing_the_person_kept_opens_anything_new(shop: Shop) -> None:
    boris, vera = shop.hire("Борис", "boris's"), shop.hire("Вера", "vera's")
    theirs = shop.add_portfolio("Бориса", [boris])
    leaver = shop.sign_in("boris's", boris)
    kept_key, kept_dbk, kept_seal = leaver.holding.pair.enc_private, leaver.dbk, leaver.seal(theirs)
    old_file, old_value = shop.bytes, shop.sign_in().seal(theirs).seal("t", "c", ROW, b"+7 916")
    left_before = leaver.seal_to_inbox(theirs, "t", "note", ROW, b"call back")

    owner = shop.sign_in()
    draft = owner.draft()
    draft.freeze(boris)
    owner.commit(shop.folder, draft.sign())
    draft = owner.draft()
    draft.set_members(theirs, [vera])
    draft.renew_portfolio(theirs)
    draft.new_generation()
    change = draft.sign()
    # what storage does in the copy: open with the old keys, seal with the new ones
    new_value = change.seals[theirs].seal("t", "c", ROW, owner.seal(theirs).open("t", "c", ROW, old_value))
    note = owner.open_inbox(theirs, "t", "note", ROW, left_before)
    assert change.open_inbox(theirs, "t", "note", ROW, change.seal_to_inbox(theirs, "t", "note", ROW, note)) == note
    assert change.seals[theirs].epoch == 2
    assert change.seals[theirs].search_key("x") != owner.seal(theirs).search_key("x")
    owner.commit(shop.folder, change)

    assert owner.dbk == change.dbk != kept_dbk
    assert boris not in shop.header.bundles
    with pytest.raises(Frozen):
        shop.sign_in("boris's", boris)
    assert not [wrap for wrap in shop.header.wraps if opens(shop.header.base_uuid, wrap, kept_key)]
    with pytest.raises(SealBroken):
        kept_seal.open("t", "c", ROW, new_value)
    assert shop.sign_in("vera's", vera).seal(theirs).open("t", "c", ROW, new_value) == b"+7 916"

    backup, kb = os.urandom(16), os.urandom(32)
    sealed_kb = shop.sign_in().seal_backup_key(kb, backup)
    for uid in (boris, shop.owner, RECOVERY):
        with pytest.raises(SealBroken):
            open_backup_key(shop.header.base_uuid, [(uid, kept_key)], sealed_kb, backup)

    # a copy made before leaving still opens, with the old database key and the contacts of that day: the manual says so
    at_home = MemoryDeviceStore()
    at_home.put_secret(shop.header.base_uuid, shop.device.secrets[shop.header.base_uuid])
    old = vault.open_with_password(parse_header(old_file), boris, "boris's", at_home, CHEAP)
    assert old.dbk == kept_dbk
    assert old.seal(theirs).open("t", "c", ROW, old_value) == b"+7 916"


def test_a_rotation_keeps_everybody_elses_password_and_keys(shop: Shop) -> None:
    vera = shop.hire("Вера", "vera's")
    owner = shop.sign_in()
    draft = owner.draft()
    draft.new_generation()
    code = draft.new_recovery_code()
    change = draft.sign()
    assert change.recovery_code == code != shop.code
    owner.commit(shop.folder, change)
    assert owner.seen.generation == 2
    owner.remember(shop.folder, 99, b"h" * 32)
    assert shop.sign_in("vera's", vera).dbk == owner.dbk == shop.sign_in().dbk
    recovered = vault.open_with_recovery(shop.header, code, "new", CHEAP, shop.device)
    recovered.unlocked.commit(shop.folder, recovered.change)
    assert shop.sign_in("vera's", vera).generation == 3


def test_a_second_owner_signs_too_and_staff_follow(shop: Shop) -> None:
    boris = shop.hire("Борис", "boris's")
    second = shop.hire("Глеб", "gleb's", role="owner")
    other = shop.sign_in("gleb's", second)
    assert other.is_owner
    assert other.owner_seal is not None
    assert set(other.seals) == set(shop.sign_in().seals)
    draft = other.draft()
    draft.freeze(shop.owner)
    other.commit(shop.folder, draft.sign())
    with pytest.raises(Frozen):
        shop.sign_in()
    person = shop.sign_in("boris's", boris)
    assert person.manifest.owners()[0].uid == second
    assert person.holding.secrets.pins.number == len(person.manifest.succession)
    sealed = other.owner_seal.seal("t", "c", ROW, b"cost")
    assert shop.sign_in("gleb's", second).seal(OWNER_ONLY).open("t", "c", ROW, sealed) == b"cost"


def test_the_owners_own_keys_are_renewed_with_a_generation_alone(shop: Shop) -> None:
    boris = shop.hire("Борис", "boris's")
    owner = shop.sign_in()
    kept, session = shop.sign_in(), b"\x07" * 16
    sealed = kept.seal(OWNER_ONLY).seal("t", "c", ROW, b"cost")
    _, seed = shop.sign_in("boris's", boris).new_chain(GENESIS, session)
    draft = owner.draft()
    draft.renew_owner_keys()
    with pytest.raises(ValueError, match="generation"):
        draft.sign()
    draft.new_generation()
    change = draft.sign()
    owner.commit(shop.folder, change)
    again = shop.sign_in()
    assert again.seal(OWNER_ONLY).epoch == kept.seal(OWNER_ONLY).epoch + 1
    with pytest.raises(SealBroken):
        again.seal(OWNER_ONLY).open("t", "c", ROW, sealed)
    with pytest.raises(SealBroken):
        again.open_seed(session, boris, seed)
    anew = change.seal_seed(session, boris, kept.open_seed(session, boris, seed))
    assert again.open_seed(session, boris, anew) == kept.open_seed(session, boris, seed)
    for reader in (kept, shop.sign_in("boris's", boris)):
        with pytest.raises((SealBroken, AccessDenied)):
            reader.open_seed(session, boris, anew)
    recovered = vault.open_with_recovery(shop.header, shop.code, "new", CHEAP, shop.device)
    assert recovered.unlocked.open_seed(session, boris, anew)


@pytest.mark.attack("T8")
def test_the_journals_former_key_is_not_taken_for_the_present_one(shop: Shop) -> None:
    """Their wraps have one name; the manifest says which key it is, and the digest of all wraps stands in it too."""
    owner = shop.sign_in()
    former = next(wrap for wrap in shop.header.wraps if (wrap.kind, wrap.to) == (AUDIT_KEY, shop.owner))
    draft = owner.draft()
    draft.renew_owner_keys()
    draft.new_generation()
    owner.commit(shop.folder, draft.sign())
    header = shop.header
    wraps = tuple(former if (wrap.kind, wrap.to) == (AUDIT_KEY, shop.owner) else wrap for wrap in header.wraps)
    assert [wrap.sealed for wrap in wraps] != [wrap.sealed for wrap in header.wraps]
    with pytest.raises(NotCanonical, match="commitment"):
        open_keys(replace(header, wraps=wraps), shop.owner, owner.holding.pair.enc_private)
    shop.put(replace(header, wraps=wraps).to_bytes())
    with pytest.raises(DamagedHeader):
        shop.sign_in()


def test_one_more_person_costs_a_few_seals_not_all_of_them(shop: Shop) -> None:
    for number in range(3):
        shop.add_portfolio(f"Портфель {number}")
    before = set(shop.header.wraps)
    uid = shop.hire("Борис", "boris's")
    after = {(wrap.kind, wrap.id, wrap.epoch, wrap.to): wrap.sealed for wrap in shop.header.wraps}
    assert all(after[wrap.kind, wrap.id, wrap.epoch, wrap.to] == wrap.sealed for wrap in before)
    assert [key[3] for key in after if key[3] == uid] == [uid]


def test_the_recovery_code_reads_what_the_owner_reads(shop: Shop) -> None:
    shop.add_portfolio("Второй")
    readable = {(wrap.kind, wrap.id) for wrap in shop.header.wraps if wrap.to == RECOVERY}
    assert readable == {(wrap.kind, wrap.id) for wrap in shop.header.wraps if wrap.to == shop.owner}


def test_somebody_without_a_bundle_is_not_let_in(shop: Shop) -> None:
    boris = shop.hire("Борис", "boris's")
    for off, error in ((True, Frozen), (False, UnknownPerson)):
        owner = shop.sign_in()
        draft = owner.draft()
        if off:
            draft.freeze(boris)
            draft.new_generation()
        else:
            draft.unfreeze(boris)
        owner.commit(shop.folder, draft.sign())
        with pytest.raises(error):
            shop.sign_in("boris's", boris)


def test_a_proposal_for_somebody_else_is_dropped(shop: Shop) -> None:
    boris, vera = shop.hire("Борис", "boris's"), shop.hire("Вера", "vera's")
    attacker, fresh = shop.sign_in("boris's", boris).holding.pair, KeyPair.new(os.urandom)
    unsigned = Proposal(vera, fresh.enc_pub, fresh.sig_pub, b"")
    planted = replace(unsigned, signature=attacker.sign(unsigned.message(shop.header.base_uuid)))
    write_header(shop.folder, replace(shop.header, proposals=(planted,)))
    owner = shop.sign_in()
    draft = owner.draft()
    assert draft.accept_proposals() == []
    owner.commit(shop.folder, draft.sign())
    assert shop.sign_in("vera's", vera).dbk == owner.dbk
    with pytest.raises((DamagedHeader, NotCanonical)):
        open_keys(shop.header, vera, fresh.enc_private)


def test_what_a_person_sealed_is_opened_by_the_same_persons_sign_in_alone(shop: Shop) -> None:
    uid = shop.hire("Борис", "boris's", list(shop.sign_in().seals))
    kept = shop.sign_in().seal_to_own("недописанное".encode())
    assert "недописанное".encode() not in kept
    assert shop.sign_in().open_own(kept).decode() == "недописанное"
    with pytest.raises(SealBroken):
        shop.sign_in("boris's", uid).open_own(kept)
    for at in range(len(kept)):
        with pytest.raises(SealBroken):
            shop.sign_in().open_own(kept[:at] + bytes((kept[at] ^ 1,)) + kept[at + 1 :])


def test_what_a_person_sealed_outlives_a_password_but_no_new_generation(shop: Shop) -> None:
    owner = shop.sign_in()
    draft = owner.draft()
    uid = draft.add_person("Борис", "seller", {}, "once", CHEAP)
    owner.commit(shop.folder, draft.sign())
    person = shop.sign_in("once", uid)
    person.commit(shop.folder, person.change_password("once", "boris's", CHEAP))
    kept = person.seal_to_own(b"1")
    owner = shop.sign_in()
    draft = owner.draft()
    draft.accept_proposals()
    owner.commit(shop.folder, draft.sign())
    person = shop.sign_in("boris's", uid)
    person.commit(shop.folder, person.change_password("boris's", "another", CHEAP))
    assert shop.sign_in("another", uid).open_own(kept) == b"1"
    owner = shop.sign_in()
    draft = owner.draft()
    draft.new_generation()
    owner.commit(shop.folder, draft.sign())
    with pytest.raises(SealBroken):
        shop.sign_in("another", uid).open_own(kept)
