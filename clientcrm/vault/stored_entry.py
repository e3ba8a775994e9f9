"""An entry of the journal as it is stored, and the bytes of it that the chain covers."""

from __future__ import annotations

from datetime import datetime
from json.encoder import encode_basestring
from typing import Any, NamedTuple

_DAY, _CLOCK, _REST, _WHOLE_SECOND = slice(0, 10), slice(11, 19), slice(19, None), ("", ".000000")


class StoredEntry(NamedTuple):
    """The columns in the order in which the journal is read; any of them may hold what no writer stores."""

    seq: Any
    session_id: Any
    at: Any
    uid: Any
    action: Any
    object_kind: Any
    object_id: Any
    count: Any
    detail_json: Any
    mac: Any


def covered(row: Any, seq: int) -> bytes:
    """What the chain covers of a stored entry under this number: the canonical form, made in a third of the time.

    What no writer stores (a number where a text belongs, a part of a second) gives bytes that no key has sealed.
    """
    _, session_id, at, uid, action, kind, object_id, count, detail, _ = row
    if isinstance(at, datetime):
        at = at.strftime("%Y-%m-%d %H:%M:%S")
    try:
        if at[_REST] not in _WHOLE_SECOND:
            return b""
        said = (
            f'{{"action":{encode_basestring(action)},"at":"{at[_DAY]}T{at[_CLOCK]}Z","count":{count},'
            f'"detail":{encode_basestring(detail)},"id":{"null" if object_id is None else object_id},'
            f'"kind":{encode_basestring(kind)},"seq":{seq},"session":{session_id},"uid":{encode_basestring(uid)}}}'
        )
        return said.encode("utf-8")
    except (TypeError, UnicodeEncodeError):
        return b""
