"""Staged rows of an import: sealed by the chunk, so that a killed import goes on where it was and nobody reads them.

What was decided of each row stands beside them in plain JSON and holds no word of the file. So deciding opens no row
that it need not look into, and seals none anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, BatchChunk
from clientcrm.domain.imports import RowAction, RowProblem
from clientcrm.services.gate import Gate
from clientcrm.services.import_packing import packed, unpacked
from clientcrm.vault.fields import ColumnSeal

# Rows of one sealed chunk: 1,000 are read and written in about 10 ms, so correcting a cell is instant.
CHUNK = 1000
_PLAIN = frozenset({str, int, float, bool, type(None)})
# What matching says of a row, as against what reading said.
MATCHING_CODES = frozenset({"E302", "E304", "D401", "D402", "D403", "D404"})
# Its value is what the file calls the client: it stays sealed.
_DECIDED = ("client_id", "into", "hand", "mark")
_SEALED = ("sealed", "cells", "noted")
_UNKNOWN_CLIENT = "E304"
_LETTERS = {action.value: action.value[0] for action in RowAction} | {RowAction.UNCHANGED.value: "n"}
_ACTIONS = {letter: action for action, letter in _LETTERS.items()}


class Staged:
    """One row on its way in: the cells as the file has them, what was read of them, and what will be done.

    Cells and values of a row that comes from the base are opened when they are asked for.
    """

    __slots__ = (
        "_cells",
        "_chunk",
        "_place",
        "_values",
        "action",
        "client_id",
        "hand",
        "into",
        "mark",
        "problems",
        "row",
    )

    def __init__(
        self,
        row: int,
        cells: list[Any] | None,
        values: dict[str, Any] | None,
        problems: list[list[Any]] | None = None,
        action: str = RowAction.CREATE.value,
        chunk: Chunk | None = None,
        place: int = 0,
    ) -> None:
        self.row = row
        self._cells = cells
        self._values = values
        self.problems = problems if problems is not None else []
        self.action = action
        self.client_id: int | None = None
        self.into: int | None = None
        self.hand: dict[str, Any] = {}
        # By what a row without any key is known again, as hexadecimal digits.
        self.mark = ""
        self._chunk = chunk
        self._place = place

    @property
    def cells(self) -> list[Any]:
        """The cells as the file has them; none where they were forgotten after applying."""
        if self._cells is None:
            self._cells = self._chunk.cells(self._place) if self._chunk is not None else []
        return self._cells

    @property
    def values(self) -> dict[str, Any]:
        """What was read of the cells; after applying only the name of a row that is noted as a double."""
        if self._values is None:
            self._values = self._chunk.values(self._place) if self._chunk is not None else {}
        return self._values

    @property
    def failed(self) -> bool:
        """Whether a problem keeps the row out."""
        return any(problem[1][0] == "E" for problem in self.problems)

    def undecided(self) -> None:
        """Forget what matching said, to be matched again."""
        if self.problems:
            self.problems = [problem for problem in self.problems if problem[1] not in MATCHING_CODES]
        self.action, self.client_id, self.into = RowAction.CREATE.value, None, None

    def note(self, code: str, column: int = -1, value: str = "", proposal: str = "") -> None:
        """Write a problem down."""
        self.problems.append([column, code, value, proposal])

    def row_problems(self, headers: Sequence[str]) -> tuple[RowProblem, ...]:
        """The problems with the names of their columns."""
        return tuple(
            RowProblem(self.row, headers[column] if 0 <= column < len(headers) else "", code, value, proposal)
            for column, code, value, proposal in self.problems
        )


class Chunk:
    """The sealed halves of one chunk, each opened once and only when somebody asks."""

    def __init__(
        self, session: Session, seals: Mapping[str, ColumnSeal], batch_id: int, number: int, uuid: bytes
    ) -> None:
        self._session = session
        self._seals = seals
        self._key = (BatchChunk.batch_id == batch_id, BatchChunk.number == number)
        self._uuid = uuid
        self._values: list[Any] | None = None
        self._cells: list[Any] | None = None
        self.noted: dict[int, list[Any]] = {}

    def values(self, place: int) -> dict[str, Any]:
        """What was read of a row."""
        if self._values is None:
            self._values = self._opened("sealed")
        noted = self.noted.get(place)
        if not self._values:
            return {"d": {"name": noted[2]}} if noted is not None and len(noted) > 2 else {}
        found: dict[str, Any] = self._values[place]
        return found

    def cells(self, place: int) -> list[Any]:
        """A row as the file has it."""
        noted = self.noted.get(place)
        if noted is not None:
            return list(noted[0])
        if self._cells is None:
            self._cells = self._opened("cells")
        return list(self._cells[place] or ()) if self._cells else []

    def _opened(self, name: str) -> list[Any]:
        sealed = self._session.execute(select(getattr(BatchChunk, name)).where(*self._key)).scalar_one()
        found: list[Any] = unpacked(self._seals[name].open(self._uuid, sealed)) if sealed is not None else []
        return found


class Staging:
    """The chunks of one batch, in the caller's transaction."""

    def __init__(self, gate: Gate, batch_id: int, portfolio: int) -> None:
        self._gate = gate
        self._batch_id = batch_id
        self._seals = {name: gate.seals.staging(portfolio, name) for name in _SEALED}
        # The chunk that was read last, with its decisions as they stand in the base.
        self._read = (-1, "")

    def add(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """Seal one more chunk."""
        session.add(
            BatchChunk(
                batch_id=self._batch_id,
                number=number,
                first_row=rows[0].row,
                rows=len(rows),
                **self._sealed(rows),
                decided_json=_decided_json(rows),
            )
        )

    def replace(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """Seal a chunk anew, after a correction."""
        sealed = self._sealed(rows)
        self._update(session, number, **sealed, decided_json=_decided_json(rows))

    def keep_decisions(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """Write down what is to be done with the rows of a chunk; the rows themselves stay as they are."""
        decided = _decided_json(rows)
        if (number, decided) != self._read:  # writing it takes the rows beside it along, 100 KB a chunk
            self._update(session, number, decided_json=decided)

    def chunk(self, session: Session, number: int) -> list[Staged]:
        """The rows of one chunk."""
        query = _chunk_columns().where(BatchChunk.batch_id == self._batch_id, BatchChunk.number == number)
        found = session.execute(query).one()
        self._read = (number, found.decided_json)
        return self._rows(session, found)

    def chunks(self, session: Session, first: int = 0, *, merging: bool = False) -> Iterator[tuple[int, list[Staged]]]:
        """Every chunk in order, one in memory at a time; `merging` gives those with rows that go into other rows."""
        query = select(BatchChunk.number).where(BatchChunk.batch_id == self._batch_id, BatchChunk.number >= first)
        if merging:
            query = query.where(BatchChunk.decided_json.contains('"into":'))
        for number in session.scalars(query.order_by(BatchChunk.number)).all():
            yield number, self.chunk(session, number)

    def number_of(self, session: Session, row: int) -> int | None:
        """The chunk that a row of the file stands in."""
        query = select(BatchChunk.number).where(BatchChunk.batch_id == self._batch_id, BatchChunk.first_row <= row)
        return session.scalars(query.order_by(BatchChunk.first_row.desc()).limit(1)).first()

    def count(self, session: Session) -> int:
        """How many chunks are staged."""
        query = select(func.max(BatchChunk.number)).where(BatchChunk.batch_id == self._batch_id)
        last: int | None = session.execute(query).scalar()
        return 0 if last is None else last + 1

    def forget(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """After applying: rows that nothing was noticed about are forgotten, personal data must not linger.

        Of the others the cells stay for the report, and the name of those that were somebody known.
        """
        noted = [row for row in rows if row.problems]
        kept = [[row.cells, row.problems, _name_of_double(row)] for row in noted]
        uuid = os.urandom(16)
        self._update(
            session,
            number,
            uuid=uuid,
            noted=self._seals["noted"].seal(uuid, packed(dict(enumerate(kept)))) if kept else None,
            cells=None,
            sealed=None,
            rows=len(noted),
            decided_json=_decided_json(noted),
        )

    def drop(self, session: Session) -> None:
        """Forget everything staged."""
        session.execute(delete(BatchChunk).where(BatchChunk.batch_id == self._batch_id))

    # ------------------------------------------------------------------ inside

    def _update(self, session: Session, number: int, **values: Any) -> None:
        self._read = (-1, "")
        change = update(BatchChunk).where(BatchChunk.batch_id == self._batch_id, BatchChunk.number == number)
        session.execute(change.values(**values).execution_options(synchronize_session=False))

    def _sealed(self, rows: Sequence[Staged]) -> dict[str, Any]:
        """Rows that reading noticed something about stand apart: they are what reports and lists of problems show."""
        uuid = os.urandom(16)
        noted: dict[int, list[Any]] = {}
        cells: list[list[Any] | None] = []
        for place, row in enumerate(rows):
            said = [problem for problem in row.problems if problem[1] not in MATCHING_CODES] if row.problems else ()
            if said:
                noted[place] = [row.cells, said]
            cells.append(None if said else row.cells)
        values = [row.values for row in rows]
        parts: dict[str, Any] = {"sealed": values, "cells": cells, "noted": noted or None}
        sealed = {
            name: self._seals[name].seal(uuid, packed(part)) if part is not None else None
            for name, part in parts.items()
        }
        return {"uuid": uuid, **sealed}

    def _rows(self, session: Session, found: Any) -> list[Staged]:
        chunk = Chunk(session, self._seals, self._batch_id, found.number, found.uuid)
        if found.noted is not None:
            chunk.noted = unpacked(self._seals["noted"].open(found.uuid, found.noted))
        decided = json.loads(found.decided_json)
        numbers = decided["rows"]
        if numbers and isinstance(numbers[0], list):
            numbers = range(numbers[0][0], numbers[0][1])
        rows = [
            Staged(row, None, None, None, _ACTIONS[letter], chunk, place)
            for place, (row, letter) in enumerate(zip(numbers, decided["actions"], strict=True))
        ]
        for place, noted in chunk.noted.items():
            rows[place].problems = [list(problem) for problem in noted[1]]
        for name in _DECIDED:
            for place_text, value in decided.get(name, {}).items():
                setattr(rows[int(place_text)], name, value)
        for place_text, problems in decided.get("said", {}).items():
            row = rows[int(place_text)]
            for column, code, value, proposal in problems:
                if not any(problem[1] == code for problem in row.problems):
                    word = _client_named(row) if code == _UNKNOWN_CLIENT else value
                    row.problems.append([column, code, word, proposal])
        return rows


def cells_to_json(cells: Sequence[Any]) -> list[Any]:
    """The cells of a row as JSON values; days and moments become text that their reader understands again."""
    if _PLAIN.issuperset(map(type, cells)):
        return list(cells)
    return [cell if type(cell) in _PLAIN else str(cell) for cell in cells]


def batch_of(session: Session, batch_id: int) -> Batch:
    """The batch, or NotFound."""
    from clientcrm.domain.errors import NotFound

    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound("batch", batch_id)
    return batch


def _chunk_columns() -> Any:
    return select(BatchChunk.number, BatchChunk.uuid, BatchChunk.decided_json, BatchChunk.noted)


def _decided_json(rows: Sequence[Staged]) -> str:
    """Numbers and actions of the rows, and what matching said of them; no word of the file."""
    numbers: list[Any] = [row.row for row in rows]
    if rows and numbers[-1] - numbers[0] + 1 == len(numbers):
        numbers = [[numbers[0], numbers[-1] + 1]]
    decided: dict[str, Any] = {"rows": numbers, "actions": "".join([_LETTERS[row.action] for row in rows])}
    parts: dict[str, dict[int, Any]] = {name: {} for name in (*_DECIDED, "said")}
    for place, row in enumerate(rows):
        if row.client_id is not None:
            parts["client_id"][place] = row.client_id
        if row.into is not None:
            parts["into"][place] = row.into
        if row.hand:
            parts["hand"][place] = row.hand
        if row.mark:
            parts["mark"][place] = row.mark
        if row.problems:
            said = [
                [column, code, "" if code == _UNKNOWN_CLIENT else value, proposal]
                for column, code, value, proposal in row.problems
                if code in MATCHING_CODES
            ]
            if said:
                parts["said"][place] = said
    decided |= {name: part for name, part in parts.items() if part}
    return json.dumps(decided, separators=(",", ":"))


def _client_named(row: Staged) -> str:
    """What a purchase calls its client, without the mark of the column that says it."""
    line = row.values.get("l")
    word = str(line[3]) if line else ""
    return word.partition(":")[2] or word


def _name_of_double(row: Staged) -> str:
    """The name of a row that was matched with somebody; "" for any other."""
    if not any(problem[1][0] == "D" or problem[1] == "E302" for problem in row.problems):
        return ""
    return str(row.values.get("d", {}).get("name", ""))
