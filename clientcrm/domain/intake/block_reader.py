"""A thousand rows of a client list read at once, by the column: a third of the time of reading them one by one.

Only what is plain is read here: cells that say one thing each and need no remark. A row with anything else in it is
read by ClientReader, like rows that a person corrects; both give the same (tests/domain/intake/test_block_reader.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake.client_block import ClientBlock
from clientcrm.domain.intake.client_columns import SILENT, ClientColumns
from clientcrm.domain.intake.client_reader import ClientReader
from clientcrm.domain.intake.column_reader import UNUSUAL, Answers, ColumnReader
from clientcrm.domain.intake.contact_columns import with_contacts
from clientcrm.domain.intake.reading import LONGEST_TEXT, ReadingRules
from clientcrm.domain.values import names

_PARTS = ("last_name", "first_name", "middle_name")
_SUMS = ("total", "count", "first", "last")
# How two columns go together where both say something of one row. Two that say one field make the row unusual.
_TOGETHER: dict[str, Callable[[Any, Any], Any]] = {
    "contacts": with_contacts,
    "notes": lambda one, other: f"{one}\n{other}",
    "tags": lambda one, other: one + other,
    "own": lambda one, other: one | other,
}


class BlockReader:
    """Reads blocks of rows by one plan; made once per import."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._rows = ClientReader(columns, rules)
        steps = ClientColumns(rules)
        self._columns = [
            ColumnReader(column, steps.step(column), rules)
            for column in columns
            if column.target and column.target != LEAVE_OUT and column.target not in SILENT
        ]

    def read(self, rows: Sequence[Sequence[Any]]) -> ClientBlock:
        """The rows, each as ClientReader reads it."""
        if len(set(map(len, rows))) != 1:
            return ClientBlock.of([self._rows.read(cells) for cells in rows])
        table = list(zip(*rows, strict=True))
        said = _Said(len(rows))
        for column in self._columns:
            if column.index < len(table):
                said.take(column.slot, column.name, column.read(table[column.index]))
        block = self._whole(said)
        for place in said.unusual:
            block.put(place, self._rows.read(rows[place]))
        return block

    # ------------------------------------------------------------------ whole rows

    def _whole(self, said: _Said) -> ClientBlock:
        """What the columns say together; rows that need a remark become unusual, but for want of any contact."""
        block = ClientBlock(
            said.count, {name: column for (slot, name), column in said.columns.items() if slot == "values"}
        )
        self._name(block, said.unusual)
        people = self._rules.people
        if people and "manager" in block.values:
            known = map(self._rows.responsible, block.values["manager"])
            block.values["responsible"] = list(known)
        contacts = said.column("contacts")
        if contacts is not None:
            block.values["contacts"] = contacts
        without = (
            range(said.count) if contacts is None else [place for place, held in enumerate(contacts) if held is None]
        )
        block.problems = {place: [[-1, "W261", "", ""]] for place in without if place not in said.unusual}
        for slot, name, complete in _GATHERED:
            column = said.column(slot)
            if column is not None:
                block.values[name] = [value and complete(value) for value in column]
        moments = said.column("created_at")
        if moments is not None:
            block.beside["created_at"] = moments
        sums = [said.column("sums", part) for part in _SUMS]
        if any(sums):
            block.beside["opening"] = self._openings(sums, said.count)
        return block

    def _name(self, block: ClientBlock, unusual: set[int]) -> None:
        """The whole name, its parts and the kind of client, as ClientReader makes them of one row."""
        told = [block.values.get(name) for name in (*_PARTS, "inn")]
        alone = not any(told)
        named, lasts, firsts, middles = (block.column(block.values, name) for name in ("name", *_PARTS))
        for place, name in enumerate(named):
            person = names.plain_person(name) if alone and name is not None else None
            if person is not None:
                last, first, middle = person
                lasts[place], firsts[place], middles[place] = last[:100], first[:100], middle[:100] or None
            elif not self._named(block, place, name, told):
                unusual.add(place)

    def _named(self, block: ClientBlock, place: int, whole: str | None, told: Sequence[Answers | None]) -> bool:
        """The same for a row whose name is not two or three plain words; False where it has none."""
        values = {
            part: column[place]
            for part, column in zip((*_PARTS, "inn"), told, strict=True)
            if column is not None and column[place] is not None
        }
        name = self._rows.name_of({**values, "name": whole or ""})
        if names.is_no_name(name):  # none, or a phone in its place: read one by one
            return False
        self._rows.part_name(name, values, {})
        block.values["name"][place] = name[:300]
        for part in _PARTS:
            block.values[part][place] = values.get(part)
        if "kind" in values:
            block.column(block.values, "kind")[place] = values["kind"]
        return True

    def _openings(self, sums: Sequence[Answers | None], count: int) -> Answers:
        nothing: Answers = [None] * count
        rows = zip(*(column or nothing for column in sums), strict=True)
        return [[*said, self._rules.source] if any(said) else None for said in rows]


_GATHERED: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("notes", "note", lambda text: text[:LONGEST_TEXT]),
    ("own", "own", dict),
    ("tags", "tags", lambda tags: list(dict.fromkeys(tags))),
)


class _Said:
    """What the columns of a block have said so far, an answer per row; `unusual` rows are to be read whole."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.columns: dict[tuple[str, str], Answers] = {}
        self.unusual: set[int] = set()

    def column(self, slot: str, name: str = "") -> Answers | None:
        """The answers of all columns about one thing; None where there is no such column."""
        return self.columns.get((slot, name))

    def take(self, slot: str, name: str, answers: Answers) -> None:
        """Take a column's answers in."""
        odd = [place for place, answer in enumerate(answers) if answer is UNUSUAL]
        for place in odd:
            answers[place] = None
        self.unusual.update(odd)
        held = self.columns.setdefault((slot, name), answers)
        if held is answers:
            return
        together = _TOGETHER.get(slot)
        for place, answer in enumerate(answers):
            if answer is None:
                continue
            if held[place] is None:
                held[place] = answer
            elif together is not None:
                held[place] = together(held[place], answer)
            else:
                self.unusual.add(place)
