"""What a portfolio's earlier keys are still needed for: to tell a row that was imported while they held."""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import ImportedRow, Setting
from clientcrm.domain.errors import SealBroken
from clientcrm.vault.fields import FieldSeal, IndexKey

_NAME: Final = "former_keys.{}"
_PLACE: Final = ("setting", "former_keys")


def keep_former_key(session: Session, portfolio: int, before: FieldSeal, after: FieldSeal) -> None:
    """Remember by what rows were known until now, under the portfolio's next key.

    A row without a phone, e-mail or code is known again by a fingerprint alone, which cannot be made anew: its words
    are not kept. The key of fingerprints opens nothing. Nothing is kept where no such row was ever imported.
    """
    if session.scalars(select(ImportedRow.batch_id).limit(1)).first() is None:
        return
    known = [*(key.raw.hex() for key in former_keys(session, portfolio, before)), before.raw.hex()]
    sealed = after.seal(*_PLACE, bytes.fromhex(after.portfolio), json.dumps(known).encode(), "text")
    session.merge(Setting(key=_NAME.format(portfolio), value=json.dumps(sealed.hex())))


def former_keys(session: Session, portfolio: int, key: FieldSeal) -> list[IndexKey]:
    """Those keys, the oldest first; none that somebody spoiled."""
    row = session.get(Setting, _NAME.format(portfolio))
    if row is None:
        return []
    try:
        known = key.open(*_PLACE, bytes.fromhex(key.portfolio), bytes.fromhex(json.loads(row.value)), "text")
    except (SealBroken, ValueError, TypeError):
        return []
    return [IndexKey(bytes.fromhex(text)) for text in json.loads(known)]
