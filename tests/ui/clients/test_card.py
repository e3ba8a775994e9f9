"""The card: figures, timeline, purchases, contacts, what can be done from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clientcrm.domain.clients import ClientFilter, ClientState, OpeningBalance
from clientcrm.domain.sales import LineDraft, PurchaseDraft, ReceiptStatus, SalesFigures
from clientcrm.domain.segments import Ask
from tests.support import shops_day
from tests.ui.clients.screens import CardScreen, ListScreen, Shop, plain, type_letters
from ui.clients.figures import key_figures
from ui.clients.purchase_dialog import PurchaseDialog
from ui.widgets.button import Button

TODAY = shops_day()
MAIN = "Ковальчук Светлана"


@pytest.mark.proves("F01")
def test_figures_are_those_of_the_receipts(card: CardScreen, shop: Shop) -> None:
    client_id = shop.names["Захарова Полина"]
    for days, roubles in ((70, 1000), (60, 2000), (50, 3000), (40, 1500), (30, 2500), (20, 500), (10, 700)):
        line = LineDraft("Чай", unit_price=roubles * 100)
        shop.context.desk.sales.add(PurchaseDraft(client_id, TODAY - timedelta(days=days), (line,)))
    card.open("Захарова Полина")
    figures = card.figures()
    assert figures["Средний чек"] == ("1 600 ₽", "обычно около 1 500 ₽")
    assert figures["Ходит раз в"] == ("10 дней", "чаще всего через 10 дн.")
    assert figures["Последний визит"][0] == "10 дн. назад"
    assert figures["Всего куплено"][0] == "11 200 ₽"
    assert figures["Всего куплено"][1].startswith("7 чеков, с ")
    assert figures["Состояние"][0] == "Клиент"


def test_head_says_who_it_is(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN)
    assert card.title() == "Ковальчук Светлана Андреевна"
    assert shop.says("6 из 18")
    assert shop.page.window_title() == MAIN
    for fact in ("5 %", "000417", "K-17", "109012, Казань, ул. Чайная, 4, кв. 12", "есть согласие", "Друзья"):
        assert shop.says(fact), fact


def test_what_a_file_told_is_said_to_be_so(shop: Shop) -> None:
    known = shop.context.desk.clients.card(shop.names["Сафина Алия"])
    told = OpeningBalance(total=5_000_000, count=20, first=date(2021, 3, 1), last=date(2024, 9, 2), source="1С.xlsx")
    only_file = key_figures(replace(known, opening=told), "RUB", sums=True)
    shown = {figure.label: (plain(figure.value), plain(figure.note)) for figure in only_file}
    assert shown["Средний чек"] == ("2 500 ₽", "по данным файла")
    assert shown["Всего куплено"] == ("50 000 ₽", "по данным файла")
    assert shown["Последний визит"] == ("сен 2024", "2 сентября 2024, по данным файла")
    figures = SalesFigures(purchase_days=1, first=TODAY, last=TODAY, receipts=1, net=100_000, average=100_000)
    both = key_figures(replace(known, opening=told, figures=figures), "RUB", sums=True)
    shown = {figure.label: (plain(figure.value), plain(figure.note)) for figure in both}
    assert shown["Всего куплено"] == ("51 000 ₽", "из них по данным файла 50 000 ₽")


def test_a_client_without_purchases_has_dashes_and_words(card: CardScreen) -> None:
    card.open("Сафина Алия")
    assert card.figures()["Средний чек"] == ("—", "покупок пока нет")
    assert card.figures()["Состояние"] == ("Рынок", "интереса пока не было")


def test_alt_arrows_go_along_the_list(clients: ListScreen, card: CardScreen, shop: Shop) -> None:
    clients.search("")
    card.open(MAIN)
    shop.press("Alt+Down")
    assert card.title() == "Кузьмина Елена"
    shop.press("Alt+Up")
    shop.press("Alt+Up")
    assert card.title() == "Захарова Полина"


def test_a_call_is_recorded_by_keys_and_taken_back(card: CardScreen, shop: Shop) -> None:
    card.open("Захарова Полина")
    card.record("спрашивает про белый пион")
    assert card.entries()[0] == "Звонок"
    assert shop.says("спрашивает про белый пион")
    assert "Записано: звонок" in shop.toast()
    assert card.figures()["Состояние"][0] == "Потенциальный"
    shop.undo()
    assert "Звонок" not in card.entries()


def test_an_entry_is_corrected_and_removed_with_undo(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN)
    tab = shop.page.card.timeline
    tab.line.items()[0].click()
    dialog = shop.dialog()
    assert dialog is not None
    dialog.field.set_text("Заедет в пятницу")
    dialog.save.click()
    shop.settle()
    assert shop.says("Заедет в пятницу")
    tab.line.items()[0].click()
    shop.click("Убрать")
    assert not shop.says("Заедет в пятницу")
    shop.undo()
    assert shop.says("Заедет в пятницу")


def test_contacts_are_masked_until_shown_and_masked_again_when_left(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN)
    assert card.contacts() == ["+7 916 ••• •• 17", "c•••••@mail.ru"]
    shop.press("Ctrl+R")
    assert card.contacts()[0] == "+7 916 204-66-17"
    card.open("Ли Виктория")
    card.open(MAIN)
    assert card.contacts()[0] == "+7 916 ••• •• 17"


def test_a_shown_phone_stays_while_the_call_is_written_down(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN)
    shop.press("Ctrl+R")
    card.record("перезвонить завтра")
    assert card.contacts()[0] == "+7 916 204-66-17"


def test_a_copied_contact_leaves_the_clipboard(card: CardScreen, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    card.open(MAIN)
    contacts = shop.page.card.side.contacts
    assert contacts is not None
    next(iter(contacts.secrets.values())).copy_asked.emit()
    shop.settle()
    assert QApplication.clipboard().text() == "+7 916 204-66-17"
    assert "Скопировано на 15 секунд" in shop.toast()
    QApplication.clipboard().clear()


def test_do_not_disturb_hides_contacts_and_keeps_them(card: CardScreen, shop: Shop) -> None:
    desk, client_id = shop.context.desk, shop.names["Цой Анна"]
    card.open("Цой Анна")
    assert card.contacts() == []
    assert shop.says("контакты скрыты")
    shop.press("F2")
    assert shop.says("контакты скрыты")
    shop.write("Город", "Тверь")
    shop.press("Ctrl+S", shop.page.editor)
    assert desk.clients.card(client_id).city == "Тверь"
    shop.page.card.acts.edit_tags()
    shop.settle()
    shop.write("Новая метка", "Просила не звонить")
    shop.click("Сохранить")
    base = next(tier.id for tier in shop.context.tiers() if tier.key == "base")
    desk.clients.set_tier(client_id, base, "")
    shop.settle()
    assert card.contacts() == ["+7 916 ••• •• 05"]


def test_the_tier_is_changed_with_a_reason_that_stays(card: CardScreen, shop: Shop) -> None:
    card.open("Белова Ирина")
    shop.click("Сменить ступень")
    dialog = shop.dialog()
    assert dialog is not None
    vip = next(tier.id for tier in shop.context.tiers() if tier.key == "vip")
    dialog.tier.choose(str(vip))
    shop.write("Причина", "день рождения магазина")
    dialog.save.click()
    shop.settle()
    assert card.entries()[0] == "Ступень: Подписан → VIP"
    assert shop.says("день рождения магазина")


@pytest.mark.proves("F10")
def test_the_first_purchase_makes_a_client_and_taking_it_away_unmakes_one(card: CardScreen, shop: Shop) -> None:
    card.open("Захарова Полина")
    shop.press("Ctrl+B")
    shop.type("Те Гуань Инь 100 г")  # the cursor is there already
    shop.write("Количество", "2")
    shop.write("Цена", "1 250,50")
    assert shop.says("2 501 ₽")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    assert dialog.employee.line.cursorPosition() == 0, "a long name shows how it begins"
    dialog.save_now()
    shop.settle()
    assert card.figures()["Всего куплено"][0] == "2 501 ₽"
    assert card.figures()["Состояние"][0] == "Клиент"
    assert shop.context.desk.clients.card(shop.names["Захарова Полина"]).state is ClientState.CLIENT
    assert card.entries()[0] == "Ступень: Потенциальный → В базе" or "Покупка на 2 501 ₽" in card.entries()
    assert "Покупка на 2 501 ₽" in shop.toast()
    shop.undo()
    assert card.figures()["Состояние"][0] == "Рынок"


def test_a_bare_sum_and_a_refund(card: CardScreen, shop: Shop) -> None:
    card.open("Сафина Алия")
    shop.press("Ctrl+B")
    shop.write("Сумма, ₽", "3000")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    shop.settle()
    shop.press("Ctrl+B")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.kind.choose("refund")
    dialog._show_kind()
    assert dialog.returned_field.isVisible()
    dialog.returned.choose(dialog.returned._options[1].key)
    shop.write("Сумма, ₽", "3000")
    dialog.save_now()
    shop.settle()
    assert card.figures()["Состояние"][0] == "Рынок", "a sale brought back whole never was a visit"
    assert "Возврат на 3 000 ₽" in card.entries()


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("День", "давно", "Это не дата"),
        ("Количество", "пара", "Только цифры"),
        ("Цена", "дорого", "Только цифры"),
    ],
)
def test_a_purchase_says_what_is_wrong_under_the_field(
    card: CardScreen, shop: Shop, field: str, typed: str, complaint: str
) -> None:
    card.open("Сафина Алия")
    shop.press("Ctrl+B")
    shop.write("Товар или услуга", "Чай")
    shop.write("Цена", "100")
    shop.write(field, typed)
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    shop.settle()
    assert shop.dialog() is dialog
    assert complaint in shop.field(field).error()


def test_a_forgotten_price_is_no_gift(card: CardScreen, shop: Shop) -> None:
    card.open("Сафина Алия")
    shop.press("Ctrl+B")
    shop.write("Товар или услуга", "Чай")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    shop.settle()
    assert shop.dialog() is dialog
    assert "Введите цену" in shop.field("Цена").error()
    shop.write("Цена", "0")
    dialog.save_now()
    shop.settle()
    assert "Покупка на 0 ₽" in card.entries()


def test_an_empty_purchase_is_refused(card: CardScreen, shop: Shop) -> None:
    card.open("Сафина Алия")
    shop.press("Ctrl+B")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    assert dialog.sum.error() == "Укажите сумму или запишите, что куплено"


def test_a_purchase_is_corrected_and_removed_with_undo(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN, tab="purchases")
    before = card.figures()["Всего куплено"][0]
    newest = shop.page.card.shown.purchases[0]
    shop.page.card.acts.open_purchase(newest.id)
    shop.settle()
    shop.write("Цена", "5000")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    shop.settle()
    assert card.figures()["Всего куплено"][0] == "22 550 ₽"
    shop.page.card.acts.open_purchase(newest.id)
    shop.settle()
    shop.click("Убрать")
    assert card.figures()["Всего куплено"][0] == "17 550 ₽"
    shop.undo()
    assert card.figures()["Всего куплено"][0] == "22 550 ₽"
    assert before == "21 030 ₽"


def test_a_purchase_opened_and_saved_untouched_stays_to_the_kopeck(card: CardScreen, shop: Shop) -> None:
    client_id = shop.names["Сафина Алия"]
    lines = (LineDraft("Чай", quantity=333, unit_price=10_001, total=3330), LineDraft("Чашка", total=50_000))
    shop.context.desk.sales.add(PurchaseDraft(client_id, TODAY, lines, discount=330))
    card.open("Сафина Алия")
    before = shop.context.desk.sales.purchases(client_id)[0]
    shop.page.card.acts.open_purchase(before.id)
    shop.settle()
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    shop.settle()
    after = shop.context.desk.sales.purchases(client_id)[0]
    assert (after.total, after.lines) == (before.total, before.lines)


def test_what_a_till_told_of_a_purchase_is_shown_and_outlives_a_correction(card: CardScreen, shop: Shop) -> None:
    client_id = shop.names["Сафина Алия"]
    kept = PurchaseDraft(
        client_id, TODAY, total=95_000, status=ReceiptStatus.DRAFT, receipt_no="0417", source="Касса 1", discount=5_000
    )
    shop.context.desk.sales.add(kept)
    card.open("Сафина Алия", tab="purchases")
    model = shop.page.card.purchases.model
    cells = dict(zip([one.title for one in model.columns], model.cells(0) or (), strict=True))
    assert {name: plain(cells[name].text) for name in ("Источник", "Скидка", "Сумма")} == {
        "Источник": "Касса 1",
        "Скидка": "50 ₽",
        "Сумма": "950 ₽",
    }
    before = shop.context.desk.sales.purchases(client_id)[0]
    shop.page.card.acts.open_purchase(before.id)
    shop.settle()
    shop.write("Комментарий", "звонили с кассы")
    dialog = shop.dialog()
    assert isinstance(dialog, PurchaseDialog)
    dialog.save_now()
    shop.settle()
    after = shop.context.desk.sales.purchases(client_id)[0]
    assert after == replace(before, comment="звонили с кассы")


def test_tags_are_changed_and_taken_back(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN)
    shop.page.card.acts.edit_tags()
    shop.settle()
    shop.write("Новая метка", "Ярмарка")
    dialog = shop.dialog()
    assert dialog is not None
    dialog.save.click()
    shop.settle()
    desk = shop.context.desk
    assert desk.clients.card(shop.names[MAIN]).tags == ("Любит улуны", "Опт", "Ярмарка")
    assert len(desk.clients.card(shop.names[MAIN]).contacts) == 2
    shop.undo()
    assert desk.clients.card(shop.names[MAIN]).tags == ("Любит улуны", "Опт")


def test_to_the_trash_and_back(clients: ListScreen, card: CardScreen, shop: Shop) -> None:
    card.open("Белова Ирина")
    shop.page.card.acts.to_trash()
    shop.settle()
    assert shop.page.current() is shop.page.list
    assert "Белова Ирина" not in clients.names()
    card.open("Белова Ирина")
    assert shop.says("Клиент в корзине")
    assert not shop.has_button("Изменить")
    shop.click("Восстановить")
    assert not shop.says("Клиент в корзине")
    assert shop.has_button("Изменить")


def test_a_client_deleted_meanwhile_is_said_so(card: CardScreen, shop: Shop) -> None:
    client_id = shop.names["Белова Ирина"]
    shop.context.desk.clients.trash([client_id])
    shop.context.desk.clients.erase([client_id])
    card.open("Белова Ирина")
    assert shop.has_button("К списку")
    shop.click("К списку")
    assert shop.page.current() is shop.page.list


def test_the_form_of_a_purchase_is_filled_by_keys_alone(card: CardScreen, shop: Shop) -> None:
    """Tab visits the fields as they stand, also those of lines made later; Ctrl S saves."""
    card.open("Белова Ирина")
    shop.press("Ctrl+B")
    shop.settle()
    dialog = shop.dialog()
    assert dialog is not None
    for key in (*[Qt.Key.Key_Backtab] * 4, *[Qt.Key.Key_Tab] * 4):  # to the first field and back to the goods
        QTest.keyClick(focused(), key)
    type_letters(focused(), "Те Гуань Инь")
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    type_letters(focused(), "1250,50")
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    shop.settle()
    assert shop.dialog() is None
    assert "1 250,50" in plain(shop.toast())


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.mark.proves("F47")
def test_why_a_client_left_is_asked_for_with_the_tier_of_the_lost(card: CardScreen, shop: Shop) -> None:
    card.open("Белова Ирина")
    shop.click("Сменить ступень")
    dialog = shop.dialog()
    assert dialog is not None
    assert not dialog.why.isVisible()
    lost = next(tier.id for tier in shop.context.tiers() if tier.key == "lost")
    dialog.tier.choose(str(lost))
    dialog.tier.chosen.emit(str(lost))
    assert dialog.why.isVisible()
    dialog.save.click()
    assert shop.says("Выберите причину")
    dialog.why.reasons.choose("price")
    dialog.save.click()
    shop.settle()
    assert card.entries()[0] == "Ступень: Подписан → Потерян"
    assert shop.says("Дорого")


def test_why_a_client_left_is_written_down_and_taken_back(card: CardScreen, shop: Shop) -> None:
    card.open("Белова Ирина")
    shop.page.card.acts.write_left()
    shop.settle()
    dialog = shop.dialog()
    assert dialog is not None
    dialog.save.click()
    assert shop.says("Выберите причину")
    dialog.why.reasons.choose("moved")
    shop.write("Кто обслуживал", "Света")
    dialog.save.click()
    shop.settle()
    assert card.entries()[0] == "Перестал ходить: переехал"
    shop.press("Ctrl+Z")
    shop.settle()
    assert card.entries()[0] != "Перестал ходить: переехал"


def test_the_card_says_in_which_segments_the_client_is_and_leads_there(
    card: CardScreen, clients: ListScreen, shop: Shop
) -> None:
    desk = shop.context.desk
    vip = next(tier.id for tier in shop.context.tiers() if tier.key == "vip")
    name = "Самые дорогие гости, которым мы звоним первыми"
    desk.segments.save(name, ClientFilter(where=Ask("tier", (vip,))))
    desk.segments.freeze("Для майской акции", ClientFilter(where=Ask("tier", (vip,))))
    card.open("Захарова Полина")
    assert not shop.says("В сегментах")
    card.open(MAIN)
    assert shop.says("В сегментах")
    link = next(one for one in shop.page.card.side.findChildren(Button) if one.accessibleName() == name)
    assert link.text().endswith("…")
    assert link.geometry().right() <= link.parentWidget().width()
    desk.segments.remove(next(one.id for one in desk.segments.all() if one.frozen_at is not None))
    shop.settle()
    shop.qtbot.waitUntil(lambda: not shop.has_button("Для майской акции"))
    link = next(one for one in shop.page.card.side.findChildren(Button) if one.accessibleName() == name)
    link.click()
    shop.settle()
    assert clients.names() == [MAIN, "Ли Виктория"]
