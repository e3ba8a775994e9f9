"""Staged rows of an import: sealed by the chunk, so that a killed import goes on where it was and nobody reads them.

A chunk is kept by the column. What was decided of each row stands beside it in plain JSON and holds no word of the
file. So deciding opens no row that it need not look into, and seals none anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, BatchChunk
from clientcrm.services.gate import Gate
from clientcrm.services.imports.chunks import (
    DECIDED,
    MATCHING_CODES,
    UNKNOWN_CLIENT,
    Chunk,
    ReadRows,
    Staged,
    StagedRows,
    decided_of,
)
from clientcrm.services.imports.packing import packed, unpacked

__all__ = ["CHUNK", "MATCHING_CODES", "ReadRows", "Staged", "StagedRows", "Staging", "batch_of", "cells_to_json"]

# Rows of one sealed chunk: 1,000 are read and written in about 10 ms, so correcting a cell is instant.
CHUNK = 1000
_PLAIN = frozenset({str, int, float, bool, type(None)})
_SEALED = ("sealed", "cells", "noted")


class Staging:
    """The chunks of one batch, in the caller's transaction."""

    def __init__(self, gate: Gate, batch_id: int, portfolio: int) -> None:
        self._gate = gate
        self._batch_id = batch_id
        self._seals = {name: gate.seals.staging(portfolio, name) for name in _SEALED}
        # The chunk that was read last, with its decisions as they stand in the base.
        self._read = (-1, "")

    def add(self, session: Session, number: int, rows: ReadRows) -> None:
        """Seal one more chunk."""
        session.add(
            BatchChunk(
                batch_id=self._batch_id,
                number=number,
                first_row=rows.numbers[0],
                rows=len(rows.numbers),
                **self._sealed(rows),
                decided_json=rows.decided_json(),
            )
        )

    def replace(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """Seal a chunk anew, after a correction."""
        sealed = self._sealed(ReadRows.of(rows))
        self._update(session, number, **sealed, decided_json=decided_of(rows))

    def keep_decisions(self, session: Session, number: int, rows: StagedRows) -> None:
        """Write down what is to be done with the rows of a chunk; the rows themselves stay as they are."""
        decided = rows.decided_json()
        if (number, decided) != self._read:  # writing it takes the rows beside it along, 100 KB a chunk
            self._update(session, number, decided_json=decided)

    def chunk(self, session: Session, number: int) -> list[Staged]:
        """The rows of one chunk."""
        return list(self.lean_chunk(session, number))

    def lean_chunk(self, session: Session, number: int) -> StagedRows:
        """The same for those who look at a few rows of it."""
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

    def lean_chunks(self, session: Session) -> Iterator[tuple[int, StagedRows]]:
        """Every chunk in order, for those who look at a few rows of each."""
        for number in range(self.count(session)):
            yield number, self.lean_chunk(session, number)

    def number_of(self, session: Session, row: int) -> int | None:
        """The chunk that a row of the file stands in."""
        query = select(BatchChunk.number).where(BatchChunk.batch_id == self._batch_id, BatchChunk.first_row <= row)
        return session.scalars(query.order_by(BatchChunk.first_row.desc()).limit(1)).first()

    def count(self, session: Session) -> int:
        """How many chunks are staged."""
        query = select(func.max(BatchChunk.number)).where(BatchChunk.batch_id == self._batch_id)
        last: int | None = session.execute(query).scalar()
        return 0 if last is None else last + 1

    def forget(self, session: Session, number: int, rows: StagedRows) -> None:
        """After applying: rows that nothing was noticed about are forgotten, personal data must not linger.

        Of the others the cells stay for the report, and the name of those that were somebody known.
        """
        noted = [row for _, row in rows.made() if row.problems]
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
            decided_json=decided_of(noted),
        )

    def drop(self, session: Session) -> None:
        """Forget everything staged."""
        session.execute(delete(BatchChunk).where(BatchChunk.batch_id == self._batch_id))

    # ------------------------------------------------------------------ inside

    def _update(self, session: Session, number: int, **values: Any) -> None:
        self._read = (-1, "")
        change = update(BatchChunk).where(BatchChunk.batch_id == self._batch_id, BatchChunk.number == number)
        session.execute(change.values(**values).execution_options(synchronize_session=False))

    def _sealed(self, rows: ReadRows) -> dict[str, Any]:
        """Rows that reading noticed something about stand apart: they are what reports and lists of problems show."""
        uuid = os.urandom(16)
        noted: dict[int, list[Any]] = {}
        for place, said in rows.problems.items():
            noted[place] = [[column[place] for column in rows.cells], said]
        for column in rows.cells if noted else ():
            for place in noted:
                column[place] = None
        parts: dict[str, Any] = {
            "sealed": (len(rows.numbers), rows.values, rows.draft),
            "cells": rows.cells,
            "noted": noted or None,
        }
        sealed = {
            name: self._seals[name].seal(uuid, packed(part)) if part is not None else None
            for name, part in parts.items()
        }
        return {"uuid": uuid, **sealed}

    def _rows(self, session: Session, found: Any) -> StagedRows:
        chunk = Chunk(session, self._seals, self._batch_id, found.number, found.uuid)
        if found.noted is not None:
            chunk.noted = unpacked(self._seals["noted"].open(found.uuid, found.noted))
        decided = json.loads(found.decided_json)
        numbers = decided["rows"]
        if numbers and isinstance(numbers[0], list):
            numbers = range(numbers[0][0], numbers[0][1])
        rows = StagedRows(numbers, decided["actions"], chunk)
        for place, noted in chunk.noted.items():
            rows[place].problems = [list(problem) for problem in noted[1]]
        for name in DECIDED:
            for place_text, value in decided.get(name, {}).items():
                setattr(rows[int(place_text)], name, value)
        for place_text, problems in decided.get("said", {}).items():
            row = rows[int(place_text)]
            for column, code, value, proposal in problems:
                if not any(problem[1] == code for problem in row.problems):
                    word = _client_named(row) if code == UNKNOWN_CLIENT else value
                    row.problems.append([column, code, word, proposal])
        return rows


def cells_to_json(cells: Sequence[Any]) -> list[Any]:
    """Cells as JSON values; days and moments become text that their reader understands again."""
    if _PLAIN.issuperset(map(type, cells)):
        return list(cells)
    return [cell if type(cell) in _PLAIN else str(cell) for cell in cells]


def cells_by_column(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The cells of rows by the column, as JSON values."""
    return [cells_to_json(column) for column in zip_longest(*rows, fillvalue="")]


def batch_of(session: Session, batch_id: int) -> Batch:
    """The batch, or NotFound."""
    from clientcrm.domain.errors import NotFound

    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound("batch", batch_id)
    return batch


def _chunk_columns() -> Any:
    return select(BatchChunk.number, BatchChunk.uuid, BatchChunk.decided_json, BatchChunk.noted)


def _client_named(row: Staged) -> str:
    """What a purchase calls its client, without the mark of the column that says it."""
    word = str(row.values.get("d", {}).get("client", ""))
    return word.partition(":")[2] or word


def _name_of_double(row: Staged) -> str:
    """The name of a row that was matched with somebody; "" for any other."""
    if not any(problem[1][0] == "D" or problem[1] == "E302" for problem in row.problems):
        return ""
    return str(row.values.get("d", {}).get("name", ""))
