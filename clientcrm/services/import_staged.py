"""Rows between reading and deciding: how a read client is staged and read back, how portions are kept, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientcrm.data.models import Batch
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, OpeningBalance
from clientcrm.domain.imports import ImportCounts, RowAction
from clientcrm.domain.intake.client_reader import ReadClient
from clientcrm.domain.intake.codec import draft_from_json
from clientcrm.services.gate import Gate
from clientcrm.services.import_staging import CHUNK, Staged, Staging, cells_to_json

_PORTION = 5000


@dataclass(slots=True)
class Tally:
    """Counts of a run: rows = created + updated + skipped + failed, by construction one action a row."""

    actions: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    warned: int = 0
    receipts: int = 0

    def add(self, row: Staged) -> None:
        """Count one row with what was noticed about it."""
        self.actions[row.action] += 1
        seen = {problem[1] for problem in row.problems}
        self.codes.update(seen)
        self.warned += any(code.startswith(("W", "D")) for code in seen)

    def counts(self) -> ImportCounts:
        """The counts as they are shown."""
        by = self.actions
        unchanged, merged = by[RowAction.UNCHANGED.value], by[RowAction.MERGE.value]
        return ImportCounts(
            rows=sum(by.values()),
            created=by[RowAction.CREATE.value],
            updated=by[RowAction.UPDATE.value],
            skipped=unchanged + merged + by[RowAction.SKIP.value],
            failed=by[RowAction.FAIL.value],
            unchanged=unchanged,
            merged=merged,
            warnings=self.warned,
            receipts=self.receipts,
        )


def stage_rows(
    gate: Gate,
    batch_id: int,
    portfolio: int,
    rows: Iterator[Staged],
    done: int,
    step: Callable[[int], None],
) -> int:
    """Seal the rows by the chunk, each portion in a transaction of its own; how many rows are staged in all."""
    staging = Staging(gate, batch_id, portfolio)
    number = done // CHUNK
    portion: list[list[Staged]] = []
    chunk: list[Staged] = []

    def write(last: bool) -> None:
        nonlocal number, portion, done
        with gate.write(Permission.IMPORT, "import.staged") as session:
            gate.nothing_changed(session)
            for rows_of_chunk in portion:
                staging.add(session, number, rows_of_chunk)
                number += 1
                done += len(rows_of_chunk)
            session.get_one(Batch, batch_id).rows_done = done
        portion = []

    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            portion.append(chunk)
            chunk = []
            if len(portion) * CHUNK >= _PORTION:
                write(last=False)
                step(done)
    if chunk:
        portion.append(chunk)
    if portion:
        write(last=True)
    step(done)
    return done


def staged_client(row_no: int, cells: Sequence[Any], read: ReadClient) -> Staged:
    """A read row as it is staged."""
    values: dict[str, Any] = {"d": read.values}
    if read.public_id:
        values["p"] = read.public_id
    if read.created_at:
        values["c"] = read.created_at
    if read.opening:
        values["o"] = read.opening
    if read.inn_valid:
        values["i"] = 1
    if not read.name_given:
        values["n"] = 0
    if read.state:
        values["s"] = read.state
    row = Staged(row_no, cells_to_json(cells), values, read.problems)
    if read.problems and row.failed:
        row.action = RowAction.FAIL.value
    return row


def read_again(staged: Staged) -> tuple[ClientDraft, OpeningBalance]:
    """The draft and the opening balance of a staged row."""
    from datetime import date

    opening = OpeningBalance()
    if "o" in staged.values:
        total, count, first, last, source = staged.values["o"]
        opening = OpeningBalance(
            total,
            count,
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
            source,
        )
    return draft_from_json(staged.values["d"]), opening
