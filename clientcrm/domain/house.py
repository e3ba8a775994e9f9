"""House clients: who looks like nobody in particular, so that a person may be asked. Nobody is marked by this."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

# More than a tenth of all receipts, and more than twenty times what another client usually has, is no person.
_TENTH, _TIMES = 10, 20
# With fewer others there is nothing usual to hold anybody against.
_FEWEST_OTHERS = 10
_NAMES = (
    *("розничный покупатель", "розничные покупатели", "розничный клиент", "розница", "физическое лицо", "физлицо"),
    *(
        "физ лицо",
        "физ. лицо",
        "физ.лицо",
        "физ. лица",
        "физические лица",
        "частное лицо",
        "частные лица",
        "частный клиент",
        "покупатель",
        "гость",
    ),
    *("разовый покупатель", "разовый клиент", "случайный покупатель", "неизвестный покупатель", "без имени"),
    *("аноним", "анонимный покупатель", "обезличенный покупатель", "наличный расчет", "наличные", "касса"),
    *("конечный потребитель", "население", "магазин", "наш магазин", "служебный клиент"),
    *("walk in", "walk-in", "walk_in", "walkin", "walk in customer", "walk-in customer", "walk-in client"),
    *("cash customer", "cash sale", "cash sales", "cash client", "retail customer", "retail client", "guest"),
    *("customer", "private person", "private customer", "anonymous", "anonymous customer", "unknown customer"),
    *("no name", "general customer", "default customer", "counter sale", "counter sales", "house account"),
)


class Looks(StrEnum):
    """Why somebody looks like a house client."""

    NAMED = "named"
    OVERDONE = "overdone"


@dataclass(frozen=True, slots=True)
class HouseHint:
    """A client who may be nobody in particular: so many receipts `of_all`, against `usual` ones of another client."""

    client_id: int
    name: str
    looks: Looks
    receipts: int
    of_all: int
    usual: float


def house_names() -> frozenset[str]:
    """Names that nobody bears, folded as lists are sorted by them, their words in any order."""
    return frozenset(" ".join(order) for name in _NAMES for order in permutations(name.split()))


def hints_of(
    buyers: Sequence[tuple[int, str, int]], named: Sequence[tuple[int, str, int]], counts: Sequence[int], of_all: int
) -> Iterator[HouseHint]:
    """Who may be a house client: of the `named` (who bear such a name) everybody, of the other buyers the unbelievable.

    Both: id, name, receipts; buyers are those with the most of them. counts: the receipts of every buyer, in order.
    """
    told = {client_id for client_id, _, _ in named}
    for client_id, name, receipts in named:
        yield HouseHint(client_id, name, Looks.NAMED, receipts, of_all, _usual(counts, receipts))
    for client_id, name, receipts in buyers:
        usual = _usual(counts, receipts)
        enough = len(counts) > _FEWEST_OTHERS
        if client_id not in told and enough and receipts * _TENTH > of_all and receipts > _TIMES * usual:
            yield HouseHint(client_id, name, Looks.OVERDONE, receipts, of_all, usual)


def _usual(counts: Sequence[int], own: int) -> float:
    """The median of the others' receipts."""
    place, count = bisect_left(counts, own), len(counts) - 1
    if count < 1:
        return 0.0
    middle = [counts[at if at < place else at + 1] for at in ((count - 1) // 2, count // 2)]
    return sum(middle) / 2
