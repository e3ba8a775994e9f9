"""Figures of bases of three and of thirty clients on the command line: words where per cent would claim too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clientcrm.cli.figure_shown import shown
from clientcrm.cli.figures import _text, rough
from clientcrm.cli.speech import Speech
from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.figure_names import FIGURES
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from tests.services.raw import make_filled
from tests.support import Clock, Shop

DAY = date(2024, 6, 30)
RUSSIAN = Speech("ru")
# Money of goods or of two receipts is divided exactly, and tells of nobody; the ends of an interval say how far
# nothing is known.
_EXACT = {"products": {"share"}, "average-check": {"change"}}
_BOUNDS = {"low", "high"}


def came(desk: Desk, client: int, *ago: int, employee: str = "") -> None:
    for days in ago:
        line = LineDraft(("Стрижка", "Маска")[days % 2], 1000, total=100_000 + 10_000 * client)
        desk.sales.add(PurchaseDraft(client, DAY - timedelta(days=days), (line,), employee=employee))


def fill_three(desk: Desk) -> None:
    """One who came once, one twice, one three times."""
    for client, days in ((1, (160,)), (2, (150, 130)), (3, (140, 120, 101))):
        desk.clients.create(ClientDraft(name=f"Клиент {client}"))
        came(desk, client, *days, employee="Новый")


def fill_thirty(desk: Desk) -> None:
    """Every third comes each month, the others came once."""
    for client in range(1, 31):
        desk.clients.create(ClientDraft(name=f"Клиент {client}"))
        came(desk, client, *range(5 + client % 7, 220, 30) if client % 3 == 0 else (270 - 8 * client,))


@pytest.fixture(scope="module")
def of_three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from _desk(tmp_path_factory, fill_three)


@pytest.fixture(scope="module")
def of_thirty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from _desk(tmp_path_factory, fill_thirty)


def _desk(folders: pytest.TempPathFactory, fill: Callable[[Desk], None]) -> Iterator[Desk]:
    folder = folders.mktemp("few")
    shop: Shop = make_filled(folder, fill, Clock(datetime(2024, 6, 30, 9, tzinfo=UTC)))(folder / "base")
    desk = shop.sign_in()
    yield desk
    desk.close()
    shop.close()


def told(desk: Desk, name: str, **options: str) -> tuple[dict[str, Any], str]:
    found = desk.figures.ask(name, DAY, options)
    return found, _text(name, found, "RUB", RUSSIAN)


def percentages(name: str, found: dict[str, Any]) -> set[str]:
    """The numbers and columns of which a person is shown a percentage."""
    layout, found, _ = shown(name, found)
    told = [(part, [found.get(part.key)]) for part in layout.numbers]
    tables = [(found.get(key) or [], parts) for key, parts in layout.tables]
    told += [(part, [row.get(part.key) for row in rows]) for rows, parts in tables for part in parts]
    whole = {part.key for part, values in told if part.kind == "p" for one in values if one["share"] is not None}
    return whole | {part.key for part, values in told if part.kind == "s" and any(one is not None for one in values)}


def test_three_clients_are_told_without_per_cent(of_three: Desk) -> None:
    for name in FIGURES:
        found, text = told(of_three, name)
        assert percentages(name, found) - _BOUNDS <= _EXACT.get(name, set()), (name, text)
        assert found["n"] > 0 or "not_enough_data" in found


@pytest.mark.proves("F48")
def test_chances_of_three_clients_are_words_with_the_reason(of_three: Desk) -> None:
    found, text = told(of_three, "lifetime")
    assert (found["claims"], found["not_calibrated"]["reason"]) == (False, "few_clients")
    assert "Вероятности — словами: проверить прогноз прошлым пока не на чем." in text
    assert "нужно клиентов — 20, есть 3" in text
    assert "Придёт" in text
    assert "едва ли" in text
    assert "Не придёт" not in text


def test_three_returns_make_no_curve(of_three: Desk) -> None:
    found, text = told(of_three, "return-curve")
    assert {row["returned"] for row in found["curve"]} == {None}
    assert (found["most"], found["gap_p90"], found["gaps"]) == (None, None, 3)
    assert found["gap_median"] is not None
    assert "обычный, данных мало" in text


def test_segments_of_three_clients_are_missing_with_the_reason(of_three: Desk) -> None:
    found, text = told(of_three, "average-check", by="segment")
    assert (found["groups"], found["not_enough_data"]) == ([], {"reason": "few_clients", "have": 3, "need": 15})
    assert "нужно клиентов — 15, есть 3" in text


def test_an_employee_whose_name_is_a_word_of_the_program_keeps_it(of_three: Desk) -> None:
    found, text = told(of_three, "average-check", by="employee")
    assert [row["group"] for row in found["groups"]] == ["Новый"]
    assert "Новый" in text


def test_segments_have_other_words_than_statuses(of_thirty: Desk) -> None:
    """Nobody is to take «давно не были» for the status «не ходит»."""
    found, text = told(of_thirty, "average-check", by="segment")
    assert {"lost", "new"} & {row["group"] for row in found["groups"]}
    statuses = told(of_thirty, "average-check", by="status")[1]
    assert "не ходит" in statuses
    assert "не ходит" not in text
    assert "давно не были" in text or "новые" in text


@pytest.mark.proves("F48", "F70")
def test_a_forecast_stands_beside_what_it_missed_by(of_thirty: Desk) -> None:
    found, text = told(of_thirty, "potential", H="60")
    tried = found["backtest"]
    error = RUSSIAN.number(100 * tried["error"])
    assert f"обещал {RUSSIAN.money(rough(tried['predicted']), 'RUB')}" in text
    assert f"ошибка {error} %" in text
    found, text = told(of_thirty, "lifetime", H="60")
    assert found["claims"]
    assert f"ошибся на {RUSSIAN.number(found['calibration']['brier'], 3)}" in text
    for name in ("potential", "lifetime"):
        assert "прогноз занижает" in told(of_thirty, name, H="60")[1]


@pytest.mark.parametrize(
    ("minor", "shown"),
    [(138_236, 138_000), (-138_636, -139_000), (99_950, 100_000), (387, 387), (12, 12), (0, 0), (5_678_901, 5_680_000)],
)
def test_what_is_only_expected_is_told_to_three_digits(minor: int, shown: int) -> None:
    assert rough(minor) == shown


def test_an_answer_tells_every_option_that_it_was_reckoned_with(of_three: Desk) -> None:
    """Those that stood by themselves too; by the names that they are asked for with."""
    used = {name: told(of_three, name)[0]["options"] for name in FIGURES}
    assert (used["conversion"]["W"], used["conversion"]["within"], used["conversion"]["least"]) == (
        90,
        [30, 60, 90],
        20,
    )
    assert used["abc-xyz"]["limits"] == {"shares": [80, 95], "variation": [10, 25], "lost_after": 90}
    assert (used["lost-money"]["typical"], used["rich-and-rare"]["L"]) == (30, 90)
    assert used["tiers"]["ladder"][0]["key"] == "base"
    assert not any("lost_after" in options for options in used.values())
