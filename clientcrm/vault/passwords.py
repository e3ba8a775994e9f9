"""From a typed password and the device secret to the key of a person's bundle."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass

from clientcrm.domain.errors import WeakPassword
from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES
from clientcrm.vault.keys import derive

SALT_BYTES = 16
_MOST_CALIBRATED_KIB = 256 * 1024
_STEP_KIB = 16 * 1024


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """What one guess of a password costs: Argon2id with this memory, passes and lanes."""

    memory_kib: int
    iterations: int
    lanes: int

    def accepts(self, found: KdfPolicy) -> bool:
        """Whether a slot with these costs may be opened: nothing cheaper than the floor.

        A policy cheaper than the floor lowers it for its caller; only tests pass one.
        """
        return (
            found.memory_kib >= min(FLOOR.memory_kib, self.memory_kib)
            and found.iterations >= min(FLOOR.iterations, self.iterations)
            and found.lanes >= min(FLOOR.lanes, self.lanes)
        )

    def fits(self, most: KdfPolicy) -> bool:
        """Whether no cost is above the given ones."""
        return self.memory_kib <= most.memory_kib and self.iterations <= most.iterations and self.lanes <= most.lanes


FLOOR = KdfPolicy(memory_kib=64 * 1024, iterations=3, lanes=4)

# A planted slot must not be able to make the sign-in eat all memory or run for minutes.
CEILING = KdfPolicy(memory_kib=1024 * 1024, iterations=16, lanes=16)


def calibrate(limit_seconds: float = 1.0) -> KdfPolicy:
    """The costliest policy, from the floor up to 256 MiB, whose derivation takes at most `limit_seconds` here.

    Takes about as long as the answer allows, twice; for the setup, in a worker.
    """
    affordable = int(FLOOR.memory_kib * limit_seconds / max(_seconds(FLOOR), 1e-6))
    memory = min(_MOST_CALIBRATED_KIB, _whole_steps(affordable))
    while memory > FLOOR.memory_kib:
        policy = KdfPolicy(max(FLOOR.memory_kib, memory), FLOOR.iterations, FLOOR.lanes)
        if _seconds(policy) <= limit_seconds:
            return policy
        memory = _whole_steps(memory * 3 // 4)  # time grows faster than memory once it leaves the caches
    return FLOOR


def _whole_steps(memory_kib: int) -> int:
    return memory_kib // _STEP_KIB * _STEP_KIB


def _seconds(policy: KdfPolicy) -> float:
    started = time.perf_counter()
    stretch("calibration", bytes(SALT_BYTES), policy)
    return time.perf_counter() - started


def stretch(password: str, salt: bytes, policy: KdfPolicy) -> bytes:
    """The 32-byte Argon2id key of a password; typing it on another keyboard or system gives the same (NFKC)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFKC", password)
    if not typed:
        raise WeakPassword(least=1)
    derivation = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=policy.iterations,
        lanes=policy.lanes,
        memory_cost=policy.memory_kib,
    )
    return derivation.derive(typed.encode("utf-8", "surrogatepass"))


def bundle_key(stretched: bytes, device_secret: bytes, base_uuid: str, uid: str) -> bytes:
    """The key that opens one person's bundle: needs the password and the device together."""
    base, person = bytes.fromhex(base_uuid), bytes.fromhex(uid)
    if len(base) != ID_BYTES or len(person) != ID_BYTES:
        raise ValueError("id")
    return derive(stretched + device_secret, salt=base, info=b"crm/kek/1" + person)
