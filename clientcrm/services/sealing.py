"""The session's keys by the numbers that rows carry: which portfolios open, and their sealed columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from clientcrm.domain.errors import NoKey
from clientcrm.vault.fields import ColumnSeal, FieldSeal
from clientcrm.vault.unlocked import Change, Unlocked

_INBOX = ("inbox_item", "sealed")


class Seals:
    """Seals and opens what the tables keep sealed; closed together with the session."""

    def __init__(self, keys: Unlocked | Change, portfolios: Mapping[int, str]) -> None:
        """`portfolios` maps a row's portfolio number to the vault's id of it."""
        self._columns: dict[tuple[int, str], ColumnSeal] = {}
        self.renew(keys, portfolios)

    def renew(self, keys: Unlocked | Change, portfolios: Mapping[int, str]) -> None:
        """Go on with what the keys open now: a portfolio came or went, or has another key."""
        self._keys, self._portfolios = keys, dict(portfolios)
        self._seals = {
            number: keys.seals[vault_id] for number, vault_id in portfolios.items() if vault_id in keys.seals
        }
        self._columns = {}

    @property
    def owner_seal(self) -> FieldSeal | None:
        """The seal of what owners alone read; None for others."""
        return self._keys.owner_seal

    @property
    def readable(self) -> frozenset[int]:
        """Portfolios whose contacts this session can open."""
        return frozenset(self._seals)

    def opens(self, portfolio: int) -> bool:
        """Whether contacts of the portfolio can be read."""
        return portfolio in self._seals

    def key(self, portfolio: int) -> FieldSeal:
        """The portfolio's key, or NoKey."""
        try:
            return self._seals[portfolio]
        except KeyError:
            raise NoKey(str(portfolio)) from None

    def contacts(self, portfolio: int) -> ColumnSeal:
        """Values of contact points."""
        return self._column(portfolio, "contact_point", "sealed", contact=True)

    def masked(self, portfolio: int) -> ColumnSeal:
        """Masked contacts of a client for lists and cards."""
        return self._column(portfolio, "client_private", "masked", contact=True)

    def documents(self, portfolio: int) -> ColumnSeal:
        """Address, note and own fields of a client."""
        return self._column(portfolio, "client_private", "document")

    def texts(self, portfolio: int) -> ColumnSeal:
        """Free text of dealings."""
        return self._column(portfolio, "timeline_entry", "text")

    def comments(self, portfolio: int) -> ColumnSeal:
        """Comments of receipts."""
        return self._column(portfolio, "purchase", "comment")

    def staging(self, portfolio: int, column: str) -> ColumnSeal:
        """Staged rows of an import: values, cells or noted rows."""
        return self._column(portfolio, "batch_chunk", column)

    def before(self, portfolio: int) -> ColumnSeal:
        """Earlier values that an undo needs."""
        return self._column(portfolio, "batch_effect", "before")

    def to_inbox(self, portfolio: int, uuid: bytes, value: Any) -> bytes:
        """A JSON value for whoever reads the portfolio, left by anybody; NoKey where there is no such portfolio."""
        said = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return self._keys.seal_to_inbox(self._portfolios.get(portfolio, ""), *_INBOX, uuid, said)

    def from_inbox(self, portfolio: int, uuid: bytes, sealed: bytes) -> Any:
        """What was left there; NoKey for those who don't read the portfolio, SealBroken."""
        self.key(portfolio)
        return json.loads(self._keys.open_inbox(self._portfolios[portfolio], *_INBOX, uuid, sealed))

    def close(self) -> None:
        """Forget every key."""
        self._seals.clear()
        self._columns.clear()

    def _column(self, portfolio: int, table: str, column: str, *, contact: bool = False) -> ColumnSeal:
        name = (portfolio, f"{table}.{column}")
        found = self._columns.get(name)
        if found is None:
            found = self.key(portfolio).column(table, column, "contact" if contact else "text")
            self._columns[name] = found
        return found


def seal_json(column: ColumnSeal, uuid: bytes, value: Any) -> bytes:
    """A JSON value, sealed."""
    return column.seal(uuid, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def open_json(column: ColumnSeal, uuid: bytes, sealed: bytes) -> Any:
    """The JSON value back; SealBroken if it was touched."""
    return json.loads(column.open(uuid, sealed))
