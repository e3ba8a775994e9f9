"""A tree taken apart into groups and lines asks for the same clients when it is put together again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without
from ui.segments.draft import Group, Kept, Line, Mode, counted, lines_of, opened

PHONE, MAIL, CITY = Ask("phone"), Ask("email"), Ask("city", ("Тверь",))
SILENT, RICH, TEA = Ask("last_purchase", ago=60), Ask("total", low=2_000_000), Ask("bought", (7,))


@pytest.mark.parametrize(
    "node",
    [
        AllOf((SILENT, RICH)),
        AnyOf((SILENT, Without(CITY), Without(TEA))),
        Without(SILENT),
        Without(AnyOf((SILENT, RICH))),
        AllOf((SILENT, AnyOf((RICH, Without(AnyOf((PHONE, MAIL))))))),
        AllOf((AnyOf((AllOf((AnyOf((PHONE, AllOf((MAIL, CITY)))), RICH)), SILENT)),)),
    ],
)
def test_a_tree_stays_as_it_was(node: Node) -> None:
    assert opened(node).node() == node


def test_one_question_becomes_a_group_of_one() -> None:
    draft = opened(SILENT)
    assert (draft.mode, draft.node()) == (Mode.ALL, AllOf((SILENT,)))


def test_a_list_turned_round_is_one_line_and_a_number_turned_round_a_group() -> None:
    draft = opened(AllOf((Without(CITY), Without(RICH))))
    line, group = draft.parts
    assert isinstance(line, Line)
    assert line.turned
    assert isinstance(group, Group)
    assert group.mode is Mode.NONE


def test_what_is_too_deep_for_the_window_is_kept_whole() -> None:
    deep = AllOf((PHONE, MAIL))
    draft = opened(AllOf((AnyOf((SILENT, AllOf((RICH, AnyOf((CITY, deep)))))),)))
    kept = [part for part in counted(draft) if isinstance(part, Kept)]
    assert [part.whole for part in kept] == [AnyOf((CITY, deep))]


def test_unfinished_lines_ask_nothing() -> None:
    draft = Group(Mode.ALL, [Line("city"), Group(Mode.NONE, [Line()]), Line("phone", PHONE)])
    assert draft.node() == AllOf((PHONE,))
    assert len(list(lines_of(draft))) == 3
    assert Group(Mode.ANY, [Line("city")]).node() is None


ASKS = (PHONE, MAIL, CITY, SILENT, RICH, TEA)
TREES = st.recursive(
    st.sampled_from(ASKS),
    lambda inner: (
        inner.map(Without)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
    ),
    max_leaves=8,
)


def fits(node: Node, yes: frozenset[Ask]) -> bool:
    """Whether somebody fits for whom these questions are so."""
    match node:
        case Ask():
            return node in yes
        case AllOf(parts):
            return all(fits(part, yes) for part in parts)
        case AnyOf(parts):
            return any(fits(part, yes) for part in parts)
        case Without(part):
            return not fits(part, yes)


@settings(max_examples=60, deadline=None)
@given(TREES, st.frozensets(st.sampled_from(ASKS)))
def test_any_tree_finds_the_same_when_it_was_opened(node: Node, yes: frozenset[Ask]) -> None:
    asked = opened(node).node()
    assert asked is not None
    assert fits(asked, yes) == fits(node, yes)
