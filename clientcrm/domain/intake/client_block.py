"""What the rows of a client list say, by the column: a thousand rows are kept, keyed and sealed as a dozen lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientcrm.domain.intake.reading import Problem, ReadClient

Columns = dict[str, list[Any]]


@dataclass(slots=True)
class ClientBlock:
    """Read rows: fields of the draft (codec.py) by name, and under `beside` what ReadClient holds beside it.

    Every column has a value per row, None where the row says nothing; what no row says has no column. `problems`
    holds those rows alone of which something was noticed.
    """

    count: int
    values: Columns = field(default_factory=dict)
    beside: Columns = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[ReadClient]) -> ClientBlock:
        """The same rows, read one by one."""
        block = cls(len(rows))
        for place, read in enumerate(rows):
            block.put(place, read)
        return block

    def put(self, place: int, read: ReadClient) -> None:
        """Let a row say what was read of it alone, whatever its columns said."""
        for columns in (self.values, self.beside):
            for column in columns.values():
                column[place] = None
        self.problems.pop(place, None)
        for name, value in read.values.items():
            self.column(self.values, name)[place] = value
        for name, value in _said_beside(read):
            self.column(self.beside, name)[place] = value
        if read.problems:
            self.problems[place] = read.problems

    def column(self, columns: Columns, name: str) -> list[Any]:
        """A column of these, made where it is missing."""
        found = columns.get(name)
        if found is None:
            found = columns[name] = [None] * self.count
        return found

    def draft(self, place: int) -> dict[str, Any]:
        """What one row says, as JSON values of a draft."""
        return {name: column[place] for name, column in self.values.items() if column[place] is not None}

    def note(self, place: int, code: str, value: str = "") -> None:
        """Write down what was noticed of a row."""
        self.problems.setdefault(place, []).append([-1, code, value, ""])


def _said_beside(read: ReadClient) -> list[tuple[str, Any]]:
    """What a row says beside its draft, without what nearly every row says."""
    found: list[tuple[str, Any]] = [
        (name, value)
        for name in ("public_id", "created_at", "opening", "inn_valid", "state")
        if (value := getattr(read, name))
    ]
    return found if read.name_given else [*found, ("name_given", False)]


def rows_of(columns: Mapping[str, Sequence[Any]], count: int) -> list[dict[str, Any]]:
    """Columns as a dictionary per row, without what a row does not say."""
    if not columns:
        return [{} for _ in range(count)]
    names = tuple(columns)
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in zip(*columns.values(), strict=True)
    ]
