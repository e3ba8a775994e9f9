"""How a client stands among all who bought: the numbers, and the sheet of everybody that a reckoning leaves behind."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Sums stand at every so many clients; the few between are added up.
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Standing:
    """others: all the other clients who bought, and so many of them; money in minor units.

    later: whose last purchase is later; rarer: with fewer purchase days; poorer: with a smaller net sum. above: the
    larger sums together; whole: every sum that is more than nothing; both only beside a net sum of more than nothing.
    """

    others: int = 0
    later: int = 0
    rarer: int = 0
    poorer: int = 0
    above: int = 0
    whole: int = 0

    def less(self, one: Standing) -> Standing:
        """Without what somebody brought into each number."""
        return Standing(*(getattr(self, name) - getattr(one, name) for name in self.__slots__))

    def plus(self, one: Standing) -> Standing:
        """With what somebody more brings into each number."""
        return Standing(*(getattr(self, name) + getattr(one, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Bought:
    """What somebody stands by: the last purchase day (an ordinal), how many there are, the net sum in minor units."""

    last: int
    days: int
    net: int

    def beside(self, other: Bought) -> Standing:
        """What this one brings into the numbers of the other."""
        return Standing(
            others=1,
            later=self.last > other.last,
            rarer=self.days < other.days,
            poorer=self.net < other.net,
            above=self.net if self.net > other.net else 0,
            whole=max(self.net, 0),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """How everybody stood when all were reckoned, sorted once, so that nobody is counted through for a single sale.

    By client id: totals (minor units), days (how many), lasts (ordinals). ordered: the totals, ascending.

    sums: what the positive ones before each BLOCK of them come to. rare: numbers of days, ascending, and how many
    clients have fewer; late: last days, and how many clients have theirs before.
    """

    ids: Sequence[int]
    totals: Sequence[int]
    days: Sequence[int]
    lasts: Sequence[int]
    ordered: Sequence[int]
    sums: Sequence[int]
    rare: tuple[Sequence[int], Sequence[int]]
    late: tuple[Sequence[int], Sequence[int]]

    @classmethod
    def of(cls, parts: Sequence[bytes]) -> Sheet:
        """From the columns in their order as bytes: ids, days, lasts in 32 bits each, all others in 64."""
        kinds = "iqiiqqqqqq"
        read = [array(kind) for kind in kinds]
        for column, part in zip(read, parts, strict=True):
            column.frombytes(part)
        ids, totals, days, lasts, ordered, sums, rare, rarer, late, earlier = read
        return cls(ids, totals, days, lasts, ordered, sums, (rare, rarer), (late, earlier))

    def stands(self, asked: Bought, gone: Iterable[int], come: Iterable[Bought]) -> Standing:
        """Where `asked` stands among all of them, without those whose ids are `gone` and beside those who `come`."""
        found = self._among_all(asked)
        for client in gone:
            known = self._known(client)
            if known is not None:
                found = found.less(known.beside(asked))
        for one in come:
            found = found.plus(one.beside(asked))
        return found

    def _among_all(self, asked: Bought) -> Standing:
        count = len(self.ids)
        place = bisect_right(self.ordered, asked.net)
        whole = self._sum_before(count)
        return Standing(
            others=count,
            later=count - _before(self.late, asked.last + 1, count),
            rarer=_before(self.rare, asked.days, count),
            poorer=bisect_left(self.ordered, asked.net),
            above=whole - self._sum_before(place),
            whole=whole,
        )

    def _sum_before(self, place: int) -> int:
        block = place // BLOCK
        known = self.sums[block] if self.sums else 0
        return known + sum(max(0, total) for total in self.ordered[block * BLOCK : place])

    def _known(self, client: int) -> Bought | None:
        place = bisect_left(self.ids, client)
        if place == len(self.ids) or self.ids[place] != client:
            return None
        return Bought(self.lasts[place], self.days[place], self.totals[place])


def _before(counted: tuple[Sequence[int], Sequence[int]], value: int, count: int) -> int:
    """How many clients stand at less than the value."""
    values, before = counted
    place = bisect_left(values, value)
    return before[place] if place < len(values) else count
