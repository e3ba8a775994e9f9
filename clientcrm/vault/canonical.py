"""The one byte form of every value that is signed, hashed or stored in keys.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
Entropy: TypeAlias = Callable[[int], bytes]

ID_BYTES = 16
KEY_BYTES = 32


class NotCanonical(ValueError):
    """The bytes or values are not what the format allows; the message is a short key."""


def canonical(value: Json) -> bytes:
    """The UTF-8 JSON of a value: sorted keys, no spaces, no floats; equal values give equal bytes."""
    _refuse_ambiguous(value)
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode("utf-8")
    except (UnicodeEncodeError, RecursionError) as error:
        raise NotCanonical("encoding") from error


def parse_canonical(data: bytes) -> Json:
    """The value of bytes made by `canonical`; any other spelling of the same value is refused.

    Strictness is what makes each byte of keys.json count: a flipped byte can never be read as the same value.
    """
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not_json") from error
    if canonical(value) != data:
        raise NotCanonical("not_canonical")
    return value


def _refuse_ambiguous(value: Json) -> None:
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical("key")
            _refuse_ambiguous(item)
        return
    if isinstance(value, list | tuple):
        for item in value:
            _refuse_ambiguous(item)
        return
    raise NotCanonical("type")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("twice")
    return found


def _refuse_number(text: str) -> Json:
    raise NotCanonical("number")


# ---------------------------------------------------------------- strict reading of parsed values


def shape(value: Json, *keys: str) -> dict[str, Json]:
    """The object, if it has exactly these keys."""
    if not isinstance(value, dict) or set(value) != set(keys):
        raise NotCanonical("shape")
    return value


def listed(value: Json, most: int) -> list[Json]:
    """The list, if it is no longer than `most`."""
    if not isinstance(value, list) or len(value) > most:
        raise NotCanonical("list")
    return value


def whole(value: Json, least: int, most: int) -> int:
    """The integer, if it lies within the limits."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise NotCanonical("number")
    return value


def text(value: Json, most: int) -> str:
    """The string, if it is no longer than `most` characters."""
    if not isinstance(value, str) or len(value) > most:
        raise NotCanonical("text")
    return value


def from_hex(value: Json, least: int, most: int | None = None) -> bytes:
    """The bytes written as lowercase hex, `least` of them exactly or up to `most`."""
    if not isinstance(value, str) or value != value.lower():
        raise NotCanonical("hex")
    try:
        data = bytes.fromhex(value)
    except ValueError as error:
        raise NotCanonical("hex") from error
    if data.hex() != value or not least <= len(data) <= (least if most is None else most):
        raise NotCanonical("hex")
    return data


def identifier(value: Json) -> str:
    """A person's, portfolio's or base's id: 16 bytes as 32 lowercase hex characters."""
    return from_hex(value, ID_BYTES).hex()
