"""A form of a client that was not saved comes back to the same person after a lock, a new language or scale."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.errors import SealBroken
from tests.ui.conftest import PASSWORD
from tests.ui.window.called_away import NAME, Place
from ui.clients.conflict_dialog import ConflictDialog

OTHER = "Соня Ким"
OWN = "свой пароль Сони"


def test_a_new_client_half_typed_comes_back_after_the_lock(place: Place) -> None:
    place.shop.context.open("clients", new=True)
    place.shop.settle()
    place.shop.write("Фамилия", "Ряженкина")
    place.shop.write("День рождения", "31.02")
    place.shop.write("Скидка, %", "много")
    place.form.contact(0, "+7 905 111-22-33")
    place.shop.write("Новая метка", "новая")
    place.shop.page.editor.fields.note.set_text("зайдёт завтра")  # type: ignore[union-attr]
    for _ in range(2):  # a second lock loses no more than the first
        place.lock()
        place.enter()
        assert place.form.is_open()
        assert place.text("Фамилия") == "Ряженкина"
        assert place.text("День рождения") == "31.02"
        assert place.text("Скидка, %") == "много"
        assert place.shop.says("Ещё не сохранено")
        assert place.shop.page.editor.is_dirty()
    place.shop.write("День рождения", "28.02")
    place.shop.write("Скидка, %", "5")
    place.form.save()
    made = place.shop.context.desk.clients.form(place.shop.page.card.client_id)
    assert made.draft.last_name == "Ряженкина"
    assert (made.draft.note, made.draft.tags, made.draft.discount) == ("зайдёт завтра", ("новая",), 500)
    assert len(made.lines) == 1


@pytest.mark.parametrize("turns", [0, 1, 3, 6, 12])
def test_the_screen_locks_while_a_form_is_still_being_made(place: Place, turns: int) -> None:
    place.shop.context.open("clients", new=True, name="Ряженкина Анна")
    end = time.monotonic() + 10
    while place.shop.page.editor.fields is None and time.monotonic() < end:
        QApplication.processEvents()
    for _ in range(turns):
        QApplication.processEvents()
    assert turns or place.shop.page.editor.fields is not None
    place.lock()
    place.enter()
    assert place.form.is_open()
    assert place.text("Фамилия") in ("", "Ряженкина")


def test_a_change_comes_back_with_its_contacts(place: Place) -> None:
    place.form.open(NAME)
    place.shop.write("Город", "Тверь")
    fields = place.shop.page.editor.fields
    assert fields is not None
    fields.contacts.rows[1].start_replacing()
    place.form.contact(1, "anna@ya.ru")
    fields.contacts.rows[0].label.set_text("дом")
    typed = fields.draft()
    place.lock()
    place.enter()
    again = place.shop.page.editor.fields
    assert again is not None
    assert again is not fields
    assert again.draft() == typed
    place.form.save()
    saved = place.shop.context.desk.clients.form(place.names[NAME])
    assert (saved.draft.city, saved.draft.note) == ("Тверь", "пьёт улун")
    assert [(line.masked[-3:], line.label) for line in saved.lines] == [(" 67", "дом"), (".ru", "")]
    shown = place.shop.context.desk.clients.show_contacts(place.names[NAME]).contacts
    assert [contact.value for contact in shown] == ["+79161234567", "anna@ya.ru"]


def test_leaving_a_form_that_came_back_asks(place: Place) -> None:
    place.form.open(NAME)
    place.shop.write("Город", "Тверь")
    place.lock()
    place.enter()
    place.shop.context.open("clients")
    place.shop.click("Уйти", place.dialog())
    place.shop.window.go_back()
    place.shop.settle()
    assert place.form.is_open()
    assert place.text("Город") == "Казань", "given up once, it comes back by no way"
    place.lock()
    place.enter()
    assert place.text("Город") == "Казань"
    assert not place.shop.says("Ещё не сохранено")


def test_a_form_that_nobody_typed_into_is_read_anew(place: Place) -> None:
    place.form.open(NAME)
    place.lock()
    client = place.names[NAME]
    place.meanwhile(lambda desk: _change(desk, client, city="Рязань"))
    place.enter()
    assert place.form.is_open()
    assert place.text("Город") == "Рязань"
    assert not place.shop.page.editor.is_dirty()


def _change(desk: Desk, client_id: int, **values: object) -> None:
    form = desk.clients.form(client_id)
    desk.clients.change(client_id, form.version, replace(form.draft, **values))  # type: ignore[arg-type]


def test_what_was_saved_meanwhile_is_settled_field_by_field(place: Place) -> None:
    place.form.open(NAME)
    place.shop.write("Город", "Тверь")
    place.lock()
    client = place.names[NAME]
    place.meanwhile(lambda desk: _change(desk, client, city="Рязань", note="ждёт звонка"))
    place.enter()
    assert place.text("Город") == "Тверь"
    place.form.save()
    dialog = place.dialog()
    assert isinstance(dialog, ConflictDialog)
    chosen = {name: choice.current() for name, choice in dialog.choices.items()}
    assert chosen == {"city": "mine", "note": "theirs"}, "the note was not touched here"


def test_another_person_gets_nothing_of_it(place: Place) -> None:
    place.form.open(NAME)
    place.shop.write("Город", "Тверь")
    place.lock()

    once: list[str] = []

    def hire(desk: Desk) -> None:
        [portfolio] = desk.staff.portfolios()
        once.append(desk.staff.add(OTHER, Role.SELLER, [portfolio.id], PASSWORD).one_time_password)

    place.meanwhile(hire)
    place.meanwhile(lambda desk: desk.change_password(once[0], OWN), OTHER, once[0])
    kept = _waiting(place)
    place.enter(OTHER, OWN)
    here = place.shop.window.history.current
    assert here is not None
    assert "kept" not in here.place
    assert "client" not in here.place
    with pytest.raises(SealBroken):
        place.shop.context.desk.unsaved.open(kept)
    place.lock()
    place.enter()
    assert place.text("Город") == "Тверь", "it waits for the one who typed it"


def _waiting(place: Place) -> bytes:
    [history] = place.program.session._histories.values()
    assert history.current is not None
    kept = history.current.place["kept"]
    assert isinstance(kept, bytes)
    return kept


def test_other_keys_of_the_base_are_told_in_one_sentence(place: Place) -> None:
    place.form.open(NAME)
    place.shop.write("Город", "Тверь")
    place.lock()
    place.meanwhile(lambda desk: desk.replace_recovery_code(PASSWORD))
    place.enter()
    assert "ключи базы" in place.shop.toast()
    assert place.text("Город") == "Казань"
    assert not place.shop.page.editor.is_dirty()


def test_a_form_outlives_another_language(place: Place) -> None:
    place.form.open(NAME)
    place.shop.write("Город", "Тверь")
    before = place.shop.page.editor
    place.program.session.follow_preferences()
    place.quiet()
    assert place.shop.page.editor is not before
    assert place.text("Город") == "Тверь"
    assert place.shop.page.editor.is_dirty()


def test_a_number_that_was_searched_for_comes_back_and_does_not_wait_in_clear(place: Place) -> None:
    place.shop.context.open("clients", new=True, name="+7 905 111-22-33")
    place.shop.settle()
    place.lock()
    assert "111-22-33" not in str(place.program.session._histories)
    place.enter()
    fields = place.shop.page.editor.fields
    assert fields is not None
    assert fields.contacts.rows[0].value.text() == "+7 905 111-22-33"
