"""Ctrl Z and Ctrl Shift Z: what was done goes and comes back, as often as one likes, also when the toast is gone."""

from __future__ import annotations

import pytest

from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from tests.ui.clients.shop import MAIN
from tests.ui.conftest import PASSWORD
from ui.deeds import Deed


@pytest.mark.proves("N07")
def test_the_trash_goes_back_and_forth(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.press("Delete", clients.list.table)
    shop.undo()
    assert "Белова Ирина" in clients.names()
    assert "Отменено: «1 клиент в корзине»" in shop.toast()
    assert "Ctrl Shift Z" in shop.toast()
    shop.redo()
    assert "Белова Ирина" not in clients.names()
    shop.undo()
    assert "Белова Ирина" in clients.names()


def test_undo_does_not_end_with_the_toast(clients: ListScreen, shop: Shop) -> None:
    for name in ("Белова Ирина", "Тихонова Мария"):
        clients.go_to(name)
        shop.press("Delete", clients.list.table)
    shop.window.toasts.dismiss()
    shop.undo()
    assert "Тихонова Мария" in clients.names()
    shop.undo()
    assert "Белова Ирина" in clients.names()


def test_something_new_ends_what_could_be_done_again(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.press("Delete", clients.list.table)
    shop.undo()
    clients.go_to("Тихонова Мария")
    shop.press("Delete", clients.list.table)
    shop.redo()
    assert "Белова Ирина" in clients.names()
    assert "Тихонова Мария" not in clients.names()


@pytest.mark.proves("F12")
def test_a_tier_of_many_is_set_again(clients: ListScreen, shop: Shop) -> None:
    clients.mark("Белова Ирина", "Тихонова Мария")
    shop.click("Сменить ступень")
    dialog = shop.dialog()
    assert dialog is not None
    dialog.tier.choose(str(next(tier.id for tier in shop.context.tiers() if tier.key == "regular")))
    dialog.save.click()
    shop.settle()
    for _ in range(2):
        shop.undo()
        assert clients.cell("Белова Ирина", "tier") == "Подписан"
        shop.redo()
        assert clients.cell("Белова Ирина", "tier") == "Постоянный"
        assert clients.cell("Тихонова Мария", "tier") == "Постоянный"


def test_a_recorded_call_goes_and_comes_back_with_its_hour(card: CardScreen, shop: Shop) -> None:
    card.open("Захарова Полина")
    card.record("спрашивает про белый пион")
    desk, client = shop.context.desk, shop.names["Захарова Полина"]
    before = desk.timeline.entries(client)[0]
    shop.undo()  # the cursor is still where the call was typed
    assert "Звонок" not in card.entries()
    shop.redo()
    after = desk.timeline.entries(client)[0]
    assert (after.at, after.text) == (before.at, "спрашивает про белый пион")


def test_typing_is_taken_back_before_anything_else(card: CardScreen, shop: Shop) -> None:
    card.open("Захарова Полина")
    card.record("первый")
    shop.press("Ctrl+J")
    shop.type("второй")
    shop.undo()
    assert shop.page.card.timeline.composer.text() == ""
    assert "Звонок" in card.entries()
    shop.undo()
    assert "Звонок" not in card.entries()


@pytest.mark.proves("N07")
def test_tags_hung_up_meanwhile_stay(card: CardScreen, shop: Shop) -> None:
    desk, client = shop.context.desk, shop.names[MAIN]
    card.open(MAIN)
    before = desk.clients.card(client).tags
    shop.page.card.acts._save_tags(client, (*before, "Ярмарка"), before)
    shop.settle()
    desk.clients.mass_tag([client], "Позже")
    shop.undo()
    assert desk.clients.card(client).tags == (*before, "Позже")
    shop.redo()
    assert set(desk.clients.card(client).tags) == {*before, "Позже", "Ярмарка"}


@pytest.mark.proves("N07")
def test_a_corrected_purchase_goes_back_and_forth(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN, tab="purchases")
    shop.page.card.acts.open_purchase(shop.page.card.shown.purchases[0].id)
    shop.settle()
    shop.write("Цена", "5000")
    dialog = shop.dialog()
    assert dialog is not None
    dialog.save_now()
    shop.settle()
    totals = [card.figures()["Всего куплено"][0]]
    shop.undo()
    totals.append(card.figures()["Всего куплено"][0])
    shop.redo()
    totals.append(card.figures()["Всего куплено"][0])
    assert totals == ["22 550 ₽", "21 030 ₽", "22 550 ₽"]


@pytest.mark.proves("N07")
def test_an_edited_card_goes_back_and_forth(editor: EditorScreen, shop: Shop) -> None:
    desk, client = shop.context.desk, shop.names["Белова Ирина"]
    before = desk.clients.card(client)
    editor.open("Белова Ирина")
    shop.write("Отчество", "Аркадьевна")
    shop.press("Ctrl+S")
    shop.undo()
    back = desk.clients.card(client)
    assert (back.middle_name, back.contacts) == (before.middle_name, before.contacts)
    shop.redo()
    assert desk.clients.card(client).middle_name == "Аркадьевна"


def test_a_phone_written_over_is_not_promised_back_and_nothing_older_is_touched(
    editor: EditorScreen, clients: ListScreen, shop: Shop
) -> None:
    clients.go_to("Тихонова Мария")
    shop.press("Delete", clients.list.table)
    editor.open("Белова Ирина")
    fields = shop.page.editor.fields
    assert fields is not None
    fields.contacts.rows[0].start_replacing()
    editor.contact(0, "+7 916 000-00-01")
    editor.save()
    assert "Ctrl Z" not in shop.toast()
    shop.undo()
    assert shop.context.desk.clients.everyone() == len(shop.names) - 1


def test_a_new_client_goes_to_the_trash_and_back(editor: EditorScreen, shop: Shop) -> None:
    editor.new()
    shop.write("Фамилия", "Новикова")
    shop.press("Ctrl+S")
    shop.undo()
    assert shop.context.desk.clients.everyone() == len(shop.names)
    shop.redo()
    assert shop.context.desk.clients.everyone() == len(shop.names) + 1


def test_what_cannot_be_taken_back_is_said_and_the_rest_stays(
    clients: ListScreen, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients.go_to("Белова Ирина")
    shop.press("Delete", clients.list.table)

    def broken(_job: object, _held: object) -> None:
        raise OSError(28, "No space left on device")

    shop.context.deeds.did(Deed("Запись", broken, broken))
    shop.undo()
    dialog = shop.dialog()
    assert dialog is not None
    shop.press("Esc", dialog)
    shop.undo()
    assert "Белова Ирина" in clients.names()


def test_keys_pressed_one_after_another_are_all_obeyed(clients: ListScreen, shop: Shop) -> None:
    for name in ("Белова Ирина", "Тихонова Мария"):
        clients.go_to(name)
        shop.press("Delete", clients.list.table)
    deeds = shop.context.deeds
    deeds.undo()
    deeds.undo()
    deeds.redo()
    shop.settle()
    assert "Белова Ирина" not in clients.names()
    assert "Тихонова Мария" in clients.names()


def test_clients_go_into_another_portfolio_and_back(clients: ListScreen, shop: Shop) -> None:
    desk = shop.context.desk
    personal = desk.staff.add_portfolio("Личный", [], PASSWORD)
    shop.settle()
    clients.mark("Белова Ирина", "Тихонова Мария")
    actions = clients.list.marked.actions()
    assert "move" in [action.key for action in actions]
    ids = clients.list.table.marked()
    clients.list.acts._move(ids, personal, "Личный", None, mine=True)
    shop.settle()
    assert "перенесено" in shop.toast() or "перенесены" in shop.toast()
    assert {desk.clients.card(one).portfolio for one in ids} == {"Личный"}
    shop.undo()
    assert {desk.clients.card(one).portfolio for one in ids} != {"Личный"}
    shop.redo()
    assert {desk.clients.card(one).portfolio for one in ids} == {"Личный"}
