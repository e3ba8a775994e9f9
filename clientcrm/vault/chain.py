"""The journal's ratchet: entries that nobody can change later, not even who wrote them (SECURITY 2.5)."""

from __future__ import annotations

import hashlib
import hmac
import struct
from typing import Final

from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES
from clientcrm.vault.keys import KeyPair, signed_by
from clientcrm.vault.seals import open_sealed, seal_to

GENESIS: Final = bytes(KEY_BYTES)
# How many entries may stand between two signatures of the person.
SIGN_EVERY: Final = 50


def entry_mac(key: bytes, prev: bytes, entry: bytes) -> bytes:
    """The 32-byte mac that ties an entry to all entries before it."""
    return hmac.digest(key, prev + entry, "sha256")


def next_key(key: bytes) -> bytes:
    """The key of the next entry; there is no way back to this one."""
    return hashlib.sha256(b"r" + key).digest()


class ChainWriter:
    """Writes the entries of one journal session.

    Keys move on only after the database has committed: `add` inside the transaction, then `commit` or `rollback`.
    """

    __slots__ = ("_key", "_next_count", "_next_head", "_next_key", "count", "head")

    def __init__(self, seed: bytes, prev: bytes = GENESIS) -> None:
        if len(seed) != KEY_BYTES or len(prev) != KEY_BYTES:
            raise ValueError("length")
        self.head = prev
        self.count = 0
        self._key = seed
        self._next_head, self._next_count, self._next_key = prev, 0, seed

    def __repr__(self) -> str:
        return f"ChainWriter(count={self.count})"

    def __reduce__(self) -> str:
        raise TypeError("keys are not pickled")

    def add(self, entry: bytes) -> bytes:
        """The mac of the next entry; `entry` must hold the global sequence number."""
        mac = entry_mac(self._next_key, self._next_head, entry)
        self._next_head = mac
        self._next_key = next_key(self._next_key)
        self._next_count += 1
        return mac

    def commit(self) -> None:
        """The entries are stored: their keys are forgotten."""
        self.head, self.count, self._key = self._next_head, self._next_count, self._next_key

    def rollback(self) -> None:
        """The entries were not stored: the next `add` starts from the last stored one."""
        self._next_head, self._next_count, self._next_key = self.head, self.count, self._key


# ---------------------------------------------------------------- seeds and anchors


def seal_seed(audit_pub: bytes, base_uuid: str, session: bytes, uid: str, seed: bytes) -> bytes:
    """The seed of a session as only the owner can read it."""
    return seal_to(audit_pub, seed, _seed_info(base_uuid, session, uid))


def open_seed(audit_private: bytes, base_uuid: str, session: bytes, uid: str, sealed: bytes) -> bytes:
    """The seed of the session of this person; SealBroken if it is another's."""
    return open_sealed(audit_private, sealed, _seed_info(base_uuid, session, uid), "journal.seed")


def _seed_info(base_uuid: str, session: bytes, uid: str) -> bytes:
    return b"crm/seed/1" + bytes.fromhex(base_uuid) + _session(session) + bytes.fromhex(uid)


def sign_anchor(pair: KeyPair, base_uuid: str, uid: str, session: bytes, seq: int, count: int, head: bytes) -> bytes:
    """A person's word that the journal stood at this head after `count` entries of the session."""
    return pair.sign(_anchor(base_uuid, uid, session, seq, count, head))


def verify_anchor(
    sig_pub: bytes, base_uuid: str, uid: str, session: bytes, seq: int, count: int, head: bytes, signature: bytes
) -> bool:
    """Whether the holder of the key signed this state of the journal."""
    return signed_by(sig_pub, _anchor(base_uuid, uid, session, seq, count, head), signature)


def _anchor(base_uuid: str, uid: str, session: bytes, seq: int, count: int, head: bytes) -> bytes:
    if len(head) != KEY_BYTES:
        raise ValueError("head")
    place = bytes.fromhex(base_uuid) + bytes.fromhex(uid) + _session(session)
    return b"crm/anchor/1\0" + place + struct.pack(">QQ", seq, count) + head


def _session(session: bytes) -> bytes:
    if len(session) != ID_BYTES:
        raise ValueError("session")
    return session
