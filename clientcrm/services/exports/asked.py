"""What an export or a print is, in words that a request keeps and a ticket covers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.exports import ContactsIn, ExportPlan, ExportShape, ExportWhat
from clientcrm.domain.filter_text import filter_from_json, filter_to_json
from clientcrm.services.gate import Gate


def planned_of(gate: Gate, plan: ExportPlan, contacts: ContactsIn, ids: Sequence[int] | None = None) -> dict[str, Any]:
    """The plan as a request keeps it: what, in which shape, which columns, which clients and what of their contacts.

    Never the text that was searched for, which may be somebody's number, but a keyed digest of it.
    """
    text = plan.filter.text.strip()
    picked = plan.ids is not None
    return {
        "what": plan.what.value,
        "shape": plan.shape.value,
        "ending": plan.path.suffix.lower(),
        "columns": sorted(plan.columns),
        "contacts": contacts.value,
        "filter": json.loads(filter_to_json(replace(plan.filter, text=""))),
        "text": _digest(gate, text) if text else "",
        "picked": picked,
        "ids": [int(i) for i in (ids if ids is not None else plan.ids or ())],
    }


def plan_of(asked: Mapping[str, Any], language: str) -> ExportPlan:
    """The plan back from what a request keeps; its clients are those that were settled when it was asked."""
    return ExportPlan(
        Path(f"file{asked['ending']}"),
        ExportWhat(asked["what"]),
        ExportShape(asked["shape"]),
        filter_of(asked),
        ids=tuple(asked["ids"]),
        columns=tuple(asked["columns"]),
        language=language,
    )


def filter_of(asked: Mapping[str, Any]) -> ClientFilter:
    """What the list was narrowed to, its text apart."""
    return filter_from_json(json.dumps(asked.get("filter", {})))


def _digest(gate: Gate, text: str) -> str:
    """Means nothing without a key of the person's portfolios."""
    first = min(gate.seals.readable, default=None)
    return gate.seals.key(first).search_key(f"asked:{text}").hex() if first is not None else "?"
