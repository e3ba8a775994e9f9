"""What stands on each receipt of the demo: what this client likes, presents before holidays, goods brought back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from clientcrm.domain.sales import round_half_up
from clientcrm.services.demo.calendar import Calendar, day_number, is_festive
from clientcrm.services.demo.content import Goods, ShopWords
from clientcrm.services.demo.people import Buyer

ANONYMOUS_SHARE, REFUND_SHARE = 0.04, 0.012
_LINES = (1, 2, 3, 4, 5)
_LINES_PASSED = (32, 62, 82, 94, 100)
_PACKS_PASSED = (84, 96, 100)
_COMPANY_LINES = (2, 3, 4, 5, 6)
_FESTIVE_MORE = 5
# Prices of three years ago, as shares of today's.
_RISE_PER_QUARTER = 0.018
_QUARTER = 91


@dataclass(frozen=True, slots=True)
class Line:
    """One line: place of the product on the shelf, thousandths, minor units."""

    product: int
    quantity: int
    price: int
    discount: int
    total: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One receipt to be written: who (-1 for nobody known), when, and which earlier visit it brings goods back of."""

    minute: int
    client: int
    number: int
    returns: int = -1


@dataclass(frozen=True, slots=True)
class Till:
    """A receipt with its lines; negative sums for a refund."""

    visit: Visit
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        """The sum in minor units."""
        return sum(line.total for line in self.lines)


def refunds_of(purchases: int) -> int:
    """How many of so many receipts bring goods back."""
    return round(purchases * REFUND_SHARE)


def all_visits(
    chance: Random, calendar: Calendar, minutes: Sequence[tuple[int, int]], purchases: int, refunds: int
) -> list[Visit]:
    """Exactly so many receipts in the order of time: visits (minute, client), unknown passers-by, refunds.

    Where there are too few visits to bring back from, passers-by make up the number.
    """
    before_last_days = (calendar.last - 2) * 24 * 60
    brought = [n for n, (minute, _) in enumerate(minutes) if minute < before_last_days]
    chosen = set(chance.sample(brought, min(refunds, len(brought))))
    visits = [(minute, client, n, -1) for n, (minute, client) in enumerate(minutes)]
    for n in sorted(chosen):
        minute, client = minutes[n]
        day = calendar.open_from(min(calendar.last, day_number(minute) + 1 + int(chance.random() * 12)))
        visits.append((calendar.minute(day, chance), client, len(visits), n))
    while len(visits) < purchases:
        trade = chance.random() * calendar.passed[-1]
        visits.append((calendar.minute(calendar.day_at(trade), chance), -1, len(visits), -1))
    return [Visit(*visit[:3], returns=visit[3]) for visit in sorted(visits)]


class Shelf:
    """Fills baskets."""

    def __init__(self, chance: Random, words: ShopWords, calendar: Calendar) -> None:
        self._chance = chance
        self._goods = words.goods
        self._places = {goods.code: place for place, goods in enumerate(words.goods)}
        self._usual = list(accumulate(goods.weight for goods in words.goods))
        festive = (goods.weight * (_FESTIVE_MORE if goods.festive else 1) for goods in words.goods)
        self._festive = list(accumulate(festive))
        self._first = [place for place, goods in enumerate(words.goods) if goods.first]
        self._is_festive = [is_festive(calendar.day(number)) for number in range(calendar.days)]
        self._prices = [
            [_price(goods, quarter) for goods in words.goods] for quarter in range(calendar.days // _QUARTER + 1)
        ]

    def tills(self, visits: Sequence[Visit], clients: Sequence[Buyer]) -> Iterator[Till]:
        """Each visit with what was bought, or what was brought back of an earlier one."""
        kept = {visit.returns for visit in visits if visit.returns >= 0}
        bought: dict[int, tuple[Line, ...]] = {}
        come: set[int] = set()
        for visit in visits:
            if visit.returns >= 0:
                yield Till(visit, self._brought_back(bought.pop(visit.returns)))
                continue
            client = clients[visit.client] if visit.client >= 0 else None
            lines = self._basket(visit, client, first=visit.client not in come)
            if client is not None:
                come.add(visit.client)
            if visit.number in kept:
                bought[visit.number] = lines
            yield Till(visit, lines)

    # ------------------------------------------------------------------ inside

    def _basket(self, visit: Visit, client: Buyer | None, *, first: bool) -> tuple[Line, ...]:
        chance = self._chance
        company = client is not None and client.company
        wanted = chance.choice(_COMPANY_LINES) if company else _LINES[_weighted(chance, _LINES_PASSED)]
        table = self._festive if self._is_festive[day_number(visit.minute)] else self._usual
        places: dict[int, None] = {}
        if first and client is not None and not company and chance.random() < 0.35:
            places[chance.choice(self._first)] = None
        while len(places) < wanted:
            if client is not None and chance.random() < (0.9 if company else 0.6):
                place = self._places[chance.choice(client.likes).code]
            else:
                place = _weighted(chance, table)
            if place in places:
                wanted -= 1
            places[place] = None
        percent = client.discount if client is not None else 0
        prices = self._prices[day_number(visit.minute) // _QUARTER]
        return tuple(self._line(place, prices[place], percent, company) for place in places)

    def _line(self, place: int, price: int, percent: int, company: bool) -> Line:
        chance, goods = self._chance, self._goods[place]
        if goods.loose:
            quantity = chance.choice((500, 1000, 1000, 2000, 3000) if company else (100, 150, 200, 250, 300, 500))
        elif company:
            quantity = chance.choice((2, 3, 4, 5, 6, 10)) * 1000
        else:
            quantity = 1000 * (1 + _weighted(chance, _PACKS_PASSED))
        whole = round_half_up(quantity * price, 1000)
        discount = round_half_up(whole * percent, 10_000)
        return Line(place, quantity, price, discount, whole - discount)

    def _brought_back(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """One line, now and then all of them."""
        part = lines if self._chance.random() < 0.3 else (self._chance.choice(lines),)
        return tuple(Line(line.product, line.quantity, line.price, line.discount, -line.total) for line in part)


def _weighted(chance: Random, passed: Sequence[int]) -> int:
    """A place by weights added up: a third of the time of Random.choices, called 160,000 times."""
    return bisect_right(passed, chance.random() * passed[-1])


def _price(goods: Goods, quarter: int) -> int:
    """What it cost so many quarters after the beginning: every quarter a little more, in whole tens."""
    step = 1000 if goods.price >= 10_000 else 10
    quarters = 365 * 3 // _QUARTER
    then = goods.price * (1 - _RISE_PER_QUARTER * (quarters - quarter))
    return max(step, round(then / step) * step)
