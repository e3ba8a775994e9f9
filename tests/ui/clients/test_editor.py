"""The form: a new client, an old one, doubles, a stale version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from clientcrm.domain.clients import ClientFilter, ClientKind
from clientcrm.domain.contacts import ContactKind, ContactStatus
from clientcrm.domain.imports import FileChoice, ImportOptions
from clientcrm.domain.values.phones import parse_phones
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from ui.clients.conflict_dialog import ConflictDialog
from ui.clients.lookalikes import LookalikeDialog
from ui.contact_examples import example

MAIN = "Ковальчук Светлана"


def test_a_new_client_is_written_down_by_keys(editor: EditorScreen, card: CardScreen, shop: Shop) -> None:
    editor.new()
    assert editor.is_open()
    shop.write("Фамилия", "Аверина")
    shop.write("Имя", "Ольга")
    shop.write("День рождения", "3 июня")
    editor.contact(0, "8 (926) 111-22-33")
    shop.write("Скидка, %", "7,5")
    shop.write("Город", "Тула")
    editor.save()
    assert card.title() == "Аверина Ольга"
    found = shop.context.desk.clients.card(shop.page.card.client_id)
    assert (found.last_name, found.first_name, found.city, found.discount) == ("Аверина", "Ольга", "Тула", 750)
    assert (found.birthday.month, found.birthday.day, found.birthday.year) == (6, 3, None)
    assert card.contacts() == ["+7 926 ••• •• 33"]
    shown = shop.context.desk.clients.show_contacts(found.id).contacts
    assert [contact.value for contact in shown] == ["+79261112233"]


def test_the_focus_of_a_hidden_name_goes_to_the_name_of_the_company(editor: EditorScreen, shop: Shop) -> None:
    editor.new()
    fields = shop.page.editor.fields
    fields.texts["last_name"].setFocus()
    fields.kind.choose(ClientKind.COMPANY.value)
    fields.show_kind()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert fields.texts["name"].isAncestorOf(focus)


def test_a_company_has_other_fields(editor: EditorScreen, card: CardScreen, shop: Shop) -> None:
    editor.new()
    assert shop.field("Фамилия").isVisible()
    shop.click("Компания")
    with pytest.raises(AssertionError):
        shop.field("Фамилия")
    shop.write("Название компании", "ООО «Лютик»")
    shop.write("ИНН", "7701234567")
    editor.save()
    found = shop.context.desk.clients.card(shop.page.card.client_id)
    assert (found.kind, found.name, found.inn) == (ClientKind.COMPANY, "ООО «Лютик»", "7701234567")


def test_nothing_at_all_is_refused_under_the_name(editor: EditorScreen, shop: Shop) -> None:
    editor.new()
    editor.save()
    assert editor.is_open()
    assert shop.field("Фамилия").error() == "Напишите имя или хотя бы один контакт"


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("Скидка, %", "120", "Число от 0 до 100"),
        ("Скидка, %", "много", "Число от 0 до 100"),
        ("День рождения", "весной", "Это не дата. Напишите так: 14.05.2025."),
    ],
)
def test_what_cannot_be_is_said_under_its_field(
    editor: EditorScreen, shop: Shop, field: str, typed: str, complaint: str
) -> None:
    editor.new()
    shop.write("Фамилия", "Аверина")
    shop.write(field, typed)
    editor.save()
    assert editor.is_open()
    assert shop.field(field).error() == complaint


def test_a_short_number_is_noticed_but_may_be_kept(editor: EditorScreen, shop: Shop) -> None:
    editor.new()
    shop.write("Фамилия", "Аверина")
    editor.contact(0, "8 916 20")
    fields = shop.page.editor.fields
    assert fields is not None
    assert "6 цифр" in fields.contacts.rows[0].value.error()
    editor.save()
    found = shop.context.desk.clients.card(shop.page.card.client_id)
    assert found.contacts[0].status is ContactStatus.BAD


def test_an_old_client_keeps_what_was_not_touched(editor: EditorScreen, card: CardScreen, shop: Shop) -> None:
    desk = shop.context.desk
    before = desk.clients.form(shop.names[MAIN])
    numbers = [contact.value for contact in desk.clients.show_contacts(shop.names[MAIN]).contacts]
    editor.open(MAIN)
    shop.write("Город", "Тверь")
    editor.save()
    after = desk.clients.form(shop.names[MAIN])
    assert after.draft == replace(before.draft, city="Тверь")
    assert after.version == before.version + 1
    assert [contact.value for contact in desk.clients.show_contacts(shop.names[MAIN]).contacts] == numbers
    assert "Сохранено" in shop.toast()


def test_saving_without_changes_changes_nothing(editor: EditorScreen, shop: Shop) -> None:
    before = shop.context.desk.clients.form(shop.names[MAIN])
    editor.open(MAIN)
    editor.save()
    assert shop.context.desk.clients.form(shop.names[MAIN]) == before


def test_a_phone_is_replaced_and_a_mail_removed(editor: EditorScreen, card: CardScreen, shop: Shop) -> None:
    editor.open(MAIN)
    fields = shop.page.editor.fields
    assert fields is not None
    assert fields.contacts.rows[0].value.text() == "+7 916 ••• •• 17"
    fields.contacts.rows[0].start_replacing()
    editor.contact(0, "+7 926 000-11-22")
    fields.contacts.rows[1].removed.emit()
    editor.save()
    assert card.contacts() == ["+7 926 ••• •• 22"]


def test_similar_clients_show_while_typing(editor: EditorScreen, card: CardScreen, shop: Shop) -> None:
    editor.new()
    editor.contact(0, "8 916 204 66 17")
    shop.qtbot.waitUntil(lambda: bool(shop.page.editor.form_page.similar.found), timeout=3000)
    shop.settle()
    assert shop.says("Похожие клиенты уже есть")
    assert shop.says("тот же телефон")
    shop.click(f"Открыть: {MAIN}")
    shop.click("Уйти")
    assert card.title() == "Ковальчук Светлана Андреевна"


def test_a_double_is_made_only_on_purpose(clients: ListScreen, editor: EditorScreen, shop: Shop) -> None:
    editor.new()
    shop.write("Фамилия", "Ли")
    shop.write("Имя", "Виктория")
    editor.save()
    assert isinstance(shop.dialog(), LookalikeDialog)
    shop.click("Вернуться к форме")
    assert editor.is_open()
    editor.save()
    shop.click("Всё равно создать")
    shop.context.open("clients")
    shop.settle()
    assert clients.names().count("Ли Виктория") == 2


def test_leaving_with_edits_asks(editor: EditorScreen, shop: Shop) -> None:
    editor.open(MAIN)
    shop.write("Город", "Тверь")
    shop.context.open("clients")
    assert shop.says("Уйти без сохранения?")
    shop.click("Остаться")
    assert editor.is_open()
    shop.context.open("clients")
    shop.click("Уйти")
    assert not editor.is_open()
    assert shop.context.desk.clients.card(shop.names[MAIN]).city == "Казань"


def test_leaving_without_edits_does_not_ask(editor: EditorScreen, shop: Shop) -> None:
    editor.open(MAIN)
    shop.context.open("clients")
    assert shop.dialog() is None
    assert not editor.is_open()


def _change_elsewhere(shop: Shop, **values: object) -> None:
    form = shop.context.desk.clients.form(shop.names[MAIN])
    shop.context.desk.clients.change(shop.names[MAIN], form.version, replace(form.draft, **values))
    shop.settle()


def test_a_stale_version_is_settled_field_by_field(editor: EditorScreen, card: CardScreen, shop: Shop) -> None:
    editor.open(MAIN)
    shop.write("Город", "Тверь")
    shop.write("Номер карты", "000999")
    _change_elsewhere(shop, city="Рязань", note="Ждёт звонка", card_number="000500")
    editor.save()
    dialog = shop.dialog()
    assert isinstance(dialog, ConflictDialog)
    assert set(dialog.choices) == {"city", "note", "card_number"}
    for shown in ("Тверь", "Рязань", "Ждёт звонка", "000999", "000500"):
        assert shop.says(shown), shown
    assert {name: choice.current() for name, choice in dialog.choices.items()} == {
        "city": "mine",
        "card_number": "mine",
        "note": "theirs",  # it was not touched here
    }
    dialog.choices["city"].choose("theirs")
    shop.click("Сохранить")
    found = shop.context.desk.clients.card(shop.names[MAIN])
    assert (found.city, found.note, found.card_number) == ("Рязань", "Ждёт звонка", "000999")
    assert len(found.contacts) == 2


def test_a_conflict_shows_contacts_masked(editor: EditorScreen, shop: Shop) -> None:
    from clientcrm.domain.contacts import ContactDraft, ContactKind

    editor.open(MAIN)
    shop.write("Город", "Тверь")
    _change_elsewhere(shop, contacts=(ContactDraft(ContactKind.PHONE, "+79990001122", "+79990001122"),))
    editor.save()
    assert isinstance(shop.dialog(), ConflictDialog)
    assert shop.says("•• 22")
    assert not shop.says("79990001122")
    assert not shop.says("79162046617")


def test_my_changes_may_be_dropped(editor: EditorScreen, shop: Shop) -> None:
    editor.open(MAIN)
    shop.write("Город", "Тверь")
    _change_elsewhere(shop, city="Рязань")
    editor.save()
    shop.click("Отбросить мои правки")
    assert shop.field("Город").text() == "Рязань"


def test_own_fields_stand_in_the_form_and_on_the_card(
    editor: EditorScreen, card: CardScreen, shop: Shop, tmp_path: Path
) -> None:
    sheet = tmp_path / "клиенты.csv"
    sheet.write_text(
        "Фамилия;Имя;Телефон;Любимый сорт\nКротова;Вера;+7 926 333-22-11;белый пион\n", encoding="utf-8-sig"
    )
    importing = shop.context.desk.importing
    plan = importing.plan(FileChoice(sheet), ImportOptions())
    importing.apply(importing.check(plan).batch)
    shop.settle()
    found = shop.context.desk.clients.ids(ClientFilter(text="кротова"))
    shop.context.open("clients", client=found[0])
    shop.settle()
    assert shop.says("Свои поля")
    assert shop.says("белый пион")
    shop.press("F2")
    assert shop.field("Любимый сорт").text() == "белый пион"
    shop.write("Любимый сорт", "габа")
    editor.save()
    assert shop.says("габа")
    assert list(shop.context.desk.clients.form(found[0]).draft.own.values()) == ["габа"]


@pytest.mark.parametrize("region", ["RU", "KZ", "BY", "UZ", "KG", "AM", "GE", "AZ", "GB", "DE", "FR", "US"])
def test_the_example_of_a_phone_is_one_of_the_country(region: str) -> None:
    (phone,), codes = parse_phones(example(ContactKind.PHONE, region), region)
    assert (phone.status, codes) == ("ok", [])


def test_a_country_without_an_example_shows_none() -> None:
    assert example(ContactKind.PHONE, "IS") == ""
