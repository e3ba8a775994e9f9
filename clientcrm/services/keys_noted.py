"""What the journal knows of keys.json: a change whose entry was lost to a kill is noticed at the next sign-in."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from clientcrm.data.models import Setting
from clientcrm.vault.header import Header

_KEY = "keys_noted"


def changes_of_keys(session: Session, header: Header) -> list[tuple[str, dict[str, object]]]:
    """Journal actions, with particulars, for what changed in keys.json and was not noted; it is noted now.

    Nothing is told of a base that notes its keys for the first time.
    """
    row = session.get(Setting, _KEY)
    before: dict[str, Any] = json.loads(row.value) if row is not None else {}
    now = _state(header)
    if now == before:
        return []
    session.merge(Setting(key=_KEY, value=json.dumps(now, sort_keys=True)))
    return _told(before, now) if before else []


def _state(header: Header) -> dict[str, Any]:
    """The number of the manifest, the generation, and the salt of each password: it is new with each password."""
    passwords = {uid: slot.salt.hex() for uid, slot in header.bundles.items()}
    return {"manifest": header.manifest_seq, "generation": header.generation, "passwords": passwords}


def _told(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = []
    numbers = {name: [before[name], now[name]] for name in ("manifest", "generation") if before[name] != now[name]}
    if numbers:
        found.append(("keys.changed", dict(numbers)))
    for uid, salt in now["passwords"].items():
        if before["passwords"].get(uid, salt) != salt:
            found.append(("person.password_changed", {"person": uid}))
    return found
