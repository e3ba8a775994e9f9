"""Birthdays of which only a part is known."""

from __future__ import annotations

from datetime import date

import pytest

from clientcrm.domain.values.dates import PartialDate
from ui import i18n
from ui.client_words import birthday_words
from ui.clients.days import birthday, days_to_birthday, typed_birthday, whole
from ui.words import PartialDay


@pytest.fixture(autouse=True)
def russian(qapp: object) -> None:
    """The shop speaks Russian."""
    i18n.set_language("ru")


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (PartialDate(1981, 6, 3), "3 июня 1981"),
        (PartialDate(None, 6, 3), "3 июня"),
        (PartialDate(None, 2, 29), "29 февраля"),
        (PartialDate(1981), "1981"),
    ],
)
def test_as_much_is_shown_as_is_known(known: PartialDate, shown: str) -> None:
    assert birthday_words(known) == shown


@pytest.mark.parametrize(
    ("known", "today", "ahead"),
    [
        (PartialDate(None, 6, 3), date(2025, 6, 3), 0),
        (PartialDate(None, 6, 3), date(2025, 6, 2), 1),
        (PartialDate(None, 1, 2), date(2025, 12, 30), 3),
        (PartialDate(None, 2, 29), date(2025, 2, 20), 9),
        (PartialDate(None, 2, 29), date(2024, 2, 20), 9),
        (PartialDate(1981), date(2025, 6, 3), None),
    ],
)
def test_days_to_the_next_birthday(known: PartialDate, today: date, ahead: int | None) -> None:
    assert days_to_birthday(known, today) == ahead


def test_a_date_field_and_the_base_understand_each_other() -> None:
    for known in (PartialDate(1981, 6, 3), PartialDate(None, 6, 3)):
        assert birthday(typed_birthday(known)) == known
    assert typed_birthday(PartialDate(1981)) is None
    assert whole(PartialDay(3, 6)) is None
    assert whole(PartialDay(3, 6, 2025)) == date(2025, 6, 3)
