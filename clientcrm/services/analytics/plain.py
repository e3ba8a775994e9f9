"""Figures as plain numbers, lists and words: no frame leaves the services."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.averages import to_minor
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.rhythm import LEAST_RETURNS
from clientcrm.domain.analytics.stats import Curve

Plain = dict[str, Any]
# Options by the names that they are asked for with; where the limit comes from is told as L_source.
_ASKED = {"lost_after": "L"}
_ASKED_OF = {"conversion": {"window": "W"}, "entry-exit": {"window": "W"}}
_TOLD_APART = {"status": ("source",)}


def told(figure: Figure, **numbers: object) -> Plain:
    """What every figure says, and these numbers of it."""
    few = figure.not_enough
    said: Plain = {"name": figure.name, "as_of": figure.as_of, "n": figure.n, "formula": figure.formula}
    asked, apart = _ASKED | _ASKED_OF.get(figure.name, {}), _TOLD_APART.get(figure.name, ())
    said["options"] = {asked.get(key, key): value for key, value in figure.options.items() if key not in apart}
    if few is not None:
        said["not_enough_data"] = not_enough(few)
    return {key: plain(value) for key, value in (said | numbers).items()}


def not_enough(few: NotEnough) -> Plain:
    """Why there is nothing to tell."""
    return {"reason": few.reason, "have": few.have, "need": few.need}


def plain(value: Any) -> Any:
    """A value in types that JSON has; a day as ISO, an exact sum rounded to minor units, half up."""
    if value is None or value is pd.NA or isinstance(value, str | bool):
        return None if value is pd.NA else value
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value
    return _compound(value)


def _compound(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return to_minor(value)
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, np.ndarray | pd.Series):
        return [plain(item) for item in value.tolist()]
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(type(value).__name__)


def rows(frame: pd.DataFrame, days: Collection[str] = (), leave: Collection[str] = ()) -> list[Plain]:
    """One dictionary per row, its index first where it has a name; `days` are columns of ordinals."""
    named = [name for name in frame.index.names if name is not None]
    whole = frame.reset_index() if named else frame
    columns = {}
    for name in whole.columns:
        if name in leave:
            continue
        values = [plain(value) for value in whole[name].tolist()]
        columns[str(name)] = [_day(value) for value in values] if name in days else values
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def curve_rows(curve: Curve) -> list[Plain]:
    """A return curve at each day on which somebody returned; without shares where fewer than ten did."""
    columns = (curve.times, curve.survival, curve.at_risk, curve.ended)
    told = [
        {"days": int(time), "away": float(away), "returned": 1.0 - float(away), "at_risk": int(left), "came": int(came)}
        for time, away, left, came in zip(*columns, strict=True)
    ]
    return told if curve.events >= LEAST_RETURNS else [row | {"away": None, "returned": None} for row in told]


def _day(value: Any) -> str | None:
    return date.fromordinal(int(value)).isoformat() if value is not None and value > 0 else None
