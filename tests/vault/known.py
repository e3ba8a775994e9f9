"""Known answers: every structure of format 1 out of fixed keys and nonces, and a whole base that opens for ever.

`python -m tests.vault.known` writes the files that are missing and never changes one that exists: another answer
means another format, with a version of its own.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from clientcrm.vault import backup_key, chain, fields, passwords, recovery, vault
from clientcrm.vault.anchor_file import PURPOSE, AnchorFile, fingerprint
from clientcrm.vault.bundle import BundleLock, BundleSecrets
from clientcrm.vault.device import Anchor, MemoryDeviceStore
from clientcrm.vault.header import wraps_sha256
from clientcrm.vault.header_file import write_header
from clientcrm.vault.keys import KeyPair, commitment, device_check, subkey
from clientcrm.vault.keyset import Epoch, portfolio_entry
from clientcrm.vault.manifest import GENESIS_SHA256, OWNER, Manifest, Person, SharedKeys
from clientcrm.vault.passwords import FLOOR
from clientcrm.vault.recovery import RecoverySecrets
from clientcrm.vault.seals import PORTFOLIO_KEY, Wrap, wrap_info, wrap_key
from clientcrm.vault.signatures import purpose_message, sign_manifest
from clientcrm.vault.succession import Pins, hand_over
from tests.vault.support import ROW, repeatable

VECTORS = Path(__file__).parent / "vectors"
BASE_V1 = VECTORS / "base-v1"

BASE, UID, PORTFOLIO, SESSION = "b0" * 16, "a1" * 16, "c2" * 16, b"\xd3" * 16
DEVICE_SECRET = bytes(range(32))
KEY = bytes(range(32, 64))
OWNER_PAIR = KeyPair.of(bytes(range(64, 96)), bytes(range(96, 128)))
SPARE_PAIR = KeyPair.of(bytes(range(128, 160)), bytes(range(160, 192)))
HEAD = bytes(range(192, 224))
DIGITS = "0123456789" * 4

Answers = dict[str, dict[str, Any]]


def answers() -> Answers:
    """File name to what the present program makes of the fixed inputs."""
    return {
        "passwords": _passwords(),
        "derivations": _derivations(),
        "fields": _fields(),
        "bundle": _bundle(),
        "recovery": _recovery(),
        "manifest": _manifest(),
        "chain": _chain(),
        "anchor_file": _anchor_file(),
        "places": _places(),
    }


def _passwords() -> dict[str, Any]:
    stretched = passwords.stretch("Пароль Ёлки ①", bytes(range(16)), FLOOR)
    key = passwords.bundle_key(stretched, DEVICE_SECRET, BASE, UID)
    return {"argon2id_floor": stretched.hex(), "bundle_key": key.hex()}


def _derivations() -> dict[str, Any]:
    seal = fields.FieldSeal(BASE, PORTFOLIO, 1, KEY)
    return {
        **{
            f"subkey_{use}": subkey(KEY, b"crm/sub/1" + use.encode()).hex()
            for use in ("contact", "text", "file", "index")
        },
        "commitment": commitment(KEY).hex(),
        "device_check": device_check(DEVICE_SECRET, BASE).hex(),
        "search_key": seal.search_key("+79161234567").hex(),
        "last4_key": seal.last4_key("4567").hex(),
    }


def _fields() -> dict[str, Any]:
    seal = fields.FieldSeal(BASE, PORTFOLIO, 7, KEY, repeatable("nonces"))
    phone = "+7 916 123-45-67"
    return {
        "contact": seal.seal("contact_points", "value", ROW, phone.encode()).hex(),
        "text": seal.seal("clients", "note", ROW, "Любит чай. Не звонить до 10".encode(), "text").hex(),
        "file": seal.seal("attachments", "body", ROW, bytes(range(256)), "file").hex(),
        "empty": seal.seal("clients", "note", ROW, b"", "text").hex(),
    }


def _bundle() -> dict[str, Any]:
    secrets = BundleSecrets(
        (OWNER_PAIR, SPARE_PAIR),
        Pins(3, (b"\x01" * 32, b"\x02" * 32)),
        Anchor(4, 5, 6, HEAD),
        must_change_password=True,
    )
    lock = BundleLock(BASE, UID, FLOOR, bytes(16), KEY)
    return {"contents": secrets.to_bytes().hex(), "sealed": lock.seal(secrets, 8, repeatable("bundle")).sealed.hex()}


def _recovery() -> dict[str, Any]:
    secrets = RecoverySecrets(SPARE_PAIR, DEVICE_SECRET, Pins(1, (b"\x01" * 32,)))
    slot = recovery.seal_slot(DIGITS, BASE, secrets, repeatable("slot"))
    return {
        "printed": recovery.format_code(DIGITS),
        "digits_of_fixed_entropy": recovery.new_digits(repeatable("digits")),
        "salt": slot.salt.hex(),
        "sealed": slot.sealed.hex(),
    }


def manifest() -> Manifest:
    """One owner who took over by recovery, one seller, one portfolio."""
    shared = SharedKeys(
        recovery_enc_pub=SPARE_PAIR.enc_pub,
        recovery_sig_pub=SPARE_PAIR.sig_pub,
        audit_pub=OWNER_PAIR.enc_pub,
        owner_commitment=commitment(KEY),
        owner_epoch=1,
        owner_inbox_pub=OWNER_PAIR.enc_pub,
        device_check=device_check(DEVICE_SECRET, BASE),
    )
    before = Pins(0, tuple(sorted((b"\x05" * 32, SPARE_PAIR.sig_pub))))
    return Manifest(
        base_uuid=BASE,
        shop="Лавка «Ёлка»",
        manifest_seq=12,
        file_generation=3,
        prev_sha256=GENESIS_SHA256,
        created_seq=345,
        people=(
            Person(UID, "Анна", OWNER, {}, OWNER_PAIR.enc_pub, OWNER_PAIR.sig_pub, (b"\x05" * 32,)),
            Person("a2" * 16, "Борис", "seller", {"per_day": 30, "export": False}, b"\x06" * 32, b"\x07" * 32),
        ),
        portfolios=(portfolio_entry(PORTFOLIO, "Магазин", ("a2" * 16,), Epoch(7, KEY, bytes(range(32)))),),
        shared=shared,
        policy={"currency": "RUB", "quotas": {"day": 30, "hour": 8}, "autolock": 300},
        succession=(hand_over(before, (OWNER_PAIR.sig_pub, SPARE_PAIR.sig_pub), SPARE_PAIR, BASE),),
        wraps_sha256=wraps_sha256((Wrap(PORTFOLIO_KEY, PORTFOLIO, 7, UID, b"\x08" * 80),)),
    )


def _manifest() -> dict[str, Any]:
    made = manifest()
    return {
        "bytes": made.to_bytes().decode(),
        "sha256": made.sha256().hex(),
        "signature": sign_manifest(made, OWNER_PAIR).hex(),
        "statement": OWNER_PAIR.sign(purpose_message(BASE, UID, "backup", b"header")).hex(),
    }


def _chain() -> dict[str, Any]:
    writer = chain.ChainWriter(KEY, HEAD)
    macs = [writer.add(f"entry {number}".encode()).hex() for number in range(3)]
    anchor = chain.sign_anchor(OWNER_PAIR, BASE, UID, SESSION, 1003, 3, bytes.fromhex(macs[-1]))
    return {"macs": macs, "anchor": anchor.hex()}


def _anchor_file() -> dict[str, Any]:
    said = AnchorFile(BASE, 4, 5, 1003, HEAD, "2026-06-30T09:00:00+00:00", UID)
    signature = OWNER_PAIR.sign(purpose_message(BASE, UID, PURPOSE, said.signed()))
    file = replace(said, signature=signature).to_bytes()
    return {"file": file.decode(), "fingerprint": fingerprint(BASE, 1003, HEAD)}


def _places() -> dict[str, Any]:
    before, after = fields.place(bytes.fromhex(BASE), "contact_points", "value", PORTFOLIO, 7)
    return {
        "wrap": wrap_info(BASE, PORTFOLIO_KEY, PORTFOLIO, 7, UID).hex(),
        "field": (before + ROW + after).hex(),
    }


# ---------------------------------------------------------------- what holds fresh randomness and is only opened


def sealed_once() -> dict[str, Any]:
    """One of each thing that is sealed to a public key; its sender's key is random, so it is kept, not made again."""
    place = ("clients", "note", ROW)
    return {
        "wrap": wrap_key(BASE, PORTFOLIO_KEY, PORTFOLIO, 7, UID, OWNER_PAIR.enc_pub, KEY).sealed.hex(),
        "inbox": fields.seal_to_inbox(OWNER_PAIR.enc_pub, BASE, PORTFOLIO, 7, place, "привет".encode()).hex(),
        "seed": chain.seal_seed(OWNER_PAIR.enc_pub, BASE, SESSION, UID, KEY).hex(),
        "backup_key": backup_key.seal_backup_key(manifest(), KEY, SESSION).hex(),
    }


def whole_base(folder: Path) -> dict[str, Any]:
    """keys.json of a small shop at the program's own costs, and all that it must open to."""
    device = MemoryDeviceStore()
    owner, code = vault.create(
        shop="Лавка «Ёлка»",
        owner_name="Анна",
        password="хозяйка 1",
        kdf=FLOOR,
        device=device,
        portfolios=["Магазин"],
        policy={"currency": "RUB", "time_zone": "Europe/Moscow"},
    )
    write_header(folder, owner.header)
    draft = owner.draft()
    seller = draft.add_person("Борис", "seller", {"per_day": 30}, "продавец 1", FLOOR)
    theirs = draft.add_portfolio("Бориса", [seller])
    owner.commit(folder, draft.sign(created_seq=2))
    owner.remember(folder, 17, HEAD)
    person = vault.open_with_password(owner.header, seller, "продавец 1", device)
    session, backup = b"\x51" * 16, b"\x52" * 16
    assert owner.owner_seal is not None
    return {
        "device_secret": device.secrets[owner.base_uuid].hex(),
        "recovery_code": code,
        "owner": {"uid": owner.uid, "password": "хозяйка 1"},
        "seller": {"uid": seller, "password": "продавец 1"},
        "dbk": owner.dbk.hex(),
        "seen": Anchor(1, 2, 17, HEAD).to_text(),
        "portfolio": theirs,
        "phone": "+7 916 123-45-67",
        "sealed_phone": owner.seal(theirs).seal("contact_points", "value", ROW, b"+7 916 123-45-67").hex(),
        "search_key": owner.seal(theirs).search_key("+79161234567").hex(),
        "sealed_cost": owner.owner_seal.seal("products", "cost", ROW, b"120000").hex(),
        "left_in_inbox": person.seal_to_inbox(fields.OWNER_ONLY, "products", "cost", ROW, b"130000").hex(),
        "statement": person.sign("backup", b"header").hex(),
        "seed": person.new_chain(HEAD, session)[1].hex(),
        "backup_key": person.seal_backup_key(KEY, backup).hex(),
    }


def _write(path: Path, value: object) -> None:
    if not path.exists():
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write what is missing."""
    VECTORS.mkdir(exist_ok=True)
    for name, answer in answers().items():
        _write(VECTORS / f"{name}.json", answer)
    _write(VECTORS / "sealed.json", sealed_once())
    if not BASE_V1.exists():
        BASE_V1.mkdir()
        _write(BASE_V1 / "secrets.json", whole_base(BASE_V1))
        (BASE_V1 / "keys.prev.json").unlink()


if __name__ == "__main__":
    main()
