"""A tree answered by SQL and by plain Python over a small base of chance: the same clients."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, bindparam, select

from clientcrm.crm import Desk
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.sales import LineDraft, PurchaseDraft, ReceiptKind
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.domain.values.dates import PartialDate
from tests.services.raw import make_filled
from tests.support import Clock, Shop

NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)
TODAY = NOW.date()
GOODS, CITIES, TAGS, SOURCES = ("Чай", "Мёд", "Чашка"), ("Тула", "Омск", ""), ("опт", "улун"), ("сайт", "вывеска", "")


@dataclass
class Receipt:
    """A sale: what was paid for each product, and what was given back of it later."""

    day: date
    paid: dict[str, int]
    back: dict[str, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return sum(self.paid.values()) - sum(self.back.values())

    def kept(self, product: str) -> int:
        return self.paid.get(product, 0) - self.back.get(product, 0)


@dataclass
class Person:
    """What is known of a client, as Python keeps it."""

    draft: ClientDraft
    receipts: list[Receipt] = field(default_factory=list)
    talks: list[tuple[str, date]] = field(default_factory=list)

    @property
    def days(self) -> list[date]:
        """Purchase days: days whose receipts come to more than nothing."""
        days = {receipt.day for receipt in self.receipts}
        return sorted(day for day in days if sum(each.left for each in self.receipts if each.day == day) > 0)


def people() -> list[Person]:
    """Thirty, the same each time."""
    chance = random.Random(17)
    made = []
    for number in range(1, 31):
        phone = f"+7916{5_000_000 + number:07}"
        born = PartialDate(chance.randrange(1950, 2005), chance.randrange(1, 13), chance.randrange(1, 28))
        draft = ClientDraft(
            name=f"Клиент {number}",
            city=chance.choice(CITIES),
            source=chance.choice(SOURCES),
            tags=tuple(tag for tag in TAGS if chance.random() < 0.4),
            consent=chance.choice((True, False, None)),
            birthday=born if chance.random() < 0.7 else None,
            discount=chance.choice((0, 500, 1000)),
            contacts=(ContactDraft(ContactKind.PHONE, phone, phone),) if chance.random() < 0.6 else (),
        )
        person = Person(draft)
        for _ in range(chance.choice((0, 0, 1, 2, 4))):
            day = TODAY - timedelta(days=chance.randrange(0, 200))
            receipt = Receipt(day, {name: chance.randrange(100, 900) for name in chance.sample(GOODS, 2)})
            if chance.random() < 0.4:
                whole = chance.random() < 0.5
                receipt.back = dict(receipt.paid if whole else [next(iter(receipt.paid.items()))])
            person.receipts.append(receipt)
        for _ in range(chance.choice((0, 0, 1, 3))):
            ago = timedelta(days=chance.randrange(1, 100))
            person.talks.append((chance.choice(("call", "message", "visit", "note")), TODAY - ago))
        made.append(person)
    return made


EVERYBODY = people()


def fill(desk: Desk) -> None:
    """The same people in a base, under the ids 1 to 30."""
    for number, person in enumerate(EVERYBODY, 1):
        assert desk.clients.create(person.draft) == number
        for receipt in person.receipts:
            lines = tuple(LineDraft(name, total=total) for name, total in receipt.paid.items())
            sale = desk.sales.add(PurchaseDraft(number, receipt.day, lines, total=sum(receipt.paid.values())))
            if receipt.back:
                lines = tuple(LineDraft(name, total=total) for name, total in receipt.back.items())
                given_back = sum(receipt.back.values())
                kind = ReceiptKind.REFUND
                desk.sales.add(PurchaseDraft(number, receipt.day, lines, given_back, kind=kind, return_of=sale))
        for kind, day in person.talks:
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            desk.timeline.record(InteractionDraft(number, EntryKind(kind), "о чае", at))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    make: Callable[[Path], Shop] = make_filled(tmp_path_factory.mktemp("oracle"), fill, Clock(NOW))
    shop = make(tmp_path_factory.mktemp("answers") / "base")
    yield shop.sign_in()
    shop.close()


# ---------------------------------------------------------------- the same questions in Python

Answer = Callable[[Person], bool]


def days_of(ask: Ask) -> Callable[[date], bool]:
    if ask.within is not None:
        near = timedelta(days=abs(ask.within))
        return lambda day: TODAY - near <= day <= TODAY if ask.within >= 0 else TODAY <= day <= TODAY + near  # type: ignore[operator]
    if ask.ago is not None:
        ago = ask.ago
        return lambda day: (TODAY - day).days > ago
    since, until = ask.since or date.min, ask.until or date.max
    return lambda day: since <= day <= until


def times(count: int, ask: Ask) -> bool:
    return (ask.low or 1) <= count <= (ask.high if ask.high is not None else count)


def answer(person: Person, ask: Ask, products: dict[int, str]) -> bool:
    draft, days = person.draft, person.days
    kept = [day for day in days if days_of(ask)(day)] if ask.field in ("last_purchase", "first_purchase") else []
    match ask.field:
        case "city" | "source":
            return getattr(draft, ask.field) in ask.any_of
        case "tag":
            return any(tag in draft.tags for tag in ask.any_of)
        case "consent":
            return bool(draft.consent) == ask.is_so
        case "phone":
            return bool(draft.contacts) == ask.is_so
        case "birthday_known":
            return (draft.birthday is not None) == ask.is_so
        case "birthday":
            wanted = {(TODAY + timedelta(days=ahead)).timetuple()[1:3] for ahead in range(abs(ask.within or 0) + 1)}
            return draft.birthday is not None and (draft.birthday.month, draft.birthday.day) in wanted
        case "purchases":
            return (ask.low or 0) <= len(days) <= (ask.high if ask.high is not None else len(days))
        case "total":
            total = sum(receipt.left for receipt in person.receipts)
            return (ask.low if ask.low is not None else total) <= total <= (ask.high if ask.high is not None else total)
        case "last_purchase":
            return bool(days) and days[-1] in kept
        case "first_purchase":
            return bool(days) and days[0] in kept
        case "dealt":
            kinds = ask.any_of or ("call", "message", "visit")
            return times(sum(kind in kinds and days_of(ask)(day) for kind, day in person.talks), ask)
    names = [products[number] for number in ask.any_of]
    if ask.field == "had":
        found = [each for each in person.receipts if not names or any(name in each.paid for name in names)]
    else:
        found = [each for each in person.receipts if each.left > 0]
        found = [each for each in found if not names or any(each.kept(name) > 0 for name in names)]
    return times(len({each.day for each in found if days_of(ask)(each.day)}), ask)


def fits(person: Person, node: Node, products: dict[int, str]) -> bool:
    match node:
        case Without(part):
            return not fits(person, part, products)
        case AllOf(parts):
            return all(fits(person, part, products) for part in parts)
        case AnyOf(parts):
            return any(fits(person, part, products) for part in parts)
    return answer(person, node, products)


# ---------------------------------------------------------------- any tree

DAYS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.integers(0, 200).map(lambda n: {"within": n}),
    st.integers(0, 200).map(lambda n: {"ago": n}),
    st.tuples(st.integers(100, 200), st.integers(0, 100)).map(
        lambda pair: {"since": TODAY - timedelta(days=pair[0]), "until": TODAY - timedelta(days=pair[1])}
    ),
)
SOME_DAYS = DAYS.filter(bool)
TIMES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {"low": 1}, {"low": 2}, {"high": 1}, {"low": 1, "high": 2}]
)
PRODUCTS = st.lists(st.sampled_from(GOODS), max_size=2, unique=True).map(tuple)
ASKS = st.one_of(
    st.lists(st.sampled_from(CITIES), min_size=1, max_size=2).map(lambda some: Ask("city", any_of=tuple(some))),
    st.lists(st.sampled_from(TAGS), min_size=1, max_size=2).map(lambda some: Ask("tag", any_of=tuple(some))),
    st.tuples(st.sampled_from(("consent", "phone", "birthday_known")), st.booleans()).map(
        lambda pair: Ask(pair[0], is_so=pair[1])
    ),
    st.integers(1, 200).map(lambda n: Ask("birthday", within=-n)),
    st.integers(0, 4).map(lambda n: Ask("purchases", low=n)),
    st.integers(0, 4).map(lambda n: Ask("purchases", high=n)),
    st.integers(-10, 2000).map(lambda n: Ask("total", low=n)),
    SOME_DAYS.map(lambda days: Ask("last_purchase", **days)),
    SOME_DAYS.map(lambda days: Ask("first_purchase", **days)),
    st.tuples(DAYS, TIMES, st.sampled_from(((), ("call",), ("note", "visit")))).map(
        lambda parts: Ask("dealt", any_of=parts[2], **parts[0], **parts[1])
    ),
    st.tuples(st.sampled_from(("bought", "had")), PRODUCTS, DAYS, TIMES).map(
        lambda parts: Ask(parts[0], any_of=parts[1], **parts[2], **parts[3])
    ),
)
TREES = st.recursive(
    ASKS,
    lambda inner: st.one_of(
        inner.map(Without),
        st.lists(inner, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=5,
)


def numbered(node: Node, numbers: dict[str, int]) -> Node:
    """Products by their numbers instead of their names."""
    match node:
        case Without(part):
            return Without(numbered(part, numbers))
        case AllOf(parts) | AnyOf(parts):
            return type(node)(tuple(numbered(part, numbers) for part in parts))
    if node.field not in ("bought", "had"):
        return node
    those = tuple(numbers[name] for name in node.any_of)
    days = {name: getattr(node, name) for name in ("low", "high", "since", "until", "within", "ago")}
    return Ask(node.field, any_of=those, **days)


@pytest.mark.proves("F35")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(node=TREES)
def test_sql_finds_whom_python_finds(desk: Desk, node: Node) -> None:
    numbers = {choice.label: int(choice.value or 0) for choice in desk.segments.choices("bought")}
    asked = numbered(node, numbers)
    products = {number: name for name, number in numbers.items()}
    expected = [number for number, person in enumerate(EVERYBODY, 1) if fits(person, asked, products)]
    assert sorted(desk.clients.ids(ClientFilter(where=asked))) == expected
    assert desk.segments.parts(asked).clients == len(expected)
    assert fitting(desk, asked, range(1, 31, 5)) == [number for number in expected if number % 5 == 1]


def fitting(desk: Desk, asked: Node, ids: Iterable[int]) -> list[int]:
    """Those of them who fit, each asked alone, as after a sale."""
    client: Any = bindparam("client", type_=Integer)
    where = conditions(ClientFilter(where=asked), Asking(desk._gate.calendar(), {}, client))
    query = select(Client.id).where(Client.id == client, *where)
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        return [number for number in ids if session.scalars(query, {"client": number}).first()]
