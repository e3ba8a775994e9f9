"""Who signed what: the owner the manifest, people their own statements."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from clientcrm.vault.canonical import NotCanonical
from clientcrm.vault.keys import KeyPair, signed_by
from clientcrm.vault.manifest import RECOVERY, Manifest
from clientcrm.vault.succession import Pins, follow


def sign_manifest(manifest: Manifest, pair: KeyPair) -> bytes:
    """The owner's signature of the whole manifest."""
    return pair.sign(b"crm/manifest/1\0" + manifest.to_bytes())


def check_manifest(manifest: Manifest, signature: bytes, signer: bytes, pins: Pins) -> Pins:
    """The owner keys to trust from now on, if the manifest was signed by one of them; NotCanonical otherwise.

    The keys of all active owners must themselves come from the pinned line: a manifest cannot name an owner whom
    no earlier owner named.
    """
    trusted = follow(pins, manifest.succession, manifest.base_uuid)
    if signer not in trusted.keys or manifest.owner_keys() != trusted.keys:
        raise NotCanonical("signer")
    if not signed_by(signer, b"crm/manifest/1\0" + manifest.to_bytes(), signature):
        raise NotCanonical("signature")
    return trusted


def purpose_message(base_uuid: str, uid: str, purpose: str, data: bytes) -> bytes:
    """The bytes a person signs: data signed for one purpose or base never passes for another."""
    name = purpose.encode("utf-8")
    return b"crm/sign/1\0" + bytes.fromhex(base_uuid) + bytes.fromhex(uid) + struct.pack(">H", len(name)) + name + data


def verify_signature(manifest: Manifest, uid: str, purpose: str, data: bytes, signature: bytes) -> bool:
    """Whether this person signed the data for this purpose, with the present keys or with former ones."""
    message = purpose_message(manifest.base_uuid, uid, purpose, data)
    return any(signed_by(key, message, signature) for key in signing_keys(manifest, uid))


def signing_keys(manifest: Manifest, uid: str) -> Iterable[bytes]:
    """The present and former public signing keys of a person, or of the recovery code."""
    if uid == RECOVERY:
        return (manifest.shared.recovery_sig_pub,)
    person = manifest.person(uid)
    return (person.sig_pub, *person.former_sig_pubs)
