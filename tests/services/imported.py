"""Files for imports, and imports in one step: what a test says in a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from clientcrm.crm import Desk
from clientcrm.domain.imports import FileChoice, ImportCheck, ImportCounts, ImportOptions, ImportPlan, ImportResult
from tests.story.canonical import canonical

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data"


def csv_file(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ";") -> Path:
    """A text table as a spreadsheet program saves it."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these sheets; None is an empty cell, and text is text whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    book.save(path)
    return path


def planned(
    desk: Desk,
    path: Path,
    targets: Mapping[str, str] | None = None,
    *,
    sheet: str = "",
    password: str = "",
    **options: Any,
) -> ImportPlan:
    """The plan of a file, with what a person changed in it: targets by header."""
    plan = desk.importing.plan(FileChoice(path, sheet=sheet, password=password), ImportOptions(**options))
    if not targets:
        return plan
    columns = tuple(replace(c, target=targets.get(c.header, c.target)) for c in plan.columns)
    return desk.importing.replan(replace(plan, columns=columns))


def checked(desk: Desk, plan: ImportPlan) -> ImportCheck:
    """The dry run; its counts add up."""
    check = desk.importing.check(plan)
    assert_adds_up(check.counts)
    return check


def applied(desk: Desk, plan: ImportPlan) -> ImportResult:
    """The whole import; it does what the dry run said."""
    check = checked(desk, plan)
    result = desk.importing.apply(check.batch)
    assert said(result.counts) == said(check.counts)
    return result


def brought(desk: Desk, path: Path, targets: Mapping[str, str] | None = None, **choices: Any) -> ImportResult:
    """A file planned and brought in."""
    return applied(desk, planned(desk, path, targets, **choices))


def assert_adds_up(counts: ImportCounts) -> None:
    """No row is lost and none counts twice."""
    assert counts.rows == counts.created + counts.updated + counts.skipped + counts.failed
    assert counts.unchanged + counts.merged <= counts.skipped


def said(counts: ImportCounts) -> dict[str, int]:
    """The counts that are not nothing, but for rows and warnings."""
    names = ("created", "updated", "skipped", "failed", "unchanged", "merged")
    return {name: getattr(counts, name) for name in names if getattr(counts, name)}


def drafts(desk: Desk) -> dict[str, dict[str, Any]]:
    """What the base says of each client, by name or what stands in for it; two of one are an error of the test."""
    found: dict[str, dict[str, Any]] = {}
    for client in canonical(desk)["clients"].values():
        draft = client["draft"] | {"opening": client["opening"], "created_at": client["created_at"]}
        _, raw, normal, *_ = draft["contacts"][0] if draft["contacts"] else ("", "", "")
        name = draft.get("name") or normal or raw
        assert name not in found, name
        found[name] = draft
    return found


def points(draft: dict[str, Any], kind: str) -> list[tuple[str, ...]]:
    """Contact points of a kind as (normal form or raw text, extension, label, status)."""
    return [
        (normal or raw, ext, label, status)
        for found, raw, normal, ext, label, status, *_ in draft["contacts"]
        if found == kind
    ]
