"""Why clients left: counted by reason and by who served them, with what they brought."""

from __future__ import annotations

import pandas as pd
import pytest

from clientcrm.domain.analytics.leaving_reasons import leaving_reasons
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, same


def people(*rows: tuple[int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["client", "reason", "employee"]).set_index("client")


WENT = people(
    *((number, "price", "Света") for number in range(1, 11)),
    *((number, "offended", "Игорь") for number in range(11, 17)),
    (17, "offended", "Света"),
    *((number, "moved", "") for number in range(18, 21)),
    *((number, "", "Света") for number in range(21, 25)),
    (30, "", "Игорь"),
)


@pytest.mark.proves("F47")
def test_reasons_are_counted_the_most_frequent_first_and_by_employee() -> None:
    money = pd.Series({1: 100, 2: 200, 11: 5_000, 21: 70})
    found = leaving_reasons(WENT, range(15, 25), TODAY, money)
    assert (found.n, found.known, found.natural) == (24, 20, 3)  # 30 is not lost, and nobody wrote anything
    assert found.reasons["clients"].to_dict() == {"price": 10, "offended": 7, "moved": 3}
    assert found.reasons["share"].tolist() == [0.5, 0.35, 0.15]
    assert found.reasons["running"].tolist() == [0.5, 0.85, 1.0]
    assert found.reasons["money"].tolist() == [300, 5_000, 0]
    assert found.reasons["natural"].tolist() == [False, False, True]
    assert found.employees.to_dict("records") == [
        {"reason": "price", "employee": "Света", "clients": 10},
        {"reason": "offended", "employee": "Игорь", "clients": 6},
        {"reason": "moved", "employee": "", "clients": 3},
        {"reason": "offended", "employee": "Света", "clients": 1},
    ]
    assert found.ids("offended").tolist() == list(range(11, 18))
    assert found.ids("").tolist() == [21, 22, 23, 24]


def test_a_few_reasons_are_counts_without_shares() -> None:
    found = leaving_reasons(WENT.head(19), [], TODAY)
    assert found.reasons["share"].isna().all()
    assert found.reasons["clients"].tolist() == [10, 7, 2]


@pytest.mark.parametrize("lost", [(), (21, 22)])
def test_nobody_wrote_anything_down(lost: tuple[int, ...]) -> None:
    found = leaving_reasons(WENT.loc[[21, 22, 30]], lost, TODAY)
    assert (found.n, found.known, len(found.reasons)) == (len(lost), 0, 0)
    assert found.not_enough is not None
    assert found.not_enough.reason == "no_reasons"
    holds_no_nonsense(found)


def test_the_order_of_rows_says_nothing() -> None:
    assert same(leaving_reasons(WENT, [21], TODAY), leaving_reasons(WENT.iloc[::-1], [21], TODAY))
