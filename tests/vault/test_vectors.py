"""Format 1 stays what it is: known answers, read a second time by plain primitives, and a base that opens for ever."""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clientcrm.vault import backup_key, chain, fields, recovery, vault
from clientcrm.vault.bundle import BundleLock, BundleSecrets, BundleSlot
from clientcrm.vault.canonical import parse_canonical
from clientcrm.vault.device import Anchor, MemoryDeviceStore
from clientcrm.vault.header import Header
from clientcrm.vault.header_file import read_header
from clientcrm.vault.manifest import RECOVERY, Manifest
from clientcrm.vault.passwords import FLOOR
from clientcrm.vault.recovery import RecoverySlot
from clientcrm.vault.seals import PORTFOLIO_KEY, Wrap, unwrap_key, wrap_info
from clientcrm.vault.signatures import check_manifest, verify_signature
from clientcrm.vault.succession import Pins
from tests.vault.known import (
    BASE,
    BASE_V1,
    DEVICE_SECRET,
    DIGITS,
    HEAD,
    KEY,
    OWNER_PAIR,
    PORTFOLIO,
    SESSION,
    SPARE_PAIR,
    UID,
    VECTORS,
    answers,
    manifest,
)
from tests.vault.support import CHEAP, ROW

NAMES = ["passwords", "derivations", "fields", "bundle", "recovery", "manifest", "chain", "anchor_file", "places"]


def kept(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def raw(name: str, key: str) -> bytes:
    return bytes.fromhex(kept(name)[key])


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    return answers()


@pytest.mark.attack("T1")
@pytest.mark.parametrize("name", NAMES)
def test_the_program_still_gives_the_known_answers(name: str, made: dict[str, dict[str, Any]]) -> None:
    assert made[name] == kept(name)
    assert set(made) == set(NAMES)


# ---------------------------------------------------------------- read again without the program


def expand(key: bytes, info: bytes, size: int = 32) -> bytes:
    """HKDF-Expand of RFC 5869 for at most 32 bytes."""
    return hmac.digest(key, info + b"\x01", "sha256")[:size]


def hkdf(salt: bytes, secret: bytes, info: bytes) -> bytes:
    return expand(hmac.digest(salt, secret, "sha256"), info)


def open_hpke(enc_private: bytes, sealed: bytes, info: bytes) -> bytes:
    """RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, from its text."""
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"

    def extract(name: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
        return hmac.digest(salt, b"HPKE-v1" + name + label + secret, "sha256")

    def labelled(name: bytes, key: bytes, label: bytes, context: bytes, size: int) -> bytes:
        return expand(key, struct.pack(">H", size) + b"HPKE-v1" + name + label + context, size)

    private = X25519PrivateKey.from_private_bytes(enc_private)
    sender, body = sealed[:32], sealed[32:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
    context = sender + private.public_key().public_bytes_raw()
    secret = labelled(kem, extract(kem, b"", b"eae_prk", shared), b"shared_secret", context, 32)
    schedule = b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    start = extract(suite, secret, b"secret", b"")
    key, nonce = labelled(suite, start, b"key", schedule, 32), labelled(suite, start, b"base_nonce", schedule, 12)
    return AESGCM(key).decrypt(nonce, body, b"")


def test_a_bundle_key_is_hkdf_of_password_and_device() -> None:
    stretched = raw("passwords", "argon2id_floor")
    info = b"crm/kek/1" + bytes.fromhex(UID)
    assert raw("passwords", "bundle_key") == hkdf(bytes.fromhex(BASE), stretched + DEVICE_SECRET, info)


def test_derived_keys_are_what_the_design_says() -> None:
    for use in ("contact", "text", "file", "index"):
        assert raw("derivations", f"subkey_{use}") == expand(KEY, b"crm/sub/1" + use.encode())
    assert raw("derivations", "commitment") == hmac.digest(KEY, b"crm/commit/1", "sha256")[:16]
    check = hmac.digest(DEVICE_SECRET, b"crm/device/1" + bytes.fromhex(BASE), "sha256")[:16]
    assert raw("derivations", "device_check") == check
    index = expand(KEY, b"crm/sub/1index")
    assert raw("derivations", "search_key") == hmac.digest(index, b"n+79161234567", "sha256")[:16]
    assert raw("derivations", "last4_key") == hmac.digest(index, b"44567", "sha256")[:8]


@pytest.mark.parametrize(
    ("name", "table", "column", "kind", "value"),
    [
        ("contact", "contact_points", "value", "contact", b"+7 916 123-45-67"),
        ("text", "clients", "note", "text", "Любит чай. Не звонить до 10".encode()),
        ("file", "attachments", "body", "file", bytes(range(256))),
        ("empty", "clients", "note", "text", b""),
    ],
)
def test_a_field_is_aes_gcm_with_its_place(name: str, table: str, column: str, kind: Any, value: bytes) -> None:
    sealed = raw("fields", name)
    assert fields.FieldSeal(BASE, PORTFOLIO, 7, KEY).open(table, column, ROW, sealed, kind) == value
    place = b"".join(
        (
            b"crm/f/1",
            bytes.fromhex(BASE),
            bytes((len(table),)),
            table.encode(),
            bytes((len(column),)),
            column.encode(),
            ROW,
            bytes.fromhex(PORTFOLIO),
            struct.pack(">I", 7),
        )
    )
    assert sealed[:5] == b"\x01" + struct.pack(">I", 7)
    plain = AESGCM(expand(KEY, b"crm/sub/1" + kind.encode())).decrypt(sealed[5:17], sealed[17:], place)
    assert plain.rstrip(b"\0") == value + b"\x80"
    assert len(plain) % 32 == 0


def test_the_contents_of_a_bundle_have_their_order() -> None:
    contents = raw("bundle", "contents")
    expected = b"".join(
        (
            b"\x01\x02",
            OWNER_PAIR.enc_private,
            OWNER_PAIR.sig_private,
            SPARE_PAIR.enc_private,
            SPARE_PAIR.sig_private,
            struct.pack(">IQQ", 4, 5, 6),
            HEAD,
            struct.pack(">IB", 3, 2),
            b"\x01" * 32,
            b"\x02" * 32,
        )
    )
    assert contents == expected
    place = b"crm/bundle/1" + bytes.fromhex(BASE) + bytes.fromhex(UID) + struct.pack(">I", 8)
    sealed = raw("bundle", "sealed")
    assert AESGCM(KEY).decrypt(sealed[:12], sealed[12:], place) == contents
    lock = BundleLock(BASE, UID, FLOOR, bytes(16), KEY)
    assert lock.open(BundleSlot(FLOOR, bytes(16), 8, sealed)) == BundleSecrets.from_bytes(contents)


def test_the_recovery_slot_opens_with_the_printed_code() -> None:
    slot = RecoverySlot(raw("recovery", "salt"), raw("recovery", "sealed"))
    digits = recovery.read_code(kept("recovery")["printed"])
    assert digits == DIGITS
    opened = recovery.open_slot(slot, digits, BASE)
    assert (opened.pair, opened.device_secret, opened.pins) == (SPARE_PAIR, DEVICE_SECRET, Pins(1, (b"\x01" * 32,)))
    key = hkdf(bytes.fromhex(BASE) + slot.salt, DIGITS.encode(), b"crm/recovery/1")
    plain = AESGCM(key).decrypt(slot.sealed[:12], slot.sealed[12:], b"crm/slot/1" + bytes.fromhex(BASE))
    assert plain[:96] == SPARE_PAIR.enc_private + SPARE_PAIR.sig_private + DEVICE_SECRET


def test_the_signed_manifest_is_the_one_that_was_signed() -> None:
    written = kept("manifest")["bytes"].encode()
    found = Manifest.from_json(parse_canonical(written))
    assert found == manifest()
    assert hashlib.sha256(written).digest() == raw("manifest", "sha256")
    key = Ed25519PublicKey.from_public_bytes(OWNER_PAIR.sig_pub)
    key.verify(raw("manifest", "signature"), b"crm/manifest/1\0" + written)
    pinned_before = Pins(0, tuple(sorted((b"\x05" * 32, SPARE_PAIR.sig_pub))))
    trusted = check_manifest(found, raw("manifest", "signature"), OWNER_PAIR.sig_pub, pinned_before)
    assert trusted == Pins(1, tuple(sorted((OWNER_PAIR.sig_pub, SPARE_PAIR.sig_pub))))
    assert verify_signature(found, UID, "backup", b"header", raw("manifest", "statement"))


def test_the_chain_is_hmac_and_sha256() -> None:
    key, prev = KEY, HEAD
    for number, mac in enumerate(kept("chain")["macs"]):
        prev = hmac.digest(key, prev + f"entry {number}".encode(), "sha256")
        key = hashlib.sha256(b"r" + key).digest()
        assert prev.hex() == mac
    anchor = raw("chain", "anchor")
    assert chain.verify_anchor(OWNER_PAIR.sig_pub, BASE, UID, SESSION, 1003, 3, prev, anchor)


def test_what_is_sealed_to_a_key_is_rfc_9180() -> None:
    private, base, portfolio = OWNER_PAIR.enc_private, bytes.fromhex(BASE), bytes.fromhex(PORTFOLIO)
    wrap = raw("sealed", "wrap")
    assert unwrap_key(BASE, Wrap(PORTFOLIO_KEY, PORTFOLIO, 7, UID, wrap), private) == KEY
    assert open_hpke(private, wrap, wrap_info(BASE, PORTFOLIO_KEY, PORTFOLIO, 7, UID)) == KEY
    assert len(wrap) == 80

    inbox = raw("sealed", "inbox")
    place = ("clients", "note", ROW)
    assert fields.open_inbox(private, BASE, PORTFOLIO, 7, place, inbox) == "привет".encode()
    info = b"crm/inbox/1crm/f/1" + base + b"\x07clients\x04note" + ROW + portfolio + struct.pack(">I", 7)
    assert open_hpke(private, inbox[5:], info).rstrip(b"\0") == "привет".encode() + b"\x80"

    seed = raw("sealed", "seed")
    assert chain.open_seed(private, BASE, SESSION, UID, seed) == KEY
    assert open_hpke(private, seed, b"crm/seed/1" + base + SESSION + bytes.fromhex(UID)) == KEY

    sealed = raw("sealed", "backup_key")
    for uid, reader in ((UID, private), (RECOVERY, SPARE_PAIR.enc_private)):
        assert backup_key.open_backup_key(BASE, [(uid, reader)], sealed, SESSION) == KEY
    assert sealed[:18] == b"\x01\x02" + bytes.fromhex(UID)
    assert open_hpke(private, sealed[18:98], b"crm/backup/1" + base + SESSION + bytes.fromhex(UID)) == KEY


# ---------------------------------------------------------------- a base of the first release


@pytest.fixture(scope="module")
def secrets() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BASE_V1 / "secrets.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def device(secrets: dict[str, Any]) -> MemoryDeviceStore:
    store = MemoryDeviceStore()
    store.put_secret(read_header(BASE_V1).base_uuid, bytes.fromhex(secrets["device_secret"]))
    return store


@pytest.fixture
def header() -> Header:
    return read_header(BASE_V1)


@pytest.mark.attack("T1")
def test_its_owner_signs_in_and_reads(header: Header, secrets: dict[str, Any], device: MemoryDeviceStore) -> None:
    owner = vault.open_with_password(header, secrets["owner"]["uid"], secrets["owner"]["password"], device)
    assert owner.dbk.hex() == secrets["dbk"]
    assert owner.seen == Anchor.from_text(secrets["seen"])
    assert (owner.name, owner.role, header.shop) == ("Анна", "owner", "Лавка «Ёлка»")
    seal = owner.seal(secrets["portfolio"])
    sealed = bytes.fromhex(secrets["sealed_phone"])
    assert seal.open("contact_points", "value", ROW, sealed).decode() == secrets["phone"]
    assert seal.search_key("+79161234567").hex() == secrets["search_key"]
    assert owner.owner_seal is not None
    assert owner.owner_seal.open("products", "cost", ROW, bytes.fromhex(secrets["sealed_cost"])) == b"120000"
    left = bytes.fromhex(secrets["left_in_inbox"])
    assert owner.open_inbox(fields.OWNER_ONLY, "products", "cost", ROW, left) == b"130000"
    assert owner.open_backup_key(bytes.fromhex(secrets["backup_key"]), b"\x52" * 16) == KEY
    seller = secrets["seller"]["uid"]
    assert len(owner.open_seed(b"\x51" * 16, seller, bytes.fromhex(secrets["seed"]))) == 32
    assert verify_signature(owner.manifest, seller, "backup", b"header", bytes.fromhex(secrets["statement"]))


@pytest.mark.attack("T1")
def test_its_seller_signs_in(header: Header, secrets: dict[str, Any], device: MemoryDeviceStore) -> None:
    person = vault.open_with_password(header, secrets["seller"]["uid"], secrets["seller"]["password"], device)
    assert person.dbk.hex() == secrets["dbk"]
    assert list(person.seals) == [secrets["portfolio"]]
    assert person.must_change_password
    assert dict(person.permissions) == {"per_day": 30}


@pytest.mark.attack("T1")
def test_its_recovery_code_opens_it(header: Header, secrets: dict[str, Any]) -> None:
    recovered = vault.open_with_recovery(header, secrets["recovery_code"], "new", CHEAP, MemoryDeviceStore())
    assert recovered.unlocked.dbk.hex() == secrets["dbk"]
    assert recovered.change.generation == 2


@pytest.mark.attack("T1")
def test_its_bytes_are_written_again_as_they_were(header: Header) -> None:
    assert header.to_bytes() == (BASE_V1 / "keys.json").read_bytes()
