"""Rows of an import on their way in: as they are read, and as they come back from staging."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import BatchChunk
from clientcrm.domain.imports import RowAction, RowProblem
from clientcrm.domain.intake.client_block import Columns, rows_of
from clientcrm.domain.intake.purchase_line import LineBlock
from clientcrm.services.imports.packing import unpacked
from clientcrm.vault.fields import ColumnSeal

# What matching says of a row, as against what reading said.
MATCHING_CODES = frozenset({"E302", "E304", "D401", "D402", "D403", "D404"})
# What was decided of a row; what the file calls a client that nobody knows is left out, it stays sealed.
DECIDED = ("client_id", "into", "hand", "mark")
UNKNOWN_CLIENT = "E304"
_LETTERS = {action.value: action.value[0] for action in RowAction} | {RowAction.UNCHANGED.value: "n"}
_ACTIONS = {letter: action for action, letter in _LETTERS.items()}
_CREATE, _FAIL = RowAction.CREATE.value, RowAction.FAIL.value
# The draft of a client or the line of a receipt is a dictionary among a row's values, kept as a column per key.
_DRAFT = "d"


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


class StagedRows(Sequence[Staged]):
    """The rows of one chunk. A row of which nothing is known but what was read is made when somebody asks for it."""

    def __init__(self, numbers: Sequence[int], letters: str, chunk: Chunk) -> None:
        self._numbers = numbers
        self._letters = letters
        self._chunk = chunk
        self._made: dict[int, Staged] = {}

    @overload
    def __getitem__(self, place: int) -> Staged: ...
    @overload
    def __getitem__(self, place: slice) -> list[Staged]: ...
    def __getitem__(self, place: int | slice) -> Staged | list[Staged]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        found = self._made.get(place)
        if found is None:
            row, action = self._numbers[place], _ACTIONS[self._letters[place]]
            found = self._made[place] = Staged(row, None, None, None, action, self._chunk, place)
        return found

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def numbers(self) -> Sequence[int]:
        """The rows of the file that these are."""
        return self._numbers

    def decided(self, start: int, stop: int) -> list[int]:
        """Which of these rows more is known of than that they are to be made."""
        new = _LETTERS[_CREATE]
        if self._letters.count(new, start, stop) == stop - start and self._made.keys().isdisjoint(range(start, stop)):
            return []
        return [place for place in range(start, stop) if place in self._made or self._letters[place] != new]

    def actions(self) -> list[str]:
        """What is to be done with each row."""
        return [_ACTIONS[letter] for letter in self._letters_now()]

    def _letters_now(self) -> str:
        letters = list(self._letters)
        for place, row in self._made.items():
            letters[place] = _LETTERS[row.action]
        return "".join(letters)

    def places(self, action: RowAction) -> list[int]:
        """Where the rows stand with which this is to be done."""
        letter, letters = _LETTERS[action.value], self._letters_now()
        return [place for place, one in enumerate(letters) if one == letter] if letter in letters else []

    def columns(self) -> tuple[Columns, Columns]:
        """What was read of the rows, by the column: values by their keys, and fields of the draft or line."""
        return self._chunk.columns()

    def lines(self) -> LineBlock:
        """What was read of the rows of a list of purchases."""
        return LineBlock.staged(len(self), self._chunk.columns()[1])

    def made(self) -> list[tuple[int, Staged]]:
        """The rows that were asked for, or of which something was noticed or decided, with their places."""
        return sorted(self._made.items())

    def decided_json(self) -> str:
        """Numbers and actions of the rows, and what matching said of them."""
        return _decided_json(self._numbers, self._letters_now(), self.made())


class Chunk:
    """The sealed halves of one chunk, each opened once and only when somebody asks."""

    def __init__(
        self, session: Session, seals: Mapping[str, ColumnSeal], batch_id: int, number: int, uuid: bytes
    ) -> None:
        self._session = session
        self._seals = seals
        self._key = (BatchChunk.batch_id == batch_id, BatchChunk.number == number)
        self._uuid = uuid
        self._values: list[dict[str, Any]] | None = None
        self._cells: list[list[Any]] | None = None
        self.noted: dict[int, list[Any]] = {}

    def values(self, place: int) -> dict[str, Any]:
        """What was read of a row."""
        if self._values is None:
            self._values = _values_of(self._opened("sealed"))
        noted = self.noted.get(place)
        if not self._values:
            return {_DRAFT: {"name": noted[2]}} if noted is not None and len(noted) > 2 else {}
        return self._values[place]

    def columns(self) -> tuple[Columns, Columns]:
        """What was read of all rows, by the column."""
        _, values, draft = self._opened("sealed")
        return values, draft or {}

    def cells(self, place: int) -> list[Any]:
        """A row as the file has it."""
        noted = self.noted.get(place)
        if noted is not None:
            return list(noted[0])
        if self._cells is None:
            self._cells = self._opened("cells") or []
        return [column[place] for column in self._cells]

    def _opened(self, name: str) -> Any:
        sealed = self._session.execute(select(getattr(BatchChunk, name)).where(*self._key)).scalar_one()
        return unpacked(self._seals[name].open(self._uuid, sealed)) if sealed is not None else None


@dataclass(slots=True)
class ReadRows:
    """Rows about to be staged, by the column; every column has a value per row.

    `values` holds what was read by the key that Staged.values has it under, None where a row says nothing; `draft`
    the same for the draft of a client or the line of a receipt. `problems` and `marks` know only rows that have any.
    """

    numbers: Sequence[int]
    cells: list[list[Any]]
    values: Columns
    draft: Columns | None = None
    problems: dict[int, list[list[Any]]] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[Staged]) -> ReadRows:
        """Rows that were read one by one."""
        width = max(len(row.cells) for row in rows)
        padded = [[*row.cells, *[""] * (width - len(row.cells))] for row in rows]
        drafts = [row.values.get(_DRAFT) for row in rows]
        noticed = {place: row.problems for place, row in enumerate(rows) if row.problems}
        problems = {
            place: said
            for place, found in noticed.items()
            if (said := [problem for problem in found if problem[1] not in MATCHING_CODES])
        }
        return cls(
            [row.row for row in rows],
            [list(column) for column in zip(*padded, strict=True)],
            _columns([{key: value for key, value in row.values.items() if key != _DRAFT} for row in rows]),
            _columns([draft or {} for draft in drafts]) if any(draft is not None for draft in drafts) else None,
            problems,
            {place: row.mark for place, row in enumerate(rows) if row.mark},
        )

    def decided_json(self) -> str:
        """What is to be done with rows that nobody matched yet: those with an error stay out."""
        letters = [_LETTERS[_CREATE]] * len(self.numbers)
        for place, found in self.problems.items():
            if any(problem[1][0] == "E" for problem in found):
                letters[place] = _LETTERS[_FAIL]
        decided = _numbered(self.numbers, "".join(letters))
        return _json(decided | {"mark": self.marks} if self.marks else decided)


def _columns(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Dictionaries as a column per key."""
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: [row.get(key) for row in rows] for key in keys}


def _values_of(opened: Any) -> list[dict[str, Any]]:
    """What was read of each row, from what was sealed; nothing once it is forgotten."""
    if opened is None:
        return []
    count, values, draft = opened
    rows = rows_of(values, count)
    if draft is not None:
        for row, said in zip(rows, rows_of(draft, count), strict=True):
            row[_DRAFT] = said
    return rows


def decided_of(rows: Sequence[Staged]) -> str:
    """Numbers and actions of the rows, and what matching said of them."""
    letters = "".join([_LETTERS[row.action] for row in rows])
    return _decided_json([row.row for row in rows], letters, enumerate(rows))


def _numbered(numbers: Sequence[int], letters: str) -> dict[str, Any]:
    if len(numbers) and numbers[-1] - numbers[0] + 1 == len(numbers):
        return {"rows": [[numbers[0], numbers[-1] + 1]], "actions": letters}
    return {"rows": list(numbers), "actions": letters}


def _json(decided: dict[str, Any]) -> str:
    return json.dumps(decided, separators=(",", ":"))


def _decided_json(numbers: Sequence[int], letters: str, rows: Iterable[tuple[int, Staged]]) -> str:
    """Numbers and actions of all rows, and what matching said of these; no word of the file."""
    parts: dict[str, dict[int, Any]] = {name: {} for name in (*DECIDED, "said")}
    for place, row in rows:
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
                [column, code, "" if code == UNKNOWN_CLIENT else value, proposal]
                for column, code, value, proposal in row.problems
                if code in MATCHING_CODES
            ]
            if said:
                parts["said"][place] = said
    return _json(_numbered(numbers, letters) | {name: part for name, part in parts.items() if part})
