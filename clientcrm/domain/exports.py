"""What can be written to a file, and in which shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from clientcrm.domain.clients import ClientFilter, ClientOrder


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
class Exported:
    """A file that was written."""

    path: Path
    rows: int
    purchases: int
    seconds: float
