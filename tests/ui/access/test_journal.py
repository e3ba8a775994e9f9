"""The journal and the requests in the window: narrowed, proved, answered; a leaked line traced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from clientcrm.domain.activity import Activity
from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.journal import Break, BreakKind, JournalFilter, Proof
from clientcrm.domain.values.dates import PartialDate
from tests.ui.access.screens import AccessScreen
from ui.access.canary_dialog import CanaryDialog
from ui.access.change_words import changes_of
from ui.access.fingerprint_dialog import FingerprintDialog
from ui.access.pace_words import is_unusual, pace_words
from ui.access.trace_dialog import TraceDialog
from ui.scenes import type_into
from ui.widgets.message import MessageBar

PHONE = "+79162040017"


@pytest.fixture
def shown(screen: AccessScreen) -> AccessScreen:
    """The owner looked at the contacts of a client."""
    desk = screen.context.desk
    client_id = desk.clients.create(
        ClientDraft(name="Орлова Наталья", contacts=(ContactDraft(ContactKind.PHONE, PHONE, PHONE),))
    )
    desk.clients.show_contacts(client_id)
    return screen


def actions(screen: AccessScreen) -> list[str]:
    journal = screen.page.journal
    return [journal._lines[seq].action for seq in journal.model.ids()]


def test_the_newest_stand_first_and_are_narrowed(shown: AccessScreen) -> None:
    shown.open_tab("journal")
    assert "contact.shown" in actions(shown)
    journal = shown.page.journal
    journal.group.choose("contacts")
    journal.refresh()
    shown.settle(shown.context)
    assert actions(shown) == ["contact.shown"]
    assert journal.panel.isVisible()
    journal.person.choose(shown.seller)
    journal.refresh()
    shown.settle(shown.context)
    assert actions(shown) == []
    assert journal.pages.currentWidget() is journal.empty


def test_a_change_is_told_in_words(screen: AccessScreen) -> None:
    desk = screen.context.desk
    client_id = desk.clients.create(ClientDraft(name="Орлова Наталья"))
    form = desk.clients.form(client_id)
    told = {
        "sex": Sex.FEMALE, "birthday": PartialDate(None, 6, 3), "next_contact": date(2026, 5, 1), "discount": 750,
        "bonus": 50_000, "inn": "7707083893", "consent": True, "house": True, "responsible": desk.user.uid,
        "kind": ClientKind.COMPANY, "tags": ("опт", "чай"), "tier_id": desk.tiers.all()[4].id,
    }  # fmt: skip
    desk.clients.change(client_id, form.version, replace(form.draft, **told))
    desk.settings.change(replace(desk.shop, autolock=0, backup_at_exit=False))
    settings, card = [line for line in desk.journal.entries(JournalFilter()) if line.before_after]
    assert changes_of(card, screen.context) == [
        ("Вид", "Человек", "Компания"),
        ("Пол", "—", "Женский"),
        ("День рождения", "—", "3 июня"),
        ("Метки", "—", "опт, чай"),
        ("Отвечает", "—", desk.user.name),
        ("Ступень", desk.tiers.all()[0].title("ru"), desk.tiers.all()[4].title("ru")),
        ("Скидка", "—", "7,5\u00a0%"),
        ("Бонусы", "—", "500\u00a0₽"),
        ("ИНН", "—", "7707083893"),
        ("Согласие на рассылку", "согласия не спрашивали", "есть согласие"),
        ("Следующий контакт", "—", "1 мая 2026"),
        ("Служебный клиент", "Нет", "Да"),
    ]
    assert changes_of(settings, screen.context) == [
        ("Блокировать экран", "через 5 минут", "сам не блокируется"),
        ("Делать копию при каждом закрытии программы", "Да", "Нет"),
    ]


def test_the_chain_is_proved_and_a_break_is_shown(shown: AccessScreen) -> None:
    shown.open_tab("journal")
    bar = shown.page.journal.proof
    shown.press(bar.prove)
    assert "цела" in bar._text.text()
    assert not bar.show_break.isVisible()
    broken = Proof(entries=9, sessions=1, breaks=(Break(3, BreakKind.CHANGED, 3),), fingerprint="ABCDEFGH")
    bar._proved(broken)
    assert "3" in bar._text.text()
    assert bar.show_break.isVisible()
    shown.press(bar.show_break)
    assert shown.page.journal.table.current_id() == 3


def test_a_fingerprint_that_was_written_down_is_held_against_the_journal(shown: AccessScreen) -> None:
    shown.open_tab("journal")
    bar = shown.page.journal.proof
    noted = bar._print.text().removeprefix("Отпечаток: ")
    shown.context.desk.clients.create(ClientDraft(name="Белова Ирина"))
    bar._ask_fingerprint()
    dialog = shown.dialog(FingerprintDialog)
    shown.press(dialog.go)
    assert dialog.typed.error()
    for typed, kind in ((f"{noted[:4]} {noted[4:].lower()}", "ok"), ("00000000", "bad")):
        dialog.typed.set_text(typed)
        shown.press(dialog.go)
        [told] = dialog.findChildren(MessageBar)
        assert told._kind == kind
    assert "цела" in bar._text.text()


def test_canaries_are_planted_and_a_leaked_line_is_traced(screen: AccessScreen) -> None:
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["canaries"])
    dialog = screen.dialog(CanaryDialog)
    assert dialog.contacts.edit.placeholderText() == "+7 916 123-45-67", "as phones look in the country of the shop"
    screen.press(dialog.plant)
    assert dialog.contacts.error()
    type_into(dialog.contacts.edit, "owner@example.ru")
    dialog.count.set_value(1)
    screen.press(dialog.plant)
    [canary] = screen.context.desk.canaries.all()
    assert canary.uid == screen.seller
    screen.press(screen.page.trace)
    trace = screen.dialog(TraceDialog)
    type_into(trace.text.edit, f"{canary.name}; OWNER@example.ru")
    screen.press(trace.go)
    [bar] = trace.findChildren(MessageBar)
    assert "Соня Ким" in bar.accessibleName()


def test_a_chosen_person_is_told_beside_what_is_usual(shown: AccessScreen) -> None:
    shown.open_tab("journal")
    journal = shown.page.journal
    assert not journal.pace.isVisible()
    shown.page.show_place({"tab": "journal", "by": shown.context.user.uid})
    shown.settle(shown.context)
    assert journal.pace.isVisible()
    assert "открыто карточек за неделю" in journal.pace.text()
    assert "показано контактов за 90 дней: 1" in journal.pace.text()


def test_the_entries_of_one_client_stay_narrowed_until_that_is_taken_off(shown: AccessScreen) -> None:
    client = shown.context.desk.journal.entries(JournalFilter(group="contacts"))[0].object_id
    shown.page.show_place({"tab": "journal", "client": client})
    shown.settle(shown.context)
    journal = shown.page.journal
    assert set(actions(shown)) == {"client.created", "contact.shown"}
    assert "Орлова" in journal.client.accessibleName()
    journal.group.choose("contacts")
    journal.refresh()
    shown.settle(shown.context)
    assert actions(shown) == ["contact.shown"]
    journal.client.removed.emit()
    journal.group.choose("")
    journal.refresh()
    shown.settle(shown.context)
    assert not journal.client.isVisible()
    assert "person.added" in actions(shown)


@pytest.mark.parametrize(
    ("usual", "week", "unusual", "told"),
    [
        (35, 214, True, "Иван: Открыто карточек за неделю: 214, обычно 35"),
        (35, 60, False, "обычно 35"),
        (None, 60, False, "ещё не"),
    ],
)
def test_a_week_is_said_in_a_sentence(usual: int | None, week: int, unusual: bool, told: str) -> None:
    found = Activity("u", "Иван", date(2026, 11, 1), 90, {}, 20, (), week, usual)
    assert told.casefold() in pace_words(found).casefold()
    assert is_unusual(found) is unusual
