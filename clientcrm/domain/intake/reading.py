"""What a reader of clients must know beside the columns, and what it says of one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from clientcrm.domain.values import dates, money

Problem = list[Any]
LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What the reader must know beside the columns: region, the evidence of columns, what values mean."""

    today: date
    region: str = "RU"
    exponent: int = 2
    decimal: Mapping[int, money.DecimalMark] = field(default_factory=dict)
    orders: Mapping[int, dates.DateOrder | None] = field(default_factory=dict)
    fractions: frozenset[int] = frozenset()
    six_digit_postcodes: frozenset[int] = frozenset()
    meanings: Mapping[tuple[int, str], str] = field(default_factory=dict)
    tiers: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    title_case: bool = False
    repair: Callable[[str], str | None] | None = None
    # The base's one currency; "" looks at no sign of another one (W252).
    currency: str = ""
    note_mark: str = ""
    # Whether a phone or an address beside a name becomes a contact (W262); a full copy says what the base held.
    names_apart: bool = False


@dataclass(slots=True)
class ReadClient:
    """What one row says: the draft as JSON values (codec.py), what only an import may say beside it, what was noticed.

    opening: total, count, first, last, source; None when the row says none of them.
    """

    values: dict[str, Any]
    public_id: str = ""
    created_at: str = ""
    opening: list[Any] | None = None
    inn_valid: bool = False
    name_given: bool = True
    state: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class CellRow:
    """What the cells of one row have said so far."""

    __slots__ = (
        "contacts",
        "created_at",
        "notes",
        "other",
        "own",
        "problems",
        "sums",
        "tags",
        "values",
    )

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.other: dict[str, Any] = {}
        self.contacts: list[list[Any]] = []
        self.notes: list[str] = []
        self.own: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.sums: dict[str, Any] = {}
        self.created_at = ""
        self.tags: list[str] = []

    def says_anything(self) -> bool:
        """Whether any cell said something."""
        said = self.values or self.contacts or self.problems or self.other or self.notes or self.own or self.sums
        return bool(said or self.tags or self.created_at)


Take = Callable[[CellRow, Any], None]
Answer = TypeVar("Answer")


def remembered(parse: Callable[[Any], Answer], most: int = 20_000) -> Callable[[Any], Answer]:
    """The same answers, kept: cities, sources, dates and discounts of 100,000 rows are some thousand words.

    The answers are shared, so nobody may change them.
    """
    known: dict[Any, Answer] = {}

    def answer(cell: Any) -> Answer:
        key = (type(cell), cell)
        found = known.get(key)
        if found is None:
            found = parse(cell)
            if len(known) < most:
                known[key] = found
        return found

    return answer
