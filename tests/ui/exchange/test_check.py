"""What the check says before anything is written, in the words and the order in which a manager needs it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.imports import FileChoice, ImportCounts
from tests.ui.exchange.screens import ExchangeScreen
from ui.exchange.staged_table import staged_columns
from ui.exchange.step_done import figures_of
from ui.exchange.steps import CHECK, COLUMNS, FILE

SALES = [
    ["Номер чека", "Дата продажи", "Код клиента", "Товар", "Количество", "Цена"],
    ["1", "14.05.2025", "К-17", "Пуэр", "1", "900"],
    ["1", "14.05.2025", "К-17", "Улун", "2", "450"],
    ["2", "15.05.2025", "К-18", "Улун", "2", "450"],
    ["3", "16.05.2025", "", "Чайник", "1", "3000"],
]


def test_buyers_whom_nobody_knows_are_created_by_one_press(
    screen: ExchangeScreen, table: Callable[..., Path], desk: Desk
) -> None:
    """A new shop brings the history of its till first: else only sales without a client would come in."""
    screen.comes_to_check(table(SALES, name="продажи.csv"))
    assert screen.counts() == (4, 1, 0, 0, 3)
    assert "3 строки не загрузятся: таких покупателей нет в базе." in screen.texts()
    screen.presses("Завести этих клиентов")
    assert screen.wizard.step() == CHECK
    assert screen.counts() == (4, 4, 0, 0, 0)
    assert "нет в базе" not in screen.texts()
    while screen.wizard.steps.done.result is None:
        screen.goes_on()
    assert len(desk.clients.ids(ClientFilter())) == 2


def test_clients_are_not_taken_for_buyers(screen: ExchangeScreen, people: Path) -> None:
    screen.comes_to_check(people)
    assert screen.wizard.steps.checking.strangers.isHidden()


def test_rows_with_remarks_are_counted_where_none_is_lost() -> None:
    last = figures_of(ImportCounts(rows=100, created=100, warnings=88), coming=True)[-1]
    assert (last.label, last.value, last.note, last.tone) == (
        "С замечаниями", "88", "всё равно загрузятся", "text3",
    )  # fmt: skip
    lost = figures_of(ImportCounts(rows=100, created=98, failed=2, warnings=88))[-1]
    assert (lost.label, lost.value, lost.note, lost.tone) == ("С ошибками", "2", "не загружены", "bad")


def test_columns_with_remarks_stay_longest_in_a_narrow_table(
    screen: ExchangeScreen, table: Callable[..., Path]
) -> None:
    heads = ["№", "Пожелание", "ФИО", "Страна", "Город", "Улица", "Телефон"]
    rows = [[str(n), "чай", f"Орлова Дарья{n}", "", "Тверь", "Мира", "8916204"] for n in range(1, 4)]
    screen.comes_to_check(table([heads, *rows]))
    plan = screen.wizard.steps.checking.check.plan  # type: ignore[union-attr]
    columns = [one for one in staged_columns(plan, {"Телефон"}) if one.key.startswith("file.")]
    assert [one.title for one in columns][-1] == "Телефон"  # the order is that of the file
    by_weight = [one.title for one in sorted(columns, key=lambda one: one.priority)]
    assert by_weight[0] == "Телефон"
    assert by_weight[-2:] == ["№", "Страна"]


def test_a_wizard_begun_anew_is_named_after_its_file(
    screen: ExchangeScreen, table: Callable[..., Path], people: Path
) -> None:
    screen.comes_to_check(table(SALES, name="продажи.csv"))
    assert screen.page.window_title() == "Загрузка покупок из файла"
    told: list[str] = []
    screen.page.title_changed.connect(lambda: told.append(screen.page.window_title()))
    screen.loads(people)
    assert screen.wizard.step() == FILE
    assert told[-1] == screen.wizard.title() == "Загрузка клиентов из файла"
    assert "Загрузка клиентов из файла" in screen.texts()


def test_a_text_table_is_no_sheet(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    assert screen.wizard.step() == COLUMNS
    assert "лист «" not in screen.texts()


def test_a_load_under_way_was_not_interrupted(
    screen: ExchangeScreen, people: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed:
        def step(self, done: int, total: int) -> None:
            raise KeyboardInterrupt

    plan = desk.importing.plan(FileChoice(people))
    with suppress(KeyboardInterrupt):
        desk.importing.check(plan, Killed())
    screen.page.refresh()
    screen.settle()
    assert screen.loads_listed() == [("клиенты.csv", "Прервана")]
    assert "Продолжить" in screen.texts(screen.page.loads.panel)
    monkeypatch.setattr(screen.context.background, "long_busy", lambda: True)
    screen.page.refresh()
    screen.settle()
    assert screen.loads_listed() == [("клиенты.csv", "Идёт")]
    assert "Продолжить" not in screen.texts(screen.page.loads)
