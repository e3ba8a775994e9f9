"""The list: finding, narrowing, sorting, marking, the trash."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import SealBroken
from tests.services.imported import applied, csv_file, planned
from tests.ui.clients.screens import CardScreen, ListScreen, Shop


def test_everyone_is_there_with_tier_phone_and_sums(clients: ListScreen) -> None:
    assert clients.names()[:3] == ["Абрамов Денис", "Белова Ирина", "Григорян Лусине"]
    assert clients.count() == "18"
    assert clients.cell("Ковальчук Светлана", "tier") == "VIP"
    assert clients.cell("Ковальчук Светлана", "phone") == "+7 916 ••• •• 17"
    assert clients.cell("Ковальчук Светлана", "last_purchase") == "9 дн. назад"
    assert clients.cell("Захарова Полина", "last_purchase") == "визитов нет"
    assert clients.cell("Цой Анна", "phone") == "контакты скрыты"
    assert "из 18" in clients.foot()
    assert "сумма покупок" in clients.foot()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("кова", ["Ковальчук Светлана"]),
        ("КОВА", ["Ковальчук Светлана"]),
        ("rjdf", ["Ковальчук Светлана"]),
        ("федоров", ["Фёдоров Павел"]),
        ("8 916 204-66-17", ["Ковальчук Светлана"]),
        ("6617", ["Ковальчук Светлана"]),
        ("000417", ["Ковальчук Светлана"]),
        ("улуны", ["Ковальчук Светлана"]),
    ],
)
def test_search_finds_while_typing(clients: ListScreen, typed: str, found: list[str]) -> None:
    clients.search(typed)
    assert clients.names() == found
    assert clients.count() == "1 из 18"


def test_digits_in_the_middle_of_a_number_are_appended(clients: ListScreen, shop: Shop) -> None:
    clients.search("20466")
    shop.qtbot.waitUntil(lambda: clients.list.model.rowCount() == 1)
    assert clients.names() == ["Ковальчук Светлана"]


def test_typing_over_the_table_starts_the_search_and_escape_ends_it(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.type("ли", clients.list.table)
    shop.qtbot.waitUntil(lambda: clients.list.asked.text == "ли")
    shop.settle()
    assert clients.list.filters.search.text() == "ли"
    assert "Ли Виктория" in clients.names()
    shop.press("Esc")
    shop.settle()
    assert clients.list.asked.text == ""
    assert len(clients.names()) == 18


def test_a_slash_over_the_table_leads_into_the_search_and_is_not_searched_for(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    clients.list.table.setFocus()
    shop.type("/", clients.list.table)
    assert clients.list.filters.search.line.hasFocus()
    assert clients.list.filters.search.text() == ""


def test_nobody_found_offers_to_clear_and_to_create(clients: ListScreen, shop: Shop) -> None:
    clients.search("колвак")
    assert shop.says("Никого не нашли")
    assert shop.says("По запросу «колвак» клиентов нет.")
    shop.click("Очистить поиск")
    assert len(clients.names()) == 18
    clients.search("Пушкин Александр")
    shop.click("Новый клиент", inside=clients.list.states)
    assert shop.page.editor.fields is not None
    assert shop.page.editor.fields.texts["last_name"].text() == "Пушкин"


def test_clearing_a_search_together_with_filters_leaves_nothing_hidden(clients: ListScreen, shop: Shop) -> None:
    clients.list.narrow(ClientFilter(cities=("Москва",)))
    clients.search("колвак")
    shop.click("Убрать фильтр")
    shop.settle()
    assert clients.list.asked == ClientFilter()
    assert clients.chips() == []
    assert clients.count() == "18"


def test_the_clients_of_a_load_and_of_a_mass_change_are_shown_by_its_name(
    clients: ListScreen, shop: Shop, tmp_path: Path
) -> None:
    desk = shop.context.desk
    path = csv_file(tmp_path / "касса.csv", [("Клиент", "Телефон"), ("Рей Ольга", "+79161110001")])
    loaded = applied(desk, planned(desk, path)).batch
    shop.context.open("clients", batch=loaded)
    shop.settle()
    assert clients.names() == ["Рей Ольга"]
    assert clients.chips() == ["Фильтр: Из загрузки касса.csv"]
    changed = desk.clients.mass_tag(list(shop.names.values())[:2], "осень")
    shop.context.open("clients", batch=changed)
    shop.settle()
    assert len(clients.names()) == 2
    assert "batch" not in clients.list.filters.parts()
    clients.list.filters.edit_part("batch")  # a click on the chip: there is nothing to choose
    clients.list.drop_filters()
    shop.settle()
    assert clients.count() == "19"


def test_a_filter_by_tier_becomes_a_chip_and_goes_away(clients: ListScreen, shop: Shop) -> None:
    shop.click("Фильтр")
    shop.choose("Ступень")
    clients.tick("VIP", "Советует нас")
    assert clients.names() == ["Ковальчук Светлана", "Ли Виктория", "Орлова Наталья"]
    assert clients.chips() == ["Фильтр: Ступень VIP, Советует нас"]
    assert clients.count() == "3 из 18"
    chip = clients.list.filters.chip("tier")
    assert chip is not None
    chip.removed.emit()
    shop.settle()
    assert len(clients.names()) == 18
    assert clients.chips() == []


@pytest.mark.parametrize(
    ("part", "ticked", "found"),
    [
        ("Метки", ("Любит улуны",), ["Ковальчук Светлана"]),
        ("Вид", ("Компания",), ["ООО «Ромашка»"]),
        ("Город", ("Казань",), 8),
        ("Состояние", ("Клиент",), 15),
        ("Есть", ("день рождения",), ["Ковальчук Светлана"]),
        ("Нет", ("телефон",), 0),
    ],
)
def test_filters_by_what_is_known(
    clients: ListScreen, shop: Shop, part: str, ticked: tuple[str, ...], found: list[str] | int
) -> None:
    shop.click("Фильтр")
    shop.choose(part)
    clients.tick(*ticked)
    if isinstance(found, int):
        assert clients.list.model.rowCount() == found
    else:
        assert clients.names() == found


def test_a_range_of_sums_is_typed(clients: ListScreen, shop: Shop) -> None:
    shop.click("Фильтр")
    shop.choose("Сумма покупок")
    popover = clients.list.filters._popover
    assert popover is not None
    editor = popover._body
    editor.low.set_text("20 000")
    editor.low.left.emit()
    shop.settle()
    assert clients.names() == ["Ковальчук Светлана", "Ли Виктория", "Петросян Армен"]
    assert clients.chips() == ["Фильтр: Сумма покупок от 20 000 ₽"]
    editor.low.set_text("много")
    editor.low.left.emit()
    assert editor.low.error() == "Только цифры"
    assert len(clients.names()) == 3
    popover.dismiss()


def test_absent_for_90_days_by_one_press(clients: ListScreen, shop: Shop) -> None:
    shop.click("Фильтр")
    shop.choose("Последний визит")
    shop.click("Нет 90 дней")
    assert clients.names() == ["Абрамов Денис", "Михайлов Олег", "Никитин Роман"]


def test_segments_keep_filters_under_a_name(clients: ListScreen, shop: Shop) -> None:
    tiers = {tier.key: tier.id for tier in shop.context.tiers()}
    clients.list.narrow(ClientFilter(tiers=(tiers["vip"],)))
    shop.settle()
    shop.click("Новый сегмент")
    shop.choose("Сохранить фильтры как сегмент")
    shop.write("Название", "Лучшие")
    shop.click("Сохранить")
    assert clients.pills() == ["Все 18", "Лучшие 2"]
    assert clients.list.segments is not None
    assert clients.list.segments.bar.current() != "all"
    clients.list.drop_filters()
    shop.settle()
    shop.click("Лучшие")
    assert clients.names() == ["Ковальчук Светлана", "Ли Виктория"]
    segment = clients.list.segments.current()
    assert segment is not None
    clients.list.segments._remove(segment)
    shop.settle()
    assert clients.pills() == ["Все 18"]
    assert "Сегмент убран: Лучшие" in shop.toast()
    shop.undo()
    assert clients.pills() == ["Все 18", "Лучшие 2"]


def test_a_segment_without_filters_is_not_saved(clients: ListScreen, shop: Shop) -> None:
    assert clients.list.segments is not None
    clients.list.segments.save_current()
    assert shop.dialog() is None
    assert "Сначала выберите фильтр" in shop.toast()


def test_sorting_by_a_heading_is_remembered(clients: ListScreen, shop: Shop) -> None:
    clients.list.table.set_sort("total", True)
    clients.list.table.sort_changed.emit("total", True)
    shop.settle()
    assert clients.names()[:2] == ["Ли Виктория", "Петросян Армен"]
    assert shop.context.preferences.get("clients.order", []) == ["total", True]


def test_sorting_by_a_press_shows_the_largest_sums_first(clients: ListScreen, shop: Shop) -> None:
    table = clients.list.table
    table.set_current_id(table._paged.id_at(9))  # type: ignore[union-attr]
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(table._section("total")) + 40
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 18))
    shop.settle()
    assert clients.names()[:2] == ["Ли Виктория", "Петросян Армен"]
    assert table.current_row() == 0


def test_columns_are_chosen_and_put_back(clients: ListScreen, shop: Shop) -> None:
    tools, table = clients.list.tools, clients.list.table
    tools._set_columns(["name", "city", "tier"])
    assert table.shown() == ["name", "city", "tier"]
    assert shop.context.preferences.get("clients.columns", []) == ["name", "city", "tier"]
    assert clients.cell("Белова Ирина", "city") == "Казань"
    tools._reset()
    assert table.shown()[:3] == ["name", "tier", "phone"]
    for popup in shop.popups():
        popup.close()


def test_rows_are_made_denser_everywhere(clients: ListScreen, shop: Shop) -> None:
    shop.context.preferences.density = 32
    assert clients.list.table.density() == 32


@pytest.mark.proves("F12")
def test_many_get_another_tier_with_a_reason_and_undo(clients: ListScreen, shop: Shop) -> None:
    clients.mark("Белова Ирина", "Тихонова Мария")
    assert shop.says("Выбрано 2")
    shop.click("Сменить ступень")
    dialog = shop.dialog()
    assert dialog is not None
    regular = next(tier.id for tier in shop.context.tiers() if tier.key == "regular")
    dialog.tier.choose(str(regular))
    shop.write("Причина", "приходят каждый месяц")
    dialog.save.click()
    shop.settle()
    assert clients.cell("Белова Ирина", "tier") == "Постоянный"
    assert "Ступень изменена у 2 клиентов: Постоянный" in shop.toast()
    assert shop.context.desk.clients.card(shop.names["Белова Ирина"]).tier_reason == "приходят каждый месяц"
    shop.undo()
    assert clients.cell("Белова Ирина", "tier") == "Подписан"


def test_a_tier_must_be_named(clients: ListScreen, shop: Shop) -> None:
    clients.mark("Белова Ирина", "Тихонова Мария")
    shop.click("Сменить ступень")
    dialog = shop.dialog()
    assert dialog is not None
    dialog.save.click()
    assert shop.dialog() is dialog
    assert dialog.tier_field.error() == "Выберите ступень"
    shop.press("Esc", dialog)
    assert shop.dialog() is None


def test_many_get_a_tag_and_undo(clients: ListScreen, shop: Shop) -> None:
    clients.mark("Белова Ирина", "Тихонова Мария")
    shop.click("Метка")
    shop.write("Метка", "Ярмарка")
    shop.press_default()
    assert "Метка поставлена 2 клиентам: Ярмарка" in shop.toast()
    assert "Ярмарка" in shop.context.desk.clients.card(shop.names["Белова Ирина"]).tags
    shop.undo()
    assert "Ярмарка" not in shop.context.desk.clients.card(shop.names["Белова Ирина"]).tags


def test_delete_moves_to_the_trash_and_ctrl_z_brings_back(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.press("Delete", clients.list.table)
    assert "Белова Ирина" not in clients.names()
    assert "1 клиент в корзине" in shop.toast()
    shop.undo()
    assert "Белова Ирина" in clients.names()


def test_the_trash_gives_back_or_deletes_for_ever_after_a_question(clients: ListScreen, shop: Shop) -> None:
    shop.context.desk.clients.trash([shop.names["Белова Ирина"], shop.names["Ли Виктория"]])
    shop.settle()
    shop.click("Корзина")
    assert clients.list.trash
    assert clients.names() == ["Белова Ирина", "Ли Виктория"]
    clients.mark("Ли Виктория")
    shop.click("Восстановить")
    assert clients.names() == ["Белова Ирина"]
    clients.mark("Белова Ирина")
    shop.click("Удалить навсегда")
    assert shop.says("Удалить 1 клиента навсегда?")
    shop.press("Return")
    assert shop.dialog() is None, "Enter keeps them"
    assert clients.names() == ["Белова Ирина"]
    shop.click("Удалить навсегда")
    shop.click("Удалить 1 клиента")
    assert shop.says("Корзина пуста")
    shop.context.open("clients")
    shop.settle()
    assert "Ли Виктория" in clients.names()
    assert "Белова Ирина" not in clients.names()


def test_the_phone_is_shown_in_its_cell_and_the_journal_knows(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Ковальчук Светлана")
    shop.press("Ctrl+R", clients.list.table)
    assert clients.shown_phone("Ковальчук Светлана") == "+7 916 204-66-17"
    shop.context.open("settings")
    shop.settle()
    assert clients.shown_phone("Ковальчук Светлана") == ""


def test_enter_opens_the_card_and_the_same_row_is_current_on_return(
    clients: ListScreen, card: CardScreen, shop: Shop
) -> None:
    clients.go_to("Ли Виктория")
    shop.press("Return", clients.list.table)
    assert card.title() == "Ли Виктория"
    shop.press("Alt+Left", shop.window)
    assert shop.page.current() is shop.page.list
    assert clients.list.current() == shop.names["Ли Виктория"]


def test_a_new_shop_is_told_how_to_begin(empty_shop: Shop) -> None:
    assert empty_shop.says("Клиентов пока нет")
    assert empty_shop.has_button("Загрузить из Excel")
    assert empty_shop.has_button("Новый клиент")


def test_a_client_written_elsewhere_appears_at_once(clients: ListScreen, shop: Shop) -> None:
    from clientcrm.domain.clients import ClientDraft

    shop.context.desk.clients.create(ClientDraft(name="Аверина Ольга", last_name="Аверина", first_name="Ольга"))
    shop.qtbot.waitUntil(lambda: clients.list.model.rowCount() == 19)
    shop.settle()
    assert "Аверина Ольга" in clients.names()


def test_an_error_of_the_base_is_said_in_place_and_may_be_tried_again(clients: ListScreen, shop: Shop) -> None:
    clients.list.finder.failed.emit(SealBroken("clients"))
    assert shop.has_button("Повторить")
    assert shop.has_button("Подробнее")
    shop.click("Повторить")
    assert len(clients.names()) == 18


def test_an_older_answer_never_replaces_a_newer_one(clients: ListScreen, shop: Shop) -> None:
    for text in ("б", "бе", "бел", "белова"):
        clients.list.narrow(ClientFilter(text=text))
    shop.settle()
    assert clients.names() == ["Белова Ирина"]
    assert clients.count() == "1 из 18"


def test_many_are_marked_as_house_clients_from_their_bar_and_taken_back(clients: ListScreen, shop: Shop) -> None:
    desk, wanted = shop.context.desk, [shop.names["Белова Ирина"], shop.names["Тихонова Мария"]]
    clients.mark("Белова Ирина", "Тихонова Мария")
    shop.click("Служебный клиент")
    shop.choose("Отметить служебными")
    assert [desk.clients.card(one).house for one in wanted] == [True, True]
    assert "2 клиента отмечены служебными" in shop.toast()
    shop.undo()
    assert [desk.clients.card(one).house for one in wanted] == [False, False]
    shop.redo()
    assert [desk.clients.card(one).house for one in wanted] == [True, True]
    shop.click("Служебный клиент")
    shop.choose("Это обычные клиенты")
    assert [desk.clients.card(one).house for one in wanted] == [False, False]
