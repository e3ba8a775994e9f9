"""The report workbook of an import (EXCEL.md 5.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Batch, Client
from clientcrm.domain.import_words import CODE_WORDS, REPORT_WORDS
from clientcrm.domain.imports import ImportPlan
from clientcrm.domain.mapping.columns import report_columns
from clientcrm.domain.report_words import ACTION_WORDS, DOUBLES_WORDS, KEY_WORDS
from clientcrm.services.gate import Gate
from clientcrm.services.imports.staging import Staged, Staging
from clientcrm.services.imports.summary import summary_rows

_MOST_COMMENTS = 5_000
_MOST_ROWS = 200_000
_RED, _YELLOW = "F8CBAD", "FFF2CC"


def is_report(plan: ImportPlan) -> bool:
    """Whether the file is a sheet of our own report, given back with its rows mended."""
    return bool(report_columns([column.header for column in plan.columns]))


def first_numbers(rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows of a report by the numbers that they had in the first file; always rising, whatever somebody moved."""
    last = 0
    for number, cells in rows:
        text = str(cells[0]).strip() if cells else ""
        last = max(last + 1, int(text) if text.isdecimal() else number if not last else 0)
        yield last, cells


def write_report(
    session: Session, batch: Batch, plan: ImportPlan, staging: Staging, path: Path, gate: Gate, language: str = "ru"
) -> Path:
    """Summary, rows to mend (importable as they are), warnings, duplicates."""
    from clientcrm.files.layout import Column, Sheet
    from clientcrm.files.xlsx_writer import write_workbook

    words = REPORT_WORDS[language]
    headers = [column.header for column in plan.columns]
    own = tuple(
        Column(header or column.letter, width=18.0) for header, column in zip(headers, plan.columns, strict=True)
    )
    service = (Column(words["row"], width=12.0), Column(words["what"], width=48.0))
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = [
        Sheet(
            words["summary"],
            (Column("", width=36.0), Column("", width=60.0)),
            summary_rows(batch, plan, gate, language),
            header=False,
            filtered=False,
        )
    ]
    for key, fill, wanted in (("mend", _RED, "E"), ("warnings", _YELLOW, "W")):
        rows = _rows(staging, session, wanted, fill, language)
        sheets.append(Sheet(words[key], (*service, *own), rows, marked=True, frozen=2))
    more = DOUBLES_WORDS[language]
    titles = (words["row"], words["client"], more["same"], more["key"], more["decision"], words["what"])
    widths = (12.0, 32.0, 32.0, 24.0, 16.0, 48.0)
    doubles = tuple(Column(title, width=width) for title, width in zip(titles, widths, strict=True))
    sheets.append(Sheet(words["doubles"], doubles, _doubles(staging, session, language), frozen=2))
    write_workbook(str(path), sheets)
    return path


def _rows(staging: Staging, session: Session, wanted: str, fill: str, language: str) -> Iterator[list[Any]]:
    from clientcrm.files.layout import Marked

    comments = count = 0
    for _, rows in staging.chunks(session):
        for row in rows:
            noted = [problem for problem in row.problems if problem[1].startswith(wanted)]
            if not noted or (wanted == "W" and row.failed) or count >= _MOST_ROWS:
                continue
            count += 1
            by_column = {problem[0]: problem for problem in noted}
            cells: list[Any] = []
            for place, cell in enumerate(row.cells):
                text = "" if cell is None else str(cell)
                if place in by_column:
                    comments += 1
                    said = _said(by_column[place], language) if comments <= _MOST_COMMENTS else ""
                    cells.append(Marked(text, fill, said))
                else:
                    cells.append(text)
            what = "; ".join(dict.fromkeys(_said(problem, language) for problem in noted))
            yield [str(row.row), what, *cells]


def _doubles(staging: Staging, session: Session, language: str) -> Iterator[list[Any]]:
    """Every row that is or may be somebody who is there: who, by what, and what was decided."""
    keys, actions, words = KEY_WORDS[language], ACTION_WORDS[language], DOUBLES_WORDS[language]
    for _, rows in staging.chunks(session):
        found = [(row, noted) for row in rows if (noted := _of_doubles(row))]
        held = {row.client_id for row, _ in found if row.client_id is not None}
        names: dict[int, str] = {}
        for part in in_parts(held):
            query = select(Client.id, Client.name).where(Client.id.in_(part))
            names.update((client_id, name) for client_id, name in session.execute(query))
        for row, noted in found:
            same, key = names.get(row.client_id or 0, ""), ""
            for _, code, value, proposal in noted:
                key = key or (value if code == "D402" else proposal)
                if not same and code in ("D401", "D403") and value and row.client_id is None:
                    same = words["row"].format(row=value)
            said = "; ".join(_said(problem, language) for problem in noted)
            yield [str(row.row), _name(row), same, keys.get(key, key), actions.get(row.action, ""), said]


def _of_doubles(row: Staged) -> list[list[Any]]:
    return [problem for problem in row.problems if problem[1].startswith("D") or problem[1] == "E302"]


def _said(problem: list[Any], language: str) -> str:
    words = CODE_WORDS[language].get(problem[1], problem[1])
    text = words.format(value=problem[2], proposal=problem[3])
    # Of a double it is the key that joined the rows: it stands in a column of its own.
    proposed = problem[3] and problem[1][0] != "D" and "{proposal}" not in words
    return f"{text} → {problem[3]}" if proposed else text


def _name(row: Staged) -> str:
    return str(row.values.get("d", {}).get("name", "")) if "d" in row.values else ""
