"""Rows between reading and deciding: how a read client is staged and read back, how portions are kept, counts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientcrm.data.models import Batch
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, OpeningBalance
from clientcrm.domain.imports import COLOUR_COLUMN, ImportCounts, ImportPlan, RowAction, RowProblem
from clientcrm.domain.intake.client_block import ClientBlock
from clientcrm.domain.intake.client_reader import ReadClient, ReadingRules
from clientcrm.domain.intake.codec import draft_from_json
from clientcrm.domain.intake.keys import RowKeys
from clientcrm.domain.intake.purchase_line import LineBlock
from clientcrm.services.gate import Gate
from clientcrm.services.imports.book import Book
from clientcrm.services.imports.staging import CHUNK, ReadRows, Staged, Staging, cells_by_column, cells_to_json
from clientcrm.vault.fields import FieldSeal, IndexKey

# Beyond this many problems an answer becomes unreadable; the report holds them all.
MOST_PROBLEMS = 10_000
_PORTION = 5000
# Beside every W: who may be somebody else, and an id that nobody here has. That a client was found again is none.
_WARNINGS = frozenset({"D403", "E303"})


# Under which keys a row is staged what stands beside its draft: "k" is the tier of its colour.
PAINTED = "painted"
_KEYS = {"public_id": "p", "created_at": "c", "opening": "o", "inn_valid": "i", "name_given": "n", "state": "s"}
_KEYS[PAINTED] = "k"
_AS_NUMBER = {"inn_valid": 1, "name_given": 0}


@dataclass(slots=True)
class Tally:
    """Counts of a run: rows = created + updated + skipped + failed, by construction one action a row."""

    actions: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    warned: int = 0
    receipts: int = 0

    def add(self, actions: Sequence[str], rows: Sequence[Staged]) -> None:
        """Count what is done with the rows of a chunk, and what was noticed about some of them."""
        self.actions.update(actions)
        for row in rows:
            if row.problems:
                seen = {problem[1] for problem in row.problems}
                self.codes.update(seen)
                self.warned += any(code[0] == "W" or code in _WARNINGS for code in seen)

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


class Noticed:
    """What was noticed of rows as they pass, errors before everything else where there are too many to show."""

    def __init__(self, headers: Sequence[str]) -> None:
        self._headers = headers
        self._errors: list[RowProblem] = []
        self._others: list[RowProblem] = []

    def add(self, row: Staged) -> None:
        """Take a row's problems in."""
        if len(self._others) >= MOST_PROBLEMS and not row.failed:
            return
        for problem in row.row_problems(self._headers):
            found = self._errors if problem.is_error else self._others
            if len(found) < MOST_PROBLEMS:
                found.append(problem)

    def problems(self) -> tuple[RowProblem, ...]:
        """The problems row by row."""
        kept = [*self._errors, *self._others[: MOST_PROBLEMS - len(self._errors)]]
        return tuple(sorted(kept, key=lambda problem: problem.row))


class Stage:
    """Where read rows are put: sealed by the chunk, each portion in a transaction of its own."""

    def __init__(self, gate: Gate, batch_id: int, portfolio: int, done: int, step: Callable[[int], None]) -> None:
        self._gate = gate
        self._batch_id = batch_id
        self._staging = Staging(gate, batch_id, portfolio)
        self._number = -(-done // CHUNK)
        self._portion: list[ReadRows] = []
        self._done = done
        self._step = step

    def put(self, chunk: ReadRows) -> None:
        """Stage one more chunk."""
        self._portion.append(chunk)
        if len(self._portion) * CHUNK >= _PORTION:
            self.finish()

    def finish(self) -> None:
        """Keep what was put and is not kept yet."""
        with self._gate.write(Permission.IMPORT, "import.staged") as session:
            self._gate.nothing_changed(session)
            for rows in self._portion:
                self._staging.add(session, self._number, rows)
                self._number += 1
                self._done += len(rows.numbers)
            session.get_one(Batch, self._batch_id).rows_done = self._done
        self._portion = []
        self._step(self._done)


def staged_block(numbers: Sequence[int], cells: Sequence[Sequence[Any]], block: ClientBlock) -> ReadRows:
    """Read rows as they are staged, under the same keys as below."""
    values: dict[str, list[Any]] = {}
    for name, column in block.beside.items():
        values[_KEYS[name]] = [None if said is None else _AS_NUMBER.get(name, said) for said in column]
    return ReadRows(numbers, cells_by_column(cells), values, block.values, block.problems)


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


def row_mark(row: Staged, fingerprint: bytes, key: IndexKey) -> str:
    """By what a row without any key is known again in another import: its values under these headers."""
    return draft_mark(row.values["d"], fingerprint, key)


def staged_line(row_no: int, cells: Sequence[Any], read: LineBlock) -> Staged:
    """The one row of a block of lines as it is staged."""
    said = {name: column[0] for name, column in read.columns.items()}
    row = Staged(row_no, cells_to_json(cells), {"d": said}, read.problems.get(0, []))
    if row.failed:
        row.action = RowAction.FAIL.value
    return row


def draft_mark(draft: Mapping[str, Any], fingerprint: bytes, key: IndexKey) -> str:
    """The same of a draft."""
    said = json.dumps(draft, sort_keys=True, ensure_ascii=False).encode()
    return key.search_key(f"row:{hashlib.sha256(fingerprint + said).hexdigest()}").hex()


def mark_keyless(
    rows: ReadRows, keys: Sequence[RowKeys], block: ClientBlock, fingerprint: bytes, key: FieldSeal
) -> None:
    """Mark the rows that nothing else tells from others."""
    for place, one in enumerate(keys):
        if not one.has_key:
            rows.marks[place] = draft_mark(block.draft(place), fingerprint, key)


def paint_of(plan: ImportPlan, rules: ReadingRules, book: Book) -> dict[int, str]:
    """What the fill colours of rows mean, by the row, where a person gave a colour a tier."""
    meanings = {v.value: v.meaning for v in plan.values if v.column == COLOUR_COLUMN and v.meaning in rules.tiers}
    if not meanings:
        return {}
    return {row: meanings[rgb] for row, rgb in book.colours(plan.sheet).rows.items() if rgb in meanings}


def paint(numbers: Sequence[int], block: ClientBlock, paints: Mapping[int, str], rules: ReadingRules) -> None:
    """Give rows the tier of their colour where they say no other."""
    tiers = block.values.get("tier_id") or [None] * block.count
    for place, number in enumerate(numbers):
        meaning = paints.get(number, "")
        if meaning and tiers[place] is None:
            tier = rules.tiers[meaning]
            block.column(block.values, "tier_id")[place] = block.column(block.beside, PAINTED)[place] = tier
            if meaning.startswith("new:"):
                block.note(place, "W290", meaning[4:])


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
