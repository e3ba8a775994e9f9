"""Who looks like nobody in particular: by a name that no person bears, or by more receipts than a person makes."""

from __future__ import annotations

import pytest

from clientcrm.domain.house import Looks, hints_of, house_names
from clientcrm.domain.values.text import fold


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Розничный покупатель", True),
        ("ПОКУПАТЕЛЬ РОЗНИЧНЫЙ", True),
        ("Частное лицо", True),
        ("Физ. лицо", True),
        ("Наличный расчёт", True),
        ("Walk-in customer", True),
        ("WALK_IN", True),
        ("Cash Customer", True),
        ("Розина Анна", False),
        ("Частнов Пётр", False),
        ("Касса взаимопомощи", False),
        ("Guest House «Guesthouse»", False),
        ("", False),
    ],
)
def test_names_that_nobody_bears(name: str, told: bool) -> None:
    assert (fold(name) in house_names()) is told


@pytest.mark.parametrize(
    ("receipts", "others", "told"),
    [
        (100, [2] * 20, True),  # 100 of 140, against 2
        (100, [4] * 20, True),
        (100, [5] * 20, False),  # exactly twenty times what others have is not more
        (41, [2] * 200, False),  # twenty times the others, yet less than a tenth of all
        (45, [2] * 200, True),  # 45 of 445: just over a tenth
        (1000, [1] * 9, False),  # nine others are no measure
        (1000, [1] * 10, True),
    ],
)
def test_more_receipts_than_a_person_makes(receipts: int, others: list[int], told: bool) -> None:
    buyers = [(1, "Кто-то", receipts), *((number, "Клиент", count) for number, count in enumerate(others[:8], 2))]
    counts = sorted([receipts, *others])
    found = list(hints_of(buyers, [], counts, sum(counts)))
    assert [(hint.client_id, hint.looks) for hint in found] == ([(1, Looks.OVERDONE)] if told else [])


def test_a_client_is_named_once_and_held_against_the_others() -> None:
    counts = sorted([900, *range(1, 12)])
    [hint] = hints_of([(1, "Розничный покупатель", 900)], [(1, "Розничный покупатель", 900)], counts, sum(counts))
    assert (hint.looks, hint.receipts, hint.of_all, hint.usual) == (Looks.NAMED, 900, 966, 6.0)


def test_nobody_else_to_hold_against() -> None:
    [hint] = hints_of([(1, "Гость", 3)], [(1, "Гость", 3)], [3], 3)
    assert hint.usual == 0
