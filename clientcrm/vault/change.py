"""A prepared replacement of keys.json: nothing has happened until it is committed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clientcrm.vault import chain
from clientcrm.vault.fields import FieldSeal
from clientcrm.vault.header import Header
from clientcrm.vault.holding import Holding


class StaleChange(RuntimeError):
    """The change was prepared from a header that is no longer the current one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A prepared keys.json and what its maker will hold once it is committed.

    Where `generation` differs from the session's, the database file is first copied under `dbk`, and every value of
    a portfolio whose seal has another epoch is sealed anew in the copy.
    """

    holding: Holding = field(repr=False)
    before: Header = field(repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    device_secret: bytes | None = field(default=None, repr=False)

    @property
    def header(self) -> Header:
        """What keys.json will hold."""
        return self.holding.header

    @property
    def generation(self) -> int:
        """Which database file the header belongs to."""
        return self.holding.keys.generation

    @property
    def dbk(self) -> bytes:
        """The key of that file."""
        return self.holding.keys.dbk

    @property
    def seals(self) -> Mapping[str, FieldSeal]:
        """The seals after the change, by portfolio."""
        return self.holding.seals

    @property
    def owner_seal(self) -> FieldSeal | None:
        """The owner-only seal after the change."""
        return self.holding.owner_seal

    def seal_seed(self, session: bytes, uid: str, seed: bytes) -> bytes:
        """The seed of somebody's session as owners read it after the change."""
        header = self.header
        return chain.seal_seed(header.manifest.shared.audit_pub, header.base_uuid, session, uid, seed)

    def seal_to_inbox(self, portfolio: str, table: str, column: str, row_uuid: bytes, plaintext: bytes) -> bytes:
        """A value left for the readers of a portfolio after the change."""
        return self.holding.seal_to_inbox(portfolio, table, column, row_uuid, plaintext)

    def open_inbox(self, portfolio: str, table: str, column: str, row_uuid: bytes, sealed: bytes) -> bytes:
        """A value that was left under the keys after the change."""
        return self.holding.open_inbox(portfolio, table, column, row_uuid, sealed)
