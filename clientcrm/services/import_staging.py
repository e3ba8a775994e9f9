"""Staged rows of an import: sealed by the chunk, so that a killed import goes on where it was and nobody reads them."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, BatchChunk
from clientcrm.domain.imports import RowAction, RowProblem
from clientcrm.services.gate import Gate

# Rows of one sealed chunk: 1,000 are read and written in about 5 ms, so correcting a cell is instant.
CHUNK = 1000
_PLAIN = frozenset({str, int, float, bool, type(None)})
# What matching says of a row, as against what reading said.
MATCHING_CODES = frozenset({"E302", "E304", "D401", "D402", "D403", "D404"})


@dataclass(slots=True)
class Staged:
    """One row on its way in: the cells as the file has them, what was read of them, and what will be done."""

    row: int
    cells: list[Any]
    values: dict[str, Any]
    problems: list[list[Any]] = field(default_factory=list)
    action: str = RowAction.CREATE.value
    client_id: int | None = None
    into: int | None = None
    hand: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> list[Any]:
        """The row as it is staged."""
        return [
            self.row,
            self.cells,
            self.values,
            self.problems,
            self.action,
            self.client_id,
            self.into,
            self.hand,
        ]

    @property
    def failed(self) -> bool:
        """Whether a problem keeps the row out."""
        return any(problem[1].startswith("E") for problem in self.problems)

    def undecided(self) -> None:
        """Forget what matching said, to be matched again."""
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


class Staging:
    """The chunks of one batch, in the caller's transaction."""

    def __init__(self, gate: Gate, batch_id: int, portfolio: int) -> None:
        self._gate = gate
        self._batch_id = batch_id
        self._seal = gate.seals.staging(portfolio)

    def add(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """Seal one more chunk."""
        uuid = os.urandom(16)
        session.add(
            BatchChunk(
                batch_id=self._batch_id,
                number=number,
                first_row=rows[0].row,
                rows=len(rows),
                uuid=uuid,
                sealed=self._seal.seal(uuid, _packed(rows)),
            )
        )

    def replace(self, session: Session, number: int, rows: Sequence[Staged]) -> None:
        """Seal a chunk anew, after a correction or a decision."""
        chunk = session.get_one(BatchChunk, (self._batch_id, number))
        chunk.uuid = os.urandom(16)
        chunk.sealed = self._seal.seal(chunk.uuid, _packed(rows))

    def chunk(self, session: Session, number: int) -> list[Staged]:
        """The rows of one chunk."""
        chunk = session.get_one(BatchChunk, (self._batch_id, number))
        return self._open(chunk)

    def chunks(self, session: Session, first: int = 0) -> Iterator[tuple[int, list[Staged]]]:
        """Every chunk in order, one in memory at a time."""
        query = select(BatchChunk.number).where(BatchChunk.batch_id == self._batch_id, BatchChunk.number >= first)
        for number in session.scalars(query.order_by(BatchChunk.number)).all():
            chunk = session.get_one(BatchChunk, (self._batch_id, number))
            rows = self._open(chunk)
            session.expunge(chunk)
            yield number, rows

    def number_of(self, session: Session, row: int) -> int | None:
        """The chunk that a row of the file stands in."""
        query = select(BatchChunk.number).where(BatchChunk.batch_id == self._batch_id, BatchChunk.first_row <= row)
        return session.scalars(query.order_by(BatchChunk.first_row.desc()).limit(1)).first()

    def count(self, session: Session) -> int:
        """How many chunks are staged."""
        query = select(BatchChunk.number).where(BatchChunk.batch_id == self._batch_id)
        return max(session.scalars(query).all(), default=-1) + 1

    def keep_only_noted(self, session: Session) -> None:
        """After applying: rows that nothing was noticed about are forgotten, personal data must not linger."""
        for number, rows in self.chunks(session):
            noted = [row for row in rows if row.problems]
            if len(noted) == len(rows):
                continue
            if noted:
                for row in noted:
                    row.values = {}
                self.replace(session, number, noted)
            else:
                session.get_one(BatchChunk, (self._batch_id, number)).sealed = None
            session.flush()

    def drop(self, session: Session) -> None:
        """Forget everything staged."""
        session.execute(delete(BatchChunk).where(BatchChunk.batch_id == self._batch_id))

    def _open(self, chunk: BatchChunk) -> list[Staged]:
        if chunk.sealed is None:
            return []
        return [Staged(*row) for row in json.loads(zlib.decompress(self._seal.open(chunk.uuid, chunk.sealed)))]


def cells_to_json(cells: Sequence[Any]) -> list[Any]:
    """The cells of a row as JSON values; days and moments become text that their reader understands again."""
    return [cell if type(cell) in _PLAIN else str(cell) for cell in cells]


def batch_of(session: Session, batch_id: int) -> Batch:
    """The batch, or NotFound."""
    from clientcrm.domain.errors import NotFound

    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound("batch", batch_id)
    return batch


def _packed(rows: Sequence[Staged]) -> bytes:
    words = json.dumps([row.to_json() for row in rows], ensure_ascii=False, separators=(",", ":"), default=str)
    return zlib.compress(words.encode(), 1)
