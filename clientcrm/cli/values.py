"""Values of the core as JSON: days and moments as ISO 8601, money in minor units, enumerations by their word."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

from clientcrm.domain.values.dates import PartialDate


def as_json(value: Any) -> Any:
    """The same in types that JSON has."""
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    return value
