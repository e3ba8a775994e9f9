"""What can be written to a file, and in which shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from clientcrm.domain.access import Permission, Scope, User
from clientcrm.domain.clients import ClientFilter, ClientOrder

USUAL_CAP: Final = 5_000
PRINTED_COLUMNS: Final = ("full_name", "phone", "tier", "last_purchase", "city")


class ExportShape(StrEnum):
    """Who the file is for."""

    FULL_COPY = "full_copy"
    FOR_PEOPLE = "for_people"
    FOR_MAILING = "for_mailing"


class ExportWhat(StrEnum):
    """Which records go out."""

    CLIENTS = "clients"
    PURCHASES = "purchases"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """A file to write: format by its ending (.xlsx, .csv, .vcf); `ids` narrows to a selection."""

    path: Path
    what: ExportWhat = ExportWhat.ALL
    shape: ExportShape = ExportShape.FULL_COPY
    filter: ClientFilter = field(default_factory=ClientFilter)
    order: ClientOrder = field(default_factory=ClientOrder)
    ids: tuple[int, ...] | None = None
    columns: tuple[str, ...] = ()
    password: str = ""
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """A list to be put on paper; `ids` narrows to a selection, no columns means the usual ones."""

    filter: ClientFilter = field(default_factory=ClientFilter)
    order: ClientOrder = field(default_factory=ClientOrder)
    ids: tuple[int, ...] | None = None
    columns: tuple[str, ...] = ()
    language: str = "ru"

    def as_export(self) -> ExportPlan:
        """The same list as a file would hold it."""
        columns = self.columns or PRINTED_COLUMNS
        return ExportPlan(
            Path(),
            ExportWhat.CLIENTS,
            ExportShape.FOR_PEOPLE,
            self.filter,
            self.order,
            self.ids,
            columns,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written; files of staff that cannot carry a line say in their name whose they are."""

    path: Path
    rows: int
    purchases: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who took data out, when by the shop's clock, and by which agreement: stands on each file and page of staff."""

    name: str
    at: datetime
    request: int | None = None


class ContactsIn(StrEnum):
    """How contacts stand in a file."""

    FULL = "full"
    OWN = "own"
    MASKED = "masked"
    NONE = "none"


def contacts_in(user: User, *, agreed: bool = False) -> ContactsIn:
    """How far contacts go in a file of this person; `agreed`: the owner has seen what the file will hold."""
    scope = user.scope(Permission.SHOW_CONTACTS)
    if scope is Scope.YES or (agreed and scope is Scope.REQUEST):
        return ContactsIn.FULL
    if scope is Scope.OWN:
        return ContactsIn.OWN
    return ContactsIn.NONE if scope is Scope.NO else ContactsIn.MASKED


def export_cap(user: User, policy: Mapping[str, Any]) -> int | None:
    """How many clients one file of this person may hold; None for owners, who may take everything."""
    if user.is_owner:
        return None
    said = policy.get("export_cap")
    return said if isinstance(said, int) and not isinstance(said, bool) and said >= 0 else USUAL_CAP
