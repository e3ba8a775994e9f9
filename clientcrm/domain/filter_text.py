"""A client filter as text, to be kept with a segment or a request, and back."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from clientcrm.domain.clients import ClientFilter, ClientKind, ClientState
from clientcrm.domain.segments import from_plain, to_plain

_DATES = ("created_from", "created_to", "last_from", "last_to", "next_from", "next_to")
_ENUMS: dict[str, Any] = {"states": ClientState, "kinds": ClientKind}


def filter_to_json(asked: ClientFilter) -> str:
    """Only what differs from asking for nothing."""
    default = ClientFilter()
    values = {
        field.name: getattr(asked, field.name)
        for field in dataclasses.fields(ClientFilter)
        if getattr(asked, field.name) != getattr(default, field.name)
    }
    if asked.where is not None:
        values["where"] = to_plain(asked.where)
    return json.dumps(values, ensure_ascii=False, default=str)


def filter_from_json(text: str) -> ClientFilter:
    """The filter back; words of a newer program are left out. Invalid for a tree that is none."""
    known = {field.name for field in dataclasses.fields(ClientFilter)}
    values: dict[str, Any] = {}
    for name, value in json.loads(text).items():
        if name not in known:
            continue
        if name == "where":
            value = from_plain(value)
        elif name in _DATES:
            value = date.fromisoformat(value)
        elif isinstance(value, list):
            made = _ENUMS.get(name, lambda item: item)
            value = tuple(made(item) for item in value)
        values[name] = value
    return ClientFilter(**values)
