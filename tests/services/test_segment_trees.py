"""Trees of criteria over the golden shop: who fits, who does not, and what cannot be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Client, Product
from clientcrm.domain.access import Permission
from clientcrm.domain.calendar import Calendar
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figures import FigureOptions
from clientcrm.domain.ready_segments import tree_of
from clientcrm.domain.segment_fields import FIELDS
from clientcrm.domain.segments import (
    AllOf,
    AnyOf,
    Ask,
    Node,
    Without,
    from_json,
    require_sound,
    tells_of_money,
    to_json,
)
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from tests.services.golden import GOLDEN_LOST
from tests.services.raw import make_filled
from tests.support import Shop

TODAY = date(2024, 6, 30)
ALL = set(range(1, 15))


@pytest.fixture(scope="module")
def desk(golden_shop: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The golden shop on its day, reckoned, with a few dealings; nothing here changes it."""

    def fill(desk: Desk) -> None:
        desk.clients.mass_tag([1, 2], "опт")
        for client in (1, 3, 3):
            desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "о стрижке"))
        desk.figures.decide(FigureOptions(lost_after=GOLDEN_LOST))
        desk.figures.reckon()

    make = make_filled(tmp_path_factory.mktemp("golden"), fill, of=golden_shop)
    shop = make(tmp_path_factory.mktemp("segments") / "base")
    yield shop.sign_in()
    shop.close()


def found(desk: Desk, node: Node) -> set[int]:
    require_sound(node)
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        asked = conditions(ClientFilter(where=node), Asking(Calendar(TODAY), {}))
        return set(session.scalars(select(Client.id).where(*asked)))


def product(desk: Desk, name: str) -> int:
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        return session.scalars(select(Product.id).where(Product.name == name)).one()


@pytest.mark.proves("F35")
@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (AllOf(()), ALL),
        (AnyOf(()), set()),
        (Ask("purchases", low=5), {1, 5}),
        (Ask("purchases", high=0), {6, 8, 9, 11, 12}),
        (Ask("total", low=1_000_000), {1, 2, 5}),
        (Ask("last_purchase", within=30), {1, 3, 7, 10, 14}),
        (Ask("last_purchase", ago=100), {2, 4, 5, 13}),
        (Ask("last_purchase", since=date(2024, 3, 15), until=date(2024, 3, 20)), {2, 13}),
        (Without(Ask("last_purchase", within=30)), ALL - {1, 3, 7, 10, 14}),
        (Ask("state", any_of=("client",)), {1, 2, 3, 4, 5, 7, 10, 13, 14}),
        (Ask("tag", any_of=("ОПТ",)), {1, 2}),
        (Ask("phone", is_so=False), ALL),
        (Ask("responsible", any_of=(None,)), ALL),
        (Ask("dealt", any_of=("call",)), {1, 3}),
        (Ask("dealt", any_of=("call",), low=2), {3}),
        (Ask("dealt"), {1, 3}),
        (Ask("dealt", ago=1), set()),
        (Ask("status", any_of=("lost",)), {2, 4, 5, 13}),
        (Ask("abc", any_of=("A",)), {1, 2, 5, 10}),
        (Ask("xyz", any_of=("X",)), {1, 5, 14}),
        (Ask("regular"), {1, 14}),
        (Ask("regular", is_so=False), {2, 3, 4, 5, 7, 10, 13}),
        (Ask("interval", high=20), {5}),
        (AllOf((Ask("abc", any_of=("A",)), Without(Ask("status", any_of=("lost",))))), {1, 10}),
        (AnyOf((Ask("tag", any_of=("опт",)), Ask("status", any_of=("new",)))), {1, 2, 3}),
        (Without(AnyOf((Ask("status", any_of=("lost", "new")), Ask("purchases", high=0)))), {1, 7, 10, 14}),
    ],
)
def test_who_fits(desk: Desk, node: Node, expected: set[int]) -> None:
    assert found(desk, node) == expected
    assert found(desk, from_json(to_json(node))) == expected


@pytest.mark.proves("F52")
def test_bought_this_and_never_that(desk: Desk) -> None:
    hair, color, mask = (product(desk, name) for name in ("HAIR", "COLOR", "MASK"))
    assert found(desk, Ask("bought", any_of=(hair,))) == {1, 4, 7, 14}
    assert found(desk, Ask("bought", any_of=(color,))) == {2, 5, 10}, "brought back whole is not bought"
    assert found(desk, Ask("bought", any_of=(hair,), low=3)) == {1}
    assert found(desk, Ask("bought", any_of=(hair,), within=30)) == {1, 7, 14}
    node = AllOf((Ask("bought", any_of=(hair,)), Without(Ask("bought", any_of=(mask,)))))
    assert found(desk, node) == {1, 7, 14}, "the mask of 7 was brought back, the rest of that receipt was not"
    node = tree_of("bought_never_bought", bought=[hair], never=[mask])
    assert found(desk, node) == {1, 14}, "7 knows the mask and gave it back: nothing to offer"


@pytest.mark.parametrize(
    ("node", "reason"),
    [
        (Ask("shoe_size", low=40), "unknown_field"),
        (Ask("status"), "nothing_asked"),
        (Ask("total"), "nothing_asked"),
        (Ask("total", low=5, high=4), "upside_down"),
        (Ask("last_purchase"), "nothing_asked"),
        (Ask("birthday", since=date(2024, 5, 1)), "nothing_asked"),
        (AllOf((Without(Without(Without(Without(Without(Ask("regular")))))),)), "too_deep"),
        (AllOf((Ask("regular"),) * 101), "too_long"),
    ],
)
def test_what_cannot_be_asked_is_said(node: Node, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        require_sound(node)
    assert refused.value.fields == {"segment": reason}


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"ask": 5}', '{"all": 7}', '{"ask": "total", "lowest": 3}', "[" * 9999]
)
def test_what_is_no_tree_is_said(text: str) -> None:
    with pytest.raises(Invalid):
        from_json(text)


def test_trees_that_tell_of_money() -> None:
    assert tells_of_money(AllOf((Ask("regular"), Without(Ask("abc", any_of=("A",))))))
    assert not tells_of_money(AnyOf((Ask("regular"), Ask("purchases", low=3))))


LEAVES = st.sampled_from(
    [
        Ask("status", any_of=("active",)),
        Ask("purchases", low=2),
        Ask("total", high=700_000),
        Ask("tag", any_of=("опт",)),
        Ask("dealt"),
        Ask("last_purchase", within=60),
        Ask("birthday", within=-30),
        Ask("born", until=date(2000, 1, 1)),
        Ask("consent"),
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Without),
        st.lists(inner, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=6,
)


def by_hand(desk: Desk, node: Node) -> set[int]:
    """Sets instead of SQL; the leaves alone come from the base."""
    match node:
        case Without(part):
            return ALL - by_hand(desk, part)
        case AllOf(parts):
            return ALL.intersection(*(by_hand(desk, part) for part in parts))
        case AnyOf(parts):
            return set().union(*(by_hand(desk, part) for part in parts))
    return found(desk, node)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(node=TREES)
def test_and_or_not_mean_what_sets_mean(desk: Desk, node: Node) -> None:
    asked = conditions(ClientFilter(where=node), Asking(Calendar(TODAY), {}))
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        assert set(session.scalars(select(Client.id).where(*asked))) == by_hand(desk, node)


def test_every_field_can_be_asked(desk: Desk) -> None:
    for field in FIELDS:
        node = Ask(field, any_of=(1,), low=1, high=2, since=TODAY, until=TODAY, within=-1)
        assert found(desk, node) <= ALL
