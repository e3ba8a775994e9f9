"""What a reckoning is given as text: every number and day arrives as it was kept."""

from __future__ import annotations

from datetime import date

import pytest

from clientcrm.crm import Desk
from clientcrm.services.analytics.columns import days_of, lines_of, numbers_of, receipts_of

DAYS = ("0001-01-01", "1899-12-31", "1969-12-31", "1970-01-01", "2000-02-29", "2024-06-30", "2099-12-31", "9999-12-31")


def test_days_arrive_as_ordinals() -> None:
    assert days_of(",".join(DAYS).encode()).tolist() == [date.fromisoformat(day).toordinal() for day in DAYS]


@pytest.mark.parametrize("numbers", [[], [0], [-1, 7, 0], [2**53 + 1, -(2**62), 2**62 + 3]])
def test_numbers_arrive_to_the_last_digit(numbers: list[int]) -> None:
    assert numbers_of(",".join(map(str, numbers)).encode()).tolist() == numbers


def test_nothing_arrives_as_nothing() -> None:
    nothing = dict.fromkeys(("receipt", "client", "day", "total", "sale"), b"")
    assert [len(column) for column in receipts_of(nothing).values()] == [0] * 5
    assert [len(column) for column in lines_of(nothing).values()] == [0] * 3


def test_who_is_nobody_has_no_receipts() -> None:
    kept = {"receipt": b"1,2,3", "client": b"7,8,-1", "day": b"2024-06-30,2024-06-29,2024-06-28"}
    columns = {**kept, "total": b"10,20,30", "sale": b"-1,-1,-1", "nobody": b"5,8"}
    assert receipts_of(columns)["client"].tolist() == [7, -1, -1]


def test_a_base_without_sales_says_nothing_of_them(desk: Desk) -> None:
    from clientcrm.services.analytics.numbers import line_numbers, receipt_numbers

    with desk._gate.whole_base() as session:
        assert set((receipt_numbers(session) | line_numbers(session)).values()) == {b""}
