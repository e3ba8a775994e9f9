"""The recovery code: 40 random digits on paper that open the base on any device, and the slot that they open.

Printed as 8 groups of six: five digits and a check digit. The check digit is Damm's over the number of the group
and its five digits. It finds, always and by group: one wrong digit, two neighbouring digits swapped (also across a
border of groups, by the group whose check digit moved), and a group typed in another group's place. Of other
mistakes in a group it misses one in ten; the slot itself then refuses the code.
Digits alone, because Latin and Cyrillic letters look alike.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clientcrm.domain.errors import WrongRecoveryCode
from clientcrm.vault.canonical import Entropy
from clientcrm.vault.keys import KeyPair, derive
from clientcrm.vault.succession import Pins

GROUPS, DIGITS_IN_GROUP = 8, 5
PRINTED_GROUP = DIGITS_IN_GROUP + 1
CODE_DIGITS = GROUPS * DIGITS_IN_GROUP
SALT_BYTES = 16
_NONCE_BYTES = 12
_HYPHENS = frozenset("-‐‑‒–—−.,/|_")

# Damm's quasigroup of order 10: every row and column holds each digit once, and no digit gives itself twice.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def new_digits(entropy: Entropy) -> str:
    """40 digits, each of the ten equally likely (132 bits)."""
    digits = ""
    fair = 250  # bytes from here on would make 0-5 likelier
    while len(digits) < CODE_DIGITS:
        digits += "".join(str(byte % 10) for byte in entropy(CODE_DIGITS) if byte < fair)
    return digits[:CODE_DIGITS]


def check_digit(position: int, digits: str) -> str:
    """The check digit of the group at position 1-8."""
    state = 0
    for digit in f"{position}{digits}":
        state = _DAMM[state][int(digit)]
    return str(state)


def format_code(digits: str) -> str:
    """The 40 digits as they are printed: 8 groups of six with a space between."""
    if len(digits) != CODE_DIGITS or not digits.isascii() or not digits.isdigit():
        raise ValueError("digits")
    groups = [digits[i : i + DIGITS_IN_GROUP] for i in range(0, CODE_DIGITS, DIGITS_IN_GROUP)]
    return " ".join(group + check_digit(n, group) for n, group in enumerate(groups, 1))


def check_group(position: int, text: str) -> bool:
    """Whether one finished group of six digits is right at its position 1-8."""
    group = "".join(_plain(text).split())
    return (
        1 <= position <= GROUPS
        and len(group) == PRINTED_GROUP
        and "x" not in group
        and check_digit(position, group[:-1]) == group[-1]
    )


def check_groups(text: str) -> int:
    """The first group (1-8) that is wrong or missing, 0 if all eight are right."""
    groups = _plain(text).split()
    if len(groups) != GROUPS:
        joined = "".join(groups)
        groups = [joined[i : i + PRINTED_GROUP] for i in range(0, len(joined), PRINTED_GROUP)]
    for position in range(1, GROUPS + 1):
        if position > len(groups) or not check_group(position, groups[position - 1]):
            return position
    return GROUPS if len(groups) > GROUPS else 0


def read_code(text: str) -> str:
    """The 40 digits of a typed code; WrongRecoveryCode names the first group that cannot be right."""
    wrong = check_groups(text)
    if wrong:
        raise WrongRecoveryCode(group=wrong)
    printed = "".join(_plain(text).split())
    return "".join(printed[i : i + DIGITS_IN_GROUP] for i in range(0, len(printed), PRINTED_GROUP))


def _plain(text: str) -> str:
    """Digits of any script as ASCII, separators as spaces, anything else as x, so that no group moves."""
    return "".join(_plain_character(character) for character in unicodedata.normalize("NFKC", text))


def _plain_character(character: str) -> str:
    if character.isspace() or character in _HYPHENS:
        return " "
    digit = unicodedata.decimal(character, None)
    return "x" if digit is None else str(digit)


# ---------------------------------------------------------------- the slot in keys.json


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """What stands in keys.json: salt, and nonce with the sealed contents."""

    salt: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoverySecrets:
    """What the code opens: the second owner key, the device secret, and the owner keys trusted when it was made."""

    pair: KeyPair
    device_secret: bytes = field(repr=False)
    pins: Pins


def seal_slot(digits: str, base_uuid: str, secrets: RecoverySecrets, entropy: Entropy) -> RecoverySlot:
    """The slot that these 40 digits open."""
    salt, nonce = entropy(SALT_BYTES), entropy(_NONCE_BYTES)
    plain = secrets.pair.enc_private + secrets.pair.sig_private + secrets.device_secret + secrets.pins.to_bytes()
    body = AESGCM(_slot_key(digits, base_uuid, salt)).encrypt(nonce, plain, _slot_aad(base_uuid))
    return RecoverySlot(salt, nonce + body)


def open_slot(slot: RecoverySlot, digits: str, base_uuid: str) -> RecoverySecrets:
    """What the 40 digits open; WrongRecoveryCode(0) if they are another base's or an earlier code."""
    nonce, body = slot.sealed[:_NONCE_BYTES], slot.sealed[_NONCE_BYTES:]
    try:
        plain = AESGCM(_slot_key(digits, base_uuid, slot.salt)).decrypt(nonce, body, _slot_aad(base_uuid))
        enc, sig, device, pins = (plain[0:32], plain[32:64], plain[64:96], plain[96:])
        return RecoverySecrets(KeyPair.of(enc, sig), device, Pins.from_bytes(pins))
    except (InvalidTag, ValueError) as error:
        raise WrongRecoveryCode(group=0) from error


def _slot_key(digits: str, base_uuid: str, salt: bytes) -> bytes:
    return derive(digits.encode("ascii"), salt=bytes.fromhex(base_uuid) + salt, info=b"crm/recovery/1")


def _slot_aad(base_uuid: str) -> bytes:
    return b"crm/slot/1" + bytes.fromhex(base_uuid)
