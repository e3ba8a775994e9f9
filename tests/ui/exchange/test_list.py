"""The list of loads and mass changes, and the templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, Permission, Role, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientOrder
from tests.ui.exchange.conftest import PEOPLE
from tests.ui.exchange.screens import ExchangeScreen
from ui.exchange.steps import CHECK


def count(desk: Desk) -> int:
    """How many clients there are."""
    return len(desk.clients.ids(ClientFilter(), ClientOrder()))


def test_an_empty_shop_is_told_how_to_begin(screen: ExchangeScreen) -> None:
    assert "Ещё ничего не загружали" in screen.texts()


@pytest.fixture
def loaded(screen: ExchangeScreen, people: Path) -> ExchangeScreen:
    """One load of four clients, and the list in front."""
    screen.brings_in(people)
    screen.finishes()
    return screen


def test_a_load_stands_in_the_list_with_its_counts(loaded: ExchangeScreen) -> None:
    assert loaded.loads_listed() == [("клиенты.csv", "Загружена")]
    panel = loaded.texts(loaded.page.loads.panel)
    assert "клиенты.csv" in panel
    assert "Строк в файле" in panel


def test_a_begun_load_is_named_once_and_counts_nothing(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.context.open("exchange")
    screen.settle()
    assert "Вы начали загружать «клиенты.csv»." in screen.texts()
    assert "проверен, но ещё не загружен" not in screen.texts(screen.page.loads)
    screen.context.open("exchange", wizard=True)
    screen.wizard.close_wizard()
    screen.settle()
    assert screen.loads_listed() == [("клиенты.csv", "Не загружена")]
    assert "Добавлено\n4" not in screen.texts(screen.page.loads.panel)


def test_what_somebody_may_not_take_back_is_not_offered(loaded: ExchangeScreen, desk: Desk) -> None:
    role = READY[Role.MANAGER]
    batch = desk.clients.mass_assign(desk.clients.ids(ClientFilter(), ClientOrder()), desk.user.uid)
    loaded.settle()
    loaded.page.loads.show_batch(batch)
    loaded.settle()
    undo = loaded.page.loads.panel.buttons["undo"]
    assert (undo.isVisible(), undo.isEnabled()) == (True, True)
    desk._gate.stand(replace(desk.user, role=replace(role, rights={**role.rights, Permission.REASSIGN: Scope.NO})))
    loaded.page.refresh()
    loaded.settle()
    assert not loaded.page.loads.panel.buttons["undo"].isVisible()
    assert loaded.page.loads.panel.buttons["clients"].isVisible()


def test_the_load_just_written_is_the_one_shown(loaded: ExchangeScreen, table: Callable[..., Path]) -> None:
    """The list stood at the load before it: "Take back" would have been offered for that one."""
    first = loaded.page.loads.table.current_id()
    loaded.brings_in(table([["ФИО", "Телефон"], ["Ким Ольга", "+7 916 555-44-33"]], name="ещё.csv"))
    loaded.finishes()
    assert loaded.page.loads.table.current_id() != first
    assert "ещё.csv" in loaded.texts(loaded.page.loads.panel)


def test_undo_shows_its_plan_first(loaded: ExchangeScreen, desk: Desk) -> None:
    loaded.presses("Отменить")
    assert "4" in loaded.texts(loaded.dialog)
    loaded.presses("Оставить как есть", loaded.dialog)
    assert count(desk) == 4
    loaded.presses("Отменить")
    loaded.presses("Отменить загрузку", loaded.dialog)
    assert count(desk) == 0
    assert loaded.loads_listed() == [("клиенты.csv", "Отменена")]


def test_what_was_changed_since_is_kept_and_named(loaded: ExchangeScreen, desk: Desk) -> None:
    client = desk.clients.ids(ClientFilter(text="Орлова"), ClientOrder())[0]
    form = desk.clients.form(client)
    desk.clients.change(client, form.version, replace(form.draft, city="Казань"))
    loaded.settle()
    loaded.presses("Отменить")
    assert "оставим: изменены после загрузки" in loaded.texts(loaded.dialog)
    loaded.presses("Отменить загрузку", loaded.dialog)
    said = loaded.texts(loaded.dialog)
    assert "1 клиент оставлен" in said
    assert "Орлова Дарья" in said
    assert count(desk) == 1


def test_a_load_taken_back_can_be_brought_back(loaded: ExchangeScreen, desk: Desk) -> None:
    loaded.presses("Отменить")
    loaded.presses("Отменить загрузку", loaded.dialog)
    loaded.presses("Вернуть")
    assert count(desk) == 4
    assert loaded.last_toast().text == "4 строки снова в базе"


def test_the_clients_of_a_load_are_shown(loaded: ExchangeScreen, desk: Desk) -> None:
    loaded.presses("Показать клиентов")
    assert loaded.went[-1] == ("clients", {"batch": desk.importing.batches()[0].id})


def test_a_mass_change_is_listed_and_taken_back(screen: ExchangeScreen, desk: Desk) -> None:
    ids = [desk.clients.create(ClientDraft(name=name)) for name in ("Орлова Дарья", "Ли Виктор")]
    before = desk.clients.card(ids[0]).tier_id
    vip = next(tier for tier in desk.tiers.all() if tier.key == "vip")
    desk.clients.mass_set_tier(ids, vip.id, "много покупают")
    screen.settle()
    assert screen.loads_listed() == [("Ступень изменена", "Сделано")]
    screen.presses("Отменить")
    screen.presses("Отменить загрузку", screen.dialog)
    assert desk.clients.card(ids[0]).tier_id == before


def test_a_checked_file_can_be_continued(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.page.wizard = None  # as after the program was closed: only the base knows
    screen.context.open("exchange")
    screen.page.refresh()
    screen.settle()
    assert "Файл «клиенты.csv» проверен, но ещё не загружен." in screen.texts()
    screen.presses("Продолжить", screen.page.loads.panel)
    assert screen.wizard.step() == CHECK
    while screen.wizard.steps.done.result is None:
        screen.goes_on()
    assert count(desk) == 4


def test_a_checked_file_can_be_given_up(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.page.wizard = None
    screen.context.open("exchange")
    screen.page.refresh()
    screen.settle()
    screen.presses("Отказаться от загрузки", screen.page.loads.panel)
    screen.presses("Отказаться от загрузки", screen.dialog)
    assert desk.importing.unfinished() == []
    assert screen.loads_listed() == [("клиенты.csv", "Не загружена")]


def test_a_place_names_the_load_to_show(loaded: ExchangeScreen, table: Callable[..., Path], desk: Desk) -> None:
    loaded.brings_in(
        table([PEOPLE[0], ["Зимин Пётр", "+7 916 204-00-99", "zimin@mail.ru", "", "Тверь"]], name="ещё.csv")
    )
    loaded.finishes()
    first = desk.importing.batches()[-1]
    loaded.context.open("exchange", batch=first.id)
    loaded.settle()
    assert first.file_name in loaded.texts(loaded.page.loads.panel)


# ---------------------------------------------------------------- templates


def test_templates_are_kept_renamed_and_removed(loaded: ExchangeScreen) -> None:
    templates = loaded.page.templates
    loaded.page.tabs.setCurrentIndex(1)
    loaded.settle()
    assert templates.names == ["клиенты"]
    loaded.presses("Переименовать: клиенты")
    loaded.dialog.name.set_text("Касса")  # type: ignore[attr-defined]
    loaded.presses("Переименовать", loaded.dialog)
    assert templates.names == ["Касса"]
    loaded.presses("Убрать: Касса")
    loaded.presses("Убрать", loaded.dialog)
    assert templates.names == []
    assert "Шаблонов пока нет" in loaded.texts()


def test_a_template_is_saved_as_a_file_and_taken_from_one(
    loaded: ExchangeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "template.json"
    monkeypatch.setattr("ui.file_dialogs.save_file", lambda _o, _t, _f, then, _s: then(file))
    monkeypatch.setattr("ui.file_dialogs.choose_file", lambda _o, _t, _f, then, _s: then(file))
    templates = loaded.page.templates
    loaded.page.tabs.setCurrentIndex(1)
    loaded.settle()
    loaded.presses("Сохранить в файл: клиенты")
    loaded.presses("Убрать: клиенты")
    loaded.presses("Убрать", loaded.dialog)
    assert templates.names == []
    loaded.presses("Взять шаблон из файла")
    assert templates.names == ["клиенты"]
    file.write_text("{}", "utf-8")
    loaded.presses("Взять шаблон из файла")
    assert "не шаблон" in loaded.texts(loaded.dialog)
