"""A sheet of everybody, and who was moved since: what counting through them would come to."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.standing import BLOCK, Bought, Sheet, Standing
from clientcrm.services.analytics.sheet import sheet_of

_BOUGHT = st.builds(Bought, st.integers(738_000, 738_009), st.integers(1, 5), st.integers(-3, 9))


def written(people: dict[int, Bought]) -> Sheet:
    """As the reckoning writes it."""
    columns = {
        "client_id": [*map(str, people)],
        "client_total": [str(one.net) for one in people.values()],
        "client_days": [str(one.days) for one in people.values()],
        "client_last": [date.fromordinal(one.last).isoformat() for one in people.values()],
    }
    return Sheet.of(sheet_of({name: ",".join(column).encode() for name, column in columns.items()}))


def counted(people: dict[int, Bought], asked: Bought) -> Standing:
    others = people.values()
    return Standing(
        len(people),
        sum(one.last > asked.last for one in others),
        sum(one.days < asked.days for one in others),
        sum(one.net < asked.net for one in others),
        sum(one.net for one in others if one.net > asked.net and one.net > 0),
        sum(max(0, one.net) for one in others),
    )


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.integers(1, 20), _BOUGHT, max_size=12),
    st.dictionaries(st.integers(1, 24), st.none() | _BOUGHT, max_size=6),
    _BOUGHT,
)
def test_with_those_who_moved(people: dict[int, Bought], moved: dict[int, Bought | None], asked: Bought) -> None:
    now = {client: one for client, one in (people | moved).items() if one is not None}
    come = [one for one in moved.values() if one is not None]
    told = written(people).stands(asked, moved, come)
    expected = counted(now, asked)
    if asked.net <= 0:  # of money nothing is promised beside a sum of nothing or less
        told = Standing(told.others, told.later, told.rarer, told.poorer)
        expected = Standing(expected.others, expected.later, expected.rarer, expected.poorer)
    assert told == expected


def test_sums_over_several_blocks() -> None:
    people = {n: Bought(738_000 + n % 10, n % 7, (n * 7919) % 1_000 - 50) for n in range(1, 3 * BLOCK)}
    sheet = written(people)
    for net in (1, 17, 300, 949, 950):
        asked = Bought(738_004, 3, net)
        assert sheet.stands(asked, (), ()) == counted(people, asked)


def test_an_id_too_long_for_a_sheet_leaves_none() -> None:
    columns = {"client_id": str(2**31), "client_total": "1", "client_days": "1", "client_last": "2021-07-26"}
    assert sheet_of({name: value.encode() for name, value in columns.items()}) == ()
    assert sheet_of({name: value.encode() for name, value in (columns | {"client_id": str(2**31 - 1)}).items()})
