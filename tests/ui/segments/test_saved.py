"""Saved segments above the list: frozen or living, changed, renamed, taken away and back, who came and went."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.ready_segments import tree_of
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.segments import AllOf, Ask
from tests.ui.clients.screens import ListScreen, Shop
from tests.ui.segments.screens import BuilderScreen
from ui.segments.history import HistoryDialog
from ui.widgets.palette import CommandPalette, PaletteItem

SILENT = Ask("last_purchase", ago=70)
SILENT_NAMES = ["Абрамов Денис", "Михайлов Олег", "Никитин Роман"]


def save(shop: Shop, name: str = "Молчат", node: Ask | AllOf = SILENT) -> int:
    number = shop.context.desk.segments.save(name, ClientFilter(where=node))
    shop.settle()
    return number


def menu(clients: ListScreen, shop: Shop, number: int, title: str) -> None:
    """Open the menu of a pill and choose."""
    assert clients.list.segments is not None
    clients.list.segments._open_menu(str(number), QPoint(0, 0))
    shop.settle()
    shop.choose(title)


def buys(shop: Shop, name: str) -> None:
    line = LineDraft("Сенча 100 г", unit_price=50_000)
    shop.context.desk.sales.add(PurchaseDraft(shop.names[name], date.today(), (line,)))
    shop.settle()


@pytest.mark.proves("F35")
def test_a_living_segment_follows_and_a_frozen_one_stays(clients: ListScreen, shop: Shop) -> None:
    number = save(shop)
    shop.click("Молчат, 3")
    assert clients.names() == SILENT_NAMES
    menu(clients, shop, number, "Заморозить как сегодня")
    assert shop.says("останется в нём, что бы ни менялось")
    shop.write("Название", "Для акции")
    shop.click("Сохранить")
    assert clients.pills()[1:] == ["Молчат 3", "Для акции 3"]
    assert shop.has_button("Для акции, заморожен, 3")
    buys(shop, "Михайлов Олег")
    assert clients.pills()[1:] == ["Молчат 2", "Для акции 3"]
    shop.click("Для акции, заморожен, 3")
    assert clients.names() == SILENT_NAMES
    assert clients.chips() == ["Фильтр: Условия В сегменте «Для акции»"]


def test_who_came_and_went_leads_to_the_card(clients: ListScreen, shop: Shop) -> None:
    number = save(shop)
    menu(clients, shop, number, "Кто пришёл и ушёл")
    assert any(
        "С этого дня" in one.accessibleName()
        for one in shop.dialog().findChildren(object)
        if hasattr(one, "accessibleName")
    )  # type: ignore[union-attr]
    shop.click("Закрыть")
    buys(shop, "Никитин Роман")
    menu(clients, shop, number, "Кто пришёл и ушёл")
    dialog = shop.dialog()
    assert isinstance(dialog, HistoryDialog)
    assert dialog.list is not None
    rows = [dialog.list.model.index(n, 0) for n in range(dialog.list.model.rowCount())]
    assert [row.data() for row in rows][1:] == ["Никитин Роман"]
    assert "ушёл 1" in rows[0].data()
    shop.press("Return", dialog.list.view)
    assert shop.page.current() is shop.page.card
    assert shop.says("Никитин Роман")


def test_a_saved_segment_is_changed_and_changed_back(clients: ListScreen, shop: Shop, builder: BuilderScreen) -> None:
    number = save(shop)
    menu(clients, shop, number, "Изменить условия")
    builder.settle()
    assert builder.view.title.text() == "Молчат"
    value = builder.lines()[0].value
    assert value is not None
    value.days.set_text("110")  # type: ignore[attr-defined]
    builder.settle()
    assert builder.total() == "2 клиента"
    shop.press("Ctrl+Return", builder.view)
    assert shop.dialog() is None
    assert clients.names() == ["Абрамов Денис", "Михайлов Олег"]
    assert clients.pills()[1:] == ["Молчат 2"]
    shop.undo()
    assert clients.pills()[1:] == ["Молчат 3"]
    shop.press("Ctrl+Shift+Z")
    assert clients.pills()[1:] == ["Молчат 2"]


def test_a_frozen_one_shows_what_it_was_made_of(clients: ListScreen, shop: Shop, builder: BuilderScreen) -> None:
    number = shop.context.desk.segments.freeze("Май", ClientFilter(where=SILENT))
    shop.settle()
    menu(clients, shop, number, "Из чего он сделан")
    builder.settle()
    assert builder.says() == "Были в последний раз больше 70 дней назад"
    assert "Замороженный сегмент не меняется" in builder.note()
    shop.press("Ctrl+Return", builder.view)
    shop.write("Название", "май")
    shop.click("Сохранить", shop.dialog())
    assert shop.field("Название").error() == "Такой сегмент уже есть"


def test_renaming_and_removing_can_be_taken_back(clients: ListScreen, shop: Shop) -> None:
    number = save(shop)
    menu(clients, shop, number, "Переименовать")
    shop.write("Название", "Молчуны")
    shop.click("Переименовать", shop.dialog())
    assert clients.pills()[1:] == ["Молчуны 3"]
    shop.undo()
    assert clients.pills()[1:] == ["Молчат 3"]
    menu(clients, shop, number, "Убрать")
    assert clients.pills()[1:] == []
    assert "Сегмент убран: Молчат" in shop.toast()
    shop.undo()
    assert clients.pills()[1:] == ["Молчат 3"]


def test_a_search_can_only_be_frozen(clients: ListScreen, shop: Shop) -> None:
    clients.search("Олег")
    shop.click("Новый сегмент")
    shop.choose("Сохранить фильтры как сегмент")
    assert shop.says("сохранятся те, кто найден сейчас")
    shop.write("Название", "Олеги")
    shop.click("Сохранить")
    assert clients.pills()[1:] == ["Олеги 1"]
    assert shop.has_button("Олеги, заморожен, 1")


def test_the_tree_chip_opens_the_builder_and_can_be_taken_off(
    clients: ListScreen, shop: Shop, builder: BuilderScreen
) -> None:
    save(shop)
    shop.click("Молчат, 3")
    chip = clients.list.filters.chip("where")
    assert chip is not None
    chip.opened.emit()
    builder.settle()
    assert builder.is_open()
    assert builder.node() == AllOf((SILENT,))
    shop.press("Escape", builder.view)
    assert clients.names() == SILENT_NAMES
    chip = clients.list.filters.chip("where")
    assert chip is not None
    chip.removed.emit()
    shop.settle()
    assert len(clients.names()) == 18


def test_the_menu_of_a_pill_opens_by_the_keyboard(clients: ListScreen, shop: Shop) -> None:
    save(shop)
    assert clients.list.segments is not None
    pill = clients.list.segments.bar._pills[1]
    pill.setFocus()
    shop.press("Shift+F10", pill)
    titles = [action.text() for action in shop.popups()[0].actions() if action.text()]
    assert titles == ["Изменить условия", "Кто пришёл и ушёл", "Заморозить как сегодня", "Переименовать", "Убрать"]
    shop.popups()[0].close()


def test_ready_ones_are_offered_where_nothing_is_saved(clients: ListScreen, shop: Shop, builder: BuilderScreen) -> None:
    assert clients.list.segments is not None
    assert clients.list.segments.ready.isVisible()
    shop.click("Готовые сегменты")
    shop.type("день рождения")
    shop.press("Return")
    builder.settle()
    assert builder.says() == "День рождения в ближайшие 7 дней"
    shop.press("Ctrl+Return", builder.view)
    assert shop.field("Название").text() == "Скоро день рождения"
    shop.press_default()
    assert clients.pills()[1:] == ["Скоро день рождения 1"]
    assert not clients.list.segments.ready.isVisible()


def test_long_names_are_cut_and_said_in_full(clients: ListScreen, shop: Shop) -> None:
    long = "Постоянные клиенты, которые давно не заходили и любят дорогой чай из Уишани"
    save(shop, long)
    assert clients.list.segments is not None
    pill = clients.list.segments.bar._pills[1]
    assert pill.accessibleName() == f"{long}, 3"
    assert pill.toolTip() == long
    assert pill.width() < 400


@pytest.mark.proves("F52")
@pytest.mark.parametrize(
    ("typed", "first", "key"),
    [
        ("позвонить", "Скоро день рождения", "birthdays"),
        ("кто уходит", "Молчат дольше обычного", "silent"),
        ("gjpdjybnm", "Скоро день рождения", "birthdays"),
    ],
)
def test_whom_to_call_and_who_is_leaving_is_found_by_these_words(
    clients: ListScreen, shop: Shop, typed: str, first: str, key: str
) -> None:
    shop.context.desk.figures.reckon()
    shop.press("Ctrl+K")
    shop.type(typed)
    [palette] = [one for one in shop.window.findChildren(CommandPalette) if one.isVisible()]
    shop.qtbot.waitUntil(lambda: (palette.current() or PaletteItem("", "")).title == first)
    shop.press("Return")
    asked = shop.context.desk.clients.ids(ClientFilter(where=tree_of(key)))
    assert clients.list.asked.where == tree_of(key)
    assert list(clients.list.model.ids()) == list(asked)


def test_the_menu_of_the_segment_shown_is_before_everybodys_eyes(clients: ListScreen, shop: Shop) -> None:
    number = save(shop)
    assert clients.list.segments is not None
    button = clients.list.segments.bar.menu
    assert not button.isVisible()
    shop.context.open("clients", segment=number)
    shop.settle()
    assert button.isVisible()
    button.click()
    shop.choose("Кто пришёл и ушёл")
    assert isinstance(shop.dialog(), HistoryDialog)
    shop.press("Escape")
    clients.list.drop_filters()
    shop.settle()
    assert not button.isVisible()
