"""Sums, quantities and shares as they are typed."""

from __future__ import annotations

import pytest

from ui import i18n
from ui.client_words import share_words
from ui.clients.amounts import quantity_words, read_money, read_quantity, read_share, write_money


@pytest.fixture(autouse=True)
def russian(qapp: object) -> None:
    """The shop speaks Russian."""
    i18n.set_language("ru")


@pytest.mark.parametrize(
    ("typed", "kopecks"),
    [
        ("", None),
        ("  ", None),
        ("1250", 125_000),
        ("1 250,50", 125_050),
        ("1250.5", 125_050),
        ("0,05", 5),
        ("300 ₽", 30_000),
    ],
)
def test_a_sum_is_read_as_people_type_it(typed: str, kopecks: int | None) -> None:
    assert read_money(typed) == kopecks


@pytest.mark.parametrize("typed", ["много", "12-34", "--"])
def test_what_is_no_sum_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        read_money(typed)


@pytest.mark.parametrize(("typed", "thousandths"), [("2", 2000), ("0,25", 250), ("1.5", 1500), ("", None)])
def test_a_quantity_has_thousandths(typed: str, thousandths: int | None) -> None:
    assert read_quantity(typed) == thousandths


@pytest.mark.parametrize(("typed", "hundredths"), [("5", 500), ("7,5 %", 750), ("", None), ("100", 10_000)])
def test_a_share_is_kept_in_hundredths(typed: str, hundredths: int | None) -> None:
    assert read_share(typed) == hundredths


@pytest.mark.parametrize("typed", ["101", "-5", "пять"])
def test_a_share_lies_between_nothing_and_all(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        read_share(typed)


@pytest.mark.parametrize(("kopecks", "shown"), [(None, ""), (125_000, "1250"), (125_050, "1250,50"), (5, "0,05")])
def test_a_sum_goes_back_into_its_field(kopecks: int | None, shown: str) -> None:
    assert write_money(kopecks) == shown
    assert read_money(shown) == kopecks


def test_words_for_quantities_and_shares() -> None:
    assert quantity_words(2000) == "2"
    assert quantity_words(250) == "0,25"
    assert share_words(500) == "5\u00a0%"
    assert share_words(750) == "7,5\u00a0%"
