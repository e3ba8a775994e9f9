"""When a client who was handed over counts as fallen silent."""

from __future__ import annotations

from datetime import date

import pytest

from clientcrm.domain.leaving import is_silent

LEFT = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("today", "last", "interval", "silent"),
    [
        (date(2026, 7, 10), date(2026, 6, 20), 30, False),  # within the own interval
        (date(2026, 7, 25), date(2026, 6, 20), 30, True),  # beyond it, counted from the last purchase
        (date(2026, 7, 25), date(2026, 7, 2), 30, False),  # came since
        (date(2026, 6, 30), date(2026, 2, 1), 30, False),  # was silent before anybody left
        (date(2026, 7, 29), date(2026, 2, 1), 30, False),
        (date(2026, 8, 1), date(2026, 2, 1), 30, True),  # and went on for as long again
        (date(2026, 8, 1), None, None, False),
        (date(2026, 8, 30), None, None, True),  # sixty days where there is no interval
    ],
)
def test_the_own_interval_decides_and_earlier_silence_does_not(
    today: date, last: date | None, interval: float | None, silent: bool
) -> None:
    assert is_silent(today, LEFT, last, interval) is silent
