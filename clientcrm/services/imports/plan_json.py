"""A plan as it is kept with its batch: JSON values without a cell of the file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from clientcrm.domain.imports import (
    ColumnPlan,
    ColumnReading,
    FileChoice,
    ImportKind,
    ImportOptions,
    ImportPlan,
    MadeColumn,
    OnDuplicate,
    UnknownClients,
    ValuePlan,
)


def plan_to_json(plan: ImportPlan) -> dict[str, Any]:
    """The plan as JSON values, without cells of the file: it is kept unsealed. Passwords of files are not kept."""
    value = asdict(plan)
    value["choice"] |= {"path": str(plan.choice.path), "password": ""}
    for column in value["columns"]:
        column["samples"] = ()
    value["options"]["per_column"] = {str(k): v.value for k, v in plan.options.per_column.items()}
    return value


def plan_from_json(value: dict[str, Any]) -> ImportPlan:
    """The plan back."""
    options = dict(value["options"])
    options["kind"] = ImportKind(options["kind"])
    options["on_duplicate"] = OnDuplicate(options["on_duplicate"])
    options["unknown_clients"] = UnknownClients(options["unknown_clients"])
    options["fill_down"] = tuple(options["fill_down"])
    options["per_column"] = {int(k): OnDuplicate(v) for k, v in options["per_column"].items()}
    choice = value["choice"] | {"path": Path(value["choice"]["path"])}
    return ImportPlan(
        choice=FileChoice(**choice),
        sheet=value["sheet"],
        kind=ImportKind(value["kind"]),
        header_row=value["header_row"],
        rows=value["rows"],
        columns=tuple(_column_from(c) for c in value["columns"]),
        values=tuple(ValuePlan(**v) for v in value["values"]),
        options=ImportOptions(**options),
        template=value["template"],
        warnings=tuple(value["warnings"]),
        can_run=value["can_run"],
        why_not=value["why_not"],
        reading=tuple(ColumnReading(**r) for r in value.get("reading", ())),
        template_new=tuple(value.get("template_new", ())),
        template_gone=tuple(value.get("template_gone", ())),
    )


def _column_from(value: dict[str, Any]) -> ColumnPlan:
    made = MadeColumn(value.get("made", ""))
    return ColumnPlan(**(value | {"samples": tuple(value["samples"]), "made": made}))
