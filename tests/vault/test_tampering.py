"""Somebody who can write the file and knows the format, with the checksum made to fit: never believed."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from clientcrm.domain.errors import CrmError, DamagedHeader, OlderThanSeen, WrongPassword, WrongRecoveryCode
from clientcrm.vault import recovery, vault
from clientcrm.vault.canonical import canonical, parse_canonical
from clientcrm.vault.header import parse_header, wraps_sha256
from clientcrm.vault.header_file import read_header
from clientcrm.vault.keys import KeyPair
from clientcrm.vault.keyset import wrap_all
from clientcrm.vault.manifest import OWNER, RECOVERY
from clientcrm.vault.recovery import RecoverySecrets
from clientcrm.vault.seals import DATABASE_KEY, wrap_key
from clientcrm.vault.signatures import sign_manifest
from clientcrm.vault.succession import Pins, hand_over
from clientcrm.vault.unlocked import Unlocked
from tests.vault.support import CHEAP, Shop, rechecked

Value = dict[str, Any]


@pytest.fixture
def staffed(shop: Shop) -> Shop:
    """A shop with the seller Boris (password boris's), who has a portfolio."""
    uid = shop.hire("Борис", "boris's")
    shop.add_portfolio("Бориса", [uid])
    return shop


def boris(shop: Shop) -> str:
    return shop.header.person_named("Борис").uid


def edited(shop: Shop, edit: Callable[[Value], object]) -> None:
    value: Value = parse_canonical(shop.bytes)  # type: ignore[assignment]
    edit(value)
    shop.put(rechecked(value))


def user(value: Value, name: str) -> Value:
    return next(each for each in value["manifest"]["users"] if each["name"] == name)


def refused(shop: Shop, reasons: set[str]) -> None:
    """Neither the owner, nor Boris, nor the recovery code is taken in."""
    attempts: list[Callable[[], object]] = [
        shop.sign_in,
        lambda: shop.sign_in("boris's", boris(shop)),
        lambda: vault.open_with_recovery(shop.header, shop.code, "new", CHEAP, shop.device),
    ]
    for attempt in attempts:
        with pytest.raises(DamagedHeader) as damaged:
            attempt()
        assert damaged.value.reason in reasons


# ---------------------------------------------------------------- edits without a signature

EDITS: dict[str, Callable[[Value], object]] = {
    "promotes himself": lambda value: user(value, "Борис").update(role="owner"),
    "gives himself rights": lambda value: user(value, "Борис").update(permissions={"export": True}),
    "renames the shop": lambda value: value["manifest"].update(shop="Чужая"),
    "joins a portfolio": lambda value: [each["members"].clear() for each in value["manifest"]["portfolios"]],
    "lifts the quotas": lambda value: value["manifest"].update(policy={}),
    "raises the sequence": lambda value: value["manifest"].update(manifest_seq=999),
    "raises the generation": lambda value: value["manifest"].update(file_generation=2),
    "changes the base": lambda value: value["manifest"].update(base_uuid="ab" * 16),
    "swaps his public key": lambda value: user(value, "Борис").update(enc_pub="ab" * 32),
    "swaps the owner's public key": lambda value: user(value, "Анна").update(enc_pub=user(value, "Борис")["enc_pub"]),
    "swaps the owner's signing key": lambda value: user(value, "Анна").update(sig_pub=user(value, "Борис")["sig_pub"]),
    "swaps the recovery key": lambda value: value["manifest"]["shared"].update(
        recovery_enc_pub=user(value, "Борис")["enc_pub"]
    ),
    "swaps the journal key": lambda value: value["manifest"]["shared"].update(
        audit_pub=user(value, "Борис")["enc_pub"]
    ),
    "swaps an inbox": lambda value: value["manifest"]["portfolios"][0].update(inbox_pub="ab" * 32),
    "removes a wrap": lambda value: value["wraps"].pop(),
    "doubles a wrap": lambda value: value["wraps"].append(value["wraps"][-1]),
    "turns wraps round": lambda value: value["wraps"].reverse(),
    "changes a wrap": lambda value: value["wraps"][0].__setitem__(4, "ab" * 80),
    "names himself the signer": lambda value: value.update(signer=user(value, "Борис")["sig_pub"]),
    "garbles the signature": lambda value: value.update(signature="ab" * 64),
    "removes the portfolios": lambda value: value["manifest"].update(portfolios=[]),
    "removes the owner": lambda value: value["manifest"]["users"].pop(0),
    "doubles a person": lambda value: value["manifest"]["users"].append(user(value, "Борис")),
}


@pytest.mark.attack("T8")
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_of_what_the_owner_signed_is_refused(staffed: Shop, edit: Callable[[Value], object]) -> None:
    uid = boris(staffed)
    edited(staffed, edit)
    base = parse_canonical(staffed.bytes)["manifest"]["base_uuid"]  # type: ignore[call-overload,index]
    attempts: list[Callable[[], object]] = [
        staffed.sign_in,
        lambda: staffed.sign_in("boris's", uid),
        lambda: vault.open_with_recovery(staffed.header, staffed.code, "new", CHEAP, staffed.device),
    ]
    for attempt in attempts:
        with pytest.raises(CrmError) as error:
            attempt()
        if base != "ab" * 16:  # another base's id finds neither device secret nor slot
            assert isinstance(error.value, DamagedHeader)
            assert error.value.reason in {"signature", "signer", "wraps", "bundles", "references", "no_owner"}


# ---------------------------------------------------------------- edits with a signature of the attacker's own


def forged(shop: Shop, attacker: KeyPair, *, succession: bool) -> None:
    """Boris makes himself an owner, wraps what he can and signs it with his own key."""
    header, me = shop.header, boris(shop)
    people = tuple(replace(person, role=OWNER) if person.uid == me else person for person in header.users)
    manifest = replace(header.manifest, people=people, manifest_seq=header.manifest_seq + 1)
    if succession:
        pins = Pins(len(manifest.succession), manifest.owner_keys())
        record = hand_over(pins, manifest.owner_keys(), attacker, manifest.base_uuid)
        manifest = replace(manifest, succession=(*manifest.succession, record))
    manifest = replace(manifest, wraps_sha256=wraps_sha256(header.wraps))
    signed = replace(header, manifest=manifest, signer=attacker.sig_pub, signature=sign_manifest(manifest, attacker))
    shop.put(signed.to_bytes())


@pytest.mark.attack("T8")
@pytest.mark.parametrize("succession", [False, True])
def test_an_owner_whom_no_owner_named_is_none(staffed: Shop, succession: bool) -> None:
    attacker = staffed.sign_in("boris's", boris(staffed)).holding.pair
    forged(staffed, attacker, succession=succession)
    refused(staffed, {"signer", "succession"})


@pytest.mark.attack("T8")
def test_a_whole_base_of_his_own_under_the_same_id_deceives_nobody_else(staffed: Shop) -> None:
    """All keys his, the owner's name on it: the owner's bundle cannot be made without the owner's password."""
    header, attacker = staffed.header, KeyPair.new(os.urandom)
    people = tuple(
        replace(person, enc_pub=attacker.enc_pub, sig_pub=attacker.sig_pub) if person.is_owner else person
        for person in header.users
    )
    shared = replace(header.manifest.shared, recovery_enc_pub=attacker.enc_pub, recovery_sig_pub=attacker.sig_pub)
    manifest = replace(header.manifest, people=people, shared=shared, succession=())
    keys = staffed.sign_in().holding.keys  # more than he has: not even with the owner's keys
    wraps = wrap_all(manifest, keys, None)
    manifest = replace(manifest, wraps_sha256=wraps_sha256(wraps))
    signature = sign_manifest(manifest, attacker)
    staffed.put(
        replace(header, manifest=manifest, wraps=wraps, signer=attacker.sig_pub, signature=signature).to_bytes()
    )
    refused(staffed, {"signer", "succession"})


@pytest.mark.attack("T8")
def test_a_planted_wrap_needs_a_signature(staffed: Shop) -> None:
    header, me = staffed.header, boris(staffed)
    planted = wrap_key(
        header.base_uuid, DATABASE_KEY, header.base_uuid, 7, me, header.person(me).enc_pub, os.urandom(32)
    )
    wraps = tuple(sorted({*header.wraps, planted}))
    staffed.put(replace(header, wraps=wraps).to_bytes())
    with pytest.raises(DamagedHeader) as damaged:
        read_header(staffed.folder)
    assert damaged.value.reason == "wraps"


def test_a_key_that_is_not_the_committed_one_is_refused_even_when_signed(staffed: Shop) -> None:
    """A slip of the owner's program, or a stolen owner key used halfway: the wrap must hold the promised key."""
    owner = staffed.sign_in()
    header = owner.header
    keys = owner.holding.keys
    (first, *_) = keys.portfolios
    false = replace(keys.portfolios[first], key=os.urandom(32))
    wraps = wrap_all(header.manifest, replace(keys, portfolios={**keys.portfolios, first: false}), None)
    manifest = replace(header.manifest, wraps_sha256=wraps_sha256(wraps))
    signature = sign_manifest(manifest, owner.holding.pair)
    staffed.put(replace(header, manifest=manifest, wraps=wraps, signature=signature).to_bytes())
    with pytest.raises(DamagedHeader) as damaged:
        staffed.sign_in()
    assert damaged.value.reason == "commitment"


# ---------------------------------------------------------------- replays


@pytest.mark.attack("T8")
def test_a_replayed_manifest_under_a_newer_bundle_is_refused_without_any_device_memory(staffed: Shop) -> None:
    older: Value = parse_canonical(staffed.bytes)  # type: ignore[assignment]
    staffed.add_portfolio("Третий")
    newer: Value = parse_canonical(staffed.bytes)  # type: ignore[assignment]
    staffed.device.anchors.clear()
    staffed.put(rechecked({**older, "bundles": newer["bundles"]}))
    with pytest.raises(OlderThanSeen):
        staffed.sign_in()


@pytest.mark.attack("T8")
def test_freezing_is_not_undone_by_an_earlier_file(staffed: Shop) -> None:
    uid, older = boris(staffed), staffed.bytes
    owner = staffed.sign_in()
    draft = owner.draft()
    draft.freeze(uid)
    owner.commit(staffed.folder, draft.sign())
    staffed.put(older)
    with pytest.raises(OlderThanSeen):
        staffed.sign_in("boris's", uid)


@pytest.mark.attack("T8")
def test_a_replayed_bundle_opens_by_its_own_password_alone_and_forgets_nothing(staffed: Shop) -> None:
    uid = boris(staffed)
    older: Value = parse_canonical(staffed.bytes)  # type: ignore[assignment]
    person = staffed.sign_in("boris's", uid)
    person.commit(staffed.folder, person.change_password("boris's", "new", CHEAP))
    staffed.sign_in("new", uid).remember(staffed.folder, 42, b"h" * 32)
    edited(staffed, lambda value: value["bundles"].__setitem__(uid, older["bundles"][uid]))
    with pytest.raises(WrongPassword):
        staffed.sign_in("new", uid)
    assert staffed.sign_in("boris's", uid).seen.seq == 42


@pytest.mark.attack("T8")
def test_somebody_elses_bundle_in_ones_place_does_not_open(staffed: Shop) -> None:
    uid = boris(staffed)
    edited(staffed, lambda value: value["bundles"].__setitem__(staffed.owner, value["bundles"][uid]))
    for password in ("boris's", "owner's"):
        with pytest.raises(WrongPassword):
            staffed.sign_in(password)


@pytest.mark.attack("T4")
@pytest.mark.parametrize(
    ("costs", "reason"),
    [
        ([63, 1, 1], "kdf_below_floor"),
        ([8, 1, 1], "kdf_below_floor"),
        ([2**31, 1, 1], "kdf_above_ceiling"),
        ([64, 2**31, 1], "kdf_above_ceiling"),
        ([64, 1, 255], "kdf_above_ceiling"),
        ([64, 1], "kdf"),
        ([64, 0, 1], "number"),
    ],
)
def test_costs_of_the_password_are_neither_lowered_nor_made_endless(shop: Shop, costs: list[int], reason: str) -> None:
    edited(shop, lambda value: value["bundles"][shop.owner].update(kdf=costs))
    with pytest.raises(DamagedHeader) as damaged:
        shop.sign_in()
    assert damaged.value.reason == reason


# ---------------------------------------------------------------- every leaf of the file


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def bent(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + 1
    middle = len(value) // 2
    return value[:middle] + ("1" if value[middle : middle + 1] == "0" else "0") + value[middle + 1 :]


def state(session: Unlocked) -> tuple[object, ...]:
    return (
        session.dbk,
        session.role,
        session.name,
        {id_: seal.epoch for id_, seal in session.seals.items()},
        session.manifest,
    )


@pytest.mark.attack("T8")
def test_every_single_value_bent_in_the_file_is_refused_or_changes_nothing(staffed: Shop) -> None:
    good: Value = parse_canonical(staffed.bytes)  # type: ignore[assignment]
    expected = state(staffed.sign_in())
    present = vault.open_with_recovery(staffed.header, staffed.code, "new", CHEAP, staffed.device)
    tried = taken_in = recovered = 0
    for path, value in leaves({name: part for name, part in good.items() if name != "check"}):
        changed = copy.deepcopy(good)
        place: Any = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = bent(value)
        tried += 1
        try:
            header = parse_header(rechecked(changed))
        except CrmError:
            continue
        try:
            session = vault.open_with_password(header, staffed.owner, "owner's", staffed.device, CHEAP)
            assert state(session) == expected
            taken_in += 1
        except CrmError:
            pass
        try:
            opened = vault.open_with_recovery(header, staffed.code, "new", CHEAP, staffed.device)
            assert state(opened.unlocked) == state(present.unlocked)
            recovered += 1
        except CrmError:
            pass
    assert tried > 80
    # what is not the owner's to sign: the other's bundle (6 values) and the slot (2); for the code, both bundles (12)
    assert taken_in == 8
    assert recovered == 12


def test_the_checksum_that_does_not_fit_is_an_accident_and_named_so(staffed: Shop) -> None:
    value: Value = parse_canonical(staffed.bytes)  # type: ignore[assignment]
    value["bundles"][staffed.owner]["salt"] = "00" * 16
    with pytest.raises(DamagedHeader) as damaged:
        parse_header(canonical(value))
    assert damaged.value.reason == "checksum"


def test_a_slot_swapped_for_one_of_the_attackers_own_gives_nothing(staffed: Shop) -> None:
    """A slot that opens by a code of the attacker's holds keys that no signed manifest names."""
    header = staffed.header
    digits, pair = recovery.new_digits(os.urandom), KeyPair.new(os.urandom)
    secret = staffed.device.secrets[header.base_uuid]
    for pins in (
        Pins(0, tuple(sorted((pair.sig_pub, os.urandom(32))))),
        Pins(len(header.manifest.succession), header.manifest.owner_keys()),
    ):
        slot = recovery.seal_slot(digits, header.base_uuid, RecoverySecrets(pair, secret, pins), os.urandom)
        staffed.put(replace(header, recovery=slot).to_bytes())
        with pytest.raises((DamagedHeader, WrongRecoveryCode)):
            vault.open_with_recovery(staffed.header, recovery.format_code(digits), "new", CHEAP, staffed.device)
        with pytest.raises(WrongRecoveryCode):
            vault.open_with_recovery(staffed.header, staffed.code, "new", CHEAP, staffed.device)
    assert [wrap.to for wrap in header.wraps if wrap.to == RECOVERY]
